"""Rows of marks with their names on the left, figures on the right and one scale below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from elecdata.plot.fitting import LEAST, SHARES, SPACING, WHOLE, Fitted
from elecdata.plot.folding import Words
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

    Key = tuple[Sequence[Line2D], Sequence[str]]

_GAP = 6.0  # Between names and marks, in points.
_PITCH = 16.0  # Height of a row in a figure of our own, in points.
_LEAD = 14.0  # Width of a mark of the key, in points.
_LABELS = 0.36  # Share of the width that a figure with its words may take.
_LINES = 3  # Of a name in axes whose size is given; what is more ends in an ellipsis.
_NAMES = 0.38  # Share of the width that names may take.


@dataclass(frozen=True)
class Entry:
    """A text beside a row.

    Attributes
    ----------
    y : float
        Row of its middle.
    text : str
        What it says.
    rows : float
        How many rows it may fill.
    """

    y: float
    text: str
    rows: float = 1.0


@dataclass(frozen=True)
class Label:
    """A figure beside a mark; left of it where it is negative.

    Attributes
    ----------
    x, y : float
        The mark, in units of the scale and in rows.
    text : str
        The figure in words.
    off : float
        Distance from the mark, in points.
    soft : bool
        Whether it says that there is no figure.
    """

    x: float
    y: float
    text: str
    off: float = 4.0
    soft: bool = False


class Rows(Fitted):
    """Layout of rows: room for names, figures, key, scale and footnote inside the axes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes with marks in units of the scale (x) and rows (y, from 0 downwards).
    span : (float, float)
        Ends of the scale.
    count : float
        Number of rows.
    names : sequence of Entry
        Names on the left.
    tags : sequence of Entry
        A second column of names, nearer to the marks.
    labels : sequence of Label
        Figures beside marks.
    columns : sequence of (str, Line2D or None, sequence of Entry)
        Columns of figures on the right: head, its mark, cells.
    key : (handles, names), optional
        What marks mean, above the rows.
    note : str
        Footnote.
    marks : sequence of PathCollection
        Marks of one row each, to be made smaller where rows are low.
    whole : bool
        Whether the scale has whole numbers alone.
    ticks : bool
        Whether there is a scale at all.

    Attributes
    ----------
    names, tags, labels : list of matplotlib.text.Text
        What was written.
    key : list of (Line2D, Text)
        Entries of the key.
    columns : list of (Text, Line2D or None, list of Text)
        The same for the columns.
    """

    def __init__(
        self,
        ax: Axes,
        *,
        span: tuple[float, float],
        count: float,
        names: Sequence[Entry],
        tags: Sequence[Entry] = (),
        labels: Sequence[Label] = (),
        columns: Sequence[tuple[str, Line2D | None, Sequence[Entry]]] = (),
        key: Key | None = None,
        note: str = "",
        marks: Sequence[PathCollection] = (),
        whole: bool = False,
        ticks: bool = True,
    ) -> None:
        from matplotlib.collections import LineCollection

        super().__init__(ax, note)
        low, high = span
        self._span, self._count = (low, high if high > low else low + 1), count
        self._entries, self._tagged, self._whole = names, tags, whole
        self.scaled = ticks
        self._marks = [(each, float(each.get_sizes()[0])) for each in marks]
        beside = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center"}
        self.names = [self.write(0, each.y, each.text, **beside) for each in names]
        soft = {"color": tones(ax).soft}
        self.tags = [self.write(0, each.y, each.text, **(beside | soft)) for each in tags]
        self.labels = [self._beside(each) for each in labels]
        self._marked = labels
        handles, self._said_key = key or ((), ())
        aside = {"transform": ax.transAxes, "va": "center"}
        self.key = [(self._handle(each), self.write(0, 0, "", **aside)) for each in handles]
        self._leads = [_LEAD if str(h.get_linestyle()) == "None" else 2 * _LEAD for h in handles]
        self._celled = columns
        self.columns = [self._column(*each) for each in columns]
        self._grid = LineCollection([], colors=tones(ax).faint, linewidths=0.7, zorder=0.5)
        ax.add_collection(self._grid, autolim=False)
        ax.yaxis.set_visible(False)
        ax.spines["left"].set_visible(False)
        ax.spines["bottom"].set_position(("data", count - 0.5))
        ax.spines["bottom"].set_visible(False)
        ax.xaxis.set_visible(ticks)
        if not ticks:
            ax.set_xticks([])

    def _beside(self, label: Label) -> Text:
        """A figure beside its mark, not yet in its place."""
        from matplotlib.patheffects import withStroke

        made = self._home.annotate(
            label.text,
            (label.x, label.y),
            xytext=(-label.off if label.x < 0 else label.off, 0),
            textcoords="offset points",
            ha="right" if label.x < 0 else "left",
            va="center",
            fontsize="small",
            color=tones(self._home).soft if label.soft else tones(self._home).ink,
            fontstyle="italic" if label.soft else "normal",
            in_layout=False,
            parse_math=False,
            usetex=False,
            zorder=4,
        )
        made.set_path_effects([withStroke(linewidth=2, foreground=tones(self._home).paper)])
        return made

    def _handle(self, handle: Line2D) -> Line2D:
        """A mark of the key, not yet in its place."""
        handle.set(transform=self._home.transAxes, in_layout=False, clip_on=False)
        self._home.add_artist(handle)
        return handle

    def _column(
        self, head: str, mark: Line2D | None, cells: Sequence[Entry]
    ) -> tuple[Text, Line2D | None, list[Text]]:
        """A column of figures, not yet in its place."""
        if mark is not None:
            mark.set(in_layout=False, clip_on=False)
            self._home.add_line(mark)
        top = self.write(0, 0, head, ha="right", va="center", color=tones(self._home).soft)
        return top, mark, [self.write(0, c.y, c.text, ha="right", va="center") for c in cells]

    def place(self, width: float, height: float) -> None:
        """Divide the axes between names, marks, figures, key, scale and footnote."""
        size = self.letters(width, height)
        over = self.over()
        self.lower_title(over, height)
        head = self._key_head(width, height, over, size)
        self.tell_hidden(0)
        pitch = self._divide(width, height, head, size)
        cells = (cell for _, _, column in self.columns for cell in column)
        key = (text for _, text in self.key)
        texts = (*self.names, *self.tags, *self.labels, *key, *cells)
        hidden = sum(not text.get_visible() for text in texts)
        if hidden:
            self.tell_hidden(hidden)
            pitch = self._divide(width, height, head, size)
        for dots, area in self._marks:
            dots.set_sizes([area * min(1.0, pitch / (1.2 * area**0.5)) ** 2])
        for top, mark, _ in self.columns:
            top.set_y(-0.5 - 0.75 * size / pitch)
            if mark is not None:
                mark.set_ydata([-0.5 - 2.0 * size / pitch])

    def _key_head(self, width: float, height: float, over: float, size: float) -> float:
        """Height of the head; small letters, or no key, where it would leave no room."""
        for _, text in self.key:
            text.set_visible(True)
        head = self._head(width, height, over, size)
        if self.key and head > 0.35 * height:
            small = max(LEAST, 0.35 * size * height / head)
            head = self._head(width, height, over, small)
        left_out = bool(self.key) and height - head - self.foot(width, size) < 0.25 * height
        for handle, text in self.key:
            handle.set_visible(not left_out)
            text.set_visible(not left_out)
        return over if left_out else head

    def _divide(self, width: float, height: float, head: float, size: float) -> float:
        """Divide height and width between rows and what is around them; the height of a row."""
        foot = self.foot(width, size)
        pitch = max(height - head - foot, 0.1 * height) / self._count
        self._home.set_ylim(self._count - 0.5 + foot / pitch, -0.5 - head / pitch)
        self._across(width, pitch, size)
        return pitch

    def tall(self, width: float) -> float:
        """Height in points that the axes need for rows of a good height at this width."""
        self.place(width, 1000.0)
        size = self.letters(width, 1000.0)
        lines = max((n.get_text().count("\n") + 1) / e.rows for n, e in self._named())
        rows = self._count * max(_PITCH, min(lines, 3.0) * size + 2)
        head = self._head(width, 1000.0, 0.0, size)
        return rows + head + self.foot(width, size)

    def _named(self) -> list[tuple[Text, Entry]]:
        """Names and tags with what they are made of."""
        texts = [*self.names, *self.tags]
        return list(zip(texts, [*self._entries, *self._tagged], strict=True))

    def _head(self, width: float, height: float, over: float, size: float) -> float:
        """Lay out the key, or leave room for the heads of columns; the height it takes."""
        x, y, row = 0.0, over, 0.0
        for (handle, text), name, lead in zip(self.key, self._said_key, self._leads, strict=True):
            text.set_fontsize(size)
            self.fill(text, name, width - lead)
            wide, high = self.extent(text)
            if x and x + lead + wide > width:
                x, y, row = 0.0, y + row, 0.0
            row = max(row, high + 0.4 * size)
            middle = 1 - (y + row / 2) / height
            text.set_position(((x + lead) / width, middle))
            ends = [x + 1, x + lead - 4] if lead > _LEAD else [x + lead / 2 - 2]
            handle.set_data([end / width for end in ends], [middle] * len(ends))
            x += lead + wide + 1.4 * size
        if self.columns:
            return over + 3.0 * size
        return y + row + (5 if self.key else 0)

    def _across(self, width: float, pitch: float, size: float) -> None:
        """Divide the width, and write names and figures in letters that fit."""
        names = self._fit_names(
            self.names, self._entries, (0.3 if self.tags else _NAMES) * width, pitch, size
        )
        tags = self._fit_names(self.tags, self._tagged, 0.2 * width, pitch, size)
        left = names + (_GAP if names else 0) + tags + (_GAP if tags else 0)
        small = max(LEAST, min(size, pitch / SPACING))
        shown = pitch >= 0.9 * LEAST or bool(self.columns)
        for text, label in zip(self.labels, self._marked, strict=True):
            text.set(fontsize=small, visible=shown)
            self.fill(text, label.text, _LABELS * width)
            lines = text.get_text().count("\n") + 1
            text.set_fontsize(max(LEAST, min(small, pitch / (1.05 * lines))))
        wides = [
            self._fit_column(made, cells, pitch, size)
            for made, (_, _, cells) in zip(self.columns, self._celled, strict=True)
        ]
        right = sum(wides) + _GAP
        low, high = self._span
        plot = max(width - left - right, 0.2 * width)
        places = [(each.x - low) / (high - low) for each in self._marked]
        ends = [
            (f, self.extent(text)[0] + each.off + 1, each.x < 0)
            for f, text, each in zip(places, self.labels, self._marked, strict=True)
            if shown
        ]
        back = max((wide - f * plot for f, wide, negative in ends if negative), default=0.0)
        start, left = left, left + max(back, 0.0)
        most = width - left - right
        fits = [(most - wide) / f for f, wide, negative in ends if f > 0 and not negative]
        plot = max(min([most, *fits]), 0.15 * width)
        self.stretch(self._span, plot, left, width)
        ticks = self.number(self._span, plot, whole=self._whole) if self.scaled else []
        self._grid.set_segments([[(x, -0.5), (x, self._count - 0.5)] for x in ticks])
        edge = start / width
        for text in self.tags:
            text.set_x(edge - _GAP / width)
        for text in self.names:
            text.set_x(edge - (_GAP + (tags + _GAP if tags else 0)) / width)
        at = low + (width - left - sum(wides)) / plot * (high - low)
        for (head, mark, cells), wide in zip(self.columns, wides, strict=True):
            at += wide / plot * (high - low)
            for text in (head, *cells):
                text.set_x(at)
            if mark is not None:
                mark.set_xdata([at - 0.5 * self.extent(head)[0] / plot * (high - low)])

    def _fit_names(
        self,
        texts: Sequence[Text],
        entries: Sequence[Entry],
        width: float,
        pitch: float,
        size: float,
    ) -> float:
        """Break names into lines and make letters smaller where rows are low; their width."""
        last = -1e9
        for text, entry in zip(texts, entries, strict=True):
            lines = self._write_small(text, entry, width, pitch, size)
            # Letters that cannot be smaller: a name without room gives way to the one above it.
            high = lines * SPACING * float(text.get_fontsize()) / pitch
            text.set_visible(entry.y - high / 2 >= last - 0.1)
            last = entry.y + high / 2 if text.get_visible() else last
        return self.widest(texts)

    def _thin_out(self, cells: Sequence[Text], entries: Sequence[Entry], pitch: float) -> None:
        """Hide figures that would stand on the one above; in letters that cannot be smaller."""
        last = -1e9
        for cell, entry in zip(cells, entries, strict=True):
            high = float(cell.get_fontsize()) / pitch
            cell.set_visible(entry.y - last >= 0.95 * high)
            last = entry.y if cell.get_visible() else last

    def _write_small(
        self, text: Text, entry: Entry, width: float, pitch: float, size: float
    ) -> int:
        """Write a name in the largest letters that its rows have room for; its lines."""
        lines, words = 1, Words([entry.text], font=text.get_fontproperties())
        for points in (*(size * share for share in SHARES), LEAST):
            text.set_fontsize(max(points, LEAST))
            self.fill(text, entry.text, width)
            lines = text.get_text().count("\n") + 1
            fits = lines * SPACING * points <= pitch * entry.rows
            if points <= LEAST or (fits and (points < WHOLE * size or words.whole(points, width))):
                break
        if lines > _LINES and not self.own:
            kept = text.get_text().split("\n")[:_LINES]
            text.set_text("\n".join(kept) + "…")
        return min(lines, _LINES) if not self.own else lines

    def _fit_column(
        self,
        column: tuple[Text, Line2D | None, list[Text]],
        entries: Sequence[Entry],
        pitch: float,
        size: float,
    ) -> float:
        """Letters of a column, as small as its rows ask for, and its width."""
        head, _, cells = column
        head.set_fontsize(size)
        apart = min((b.y - a.y for a, b in pairwise(entries)), default=1.0)
        for cell in cells:
            cell.set_fontsize(max(LEAST, min(size, apart * pitch)))
        self._thin_out(cells, entries, pitch)
        return self.widest([head, *cells]) + 8
