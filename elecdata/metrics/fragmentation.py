"""How many parties there are: effective numbers, and the lead of the first."""

from __future__ import annotations

from operator import mul

from elecdata.errors import InvalidArgumentError
from elecdata.metrics.shares import (
    Bounds,
    Figures,
    Others,
    listed,
    number,
    shares_of,
)
from elecdata.metrics.signatures import one_index


@one_index
def enp(
    x: Figures, *, total_votes: float | None = None, others: Others = "exclude"
) -> float | Bounds:
    """Effective number of parties: 1 over the sum of squared shares.

    Parameters
    ----------
    x : array-like or mapping of numbers
        Votes or seats by party: counts, percentages or fractions. Nulls are unknown and belong to
        what is not listed; zeros change nothing; the order of ties does not matter.
    total_votes : float, optional
        Total that the figures are shares of, in their unit; by default their sum, so that nothing
        is unlisted.
    others : {"exclude", "party", "bounds"}
        What is not listed: leave it out of the sum (the shares then add up to less than 1), count
        it as one party, or give Taagepera's bounds (see `enp_bounds`).

    Returns
    -------
    float or Bounds
        A number of parties: 1 where one party has everything, n where n parties are equal. NaN
        where no figure is above 0.

    References
    ----------
    Laakso, M. and Taagepera, R. (1979). "Effective" number of parties: a measure with application
    to West Europe. Comparative Political Studies 12(1), 3-27.

    Examples
    --------
    >>> enp([50, 50])
    2.0
    >>> round(enp({"A": 40, "B": 40}, total_votes=100), 2)
    3.12
    """
    shares = shares_of(x, total_votes, others)
    squares = sum(map(mul, shares.rows, shares.rows))
    return shares.result(
        lambda extra: 1 / (squares + extra), low=0.0, high=shares.residual * shares.cap
    )


def enp_bounds(x: Figures, residual: float) -> Bounds:
    """Bounds of the effective number of parties when some are lumped together as others.

    The unlisted may be so many that they add nothing to the sum of squares (the high bound). They
    are fewest when each is as large as the smallest listed party, or one party where together
    they are smaller than that (the low bound). The best estimate is the mean of the bounds.

    Parameters
    ----------
    x : array-like or mapping of numbers
        Votes or seats of the listed parties, as in `enp`.
    residual : float
        Votes or seats of all others together, in the same unit.

    Returns
    -------
    Bounds
        ``low``, ``best`` and ``high``, numbers of parties; NaN where no listed figure is above 0.

    References
    ----------
    Taagepera, R. (1997). Effective number of parties for incomplete data. Electoral Studies 16(2),
    145-151.

    Examples
    --------
    >>> bounds = enp_bounds([40, 40], residual=20)
    >>> [round(each, 3) for each in bounds]
    [2.778, 2.951, 3.125]
    """
    rest = number(residual, "the residual")
    if rest is None:
        raise InvalidArgumentError("the residual is null; give 0 where every party is listed")
    whole = listed(x, "x")[1]
    return enp(x, total_votes=whole + rest if whole else None, others="bounds")


@one_index
def golosov(
    x: Figures, *, total_votes: float | None = None, others: Others = "exclude"
) -> float | Bounds:
    """Golosov's effective number of parties, which gives small parties less weight.

    The sum over parties of p / (p + p1^2 - p^2), where p is a share and p1 the largest.

    Parameters
    ----------
    x : array-like or mapping of numbers
        Votes or seats by party in any order: counts, percentages or fractions. Nulls and zeros as
        in `enp`.
    total_votes : float, optional
        Total that the figures are shares of; by default their sum.
    others : {"exclude", "party", "bounds"}
        What is not listed: left out, one party, or the bounds that follow when each unlisted
        party is as large as it can be (as in `enp_bounds`) or next to nothing.

    Returns
    -------
    float or Bounds
        A number of parties: 1 where one party has everything, n where n parties are equal. NaN
        where no figure is above 0.

    References
    ----------
    Golosov, G. V. (2010). The effective number of parties: a new approach. Party Politics 16(2),
    171-192.

    Examples
    --------
    >>> round(golosov([75, 25]), 4)
    1.3333
    """
    shares = shares_of(x, total_votes, others)
    first = max(shares.rows, default=0.0) ** 2
    known = sum(share / (share + first - share * share) for share in shares.rows)
    if not shares.rows or not shares.residual:
        return shares.result(lambda extra: known + extra, low=0.0, high=0.0)
    most = shares.residual / first
    least = shares.residual / (shares.cap + first - shares.cap**2)
    return shares.result(lambda extra: known + extra, low=least, high=most)


@one_index
def margin(
    x: Figures, *, total_votes: float | None = None, others: Others = "exclude"
) -> float | Bounds:
    """Lead of the first over the second, in percentage points.

    Parameters
    ----------
    x : array-like or mapping of numbers
        Votes or seats by party: counts, percentages or fractions. Nulls and zeros as in `enp`.
    total_votes : float, optional
        Total that the figures are shares of; by default their sum.
    others : {"exclude", "party", "bounds"}
        What is not listed: left out, one party (which may then be first or second), or bounds.
        No unlisted party exceeds the smallest listed one, so that the bounds differ only where a
        single party is listed.

    Returns
    -------
    float or Bounds
        0 where two are first together, to 100; the whole share of a party without a rival. NaN
        where no figure is above 0.

    References
    ----------
    Usual measure of how close a contest is; see Blais, A. and Lago, I. (2009). A general measure of
    district competitiveness. Electoral Studies 28(1), 94-100.

    Examples
    --------
    >>> round(margin([45, 35, 20]), 6)
    10.0
    """
    shares = shares_of(x, total_votes, others)
    first, second = [*sorted(shares.rows, reverse=True), 0.0, 0.0][:2]
    rival = 0.0 if second else shares.cap
    return shares.result(lambda extra: 100 * (first - second - extra), low=0.0, high=rival)
