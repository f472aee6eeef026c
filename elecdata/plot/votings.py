"""Dots and lines of turnout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from elecdata.plot._turnout import CLOSE, NATIONAL, clock, moment
from elecdata.plot.rows import Entry, Label, Rows
from elecdata.plot.tones import contrast, tones
from elecdata.plot.tracks import Tag, Tracks
from elecdata.plot.words import STAGES, base_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.lines import Line2D
    from matplotlib.path import Path

_BLUES = ("#1f5c99", "#7fb2e5")  # For light and for dark paper.
_MARKS = {
    "final": ("o", True),
    "preliminary": ("o", False),
    "unstated": ("D", False),
    "partial": ("v", False),
    "after_annulment": ("s", True),
    "after_rerun": ("^", True),
}
_SPARE = (("s", False), ("^", False), ("P", False), ("X", False), ("<", False), (">", False))
_SIZE = 6.5


def _blue(ax: Axes) -> str:
    """The blue that stands out more from the paper."""
    paper = tones(ax).paper
    return max(_BLUES, key=lambda each: contrast(each, paper))


def draw_regions(ax: Axes, table: pd.DataFrame, note: str, *, own: bool) -> None:
    """Draw one dot a region, the highest on top, and a line for the country."""
    regions, country = table[table["region"] != NATIONAL], table[table["region"] == NATIONAL]
    line, drawn = (country, regions) if len(regions) else (country[:0], country)
    drawn = drawn.assign(y=range(len(drawn)))
    ax.hlines(drawn["y"], 0, drawn["value"], color=_blue(ax), linewidth=1.2, alpha=0.55, zorder=1.5)
    several = table["base"].nunique() > 1
    marks, handles = _draw_series(ax, drawn, several=several)
    names = [str(each.get_label()) for each in marks]
    for _, row in line.iterrows():
        handles.append(_draw_country(ax, row["value"], len(drawn)))
        words = _series(row["observed_at"], row["stage"], row["base"] if several else "")
        names.append(f"whole country {row['figure']} ({words})")
    ax.set_xlabel(f"Turnout ({base_words(table['base'])})")
    layout = Rows(
        ax,
        span=(0.0, float(table["value"].max())),
        count=len(drawn),
        names=[Entry(y, name) for y, name in zip(drawn["y"], drawn["name"], strict=True)],
        labels=[
            Label(x, y, figure, off=6.0)
            for x, y, figure in zip(drawn["value"], drawn["y"], drawn["figure"], strict=True)
        ],
        key=(handles, names),
        note=note,
        marks=marks,
    )
    for figure in layout.labels:  # The line of the country would run through or along them.
        figure.set_bbox({"fc": tones(ax).paper, "ec": "none", "boxstyle": _beside})
        figure.set_zorder(2.5)  # What clears the line must not cover a mark.
    layout.settle(own=own)


def _draw_series(
    ax: Axes, drawn: pd.DataFrame, *, several: bool
) -> tuple[list[PathCollection], list[Line2D]]:
    """Draw the dots of each time, stage and base; they and their like for the key."""
    blue, marks, handles = _blue(ax), [], []
    taken: list[tuple[str, bool]] = []
    for (at, stage, base), rows in drawn.groupby(["observed_at", "stage", "base"], sort=False):
        mark = next(
            each for each in (_MARKS[str(stage)], *_SPARE, ("*", False)) if each not in taken
        )
        taken.append(mark)
        made = ax.scatter(
            rows["value"],
            rows["y"],
            s=_SIZE**2,
            marker=mark[0],
            c=blue if mark[1] else tones(ax).paper,
            edgecolors=blue,
            linewidths=1.4,
            label=_series(str(at), str(stage), str(base) if several else ""),
            clip_on=False,
            zorder=3,
        )
        marks.append(made)
        handles.append(_handle(ax, *mark))
    return marks, handles


def _beside(x: float, y: float, width: float, height: float, size: float) -> Path:
    """Box of a text with room to its left and right, none above and below."""
    from matplotlib.path import Path

    low, high = (x - 0.2 * size, y), (x + width + 0.2 * size, y + height)
    return Path([low, (high[0], y), high, (low[0], high[1]), low], closed=True)


def _series(at: str, stage: str, base: str) -> str:
    """Time, stage and base of figures in words."""
    return ", ".join(
        [moment(at), STAGES[stage], *([base_words([base]).removeprefix("%, ")] if base else [])]
    )


def _handle(ax: Axes, marker: str, full: bool) -> Line2D:
    """Mark of a series in the key."""
    from matplotlib.lines import Line2D

    blue = _blue(ax)
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=marker,
        markersize=_SIZE,
        markerfacecolor=blue if full else tones(ax).paper,
        markeredgecolor=blue,
        markeredgewidth=1.4,
    )


def _draw_country(ax: Axes, value: float, count: int) -> Line2D:
    """Line at the figure of the country, and its mark in the key."""
    from matplotlib.lines import Line2D

    how = {"color": tones(ax).ink, "linewidth": 1.2, "linestyle": (0, (4, 2))}
    ax.plot([value, value], [-0.5, count - 0.5], zorder=1.8, **how)  # type: ignore[arg-type]
    return Line2D([], [], **how)  # type: ignore[arg-type]


def draw_hours(ax: Axes, table: pd.DataFrame, note: str, *, own: bool) -> None:
    """Draw a line through the day for the country, thin ones for regions, the whole day apart."""
    hours = table[table["observed_at"] != CLOSE]
    hours = hours.assign(x=hours["observed_at"].map(clock))
    whole = table[table["observed_at"] == CLOSE]
    first, last = float(hours["x"].min()), float(hours["x"].max())
    end = last + max(0.5 * (last - first), 2.0)
    tags = [*_draw_country_day(ax, hours[hours["region"] == NATIONAL], last)]
    tags += _draw_whole_day(ax, whole, end)
    tags += _draw_region_days(ax, hours[hours["region"] != NATIONAL])
    moments = sorted(set(zip(hours["x"], hours["observed_at"], strict=True)))
    ax.set_ylabel(f"Turnout ({base_words(table['base'])})")
    ax.set_xlabel("Time of day, local")
    Tracks(
        ax,
        span=(0.0, float(table["value"].max())),
        moments=[*moments, *([(end, "whole\nday")] if len(whole) else [])],
        tags=tags,
        note=note,
    ).settle(own=own)


def _draw_country_day(ax: Axes, rows: pd.DataFrame, end: float) -> list[Tag]:
    """The country's line, through the last stage at each hour, and its figures."""
    blue = _blue(ax)
    line = rows.drop_duplicates("x", keep="last")
    ax.plot(line["x"], line["value"], color=blue, linewidth=2.4, label="Whole country", zorder=3)
    _points(ax, rows, rows["x"])
    tags = []
    several = rows["x"].duplicated(keep=False)
    for row, told in zip(rows.to_dict("records"), several, strict=True):
        stage = f" {STAGES[row['stage']]}" if told and row["stage"] != "partial" else ""
        left = row["x"] < end
        tags.append(Tag(row["x"], row["value"], f"{row['figure']}{stage}", left=left))
    return tags[-1:] + tags[:-1]


