"""A list of rows: names at one side, marks on a scale at the other, all within the axes.

Names, letters and limits are fitted whenever the figure is drawn, so that nothing collides or is
cut at any size, whether the figure has a layout of its own or none.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Literal

from matplotlib import rcParams
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from elecdata.plot.drawing import pixels, plain, room
from elecdata.plot.folding import Words, lines_apart
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.collections import PathCollection
    from matplotlib.legend import Legend
    from matplotlib.text import Annotation

LEADING = 1.2  # Distance of lines over the size of their letters.
LEAST = 4.5  # Size of letters, in points, below which rows are better left out.
_SIZES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.54)
_PAD = 0.55  # Room between rows over the size of the letters.
_GAP = 6.0  # Points between names and scale, and between what stands below each other.
_SCALE = 0.25  # Least share of the width that the scale takes.
_MARK = 10.0  # Points from row to row below which marks grow smaller.
NOTED = 0.3  # Most of the height that a note may take; what is more ends in an ellipsis.


def capacity(ax: Axes, *, lines: float = 1.0, foot: float = 70.0) -> int:
    """How many rows fit into axes whose size is given, in the smallest letters that can be read.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes.
    lines : float
        Lines of a row.
    foot : float
        Points that scale, legend and note take below the rows.

    Returns
    -------
    int
        Rows, one at the least.
    """
    high = room(ax)[1] / pixels(ax, 1) - foot
    return max(int(high / (LEAST * (lines * LEADING + 0.1))), 1)


class Rows(Artist):
    """Names of rows, from the top down at y = 0, 1, 2, ..., beside a scale.

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
    foot : sequence of artists
        Legend, note and the like, to stand below the scale, from the top down.
    ticks : {"numbers", "whole", "fixed"}
        Round numbers on the scale, whole ones only, or those that the picture has set itself.
    guides : bool
        Draw a faint line along each row.
    own : bool
        Make the figure as high as the rows need.

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
        foot: Sequence[Text | Legend | None] = (),
        ticks: Literal["numbers", "whole", "fixed"] = "numbers",
        guides: bool = True,
        own: bool = False,
    ) -> None:
        super().__init__()
        self.set_zorder(-10)  # Drawn first, so that all is in place when its turn comes.
        self.set_in_layout(False)
        self._home, self._span, self._share, self._lead = ax, span, share, lead
        self._marks = [(each, each.get_sizes()) for each in marks]
        self._tags, self._foot = tags, [each for each in foot if each is not None]
        self._notes = [e.get_text() if isinstance(e, Text) else "" for e in self._foot]
        self._label, self._scene = ax.get_xlabel(), (0.0, 0.0, 0.0)
        self._ticked, self._whole = ticks != "fixed", ticks == "whole"
        self._words = Words(names, strong=strong)
        self._size = FontProperties(size="small").get_size_in_points()
        # Ticks are made when the figure is drawn, perhaps in another style than this one.
        self._tick = FontProperties(size=rcParams["xtick.labelsize"]).get_size_in_points()
        soft = tones(ax).soft
        ax.tick_params(axis="x", color=soft, labelcolor=soft, labelsize=self._tick)
        ax.set_yticks([])
        ax.spines[["top", "left", "right"]].set_visible(False)
        if guides:
            ends = [[(span[0], row), (span[1], row)] for row, name in enumerate(names)]
            ends = [each for row, each in enumerate(ends) if names[row] and row not in strong]
            lines = LineCollection(ends, colors=tones(ax).faint, linewidths=0.7, zorder=0.5)
            ax.add_collection(lines, autolim=False)
        self.names = [_name(ax, row, row in strong) for row in range(len(names))]
        self._own, self._head = own, 0.0
        if own:
            self._grow()
        else:  # A title of several lines may not fit above the axes; then it moves down.
            over = ax.title.get_window_extent().y1 - ax.figure.bbox.y1
            self._head = max(over / pixels(ax, 1) + 3, 0.0) if over > 0 else 0.0
        self._fit()

    def draw(self, renderer: RendererBase) -> None:  # noqa: ARG002  # as every artist has it
        """Fit everything to the size that the axes have now."""
        self._fit()

    def _grow(self) -> None:
        """Make the figure as high as rows in letters of full size need."""
        ax, unit = self._home, pixels(self._home, 1)
        wide, high = room(ax)
        lines = lines_apart(self._words.folded(self._size, self._most(wide / unit)))
        pitch = self._size * (lines * LEADING + _PAD)
        need = pitch * len(self.names) + self._below(wide / unit)
        ax.figure.set(figheight=(ax.figure.bbox.height - high) / ax.figure.dpi + need / 72)
        whole = ax.figure.figure
        if engine := whole.get_layout_engine():
            engine.execute(whole)

    def _most(self, wide: float) -> float:
        """Greatest width of names in axes of some width, both in points."""
        if self._lead is not None:
            return wide - self._lead - _GAP
        # Texts beside the marks are no narrower for a narrow figure; names fold.
        free = (1 - _SCALE) * wide - self._beside(self._size)
        return max(min(wide * self._share, free), 0.2 * wide)

    def _beside(self, size: float) -> float:
        """Width in points of the widest text to the right of a mark."""
        return max(
            (
                Words.one(tag.get_text(), size, strong=tag.get_fontweight() == "bold")
                + float(tag.get_position()[0])
                for tag in self._tags
                if tag.get_horizontalalignment() == "left"
            ),
            default=0.0,
        )

    def _below(self, wide: float) -> float:
        """Height in points of scale, legend and notes in axes of some width in points."""
        total = sum(self._axis(wide)) + 2
        for each, said in zip(self._foot, self._notes, strict=True):
            if isinstance(each, Text):
                self._write(each, said, wide)
            total += self._height(each) + _GAP
        return total

    def _write(self, each: Text, said: str, wide: float) -> None:
        """Write a note, smaller where it is long for the axes, and cut where it still is."""
        high = self._home.get_window_extent().height / pixels(self._home, 1)
        size, lines = self._size, _lines(said, self._size, wide)
        if not self._own and len(lines) > NOTED * high / (LEADING * size):
            size *= 0.8
            most = max(int(NOTED * high / (LEADING * size)), 1)
            [lines] = Words([said]).cut(size, 0.98 * wide, most)
        each.set(text="\n".join(lines), fontsize=size)

    def _height(self, each: Text | Legend) -> float:
        """Height in points of what stands below the scale."""
        if isinstance(each, Text):
            return (each.get_text().count("\n") + 1) * LEADING * float(each.get_fontsize())
        return float(each.get_window_extent().height) / pixels(self._home, 1)

    def _axis(self, wide: float) -> tuple[float, float]:
        """Heights in points of the ticks with their labels, and of the label of the scale."""
        axis = self._home.xaxis
        if not axis.get_visible():
            return 0.0, 0.0
        names = max((each.get_text().count("\n") for each in axis.get_ticklabels()), default=0)
        high = 8 + (names + 1) * LEADING * self._tick
        if not self._label:
            return high, 0.0
        broken = _lines(self._label, float(axis.label.get_fontsize()), wide)
        axis.label.set_text("\n".join(broken))
        lines = axis.label.get_text().count("\n") + 1
        return high, 4 + lines * LEADING * float(axis.label.get_fontsize())

    def _fit(self) -> None:
        """Choose letters, fold the names, set limits; nothing where the size is as before."""
        ax = self._home
        ax.apply_aspect()
        box, unit = ax.get_window_extent(), pixels(ax, 1)
        scene = (round(box.width, 1), round(box.height, 1), round(unit, 4))
        if scene == self._scene or min(scene) <= 0:
            return
        self._scene = scene
        wide, high = box.width / unit, box.height / unit
        below = min(self._below(wide), 0.7 * high)
        head = min(self._head, 0.3 * high)
        pitch = (high - below - head) / max(len(self.names), 1)
        size, lines = self._letters(pitch, self._most(wide))
        for each in self._tags:
            each.set_fontsize(size)
        for mark, sizes in self._marks:
            mark.set_sizes(sizes * min(1.0, pitch / _MARK) ** 2)
        left = self._place_scale(wide, size, self._words.width(lines, size))
        for row, (text, folded) in enumerate(zip(self.names, lines, strict=True)):
            text.set(text="\n".join(folded), fontsize=size, y=row, x=left / wide)
        ax.set_ylim(len(self.names) - 0.5 + below / pitch, -0.5 - head / pitch)
        if head:
            ax.set_title(ax.get_title(), y=1 - head / high, fontsize=ax.title.get_fontsize())
        self._place_foot(pitch, wide)

    def _letters(self, pitch: float, most: float) -> tuple[float, list[list[str]]]:
        """Size of letters for rows of some height and names of some width, and folded names."""
        for size in (share * self._size for share in _SIZES):
            folded = self._words.folded(size, most)
            if lines_apart(folded) * LEADING * size <= pitch:
                return size, folded
        size = min(_SIZES[-1] * self._size, max(pitch / LEADING, 0.5))
        return size, self._words.cut(size, most, max(int(pitch / (LEADING * size)), 1))

    def _place_scale(self, wide: float, size: float, used: float) -> float:
        """Set limits and ticks of the scale; return where the names begin, in points."""
        ax, (low, high) = self._home, self._span
        if self._lead is not None:
            ax.set_xlim(low, high + (high - low) * (wide - self._lead) / self._lead)
            return self._lead + _GAP
        left = used + _GAP + 3
        right = min(self._reserve(size, wide - left), 0.85 * (wide - left)) + 4
        room_left = max(wide - left - right, 1.0)
        per_point = (high - low) / room_left
        ax.set_xlim(low - left * per_point, high + right * per_point)
        ax.spines["bottom"].set_bounds(low, high)
        if self._ticked:
            self._place_ticks(room_left)
        return 0.0

    def _place_ticks(self, points: float) -> None:
        """Set round ticks, as many as have room for their figures."""
        low, high = self._span
        ticks: list[float] = []
        names: list[str] = []
        for bins in (6, 5, 4, 3, 2, 1):
            steps = MaxNLocator(bins, steps=[1, 2, 2.5, 5, 10], integer=self._whole)
            slack = 1e-9 * (high - low)
            ticks = [t for t in steps.tick_values(low, high) if low - slack <= t <= high + slack]
            names = [f"{each:,.10g}".replace("-", "\N{MINUS SIGN}") for each in ticks]
            widest = max((Words.one(name, self._tick) for name in names), default=0.0)
            if len(names) * (widest + 8) <= points:
                break
        self._home.set_xticks(ticks, names)

    def _reserve(self, size: float, wide: float) -> float:
        """Points that texts beside the marks need to the right of the scale."""
        low, high = self._span
        need = 0.0
        for tag in self._tags:
            if tag.get_horizontalalignment() != "left" or not tag.get_text():
                continue
            at = max((float(tag.xy[0]) - low) / (high - low or 1), 0.02)
            width = Words.one(tag.get_text(), size, strong=tag.get_fontweight() == "bold")
            width += float(tag.get_position()[0]) + 2
            need = max(need, (width - (1 - at) * wide) / at)
        return need

    def _place_foot(self, pitch: float, wide: float) -> None:
        """Put scale, legend and notes below the rows."""
        ax, at = self._home, len(self.names) - 0.5
        ticks, label = self._axis(wide)
        if ticks:
            ax.spines["bottom"].set_position(("data", at))
            lines = ax.xaxis.label.get_text().split("\n")
            size = float(ax.xaxis.label.get_fontsize())
            half = max(Words.one(line, size) for line in lines) / wide / 2
            middle = float(ax.transLimits.transform((sum(self._span) / 2, at))[0])
            across = min(max(middle, half), 1 - half) if half < 0.5 else 0.5
            ax.xaxis.set_label_coords(across, self._up(at + ticks / pitch))
            ax.xaxis.label.set_verticalalignment("top")
        at += (ticks + label + 2) / pitch
        for each in self._foot:
            if isinstance(each, Text):
                each.set_y(self._up(at))
            else:
                each.set_bbox_to_anchor((0, self._up(at)), transform=ax.transAxes)
            at += (self._height(each) + _GAP) / pitch

    def _up(self, row: float) -> float:
        """Height of a row as a fraction of the axes."""
        return float(self._home.transLimits.transform((0, row))[1])


