from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib import pyplot as plt

import elecdata
from elecdata.errors import PlotError, UnknownNameError
from elecdata.metrics.formulas import INDICES
from elecdata.plot import alt_text, disproportionality, disproportionality_table


@pytest.fixture
def both(majilis_2004, majilis_2012):
    """Both chambers in one frame, with votes in proportion to the shares."""
    frame = pd.concat([majilis_2004, majilis_2012], ignore_index=True)
    return frame.assign(votes=(100 * frame["vote_share_pct"]).round().astype("Int64"))


def bars(ax):
    """Lengths of the bars, from the top down."""
    return [bar.get_width() for container in ax.containers for bar in container]


class TestTable:
    """What is drawn, as a table."""

    @pytest.mark.parametrize("index", INDICES)
    def test_values_are_those_of_summarize(self, index, both):
        """Every index of elecdata.metrics has the value that it has there."""
        table = disproportionality_table(both, index=index, indirect=True)
        expected = elecdata.metrics.summarize(both, indices=[index])[index]

        np.testing.assert_allclose(table["value"], expected)

    def test_indirect_seats_are_left_out(self, both):
        """Seats that no voter filled do not count, unless they are asked for."""
        elected = both[both["contestant_type"] != "indirect"]
        expected = elecdata.metrics.summarize(elected, indices=["gallagher"])["gallagher"]

        np.testing.assert_allclose(disproportionality_table(both)["value"], expected)

    def test_gallagher_by_hand(self):
        """Votes of 60 and 40 with seats of 7 and 3: the root of half of 100 and 100 is 10."""
        [value] = disproportionality_table(pd.DataFrame({"votes": [60, 40], "seats": [7, 3]})).value

        assert value == pytest.approx(10)

    def test_bounds(self, both):
        """With bounds a value lies between two others."""
        table = disproportionality_table(both, others="bounds")

        assert (table["low"] <= table["value"]).all()
        assert (table["value"] <= table["high"]).all()
        assert table["low"].iloc[0] < table["high"].iloc[0]

    def test_totals_can_be_a_column(self, both):
        """A column of totals counts as in summarize."""
        both["all"] = 20000
        one = disproportionality_table(both, total_votes="all", others="party")
        two = disproportionality_table(both, total_votes=20000, others="party")

        pd.testing.assert_frame_equal(one, two)
        assert not np.allclose(one["value"], disproportionality_table(both)["value"])

    def test_other_kinds_of_frame(self, both):
        """A Polars frame gives the same table."""
        pd.testing.assert_frame_equal(
            disproportionality_table(both), disproportionality_table(pl.from_pandas(both))
        )


class TestBars:
    """One bar for each value."""

    def test_bars_are_as_long_as_values(self, both, drawn):
        """The bars have the lengths of the table, and their values beside them."""
        ax = disproportionality(both)
        values = disproportionality_table(both)["value"]

        assert bars(ax) == pytest.approx(values.tolist())
        assert {f"{value:.2f}" for value in values} <= set(drawn(ax).words)

    def test_negative_values_go_left(self, both):
        """A bonus below 0 is a bar to the left of 0, inside the axes."""
        ax = disproportionality(both, index="bonus")

        assert min(bars(ax)) < 0
        assert ax.get_xlim()[0] < min(bars(ax))

    def test_names_of_indices_break_at_hyphens(self, both, drawn):
        """In a column of a journal no name is broken inside a word."""
        _, ax = plt.subplots(figsize=(3.4, 3), layout="constrained")
        index = ["gallagher", "loosemore_hanby"]
        words = drawn(disproportionality(both, index=index, ax=ax)).words

        assert {"Gallagher index", "Loosemore- Hanby index"} & set(words)
        assert not any("Loosemo re" in each for each in words)

    def test_several_units_have_several_scales(self, both, drawn):
        """Indices in different units fill the width each by its own largest, with no ticks."""
        ax = disproportionality(both, index=["gallagher", "enp_votes"])
        table = disproportionality_table(both, index=["gallagher", "enp_votes"])
        tops = table.groupby("index")["value"].transform("max")

        assert bars(ax) == pytest.approx((table["value"] / tops).tolist())
        assert list(ax.get_xticks()) == []
        assert drawn(ax).note.startswith("Each index has a scale of its own.")

    def test_an_index_that_is_not_defined(self, both, drawn):
        """An election without votes has no bar, but the reason in its place."""
        both.loc[both["year"] == 2004, "votes"] = pd.NA
        ax = disproportionality(both)

        assert len(bars(ax)) == 1
        assert "votes not known" in drawn(ax).words

    def test_every_value_zero(self, drawn):
        """Proportional seats are bars of no length, with their values."""
        ax = disproportionality(pd.DataFrame({"votes": [60, 40], "seats": [6, 4]}))

        assert bars(ax) == [0]
        assert "0.00" in drawn(ax).words


