"""Everything that is published of one election, as the checks need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from elecdata.adoption.record import Row
from elecdata.auditing.finding import Finding, Outcome, shown

LISTS = ("party", "bloc", "movement")
TIERS = ("seats_list", "seats_constituency", "seats_indirect")
NEEDED = (
    "elections",
    "results",
    "returns",
    "allocations",
    "turnout",
    "contestants",
    "declarations",
    "discrepancies",
)


@dataclass(frozen=True)
class Contest:
    """Rows of the published tables that belong to one election."""

    election: Row
    rows: Mapping[str, Sequence[Row]]

    @property
    def election_id(self) -> str:
        """The election."""
        return str(self.election["election_id"])

    @property
    def results(self) -> Sequence[Row]:
        """Contestants with the votes and seats adopted."""
        return self.rows["results"]

    @cached_property
    def names(self) -> dict[str, str]:
        """Short names of contestants by id."""
        rows = [*self.rows["contestants"], *self.results]
        return {row["contestant_id"]: str(row["short_name"]) for row in rows}

    @cached_property
    def voted(self) -> list[Row]:
        """Contestants on the ballot that has one share of the vote: lists, or candidates."""
        types = LISTS if self.election["office"] == "legislature" else ("candidate",)
        return [row for row in self.results if row["contestant_type"] in types]

    @cached_property
    def total_votes(self) -> int | None:
        """Votes of all contestants, when those of each are known."""
        votes = [row["votes"] for row in self.voted]
        return sum(votes) if votes and None not in votes else None

    @cached_property
    def bases(self) -> dict[str, int]:
        """What shares of the vote may be of, from the narrowest to the widest, where published."""
        found = {
            "votes": self.total_votes,
            "valid": self.election["valid_votes"],
            "cast": self.election["ballots_cast"],
            "issued": self.election["ballots_issued"],
            "registered": self.election["registered_voters"],
        }
        if found["votes"] == found["valid"]:
            del found["votes"]  # one base under two names
        return {name: figure for name, figure in found.items() if figure}

    def finding(
        self,
        check: str,
        subject: str,
        outcome: Outcome,
        reason: str,
        *,
        stated: float | str | None = None,
        computed: float | str | None = None,
    ) -> Finding:
        """A finding about this election."""
        told = shown(stated), shown(computed)
        return Finding(self.election_id, check, subject, outcome, *told, reason)

    def compared(
        self, check: str, subject: str, stated: int | None, computed: int | None, reason: str
    ) -> Finding:
        """Outcome of comparing two counts, either of which may be unknown."""
        if stated is None or computed is None:
            lacking = "no figure is published" if stated is None else "the parts are not published"
            return self.finding(
                check,
                subject,
                "not checkable",
                f"{reason}; {lacking}",
                stated=stated,
                computed=computed,
            )
        outcome: Outcome = "passed" if stated == computed else "failed"
        return self.finding(check, subject, outcome, reason, stated=stated, computed=computed)


BASE_NAMES = {
    "votes": "the votes of all contestants",
    "valid": "valid votes",
    "cast": "ballots cast",
    "issued": "ballots issued",
    "registered": "registered voters",
    "took part": "those who took part, as turnout and registers have it",
}


def contest_of(tables: Mapping[str, Sequence[Row]], election_id: str) -> Contest:
    """Rows of one election.

    Parameters
    ----------
    tables : mapping of str to list of dict
        Rows of the published tables, null as None.
    election_id : str
        Election; it has a row in ``elections``.
    """
    rows = {
        name: [row for row in tables[name] if row["election_id"] == election_id] for name in NEEDED
    }
    return Contest(rows["elections"][0], rows)
