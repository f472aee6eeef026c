"""All indices of a frame: the kind of frame that comes back, and what is refused."""

from __future__ import annotations

import itertools
import math

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from elecdata import metrics
from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.metrics.formulas import INDICES, UNBOUNDED

ENGINES = ("pandas", "nullable", "polars", "pyarrow", "polars lazy", "duckdb", "dask", "pyspark")
LAZY = ("polars lazy", "duckdb", "dask", "pyspark")
OTHERS = ("exclude", "party", "bounds")
TOTALS = {"total_votes": "cast", "total_seats": "house"}
# Their own packages are not ready for the newest pandas, and say so.
pytestmark = [
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
# The kernel and a query each in every way; the query on a second engine in the plainest.
ALONE = [
    (name, others, engine)
    for name, others in itertools.product(INDICES, OTHERS)
    if others != "bounds" or name not in UNBOUNDED
    for engine in ("pandas", "polars lazy", "duckdb")
    if engine != "duckdb" or others == "exclude"
]
each_engine = pytest.mark.parametrize("engine", ENGINES)
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

    def test_narwhals_frames(self, small, collected):
        """A frame of narwhals itself comes back as one."""
        found = metrics.summarize(nw.from_native(small))

        assert isinstance(found, nw.DataFrame)
        lazy = metrics.summarize(nw.from_native(small).lazy())
        assert isinstance(lazy, nw.LazyFrame)
        pd.testing.assert_frame_equal(collected(lazy), collected(found), rtol=1e-9)

    def test_answers_of_pandas_share_no_names(self):
        """A name given to the columns of one answer is not that of the next."""
        frame = pd.DataFrame({"election_id": ["a"], "votes": [1], "seats": [1]})
        metrics.summarize(frame).columns.name = "index"

        assert metrics.summarize(frame).columns.name is None

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
    def test_several_keys(self, engine, convert, collected):
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
    def test_no_rows(self, engine, small, convert, collected):
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

    @pytest.mark.parametrize(("name", "others", "engine"), ALONE)
    def test_one_index(self, engine, name, others, small, answers, convert, collected):
        """Each index alone is what it is among the others."""
        found = metrics.summarize(convert(small, engine), indices=name, others=others, **TOTALS)
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
    def test_percentages(self, engine, convert, collected):
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

    def test_columns_of_several_levels(self):
        """A name of two parts is no name of a column here."""
        frame = self.FRAME.copy()
        frame.columns = pd.MultiIndex.from_tuples([(name, "") for name in frame])

        with pytest.raises(InvalidArgumentError, match="frame has columns of 2 levels; give each"):
            metrics.summarize(frame, by="election_id", votes="votes", seats="seats")

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

    def test_sums_beyond_numbers(self):
        """Two figures that a float can hold, and a sum that it cannot."""
        with pytest.raises(InvalidArgumentError) as caught:
            metrics.summarize(self.FRAME.assign(votes=[1e308, 1e308, 1.0]))

        assert str(caught.value) == (
            "election_id 'a': votes adds up to more than a number can hold; "
            "give it in a larger unit"
        )

    @pytest.mark.parametrize(("column", "value", "options"), [each[:3] for each in DAMAGES])
    @pytest.mark.parametrize("engine", ["polars lazy", "duckdb", "pyspark"])
    def test_lazy_frames_have_null(self, engine, column, value, options, convert, collected):
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
