"""Seats stage by stage: what each declaration adds up to, and what it leaves untold."""

from __future__ import annotations

from collections.abc import Mapping

from elecdata.adoption.record import Row
from elecdata.auditing.contest import Contest
from elecdata.auditing.finding import Finding, Outcome, seats_shown

# A partial count is of a moment, and a source that does not say the stage may mean any.
STAGES = ("preliminary", "final", "after_annulment", "after_rerun")
IN_ORDER = ("partial", "preliminary", "unstated", "final", "after_annulment", "after_rerun")


def ledger(contest: Contest) -> list[Finding]:
    """Every stage and round with seats against the seats that had been filled by then."""
    if contest.election["office"] != "legislature":
        return []
    found = [_filled_and_open(contest, row) for row in contest.rows["declarations"]]
    for round_, stage in _stages(contest):
        column = "seats" if round_ == "all" else "seats_constituency"
        for each in dict.fromkeys(("seats", column)):
            seats = _seats(contest, round_, stage, each)
            if seats:
                found.append(_stage(contest, round_, stage, each, seats))
    return [each for each in found if each is not None] + _second_round(contest) + _moves(contest)


def _stages(contest: Contest) -> list[tuple[str, str]]:
    """Rounds and stages for which seats are published, in order of time."""
    pairs = {(row["round"], row["stage"]) for row in contest.rows["returns"]}
    kept = [(r, s) for r, s in pairs if s in STAGES or (r != "all" and s == "unstated")]
    return sorted(kept, key=lambda pair: (pair[0], IN_ORDER.index(pair[1])))


def _seats(contest: Contest, round_: str, stage: str, column: str) -> dict[str, int]:
    """Seats by contestant at a stage; members of a bloc count where the bloc has no figure."""
    at_stage = {
        row["contestant_id"]: int(row[column])
        for row in contest.rows["returns"]
        if (row["region"], row["round"], row["stage"]) == ("national", round_, stage)
        and row[column] is not None
        and f"{column}=" not in (row["hedges"] or "")
    }
    blocs = {
        row["contestant_id"]: row["bloc_id"]
        for row in contest.rows["contestants"]
        if row["bloc_id"]
    }
    return {key: n for key, n in at_stage.items() if blocs.get(key) not in at_stage}


def _declared(contest: Contest, round_: str, stage: str) -> Row | None:
    """What is published of the seats filled at a stage; of a round, at any stage of it."""
    rows = [row for row in contest.rows["declarations"] if row["round"] == round_]
    same = [row for row in rows if row["stage"] == stage]
    return next(iter(same or (rows if round_ != "all" else [])), None)


def _filled(contest: Contest, round_: str, stage: str, column: str) -> int | None:
    """Seats filled at a stage, as published or less those still open."""
    declared = _declared(contest, round_, stage)
    whole = contest.election[column]
    if declared is None:
        return whole if stage == "after_rerun" else None
    if column == "seats" and declared["seats_filled"] is not None:
        return int(declared["seats_filled"])
    if declared["seats_open"] is None or whole is None:
        return None
    return int(whole) - int(declared["seats_open"])


def _filled_and_open(contest: Contest, row: Row) -> Finding | None:
    """Seats filled and seats open make the chamber."""
    if row["seats_filled"] is None or row["seats_open"] is None:
        return None
    reason = "seats filled and seats open make the chamber"
    total = row["seats_filled"] + row["seats_open"]
    subject = f"{row['round']}/{row['stage']}"
    return contest.compared("declared", subject, contest.election["seats"], total, reason)


def _stage(
    contest: Contest, round_: str, stage: str, column: str, seats: Mapping[str, int]
) -> Finding:
    """Seats of all contestants at a stage against those filled."""
    total, filled = sum(seats.values()), _filled(contest, round_, stage, column)
    subject = f"{round_}/{stage}/{column}"
    said = seats_shown(seats, contest.names)
    absent = _absent(contest, seats)
    whole = contest.election[column]
    said += _rest(contest, round_, stage)
    outcome: Outcome = "failed"
    if filled is None and total == whole:
        outcome, filled = "passed", total
        reason = f"{said}: they fill the chamber"
    elif filled is None and whole is not None and total > whole:
        reason = f"{said}: more than the {whole} there are"
    elif filled is None:
        outcome = "not checkable"
        reason = f"{said}: no source says how many of {whole} were filled"
    elif total == filled:
        outcome, reason = "passed", said
    elif total < filled and absent:
        outcome = "not checkable"
        reason = f"{said}: the other {filled - total} are told of nobody; no figure for {absent}"
    else:
        reason = f"{said}: {total - filled:+d}"
    return contest.finding("ledger", subject, outcome, reason, stated=filled, computed=total)


