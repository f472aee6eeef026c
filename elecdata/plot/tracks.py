"""Lines from left to right with their names beside their points, over a scale of moments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from elecdata.plot.drawing import pixels, plain, room
from elecdata.plot.fitting import LEAST, Fitted, spread, steps_of, within
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

_OFF = 6.0  # Between a point and its label, in points.
_LOOSE = 2.0  # Height of a figure of our own for labels, over that of the labels.
_BOTH = 0.64  # Share of the width that the labels of both sides may take.
# Size of letters, and share of the width that the labels of one side may take, to be tried until
# every label has a line of its own.
_TRIES = ((1.0, 0.32), (1.0, 0.42), (0.9, 0.42), (0.8, 0.42))


@dataclass(frozen=True)
class Tag:
    """A label beside a point.

    Attributes
    ----------
    x, y : float
        The point.
    text : str
        What to write.
    left : bool
        Left of the point, not right.
    soft : bool
        Whether it matters less.
    """

    x: float
    y: float
    text: str
    left: bool = False
    soft: bool = False


class Tracks(Fitted):
    """Layout of lines: room for labels on both sides, scale and footnote inside the axes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes with lines in units of both scales.
    span : (float, float)
        Ends of the upright scale.
    moments : sequence of (float, str)
        Places and names on the scale below, from left to right.
    tags : sequence of Tag
        Labels, those first that matter most.
    note : str
        Footnote.
    whole : bool
        Whether the upright scale has whole numbers alone.

    Attributes
    ----------
    tags : list of matplotlib.text.Annotation
        The labels; those without room are not visible, and the footnote counts them.
    """

    def __init__(
        self,
        ax: Axes,
        *,
        span: tuple[float, float],
        moments: Sequence[tuple[float, str]],
        tags: Sequence[Tag],
        note: str = "",
        whole: bool = False,
    ) -> None:
        from matplotlib.collections import LineCollection

        super().__init__(ax, note)
        low, high = span
        self._span, self._whole = (low, high if high > low else low + 1), whole
        self._moments, self._tags = moments, tags
        self._height = 0.0
        self._raw_scale: str | None = None  # Before it is broken into lines.
        self.tall_ticks = max(name.count("\n") for _, name in moments) + 1
        tone = tones(ax)
        self._grid = LineCollection([], colors=tone.faint, linewidths=0.7, zorder=0.5)
        self._leaders = LineCollection([], colors=tone.soft, linewidths=0.5, zorder=1.5)
        ax.add_collection(self._grid, autolim=False)
        ax.add_collection(self._leaders, autolim=False)
        self.tags = [self._tag(each) for each in tags]
        ax.spines["bottom"].set_position(("data", self._span[0]))
        ax.spines["bottom"].set_bounds(moments[0][0], moments[-1][0])
        ax.spines["left"].set_visible(False)
        ax.yaxis.set_tick_params(tick1On=False)

    def _tag(self, tag: Tag) -> Text:
        """A label, not yet in its place."""
        from matplotlib.patheffects import withStroke

        tone = tones(self._home)
        made = self._home.annotate(
            tag.text,
            (tag.x, tag.y),
            xytext=(-_OFF if tag.left else _OFF, 0),
            textcoords="offset points",
            ha="right" if tag.left else "left",
            va="center",
            fontsize="small",
            linespacing=1.0,
            color=tone.soft if tag.soft else tone.ink,
            in_layout=False,
            parse_math=False,
            usetex=False,
            zorder=4,
        )
        made.set_path_effects([withStroke(linewidth=2, foreground=tone.paper)])
        return made

    def tall(self, width: float) -> float:
        """Height in points that gives every label a line of its own, no less than there is."""
        now = room(self._home)[1] / pixels(self._home, 1)
        self.place(width, now)
        most = max(sum(self.extent(text)[1] for text in side) for side in self._sides())
        size = self.letters(width, now)
        scale = self.extent(self._home.yaxis.label)[1] + 0.8 * size
        return max(now, _LOOSE * most + scale + self.foot(width, size))

    def place(self, width: float, height: float) -> None:
        """Divide the axes between lines, labels, scale and footnote."""
        size, self._height = self.letters(width, height), height
        over = self.over()
        self.lower_title(over, height)
        small = self._write(width, size)
        across = self._across(width, size)
        self.tell_hidden(0)
        head = self._name_scale(width, height, over, size)
        for _ in range(2):  # The footnote may need a line more to count labels without room.
            foot = self.foot(width, size)
            up = max(height - foot - over - head, 0.25 * height)
            hidden = self._upright(up, foot, height - head - over, small, across)
            if not hidden:
                break
            self.tell_hidden(hidden)

    def _write(self, width: float, size: float) -> float:
        """Write the labels, each in one line where letters can be small enough; their size."""
        small = size
        for share, most in _TRIES:
            small = max(LEAST, share * size)
            for text, tag in zip(self.tags, self._tags, strict=True):
                text.set(fontsize=small, visible=True)
                self.fill(text, tag.text, most * width)
            sides = [text for side in self._sides() for text in side]
            wide = sum(map(self.widest, self._sides()))
            if wide <= _BOTH * width and not any("\n" in text.get_text() for text in sides):
                return small
        for text, tag in zip(self.tags, self._tags, strict=True):
            self.fill(text, tag.text, _TRIES[0][1] * width)
        return small

    def _sides(self) -> list[list[Text]]:
        """Labels left of the first moment, and right of the last one."""
        ends = ((self._moments[0][0], True), (self._moments[-1][0], False))
        pairs = list(zip(self._tags, self.tags, strict=True))
        return [[text for tag, text in pairs if (tag.x, tag.left) == end] for end in ends]

    def _name_scale(self, width: float, height: float, over: float, size: float) -> float:
        """Write the label of the upright scale above it; how high it is, with a gap below."""
        label = self._home.yaxis.label
        label.set(rotation=0, ha="left", va="top", fontsize=size)
        self._home.yaxis.set_label_coords(0, 1 - over / height)
        if self._raw_scale is None:
            self._raw_scale = label.get_text()
        self.fill(plain(label), self._raw_scale, width)
        return self.extent(label)[1] + 0.8 * size

    def _across(self, width: float, size: float) -> float:
        """Divide the width; gives units of the scale below for a point."""
        ax, first, last = self._home, self._moments[0][0], self._moments[-1][0]
        sides = zip(self._tags, self.tags, strict=True)
        needs = [(t.x, self.extent(text)[0] + _OFF + 2, t.left) for t, text in sides]
        left = max((w for x, w, is_left in needs if is_left and x == first), default=_OFF)
        right = max((w for x, w, is_left in needs if not is_left and x == last), default=_OFF)
        plot = max(width - left - right, 0.2 * width)
        unit = ((last - first) or 1.0) / plot
        # Labels of moments near the end may stand out further than those at the end.
        over = [w - (last - x) / unit for x, w, is_left in needs if not is_left]
        right = max([right, *over])
        plot = max(width - left - right, 0.2 * width)
        unit = ((last - first) or 1.0) / plot
        ax.set_xlim(first - left * unit, first + (width - left) * unit)
        self._name_moments(unit, left, size)
        return unit

    def _name_moments(self, unit: float, left: float, size: float) -> None:
        """Name those moments whose names do not touch their neighbours, the last one always."""
        first, edge = self._moments[0][0], np.inf
        kept: list[tuple[float, str]] = []
        probe = self.note
        probe.set_fontsize(size)
        for x, name in reversed(self._moments):
            probe.set_text(name)
            half = self.extent(probe)[0] / 2
            at = left + (x - first) / unit
            if at + half <= edge and (at - half >= -2 or not kept):
                kept.append((x, name))
                edge = at - half - 0.4 * size
        names = [name for _, name in kept]
        self._home.set_xticks([x for x, _ in kept], names, parse_math=False, usetex=False)
        self._home.set_xticks([x for x, _ in self._moments], minor=True)
        self._home.tick_params(axis="x", which="minor", length=3, color=tones(self._home).soft)

    def _upright(self, up: float, foot: float, height: float, size: float, across: float) -> int:
        """Divide the height, and spread the labels; how many have no room."""
        ax, (low, high) = self._home, self._span
        unit = (high - low) / up
        bottom = low - foot * unit
        ax.set_ylim(bottom, bottom + self._height * unit)
        ticks = steps_of(low, high, int(min(6, up / (2.2 * size))), whole=self._whole)
        ax.set_yticks(ticks)
        left, right = ax.get_xlim()[0], self._moments[-1][0]
        self._grid.set_segments([[(left, y), (right, y)] for y in ticks])
        hidden = 0
        moves: dict[int, float] = {}
        pairs = sorted(enumerate(self._tags), key=lambda each: (each[1].x, each[1].left, each[0]))
        for _, column in groupby(pairs, key=lambda each: (each[1].x, each[1].left)):
            numbers = [number for number, _ in column]
            gone, moved = self._column(numbers, unit, foot, height, size)
            hidden += gone
            moves |= dict(zip(numbers, moved, strict=False))
        hidden += self._clear(moves, unit, across)
        self._draw_leaders(moves, unit, across, size)
        return hidden

    def _clear(self, moves: dict[int, float], unit: float, across: float) -> int:
        """Hide labels that would cover one that matters more, or leave the axes; how many."""
        edge, taken, hidden = self._home.get_xlim()[0], np.empty((0, 4)), 0
        points = [((t.x - edge) / across, t.y / unit) for t in self._tags]
        marks = np.array([(x - 3, y - 3, x + 3, y + 3) for x, y in points])
        for number in sorted(moves):
            text, tag = self.tags[number], self._tags[number]
            wide, high = self.extent(text)
            x = (tag.x - edge) / across + (-_OFF - wide if tag.left else _OFF)
            y = tag.y / unit + moves[number] - high / 2
            box = np.array([x, y + 0.5, x + wide, y + high - 0.5])
            blocks = np.vstack([taken, marks])
            clash = (blocks[:, :2] < box[2:]).all(axis=1) & (blocks[:, 2:] > box[:2]).all(axis=1)
            if clash.any() or x < -1:
                text.set_visible(False)
                hidden += 1
            else:
                taken = np.vstack([taken, box])
        return hidden

    def _draw_leaders(
        self, moves: dict[int, float], unit: float, across: float, size: float
    ) -> None:
        """Lead from points to labels that had to move."""
        strings = []
        for number, dy in moves.items():
            tag = self._tags[number]
            if abs(dy) > 0.35 * size and self.tags[number].get_visible():
                off = (-_OFF if tag.left else _OFF) * across
                strings.append([(tag.x, tag.y), (tag.x + off, tag.y + dy * unit)])
        self._leaders.set_segments(strings)

    def _column(
        self, numbers: list[int], unit: float, foot: float, height: float, size: float
    ) -> tuple[int, list[float]]:
        """Spread the labels at one moment; how many have no room, and how far the others move."""
        texts, tags = [self.tags[i] for i in numbers], [self._tags[i] for i in numbers]
        room = height - foot + 0.5 * size
        tall = sum(self.extent(text)[1] for text in texts)
        if tall > room:
            for text in texts:
                text.set_fontsize(max(LEAST, size * room / tall))
        heights = [self.extent(text)[1] for text in texts]
        shown = int(np.searchsorted(np.cumsum(heights), room, side="right"))
        for number, text in enumerate(texts):
            text.set_visible(number < shown)
        wanted = [(tag.y - self._span[0]) / unit for tag in tags[:shown]]
        centres = within(
            spread(wanted, heights[:shown]), heights[:shown], -0.5 * size, height - foot
        )
        moves = [float(c - w) for c, w in zip(centres, wanted, strict=True)]
        for text, tag, dy in zip(texts, tags, moves, strict=False):
            text.set_position((-_OFF if tag.left else _OFF, dy))
        return len(texts) - shown, moves
