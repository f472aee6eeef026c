"""What is wrong with a table: some of it listed, all of it counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from elecdata.errors import Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LISTED = 20  # rows of one column with one fault; the others are counted


@dataclass
class Findings:
    """Problems of one table.

    Attributes
    ----------
    table : str
        Name of the table in the registry.
    file : str
        What messages call the table that was given.
    names : list of str
        Its columns.
    head : int
        Lines above its first row.
    problems : list of Problem
        Those that are listed.
    more : dict of str to int
        How many rows of a kind are not, by what is allowed.
    """

    table: str
    file: str
    names: list[str]
    head: int = 0
    problems: list[Problem] = field(default_factory=list)
    more: dict[str, int] = field(default_factory=dict)

    def add(self, column: str, found: str, allowed: str, row: int | None = None) -> None:
        """A problem with a row, counted from 0, or with a column as a whole."""
        place = self.names.index(column) + 1 if column in self.names else 0
        line = 0 if row is None else row + 1 + self.head
        where = f"{self.table}.{column}"
        self.problems.append(Problem(self.file, line, place, where, found, allowed))

    def add_rows(
        self,
        column: str,
        rows: NDArray[np.intp],
        found: Callable[[int], str],
        allowed: str | Callable[[int], str],
        rule: str = "",
    ) -> None:
        """The same problem with several rows, the first of which are listed.

        Where what is allowed differs from row to row, ``rule`` says it for all.
        """
        for row in map(int, rows[:LISTED]):
            self.add(column, found(row), allowed if isinstance(allowed, str) else allowed(row), row)
        if len(rows) > LISTED:
            what = f"{self.table}.{column}: {rule or allowed}"
            self.more[what] = self.more.get(what, 0) + len(rows) - LISTED
