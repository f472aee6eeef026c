from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from elecdata.errors import PlotError
from elecdata.plot.frame import as_frame, colors, listed, numbers, texts


class TestAsFrame:
    """A frame with the columns that a plot needs."""

    def test_a_pandas_frame_is_not_copied(self):
        """The caller's own frame comes back."""
        frame = pd.DataFrame({"seats": [1]})

        assert as_frame(frame, ["seats"], plot="p") is frame

    def test_other_columns_are_listed(self):
        """A column unlike any other gets no suggestion, but sees what there is."""
        with pytest.raises(PlotError) as caught:
            as_frame(pd.DataFrame({"a": [1], "b": [2]}), ["seats"], plot="p")

        assert str(caught.value) == (
            "p: no column 'seats' in the frame. Columns: a, b. "
            "Rename the columns, or name yours in the call to p."
        )

    @pytest.mark.parametrize("data", [[], ["x", 1], {"seats": [1]}, 3.5])
    def test_no_frame_is_refused(self, data):
        """Lists of other things, mappings and numbers are not taken for frames."""
        with pytest.raises(PlotError, match=f"^p: got {type(data).__name__}; give a frame"):
            as_frame(data, ["seats"], plot="p")


class TestNumbers:
    """Columns of figures."""

    @pytest.mark.parametrize(
        "values",
        [
            pd.array([1, None], dtype="Int64"),
            pd.array([1, None], dtype="Float64"),
            pd.array([1, None], dtype="int64[pyarrow]"),
            [1.0, np.nan],
            pd.Series([Decimal(1), None], dtype=object),
            pd.Series(["1", None], dtype=object),
        ],
    )
    def test_every_kind_of_number_is_a_float(self, values):
        """Nullable, Arrow, decimal and plain columns give the same."""
        found = numbers(pd.DataFrame({"seats": values}), "seats", plot="p")

        assert found.dtype == np.float64
        assert found.iloc[0] == 1
        assert np.isnan(found.iloc[1])

    @pytest.mark.parametrize("value", [-1, float("inf"), "x"])
    def test_other_values_are_refused(self, value):
        """The error names the value and the row."""
        with pytest.raises(PlotError) as caught:
            numbers(pd.DataFrame({"seats": [value]}, index=["r"]), "seats", plot="p")

        assert str(caught.value) == (
            f"p: column 'seats' holds {value!r} in row 'r'; numbers of 0 or more are drawn"
        )


class TestTexts:
    """Columns of names."""

    def test_categories_and_numbers_are_texts(self):
        """Names may be stored as categories, and numbers may serve as names."""
        frame = pd.DataFrame({"a": pd.Categorical(["x", None]), "b": [1, 2]})

        assert texts(frame, "a", "b").tolist() == ["x", "2"]

    def test_blanks_are_missing(self):
        """A name of blanks is no name, and blanks within a name are single."""
        frame = pd.DataFrame({"a": ["  ", " New \n Party "]})

        assert texts(frame, "a").tolist() == ["unnamed", "New Party"]


class TestColors:
    """Columns of colours."""

    def test_names_of_colours_are_known(self):
        """Whatever matplotlib takes for a colour is one."""
        frame = pd.DataFrame({"color": ["red", "#ABC", pd.NA]})

        assert colors(frame, "color", plot="p").tolist() == ["#ff0000", "#aabbcc", "#8c8c8c"]


class TestListed:
    """Names in a row."""

    @pytest.mark.parametrize(
        ("names", "said"),
        [([], ""), (["a"], "a"), (["a", "b"], "a, b"), (["a", "b", "c"], "a, b and 1 more")],
    )
    def test_the_rest_is_a_number(self, names, said):
        """At most two are named here."""
        assert listed(names, most=2) == said
