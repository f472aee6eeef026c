"""Control counts: what every sheet held when a person last said that it was as it should be.

As in accounting they are of two kinds: how many rows hold a term or an id, and what the numbers
in these rows add up to, whatever they are of. A row that is gone or stands twice, a link that leads
elsewhere, a term exchanged between two rows: each leaves a count or a total that is wrong.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from elecdata.adoption.claim import Claim, field_of
from elecdata.adoption.frequency import holders, is_coded
from elecdata.adoption.record import REGISTERS, Record
from elecdata.curation.claims import COLUMNS as CLAIM_COLUMNS
from elecdata.curation.sheet import first, read_cell, read_sheet
from elecdata.errors import Problem
from elecdata.schema import TABLES, Field, Table

FILE = "counts.csv"
FIELDS = (
    Field("sheet", "text", "Sheet that is counted.", origin="key"),
    Field("column", "text", "Column or key that is counted.", origin="key"),
    Field(
        "term",
        "text",
        "Term or id; `(filled)` where a column holds figures, days or texts; of the adopted claim "
        "of a ruling its rule and its source; of a claim that says a term, an id or a name, its "
        "variable and its value.",
        origin="key",
    ),
    Field("rows", "integer", "Rows that hold it.", low=0, origin="sheet", required=True),
    Field(
        "total",
        "integer",
        "What all numbers in the cells of these rows that hold figures, days or texts add up to, "
        "whatever they are of; with `(filled)`, those in this column alone.",
        low=0,
        origin="sheet",
        required=True,
    ),
)
COLUMNS = tuple(field.name for field in FIELDS)
FIX = "find what was lost, added or altered; if it was wanted, elecdata format FOLDER --recount"
_NUMBER = re.compile("[0-9]{1,9}")  # a longer one counts in pieces
SAID = "said"  # what a claim says, where that is no figure
_IDENTITY = "country", "year", "office", "chamber"
_RULING = ("rule", "adopt", "reject"), ("id", "reason", "value")

Key = tuple[str, str, str]
Cells = Mapping[str, Any]


class Count(NamedTuple):
    """Rows that hold a term, and what the numbers in them add up to."""

    rows: int
    total: int

    def beside(self, other: Count) -> str:
        """The part that is not the same as another, in words."""
        if self.rows == other.rows:
            return f"numbers that add up to {self.total:,}"
        return f"{self.rows or 'no'} row{'' if self.rows in (0, 1) else 's'}"


NONE = Count(0, 0)


def counted(record: Record) -> dict[Key, Count]:
    """Counts of all sheets of a record that has no fault, by sheet, column and term."""
    counts = _of_registers(record) | _of_claims(record) | _of_rulings(record)
    for each in record.elections.values():
        identity = {name: getattr(each, name) or None for name in _IDENTITY}
        counts |= _tally(f"{each.election_id}/election.toml", [identity], _IDENTITY, ())
    return dict(sorted(counts.items()))


def _of_registers(record: Record) -> dict[Key, Count]:
    """Counts of the shared sheets."""
    counts: dict[Key, Count] = {}
    for name in REGISTERS:
        columns = _columns(TABLES[name], TABLES[name].typed)
        counts |= _tally(f"{name}.csv", record.registers[name], *columns)
    return counts


def _of_claims(record: Record) -> dict[Key, Count]:
    """Counts of the sheets of claims."""
    sheets: dict[str, list[Cells]] = {each: [] for each in record.elections}
    house = {str(row["name"]) for name in ("people", "names") for row in record.registers[name]}
    for claim in record.claims:
        cells = {name: getattr(claim, name) or None for name in CLAIM_COLUMNS}
        cells[SAID] = f"{claim.variable}/{claim.value}" if _is_term(claim, house) else None
        sheets[claim.election_id].append(cells)
    table = TABLES["claims"]
    coded, free = _columns(table, [table[name] for name in CLAIM_COLUMNS])
    columns = [*coded, SAID], free
    counts: dict[Key, Count] = {}
    for election_id, rows in sheets.items():
        counts |= _tally(f"{election_id}/claims.csv", rows, *columns)
    return counts


def _is_term(claim: Claim, house: Collection[str]) -> bool:
    """Whether a claim's value is a term, an id, true or false, or a name of the house."""
    field = field_of(claim.subject_type, claim.variable)
    is_term = field is not None and (
        field.kind in {"category", "boolean", "id"} or field.references
    )
    return bool(is_term) or claim.value in house


