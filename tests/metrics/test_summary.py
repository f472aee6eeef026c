"""All indices of a frame: the same answers as the functions, in the kind of frame given."""

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
from hypothesis import given, settings
from hypothesis import strategies as st

import elecdata
from elecdata import metrics
from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.metrics.formulas import INDICES, OF_SEATS, OF_VOTES, UNBOUNDED

ENGINES = ("pandas", "nullable", "polars", "pyarrow", "polars lazy", "duckdb", "dask", "pyspark")
LAZY = ("polars lazy", "duckdb", "dask", "pyspark")
OTHERS = ("exclude", "party", "bounds")
TOTALS = ({}, {"total_votes": "cast", "total_seats": "house"}, {"total_votes": "cast"})
# Spark takes seconds a case, and its query is the one that DuckDB and Polars run: three are enough.
CASES = [
    (engine, others, number)
    for engine, others, number in itertools.product(ENGINES, OTHERS, range(len(TOTALS)))
    if engine != "pyspark" or number == OTHERS.index(others)
]
# Their own packages are not ready for the newest pandas, and say so.
pytestmark = [
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
each_engine = pytest.mark.parametrize("engine", ENGINES)


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


def collected(frame):
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


def elections(groups, seed=0):
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


def expected(frame, others, totals):
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
    return collected(pd.DataFrame(lines))


@pytest.fixture(scope="module")
def small():
    """Some elections."""
    return elections(160)


@pytest.fixture(scope="module")
def answers(small):
    """What the functions say about them, in every way to treat others."""
    return {
        (others, number): expected(small, others, totals)
        for others, (number, totals) in itertools.product(OTHERS, enumerate(TOTALS))
    }


class TestAnswers:
    """Every engine gives what the functions give."""

    @pytest.mark.parametrize(("engine", "others", "number"), CASES)
    def test_as_the_functions(self, engine, others, number, small, answers, convert):
        """Nulls, zeros, ties, totals and the rest, in every way to treat others."""
        frame = convert(small, engine)
        found = metrics.summarize(frame, others=others, **TOTALS[number])

        pd.testing.assert_frame_equal(
            collected(found), answers[others, number], rtol=1e-9, atol=1e-9, check_dtype=False
        )

    @each_engine
    def test_many_rows(self, engine, convert):
        """Over 40,000 shuffled rows, several partitions, nulls: all engines equal the kernel."""
        frame = elections(10_000, seed=1)
        found = metrics.summarize(convert(frame, engine))

        assert len(frame) > 40_000
        pd.testing.assert_frame_equal(
            collected(found),
            collected(metrics.summarize(frame)),
            rtol=1e-9,
            atol=1e-9,
            check_dtype=False,
        )

    @settings(max_examples=50)
    @given(
        rows=st.lists(
            st.tuples(
                st.integers(0, 3),
                st.none() | st.integers(0, 9),
                st.none() | st.integers(0, 4),
            ),
            min_size=1,
            max_size=20,
        ),
        others=st.sampled_from(OTHERS),
    )
    def test_few_figures(self, rows, others):
        """Small numbers make ties of every kind: kernel and query agree with the functions."""
        frame = pd.DataFrame(rows, columns=["election_id", "votes", "seats"]).astype(float)
        lazy = pl.from_pandas(frame, nan_to_null=True).lazy()
        answer = expected(frame, others, {})

        for found in (
            metrics.summarize(frame, others=others),
            metrics.summarize(lazy, others=others),
        ):
            pd.testing.assert_frame_equal(
                collected(found), answer, rtol=1e-9, atol=1e-9, check_dtype=False
            )

    @pytest.mark.parametrize("engine", ["polars", "polars lazy"])
    def test_nan_is_null(self, engine, small, convert):
        """NaN in a frame that has nulls too is a null."""
        frame = convert(small, engine).with_columns(pl.col("votes", "seats").fill_null(math.nan))

        pd.testing.assert_frame_equal(
            collected(metrics.summarize(frame)), collected(metrics.summarize(small)), rtol=1e-9
        )

    def test_groups_of_very_different_size(self):
        """One group of thousands among small ones, which the kernel lays out apart."""
        draw = np.random.default_rng(0)
        place = np.repeat([0, 1, 2, 3, 4], [3, 5000, 1, 90, 2])
        frame = pd.DataFrame(
            {
                "election_id": place,
                "votes": draw.integers(0, 99, len(place)),
                "seats": draw.integers(0, 9, len(place)),
            }
        )
        found = metrics.summarize(frame)

        assert list(found.election_id) == [0, 1, 2, 3, 4]
        pd.testing.assert_frame_equal(
            found, collected(expected(frame, "exclude", {})), rtol=1e-9, check_dtype=False
        )

    def test_published_results(self):
        """The results of this package as they are loaded: a presidency has no seats."""
        found = metrics.summarize(elecdata.load("results")).set_index("election_id")

        assert math.isnan(found.loc["kz-2005-president", "enp_seats"])
        assert found.loc["kz-2005-president", "enp_votes"] == pytest.approx(1.197, abs=5e-3)
        assert found.loc["kz-2012-majilis", "dhondt"] == pytest.approx(1.05, abs=0.1)


KINDS = {
    "pandas": pd.DataFrame,
    "nullable": pd.DataFrame,
    "polars": pl.DataFrame,
    "pyarrow": pa.Table,
    "polars lazy": pl.LazyFrame,
    "duckdb": duckdb.DuckDBPyRelation,
}


class TestFrames:
    """What comes back, and when it is computed."""

    @each_engine
    def test_the_same_kind(self, engine, small, convert):
        """The frame that comes is of the kind that was given."""
        frame = convert(small, engine)

        assert type(metrics.summarize(frame)) is type(frame)
        assert isinstance(frame, KINDS.get(engine, object))

    @each_engine
    def test_columns(self, engine, small, convert):
        """The key, then the indices in their order, all as floats."""
        found = nw.from_native(metrics.summarize(convert(small, engine))).collect_schema()

        assert list(found) == ["election_id", *INDICES]
        assert {str(found[name]) for name in INDICES} == {"Float64"}

    @pytest.mark.parametrize("engine", ["polars", "pyarrow", "polars lazy", "duckdb"])
    def test_missing_is_null(self, engine, convert):
        """Where a kind of frame has nulls, an index that is not defined is one, never NaN."""
        frame = pd.DataFrame({"election_id": ["a"], "votes": [1.0], "seats": [math.nan]})
        found = nw.from_native(metrics.summarize(convert(frame, engine))).lazy().collect()

        assert found["enp_seats"].to_list() == [None]
        assert found["gallagher"].to_list() == [None]
        assert found["enp_votes"].to_list() == [1.0]

    def test_narwhals_frames(self, small):
        """A frame of narwhals itself comes back as one."""
        found = metrics.summarize(nw.from_native(small))

        assert isinstance(found, nw.DataFrame)
        lazy = metrics.summarize(nw.from_native(small).lazy())
        assert isinstance(lazy, nw.LazyFrame)
        pd.testing.assert_frame_equal(collected(lazy), collected(found), rtol=1e-9)

    def test_polars_is_not_collected(self, small, monkeypatch, convert):
        """A lazy frame of Polars is a plan until it is collected."""
        frame = convert(small, "polars lazy")

        def refuse(*_, **__):
            raise AssertionError("collected")

        for name in ("collect", "collect_async", "collect_batches", "fetch", "sink_parquet"):
            monkeypatch.setattr(pl.LazyFrame, name, refuse, raising=False)
        assert isinstance(metrics.summarize(frame), pl.LazyFrame)
        with pytest.raises(AssertionError, match="collected"):
            metrics.summarize(frame).collect()

    def test_duckdb_is_not_run(self):
        """A relation that would fail when run is summarized, and fails when fetched."""
        trap = duckdb.sql(
            "select 'a' as election_id, error('run')::double as votes, 1.0::double as seats"
        )
        found = metrics.summarize(trap)

        with pytest.raises(duckdb.Error, match="run"):
            found.fetchall()

    def test_dask_is_not_computed(self, required):
        """Partitions are made when the answer is computed, not before."""
        dask = required("dask.dataframe")
        made = []

        def part(number):
            made.append(number)
            return pd.DataFrame({"election_id": [number], "votes": [1.0], "seats": [1.0]})

        meta = part(0)
        made.clear()
        found = metrics.summarize(dask.from_map(part, [1, 2, 3], meta=meta))

        assert made == []
        assert len(found.compute()) == 3

    def test_pyspark_runs_no_job(self, spark):
        """A column that fails when it is read does so only in the end."""
        trap = spark.sql(
            "select 'a' as election_id, cast(raise_error('run') as double) as votes, "
            "cast(1 as double) as seats"
        )
        found = metrics.summarize(trap)

        with pytest.raises(Exception, match="run"):
            found.collect()

    @pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
    def test_order_of_appearance(self, engine, convert):
        """Groups of an eager frame come in the order in which they appear, shuffled or not."""
        frame = pd.DataFrame({"election_id": list("bab"), "votes": [1, 2, 3], "seats": [1, 1, 1]})
        found = metrics.summarize(convert(frame, engine), indices="enp_votes")

        assert nw.from_native(found)["election_id"].to_list() == ["b", "a"]

    @pytest.mark.parametrize(
        "keys",
        [
            pd.Series([2, 1, 2, 1]),
            pd.Series(["x", None, "x", None]),
            pd.Series([2.5, math.nan, 2.5, math.nan]),
            pd.Series(["x", "y", "x", "y"], dtype="category"),
            pd.Series(["x", None, "x", None], dtype="category"),
            pd.Series(pd.to_datetime(["2004-09-19", "2012-01-15"] * 2)),
            pd.Series([True, False, True, False]),
            pd.Series([1, None, 1, None], dtype="Int64"),
            pd.Series(["x", "y", "x", "y"], dtype=object),
        ],
        ids=lambda keys: str(keys.dtype) + " with null" * bool(keys.hasnans),
    )
    def test_kinds_of_keys(self, keys):
        """Any column is a key, with the nulls a group, and keeps its kind."""
        frame = pd.DataFrame({"key": keys, "votes": [3, 1, 1, 1], "seats": [1, 1, 1, 1]})
        found = metrics.summarize(frame, by="key", indices="enp_votes")

        assert found.enp_votes.to_list() == pytest.approx([1.6, 2.0])
        assert found.key.dtype == keys.dtype
        assert found.key.equals(keys.iloc[:2])

    @each_engine
    def test_several_keys(self, engine, convert):
        """Country and year, say."""
        frame = pd.DataFrame(
            {
                "country": ["K", "K", "A", "K"],
                "year": [4, 4, 4, 12],
                "votes": [1, 1, 5, 5],
                "seats": [1, 1, 5, 5],
            }
        )
        found = collected(
            metrics.summarize(convert(frame, engine), by=["country", "year"], indices="enp_votes")
        ).sort_values(["country", "year"])

        assert found.country.to_list() == ["A", "K", "K"]
        assert found.year.to_list() == [4, 4, 12]
        assert found.enp_votes.to_list() == pytest.approx([1, 2, 1])

    @pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow", "polars lazy", "duckdb"])
    def test_no_rows(self, engine, small, convert):
        """A frame without rows gives one without rows."""
        found = collected(metrics.summarize(convert(small.head(0), engine)))

        assert len(found) == 0
        assert list(found) == ["election_id", *INDICES]

    @each_engine
    def test_votes_alone(self, engine, small, convert):
        """Without seats there are the indices of votes, and the other way round."""
        frame = convert(small[["election_id", "votes"]], engine)
        names = nw.from_native(metrics.summarize(frame, seats=None)).collect_schema().names()

        assert names == ["election_id", "enp_votes", "golosov_votes", "margin"]
        frame = convert(small[["election_id", "seats"]], engine)
        names = nw.from_native(metrics.summarize(frame, votes=None)).collect_schema().names()
        assert names == ["election_id", "enp_seats", "golosov_seats"]

    @pytest.mark.parametrize("engine", ["pandas", "polars lazy", "duckdb"])
    @pytest.mark.parametrize("name", INDICES)
    @pytest.mark.parametrize("others", OTHERS)
    def test_one_index(self, engine, name, others, small, answers, convert):
        """Each index alone is what it is among the others."""
        if others == "bounds" and name in UNBOUNDED:
            return
        found = metrics.summarize(convert(small, engine), indices=name, others=others, **TOTALS[1])
        answer = answers[others, 1]
        names = [each for each in answer if each.startswith(name)]

        pd.testing.assert_frame_equal(
            collected(found),
            answer[["election_id", *names]],
            rtol=1e-9,
            atol=1e-9,
            check_dtype=False,
        )

    @each_engine
    def test_percentages(self, engine, convert):
        """A number is the total of every group: 100 for percentages."""
        frame = pd.DataFrame({"election_id": ["a"] * 2, "votes": [40.0, 40.0], "seats": [1, 1]})
        found = metrics.summarize(convert(frame, engine), indices="enp_votes", total_votes=100)

        assert collected(found).enp_votes.to_list() == pytest.approx([3.125])

    def test_the_frame_given_is_left_alone(self, small):
        """Neither its figures nor its index change."""
        before = small.copy(deep=True)
        metrics.summarize(small)

        pd.testing.assert_frame_equal(small, before)


class TestRefusals:
    """What cannot be is refused with its address; a query answers null."""

    FRAME = pd.DataFrame(
        {
            "election_id": ["a", "a", "b"],
            "votes": [5.0, 3.0, 1.0],
            "seats": [1, 2, 1],
            "cast": [10.0, 10.0, 1.0],
            "name": ["x", "y", "z"],
        }
    )

    @pytest.mark.parametrize(
        ("options", "error", "said"),
        [
            ({"votes": "vote"}, UnknownNameError, "no column named 'vote'. Did you mean 'votes'"),
            ({"by": "election"}, UnknownNameError, "no column named 'election'."),
            ({"total_votes": "csat"}, UnknownNameError, "no column named 'csat'."),
            ({"indices": "enp"}, UnknownNameError, "no index named 'enp'."),
            ({"others": "none"}, UnknownNameError, "no way to treat others named 'none'."),
            (
                {"votes": "name"},
                InvalidArgumentError,
                "column 'name' holds String; figures are numbers",
            ),
            ({"by": []}, InvalidArgumentError, "by names no column;"),
            ({"by": ["cast", "cast"]}, InvalidArgumentError, "by names a column twice: cast"),
            (
                {"by": "votes"},
                InvalidArgumentError,
                "column 'votes' is a key; it cannot be a figure too",
            ),
            ({"votes": None, "seats": None}, InvalidArgumentError, "neither votes nor seats"),
            ({"indices": []}, InvalidArgumentError, "no index is asked for;"),
            (
                {"indices": "gallagher", "seats": None},
                InvalidArgumentError,
                "gallagher needs a column of votes or seats that is not given",
            ),
            (
                {"indices": "rae", "others": "bounds"},
                InvalidArgumentError,
                "rae has no bounds; use others='exclude' or others='party'",
            ),
            ({"total_votes": 0}, InvalidArgumentError, "the total of votes is 0;"),
        ],
    )
    def test_arguments(self, options, error, said):
        """Arguments are checked before anything is computed, lazily too."""
        for frame in (self.FRAME, pl.from_pandas(self.FRAME).lazy()):
            with pytest.raises(error) as caught:
                metrics.summarize(frame, **options)

            assert str(caught.value).startswith(said)

    @pytest.mark.parametrize("frame", [[1, 2], {"votes": [1]}, None, "results"])
    def test_not_a_frame(self, frame):
        """Lists and mappings have functions of their own."""
        with pytest.raises(InvalidArgumentError) as caught:
            metrics.summarize(frame)

        assert str(caught.value) == (
            f"frame is a {type(frame).__name__}; give a frame that narwhals knows, or use the "
            "functions of elecdata.metrics for lists and mappings"
        )

    def test_a_key_named_like_an_index(self):
        """Names that differ only by case are one to some engines."""
        frame = self.FRAME.rename(columns={"election_id": "Gallagher"})
        with pytest.raises(InvalidArgumentError) as caught:
            metrics.summarize(frame, by="Gallagher")

        assert str(caught.value) == (
            "the key 'Gallagher' has the name of a column of the answer; rename it"
        )

    DAMAGES = (
        ("votes", -3.0, {}, "votes holds -3; a figure is 0 or more, or null"),
        ("seats", -1.0, {}, "seats holds -1; a figure is 0 or more, or null"),
        ("votes", math.inf, {}, "votes holds inf; a figure is 0 or more, or null"),
        (
            "votes",
            30.0,
            {"total_votes": "cast"},
            (
                "the listed votes add up to 35, more than their total of 10; give the total in the "
                "unit of the figures: 100 for percentages"
            ),
        ),
        (
            "cast",
            11.0,
            {"total_votes": "cast"},
            "the total of votes is both 10 and 11 there",
        ),
        (
            "cast",
            0.0,
            {"total_votes": "cast"},
            "the total of votes is both 0 and 10 there",
        ),
    )

    @pytest.mark.parametrize(("column", "value", "options", "said"), DAMAGES)
    @pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
    def test_eager_frames_raise(self, engine, column, value, options, said, convert):
        """The group, the column and what was found are named."""
        frame = self.FRAME.astype({"seats": float})
        frame.loc[1, column] = value
        frame = pd.concat([frame.tail(1), frame.head(2)])
        with pytest.raises(InvalidArgumentError) as caught:
            metrics.summarize(convert(frame, engine), **options)

        assert str(caught.value) == f"election_id 'a': {said}"

    @pytest.mark.parametrize(("column", "value", "options"), [each[:3] for each in DAMAGES])
    @pytest.mark.parametrize("engine", ["polars lazy", "duckdb", "pyspark"])
    def test_lazy_frames_have_null(self, engine, column, value, options, convert):
        """What depends on the figure is null in that group alone."""
        frame = self.FRAME.astype({"seats": float})
        frame.loc[1, column] = value
        found = collected(metrics.summarize(convert(frame, engine), **options))

        assert math.isnan(found.gallagher[0])
        assert math.isnan(found.enp_votes[0]) == (column != "seats")
        assert found.loc[1, ["gallagher", "enp_votes"]].to_list() == pytest.approx([0, 1])

    def test_dask_raises_when_computed(self, convert):
        """A partition is checked when it is made."""
        frame = self.FRAME.assign(votes=[5.0, -3.0, 1.0])
        found = metrics.summarize(convert(frame, "dask"))

        with pytest.raises(InvalidArgumentError, match="election_id 'a': votes holds -3"):
            found.compute()
