"""Verdicts of observers on elections, on the scale of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.alternative import describe
from elecdata.plot.contests import contest_names, records, with_contest
from elecdata.plot.drawing import fit_title, new_axes, pixels, plain, room
from elecdata.plot.folding import Words
from elecdata.plot.frame import as_frame, listed, numbers, texts
from elecdata.plot.legends import row_legend
from elecdata.plot.listing import Listing, capacity, tag
from elecdata.plot.tones import luminance, tones
from elecdata.schema.vocabulary import VERDICT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.legend import Legend
    from matplotlib.text import Annotation, Text

    from elecdata.dataset import Data as Home
    from elecdata.plot.frame import Data

COLUMNS = ["election", "label", "verdict", "step", "size", "part", "row"]
_SCALE = tuple(VERDICT.terms)
_NONE = "none given"
_MARKERS = {"failed": "X", "critical": "v", "mixed": "D", "approved": "o", _NONE: "_"}
_LIGHT = {"failed": "#a50026", "critical": "#d55e00", "mixed": "#6b6b6b", "approved": "#0072b2"}
_DARK = {"failed": "#ff6b6b", "critical": "#ffa94d", "mixed": "#c9c9c9", "approved": "#74c0fc"}
_STEP = len(_SCALE) + 2.0  # Steps of the scale from one election to the next.
_SIZE = 6.5  # Diameter of a mark, in points of print.
_COUNTS = ("n_deployed", "n_observers", "n_accredited")


def observers(
    verdicts: Data = None,
    *,
    data: Home = None,
    ax: Axes | None = None,
    label: str = "name",
    by: str = "mission_id",
    verdict: str = "verdict",
    election: str = "election_id",
    title: str | None = None,
) -> Axes:
    """Draw how observers judged elections, one row a mission, one column an election.

    Within its column a mark stands further right the better the verdict, and each verdict has a
    shape and a colour too. A mission that was there and gave no verdict has a dash in a place of
    its own, right of the scale; one that was not there has no mark. Numbers beside the marks are
    observers: at work on the day, else in all, else accredited.

    Parameters
    ----------
    verdicts : frame, str, sequence of str or None
        Table ``observers`` in any frame that narwhals supports, the id of an election or several
        ids; by default all elections.
    data : path, None or list of these, optional
        Where ids are looked up, as in `elecdata.load`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure, as high as the rows need.
    label : str
        Column with the name of a row; the latest name counts where a mission has several.
    by : str
        Column that makes a row: ``mission_id``, or ``organisation`` for who sent it. Missions of
        one name share a row too. A row that would hold two verdicts on one election goes on in a
        second line.
    verdict : str
        Column with the verdict: failed, critical, mixed, approved or missing.
    election : str
        Column that tells elections apart; without it the frame is one election.
    title : str, optional
        Title; by default what the picture shows. An empty string leaves it out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, with one collection of marks per verdict.

    Raises
    ------
    PlotError
        If a column is missing, if a verdict is not on the scale, or if nobody gave any.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame({
    ...     "mission_id": ["osce", "cis", "oic"], "name": ["OSCE", "CIS", "OIC"],
    ...     "verdict": ["failed", "approved", None],
    ... })
    >>> observers(frame, ax=Figure().subplots()).get_title()
    '1 of 2 verdicts faults the vote (failed 1), 1 approved'
    """
    table = observers_table(
        verdicts, data=data, label=label, by=by, verdict=verdict, election=election
    )
    own, ax = ax is None, new_axes(ax)
    fit_title(ax, _finding(table) if title is None else title)
    columns = list(table["election"].drop_duplicates())
    heads = _headings(ax, columns, own=own)
    high = len(heads[0].split("\n")) if heads else 0
    most = len(table) if own else max(capacity(ax, foot=80) - high, 1)
    shown = table[table["row"] < most]
    cut = int(table["row"].max()) + 1 - most
    _draw_grid(ax, len(columns), int(shown["row"].max()) + high + 1, top=high - 0.5)
    marks = _draw_marks(ax, shown, columns, high)
    # In a narrow picture of one election the names need the room more than the marks.
    share = 0.55 if len(columns) == 1 and room(ax)[0] < pixels(ax, 300) else 0.42
    tags, hidden = _write_sizes(ax, shown, columns, high, 1 - share)
    _write_headings(ax, heads)
    named = len(columns) == 1 and _name_steps(ax)
    key = None if named else _draw_legend(ax, shown)
    if not named:
        ax.xaxis.set_visible(False)
        ax.spines["bottom"].set_visible(False)
    names = [""] * high + [
        str(rows["label"].iloc[0]) if rows["part"].iloc[0] == 0 else ""
        for _, rows in shown.groupby("row")
    ]
    span = (-0.6, _STEP * len(columns) - 1.0)
    Listing(
        ax,
        names,
        span=span,
        share=share,
        tags=tags,
        marks=marks,
        key=key,
        note=_note(table, cut=max(cut, 0), hidden=hidden),
        ticks="fixed",
    ).settle(own=own)
    return describe(ax, _in_words(table, columns))


def observers_table(
    verdicts: Data = None,
    *,
    data: Home = None,
    label: str = "name",
    by: str = "mission_id",
    verdict: str = "verdict",
    election: str = "election_id",
) -> pd.DataFrame:
    """Compute what `observers` draws.

    Parameters
    ----------
    verdicts, data, label, by, verdict, election
        As in `observers`.

    Returns
    -------
    pandas.DataFrame
        One row a mission and election: ``election``, ``label``, ``verdict`` (``none given`` where
        there is none), ``step`` (place on the scale from 0, worst), ``size`` (observers, missing
        where not known), ``row`` (line of the picture, from the top) and ``part`` (which line of
        its mission). Missions that judged most elections come first, then the severest.

    Raises
    ------
    PlotError
        As `observers` does.

    Examples
    --------
    >>> table = observers_table("kz-2012-majilis")
    >>> table.loc[table["label"] == "SCO Observer Mission", "verdict"].tolist()
    ['approved']
    """
    frame = as_frame(verdicts, [by, verdict], plot="observers", table="observers", home=data)
    frame = _in_time(frame.reset_index(drop=True), election, data).reset_index(drop=True)
    given = texts(frame, verdict).replace("unnamed", _NONE)
    wrong = given[~given.isin([*_SCALE, _NONE])]
    if not wrong.empty:
        raise PlotError(
            f"observers: column {verdict!r} holds {wrong.iloc[0]!r}; verdicts are "
            f"{', '.join(_SCALE)}, or missing"
        )
    if (given == _NONE).all():
        raise PlotError(
            f"observers: column {verdict!r} is empty in all {len(frame)} rows; there is no verdict"
        )
    table = pd.DataFrame(
        {
            "election": contest_names(frame, election, data),
            "key": texts(frame, by),
            "label": texts(frame, label if by == "mission_id" else by, "name", by),
            "verdict": given,
            "step": given.map({term: at for at, term in enumerate((*_SCALE, _NONE))}),
            "size": _sizes(frame),
        }
    )
    # Ids are an election's own; missions of one name are one row, whatever their ids.
    table["label"] = table.groupby("key")["label"].transform("last")
    return _placed(table.assign(key=table["label"]))[COLUMNS]


def _in_time(frame: pd.DataFrame, election: str, data: Home) -> pd.DataFrame:
    """Rows in the order of election days, as they stand where days are not known."""
    if election not in frame.columns:
        return frame
    days = with_contest(frame, election, data)["election_date"]
    return frame.loc[days.sort_values(kind="stable", na_position="last").index]


def _sizes(frame: pd.DataFrame) -> pd.Series[float]:
    """Observers: at work on the day, else in all, else accredited."""
    size = pd.Series(float("nan"), index=frame.index)
    for column in [each for each in _COUNTS if each in frame.columns]:
        size = size.fillna(numbers(frame, column, plot="observers"))
    return size


def _placed(table: pd.DataFrame) -> pd.DataFrame:
    """Table with the line of the picture that each verdict stands on."""
    table["part"] = table.groupby(["key", "election"]).cumcount()
    judged = table[table["verdict"] != _NONE].groupby("key")
    order = pd.DataFrame({"label": table.groupby("key")["label"].first()})
    order["many"] = -judged["election"].nunique().reindex(order.index).fillna(0)
    order["mean"] = judged["step"].mean().reindex(order.index).fillna(len(_SCALE))
    order = order.sort_values(["many", "mean", "label"], kind="stable")
    place = {key: at for at, key in enumerate(order.index)}
    lines = table[["key", "part"]].drop_duplicates()
    lines = lines.assign(place=lines["key"].map(place)).sort_values(["place", "part"])
    row = {pair: at for at, pair in enumerate(zip(lines["key"], lines["part"], strict=True))}
    table["row"] = [row[pair] for pair in zip(table["key"], table["part"], strict=True)]
    return table.sort_values(["row", "election"], kind="stable").reset_index(drop=True)


def _headings(ax: Axes, columns: list[str], *, own: bool) -> list[str]:
    """Names of the elections, folded into as many lines each as the columns' width asks for."""
    if len(columns) < 2:
        return []
    size = 8.0 if own else 7.0
    wide = 0.52 * room(ax)[0] / pixels(ax, 1) / len(columns)
    folded = Words(columns).folded(size, wide)
    most = max(map(len, folded))
    return ["\n".join([""] * (most - len(lines)) + lines) for lines in folded]


