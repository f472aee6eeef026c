"""The indices of many groups at once, on arrays.

Groups of about the same size are laid out as the columns of a table that is filled up with zeros,
which change no index. All sums are then sums of whole rows of the table, and what belongs to a
group is on hand for each of its figures without being copied to them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from elecdata.metrics.formulas import OF_BOTH, OF_SEATS, OF_VOTES, RANKED, finished
from elecdata.metrics.shares import NOTHING, ROUNDING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BLOCK = 1 << 16  # Rows worked on together: what they need stays in the processor's cache.


class BadGroupError(Exception):
    """A figure that cannot be: the number of the group, and what is wrong."""

    def __init__(self, group: int, what: str) -> None:
        self.group, self.what = group, what
        super().__init__(group, what)


@dataclass(frozen=True)
class Rows:
    """Rows sorted so that each group is one run.

    Attributes
    ----------
    votes, seats : array, optional
        One figure a row; NaN is null.
    starts : array
        First row of each group.
    total_votes, total_seats : array, optional
        One total a group, NaN where it is not known.
    """

    votes: NDArray[Any] | None
    seats: NDArray[Any] | None
    starts: NDArray[np.intp]
    total_votes: Floats | None = None
    total_seats: Floats | None = None


class _Arrays:
    """The operations of the formulas on arrays; NaN is missing."""

    def where(self, test: Any, value: Any, otherwise: Any = None) -> Any:
        return np.where(test, value, np.nan if otherwise is None else otherwise)

    def root(self, value: Any) -> Any:
        return np.sqrt(value)

    def larger(self, one: Any, other: Any) -> Any:
        return np.maximum(one, other)

    def smaller(self, one: Any, other: Any) -> Any:
        return np.minimum(one, other)


def computed(rows: Rows, others: str, wanted: frozenset[str], names: list[str]) -> Floats:
    """Columns of the answer, each a row of one array, with one value a group."""
    figures = rows.votes if rows.votes is not None else rows.seats
    ends = np.append(rows.starts[1:], 0 if figures is None else len(figures))
    sizes = ends[: len(rows.starts)] - rows.starts
    answer = np.empty((len(names), len(sizes)))
    columns = dict(zip(names, answer, strict=True))
    with np.errstate(all="ignore"):
        for groups in _blocks(rows.starts, sizes):
            block = _Block(rows, groups, rows.starts[groups], sizes[groups])
            sums = block.sums(others, wanted)
            for name, values in finished(sums, _Arrays(), others, wanted).items():
                columns[name][groups] = values
    return answer


def _blocks(starts: NDArray[np.intp], sizes: NDArray[np.intp]) -> Iterator[Any]:
    """Groups that are worked on together: a slice, or numbers where sizes differ much."""
    first, count = 0, len(starts)
    while first < count:
        last = int(np.searchsorted(starts, starts[first] + BLOCK))
        last = min(max(last, first + 1), count)
        some = sizes[first:last]
        if some.max() * len(some) <= 2 * (starts[last - 1] + some[-1] - starts[first]):
            yield slice(first, last)
        else:
            classes = np.frexp(some.astype(np.float64))[1]
            for each in np.unique(classes):
                yield first + np.flatnonzero(classes == each)
        first = last


class _Block:
    """Some groups, one a column of a table, and their rows."""

    def __init__(
        self, rows: Rows, groups: Any, starts: NDArray[np.intp], sizes: NDArray[np.intp]
    ) -> None:
        self.rows, self.groups = rows, groups
        self.size = int(sizes.max())
        self.count = len(sizes)
        self.begin = int(starts[0])
        rows_spanned = int(starts[-1] + sizes[-1]) - self.begin
        self.is_even = isinstance(groups, slice) and rows_spanned == self.size * self.count
        if not self.is_even:
            place = np.arange(self.size)[:, None]
            self.is_filled = place < sizes
            self.places = np.where(self.is_filled, starts + place, starts)

    def table(self, column: NDArray[Any]) -> Floats:
        """Figures with a column for each group, filled up with zeros."""
        if self.is_even:
            part = column[self.begin : self.begin + self.size * self.count]
            return part.reshape(self.count, self.size).T.astype(np.float64, order="C")
        found = column[self.places].astype(np.float64)
        found[~self.is_filled] = 0.0
        return found

    def sums(self, others: str, wanted: frozenset[str]) -> dict[str, Any]:
        """What the formulas start from."""
        found: dict[str, Any] = {}
        votes = seats = None
        if self.rows.votes is not None:
            votes = self.side(self.rows.votes, self.rows.total_votes, "votes")
        if self.rows.seats is not None:
            seats = self.side(self.rows.seats, self.rows.total_seats, "seats")
        if votes and seats and wanted & OF_BOTH:
            self.add_both(found, votes, seats, others, wanted)
        if votes and wanted & OF_VOTES:
            self.add_one(found, votes, "v", others, wanted)
            if "margin" in wanted and "second_v" not in found:
                found["second_v"] = _two_largest(votes.shares, votes.shares)[2]
        if seats and wanted & OF_SEATS:
            self.add_one(found, seats, "s", others, wanted)
        return found

    def side(self, column: NDArray[Any], totals: Floats | None, what: str) -> _Side:
        """One column as shares of its totals, checked."""
        figures = self.table(column)
        known, lowest = None, figures.min()
        if math.isnan(lowest):
            known = ~np.isnan(figures)
            figures[~known] = 0.0
            lowest = figures.min()
        sums = figures.sum(axis=0)
        if lowest < 0 or not sums.max() < np.inf:
            for row, column in np.argwhere((figures < 0) | np.isinf(figures))[:1]:
                found = figures[row, column]
                self.refuse(int(column), f"{what} holds {found:g}; a figure is 0 or more, or null")
            large = int(np.flatnonzero(np.isinf(sums))[0])
            self.refuse(
                large, f"{what} adds up to more than a number can hold; give it in a larger unit"
            )
        whole = sums if totals is None else totals[self.groups]
        if totals is not None:
            self.check_totals(sums, whole, what)
        is_known = whole > 0
        divisor = np.where(is_known, whole, np.inf)
        figures /= divisor
        rest = np.zeros(self.count)
        if totals is not None:
            rest = whole - sums
            rest = np.where(rest > NOTHING * whole, rest / divisor, 0.0)
        return _Side(figures, known, is_known, rest)

    def check_totals(self, sums: Floats, whole: Floats, what: str) -> None:
        """Totals are above 0 and no less than their parts."""
        for group in np.flatnonzero(whole <= 0):
            self.refuse(
                int(group), f"the total of {what} is {whole[group]:g}; it is a number above 0"
            )
        for group in np.flatnonzero(sums > whole * (1 + ROUNDING)):
            self.refuse(
                int(group),
                f"the listed {what} add up to {sums[group]:g}, more than their total of "
                f"{whole[group]:g}; give the total in the unit of the figures: 100 for percentages",
            )

    def add_one(
        self, found: dict[str, Any], side: _Side, kind: str, others: str, wanted: frozenset[str]
    ) -> None:
        """Sums over one column."""
        shares = side.shares
        squares = shares * shares
        found[f"squares_{kind}"] = squares.sum(axis=0)
        found[f"rest_{kind}"] = side.rest
        golosov = {"golosov_votes" if kind == "v" else "golosov_seats"}
        if others == "exclude" and not wanted & (golosov | {"margin"}):
            return
        found[f"first_{kind}"] = first = shares.max(axis=0)
        if others == "bounds":
            found[f"low_{kind}"] = np.where(shares > 0, shares, np.inf).min(axis=0)
        if wanted & golosov:
            largest = np.maximum(first, side.rest) if others == "party" else first
            terms = np.subtract(shares, squares, out=squares)
            terms += np.where(largest > 0, largest * largest, 1.0)
            found[f"golosov_{kind}"] = np.divide(shares, terms, out=terms).sum(axis=0)

    def add_both(
        self,
        found: dict[str, Any],
        votes: _Side,
        seats: _Side,
        others: str,
        wanted: frozenset[str],
    ) -> None:
        """Sums over the rows that have both figures."""
        v, s = votes.shares, seats.shares
        is_whole = votes.known is None and seats.known is None
        found["known"] = known = (votes.is_known & seats.is_known).astype(np.float64)
        if is_whole:
            found["rv"], found["rs"] = votes.rest, seats.rest
        else:
            both = _both(votes.known, seats.known)
            v, s = np.where(both, v, 0.0), np.where(both, s, 0.0)
            found["rv"], found["rs"] = (_left(1 - each.sum(axis=0)) * known for each in (v, s))
        present = v + s > 0
        absent = None if present.all() else ~present
        found["n"] = self.size if absent is None else present.sum(axis=0)
        gap = np.abs(v - s)
        found["difference"] = gap.sum(axis=0)
        if "max_deviation" in wanted:
            found["widest"] = gap.max(axis=0)
        gap *= gap
        found["square"] = gap.sum(axis=0)
        if "sainte_lague" in wanted:
            found["relative"] = _without(np.divide(gap, v, out=gap), absent).sum(axis=0)
        if "dhondt" in wanted:
            found["advantage"] = _without(np.divide(s, v, out=gap), absent).max(axis=0)
        if "wasted" in wanted:
            found["lost"] = np.multiply(v, s == 0, out=gap).sum(axis=0)
        if others == "bounds":
            found["low"] = np.where(v > 0, v, np.inf).min(axis=0)
        if wanted & RANKED:
            found["v1"], found["s1"], found["v2"], found["s2"] = _two_largest(v, s)
            if is_whole:
                found["second_v"] = found["v2"]
        if "cox_shugart" in wanted:
            self.add_slope(found, v, s, absent)

    def add_slope(
        self, found: dict[str, Any], v: Floats, s: Floats, absent: NDArray[np.bool_] | None
    ) -> None:
        """Sums for the slope."""
        if "v1" not in found:
            found["v1"] = v.max(axis=0)
        found["v_low"] = (v if absent is None else np.where(absent, np.inf, v)).min(axis=0)
        below = _without(v - found["v1"], absent)
        found["below"], found["seats"] = below.sum(axis=0), s.sum(axis=0)
        found["product"] = (below * s).sum(axis=0)
        below *= below
        found["below2"] = below.sum(axis=0)

    def refuse(self, column: int, what: str) -> None:
        """Stop at a group of this block."""
        groups = self.groups
        is_slice = isinstance(groups, slice)
        raise BadGroupError(int(groups.start + column if is_slice else groups[column]), what)


@dataclass(frozen=True)
class _Side:
    """One column as shares: 0 where a figure is null, or the group has no total.

    Attributes
    ----------
    shares : array
        One share a row.
    known : array of bool, optional
        Rows that are not null, unless all of them are.
    is_known : array of bool
        Groups that have a total.
    rest : array
        What is not listed, one share a group.
    """

    shares: Floats
    known: NDArray[np.bool_] | None
    is_known: NDArray[np.bool_]
    rest: Floats


def _two_largest(v: Floats, s: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Votes and seats of the two with most votes, of equals with more seats; 0 for a lack."""
    v1 = v.max(axis=0)
    is_first = v == v1
    s1 = np.where(is_first, s, -1.0).max(axis=0)
    is_first &= s == s1
    is_single = is_first.sum(axis=0) == 1
    rest = np.where(is_first, -1.0, v)
    v2 = rest.max(axis=0)
    s2 = np.where(rest == v2, s, -1.0).max(axis=0)
    is_alone = v2 < 0
    v2 = np.where(is_single, np.where(is_alone, 0.0, v2), v1)
    return v1, s1, v2, np.where(is_single, np.where(is_alone, 0.0, s2), s1)


def _both(one: NDArray[np.bool_] | None, other: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
    """Rows known in both; ``None`` stands for all."""
    if one is None or other is None:
        found = other if one is None else one
        assert found is not None
        return found
    return one & other


def _left(rest: Floats) -> Floats:
    """What is not listed; nothing where rounding explains it."""
    return np.where(rest > NOTHING, rest, 0.0)


def _without(values: Floats, absent: NDArray[np.bool_] | None) -> Floats:
    """Values with 0 for parties that have neither votes nor seats."""
    if absent is not None:
        values[absent] = 0.0
    return values
