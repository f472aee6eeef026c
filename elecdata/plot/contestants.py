"""Marks, lines and bars of contestants over elections."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from elecdata.plot._compare import ABSENT, FIGURE, UNKNOWN, own_names
from elecdata.plot.drawing import outline
from elecdata.plot.fitting import figure_of
from elecdata.plot.rows import Entry, Label, Rows
from elecdata.plot.tones import tones
from elecdata.plot.tracks import Tag, Tracks
from elecdata.plot.words import sentences

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.lines import Line2D

MARKERS = "osD^vPX"
SIZE = 6.5  # Diameter of a mark, in points of print.
_SIGNS = {ABSENT: "–", UNKNOWN: "?"}


def draw_dumbbell(
    ax: Axes, table: pd.DataFrame, *, axis: str, digits: int, note: str, own: bool
) -> None:
    """Draw one row a contestant, one mark an election, and the figures on the right."""
    wide = table.pivot(index="row", columns="election", values="value")
    wide = wide.reindex(table["row"].unique())
    elections, count = list(wide.columns), len(wide)
    colors = table.drop_duplicates("row")["color"].tolist()
    _join(ax, wide, colors)
    marks = []
    for number, election in enumerate(elections):
        values = wide[election]
        there = values.notna().to_numpy()
        dots = _dots(
            ax,
            values[there].tolist(),
            [y for y in range(count) if there[y]],
            [color for color, known in zip(colors, there, strict=True) if known],
            marker=MARKERS[number],
            full=number == len(elections) - 1,
            label=str(election),
        )
        marks.append(dots)
    ax.set_xlabel(axis)
    groups = [rows for _, rows in table.groupby("row", sort=False)]
    rows = Rows(
        ax,
        span=_span(table),
        count=count,
        names=[Entry(y, own_names(rows)) for y, rows in enumerate(groups)],
        columns=[
            (str(e), _mark(ax, i, last=i == len(elections) - 1), _cells(table, e, digits))
            for i, e in enumerate(elections)
        ],
        note=sentences(_signs(table), note),
        marks=marks,
        whole=bool((wide.fillna(0) % 1 == 0).all(axis=None)),
    )
    rows.settle(own=own)


def _span(table: pd.DataFrame) -> tuple[float, float]:
    """Ends of the scale, with 0 between or at them."""
    return min(0.0, float(table["value"].min())), max(0.0, float(table["value"].max()))


def _join(ax: Axes, wide: pd.DataFrame, colors: list[str]) -> None:
    """Join the marks of a contestant; dotted across an election that it was not in."""
    from matplotlib.collections import LineCollection

    paper = tones(ax).paper
    for style, gap in (("solid", False), ((0, (1, 2)), True)):
        lines, inks = [], []
        for y, (values, color) in enumerate(zip(wide.to_numpy(dtype=float), colors, strict=True)):
            known = [i for i, value in enumerate(values) if value == value]
            for one, two in pairwise(known):
                if (two - one > 1) == gap:
                    lines.append([(values[one], y), (values[two], y)])
                    inks.append(outline(color, paper))
        ax.add_collection(
            LineCollection(
                lines, colors=inks, linewidths=2 if not gap else 1.2, linestyles=[style], zorder=2
            ),
            autolim=False,
        )


def _dots(
    ax: Axes,
    x: list[float],
    y: list[int],
    colors: list[str],
    *,
    marker: str,
    full: bool,
    label: str,
) -> PathCollection:
    """Marks of one election: full for the last one, hollow for those before."""
    paper = tones(ax).paper
    return ax.scatter(
        x,
        y,
        s=SIZE**2,
        c=colors if full else [paper] * len(x),
        edgecolors=[outline(color, paper) for color in colors],
        linewidths=1.3,
        marker=marker,
        label=label,
        clip_on=False,
        zorder=3,
    )


def _mark(ax: Axes, number: int, *, last: bool) -> Line2D:
    """Mark of an election above its column."""
    from matplotlib.lines import Line2D

    tone = tones(ax)
    return Line2D(
        [0],
        [0],
        linestyle="none",
        marker=MARKERS[number],
        markersize=SIZE,
        markerfacecolor=tone.soft if last else tone.paper,
        markeredgecolor=tone.soft,
        markeredgewidth=1.3,
    )


def _cells(table: pd.DataFrame, election: object, digits: int) -> list[Entry]:
    """Figures of one election, row by row, with a sign where there is none."""
    rows = table[table["election"] == election]
    return [
        Entry(y, _SIGNS.get(status, figure_of(value, digits=digits)))
        for y, (value, status) in enumerate(zip(rows["value"], rows["status"], strict=True))
    ]


def _signs(table: pd.DataFrame) -> str:
    """What the signs in the place of figures mean."""
    held = set(table["status"])
    return sentences(*(f"{sign} {status}." for status, sign in _SIGNS.items() if status in held))


def draw_bars(
    ax: Axes, table: pd.DataFrame, *, axis: str, digits: int, note: str, own: bool
) -> None:
    """Draw one group a contestant and one bar an election, the figure at its end."""
    elections = list(table["election"].cat.categories)
    step = len(elections) + (0.6 if len(elections) > 1 else 0)
    names, tags, labels, marks = [], [], [], []
    for number, (_, rows) in enumerate(table.groupby("row", sort=False)):
        top = number * step
        names.append(Entry(top + (len(elections) - 1) / 2, str(rows["name"].iloc[0]), step))
        for y, row in enumerate(rows.to_dict("records"), start=0):
            tags.append(Entry(top + y, str(row["election"])))
            labels.append(_bar_label(row, top + y, digits))
            marks.append((row["value"], top + y, row["color"]))
    paper = tones(ax).paper
    drawn = [mark for mark in marks if mark[0] == mark[0]]
    ax.barh(
        [y for _, y, _ in drawn],
        [value for value, _, _ in drawn],
        height=0.8,
        color=[color for _, _, color in drawn],
        edgecolor=[outline(color, paper) for _, _, color in drawn],
        linewidth=0.8,
        zorder=2,
    )
    ax.set_xlabel(axis)
    count = (number + 1) * step - (0.6 if len(elections) > 1 else 0)
    rows_ = Rows(
        ax,
        span=_span(table),
        count=count,
        names=names,
        tags=tags if len(elections) > 1 else (),
        labels=labels,
        note=note,
        whole=bool((table["value"].fillna(0) % 1 == 0).all()),
    )
    rows_.settle(own=own)


def _bar_label(row: dict[Any, Any], y: float, digits: int) -> Label:
    """Figure at the end of a bar, with the name of then; or why there is none."""
    if row["status"] != FIGURE:
        text = row["status"] if row["status"] == ABSENT else "no figure known"
        return Label(0.0, y, text, soft=True)
    figure = figure_of(row["value"], digits=digits)
    then = "" if row["own_name"] == row["name"] else f" as {row['own_name']}"
    return Label(row["value"], y, f"{figure}{then}")


def draw_slope(
    ax: Axes, table: pd.DataFrame, *, axis: str, digits: int, note: str, own: bool
) -> None:
    """Draw one line a contestant, broken where it was not in the contest."""
    elections, paper = list(table["election"].cat.categories), tones(ax).paper
    groups, tags = [rows for _, rows in table.groupby("row", sort=False)], []
    for number, rows in enumerate(groups):
        values, color = rows["value"].tolist(), outline(str(rows["color"].iloc[0]), paper)
        ax.plot(
            range(len(values)),
            values,
            color=color,
            linewidth=2,
            marker=MARKERS[number % len(MARKERS)],
            markersize=5,
            markeredgewidth=0,
            label=str(rows["name"].iloc[0]),
            clip_on=False,
            zorder=3,
        )
        tags += _slope_tags(rows, digits)
    ax.set_ylabel(axis)
    gaps = any(_broken(rows["value"].tolist()) for rows in groups)
    track = Tracks(
        ax,
        span=_span(table),
        moments=[(x, str(election)) for x, election in enumerate(elections)],
        tags=tags,
        note=sentences("A line is broken where there is no figure." if gaps else "", note),
        whole=bool((table["value"].fillna(0) % 1 == 0).all()),
    )
    track.settle(own=own)


def _broken(values: list[float]) -> bool:
    """Whether there is a gap between figures."""
    known = [i for i, value in enumerate(values) if value == value]
    return any(two - one > 1 for one, two in pairwise(known))


def _slope_tags(rows: pd.DataFrame, digits: int) -> list[Tag]:
    """Labels at the first election and the last figure, and where the name was another."""
    known = [
        (x, value, own)
        for x, (value, own) in enumerate(zip(rows["value"], rows["own_name"], strict=True))
        if value == value
    ]
    tags = []
    for i, (x, value, own) in enumerate(known):
        last, left = i == len(known) - 1, x == 0 and len(rows) > 1
        others = {known[j][2] for j in (i - 1, i + 1) if 0 <= j < len(known)}
        if last or left or own not in others:
            tags.append(Tag(x, value, f"{own} {figure_of(value, digits=digits)}", left=left))
    return tags