def _write_headings(ax: Axes, heads: list[str]) -> None:
    """Write the names of the elections above their columns."""
    for at, head in enumerate(heads):
        lines = head.split("\n")
        made: Text = ax.text(
            _STEP * at + (len(_SCALE) - 1) / 2,
            len(lines) - 0.75,
            head,
            ha="center",
            va="bottom",
            color=tones(ax).ink,
            fontsize="small",
            fontweight="bold",
            linespacing=1.0,
        )
        plain(made)
        made.set_in_layout(False)


def _draw_grid(ax: Axes, columns: int, rows: int, *, top: float) -> None:
    """Draw the steps of each scale."""
    steps = [_STEP * at + step for at in range(columns) for step in range(len(_SCALE))]
    ax.vlines(steps, top, rows - 0.5, color=tones(ax).faint, linewidth=0.7, zorder=0.4)


def _paint(ax: Axes) -> dict[str, str]:
    """Colours of the verdicts on this paper."""
    tone = tones(ax)
    return {**(_LIGHT if luminance(tone.paper) > 0.3 else _DARK), _NONE: tone.soft}


def _draw_marks(
    ax: Axes, shown: pd.DataFrame, columns: list[str], high: int
) -> list[PathCollection]:
    """Draw one mark a verdict."""
    drawn, paint, made = _spots(shown, columns, high), _paint(ax), []
    for term, marks in drawn.groupby("verdict", sort=False):
        each = ax.scatter(
            marks["x"],
            marks["y"],
            s=_SIZE**2,
            marker=_MARKERS[str(term)],
            color=paint[str(term)],
            linewidths=1.4 if term == _NONE else 0,
            label=str(term),
            zorder=3,
        )
        made.append(each)
    return made


