"""From sums and extremes of a group to its indices: one text for arrays and for expressions.

A group's figures come in under short names, all of them shares of its totals:

- of votes (``v``) and of seats (``s``), over the parties of which that one is known: ``squares``
  (sum of squares), ``golosov`` (sum of Golosov's terms), ``first`` and ``second`` (the largest),
  ``low`` (the smallest above 0) and ``rest`` (what is not listed);
- of both, over the parties of which both are known: ``n``, ``difference``, ``square``, ``widest``,
  ``relative``, ``advantage``, ``lost``, the sums for the slope, the two largest ``v1, s1, v2, s2``,
  ``low`` and the rests ``rv`` and ``rs``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Protocol

from elecdata.metrics.shares import NOTHING

INDICES = (
    "enp_votes",
    "enp_seats",
    "golosov_votes",
    "golosov_seats",
    "gallagher",
    "loosemore_hanby",
    "rose",
    "rae",
    "lijphart",
    "max_deviation",
    "sainte_lague",
    "dhondt",
    "cox_shugart",
    "bonus",
    "wasted",
    "margin",
)
OF_VOTES = frozenset({"enp_votes", "golosov_votes", "margin"})
OF_SEATS = frozenset({"enp_seats", "golosov_seats"})
OF_BOTH = frozenset(INDICES) - OF_VOTES - OF_SEATS
UNBOUNDED = frozenset({"rae", "cox_shugart"})  # They depend on how many are not listed.
RANKED = frozenset({"lijphart", "bonus"})


class Operations(Protocol):
    """What the formulas need besides arithmetic and comparison."""

    def where(self, test: Any, value: Any, otherwise: Any = None) -> Any:
        """One value where a test holds; else another, by default a missing one."""

    def root(self, value: Any) -> Any:
        """Square root."""

    def larger(self, one: Any, other: Any) -> Any:
        """Larger of two."""

    def smaller(self, one: Any, other: Any) -> Any:
        """Smaller of two."""


def finished(
    sums: dict[str, Any], ops: Operations, others: str, wanted: frozenset[str]
) -> dict[str, Any]:
    """Columns of the answer, in the order of the indices.

    With ``others="bounds"`` an index comes with its ``_low`` and ``_high``.
    """
    found: dict[str, tuple[Any, Any]] = {}
    for kind, names in (("v", OF_VOTES), ("s", OF_SEATS)):
        if wanted & names:
            found.update(_of_one(sums, kind, ops, others, wanted))
    if wanted & OF_BOTH:
        rest = (sums["rv"], sums["rs"]) if others != "exclude" else None
        found.update(_differences(sums, ops, others, rest, wanted))
        found.update(_ratios(sums, ops, others, rest, wanted))
        if wanted & RANKED:
            found.update(_largest(sums, ops, others, rest))
        if "cox_shugart" in wanted:
            found["cox_shugart"] = (_slope(sums, ops, rest),) * 2
        parties = sums["n"] + _present(sums, ops) if others == "party" else sums["n"]
        known = (sums["known"] > 0) & (parties > 0)
        for name in found.keys() & OF_BOTH:
            found[name] = _ends(found[name], lambda each: ops.where(known, each))
    columns: dict[str, Any] = {}
    for name in INDICES:
        if name not in wanted:
            continue
        low, high = found[name]
        if others == "bounds":
            columns |= {f"{name}_low": low, name: (low + high) / 2, f"{name}_high": high}
        else:
            columns[name] = low
    return columns


def _of_one(
    sums: dict[str, Any], kind: str, ops: Operations, others: str, wanted: frozenset[str]
) -> dict[str, tuple[Any, Any]]:
    """Effective numbers and margin, least and greatest."""
    squares, first = sums[f"squares_{kind}"], sums.get(f"first_{kind}")
    name = {"v": "votes", "s": "seats"}[kind]
    fewest = most = squares
    rest = sums[f"rest_{kind}"]
    cap = ops.smaller(rest, sums[f"low_{kind}"]) if others == "bounds" else 0.0
    if others == "party":
        fewest = most = squares + rest * rest
        known = first + rest > 0
    else:
        known = squares > 0
        fewest = squares + rest * cap if others == "bounds" else squares
    found = {f"enp_{name}": _ends((fewest, most), lambda each: ops.where(known, 1 / each))}
    if f"golosov_{name}" in wanted:
        found[f"golosov_{name}"] = _golosov(sums, kind, ops, others, known)
    if kind == "v" and "margin" in wanted:
        second = sums["second_v"]
        if others == "party":
            first, second = ops.larger(first, rest), ops.larger(ops.smaller(first, rest), second)
        rival = ops.where(second > 0, second, cap) if others == "bounds" else second
        found["margin"] = _ends(
            (rival, second), lambda each: ops.where(known, 100 * (first - each))
        )
    return found


def _golosov(
    sums: dict[str, Any], kind: str, ops: Operations, others: str, known: Any
) -> tuple[Any, Any]:
    """Golosov's number; those not listed add most when they are next to nothing each."""
    listed = sums[f"golosov_{kind}"]
    if others == "exclude":
        return (ops.where(known, listed),) * 2
    rest, first = sums[f"rest_{kind}"], sums[f"first_{kind}"]
    if others == "party":
        largest = ops.larger(first, rest)
        added = ops.where(rest > 0, rest / (rest + largest * largest - rest * rest), 0.0)
        return (ops.where(known, listed + added),) * 2
    cap = ops.smaller(rest, sums[f"low_{kind}"])
    least = rest / (cap + first * first - cap * cap)
    return ops.where(known, listed + least), ops.where(known, listed + rest / (first * first))


