from __future__ import annotations

from itertools import combinations

import matplotlib as mpl
import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex

from elecdata.errors import PlotError
from elecdata.plot import seats_votes
from elecdata.plot.tags import NameTags

SIZES = [(3.4, 3.4), (4.8, 4.8), (7, 3.5), (9, 9)]


@pytest.fixture
def both(majilis_2004, majilis_2012):
    return pd.concat([majilis_2004, majilis_2012], ignore_index=True)


def points(ax):
    """Collections of points, one per election."""
    return [
        each
        for each in ax.collections
        if each.get_label() and len(each.get_offsets()) > 0 and not each.get_label().startswith("_")
    ]


def places(ax):
    """Votes and seats of every point."""
    return np.vstack([each.get_offsets() for each in points(ax)])


def tags(ax):
    """Names beside the points that are shown."""
    (every,) = (each for each in ax.get_children() if isinstance(each, NameTags))
    return [tag for tag in every.tags if tag.get_visible()]


def notes(ax):
    """The footnote, in one line."""
    hidden = {
        id(tag) for each in ax.get_children() if isinstance(each, NameTags) for tag in each.tags
    }
    said = [text.get_text() for text in ax.texts if id(text) not in hidden]
    return " ".join(
        " ".join(said).replace("\n", " ").replace("seat share = vote share", "").split()
    )


def overlap(one, other):
    """Whether two boxes share more than an edge."""
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > 0.5
        and min(one.y1, other.y1) - max(one.y0, other.y0) > 0.5
    )


class TestPoints:
    """One point per contestant and election."""

    def test_each_row_with_both_shares_is_a_point(self, majilis_2012):
        """The points are the shares of the frame, in its order."""
        drawn = majilis_2012.dropna(subset=["vote_share_pct"])
        ax = seats_votes(majilis_2012)

        np.testing.assert_allclose(places(ax), drawn[["vote_share_pct", "seat_share_pct"]])

    def test_colours_are_those_of_the_table(self, majilis_2012):
        """Each point has the colour of its row."""
        drawn = majilis_2012.dropna(subset=["vote_share_pct"])
        (each,) = points(seats_votes(majilis_2012))

        assert [to_hex(color) for color in each.get_facecolor()] == drawn["color"].tolist()

    def test_each_election_has_a_marker(self, both):
        """Two elections are two collections with different markers, named in the legend."""
        ax = seats_votes(both)
        paths = [each.get_paths()[0].vertices.tolist() for each in points(ax)]

        assert [each.get_label() for each in points(ax)] == ["2004", "2012"]
        assert paths[0] != paths[1]
        assert [text.get_text() for text in ax.get_legend().get_texts()] == ["2004", "2012"]

    def test_one_election_needs_no_legend(self, majilis_2012):
        """With one marker there is nothing to explain."""
        assert seats_votes(majilis_2012).get_legend() is None

    def test_elections_of_one_year_are_told_apart(self, majilis_2012):
        """Where years do not tell elections apart, countries or ids do."""
        other = majilis_2012.assign(election_id="az-2012", country="AZE")
        third = majilis_2012.assign(election_id="kz-2012-senate")
        two = seats_votes(pd.concat([majilis_2012, other]))
        three = seats_votes(pd.concat([majilis_2012, other, third]))

        assert [each.get_label() for each in points(two)] == ["KAZ 2012", "AZE 2012"]
        assert [each.get_label() for each in points(three)] == [
            "kz-2012-majilis",
            "az-2012",
            "kz-2012-senate",
        ]

    def test_more_elections_than_markers(self, majilis_2012):
        """Markers start again from the first when there are no more."""
        many = [majilis_2012.assign(election_id=f"e{n}", year=1900 + n) for n in range(20)]
        ax = seats_votes(pd.concat(many), labels=False)

        assert len(points(ax)) == 20

    @pytest.mark.parametrize("scale", ["sqrt", "linear"])
    def test_the_diagonal_is_straight(self, scale, both):
        """Both axes have the same scale, and the diagonal rises by 45 degrees."""
        ax = seats_votes(both, scale=scale)
        ax.figure.draw_without_rendering()
        steps = np.diff(ax.transData.transform([(0, 0), (1, 1), (5, 5), (60, 60)]), axis=0)

        assert ax.get_xlim() == ax.get_ylim()
        assert steps[:, 0] == pytest.approx(steps[:, 1])
        assert ax.lines[0].get_xdata() == pytest.approx(ax.lines[0].get_ydata())

    def test_points_at_the_origin_are_whole(self):
        """A point at 0 and 0 lies inside the axes by more than its radius."""
        frame = pd.DataFrame(
            {
                "short_name": ["A", "B"],
                "vote_share_pct": [0.0, 90],
                "seat_share_pct": [0.0, 100],
                "color": "#0072b2",
            }
        )
        ax = seats_votes(frame)
        ax.figure.draw_without_rendering()
        x, y = ax.transData.transform((0, 0)) - ax.get_window_extent().min

        assert min(x, y) > 3 * ax.figure.dpi / 72
        assert ax.get_xlim()[1] >= 100

    def test_small_parties_are_spread(self, majilis_2012):
        """The square-root scale gives the shares up to 2 per cent a tenth of the axis or more."""
        ax = seats_votes(majilis_2012)
        ax.figure.draw_without_rendering()
        zero, two, top = ax.transData.transform([(0, 0), (2, 0), (ax.get_xlim()[1], 0)])[:, 0]

        assert (two - zero) / (top - zero) > 0.1


