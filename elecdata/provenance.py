"""Say where a figure comes from: its claims, the ruling between them, the reason."""

from __future__ import annotations

import html
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from elecdata.dataset import opened
from elecdata.errors import InvalidArgumentError, UnknownNameError, visible
from elecdata.explorer.links import fragment
from elecdata.loading import load
from elecdata.verdicts import contest, subject, verdict

if TYPE_CHECKING:
    import pandas as pd

    from elecdata.adoption.claim import Claim
    from elecdata.adoption.decision import Decision, Ruling
    from elecdata.adoption.record import Row
    from elecdata.dataset import Data, Dataset

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
        The table ``sources``; with filters ``n_claims`` counts the claims on those elections.

    Examples
    --------
    >>> import elecdata
    >>> "unisci-abazov-2004" in set(elecdata.sources(year=2004).source_id)
    True
    """
    dataset = opened(data)
    frame: pd.DataFrame = load("sources", data=dataset)
    if not filters:
        return frame
    counts = load("claims", data=dataset, **filters).groupby("source_id").size()
    frame["n_claims"] = frame.source_id.map(counts).fillna(0).astype("Int64")
    return frame[frame.n_claims > 0].reset_index(drop=True)


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
    link : str
        Address of the cell within the explorer's page, ``#/ELECTION/TABLE/ROW/COLUMN``.
    command : str
        Command that opens the explorer there.
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
    link: str = ""
    command: str = ""

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
        if self.command:
            lines += ["", f"Browse: {self.command}, which opens {self.link}"]
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
        browse = ""
        if self.command:
            opens = f"<code>{_html(self.command)}</code>, which opens "
            browse = f"<p>Browse: {opens}<code>{_html(self.link)}</code></p>"
        return (
            '<div class="tex2jax_ignore mathjax_ignore">'  # $ is a sign of money here
            f"<p><b>{_html(self.headline)}</b></p><p>{_html(self.verdict)}</p>"
            f"{ruling}{table}{browse}</div>"
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
    *within, column = path
    dataset = opened(data)
    name = _table_of(dataset, tuple(within), column, table)
    declared = TABLES[name]
    if column not in declared.by_name:
        raise UnknownNameError(f"column of {name}", column, declared.columns)
    key = (election, *within)
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
        verdict=verdict(field, row, decision, partial(_input, dataset)),
        link=fragment(name, key, column),
        command=_command(election, path, table, data),
    )


def _command(election: str, path: Sequence[str], table: str | None, data: Data) -> str:
    """Command that opens the explorer at a cell; empty for data that have no place on disk."""
    import shlex

    places = data if isinstance(data, list | tuple) else [data]
    if not all(isinstance(each, str | os.PathLike | None) for each in places):
        return ""
    own = [os.fspath(each) for each in places if isinstance(each, str | os.PathLike)]
    options = ["--table", table] if table else []
    options += [word for folder in own for word in ("--data", folder)]
    options += ["--beside"] if own and None in places else []
    return shlex.join(["elecdata", "browse", election, *path, *options])


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
        return subject(row, key)
    election = contest(_row(dataset, "elections", [row["election_id"]]))
    return election if name == "elections" else f"{subject(row, key[1:])}, {election}"


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


def _input(dataset: Dataset, name: str, row: Row) -> Any:
    """Value of a column, of this row or of the same election or contestant elsewhere."""
    table, _, column = name.rpartition(".")
    if not table:
        return row[name]
    keys = {"elections": ("election_id",), "contestants": ("election_id", "contestant_id")}
    return _row(dataset, table, [row[key] for key in keys[table]])[column]
