"""A claim, and the cells of published tables that it speaks to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

from elecdata.adoption.printed import last_digit
from elecdata.schema import TABLES, Field, Table
from elecdata.schema.values import Value, parse

EXACT = "exact"
WHOLE = {"region": "national", "round": "all", "observed_at": "close", "base": "none"}


class Cell(NamedTuple):
    """One cell of a published table: table name, key of the row, column."""

    table: str
    key: tuple[str, ...]
    column: str

    @property
    def row(self) -> str:
        """The key as one text."""
        return "/".join(self.key)

    def __str__(self) -> str:
        """Table, row and column as one text."""
        return f"{self.table}[{self.row}].{self.column}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says of one variable of one subject; texts exactly as coded."""

    election_id: str
    subject_type: str
    subject_id: str
    variable: str
    value: str
    hedge: str
    derivation: str
    stage: str
    round: str
    region: str
    observed_at: str
    base: str
    source_id: str
    locator: str
    as_printed: str
    note: str
    claim_id: str = ""

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Claim:
        """Make a claim of a row of the published claims; nulls become empty texts."""
        return cls(**{name: row[name] or "" for name in cls.__dataclass_fields__})

    @property
    def typed(self) -> Value | None:
        """The value in its own type, None when the text is wrong."""
        return _typed(self.subject_type, self.variable, self.value)

    @property
    def is_when(self) -> bool:
        """Whether the value is a date of any precision, and no interval."""
        field = field_of(self.subject_type, self.variable)
        return field is not None and field.kind == "when" and "/" not in self.value

    @property
    def detail(self) -> int:
        """How finely the value is told: digits after the point, or length of a date.

        Below nought where the page prints round figures only: -5 for "9.3 million".
        """
        if self.is_when:
            return len(self.value)
        typed = self.typed
        if not isinstance(typed, int | float) or isinstance(typed, bool):
            return 0
        round_figure = self.value.endswith("0") and "." not in self.value
        if round_figure and self.derivation == "stated":
            return min(0, last_digit(self.as_printed, float(self.value)))
        return len(self.value.partition(".")[2]) if isinstance(typed, float) else 0


@lru_cache(maxsize=2**15)  # a claim is asked several times whenever anything is decided
def _typed(subject_type: str, variable: str, value: str) -> Value | None:
    """A coded value in the type of its variable, None when there is no such or it is wrong."""
    field = field_of(subject_type, variable)
    return parse(field, value)[0] if field else None


@cache
def _speaking(subject_type: str, variable: str) -> tuple[tuple[Table, Field], ...]:
    """Tables and columns that a variable of a subject fills."""
    return tuple(
        (table, field)
        for table in TABLES.values()
        if table.subject == subject_type
        for field in table.claimed
        if field.name == variable
    )


def field_of(subject_type: str, variable: str) -> Field | None:
    """Column that declares a variable of a kind of subject; None when there is none."""
    return next((field for _, field in _speaking(subject_type, variable)), None)


def variables_of(subject_type: str) -> list[str]:
    """All variables that a kind of subject may have."""
    tables = [table for table in TABLES.values() if table.subject == subject_type]
    return list(dict.fromkeys(field.name for table in tables for field in table.claimed))


def path_of(subject_type: str) -> tuple[str, ...]:
    """Names of the parts that a subject id of that kind consists of; empty when unknown."""
    return next((t.path for t in TABLES.values() if t.subject == subject_type), ())


def cells(claim: Claim) -> list[Cell]:
    """Cells that a claim speaks to.

    A table that keeps regions, rounds, stages and bases apart takes every claim; one that does
    not takes only what is said of the whole contest.
    """
    found = []
    for table, field in _speaking(claim.subject_type, claim.variable):
        parts = dict(zip(table.path, claim.subject_id.split("/"), strict=False))
        parts["election_id"] = claim.election_id
        if table.qualifiers:
            parts |= {
                name: getattr(claim, name) or WHOLE.get(name, "") for name in table.qualifiers
            }
        elif claim.region or claim.round or claim.observed_at:
            continue
        if all(parts.get(name) for name in table.key):
            found.append(Cell(table.name, tuple(parts[name] for name in table.key), field.name))
    return found


def _stem(claim: Claim) -> str:
    """Claim id before rivals within one source are told apart."""
    subject = "election" if claim.subject_type == "election" else claim.subject_id
    stage = "" if claim.stage == "unstated" else claim.stage
    hedge = "" if claim.hedge == EXACT else claim.hedge
    where = [claim.region, f"round-{claim.round}" if claim.round else ""]
    when = [claim.observed_at, claim.base if claim.base != "unstated" else ""]
    marks = [mark for mark in (stage, *where, *when, hedge) if mark]
    path = f"{claim.election_id}/{claim.source_id}/{subject}/{claim.variable}"
    return path + "".join(f":{mark}" for mark in marks)


def _slug(text: str) -> str:
    """Text as a part of an id; letters outside ASCII are kept by their code."""
    ascii_only = "".join(c if c.isascii() else f"u{ord(c):x}" for c in text.casefold())
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "x"


def named(claims: Iterable[Claim]) -> list[Claim]:
    """Give every claim its id.

    The id spells election, source, subject, variable and whatever limits the figure, so it does
    not depend on the order of rows. Several values that one source gives for one variable are
    told apart by the value, and, failing that, by the locator.
    """
    claims = list(claims)
    ids = [_stem(claim) for claim in claims]
    for told_apart_by in ("value", "locator"):
        repeated = Counter(ids)
        ids = [
            f"{name}:{_slug(getattr(claim, told_apart_by))}" if repeated[name] > 1 else name
            for claim, name in zip(claims, ids, strict=True)
        ]
    return [replace(claim, claim_id=name) for claim, name in zip(claims, ids, strict=True)]