def _rest(contest: Contest, round_: str, stage: str) -> str:
    """Seats that were still open, in words."""
    declared = _declared(contest, round_, stage)
    if declared is None or declared["seats_open"] is None:
        return ""
    return f"; {declared['seats_open']} still open"


def _absent(contest: Contest, seats: Mapping[str, int]) -> str:
    """Contestants with seats in the end and no figure at a stage."""
    told = set(seats)
    for row in contest.rows["contestants"]:
        if row["contestant_id"] in seats and row["bloc_id"]:
            told.add(row["bloc_id"])
    final = [row for row in contest.results if row["seats"] is None or row["seats"]]
    lacking = [row for row in final if row["contestant_id"] not in told]
    return ", ".join(row["short_name"] for row in lacking)


def _first_round(contest: Contest) -> tuple[str, dict[str, int]] | None:
    """Constituencies won in the first round, at the latest stage at which they add up."""
    for round_, stage in reversed(_stages(contest)):
        seats = _seats(contest, round_, stage, "seats_constituency")
        filled = _filled(contest, round_, stage, "seats_constituency")
        if round_ == "1" and seats and sum(seats.values()) == filled:
            return stage, seats
    return None


def _second_round(contest: Contest) -> list[Finding]:
    """Constituencies of the end less those of the first round make the runoffs."""
    first, whole = _first_round(contest), contest.election["seats_constituency"]
    final = {row["contestant_id"]: row["seats_constituency"] or 0 for row in contest.results}
    if first is None or sum(final.values()) != whole:
        return []
    stage, before = first
    left = {key: final.get(key, 0) - before.get(key, 0) for key in {*final, *before}}
    won = seats_shown(left, contest.names)
    return [
        contest.finding(
            "ledger",
            "2/seats_constituency",
            "failed" if min(left.values()) < 0 else "passed",
            f"{won}: the end less the first round ({stage})",
            stated=whole - sum(before.values()),
            computed=sum(left.values()),
        )
    ]


def _moves(contest: Contest) -> list[Finding]:
    """Seats that annulments took away and reruns gave, from one stage to the next."""
    steps = (("final", "after_annulment", -1), ("after_annulment", "after_rerun", 1))
    found = [_moved(contest, before, after, sign) for before, after, sign in steps]
    return [each for each in found if each is not None]


def _moved(contest: Contest, before: str, after: str, sign: int) -> Finding | None:
    """Whether nobody wins by an annulment or loses by a rerun, and how many seats are told of."""
    old, new = (_seats(contest, "all", stage, "seats") for stage in (before, after))
    was, became = (_filled(contest, "all", stage, "seats") for stage in (before, after))
    moved = {key: sign * (new[key] - old[key]) for key in new if key in old}
    if not moved:
        return None
    stated = None if was is None or became is None else sign * (became - was)
    told = seats_shown({key: n for key, n in moved.items() if n > 0}, contest.names)
    against = seats_shown({key: -n for key, n in moved.items() if n < 0}, contest.names)
    word, wrong = ("lost", "won by an annulment") if sign < 0 else ("won", "lost by a rerun")
    total = sum(moved.values())
    reason = f"{word} since {before}: {told}"
    outcome: Outcome = "passed"
    if against != "none":
        outcome, reason = "failed", f"{reason}; {wrong}: {against}"
    elif stated is None:
        outcome, reason = "not checkable", f"{reason}; no source says how many there were"
    elif total > stated:
        outcome, reason = "failed", f"{reason}: {total - stated:+d}"
    elif total < stated:
        rest = f"the other {stated - total} are told of nobody"
        outcome, reason = "not checkable", f"{reason}; no more than there were, and {rest}"
    subject = f"all/{after}/change"
    return contest.finding("ledger", subject, outcome, reason, stated=stated, computed=total)
