"""How far seats are from votes.

Every index compares, party by party, the share of seats with the share of votes. Shares are of
the totals, so that counts, percentages and fractions give the same answer. What holds for all:

- A null is unknown. A party of which votes or seats are unknown is not compared: it is part of
  what is not listed, and what is known of it counts in the total. A 0 is a figure like any other;
  a party with neither votes nor seats changes nothing.
- ``total_votes`` and ``total_seats`` are the totals that the figures are shares of, by default the
  sums of what is known. What the listed parties do not make up is left out (``"exclude"``), is one
  party (``"party"``), or gives bounds (``"bounds"``): each unlisted party may then be next to
  nothing, and none exceeds the smallest listed one in votes (Taagepera 1997).
- A row is a contestant. Independents in one row count as one party; to count them as many, list
  them; to leave them out, leave out their row and give the totals.
- Where no votes or no seats are known, the answer is NaN.
"""

from __future__ import annotations

import math

from elecdata.metrics.shares import Bounds, Figures, Others, no_bounds, pairs_of
from elecdata.metrics.signatures import pair_index


@pair_index
def gallagher(
    votes: Figures,
    seats: Figures,
    *,
    total_votes: float | None = None,
    total_seats: float | None = None,
    others: Others = "exclude",
) -> float | Bounds:
    """Least squares index: root of half the sum of squared differences, in points.

    Parameters
    ----------
    votes, seats : array-like or mapping of numbers
        Votes and seats by party, in the same order or under the same keys.
    total_votes, total_seats : float, optional
        Totals that the figures are shares of; by default the sums of what is known.
    others : {"exclude", "party", "bounds"}
        What is not listed: left out, one party, or bounds.

    Returns
    -------
    float or Bounds
        0 where seats are proportional, to 100. NaN where no votes or no seats are known.

    Notes
    -----
    Nulls, zeros, independents and totals: see `elecdata.metrics.disproportionality`.

    References
    ----------
    Gallagher, M. (1991). Proportionality, disproportionality and electoral systems. Electoral
    Studies 10(1), 33-51.

    Examples
    --------
    >>> round(gallagher([60_000, 28_000, 12_000], [6, 3, 1]), 6)
    2.0
    """
    pairs = pairs_of(votes, seats, total_votes, total_seats, others)
    squares = math.dist(pairs.listed_votes, pairs.listed_seats) ** 2
    most = pairs.votes * pairs.cap + pairs.seats**2
    return pairs.result(lambda extra: 100 * math.sqrt((squares + extra) / 2), low=0.0, high=most)


@pair_index
def loosemore_hanby(
    votes: Figures,
    seats: Figures,
    *,
    total_votes: float | None = None,
    total_seats: float | None = None,
    others: Others = "exclude",
) -> float | Bounds:
    """Half the sum of absolute differences between shares of seats and votes, in points.

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
        0 where seats are proportional, to 100: the share of seats in the wrong hands. NaN where
        no votes or no seats are known.

    Notes
    -----
    Nulls, zeros, independents and totals: see `elecdata.metrics.disproportionality`.

    References
    ----------
    Loosemore, J. and Hanby, V. J. (1971). The theoretical limits of maximum distortion: some
    analytic expressions for electoral systems. British Journal of Political Science 1(4), 467-477.

    Examples
    --------
    >>> round(loosemore_hanby([68, 22, 10], [1, 1, 0]), 6)
    28.0
    """
    pairs = pairs_of(votes, seats, total_votes, total_seats, others)
    wrong = math.fsum([abs(v - s) for v, s in pairs.rows])
    least, most = abs(pairs.votes - pairs.seats), pairs.votes + pairs.seats
    return pairs.result(lambda extra: 50 * (wrong + extra), low=least, high=most)


@pair_index
def rose(
    votes: Figures,
    seats: Figures,
    *,
    total_votes: float | None = None,
    total_seats: float | None = None,
    others: Others = "exclude",
) -> float | Bounds:
    """Index of proportionality: 100 less the index of Loosemore and Hanby.

    Parameters
    ----------
    votes, seats : array-like or mapping of numbers
        Votes and seats by party, in the same order or under the same keys.
    total_votes, total_seats : float, optional
        Totals that the figures are shares of; by default the sums of what is known.
    others : {"exclude", "party", "bounds"}
        What is not listed: left out, one party, or bounds.

    Returns
    -------
    float or Bounds
        100 where seats are proportional, down to 0. NaN where no votes or no seats are known.

    Notes
    -----
    Nulls, zeros, independents and totals: see `elecdata.metrics.disproportionality`.

    References
    ----------
    Rose, R. (1984). Electoral systems: a question of degree or of principle? In A. Lijphart and
    B. Grofman (eds), Choosing an Electoral System. Praeger, 73-81.

    Examples
    --------
    >>> round(rose([68, 22, 10], [1, 1, 0]), 6)
    72.0
    """
    found = loosemore_hanby(
        votes, seats, total_votes=total_votes, total_seats=total_seats, others=others
    )
    if isinstance(found, Bounds):
        return Bounds(100 - found.high, 100 - found.best, 100 - found.low)
    return 100 - found


