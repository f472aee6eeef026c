"""One dot for every seat of a chamber, in a half circle; several chambers side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from elecdata.plot.alternative import describe
from elecdata.plot.chamber import (
    Chamber,
    draw_dots,
    finding,
    floor,
    groups_of,
    in_words,
    marked,
    ordered,
    seats_of,
)
from elecdata.plot.drawing import fit_title, new_axes, pixels, room, without_scales, wrap
from elecdata.plot.elections import election_names
from elecdata.plot.frame import as_frame, listed
from elecdata.plot.layout import dot_diameter
from elecdata.plot.legends import dot, row_legend
from elecdata.plot.multiples import chambers_of, draw_chambers
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend
    from matplotlib.text import Annotation, Text

    from elecdata.dataset import Data as Home
    from elecdata.plot.frame import Data, Order

COLUMNS = ["election", "group", "label", "color", "mark", "kind", "row", "x", "y"]
_OVERHANG = 0.06  # How far the majority line sticks out, in the units of the layout.


def hemicycle(
    results: Data,
    *,
    data: Home = None,
    ax: Axes | None = None,
    seats: str = "seats",
    label: str = "short_name",
    color: str = "color",
    order: str | Sequence[str] = "seats",
    rows: int | None = None,
    majority: bool = True,
    legend: bool = True,
    zeros: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a chamber as a half circle with one dot for every seat.

    Groups are blocks from left to right. Dots are full for seats won at the polls and hollow
    for indirect seats (``contestant_type`` is ``indirect``). Groups whose colours could be taken
    for each other in grey print or with colour blindness have marks in their dots, which the
    legend repeats. Dots are drawn in the units of the axes: they keep their distance at any size
    of the figure. Where to put them is computed by `seat_layout`.

    Parameters
    ----------
    results : frame, str, sequence of str or None
        Results in any frame that narwhals supports, the id of an election, or several ids. Several
        elections are drawn side by side, with one legend that counts seats chamber by chamber; a
        party that was renamed is one group there, under all its names.
    data : path, None or list of these, optional
        Where ids are looked up, as in `elecdata.load`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure, as wide as the defaults of matplotlib say and as
        high as the picture needs.
    seats, label, color : str
        Columns to draw: number of seats, name in the legend, colour. A missing name is replaced
        by ``name`` or ``contestant_id``, a missing colour by grey.
    order : str or sequence of str
        Left to right: ``seats``, most seats first and indirect seats last; ``table``, as in the
        frame; or the labels in the order wanted, those not named following by seats.
    rows : int, optional
        Rows of seats; by default as many as space them most evenly.
    majority : bool
        Draw the line at half of the seats, with the number that makes a majority.
    legend : bool
        Name the groups and their seats below the half circle.
    zeros : bool
        Name groups without a seat in the legend too.
    title : str, optional
        Title; by default what the picture shows. An empty string leaves it out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, with one collection of dots per group.

    Raises
    ------
    PlotError
        If a column is missing, if there is no seat to draw, or if a number of seats is not whole.

    Notes
    -----
    Rows whose seats are missing are left out; a note below the picture names them. As the size
    of the chamber is then not known, there is no majority line either.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame({
    ...     "short_name": ["Nur Otan", "Ak Zhol", "Assembly"],
    ...     "contestant_type": ["party", "party", "indirect"],
    ...     "seats": [83, 8, 9],
    ...     "color": ["#0072b2", "#56b4e9", "#c7c7c7"],
    ... })
    >>> ax = hemicycle(frame, ax=Figure().subplots())
    >>> ax.get_title()
    'Nur Otan holds 83 of 100 seats'
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['Nur Otan 83', 'Ak Zhol 8', 'Assembly 9 (indirect)']
    """
    frame = as_frame(results, [seats, label, color], plot="hemicycle", home=data)
    columns = {"seats": seats, "label": label, "color": color}
    chambers, empty = _chambers(frame, **columns, order=order, rows=rows)
    if len(chambers) > 1 or empty:
        shown = {"majority": majority, "legend": legend, "zeros": zeros}
        return draw_chambers(ax, chambers, empty, **shown, title=title)
    groups, missing, layout = chambers[0].groups, chambers[0].missing, chambers[0].layout
    own, ax = ax is None, new_axes(ax)
    without_scales(ax)
    heading = fit_title(ax, finding(groups, bool(missing)) if title is None else title)
    draw_dots(ax, layout)
    line = _draw_majority(ax, layout) if majority and not missing and len(layout) > 1 else None
    key = _draw_legend(ax, layout, groups, zeros=zeros, own=own) if legend else None
    note = _draw_note(ax, layout, missing, key)
    _fit(ax, layout, heading, above=line, below=[key, note], own=own)
    return describe(ax, in_words(groups, missing))


