"""A chamber as pictures know it: its groups in their order, their seats as dots, its finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.drawing import outline
from elecdata.plot.frame import colors, listed, numbers, texts
from elecdata.plot.layout import dot_diameter, seat_layout
from elecdata.plot.marks import marks_of, outline_of
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Chamber:
    """A chamber to draw.

    Attributes
    ----------
    name : str
        Name of the election.
    groups : pandas.DataFrame
        Groups from left to right, those without a seat too, with their ``mark``.
    missing : list of str
        Groups whose seats are not known.
    layout : pandas.DataFrame
        Seats as `seats_of` places them.
    """

    name: str
    groups: pd.DataFrame
    missing: list[str]
    layout: pd.DataFrame


def seats_of(groups: pd.DataFrame, rows: int | None) -> pd.DataFrame:
    """Seats from left to right: where each is, and name, colour, mark and kind of its group."""
    layout = seat_layout(groups["seats"], rows)
    of = groups.loc[layout["group"], ["label", "color", "mark", "indirect"]].reset_index(drop=True)
    kind = of["indirect"].map({True: "indirect", False: "elected"})
    return layout.assign(label=of["label"], color=of["color"], mark=of["mark"], kind=kind)


def marked(groups: pd.DataFrame) -> pd.DataFrame:
    """Groups with marks, which differ where colours may be taken for each other."""
    columns = (groups[each].tolist() for each in ("color", "indirect", "seats"))
    return groups.assign(mark=marks_of(*columns))


def groups_of(
    frame: pd.DataFrame, seats: str, label: str, color: str
) -> tuple[pd.DataFrame, list[str]]:
    """Groups to draw, in the order of the table, and the names of those without a figure."""
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
    missing = [] if _is_full(frame, seats) else groups.loc[groups["seats"].isna(), "label"].tolist()
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


def _is_full(frame: pd.DataFrame, seats: str) -> bool:
    """Whether the seats known are all there are: who has no figure is then among the others."""
    if seats != "seats" or "seat_share_pct" not in frame.columns:
        return False
    shares = numbers(frame[frame[seats].notna()], "seat_share_pct", plot="hemicycle")
    return abs(float(shares.sum()) - 100) < 0.01


def ordered(groups: pd.DataFrame, order: str | Sequence[str]) -> pd.DataFrame:
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


def finding(groups: pd.DataFrame, partial: bool) -> str:
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


def in_words(groups: pd.DataFrame, missing: list[str]) -> str:
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
    text = f"Hemicycle, one dot a seat, {total} in all: {said}. {finding(groups, bool(missing))}."
    return f"{text} {end}".rstrip()


def draw_dots(ax: Axes, layout: pd.DataFrame, centre: tuple[float, float] = (0, 0)) -> None:
    """Add one collection of dots for each group, in its mark."""
    from matplotlib.collections import PathCollection
    from matplotlib.path import Path

    radius, paper = dot_diameter(layout) / 2, tones(ax).paper
    for _, seats in layout.groupby("group"):
        label, color, mark = (str(seats[each].iat[0]) for each in ("label", "color", "mark"))
        # One outline, moved to every seat, takes a tenth of the time of a patch a seat.
        one = outline_of(mark)
        shape, places = radius * np.asarray(one.vertices), seats[["x", "y"]].to_numpy() + centre
        edge = outline(color, paper)
        ax.add_collection(
            PathCollection(
                [Path(each, one.codes) for each in shape + places[:, None]],
                facecolor=color,
                edgecolor=edge,
                linewidth=0 if edge == color else 0.5,
                label=f"{label} {len(seats)}",
                zorder=2,
            ),
            autolim=False,
        )


def floor(layout: pd.DataFrame) -> float:
    """Lower edge of the lowest dots."""
    return float(layout["y"].min()) - dot_diameter(layout) / 2
