"""Figures of parties as given, and as the shares that the indices are computed from."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from elecdata.errors import InvalidArgumentError, UnknownNameError

Others: TypeAlias = Literal["exclude", "party", "bounds"]
Figures: TypeAlias = "Mapping[Any, Any] | Iterable[Any]"
Listed: TypeAlias = "tuple[Sequence[Any], float]"  # figures, None for a null, and their sum

OTHERS = ("exclude", "party", "bounds")
ROUNDING = 1e-3  # Listed shares may exceed their total by this much of it: printed ones do.
NOTHING = 1e-9  # A residual below this much of the total is what floating point left over.


class Bounds(NamedTuple):
    """Least and greatest value an index can have, and the middle of the two.

    Examples
    --------
    >>> Bounds(2.0, 2.5, 3.0).best
    2.5
    """

    low: float
    best: float
    high: float


@dataclass(slots=True)
class _Comparison:
    """What an index is computed from.

    Attributes
    ----------
    is_known : bool
        Whether any party counts.
    is_bounded : bool
        Whether bounds are asked for.
    """

    is_known: bool
    is_bounded: bool

    def result(self, index: Callable[[float], float], low: float, high: float) -> float | Bounds:
        """Value of an index when those not listed add nothing, or when they add least and most.

        Nothing known gives NaN, for the bounds too.
        """
        if not self.is_bounded:
            return index(0.0) if self.is_known else math.nan
        if not self.is_known:
            return Bounds(math.nan, math.nan, math.nan)
        ends = sorted((index(low), index(high)))
        return Bounds(ends[0], (ends[0] + ends[1]) / 2, ends[1])


@dataclass(slots=True)
class Shares(_Comparison):
    """Shares of one total, 0 to 1, and what is left of it.

    Attributes
    ----------
    rows : list of float
        Shares of the parties that count, none of them 0.
    residual : float
        Share of those not listed; 0 once it has become a party of its own.
    cap : float
        Share that none of those not listed can exceed: the smallest listed one, or all of theirs.
    """

    rows: list[float]
    residual: float = 0.0
    cap: float = 0.0


@dataclass(slots=True)
class Pairs(_Comparison):
    """Shares of votes and of seats, 0 to 1, of the parties of which both are known.

    Attributes
    ----------
    listed_votes, listed_seats : list of float
        Shares of the parties, in one order.
    votes, seats : float
        Shares of those not listed; 0 once they have become a party of their own.
    cap : float
        Share of votes that none of those not listed can exceed.
    """

    listed_votes: list[float]
    listed_seats: list[float]
    votes: float = 0.0
    seats: float = 0.0
    cap: float = 0.0

    @property
    def rows(self) -> list[tuple[float, float]]:
        """Votes and seats of the parties that count, none without both."""
        pairs = zip(self.listed_votes, self.listed_seats, strict=True)
        return [(v, s) for v, s in pairs if v or s]

    def ranked(self) -> list[tuple[float, float]]:
        """Rows by votes, the largest first; of equal votes the one with more seats first."""
        return sorted(self.rows, reverse=True)


def shares_of(x: Figures, total: float | None, others: str, what: str = "x") -> Shares:
    """Shares of one list of figures.

    Figures that are null are unknown: they are part of what is not listed. Zeros change nothing.
    """
    found, known = listed(x, what)
    is_bounded = others != "exclude" and _is_bounded(others)
    whole = known if total is None else whole_of(known, total, what)
    if not whole:
        return Shares(False, is_bounded, [])
    rows = [each / whole for each in found if each]
    if total is None:  # the listed are the whole
        return Shares(True, is_bounded, rows)
    left = left_over(1.0, math.fsum(rows))
    if others == "party":
        rows += [left] if left else []
        return Shares(bool(rows), False, rows)
    return Shares(bool(rows), is_bounded, rows, left, min([left, *rows]))


def pairs_of(
    votes: Figures,
    seats: Figures,
    total_votes: float | None,
    total_seats: float | None,
    others: str,
    names: tuple[str, str] = ("votes", "seats"),
) -> Pairs:
    """Shares of votes and seats, or of votes before and after, party by party.

    A party of which one of the two figures is null is not compared: it is part of what is not
    listed, and the figure that is known counts in its total. Parties without votes and seats
    change nothing.
    """
    is_bounded = others != "exclude" and _is_bounded(others)
    (ours, known_votes), (theirs, known_seats) = aligned(votes, seats, *names)
    is_whole = total_votes is None and total_seats is None
    whole_votes = known_votes if is_whole else whole_of(known_votes, total_votes, names[0])
    whole_seats = known_seats if is_whole else whole_of(known_seats, total_seats, names[1])
    if not whole_votes or not whole_seats:
        return Pairs(False, is_bounded, [], [])
    if None in ours or None in theirs:
        couples = zip(ours, theirs, strict=True)
        known = [each for each in couples if None not in each and any(each)]
        ours, theirs = [v for v, _ in known], [s for _, s in known]
        is_whole = False
    v = [each / whole_votes for each in ours]
    s = [each / whole_seats for each in theirs]
    if is_whole:  # the listed are the whole
        return Pairs(True, is_bounded, v, s)
    left_votes, left_seats = left_over(1.0, math.fsum(v)), left_over(1.0, math.fsum(s))
    if others == "party":
        if left_votes or left_seats:
            # A tie of the rest with a party is a tie also where rounding hides it.
            v.append(next((each for each in v if abs(each - left_votes) <= NOTHING), left_votes))
            s.append(next((each for each in s if abs(each - left_seats) <= NOTHING), left_seats))
        return Pairs(any(v) or any(s), False, v, s)
    cap = min([left_votes, *filter(None, v)])
    return Pairs(any(v) or any(s), is_bounded, v, s, left_votes, left_seats, cap)


def listed(x: Figures, what: str) -> Listed:
    """Figures as numbers, ``None`` for a null, and their sum; plain ones are checked at once."""
    if type(x) is list or type(x) is tuple:
        values: Sequence[Any] = x
    else:
        values = list(x.values()) if isinstance(x, Mapping) else _sequence(x, what)
    try:
        total: Any = sum(values, 0.0)
    except (TypeError, ValueError, ArithmeticError):
        total = None
    # What adds up to a plain number can be counted with; the sum of a null is none.
    if type(total) is float and total < math.inf and (not values or min(values) >= 0):
        return values, total
    found = [number(each, what) for each in values]
    try:
        return found, math.fsum(filter(None, found))
    except OverflowError:
        raise InvalidArgumentError(
            f"{what} adds up to more than a number can hold; give it in a larger unit"
        ) from None


def aligned(first: Figures, second: Figures, one: str, other: str) -> tuple[Listed, Listed]:
    """Figures of two lists party by party; in mappings, a party that is left out has 0."""
    if type(first) is list and type(second) is list:
        return _as_long(listed(first, one), listed(second, other), one, other)
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        keys = dict.fromkeys([*first, *second])
        first, second = [first.get(key, 0) for key in keys], [second.get(key, 0) for key in keys]
    elif isinstance(first, Mapping) or isinstance(second, Mapping):
        raise InvalidArgumentError(
            f"{one} and {other} must both be mappings, or both sequences in one order of parties"
        )
    pair = _as_long(listed(first, one), listed(second, other), one, other)
    index, twin = getattr(first, "index", None), getattr(second, "index", None)
    compare = getattr(index, "equals", None)
    if compare and hasattr(twin, "equals") and not compare(twin):
        raise InvalidArgumentError(
            f"{one} and {other} are Series with different indexes; align them first"
        )
    return pair


def _as_long(ours: Listed, theirs: Listed, one: str, other: str) -> tuple[Listed, Listed]:
    """Two lists of one length."""
    if len(ours[0]) != len(theirs[0]):
        raise InvalidArgumentError(
            f"{one} has {len(ours[0])} figures and {other} has {len(theirs[0])}; give one of each "
            "per party"
        )
    return ours, theirs


def number(value: Any, what: str) -> float | None:
    """One figure, 0 or more; ``None``, NaN and the like are null."""
    if value is None:
        return None
    try:
        if isinstance(value, str | bytes):
            raise TypeError
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        if type(value).__name__ in {"NAType", "NaTType"}:
            return None
        raise InvalidArgumentError(
            f"{what} holds {value!r}; a figure is a number of 0 or more, or null"
        ) from None
    if math.isnan(found):
        return None
    if not 0 <= found < math.inf:
        raise InvalidArgumentError(
            f"{what} holds {value!r}; a figure is a number of 0 or more, or null"
        )
    return found


def whole_of(total_listed: float, total: float | None, what: str) -> float:
    """What the figures are shares of: their sum unless a total is given."""
    if total is None:
        return total_listed
    whole = number(total, f"the total of {what}")
    if not whole:
        raise InvalidArgumentError(f"the total of {what} is {total!r}; it is a number above 0")
    if total_listed > whole * (1 + ROUNDING):
        raise InvalidArgumentError(
            f"the listed {what} add up to {total_listed:g}, more than their total of {whole:g}; "
            "give the total in the unit of the figures: 100 for percentages"
        )
    return whole


def left_over(whole: float, part: float) -> float:
    """What is not listed; nothing where rounding explains it."""
    rest = whole - part
    return rest if rest > NOTHING * whole else 0.0


def no_bounds(others: str, what: str) -> None:
    """Refuse bounds for an index that depends on how many parties are not listed."""
    if _is_bounded(others):
        raise InvalidArgumentError(
            f"{what} has no bounds: it depends on the number of parties that are not listed; "
            "use others='exclude' or others='party'"
        )


def _is_bounded(others: str) -> bool:
    """Whether bounds are asked for, by a treatment of others that exists."""
    if others not in OTHERS:
        raise UnknownNameError("way to treat others", others, OTHERS)
    return others == "bounds"


def _sequence(x: Iterable[Any], what: str) -> list[Any]:
    """Elements of a list, array or Series."""
    if isinstance(x, str | bytes) or not hasattr(x, "__iter__"):
        raise InvalidArgumentError(f"{what} is {x!r}; give a sequence or a mapping of figures")
    values = getattr(x, "tolist", None) or getattr(x, "to_pylist", None)
    found = values() if values else list(x)
    if not isinstance(found, list):
        raise InvalidArgumentError(f"{what} is {x!r}; give a sequence or a mapping of figures")
    return found
