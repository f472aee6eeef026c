"""A figure that was changed is never cited as the published one."""

from __future__ import annotations

import pandas as pd
import pytest

import elecdata
from elecdata.citing.evidence import works_behind
from elecdata.errors import InvalidArgumentError

KEY = ["election_id", "contestant_id"]
REMEDY = (
    "no source says so; cite the frame before it is changed, or give figures of your own a column "
    "of their own"
)


def behind(frame):
    return {work.key for work in works_behind(frame).works}


def refused(frame, said=elecdata.cite):
    with pytest.raises(InvalidArgumentError) as caught:
        said(frame)
    return str(caught.value)


@pytest.fixture
def majilis():
    """Seats and votes of 2012, by contestant."""
    rows = elecdata.load("results", election="kz-2012-majilis")
    return rows[[*KEY, "lineage_id", "short_name", "votes", "vote_share_pct", "seats"]]


@pytest.fixture
def edited(majilis):
    """The same with one seat more for Nur Otan."""
    majilis.loc[majilis.contestant_id == "kz-nur-otan", "seats"] += 1
    return majilis


class TestFrames:
    """Rows of a table."""

    @pytest.mark.parametrize("said", [elecdata.cite, elecdata.data_statement])
    def test_a_changed_figure_is_refused(self, edited, said):
        """In the words of its cell."""
        assert refused(edited, said) == (
            "the frame has 84 in kz-2012-majilis/kz-nur-otan, seats, where results has 83: "
            f"{REMEDY}"
        )

    def test_a_filled_cell_is_refused(self, majilis):
        """Where nothing is published, a zero is a figure of one's own."""
        assert refused(majilis.fillna({"votes": 0})) == (
            "the frame has 0 in kz-2012-majilis/kz-assembly, votes, where results has nothing: "
            f"{REMEDY}"
        )

    def test_an_emptied_cell_rests_on_nothing(self, majilis):
        """What is not there is not cited."""
        seats = majilis[[*KEY, "seats"]]
        otan = seats.contestant_id == "kz-nur-otan"

        assert behind(seats.assign(seats=seats.seats.where(otan))) == behind(seats[otan])
        assert behind(seats.assign(seats=pd.NA)) == set()

    @pytest.mark.parametrize("places", [0, 1])
    def test_a_rounded_figure_is_the_same(self, majilis, places):
        """To any number of decimals, in any type."""
        shares = majilis[[*KEY, "vote_share_pct"]]

        assert behind(shares.round(places)) == behind(shares)
        assert behind(shares.astype({"vote_share_pct": "float32"})) == behind(shares)
        assert behind(shares.astype({"vote_share_pct": "object"})) == behind(shares)

    def test_a_count_is_not_rounded(self, majilis):
        """One vote more is another count, however many there are."""
        counts = majilis[[*KEY, "votes"]]

        assert behind(counts.astype({"votes": "float64"})) == behind(counts)
        assert refused(counts.assign(votes=counts.votes + 1)).startswith(
            "the frame has 45703 in kz-2012-majilis/kz-adilet, votes, where results has 45702: "
        )

    def test_a_name_may_be_changed(self, majilis):
        """No source is cited for it."""
        named = majilis.assign(short_name="party")

        assert behind(named) == behind(majilis)

    def test_a_view_has_its_own_figures(self):
        """The figures of a day are held against that day's, not against the final ones."""
        early = elecdata.load("results", election="kz-2012-majilis", as_of="2012-01-16")
        final = elecdata.load("results", election="kz-2012-majilis")
        shown = early[[*KEY, "vote_share_pct"]]
        mixed = shown.assign(vote_share_pct=final.vote_share_pct)

        assert behind(shown)
        assert refused(mixed).startswith("the frame has ")

    @pytest.mark.parametrize("table", ["elections", "turnout", "events", "parties", "observers"])
    def test_other_tables_pass_as_loaded(self, table):
        """Days, truth values, texts and figures are the published ones in pandas and in Arrow."""
        frame = elecdata.load(table)

        assert behind(frame)
        assert behind(elecdata.load(table, backend="pyarrow")) == behind(frame)


class TestCompared:
    """Comparisons of frames that were changed."""

    def test_a_changed_figure_is_refused(self, edited):
        """compare(frame=) hands on what the frame said of itself; the figure is seen."""
        rows = elecdata.load("results", election="kz-2012-majilis").assign(seats=edited.seats)

        assert refused(elecdata.compare("seats", frame=rows)) == (
            f"the frame has 84 in kz-otan, kz-2012-majilis, where results has 83: {REMEDY}"
        )

    @pytest.mark.parametrize("measure", ["seats", "seat_share_pct", "bonus"])
    def test_as_published_passes(self, measure):
        """Figures, changes and differences, rounded or not."""
        table = elecdata.compare(measure, country="KAZ")

        assert behind(table.round(1)) == behind(table)

    def test_a_changed_change_is_refused(self):
        """A change is held against both elections."""
        table = elecdata.compare("seats", country="KAZ", year=[2012, 2021])
        table.loc["kz-otan", "kz-2021-majilis change"] = -6

        assert refused(table) == (
            "the frame has -6 in kz-otan, kz-2021-majilis change, where results has -7: " + REMEDY
        )
