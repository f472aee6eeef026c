"""Panels of the page about an election: what each draws, or says where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot._compare import compare, compare_table
from elecdata.plot._exit_polls import exit_polls, exit_polls_table
from elecdata.plot._hemicycle import hemicycle, hemicycle_table
from elecdata.plot._observers import observers, observers_table
from elecdata.plot._turnout import turnout, turnout_table
from elecdata.plot.disputes import conflict_table, draw_conflicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from elecdata.dataset import Data as Home

_BARS = "row name color election own_name value change status base"
_COLUMNS = {  # Of each panel's table, for elections that leave it empty.
    "Chamber": "election group label color kind row x y",
    "Shares of the vote": _BARS,
    "Votes": _BARS,
    "Turnout": "region name observed_at stage base value figure",
    "Exit polls": (
        "contestant_id poll scope value n_respondents n_stations error_margin_pct figure asked "
        "name color official base difference"
    ),
    "Observers": "election label verdict step size part row",
    "Figures in dispute": "what low high adopted share rule",
}


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
    table, draw : callable
        Compute what it draws; draw it on axes.
    """

    heading: str
    record: str
    column: str
    none: str
    table: Callable[[], pd.DataFrame]
    draw: Callable[[Axes], object]


def panels_of(contest: pd.Series, data: Home, conflicts: int = 6) -> list[Panel]:
    """Panels of an election, from left to right and from the top down.

    Parameters
    ----------
    contest : pandas.Series
        Row of the table ``elections``.
    data : path, None or list of these, optional
        Where the election is looked up.
    conflicts : int
        How many figures in dispute are listed.
    """
    election = str(contest["election_id"])
    given: Any = {"data": data}
    chamber = Panel(
        "Chamber",
        "results",
        "seats",
        "No number of seats is in the record.",
        lambda: hemicycle_table(election, **given),
        lambda ax: hemicycle(election, ax=ax, **given),
    )
    shares, votes = (
        _measured(election, data, *each)
        for each in (
            ("Shares of the vote", "vote_share_pct", "No share of the vote is in the record."),
            ("Votes", "votes", "No number of votes is in the record."),
        )
    )
    first = (chamber, shares) if contest["office"] == "legislature" else (shares, votes)
    return [
        *first,
        Panel(
            "Turnout",
            "turnout",
            "turnout_pct",
            "No turnout is in the record.",
            lambda: turnout_table(election, **given),
            lambda ax: turnout(election, ax=ax, **given),
        ),
        Panel(
            "Exit polls",
            "exit_polls",
            "vote_share_pct",
            "No exit poll is in the record.",
            lambda: exit_polls_table(election, **given),
            lambda ax: exit_polls(election, ax=ax, **given),
        ),
        Panel(
            "Observers",
            "observers",
            "verdict",
            "No verdict of observers is in the record.",
            lambda: observers_table(election, **given),
            lambda ax: observers(election, ax=ax, **given),
        ),
        Panel(
            "Figures in dispute",
            "conflicts",
            "spread",
            "No two sources contradict each other on a number.",
            lambda: conflict_table(election, **given),
            lambda ax: draw_conflicts(ax, conflict_table(election, **given), conflicts),
        ),
    ]


def _measured(election: str, data: Home, heading: str, measure: str, none: str) -> Panel:
    """Bars of what the contestants have of a measure."""
    given: Any = {"measure": measure, "data": data}
    return Panel(
        heading,
        "results",
        measure,
        none,
        lambda: compare_table(election, **given),
        lambda ax: compare(election, ax=ax, kind="bars", **given),
    )


def is_known(panel: Panel, election: str, data: Home) -> bool:
    """Whether the record has what the panel draws."""
    from elecdata.loading import load

    return bool(load(panel.record, election=election, data=data)[panel.column].notna().any())


def table_of(panel: Panel, election: str, data: Home) -> pd.DataFrame:
    """What the panel draws; columns alone where it says that there is nothing."""
    if is_known(panel, election, data):
        try:
            return panel.table()
        except PlotError:  # The panel says the same in the place of a picture.
            pass
    return pd.DataFrame(columns=_COLUMNS[panel.heading].split())
