"""Validating large results, beside the same checks written by hand in pandas."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.timing import Line, growth, interleaved, process, ratio, took

PARTIES = 8  # a contest
ROUNDS = 3
COUNTS = ("votes", "seats", "seats_list", "seats_constituency")
SHARES = ("vote_share_pct", "seat_share_pct")
ID = r"[a-z0-9]+([-_./:][a-z0-9]+)*"
TYPES = ("party", "bloc", "movement", "candidate", "independents", "indirect")
PEAK = """
import pathlib, elecdata
from elecdata.inspection import cells, origin, sums, table
def peak():
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
before = peak()
elecdata.validate({file!r})
print(peak() - before)
"""


def lines(most: int) -> Iterator[Line]:
    """Lines of the table, of three sizes up to the most rows."""
    times: dict[int, float] = {}
    for rows in (most // 100, most // 10, most):
        for line in sized(rows, times):
            yield line if rows == 10_000_000 else replace(line, most=None)
    yield growth("validate(frame)", times)


def sized(rows: int, times: dict[int, float]) -> Iterator[Line]:
    """Lines about one size; our times are noted."""
    import pandas as pd

    import elecdata

    frame = results(rows)
    if any(by_hand(frame).values()) or not elecdata.validate(frame).ok:
        raise RuntimeError("the results that are validated should have no problem")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "results.parquet"
        frame.to_parquet(file, index=False)
        seconds = interleaved(
            {
                "hand": lambda: by_hand(frame),
                "ours": lambda: elecdata.validate(frame),
                "file by hand": lambda: by_hand(pd.read_parquet(file)),
                "file": lambda: elecdata.validate(file),
            },
            ROUNDS,
        )
        times[rows] = min(seconds["ours"])
        found, beside = ratio(seconds, "ours", "hand"), took(seconds, "hand")
        yield Line(rows, "validate(frame) / same checks in pandas", found, 1.5, beside=beside)
        found, beside = ratio(seconds, "file", "file by hand"), took(seconds, "file by hand")
        yield Line(rows, "validate(file) / read and check in pandas", found, 1.5, beside=beside)
        held = int(frame.memory_usage(deep=True).sum())
        yield from peak_lines(rows, str(file), held)


def peak_lines(rows: int, file: str, held: int) -> Iterator[Line]:
    """Growth of a fresh process while it validates a file, beside the table held in pandas."""
    if not Path("/proc/self/status").exists():  # not Linux
        return
    used = int(process(PEAK.format(file=file))()) / 2**10
    beside = f"in pandas it takes {held / 2**20:.0f} MiB"
    yield Line(rows, "validate(file), peak memory in MiB", used, beside=beside)


def results(rows: int) -> Any:
    """Results without a problem: ten columns, of which three are texts."""
    import pandas as pd

    draw = np.random.default_rng(0)
    contests = rows // PARTIES
    contest, party = np.repeat(np.arange(contests), PARTIES), np.tile(np.arange(PARTIES), contests)
    ids = pd.Series([f"x-{number:09d}" for number in range(contests)], dtype="str")
    parties = pd.Series([f"x-party-{number}" for number in range(PARTIES)], dtype="str")
    types = pd.Series(["party"] * (PARTIES - 1) + ["bloc"], dtype="str")
    votes, seats = draw.integers(1, 1_000_000, rows), draw.integers(1, 100, rows)
    starts = np.arange(0, rows, PARTIES)
    cast, house = (np.repeat(np.add.reduceat(x, starts), PARTIES) for x in (votes, seats))
    return pd.DataFrame(
        {
            "election_id": ids.array.take(contest),
            "contestant_id": parties.array.take(party),
            "contestant_type": types.array.take(party),
            "votes": votes,
            "vote_share_pct": (100 * votes / cast).round(2),
            "seats": seats,
            "seats_list": seats // 2,
            "seats_constituency": seats - seats // 2,
            "seat_share_pct": (100 * seats / house).round(2),
        }
    )


def by_hand(frame: Any) -> dict[str, int]:
    """The same rules by somebody who knows pandas: how many rows or elections break each."""
    import pandas as pd

    wrong: dict[str, Any] = {}
    for name in COUNTS:
        wrong[name] = frame[name] < 0
    for name in SHARES:
        wrong[name] = (frame[name] < 0) | (frame[name] > 100)
    wrong["contestant_type"] = ~frame["contestant_type"].isin(TYPES)
    for name in ("election_id", "contestant_id"):
        codes, ids = pd.factorize(frame[name])
        is_wrong = ~pd.Series(ids).str.fullmatch(ID).to_numpy(dtype=bool)
        wrong[name] = is_wrong[codes] | (codes < 0)
    wrong["key"] = frame.duplicated(["election_id", "contestant_id"])
    wrong["tiers"] = frame["seats_list"] + frame["seats_constituency"] != frame["seats"]
    by = frame.groupby("election_id", sort=False)
    wrong["sums"] = (by[list(SHARES)].sum() > 100.5).any(axis=1)
    house = by["seats"].transform("sum")
    wrong["shares"] = (frame["seat_share_pct"] - 100 * frame["seats"] / house).abs() > 0.0501
    return {name: int(each.sum()) for name, each in wrong.items()}
