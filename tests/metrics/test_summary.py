"""All indices of a frame: the same answers as the functions, on every engine."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import elecdata
from elecdata import metrics

ENGINES = ("pandas", "nullable", "polars", "pyarrow", "polars lazy", "duckdb", "dask", "pyspark")
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


class TestAnswers:
    """Every engine gives what the functions give."""

    @pytest.mark.parametrize(("engine", "others", "number"), CASES)
    def test_as_the_functions(self, engine, others, number, small, answers, convert, collected):
        """Nulls, zeros, ties, totals and the rest, in every way to treat others."""
        frame = convert(small, engine)
        found = metrics.summarize(frame, others=others, **TOTALS[number])

        pd.testing.assert_frame_equal(
            collected(found), answers[others, number], rtol=1e-9, atol=1e-9, check_dtype=False
        )

    @pytest.mark.parametrize("engine", ENGINES)
    def test_many_rows(self, engine, convert, collected, elections):
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
    def test_few_figures(self, rows, others, collected, expected):
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
    def test_nan_is_null(self, engine, small, convert, collected):
        """NaN in a frame that has nulls too is a null."""
        frame = convert(small, engine).with_columns(pl.col("votes", "seats").fill_null(math.nan))

        pd.testing.assert_frame_equal(
            collected(metrics.summarize(frame)), collected(metrics.summarize(small)), rtol=1e-9
        )

    def test_groups_of_very_different_size(self, collected, expected):
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
