"""An election on one page: who won, on what votes, who watched it, and how sure the figures are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot import page
from elecdata.plot.alternative import alt_text, describe
from elecdata.plot.dates import day_text
from elecdata.plot.panels import Panel, is_known, panels_of, table_of
from elecdata.plot.words import BASES, sentences

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

    from elecdata.dataset import Data as Home


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
        raise _refusal(election, data, "report")
    contest = _contest(election, data)
    sheet = page.new_page(figure, paper)
    with page.small_letters():
        parts = page.divide(sheet)
        wanted = panels_of(contest, conflicts)
        panels = [
            _draw(part, each, election, data) for part, each in zip(parts, wanted, strict=True)
        ]
        small = min(float(ax.title.get_fontsize()) for ax in panels)
        for ax in panels:  # Long titles are smaller; on one page all are alike.
            ax.title.set_fontsize(small)
        name, headline = _name(contest), _headline(panels) if title is None else title
        page.write_head(sheet, name, headline, _facts(contest))
        foot = _foot(election, data)
        page.write_foot(sheet, foot)
    said = [alt_text(each) for each in panels]
    return describe(sheet, sentences(f"{name}. {headline}.", _facts(contest), *said, *foot))


def report_tables(election: str, *, data: Home = None) -> dict[str, pd.DataFrame]:
    """Compute what `report` draws, panel by panel.

    Parameters
    ----------
    election, data
        As in `report`.

    Returns
    -------
    dict of str to pandas.DataFrame
        The table of each panel under its heading, from left to right and from the top down:
        ``Chamber`` (`hemicycle_table`) and ``Shares of the vote`` (`compare_table`), or for a
        presidency ``Shares of the vote`` and ``Votes``; ``Turnout`` (`turnout_table`), ``Exit
        polls`` (`exit_polls_table`), ``Observers`` (`observers_table`) and ``Figures in
        dispute``. The last has one row a main figure, of which the page lists the first:
        ``what``, ``low`` and ``high`` (rival figures at the ends), ``adopted`` (missing where
        nothing decides), ``share`` (spread over the adopted figure, or over the highest one) and
        ``rule``. Where a panel says that there is nothing to draw, its table has the columns and
        no row.

    Raises
    ------
    PlotError
        If the election is not one id.
    UnknownNameError
        If there is no such election.

    Examples
    --------
    >>> tables = report_tables("az-2005-milli-majlis")
    >>> list(tables)
    ['Chamber', 'Shares of the vote', 'Turnout', 'Exit polls', 'Observers', 'Figures in dispute']
    >>> len(tables["Chamber"]), len(tables["Exit polls"])  # The record has no exit poll.
    (125, 0)
    """
    if not isinstance(election, str):
        raise _refusal(election, data, "report_tables")
    wanted = panels_of(_contest(election, data))
    return {each.heading: table_of(each, election, data) for each in wanted}


def _refusal(given: object, data: Home, plot: str) -> PlotError:
    """What is wrong with something that is no id."""
    if data is not None and not isinstance(given, list | tuple):
        return PlotError(f"{plot}: data= says where ids are looked up; a frame has none")
    return PlotError(
        f"{plot}: got {type(given).__name__}; give the id of one election, such as "
        "'kz-2012-majilis'"
    )


def _contest(election: str, data: Home) -> pd.Series:
    """The election as the published table has it."""
    from elecdata.loading import load

    row: pd.Series = load("elections", election=election, data=data).iloc[0]
    return row


def _draw(part: SubFigure, panel: Panel, election: str, data: Home) -> Axes:
    """Draw one panel, or say why there is none."""
    ax = page.panel_axes(part)
    if not is_known(panel, election, data):
        return page.explain(ax, panel.heading, panel.none)
    try:
        panel.draw(election, ax=ax, data=data)
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
