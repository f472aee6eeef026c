"""Turnout over the day of the vote: whoever has voted by noon has voted by the evening."""

from __future__ import annotations

import itertools
from collections import defaultdict

from elecdata.auditing.contest import Contest
from elecdata.auditing.finding import Finding
from elecdata.auditing.rounding import decimals

OF_VOTERS = ("registered", "unstated")
CLOSE = "close"
_HAIR = 1e-9  # binary fractions

Times = dict[str, list[float]]


def day(contest: Contest) -> list[Finding]:
    """Turnout of every place and round with several times, in order."""
    return [
        _course(contest, region, round_, times)
        for (region, round_), times in sorted(_told(contest).items())
        if len(times) > 1
    ]


def _told(contest: Contest) -> dict[tuple[str, str], Times]:
    """Percentages of the voters by place and round, then by time of day."""
    found: dict[tuple[str, str], Times] = defaultdict(lambda: defaultdict(list))
    for row in contest.rows["turnout"]:
        figure, time = row["turnout_pct"], row["observed_at"]
        is_timed = time == CLOSE or ":" in time
        is_loose = "turnout_pct=" in (row["hedges"] or "")
        if figure is not None and is_timed and not is_loose and row["base"] in OF_VOTERS:
            found[row["region"], row["round"]][time].append(figure)
    return found


def _course(contest: Contest, region: str, round_: str, times: Times) -> Finding:
    """Whether some figure of each time is no less than one of the time before."""
    subject = region if round_ == "all" else f"{region}/{round_}"
    order = sorted(times, key=lambda time: (time == CLOSE, time.zfill(5)))
    said = ", ".join(f"{time} {_listed(times[time])}" for time in order)
    reason = f"per cent by time of day: {said}"
    for before, time in itertools.pairwise(order):
        if min(map(_low, times[before])) > max(map(_high, times[time])):
            reason += f"; less at {time} than at {before}"
            stated, least = max(times[time]), min(times[before])
            return contest.finding(
                "day", subject, "failed", reason, stated=stated, computed=f"{least:g} or more"
            )
    return contest.finding("day", subject, "passed", reason)


def _listed(figures: list[float]) -> str:
    """Figures of one time, each once."""
    return " or ".join(f"{figure:g}" for figure in sorted(set(figures)))


def _low(figure: float) -> float:
    """Least that a printed percentage may stand for."""
    return figure - 0.5 * 10.0 ** -decimals(figure) - _HAIR


def _high(figure: float) -> float:
    """Most that a printed percentage may stand for."""
    return figure + 0.5 * 10.0 ** -decimals(figure) + _HAIR
