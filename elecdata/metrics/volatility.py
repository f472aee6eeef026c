"""How much the vote moves between two elections."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.metrics.shares import Bounds, Figures, Others, number, pairs_of
from elecdata.metrics.signatures import change_index

if TYPE_CHECKING:
    from collections.abc import Hashable

COLUMNS = ("party_id", "lineage_id", "predecessor_id", "successor_id")


@change_index
def pedersen(
    before: Figures,
    after: Figures,
    *,
    lineage: Mapping[Any, Any] | None = None,
    total_votes: float | tuple[float | None, float | None] | None = None,
    others: Others = "exclude",
) -> float | Bounds:
    """Electoral volatility: half the sum of absolute changes of vote shares, in points.

    Parameters
    ----------
    before, after : mapping or array-like of numbers
        Votes (or seats) of two elections: counts, percentages or fractions, each election in its
        own unit. Mappings are matched by key, and a key that one lacks has 0 there; sequences are
        matched by place. A null is unknown: its lineage is not compared, and is part of what is
        not listed.
    lineage : mapping, optional
        What each party of the mappings belongs to, ``{party: lineage}``, so that a new name is no
        change. Votes of parties of one lineage are added up: give two parties that merged, or
        that split, one lineage. ``{party: {lineage: weight}}`` divides a party's votes, with
        weights that add up to 1. A party that is left out is a lineage of its own. `lineages`
        makes such a mapping from the register of parties.
    total_votes : float or pair, optional
        Total of both elections, or of each; by default the sums of what is known.
    others : {"exclude", "party", "bounds"}
        What is not listed: left out, one lineage in both elections, or bounds: the same parties in
        both elections (low) or none of the same (high).

    Returns
    -------
    float or Bounds
        0 where nothing changed, to 100 where no lineage stood twice. NaN where an election has no
        votes.

    References
    ----------
    Pedersen, M. N. (1979). The dynamics of European party systems: changing patterns of electoral
    volatility. European Journal of Political Research 7(1), 1-26. Pooling of splits and mergers:
    Bartolini, S. and Mair, P. (1990). Identity, Competition, and Electoral Availability.

    Examples
    --------
    >>> round(pedersen({"Otan": 60, "Asar": 40}, {"Nur Otan": 70, "Asar": 30}), 6)
    70.0
    >>> names = {"Nur Otan": "Otan"}
    >>> round(pedersen({"Otan": 60, "Asar": 40}, {"Nur Otan": 70, "Asar": 30}, lineage=names), 6)
    10.0
    """
    if lineage is not None:
        if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
            raise InvalidArgumentError("lineage needs before and after as mappings by party")
        before, after = _pooled(before, lineage, "before"), _pooled(after, lineage, "after")
    pair = total_votes if isinstance(total_votes, tuple) else (total_votes, total_votes)
    if len(pair) != 2:
        raise InvalidArgumentError("total_votes is one total, or a pair: before and after")
    pairs = pairs_of(before, after, pair[0], pair[1], others, ("before", "after"))
    change = math.fsum(abs(new - old) for old, new in pairs.rows)
    least, most = abs(pairs.votes - pairs.seats), pairs.votes + pairs.seats
    return pairs.result(lambda extra: 50 * (change + extra), low=least, high=most)


def lineages(parties: Any, before: Iterable[Any], after: Iterable[Any]) -> dict[str, str]:
    """What each party of two elections counts as, by the register of parties.

    Parties of one lineage are one. A party that stood only in the earlier election counts with
    those that the register says it went into and that stood later (a merger); a party that stood
    only in the later one counts with those that it came from and that stood earlier (a split).
    Parties linked in this way are pooled: their votes are added up in both elections.

    Parameters
    ----------
    parties : frame
        Any eager frame with the columns ``party_id``, ``lineage_id``, ``predecessor_id`` and
        ``successor_id`` (several ids joined by ``"; "``), such as ``elecdata.load("parties")``.
    before, after : iterable of str
        Parties that stood; mappings by party will do.

    Returns
    -------
    dict
        ``{party: lineage}`` for `pedersen`.

    Raises
    ------
    UnknownNameError
        If a party is not in the register, or a column is not in the frame.

    Examples
    --------
    >>> import pandas as pd
    >>> parties = pd.DataFrame(
    ...     {
    ...         "party_id": ["a", "b", "ab"],
    ...         "lineage_id": ["a", "b", "a"],
    ...         "predecessor_id": [None, None, "a"],
    ...         "successor_id": ["ab", "ab", None],
    ...     }
    ... )
    >>> lineages(parties, before=["a", "b"], after=["ab"])
    {'a': 'a', 'b': 'a', 'ab': 'a'}
    """
    line, later = _register(parties)
    stood = {"before": list(before), "after": list(after)}
    for name in (*stood["before"], *stood["after"]):
        if name not in line:
            raise UnknownNameError("party", name, sorted(line))
    old = {line[name] for name in stood["before"]}
    new = {line[name] for name in stood["after"]}
    earlier: dict[str, set[str]] = {}
    for one, others in later.items():
        for other in others:
            earlier.setdefault(other, set()).add(one)
    pool = {each: each for each in (*line.values(),)}
    for links, alone, present in ((later, old - new, new), (earlier, new - old, old)):
        for one in sorted(alone):
            for other in sorted(_reached(one, links, present)):
                first, second = sorted((_root(pool, one), _root(pool, other)))
                pool[second] = first
    return {name: _root(pool, line[name]) for name in (*stood["before"], *stood["after"])}


def _register(parties: Any) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Lineage of each party, and the lineages that each lineage went into."""
    import narwhals as nw

    frame = nw.from_native(parties, eager_only=True)
    for column in COLUMNS:
        if column not in frame.columns:
            raise UnknownNameError("column", column, frame.columns)
    # A null is None in one kind of frame and NaN in another.
    rows = [
        [str(cell) if isinstance(cell, str) else "" for cell in row]
        for row in frame.select(*COLUMNS).iter_rows()
    ]
    line = {party: of or party for party, of, _, _ in rows}
    later: dict[str, set[str]] = {}
    for party, _, came_from, became in rows:
        links = [(each, party) for each in came_from.split("; ") if each]
        links += [(party, each) for each in became.split("; ") if each]
        for one, other in links:
            start, end = line.get(one, one), line.get(other, other)
            if start != end:
                later.setdefault(start, set()).add(end)
    return line, later


