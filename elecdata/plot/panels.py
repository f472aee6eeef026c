"""Panels of the page about an election: what each draws, or says where there is nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot import _compare, _exit_polls, _hemicycle, _observers, _turnout, disputes

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from elecdata.dataset import Data as Home


class Panel(NamedTuple):
    """A picture of the page, and what to say where the record has nothing to draw.

    Attributes
    ----------
    heading : str
        What it is about.
    record, column : str
        Published table and its column without which there is nothing to draw.
    none : str
        Said where that column is empty.
    columns : list of str
        Columns of the table that it draws.
    table, draw : callable
        Compute that table of an election; draw it, on ``ax``. Both take ``data``.
    """

    heading: str
    record: str
    column: str
    none: str
    columns: list[str]
    table: Callable[..., pd.DataFrame]
    draw: Callable[..., Axes]


def _measured(heading: str, measure: str, none: str) -> Panel:
    """Bars of what the contestants have of a measure."""
    table = partial(_compare.compare_table, measure=measure)
    draw = partial(_compare.compare, measure=measure, kind="bars")
    return Panel(heading, "results", measure, none, _compare.COLUMNS, table, draw)


_CHAMBER = Panel(
    *("Chamber", "results", "seats", "No number of seats is in the record."),
    _hemicycle.COLUMNS,
    _hemicycle.hemicycle_table,
    _hemicycle.hemicycle,
)
_SHARES = _measured(
    "Shares of the vote", "vote_share_pct", "No share of the vote is in the record."
)
_VOTES = _measured("Votes", "votes", "No number of votes is in the record.")
_TURNOUT = Panel(
    *("Turnout", "turnout", "turnout_pct", "No turnout is in the record."),
    _turnout.COLUMNS,
    _turnout.turnout_table,
    _turnout.turnout,
)
_POLLS = Panel(
    *("Exit polls", "exit_polls", "vote_share_pct", "No exit poll is in the record."),
    _exit_polls.COLUMNS,
    _exit_polls.exit_polls_table,
    _exit_polls.exit_polls,
)
_OBSERVERS = Panel(
    *("Observers", "observers", "verdict", "No verdict of observers is in the record."),
    _observers.COLUMNS,
    _observers.observers_table,
    _observers.observers,
)
_DISPUTES = Panel(
    *("Figures in dispute", "conflicts", "spread"),
    "No two sources contradict each other on a number.",
    disputes.COLUMNS,
    disputes.conflict_table,
    disputes.draw_conflicts,
)


def panels_of(contest: pd.Series, conflicts: int = 6) -> list[Panel]:
    """Panels of an election, from left to right and from the top down.

    Parameters
    ----------
    contest : pandas.Series
        Row of the table ``elections``.
    conflicts : int
        How many figures in dispute are listed.
    """
    first = (_CHAMBER, _SHARES) if contest["office"] == "legislature" else (_SHARES, _VOTES)
    last = _DISPUTES._replace(draw=partial(disputes.draw_conflicts, most=conflicts))
    return [*first, _TURNOUT, _POLLS, _OBSERVERS, last]


def is_known(panel: Panel, election: str, data: Home) -> bool:
    """Whether the record has what the panel draws."""
    from elecdata.loading import load

    return bool(load(panel.record, election=election, data=data)[panel.column].notna().any())


def table_of(panel: Panel, election: str, data: Home) -> pd.DataFrame:
    """What the panel draws; columns alone where it says that there is nothing."""
    if is_known(panel, election, data):
        try:
            return panel.table(election, data=data)
        except PlotError:  # The panel says the same in the place of a picture.
            pass
    return pd.DataFrame(columns=panel.columns)
