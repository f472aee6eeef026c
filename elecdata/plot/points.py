"""Points of contestants, a marker an election: what pictures of shares over shares have alike."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.contests import contest_names
from elecdata.plot.drawing import letters, outline, pixels, plain, wrap
from elecdata.plot.frame import as_frame, colors, numbers, texts
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.legend import Legend
    from matplotlib.text import Text

    from elecdata.dataset import Data as Home
    from elecdata.plot.frame import Data
    from elecdata.plot.labels import Array

SIZE = 6.0  # Diameter of a point, in points of print.
_MANY = 5  # Points too close for names that make a crowd.
_MARKERS = "osD^vPX<>ph*d8"


def points_of(
    results: Data, names: Mapping[str, str], *, data: Home, plot: str, shares: Sequence[str]
) -> pd.DataFrame:
    """Rows of results as points, with the columns of the results for what ``names`` lists.

    The points have ``election`` (short name), ``label``, ``color``, ``votes``, ``seats`` and
    ``indirect``; `shares` are those of votes and seats that are per cent.

    Raises
    ------
    PlotError
        If a column is missing, or a share is beyond 100.
    """
    needed = [names[each] for each in ("votes", "seats", "label", "color")]
    frame = as_frame(results, needed, plot=plot, home=data)
    points = pd.DataFrame(
        {
            "election": contest_names(frame, names["election"], data),
            "label": texts(frame, names["label"], "name", "contestant_id"),
            "color": colors(frame, names["color"], plot=plot),
            "votes": numbers(frame, names["votes"], plot=plot),
            "seats": numbers(frame, names["seats"], plot=plot),
            "indirect": texts(frame, "contestant_type") == "indirect",
        }
    ).reset_index(drop=True)
    for column in shares:
        high = points[points[column] > 100 + 1e-6]
        if not high.empty:
            first = high.iloc[0]
            raise PlotError(
                f"{plot}: {first['label']} has {first[column]:g} in column {names[column]!r}; "
                "shares are per cent, 0 to 100"
            )
    return points


def check_any(
    points: pd.DataFrame, needed: Sequence[str], names: Mapping[str, str], plot: str
) -> None:
    """Refuse points of which none has all that is needed to draw it, and say what they lack."""
    if not points[[*needed]].isna().any(axis=1).all():
        return
    count = len(points)
    advice = {
        "votes": "elections whose record has shares of the vote",
        "seats": "elections of a legislature (a presidency has no seats)",
    }
    for each, which in advice.items():
        if points[each].isna().all():
            raise PlotError(
                f"{plot}: column {names[each]!r} has no figure in any of {count} rows; choose "
                f"{which}, or name another column: {each}="
            )
    raise PlotError(
        f"{plot}: none of {count} rows has both {names['votes']!r} and {names['seats']!r}; give "
        "rows with a figure above 0 in the first and one in the second, or name other columns: "
        "votes=, seats="
    )


def draw_points(ax: Axes, drawn: pd.DataFrame, y: str) -> None:
    """Add one collection of points an election, as high as column `y` says."""
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
    """Say which marker is which election, as matplotlib is told to; nothing where there is one."""
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

    The place is in fractions of the axes, lines end there where it is on the right, and the
    greatest width is in pixels.
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


def crowd_of(seats: pd.Series[float], across: Array, near: float) -> pd.Series[bool]:
    """Points without a seat that stand nearer than letters are large: the longest chain of them."""
    none = seats.eq(0).to_numpy()
    turn = np.flatnonzero(none)[np.argsort(across[none], kind="stable")]
    chains = np.split(turn, np.flatnonzero(np.diff(across[turn]) > near) + 1)
    longest = max(chains, key=len)
    found = pd.Series(False, seats.index)
    found.iloc[longest] = len(longest) >= _MANY
    return found


def tell_crowd(
    ax: Axes, crowd: pd.DataFrame, gone: str, at: tuple[float, float], most: tuple[float, float]
) -> Text:
    """Footnote that names the points of a crowd, or counts them where names have no room.

    What else it says, `gone`, ends in an ellipsis beyond the greatest width and height in pixels.
    """
    *longer, shortest = _told(crowd)
    for said in longer:
        note = draw_note(ax, f"{said}{gone}", at, most[0])
        if note.get_window_extent().height <= most[1]:
            return note
        note.remove()
    note = draw_note(ax, f"{shortest}{gone}", at, most[0])
    rows = max(int(most[1] / pixels(ax, 1.2 * float(note.get_fontsize()))), 1)
    lines = note.get_text().split("\n")
    if len(lines) > rows:
        note.set_text("\n".join(lines[:rows]).rstrip(".,;:") + "…")
    return note


def _told(crowd: pd.DataFrame) -> list[str]:
    """What can be said of the points of a crowd, the most first."""
    if crowd.empty:
        return [""]
    ends = f"{crowd['votes'].min():.1f} to {crowd['votes'].max():.1f}% of votes"
    names = [
        f"{', '.join(rows['label'])}{f' ({election!s})' if election else ''}"
        for election, rows in crowd.groupby("election", sort=False)
    ]
    few = f"Without names: {len(crowd)} points with no seat, {ends}. "
    return [f"No seat, {ends}: {'; '.join(names)}. ", few]


def name_line(ax: Axes, said: str, at: tuple[float, float], **place: Any) -> Text:
    """Write what a line of reference means beside it, ending at a place on it."""
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
