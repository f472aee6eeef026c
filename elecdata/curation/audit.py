"""Hold what is published against the year's rules: tiers, chambers, sums, shares, turnout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from elecdata.adoption.record import Row
from elecdata.errors import Problem

Outcome = Literal["passed", "failed", "discrepancy", "not checkable"]


@dataclass(frozen=True)
class Rules:
    """Rules in force at one election, as far as sources state them: the audit's control totals.

    Attributes
    ----------
    election_id : str
        Election.
    seats : int, optional
        Seats of the chamber, all tiers.
    tiers : mapping of str to int
        Seats by tier: ``list``, ``constituency``, ``indirect``.
    indirect : mapping of str to int
        Seats filled outside the popular vote, by contestant.
    discrepancies : mapping of str to str
        Checks on which the record itself does not add up, and why it is published as it is.
    unknown : tuple of str
        Rules that no source coded so far states, in words.
    """

    election_id: str
    seats: int | None = None
    tiers: Mapping[str, int] = field(default_factory=dict)
    indirect: Mapping[str, int] = field(default_factory=dict)
    discrepancies: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Outcome of one check of the audit."""

    election_id: str
    check: str
    outcome: Outcome
    detail: str

    def __str__(self) -> str:
        """One line for the terminal."""
        return f"{self.outcome:<14}{self.check}: {self.detail}"


Tables = Mapping[str, list[Row]]


def audit(rules: Rules, tables: Tables) -> list[Finding]:
    """Every check of one election, passed, failed or not checkable, with the reason.

    Parameters
    ----------
    rules : Rules
        The year's control totals.
    tables : mapping of str to list of dict
        Rows of the published tables.
    """
    of = {
        name: [row for row in tables[name] if row["election_id"] == rules.election_id]
        for name in ("elections", "results", "allocations")
    }
    [election] = of["elections"]
    results = of["results"]
    findings = [*_chamber(rules, election), *_tiers(rules, of["allocations"], election, results)]
    findings += [_seat_sum(election, results), _tier_sums(results), _votes(election, results)]
    findings += [_shares(results), _ballots(election), _turnout(election)]
    return [_weighed(rules, Finding(rules.election_id, *finding)) for finding in findings]


def _weighed(rules: Rules, finding: Finding) -> Finding:
    """A failure that the year's script explains is a discrepancy of the record, not of the data."""
    reason = rules.discrepancies.get(finding.check)
    if finding.outcome != "failed" or reason is None:
        return finding
    return replace(finding, outcome="discrepancy", detail=f"{finding.detail}; {reason}")


Result = tuple[str, Outcome, str]


def _compare(check: str, what: str, found: float | None, wanted: float | None) -> Result:
    """Outcome of comparing two totals, either of which may be unknown."""
    if found is None or wanted is None:
        return check, "not checkable", f"{what}: {'no figure' if found is None else 'no rule'}"
    outcome: Outcome = "passed" if found == wanted else "failed"
    return check, outcome, f"{what}: {found:,} published, {wanted:,} by the rules"


def _chamber(rules: Rules, election: Row) -> list[Result]:
    """Size of the chamber against the year's rule, and against its tiers."""
    if election["office"] != "legislature":
        return []
    found = [_compare("chamber", "seats", election["seats"], rules.seats)]
    if rules.tiers and rules.seats is not None:
        total = sum(rules.tiers.values())
        found.append(_compare("tiers", "sum of the tiers", total, rules.seats))
    return found


def _tiers(rules: Rules, tiers: list[Row], election: Row, results: list[Row]) -> Iterable[Result]:
    """Seats of every tier: in the rule, in allocations, and as won."""
    stated = {row["tier"]: row["seats"] for row in tiers}
    for tier, seats in rules.tiers.items():
        yield _compare("tier", f"{tier} seats allotted", stated.get(tier), seats)
        yield _compare("tier", f"{tier} seats of the chamber", election[f"seats_{tier}"], seats)
        won = [row[f"seats_{tier}"] for row in results if row[f"seats_{tier}"] is not None]
        yield _compare("tier", f"{tier} seats won", sum(won) if won else None, seats)
    by_id = {row["contestant_id"]: row["seats"] for row in results}
    for contestant, seats in rules.indirect.items():
        yield _compare("indirect", contestant, by_id.get(contestant), seats)


