"""Parts against wholes: votes, seats, tiers, ballots."""

from __future__ import annotations

from itertools import pairwise

from elecdata.auditing.contest import TIERS, Contest
from elecdata.auditing.finding import Finding, Outcome

BALLOTS = ("valid_votes", "ballots_cast", "ballots_issued", "registered_voters")


def sums(contest: Contest) -> list[Finding]:
    """Votes to valid votes, seats to the chamber, tiers to totals, ballots in order."""
    found = [_votes(contest), *_ballots(contest)]
    if contest.election["office"] == "legislature":
        found += [_seats(contest), _chamber(contest), *_tiers(contest), *_contestants(contest)]
    return found


def _votes(contest: Contest) -> Finding:
    """Votes of all contestants against the valid votes."""
    reason = "votes of the contestants add up to the valid votes"
    valid = contest.election["valid_votes"]
    return contest.compared("vote_sum", "election", valid, contest.total_votes, reason)


def _seats(contest: Contest) -> Finding:
    """Seats of all contestants against the chamber."""
    won = [row["seats"] for row in contest.results if row["seats"] is not None]
    total = sum(won) if won else None
    reason = "seats of the contestants fill the chamber"
    return contest.compared("seat_sum", "chamber", contest.election["seats"], total, reason)


def _chamber(contest: Contest) -> Finding:
    """Tiers of the chamber against its size."""
    parts = [contest.election[tier] for tier in TIERS if contest.election[tier] is not None]
    total = sum(parts) if parts else None
    reason = "tiers make the chamber"
    return contest.compared("tier_sum", "chamber", contest.election["seats"], total, reason)


def _tiers(contest: Contest) -> list[Finding]:
    """Seats won in each tier against the chamber's, and the chamber's against the rule's."""
    ruled = {f"seats_{row['tier']}": row["seats"] for row in contest.rows["allocations"]}
    found = []
    for tier in TIERS:
        name, stated = tier.removeprefix("seats_"), contest.election[tier]
        won = [row[tier] for row in contest.results if row[tier] is not None]
        if stated is None and not won and tier not in ruled:
            continue
        reason = f"{name} seats of the contestants make the tier"
        total = sum(won) if won else None
        found.append(contest.compared("tier_sum", name, stated, total, reason))
        reason = f"{name} seats of the chamber are those that the rule fills"
        found.append(contest.compared("tier_rule", name, stated, ruled.get(tier), reason))
    return found


def _contestants(contest: Contest) -> list[Finding]:
    """Tiers of each contestant against its seats."""
    reason = "seats by tier make all its seats"
    return [
        contest.compared(
            "tier_sum", row["contestant_id"], row["seats"], sum(row[t] or 0 for t in TIERS), reason
        )
        for row in contest.results
        if any(row[tier] is not None for tier in TIERS)
    ]


def _ballots(contest: Contest) -> list[Finding]:
    """No more valid votes than ballots, ballots than were issued, issued than voters."""
    election = contest.election
    known = [(name, election[name]) for name in BALLOTS if election[name] is not None]
    said = " <= ".join(f"{name} {figure}" for name, figure in known)
    if len(known) < 2:
        reason = f"{len(known)} of {len(BALLOTS)} figures are published"
        return [contest.finding("ballot_order", "election", "not checkable", reason)]
    wrong = any(less > more for (_, less), (_, more) in pairwise(known))
    outcome: Outcome = "failed" if wrong else "passed"
    found = [contest.finding("ballot_order", "election", outcome, said)]
    if election["invalid_votes"] is not None and election["valid_votes"] is not None:
        whole = election["valid_votes"] + election["invalid_votes"]
        reason = "valid votes and invalid ballots make the ballots cast"
        cast = election["ballots_cast"]
        found.append(contest.compared("ballot_sum", "election", cast, whole, reason))
    return found
