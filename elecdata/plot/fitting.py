"""Texts that are laid out for the size that their axes have, and anew when it changes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.text import Text

from elecdata.plot.drawing import plain, room
from elecdata.plot.folding import Words
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    from typing import Self

    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase

    from elecdata.plot.labels import Array

LEAST = 5.0  # Points below which letters cannot be read.
SPACING = 1.2  # Height of a line over the size of its letters.
SHARES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)  # Of the full size of letters, where rows are low.
WHOLE = 0.7  # Of the full size: letters grow no smaller than that to keep words whole.
_ROOMY = (230.0, 150.0)  # Width and height in points from which letters have their full size.
_TICK = 6.5  # A tick and the gap to its label, in points.


class Fitted(Artist):
    """What a picture writes inside its axes: a footnote, the scale above it, and more.

    Everything but the title stays within the axes, so that nothing is cut or runs into a
    neighbour in any layout. Subclasses say in `place` where things go.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes of the picture, with their title.
    note : str
        Footnote below the scale; may be empty.

    Attributes
    ----------
    note : matplotlib.text.Text
        The footnote.
    """

    scaled = True  # Whether there is a scale below.
    own = False  # Whether the figure was made as high as need be.
    tall_ticks = 1  # Lines of the labels of the scale.

    def __init__(self, ax: Axes, note: str) -> None:
        super().__init__()
        self.set_zorder(-10)  # Drawn first, so that all is in place when its turn comes.
        self.set_in_layout(False)
        tone = tones(ax)
        self._home, self._whole_note, self._extent = ax, note, (0.0, 0.0)
        self._said = note
        self._pen: RendererBase | None = None
        self._measured: dict[tuple[object, ...], tuple[float, float]] = {}
        self._raw: str | None = None  # Label of the scale before it is broken into lines.
        self.note = self.write(0, 0, "", transform=ax.transAxes, va="bottom", color=tone.soft)
        self.base = float(self.note.get_fontsize())
        ax.title.set_color(tone.ink)
        ax.xaxis.label.set_color(tone.ink)
        ax.yaxis.label.set_color(tone.ink)
        ax.tick_params(colors=tone.soft, labelcolor=tone.ink)
        for spine in ax.spines.values():
            spine.set_color(tone.soft)
        ax.spines[["top", "right"]].set_visible(False)

    def write(self, x: float, y: float, text: str, **how: object) -> Text:
        """Add a text that no layout has to make room for."""
        ink = {"color": tones(self._home).ink, "fontsize": "small", "linespacing": 1.05}
        made = plain(self._home.text(x, y, text, **(ink | how)))  # type: ignore[arg-type]
        made.set_in_layout(False)
        return made

    def draw(self, renderer: RendererBase) -> None:
        """Lay out for the size that the axes have now."""
        self._pen = renderer  # Texts may remember one of another resolution.
        self.fit()

    def settle(self, *, own: bool) -> Self:
        """Lay out now; a figure of our own becomes as high as the rows need, if there are any."""
        from matplotlib.backends.backend_agg import RendererAgg

        ax, self.own = self._home, own
        # One pen for all: without, each text has the figure prepare a whole print to be measured.
        self._pen = RendererAgg(1, 1, ax.figure.dpi)  # type: ignore[no-untyped-call]
        ax.add_artist(self)
        wide, high = room(ax)
        spare, unit = ax.figure.bbox.height - high, ax.figure.dpi / 72
        need = self.tall(wide / unit) if own else 0.0
        if need:
            ax.figure.set(figheight=(spare / unit + need) / 72)
        self.fit()
        return self

    def tall(self, width: float) -> float:  # noqa: ARG002  # for those who have rows
        """Height in points that the axes need at this width; 0 where any will do."""
        return 0.0

    def fit(self) -> None:
        """Lay out, unless the axes have the size of the last time."""
        box, unit = self._home.get_window_extent(), self._home.figure.dpi / 72
        extent = (box.width / unit, box.height / unit)
        if not np.allclose(extent, self._extent, rtol=0, atol=0.05):
            self._extent = extent
            self.place(*extent)

    def place(self, width: float, height: float) -> None:
        """Put everything in its place in axes of this size, in points."""
        raise NotImplementedError

    def extent(self, text: Text) -> tuple[float, float]:
        """Width and height of a text in points of print, hidden or not."""
        if not text.get_text():
            return 0.0, 0.0
        unit = self._home.figure.dpi / 72
        font = hash(text.get_fontproperties())  # The font itself changes in place.
        key = (text, text.get_text(), font, text.get_parse_math(), unit, type(self._pen))
        if key not in self._measured:
            shown = text.get_visible()
            text.set_visible(True)
            box = Text.get_window_extent(text, self._pen)  # Its point need not be in sight.
            text.set_visible(shown)
            self._measured[key] = box.width / unit, box.height / unit
        return self._measured[key]

    def widest(self, texts: Iterable[Text]) -> float:
        """Width of the widest text that is shown, in points; 0 where there is none."""
        return max((self.extent(text)[0] for text in texts if text.get_visible()), default=0.0)

    def fill(self, text: Text, words: str, width: float, most: int | None = None) -> None:
        """Write words in lines no wider than so many points; words stay whole where they can."""
        known = Words([words], font=text.get_fontproperties())
        [lines] = known.cut(float(text.get_fontsize()), max(width, 1.0), most)
        text.set_text("\n".join(lines).replace("\xa0", " "))

    def letters(self, width: float, height: float) -> float:
        """Size of letters in axes of this size."""
        share = min(1.0, width / _ROOMY[0], 1.0 if self.own else height / _ROOMY[1])
        return max(LEAST, self.base * share)

    def foot(self, width: float, size: float, most: int | None = None) -> float:
        """Height of the scale, its label and the footnote, in letters of a size."""
        ax = self._home
        ax.tick_params(axis="both", labelsize=size, length=3, pad=3)
        label = ax.xaxis.label
        label.set_fontsize(size)
        if self._raw is None:
            self._raw = label.get_text()
        self.fill(plain(label), self._raw, width)
        lines = label.get_text().count("\n") + 1 if self._raw else 0
        self.note.set_fontsize(max(LEAST, 0.9 * size))
        self.fill(self.note, self._said, width, most)
        below = self.extent(self.note)[1] + 3 if self._said else 0.0
        gap = float(ax.xaxis.labelpad) if lines else 0.0
        scale = _TICK + SPACING * size * (self.tall_ticks + lines) + gap if self.scaled else 0.0
        return scale + below + 3

    def stretch(self, span: tuple[float, float], plot: float, left: float, width: float) -> None:
        """Give the scale so many points, and so many to the left of it."""
        (low, high), label = span, self._home.xaxis.label
        unit = (high - low) / plot
        self._home.set_xlim(low - left * unit, low + (width - left) * unit)
        fits = left + self.extent(label)[0] <= width
        label.set(x=left / width if fits else 0.5, ha="left" if fits else "center")

    def number(self, span: tuple[float, float], plot: float, *, whole: bool) -> list[float]:
        """Write round numbers below a scale of so many points, as many as have room."""
        size = float(self._home.xaxis.label.get_fontsize())
        ticks: list[float] = []
        said: list[str] = []
        for most in range(int(min(6, max(1, plot / (3 * size)))), 0, -1):
            ticks = steps_of(*span, most, whole=whole)
            said = [f"{each:,.10g}".replace("-", "\N{MINUS SIGN}") for each in ticks]
            wide = max(Words.one(each, size) for each in said)
            if len(ticks) * (wide + size) <= plot:
                break
        self._home.set_xticks(ticks, said)
        return ticks

    def tell_hidden(self, hidden: int) -> None:
        """Count texts without room in the footnote."""
        count = f"No room for {hidden} label{'' if hidden == 1 else 's'}." if hidden else ""
        self._said = f"{self._whole_note} {count}".strip()

    def over(self) -> float:
        """Height by which a title of several lines is moved into the axes."""
        ax = self._home
        lines = ax.get_title().count("\n")
        if not lines or ax.figure.get_layout_engine() is not None:
            return 0.0
        return lines * SPACING * float(ax.title.get_fontsize())

    def lower_title(self, over: float, height: float) -> None:
        """Move the title into the axes by so many points."""
        if over:
            size = self._home.title.get_fontsize()
            self._home.set_title(self._home.get_title(), y=1 - over / height, fontsize=size)
            self._home.title.set_color(tones(self._home).ink)


def spread(wanted: Sequence[float] | Array, heights: Sequence[float] | Array) -> Array:
    """Centres of labels in a column: as near to the places wanted as they go without overlap.

    Places and heights are in one unit; labels keep the order of the places.

    Examples
    --------
    >>> spread([0, 0, 5], [2, 2, 2]).tolist()
    [-1.0, 1.0, 5.0]
    """
    order = np.argsort(wanted, kind="stable")
    sizes = np.asarray(heights, dtype=float)[order]
    steps = np.concatenate([[0.0], np.cumsum((sizes[1:] + sizes[:-1]) / 2)])
    # With each label's own offset taken away, no overlap means no descent: pool what descends.
    blocks: list[tuple[float, int]] = []
    for place in np.asarray(wanted, dtype=float)[order] - steps[: len(order)]:
        blocks.append((float(place), 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (one, n), (two, m) = blocks[-2:]
            blocks[-2:] = [((one * n + two * m) / (n + m), n + m)]
    centres = np.empty(len(order))
    centres[order] = np.repeat([b[0] for b in blocks], [b[1] for b in blocks]) + steps[: len(order)]
    return centres


def within(centres: Array, heights: Sequence[float] | Array, low: float, high: float) -> Array:
    """Centres pushed back between two ends, from either end; their gaps close up as need be.

    Examples
    --------
    >>> within(np.array([-1.0, 1.0, 5.0]), [2, 2, 2], 0, 9).tolist()
    [1.0, 3.0, 5.0]
    """
    order, moved = np.argsort(centres, kind="stable"), np.array(centres, dtype=float)
    sizes, edge = np.asarray(heights, dtype=float), low
    for i in order:
        moved[i] = max(moved[i], edge + sizes[i] / 2)
        edge = moved[i] + sizes[i] / 2
    edge = high
    for i in order[::-1]:
        moved[i] = min(moved[i], edge - sizes[i] / 2)
        edge = moved[i] - sizes[i] / 2
    return moved


def steps_of(low: float, high: float, most: int, *, whole: bool) -> list[float]:
    """Round numbers between two ends, for a scale.

    Examples
    --------
    >>> steps_of(0, 71, 5, whole=True)
    [0.0, 20.0, 40.0, 60.0]
    """
    from matplotlib.ticker import MaxNLocator

    found = MaxNLocator(max(1, most), steps=[1, 2, 2.5, 5, 10], integer=whole).tick_values(
        low, high
    )
    inside = [float(each) for each in found if low - 1e-9 <= each <= high + 1e-9]
    return inside or [low]


def figure_of(value: float, *, digits: int | None = None, least: int = 0) -> str:
    """A number as a label: as given, to two digits at most, or with so many digits.

    Examples
    --------
    >>> figure_of(41.38), figure_of(5148074), figure_of(77.5701, digits=1), figure_of(78, least=1)
    ('41.38', '5,148,074', '77.6', '78.0')
    """
    if math.isnan(value):
        return ""
    if digits is None:
        digits = max(least, decimals([value]))
    return f"{value:,.{digits}f}"


def decimals(values: Iterable[float]) -> int:
    """Digits after the point, two at most, that the longest of some numbers needs.

    Examples
    --------
    >>> decimals([60.61, 9.1, float("nan")]), decimals([83, 8])
    (2, 0)
    """
    known = [value for value in values if math.isfinite(value)]
    return next((n for n in (0, 1) if all(abs(v - round(v, n)) < 1e-9 for v in known)), 2)
