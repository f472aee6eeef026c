"""What must hold between cells: of one row, and of all rows of a group."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Parts:
    """A whole is the sum of its parts, where they are all known; else no less than those known.

    Attributes
    ----------
    whole : str
        Column of the whole.
    parts : tuple of str
        Columns of its parts.
    """

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Ceiling:
    """A column adds up to no more than a limit in any group.

    Attributes
    ----------
    column, by : str
        What is added up, and the column that says which group a row belongs to.
    most, slack : float
        The limit, and by how much rounding may exceed it.
    """

    column: str
    by: str
    most: float
    slack: float


@dataclass(frozen=True)
class Proportion:
    """All percentages of a group are those of its counts, of one whole that holds them all.

    Attributes
    ----------
    share, count, by : str
        Columns of the percentage, of the count, and of the group.
    slack : float
        By how much rounding may move a percentage.
    """

    share: str
    count: str
    by: str
    slack: float


Rule = Parts | Ceiling | Proportion