def _of_rulings(record: Record) -> dict[Key, Count]:
    """Counts of the sheets of rulings: rules, sources adopted by each rule, and those rejected."""
    sources = {claim.claim_id: claim.source_id for claim in record.claims}
    sheets: dict[str, list[Cells]] = {each: [] for each in record.elections}
    empty: Cells = dict.fromkeys([*_RULING[0], *_RULING[1]])
    for ruling in record.rulings:
        about = {"rule": ruling.rule, "id": ruling.ruling_id, "reason": ruling.reason}
        rows: list[Cells] = [about]
        for claim_id, seen in ruling.adopt.items():
            rows.append({"adopt": f"{ruling.rule}/{sources[claim_id]}", "value": seen})
        for claim_id, seen in ruling.reject.items():
            rows.append({"reject": sources[claim_id], "value": seen})
        sheets[ruling.election_id] += [{**empty, **row} for row in rows]
    counts: dict[Key, Count] = {}
    for election_id, rows in sheets.items():
        counts |= _tally(f"{election_id}/rulings.toml", rows, *_RULING)
    return counts


def _columns(table: Table, fields: Iterable[Field]) -> tuple[list[str], list[str]]:
    """Columns that are counted term by term, and those of figures, days and texts."""
    found: dict[bool, list[str]] = defaultdict(list)
    for field in fields:
        # An id that is all of the key stands once.
        by_term = is_coded(field) or (field.kind == "id" and table.key != (field.name,))
        found[by_term].append(field.name)
    return found[True], found[False]


def _tally(
    sheet: str, rows: Sequence[Cells], coded: Sequence[str], free: Sequence[str]
) -> dict[Key, Count]:
    """Counts of one sheet."""
    cells = [{name: _sum(row[name]) for name in free} for row in rows]
    whole = [sum(numbers.values()) for numbers in cells]
    counts = {}
    for name in coded:
        for term, places in holders(name, rows, by_term=True).items():
            total = sum(whole[place] for place in places)
            counts[sheet, name, term] = Count(len(places), total)
    for name in free:
        for term, places in holders(name, rows, by_term=False).items():
            total = sum(cells[place][name] for place in places)
            counts[sheet, name, term] = Count(len(places), total)
    return {key: count for key, count in counts.items() if count.rows}


def _sum(value: object) -> int:
    """What the numbers in a cell add up to."""
    return sum(map(int, _NUMBER.findall(str(value)))) if value is not None else 0


def read_counts(root: Path) -> tuple[dict[Key, tuple[Count, int]] | None, list[Problem]]:
    """Control counts of a folder with their lines, None where it has no such sheet; and problems.

    Parameters
    ----------
    root : Path
        Folder of the coding sheets.
    """
    if not os.path.lexists(root / FILE):
        return None, []
    lines, problems = read_sheet(root / FILE, FILE, COLUMNS)
    counts: dict[Key, tuple[Count, int]] = {}

    def wrong() -> Iterator[Problem]:
        for line in lines:
            where = f"counts[{line.cells['sheet']}]"
            read = [read_cell(line, field, where) for field in FIELDS]
            faults = [fault for _, found in read for fault in found]
            yield from faults
            sheet, column, term, rows, total = (value for value, _ in read)
            if faults:
                continue
            key = (str(sheet), str(column), str(term))
            if key in counts:
                found = f"the same count as line {counts[key][1]}"
                yield line.problem(where, "sheet", found, "each count once")
            counts.setdefault(key, (Count(int(str(rows)), int(str(total))), line.number))

    problems += first(wrong())
    return counts, problems


def miscounts(
    found: Mapping[Key, Count],
    stated: Mapping[Key, tuple[Count, int]],
    only: Collection[str] = (),
) -> list[Problem]:
    """Every count that is not the one stated; of a sheet that came or went as a whole, that alone.

    Parameters
    ----------
    found : mapping
        Counts of the sheets as they are.
    stated : mapping
        Those of ``counts.csv``, with their lines.
    only : collection of str
        Elections that were read, besides the shared sheets; all by default.
    """
    went = dict.fromkeys(sheets_only_in(stated, found), ("nothing", "the rows that are counted"))
    came = dict.fromkeys(sheets_only_in(found, stated), ("a sheet", "only sheets with counts"))
    whole = went | came
    problems = [Problem(FILE, 0, 0, sheet, *about, FIX) for sheet, about in whole.items()]
    problems += [
        _problem(key, found.get(key), *stated.get(key, (None, 0)))
        for key in sorted(found.keys() | stated.keys())
        if key[0] not in whole and found.get(key) != stated.get(key, (None, 0))[0]
    ]
    return first(each for each in problems if _is_read(each.where, only))


def sheets_only_in(one: Iterable[Key], other: Iterable[Key]) -> list[str]:
    """Sheets that one set of counts has and the other lacks altogether."""
    return sorted({key[0] for key in one} - {key[0] for key in other})


def _is_read(where: str, only: Collection[str]) -> bool:
    """Whether a count is of a sheet that was read."""
    sheet = where.partition(" ")[0]
    return not only or "/" not in sheet or sheet.partition("/")[0] in only


def _problem(key: Key, found: Count | None, stated: Count | None, line: int) -> Problem:
    """A count that is not the one stated."""
    found, stated = found or NONE, stated or NONE
    column = 1 if line else 0
    allowed = stated.beside(found)
    return Problem(FILE, line, column, " ".join(key), found.beside(stated), allowed, FIX)
