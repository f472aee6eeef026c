"""A legend whose entries fill the width they are given, read along the rows."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from elecdata.plot.drawing import outline, plain, room
from elecdata.plot.tones import LIGHT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend
    from matplotlib.lines import Line2D

RING = 0.36  # Width of the ring of a hollow dot over its radius.
_LETTERS = (36, 24, 18)  # Letters after which a name goes on in a new line.
_SIZES = (1.0, 0.85, 0.7)  # Shares of the default size of letters, for small axes.


def dot(color: str, *, hollow: bool, paper: str = LIGHT.paper) -> Line2D:
    """Dot of a legend, full or hollow.

    Parameters
    ----------
    color : str
        Colour as ``#rrggbb``.
    hollow : bool
        Draw a ring.
    paper : str
        Colour behind the legend.

    Returns
    -------
    matplotlib.lines.Line2D
        A line of no length with one marker.

    Examples
    --------
    >>> dot("#0072b2", hollow=False).get_markerfacecolor()
    '#0072b2'
    """
    from matplotlib.lines import Line2D
    from matplotlib.patches import Wedge

    edge = outline(color, paper)
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=Wedge((0, 0), 1, 0, 360, width=RING).get_path() if hollow else "o",
        color=color,
        markeredgecolor=edge,
        markeredgewidth=0 if edge == color else 0.5,
    )


def row_legend(
    ax: Axes, handles: Sequence[Line2D], names: Sequence[str], *, limit: float, **place: Any
) -> Legend:
    """Add a legend as wide as the axes at most, and no higher than need be.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes that get the legend.
    handles, names : sequence
        Entries, in reading order. No-break spaces keep words together and show as spaces.
    limit : float
        Height in pixels above which letters are made smaller, to seven tenths at the least.
    **place
        ``loc`` and ``bbox_to_anchor`` and the like, passed on to matplotlib.

    Returns
    -------
    matplotlib.legend.Legend
        The legend.
    """
    from matplotlib import rcParams
    from matplotlib.font_manager import FontProperties

    default = FontProperties(size=rcParams["legend.fontsize"]).get_size_in_points()
    least, best = math.inf, (default, _LETTERS[0])
    made, tried = None, (0.0, 0)
    for share, letters in product(_SIZES, _LETTERS):
        if least <= limit and letters == _LETTERS[0]:
            break
        tried = (share * default, letters)
        made, height = _lay(ax, handles, names, *tried, place)
        if height < 0.8 * least:  # Broken names and small letters must be worth it.
            least, best = height, tried
    return made if made and tried == best else _lay(ax, handles, names, *best, place)[0]


def _lay(
    ax: Axes,
    handles: Sequence[Line2D],
    names: Sequence[str],
    size: float,
    letters: int,
    place: dict[str, Any],
) -> tuple[Legend, float]:
    """Legend of as many columns as fit beside each other, and its height in pixels."""
    broken = [_broken(name, letters) for name in names]
    columns = len(broken)
    while True:
        # Matplotlib fills column by column.
        turn = [i for first in range(columns) for i in range(first, len(broken), columns)]
        made = ax.legend(
            [handles[i] for i in turn],
            [broken[i] for i in turn],
            ncols=columns,
            fontsize=size,
            frameon=False,
            borderpad=0,
            handletextpad=0.2,
            handlelength=1.2,
            columnspacing=1.2,
            **place,
        )
        for text in made.get_texts():
            plain(text)
        extent = made.get_window_extent()
        if columns == 1 or extent.width <= room(ax)[0]:
            return made, float(extent.height)
        rows = math.ceil(len(broken) / columns) + 1
        columns = min(columns - 1, math.ceil(len(broken) / rows))


def _broken(name: str, letters: int) -> str:
    """Break a name into lines; words stay whole."""
    lines = textwrap.wrap(name, letters, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace("\xa0", " ")
