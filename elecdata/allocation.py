"""Seats from votes, in exact arithmetic; a tie is reported, never broken."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from elecdata.errors import InvalidArgumentError, TieError, UnknownNameError

if TYPE_CHECKING:
    from typing import TypeVar

    Votes = TypeVar("Votes")

Number: TypeAlias = "int | float | Decimal | Fraction"
Shares: TypeAlias = dict[Hashable, Fraction]
Seats: TypeAlias = dict[Hashable, int]


def _droop(votes: Fraction, seats: int) -> Fraction:
    """Least whole number of votes that only as many parties as there are seats can reach."""
    return Fraction(math.floor(votes / (seats + 1)) + 1)


_QUOTAS: dict[str, Callable[[Fraction, int], Fraction]] = {
    "hare": lambda votes, seats: votes / seats,
    "droop": _droop,
    "hagenbach-bischoff": lambda votes, seats: votes / (seats + 1),
    "imperiali": lambda votes, seats: votes / (seats + 2),
}
# Divisors for a party's next seat when it has n; of Huntington and Hill, their squares.
_DIVISORS: dict[str, Callable[[int], int]] = {
    "dhondt": lambda n: n + 1,
    "sainte-lague": lambda n: 2 * n + 1,
    "modified-sainte-lague": lambda n: 2 * n + 1,
    "adams": lambda n: n,
    "danish": lambda n: 3 * n + 1,
    "huntington-hill": lambda n: n * (n + 1),
}
_ROUNDING = Fraction(1, 1000)  # Printed percentages may add up to a little more than 100.
METHODS = (*_QUOTAS, *_DIVISORS)


def allocate(
    votes: Votes,
    seats: int,
    method: str = "hare",
    *,
    threshold: Number = 0,
    total: Number | None = None,
    min_parties: int = 0,
    min_seats: int = 0,
    caps: int | Mapping[Any, int] | None = None,
    first_divisor: Number = Fraction(7, 5),
) -> Votes:
    """Share out seats among parties.

    Everything is computed exactly: a float counts as the decimal number it is printed as, 80.99 as
    8099/100. Counts, percentages and fractions give the same seats (Droop's quota excepted, which
    counts whole votes).

    Parameters
    ----------
    votes : mapping, Series, or sequence of numbers
        Votes of each party. A party without votes (0 or null) gets no seat.
    seats : int
        Seats to be shared out.
    method : str
        Largest remainders after the quota ``hare``, ``droop``, ``hagenbach-bischoff`` or
        ``imperiali``; or highest averages ``dhondt`` (divisors 1, 2, 3, ...), ``sainte-lague`` (1,
        3, 5), ``modified-sainte-lague`` (1.4, 3, 5), ``adams`` (0, 1, 2), ``danish`` (1, 4, 7) or
        ``huntington-hill`` (roots of 0, 2, 6). Where the first divisor is 0 every party gets a
        seat, the largest first.
    threshold : number
        Share of the vote, 0 to 1, that a party must at least have: 0.07 for seven per cent.
    total : number, optional
        Votes that the threshold is a share of, in the unit of ``votes``, such as all ballots cast;
        by default the sum of ``votes``.
    min_parties : int
        How many parties take part at least: where fewer pass the threshold, the next largest do.
    min_seats : int
        Seats that each party taking part has at least.
    caps : int or mapping, optional
        Most seats that any party, or each of those named, may have; others get the rest.
    first_divisor : number
        First divisor of ``modified-sainte-lague``.

    Returns
    -------
    mapping, Series or sequence of int
        Seats, in the shape and order of ``votes``: a dict, Series, array, tuple or list.

    Raises
    ------
    TieError
        If equal votes, remainders or averages leave the last seats, or the last admission,
        undecided; it names the tied parties.
    InvalidArgumentError
        If an argument is out of range, no party takes part, or the rules cannot all be kept; also
        where Imperiali's quota gives out more seats than there are.
    UnknownNameError
        If there is no such method, or no such party among the caps.

    References
    ----------
    Gallagher, M. and Mitchell, P. (eds) (2005). The Politics of Electoral Systems, appendix A.
    Oxford University Press. Balinski, M. L. and Young, H. P. (1982). Fair Representation. Yale
    University Press.

    Examples
    --------
    >>> allocate({"A": 34_000, "B": 25_000, "C": 15_000}, 7, "dhondt")
    {'A': 4, 'B': 2, 'C': 1}
    >>> allocate([80.99, 7.47, 7.19, 1.68], seats=98, threshold=0.07, total=100)
    [83, 8, 7, 0]
    """
    if method not in METHODS:
        raise UnknownNameError("method", method, METHODS)
    seats, min_parties = _count(seats, "seats"), _count(min_parties, "min_parties")
    figures = {key: _exact(value, f"votes of {key!r}") for key, value in _pairs(votes)}
    admitted = _admitted(figures, _exact(threshold, "threshold"), total, min_parties)
    if not admitted and seats:
        raise InvalidArgumentError(
            "no party takes part: none has votes and passes the threshold; lower it or set "
            "min_parties"
        )
    floor = dict.fromkeys(admitted, _count(min_seats, "min_seats"))
    ceiling = _ceiling(caps, figures, admitted, seats)
    _check_limits(floor, ceiling, seats)
    if method in _QUOTAS:
        won = _by_quota(admitted, seats, method, floor, ceiling)
    else:
        first = _exact(first_divisor, "first_divisor")
        if not first:
            raise InvalidArgumentError("first_divisor is 0; it is a number above 0, such as 1.4")
        won = _by_averages(admitted, seats, method, floor, ceiling, first)
    answer: Votes = _shaped(votes, {key: won.get(key, 0) for key in figures})
    return answer


def _admitted(figures: Shares, threshold: Fraction, total: Number | None, least: int) -> Shares:
    """Parties that take part in the distribution."""
    if threshold > 1:
        raise InvalidArgumentError(
            f"threshold is {float(threshold):g}; it is a share from 0 to 1, 0.07 for seven per cent"
        )
    listed = sum(figures.values(), Fraction(0))
    base = listed if total is None else _exact(total, "total")
    if base * (1 + _ROUNDING) < listed:
        raise InvalidArgumentError(
            f"total is {float(base):g}, less than the listed votes of {float(listed):g}"
        )
    standing = {key: each for key, each in figures.items() if each}
    passed = {key for key, each in standing.items() if each >= threshold * base}
    lacking = min(least, len(standing)) - len(passed)
    if lacking > 0:
        rest = {key: each for key, each in standing.items() if key not in passed}
        passed |= set(_highest(rest, lacking, "admission below the threshold"))
    return {key: each for key, each in standing.items() if key in passed}


def _by_quota(votes: Shares, seats: int, method: str, floor: Seats, ceiling: Seats) -> Seats:
    """Largest remainders; parties that a limit binds are settled, and the rest shared out again."""
    settled: Seats = {}
    while True:
        open_votes = {key: each for key, each in votes.items() if key not in settled}
        open_seats = seats - sum(settled.values())
        won = _remainders(open_votes, open_seats, method)
        over = {key: ceiling[key] for key in won if won[key] > ceiling[key]}
        under = {key: floor[key] for key in won if won[key] < floor[key]}
        excess = sum(won[key] - ceiling[key] for key in over)
        deficit = sum(floor[key] - won[key] for key in under)
        if not over and not under:
            return settled | won
        # What binds more is settled first: it changes what is left for the others more.
        settled |= over if excess >= deficit else under


def _remainders(votes: Shares, seats: int, method: str) -> Seats:
    """Full quotas, and the seats left over to the largest remainders."""
    if not seats or not votes:
        return dict.fromkeys(votes, 0)
    if len(votes) == 1:
        return dict.fromkeys(votes, seats)
    whole = sum(votes.values(), Fraction(0))
    if method == "droop" and any(each.denominator != 1 for each in votes.values()):
        raise InvalidArgumentError(
            "Droop's quota counts whole votes, and these are shares; give counts, or use "
            "hagenbach-bischoff"
        )
    quota = _QUOTAS[method](whole, seats)
    won = {key: math.floor(each / quota) for key, each in votes.items()}
    left = seats - sum(won.values())
    if left < 0 and method == "hagenbach-bischoff":
        # Every party has whole quotas, one more in all than there are seats: whose last is it?
        raise TieError(list(won), len(won) - 1, f"{method}: no remainders, and a seat too few")
    if left < 0:
        raise InvalidArgumentError(
            f"the {method} quota gives out {seats - left} seats and there are {seats}; laws then "
            "turn to a larger quota, such as hagenbach-bischoff"
        )
    if left > len(won):
        raise InvalidArgumentError(
            f"there are too few votes ({float(whole):g}) for a {method} quota of {seats} seats"
        )
    remainders = {key: each - won[key] * quota for key, each in votes.items()}
    for key in _highest(remainders, left, f"{method}: largest remainders"):
        won[key] += 1
    return won


def _by_averages(
    votes: Shares, seats: int, method: str, floor: Seats, ceiling: Seats, first: Fraction
) -> Seats:
    """Seats one by one to the highest average, from the floor up to the ceiling."""
    divisor = _DIVISORS[method]
    weights = {
        key: each * each if method == "huntington-hill" else each for key, each in votes.items()
    }

    def average(key: Hashable, held: int) -> tuple[bool, Fraction]:
        by = divisor(held)
        if not by:  # beyond any average, and among themselves by votes
            return True, weights[key]
        if method == "modified-sainte-lague" and not held:
            return False, weights[key] / first
        return False, weights[key] / by

    won = dict(floor)
    claims = {key: average(key, won[key]) for key in votes if won[key] < ceiling[key]}
    left = seats - sum(won.values())
    while left:
        best = max(claims.values())
        winners = [key for key, claim in claims.items() if claim == best]
        if len(winners) > left:
            raise TieError(winners, left, f"{method}: equal averages")
        for key in winners:
            won[key] += 1
            claims[key] = average(key, won[key])
            if won[key] == ceiling[key]:
                del claims[key]
        left -= len(winners)
    return won


def _highest(claims: Shares, places: int, method: str) -> list[Hashable]:
    """The parties with the highest claims, if there is no doubt who they are."""
    order = sorted(claims, key=lambda key: claims[key], reverse=True)
    if 0 < places < len(order) and claims[order[places - 1]] == claims[order[places]]:
        tied = [key for key in claims if claims[key] == claims[order[places]]]
        above = sum(claims[key] > claims[order[places]] for key in order)
        raise TieError(tied, places - above, method)
    return order[:places]


def _ceiling(
    caps: int | Mapping[Any, int] | None, figures: Shares, admitted: Shares, seats: int
) -> Seats:
    """Most seats of each party."""
    if caps is None:
        return dict.fromkeys(admitted, seats)
    if not isinstance(caps, Mapping):
        return dict.fromkeys(admitted, _count(caps, "caps"))
    for key in caps:
        if key not in figures:
            raise UnknownNameError("party", key, map(str, figures))
    return {key: _count(caps.get(key, seats), f"the cap of {key!r}") for key in admitted}


def _check_limits(floor: Seats, ceiling: Seats, seats: int) -> None:
    """All limits can be kept together."""
    for key in floor:
        if floor[key] > ceiling[key]:
            raise InvalidArgumentError(
                f"{key!r} must have at least {floor[key]} seats and at most {ceiling[key]}"
            )
    if sum(floor.values()) > seats:
        raise InvalidArgumentError(
            f"min_seats needs {sum(floor.values())} seats for {len(floor)} parties and there are "
            f"{seats}"
        )
    if sum(ceiling.values()) < seats:
        raise InvalidArgumentError(
            f"the caps leave room for {sum(ceiling.values())} seats and there are {seats}"
        )


def _exact(value: Any, what: str) -> Fraction:
    """A number as a fraction; a float is the decimal number that it is printed as."""
    if value is None or type(value).__name__ == "NAType":
        return Fraction(0)
    try:
        if isinstance(value, str | bytes):
            raise TypeError
        if isinstance(value, int | Fraction | Decimal):
            found = Fraction(value)
        elif hasattr(value, "__index__"):
            found = Fraction(value.__index__())
        else:
            number = float(value)
            found = Fraction(0) if math.isnan(number) else Fraction(repr(number))
    except (TypeError, ValueError, OverflowError):
        raise InvalidArgumentError(f"{what} is {value!r}; it is a number of 0 or more") from None
    if found < 0:
        raise InvalidArgumentError(f"{what} is {value!r}; it is a number of 0 or more")
    return found


def _count(value: Any, what: str) -> int:
    """A whole number of 0 or more."""
    if isinstance(value, bool) or not hasattr(value, "__index__") or value.__index__() < 0:
        raise InvalidArgumentError(f"{what} is {value!r}; it is a whole number of 0 or more")
    return int(value.__index__())


def _pairs(votes: Any) -> list[tuple[Hashable, Any]]:
    """Parties and their votes: by key, or by place in a sequence."""
    if isinstance(votes, Mapping):
        return list(votes.items())
    if isinstance(votes, str | bytes) or not hasattr(votes, "__iter__"):
        raise InvalidArgumentError(f"votes is {votes!r}; give a mapping or a sequence of numbers")
    if hasattr(votes, "columns"):
        raise InvalidArgumentError("votes is a frame; give one of its columns")
    index = getattr(votes, "index", None)
    if index is not None and not callable(index):  # a Series: its labels are the names
        names = list(index)
        if len(set(names)) < len(names):
            raise InvalidArgumentError("the index of votes names a party twice")
        return list(zip(names, votes, strict=True))
    return list(enumerate(votes))


def _shaped(votes: Any, seats: Seats) -> Any:
    """Seats in the shape of the votes."""
    if isinstance(votes, Mapping):
        return dict(seats)
    values = list(seats.values())
    index = getattr(votes, "index", None)
    if index is not None and not callable(index):
        return type(votes)(values, index=index, dtype="int64", name="seats")
    if isinstance(votes, tuple):
        return tuple(values)
    if type(votes).__module__ == "numpy":
        import numpy as np

        return np.array(values, dtype=np.int64)
    return values
