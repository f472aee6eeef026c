from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from matplotlib import pyplot as plt

from elecdata.plot.listing import Listing, capacity, ends_of_scale, tag

LONG = "Қазақстан халықтарының демократиялық партиясы $x_1$ Azərbaycan Xalq Cəbhəsi"
SIZES = [(3.4, 2.6), (3.4, 6), (10, 5.6)]
LAYOUTS = [None, "constrained", "tight"]


def rows_on(ax, names, *, tags=(), own=False):
    """Rows with a scale from 0 to 10."""
    ax.set_xlabel("value")
    rows = Listing(ax, names, span=(0, 10), tags=tags, note="A note of some words. " * 3)
    return rows.settle(own=own)


def boxes(rows):
    """Boxes of all names that are written."""
    return [text.get_window_extent() for text in rows.names if text.get_text()]


def overlap(one, other):
    """Whether two boxes share more than a pixel."""
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > 1
        and min(one.y1, other.y1) - max(one.y0, other.y0) > 1
    )


class TestRows:
    """Names of rows beside a scale."""

    @pytest.mark.parametrize("layout", LAYOUTS)
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("names", [["A", LONG, LONG, "B"], ["One"], [LONG] * 9], ids=len)
    def test_names_neither_collide_nor_leave_the_axes(self, layout, size, names):
        """At any size, in any layout, names keep apart and left of the scale."""
        figure, ax = plt.subplots(figsize=size, layout=layout)
        rows = rows_on(ax, names)
        figure.draw_without_rendering()
        start = ax.transData.transform((0, 0))[0]
        inside = ax.get_window_extent()

        assert not [pair for pair in combinations(boxes(rows), 2) if overlap(*pair)]
        assert all(box.x1 <= start + 1 and box.x0 >= inside.x0 - 1 for box in boxes(rows))

    def test_a_new_size_is_fitted(self):
        """Names find their lines and limits anew when the figure grows."""
        figure, ax = plt.subplots(figsize=(3.4, 3))
        rows = rows_on(ax, [LONG, "B"])
        before = rows.names[0].get_text()
        figure.set_size_inches(12, 6)
        figure.draw_without_rendering()

        assert rows.names[0].get_text().count("\n") < before.count("\n")

    def test_the_resolution_changes_nothing(self):
        """The same lines at any dots an inch."""
        lines = []
        for dpi in (60, 250):
            figure, ax = plt.subplots(figsize=(5, 3), dpi=dpi)
            rows = rows_on(ax, [LONG, "B"])
            figure.draw_without_rendering()
            lines.append([text.get_text() for text in rows.names])

        assert lines[0] == lines[1]

    def test_dollars_are_shown(self):
        """A name is no formula."""
        rows = rows_on(plt.subplots()[1], ["$x$"])

        assert rows.names[0].get_text() == "$x$"
        assert not rows.names[0].get_parse_math()

    def test_texts_beside_marks_have_room(self):
        """A text at the end of the scale stays within the axes."""
        figure, ax = plt.subplots(figsize=(4, 3))
        made = tag(ax, "1,234,567 of registered", (10, 0))
        rows_on(ax, ["A"], tags=[made])
        figure.draw_without_rendering()

        assert made.get_window_extent().x1 <= ax.get_window_extent().x1 + 1

    def test_scale_and_note_stand_below_each_other(self):
        """Rows, ticks, label and note do not overlap, and lie within the axes."""
        figure, ax = plt.subplots(figsize=(4, 3))
        rows = rows_on(ax, ["A", "B"])
        figure.draw_without_rendering()
        label = ax.xaxis.label.get_window_extent()
        ticks = [each.get_window_extent() for each in ax.get_xticklabels()]
        [said] = [text for text in ax.texts if text.get_text().startswith("A note")]
        below = said.get_window_extent()

        assert min(box.y0 for box in boxes(rows)) > max(tick.y1 for tick in ticks)
        assert min(tick.y0 for tick in ticks) >= label.y1 - 1
        assert label.y0 > below.y1
        assert below.y0 >= ax.get_window_extent().y0 - 1

    def test_own_figure_grows_with_the_rows(self):
        """A figure of its own keeps letters of full size."""
        high = []
        for many in (3, 40):
            figure, ax = plt.subplots(layout="constrained")
            rows = rows_on(ax, [f"Row {n}" for n in range(many)], own=True)
            figure.draw_without_rendering()
            high.append(figure.get_figheight())
            assert rows.names[0].get_fontsize() == pytest.approx(8.33)

        assert high[1] - high[0] == pytest.approx(37 * 8.33 * 1.75 / 72, rel=0.01)

    def test_big_numbers_are_written_out(self):
        """Ticks are figures with commas, without a factor beside the scale."""
        figure, ax = plt.subplots(figsize=(8, 3))
        Listing(ax, ["A"], span=(8_500_000, 8_700_000)).settle(own=False)
        figure.draw_without_rendering()
        names = [each.get_text() for each in ax.get_xticklabels()]

        assert "8,600,000" in names
        assert ax.xaxis.get_offset_text().get_text() == ""


