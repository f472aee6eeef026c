"""Main figures of an election on which sources contradict each other, as a small table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.alternative import describe
from elecdata.plot.contests import records
from elecdata.plot.drawing import fit_title
from elecdata.plot.folding import bound
from elecdata.plot.frame import texts
from elecdata.plot.rows import Entry, Rows
from elecdata.plot.tones import tones
from elecdata.plot.words import quantity, started

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from elecdata.dataset import Data as Home

COLUMNS = ["what", "low", "high", "adopted", "share", "rule"]
_MAIN = ("elections", "results")
_RIVAL = re.compile(r"(?:^|; )([-0-9.]+) \(")


def conflict_table(election: str, *, data: Home = None) -> pd.DataFrame:
    """Numbers of the election itself and of its results that sources contradict each other on.

    Parameters
    ----------
    election : str
        Id of the election.
    data : path, None or list of these, optional
        Where it is looked up, as in `elecdata.load`.

    Returns
    -------
    pandas.DataFrame
        ``what`` (quantity in words), ``low`` and ``high`` (rival figures at the ends),
        ``adopted`` (missing where nothing decides), ``share`` (spread over the adopted figure,
        or over the highest one) and ``rule``; the widest share first.

    Examples
    --------
    >>> conflict_table("kz-2012-majilis").iloc[0][["what", "low", "high", "adopted"]].tolist()
    ['Share of the vote (%), Auyl', '0.46', '1.46', '1.19']
    """
    from elecdata.loading import load

    found = load("conflicts", election=election, data=data)
    found = found[found["spread"].notna() & found["table_name"].isin(_MAIN)]
    there = load("contestants", election=election, data=data)
    names = dict(zip(there["contestant_id"], texts(there, "short_name", "name"), strict=True))
    rows = []
    for each in records(found):
        rivals = sorted(_RIVAL.findall(str(each.rivals)), key=float)
        adopted = None if pd.isna(each.adopted_value) else str(each.adopted_value)
        _, _, subject = str(each.row_key).partition("/")
        words, unit = quantity(str(each.column_name))
        column = f"{words} ({unit})" if unit else words
        of = float(adopted or rivals[-1]) or float(rivals[-1])
        rows.append(
            {
                "what": f"{column}, {names.get(subject, subject)}" if subject else column,
                "low": rivals[0],
                "high": rivals[-1],
                "adopted": adopted,
                "share": float(each.spread) / of,
                "rule": str(each.rule).replace("_", " "),
            }
        )
    table = pd.DataFrame(rows, columns=COLUMNS)
    table["what"] = table["what"].map(started)
    return table.sort_values("share", ascending=False, kind="stable").reset_index(drop=True)


def draw_conflicts(election: str, *, ax: Axes, data: Home = None, most: int = 6) -> Axes:
    """Draw the first rows of `conflict_table`: quantity, lowest, highest, adopted, rule.

    Raises
    ------
    PlotError
        If no main figure is in dispute.
    """
    table = conflict_table(election, data=data)
    if table.empty:
        raise PlotError(
            "conflicts: no two sources contradict each other on a main figure of this election"
        )
    shown = table.head(most)
    finding = _finding(table)
    fit_title(ax, _whole(finding).replace(" undecided", "\xa0undecided"))
    ax.barh(range(len(shown)), 100 * shown["share"], height=0.3, color=tones(ax).soft)
    ax.set_xlabel("Spread (% of adopted, or of highest)")
    columns = [
        (head, None, [Entry(at, _figure(text)) for at, text in enumerate(shown[column])])
        for head, column in (("lowest", "low"), ("highest", "high"), ("adopted", "adopted"))
    ]
    names = [
        Entry(at, f"{_whole(each.what)}\n({each.rule})") for at, each in enumerate(records(shown))
    ]
    left_out = len(table) - len(shown)
    note = f"In brackets the rule that decided. Not listed: {left_out} narrower."
    rows = Rows(
        ax,
        span=(0, 100 * float(shown["share"].max())),
        count=len(shown),
        names=names,
        columns=columns,
        note=note if left_out else "In brackets the rule that decided.",
    )
    rows.settle(own=False)
    said = [
        f"{each.what}: {_figure(each.low)} to {_figure(each.high)}, adopted "
        f"{_figure(each.adopted)} ({each.rule})"
        for each in records(shown)
    ]
    return describe(ax, f"{finding}. {'; '.join(said)}.")


def _whole(what: str) -> str:
    """Quantity with its unit, and a short name, each kept on one line."""
    quantity_of, comma, name = what.replace(" (", "\xa0(").rpartition(", ")
    return f"{quantity_of}{comma}{bound(name)}"


def _finding(table: pd.DataFrame) -> str:
    """How many figures are in dispute, and how many stay open."""
    count, open_ = len(table), int(table["adopted"].isna().sum())
    first = table["what"].iloc[0][0].lower() + table["what"].iloc[0][1:]
    what = "main figure is" if count == 1 else "main figures are"
    end = f", {open_} undecided" if open_ else ""
    return f"{count} {what} in dispute{end}; widest spread: {first}"


def _figure(text: str | None) -> str:
    """Figure with its thousands apart; a dash where nothing was adopted."""
    if text is None or pd.isna(text):
        return "none"
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}"
