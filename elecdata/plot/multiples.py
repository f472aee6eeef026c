"""Several chambers side by side, drawn alike so that they can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.legend import Legend
from matplotlib.transforms import offset_copy

from elecdata.errors import PlotError
from elecdata.plot.alternative import describe
from elecdata.plot.chamber import (
    Chamber,
    draw_dots,
    finding,
    groups_of,
    in_words,
    marked,
    ordered,
    seats_of,
)
from elecdata.plot.drawing import fit_title, new_axes, pixels, room, without_scales, wrap
from elecdata.plot.elections import election_names
from elecdata.plot.frame import listed, numbers, texts
from elecdata.plot.legends import dot, row_legend
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from elecdata.plot.frame import Order

# The cell of a chamber of radius 1, in the units of the layout: dots stick out by a tenth.
_WIDE, _ABOVE, _BELOW = 2.36, 1.12, 0.12
_LINES = 4  # Of a caption; what is more ends in an ellipsis.
_BETWEEN = 10.0  # Points between a caption and the chamber under it.


def chambers_of(
    frame: pd.DataFrame, *, seats: str, label: str, color: str, order: Order, rows: int | None
) -> tuple[list[Chamber], list[str]]:
    """Every chamber of a frame, and the names of the elections that gave no seats.

    The groups of a chamber have ``key`` too, the lineage or name that they are known by.

    Parameters
    ----------
    frame : pandas.DataFrame
        Results of several elections, told apart by ``election_id``.
    seats, label, color : str
        Columns to draw.
    order : str or sequence of str
        Groups from left to right, as in `hemicycle`; a chamber takes the labels it has.
    rows : int, optional
        Rows of seats.

    Raises
    ------
    PlotError
        If no election has seats, or a label of `order` is in none of them.
    """
    # Frames put together from others may number their rows twice.
    names = election_names(frame, "election_id").reset_index(drop=True)
    known_seats = numbers(frame, seats, plot="hemicycle").reset_index(drop=True)
    frame = frame.reset_index(drop=True)
    if not isinstance(order, str):
        known = set(texts(frame, label, "name", "contestant_id"))
        stray = [name for name in order if name not in known]
        if stray:
            raise PlotError(
                f"order names {listed(stray)}, which no chamber has; "
                f"labels: {listed(sorted(known), most=40)}"
            )
    found, empty = {}, []
    for name, part in frame.groupby(names, sort=False):
        if not known_seats[part.index].sum() > 0:
            empty.append(str(name))
            continue
        groups, missing = groups_of(part, seats, label, color)
        kept = part[known_seats[part.index].notna()]
        lineage = texts(kept, "lineage_id", label, "name", "contestant_id").to_numpy()
        groups["key"] = groups["label"].where(~groups["single"], lineage)
        here = order if isinstance(order, str) else [o for o in order if o in set(groups["label"])]
        found[str(name)] = ordered(groups, here), missing
    if not found:
        raise PlotError(
            f"hemicycle: column {seats!r} has no seats in any of {len(empty)} elections; choose "
            "elections of a legislature, or name another column: seats="
        )
    every = pd.concat([groups for groups, _ in found.values()])
    parties = every.groupby("key", sort=False).agg(
        {"color": "last", "indirect": "last", "seats": "sum"}
    )
    marks = marked(parties)["mark"]
    chambers = []
    for name, (groups, missing) in found.items():
        groups["mark"] = groups["key"].map(marks)
        chambers.append(Chamber(name, groups, missing, seats_of(groups, rows)))
    return chambers, empty


def draw_chambers(
    ax: Axes | None,
    chambers: Sequence[Chamber],
    empty: Sequence[str],
    *,
    majority: bool,
    legend: bool,
    zeros: bool,
    title: str | None,
) -> Axes:
    """Draw chambers, one at the least, in rows and columns, with one legend for all.

    A new figure is given the height that the picture needs; a note names the empty elections.
    """
    own, ax = ax is None, new_axes(ax)
    without_scales(ax)
    fit_title(ax, _finding(chambers) if title is None else title)
    key = _legend(ax, chambers, zeros=zeros, own=own) if legend else None
    below = [each for each in (key, _note(ax, chambers, empty)) if each]
    columns = _columns(ax, len(chambers), below, own)
    captions = [_caption(ax, each, majority, columns) for each in chambers]
    grid = _fit(ax, columns, captions, below, own=own)
    for i, (chamber, caption) in enumerate(zip(chambers, captions, strict=True)):
        centre = grid.centre(i)
        draw_dots(ax, chamber.layout, centre)
        if majority and not chamber.missing:
            _draw_middle(ax, chamber, centre)
        caption.set_position((centre[0], centre[1] - _BELOW))
    _place(ax, below, grid)
    return describe(ax, f"{len(chambers)} hemicycles. " + " ".join(map(_in_words, chambers)))


def _in_words(chamber: Chamber) -> str:
    """A chamber as a text."""
    text = in_words(chamber.groups, chamber.missing)
    return f"{chamber.name}: {text.removeprefix('Hemicycle, one dot a seat, ')}"


def _finding(chambers: Sequence[Chamber]) -> str:
    """What the picture shows, in a sentence."""
    held = []
    for each in chambers:
        single = each.groups.loc[each.groups["single"], "seats"]
        most = 0 if single.empty else int(single.max())
        held.append(not each.missing and most > len(each.layout) // 2)
    if len(held) == 1:
        return finding(chambers[0].groups, bool(chambers[0].missing))
    if all(held):
        return f"A single party holds a majority in all {len(held)} chambers"
    return f"A single party holds a majority in {sum(held) or 'none'} of {len(held)} chambers"


def _columns(ax: Axes, number: int, below: Sequence[Text | Legend], own: bool) -> int:
    """Chambers beside each other: three at most in a new figure, else what makes them large."""
    if own:
        return ceil(number / ceil(number / 3))
    wide, high = room(ax)
    free = max(high - _foot(ax, below), high / 5)
    caption = pixels(ax, 40)

    def size(columns: int) -> float:
        """Radius of a chamber in pixels."""
        lines = ceil(number / columns)
        return min(wide / (columns * _WIDE), (free / lines - caption) / (_ABOVE + _BELOW))

    return max(range(1, number + 1), key=size)


def _caption(ax: Axes, chamber: Chamber, majority: bool, columns: int) -> Text:
    """Name of the election and its largest group; its place is found later."""
    total = len(chamber.layout)
    said = f"{total} {'known ' if chamber.missing else ''}seats"
    single = chamber.groups[chamber.groups["single"] & (chamber.groups["seats"] > 0)]
    if not single.empty:
        first = single.iloc[int(single["seats"].argmax())]
        said = f"{first['label']} {first['seats']} of {said}"
    if majority and not chamber.missing:
        said += f", majority {total // 2 + 1}"
    ink = tones(ax).ink
    made = ax.text(0, 0, said, ha="center", va="top", fontsize="small", color=ink)
    wrap(made, 0.96 * room(ax)[0] / columns)
    lines = made.get_text().split("\n")
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]}…"]
    made.set_text("\n".join([chamber.name, *lines]))
    return made


def _draw_middle(ax: Axes, chamber: Chamber, centre: tuple[float, float]) -> None:
    """Draw the line that a majority counted from either side has to cross."""
    x, y = centre
    low = float(np.hypot(chamber.layout["x"], chamber.layout["y"]).min())
    line = [y + max(low - 0.1, 0), y + float(chamber.layout["y"].max()) + 0.1]
    ax.plot([x, x], line, color=tones(ax).ink, linewidth=0.8, linestyle=(0, (4, 2)), zorder=3)


def _legend(ax: Axes, chambers: Sequence[Chamber], *, zeros: bool, own: bool) -> Legend:
    """Name the groups, each once under all its names."""
    paper = tones(ax).paper
    every = pd.concat([each.groups.assign(chamber=each.name) for each in chambers])
    every = every[(every["seats"] > 0) | zeros]
    alike = every.drop_duplicates(["key", "color"])["color"].value_counts()
    handles, names = [], []
    for _, group in every.groupby("key", sort=False):
        last = group.iloc[-1]
        handles.append(dot(str(last["color"]), mark=str(last["mark"]), paper=paper))
        name = " / ".join(dict.fromkeys(group["label"]))
        # Two countries may have given one colour to two parties; then the chamber tells them apart.
        where = list(dict.fromkeys(group["chamber"])) if alike[last["color"]] > 1 else []
        span = f" ({' to '.join(dict.fromkeys([where[0], where[-1]]))})" if where else ""
        kind = "\xa0(indirect)" if last["indirect"] else ""
        names.append(name + kind + span)
    wide, high = room(ax)
    return row_legend(
        ax,
        handles,
        names,
        limit=0.5 * wide if own else 0.3 * high,
        most=inf if own else 0.45 * high,
        loc="upper center",
        bbox_to_anchor=(0, 0),
        bbox_transform=ax.transData,
        borderaxespad=0,
    )


def _note(ax: Axes, chambers: Sequence[Chamber], empty: Sequence[str]) -> Text | None:
    """Say which rows were left out."""
    said = []
    lacking = [f"{each.name}: {listed(each.missing)}" for each in chambers if each.missing]
    if lacking:
        said.append(f"Not drawn, seats missing: {'; '.join(lacking)}.")
    if empty:
        said.append(f"Without seats: {listed(list(empty))}.")
    if not said:
        return None
    soft = tones(ax).soft
    note = ax.text(0, 0, " ".join(said), ha="center", va="top", color=soft, fontsize="small")
    return wrap(note, room(ax)[0])


@dataclass(frozen=True)
class Grid:
    """Where chambers are, in the units of the layout, the first one's row at height 0."""

    number: int
    columns: int
    across: float
    down: float

    def centre(self, place: int) -> tuple[float, float]:
        """Centre of a half circle; a last row that is not full stands in the middle."""
        row, column = divmod(place, self.columns)
        in_row = min(self.columns, self.number - row * self.columns)
        return (column - (in_row - 1) / 2) * self.across, -row * self.down

    @property
    def bottom(self) -> float:
        """Lower edge of the last row with its captions."""
        return _ABOVE - ceil(self.number / self.columns) * self.down


