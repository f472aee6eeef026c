"""The range of an answer over all combinations, what gives its ends, and what drives it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from elecdata.ranges.choosing import TIE, Side
from elecdata.ranges.combination import Floats
from elecdata.ranges.question import Treatment

Key = tuple[int, Treatment]


@dataclass(frozen=True)
class End:
    """One end of a range.

    Attributes
    ----------
    value : float
        The answer; NaN where no combination gives any.
    departures : tuple of str
        What it takes in place of what is published, in words.
    """

    value: float
    departures: tuple[str, ...]

    def __str__(self) -> str:
        """The choice in words."""
        if math.isnan(self.value):
            return ""
        return "; ".join(self.departures) or "as published"


@dataclass(frozen=True)
class Spread:
    """The answers to one question about one election, laid end to end.

    Attributes
    ----------
    sides : sequence of Side
        Combinations, by column of votes.
    keys : tuple of (int, Treatment)
        Side and treatment of each stretch of answers; the published one first.
    """

    sides: Sequence[Side]
    keys: tuple[Key, ...]

    @classmethod
    def of(cls, sides: Sequence[Side]) -> Spread:
        """All stretches."""
        return cls(sides, tuple((n, key) for n, side in enumerate(sides) for key in side.values))

    @property
    def ways(self) -> dict[tuple[str, str], int]:
        """Columns of votes and treatments of others, each with its side."""
        return {key[:2]: number for number, key in self.keys}

    def only(self, ways: set[tuple[str, str]]) -> Spread:
        """The stretches of some treatments."""
        return replace(self, keys=tuple(key for key in self.keys if key[1][:2] in ways))

    def moving(self) -> set[tuple[str, str]]:
        """Treatments that change any answer, and the first of each column of votes."""
        found = set()
        for number, key in self.keys:
            values = self.sides[number].values
            first = next(iter(values))
            same = np.allclose(values[key], values[first], rtol=TIE, atol=TIE, equal_nan=True)
            if key == first or not same:
                found.add(key[:2])
        return found

    def answers(self, key: Key) -> Floats:
        """Answers of a stretch."""
        return self.sides[key[0]].values[key[1]]

    @property
    def adopted(self) -> float:
        """The answer to what is published."""
        return float(self.answers(self.keys[0])[0])

    @property
    def n_choices(self) -> int:
        """Combinations of figures and treatments that give an answer."""
        found = 0
        for way in self.ways:
            known = [~np.isnan(self.answers(key)) for key in self.keys if key[1][:2] == way]
            found += int(np.any(known, axis=0).sum())
        return found

    @property
    def n_made(self) -> int:
        """Combinations of figures and treatments that were computed."""
        return sum(len(self.sides[number].chosen) for number in self.ways.values())

    @property
    def n_excluded(self) -> int | None:
        """Combinations left out because they do not add up; None where they are not known."""
        found = 0
        for number in self.ways.values():
            total = self.sides[number].total
            if total is None:
                return None
            found += total - len(self.sides[number].chosen)
        return found

    @property
    def is_exact(self) -> bool:
        """Whether all combinations were made."""
        return all(side.is_all for side in self.sides)

    def end(self, sign: int) -> End:
        """Greatest answer, or the least for a sign of -1.

        Of several combinations with that answer, the one that departs least from what is
        published.
        """
        ends = []
        for number, treatment in self.keys:
            side, answers = self.sides[number], self.answers((number, treatment))
            if np.isnan(answers).all():
                continue
            top = np.nanmax(sign * answers)
            rows = np.flatnonzero(sign * answers >= top - _tie(top))
            departures = np.count_nonzero(side.chosen[rows], axis=1)
            words = self._treated(treatment)
            row = int(rows[np.argmin(departures)])
            ends.append((sign * float(top), int(departures.min()) + len(words), words, side, row))
        if not ends:
            return End(math.nan, ())
        best = max(sign * end[0] for end in ends)
        value, _, words, side, row = min(
            (end for end in ends if sign * end[0] >= best - _tie(best)), key=lambda end: end[1]
        )
        return End(value, (*words, *side.said(row)))

    def _treated(self, treatment: Treatment) -> list[str]:
        """A treatment in words, where it is not the published one."""
        votes, others, end = treatment
        first = self.keys[0][1]
        words = [f"votes from {votes}"] if votes != first[0] else []
        if others != first[1] or end != first[2]:
            words.append(f"others = {others}" + (f" ({end})" if end else ""))
        return words

    def drivers(self) -> list[str]:
        """What, once settled as published, narrows the range most; several when they tie."""
        whole = self._width()
        names = dict.fromkeys(each.name for side in self.sides for each in side.disputes)
        first = self.keys[0][1]
        left = {name: self._width(cell=name) for name in names}
        left["votes column"] = self._width(votes=first[0])
        left["others"] = self._width(others=first[1])
        least = min(left.values())
        if not least < whole - _tie(whole):
            return []
        return [name for name, width in left.items() if width <= least + _tie(least)]

    def _width(self, cell: str = "", votes: str = "", others: str = "") -> float:
        """Width of the range with one thing settled as published."""
        low, high = math.inf, -math.inf
        for number, treatment in self.keys:
            if votes not in {"", treatment[0]} or others not in {"", treatment[1]}:
                continue
            answers = self.answers((number, treatment))[_settled(self.sides[number], cell)]
            if not np.isnan(answers).all():
                low, high = min(low, np.nanmin(answers)), max(high, np.nanmax(answers))
        return 0.0 if low >= high else high - low


def _settled(side: Side, name: str) -> NDArray[np.bool_]:
    """Combinations in which a cell holds what is published."""
    keep = np.ones(len(side.chosen), dtype=bool)
    for place, dispute in enumerate(side.disputes):
        if dispute.name == name:
            keep &= side.chosen[:, place] == 0
    return keep


def _tie(value: float) -> float:
    """How near another value is an equal one."""
    return TIE * max(1.0, abs(value)) if math.isfinite(value) else 0.0