def _differences(
    sums: dict[str, Any], ops: Operations, others: str, rest: Any, wanted: frozenset[str]
) -> dict[str, tuple[Any, Any]]:
    """Indices of differences, least and greatest."""
    square, wrong, widest = sums["square"], sums["difference"], sums.get("widest", 0.0)
    count = sums["n"]
    squares, wrongs, widests = (square, square), (wrong, wrong), (widest, widest)
    if others == "party":
        gap = ops.larger(rest[0] - rest[1], rest[1] - rest[0])
        squares, wrongs = (square + gap * gap,) * 2, (wrong + gap,) * 2
        widests = (ops.larger(widest, gap),) * 2
        count = count + _present(sums, ops)
    elif others == "bounds":
        gap = ops.larger(rest[0] - rest[1], rest[1] - rest[0])
        cap = ops.smaller(rest[0], sums["low"])
        squares = square, square + rest[0] * cap + rest[1] * rest[1]
        wrongs = wrong + gap, wrong + rest[0] + rest[1]
        widests = widest, ops.larger(widest, ops.larger(cap, rest[1]))
    changes: dict[str, tuple[Any, Callable[[Any], Any]]] = {
        "gallagher": (squares, lambda each: 100 * ops.root(each / 2)),
        "loosemore_hanby": (wrongs, lambda each: 50 * each),
        "rose": (wrongs[::-1], lambda each: 100 - 50 * each),
        "max_deviation": (widests, lambda each: 100 * each),
    }
    found = {name: _ends(*change) for name, change in changes.items() if name in wanted}
    if "rae" in wanted:
        found["rae"] = (ops.where(count > 0, 100 * wrongs[0] / count),) * 2
    return found


def _ratios(
    sums: dict[str, Any], ops: Operations, others: str, rest: Any, wanted: frozenset[str]
) -> dict[str, tuple[Any, Any]]:
    """Indices of seats over votes, and of votes without seats, least and greatest."""
    found: dict[str, tuple[Any, Any]] = {}
    if "sainte_lague" in wanted:
        known = sums["relative"]
        least = most = known
        if rest:
            gap = rest[0] - rest[1]
            added = _over(ops, gap * gap, rest[0], rest[1])
            least = most = known + added
            if others == "bounds":
                most = known + ops.where(rest[1] > 0, math.inf, added)
        found["sainte_lague"] = _ends((least, most), lambda each: 100 * each)
    if "dhondt" in wanted:
        known = sums["advantage"]
        least = most = known
        if rest:
            least = most = ops.larger(known, _over(ops, rest[1], rest[0], rest[1]))
            if others == "bounds":
                most = ops.where(rest[1] > 0, math.inf, known)
        found["dhondt"] = least, most
    if "wasted" in wanted:
        known = sums["lost"]
        least = most = known
        if rest:
            least = known + ops.where(rest[1] > 0, 0.0, rest[0])
            most = known + rest[0] if others == "bounds" else least
        found["wasted"] = _ends((least, most), lambda each: 100 * each)
    return found


