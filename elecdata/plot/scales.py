"""The square-root scale of shares, which spreads small parties and keeps 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from elecdata.plot.labels import Array


def root(share: ArrayLike) -> Array:
    """Square root that goes on below 0, for the margin.

    Examples
    --------
    >>> root([-4, 0, 9]).tolist()
    [-2.0, 0.0, 3.0]
    """
    share = np.asarray(share, dtype=float)
    rooted: Array = np.sign(share) * np.sqrt(np.abs(share))
    return rooted


def square(rooted: ArrayLike) -> Array:
    """Inverse of `root`.

    Examples
    --------
    >>> square([-2, 0, 3]).tolist()
    [-4.0, 0.0, 9.0]
    """
    rooted = np.asarray(rooted, dtype=float)
    share: Array = np.sign(rooted) * np.square(rooted)
    return share


def round_shares(top: float, apart: float = 0.08) -> list[float]:
    """Round shares in per cent up to the top, none too near to the next on the root scale.

    Parameters
    ----------
    top : float
        End of the scale.
    apart : float
        Least distance of two of them, as a share of the scale.

    Examples
    --------
    >>> round_shares(50)
    [0, 2, 5, 10, 20, 40]
    """
    ticks: list[float] = []
    for share in (100, 80, 60, 40, 20, 10, 5, 2, 1, 0):
        if share <= top and (not ticks or np.sqrt(ticks[-1]) - np.sqrt(share) > apart * top**0.5):
            ticks.append(share)
    return ticks[::-1]