class TestWords:
    """Title, note and text."""

    def test_the_title_is_the_finding(self, both):
        """The title tells the highest and the lowest value, or the only one."""
        table = disproportionality_table(both)["value"]
        one = disproportionality(both[both["year"] == 2012]).get_title()

        assert disproportionality(both).get_title().replace("\n", " ") == (
            f"Gallagher index: highest in 2004 ({table[0]:.2f}), lowest in 2012 ({table[1]:.2f})"
        )
        assert one == f"Gallagher index in 2012: {table[1]:.2f}"

    @pytest.mark.parametrize(
        ("others", "said"),
        [
            ("exclude", "what they do not list is left out."),
            ("party", "what they do not list counts as one party."),
            ("bounds", "lines show the bounds that what they do not list allows."),
        ],
    )
    def test_base_and_others_are_told(self, others, said, both, drawn):
        """The note says what shares are of, and what became of what is not listed."""
        note = drawn(disproportionality(both, others=others)).note

        assert note.startswith(f"Shares of known votes and seats; {said}")

    def test_what_was_left_out_is_told(self, both, drawn):
        """The note counts indirect seats and seats of those whose votes are not known."""
        note = drawn(disproportionality(both)).note

        assert "2004: 17 seats of Independents, votes unknown, count in totals alone." in note
        assert "2012: without 9 indirect seats." in note

    def test_votes_of_one_tier_are_told(self, both, drawn):
        """Votes for lists set against seats of both tiers are said to be so."""
        both["seats_list"], both["seats_constituency"] = 1, 0
        both.loc[0, "seats_constituency"] = 1

        assert "votes for lists, seats of both tiers" in drawn(disproportionality(both)).note

    def test_the_picture_in_words(self, both):
        """The text holds the values and the note."""
        table = disproportionality_table(both)["value"]

        assert f"2004 {table[0]:.2f}, 2012 {table[1]:.2f}" in alt_text(disproportionality(both))


class TestRoom:
    """Texts keep apart and whole."""

    @pytest.mark.parametrize("index", ["gallagher", ["gallagher", "bonus", "enp_seats"]])
    @pytest.mark.parametrize("size", [(3.4, 2.6), (6.4, 4.8), (10, 5.6)])
    @pytest.mark.parametrize("layout", ["constrained", None])
    def test_no_text_covers_another(self, index, size, layout, both, drawn):
        """At any size, in either layout, no two texts share room and none is cut."""
        _, ax = plt.subplots(figsize=size, layout=layout)
        got = drawn(disproportionality(both, index=index, others="exclude", ax=ax))

        assert got.collisions() == []
        assert got.cut() == []

    def test_forty_elections(self, both, drawn):
        """Forty elections with long ids have a row each."""
        name = "қазақстан-республикасы-$"
        many = [both[both["year"] == 2012].assign(election_id=f"{name}{n}") for n in range(40)]
        got = drawn(disproportionality(pd.concat(many)))

        assert len(got.layout.labels) == 40
        assert got.collisions() == []
        assert got.cut() == []


class TestErrors:
    """What cannot be drawn."""

    def test_no_value_at_all(self, both):
        """The error says why no election has a value."""
        with pytest.raises(PlotError) as caught:
            disproportionality(both.assign(votes=pd.NA))

        assert str(caught.value) == (
            "disproportionality: gallagher has no value in any election (2004: votes not known, "
            "2012: votes not known); choose elections with known votes and seats, or another index"
        )

    def test_unknown_index(self, both):
        """The error names the near ones."""
        with pytest.raises(UnknownNameError, match="Did you mean 'gallagher'"):
            disproportionality(both, index="galagher")

    def test_unknown_others(self, both):
        """The error names the treatments that there are."""
        with pytest.raises(UnknownNameError, match="exclude, party, bounds"):
            disproportionality(both, others="drop")

    def test_no_index(self, both):
        """An empty list is refused."""
        with pytest.raises(PlotError, match="index is empty"):
            disproportionality(both, index=[])


def test_a_guest_in_a_figure(both):
    """The axes given come back, no figure is made, no setting changed, the frame left alone."""
    figure, ax = plt.subplots()
    settings, before = dict(plt.rcParams), both.copy(deep=True)

    assert disproportionality(both, ax=ax) is ax
    assert plt.get_fignums() == [figure.number]
    assert dict(plt.rcParams) == settings
    pd.testing.assert_frame_equal(before, both)


def test_all_elections_of_the_package():
    """Without data every election of the package is drawn or has its reason."""
    table = disproportionality_table()

    assert len(table) == len(elecdata.load("elections"))
    assert (table["value"].notna() | (table["reason"] != "")).all()
