"""Marks of dots, which tell groups apart whose colours look alike to some readers or in grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.path import Path

    from elecdata.plot.labels import Array, Mask

# An eye is the last, as it is the nearest to a ring.
FULL = ("disc", "slash", "bar", "post", "plus", "cross", "stairs", "eye")
HOLLOW = ("ring", "target", "sight")
_RING = 0.36  # Width of the ring of a hollow dot over its radius.
_APART = 15.0  # Distance in CIE Lab up to which two colours are taken for one shade.
# What is seen in grey, in deuteranopia and in protanopia (Machado, Oliveira and Fernandes 2009).
_VISIONS = np.array(
    [
        [[0.2126, 0.7152, 0.0722]] * 3,
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ]
)
_XYZ = np.array(  # Over the white of sRGB.
    [[0.4339, 0.3763, 0.1898], [0.2126, 0.7152, 0.0722], [0.0178, 0.1094, 0.8728]]
)


def alike(colors: Sequence[str]) -> Mask:
    """Which colours can be taken for each other, in grey or with colour blindness.

    They are nearer than 15 in CIE Lab, in shades of grey, in deuteranopia or in protanopia.

    Examples
    --------
    >>> alike(["#999999", "#009e73", "#0072b2"]).tolist()  # Grey, green and blue.
    [[True, True, False], [True, True, True], [False, True, True]]
    """
    from matplotlib.colors import to_rgba_array

    parts = to_rgba_array(list(colors))[:, :3]
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.einsum("vij,nj->vni", _VISIONS, linear), 0, 1) @ _XYZ.T
    x, y, z = np.moveaxis(np.where(seen > 0.008856, np.cbrt(seen), 7.787 * seen + 4 / 29), -1, 0)
    lab: Array = np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)
    gaps: Mask = np.linalg.norm(lab[:, :, None] - lab[:, None], axis=-1).min(axis=0) < _APART
    return gaps


def marks_of(colors: Sequence[str], hollow: Sequence[bool], seats: Sequence[int]) -> list[str]:
    """Mark of each group, so that groups of one shade have different ones while there are enough.

    Parameters
    ----------
    colors, hollow, seats : sequence
        Colour of each group, whether its dots are hollow, and their number; groups beside each
        other are neighbours.

    Returns
    -------
    list of str
        One of `FULL` or of `HOLLOW` each. Large groups choose first, and take the plainest.

    Examples
    --------
    >>> marks_of(["#0072b2", "#999999", "#009e73", "#c7c7c7"], [False] * 3 + [True], [9, 5, 3, 1])
    ['disc', 'disc', 'slash', 'ring']
    """
    same, made = alike(colors), [""] * len(colors)
    for at in np.argsort(-np.asarray(seats), kind="stable"):
        choice = HOLLOW if hollow[at] else FULL
        # Where there are too few marks, those far away are the first to be taken again.
        cost = dict.fromkeys(choice, 0)
        for other in np.flatnonzero(same[at]):
            if made[other] in cost:
                cost[made[other]] += 100 if abs(int(other) - at) == 1 else 1
        made[at] = min(choice, key=lambda mark, cost=cost: cost[mark])
    return made


def outline_of(mark: str) -> Path:
    """Outline of a dot of radius 1 with its mark cut out.

    Examples
    --------
    >>> [len(outline_of(mark).to_polygons()) for mark in ("disc", "eye", "target")]
    [1, 2, 3]
    """
    from matplotlib.patches import Wedge
    from matplotlib.path import Path

    if mark in HOLLOW:
        ring = Wedge((0, 0), 1, 0, 360, width=_RING).get_path()
        inner = {"target": [_disc(0.3)], "sight": [_box(0.64, 0.13)]}.get(mark, [])
        return Path.make_compound_path(ring, *inner)
    cuts = {
        "eye": [_disc(0.36)],
        "bar": [_box(0.62, 0.17)],
        "post": [_box(0.17, 0.62)],
        "plus": [_plus(0.62, 0.15)],
        "slash": [_moved(_box(0.66, 0.17), turn=45)],
        "cross": [_moved(_plus(0.66, 0.15), turn=45)],
        "stairs": [_moved(_box(0.5, 0.13), up=up) for up in (-0.3, 0.3)],
    }.get(mark, [])
    # What runs the other way round is left out of the area.
    return Path.make_compound_path(_disc(1.0), *(_moved(each, flip=True) for each in cuts))


def _disc(radius: float) -> Path:
    """Circle around the origin."""
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D

    return Path.unit_circle().transformed(Affine2D().scale(radius))


def _box(wide: float, high: float) -> Path:
    """Rectangle around the origin, of half a width and half a height."""
    from matplotlib.path import Path

    corners = [(-wide, -high), (wide, -high), (wide, high), (-wide, high)]
    return Path([*corners, corners[0]], closed=True)


def _plus(reach: float, half: float) -> Path:
    """Two bars across each other, as one outline."""
    from matplotlib.path import Path

    arm = np.array([(reach, -half), (reach, half), (half, half)])
    turn = np.array([(0, 1), (-1, 0)])  # By a quarter, for rows.
    corners = np.vstack([arm @ np.linalg.matrix_power(turn, quarter) for quarter in range(4)])
    return Path(np.vstack([corners, corners[:1]]), closed=True)


def _moved(path: Path, *, turn: float = 0.0, up: float = 0.0, flip: bool = False) -> Path:
    """Outline turned by degrees, moved up, or mirrored."""
    from matplotlib.transforms import Affine2D

    way = Affine2D().scale(-1 if flip else 1, 1).rotate_deg(turn).translate(0, up)
    return path.transformed(way)
