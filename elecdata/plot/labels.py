"""Find room for labels beside their points: computed here, drawn elsewhere."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]
    Mask = NDArray[np.bool_]

_DIRECTIONS = 36
_LONGEST, _TALLEST = 8, 20  # Longest leader, aslant and upright, in heights of the label.
_DEAREST = 45  # Cost, in heights of the label, above which a label is better left out.
# Costs, in heights of the label: what a leader may add to its length to avoid the blemish. The
# last one keeps labels from standing where points further on in the order need their leaders.
_ON_LINE, _OVER_POINT, _DOUBTFUL, _CROSSING, _SKY = 1.0, 12.0, 2.0, 2.5, 20.0
_SLANT = 0.8  # For each height of the label by which a leader that is not upright is long.
_SWEEPS = 4


@dataclass(frozen=True)
class _Scene:
    """Everything that a label has to keep clear of, as boxes (x0, y0, x1, y1) and segments."""

    points: Array
    bounds: Array
    blocks: Array
    line: Array
    clearance: float


@dataclass(frozen=True)
class _Options:
    """Places that one label can take without leaving the bounds or covering a point."""

    centres: Array
    boxes: Array
    leaders: Array
    cost: Array
    under: Mask
    height: float


def place_labels(
    points: ArrayLike,
    sizes: ArrayLike,
    *,
    bounds: ArrayLike,
    clearance: float,
    blocks: ArrayLike = (),
    line: ArrayLike | None = None,
) -> Array:
    """Place a label beside each point.

    No label overlaps another label, a point, a block or the leader of another label, and none
    leaves the bounds. Places near to the point are preferred, off the line, not nearer to another
    point, with leaders that cross neither points nor each other. The same input always gives the
    same places.

    Parameters
    ----------
    points : array-like of shape (n, 2)
        Centres of the points, in any unit of length.
    sizes : array-like of shape (n, 2)
        Width and height of each label.
    bounds : array-like of 4 numbers
        Left, bottom, right and top of the room.
    clearance : float
        Distance between the centre of a point and the nearest edge of a label.
    blocks : array-like of shape (k, 4), optional
        Boxes to keep clear of: left, bottom, right, top.
    line : array-like of 4 numbers, optional
        Segment that labels leave free where they can: x0, y0, x1, y1.

    Returns
    -------
    numpy.ndarray of shape (n, 2)
        Centres of the labels; nan for a label that found no room.

    Examples
    --------
    >>> place_labels([(0, 0)], [(10, 2)], bounds=(-20, -20, 20, 20), clearance=3).tolist()
    [[8.0, 0.0]]
    """
    at = np.asarray(points, dtype=float).reshape(-1, 2)
    size = np.asarray(sizes, dtype=float).reshape(-1, 2)
    scene = _Scene(
        points=at,
        bounds=np.asarray(bounds, dtype=float),
        blocks=np.asarray(blocks, dtype=float).reshape(-1, 4),
        line=np.asarray(() if line is None else line, dtype=float).reshape(-1, 4),
        clearance=clearance,
    )
    options = [_options(scene, size, index) for index, size in enumerate(size)]
    best, least = [-1] * len(at), math.inf
    ideal = sum(each.cost.min(initial=_DEAREST * each.height) for each in options)
    if not options:
        return at
    field = _Field(options)
    for order in _orders(at, size):
        choice = _choose(options, order, field)
        cost = sum(
            _DEAREST * height if took < 0 else each.cost[took]
            for each, took, height in zip(options, choice, size[:, 1], strict=True)
        )
        if round(cost, 6) < least:
            best, least = choice, round(cost, 6)
        if cost <= ideal + 1e-6:
            break
    nowhere = np.full(2, np.nan)
    return np.array(
        [
            nowhere if took < 0 else each.centres[took]
            for each, took in zip(options, best, strict=True)
        ]
    ).reshape(-1, 2)


def leaders(points: ArrayLike, centres: ArrayLike, sizes: ArrayLike) -> Array:
    """Segments from points to the edge of their labels, as x0, y0, x1, y1; nan where there is none.

    Points, centres and sizes are those of `place_labels`.

    Examples
    --------
    >>> leaders([(0, 0)], [(8, 0)], [(10, 2)]).tolist()
    [[0.0, 0.0, 3.0, 0.0]]
    """
    at, middle, size = (np.asarray(each, dtype=float) for each in (points, centres, sizes))
    away = middle - at
    beside = np.abs(away[:, 0]) >= size[:, 0] / 2
    end = middle.copy()
    end[beside, 0] -= np.sign(away[beside, 0]) * size[beside, 0] / 2
    # A label above or below its point hangs on an upright leader, like a flag.
    end[~beside, 0] = at[~beside, 0]
    end[~beside, 1] -= np.sign(away[~beside, 1]) * size[~beside, 1] / 2
    return np.hstack([at, end])


def ambiguous(points: ArrayLike, centres: ArrayLike, sizes: ArrayLike, near: float) -> Mask:
    """Tell which labels are far from their point or near to another one, and need their leader.

    Points, centres and sizes are those of `place_labels`; up to the length `near` a leader can be
    left out, if no other point is as near.

    Examples
    --------
    >>> ambiguous([(0, 0), (90, 0)], [(8, 0), (50, 0)], [(10, 2), (10, 2)], 4).tolist()
    [False, True]
    """
    at, size = np.asarray(points, dtype=float), np.asarray(sizes, dtype=float)
    middle = np.asarray(centres, dtype=float)
    gaps = _gaps(_boxes(middle, size), at)
    own = np.diagonal(gaps).copy()
    np.fill_diagonal(gaps, math.inf)
    needed: Mask = (own > near) | (gaps.min(axis=1, initial=math.inf) < 1.6 * own)
    needed &= ~np.isnan(middle[:, 0])
    return needed


def _options(scene: _Scene, size: Array, index: int) -> _Options:
    """Places for one label whatever the others do, and what each costs."""
    point = scene.points[index]
    centres = point + _offsets(size, scene)
    boxes = _boxes(centres, size)
    half = 0.8 * scene.clearance
    x0, y0, x1, y1 = scene.bounds
    inside = (boxes[:, :2] >= (x0, y0)).all(1) & (boxes[:, 2:] <= (x1, y1)).all(1)
    centres, boxes = centres[inside], boxes[inside]
    free = ~_overlap(boxes, scene.blocks).any(1)
    free &= ~_overlap(boxes, np.hstack([scene.points - half, scene.points + half])).any(1)
    centres, boxes = centres[free], boxes[free]
    shape = centres.shape
    own = leaders(np.broadcast_to(point, shape), centres, np.broadcast_to(size, shape))
    open_ = ~_crosses(own, scene.blocks).any(1)
    centres, boxes, own = centres[open_], boxes[open_], own[open_]
    rest = np.delete(scene.points, index, axis=0)
    length = np.hypot(own[:, 2] - own[:, 0], own[:, 3] - own[:, 1])
    doubtful = _gaps(boxes, rest).min(axis=1, initial=math.inf) < length - 1e-9
    # Beside the point reads best, then above and below; a long leader should be upright.
    rise = np.abs(own[:, 3] - point[1]) / np.maximum(length, 1e-9)
    slant = _SLANT * np.maximum(length / size[1] - 1.5, 0) * (rise < 0.99)
    over = (_away(own, rest) < 0.85 * scene.clearance).sum(1)
    blemishes = (
        _ON_LINE * _crosses(scene.line, boxes).any(0)
        + _OVER_POINT * (over - over.min(initial=len(rest)))  # A point may lie under others.
        + _DOUBTFUL * doubtful
        + 0.2 * rise
        + slant
    )
    cost = length + size[1] * blemishes
    fair = cost < _DEAREST * size[1]
    under = _under(boxes[fair], scene.points)
    return _Options(centres[fair], boxes[fair], own[fair], cost[fair], under, float(size[1]))


def _offsets(size: Array, scene: _Scene) -> Array:
    """Places to try around a point: rings of growing distance, to the right first."""
    heights = scene.clearance + np.arange(0, _TALLEST, 0.5) * size[1]
    gaps = heights[: 2 * _LONGEST]
    turns = np.arange(_DIRECTIONS) * 2 * math.pi / _DIRECTIONS
    toward = np.round(np.column_stack([np.cos(turns), np.sin(turns)]), 12)
    # A direction within 50 degrees of the horizontal puts the whole box beside the point.
    shift = np.clip(1.6 * toward, -1, 1) * size / 2
    around = (gaps[:, None, None] * toward + shift).reshape(-1, 2)
    # Flags: an upright leader just inside the left or the right end of the label.
    inside = max(size[0] / 2 - 0.2 * size[1], 0.0)
    right = np.column_stack([np.full(len(heights), inside), heights + size[1] / 2])
    return np.vstack([around, right, right * (-1, 1)])


def _orders(points: Array, sizes: Array) -> list[list[int]]:
    """Orders in which labels choose; the later ones are for crowds that the first cannot seat.

    Points that stand alone come first, as they need little. In a crowd the first order goes from
    right to left, so that each label can hang higher than those before it.
    """
    x, y = points.T
    apart = np.hypot(x[:, None] - x, y[:, None] - y) + np.diag(np.full(len(x), math.inf))
    crowded = apart.min(axis=1, initial=math.inf) < 2 * sizes[:, 1]
    alike = np.zeros(len(x))
    keys = ((y, -x, alike), (y, -x, crowded), (-x, y, alike), (-x, y, crowded), (x, y, crowded))
    return [[int(index) for index in np.lexsort(key)] for key in keys]


class _Field:
    """What labels that have taken a place do to the places of the others.

    ``load`` counts, for each place of every label, the labels that clash with it, and the leaders
    that merely cross its own. What one taken place does is worked out once.
    """

    def __init__(self, options: list[_Options]) -> None:
        self._boxes = np.vstack([each.boxes for each in options])
        self._leaders = np.vstack([each.leaders for each in options])
        self._reach = _hulls(self._leaders)
        ends = np.cumsum([0, *(len(each.cost) for each in options)])
        self.own = [slice(first, last) for first, last in pairwise(ends)]
        self._known: dict[tuple[int, int], NDArray[np.int16]] = {}
        self.clear()

    def clear(self) -> None:
        """Take all labels away."""
        self.load = np.zeros((2, len(self._boxes)), dtype=np.int16)

    def move(self, index: int, before: int, after: int) -> None:
        """Move one label from place to place, -1 for none."""
        if before == after:
            return
        if before >= 0:
            self.load -= self._effect(index, before)
        if after >= 0:
            self.load += self._effect(index, after)

    def _effect(self, index: int, at: int) -> NDArray[np.int16]:
        """What one label does to the places of the others from a place of its own."""
        if (index, at) not in self._known:
            place = slice(self.own[index].start + at, self.own[index].start + at + 1)
            box, string = self._boxes[place], self._leaders[place]
            made = np.zeros(self.load.shape, dtype=np.int16)
            made[0] = _overlap(self._boxes, box)[:, 0]
            # Most places are far away: what cannot touch is not looked at closely.
            near, reach = np.flatnonzero(_touch(self._reach, box)), _hulls(string)
            made[0, near] |= _crosses(self._leaders[near], box)[:, 0]
            near = np.flatnonzero(_touch(self._boxes, reach))
            made[0, near] |= _crosses(string, self._boxes[near])[0]
            near = np.flatnonzero(_touch(self._reach, reach))
            made[1, near] = _meet(self._leaders[near], string)[:, 0]
            made[:, self.own[index]] = 0
            self._known[index, at] = made
        return self._known[index, at]


def _choose(options: list[_Options], order: list[int], field: _Field) -> list[int]:
    """Place taken by each label, -1 for none; no two of them clash."""
    choice = [-1] * len(options)
    waiting = np.ones(len(options), dtype=bool)
    field.clear()
    for sweep in range(_SWEEPS):
        before = list(choice)
        for index in order:
            each = options[index]
            waiting[index] = False
            if not len(each.cost):
                continue
            clashes, crossings = field.load[:, field.own[index]]
            cost = each.cost + each.height * _CROSSING * crossings
            free = (clashes < 1) & (cost < _DEAREST * each.height)
            if sweep == 0:
                cost = cost + each.height * _SKY * each.under[:, waiting].sum(1)
            cost = np.where(free, np.round(cost, 6), math.inf)
            took = int(np.argmin(cost)) if free.any() else -1
            field.move(index, choice[index], took)
            choice[index] = took
        if sweep and choice == before:
            break
    return choice


def _under(boxes: Array, points: Array) -> Mask:
    """Whether each label is above each point, where the point's leader would go."""
    x0, y0, x1, _ = boxes.T[..., None]
    x, y = points.T
    under: Mask = (x0 <= x) & (x <= x1) & (y < y0)
    return under


