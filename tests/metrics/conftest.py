"""Invented elections, the answer to them group by group, and the engines that are asked."""

from __future__ import annotations

import itertools
import math

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from elecdata import metrics
from elecdata.metrics.formulas import INDICES, OF_SEATS, OF_VOTES, UNBOUNDED

OTHERS = ("exclude", "party", "bounds")
TOTALS = ({}, {"total_votes": "cast", "total_seats": "house"}, {"total_votes": "cast"})


@pytest.fixture(scope="module")
def spark(required):
    """A session that spends its time on answers, not on compiling what runs once."""
    builder = required("pyspark.sql").SparkSession.builder.master("local[2]")
    settings = {
        "driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "python.sql.dataFrameDebugging.enabled": "false",
        "sql.adaptive.enabled": "false",
        "sql.codegen.wholeStage": "false",
        "sql.shuffle.partitions": "2",
        "ui.enabled": "false",
    }
    for key, value in settings.items():
        builder = builder.config(f"spark.{key}", value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture
def convert(request):
    """A function that makes a frame of some engine from one of pandas."""

    def converted(frame, engine):
        table = pa.table({name: pa.array(frame[name], from_pandas=True) for name in frame})
        if engine == "pandas":
            return frame
        if engine == "nullable":
            return frame.convert_dtypes()
        if engine == "dask":
            dask = request.getfixturevalue("required")("dask.dataframe")
            return dask.from_pandas(frame, npartitions=4)
        if engine == "pyspark":
            return request.getfixturevalue("spark").createDataFrame(table)
        makers = {
            "pyarrow": lambda: table,
            "polars": lambda: pl.from_arrow(table),
            "polars lazy": lambda: pl.from_arrow(table).lazy(),
            "duckdb": lambda: duckdb.from_arrow(table),
        }
        return makers[engine]()

    return converted


def _collected(frame):
    """Any frame as one of pandas, NaN for null, in the order of its keys."""
    narwhal = nw.from_native(frame)
    if isinstance(narwhal, nw.LazyFrame):
        narwhal = narwhal.collect()
    columns = {name: narwhal[name].to_list() for name in narwhal.columns}
    found = pd.DataFrame(
        {
            name: [math.nan if each is None else each for each in cells]
            for name, cells in columns.items()
        }
    )
    return found.sort_values(found.columns[0], na_position="first", ignore_index=True)


def _elections(groups, seed=0):
    """Invented elections in shuffled rows: ties, zeros, nulls, totals, one without a key."""
    draw = np.random.default_rng(seed)
    sizes = draw.integers(1, 9, groups)
    place = np.repeat(np.arange(groups), sizes)
    rows = len(place)
    votes = np.where(place % 3, draw.integers(0, 20, rows), draw.integers(0, 10**6, rows))
    frame = pd.DataFrame(
        {
            "election_id": np.char.add("e", place.astype(str)).astype(object),
            "votes": votes.astype(float),
            "seats": draw.integers(0, 6, rows).astype(float),
        }
    )
    frame.loc[draw.random(rows) < 0.07, "votes"] = math.nan
    frame.loc[draw.random(rows) < 0.07, "seats"] = math.nan
    frame.loc[place % 50 == 0, "seats"] = math.nan
    frame.loc[place % 77 == 0, "votes"] = 0.0
    sums = frame.groupby(place)[["votes", "seats"]].transform("sum")
    frame["cast"] = sums.votes * (1 + 0.3 * (place % 2)) + (sums.votes == 0)
    frame["house"] = sums.seats + (place % 4 == 0) + (sums.seats == 0)
    frame.loc[place % 40 == 0, "cast"] = math.nan
    frame.loc[place == 5, "election_id"] = None
    frame["election_id"] = frame["election_id"].astype("str")
    return frame.sample(frac=1, random_state=seed).reset_index(drop=True)


def by_function(name, group, others, totals):
    """An index of one group, by the plain function."""
    index = getattr(metrics, name.removesuffix("_votes").removesuffix("_seats"))
    given = {key: group[column].iloc[0] for key, column in totals.items()}
    unknown = math.isnan(given.get("total_votes", 0.0)) and name not in OF_SEATS
    if unknown:
        return metrics.Bounds(*[math.nan] * 3) if others == "bounds" else math.nan
    if name in OF_VOTES:
        return index(group.votes, total_votes=given.get("total_votes"), others=others)
    if name in OF_SEATS:
        return index(group.seats, total_votes=given.get("total_seats"), others=others)
    return index(group.votes, group.seats, others=others, **given)


def _expected(frame, others, totals):
    """The answer, group by group and index by index."""
    lines = []
    for key, group in frame.groupby("election_id", dropna=False):
        line = {"election_id": key}
        for name in INDICES:
            if others == "bounds" and name in UNBOUNDED:
                continue
            found = by_function(name, group, others, totals)
            if others == "bounds":
                line |= {f"{name}_low": found.low, name: found.best, f"{name}_high": found.high}
            else:
                line[name] = found
        lines.append(line)
    return _collected(pd.DataFrame(lines))


@pytest.fixture(scope="session")
def collected():
    """A function that makes one frame of pandas of any."""
    return _collected


@pytest.fixture(scope="session")
def elections():
    """A function that invents elections."""
    return _elections


@pytest.fixture(scope="session")
def expected():
    """A function that answers by the plain functions of `elecdata.metrics`."""
    return _expected


@pytest.fixture(scope="module")
def small():
    """Some elections."""
    return _elections(160)


@pytest.fixture(scope="module")
def answers(small):
    """What the functions say about them, in every way to treat others."""
    return {
        (others, number): _expected(small, others, totals)
        for others, (number, totals) in itertools.product(OTHERS, enumerate(TOTALS))
    }