def _spots(shown: pd.DataFrame, columns: list[str], high: int) -> pd.DataFrame:
    """Verdicts with their places, below so many rows of headings."""
    across = shown["election"].map({name: at for at, name in enumerate(columns)})
    return shown.assign(
        x=_STEP * across + shown["step"], y=shown["row"] + high, sized=shown["size"]
    )


def _write_sizes(
    ax: Axes, shown: pd.DataFrame, columns: list[str], high: int, part: float
) -> tuple[list[Annotation], int]:
    """Write how many observers there were, where that has room; count those without room."""
    drawn = _spots(shown, columns, high)
    step = 0.93 * part * room(ax)[0] / pixels(ax, 1) / (_STEP * len(columns))
    tags, hidden = [], 0
    for each in records(drawn[drawn["sized"].notna()]):
        said, right = f"{each.sized:,.0f}", each.step < 2
        free = _STEP - 0.7 - each.step if right else each.step + 1.3
        if Words.one(said, 8.5) + 8 > free * step:
            hidden += 1
            continue
        tags.append(tag(ax, said, (each.x, each.y), away=6.0 if right else -6.0))
    return tags, hidden


def _name_steps(ax: Axes) -> bool:
    """Name the steps of the scale below the rows; False where their names have no room."""
    step = 0.57 * room(ax)[0] / pixels(ax, 1) / _STEP
    if max(Words.one(each, 8.4) for each in _SCALE) > step:
        return False
    ax.set_xticks(range(len(_SCALE) + 1), [*_SCALE, _NONE.replace(" ", "\n")], fontsize="small")
    return True


