"""Points without a seat that stand too close for names of their own, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from elecdata.plot.drawing import pixels
from elecdata.plot.points import draw_note
from elecdata.plot.words import sentences

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from elecdata.plot.labels import Array

_NEAR, _MANY = 1.0, 5  # Distance, in sizes of letters, and number of points that make a crowd.


def crowd_of(seats: pd.Series[float], across: Array, near: float) -> pd.Series[bool]:
    """Points without a seat that stand too close for names: the longest chain of them.

    Parameters
    ----------
    seats : pandas.Series
        Seats of each point, in any unit.
    across : numpy.ndarray
        Places of the points from left to right, in any unit of length.
    near : float
        Size of the letters in that unit.

    Returns
    -------
    pandas.Series of bool
        Which points are told together; none where fewer than five are so close.

    Examples
    --------
    >>> crowd_of(pd.Series([0.0] * 5 + [9.0]), np.array([1.0, 2, 3, 4, 5, 6]), 8.0).sum()
    np.int64(5)
    """
    none = seats.eq(0).to_numpy()
    turn = np.flatnonzero(none)[np.argsort(across[none], kind="stable")]
    chains = np.split(turn, np.flatnonzero(np.diff(across[turn]) > _NEAR * near) + 1)
    longest = max(chains, key=len)
    found = pd.Series(False, seats.index)
    found.iloc[longest] = len(longest) >= _MANY
    return found


def draw_crowd(
    ax: Axes,
    crowd: pd.DataFrame,
    gone: str,
    at: tuple[float, float],
    *,
    width: float,
    height: float,
) -> Text:
    """Footnote that names the points of a crowd, or counts them where names have no room.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to write.
    crowd : pandas.DataFrame
        ``election``, ``label`` and ``votes`` of the points; may be empty.
    gone : str
        What else to say; its end gives way to an ellipsis where it has no room.
    at : (float, float)
        Corner, as `draw_note` takes it.
    width, height : float
        Most that the note may take, in pixels.
    """
    said = [_named(crowd), _counted(crowd)] if len(crowd) else [""]
    for each in said:
        note = draw_note(ax, sentences(each, gone), at, width)
        if note.get_window_extent().height <= height:
            return note
        if each != said[-1]:
            note.remove()
    lines = note.get_text().split("\n")
    most = int(height / pixels(ax, 1.2 * float(note.get_fontsize())))
    note.set_text("\n".join(lines[: max(most, 1)]).rstrip(".,;:") + "…")
    return note


def _named(crowd: pd.DataFrame) -> str:
    """Names of the points of a crowd, election by election."""
    parts = [
        f"{', '.join(rows['label'])}{f' ({election!s})' if election else ''}"
        for election, rows in crowd.groupby("election", sort=False)
    ]
    return f"No seat, {_ends(crowd)}% of votes: {'; '.join(parts)}."


def _counted(crowd: pd.DataFrame) -> str:
    """Number of the points of a crowd."""
    return f"Without names: {len(crowd)} points with no seat, {_ends(crowd)}% of votes."


def _ends(crowd: pd.DataFrame) -> str:
    """Least and most votes of some points, in per cent."""
    return f"{crowd['votes'].min():.1f} to {crowd['votes'].max():.1f}"
