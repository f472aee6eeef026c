"""The whole record in memory: elections, claims, rulings and registers, and views of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from elecdata.adoption.claim import Cell, Claim
from elecdata.adoption.decision import Decision, Ruling, Source, decide

Row = dict[str, Any]

REGISTERS = (
    "parties",
    "people",
    "names",
    "identifiers",
    "regions",
    "indicators",
    "sources",
    "discrepancies",
)


@dataclass(frozen=True)
class Election:
    """What an election is, apart from any claim: its identity."""

    election_id: str
    country: str
    year: int
    office: str
    chamber: str = ""


@dataclass(frozen=True)
class Record:
    """Everything from which the published tables follow.

    Attributes
    ----------
    elections : mapping of str to Election
        By ``election_id``.
    claims : tuple of Claim
        All claims, named.
    rulings : tuple of Ruling
        All rulings.
    registers : mapping of str to list of dict
        Rows of the shared sheets, by table.
    later : frozenset of Cell
        In a view: cells that have a value in the full record.
    """

    elections: Mapping[str, Election]
    claims: tuple[Claim, ...]
    rulings: tuple[Ruling, ...]
    registers: Mapping[str, Sequence[Row]]
    later: frozenset[Cell] = field(default=frozenset())

    @cached_property
    def sources(self) -> dict[str, Source]:
        """What deciding needs to know of each source, by ``source_id``."""
        return {
            row["source_id"]: Source(
                row["source_id"],
                row["kind"],
                row["published_date"],
                row["derived_from"] or "",
            )
            for row in self.registers["sources"]
        }

    @cached_property
    def decisions(self) -> dict[Cell, Decision]:
        """What is published in each cell that any claim speaks to, and why."""
        return decide(self.claims, self.rulings, self.sources)

    def view(self, *, source: str | None = None, as_of: date | None = None) -> Record:
        """The record as one source alone, or the sources of one day, would have it.

        Parameters
        ----------
        source : str, optional
            Keep the claims of this source alone.
        as_of : date, optional
            Keep the claims of sources published by this day. A source whose day is not known is
            left out, since it cannot be shown to have been there.
        """
        kept = [
            claim
            for claim in self.claims
            if (source is None or claim.source_id == source)
            and (as_of is None or self._out_by(claim.source_id, as_of))
        ]
        later = frozenset(cell for cell, made in self.decisions.items() if made.chosen)
        return replace(self, claims=tuple(kept), later=later)

    def _out_by(self, source_id: str, day: date) -> bool:
        """Whether a source had been published by a day."""
        published = self.sources[source_id].published
        return published is not None and published <= day