class TestNames:
    """Names beside the points."""

    def test_every_point_is_named(self, majilis_2012):
        """In a figure of the default size all contestants of one election have their name."""
        ax = seats_votes(majilis_2012)
        ax.figure.draw_without_rendering()
        names = set(majilis_2012["short_name"]) - {"Assembly"}

        assert {tag.get_text() for tag in tags(ax)} == names

    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("dpi", [72, 200])
    def test_names_never_overlap(self, size, dpi, both):
        """No two names share room, at any size or resolution."""
        figure, ax = plt.subplots(figsize=size, dpi=dpi)
        seats_votes(both, ax=ax)
        figure.draw_without_rendering()
        boxes = [tag.get_window_extent() for tag in tags(ax)]

        assert len(boxes) > 4
        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]

    @pytest.mark.parametrize("size", SIZES)
    def test_names_cover_no_other_text(self, size, both):
        """Names keep off the legend, the note and the name of the diagonal."""
        figure, ax = plt.subplots(figsize=size)
        seats_votes(both, ax=ax)
        figure.draw_without_rendering()
        shown = tags(ax)
        others = [text for text in ax.texts if text not in shown and text.get_visible()]
        blocks = [each.get_window_extent() for each in (ax.get_legend(), *others)]

        assert not [
            (tag, block)
            for tag in shown
            for block in blocks
            if overlap(tag.get_window_extent(), block)
        ]

    @pytest.mark.parametrize("size", SIZES)
    def test_names_are_not_cut(self, size, both):
        """Every name lies within the axes, which lie within the figure."""
        figure, ax = plt.subplots(figsize=size)
        seats_votes(both, ax=ax)
        figure.draw_without_rendering()
        inside = ax.get_window_extent()
        for tag in tags(ax):
            box = tag.get_window_extent()

            assert inside.x0 - 0.5 <= box.x0
            assert box.x1 <= inside.x1 + 0.5
            assert inside.y0 - 0.5 <= box.y0
            assert box.y1 <= inside.y1 + 0.5

    def test_names_move_with_the_figure(self, both):
        """After the figure has changed its size no two names overlap."""
        ax = seats_votes(both)
        ax.figure.set_size_inches(3, 3)
        ax.figure.draw_without_rendering()
        boxes = [tag.get_window_extent() for tag in tags(ax)]

        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]

    def test_names_without_room_are_counted(self, both):
        """In a tiny figure names are left out rather than heaped, and the note says how many."""
        figure, ax = plt.subplots(figsize=(1.4, 1.4))
        seats_votes(both, ax=ax)
        figure.draw_without_rendering()
        hidden = len(places(ax)) - len(tags(ax)) - 7  # Those that the note counts on their own.

        assert hidden > 0
        assert notes(ax).endswith(f"No room for {hidden} names.")

    def test_names_can_be_left_out(self, majilis_2012):
        """Without labels only the notes are written."""
        ax = seats_votes(majilis_2012, labels=False)

        assert not [each for each in ax.get_children() if isinstance(each, NameTags)]

    def test_drawing_again_changes_nothing(self, both):
        """Names have the same places each time the same figure is drawn."""
        ax = seats_votes(both)
        ax.figure.draw_without_rendering()
        first = [tag.get_position() for tag in tags(ax)]
        ax.figure.draw_without_rendering()

        for tag, place in zip(tags(ax), first, strict=True):
            assert tag.get_position() == pytest.approx(place, abs=0.01)

    @pytest.mark.filterwarnings("error")
    def test_long_names_and_other_letters(self):
        """Long names are broken into lines, and every letter has a glyph."""
        names = ["Социал-демократиялық Әділет Қозғалысы Одағы", "Güç və Ədalət İrəli Partiyası $5"]
        frame = pd.DataFrame(
            {
                "short_name": names,
                "vote_share_pct": [60, 40],
                "seat_share_pct": [70, 30.0],
                "color": None,
            }
        )
        ax = seats_votes(frame)
        ax.figure.canvas.draw()

        assert {tag.get_text().replace("\n", " ") for tag in tags(ax)} == set(names)
        assert max(len(line) for tag in tags(ax) for line in tag.get_text().split("\n")) <= 24


