from __future__ import annotations

import matplotlib as mpl
import pandas as pd
import polars as pl
import pytest
from matplotlib import pyplot as plt
from matplotlib.markers import MarkerStyle

import elecdata
from elecdata.errors import PlotError
from elecdata.plot import alt_text, observers, observers_table, style
from elecdata.plot.listing import Listing


@pytest.fixture
def missions():
    """Missions of two elections that the package does not know."""
    return pd.DataFrame(
        {
            "election_id": ["a-1", "a-1", "a-1", "b-2", "b-2", "b-2"],
            "mission_id": ["osce", "cis", "oic", "osce", "cis", "odd"],
            "name": ["OSCE", "CIS", "OIC", "OSCE", "CIS", "$Odd$ наблюдатели"],
            "verdict": ["failed", "approved", None, "mixed", "approved", "critical"],
            "n_observers": pd.array([300, None, None, 200, 1234, None], dtype="Int64"),
            "n_deployed": pd.array([305, None, None, None, None, None], dtype="Int64"),
        }
    )


def marks(ax):
    """Places of the marks by verdict."""
    return {
        each.get_label(): [tuple(at) for at in each.get_offsets()]
        for each in ax.collections
        if each.get_label() in ("failed", "critical", "mixed", "approved", "none given")
    }


def names(ax):
    """Names of the rows, in one line each."""
    [rows] = [each for each in ax.get_children() if isinstance(each, Listing)]
    return [" ".join(text.get_text().split()) for text in rows.names]


def said(ax):
    """All texts in the axes."""
    return [" ".join(text.get_text().split()) for text in ax.texts]


class TestMarks:
    """One mark a verdict, at its place on the scale."""

    def test_the_better_the_further_right(self, missions):
        """Places follow the scale; no verdict has a place of its own, right of it."""
        ax = observers(missions[missions["election_id"] == "a-1"])

        assert marks(ax) == {"failed": [(0, 0)], "approved": [(3, 1)], "none given": [(4, 2)]}

    def test_every_verdict_has_a_shape(self, missions):
        """Without colours the verdicts are told apart too; mixed is not missing."""
        frame = missions.assign(
            election_id="x", verdict=["failed", "critical", "mixed", "approved", None, None]
        )
        ax = observers(frame)
        shapes = {
            each.get_label(): each.get_paths()[0].vertices.tobytes()
            for each in ax.collections
            if each.get_label() in marks(ax)
        }

        assert len(set(shapes.values())) == 5
        bar = MarkerStyle("_")
        assert shapes["none given"] == (
            bar.get_path().transformed(bar.get_transform()).vertices.tobytes()
        )

    def test_elections_are_columns(self, missions):
        """A mission has one row; who was not there has no mark in that column."""
        ax = observers(missions)
        table = observers_table(missions)

        assert table.loc[table["label"] == "CIS", "row"].nunique() == 1
        assert sum(map(len, marks(ax).values())) == len(missions)
        across = sorted(x for places in marks(ax).values() for x, _ in places)
        assert across == [0, 3, 4, 7, 8, 9]

    def test_two_missions_of_one_name_have_a_line_each(self, missions):
        """No mark covers another of the same name and election."""
        twice = missions[missions["election_id"] == "a-1"].assign(name="OSCE", mission_id="osce")
        ax = observers(twice)

        assert names(ax) == ["OSCE", "", ""]
        assert sorted(y for places in marks(ax).values() for _, y in places) == [0, 1, 2]

    def test_published_verdicts_are_drawn(self):
        """Marks are as many as the table's rows, verdict by verdict."""
        table = elecdata.load("observers", election="kz-2012-majilis")
        counts = table["verdict"].fillna("none given").value_counts().to_dict()

        assert {term: len(at) for term, at in marks(observers("kz-2012-majilis")).items()} == counts

    def test_all_elections_by_default(self):
        """Without data every published verdict has its mark."""
        drawn = marks(observers())

        assert sum(map(len, drawn.values())) == len(elecdata.load("observers"))


