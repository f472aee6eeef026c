"""A tier that is filled from lists: its seats, votes, threshold and formula."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from elecdata.adoption.record import Row
from elecdata.auditing.contest import TIERS, Contest


@dataclass(frozen=True)
class ListTier:
    """What is published of a tier filled from lists.

    Attributes
    ----------
    rule : dict
        Its row of ``allocations``.
    votes, seats : dict of str to int
        Votes and list seats by contestant; empty when those of anyone are not known.
    bases : dict of str to int
        What a threshold may be a share of, where it is known.
    """

    rule: Row
    votes: dict[str, int]
    seats: dict[str, int]
    bases: dict[str, int]

    @property
    def threshold(self) -> Fraction | None:
        """Share of the vote that a list needs, 0 to 1."""
        stated = self.rule["threshold_pct"]
        return None if stated is None else Fraction(repr(float(stated))) / 100

    @property
    def law_base(self) -> str | None:
        """What the law words the threshold as a share of; None when that is not known."""
        base = self.rule["threshold_base"]
        return None if base in (None, "unstated", "none") else str(base)

    @property
    def guaranteed(self) -> int:
        """Lists that share in the seats even when fewer pass the threshold."""
        return int(self.rule["n_lists_guaranteed"] or 0)

    def share(self, contestant: str, base: str) -> float:
        """Share of the vote in per cent."""
        return 100 * self.votes[contestant] / self.bases[base]

    def passing(self, base: str) -> frozenset[str]:
        """Lists that reach the threshold on a base."""
        least = (self.threshold or Fraction(0)) * self.bases[base]
        return frozenset(key for key, votes in self.votes.items() if votes and votes >= least)

    def admitted(self, base: str) -> frozenset[str]:
        """Lists that take part on a base, guaranteed ones included."""
        order = sorted(self.votes, key=lambda key: self.votes[key], reverse=True)
        return self.passing(base) | frozenset(order[: self.guaranteed])

    @property
    def winners(self) -> frozenset[str]:
        """Lists with seats."""
        return frozenset(key for key, seats in self.seats.items() if seats)

    @property
    def by_law(self) -> tuple[str, ...]:
        """Bases between which that of the law lies: itself where published, else its bounds."""
        if self.law_base in self.bases:
            return (str(self.law_base),)
        if self.law_base == "cast" and "took part" in self.bases:
            return ("took part",)
        if self.law_base == "cast" and "issued" in self.bases:
            low = next((base for base in ("valid", "votes") if base in self.bases), None)
            return (low, "issued") if low else ()
        if self.law_base == "valid" and "votes" in self.bases:
            return ("votes",)
        return ()


def list_tiers(contest: Contest) -> list[ListTier]:
    """Tiers of an election that are filled from lists."""
    rules = [row for row in contest.rows["allocations"] if row["tier"] == "list"]
    return [
        ListTier(rule, _votes(contest), _seats(contest), _bases(contest, rule)) for rule in rules
    ]


def _votes(contest: Contest) -> dict[str, int]:
    """Votes of every list; empty unless all are known."""
    if contest.total_votes is None:
        return {}
    return {row["contestant_id"]: row["votes"] for row in contest.voted}


def _seats(contest: Contest) -> dict[str, int]:
    """List seats of every list; empty unless all are known."""
    seats = {row["contestant_id"]: _list_seats(row) for row in contest.voted}
    known = {key: number for key, number in seats.items() if number is not None}
    return known if len(known) == len(seats) else {}


def _list_seats(row: Row) -> int | None:
    """List seats of a contestant, also where they only follow from its other seats."""
    if row["seats_list"] is not None or row["seats"] is None:
        return None if row["seats_list"] is None else int(row["seats_list"])
    others = sum(row[tier] or 0 for tier in TIERS if tier != "seats_list")
    left = int(row["seats"]) - others
    return left if left == 0 else None


def _bases(contest: Contest, rule: Row) -> dict[str, int]:
    """What a threshold may be a share of; ballots from the turnout where they are not published."""
    # Hardly a law asks for a share of all voters; where one does, they are a base like any other.
    kept = {"votes", "valid", "cast", "issued", rule["threshold_base"]}
    found = {name: n for name, n in contest.bases.items() if name in kept}
    share, voters = contest.election["turnout_pct"], contest.election["registered_voters"]
    if "cast" not in found and "issued" not in found and share and voters:
        found["took part"] = round(share * voters / 100)
    return found
