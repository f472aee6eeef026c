"""How evenly parties are supported over the units of a country."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.metrics.shares import Figures, left_over, listed, no_bounds, number, whole_of


def nationalization(
    votes_by_unit: Mapping[Any, Mapping[Any, Any]] | Iterable[Figures],
    party: object = None,
    *,
    total_votes: Mapping[Any, Any] | Sequence[float] | None = None,
    others: str = "exclude",
) -> float:
    """Nationalization of a party, or of the party system.

    A party's score is 1 less the Gini coefficient of its shares of the vote over units, each unit
    counting alike. The system's score is the mean over parties, weighted by their votes.

    Parameters
    ----------
    votes_by_unit : mapping of mappings, or two-dimensional array-like
        Votes by unit and party, ``{unit: {party: votes}}`` or one row a unit and one column a
        party: counts, percentages or fractions of the unit. A party that a mapping leaves out of a
        unit has 0 there. A null is unknown: that unit does not count for that party. A unit
        without votes does not count.
    party : hashable, optional
        Key or column number of one party, for its own score.
    total_votes : mapping or sequence, optional
        Total votes of each unit; by default the sums of what is listed.
    others : {"exclude", "party"}
        What is not listed in a unit: left out (the weights are then those of listed parties), or
        one party over all units. There are no bounds.

    Returns
    -------
    float
        1 where every unit gives the same share, down to 1/n where all support is in one of n
        units. NaN where there are no votes. If votes are shares of their units, the system's
        score weighs units alike; counts weigh parties by their votes in the country.

    Raises
    ------
    UnknownNameError
        If no unit lists the party.

    References
    ----------
    Jones, M. P. and Mainwaring, S. (2003). The nationalization of parties and party systems: an
    empirical measure and an application to the Americas. Party Politics 9(2), 139-166.

    Examples
    --------
    >>> votes = {"North": {"A": 300, "B": 200}, "South": {"A": 30, "B": 70}}
    >>> round(nationalization(votes, "A"), 3)
    0.833
    >>> round(nationalization(votes), 5)
    0.84697
    """
    no_bounds(others, "nationalization")
    units = _units(votes_by_unit)
    totals = _totals(total_votes, units, votes_by_unit)
    shares: dict[object, list[float]] = {}
    votes: dict[object, float] = {}
    rest: list[float] = []
    unlisted = 0.0
    for unit, total in zip(units, totals, strict=True):
        found = [each for each in unit.values() if each]
        whole = whole_of(math.fsum(found), total, "votes of a unit")
        if not whole:
            continue
        for key, figure in unit.items():
            if figure is not None:
                shares.setdefault(key, []).append(figure / whole)
                votes[key] = votes.get(key, 0.0) + figure
        left = left_over(whole, math.fsum(found))
        rest.append(left / whole)
        unlisted += left
    if party is not None:
        known = {key for unit in units for key in unit}
        if party not in known:
            raise UnknownNameError("party", party, map(str, known))
        return _evenness(shares.get(party, []))
    scores = [(votes[key], _evenness(shares[key])) for key in shares if votes[key]]
    if others == "party" and unlisted:
        scores.append((unlisted, _evenness(rest)))
    weight = math.fsum(each for each, _ in scores)
    return math.fsum(each * score for each, score in scores) / weight if weight else math.nan


def _units(votes_by_unit: Any) -> list[dict[object, float | None]]:
    """Votes by party of each unit; a party missing from a mapping has 0."""
    rows = votes_by_unit
    if isinstance(rows, Mapping):
        rows = list(rows.values())
    elif isinstance(rows, str) or not hasattr(rows, "__iter__") or hasattr(rows, "columns"):
        raise InvalidArgumentError(
            f"votes_by_unit is a {type(rows).__name__}; give {{unit: {{party: votes}}}}, or one "
            "row a unit and one column a party (a frame's to_numpy())"
        )
    else:
        rows = list(rows)
    if all(isinstance(row, Mapping) for row in rows):
        parties = dict.fromkeys(key for row in rows for key in row)
        return [{key: number(row.get(key, 0), "votes") for key in parties} for row in rows]
    if any(isinstance(row, Mapping) for row in rows):
        raise InvalidArgumentError("votes_by_unit mixes mappings and sequences; use one of them")
    table = [listed(row, "votes")[0] for row in rows]
    if len({len(row) for row in table}) > 1:
        raise InvalidArgumentError("the units of votes_by_unit differ in their number of parties")
    return [dict(enumerate(row)) for row in table]


def _totals(total_votes: Any, units: list[Any], votes_by_unit: Any) -> list[float | None]:
    """Total of each unit, in the order of the units."""
    if total_votes is None:
        return [None] * len(units)
    if isinstance(total_votes, Mapping) and isinstance(votes_by_unit, Mapping):
        missing = [unit for unit in votes_by_unit if unit not in total_votes]
        if missing:
            raise InvalidArgumentError(f"total_votes lacks the unit {missing[0]!r}")
        return [total_votes[unit] for unit in votes_by_unit]
    values = list(total_votes) if isinstance(total_votes, Iterable) else []
    if isinstance(total_votes, Mapping) or len(values) != len(units):
        raise InvalidArgumentError("total_votes must give one total for each unit")
    return values


def _evenness(shares: list[float]) -> float:
    """1 less the Gini coefficient; NaN for a party without any votes."""
    total = math.fsum(shares)
    if not total:
        return math.nan
    count = len(shares)
    ranked = math.fsum(place * share for place, share in enumerate(sorted(shares), start=1))
    return 1 - (2 * ranked / (count * total) - (count + 1) / count)