def _reached(start: str, links: dict[str, set[str]], present: set[str]) -> set[str]:
    """Lineages that stood, found by following links through those that did not."""
    found, seen, waiting = set(), {start}, [start]
    while waiting:
        for each in links.get(waiting.pop(), set()) - seen:
            seen.add(each)
            if each in present:
                found.add(each)
            else:
                waiting.append(each)
    return found


def _root(pool: dict[str, str], name: str) -> str:
    """What a lineage is pooled under."""
    while pool.setdefault(name, name) != name:
        name = pool[name]
    return name


def _pooled(
    figures: Mapping[Any, Any], lineage: Mapping[Any, Any], what: str
) -> dict[Hashable, float | None]:
    """Figures by lineage; a lineage with an unknown part is unknown."""
    found: dict[Hashable, float | None] = {}
    for party, value in figures.items():
        figure = number(value, what)
        for line, weight in _weights(party, lineage.get(party, party)).items():
            known = found.get(line, 0.0)
            found[line] = None if figure is None or known is None else known + weight * figure
    return found


def _weights(party: object, line: Any) -> dict[Hashable, float]:
    """Lineages of a party and its part in each."""
    if not isinstance(line, Mapping):
        return {line: 1.0}
    weights = {
        each: number(weight, f"the lineage of {party!r}") or 0.0 for each, weight in line.items()
    }
    if not math.isclose(math.fsum(weights.values()), 1.0, abs_tol=1e-9):
        raise InvalidArgumentError(
            f"the weights of {party!r} add up to {math.fsum(weights.values()):g}; they must make 1"
        )
    return weights
