"""An election on one page: who won, on what votes, who watched it, and how sure the figures are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot import page
from elecdata.plot._compare import compare
from elecdata.plot._exit_polls import exit_polls
from elecdata.plot._hemicycle import hemicycle
from elecdata.plot._observers import observers
from elecdata.plot._turnout import turnout
from elecdata.plot.alternative import alt_text, describe
from elecdata.plot.dates import day_text
from elecdata.plot.disputes import conflict_table, draw_conflicts
from elecdata.plot.words import BASES, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

    from elecdata.dataset import Data as Home

    Draw = Callable[[Axes], object]


class _Panel(NamedTuple):
    """A picture of the page, and what to say where the record has nothing to draw."""

    heading: str
    table: str
    column: str
    none: str
    draw: Draw


def report(
    election: str,
    *,
    data: Home = None,
    figure: Figure | SubFigure | None = None,
    paper: str = "a4",
    conflicts: int = 6,
    title: str | None = None,
) -> Figure | SubFigure:
    """Sum an election up on one page.

    The page has the chamber, the shares of the vote, turnout, exit polls, the verdicts of
    observers, the main figures on which sources contradict each other with what was adopted, the
    sources by kind, and the version and digest of the data. Each panel is the picture of that name
    with its own finding as its title; a panel without data says so.

    Parameters
    ----------
    election : str
        Id of the election.
    data : path, None or list of these, optional
        Where it is looked up, as in `elecdata.load`.
    figure : matplotlib.figure.Figure or SubFigure, optional
        Empty figure to draw on, of its own size; by default a new one, a page in portrait.
    paper : {"a4", "letter"}
        Size of a new page.
    conflicts : int
        How many figures in dispute are listed, those with the widest spread first.
    title : str, optional
        Headline; by default what the page shows. An empty string leaves it out.

    Returns
    -------
    matplotlib.figure.Figure or SubFigure
        The page, one part a panel; `elecdata.plot.save` writes it at its own size.

    Raises
    ------
    InvalidArgumentError
        If there is no such paper.
    PlotError
        If the election is not one id, or if the figure holds something already.
    UnknownNameError
        If there is no such election.

    Examples
    --------
    >>> sheet = report("kz-2012-majilis")
    >>> len(sheet.subfigs), alt_text(sheet).split(". ")[0]
    (6, 'Majilis of Kazakhstan, 15 Jan 2012')
    """
    if not isinstance(election, str):
        raise _refusal(election, data)
    contest = _contest(election, data)
    sheet = page.new_page(figure, paper)
    with page.small_letters():
        parts = page.divide(sheet)
        wanted = _pictures(contest, election, data, conflicts)
        panels = [
            _draw(part, each, election, data) for part, each in zip(parts, wanted, strict=True)
        ]
        name, headline = _name(contest), _headline(panels) if title is None else title
        page.write_head(sheet, name, headline, _facts(contest))
        foot = _foot(election, data)
        page.write_foot(sheet, foot)
    said = [alt_text(each) for each in panels]
    return describe(sheet, sentences(f"{name}. {headline}.", _facts(contest), *said, *foot))


def _refusal(given: object, data: Home) -> PlotError:
    """What is wrong with something that is no id."""
    if data is not None and not isinstance(given, list | tuple):
        return PlotError("report: data= says where ids are looked up; a frame has none")
    return PlotError(
        f"report: got {type(given).__name__}; give the id of one election, such as "
        "'kz-2012-majilis'"
    )


def _contest(election: str, data: Home) -> pd.Series:
    """The election as the published table has it."""
    from elecdata.loading import load

    row: pd.Series = load("elections", election=election, data=data).iloc[0]
    return row


def _pictures(contest: pd.Series, election: str, data: Home, most: int) -> list[_Panel]:
    """The panels, from left to right and from the top down."""
    given: Any = {"data": data}
    bars: Any = {"kind": "bars", **given}
    chamber = _Panel(
        "Chamber",
        "results",
        "seats",
        "No number of seats is in the record.",
        lambda ax: hemicycle(election, ax=ax, **given),
    )
    shares = _Panel(
        "Shares of the vote",
        "results",
        "vote_share_pct",
        "No share of the vote is in the record.",
        lambda ax: compare(election, ax=ax, measure="vote_share_pct", **bars),
    )
    votes = _Panel(
        "Votes",
        "results",
        "votes",
        "No number of votes is in the record.",
        lambda ax: compare(election, ax=ax, measure="votes", **bars),
    )
    first = (chamber, shares) if contest["office"] == "legislature" else (shares, votes)
    return [
        *first,
        _Panel(
            "Turnout",
            "turnout",
            "turnout_pct",
            "No turnout is in the record.",
            lambda ax: turnout(election, ax=ax, **given),
        ),
        _Panel(
            "Exit polls",
            "exit_polls",
            "vote_share_pct",
            "No exit poll is in the record.",
            lambda ax: exit_polls(election, ax=ax, **given),
        ),
        _Panel(
            "Observers",
            "observers",
            "verdict",
            "No verdict of observers is in the record.",
            lambda ax: observers(election, ax=ax, **given),
        ),
        _Panel(
            "Figures in dispute",
            "conflicts",
            "spread",
            "No two sources contradict each other on a number.",
            lambda ax: draw_conflicts(ax, conflict_table(election, **given), most),
        ),
    ]


def _draw(part: SubFigure, panel: _Panel, election: str, data: Home) -> Axes:
    """Draw one panel, or say why there is none."""
    from elecdata.loading import load

    ax = page.panel_axes(part)
    if load(panel.table, election=election, data=data)[panel.column].isna().all():
        return page.explain(ax, panel.heading, panel.none)
    try:
        panel.draw(ax)
    except PlotError as error:
        part.delaxes(ax)
        _, _, why = str(error).partition(": ")
        return page.explain(page.panel_axes(part), panel.heading, f"{why[:1].upper()}{why[1:]}.")
    return ax


def _name(contest: pd.Series) -> str:
    """What was elected, where and when."""
    what = contest["chamber"] if contest["office"] == "legislature" else "Presidency"
    of = contest["country_name"]
    when = [
        day_text(day.date())
        for day in (contest["election_date"], contest["final_round_date"])
        if not pd.isna(day)
    ]
    return f"{what} of {of}, {' to '.join(when)}"


def _headline(panels: list[Axes]) -> str:
    """What the first panel and the observers' verdicts come to."""
    said = [panels[at].get_title().replace("\n", " ") for at in (0, 4)]
    won, judged = (re.sub(r" \(.*?\)", "", each) for each in said)
    return f"{won}; {judged}" if " of " in judged else won


