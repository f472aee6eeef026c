"""Say where a figure comes from: its claims, the ruling between them, the reason."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from elecdata.dataset import opened
from elecdata.errors import InvalidArgumentError, UnknownNameError, visible
from elecdata.loading import load

if TYPE_CHECKING:
    import pandas as pd

    from elecdata.adoption.claim import Claim
    from elecdata.adoption.decision import Decision, Ruling
    from elecdata.adoption.record import Row
    from elecdata.dataset import Data, Dataset
    from elecdata.schema import Field

CLAIM_COLUMNS = ("standing", "value", "as_printed", "stage", "base", "source", "kind", "where")


def sources(*, data: Data = None, **filters: Any) -> pd.DataFrame:
    """List the sources, with how many claims rest on each.

    Parameters
    ----------
    data : path, None or list of these, optional
        As in `load`.
    **filters
        ``country``, ``year``, ``election``, ``office`` as in `load`: keep the sources that say
        anything about those elections.

    Returns
    -------
    pandas.DataFrame
        The table ``sources`` with ``n_claims``.

    Examples
    --------
    >>> import elecdata
    >>> "unisci-abazov-2004" in set(elecdata.sources(year=2004).source_id)
    True
    """
    dataset = opened(data)
    counts = load("claims", data=dataset, **filters).groupby("source_id").size()
    frame: pd.DataFrame = load("sources", data=dataset)
    frame["n_claims"] = frame.source_id.map(counts).fillna(0).astype("Int64")
    return frame[frame.n_claims > 0].reset_index(drop=True) if filters else frame


def conflicts(**filters: Any) -> pd.DataFrame:
    """List every published cell on which sources contradict each other.

    Parameters
    ----------
    **filters
        As in `load`: ``country``, ``year``, ``election``, ``office``, ``as_of``, ``source``,
        ``data``.

    Returns
    -------
    pandas.DataFrame
        Cell, rival values and who gives them, spread, what was adopted, by which rule and why.

    Examples
    --------
    >>> import elecdata
    >>> found = elecdata.conflicts(election="kz-2012-majilis")
    >>> found[found.table_name == "elections"].set_index("column_name").adopted_value["seats"]
    '107'
    """
    frame: pd.DataFrame = load("conflicts", **filters)
    return frame


@dataclass(frozen=True)
class Explanation:
    """Why a cell holds what it holds. Prints as text; shows as a table in a notebook.

    Attributes
    ----------
    table, row, column : str
        The cell.
    subject : str
        The row in words.
    value : object
        What is published; None when the cell is empty.
    unit : str
        Unit of the value.
    claims : list of dict
        Every source's figure, best first, each with its standing.
    ruling : Ruling or None
        The decision between rivals.
    verdict : str
        In a sentence, how the value came about or why the cell is empty.
    """

    table: str
    row: str
    column: str
    subject: str
    value: Any
    unit: str
    claims: list[dict[str, str]]
    ruling: Ruling | None
    verdict: str

    def to_frame(self) -> pd.DataFrame:
        """The claims as a table, one row a source."""
        import pandas as pd

        return pd.DataFrame(self.claims, columns=list(CLAIM_COLUMNS))

    @property
    def headline(self) -> str:
        """The cell and its value in a line."""
        plain = self.value is None or self.unit.startswith("see ") or self.unit in self.column
        unit = "" if plain else self.unit
        shown = "empty" if self.value is None else str(self.value)
        if type(self.value) is int and self.column != "year":
            shown = f"{self.value:,}"
        elif isinstance(self.value, float):
            shown = f"{self.value:.6g}"
        return f"{self.subject}: {self.column} = {shown} {unit}".rstrip()

    def __str__(self) -> str:
        """Answer in plain text."""
        lines = [self.headline, "", self.verdict]
        if self.ruling is not None:
            lines += ["", f"Rule: {self.ruling.rule}. {self.ruling.reason}"]
        if self.claims:
            lines += ["", "What each source says:"]
            widths = {c: max(len(row[c]) for row in self.claims) for c in ("standing", "value")}
            for row in self.claims:
                start = (
                    f"  {row['standing']:<{widths['standing']}}  {row['value']:>{widths['value']}}"
                )
                quoted = f"\u201c{row['as_printed']}\u201d"
                marks = ", ".join(
                    row[c] for c in ("stage", "base") if row[c] not in {"", "unstated"}
                )
                place = f"{row['source']} ({row['kind']}), {row['where']}"
                lines.append(f"{start}  {quoted}  {place}" + (f" [{marks}]" if marks else ""))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Answer for a notebook; texts of sheets are texts there, neither markup nor formulas."""
        rows = "".join(
            "<tr>" + "".join(f"<td>{_html(row[c])}</td>" for c in CLAIM_COLUMNS) + "</tr>"
            for row in self.claims
        )
        head = "".join(f"<th>{_html(column)}</th>" for column in CLAIM_COLUMNS)
        ruling = ""
        if self.ruling is not None:
            text = f"{self.ruling.rule}. {self.ruling.reason}"
            ruling = f"<p><b>Rule:</b> {_html(text)}</p>"
        table = (
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
        )
        return (
            '<div class="tex2jax_ignore mathjax_ignore">'  # $ is a sign of money here
            f"<p><b>{_html(self.headline)}</b></p><p>{_html(self.verdict)}</p>{ruling}{table}</div>"
        )


