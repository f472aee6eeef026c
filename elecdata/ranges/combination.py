"""Combinations of figures that add up: all of them, or a sample where they are too many."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Choices = NDArray[np.int16]
Floats = NDArray[np.float64]
Allowed = Sequence[Sequence[int]]  # by dispute, the options that may be taken

SLACK = 1e-6  # what floating point may leave over; figures have fewer digits after the point


@dataclass(frozen=True)
class Sum:
    """What the figures of a combination must come to.

    Attributes
    ----------
    terms : tuple of array
        By dispute, what each of its options adds.
    low, high : float
        Least and greatest sum.
    fixed : float
        What figures that are not in dispute come to, less the whole; no part of the sum.
    text : str
        How far from the whole, in words, ``{off}`` to be filled in.
    """

    terms: tuple[Floats, ...]
    low: float
    high: float
    fixed: float
    text: str

    def of(self, chosen: Choices) -> Floats:
        """Sum of every combination."""
        total = np.zeros(len(chosen))
        for place, term in enumerate(self.terms):
            total += term[chosen[:, place]]
        return total

    def holds(self, sums: Floats) -> NDArray[np.bool_]:
        """Whether whole sums are as they must be."""
        held: NDArray[np.bool_] = (sums >= self.low - SLACK) & (sums <= self.high + SLACK)
        return held

    def reach(self, allowed: Allowed) -> list[Floats]:
        """By dispute, what those after it can still add: every sum, or the ends of a range."""
        reach = [np.zeros(1)]
        for term, options in zip(reversed(self.terms), reversed(list(allowed)), strict=True):
            sums = np.unique(reach[-1][:, None] + term[list(options)])
            reach.append(sums if self.low == self.high else sums[[0, -1]])
        return reach[-2::-1]

    def can_hold(self, sums: Floats, reach: Floats) -> NDArray[np.bool_]:
        """Whether sums so far can still become what they must be."""
        if self.low != self.high:
            up: NDArray[np.bool_] = sums + reach[-1] >= self.low - SLACK
            down: NDArray[np.bool_] = sums + reach[0] <= self.high + SLACK
            return np.logical_and(up, down)
        place = np.searchsorted(reach, self.low - sums - SLACK)
        least = reach[np.minimum(place, len(reach) - 1)]
        return self.holds(sums + least)


@dataclass(frozen=True)
class Combined:
    """Combinations, one a row: the number of an option for each dispute.

    Attributes
    ----------
    chosen : array
        The combinations; the published one first, once.
    is_all : bool
        False where there were too many and this is a sample.
    """

    chosen: Choices
    is_all: bool


def combined(
    width: int, groups: Sequence[Allowed], sums: Sequence[Sum], most: int, seed: int
) -> Combined:
    """Combinations that add up, and the published one whether it does or not.

    Figures are put together one by one, and what can no longer add up is dropped at once, so that
    no work is lost on it. Wherever more than ``most`` are left, a sample of them is carried on.

    Parameters
    ----------
    width : int
        How many disputes there are.
    groups : sequence of (sequence of sequence of int)
        Sets of options from which combinations are made, each set apart.
    sums : sequence of Sum
        What they must come to.
    most : int
        Combinations to keep at most from each set.
    seed : int
        Seed of the sample.
    """
    found = [np.zeros((1, width), dtype=np.int16)]
    is_all = True
    random = np.random.default_rng(seed)
    for allowed in groups:
        chosen, whole = _product(allowed, sums, most, random)
        is_all &= whole
        found.append(chosen)
    every = np.concatenate(found)
    if width:
        _, first = np.unique(every, axis=0, return_index=True)
        every = every[np.sort(first)]
    else:
        every = every[:1]
    return Combined(every, is_all)


def _product(
    allowed: Allowed, sums: Sequence[Sum], most: int, random: np.random.Generator
) -> tuple[Choices, bool]:
    """Combinations of one set of options, and whether they are all."""
    chosen = np.zeros((1, 0), dtype=np.int16)
    so_far = [np.zeros(1) for _ in sums]
    reaches = [each.reach(allowed) for each in sums]
    is_all = True
    for place, options in enumerate(allowed):
        count, size = len(chosen), len(options)
        column = np.tile(np.asarray(options, dtype=np.int16), count)
        chosen = np.column_stack([np.repeat(chosen, size, axis=0), column])
        so_far = [
            np.repeat(sofar, size) + each.terms[place][column]
            for each, sofar in zip(sums, so_far, strict=True)
        ]
        keep = np.ones(len(chosen), dtype=bool)
        for each, sofar, reach in zip(sums, so_far, reaches, strict=True):
            keep &= each.can_hold(sofar, reach[place])
        if keep.sum() > most:
            is_all = False
            kept = random.choice(np.flatnonzero(keep), most, replace=False)
            keep = np.zeros(len(chosen), dtype=bool)
            keep[kept] = True
        chosen, so_far = chosen[keep], [sofar[keep] for sofar in so_far]
    return chosen, is_all


def neighbours(row: Choices, allowed: Allowed, sums: Sequence[Sum]) -> Choices:
    """Combinations that add up and differ from one in two figures at most.

    One figure alone cannot change where a sum is fixed; two can.
    """
    found = [row[None, :]]
    for one in range(len(row)):
        for other in range(one, len(row)):
            pairs = np.array([(a, b) for a in allowed[one] for b in allowed[other]], dtype=np.int16)
            rows = np.repeat(row[None, :], len(pairs), axis=0)
            rows[:, one], rows[:, other] = pairs[:, 0], pairs[:, 1]
            found.append(rows)
    rows = np.unique(np.concatenate(found), axis=0)
    keep = np.ones(len(rows), dtype=bool)
    for each in sums:
        keep &= each.holds(each.of(rows))
    kept: Choices = rows[keep]
    return kept


def size(allowed: Allowed) -> int:
    """How many combinations there are before any sum is looked at."""
    return math.prod(len(options) for options in allowed)
