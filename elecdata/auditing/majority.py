"""Whether the winner of a single office has the majority that the law asks for."""

from __future__ import annotations

from elecdata.auditing.contest import BASE_NAMES, Contest
from elecdata.auditing.finding import Finding, Outcome


def majority(contest: Contest) -> list[Finding]:
    """More than half of the votes for the winner, where the law asks for an absolute majority."""
    ruled = {row["tier"]: row["formula"] for row in contest.rows["allocations"]}
    if contest.election["office"] != "presidency" or ruled.get("single") != "absolute_majority":
        return []
    voted = [row for row in contest.voted if row["votes"] is not None]
    bases = {name: n for name, n in contest.bases.items() if name in {"valid", "cast"}}
    bases = bases or {name: n for name, n in contest.bases.items() if name == "votes"}
    if not voted or not bases:
        reason = "votes of the candidates, or what they are a share of, are not published"
        return [contest.finding("majority", "single", "not checkable", reason)]
    winner = max(voted, key=lambda row: row["votes"])
    shares = {name: 100 * winner["votes"] / whole for name, whole in bases.items()}
    over = [share > 50 for share in shares.values()]
    outcome: Outcome = "passed" if all(over) else "not checkable" if any(over) else "failed"
    if outcome == "failed" and contest.election["final_round_date"] is not None:
        outcome = "not checkable"  # the votes are of a first round that settled nothing
    said = " and ".join(f"{share:.2f} of {BASE_NAMES[name]}" for name, share in shares.items())
    return [
        contest.finding(
            "majority",
            winner["contestant_id"],
            outcome,
            f"the law asks for more than half; per cent: {said}",
            stated="more than 50",
            computed=f"{min(shares.values()):.2f}",
        )
    ]
