"""Where a slip may happen: tables, columns and cells, and how a cell is written and read."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from elecdata.adoption.printed import says_number
from elecdata.schema import TABLES, Field

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]

CORE_TABLES = ("elections", "results", "claims")
CORE = frozenset(
    "votes vote_share_pct seats seats_list seats_constituency seats_indirect seat_share_pct "
    "registered_voters ballots_issued ballots_cast valid_votes invalid_votes turnout_pct".split()
)
WRITTEN_FIGURES = ("value", "value_number", "as_printed")  # of a claim
GROUPS = ("core figure", "structure", "other figure", "day", "two places", "wording")


@dataclass(frozen=True)
class Altered:
    """A table with one place altered.

    Attributes
    ----------
    kind, group : str
        What was done, and to what sort of thing.
    table, column, where : str
        The place; ``column`` is empty where whole rows were.
    rows : list of dict
        All rows of the table.
    """

    kind: str
    group: str
    table: str
    column: str
    where: str
    rows: list[Row]


@dataclass(frozen=True)
class Site:
    """One cell."""

    table: str
    row: int
    field: Field

    @property
    def column(self) -> str:
        """Name of the column."""
        return self.field.name

    def altered(self, rows: Rows, kind: str, group: str, value: Any) -> Altered:
        """The table with another value in the cell."""
        changed = list(rows[self.table])
        old = changed[self.row][self.column]
        changed[self.row] = changed[self.row] | {self.column: value}
        where = f"{self.table}[{self.row + 1}].{self.column}: {old!r} -> {value!r}"
        return Altered(kind, group, self.table, self.column, where, changed)


def written(value: Any) -> str:
    """A cell as text."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def read(field: Field, text: str) -> Any:
    """A text as a cell of a column; None where the column cannot hold it."""
    try:
        if field.kind == "integer":
            return int(text)
        if field.kind == "number":
            return float(text)
        return date.fromisoformat(text) if field.kind == "date" else text
    except ValueError:
        return None


def chosen(
    rng: random.Random, rows: Rows, wanted: Callable[[str, Field], bool], *, empty: bool = False
) -> Site | None:
    """A filled (or empty) cell of any column that is wanted, each table as likely as another."""
    columns = [
        (name, field)
        for name, table in TABLES.items()
        for field in table.fields
        if wanted(name, field) and rows[name]
    ]
    if not columns:
        return None
    table = rng.choice(sorted({name for name, _ in columns}))
    field = rng.choice([field for name, field in columns if name == table])
    places = [n for n, row in enumerate(rows[table]) if (row[field.name] is None) is empty]
    return Site(table, rng.choice(places), field) if places else None


def own_figure(printed: str, value: str) -> slice:
    """The part of a print that gives the value of its claim; all of it where no one run does.

    The other figures of a print are those of other claims: a slip in them is one in wording.
    """
    for run in (r"\d+(?:[.,]\d+)*", r"\d+(?:[\s.,'\u2019]\d+)*"):
        for found in re.finditer(run, printed):
            if says_number(found[0], float(value), "stated"):
                return slice(*found.span())
    return slice(0, len(printed))


def core_site(rng: random.Random, rows: Rows) -> Site | None:
    """A figure of votes, seats or turnout, as published, or as a claim on it states it."""
    table = rng.choice(CORE_TABLES)
    if table != "claims":
        return chosen(rng, rows, lambda name, field: name == table and field.name in CORE)
    column = rng.choice(WRITTEN_FIGURES)
    places = [n for n, row in enumerate(rows["claims"]) if is_core(row)]
    return Site(table, rng.choice(places), TABLES["claims"][column]) if places else None


def is_core(claim: Row) -> bool:
    """Whether a claim is of votes, seats or turnout."""
    return claim["variable"] in CORE and claim["subject_type"] in {"election", "contestant"}


def other_site(rng: random.Random, rows: Rows, *, empty: bool = False) -> Site | None:
    """Any other figure."""
    return chosen(
        rng,
        rows,
        lambda name, field: (
            field.kind in {"integer", "number"}
            and name != "claims"
            and not (name in CORE_TABLES and field.name in CORE)
        ),
        empty=empty,
    )
