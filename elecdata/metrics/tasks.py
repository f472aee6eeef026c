"""What is asked of a frame, checked before anything is computed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.metrics.formulas import INDICES, OF_BOTH, OF_SEATS, OF_VOTES, UNBOUNDED
from elecdata.metrics.shares import OTHERS

# Columns on the way; lower case only, since some engines do not tell cases apart.
PREFIX = "elecdata_"
WHAT = {"v": "votes", "s": "seats"}


@dataclass(frozen=True)
class Task:
    """What to compute of which columns.

    Attributes
    ----------
    by : list of str
        Keys of the groups.
    figures : dict
        Columns of votes (``v``) and of seats (``s``), those that there are.
    totals : dict
        Column or number that is their total, where given.
    others : str
        What becomes of those not listed.
    wanted : frozenset of str
        Indices.
    """

    by: list[str]
    figures: dict[str, str]
    totals: dict[str, str | float]
    others: str
    wanted: frozenset[str]

    @property
    def names(self) -> list[str]:
        """Columns of the answer after the keys."""
        names = [name for name in INDICES if name in self.wanted]
        if self.others == "bounds":
            return [each for name in names for each in (f"{name}_low", name, f"{name}_high")]
        return names

    @property
    def columns(self) -> list[str]:
        """Columns that are looked at."""
        totals = [each for each in self.totals.values() if isinstance(each, str)]
        return list(dict.fromkeys([*self.by, *self.figures.values(), *totals]))


def task_of(
    schema: Mapping[str, Any],
    by: str | Iterable[str],
    figures: dict[str, str | None],
    totals: dict[str, str | float | None],
    others: str,
    indices: str | Iterable[str] | None,
) -> Task:
    """A task that the columns allow."""
    if others not in OTHERS:
        raise UnknownNameError("way to treat others", others, OTHERS)
    keys = [by] if isinstance(by, str) else list(by)
    if not keys:
        raise InvalidArgumentError("by names no column; give the columns that tell elections apart")
    present = {kind: column for kind, column in figures.items() if column is not None}
    whole = {kind: total for kind, total in totals.items() if total is not None and kind in present}
    wanted = _wanted(indices, present, others)
    task = Task(keys, present, whole, others, wanted)
    _check_columns(task, schema)
    for kind, total in whole.items():
        if not isinstance(total, str) and not 0 < total < math.inf:
            raise InvalidArgumentError(
                f"the total of {WHAT[kind]} is {total!r}; it is a column, or a number above 0"
            )
    return task


def _wanted(
    indices: str | Iterable[str] | None, present: dict[str, str], others: str
) -> frozenset[str]:
    """Indices asked for; by default all that the columns allow."""
    if not present:
        raise InvalidArgumentError("neither votes nor seats are given; name a column of them")
    possible = frozenset(INDICES) - (UNBOUNDED if others == "bounds" else frozenset())
    for kind, names in (("v", OF_VOTES), ("s", OF_SEATS)):
        if kind not in present:
            possible -= names | OF_BOTH
    if indices is None:
        return possible
    asked = [indices] if isinstance(indices, str) else list(indices)
    for name in asked:
        if name not in INDICES:
            raise UnknownNameError("index", name, INDICES)
        if name not in possible:
            lack = f"{name} needs a column of votes or seats that is not given"
            if name in UNBOUNDED and others == "bounds":
                lack = f"{name} has no bounds; use others='exclude' or others='party'"
            raise InvalidArgumentError(lack)
    if not asked:
        raise InvalidArgumentError("no index is asked for; leave out indices= for all of them")
    return frozenset(asked)


def _check_columns(task: Task, schema: Mapping[str, Any]) -> None:
    """Columns exist once, hold numbers, and do not get in the way of the answer."""
    for column in task.columns:
        if column not in schema:
            raise UnknownNameError("column", column, list(schema))
    if len(set(task.by)) < len(task.by):
        raise InvalidArgumentError(f"by names a column twice: {', '.join(task.by)}")
    for column in task.columns[len(task.by) :]:
        kind = schema[column]
        # Text and the like; a column without any value may have no kind of its own.
        if not kind.is_numeric() and str(kind) not in {"Unknown", "Object"}:
            raise InvalidArgumentError(f"column {column!r} holds {kind}; figures are numbers")
    for key in task.by:
        if key in task.figures.values():
            raise InvalidArgumentError(f"column {key!r} is a key; it cannot be a figure too")
        # Some engines do not tell upper from lower case.
        if key.lower() in task.names or key.lower().startswith(PREFIX):
            raise InvalidArgumentError(
                f"the key {key!r} has the name of a column of the answer; rename it"
            )
