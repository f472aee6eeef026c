"""Marks in dots, for grey print and for readers who are colour-blind."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

import elecdata
from elecdata.plot import hemicycle, hemicycle_table
from elecdata.plot.marks import FULL, HOLLOW, alike, marks_of, outline_of

CHAMBERS = ["kz-2004-majilis", "az-2005-milli-majlis", "kz-2012-majilis", "kz-2021-majilis"]


def lightness(color):
    """Lightness of a colour in CIE Lab, 0 to 100."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    y = np.dot(parts, (0.2126, 0.7152, 0.0722))
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def coloured(path):
    """Share of a dot that has its colour."""
    grid = np.array([(x, y) for x in np.linspace(-1, 1, 81) for y in np.linspace(-1, 1, 81)])
    inside = np.hypot(*grid.T) < 1
    wound = np.zeros(len(grid), dtype=int)
    for large in path.transformed(Affine2D().scale(100)).to_polygons():  # Curves are fine so.
        x, y = polygon = large.T / 100
        turn = np.sign(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))
        wound += int(turn) * Path(polygon.T).contains_points(grid)
    assert not wound[np.hypot(*grid.T) > 1.01].any()
    return (wound[inside] != 0).mean()


class TestAlike:
    """Colours that somebody takes for each other."""

    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            pytest.param("#999999", "#cc79a7", True, id="one grey"),
            pytest.param("#ff0000", "#00a000", True, id="red and green"),
            pytest.param("#000000", "#ffffff", False, id="black and white"),
            pytest.param("#0072b2", "#e69f00", False, id="dark blue and orange"),
            pytest.param("#ff0000", "#8f6b00", True, id="red and brown, seen without red"),
        ],
    )
    def test_pairs(self, one, other, same):
        """Two colours are alike in either order; each is like itself."""
        assert alike([one, other]).tolist() == [[True, same], [same, True]]

    def test_shades_of_grey_are_told_by_their_lightness(self):
        """Greys are alike where their lightness differs by less than 15."""
        greys = [f"#{level:02x}{level:02x}{level:02x}" for level in range(0, 256, 15)]
        light = np.array([lightness(each) for each in greys])
        expected = np.abs(light[:, None] - light) < 15

        assert (alike(greys) == expected).all()


class TestChoice:
    """Who gets which mark."""

    def test_one_shade_has_as_many_marks_as_there_are(self):
        """Eight groups of one colour are told apart."""
        assert marks_of(["#999999"] * 8, [False] * 8, range(8, 0, -1)) == list(FULL)

    def test_the_largest_is_plain_wherever_it_stands(self):
        """Large groups choose first."""
        assert marks_of(["#999999"] * 3, [False] * 3, [1, 9, 2]) == ["bar", "disc", "slash"]

    def test_neighbours_differ_when_marks_run_out(self):
        """Among forty groups of one shade no two beside each other have one mark."""
        made = marks_of(["#999999"] * 40, [False] * 40, [1] * 40)

        assert all(one != other for one, other in pairwise(made))
        assert {made.count(mark) for mark in FULL} == {5}

    def test_a_mark_taken_again_is_not_that_of_a_neighbour(self):
        """The smallest group, on the left, cannot be a ring beside the ring."""
        made = marks_of(["#c7c7c7"] * 4, [True] * 4, [1, 9, 8, 7])

        assert made == ["target", "ring", "target", "sight"]

    def test_hollow_groups_have_marks_of_their_own(self):
        """Indirect seats stay rings."""
        made = marks_of(["#c7c7c7"] * 4, [True, False, True, True], [3, 3, 2, 1])

        assert made == ["ring", "disc", "target", "sight"]


class TestOutline:
    """Shapes of the marks."""

    @pytest.mark.parametrize("mark", FULL)
    def test_full_dots_keep_most_of_their_colour(self, mark):
        """A cut takes up to a third of the dot, and never sticks out of it."""
        share = coloured(outline_of(mark))

        assert share == pytest.approx(1) if mark == "disc" else 0.66 < share < 0.9

    @pytest.mark.parametrize("mark", HOLLOW)
    def test_hollow_dots_are_rings(self, mark):
        """At most four fifths of the dot have its colour."""
        assert 0.55 < coloured(outline_of(mark)) < 0.8

    def test_no_two_are_one(self):
        """Every mark has an outline of its own."""
        shapes = [outline_of(mark).vertices.tolist() for mark in (*FULL, *HOLLOW)]

        assert all(one != other for one, other in combinations(shapes, 2))


class TestPicture:
    """What the chambers show."""

    @pytest.mark.parametrize("election", CHAMBERS)
    def test_no_two_groups_look_alike(self, election):
        """Groups of one mark differ in lightness by 15 or more."""
        table = hemicycle_table(election).drop_duplicates("group")
        for _, same in table.groupby("mark"):
            light = sorted(lightness(color) for color in same["color"])

            assert np.diff(light).min(initial=100) > 15

    @pytest.mark.parametrize("results", ["kz-2004-majilis", CHAMBERS[:1] + CHAMBERS[2:]])
    def test_the_legend_repeats_the_marks(self, results):
        """Each entry has the colour and the outline of the dots of its group."""
        ax = hemicycle(results)
        key = {
            (to_hex(each.get_markerfacecolor()), len(each.get_marker().to_polygons()))
            for each in ax.get_legend().legend_handles
        }
        drawn = {
            (to_hex(each.get_facecolor()[0]), len(each.get_paths()[0].to_polygons()))
            for each in ax.collections
        }

        assert key == drawn

    def test_a_party_has_one_mark_in_all_chambers(self):
        """Its mark is that of its lineage, under any name."""
        table = hemicycle_table(["kz-2004-majilis", "kz-2012-majilis", "kz-2021-majilis"])
        ak_zhol = table[table["label"] == "Ak Zhol"]
        otan = table[table["label"].isin(["Otan", "Nur Otan"])]

        assert ak_zhol["election"].nunique() == otan["election"].nunique() == 3
        assert ak_zhol["mark"].nunique() == otan["mark"].nunique() == 1

    def test_marks_are_cut_out(self):
        """On dark paper too the hole shows the paper: there is no second colour."""
        with elecdata.plot.style("dark"):
            ax = hemicycle("kz-2004-majilis")

        assert all(len(each.get_facecolor()) == 1 for each in ax.collections)

    def test_unlike_colours_have_no_marks(self):
        """Where colours differ enough for everybody, dots are plain."""
        frame = pd.DataFrame(
            {"short_name": ["A", "B", "C"], "color": ["#000000", "#0072b2", "#f0e442"], "seats": 5}
        )

        assert hemicycle_table(frame)["mark"].unique().tolist() == ["disc"]
