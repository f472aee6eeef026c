"""One election with all that may be chosen in it: its figures in every combination."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from elecdata.adoption.claim import Cell
from elecdata.errors import InvalidArgumentError
from elecdata.metrics.shares import ROUNDING
from elecdata.ranges.combination import Choices, Floats, Sum
from elecdata.ranges.dispute import Dispute

VOTES = ("votes", "vote_share_pct")
# Votes for none of those listed: invalid ones where shares are of all ballots, those against all.
SHORT = 0.05
SAID = {
    "seats": "seats {off:+g} against the chamber",
    "votes": "votes {off:+g} against the valid votes",
    "vote_share_pct": "shares {off:+g} against 100",
}


@dataclass(frozen=True)
class Contest:
    """The published rows of one election.

    Attributes
    ----------
    election : mapping
        Its row of ``elections``.
    results : sequence of mapping
        Its rows of ``results``.
    """

    election: Mapping[str, Any]
    results: Sequence[Mapping[str, Any]]

    @property
    def election_id(self) -> str:
        """Id of the election."""
        return str(self.election["election_id"])

    def place(self, contestant: str) -> int:
        """Row of a contestant, named by its id or else by its lineage; -1 where it has none."""
        for name in ("contestant_id", "lineage_id"):
            ids = [row[name] for row in self.results]
            if ids.count(contestant) > 1:
                raise InvalidArgumentError(
                    f"{contestant} names {ids.count(contestant)} contestants of "
                    f"{self.election_id}; give a contestant_id"
                )
            if contestant in ids:
                return ids.index(contestant)
        return -1

    def cells(self, column: str) -> list[Cell]:
        """Cells of a column of results, one a contestant."""
        rows = [(self.election_id, str(row["contestant_id"])) for row in self.results]
        return [Cell("results", key, column) for key in rows]

    def cell(self, column: str) -> Cell:
        """Cell of a column of the election."""
        return Cell("elections", (self.election_id,), column)

    def published(self, column: str) -> Floats:
        """Published figures of a column of results; NaN for null."""
        return np.array([_number(row[column]) for row in self.results])

    def figures(self, column: str, disputes: Sequence[Dispute], chosen: Choices) -> Floats:
        """Figures of a column of results, one row a combination and one column a contestant."""
        table = np.tile(self.published(column), (len(chosen), 1))
        place = {cell: number for number, cell in enumerate(self.cells(column))}
        for number, dispute in enumerate(disputes):
            if dispute.cell in place:
                values = np.array(dispute.values)
                table[:, place[dispute.cell]] = values[chosen[:, number]]
        return table

    def figure(self, column: str, disputes: Sequence[Dispute], chosen: Choices) -> Floats:
        """A figure of the election in every combination."""
        for number, dispute in enumerate(disputes):
            if dispute.cell == self.cell(column):
                values: Floats = np.array(dispute.values)[chosen[:, number]]
                return values
        return np.full(len(chosen), _number(self.election[column]))

    def sums(self, disputes: Sequence[Dispute]) -> list[Sum]:
        """What the seats, the votes and the shares of a combination must come to."""
        wholes = {
            "seats": _number(self.election["seats"]),
            "votes": _number(self.election["valid_votes"]),
            "vote_share_pct": 100.0,
        }
        found = []
        for column, whole in wholes.items():
            cells = {*self.cells(column)}
            if column == "seats":
                cells.add(self.cell("seats"))
            if not math.isnan(whole) and any(dispute.cell in cells for dispute in disputes):
                found.append(self._sum(column, whole, disputes))
        return found

    def _sum(self, column: str, whole: float, disputes: Sequence[Dispute]) -> Sum:
        """A sum over a column, as near to its whole as the published figures come.

        A chamber whose size is in dispute is taken off the seats.
        """
        published = dict(zip(self.cells(column), self.published(column), strict=True))
        weights = dict.fromkeys(published, 1.0)
        if column == "seats":
            published[self.cell("seats")], weights[self.cell("seats")] = whole, -1.0
        total = sum(np.nan_to_num(published[cell]) for cell in self.cells(column))
        slack = 0.0 if column == "seats" else ROUNDING * whole
        short = 0.0 if column == "seats" else SHORT * whole
        low, high = -short, max(slack, total - whole)
        if total < whole - max(slack, short):  # figures are missing: nothing to come up to
            low = -math.inf
        open_cells = {dispute.cell for dispute in disputes}
        fixed = sum(
            weights[cell] * np.nan_to_num(figure)
            for cell, figure in published.items()
            if cell not in open_cells
        )
        off = fixed if column == "seats" else fixed - whole
        terms = tuple(
            weights.get(dispute.cell, 0.0) * np.nan_to_num(dispute.values) for dispute in disputes
        )
        return Sum(terms, low - off, high - off, off, SAID[column])


def _number(value: Any) -> float:
    """A figure, NaN for null."""
    return math.nan if value is None else float(value)
