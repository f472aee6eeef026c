"""What is asked of an election: an index, a figure of its own, or one of a contestant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from elecdata.adoption.claim import Cell
from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.metrics.formulas import INDICES, OF_SEATS, OF_VOTES, UNBOUNDED
from elecdata.metrics.shares import OTHERS, ROUNDING
from elecdata.metrics.summary import summarize
from elecdata.ranges.combination import Choices, Floats
from elecdata.ranges.contest import VOTES, Contest
from elecdata.ranges.dispute import Dispute
from elecdata.schema import TABLES
from elecdata.schema.vocabulary import CONTESTANT_TYPE

# How votes and those not listed are treated, and which end of bounds a value is.
Treatment = tuple[str, str, str]
Answers = dict[Treatment, Floats]
NONE: Treatment = ("", "", "")


def _numeric(table: str) -> tuple[str, ...]:
    """Columns of a table for which sources give numbers."""
    return tuple(f.name for f in TABLES[table].claimed if f.kind in {"integer", "number"})


OF_ELECTIONS = _numeric("elections")
OF_RESULTS = (*_numeric("results"), "seat_share_pct")


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes
    ----------
    index : str
        An index of `elecdata.metrics.summarize`, or a column of elections or results.
    contestant : str, optional
        Whose figure; for columns of results.
    votes : tuple of str
        Columns that votes may be taken from, the published choice first.
    others : tuple of str
        Ways to treat what is not listed, the published choice first.
    kinds : frozenset of str
        Kinds of contestants that are listed; none for all.
    """

    index: str
    contestant: str | None
    votes: tuple[str, ...]
    others: tuple[str, ...]
    kinds: frozenset[str]

    @property
    def is_index(self) -> bool:
        """Whether an index is asked for, not a figure."""
        return self.index in INDICES

    def sides(self, contest: Contest) -> list[str]:
        """Columns of votes to compute from, one after the other; one empty text for none."""
        if not self.is_index or self.index in OF_SEATS:
            return [""]
        known = [name for name in self.votes if not np.isnan(contest.published(name)).all()]
        return known or [self.votes[0]]

    def cells(self, contest: Contest, votes: str) -> list[Cell]:
        """Cells on which the answer depends, and those that must add up with them."""
        seats = [*contest.cells("seats"), contest.cell("seats")]
        if self.is_index:
            of_seats = [] if self.index in OF_VOTES else seats
            return of_seats + (contest.cells(votes) if votes else [])
        if self.contestant is None:
            return seats if self.index == "seats" else [contest.cell(self.index)]
        if self.index in {"seats", "seat_share_pct"}:
            return seats
        if self.index in VOTES:
            return contest.cells(self.index)
        return [contest.cells(self.index)[contest.place(self.contestant)]]

    def values(
        self, contest: Contest, votes: str, disputes: Sequence[Dispute], chosen: Choices
    ) -> Answers:
        """The answer for every combination, by treatment."""
        if self.is_index:
            return self._indices(contest, votes, disputes, chosen)
        if self.contestant is None:
            return {NONE: contest.figure(self.index, disputes, chosen)}
        place = contest.place(self.contestant)
        if self.index != "seat_share_pct":
            return {NONE: contest.figures(self.index, disputes, chosen)[:, place]}
        seats = contest.figures("seats", disputes, chosen)[:, place]
        return {NONE: 100 * seats / contest.figure("seats", disputes, chosen)}

    def _indices(
        self, contest: Contest, votes: str, disputes: Sequence[Dispute], chosen: Choices
    ) -> Answers:
        """An index for every combination, all at once, by treatment."""
        import pandas as pd

        is_listed = [
            not self.kinds or row["contestant_type"] in self.kinds for row in contest.results
        ]
        count, width = len(chosen), sum(is_listed)
        columns: dict[str, Any] = {"combination": np.repeat(np.arange(count), width)}
        for name, column in self._sides(votes).items():
            figures = contest.figures(column, disputes, chosen)[:, is_listed]
            whole = _whole(contest, column, disputes, chosen, figures)
            columns[name] = figures.ravel()
            columns[f"total_{name}"] = np.repeat(whole, width)
        if not width:
            return {(votes, self.others[0], ""): np.full(count, np.nan)}
        frame = pd.DataFrame(columns)
        given = {name: name if name in columns else None for name in ("votes", "seats")}
        found: Answers = {}
        for others in self.others:
            totals = {f"total_{name}": f"total_{name}" for name in given if name in columns}
            table = summarize(
                frame,
                "combination",
                **given,
                others=others,
                indices=self.index,
                **({} if others == "exclude" else totals),
            )
            for end in ("low", "high") if others == "bounds" else ("",):
                name = f"{self.index}_{end}" if end else self.index
                found[votes, others, end] = table[name].to_numpy()
        return found

    def _sides(self, votes: str) -> dict[str, str]:
        """Columns of votes and of seats that the index is computed from."""
        sides = {"votes": votes} if votes else {}
        return sides if self.index in OF_VOTES else sides | {"seats": "seats"}


def _whole(
    contest: Contest, column: str, disputes: Sequence[Dispute], chosen: Choices, figures: Floats
) -> Floats:
    """Total that figures are shares of, no less than their sum; NaN where nothing is known.

    Shares that come to 100 but for rounding leave nothing over.
    """
    sums = np.nansum(figures, axis=1)
    if column == "vote_share_pct":
        whole = np.where(np.abs(sums - 100) <= 100 * ROUNDING, sums, 100.0)
    else:
        of = {"votes": "valid_votes", "seats": "seats"}[column]
        whole = contest.figure(of, disputes, chosen)
    whole = np.fmax(whole, sums)
    return np.where(sums > 0, whole, np.nan)


def question_of(
    index: str,
    contestant: str | None,
    votes: str | Iterable[str],
    others: str | Iterable[str] | None,
    contestant_type: str | Iterable[str] | None,
) -> Question:
    """A question that can be asked."""
    known = (*INDICES, *OF_ELECTIONS, *(name for name in OF_RESULTS if name not in OF_ELECTIONS))
    if index not in known:
        raise UnknownNameError("index or figure", index, known)
    if contestant is not None and index not in OF_RESULTS:
        raise InvalidArgumentError(
            f"{index} is no figure of one contestant; leave out contestant=, or ask for "
            f"{', '.join(OF_RESULTS)}"
        )
    if contestant is None and index not in (*INDICES, *OF_ELECTIONS):
        raise InvalidArgumentError(f"{index} is a figure of contestants; name one by contestant=")
    allowed = [each for each in OTHERS if each != "bounds" or index not in UNBOUNDED]
    ways = names("way to treat others", allowed if others is None else others, OTHERS)
    if not set(ways) <= set(allowed):
        raise InvalidArgumentError(f"{index} has no bounds; use others='exclude' or others='party'")
    kinds = contestant_type or ()
    return Question(
        index,
        contestant,
        names("column of votes", votes, VOTES),
        ways,
        frozenset(names("contestant type", kinds, tuple(CONTESTANT_TYPE.terms)) if kinds else ()),
    )


def names(kind: str, given: str | Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """One name or several, each known and none twice."""
    found = tuple(dict.fromkeys([given] if isinstance(given, str) else given))
    for name in found:
        if name not in known:
            raise UnknownNameError(kind, name, known)
    if not found:
        raise InvalidArgumentError(f"no {kind} is given; known: {', '.join(known)}")
    return found