def _draw_legend(ax: Axes, shown: pd.DataFrame) -> Legend:
    """Name the marks from worst to best."""
    from matplotlib.lines import Line2D

    paint, there = _paint(ax), set(shown["verdict"])
    terms = [term for term in (*_SCALE, _NONE) if term in there]
    handles = [
        Line2D([], [], linestyle="none", marker=_MARKERS[t], color=paint[t], markersize=5.5)
        for t in terms
    ]
    return row_legend(
        ax,
        handles,
        terms,
        limit=pixels(ax, 26),
        loc="upper left",
        bbox_to_anchor=(0, 0),
        borderaxespad=0,
    )


def _note(table: pd.DataFrame, *, cut: int, hidden: int) -> str:
    """What the numbers mean and what is not there."""
    said = [f"No room for {cut} more row{'' if cut == 1 else 's'}."] if cut else []
    if table["size"].notna().sum() > hidden:
        said.append("Numbers: observers, where known.")
    if table["election"].nunique() > 1:
        said.append("No mark: not there, or not reported.")
    if hidden:
        said.append(f"No room for {hidden} of these numbers.")
    return " ".join(said)


def _counts(table: pd.DataFrame) -> dict[str, int]:
    """How often each verdict was given."""
    counts = table["verdict"].value_counts()
    return {term: int(counts.get(term, 0)) for term in (*_SCALE, _NONE)}


def _finding(table: pd.DataFrame) -> str:
    """What the picture shows, in a sentence."""
    counts = _counts(table)
    total = sum(counts[term] for term in _SCALE)
    bad = counts["failed"] + counts["critical"]
    parts = [f"{term}\xa0{counts[term]}" for term in ("failed", "critical") if counts[term]]
    inside = f" ({', '.join(parts)})" if parts else ""
    faults = "faults" if bad == 1 else "fault"
    rest = [f"{counts[term]} {term}" for term in ("mixed", "approved") if counts[term]]
    end = f", {', '.join(rest)}" if rest else ""
    return f"{bad} of {total} verdict{'' if total == 1 else 's'} {faults} the vote{inside}{end}"


def _in_words(table: pd.DataFrame, columns: list[str]) -> str:
    """The picture as a text."""
    said = []
    for name in columns:
        rows = table[table["election"] == name]
        parts = [
            f"{term}: {listed(rows.loc[rows['verdict'] == term, 'label'], most=20)}"
            for term in (*_SCALE, _NONE)
            if (rows["verdict"] == term).any()
        ]
        said.append(f"{f'{name}: ' if name else ''}{'; '.join(parts)}")
    found = _finding(table).replace("\xa0", " ")
    return f"Verdicts of observers, from failed to approved. {found}. {'. '.join(said)}."