class TestTexts:
    """Names, sizes, title and note."""

    def test_severest_come_first(self, missions):
        """Among those who judged as often, the worst verdict is on top."""
        ax = observers(missions[missions["election_id"] == "b-2"])

        assert names(ax) == ["$Odd$ наблюдатели", "OSCE", "CIS"]

    def test_names_have_more_room_in_a_column(self):
        """In a narrow picture of one election no name needs more than three lines."""
        with mpl.rc_context({"figure.figsize": (3.4, 3)}):
            ax = observers("kz-2021-majilis")
        [rows] = [each for each in ax.get_children() if isinstance(each, Listing)]

        assert max(name.get_text().count("\n") for name in rows.names) == 2

    def test_sizes_are_written_where_known(self, missions):
        """At work on the day before all others; nothing where nothing is known."""
        texts = said(observers(missions[missions["election_id"] == "a-1"]))

        assert "305" in texts
        assert "300" not in texts
        assert "Numbers: observers, where known." in texts

    def test_title_counts_verdicts(self, missions):
        """The finding counts verdicts given, not missions."""
        assert observers(missions).get_title() == (
            "2 of 5 verdicts fault the vote (failed 1, critical 1), 1 mixed, 2 approved"
        )
        assert observers(missions, title="").get_title() == ""

    def test_titles_break_between_counts(self, missions):
        """A verdict and how often it was given stay in one line."""
        for width in (2.6, 3.0, 3.4, 4.2):
            with mpl.rc_context({"figure.figsize": (width, 3)}):
                title = observers(missions).get_title()
            assert "failed 1" in title
            assert "critical 1" in title

    def test_columns_are_named(self, missions):
        """Several elections are named above their columns; one needs no name."""
        assert {"a-1", "b-2"} <= set(said(observers(missions)))
        assert "a-1" not in said(observers(missions[missions["election_id"] == "a-1"]))

    def test_known_elections_have_short_names(self):
        """Years and countries are looked up."""
        table = observers_table(["kz-2012-majilis", "kz-2021-majilis"])

        assert set(table["election"]) == {"2012", "2021"}

    def test_in_words(self, missions):
        """The alternative text has every verdict."""
        assert alt_text(observers(missions[missions["election_id"] == "a-1"])) == (
            "Verdicts of observers, from failed to approved. 1 of 2 verdicts faults the vote "
            "(failed 1), 1 approved. a-1: failed: OSCE; approved: CIS; none given: OIC."
        )

    def test_rows_without_room_are_counted(self, missions):
        """In small axes the note says how many rows are not drawn."""
        many = pd.concat(  # with an index that repeats itself
            [missions.assign(mission_id=f"m{n}", name=f"M{n}", election_id="x") for n in range(9)]
        )
        ax = observers(many, ax=plt.subplots(figsize=(3.4, 2.5))[1])
        drawn = sum(map(len, marks(ax).values()))

        assert drawn < len(many)
        assert f"No room for {len(many) - drawn} more rows." in " ".join(said(ax))


def test_other_frames_are_drawn(missions):
    """A polars frame gives the same table."""
    pd.testing.assert_frame_equal(
        observers_table(pl.from_pandas(missions)), observers_table(missions)
    )


def test_dark_paper_has_lighter_colours(missions):
    """Marks stand out from dark paper too."""
    light = observers(missions).collections
    with style("dark"):
        dark = observers(missions).collections
    pairs = [
        (a.get_facecolor().tolist(), b.get_facecolor().tolist())
        for a, b in zip(light, dark, strict=True)
        if a.get_label() in ("failed", "approved")
    ]

    assert len(pairs) == 2
    assert all(a != b for a, b in pairs)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"verdict": "good"},
            (
                "observers: column 'verdict' holds 'good'; verdicts are failed, critical, mixed, "
                "approved, or missing"
            ),
        ),
        (
            {"verdict": None},
            "observers: column 'verdict' is empty in all 6 rows; there is no verdict",
        ),
    ],
)
def test_what_cannot_be_drawn(missions, change, message):
    """Messages say what was found and what is allowed."""
    with pytest.raises(PlotError) as caught:
        observers(missions.assign(**change))

    assert str(caught.value) == message