def _html(text: str) -> str:
    """A text for a page, which cannot become markup nor turn the direction of what follows."""
    return html.escape(visible(text))


def explain(election: str, *path: str, table: str | None = None, data: Data = None) -> Explanation:
    """Explain one cell: what every source says, what was adopted, and why.

    Parameters
    ----------
    election : str
        Election id; for ``parties`` and other tables without elections, the row's own id.
    *path : str
        Subject and column for a row within the election (``"kz-ak-zhol", "seats"``), or the
        column alone for the election itself (``"turnout_pct"``). Where a row has several keys
        (``table="turnout"``), all of them in order.
    table : str, optional
        Table of the cell, where it is not ``elections``, ``results`` or ``contestants``.
    data : path, None or list of these, optional
        As in `load`.

    Returns
    -------
    Explanation
        Prints as an answer; ``value``, ``claims`` and ``ruling`` hold the parts.

    Raises
    ------
    UnknownNameError
        When there is no such table, row or column.

    Examples
    --------
    >>> import elecdata
    >>> answer = elecdata.explain("kz-2012-majilis", "seats")
    >>> answer.value, answer.ruling.rule
    (107, 'arithmetic_consistency')
    """
    from elecdata.adoption.claim import Cell
    from elecdata.schema import TABLES

    if not path:
        raise InvalidArgumentError("explain needs a column: explain(election, [subject,] column)")
    *subject, column = path
    dataset = opened(data)
    name = _table_of(dataset, tuple(subject), column, table)
    declared = TABLES[name]
    if column not in declared.by_name:
        raise UnknownNameError(f"column of {name}", column, declared.columns)
    key = (election, *subject)
    row = _row(dataset, name, key)
    record = dataset.record()
    decision = record.decisions.get(Cell(name, key, column))
    field = declared[column]
    value = row[column]
    return Explanation(
        table=name,
        row="/".join(key),
        column=column,
        subject=_in_words(dataset, name, key, row),
        value=value,
        unit=row["unit"] if field.unit == "see unit" and "unit" in row else field.unit,
        claims=_claim_rows(decision, record.registers["sources"]),
        ruling=decision.ruling if decision else None,
        verdict=_verdict(dataset, field, row, decision),
    )


def _table_of(dataset: Dataset, subject: tuple[str, ...], column: str, table: str | None) -> str:
    """Table that a path means."""
    from elecdata.schema import TABLES

    if table is not None:
        if table not in TABLES:
            raise UnknownNameError("table", table, TABLES)
        return table
    if not subject:
        return "elections"
    known = ("results", "contestants", "events", "observers", "candidates", "allocations")
    for name in known:
        fits = column in TABLES[name].by_name and len(TABLES[name].key) == 1 + len(subject)
        if fits and subject[0] in _ids(dataset, name):
            return name
    having = [name for name in known if column in TABLES[name].by_name]
    return having[0] if having else "results"


def _ids(dataset: Dataset, name: str) -> set[str]:
    """Second part of the keys of a table's rows."""
    from elecdata.schema import TABLES

    return set(dataset.table(name).column(TABLES[name].key[1]).to_pylist())


