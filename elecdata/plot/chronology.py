"""Events in the order of time, with the days of the election among them: computed, not drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.contests import contest_names, records, with_contest
from elecdata.plot.dates import ends_of, when_text
from elecdata.plot.frame import as_frame, listed, texts

if TYPE_CHECKING:
    from elecdata.dataset import Data as Home
    from elecdata.plot.frame import Data

ELECTION = "election"  # Type of the rows that are election days.


def timeline_table(
    events: Data,
    *,
    data: Home = None,
    types: Sequence[str] | str | None = None,
    when: str = "event_when",
    label: str = "summary",
    kind: str = "event_type",
    election: str = "election_id",
) -> pd.DataFrame:
    """Compute what `timeline` draws.

    Parameters
    ----------
    events, data, types, when, label, kind, election
        As in `timeline`.

    Returns
    -------
    pandas.DataFrame
        One row an event or election day, in the order of time, those without a day or month
        last: ``election``, ``type`` (``election`` for election days), ``label``, ``first`` and
        ``last`` (days; one of them missing where an interval is open), ``at`` (where it stands in
        time, missing where it cannot), ``exact`` (a day, or days from first to last), ``away``
        (days to the nearest election day) and ``shown``, the text of its row.

    Raises
    ------
    PlotError
        As `timeline` does.

    Examples
    --------
    >>> table = timeline_table("kz-2012-majilis", types="dissolution")
    >>> table.loc[table["type"] == "election", "at"].dt.date.tolist()
    [datetime.date(2012, 1, 15)]
    """
    frame = as_frame(events, [when, label, kind], plot="timeline", table="events", home=data)
    frame = frame.reset_index(drop=True)
    table = pd.DataFrame(
        {
            "election": contest_names(frame, election, data),
            "type": texts(frame, kind),
            "label": texts(frame, label),
            "when": texts(frame, when).replace("unnamed", "").str.removesuffix(" 00:00:00"),
        }
    )
    table = pd.concat([_of_types(table, types), _election_days(frame, election, data)])
    ends = [ends_of(each) for each in table["when"]]
    table["first"], table["last"] = ([_stamp(e[i]) for e in ends] for i in (0, 1))
    table["exact"] = [e[2] for e in ends]
    table["at"] = [_middle(first, last, exact) for first, last, exact in ends]
    times = table.loc[table["type"] != ELECTION, "at"]
    if times.isna().all():
        raise PlotError(
            f"timeline: column {when!r} names no day or month in any of {len(times)} rows; days "
            "are like '2012-01-15', months like '2011-11'"
        )
    days = table.loc[table["type"] == ELECTION, "at"].tolist()
    gaps = [[abs((at - day).days) for day in days] for at in table["at"]]
    table["away"] = pd.Series([min(each, default=0) for each in gaps], index=table.index)
    table["shown"] = [_shown(row) for row in records(table)]
    order = ["at", "type", "label"]
    return table.sort_values(order, na_position="last", kind="stable").reset_index(drop=True)


def _of_types(table: pd.DataFrame, types: Sequence[str] | str | None) -> pd.DataFrame:
    """Events of the types asked for."""
    if types is None:
        return table
    wanted = [types] if isinstance(types, str) else list(types)
    there = sorted(set(table["type"]))
    unknown = [each for each in wanted if each not in there]
    if unknown or not wanted:
        raise PlotError(
            f"timeline: types names {listed(map(repr, unknown)) or 'nothing'}; types of these "
            f"events: {', '.join(there)}"
        )
    return table[table["type"].isin(wanted)]


def _election_days(frame: pd.DataFrame, election: str, data: Home) -> pd.DataFrame:
    """Rows for the days of the elections."""
    columns = ["election", "type", "label", "when"]
    if election not in frame.columns:
        return pd.DataFrame(columns=columns, dtype=object)
    known = with_contest(frame.drop_duplicates(election), election, data)
    several = len(known) > 1
    names = contest_names(known, election, data)
    rows = []
    for name, first, last in zip(
        names, known["election_date"], known["final_round_date"], strict=True
    ):
        end = f", {name}" if several else ""
        if not pd.isna(first):
            rows.append((name, ELECTION, f"election day{end}", first.date().isoformat()))
        if not (pd.isna(last) or last == first):
            rows.append((name, ELECTION, f"last round{end}", last.date().isoformat()))
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _middle(first: date | None, last: date | None, exact: bool) -> Any:
    """Where an event stands: on its first day; a month in its middle; else at the end known."""
    if first and last and not exact:
        return _stamp(first + (last - first) / 2)
    return _stamp(first or last)


def _stamp(day: Any) -> Any:
    """Day as pandas has it, ``NaT`` where there is none."""
    return pd.NaT if day is None else pd.Timestamp(day)


def _shown(row: object) -> str:
    """Text of a row: time, type, what happened."""
    when, kind, label = (str(getattr(row, name)) for name in ("when", "type", "label"))
    time = when_text(when).replace(" ", "\xa0")
    return f"{time}, {label}" if kind == ELECTION else f"{time}, {kind}: {label}"