def _points(ax: Axes, rows: pd.DataFrame, x: Iterable[float]) -> None:
    """Marks of the country by stage; hollow where the base is not stated."""
    blue, paper = _blue(ax), tones(ax).paper
    for at, (value, stage, base) in zip(
        x, rows[["value", "stage", "base"]].itertuples(index=False, name=None), strict=True
    ):
        ax.scatter(
            [at],
            [value],
            s=_SIZE**2,
            marker=_MARKS[stage][0],
            c=paper if base in ("unstated", "none") else blue,
            edgecolors=blue,
            linewidths=1.4,
            clip_on=False,
            zorder=3.5,
        )


def _draw_whole_day(ax: Axes, rows: pd.DataFrame, end: float) -> list[Tag]:
    """Figures of the country for the whole day, each with its stage."""
    _points(ax, rows, [end] * len(rows))
    same = rows.groupby(["value", "stage", "figure"], sort=False).size().index
    return [Tag(end, value, f"{figure} {STAGES[stage]}") for value, stage, figure in same[::-1]]


def _draw_region_days(ax: Axes, rows: pd.DataFrame) -> list[Tag]:
    """A thin line for each region; the highest and the lowest at their last hour are named."""
    soft, ends = tones(ax).soft, []
    for name, region in rows.groupby("name", sort=False):
        line = region.drop_duplicates("x", keep="last")
        lone = "o" if len(line) == 1 else "none"
        ax.plot(
            line["x"],
            line["value"],
            color=soft,
            linewidth=0.8,
            alpha=0.6,
            marker=lone,
            markersize=3,
            label=str(name),
            zorder=2,
        )
        ends.append(
            (line["value"].iloc[-1], line["x"].iloc[-1], f"{name} {line['figure'].iloc[-1]}")
        )
    last = max((x for _, x, _ in ends), default=0.0)
    ends = sorted(each for each in ends if each[1] == last)
    return [
        Tag(x, value, text, soft=True) for value, x, text in dict.fromkeys([*ends[-1:], *ends[:1]])
    ]
