"""Marks, lines and bars of contestants over elections."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from elecdata.plot._compare import ABSENT, FIGURE, UNKNOWN, own_names
from elecdata.plot.drawing import outline, pixels, room
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
_APART = 0.6  # Room between contestants, in bars.
_ROOMY, _PITCH = 330.0, 15.0  # Width of axes and height of rows with room for earlier names.
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
    names, before = _names(ax, groups, count, own=own)
    rows = Rows(
        ax,
        span=_span(table),
        count=count,
        names=[Entry(y, name) for y, name in enumerate(names)],
        columns=[
            (str(e), _mark(ax, i, last=i == len(elections) - 1), _cells(table, e, digits))
            for i, e in enumerate(elections)
        ],
        note=sentences(_signs(table), before, note),
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
    """Draw one group a contestant and one bar an election that it was in, the figure at its end."""
    several = table["election"].nunique() > 1
    drawn = table[table["status"] != ABSENT].copy()
    group = (drawn["row"] != drawn["row"].shift()).cumsum() - 1
    drawn["y"] = pd.Series(range(len(drawn)), drawn.index) + (_APART if several else 0.0) * group
    count = float(drawn["y"].iloc[-1]) + 1
    groups = [rows for _, rows in drawn.groupby("row", sort=False)]
    names, before = _names(ax, groups, count, own=own)
    _draw_bars(ax, drawn[drawn["value"].notna()])
    ax.set_xlabel(axis)
    Rows(
        ax,
        span=_span(table),
        count=count,
        names=[
            Entry(rows["y"].mean(), name, len(rows) + _APART * (len(rows) > 1))
            for rows, name in zip(groups, names, strict=True)
        ],
        tags=_years(drawn) if several else (),
        labels=[_bar_label(row, digits) for row in drawn.to_dict("records")],
        note=sentences(
            before, "No bar: not in the contest." if len(drawn) < len(table) else "", note
        ),
        whole=bool((table["value"].fillna(0) % 1 == 0).all()),
    ).settle(own=own)


def _draw_bars(ax: Axes, known: pd.DataFrame) -> None:
    """Draw the bars of known figures."""
    paper = tones(ax).paper
    ax.barh(
        known["y"],
        known["value"],
        height=0.8,
        color=known["color"].tolist(),
        edgecolor=[outline(color, paper) for color in known["color"]],
        linewidth=0.8,
        zorder=2,
    )


def _years(drawn: pd.DataFrame) -> list[Entry]:
    """Names of the elections beside their bars."""
    return [Entry(y, str(each)) for y, each in zip(drawn["y"], drawn["election"], strict=True)]


def _bar_label(row: dict[Any, Any], digits: int) -> Label:
    """Figure at the end of a bar, or that none is known."""
    if row["status"] != FIGURE:
        return Label(0.0, row["y"], "no figure known", soft=True)
    return Label(row["value"], row["y"], figure_of(row["value"], digits=digits))


def _names(
    ax: Axes, groups: list[pd.DataFrame], count: float, *, own: bool
) -> tuple[list[str], str]:
    """Names of the rows with those of before; in small axes these go into a note of their own."""
    wide, high = (each / pixels(ax, 1) for each in room(ax))
    if wide >= _ROOMY and (own or high / count >= _PITCH):
        return [own_names(rows) for rows in groups], ""
    names = [str(rows["name"].iloc[0]) for rows in groups]
    full = map(own_names, groups)
    before = [told for name, told in zip(names, full, strict=True) if told != name]
    if not before:
        return names, ""
    return names, f"Earlier names: {'; '.join(before)}." if own else "Names: the latest ones."


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
            tags.append(Tag(x, value, f"{own}\xa0{figure_of(value, digits=digits)}", left=left))
    return tags
