"""Find the claims, and so the sources, behind the cells of a frame."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from elecdata.adoption.claim import Cell, Claim
from elecdata.citing.edits import stated
from elecdata.citing.work import Work, of_source
from elecdata.comparison import BY, TOTAL
from elecdata.errors import InvalidArgumentError
from elecdata.loading import load, record
from elecdata.schema import TABLES, Table

if TYPE_CHECKING:
    import pandas as pd

    from elecdata.adoption.record import Record

Row = dict[str, Any]
Key = tuple[str, ...]

# Columns of parties that gather what is said of the party at every election.
GATHERED = ("stance", "leader")
# Ends of a range, and the hedge of the claims that give them.
ENDS = {"value_low": "at_least", "value_high": "at_most"}
REMEDY = "pass what elecdata.load or elecdata.compare gave, with its attrs"


@dataclass(frozen=True)
class Evidence:
    """What a frame is, and the works behind it.

    Attributes
    ----------
    about : dict
        What the frame says of itself: version, table, view.
    rows : int
        Its rows.
    works : list of Work
        Sources in order of who made them.
    """

    about: dict[str, Any]
    rows: int
    works: list[Work]


def works_behind(frame: Any) -> Evidence:
    """Works behind the rows and columns of a frame that `load` or `compare` gave.

    Raises
    ------
    InvalidArgumentError
        When it cannot be told which cells these are, or one is not as published.
    """
    rows, about = _opened(frame)
    _same_release(about)
    table = TABLES[about["table"]]
    seen = Seen(table, about["view"])
    if "measure" in about:
        ids = seen.of_cells(_compared(rows, about, seen))
    elif table.name == "rulings":
        ids = seen.of_rulings(_keys(rows, table))
    else:
        ids = seen.of_cells(stated(_held(rows, seen), table.name))
    sources = {row["source_id"]: row for row in record().registers["sources"]}
    works = [of_source(sources[source_id]) for source_id in ids]
    return Evidence(about, len(rows), sorted(works, key=lambda work: work.order))


def _opened(frame: Any) -> tuple[pd.DataFrame, dict[str, Any]]:
    """A frame in pandas, and what it says of itself."""
    import pandas as pd
    import pyarrow as pa

    if isinstance(frame, pa.Table):
        note = (frame.schema.metadata or {}).get(b"elecdata")
        frame = frame.to_pandas()
        about = json.loads(note) if note else None
    elif isinstance(frame, pd.DataFrame):
        about = frame.attrs.get("elecdata")
    else:
        kind = f"{type(frame).__module__.partition('.')[0]} {type(frame).__name__}"
        raise InvalidArgumentError(
            f"the frame is a {kind}; it should be a pandas DataFrame or a pyarrow Table"
        )
    if not isinstance(about, dict) or not {"table", "view"} <= about.keys():
        raise InvalidArgumentError(
            "the frame does not say which table it is of: its attrs['elecdata'] is gone, as after "
            f"a merge with a frame from elsewhere; {REMEDY}"
        )
    return frame, about


def _same_release(about: dict[str, Any]) -> None:
    """Refuse a frame of other tables than those installed, whose claims are not known here."""
    from elecdata.dataset import PACKAGED
    from elecdata.store import data_dir, read_manifest

    if about.get("data", PACKAGED) != PACKAGED:
        raise InvalidArgumentError(
            f"the frame holds {about['table']} of {about['data']}; only the packaged data can be "
            "cited, so load it without data="
        )
    manifest = read_manifest(data_dir())
    if about.get("digest") != manifest["tables"].get(about["table"], {}).get("digest", ""):
        raise InvalidArgumentError(
            f"the frame holds {about['table']} of version {about.get('version')}, digest "
            f"{about.get('digest')}; installed is version {manifest['version']} with other "
            "content: load the frame again, or install its version"
        )


def _keys(rows: pd.DataFrame, table: Table) -> list[Key]:
    """Keys of the rows, from columns or from the index."""
    inside = [name for name in rows.index.names if name in table.key and name not in rows.columns]
    if inside:
        rows = rows.reset_index(inside)
    gone = [name for name in table.key if list(rows.columns).count(name) != 1]
    if gone:
        raise InvalidArgumentError(
            f"the frame has no column {', '.join(gone)}: a row of {table.name} is known by "
            f"{', '.join(table.key)}; keep these columns, or cite before they are dropped"
        )
    columns = [rows[name].astype(object) for name in table.key]
    return [tuple(str(part) for part in key) for key in zip(*columns, strict=True)]


def _held(rows: pd.DataFrame, seen: Seen) -> Iterator[tuple[tuple[Key, str], str, Any, Any]]:
    """Cells of a frame: place, words for it, value there, published value.

    Names and colours may be changed at will: no source is cited for them.
    """
    table, published = seen.table, seen.rows(seen.table)
    keys = _keys(rows, table)
    for place, name in enumerate(rows.columns):
        if name not in table.by_name:
            continue
        is_figure = table[name].origin == "claim" or table[name].inputs
        for key, value in zip(keys, rows.iloc[:, place].astype(object), strict=True):
            there = published.get(key, {}).get(name, value) if is_figure else value
            yield (key, name), f"{'/'.join(key)}, {name}", value, there


def _compared(wide: pd.DataFrame, about: dict[str, Any], seen: Seen) -> Iterator[tuple[Key, str]]:
    """Cells behind a comparison: of each election shown, and of the one that a change is since."""
    group, table = BY[about["by"]], seen.table
    if wide.index.name != group:
        raise InvalidArgumentError(
            f"the comparison has lost its index {group}; cite it before the index is changed"
        )
    if not {"election_id", group} <= set(table.columns):
        raise InvalidArgumentError(
            f"the comparison is of a frame of {table.name}, which has no {group} and election_id "
            "of its own; cite that frame"
        )
    shown, groups = set(wide.columns), set(wide.index)
    for name, earlier in about["since"].items():
        if f"{name} change" in shown:
            shown |= {name, earlier}
    for _ in stated(_set_out(wide, about["measure"], group, about["since"], seen), table.name):
        pass  # a comparison rests on whole elections: which cells are empty has no part
    for key, row in seen.rows(table).items():
        if row["election_id"] in shown and groups & {row[group], TOTAL}:
            yield from ((key, column) for column in _measured(about["measure"], table))


def _set_out(
    wide: pd.DataFrame, measure: str, group: str, since: dict[str, str], seen: Seen
) -> Iterator[tuple[None, str, Any, Any]]:
    """Cells of a comparison, but for its total, beside what they should be."""
    known: dict[tuple[str, str], Any] = {}
    for row in seen.rows(seen.table).values():
        figures = [row[column] for column in _measured(measure, seen.table)]
        if figures and None not in figures:
            figure = figures[0] - figures[1] if measure == "bonus" else figures[0]
            known[row[group], row["election_id"]] = figure
    elections = {election for _, election in known}
    for election, column in wide.items():
        name = str(election).removesuffix(" change")
        for who, value in column.items() if known else ():
            there = known.get((str(who), name))
            if name != election and name in since:
                earlier = known.get((str(who), since[name]))
                there = None if there is None or earlier is None else there - earlier
            if who != TOTAL and name in elections:
                yield None, f"{who}, {election}", value, there


def _measured(measure: str, table: Table) -> tuple[str, ...]:
    """Columns of a table that a measure is taken from; none for a column of the caller's own."""
    if measure == "bonus" and measure not in table.columns:
        return "seat_share_pct", "vote_share_pct"
    return (measure,) if measure in table.columns else ()


