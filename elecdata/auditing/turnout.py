"""Turnout, recomputed from its own numerator and denominator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from elecdata.adoption.record import Row
from elecdata.auditing.contest import Contest
from elecdata.auditing.finding import Finding, Outcome, counted
from elecdata.auditing.rounding import decimals, makes

NUMERATORS = ("ballots_issued", "ballots_cast", "valid_votes")
COUNTS = (*NUMERATORS, "registered_voters")
OF_VOTERS = ("registered", "unstated")
UNFINISHED = ("partial", "preliminary")

Group = tuple[str, str, str, str]


def turnout(contest: Contest) -> list[Finding]:
    """The election's turnout, and that of every region, hour and stage that has counts."""
    election = contest.election
    counts = {name: election[name] for name in COUNTS if election[name]}
    found = [_compared(contest, "election", election["turnout_pct"], counts, [])]
    groups = _groups(contest)
    bare = 0
    for row in contest.rows["turnout"]:
        if row["turnout_pct"] is None or _hedged(row, "turnout_pct"):
            continue
        beside = _beside(contest, row, groups) if row["base"] in OF_VOTERS else {}
        if not any(name in beside for name in NUMERATORS) or "registered_voters" not in beside:
            bare += 1
            continue
        subject = "/".join([*_group(row), row["base"]])
        # A stage may have a roll of its own, from a source that had it in round figures only.
        adopted = [election["registered_voters"]] if row["region"] == "national" else []
        found.append(_compared(contest, subject, row["turnout_pct"], beside, adopted))
    if bare:
        own = "has no counts of its own" if bare == 1 else "have no counts of their own"
        reason = f"{counted(bare, 'figure')} by region, hour or stage {own}"
        found.append(contest.finding("turnout", "others", "not checkable", reason))
    return found


def _group(row: Row) -> Group:
    """What figures must share to belong together; the base is only that of percentages."""
    return row["region"], row["observed_at"], row["round"], row["stage"]


def _hedged(row: Row, column: str) -> bool:
    """Whether the source words a figure loosely."""
    return f"{column}=" in (row["hedges"] or "")


def _groups(contest: Contest) -> dict[Group, dict[str, int]]:
    """Counts of each region, hour, round and stage."""
    groups: dict[Group, dict[str, int]] = defaultdict(dict)
    for row in contest.rows["turnout"]:
        for name in COUNTS:
            if row[name] and not _hedged(row, name):
                groups[_group(row)][name] = row[name]
    return groups


def _beside(contest: Contest, row: Row, groups: dict[Group, dict[str, int]]) -> dict[str, int]:
    """Counts that a percentage can be held against: its own, else the adopted ones."""
    region, observed_at, round_, stage = _group(row)
    counts: dict[str, int] = {}
    if region == "national" and round_ == "all":
        # The rolls are closed before the vote; ballots are those of a finished count alone.
        finished = observed_at == "close" and stage not in UNFINISHED
        names = COUNTS if finished else ("registered_voters",)
        counts = {name: contest.election[name] for name in names if contest.election[name]}
    return counts | groups.get((region, observed_at, round_, stage), {})


def _compared(
    contest: Contest,
    subject: str,
    stated: float | None,
    counts: dict[str, int],
    adopted: Sequence[int | None],
) -> Finding:
    """A percentage against every numerator there is, over its own roll and the adopted one."""
    voters = counts.get("registered_voters")
    parts = {name: counts[name] for name in NUMERATORS if name in counts}
    if stated is None or voters is None or not parts:
        known = {"turnout": stated, "registered voters": voters, "ballots": parts or None}
        lacking = " and ".join(name for name, figure in known.items() if figure is None)
        reason = f"not published: {lacking}{_implied(stated, voters, parts)}"
        return contest.finding("turnout", subject, "not checkable", reason, stated=stated)
    rolls = [roll for roll in dict.fromkeys([voters, *adopted]) if roll]
    tried = [(name, roll) for roll in rolls for name in parts]
    digits = decimals(stated)
    right = [pair for pair in tried if makes(parts[pair[0]], pair[1], stated, digits)]
    outcome: Outcome = "passed" if right else "failed"
    first, roll = (right or tried)[0]
    computed = f"{100 * parts[first] / roll:.2f}"
    said = "; ".join(f"{n} {parts[n]} / registered_voters {roll}" for n, roll in right or tried)
    said += "" if right else _implied(stated, None, parts)
    return contest.finding("turnout", subject, outcome, said, stated=stated, computed=computed)


def _implied(stated: float | None, voters: int | None, parts: dict[str, int]) -> str:
    """What the missing figure would have to be."""
    if stated and voters and not parts:
        return f"; it would take {round(stated * voters / 100):,} of {voters:,} voters"
    if stated and parts and voters is None:
        name, part = next(iter(parts.items()))
        return f"; {part:,} {name} would make it of {round(100 * part / stated):,} voters"
    return ""
