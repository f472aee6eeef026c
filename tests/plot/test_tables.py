"""What a picture draws is what its table holds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

import elecdata
from elecdata.errors import PlotError, UnknownNameError
from elecdata.plot import (
    alt_text,
    compare_table,
    hemicycle,
    hemicycle_table,
    report,
    report_tables,
    seats_votes,
    seats_votes_table,
    turnout_table,
)
from elecdata.plot.disputes import conflict_table
from elecdata.plot.marks import FULL, HOLLOW, outline_of

ELECTIONS = elecdata.load("elections")["election_id"].tolist()
LEGISLATURE = [
    "Chamber",
    "Shares of the vote",
    "Turnout",
    "Exit polls",
    "Observers",
    "Figures in dispute",
]


@pytest.fixture
def both(majilis_2004, majilis_2012):
    """Two elections in one frame."""
    return pd.concat([majilis_2004, majilis_2012], ignore_index=True)


def dots(ax):
    """Centre, colour, name of the group, mark and kind of every dot, in the order of drawing."""
    found = []
    shapes = {mark: outline_of(mark) for mark in (*FULL, *HOLLOW)}
    for each in ax.collections:
        color = to_hex(each.get_facecolor()[0])
        name, _, _ = each.get_label().rpartition(" ")
        for path in each.get_paths():
            box = path.get_extents()
            at = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
            corners = (path.vertices - at) / (box.width / 2)
            [mark] = [
                mark
                for mark, shape in shapes.items()
                if shape.vertices.shape == corners.shape and np.allclose(shape.vertices, corners)
            ]
            kind = "indirect" if mark in HOLLOW else "elected"
            found.append((*at, color, name, mark, kind))
    return pd.DataFrame(found, columns=["x", "y", "color", "label", "mark", "kind"])


class TestHemicycle:
    """One row a seat, one dot a row."""

    @pytest.mark.parametrize("given", [{}, {"order": "table"}, {"rows": 3}])
    def test_each_row_is_a_dot(self, given, majilis_2012):
        """Dots lie where the table says, in its colours, hollow where a seat is indirect."""
        table = hemicycle_table(majilis_2012, **given)
        drawn = dots(hemicycle(majilis_2012, **given))

        assert np.abs(drawn[["x", "y"]] - table[["x", "y"]]).to_numpy().max() < 1e-9
        for column in ("color", "label", "mark", "kind"):
            assert drawn[column].tolist() == table[column].tolist()

    def test_rows_from_left_to_right(self, majilis_2012):
        """Groups stand in their order, each with as many rows as the results give it seats."""
        table = hemicycle_table(majilis_2012)
        seats = dict(zip(majilis_2012["short_name"], majilis_2012["seats"], strict=True))

        assert table["group"].is_monotonic_increasing
        assert list(table["label"].unique()) == [
            "Nur Otan",
            "Ak Zhol",
            "Communist People's Party",
            "Assembly",
        ]
        assert table["label"].value_counts().to_dict() == {n: k for n, k in seats.items() if k}
        assert table.loc[table["kind"] == "indirect", "label"].unique().tolist() == ["Assembly"]
        assert table["election"].unique().tolist() == ["2012"]

    def test_rows_of_one_height_are_equally_far_from_the_centre(self, majilis_2012):
        """The outermost row has radius 1; rows are numbered from the inside."""
        table = hemicycle_table(majilis_2012)
        radius = np.hypot(table["x"], table["y"]).groupby(table["row"]).agg(["min", "max"])

        assert radius["min"].tolist() == pytest.approx(radius["max"].tolist())
        assert radius["max"].is_monotonic_increasing
        assert radius["max"].iloc[-1] == pytest.approx(1)

    def test_several_chambers(self, both):
        """Each chamber is drawn as its rows have it, moved to a place of its own."""
        table = hemicycle_table(both)
        drawn = dots(hemicycle(both))

        assert table["election"].value_counts(sort=False).to_dict() == {"2004": 77, "2012": 107}
        for column in ("color", "label", "mark", "kind"):
            assert drawn[column].tolist() == table[column].tolist()
        moved = (drawn[["x", "y"]] - table[["x", "y"]]).groupby(table["election"])
        assert (moved.max() - moved.min()).to_numpy().max() < 1e-9
        assert moved.mean()["x"].is_monotonic_increasing

    def test_a_chamber_is_the_same_alone_and_beside_another(self, both, majilis_2012):
        """The rows of an election do not depend on the company, but for the marks they share."""
        together = hemicycle_table(both).drop(columns="mark")
        apart = together[together["election"] == "2012"].reset_index(drop=True)
        alone = hemicycle_table(majilis_2012).drop(columns="mark")

        pd.testing.assert_frame_equal(apart, alone)

    def test_missing_seats_have_no_row(self, majilis_2012):
        """A group without a figure has no row, nor has an election without any."""
        majilis_2012.loc[1, "seats"] = pd.NA
        other = majilis_2012.assign(election_id="kz-2016-majilis", year=2016, seats=pd.NA)
        table = hemicycle_table(pd.concat([majilis_2012, other]))

        assert "Ak Zhol" not in set(table["label"])
        assert table["election"].value_counts().to_dict() == {"2012": 83 + 7 + 9}

    def test_groups_of_one_name_stay_apart(self):
        """Two groups without a name are two groups, in the table and in the picture."""
        frame = pd.DataFrame({"short_name": [None, None], "color": None, "seats": [3, 2]})
        table = hemicycle_table(frame)

        assert table["group"].tolist() == [0, 0, 0, 1, 1]
        assert table["election"].unique().tolist() == [""]
        assert [each.get_label() for each in hemicycle(frame).collections] == [
            "unnamed 3",
            "unnamed 2",
        ]

    def test_refusals_are_those_of_the_picture(self, majilis_2012):
        """What cannot be drawn has no table either."""
        with pytest.raises(PlotError) as drawn:
            hemicycle(majilis_2012.assign(seats=0))
        with pytest.raises(PlotError) as computed:
            hemicycle_table(majilis_2012.assign(seats=0))

        assert str(computed.value) == str(drawn.value)


class TestSeatsVotes:
    """One row a row of the data, one point a row with both shares."""

    def test_each_row_with_both_shares_is_a_point(self, both):
        """Points lie where the table says, in its colours, election by election."""
        table = seats_votes_table(both)
        shown = table.dropna(subset=["votes", "seats"])
        ax = seats_votes(both)
        names = set(shown["election"])
        points = [each for each in ax.collections if each.get_label() in names]

        assert [each.get_label() for each in points] == ["2004", "2012"]
        for each in points:
            rows = shown[shown["election"] == each.get_label()]
            assert (
                np.asarray(each.get_offsets()).tolist() == rows[["votes", "seats"]].values.tolist()
            )
            assert [to_hex(color) for color in each.get_facecolor()] == rows["color"].tolist()

    def test_rows_without_a_share_are_kept(self, both):
        """Every row of the data is in the table, in its order; what is missing stays missing."""
        table = seats_votes_table(both)
        gone = table[table["votes"].isna()]

        assert table["label"].tolist() == both["short_name"].tolist()
        assert gone["label"].tolist() == ["Independents", "Assembly"]
        assert gone["seats"].tolist() == pytest.approx([100 * 17 / 77, 100 * 9 / 107])
        assert table["votes"].dtype == table["seats"].dtype == np.float64

    def test_columns_can_be_named(self, majilis_2012):
        """Other columns than the published ones are taken when named."""
        columns = {"votes": "v", "seats": "s", "label": "l", "color": "c", "election": "e"}
        published = ["vote_share_pct", "seat_share_pct", "short_name", "color", "election_id"]
        renamed = majilis_2012.rename(columns=dict(zip(published, columns.values(), strict=True)))
        expected = seats_votes_table(majilis_2012)

        pd.testing.assert_frame_equal(seats_votes_table(renamed, **columns), expected)

    def test_refusals_are_those_of_the_picture(self, majilis_2012):
        """What cannot be drawn has no table either."""
        with pytest.raises(PlotError) as caught:
            seats_votes_table(majilis_2012.assign(seat_share_pct=np.nan))

        assert str(caught.value) == (
            "seats_votes: column 'seat_share_pct' has no figure in any of 8 rows; choose elections "
            "of a legislature (a presidency has no seats), or name another column: seats="
        )


class TestReport:
    """One table a panel."""

    @pytest.mark.parametrize("election", ELECTIONS)
    def test_a_panel_is_empty_where_its_table_is(self, election):
        """Where the table has no row, the panel gives a reason instead of a picture."""
        tables = report_tables(election)
        panels = [part.axes[0] for part in report(election).subfigs]

        assert len(panels) == len(tables) == 6
        for ax, (heading, table) in zip(panels, tables.items(), strict=True):
            explained = alt_text(ax).startswith(f"{heading}: ")
            assert explained == table.empty, heading
            assert len(table.columns) > 0

    def test_empty_tables_have_the_columns_of_full_ones(self, monkeypatch):
        """Where a panel has nothing to draw, its table has the columns that it has elsewhere."""
        full = [report_tables(each) for each in ELECTIONS]
        monkeypatch.setattr("elecdata.plot.panels.is_known", lambda *_: False)
        empty = [report_tables(each) for each in ELECTIONS]
        known = {h: list(t.columns) for each in full for h, t in each.items() if len(t)}
        left = {h: list(t.columns) for each in empty for h, t in each.items()}

        assert all(table.empty for each in empty for table in each.values())
        assert set(known) == {*LEGISLATURE, "Votes"}
        assert left == known

    def test_panels_draw_their_tables(self):
        """Tables are those of the pictures; the chamber has a dot for each row of its own."""
        election = "kz-2012-majilis"
        tables = report_tables(election)
        ax = report(election).subfigs[0].axes[0]
        expected = {
            "Chamber": hemicycle_table(election),
            "Shares of the vote": compare_table(election, measure="vote_share_pct"),
            "Turnout": turnout_table(election),
            "Figures in dispute": conflict_table(election),
        }

        assert list(tables) == LEGISLATURE
        assert dots(ax)["label"].tolist() == tables["Chamber"]["label"].tolist()
        for heading, table in expected.items():
            pd.testing.assert_frame_equal(tables[heading], table)

    def test_a_presidency_has_votes(self):
        """Shares and votes of the candidates take the place of the chamber."""
        tables = report_tables("kz-2005-president")

        assert list(tables)[:2] == ["Shares of the vote", "Votes"]
        assert tables["Votes"]["value"].max() == (
            elecdata.load("results", election="kz-2005-president")["votes"].max()
        )

    def test_refusals(self):
        """Anything but the id of an election is told."""
        with pytest.raises(PlotError) as caught:
            report_tables(7)
        with pytest.raises(UnknownNameError, match="kz-2012-majilis"):
            report_tables("kz-2012-majlis")

        assert str(caught.value) == (
            "report_tables: got int; give the id of one election, such as 'kz-2012-majilis'"
        )
