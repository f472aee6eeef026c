"""Tables as cells that can be compared: every figure with the source and the ruling behind it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from elecdata.schema import TABLES

Key = tuple[str, ...]
LONGEST = 64  # characters of a text that a lock writes out


class Figure(NamedTuple):
    """One cell that is not empty: its value, who says so, and why it was chosen."""

    value: Any
    source: str = ""
    rule: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Content:
    """One table, or the part of it that was used.

    Attributes
    ----------
    key : tuple of str
        Columns that name a row.
    columns : dict of str to str
        Name and type of every column besides.
    rows : dict
        By key, the figures of a row by column; an empty cell is left out.
    """

    key: Key
    columns: Mapping[str, str]
    rows: Mapping[Key, Mapping[str, Figure]]

    @property
    def figures(self) -> int:
        """How many cells are filled."""
        return sum(len(row) for row in self.rows.values())


@dataclass(frozen=True)
class Choice:
    """What is taken from published tables.

    Attributes
    ----------
    tables : dict of str to tuple of str, or None
        Columns of each table; None for all.
    filters : dict of str to list
        Values of country, year, election and office.
    as_of, source : str
        View, as in `elecdata.load`; empty for none.
    """

    tables: Mapping[str, tuple[str, ...] | None]
    filters: Mapping[str, list[Any]] = field(default_factory=dict)
    as_of: str = ""
    source: str = ""

    def words(self) -> list[str]:
        """The choice as options of the command line."""
        words: list[str] = []
        for name, columns in self.tables.items():
            table = TABLES.get(name)
            every = set(table.columns) - set(table.key) if table else set()
            whole = columns is None or (bool(every) and every <= set(columns))
            words += ["--table", name if whole else f"{name}:{','.join(columns or ())}"]
        for name, values in self.filters.items():
            words += [word for value in values for word in (f"--{name}", str(value))]
        words += ["--as-of", self.as_of] if self.as_of else []
        return words + (["--source", self.source] if self.source else [])


def number(count: int, noun: str) -> str:
    """A number of things in words.

    Examples
    --------
    >>> number(1, "row"), number(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def plain(value: Any) -> Any:
    """A cell as text, number, truth value or None.

    Examples
    --------
    >>> plain(date(2012, 1, 15)), plain(float("nan")), plain(83)
    ('2012-01-15', None, 83)
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and math.isnan(value):
        return None
    return value if value is None or isinstance(value, str | int | float) else str(value)


def brief(value: Any) -> Any:
    """A value as a lock holds it: a long text by its digest, anything else itself.

    Examples
    --------
    >>> brief("Nur Otan"), brief("x" * 100)
    ('Nur Otan', 'text of 100 characters, sha256:09ecb6ebc8bcefc733f6f2ec')
    >>> brief(brief("x" * 100)) == brief("x" * 100)
    True
    """
    if not isinstance(value, str) or len(value) <= LONGEST:
        return value
    digest = sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return f"text of {len(value)} characters, sha256:{digest}"
