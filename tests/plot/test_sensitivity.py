from __future__ import annotations

import pandas as pd
import polars as pl
import pytest
from matplotlib import pyplot as plt

import elecdata
from elecdata.errors import PlotError
from elecdata.plot import alt_text, sensitivity, sensitivity_table
from elecdata.plot.listing import Listing


@pytest.fixture
def ranges():
    """What elecdata.sensitivity returns, for four elections that the package does not know."""
    return pd.DataFrame(
        {
            "election_id": ["a-2004", "b-2005", "c-2012", "d-2021"],
            "index": "enp_seats",
            "adopted": [2.66, None, 1.62, 1.88],
            "low": [1.95, None, 1.62, 1.8],
            "high": [2.7, None, 1.62, 1.9],
            "exact": [True, True, True, False],
            "low_choice": ["seats = 14 (x); seats = 2 (y); seats = 3 (z)", "", "", "all (y)"],
            "high_choice": ["as published", "", "", ""],
        }
    )


def names(ax):
    """Names of the rows."""
    [rows] = [each for each in ax.get_children() if isinstance(each, Listing)]
    return [text.get_text() for text in rows.names]


def said(ax):
    """All texts, in one line."""
    return " ".join(" ".join(text.get_text() for text in ax.texts).split())


class TestRanges:
    """A bar and a dot for each election."""

    def test_bars_run_from_low_to_high(self, ranges):
        """Each bar lies in the row of its election."""
        ax = sensitivity(ranges)
        bars = sorted(
            (b.get_y() + b.get_height() / 2, b.get_x(), b.get_width()) for b in ax.patches
        )

        assert [at for bar in bars for at in bar] == pytest.approx(
            [0, 1.95, 0.75, 1, 1.62, 0, 2, 1.8, 0.1]
        )
        assert names(ax) == ["a-2004", "c-2012", "d-2021"]

    def test_dots_stand_at_what_is_adopted(self, ranges):
        """One dot an election."""
        [dots] = [each for each in sensitivity(ranges).collections if each.get_label() == "adopted"]

        assert dots.get_offsets().tolist() == [[2.66, 0], [1.62, 1], [1.88, 2]]

    def test_ranges_that_may_be_wider_are_hatched(self, ranges):
        """A sampled range is told apart without colours."""
        hatched = {bar.get_y() > 1.5: bar.get_hatch() for bar in sensitivity(ranges).patches}

        assert hatched == {False: None, True: "////"}
        assert "Hatched, at least as wide: d-2021." in said(sensitivity(ranges))

    def test_negative_changes_are_drawn(self, ranges):
        """A change between elections may be below 0."""
        frame = ranges.assign(**{c: ranges[c] - 5 for c in ("adopted", "low", "high")})
        ax = sensitivity(frame)

        assert ax.patches[0].get_x() == pytest.approx(-3.05)

    def test_other_columns(self, ranges):
        """Columns can be named."""
        frame = ranges.rename(columns={"low": "least", "election_id": "vote"})

        assert sensitivity_table(frame, low="least", election="vote")["low"].tolist()[0] == 1.95

    def test_other_frames_are_drawn(self, ranges):
        """A polars frame gives the same table."""
        frame = pl.from_pandas(ranges)

        pd.testing.assert_frame_equal(sensitivity_table(frame), sensitivity_table(ranges))


class TestTexts:
    """Values, choices, title."""

    def test_values_are_written(self, ranges):
        """The range stands in brackets; a value that nothing moves stands alone."""
        assert sensitivity_table(ranges)["shown"].tolist() == [
            "2.66 (1.95 to 2.7)",
            "",
            "1.62",
            "1.88 (1.8 to 1.9)",
        ]

    def test_choices_are_told(self, ranges):
        """The note tells what gives each end, the widest first, long choices shortened."""
        note = said(sensitivity(ranges))

        assert (
            "a-2004, lowest: seats = 14, seats = 2 and 1 more; highest: as published. "
            "d-2021, lowest: all (y)."
        ) in note
        assert "Not drawn, no value: b-2005." in note

    def test_title_is_the_finding(self, ranges):
        """The widest range, or that nothing moves."""
        fixed = ranges.assign(low=ranges["adopted"], high=ranges["adopted"])

        assert sensitivity(ranges).get_title().replace("\n", " ") == (
            "Effective number of parties by seats moves most for a-2004: "
            "1.95 to 2.7 over all choices"
        )
        assert sensitivity(fixed).get_title().replace("\n", " ") == (
            "Effective number of parties by seats: no admissible choice changes it"
        )
        assert sensitivity(ranges, title="").get_title() == ""

    def test_in_words(self, ranges):
        """The alternative text has every range."""
        assert alt_text(sensitivity(ranges)) == (
            "Ranges of effective number of parties by seats, by election, adopted (low to high): "
            "a-2004 2.66 (1.95 to 2.7); c-2012 1.62; d-2021 1.88 (1.8 to 1.9). Effective number of "
            "parties by seats moves most for a-2004: 1.95 to 2.7 over all choices. 1 without a "
            "value."
        )

    def test_rows_without_room_are_counted(self, ranges):
        """Small axes keep the first rows and say how many there are beside."""
        many = pd.concat([ranges.head(1)] * 60)
        ax = sensitivity(many, ax=plt.subplots(figsize=(3.4, 3))[1])

        assert f"No room for {60 - len(names(ax))} more." in said(ax)


def test_an_index_is_computed(monkeypatch, ranges):
    """The name of an index stands for the ranges that elecdata.sensitivity gives."""
    asked = []
    monkeypatch.setattr(
        elecdata, "sensitivity", lambda index, data: asked.append((index, data)) or ranges
    )
    ax = sensitivity("enp_seats")

    assert asked == [("enp_seats", None)]
    assert ax.get_xlabel() == "Effective number of parties by seats"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"low": 2.68},
            (
                "sensitivity: a-2004 has 2.66, outside its range of 2.68 to 2.7; low <= adopted "
                "<= high"
            ),
        ),
        (
            {"adopted": None},
            (
                "sensitivity: none of 1 rows has 'adopted', 'low' and 'high'; choose an index that "
                "is defined for some election, or name other columns"
            ),
        ),
        ({"low": "x"}, "sensitivity: column 'low' holds 'x'; finite numbers are drawn"),
        (
            {"high": float("inf")},
            "sensitivity: column 'high' holds inf; finite numbers are drawn",
        ),
    ],
)
def test_what_cannot_be_drawn(ranges, change, message):
    """Messages say what was found and what is allowed."""
    with pytest.raises(PlotError) as caught:
        sensitivity(ranges.head(1).assign(**change))

    assert str(caught.value) == message
