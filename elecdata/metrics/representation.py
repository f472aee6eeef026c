"""What votes are worth: seats in proportion to votes, and votes without seats.

Nulls, zeros, independents and totals are treated as in `elecdata.metrics.disproportionality`.
"""

from __future__ import annotations

import math

from elecdata.metrics.shares import Bounds, Figures, Others, no_bounds, pairs_of
from elecdata.metrics.signatures import pair_index


@pair_index
def sainte_lague(
    votes: Figures,
    seats: Figures,
    *,
    total_votes: float | None = None,
    total_seats: float | None = None,
    others: Others = "exclude",
) -> float | Bounds:
    """Sainte-Lague's index: squared differences in proportion to votes, in points.

    The sum of (s - v)^2 / v over shares s of seats and v of votes, in per cent.

    Parameters
    ----------
    votes, seats : array-like or mapping of numbers
        Votes and seats by party, in the same order or under the same keys.
    total_votes, total_seats : float, optional
        Totals that the figures are shares of; by default the sums of what is known.
    others : {"exclude", "party", "bounds"}
        What is not listed: left out, one party, or bounds (equal where it has no seats).

    Returns
    -------
    float or Bounds
        0 where seats are proportional; no upper limit. Infinite where a party has seats and its
        votes are 0; a party whose votes are null is not compared. NaN where no votes or no seats
        are known.

    Notes
    -----
    Nulls, zeros, independents and totals: see `elecdata.metrics.disproportionality`.

    References
    ----------
    Sainte-Lague, A. (1910). La representation proportionnelle et la methode des moindres carres.
    Annales scientifiques de l'Ecole Normale Superieure 27, 529-542; as an index, Gallagher, M.
    (1991). Electoral Studies 10(1), 33-51.

    Examples
    --------
    >>> round(sainte_lague([50, 50], [60, 40]), 6)
    4.0
    """
    pairs = pairs_of(votes, seats, total_votes, total_seats, others)
    known = math.fsum(_relative(v, s) for v, s in pairs.rows)
    least = _relative(pairs.votes, pairs.seats)
    most = math.inf if pairs.seats else least
    return pairs.result(lambda extra: 100 * (known + extra), low=least, high=most)


@pair_index
def dhondt(
    votes: Figures,
    seats: Figures,
    *,
    total_votes: float | None = None,
    total_seats: float | None = None,
    others: Others = "exclude",
) -> float | Bounds:
    """D'Hondt's index: the greatest advantage, a share of seats over one of votes.

    Parameters
    ----------
    votes, seats : array-like or mapping of numbers
        Votes and seats by party, in the same order or under the same keys.
    total_votes, total_seats : float, optional
        Totals that the figures are shares of; by default the sums of what is known.
    others : {"exclude", "party", "bounds"}
        What is not listed: left out, one party, or bounds (equal where it has no seats).

    Returns
    -------
    float or Bounds
        A ratio: 1 where seats are proportional, 2 where some party has twice its due. Infinite
        where a party has seats and its votes are 0; a party whose votes are null is not compared.
        NaN where no votes or no seats are known.

    Notes
    -----
    Nulls, zeros, independents and totals: see `elecdata.metrics.disproportionality`.

    References
    ----------
    Gallagher, M. (1991). Proportionality, disproportionality and electoral systems. Electoral
    Studies 10(1), 33-51. ParlGov publishes it as advantage ratio.

    Examples
    --------
    >>> round(dhondt([60, 28, 12], [6, 3, 1]), 6)
    1.071429
    """
    pairs = pairs_of(votes, seats, total_votes, total_seats, others)
    largest = max((_advantage(v, s) for v, s in pairs.rows), default=0.0)
    least = _advantage(pairs.votes, pairs.seats)
    most = math.inf if pairs.seats else 0.0
    return pairs.result(lambda extra: max(largest, extra), low=least, high=most)


