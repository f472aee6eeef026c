"""Seats recomputed from votes, under the formula of the law or under each usual one."""

from __future__ import annotations

from elecdata.allocation import METHODS, allocate
from elecdata.auditing.contest import BASE_NAMES, Contest
from elecdata.auditing.finding import Finding, Outcome, seats_shown
from elecdata.auditing.tier import ListTier, list_tiers
from elecdata.errors import InvalidArgumentError, TieError

USUAL = (
    "hare",
    "droop",
    "hagenbach-bischoff",
    "imperiali",
    "dhondt",
    "sainte-lague",
    "modified-sainte-lague",
)


def replay(contest: Contest) -> list[Finding]:
    """Every tier that voters fill, allotted again."""
    found = []
    for tier in list_tiers(contest):
        found += _replayed(contest, tier)
    for rule in contest.rows["allocations"]:
        if rule["tier"] == "constituency":
            reason = f"{rule['formula'] or 'no known formula'}: no votes by constituency"
            found.append(contest.finding("replay", "constituency", "not checkable", reason))
    return found


def _replayed(contest: Contest, tier: ListTier) -> list[Finding]:
    """Seats of the lists under each formula and each set of lists that the bases admit."""
    if not tier.votes or not tier.seats or tier.rule["seats"] is None:
        reason = "votes and seats of every list are not published"
        return [contest.finding("replay", "list", "not checkable", reason)]
    formula = tier.rule["formula"]
    if formula is not None and formula not in METHODS:
        reason = f"{formula} is no formula that can be replayed"
        return [contest.finding("replay", "list", "not checkable", reason)]
    methods = (formula,) if formula is not None else USUAL
    return [_under(contest, tier, method, base) for base in _bases(tier) for method in methods]


def _bases(tier: ListTier) -> list[str]:
    """One base for each set of lists admitted: the law's, and those that leave no winner out."""
    used = [base for base in tier.bases if tier.winners <= tier.admitted(base)]
    chosen: dict[frozenset[str], str] = {}
    for base in (*tier.by_law, *used):
        chosen.setdefault(tier.admitted(base), base)
    return list(chosen.values())


def _doubt(tier: ListTier, base: str) -> str:
    """Why it is not sure that the lists which a base admits were to share the seats, if so."""
    if not tier.winners <= tier.admitted(base):
        return "a list with seats falls short on this base, as the threshold check says"
    if tier.admitted(base) != tier.passing(base):
        return "a list takes part below the threshold, whose votes the law may cut"
    fitting = [b for b in tier.by_law or tier.bases if tier.winners <= tier.admitted(b)]
    fitting = fitting or [b for b in tier.bases if tier.winners <= tier.admitted(b)]
    sure = {tier.admitted(each) for each in fitting} == {tier.admitted(base)}
    return "" if sure else "whether the law means this base is not known"


def _under(contest: Contest, tier: ListTier, method: str, base: str) -> Finding:
    """Seats under one formula, with the lists that one base admits."""
    admitted = tier.admitted(base)
    votes = {key: n if key in admitted else 0 for key, n in tier.votes.items()}
    stated = seats_shown(tier.seats, contest.names)
    # A set of lists that only one base admits is told by that base.
    told = f"list/{method}" if len(_bases(tier)) == 1 else f"list/{method}/{base}"
    share = 100 * float(tier.threshold or 0)
    reason = f"threshold of {share:g} per cent of {BASE_NAMES[base]}" if share else "no threshold"
    try:
        seats = allocate(votes, int(tier.rule["seats"]), method)
    except (TieError, InvalidArgumentError) as error:
        return contest.finding("replay", told, "not checkable", f"{reason}; {error}", stated=stated)
    same = seats == tier.seats
    verdict = "reproduces" if same else "does not reproduce"
    outcome: Outcome = "passed" if same else "failed"
    if tier.rule["formula"] is None:
        outcome = "not checkable"
        reason += f"; the law's formula is not known; this one {verdict} the seats"
    elif not same and _doubt(tier, base):
        outcome = "not checkable"
        reason += f"; {_doubt(tier, base)}; it {verdict} the seats"
    return contest.finding(
        "replay", told, outcome, reason, stated=stated, computed=seats_shown(seats, contest.names)
    )
