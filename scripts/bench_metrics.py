"""Print how fast elecdata.metrics.summarize is beside the fastest thing one could write by hand.

    python scripts/bench_metrics.py [--rows N] [--rounds N] [--markdown]

Three sizes: a hundredth and a tenth of N rows, and N (10 million), for which alone goals are set:
below, a ratio shows mostly what a call costs at all. Everything is timed in one run, in
interleaved rounds; a ratio is the median of the ratios of the rounds, since times do not carry over
from one machine to another. Dask and PySpark are measured where they are installed. Slow is a
verdict, not a failure: the exit status is 0 whenever the benchmark ran.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

HEADER = ("rows", "what", "measured", "goal", "by hand", "verdict")
FOUR = ["enp_votes", "enp_seats", "gallagher", "loosemore_hanby"]
PARTIES = 8  # a group
SQL = """
with shares as (
    select election_id,
        votes / sum(votes) over (partition by election_id) as v,
        seats / sum(seats) over (partition by election_id) as s
    from {table}
)
select election_id,
    1 / sum(v * v) as enp_votes,
    1 / sum(s * s) as enp_seats,
    100 * sqrt(sum((v - s) * (v - s)) / 2) as gallagher,
    50 * sum(abs(v - s)) as loosemore_hanby
from shares
group by election_id
"""
TOTALS = "count(*), sum(enp_votes), sum(enp_seats), sum(gallagher), sum(loosemore_hanby)"
Runs = dict[str, Callable[[], Any]]


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=10_000_000, help="most rows (10 million)")
    parser.add_argument("--rounds", type=int, default=3, help="3 at least")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    options = parser.parse_args(arguments)
    lines: list[tuple[str, ...]] = []
    for part in (100, 10, 1):
        groups = max(options.rows // part // PARTIES, 1)
        found = measured(groups * PARTIES, max(options.rounds, 3))
        lines.extend(each if part == 1 else without_goal(each) for each in found)
    print(rendered([HEADER, *lines], markdown=options.markdown))
    return 0


def measured(rows: int, rounds: int) -> Iterator[tuple[str, ...]]:
    """Lines of the table about one size."""
    election, votes, seats = columns(rows)
    yield from pandas_lines(rows, rounds, election, votes, seats)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "results.parquet"
        for name, runs in engines(file, election, votes, seats):
            seconds = interleaved(runs, rounds)
            yield line(rows, f"{name}, lazily", ratio(seconds, "ours", "hand"), 1.3, seconds)


def without_goal(line: tuple[str, ...]) -> tuple[str, ...]:
    """A line that is for information."""
    rows, what, found, _, hand, _ = line
    return rows, what, found, "", hand, ""


def pandas_lines(
    rows: int, rounds: int, election: Any, votes: Any, seats: Any
) -> Iterator[tuple[str, ...]]:
    """Lines about frames of pandas."""
    import duckdb
    import pandas as pd

    from elecdata.metrics import summarize

    frame = pd.DataFrame({"election_id": election, "votes": votes, "seats": seats})
    named = frame.assign(election_id=pd.Series([f"e{each:09d}" for each in election]))
    seconds = interleaved(
        {
            "hand": lambda: floor(election, votes, seats),
            "ours": lambda: summarize(frame, indices=FOUR),
            "all": lambda: summarize(frame),
        },
        rounds,
    )
    yield line(rows, "pandas, integer ids", ratio(seconds, "ours", "hand"), 1.5, seconds)
    every = ratio(seconds, "all", "hand")
    yield (f"{rows:,}", "pandas, all 16 indices / floor of 4", f"{every:.2f}", "", "", "")
    used = peak(lambda: summarize(frame)) / (election.nbytes + votes.nbytes + seats.nbytes)
    verdict = "ok" if used <= 2 else "MISSED"
    yield (f"{rows:,}", "pandas, memory / input", f"{used:.2f}", "<= 2.00", "", verdict)
    connection = duckdb.connect()
    connection.register("named", named)
    seconds = interleaved(
        {
            "hand": lambda: connection.execute(SQL.format(table="named")).df(),
            "ours": lambda: summarize(named, indices=FOUR),
        },
        rounds,
    )
    connection.close()
    yield line(rows, "pandas, string ids / DuckDB", ratio(seconds, "ours", "hand"), 1.0, seconds)


def engines(file: Path, election: Any, votes: Any, seats: Any) -> Iterator[tuple[str, Runs]]:
    """Each lazy engine with our query and one written by hand, over the same table."""
    import duckdb
    import polars as pl

    from elecdata.metrics import summarize

    table = pl.DataFrame({"election_id": election, "votes": votes, "seats": seats})
    yield (
        "Polars",
        {
            "hand": lambda: by_hand_polars(table.lazy()).collect(),
            "ours": lambda: summarize(table.lazy(), indices=FOUR).collect(),
        },
    )
    connection = duckdb.connect()
    connection.register("arrow", table.to_arrow())
    connection.execute("create table results as select * from arrow")
    results = connection.table("results")
    yield (
        "DuckDB",
        {
            "hand": connection.sql(SQL.format(table="results")).aggregate(TOTALS).fetchall,
            "ours": summarize(results, indices=FOUR).aggregate(TOTALS).fetchall,
        },
    )
    connection.close()
    table.write_parquet(file, row_group_size=max(len(table) // 8, 1))
    if importlib.util.find_spec("dask"):
        yield "Dask", dask_runs(file)
    if importlib.util.find_spec("pyspark"):
        yield "PySpark", spark_runs(file)


def by_hand_polars(frame: Any) -> Any:
    """The query that somebody who knows Polars would write."""
    import polars as pl

    v, s = (pl.col(each) / pl.col(each).sum().over("election_id") for each in ("votes", "seats"))
    shares = frame.select("election_id", v=v, s=s)
    gap = pl.col("v") - pl.col("s")
    return shares.group_by("election_id").agg(
        enp_votes=1 / (pl.col("v") * pl.col("v")).sum(),
        enp_seats=1 / (pl.col("s") * pl.col("s")).sum(),
        gallagher=100 * ((gap * gap).sum() / 2).sqrt(),
        loosemore_hanby=50 * gap.abs().sum(),
    )


def dask_runs(file: Path) -> Runs:
    """Dask: sums by group, merged into the rows, and sums of what follows."""
    dd: Any = importlib.import_module("dask.dataframe")
    from elecdata.metrics import summarize

    frame = dd.read_parquet(file, split_row_groups=True)

    def hand() -> Any:
        totals = frame.groupby("election_id")[["votes", "seats"]].sum().reset_index()
        rows = frame.merge(totals, on="election_id", suffixes=("", "_all"))
        v, s = rows.votes / rows.votes_all, rows.seats / rows.seats_all
        rows = rows.assign(vv=v * v, ss=s * s, gap=(v - s).abs(), square=(v - s) ** 2)
        sums = rows.groupby("election_id")[["vv", "ss", "gap", "square"]].sum()
        return sums.assign(
            vv=1 / sums.vv, ss=1 / sums.ss, gap=50 * sums.gap, square=100 * (sums.square / 2) ** 0.5
        ).compute()

    return {"hand": hand, "ours": lambda: summarize(frame, indices=FOUR).compute()}


def spark_runs(file: Path) -> Runs:
    """Spark: the same SQL as of DuckDB."""
    from elecdata.metrics import summarize

    session: Any = importlib.import_module("pyspark.sql").SparkSession
    spark = (
        session.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "4g")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    frame = spark.read.parquet(str(file)).cache()
    frame.createOrReplaceTempView("results")

    def total(found: Any) -> Any:
        return found.selectExpr(*TOTALS.split(", ")).collect()

    return {
        "hand": lambda: total(spark.sql(SQL.format(table="results"))),
        "ours": lambda: total(summarize(frame, indices=FOUR)),
    }


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


def interleaved(runs: Runs, rounds: int) -> dict[str, list[float]]:
    """Seconds of each run by round, in another order every round, after one round to warm up."""
    order = list(runs)
    shuffle = random.Random(0).shuffle
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name in order:
            start = time.perf_counter()
            runs[name]()
            if number:
                seconds[name].append(time.perf_counter() - start)
        shuffle(order)
    return seconds


def ratio(seconds: dict[str, list[float]], over: str, under: str) -> float:
    """Median of the ratios of the rounds."""
    pairs = zip(seconds[over], seconds[under], strict=True)
    return statistics.median(one / other for one, other in pairs)


def line(
    rows: int, what: str, found: float, goal: float, seconds: dict[str, list[float]]
) -> tuple[str, ...]:
    """A line of the table, with its verdict."""
    hand = f"{statistics.median(seconds['hand']) * 1000:.0f} ms"
    verdict = "ok" if found <= goal else "MISSED"
    return f"{rows:,}", what, f"{found:.2f}", f"<= {goal:.2f}", hand, verdict


def rendered(rows: list[tuple[str, ...]], *, markdown: bool) -> str:
    """Rows as a table, the first being its header."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [" | ".join(map(str.ljust, row, widths)) for row in rows]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {each} |" if markdown else each.rstrip() for each in lines)


if __name__ == "__main__":
    sys.exit(main())