def rae(
    votes: Figures,
    seats: Figures,
    *,
    total_votes: float | None = None,
    total_seats: float | None = None,
    others: Others = "exclude",
) -> float:
    """Mean absolute difference between shares of seats and votes, in points.

    The mean is over the parties compared that have votes or seats; no party is too small to count.

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
        0 where seats are proportional, to 100. NaN where no votes or no seats are known.

    Notes
    -----
    Nulls, zeros, independents and totals: see `elecdata.metrics.disproportionality`.

    References
    ----------
    Rae, D. W. (1967). The Political Consequences of Electoral Laws. Yale University Press.

    Examples
    --------
    >>> round(rae([60_000, 28_000, 12_000], [6, 3, 1]), 4)
    1.3333
    """
    no_bounds(others, "Rae's index")
    rows = pairs_of(votes, seats, total_votes, total_seats, others).rows
    if not rows:
        return math.nan
    return 100 * math.fsum([abs(v - s) for v, s in rows]) / len(rows)


@pair_index
def lijphart(
    votes: Figures,
    seats: Figures,
    *,
    total_votes: float | None = None,
    total_seats: float | None = None,
    others: Others = "exclude",
) -> float | Bounds:
    """Mean absolute difference of the two parties with most votes, in points.

    Of parties with equal votes the one with more seats comes first, whatever the order they are
    given in. A party without a rival is set beside one without votes and seats.

    Parameters
    ----------
    votes, seats : array-like or mapping of numbers
        Votes and seats by party, in the same order or under the same keys.
    total_votes, total_seats : float, optional
        Totals that the figures are shares of; by default the sums of what is known.
    others : {"exclude", "party", "bounds"}
        What is not listed: left out, one party (which may be among the two), or bounds. No
        unlisted party exceeds the smallest listed one in votes, so that the bounds differ only
        where a single party is listed.

    Returns
    -------
    float or Bounds
        0 where the two have their due, to 100. NaN where no votes or no seats are known.

    Notes
    -----
    Nulls, zeros, independents and totals: see `elecdata.metrics.disproportionality`.

    References
    ----------
    Lijphart, A. (1994). Electoral Systems and Party Systems. Oxford University Press.

    Examples
    --------
    >>> round(lijphart([34, 28, 38], [40, 20, 40]), 6)
    4.0
    """
    pairs = pairs_of(votes, seats, total_votes, total_seats, others)
    largest = pairs.ranked()[:2]
    wrong = math.fsum([abs(v - s) for v, s in largest])
    most = max(pairs.cap, pairs.seats) if len(largest) < 2 else 0.0
    return pairs.result(lambda extra: 50 * (wrong + extra), low=0.0, high=most)


@pair_index
def max_deviation(
    votes: Figures,
    seats: Figures,
    *,
    total_votes: float | None = None,
    total_seats: float | None = None,
    others: Others = "exclude",
) -> float | Bounds:
    """Largest absolute difference between shares of seats and votes, in points.

    Parameters
    ----------
    votes, seats : array-like or mapping of numbers
        Votes and seats by party, in the same order or under the same keys.
    total_votes, total_seats : float, optional
        Totals that the figures are shares of; by default the sums of what is known.
    others : {"exclude", "party", "bounds"}
        What is not listed: left out, one party, or bounds.

    Returns
    -------
    float or Bounds
        0 where seats are proportional, to 100. NaN where no votes or no seats are known.

    Notes
    -----
    Nulls, zeros, independents and totals: see `elecdata.metrics.disproportionality`.

    References
    ----------
    Taagepera, R. and Grofman, B. (2003). Mapping the indices of seats-votes disproportionality and
    inter-election volatility. Party Politics 9(6), 659-677.

    Examples
    --------
    >>> round(max_deviation([60, 28, 12], [6, 3, 1]), 6)
    2.0
    """
    pairs = pairs_of(votes, seats, total_votes, total_seats, others)
    largest = max((abs(v - s) for v, s in pairs.rows), default=0.0)
    most = max(pairs.cap, pairs.seats)
    return pairs.result(lambda extra: 100 * max(largest, extra), low=0.0, high=most)
