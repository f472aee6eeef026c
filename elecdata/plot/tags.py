"""Names beside points, which find their places anew when the figure changes its size."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from math import isclose
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.text import Text

from elecdata.plot.drawing import letters, pixels, plain
from elecdata.plot.labels import ambiguous, leaders, place_labels
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.legend import Legend
    from matplotlib.text import Annotation
    from numpy.typing import ArrayLike

    from elecdata.plot.labels import Array

_LETTERS = 24  # Letters after which a name goes on in a new line.


class NameTags(Artist):
    """Names beside points.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes that hold the points.
    points : pandas.DataFrame
        ``x``, ``y`` and ``label`` of each point, in data units.
    size : float
        Diameter of the points, in points of print.
    blocks : sequence of artists
        What names must not cover.
    note : matplotlib.text.Text
        Footnote; names that found no room are counted there.
    others : pandas.DataFrame, optional
        ``x`` and ``y`` of points that get no name here, and that names must not cover.
    line : array-like of shape (2, 2), optional
        Ends of a line that names leave free where they can, in data units; by default the
        diagonal.

    Attributes
    ----------
    tags : list of matplotlib.text.Annotation
        The names, in the order of the points; those without room are not visible.
    """

    def __init__(
        self,
        ax: Axes,
        points: pd.DataFrame,
        *,
        size: float,
        blocks: Sequence[Text | Legend],
        note: Text,
        others: pd.DataFrame | None = None,
        line: ArrayLike | None = None,
    ) -> None:
        super().__init__()
        self.set_zorder(-10)  # Drawn first, so that the names are in place when their turn comes.
        self.set_in_layout(False)
        self._home = ax
        self._points = points[["x", "y"]].to_numpy(dtype=float)
        nothing = np.empty((0, 2))
        self._others = nothing if others is None else others[["x", "y"]].to_numpy(dtype=float)
        self._size, self._blocks, self._note = size, (*blocks, note), note
        self._said = note.get_text()
        self._line = line
        self._scene: Array = np.empty((0, 4))
        self._sizes: Array = np.empty((0, 2))
        self._unit = 0.0
        self._leaders = LineCollection([], colors=tones(ax).soft, linewidths=0.6, zorder=3.5)
        ax.add_collection(self._leaders, autolim=False)
        self.tags = [
            _tag(ax, name, at) for name, at in zip(points["label"], self._points, strict=True)
        ]

    def draw(self, renderer: RendererBase) -> None:
        """Place the names for the size that the axes have now, unless it is that of last time."""
        ax, unit = self._home, pixels(self._home, 1)
        ax.apply_aspect()
        if not isclose(unit, self._unit):
            sizes = [_extent(tag, renderer) for tag in self.tags]
            self._sizes = np.array(sizes).reshape(-1, 2) / unit
            self._unit = unit
        scene = self._measure(renderer)
        if _alike(self._scene, scene):
            return
        if self._note.get_text() != self._said:
            self._note.set_text(self._said)
            scene = self._measure(renderer)
        if self._move(scene):
            # The footnote needs a line more, which may be in the way of a name.
            self._note.set_text(f"{self._said}\n{_hidden(len(self.tags) + 10)}".strip())
            hidden = self._move(self._measure(renderer))
            self._note.set_text(f"{self._said}\n{_hidden(hidden)}".strip())
            scene = self._measure(renderer)
        self._scene = scene

    def _measure(self, renderer: RendererBase) -> Array:
        """Everything that decides about the places, in points of print, one box a row.

        The rows are the axes, the line, then each point with the size of its name, then each
        block.
        """
        ax, unit = self._home, self._unit
        at = ax.transData.transform(self._points) / unit
        ends = [(0, 0), (ax.get_xlim()[1], ax.get_ylim()[1])] if self._line is None else self._line
        line = ax.transData.transform(ends).ravel() / unit
        bounds = np.array(ax.bbox.extents) / unit
        # Names stay above the points at the bottom, off the tick labels.
        floor = ax.transData.transform((0, 0))[1] / unit
        bounds[1] = max(bounds[1], floor - 0.8 * self._size)
        blocks = [
            np.array(block.get_window_extent(renderer).extents) / unit for block in self._blocks
        ]
        if len(self._others):
            beside, half = ax.transData.transform(self._others) / unit, self._size / 2 + 1
            blocks += list(np.hstack([beside - half, beside + half]))
        return np.array([bounds, line, *np.hstack([at, self._sizes]), *blocks])

    def _move(self, scene: Array) -> int:
        """Move names and leaders; tell how many names found no room."""
        count, near = len(self.tags), self._size / 2 + 2
        at, sizes = scene[2 : 2 + count, :2], scene[2 : 2 + count, 2:] + (2, 0)
        centres = place_labels(
            at,
            sizes,
            bounds=scene[0],
            clearance=near,
            blocks=scene[2 + count :],
            line=scene[1],
        )
        for tag, offset in zip(self.tags, centres - at, strict=True):
            tag.set_visible(not np.isnan(offset[0]))
            tag.set_position(tuple(np.nan_to_num(offset)))
        strings = leaders(at, centres, sizes)[ambiguous(at, centres, sizes, 1.5 * near)]
        ends = self._home.transData.inverted().transform(strings.reshape(-1, 2) * self._unit)
        self._leaders.set_segments(list(ends.reshape(-1, 2, 2)))
        return int(np.isnan(centres[:, 0]).sum())


def _alike(scene: Array, other: Array) -> bool:
    """Whether two scenes are the same but for rounding."""
    return scene.shape == other.shape and bool(np.allclose(scene, other, rtol=0, atol=0.02))


def _extent(tag: Text, renderer: RendererBase) -> tuple[float, float]:
    """Width and height of a name in pixels, also of one that is hidden."""
    shown = tag.get_visible()
    tag.set_visible(True)
    box = Text.get_window_extent(tag, renderer)  # Whether or not its point is in sight.
    tag.set_visible(shown)
    return box.width, box.height


def _hidden(count: int) -> str:
    """How many names are hidden, for the footnote."""
    return f"No room for {count} name{'' if count == 1 else 's'}." if count else ""


def _tag(ax: Axes, name: str, at: Array) -> Annotation:
    """Name of one point, not yet in its place."""
    tag = ax.annotate(
        textwrap.fill(name, _LETTERS, break_long_words=False, break_on_hyphens=False),
        (float(at[0]), float(at[1])),
        xytext=(0, 0),
        textcoords="offset points",
        ha="center",
        va="center",
        color=tones(ax).ink,
        fontsize=letters(ax),
        linespacing=1.0,
        zorder=4,
    )
    plain(tag)
    tag.set_in_layout(False)
    return tag
