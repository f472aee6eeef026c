"""One dot for every seat of a chamber, in a half circle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.alternative import describe
from elecdata.plot.drawing import fit_title, new_axes, outline, pixels, room, wrap
from elecdata.plot.frame import as_frame, colors, listed, numbers, texts
from elecdata.plot.layout import dot_diameter, seat_layout
from elecdata.plot.legends import RING, dot, row_legend
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend
    from matplotlib.text import Annotation, Text

    from elecdata.plot.frame import Data

_OVERHANG = 0.06  # How far the majority line sticks out, in the units of the layout.


def hemicycle(
    data: Data,
    *,
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
    for indirect seats (``contestant_type`` is ``indirect``), so that the two can be told apart in
    print without colours. Dots are drawn in the units of the axes: they keep their distance at
    any size of the figure. Where to put them is computed by `seat_layout`.

    Parameters
    ----------
    data : frame or str
        Results of one election, in any frame that narwhals supports, or the id of an election.
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
        If a column is missing, if there is no seat to draw, if a number of seats is not whole,
        or if the frame holds several elections.

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
    frame = as_frame(data, [seats, label, color], plot="hemicycle")
    groups, missing = _groups(frame, seats, label, color)
    groups = _ordered(groups, order)
    layout = seat_layout(groups["seats"], rows)
    own, ax = ax is None, new_axes(ax)
    ax.set_axis_off()
    heading = fit_title(ax, _finding(groups, bool(missing)) if title is None else title)
    _draw_dots(ax, layout, groups)
    line = _draw_majority(ax, layout) if majority and not missing and len(layout) > 1 else None
    key = _draw_legend(ax, layout, groups, zeros=zeros, own=own) if legend else None
    note = _draw_note(ax, layout, missing, key)
    _fit(ax, layout, heading, above=line, below=[key, note], own=own)
    return describe(ax, _in_words(groups, missing))


def _groups(
    frame: pd.DataFrame, seats: str, label: str, color: str
) -> tuple[pd.DataFrame, list[str]]:
    """Groups to draw, in the order of the table, and the names of those without a figure."""
    if "election_id" in frame.columns and frame["election_id"].nunique() > 1:
        ids = sorted(str(each) for each in frame["election_id"].dropna().unique())
        raise PlotError(
            f"hemicycle: the frame holds {len(ids)} elections ({listed(ids)}) and a chamber is "
            f"one; draw one of them, as in frame[frame['election_id'] == {ids[0]!r}]"
        )
    kind = texts(frame, "contestant_type")
    groups = pd.DataFrame(
        {
            "label": texts(frame, label, "name", "contestant_id"),
            "color": colors(frame, color, plot="hemicycle"),
            "seats": numbers(frame, seats, plot="hemicycle"),
            "indirect": kind == "indirect",
            "single": ~kind.isin(["indirect", "independents"]),
        }
    ).reset_index(drop=True)
    missing = groups.loc[groups["seats"].isna(), "label"].tolist()
    groups = groups[groups["seats"].notna()].reset_index(drop=True)
    if groups.empty:
        raise PlotError(
            f"hemicycle: column {seats!r} has no figure in any of {len(missing)} rows; choose an "
            "election of a legislature (a presidency has no seats) or name another column: seats="
        )
    broken = groups[groups["seats"] % 1 != 0]
    if not broken.empty:
        first = broken.iloc[0]
        raise PlotError(f"hemicycle: {first['label']} has {first['seats']} seats; seats are whole")
    if groups["seats"].sum() == 0:
        raise PlotError(f"hemicycle: column {seats!r} is 0 in every row; there is no seat to draw")
    return groups.astype({"seats": "int64"}), missing


def _ordered(groups: pd.DataFrame, order: str | Sequence[str]) -> pd.DataFrame:
    """Groups from left to right."""
    if isinstance(order, str):
        if order not in ("seats", "table"):
            raise PlotError(f"order is {order!r}; give 'seats', 'table' or a list of labels")
        if order == "table":
            return groups
        order = []
    wanted = {name: place for place, name in enumerate(order)}
    unknown = [name for name in wanted if name not in set(groups["label"])]
    if unknown:
        known = listed(groups["label"], most=40)
        raise PlotError(f"order names {listed(unknown)}, which has no seats here; labels: {known}")
    place = groups["label"].map(wanted).fillna(len(wanted))
    turn = np.lexsort((-groups["seats"], groups["indirect"], place))
    return groups.iloc[turn].reset_index(drop=True)


def _finding(groups: pd.DataFrame, partial: bool) -> str:
    """What the picture shows, in a sentence."""
    total = int(groups["seats"].sum())
    of = f"{total} {'known ' if partial else ''}{'seat' if total == 1 else 'seats'}"
    single = groups[groups["single"] & (groups["seats"] > 0)]
    if single.empty:
        return of
    most = int(single["seats"].max())
    first = single.loc[single["seats"] == most, "label"].tolist()
    if most == total and not partial:
        return f"{first[0]} holds {f'all {of}' if total > 1 else 'the only seat'}"
    if partial or most > total // 2:
        return f"{first[0]} holds {most} of {of}"
    if len(first) > 1:
        return f"No majority: {' and '.join(first[:2])} tie at {most} of {of}"
    return f"No majority: {first[0]}, the largest, holds {most} of {of}"


def _in_words(groups: pd.DataFrame, missing: list[str]) -> str:
    """The picture as a text."""
    total = int(groups["seats"].sum())
    holders = groups[groups["seats"] > 0]
    said = ", ".join(
        f"{name} {seats}{' (indirect)' if indirect else ''}"
        for name, seats, indirect in zip(
            holders["label"], holders["seats"], holders["indirect"], strict=True
        )
    )
    end = f"Seats of {listed(missing)} are not known." if missing else ""
    text = f"Hemicycle, one dot a seat, {total} in all: {said}. {_finding(groups, bool(missing))}."
    return f"{text} {end}".rstrip()


def _draw_dots(ax: Axes, layout: pd.DataFrame, groups: pd.DataFrame) -> None:
    """Add one collection of dots for each group that has seats."""
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Circle, Patch, Wedge

    radius, paper = dot_diameter(layout) / 2, tones(ax).paper
    for index, group in groups[groups["seats"] > 0].iterrows():
        dots: list[Patch] = []
        for x, y in layout.loc[layout["group"] == index, ["x", "y"]].to_numpy():
            ring = Wedge((x, y), radius, 0, 360, width=RING * radius)
            dots.append(ring if group["indirect"] else Circle((x, y), radius))
        color = str(group["color"])
        edge = outline(color, paper)
        ax.add_collection(
            PatchCollection(
                dots,
                facecolor=color,
                edgecolor=edge,
                linewidth=0 if edge == color else 0.5,
                label=f"{group['label']} {group['seats']}",
                zorder=2,
            ),
            autolim=False,
        )


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
        handles.append(
            dot(str(group["color"]), hollow=bool(group["indirect"]), paper=tones(ax).paper)
        )
        kind = "\xa0(indirect)" if group["indirect"] else ""
        names.append(f"{group['label']}\xa0{group['seats']}{kind}")
    return row_legend(
        ax,
        handles,
        names,
        limit=0.5 * wide if own else 0.4 * high,
        loc="upper center",
        bbox_to_anchor=(0, _floor(layout)),
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
        (0.5, 0) if key else (0, _floor(layout)),
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
    bottom = _floor(layout)
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


def _floor(layout: pd.DataFrame) -> float:
    """Lower edge of the lowest dots."""
    return float(layout["y"].min()) - dot_diameter(layout) / 2
