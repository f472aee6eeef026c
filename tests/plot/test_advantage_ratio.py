from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex

from elecdata import metrics
from elecdata.errors import PlotError
from elecdata.plot import advantage_ratio, advantage_ratio_table, alt_text
from elecdata.plot.tags import NameTags


@pytest.fixture
def both(majilis_2004, majilis_2012):
    """Two elections in one frame."""
    return pd.concat([majilis_2004, majilis_2012], ignore_index=True)


def points(ax):
    """Collections of points, one per election."""
    return [
        each
        for each in ax.collections
        if each.get_label() and not each.get_label().startswith("_") and len(each.get_offsets())
    ]


def texts(ax):
    """All texts that are shown, in one line each."""
    return [" ".join(t.get_text().split()) for t in ax.texts if t.get_visible()]


class TestRatios:
    """Share of elected seats over share of the vote."""

    def test_indirect_seats_are_not_counted(self, majilis_2012):
        """Nur Otan's 83 of 98 seats from the lists, for 80.99 per cent, are an advantage."""
        table = advantage_ratio_table(majilis_2012).set_index("label")

        assert table["advantage"]["Nur Otan"] == pytest.approx(100 * 83 / 98 / 80.99)
        assert np.isnan(table["advantage"]["Assembly"])

    def test_no_seat_is_a_ratio_of_0(self, majilis_2012):
        """Parties with votes and no seat stand on the floor."""
        table = advantage_ratio_table(majilis_2012).set_index("label")

        assert table["advantage"]["OSDP"] == 0

    def test_the_greatest_is_that_of_the_index(self, majilis_2012):
        """The highest point is D'Hondt's index, computed elsewhere."""
        direct = majilis_2012[majilis_2012["contestant_type"] == "party"]
        index = metrics.dhondt(direct["vote_share_pct"], direct["seats"], total_votes=100)

        assert advantage_ratio_table(majilis_2012)["advantage"].max() == pytest.approx(index)

    def test_seats_in_any_unit(self, majilis_2012):
        """Ten times the seats give the same ratios."""
        ten = majilis_2012.assign(seats=10 * majilis_2012["seats"])

        pd.testing.assert_frame_equal(
            advantage_ratio_table(ten), advantage_ratio_table(majilis_2012)
        )

    def test_elections_are_kept_apart(self, both, majilis_2012):
        """Shares are of the seats of one's own election."""
        alone = advantage_ratio_table(majilis_2012)["advantage"]
        table = advantage_ratio_table(both)

        assert table.loc[table["election"] == "2012", "advantage"].tolist() == pytest.approx(
            alone.tolist(), nan_ok=True
        )

    def test_no_votes_have_no_ratio(self):
        """Seats without a vote are not infinitely many."""
        frame = pd.DataFrame(
            {"short_name": ["A", "B"], "vote_share_pct": [0, 90.0], "seats": [1, 9], "color": None}
        )

        assert np.isnan(advantage_ratio_table(frame)["advantage"][0])

    def test_other_frames(self, both):
        """A polars frame gives the same table."""
        pd.testing.assert_frame_equal(
            advantage_ratio_table(pl.from_pandas(both)), advantage_ratio_table(both)
        )


class TestPicture:
    """Points, line, names, note."""

    def test_points_are_those_of_the_table(self, both):
        """Each election is a collection with its colours, in the order of the table."""
        table = advantage_ratio_table(both).dropna(subset=["advantage"])
        drawn = points(advantage_ratio(both))

        np.testing.assert_allclose(
            np.vstack([each.get_offsets() for each in drawn]), table[["votes", "advantage"]]
        )
        assert [each.get_label() for each in drawn] == ["2004", "2012"]
        colors = [to_hex(c) for each in drawn for c in each.get_facecolor()]
        assert colors == table["color"].tolist()

    def test_line_of_equal_shares(self, both):
        """The line lies at 1 and is named."""
        ax = advantage_ratio(both)

        assert list(ax.lines[0].get_ydata()) == [1, 1]
        assert "A = 1: equal shares" in texts(ax)

    def test_every_point_is_named_where_there_is_room(self, majilis_2012):
        """Names of one election are all there."""
        ax = advantage_ratio(majilis_2012)
        [tags] = [each for each in ax.get_children() if isinstance(each, NameTags)]

        assert all(tag.get_visible() for tag in tags.tags)

    @pytest.mark.parametrize("size", [(3.4, 3), (5, 4), (10, 5.6)])
    @pytest.mark.parametrize("layout", [None, "constrained"])
    def test_note_and_legend_keep_off_the_points(self, both, size, layout):
        """What is written at the top lies above the highest point."""
        figure, ax = plt.subplots(figsize=size, layout=layout)
        advantage_ratio(both, ax=ax)
        figure.draw_without_rendering()
        highest = max(
            float(ax.transData.transform(at)[1]) for each in points(ax) for at in each.get_offsets()
        )
        [note] = [text for text in ax.texts if "Not\ndrawn" in text.get_text().replace(" ", "\n")]

        assert note.get_window_extent().y0 > highest
        assert ax.get_legend().get_window_extent().y0 > highest

    def test_who_is_left_out(self, both):
        """The note says who and why; missing is not zero."""
        [note] = [text for text in texts(advantage_ratio(both)) if "Not drawn" in text]

        assert note == (
            "No seat, 0.4 to 1.2% of votes: Party of Patriots, Rukhaniyat (2004); Adilet, Auyl, "
            "Party of Patriots (2012). Not drawn: indirect seats, outside both shares: Assembly "
            "(2012); seats without a share of the vote: Independents (2004)."
        )

    def test_elections_without_votes_are_named_once(self, majilis_2012):
        """An election of which no ratio is known is one entry of the note."""
        other = majilis_2012.assign(vote_share_pct=None, election_id="az-2005-x", year=2005)
        [note] = [
            text
            for text in texts(advantage_ratio(pd.concat([majilis_2012, other])))
            if text.startswith("Not drawn")
        ]

        assert "no votes or no seats: 2005." in note

    def test_title_and_words(self, majilis_2012):
        """The finding is the greatest ratio; the words have every point."""
        ax = advantage_ratio(majilis_2012)

        assert ax.get_title() == "Ak Zhol gained most: 1.09 times its share of the vote"
        assert "Nur Otan: 1.05 at 81.0% of votes" in alt_text(ax)
        assert advantage_ratio(majilis_2012, title="").get_title() == ""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"vote_share_pct": 101.0},
            (
                "advantage_ratio: Adilet has 101 in column 'vote_share_pct'; shares are per "
                "cent, 0 to 100"
            ),
        ),
        (
            {"seats": None},
            (
                "advantage_ratio: column 'seats' has no figure in any of 8 rows; choose elections "
                "of a legislature (a presidency has no seats), or name another column: seats="
            ),
        ),
    ],
)
def test_what_cannot_be_drawn(majilis_2012, change, message):
    """Messages say what was found and what is allowed."""
    with pytest.raises(PlotError) as caught:
        advantage_ratio(majilis_2012.assign(**change))

    assert str(caught.value) == message