def _fit(
    ax: Axes, columns: int, captions: Sequence[Text], below: Sequence[Text | Legend], *, own: bool
) -> Grid:
    """Set limits that hold chambers and texts, and find the places of the chambers."""
    boxes = [each.get_window_extent() for each in captions]
    under = max(box.height for box in boxes) + pixels(ax, _BETWEEN)
    lines, foot = ceil(len(captions) / columns), _foot(ax, below)
    wide, high = room(ax)
    scale = wide / (columns * _WIDE)
    body = lines * (_ABOVE + _BELOW)
    if own:
        spare = ax.figure.bbox.height - high
        ax.figure.set(figheight=(spare + scale * body + lines * under + foot) / ax.figure.dpi)
    else:
        scale = min(scale, max(high - foot - lines * under, high / 5) / body)
    ax.set_aspect("equal", adjustable="box", anchor="N")
    half = wide / scale / 2
    across = max(_WIDE, (max(box.width for box in boxes) + pixels(ax, 6)) / scale)
    grid = Grid(len(captions), columns, across, _ABOVE + _BELOW + under / scale)
    ax.set_xlim(-half, half)
    ax.set_ylim(grid.bottom - foot / scale, _ABOVE)
    return grid


def _foot(ax: Axes, below: Sequence[Text | Legend]) -> float:
    """Height in pixels of what stands under the chambers."""
    return sum(each.get_window_extent().height + pixels(ax, 7) for each in below)


def _place(ax: Axes, below: Sequence[Text | Legend], grid: Grid) -> None:
    """Put legend and note under the last row."""
    offset, root = 0.0, ax.figure.figure
    for each in below:
        high = each.get_window_extent().height
        # In inches, which hold also when the figure is saved with more dots an inch.
        under = offset_copy(ax.transData, root, 0, -offset / root.dpi, units="inches")
        if isinstance(each, Legend):
            each.set_bbox_to_anchor((0, grid.bottom), transform=under)
        else:
            each.set(position=(0, grid.bottom), transform=under)
        offset += high + pixels(ax, 7)
