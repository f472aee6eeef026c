"""Indices of frames, large and small, beside the fastest thing that one could write by hand."""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.engines import FOUR, SQL, engines
from benchmarks.timing import Line, Seconds, growth, interleaved, ratio, repeated, took

PARTIES = 8  # a group
SMALL = 50 * PARTIES
ROUNDS = 3
INTEGERS, STRINGS = "pandas, integer ids", "pandas, string ids"
GROWTH = {INTEGERS: 1.02, STRINGS: 1.25}
Times = dict[int, float]


def lines(most: int) -> Iterator[Line]:
    """Lines of the table: one contest, few rows, and three sizes up to the most rows."""
    yield from contest_lines()
    yield from small_lines()
    times: dict[str, Times] = {}
    for rows in (most // 100, most // 10, most):
        for line in (*pandas_lines(rows, times), *lazy_lines(rows, times)):
            yield line if rows == 10_000_000 else replace(line, most=None)
    for what, by_rows in times.items():
        goal = GROWTH.get(what) if most == 10_000_000 else None
        yield growth(what, by_rows, goal)


def noted(times: dict[str, Times], what: str, rows: int, seconds: Seconds) -> None:
    """Keep our best time of a size."""
    times.setdefault(what, {})[rows] = min(seconds["ours"])


def contest_lines() -> Iterator[Line]:
    """One contest, from lists and from Series."""
    import pandas as pd

    from elecdata.metrics import enp, gallagher

    _, votes, seats = columns(PARTIES)
    series = pd.Series(votes), pd.Series(seats)
    lists = votes.tolist(), seats.tolist()
    for name, index, loop in (("enp", enp, enp_loop), ("gallagher", gallagher, gallagher_loop)):
        given = slice(0, 1 if name == "enp" else 2)
        runs = {
            "hand": lambda loop=loop, given=given: loop(*lists[given]),
            "ours": lambda index=index, given=given: index(*lists[given]),
            "series": lambda index=index, given=given: index(*series[given]),
        }
        many = {each: repeated(run, 200) for each, run in runs.items()}
        seconds = interleaved(many, rounds=11, clock=time.thread_time)
        beside = f"200 calls, by hand {took(seconds, 'hand')}"
        found = ratio(seconds, "ours", "hand")
        yield Line(PARTIES, f"{name} of lists / Python loop", found, 2, beside=beside)
        found = ratio(seconds, "series", "hand")
        yield Line(PARTIES, f"{name} of Series / Python loop", found, 10, beside=beside)


def enp_loop(votes: list[int]) -> float:
    """The effective number, without a check of what is given."""
    whole = sum(votes)
    return 1 / sum((v / whole) ** 2 for v in votes)


def gallagher_loop(votes: list[int], seats: list[int]) -> float:
    """The least squares index, without a check of what is given."""
    whole, house = sum(votes), sum(seats)
    gaps = (v / whole - s / house for v, s in zip(votes, seats, strict=True))
    return float(100 * (sum(gap * gap for gap in gaps) / 2) ** 0.5)


def small_lines() -> Iterator[Line]:
    """Fifty contests, as in this package."""
    import pandas as pd

    from elecdata.metrics import summarize

    election, votes, seats = columns(SMALL)
    frame = pd.DataFrame({"election_id": election, "votes": votes, "seats": seats})
    runs: dict[str, Callable[[], Any]] = {
        "hand": lambda: floor(election, votes, seats),
        "pandas": lambda: vectorised(frame),
        "ours": lambda: summarize(frame, indices=FOUR),
    }
    many = {each: repeated(run, 20) for each, run in runs.items()}
    seconds = interleaved(many, rounds=11, clock=time.thread_time)
    beside = f"20 calls, {took(seconds, 'hand')}"
    yield Line(SMALL, "pandas / numpy floor", ratio(seconds, "ours", "hand"), 4, beside=beside)
    beside = f"20 calls, {took(seconds, 'pandas')}"
    found = ratio(seconds, "ours", "pandas")
    yield Line(SMALL, "pandas / vectorised pandas", found, 0.15, beside=beside)


def vectorised(frame: Any) -> Any:
    """What somebody who knows pandas would write."""
    by = frame.groupby("election_id", sort=False)
    v, s = (frame[each] / by[each].transform("sum") for each in ("votes", "seats"))
    gap = v - s
    sums = frame[["election_id"]].assign(v=v * v, s=s * s, square=gap * gap, gap=gap.abs())
    sums = sums.groupby("election_id", sort=False, as_index=False).sum()
    return sums[["election_id"]].assign(
        enp_votes=1 / sums.v,
        enp_seats=1 / sums.s,
        gallagher=100 * np.sqrt(sums.square / 2),
        loosemore_hanby=50 * sums.gap,
    )


def pandas_lines(rows: int, times: dict[str, Times]) -> Iterator[Line]:
    """Frames of pandas of one size; our times are noted."""
    import duckdb
    import pandas as pd

    from elecdata.metrics import summarize

    election, votes, seats = columns(rows)
    frame = pd.DataFrame({"election_id": election, "votes": votes, "seats": seats})
    seconds = interleaved(
        {
            "hand": lambda: floor(election, votes, seats),
            "pandas": lambda: vectorised(frame),
            "ours": lambda: summarize(frame, indices=FOUR),
            "all": lambda: summarize(frame),
        },
        ROUNDS,
    )
    noted(times, INTEGERS, rows, seconds)
    floor_took, pandas_took = took(seconds, "hand"), took(seconds, "pandas")
    found = ratio(seconds, "ours", "hand")
    yield Line(rows, f"{INTEGERS} / numpy floor", found, 1.5, beside=floor_took)
    found = ratio(seconds, "ours", "pandas")
    yield Line(rows, "same / vectorised pandas", found, 0.5, beside=pandas_took)
    yield Line(rows, "all 16 indices / floor of 4", ratio(seconds, "all", "hand"))
    used = peak(lambda: summarize(frame)) / (election.nbytes + votes.nbytes + seats.nbytes)
    yield Line(rows, "all 16 indices, peak memory / input", used, 2)
    ids = frame.assign(election_id=pd.Series([f"e{each:09d}" for each in election]))
    connection = duckdb.connect()
    connection.register("named", ids)
    seconds = interleaved(
        {
            "hand": lambda: connection.execute(SQL.format(table="named")).df(),
            "ours": lambda: summarize(ids, indices=FOUR),
        },
        ROUNDS,
    )
    connection.close()
    noted(times, STRINGS, rows, seconds)
    found = ratio(seconds, "ours", "hand")
    yield Line(rows, f"{STRINGS} / DuckDB", found, 1.0, beside=took(seconds, "hand"))


def lazy_lines(rows: int, times: dict[str, Times]) -> Iterator[Line]:
    """Lazy engines on one size."""
    with tempfile.TemporaryDirectory() as folder:
        for name, runs in engines(Path(folder) / "results.parquet", *columns(rows)):
            seconds = interleaved(runs, ROUNDS)
            noted(times, name, rows, seconds)
            found, beside = ratio(seconds, "ours", "hand"), took(seconds, "hand")
            yield Line(rows, f"{name} / its own query", found, 1.3, beside=beside)


def columns(rows: int) -> tuple[Any, Any, Any]:
    """Elections with eight parties each, in order."""
    draw = np.random.default_rng(0)
    election = np.repeat(np.arange(rows // PARTIES), PARTIES)
    return election, draw.integers(1, 1_000_000, rows), draw.integers(1, 100, rows)


def floor(election: Any, votes: Any, seats: Any) -> Any:
    """The four indices in numpy, on whole columns sorted by election."""
    starts = np.flatnonzero(np.append(True, election[1:] != election[:-1]))
    sizes = np.diff(np.append(starts, len(election)))
    add = np.add.reduceat
    v, s = votes.astype(float), seats.astype(float)
    v /= np.repeat(add(v, starts), sizes)
    s /= np.repeat(add(s, starts), sizes)
    enp_votes, enp_seats = 1 / add(v * v, starts), 1 / add(s * s, starts)
    v -= s
    np.abs(v, out=v)
    loosemore_hanby = 50 * add(v, starts)
    v *= v
    return enp_votes, enp_seats, 100 * np.sqrt(0.5 * add(v, starts)), loosemore_hanby


def peak(call: Callable[[], Any]) -> int:
    """Bytes that a call needs at most at a time."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