def _row(dataset: Dataset, name: str, key: Sequence[str]) -> dict[str, Any]:
    """The published row of a key."""
    from elecdata.schema import TABLES

    rows = dataset.table(name).to_pylist()
    columns = TABLES[name].key
    known = []
    for row in rows:
        here = tuple(str(row[column]) for column in columns)
        if here == tuple(key):
            return dict(row)
        known.append(" ".join(here))
    if columns[0] == "election_id" and key[0] not in {row["election_id"] for row in rows}:
        raise UnknownNameError("election", key[0], sorted({r["election_id"] for r in rows}))
    near_ones = [each for each in known if each.startswith(key[0])]
    raise UnknownNameError(f"row of {name}", " ".join(key), near_ones)


def _in_words(dataset: Dataset, name: str, key: Sequence[str], row: Row) -> str:
    """The subject of a row as people would say it."""
    if "election_id" not in row:
        return str(row.get("name") or "/".join(key))
    election = _row(dataset, "elections", [row["election_id"]])
    what = election["chamber"] or "President"
    contest = f"{what} of {election['country_name']}, {election['year']}"
    if name == "elections":
        return contest
    who = row.get("short_name") or row.get("name") or row.get("label") or "/".join(key[1:])
    return f"{who}, {contest}"


def _claim_rows(decision: Decision | None, sources: Sequence[Row]) -> list[dict[str, str]]:
    """All claims on a cell as lines: the adopted one first, then by what became of them."""
    if decision is None:
        return []
    from elecdata.schema.vocabulary import STANDING

    by_id = {row["source_id"]: row for row in sources}
    rows = [_claim_row(claim, decision, by_id[claim.source_id]) for claim in decision.claims]
    return sorted(rows, key=lambda row: STANDING.rank(row["standing"]))


def _claim_row(claim: Claim, decision: Decision, source: Row) -> dict[str, str]:
    """One claim as a line of an explanation."""
    value = (
        claim.value if claim.hedge == "exact" else f"{claim.hedge.replace('_', ' ')} {claim.value}"
    )
    return {
        "standing": decision.standing(claim),
        "value": value,
        "as_printed": claim.as_printed,
        "stage": claim.stage,
        "base": claim.base,
        "source": ", ".join(str(text) for text in (source["author"], source["publisher"]) if text)
        or str(source["title"]),
        "kind": source["kind"],
        "where": f"{claim.source_id} {claim.locator}",
    }


def _verdict(dataset: Dataset, field: Field, row: Row, decision: Decision | None) -> str:
    """How the value came about, or why the cell is empty, in a sentence."""
    computed = decision is None and field.formula and row[field.name] is not None
    if field.origin == "derived" or computed:
        inputs = [f"{name} = {_input(dataset, name, row)}" for name in field.inputs]
        given = f" ({'; '.join(inputs)})" if inputs else ""
        empty = "Empty. " if row[field.name] is None else ""
        return f"{empty}Computed: {field.formula}{given}."
    if field.origin in {"key", "sheet"}:
        return "Typed in a coding sheet: it names the row or belongs to a register."
    if decision is None:
        return _why_empty(field, row)
    exact = [claim for claim in decision.claims if claim.hedge == "exact"]
    speaking = len({claim.source_id for claim in decision.claims})
    if not decision.chosen:
        if decision.rivals:
            return "Empty: sources contradict each other and nothing decides."
        if decision.ruling:
            return "Empty: the only figure there is was ruled to be of another thing or stage."
        return "Empty: sources give only a bound, and a bound is not published as a figure."
    if decision.rivals:
        return (
            f"{speaking} sources give {len(decision.rivals)} different values; "
            f"{decision.chosen[0].value} was adopted by a ruling."
        )
    if speaking == 1:
        return "One source says so; none contradicts it."
    return f"{speaking} sources speak, {len(exact)} of them exactly; none contradicts another."


def _input(dataset: Dataset, name: str, row: Row) -> Any:
    """Value of a column, of this row or of the same election or contestant elsewhere."""
    table, _, column = name.rpartition(".")
    if not table:
        return row[name]
    keys = {"elections": ("election_id",), "contestants": ("election_id", "contestant_id")}
    return _row(dataset, table, [row[key] for key in keys[table]])[column]


def _why_empty(field: Field, row: dict[str, Any]) -> str:
    """Why no source fills a cell."""
    if field.office and row.get("office") not in (None, field.office):
        return "Empty: the question does not arise for this office."
    if field.only_for and row.get("contestant_type") not in (None, *field.only_for):
        return "Empty: the question does not arise for this type of contestant."
    return "Empty: no source coded so far states it."
