"""Indices of elections as bars, one a bar, their values beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from elecdata.errors import PlotError, UnknownNameError
from elecdata.plot.alternative import describe
from elecdata.plot.drawing import fit_title, new_axes, outline
from elecdata.plot.elections import election_names, in_time
from elecdata.plot.fitting import figure_of
from elecdata.plot.frame import as_frame, listed, numbers, texts
from elecdata.plot.rows import Entry, Label, Rows
from elecdata.plot.tones import tones
from elecdata.plot.words import INDICES, sentences, started

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from elecdata.dataset import Data as Home
    from elecdata.plot.frame import Data

_BLUE = "#4477aa"
_OTHERS = {
    "exclude": "what they do not list is left out",
    "party": "what they do not list counts as one party",
    "bounds": "lines show the bounds that what they do not list allows",
}


def disproportionality(
    results: Data = None,
    *,
    data: Home = None,
    ax: Axes | None = None,
    index: str | Sequence[str] = "gallagher",
    votes: str = "votes",
    seats: str = "seats",
    others: str = "exclude",
    total_votes: str | float | None = None,
    total_seats: str | float | None = None,
    indirect: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw indices of elections as bars, one bar an election, its value beside it.

    What is drawn is the table of `disproportionality_table`; what an index means is told in
    `elecdata.metrics`.

    Parameters
    ----------
    results : frame, str, sequence of str or None
        Results in any frame that narwhals supports, the id of an election or several ids; by
        default all elections.
    data : path, None or list of these, optional
        Where ids are looked up, as in `elecdata.load`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure, as high as the rows need.
    index : str or sequence of str
        Any that `elecdata.metrics.summarize` gives; several are drawn one below the other.
        Where they have different units each has a scale of its own, and only the values are told.
    votes, seats : str
        Columns with the figures, counts or shares.
    others : {"exclude", "party", "bounds"}
        What becomes of what is not listed, as in `elecdata.metrics.summarize`.
    total_votes, total_seats : str or number, optional
        Totals that figures are shares of; by default the sums of what is known.
    indirect : bool
        Count seats that no voter filled (``contestant_type`` is ``indirect``) too.
    title : str, optional
        Title; by default what the picture shows. An empty string leaves it out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, with one container of bars an index.

    Raises
    ------
    PlotError
        If a column is missing, or if no index is defined for any election.
    UnknownNameError
        If there is no such index or treatment of others.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame({
    ...     "election_id": ["a", "a", "b", "b"], "year": [2012, 2012, 2021, 2021],
    ...     "votes": [60, 40, 70, 30], "seats": [7, 3, 7, 3],
    ... })
    >>> disproportionality(frame, ax=Figure().subplots()).get_title()
    'Gallagher index: highest in 2012 (10.00), lowest in 2021 (0.00)'
    """
    wanted = [index] if isinstance(index, str) else list(dict.fromkeys(index))
    figures = {"votes": votes, "seats": seats, "others": others, "indirect": indirect}
    totals = {"total_votes": total_votes, "total_seats": total_seats}
    table = disproportionality_table(results, data=data, index=wanted, **figures, **totals)  # type: ignore[arg-type]
    own, ax = ax is None, new_axes(ax)
    note = _note(table, others, {k: v for k, v in totals.items() if v is not None})
    fit_title(ax, _finding(table) if title is None else title)
    _draw(ax, table, note, own=own)
    return describe(ax, sentences(_in_words(table), f"{_finding(table)}.", note))


def disproportionality_table(
    results: Data = None,
    *,
    data: Home = None,
    index: str | Sequence[str] = "gallagher",
    votes: str = "votes",
    seats: str = "seats",
    others: str = "exclude",
    total_votes: str | float | None = None,
    total_seats: str | float | None = None,
    indirect: bool = False,
) -> pd.DataFrame:
    """Table that `disproportionality` draws: one row an index and election.

    Parameters
    ----------
    results, data, index, votes, seats, others, total_votes, total_seats, indirect
        As for `disproportionality`.

    Returns
    -------
    pandas.DataFrame
        ``index``, ``label``, ``unit``, ``election`` (short name, in order of time), ``value``,
        ``low`` and ``high`` (the value itself but for bounds), ``reason`` why there is no value,
        and ``note`` on what was left out of the election.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"votes": [60, 40], "seats": [7, 3]})
    >>> disproportionality_table(frame)[["index", "unit", "value"]].round(2)
           index    unit  value
    0  gallagher  points   10.0
    """
    from elecdata.metrics import summarize

    wanted = [index] if isinstance(index, str) else list(dict.fromkeys(index))
    for name in wanted:
        if name not in INDICES:
            raise UnknownNameError("index", name, INDICES)
    if not wanted:
        raise PlotError(f"disproportionality: index is empty; give {listed(INDICES, most=20)}")
    frame = in_time(
        as_frame(results, _needed(wanted, votes, seats), plot="disproportionality", home=data)
    )
    rows = _figures(frame, votes, seats)
    totals = {"total_votes": total_votes, "total_seats": total_seats}
    for name, total in totals.items():
        if isinstance(total, str):
            as_frame(frame, [total], plot="disproportionality")
            rows[name] = numbers(frame, total, plot="disproportionality")
            totals[name] = name
    counted = rows if indirect else rows[rows["kind"] != "indirect"]
    given: Any = {k: v for k, v in totals.items() if v is not None}
    of = ("votes" if votes in frame else None, "seats" if seats in frame else None)
    found = summarize(counted, "election", *of, others=others, indices=wanted, **given)
    return _long(found.set_index("election"), wanted, rows, counted)


