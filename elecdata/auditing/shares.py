"""Shares of the vote, recomputed from votes on the base that they are said to be of."""

from __future__ import annotations

from elecdata.adoption.record import Row
from elecdata.auditing.contest import BASE_NAMES, Contest
from elecdata.auditing.finding import Finding, Outcome, counted
from elecdata.auditing.rounding import decimals, makes


def shares(contest: Contest) -> list[Finding]:
    """Each share from its votes, and the sum of all."""
    told = [row for row in contest.voted if row["vote_share_pct"] is not None]
    if not told:
        reason = "no share of the vote is published"
        return [contest.finding("share", "election", "not checkable", reason)]
    digits = max(decimals(row["vote_share_pct"]) for row in told)
    return [_sum(contest, told, digits), *(_share(contest, row, digits) for row in told)]


def _sum(contest: Contest, told: list[Row], digits: int) -> Finding:
    """No more than a hundred, and no less where all shares are known and of valid votes."""
    total = round(sum(row["vote_share_pct"] for row in told), 2)
    slack = 0.5 * 10.0**-digits * len(told) + 1e-9
    whole = len(told) == len(contest.voted)
    # Of ballots, or of what nobody states, shares may fall short of a hundred by the invalid ones.
    based = {row["vote_share_base"] for row in told} == {"valid"}
    low = 100 - slack if whole and based else 0
    outcome: Outcome = "passed" if low <= total <= 100 + slack else "failed"
    reason = (
        f"{len(told)} of {len(contest.voted)} shares, each rounded to {counted(digits, 'decimal')}"
    )
    return contest.finding("share_sum", "election", outcome, reason, stated=100, computed=total)


def _share(contest: Contest, row: Row, digits: int) -> Finding:
    """One share on its base, or, where that is not stated, on each base that is published."""
    base, stated, votes = row["vote_share_base"], row["vote_share_pct"], row["votes"]
    open_base = base in (None, "unstated")
    bases = {b: n for b, n in contest.bases.items() if open_base or b == base}
    if votes is None or not bases:
        lacking = "votes are" if votes is None else f"{BASE_NAMES.get(base, 'its base')} are"
        return contest.finding(
            "share",
            row["contestant_id"],
            "not checkable",
            f"{lacking} not published",
            stated=stated,
        )
    right = [name for name, whole in bases.items() if makes(votes, whole, stated, digits)]
    said = right or list(bases)
    computed = f"{100 * votes / bases[said[0]]:.{digits}f}"
    on = " and of ".join(BASE_NAMES[name] for name in said)
    reason = f"{votes} votes as a share of {on}"
    reason += "; the source does not state the base" if open_base else ""
    outcome: Outcome = "passed" if right else "failed"
    return contest.finding(
        "share", row["contestant_id"], outcome, reason, stated=stated, computed=computed
    )