def _largest(
    sums: dict[str, Any], ops: Operations, others: str, rest: Any
) -> dict[str, tuple[Any, Any]]:
    """Indices of the one or two parties with most votes; of equals, with more seats."""
    v1, s1, v2, s2 = (sums[each] for each in ("v1", "s1", "v2", "s2"))
    if others == "party":
        v, s = rest
        over_first, over_second = _precedes(v, s, v1, s1), _precedes(v, s, v2, s2)
        v2 = ops.where(over_first, v1, ops.where(over_second, v, v2))
        s2 = ops.where(over_first, s1, ops.where(over_second, s, s2))
        v1, s1 = ops.where(over_first, v, v1), ops.where(over_first, s, s1)
    wrong = ops.larger(v1 - s1, s1 - v1) + ops.larger(v2 - s2, s2 - v2)
    most = wrong
    if others == "bounds":
        cap = ops.smaller(rest[0], sums["low"])
        alone = (v2 + s2) <= 0
        most = wrong + ops.where(alone, ops.larger(cap, rest[1]), 0.0)
    return {
        "bonus": (100 * (s1 - v1),) * 2,
        "lijphart": _ends((wrong, most), lambda each: 50 * each),
    }


def _ends(ends: tuple[Any, Any], change: Callable[[Any], Any]) -> tuple[Any, Any]:
    """Least and greatest, changed in the same way; once where they are the same."""
    low, high = ends
    first = change(low)
    return first, first if high is low else change(high)


def _precedes(v: Any, s: Any, v_other: Any, s_other: Any) -> Any:
    """Whether a party has more votes, or as many and more seats; rounding makes no difference."""
    return (v - v_other > NOTHING) | (~_differs(v, v_other) & (s - s_other > NOTHING))


def _differs(one: Any, other: Any) -> Any:
    """Whether two shares differ by more than rounding."""
    return (one - other > NOTHING) | (other - one > NOTHING)


def _slope(sums: dict[str, Any], ops: Operations, rest: Any) -> Any:
    """Slope of seats on votes, from sums of what votes are below the largest share ``v1``.

    Sums of votes as they are would lose all digits where parties are nearly equal.
    """
    first, count = sums["v1"], sums["n"]
    below, seats = sums["below"], sums["seats"]
    squares, products, lowest, highest = sums["below2"], sums["product"], sums["v_low"], first
    if rest:
        there = _present(sums, ops)
        v, s = ops.where(_differs(rest[0], first), rest[0] - first, 0.0), rest[1]
        below, seats = below + there * v, seats + there * s
        squares, products = squares + there * v * v, products + there * v * s
        lowest = ops.where(there > 0, ops.smaller(lowest, first + v), lowest)
        highest = ops.where(there > 0, ops.larger(highest, first + v), highest)
        count = count + there
    differ = highest > lowest
    return ops.where(differ, (products - below * seats / count) / (squares - below * below / count))


def _present(sums: dict[str, Any], ops: Operations) -> Any:
    """1 where those not listed have votes or seats, else 0."""
    return ops.where((sums["rv"] > 0) | (sums["rs"] > 0), 1.0, 0.0)


def _over(ops: Operations, value: Any, votes: Any, seats: Any) -> Any:
    """A value over votes: beyond proportion where there are seats and no votes."""
    return ops.where(votes > 0, value / votes, ops.where(seats > 0, math.inf, 0.0))