def _needed(wanted: Sequence[str], votes: str, seats: str) -> list[str]:
    """Columns without which the indices cannot be computed."""
    from elecdata.metrics.formulas import OF_SEATS, OF_VOTES

    by_votes = any(name not in OF_SEATS for name in wanted)
    by_seats = any(name not in OF_VOTES for name in wanted)
    return [*([votes] if by_votes else []), *([seats] if by_seats else [])]


def _figures(frame: pd.DataFrame, votes: str, seats: str) -> pd.DataFrame:
    """Votes and seats of every contestant under names of our own."""
    rows = pd.DataFrame(
        {
            "election": election_names(frame),
            "name": texts(frame, "short_name", "name", "contestant_id"),
            "kind": texts(frame, "contestant_type"),
            "votes": np.nan,
            "seats": np.nan,
            "both_tiers": False,
        }
    )
    for column, name in (("votes", votes), ("seats", seats)):
        if name in frame.columns:
            rows[column] = numbers(frame, name, plot="disproportionality")
    tiers = ["seats_list", "seats_constituency"]
    if set(tiers) <= set(frame.columns):
        filled = frame[tiers].fillna(0).astype(float).gt(0).groupby(rows["election"])
        rows["both_tiers"] = filled.transform("any").all(axis=1)
    return rows.reset_index(drop=True)


def _long(
    found: pd.DataFrame, wanted: Sequence[str], rows: pd.DataFrame, counted: pd.DataFrame
) -> pd.DataFrame:
    """One row an index and election, with what has to be said about it."""
    elections = list(dict.fromkeys(rows["election"]))
    found = found.reindex(elections).astype(float)
    parts = []
    for name in wanted:
        value = found[name]
        words, unit = INDICES[name]
        label = started(words)
        part = pd.DataFrame({"election": elections, "value": value.to_numpy()})
        part.insert(0, "index", name)
        part.insert(1, "label", label)
        part.insert(2, "unit", unit)
        part["low"] = found.get(f"{name}_low", value).to_numpy()
        part["high"] = found.get(f"{name}_high", value).to_numpy()
        of = {e: counted[counted["election"] == e] for e in elections}
        part["reason"] = [_reason(of[e], v) for e, v in zip(elections, value, strict=True)]
        part["note"] = [_remark(rows[rows["election"] == e], of[e]) for e in elections]
        parts.append(part)
    table = pd.concat(parts, ignore_index=True)
    if not np.isfinite(table["value"]).any():
        pairs = zip(table["election"], table["reason"], strict=True)
        why = listed(f"{e}: {reason}" if e else reason for e, reason in pairs)
        raise PlotError(
            f"disproportionality: {listed(wanted)} has no value in any election ({why}); choose "
            "elections with known votes and seats, or another index"
        )
    return table


def _reason(counted: pd.DataFrame, value: float) -> str:
    """Why an election has no value to draw; empty where it has one."""
    if np.isfinite(value):
        return ""
    lacking = [column for column in ("votes", "seats") if counted[column].isna().all()]
    if np.isinf(value):
        return "infinite: seats without votes"
    if lacking == ["seats"] and counted["kind"].eq("candidate").all():
        return "no seats to fill"
    return f"{' and '.join(lacking)} not known" if lacking else "not defined"


def _remark(rows: pd.DataFrame, counted: pd.DataFrame) -> str:
    """What was left out of one election."""
    if counted["votes"].isna().all() or counted["seats"].isna().all():
        return ""
    told = []
    aside = rows[~rows.index.isin(counted.index) & rows["seats"].gt(0)]
    if len(aside):
        told.append(f"without {figure_of(aside['seats'].sum())} indirect seats")
    alone = counted[counted["votes"].isna() & counted["seats"].gt(0)]
    if len(alone):
        seats = figure_of(alone["seats"].sum())
        told.append(
            f"{seats} seats of {listed(alone['name'])}, votes unknown, count in totals alone"
        )
    if rows["both_tiers"].any():
        told.append("votes for lists, seats of both tiers")
    return "; ".join(told)


def _note(table: pd.DataFrame, others: str, totals: dict[str, object]) -> str:
    """Footnote: the base, the treatment of others, and what was left out."""
    of = listed(f"{name.removeprefix('total_')} of {total}" for name, total in totals.items())
    base = f"totals given ({of})" if of else "known votes and seats"
    told: dict[str, list[str]] = {}
    for election, note in table.drop_duplicates("election")[["election", "note"]].to_numpy():
        told.setdefault(note, []).append(election)
    said = [f"{', '.join(e for e in when if e)}: {note}." for note, when in told.items() if note]
    own = "Each index has a scale of its own." if table["unit"].nunique() > 1 else ""
    remarks = [each.removeprefix(": ") for each in said]
    return sentences(own, f"Shares of {base}; {_OTHERS[others]}.", *remarks)