class Seen:
    """A table as a frame saw it: whole, as of a day, or as one source has it."""

    def __init__(self, table: Table, view: dict[str, Any]) -> None:
        self.table = table
        self.view = {name: view[name] for name in ("as_of", "source") if name in view}

    @cached_property
    def record(self) -> Record:
        """The record behind the view."""
        from datetime import date

        if not self.view:
            return record()
        day = self.view.get("as_of")
        return record().view(
            source=self.view.get("source"), as_of=date.fromisoformat(day) if day else None
        )

    def rows(self, table: Table) -> dict[Key, Row]:
        """Published rows of a table by key."""
        rows = load(table.name, **self.view, backend="pyarrow").to_pylist()
        return {tuple(str(row[name]) for name in table.key): row for row in rows}

    def of_cells(self, cells: Iterable[tuple[Key, str]]) -> set[str]:
        """Sources behind cells of the table; an empty cell has none."""
        published = self.rows(self.table)
        found: set[str] = set()
        for key, column in cells:
            if key not in published:
                raise InvalidArgumentError(
                    f"the frame has a row {'/'.join(key)}, which is not in {self.table.name}; "
                    "leave out rows that elecdata does not have"
                )
            row = published[key]
            if "source_id" in row:
                found.add(row["source_id"])
            elif "row_key" in row:
                found |= self._of_cell_named(row)
            elif row[column] is not None:
                found |= {claim.source_id for claim in self._claims(self.table, key, column)}
        return found

    def _of_cell_named(self, row: Row) -> set[str]:
        """All sources that speak to the cell which a row of conflicts or missing is about."""
        key = tuple(row["row_key"].split("/"))
        decision = self.record.decisions.get(Cell(row["table_name"], key, row["column_name"]))
        return {claim.source_id for claim in decision.claims} if decision else set()

    def of_rulings(self, keys: Sequence[Key]) -> set[str]:
        """Sources of all claims that rulings name."""
        chosen = {key[0] for key in keys}
        rulings = [each for each in self.record.rulings if each.ruling_id in chosen]
        named = {claim_id for ruling in rulings for claim_id in ruling.claim_ids}
        return {claim.source_id for claim in self.record.claims if claim.claim_id in named}

    def _claims(
        self, table: Table, key: Key, column: str, met: frozenset[Cell] = frozenset()
    ) -> list[Claim]:
        """Claims adopted in a cell, or in the cells that it is computed from.

        Two columns may be computed from each other: a cell already met is passed over.
        """
        cell = Cell(table.name, key, column)
        decision = self.record.decisions.get(cell)
        if decision is not None and decision.chosen:
            return decision.chosen
        if column in ENDS:
            spoken = self.record.decisions.get(Cell(table.name, key, "value"))
            return [c for c in spoken.claims if c.hedge == ENDS[column]] if spoken else []
        if table.name == "parties" and column in GATHERED:
            return [
                claim
                for spoken, made in self.record.decisions.items()
                if spoken.table == "contestants" and spoken.key[1:] == key
                if spoken.column == column
                for claim in made.chosen
            ]
        found = []
        for name in table[column].inputs if cell not in met else ():
            there, _, source = name.rpartition(".")
            home = TABLES[there or table.name]
            path = dict(zip(table.key, key, strict=True))
            place = tuple(path[part] for part in home.key)
            found += self._claims(home, place, source, met | {cell})
        return found
