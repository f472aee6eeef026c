"""A legend whose entries fill the width they are given, read along the rows."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from elecdata.plot.drawing import outline, pixels, plain, room
from elecdata.plot.folding import Words
from elecdata.plot.marks import outline_of
from elecdata.plot.tones import LIGHT, tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend
    from matplotlib.lines import Line2D

_DOT = 7.5  # Diameter of a dot, in points of print: its mark can be seen.
_LETTERS = (36, 24, 18)  # Letters after which a name goes on in a new line.
_HANDLE, _PAD, _APART = 1.2, 0.2, 1.2  # Widths of mark, gap and space, in letters.
_CLEAR = 3.5  # Points between a dot and its name, at the least.
_SIZES = (1.0, 0.85, 0.7)  # Shares of the default size of letters, for small axes.


def dot(color: str, *, mark: str = "disc", paper: str = LIGHT.paper) -> Line2D:
    """Dot of a legend with its mark of `elecdata.plot.marks`: a line of no length with one marker.

    Examples
    --------
    >>> dot("#0072b2").get_markerfacecolor()
    '#0072b2'
    """
    from matplotlib.lines import Line2D

    edge = outline(color, paper)
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=outline_of(mark),
        markersize=_DOT,
        color=color,
        markeredgecolor=edge,
        markeredgewidth=0 if edge == color else 0.5,
    )


def row_legend(
    ax: Axes,
    handles: Sequence[Line2D],
    names: Sequence[str],
    *,
    limit: float,
    most: float = math.inf,
    **place: Any,
) -> Legend:
    """Add a legend as wide as the axes at most, and no higher than need be, in reading order.

    No-break spaces keep words together and show as spaces. Above `limit` pixels of height letters
    are made smaller, to seven tenths at the least; above `most` the last names give way to their
    number. ``place`` is passed on to matplotlib.
    """
    from matplotlib import rcParams
    from matplotlib.font_manager import FontProperties

    default = FontProperties(size=rcParams["legend.fontsize"]).get_size_in_points()
    wide, unit = room(ax)[0] / pixels(ax, 1), pixels(ax, 1)
    least, best = math.inf, _Grid([], 1, default, 0.0)
    for share, letters in product(_SIZES, _LETTERS):
        if least <= limit / unit and letters == _LETTERS[0]:
            break
        grid = _grid(names, share * default, letters, wide)
        if grid.height < 0.8 * least:  # Broken names and small letters must be worth it.
            least, best = grid.height, grid
    count = len(names)
    while best.height > most / unit and count > 1:
        count = min(count - 1, int(count * most / unit / best.height) + 1)
        some = [*names[:count], f"and\xa0{len(names) - count}\xa0more"]
        best = _grid(some, _SIZES[-1] * default, _LETTERS[0], wide)
    shown = [*handles[:count], *([_nothing()] if count < len(names) else [])]
    return _lay(ax, shown, best, place)


def _nothing() -> Line2D:
    """Handle that shows nothing."""
    from matplotlib.lines import Line2D

    return Line2D([], [], linestyle="none")


@dataclass(frozen=True)
class _Grid:
    """Entries in columns: names with their lines, size of the letters, height in points."""

    names: list[str]
    columns: int
    size: float
    height: float


def _grid(names: Sequence[str], size: float, letters: int, wide: float) -> _Grid:
    """As many columns as fit beside each other, in points."""
    broken = [_broken(name, letters) for name in names]
    folded = [name.split("\n") for name in broken]
    widths = [max(Words.one(line, size) for line in name) for name in folded]
    columns, before = len(broken), (_HANDLE + _pad(size)) * size
    while True:
        parts = [widths[first::columns] for first in range(columns)]
        whole = sum(max(part) + before + _APART * size for part in parts)
        rows = [folded[at : at + columns] for at in range(0, len(folded), columns)]
        if columns <= 1 or whole - _APART * size <= wide:
            break
        rows_next = len(rows) + 1
        columns = min(columns - 1, math.ceil(len(broken) / rows_next))
    if columns == 1:
        folded = Words(broken).folded(size, wide - before)
        broken, rows = ["\n".join(name) for name in folded], [[name] for name in folded]
    height = sum(1.2 * max(map(len, row)) + 0.5 for row in rows) * size
    return _Grid(broken, columns, size, height)


def _pad(size: float) -> float:
    """Gap between mark and name in letters of a size; dots are no smaller for small letters."""
    return max(_PAD, (_CLEAR - (_HANDLE * size - _DOT) / 2) / size)


def _lay(ax: Axes, handles: Sequence[Line2D], grid: _Grid, place: dict[str, Any]) -> Legend:
    """Legend of a grid of entries."""
    # Matplotlib fills column by column.
    count, columns = len(grid.names), grid.columns
    turn = [i for first in range(columns) for i in range(first, count, columns)]
    made = ax.legend(
        [handles[i] for i in turn],
        [grid.names[i] for i in turn],
        ncols=max(columns, 1),
        fontsize=grid.size,
        frameon=False,
        borderpad=0,
        handletextpad=_pad(grid.size),
        handlelength=_HANDLE,
        columnspacing=_APART,
        **place,
    )
    for text in made.get_texts():
        plain(text).set_color(tones(ax).ink)
    return made


def _broken(name: str, letters: int) -> str:
    """Break a name into lines; words stay whole."""
    lines = textwrap.wrap(name, letters, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace("\xa0", " ")