def hemicycle_table(
    results: Data,
    *,
    data: Home = None,
    seats: str = "seats",
    label: str = "short_name",
    color: str = "color",
    order: str | Sequence[str] = "seats",
    rows: int | None = None,
) -> pd.DataFrame:
    """Compute what `hemicycle` draws.

    Parameters
    ----------
    results, data, seats, label, color, order, rows
        As in `hemicycle`.

    Returns
    -------
    pandas.DataFrame
        One row a seat, from left to right, chamber after chamber: ``election`` (short name; empty
        where the frame does not say), ``group`` (place of its group from the left, 0 the first,
        counted with the groups that hold no seat), ``label`` and ``color`` of the group, ``mark``
        (``disc`` is plain; the others are cut out of the dot), ``kind``
        (``indirect``, which is drawn hollow, or ``elected``), ``row`` (0 is the innermost), ``x``
        (-1 to 1) and ``y`` (0 to 1) from the centre of the chamber. Groups whose seats are not
        known, and elections without seats, have no row.

    Raises
    ------
    PlotError
        As `hemicycle` does.

    Examples
    --------
    >>> table = hemicycle_table("kz-2012-majilis")
    >>> table.groupby("label", sort=False)["kind"].agg(["first", "size"])
                                 first  size
    label
    Nur Otan                   elected    83
    Ak Zhol                    elected     8
    Communist People's Party   elected     7
    Assembly                  indirect     9
    """
    frame = as_frame(results, [seats, label, color], plot="hemicycle", home=data)
    columns = {"seats": seats, "label": label, "color": color}
    chambers, _ = _chambers(frame, **columns, order=order, rows=rows)
    seated = [each.layout.assign(election=each.name) for each in chambers]
    return pd.concat(seated, ignore_index=True)[COLUMNS]


def _chambers(
    frame: pd.DataFrame, *, seats: str, label: str, color: str, order: Order, rows: int | None
) -> tuple[list[Chamber], list[str]]:
    """Chambers of one election or of several, and the elections that gave no seats."""
    if "election_id" in frame.columns and frame["election_id"].nunique() > 1:
        columns = {"seats": seats, "label": label, "color": color}
        return chambers_of(frame, **columns, order=order, rows=rows)
    groups, missing = groups_of(frame, seats, label, color)
    groups = marked(ordered(groups, order))
    name = str(election_names(frame).iloc[0])
    return [Chamber(name, groups, missing, seats_of(groups, rows))], []


def _draw_majority(ax: Axes, layout: pd.DataFrame) -> Text:
    """Draw the line that a majority counted from either side has to cross."""
    radius = dot_diameter(layout) / 2
    inner = float(np.hypot(layout["x"], layout["y"]).min())
    over = radius + min(radius, _OVERHANG)
    low, high = max(inner - over, 0), float(layout["y"].max()) + over
    ink = tones(ax).ink
    ax.plot([0, 0], [low, high], color=ink, linewidth=0.9, linestyle=(0, (4, 2)), zorder=3)
    return ax.annotate(
        f"{len(layout) // 2 + 1} for a majority",
        (0, high),
        xytext=(0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        color=ink,
        fontsize="small",
        annotation_clip=False,
    )


def _draw_legend(
    ax: Axes, layout: pd.DataFrame, groups: pd.DataFrame, *, zeros: bool, own: bool
) -> Legend:
    """Name the groups and their seats below the half circle."""
    wide, high = room(ax)
    shown = groups if zeros else groups[groups["seats"] > 0]
    handles, names = [], []
    for _, group in shown.iterrows():
        handles.append(dot(str(group["color"]), mark=str(group["mark"]), paper=tones(ax).paper))
        kind = "\xa0(indirect)" if group["indirect"] else ""
        names.append(f"{group['label']}\xa0{group['seats']}{kind}")
    return row_legend(
        ax,
        handles,
        names,
        limit=0.5 * wide if own else 0.4 * high,
        most=math.inf if own else 0.55 * high,
        loc="upper center",
        bbox_to_anchor=(0, floor(layout)),
        bbox_transform=ax.transData,
        borderaxespad=0.8,
    )


def _draw_note(
    ax: Axes, layout: pd.DataFrame, missing: list[str], key: Legend | None
) -> Annotation | None:
    """Say which rows were left out."""
    if not missing:
        return None
    note = ax.annotate(
        f"Not drawn, seats missing: {listed(missing)}. Without them no majority is marked.",
        (0.5, 0) if key else (0, floor(layout)),
        xycoords=key or "data",
        xytext=(0, -5),
        textcoords="offset points",
        ha="center",
        va="top",
        color=tones(ax).soft,
        fontsize="small",
        annotation_clip=False,
    )
    wrap(note, room(ax)[0])
    return note


def _fit(
    ax: Axes,
    layout: pd.DataFrame,
    heading: Text,
    *,
    above: Text | None,
    below: Sequence[Artist | None],
    own: bool,
) -> None:
    """Set limits that hold the dots and the texts, so that no figure cuts them."""
    diameter = dot_diameter(layout)
    half = max(1.01 + diameter / 2, 3.5 * diameter)  # Few seats must not become giant dots.
    bottom = floor(layout)
    top = float(layout["y"].max()) + diameter / 2 + min(diameter / 2, _OVERHANG)
    gap = pixels(ax, 7)
    head = above.get_window_extent().height + gap if above else 0.0
    foot = sum(each.get_window_extent().height + gap for each in below if each)
    # A title of several lines may not fit above the axes; then it moves down into them.
    over = 0.0 if own else max(heading.get_window_extent().y1 - ax.figure.bbox.y1 + gap / 2, 0.0)
    head += over
    wide, high = room(ax)
    scale = wide / (2 * half)
    if own:
        # As high as the picture needs: what lies around the axes stays as it is.
        spare = ax.figure.bbox.height - high
        height = (spare + scale * (top - bottom) + head + foot) / ax.figure.dpi
        ax.figure.set(figheight=height)
    else:
        scale = min(scale, max(high - head - foot, high / 5) / (top - bottom))
        if over:
            place = 1 - over / (scale * (top - bottom) + head + foot)
            ax.set_title(heading.get_text(), y=place, fontsize=heading.get_fontsize())
    ax.set_aspect("equal", adjustable="box", anchor="N")
    ax.set_xlim(-half, half)
    ax.set_ylim(bottom - foot / scale, top + head / scale)
