"""How figures may be chosen, and the answers to every combination of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from elecdata.adoption.record import Record
from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.ranges.combination import (
    Allowed,
    Choices,
    Combined,
    Sum,
    combined,
    neighbours,
    size,
)
from elecdata.ranges.contest import Contest
from elecdata.ranges.dispute import ADMIT, Dispute, Opening, opened
from elecdata.ranges.question import Answers, Question
from elecdata.schema.vocabulary import STAGE

BY = ("cell", "source", "stage")
SUMS = ("exclude", "keep")
TIE = 1e-12  # answers nearer to each other than this are equal
STEPS = 100  # of the search from one combination to a better one; a handful is the rule


@dataclass(frozen=True)
class Choosing:
    """How figures may be chosen.

    Attributes
    ----------
    by : {"cell", "source", "stage"}
        Every cell for itself, or a source or a stage as a whole.
    admit : {"admissible", "all"}
        Whether figures shown to be wrong are left out.
    stages : tuple of str
        Stages whose figures may be chosen.
    sums : {"exclude", "keep"}
        What becomes of combinations that do not add up.
    limit, seed : int
        Combinations looked at, at most, and seed of the sample where there are more.
    """

    by: str
    admit: str
    stages: Collection[str]
    sums: str
    limit: int
    seed: int

    def __post_init__(self) -> None:
        """Refuse what does not exist."""
        for kind, name, known in (
            ("way to choose", self.by, BY),
            ("way to treat sums", self.sums, SUMS),
            ("admission", self.admit, ADMIT),
            *(("stage", stage, tuple(STAGE.terms)) for stage in self.stages),
        ):
            if name not in known:
                raise UnknownNameError(kind, name, known)
        if type(self.limit) is not int or self.limit < 1:
            raise InvalidArgumentError(f"limit is {self.limit!r}; it is a whole number from 1")

    def groups(self, opening: Opening) -> list[Allowed]:
        """Sets of options that go together; where a source or stage is silent, what is published.

        A source or stage one of whose figures may not be chosen is not taken at all.
        """
        found = opening.disputes
        if self.by == "cell":
            return [[range(len(dispute.options)) for dispute in found]]
        said = [
            [option.sources if self.by == "source" else option.stages for option in each.options]
            for each in found
        ]
        speaking = frozenset().union(*(names for options in said for names in options))
        return [
            [[n for n, names in enumerate(options) if name in names] or [0] for options in said]
            for name in sorted(speaking - opening.barred[self.by])
        ]


@dataclass(frozen=True)
class Side:
    """All combinations of the figures behind one column of votes, and the answers to them."""

    disputes: list[Dispute]
    sums: list[Sum]
    chosen: Choices
    values: Answers
    is_all: bool
    total: int | None

    def said(self, row: int) -> list[str]:
        """What a combination takes in place of what is published, and how far off its sums are."""
        chosen = self.chosen[row]
        texts = [
            dispute.said(int(option))
            for dispute, option in zip(self.disputes, chosen, strict=True)
            if option
        ]
        one = self.chosen[row : row + 1]
        off = [(each, each.of(one)) for each in self.sums]
        return texts + [
            each.text.format(off=found[0] + each.fixed)
            for each, found in off
            if texts and not each.holds(found)[0]
        ]


def sides_of(
    record: Record, contest: Contest, question: Question, choosing: Choosing
) -> list[Side]:
    """Combinations and answers, for every column of votes in turn."""
    found = []
    for votes in question.sides(contest):
        opening = opened(record, question.cells(contest, votes), choosing.admit, choosing.stages)
        sums = contest.sums(opening.disputes)
        groups = choosing.groups(opening)
        binding = sums if choosing.sums == "exclude" else []
        width, most, seed = len(opening.disputes), choosing.limit, choosing.seed

        def answers(chosen: Choices, votes: str = votes, opening: Opening = opening) -> Answers:
            return question.values(contest, votes, opening.disputes, chosen)

        made = combined(width, groups, binding, most, seed)
        whole = combined(width, groups, [], most, seed) if choosing.by != "cell" else None
        total = len(whole.chosen) if whole and whole.is_all else None
        if choosing.by == "cell" and made.is_all:
            total = size(groups[0])
        elif choosing.by == "cell":
            made = _searched(made, groups[0], binding, answers)
        found.append(
            Side(opening.disputes, sums, made.chosen, answers(made.chosen), made.is_all, total)
        )
    return found


def _searched(
    made: Combined, allowed: Allowed, sums: Sequence[Sum], answers: Callable[[Choices], Answers]
) -> Combined:
    """A sample, and what a search by two figures at a time finds beyond its ends."""
    better = [made.chosen]
    for treatment, values in answers(made.chosen).items():
        for sign in (-1.0, 1.0):
            signed = np.where(np.isnan(values), -np.inf, sign * values)
            row, top = made.chosen[np.argmax(signed)], signed.max()
            for _ in range(STEPS if np.isfinite(top) else 0):  # nothing is beyond infinity
                near = neighbours(row, allowed, sums)
                if not len(near):
                    break
                found = answers(near)[treatment]
                signed = np.where(np.isnan(found), -np.inf, sign * found)
                if not signed.max() > top + TIE * max(1.0, abs(top)):
                    break
                row, top = near[np.argmax(signed)], signed.max()
            better.append(row[None, :])
    return Combined(np.unique(np.concatenate(better), axis=0), is_all=False)
