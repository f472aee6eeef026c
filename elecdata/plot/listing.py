"""A list of rows: names at one side, marks on a scale at the other, all within the axes."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.collections import LineCollection

from elecdata.plot.drawing import pixels, plain, room
from elecdata.plot.fitting import LEAST, SHARES, SPACING, WHOLE, Fitted
from elecdata.plot.folding import Words
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.legend import Legend
    from matplotlib.text import Annotation

    from elecdata.plot.labels import Array

NOTED = 0.3  # Most of the height that a note may take; what is more ends in an ellipsis.
_NARROW = 300.0  # Width in points below which a figure of our own has smaller letters.
_SMALL = 0.85  # Share of the full size that those have.
_LINE = 1.05  # Height of a line of a name, over the size of its letters.
_PAD, _LEAST_PAD = 0.7, 0.15  # Room between rows, over the size of the letters.
_GAP = 6.0  # Points between names and scale, and below a legend.
_SCALE = 0.25  # Least share of the width that the scale takes.
_CORE = 0.2  # Of a row, to both sides of its middle: as high in every row, so that bars are.
_FAR = 1e6  # Rows beyond the last one, to which the scale of rows goes on.


def capacity(ax: Axes, *, lines: float = 1.0, foot: float = 70.0) -> int:
    """How many rows fit into axes whose size is given, in the smallest letters that can be read.

    A row has so many lines, and scale, legend and note take so many points below the rows.
    """
    high = room(ax)[1] / pixels(ax, 1) - foot
    return max(int(high / (LEAST * (lines * _LINE + _LEAST_PAD))), 1)


def rows_of(words: Words, most: float, width: float, base: float) -> float:
    """Height of rows in a figure of our own, with names no wider than `most`, in points."""
    size = _full(base, width)
    return sum(len(each) * _LINE + _PAD for each in words.folded(size, most)) * size


def _full(base: float, width: float) -> float:
    """Size of the letters of names in a figure of our own."""
    return base * (1.0 if width >= _NARROW else _SMALL)


class Listing(Fitted):
    """Names of rows, from the top down at y = 0, 1, 2, ..., beside a scale.

    Every row is as high as its name needs; the scale of y sees to that.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes that hold the marks, each at the number of its row.
    names : sequence of str
        Name of each row; an empty one is a row of its own too.
    span : tuple of float
        Ends of the scale in data units.
    share : float
        Most of the width that names may take.
    lead : float, optional
        Width of the scale in points; the names then stand to its right and take what is left.
    strong : collection of int
        Rows whose names are set in bold.
    tags : sequence of matplotlib.text.Annotation
        Texts beside the marks; they get the letters of the names, and room at the right.
    marks : sequence of matplotlib.collections.PathCollection
        Marks that grow smaller where rows are too near to each other for them.
    key : matplotlib.legend.Legend, optional
        Legend, to stand below the scale.
    note : str
        Footnote.
    ticks : {"numbers", "whole", "fixed"}
        Round numbers on the scale, whole ones only, or those that the picture has set itself.
    guides : bool
        Draw a faint line along each row.

    Attributes
    ----------
    names : list of matplotlib.text.Text
        The names.
    """

    def __init__(
        self,
        ax: Axes,
        names: Sequence[str],
        *,
        span: tuple[float, float],
        share: float = 0.45,
        lead: float | None = None,
        strong: Collection[int] = (),
        tags: Sequence[Annotation] = (),
        marks: Sequence[PathCollection] = (),
        key: Legend | None = None,
        note: str = "",
        ticks: Literal["numbers", "whole", "fixed"] = "numbers",
        guides: bool = True,
    ) -> None:
        super().__init__(ax, note)
        self._span, self._share, self._lead = span, share, lead
        self._tags, self._marks, self._key = tags, [(m, m.get_sizes()) for m in marks], key
        self._ticks, self._words = ticks, Words(names, strong=strong)
        self._heights = np.ones(0)  # Of the rows, 1 on average.
        self.scaled = ax.xaxis.get_visible()
        labels = ax.get_xticklabels()
        self.tall_ticks = 1 + max((each.get_text().count("\n") for each in labels), default=0)
        ax.yaxis.set_visible(False)
        ax.spines["left"].set_visible(False)
        if guides:
            ends = [[(span[0], row), (span[1], row)] for row, name in enumerate(names)]
            ends = [each for row, each in enumerate(ends) if names[row] and row not in strong]
            lines = LineCollection(ends, colors=tones(ax).faint, linewidths=0.7, zorder=0.5)
            ax.add_collection(lines, autolim=False)
        beside = {"transform": ax.get_yaxis_transform(), "ha": "left", "va": "center", "zorder": 4}
        bold = ["bold" if row in strong else "normal" for row in range(len(names))]
        self.names = [
            self.write(0, row, "", **beside, fontweight=each) for row, each in enumerate(bold)
        ]

    def tall(self, width: float) -> float:
        """Height in points that rows need, in letters of full size where they are wide."""
        rows = rows_of(self._words, self._most(width), width, self.base)
        return rows + sum(self._below(width, math.inf))

    def place(self, width: float, height: float) -> None:
        """Divide the axes between rows, scale, legend and footnote, in letters that fit."""
        ax, count = self._home, len(self.names)
        head = min(self.over(), 0.3 * height)
        self.lower_title(head, height)
        foot, key = self._below(width, height)
        below = min(foot + key, 0.7 * height)
        pitch = max(height - head - below, 0.01) / max(count, 1)
        full = _full(self.base, width) if self.own else self.base
        size, lines = self._letters(pitch, self._most(width), full)
        for each in self._tags:
            each.set_fontsize(size)
        least = pitch * float(self._heights.min(initial=1.0))
        for mark, areas in self._marks:
            mark.set_sizes(areas * min(1.0, least / (1.4 * float(areas.max()) ** 0.5)) ** 2)
        left = self._across(width, size, self._words.width(lines, size))
        for row, (text, folded) in enumerate(zip(self.names, lines, strict=True)):
            text.set(text="\n".join(folded), fontsize=size, y=row, x=left / width)
        ax.set_yscale("function", functions=(self.depth, self.row))
        ax.set_ylim(count - 0.5 + below / pitch, -0.5 - head / pitch)
        ax.spines["bottom"].set_position(("data", count - 0.5))
        if self._key is not None:
            top = key + self.extent(self.note)[1]
            self._key.set_bbox_to_anchor((0, top / height), transform=ax.transAxes)

    def depth(self, row: Array) -> Array:
        """How deep a place among the rows is, in rows of the average height."""
        return np.interp(row, *self._knots())

    def row(self, depth: Array) -> Array:
        """Place among the rows that is so deep."""
        rows, depths = self._knots()
        return np.interp(depth, depths, rows)

    def evenly(self, row: Array) -> Array:
        """Places among the rows of what is spaced as if all rows were of one height."""
        first, last = self.depth(np.array([0.0, len(self.names) - 1.0]))
        return self.row(first + row / max(len(self.names) - 1, 1) * (last - first))

    def _knots(self) -> tuple[Array, Array]:
        """Edges and cores of the rows, and how deep they are."""
        rows = np.arange(len(self._heights))
        edges = np.concatenate([[0.0], np.cumsum(self._heights)]) - 0.5
        middles = (edges[1:] + edges[:-1]) / 2
        core = _CORE * float(self._heights.min(initial=1.0))
        places = np.column_stack([rows - _CORE, rows + _CORE, rows + 0.5]).ravel()
        depths = np.column_stack([middles - core, middles + core, edges[1:]]).ravel()
        ends = [-0.5 - _FAR, -0.5], [len(rows) - 0.5 + _FAR]
        return np.concatenate([ends[0], places, ends[1]]), np.concatenate(
            [ends[0], depths, ends[1]]
        )

    def _below(self, width: float, height: float) -> tuple[float, float]:
        """Heights in points of scale with footnote, and of the legend."""
        size = self.letters(width, height)
        most = None if self.own else max(int(NOTED * height / (SPACING * size)), 1)
        foot = self.foot(width, size, most)
        if self._key is None:
            return foot, 0.0
        unit = pixels(self._home, 1)
        return foot, float(self._key.get_window_extent().height) / unit + _GAP

    def _most(self, width: float) -> float:
        """Greatest width of names in axes of some width, both in points."""
        if self._lead is not None:
            return width - self._lead - _GAP
        # Texts beside the marks are no narrower for a narrow figure; names fold.
        free = (1 - _SCALE) * width - max((w for _, w in self._beside(self.base)), default=0.0)
        return max(min(width * self._share, free), 0.2 * width)

    def _beside(self, size: float) -> list[tuple[float, float]]:
        """Place on the scale, from 0 to 1, and width of each text to the right of a mark."""
        low, high = self._span
        return [
            (
                (float(tag.xy[0]) - low) / ((high - low) or 1.0),
                Words.one(tag.get_text(), size, strong=tag.get_fontweight() == "bold")
                + float(tag.get_position()[0])
                + 2,
            )
            for tag in self._tags
            if tag.get_horizontalalignment() == "left" and tag.get_text()
        ]

    def _letters(self, pitch: float, most: float, full: float) -> tuple[float, list[list[str]]]:
        """Size of letters for rows of some height and names of some width, and folded names."""
        heights = self._heights
        for size in (share * full for share in SHARES):
            folded = self._words.folded(size, most)
            lines = np.array([len(each) for each in folded], dtype=float)
            if self._lead is None or not len(self._heights):  # Time keeps its rows as they are.
                heights = (_LINE * lines + _PAD) / (_LINE * lines + _PAD).mean()
            fits = ((_LINE * lines + _LEAST_PAD) / heights).max() * size <= pitch
            # Letters a little smaller are better than a word in two; much smaller ones are not.
            if fits and (size < WHOLE * full or self._words.whole(size, most)):
                self._heights = heights
                return size, folded
        if self._lead is None or not len(self._heights):
            self._heights = np.ones(len(self.names))
        size = min(SHARES[-1] * full, max(pitch / SPACING, 0.5))
        return size, self._words.cut(size, most, max(int(pitch / (SPACING * size)), 1))

    def _across(self, width: float, size: float, used: float) -> float:
        """Set limits and ticks of the scale; where the names begin, in points."""
        if self._lead is not None:
            self.stretch(self._span, self._lead, 0.0, width)
            return self._lead + _GAP
        left, low, high = used + _GAP + 3, *self._span
        most = width - left - 4
        fits = [(most - wide) / at for at, wide in self._beside(size) if at > 0]
        plot = max(min([most, *fits]), 0.15 * most)
        self.stretch(self._span, plot, left, width)
        self._home.spines["bottom"].set_bounds(low, high)
        if self._ticks != "fixed":
            self.number(self._span, plot, whole=self._ticks == "whole")
        return 0.0


def tag(ax: Axes, text: str, at: tuple[float, float], *, away: float = 6.0) -> Annotation:
    """Text beside a mark, to the right of it, or to the left where `away` is negative."""
    made = ax.annotate(
        text,
        at,
        xytext=(away, 0),
        textcoords="offset points",
        ha="left" if away > 0 else "right",
        va="center_baseline",
        color=tones(ax).soft,
        fontsize="small",
        zorder=4,
        annotation_clip=False,
    )
    made.set_in_layout(False)
    made.set_bbox({"facecolor": tones(ax).paper, "edgecolor": "none", "pad": 0.6})
    plain(made)
    return made


def ends_of_scale(
    low: float, high: float, *, margin: float = 0.04, least: float = 1e-9
) -> tuple[float, float]:
    """Ends of a scale that holds two values with some margin, also where they are the same."""
    width = max(high - low, least * max(abs(high), 1.0))
    if math.isclose(low, high):
        width = max(abs(high) * 0.1, 1.0)
        return low - width / 2, high + width / 2
    return low - margin * width, high + margin * width