def _seat_sum(election: Row, results: list[Row]) -> Result:
    """Seats of all contestants against the chamber."""
    if election["office"] != "legislature":
        return "seat sum", "not checkable", "no seats in a contest for one office"
    seats = [row["seats"] for row in results if row["seats"] is not None]
    return _compare("seat sum", "seats won", sum(seats) if seats else None, election["seats"])


def _tier_sums(results: list[Row]) -> Result:
    """Tiers of every contestant against its seats."""
    tiers = ("seats_list", "seats_constituency", "seats_indirect")
    split = [row for row in results if any(row[tier] is not None for tier in tiers)]
    if not split:
        return "tier sums", "not checkable", "no contestant's seats are told apart by tier"
    wrong = [
        row["contestant_id"]
        for row in split
        if row["seats"] is not None and sum(row[tier] or 0 for tier in tiers) != row["seats"]
    ]
    said = ", ".join(wrong) if wrong else f"{len(split)} contestants add up"
    return "tier sums", "failed" if wrong else "passed", said


def _votes(election: Row, results: list[Row]) -> Result:
    """Votes of all contestants against the valid votes."""
    votes = [row["votes"] for row in results if row["votes"] is not None]
    cast = sum(votes) if votes else None
    return _compare("vote sum", "votes", cast, election["valid_votes"])


def _shares(results: list[Row]) -> Result:
    """Shares add up to no more than a hundred."""
    shares = [row["vote_share_pct"] for row in results if row["vote_share_pct"] is not None]
    if not shares:
        return "shares", "not checkable", "no share of the vote"
    total = sum(shares)
    slack = 0.005 * len(shares)  # each share is rounded to two decimals
    outcome: Outcome = "passed" if total <= 100 + slack + 1e-9 else "failed"
    return "shares", outcome, f"{len(shares)} shares add up to {total:.2f} per cent"


def _ballots(election: Row) -> Result:
    """No more ballots than were issued, no more issued than voters."""
    steps = ("valid_votes", "ballots_cast", "ballots_issued", "registered_voters")
    known = [(name, election[name]) for name in steps if election[name] is not None]
    if len(known) < 2:
        return "ballots", "not checkable", f"{len(known)} of {len(steps)} figures"
    wrong = any(less > more for (_, less), (_, more) in pairwise(known))
    said = " <= ".join(f"{name} {figure}" for name, figure in known)
    return "ballots", "failed" if wrong else "passed", said


def _turnout(election: Row) -> Result:
    """Turnout recomputed from some numerator over the registers."""
    turnout, voters = election["turnout_pct"], election["registered_voters"]
    counts = {n: election[n] for n in ("ballots_issued", "ballots_cast") if election[n] is not None}
    if turnout is None or not voters or not counts:
        return "turnout", "not checkable", "turnout, voters or ballots not known"
    computed = {name: 100 * count / voters for name, count in counts.items()}
    right = [name for name, pct in computed.items() if abs(pct - turnout) <= 0.005 + 1e-9]
    said = ", ".join(f"{name}/registered_voters = {pct:.2f}" for name, pct in computed.items())
    return "turnout", "passed" if right else "failed", f"{turnout} stated; {said}"


def audit_problems(findings: Iterable[Finding]) -> list[Problem]:
    """Failed checks as problems that stop the build."""
    fix = "correct the claim, or explain the discrepancy in the year's script"
    return [
        Problem(f"{f.election_id}/claims.csv", 0, 0, f"audit {f.check}", f.detail, "equal", fix)
        for f in findings
        if f.outcome == "failed"
    ]