def _facts(contest: pd.Series) -> str:
    """System, seats, voters and turnout, as far as they are known."""
    said = [f"{str(contest['system']).replace('_', '-').capitalize()} system"]
    if not pd.isna(contest["seats"]):
        said.append(f"{contest['seats']} seats")
    if not pd.isna(contest["threshold_pct"]):
        said.append(f"threshold {contest['threshold_pct']:g}%")
    if not pd.isna(contest["registered_voters"]):
        said.append(f"{contest['registered_voters']:,} registered voters")
    if not pd.isna(contest["turnout_pct"]):
        base = BASES.get(str(contest["turnout_base"]), "")
        of = f" of {base}" if base else " (base not stated)"
        said.append(f"turnout {contest['turnout_pct']:g}%{of}")
    return f"{', '.join(said)}."


def _foot(election: str, data: Home) -> list[str]:
    """Sources by kind, and which data this is."""
    from elecdata.loading import load
    from elecdata.provenance import sources

    found = sources(election=election, data=data)
    kinds = [f"{kind} {count}" for kind, count in found["kind"].value_counts().items()]
    about = load("results", data=data).attrs["elecdata"]
    claims = int(found["n_claims"].sum())
    return [
        f"Sources: {len(found)} with {claims:,} claims (by kind: {', '.join(kinds)}).",
        f"Data: {about['data']} {about['version']}, {election}; table results {about['digest']}.",
    ]
