"""Events around an election, down a line of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.alternative import describe
from elecdata.plot.chronology import ELECTION, timeline_table
from elecdata.plot.dates import MONTHS, day_text
from elecdata.plot.drawing import fit_title, in_points, new_axes, pixels, room
from elecdata.plot.fitting import LEAST
from elecdata.plot.folding import Words
from elecdata.plot.listing import Listing, capacity, rows_of
from elecdata.plot.tones import luminance, tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from elecdata.dataset import Data as Home
    from elecdata.plot.frame import Data

_LEAD, _LINE, _LANE, _MONTH = 74.0, 46.0, 4.0, 34.0  # Points: names, line of time, bars, months.
_LANES = 3
_FOOT = 40.0  # Points below the rows.
# Most that rows of a figure of our own take: a column of print in points, or widths.
_COLUMN, _STEEP = 610.0, 2.0
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # Months from tick to tick.
_DISTANCES = {  # Days from the election that get a tick, the first ones before the others.
    "1 month": 30,
    "1 year": 365,
    "1 week": 7,
    "1 day": 1,
    "3 months": 91,
    "6 months": 182,
    "2 weeks": 14,
    "2 years": 731,
    "5 years": 1826,
}


def timeline(
    events: Data,
    *,
    data: Home = None,
    ax: Axes | None = None,
    types: Sequence[str] | str | None = None,
    when: str = "event_when",
    label: str = "summary",
    kind: str = "event_type",
    election: str = "election_id",
    scale: str = "log",
    most: int | None = 30,
    title: str | None = None,
) -> Axes:
    """Draw events down a line of time, with the days of the election among them.

    Time runs down the line; every event has a row of its own beside it, with the day, the type
    and the text, joined to its place in time by a thin line. A full dot is a
    day, a hollow one a month or a day by which or from which something held, a bar the days from
    first to last.

    Parameters
    ----------
    events : frame, str or sequence of str
        Table ``events`` in any frame that narwhals supports, the id of an election or several ids.
    data : path, None or list of these, optional
        Where ids are looked up, as in `elecdata.load`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure, as high as the rows need.
    types : str or sequence of str, optional
        Types of events to draw; by default all.
    when : str
        Column with the time: a day, ``YYYY-MM``, or an interval (EDTF), or a date.
    label, kind : str
        Columns with the text and the type of an event.
    election : str
        Column with the id of the election, whose days are marked; it may be missing.
    scale : str
        ``log``, the logarithm of the days from election day, which gives room to the days around
        it; or ``linear``. Without just one election time is linear.
    most : int or None
        Draw no more events than these, the nearest to an election day, and no more than have room:
        in a figure of its own as many as a column of print holds. None for as many as have room in
        the axes given, and for all in a figure of its own.
    title : str, optional
        Title; by default what the picture shows. An empty string leaves it out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; rows at y = 0, 1, 2, ... from the top down.

    Raises
    ------
    PlotError
        If a column is missing, if no event has a known day or month, or if there is none of a
        type asked for.

    Notes
    -----
    What is left out is counted in a note: events dated no closer than a season or a year, or not
    at all, and those further from the election than `most` allows or than there is room for.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame({
    ...     "event_when": ["2011-11-16", "2011-12-16", None],
    ...     "event_type": ["dissolution", "unrest", "complaint"],
    ...     "summary": ["Chamber dissolved", "Riots", "Fraud alleged"],
    ... })
    >>> ax = timeline(frame, ax=Figure().subplots())
    >>> ax.get_title()
    '2 events from 16 Nov 2011 to 16 Dec 2011'
    """
    if scale not in ("log", "linear"):
        raise PlotError(f"scale is {scale!r}; give 'log' or 'linear'")
    if most is not None and most < 1:
        raise PlotError(f"timeline: most is {most!r}; give 1 or more, or None for all with room")
    table = timeline_table(
        events, data=data, types=types, when=when, label=label, kind=kind, election=election
    )
    dated = table[table["at"].notna()].reset_index(drop=True)
    own, ax = ax is None, new_axes(ax)
    fit_title(ax, _finding(dated) if title is None else title)
    shown = _kept(ax, dated, most, own=own)
    strong = shown.index[shown["type"] == ELECTION].tolist()
    zero = _zero(shown) if scale == "log" else None
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    rows = Listing(
        ax,
        shown["shown"].tolist(),
        span=(0, _LEAD),
        lead=_LEAD,
        strong=strong,
        note=_note(table, shown, zero),
        ticks="fixed",
        guides=False,
    ).settle(own=own)
    _draw_line(ax, shown, zero, rows)
    _draw_events(ax, shown, _places(shown, zero, rows))
    return describe(ax, _in_words(table, shown, zero))


def _kept(ax: Axes, dated: pd.DataFrame, most: int | None, *, own: bool) -> pd.DataFrame:
    """Rows with room: election days, then the events nearest to one."""
    rank = dated["away"].where(dated["type"] != ELECTION, -1)
    order = rank.sort_values(kind="stable").index
    days = int((dated["type"] == ELECTION).sum())
    size = len(dated) if most is None else min(days + most, len(dated))
    size = size if own else min(size, capacity(ax, foot=_FOOT))
    while size > 1 and not (own and most is None):
        kept = dated.loc[sorted(order[:size])]
        if _fits(ax, Words(kept["shown"].tolist()), size, own=own):
            break
        size = min(size - 1, int(0.93 * size))
    return dated.loc[sorted(order[:size])].reset_index(drop=True)


def _fits(ax: Axes, words: Words, count: int, *, own: bool) -> bool:
    """Whether so many rows have room: in a column of print where the figure is our own."""
    width = room(ax)[0] / pixels(ax, 1)
    wide = width - _LEAD - 8
    if own:
        return rows_of(words, wide, width, in_points("small")) <= max(_COLUMN, _STEEP * width)
    lines = sum(map(len, words.folded(LEAST * 1.1, wide)))
    return count <= capacity(ax, lines=lines / count, foot=_FOOT)


def _zero(shown: pd.DataFrame) -> pd.Timestamp | None:
    """First day of the election; None where there is not just one."""
    days = shown[shown["type"] == ELECTION]
    return days["at"].min() if days["election"].nunique() == 1 else None


def _pace(at: pd.Series, zero: pd.Timestamp | None) -> pd.Series:
    """Days, or the logarithm of one more than the days from the election, with their sign."""
    if zero is None:
        return (at - pd.Timestamp(0)).dt.total_seconds() / 86400
    days = (at - zero).dt.total_seconds() / 86400
    return pd.Series(np.sign(days) * np.log1p(days.abs()), index=at.index)


def _places(shown: pd.DataFrame, zero: pd.Timestamp | None, names: Listing) -> pd.DataFrame:
    """Heights of first and last day and of the dot, in rows."""
    if shown["at"].nunique() == 1:  # No time passes; dots stand beside their rows.
        rows_alone = pd.Series(range(len(shown)), index=shown.index, dtype=float)
        return pd.DataFrame(dict.fromkeys(("first", "last", "at"), rows_alone))
    ends = _pace(pd.Series([shown["at"].min(), shown["at"].max()]), zero)
    whole, rows = max(ends[1] - ends[0], 1e-9), len(shown) - 1
    return pd.DataFrame(
        {
            name: names.evenly(
                ((_pace(shown[name].fillna(shown["at"]), zero) - ends[0]) / whole * rows)
                .clip(0, rows)
                .to_numpy()
            )
            for name in ("first", "last", "at")
        },
        index=shown.index,
    )


def _blue(ax: Axes) -> str:
    """Colour of election days on this paper."""
    return "#0072b2" if luminance(tones(ax).paper) > 0.3 else "#56b4e9"


def _draw_line(ax: Axes, shown: pd.DataFrame, zero: pd.Timestamp | None, names: Listing) -> None:
    """Draw the line of time with its ticks."""
    tone, rows = tones(ax), len(shown) - 1
    ax.plot([_LINE, _LINE], [0, rows], color=tone.soft, linewidth=1.0, zorder=2, label="time")
    low, high = ax.get_ylim()
    row = room(ax)[1] / pixels(ax, 1) / abs(low - high)
    start, end = shown["at"].min(), shown["at"].max()
    if start == end:
        return
    ticks = _months(start, end, most=max(int(rows * row / 26), 1))
    if zero is not None:
        ticks = _distances(zero)
    at = pd.Series([start, end, *ticks.values()])
    paced = _pace(at, zero)
    heights = (paced - paced[0]) / (paced[1] - paced[0]) * rows
    taken = [float(rows) * float(_pace(pd.Series([zero]), zero)[0] - paced[0])] if zero else []
    taken = [each / float(paced[1] - paced[0]) for each in taken]
    for name, y in zip(ticks, heights[2:], strict=True):
        if not 0 <= y <= rows or any(abs(y - other) * row < 24 for other in taken):
            continue
        taken.append(float(y))
        place = float(names.evenly(np.array([y]))[0])
        ax.plot([_LINE - 3, _LINE], [place, place], color=tone.soft, linewidth=0.8, zorder=2)
        made = ax.text(_MONTH, place, name, ha="right", va="center", color=tone.soft)
        made.set(fontsize="x-small", linespacing=0.95)
        made.set_in_layout(False)


def _distances(zero: pd.Timestamp) -> dict[str, pd.Timestamp]:
    """Round distances from the election by name, those that matter most first."""
    found = {}
    for name, days in _DISTANCES.items():
        found[f"{name}\nbefore"] = zero - pd.Timedelta(days=days)
        found[f"{name}\nafter"] = zero + pd.Timedelta(days=days)
    return found


def _months(start: pd.Timestamp, end: pd.Timestamp, *, most: int) -> dict[str, pd.Timestamp]:
    """First days of months by name, as many as have room, at even steps."""
    first = start.year * 12 + start.month - 1 + (start.day > 1)
    last = end.year * 12 + end.month - 1
    for step in _STEPS:
        found = [m for m in range(first, last + 1) if m % step == 0]
        if len(found) <= most:
            return {
                f"{MONTHS[m % 12]}\n{m // 12}" if m % 12 else str(m // 12): pd.Timestamp(
                    year=m // 12, month=m % 12 + 1, day=1
                )
                for m in found
            }
    return {}


def _draw_events(ax: Axes, shown: pd.DataFrame, places: pd.DataFrame) -> None:
    """Draw dots, bars and the lines that join them to their rows."""
    from matplotlib.collections import LineCollection

    tone = tones(ax)
    days = shown["type"] == ELECTION
    bars = shown["exact"] & (shown["last"] > shown["first"])
    lanes = _lanes(places[bars])
    ends = [_LINE if day else _LINE + 1 for day in days]
    joins = [
        [(x, y), (_LEAD - 12, row), (_LEAD, row)]
        for row, (x, y) in enumerate(zip(ends, places["at"], strict=True))
    ]
    hues = [_blue(ax) if day else tone.soft for day in days]
    widths = [1.4 if day else 0.5 for day in days]
    ax.add_collection(
        LineCollection(joins, colors=hues, linewidths=widths, zorder=1), autolim=False
    )
    for at, lane in lanes.items():
        x = _LINE - 4 - _LANE * lane
        ends_y = places.loc[[at], ["first", "last"]].to_numpy()[0]
        ax.plot([x, x], ends_y, color=tone.ink, linewidth=2.2, zorder=2, label="days")
    groups = {
        "day": (~days & shown["exact"], "o", tone.ink, tone.ink, 12),
        "about": (~days & ~shown["exact"], "o", tone.paper, tone.ink, 14),
        "election": (days, "D", _blue(ax), tone.paper, 46),
    }
    for name, (these, marker, face, edge, size) in groups.items():
        if these.any():
            ax.scatter(
                [_LINE] * int(these.sum()),
                places.loc[these, "at"],
                s=size,
                marker=marker,
                facecolors=face,
                edgecolors=edge,
                linewidths=0.8,
                zorder=3,
                label=name,
            )


def _lanes(places: pd.DataFrame) -> dict[int, int]:
    """Lane of each bar, so that bars at one time stand side by side."""
    ends: list[float] = []
    found = {}
    for at, row in places.sort_values("first", kind="stable").iterrows():
        lane = next((n for n, end in enumerate(ends) if end < row["first"]), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = float(row["last"])
        found[int(str(at))] = lane % _LANES
    return found


def _finding(dated: pd.DataFrame) -> str:
    """What the picture shows, in a sentence."""
    events = dated[dated["type"] != ELECTION]
    days = dated.loc[dated["type"] == ELECTION, "at"]
    many = f"{len(events)} event{'' if len(events) == 1 else 's'}"
    if len(days):
        day = days.min()
        near = int(((events["at"] - day).abs() <= timedelta(days=30)).sum())
        which = "the first election day" if len(days) > 1 else "election day"
        return f"{near} of {many} fall within 30 days of {which}, {day_text(day)}"
    start, end = events["at"].min(), events["at"].max()
    if start == end:
        return f"{many} on {day_text(start)}"
    return f"{many} from {day_text(start)} to {day_text(end)}"


def _note(table: pd.DataFrame, shown: pd.DataFrame, zero: pd.Timestamp | None) -> str:
    """What the marks mean and what is left out."""
    said = _left_out(table, shown)
    if zero is not None:
        said.append("Logarithmic scale of days from election day.")
    if (~shown["exact"]).any():
        said.append("Hollow: day not known, or an open interval.")
    if (shown["last"] > shown["first"]).where(shown["exact"], False).any():
        said.append("Bar: first to last day.")
    return " ".join(said)


def _left_out(table: pd.DataFrame, shown: pd.DataFrame) -> list[str]:
    """How many events are not drawn, and why."""
    said = []
    events = table["type"] != ELECTION
    dated = int((events & table["at"].notna()).sum())
    drawn = int((shown["type"] != ELECTION).sum())
    if drawn < dated:
        by = "nearest to an election day" if not events.all() else "first"
        said.append(
            f"Shown are the {drawn} {by} of {dated} dated events; {dated - drawn} not drawn."
        )
    gone = int(table["at"].isna().sum())
    if gone:
        said.append(f"Not drawn, no day or month known: {gone} event{'' if gone == 1 else 's'}.")
    return said


def _in_words(table: pd.DataFrame, shown: pd.DataFrame, zero: pd.Timestamp | None) -> str:
    """The picture as a text."""
    dated = table[table["at"].notna()]
    text = f"Events down a line of time. {_finding(dated)}. {'; '.join(shown['shown'])}."
    return f"{text} {_note(table, shown, zero)}".rstrip().replace("\xa0", " ")