def cox_shugart(
    votes: Figures,
    seats: Figures,
    *,
    total_votes: float | None = None,
    total_seats: float | None = None,
    others: Others = "exclude",
) -> float:
    """Slope of seat shares on vote shares, fitted by least squares with an intercept.

    Every party compared that has votes or seats is a point.

    Parameters
    ----------
    votes, seats : array-like or mapping of numbers
        Votes and seats by party, in the same order or under the same keys.
    total_votes, total_seats : float, optional
        Totals that the figures are shares of; by default the sums of what is known.
    others : {"exclude", "party"}
        What is not listed: left out, or one party. There are no bounds.

    Returns
    -------
    float
        1 where seats are proportional, more where large parties gain, less where they lose. NaN
        where all vote shares are equal, for a single party, and where no votes or no seats are
        known.

    Notes
    -----
    Nulls, zeros, independents and totals: see `elecdata.metrics.disproportionality`.

    References
    ----------
    Cox, G. W. and Shugart, M. S. (1991). Comment on Gallagher's "Proportionality,
    disproportionality and electoral systems". Electoral Studies 10(4), 348-352.

    Examples
    --------
    >>> round(cox_shugart([60, 28, 12], [6, 3, 1]), 6)
    1.026786
    """
    no_bounds(others, "the slope")
    rows = pairs_of(votes, seats, total_votes, total_seats, others).rows
    if len({v for v, _ in rows}) < 2:
        return math.nan
    mean_votes = math.fsum(v for v, _ in rows) / len(rows)
    mean_seats = math.fsum(s for _, s in rows) / len(rows)
    together = math.fsum((v - mean_votes) * (s - mean_seats) for v, s in rows)
    return together / math.fsum((v - mean_votes) ** 2 for v, _ in rows)


@pair_index
def bonus(
    votes: Figures,
    seats: Figures,
    *,
    total_votes: float | None = None,
    total_seats: float | None = None,
    others: Others = "exclude",
) -> float | Bounds:
    """Seat share less vote share of the party with most votes, in points.

    Of parties with equal votes it is the one with more seats, whatever order they are given in.

    Parameters
    ----------
    votes, seats : array-like or mapping of numbers
        Votes and seats by party, in the same order or under the same keys.
    total_votes, total_seats : float, optional
        Totals that the figures are shares of; by default the sums of what is known.
    others : {"exclude", "party", "bounds"}
        What is not listed: left out, one party (which may be the largest), or bounds, which are
        equal since no unlisted party exceeds the smallest listed one in votes.

    Returns
    -------
    float or Bounds
        -100 to 100; negative where the largest party has less than its due. NaN where no votes or
        no seats are known.

    Notes
    -----
    Nulls, zeros, independents and totals: see `elecdata.metrics.disproportionality`.

    References
    ----------
    Usual measure of manufactured majorities; see Taagepera, R. and Shugart, M. S. (1989). Seats and
    Votes. Yale University Press.

    Examples
    --------
    >>> round(bonus([45, 35, 20], [55, 40, 5]), 6)
    10.0
    """
    pairs = pairs_of(votes, seats, total_votes, total_seats, others)
    v, s = pairs.ranked()[0] if pairs.rows else (0.0, 0.0)
    return pairs.result(lambda _: 100 * (s - v), low=0.0, high=0.0)


@pair_index
def wasted(
    votes: Figures,
    seats: Figures,
    *,
    total_votes: float | None = None,
    total_seats: float | None = None,
    others: Others = "exclude",
) -> float | Bounds:
    """Votes for parties that won no seat, as a share of all votes, in points.

    Parameters
    ----------
    votes, seats : array-like or mapping of numbers
        Votes and seats by party, in the same order or under the same keys.
    total_votes, total_seats : float, optional
        Totals that the figures are shares of; by default the sums of what is known.
    others : {"exclude", "party", "bounds"}
        What is not listed: left out, one party, or bounds (equal where it has no seats).

    Returns
    -------
    float or Bounds
        0 to 100. NaN where no votes or no seats are known.

    Notes
    -----
    Nulls, zeros, independents and totals: see `elecdata.metrics.disproportionality`.

    References
    ----------
    Anckar, C. (1997). Determinants of disproportionality and wasted votes. Electoral Studies 16(4),
    501-515.

    Examples
    --------
    >>> round(wasted([60, 30, 10], [7, 3, 0]), 6)
    10.0
    """
    pairs = pairs_of(votes, seats, total_votes, total_seats, others)
    lost = math.fsum(v for v, s in pairs.rows if not s)
    least = 0.0 if pairs.seats else pairs.votes
    return pairs.result(lambda extra: 100 * (lost + extra), low=least, high=pairs.votes)


def _relative(votes: float, seats: float) -> float:
    """Squared difference in proportion to votes; seats without votes are beyond proportion."""
    if not votes:
        return math.inf if seats else 0.0
    return (seats - votes) ** 2 / votes


def _advantage(votes: float, seats: float) -> float:
    """Seats for a vote; seats without votes are beyond proportion."""
    if not votes:
        return math.inf if seats else 0.0
    return seats / votes
