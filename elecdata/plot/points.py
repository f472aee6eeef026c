"""Points of contestants, a marker an election: what pictures of shares over shares have alike."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

from elecdata.plot.drawing import letters, outline, plain, wrap
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend
    from matplotlib.text import Text

SIZE = 6.0  # Diameter of a point, in points of print.
_MARKERS = "osD^vPX<>ph*d8"


def draw_points(ax: Axes, drawn: pd.DataFrame, y: str) -> None:
    """Add one collection of points an election.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    drawn : pandas.DataFrame
        ``election``, ``votes``, ``color`` and the column `y` of each point.
    y : str
        Column of the heights.
    """
    groups, paper = drawn.groupby("election", sort=False), tones(ax).paper
    for (election, rows), marker in zip(groups, cycle(_MARKERS), strict=False):
        edges = [outline(each, paper) for each in rows["color"]]
        ax.scatter(
            rows["votes"],
            rows[y],
            s=SIZE**2,
            c=rows["color"].tolist(),
            marker=marker,
            edgecolors=[paper if e == c else e for e, c in zip(edges, rows["color"], strict=True)],
            linewidths=0.5,
            label=str(election),
            clip_on=False,
            in_layout=False,  # Inside the limits with room to spare.
            zorder=3,
        )


def draw_key(ax: Axes, drawn: pd.DataFrame, **place: Any) -> Legend | None:
    """Say which marker is which election; nothing where there is only one.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    drawn : pandas.DataFrame
        What `draw_points` drew.
    **place
        ``loc`` and the like, passed on to matplotlib.
    """
    from matplotlib.lines import Line2D

    names = list(drawn["election"].unique())
    if len(names) < 2:
        return None
    handles = [
        Line2D([], [], linestyle="none", color=tones(ax).soft, marker=marker, markeredgewidth=0)
        for _, marker in zip(names, cycle(_MARKERS), strict=False)
    ]
    size = 1.15 * letters(ax)
    legend: Legend = ax.legend(
        handles, names, frameon=False, handletextpad=0.2, fontsize=size, **place
    )
    legend.set_in_layout(False)
    for text in legend.get_texts():
        plain(text).set_color(tones(ax).ink)
    return legend


def draw_note(ax: Axes, note: str, at: tuple[float, float], width: float) -> Text:
    """Write the footnote into a corner of the axes, where no figure cuts it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to write.
    note : str
        What to write; may be empty.
    at : (float, float)
        Place in fractions of the axes; lines end there where it is on the right.
    width : float
        Most that a line may take, in pixels.
    """
    across, up = at
    text = ax.text(
        across,
        up,
        note,
        transform=ax.transAxes,
        ha="right" if across > 0.5 else "left",
        va="bottom" if up < 0.5 else "top",
        color=tones(ax).soft,
        fontsize=letters(ax),
        in_layout=False,
    )
    return wrap(text, width)


def name_line(ax: Axes, said: str, at: tuple[float, float], **place: Any) -> Text:
    """Write what a line of reference means beside it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to write.
    said : str
        The meaning.
    at : (float, float)
        End of the name on the line.
    **place
        ``xycoords``, ``xytext`` and ``va``, passed on to matplotlib.
    """
    return ax.annotate(
        said,
        at,
        textcoords="offset points",
        ha="right",
        color=tones(ax).soft,
        fontsize=letters(ax),
        in_layout=False,
        **place,
    )