def _gaps(boxes: Array, points: Array) -> Array:
    """Distance of each box from each point."""
    (x0, y0, x1, y1), (x, y) = boxes.T[..., None], points.T
    across, up = np.maximum(x0 - x, x - x1), np.maximum(y0 - y, y - y1)
    gaps: Array = np.sqrt(np.maximum(across, 0) ** 2 + np.maximum(up, 0) ** 2)
    return gaps


def _away(segments: Array, points: Array) -> Array:
    """Distance of each segment from each point."""
    (x0, y0, x1, y1), (x, y) = segments.T[..., None], points.T
    wide, high = x1 - x0, y1 - y0
    square = np.maximum(wide**2 + high**2, 1e-12)
    along = np.minimum(np.maximum(((x - x0) * wide + (y - y0) * high) / square, 0), 1)
    away: Array = np.sqrt((x0 + along * wide - x) ** 2 + (y0 + along * high - y) ** 2)
    return away


def _boxes(centres: Array, sizes: Array) -> Array:
    """Boxes around centres."""
    return np.hstack([centres - sizes / 2, centres + sizes / 2])


def _overlap(boxes: Array, others: Array) -> Mask:
    """Whether each box overlaps each of the others."""
    (a0, b0, a1, b1), (c0, d0, c1, d1) = boxes.T[..., None], others.T[:, None]
    overlap: Mask = (a0 < c1) & (c0 < a1) & (b0 < d1) & (d0 < b1)
    return overlap