def _finding(table: pd.DataFrame) -> str:
    """What the picture shows, in a sentence: the ends of the first index."""
    first = table[(table["index"] == table["index"].iloc[0]) & np.isfinite(table["value"])]
    if first.empty:
        first = table[np.isfinite(table["value"])]
        first = first[first["index"] == first["index"].iloc[0]]
    most, least = first.loc[first["value"].idxmax()], first.loc[first["value"].idxmin()]
    label = most["label"]
    when = [f" in {row['election']}" if row["election"] else "" for row in (most, least)]
    if len(first) == 1:
        return f"{label}{when[0]}: {most['value']:.2f}"
    if most["value"] == least["value"]:
        return f"{label}: {most['value']:.2f} in each of {len(first)} elections"
    high, low = f"{most['value']:.2f}", f"{least['value']:.2f}"
    return f"{label}: highest{when[0]} ({high}), lowest{when[1]} ({low})"


def _in_words(table: pd.DataFrame) -> str:
    """The picture as a text."""
    said = []
    for label, rows in table.groupby("label", sort=False):
        figures = ", ".join(
            f"{row['election']} {_value(row) or 'none'}".strip() for row in rows.to_dict("records")
        )
        said.append(f"{label} ({rows['unit'].iloc[0]}): {figures}")
    return f"Bars by election. {'; '.join(said)}."


def _value(row: dict[Any, Any]) -> str:
    """A value as a label, with its bounds where they differ from it."""
    if not np.isfinite(row["value"]):
        return ""
    ends = f" ({row['low']:.2f} to {row['high']:.2f})" if row["low"] < row["high"] else ""
    return f"{row['value']:.2f}{ends}".replace("-", "\N{MINUS SIGN}")


def _draw(ax: Axes, table: pd.DataFrame, note: str, *, own: bool) -> None:
    """Draw one group of bars an index."""
    several = table["index"].nunique() > 1
    mixed = table["unit"].nunique() > 1
    drawn = table.copy()
    finite = drawn[["value", "low", "high"]].where(np.isfinite(drawn[["value", "low", "high"]]))
    # On a scale of its own the largest value of an index fills the width.
    tops = finite.abs().max(axis=1).groupby(drawn["index"]).transform("max").replace(0, 1)
    drawn[["value", "low", "high"]] = finite.div(tops, axis=0) if mixed else finite
    step = (drawn["index"] != drawn["index"].shift()).cumsum() - 1
    drawn["y"] = np.arange(len(drawn)) + (0.6 * step if several else 0)
    labels = [
        _label(row, said)
        for row, said in zip(drawn.to_dict("records"), table.to_dict("records"), strict=True)
    ]
    groups = drawn.groupby("index", sort=False)["y"]
    elections = [Entry(y, e) for y, e in zip(drawn["y"], drawn["election"], strict=True)]
    names = [Entry(y.mean(), drawn.loc[y.index[0], "label"], len(y) + 0.6) for _, y in groups]
    _bars(ax, drawn)
    unit = "" if mixed else f" ({table['unit'].iloc[0]})"
    ax.set_xlabel("" if mixed else f"{'Index' if several else table['label'].iloc[0]}{unit}")
    Rows(
        ax,
        span=(
            min(0.0, float(drawn[["value", "low"]].min().min())),
            max(0.0, float(drawn[["value", "high"]].max().max())),
        ),
        count=float(drawn["y"].iloc[-1]) + 1,
        names=names if several else elections,
        tags=elections if several and table["election"].nunique() > 1 else (),
        labels=labels,
        note=note,
        ticks=not mixed,
    ).settle(own=own)


def _label(row: dict[Any, Any], said: dict[Any, Any]) -> Label:
    """Value beside a bar, beyond its bounds; or why there is none."""
    text = _value(said)
    if not text:
        return Label(0.0, row["y"], said["reason"], soft=True)
    return Label(row["low"] if row["value"] < 0 else row["high"], row["y"], text)


def _bars(ax: Axes, drawn: pd.DataFrame) -> None:
    """Bars from 0, and a line from bound to bound."""
    tone = tones(ax)
    for label, rows in drawn[drawn["value"].notna()].groupby("label", sort=False):
        ax.barh(
            rows["y"],
            rows["value"],
            height=0.72,
            color=_BLUE,
            edgecolor=outline(_BLUE, tone.paper),
            linewidth=0,
            label=str(label),
            zorder=2,
        )
    wide = drawn[drawn["low"] < drawn["high"]]
    if len(wide):
        ax.hlines(wide["y"], wide["low"], wide["high"], color=tone.ink, linewidth=1.4, zorder=3)
    ax.plot([0, 0], [-0.5, drawn["y"].iloc[-1] + 0.5], color=tone.soft, linewidth=0.8, zorder=2.5)