def test_a_title_of_several_lines_is_not_cut():
    """Without a layout a high title moves down into the axes, and the rows make room."""
    figure, ax = plt.subplots(figsize=(3.4, 3))
    ax.set_title("one\ntwo\nthree\nfour")
    rows = rows_on(ax, ["A", "B"])
    figure.draw_without_rendering()
    title = ax.title.get_window_extent()

    assert title.y1 <= figure.bbox.y1 + 1
    assert not any(overlap(title, box) for box in boxes(rows))


def test_capacity_grows_with_the_axes():
    """More rows fit into higher axes, one at the least."""
    small, large = (capacity(plt.subplots(figsize=(4, high))[1]) for high in (0.5, 8))

    assert small == 1
    assert large > 40


@pytest.mark.parametrize(("low", "high"), [(0, 10), (5, 5), (0, 0), (-3, 3)])
def test_a_scale_has_a_width(low, high):
    """Ends of a scale hold the values and are never one."""
    ends = ends_of_scale(low, high)

    assert ends[0] <= low <= high <= ends[1]
    assert ends[0] < ends[1]


class TestHeights:
    """Every row is as high as its name needs, and the scale of y knows."""

    NAMES = ("A", LONG, "B", "C")

    def heights(self, own):
        """Room between middles of rows in points, at their places in the data."""
        figure = plt.figure(figsize=(3.4, 3))
        ax = figure.add_axes((0, 0, 1, 1))  # So that the axes are as high as was asked.
        rows = rows_on(ax, self.NAMES, own=own)
        figure.draw_without_rendering()
        middles = ax.transData.transform([(0, row) for row in range(len(self.NAMES))])[:, 1]
        return rows, -np.diff(middles) * 72 / figure.dpi

    @pytest.mark.parametrize("own", [True, False])
    def test_a_long_name_takes_no_room_from_short_ones(self, own):
        """Rows of one line keep near to each other; the one of many lines is higher."""
        rows, gaps = self.heights(own)
        many = rows.names[1].get_text().count("\n") + 1

        assert many > 2
        assert gaps[0] == pytest.approx(gaps[1])
        assert gaps[0] > 1.4 * gaps[2]

    def test_short_rows_have_the_height_of_a_list_without_long_ones(self):
        """In a figure of its own a row of one line is 1.75 letters high."""
        rows, gaps = self.heights(own=True)

        assert gaps[2] == pytest.approx(1.75 * rows.names[0].get_fontsize(), rel=0.05)

    def test_bars_are_as_thick_in_every_row(self):
        """What is drawn around the middle of a row does not grow with its name."""
        rows, _ = self.heights(own=True)
        edges = rows.depth(np.array([[at - 0.17, at + 0.17] for at in range(4)]))

        assert np.ptp(np.diff(edges)) == pytest.approx(0, abs=1e-9)

    def test_the_scale_of_rows_can_be_read_back(self):
        """Depth and row undo each other, beyond the ends too."""
        rows, _ = self.heights(own=False)
        places = np.linspace(-3, 9, 50)

        np.testing.assert_allclose(rows.row(rows.depth(places)), places)

    def test_even_places_are_even_on_paper(self):
        """What has a scale of its own beside the rows is not bent by their heights."""
        rows, _ = self.heights(own=True)
        depths = rows.depth(rows.evenly(np.array([0.0, 1, 2, 3])))

        assert np.ptp(np.diff(depths)) == pytest.approx(0, abs=1e-9)


def test_letters_shrink_before_a_word_is_broken():
    """A word a little too wide for the names is set smaller, not in two."""
    figure, ax = plt.subplots(figsize=(3.4, 3))
    rows = rows_on(ax, ["Überlangerverbandsname 1"])
    figure.draw_without_rendering()

    assert rows.names[0].get_text().split("\n")[0].startswith("Überlangerverbandsname")
    assert rows.names[0].get_fontsize() < rows.base


def test_a_long_note_is_cut_in_small_axes():
    """A note takes three tenths of the height at most, and says that it goes on."""
    figure, ax = plt.subplots(figsize=(2, 2))
    rows = Listing(ax, ["A"], span=(0, 1), note="word " * 200).settle(own=False)
    figure.draw_without_rendering()

    assert rows.note.get_text().endswith("…")
    assert rows.note.get_window_extent().height < 0.35 * ax.get_window_extent().height
