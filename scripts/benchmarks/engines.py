"""Each lazy engine with our query, and with the one that its users would write by hand."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.timing import Runs

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


def engines(file: Path, election: Any, votes: Any, seats: Any) -> Iterator[tuple[str, Runs]]:
    """The engines that are installed; the table as a Parquet file, or where it is at home."""
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
        spark = spark_session()
        yield "PySpark", spark_runs(spark, file)
        spark.stop()


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


def spark_session() -> Any:
    """Spark on two cores of this machine."""
    session: Any = importlib.import_module("pyspark.sql").SparkSession
    settings = {
        "driver.memory": "4g",
        "sql.shuffle.partitions": "4",
        "ui.enabled": "false",
        "ui.showConsoleProgress": "false",
    }
    builder = session.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(f"spark.{name}", value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def spark_runs(spark: Any, file: Path) -> Runs:
    """Spark: the same SQL as of DuckDB."""
    from elecdata.metrics import summarize

    frame = spark.read.parquet(str(file)).cache()
    frame.createOrReplaceTempView("results")

    def total(found: Any) -> Any:
        return found.selectExpr(*TOTALS.split(", ")).collect()

    return {
        "hand": lambda: total(spark.sql(SQL.format(table="results"))),
        "ours": lambda: total(summarize(frame, indices=FOUR)),
    }
