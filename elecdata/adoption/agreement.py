"""Whether two claims can both be true of the same thing."""

from __future__ import annotations

from elecdata.adoption.claim import EXACT, Claim


def _figure(claim: Claim) -> float | None:
    """The claim's value as a number; None when it is none."""
    value = claim.typed
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number else None  # type: ignore[arg-type]


def _leaves_room(hedged: Claim, figure: float) -> bool:
    """Whether a hedged figure is true of an exact one."""
    limit = _figure(hedged)
    if limit is None:
        return False
    slack = 0.1 * abs(limit)  # "about" and "nearly" are read as within a tenth
    rooms = {
        "about": abs(figure - limit) <= slack,
        "nearly": limit - slack <= figure <= limit,
        "more_than": figure > limit,
        "less_than": figure < limit,
        "at_least": figure >= limit,
        "at_most": figure <= limit,
    }
    return rooms[hedged.hedge]


def agree(one: Claim, other: Claim) -> bool:
    """Whether two claims can both be true of the same thing.

    Equal values agree; so do a finer and a coarser figure that is its rounding ("81 per cent",
    "9.3 million"), a year or month and a day within it, and a hedged figure that leaves room for
    the exact one. Two hedged figures are never held against each other.
    """
    if one.value == other.value:
        return True
    if one.is_when and other.is_when:
        coarse, fine = sorted((one.value, other.value), key=len)
        return fine.startswith(f"{coarse}-")
    a, b = _figure(one), _figure(other)
    if a is None or b is None:
        return False
    if one.hedge != EXACT and other.hedge != EXACT:
        return True
    if one.hedge != EXACT or other.hedge != EXACT:
        hedged, figure = (one, b) if one.hedge != EXACT else (other, a)
        return _leaves_room(hedged, figure)
    half = 0.5 * 10.0 ** -min(one.detail, other.detail)
    return abs(a - b) <= half + 1e-9
