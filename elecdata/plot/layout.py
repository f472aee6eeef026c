"""Where the seats of a chamber sit: computed here, drawn elsewhere."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from elecdata.errors import PlotError

_HOLE = 0.38  # Inner edge over outer edge of the half ring that the choice of rows aims at.
_MOST = 10_000  # Seats: the largest chamber there is has 2,980.
_FILL = 0.9  # Diameter of a dot over the distance to its nearest neighbour.


def seat_layout(
    counts: Mapping[Hashable, int] | pd.Series | Sequence[int], rows: int | None = None
) -> pd.DataFrame:
    """Place every seat of a chamber on concentric half circles.

    The outer row has radius 1 around the origin. Rows are equally far apart, and where the
    number of rows allows it neighbours in a row are as far apart as the rows are. Rows share
    the seats in proportion to their length, measured from the outer edge of the first dot to
    that of the last, by largest remainders (equal remainders: the inner row first). Groups fill
    the seats from left to right, so that each is one block.

    Parameters
    ----------
    counts : mapping, Series or sequence of int
        Seats of each group, left to right. Groups with 0 seats are allowed and get no row.
    rows : int, optional
        Number of rows; by default the one that spaces the seats most evenly around a hole of
        about two fifths of the radius.

    Returns
    -------
    pandas.DataFrame
        One row per seat, left to right: ``x`` (-1 to 1), ``y`` (0 to 1), ``row`` (0 is the
        innermost), ``group`` (key of the mapping, index of the Series or place in the sequence).

    Raises
    ------
    PlotError
        If a count is missing, negative or not whole, if all are 0 or there are more than 10,000
        seats, or if the rows are more than the seats can fill.

    Examples
    --------
    >>> layout = seat_layout({"Left": 2, "Right": 1})
    >>> layout.round(2)
         x    y  row  group
    0 -1.0  0.0    0   Left
    1  0.0  1.0    0   Left
    2  1.0  0.0    0  Right
    """
    groups, sizes = _tally(counts)
    total = int(sizes.sum())
    if total == 0:
        raise PlotError("no seats to place: every count is 0; give at least one group a seat")
    if total > _MOST:
        raise PlotError(
            f"{total:,} seats to place; at most {_MOST:,} dots can be told apart: give seats, not "
            "votes"
        )
    n_rows = _best_rows(total) if rows is None else _checked_rows(total, rows)
    radii = _radii(total, n_rows)
    per_row = _allot(radii, total)
    row = np.repeat(np.arange(n_rows), per_row)
    # Left to right as a fraction of the half circle. A division of whole numbers is exact enough
    # to make seats above each other tie, and ties go to the outer row; angles would not be.
    along = np.concatenate([_fractions(int(size)) for size in per_row])
    turn = np.lexsort((-row, along))
    row, along = row[turn], along[turn]
    index = np.repeat(np.arange(len(groups)), sizes)
    return pd.DataFrame(
        {
            "x": radii[row] * np.sin(math.pi * (along - 0.5)),
            "y": radii[row] * np.sin(math.pi * np.minimum(along, 1 - along)),
            "row": row,
            "group": pd.Index(groups, tupleize_cols=False)[index],
        }
    )


def dot_diameter(layout: pd.DataFrame) -> float:
    """Diameter, in the units of the layout, of dots that neither touch nor leave gaps.

    Parameters
    ----------
    layout : pandas.DataFrame
        What `seat_layout` returned.

    Returns
    -------
    float
        Nine tenths of the distance between the two seats nearest to each other; 0.9 for a
        single seat, which has no neighbour.

    Examples
    --------
    >>> round(dot_diameter(seat_layout([2])), 2)
    1.8
    """
    radii = np.hypot(layout["x"].to_numpy(), layout["y"].to_numpy())
    _, first, counts = np.unique(layout["row"], return_index=True, return_counts=True)
    return _FILL * _nearest(radii[first], counts)


def _tally(
    counts: Mapping[Hashable, int] | pd.Series | Sequence[int],
) -> tuple[list[Hashable], np.ndarray]:
    """Names and sizes of the groups; refuse a size that is no number of seats."""
    pairs = counts.items() if isinstance(counts, pd.Series | Mapping) else enumerate(counts)
    groups: list[Hashable] = []
    sizes = []
    for group, value in pairs:
        try:
            number = float("nan") if pd.isna(value) else float(value)
        except (TypeError, ValueError):
            number = float("nan")
        if not (number >= 0 and number.is_integer()):
            raise PlotError(f"group {group!r} has {value!r} seats; seats are whole and 0 or more")
        groups.append(group)
        sizes.append(int(number))
    return groups, np.array(sizes, dtype=np.int64)


def _checked_rows(total: int, rows: int) -> int:
    """Refuse a number of rows that would leave a row without a seat."""
    if rows in range(1, total + 1) and _fills(total, rows):
        return int(rows)
    most = next(n for n in range(total, 0, -1) if _fills(total, n))
    raise PlotError(f"rows is {rows!r}; {total} seats fill 1 to {most} rows")


def _fills(total: int, rows: int) -> bool:
    """Tell whether every row gets a seat."""
    return rows <= total and bool(_allot(_radii(total, int(rows)), total).min() > 0)


def _best_rows(total: int) -> int:
    """Number of rows with the most even spacing and the hole nearest to `_HOLE`."""
    best, least = 1, math.inf
    for rows in range(1, 2 + math.isqrt(total)):
        if not _fills(total, rows):
            break
        radii = _radii(total, rows)
        per_row = _allot(radii, total)
        near, far = _nearest(radii, per_row), _farthest(radii, per_row)
        hole = (radii[0] - near / 2) / (1 + near / 2)
        cost = abs(hole - _HOLE) + 1 - near / far
        if cost < least:
            best, least = rows, cost
    return best


def _radii(total: int, rows: int) -> np.ndarray:
    """Radius of each row, innermost first, so that seats and rows are equally far apart.

    Rows at distance d hold the sum of (pi r / d + 1) seats. With the outer radius 1 and
    d = (1 - inner) / (rows - 1) that sum is pi rows (rows - 1) k / 2 + rows, where
    k = (1 + inner) / (1 - inner), which is solved for the inner radius.
    """
    if rows == 1:
        return np.ones(1)
    k = 2 * (total - rows) / (math.pi * rows * (rows - 1))
    least = 1 / (2 * rows - 1)  # Half a step: the two sides of the inner row must not meet.
    radii: np.ndarray = np.linspace(max((k - 1) / (k + 1), least), 1, rows)
    return radii


def _allot(radii: np.ndarray, total: int) -> np.ndarray:
    """Seats of each row, in proportion to its length edge to edge, by largest remainders."""
    step = radii[1] - radii[0] if len(radii) > 1 else 0.0
    length = math.pi * radii + step
    quota = total * length / length.sum()
    seats: np.ndarray = np.floor(quota + 1e-9).astype(np.int64)
    # Rounding keeps equal remainders equal on every machine.
    most = np.argsort(-np.round(quota - seats, 9), kind="stable")
    seats[most[: total - int(seats.sum())]] += 1
    return seats


def _fractions(seats: int) -> np.ndarray:
    """Places of a row's seats between its left end, 0, and its right end, 1."""
    if seats == 1:
        return np.array([0.5])
    return np.array([seat / (seats - 1) for seat in range(seats)])


def _steps(radii: np.ndarray, per_row: np.ndarray) -> np.ndarray:
    """Distances between neighbouring rows, and between neighbours in each row."""
    many = per_row > 1
    chords = 2 * radii[many] * np.sin(math.pi / 2 / (per_row[many] - 1))
    return np.concatenate([np.diff(radii), chords])


def _nearest(radii: np.ndarray, per_row: np.ndarray) -> float:
    """Least distance between two seats; 1 when there is only one seat."""
    return float(min(_steps(radii, per_row), default=1.0))


def _farthest(radii: np.ndarray, per_row: np.ndarray) -> float:
    """Greatest distance between neighbours; 1 when there is only one seat."""
    return float(max(_steps(radii, per_row), default=1.0))