def _hulls(segments: Array) -> Array:
    """Box around each segment."""
    one, other = segments[:, :2], segments[:, 2:]
    return np.hstack([np.minimum(one, other), np.maximum(one, other)])


def _touch(boxes: Array, box: Array) -> Mask:
    """Whether each box overlaps or touches one box."""
    (x0, y0, x1, y1), (left, low, right, top) = boxes.T, box[0]
    touch: Mask = (x0 <= right) & (x1 >= left) & (y0 <= top) & (y1 >= low)
    return touch


def _crosses(segments: Array, boxes: Array) -> Mask:
    """Whether each segment runs through each box (Liang and Barsky)."""
    first, last = np.zeros((len(segments), len(boxes))), np.ones((len(segments), len(boxes)))
    for axis in (0, 1):
        start, step = segments[:, axis, None], (segments[:, axis + 2] - segments[:, axis])[:, None]
        step = np.where(np.abs(step) < 1e-9, 1e-9, step)
        enter, leave = (boxes[:, axis] - start) / step, (boxes[:, axis + 2] - start) / step
        np.maximum(first, np.minimum(enter, leave), out=first)
        np.minimum(last, np.maximum(enter, leave), out=last)
    crosses: Mask = first < last
    return crosses


def _meet(segments: Array, others: Array) -> Mask:
    """Whether each segment crosses each of the others."""
    (ax, ay, bx, by), (cx, cy, dx, dy) = segments.T[..., None], others.T[:, None]
    across = ((bx - ax) * (cy - ay) > (by - ay) * (cx - ax)) != (
        (bx - ax) * (dy - ay) > (by - ay) * (dx - ax)
    )
    along = ((dx - cx) * (ay - cy) > (dy - cy) * (ax - cx)) != (
        (dx - cx) * (by - cy) > (dy - cy) * (bx - cx)
    )
    meet: Mask = across & along
    return meet