class TestWords:
    """Title and notes."""

    def test_title_of_one_election(self, majilis_2012):
        """The largest contestant's shares are told."""
        title = seats_votes(majilis_2012).get_title()

        assert title.replace("\n", " ") == "Nur Otan won 81.0% of votes and 77.6% of seats"

    def test_title_of_several_elections(self, both):
        """The contestant furthest from the diagonal is told."""
        title = seats_votes(both).get_title().replace("\n", " ")

        assert title == "Widest gap: Ak Zhol 2004, 12.0% of votes, 2.6% of seats"

    def test_title_can_be_given(self, majilis_2012):
        """A title of one's own wins; an empty one is none."""
        assert seats_votes(majilis_2012, title="Mine").get_title() == "Mine"
        assert seats_votes(majilis_2012, title="").get_title() == ""

    def test_rows_left_out_are_noted(self, majilis_2012):
        """The note says how many rows have no share, and which."""
        note = notes(seats_votes(majilis_2012))

        assert note == "Not drawn, as a share is missing (1 of 8 rows): Assembly."

    def test_rows_left_out_of_several_elections(self, both):
        """Names come with their elections; an election without any share is one entry."""
        president = both.iloc[-8:].assign(election_id="kz-2005-president", year=2005)
        president["seat_share_pct"] = np.nan
        ax = seats_votes(pd.concat([both, president], ignore_index=True))

        assert notes(ax).endswith(
            "Not drawn, as a share is missing (10 of 25 rows): Independents (2004), "
            "Assembly (2012), 2005 (all 8)."
        )
        assert [each.get_label() for each in points(ax)] == ["2004", "2012"]

    def test_nothing_left_out_no_note(self, majilis_2012):
        """A frame whose rows are all drawn has no note."""
        assert notes(seats_votes(majilis_2012.dropna(subset=["vote_share_pct"]))) == ""

    @pytest.mark.parametrize("size", SIZES)
    def test_title_and_axis_labels_fit(self, size, both):
        """Title and labels of the axes lie within the figure."""
        figure, ax = plt.subplots(figsize=size, layout="constrained")
        seats_votes(both, ax=ax)
        figure.draw_without_rendering()
        for text in (ax.title, ax.xaxis.label, ax.yaxis.label):
            box = text.get_window_extent()

            assert figure.bbox.x0 <= box.x0
            assert box.x1 <= figure.bbox.x1
            assert figure.bbox.y0 <= box.y0
            assert box.y1 <= figure.bbox.y1


class TestData:
    """What can be drawn."""

    def test_the_frame_is_not_changed(self, both):
        """The caller's frame is the same after drawing."""
        before = both.copy(deep=True)
        seats_votes(both)

        pd.testing.assert_frame_equal(before, both)

    def test_other_kinds_of_frame(self, majilis_2012):
        """A Polars frame gives the same points, nulls left out."""
        expected = places(seats_votes(majilis_2012))

        np.testing.assert_allclose(places(seats_votes(pl.from_pandas(majilis_2012))), expected)

    def test_ids_are_loaded(self, majilis_2004, majilis_2012, monkeypatch):
        """None stands for all elections, an id for one and a list of ids for each of them."""
        kept = {"kz-2004-majilis": majilis_2004, "kz-2012-majilis": majilis_2012}

        def load(table, election=None, data=None):
            """Results of one election, or of all."""
            assert table == "results"
            ids = [election] if isinstance(election, str) else election or kept
            return pd.concat([kept[each] for each in ids])

        monkeypatch.setattr("elecdata.loading.load", load)
        every = [each.get_label() for each in points(seats_votes())]
        some = [each.get_label() for each in points(seats_votes(list(kept)[1:]))]
        one = [each.get_label() for each in points(seats_votes("kz-2004-majilis"))]

        assert (every, some, one) == (["2004", "2012"], ["2012"], ["2004"])

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (
                lambda f: f.assign(seat_share_pct=np.nan),
                (
                    "seats_votes: column 'seat_share_pct' has no figure in any of 8 rows; choose "
                    "elections of a legislature (a presidency has no seats), or name another "
                    "column: seats="
                ),
            ),
            (
                lambda f: f.assign(vote_share_pct=100.5),
                (
                    "seats_votes: Adilet has 100.5 in column 'vote_share_pct'; shares are per "
                    "cent, 0 to 100"
                ),
            ),
        ],
    )
    def test_what_cannot_be_drawn_is_refused(self, change, said, majilis_2012):
        """The error says what is wrong and what to do."""
        with pytest.raises(PlotError) as caught:
            seats_votes(change(majilis_2012))

        assert str(caught.value) == said

    def test_unknown_scales_are_refused(self, majilis_2012):
        """The error lists the scales there are."""
        with pytest.raises(PlotError) as caught:
            seats_votes(majilis_2012, scale="log")

        assert str(caught.value) == "scale is 'log'; give 'sqrt' or 'linear'"


class TestManners:
    """A guest in somebody else's figure."""

    def test_draws_on_the_axes_given(self, majilis_2012):
        """The axes given come back, and no figure is made."""
        figure, ax = plt.subplots()

        assert seats_votes(majilis_2012, ax=ax) is ax
        assert plt.get_fignums() == [figure.number]

    def test_settings_stay_as_they_are(self, majilis_2012):
        """Drawing changes no setting of matplotlib."""
        before = dict(mpl.rcParams)
        seats_votes(majilis_2012)
        assert dict(mpl.rcParams) == before
