"""Who passes the threshold, on the base that the law words and on every other."""

from __future__ import annotations

from elecdata.auditing.contest import BASE_NAMES, Contest
from elecdata.auditing.finding import Finding, Outcome, counted
from elecdata.auditing.tier import ListTier, list_tiers


def threshold(contest: Contest) -> list[Finding]:
    """The lists that have seats against those that pass, and each whose passing hangs on the base.

    Where the guarantee of a number of lists is known, whether it bound is said too.
    """
    found = []
    for tier in list_tiers(contest):
        if tier.threshold is None or not tier.votes or not tier.seats:
            what = "a threshold" if tier.threshold is None else "votes and seats of every list"
            found.append(
                contest.finding("threshold", "list", "not checkable", f"not published: {what}")
            )
            continue
        found += [_settled(contest, tier)]
        found += [_dependent(contest, tier, key) for key in sorted(dependents(tier))]
        found += _guarantee(contest, tier)
    return found


def dependents(tier: ListTier) -> frozenset[str]:
    """Lists that pass on some bases and not on others."""
    passing = [tier.passing(base) for base in tier.bases]
    return frozenset.union(*passing) - frozenset.intersection(*passing)


def _settled(contest: Contest, tier: ListTier) -> Finding:
    """Lists that pass, or fail, on every base."""
    depends = dependents(tier)
    passing = frozenset.intersection(*(tier.admitted(base) for base in tier.bases)) - depends
    winners = tier.winners - depends
    named = [", ".join(sorted(contest.names[k] for k in each)) for each in (winners, passing)]
    on = ", ".join(f"{BASE_NAMES[base]} {n:,}" for base, n in tier.bases.items())
    share = float(tier.threshold or 0)
    reason = f"lists with seats and lists over {100 * share:g} per cent on every base: {on}"
    if tier.law_base is None:
        reason += f"; the base that the law words is not known{_room(tier, winners)}"
    outcome: Outcome = "passed" if winners <= passing else "failed"
    return contest.finding("threshold", "list", outcome, reason, stated=named[0], computed=named[1])


def _room(tier: ListTier, winners: frozenset[str]) -> str:
    """How many ballots there would have to be for the last list over the threshold to fall."""
    last = min(winners, key=lambda key: tier.votes[key], default=None)
    if last is None or not tier.threshold:
        return ""
    most = int(tier.votes[last] / tier.threshold)
    return f", and the last of them would pass on any of up to {most:,}"


def _dependent(contest: Contest, tier: ListTier, key: str) -> Finding:
    """A list whose seats hang on the base."""
    passes = {base: key in tier.admitted(base) for base in tier.bases}
    shares = [f"{tier.share(key, base):.2f} of {BASE_NAMES[base]}" for base in tier.bases]
    reason = f"its seats depend on the base; per cent: {', '.join(shares)}"
    law = {passes[base] for base in tier.by_law}
    if len(law) != 1:
        unknown = "is not known" if tier.law_base is None else "is not published"
        outcome: Outcome = "not checkable"
        reason += f"; the base that the law words {unknown}"
        computed = ""
    else:
        outcome = "passed" if law == {bool(tier.seats[key])} else "failed"
        reason += f"; the law words {BASE_NAMES[str(tier.law_base)]}"
        computed = "passes" if True in law else "falls short"
    stated = counted(tier.seats[key], "list seat")
    return contest.finding("threshold", key, outcome, reason, stated=stated, computed=computed)


def _guarantee(contest: Contest, tier: ListTier) -> list[Finding]:
    """Whether the guarantee of a number of lists bound, and if so, whether it was kept."""
    least = tier.guaranteed
    if not least:
        told = tier.rule["guarantee"] is not None
        reason = "how many lists it guarantees is not published"
        return [contest.finding("guarantee", "list", "not checkable", reason)] if told else []
    passing = {base: len(tier.passing(base)) for base in tier.bases}
    few, many = min(passing.values()), max(passing.values())
    with_seats = len(tier.winners)
    if few >= least:
        outcome: Outcome = "passed"
        reason = f"did not bind: {few} lists pass by themselves on every base known"
    elif many < least:
        outcome = "passed" if with_seats >= least else "failed"
        reason = f"bound: at most {many} pass by themselves, and {with_seats} have seats"
    else:
        outcome = "not checkable"
        reason = f"whether it bound depends on the base: {few} to {many} lists pass by themselves"
    return [
        contest.finding(
            "guarantee",
            "list",
            outcome,
            reason,
            stated=counted(least, "list"),
            computed=counted(few, "list") if few == many else f"{few} to {many} lists",
        )
    ]
