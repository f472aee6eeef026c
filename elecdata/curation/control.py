"""Control totals: what is known of an election apart from its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from elecdata.adoption.record import Row
from elecdata.auditing import findings
from elecdata.auditing.contest import Contest, contest_of
from elecdata.auditing.finding import Finding
from elecdata.errors import Problem

Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Rules:
    """Rules in force at one election, typed a second time: in a script or the sheet of an election.

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
    """

    election_id: str
    seats: int | None = None
    tiers: Mapping[str, int] = field(default_factory=dict)
    indirect: Mapping[str, int] = field(default_factory=dict)


def inspect(tables: Tables, rules: Rules) -> list[Finding]:
    """Every check of one election: the audit that users can repeat, and the control totals.

    Parameters
    ----------
    tables : mapping of str to list of dict
        Rows of the published tables.
    rules : Rules
        The year's control totals. No explanation excuses a figure that differs from them.
    """
    contest = contest_of(tables, rules.election_id)
    return [*findings(tables, rules.election_id), *_controlled(contest, rules)]


def _controlled(contest: Contest, rules: Rules) -> Iterator[Finding]:
    """Chamber, tiers and indirect seats against the control totals."""
    if rules.seats is not None:
        found, reason = contest.election["seats"], "seats of the chamber, by the control totals"
        yield contest.compared("control", "chamber", found, rules.seats, reason)
    for tier, seats in rules.tiers.items():
        found, reason = contest.election[f"seats_{tier}"], f"{tier} seats, by the control totals"
        yield contest.compared("control", tier, found, seats, reason)
    won = {row["contestant_id"]: row["seats"] for row in contest.results}
    for contestant, seats in rules.indirect.items():
        reason = "seats outside the popular vote, by the control totals"
        yield contest.compared("control", contestant, won.get(contestant), seats, reason)


def audit_problems(tables: Tables, rules: Iterable[Rules]) -> list[Problem]:
    """Failed checks of all elections as problems that stop the build."""
    known = {each.election_id: each for each in rules}
    elections = [str(row["election_id"]) for row in tables["elections"]]
    found = [f for e in elections for f in inspect(tables, known.get(e, Rules(e)))]
    return [_problem(each) for each in found if each.outcome == "failed"]


def _problem(finding: Finding) -> Problem:
    """A failed check as a problem."""
    where = f"audit {finding.check} {finding.subject}"
    found = f"{finding.stated or 'nothing'} ({finding.reason})"
    fix = "correct the claim, or explain the discrepancy in discrepancies.csv"
    if finding.check == "control":
        fix = "correct the claim, or the control total"
    file, allowed = f"{finding.election_id}/claims.csv", finding.computed
    if finding.check == "explanation":
        file, found, allowed = "discrepancies.csv", finding.reason, "one that fails"
        fix = "remove the row"
    return Problem(file, 0, 0, where, found, allowed or "what the law gives", fix)