def _lines(said: str, size: float, wide: float) -> list[str]:
    """Text in lines no wider than a number of points; no drawing is needed to measure it."""
    [lines] = Words([said]).folded(size, 0.98 * wide)
    return lines


def note(ax: Axes, text: str) -> Text | None:
    """Footnote below the rows, for `Rows` to place; None where there is nothing to say."""
    if not text:
        return None
    made = ax.text(
        0, 0, text, transform=ax.transAxes, ha="left", va="top", fontsize="small", linespacing=1.1
    )
    made.set_color(tones(ax).soft)
    made.set_in_layout(False)
    return plain(made)


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


def _name(ax: Axes, row: int, strong: bool) -> Text:
    """Name of one row, not yet written."""
    made = ax.text(
        0,
        row,
        "",
        transform=ax.get_yaxis_transform(),
        ha="left",
        va="center",
        color=tones(ax).ink,
        fontweight="bold" if strong else "normal",
        linespacing=LEADING * 0.9,
        zorder=4,
    )
    made.set_in_layout(False)
    return plain(made)


def spread(
    low: float, high: float, *, margin: float = 0.04, least: float = 1e-9
) -> tuple[float, float]:
    """Ends of a scale that holds two values with some margin, also where they are the same."""
    width = max(high - low, least * max(abs(high), 1.0))
    if math.isclose(low, high):
        width = max(abs(high) * 0.1, 1.0)
        return low - width / 2, high + width / 2
    return low - margin * width, high + margin * width
