"""Range of an index over the choices among rival figures, one row an election."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.alternative import describe
from elecdata.plot.contests import contest_names, records
from elecdata.plot.drawing import fit_title, new_axes, pixels, room
from elecdata.plot.frame import as_frame, listed, texts
from elecdata.plot.listing import NOTED, Listing, capacity, ends_of_scale, tag
from elecdata.plot.tones import tones
from elecdata.plot.words import quantity, started

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from narwhals.typing import IntoFrame

    from elecdata.dataset import Data as Home

_PART = re.compile(r"(?:(\S+) )?(\w+) = (\S+)(?: \([^()]*\))?")  # Subject, column, value, sources.
_TOLD = 4  # Elections whose choices the note tells.


def sensitivity(
    ranges: IntoFrame | str,
    *,
    data: Home = None,
    ax: Axes | None = None,
    election: str = "election_id",
    adopted: str = "adopted",
    low: str = "low",
    high: str = "high",
    low_choice: str = "low_choice",
    high_choice: str = "high_choice",
    index: str | None = None,
    title: str | None = None,
) -> Axes:
    """Draw how far an index could move if rival figures had been adopted.

    Each election is a row: a bar from the least to the greatest value over every admissible
    choice, a dot at the value under the adopted figures, and the three as a text. A note says
    which choice gives the ends of the widest bars.

    Parameters
    ----------
    ranges : frame or str
        What `elecdata.sensitivity` returns, in any frame that narwhals supports, or the name of
        an index, for which it is called.
    data : path, None or list of these, optional
        Whose figures an index is computed from, as in `elecdata.load`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure, as high as the rows need.
    election, adopted, low, high, low_choice, high_choice : str
        Columns to draw; the two with the choices may be missing from the frame.
    index : str, optional
        Name of the index, for the axis; by default the name given as `ranges`, or the frame's own.
    title : str, optional
        Title; by default what the picture shows. An empty string leaves it out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; elections at y = 0, 1, 2, ... from the top down.

    Raises
    ------
    PlotError
        If a column is missing, if no row has a value, or if a range does not hold its own value.

    Notes
    -----
    Elections without a value are named in the note. A bar is hatched where the range is at least as
    wide (column ``exact`` is false).

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame({
    ...     "election_id": ["a-2004", "b-2012"],
    ...     "adopted": [2.9, 1.6], "low": [2.7, 1.6], "high": [3.0, 1.6],
    ... })
    >>> ax = sensitivity(frame, ax=Figure().subplots(), index="gallagher")
    >>> ax.get_title()
    'Gallagher index moves most for a-2004: 2.7 to 3 over all choices'
    """
    table = sensitivity_table(
        ranges,
        data=data,
        election=election,
        adopted=adopted,
        low=low,
        high=high,
        low_choice=low_choice,
        high_choice=high_choice,
    )
    column = index or (ranges if isinstance(ranges, str) else table.attrs.get("index", "index"))
    name, unit = quantity(column)
    known = table[_known(table)].reset_index(drop=True)
    own, ax = ax is None, new_axes(ax)
    shown = (
        known if own else known.head(capacity(ax, foot=50 + NOTED * room(ax)[1] / pixels(ax, 1)))
    )
    fit_title(ax, _finding(known, name) if title is None else title)
    ax.set_xlabel(f"{started(name)} (points)" if unit == "points" else started(name))
    span = ends_of_scale(float(known["low"].min()), float(known["high"].max()))
    _draw_ranges(ax, shown)
    tags = [tag(ax, each.shown, (each.high, row)) for row, each in enumerate(records(shown))]
    note = _note(table, known, len(known) - len(shown), _names(data))
    Listing(ax, shown["label"].tolist(), span=span, tags=tags, note=note).settle(own=own)
    return describe(ax, _in_words(known, table, name))


def sensitivity_table(
    ranges: IntoFrame | str,
    *,
    data: Home = None,
    election: str = "election_id",
    adopted: str = "adopted",
    low: str = "low",
    high: str = "high",
    low_choice: str = "low_choice",
    high_choice: str = "high_choice",
) -> pd.DataFrame:
    """Compute what `sensitivity` draws.

    Parameters
    ----------
    ranges, data, election, adopted, low, high, low_choice, high_choice
        As in `sensitivity`.

    Returns
    -------
    pandas.DataFrame
        One row an election: ``label``, ``adopted``, ``low``, ``high`` (numbers, missing where not
        known), ``exact``, ``low_choice``, ``high_choice`` and ``shown``, the three in a text.

    Raises
    ------
    PlotError
        As `sensitivity` does.

    Examples
    --------
    >>> frame = pd.DataFrame({"election_id": ["a"], "adopted": [2], "low": [1], "high": [3]})
    >>> sensitivity_table(frame)["shown"].tolist()
    ['2 (1 to 3)']
    """
    home = data
    if isinstance(ranges, str):
        ranges, home = _ranges(ranges, data), None
    needed = [election, adopted, low, high]
    frame = as_frame(ranges, needed, plot="sensitivity", home=home)
    given = frame.reset_index(drop=True)
    table = pd.DataFrame(
        {
            "label": contest_names(given, election, data),
            **{
                name: _values(given, column)
                for name, column in (("adopted", adopted), ("low", low), ("high", high))
            },
            "exact": given["exact"].fillna(True).astype(bool) if "exact" in given else True,
            "low_choice": texts(given, low_choice).replace("unnamed", ""),
            "high_choice": texts(given, high_choice).replace("unnamed", ""),
        }
    )
    if not _known(table).any():
        raise PlotError(
            f"sensitivity: none of {len(table)} rows has {adopted!r}, {low!r} and {high!r}; choose "
            "an index that is defined for some election, or name other columns"
        )
    slack = 1e-9 * table[["low", "high"]].abs().max(axis=1).clip(lower=1)
    wrong = (table["low"] > table["adopted"] + slack) | (table["adopted"] > table["high"] + slack)
    if wrong.any():
        bad = table[wrong].iloc[0]
        raise PlotError(
            f"sensitivity: {bad['label']} has {bad['adopted']:g}, outside its range of "
            f"{bad['low']:g} to {bad['high']:g}; low <= adopted <= high"
        )
    table["shown"] = [_shown(row) for row in records(table)]
    named = list(given["index"].dropna().unique()) if "index" in given else []
    table.attrs["index"] = str(named[0]) if len(named) == 1 else "index"
    return table


def _values(frame: pd.DataFrame, column: str) -> pd.Series[float]:
    """Column as floats, negative ones too, as a change may be."""
    values = frame[column].astype(object).where(frame[column].notna(), None)
    number = pd.Series(pd.to_numeric(values, errors="coerce"), index=frame.index).astype("float64")
    wrong = (frame[column].notna() & number.isna()) | number.abs().eq(float("inf"))
    if wrong.any():
        raise PlotError(
            f"sensitivity: column {column!r} holds {frame[column][wrong].tolist()[0]!r}; finite "
            "numbers are drawn"
        )
    return number


def _ranges(index: str, home: Home) -> pd.DataFrame:
    """Ranges of an index over all elections."""
    import elecdata

    found: pd.DataFrame = elecdata.sensitivity(index, data=home)
    return found


def _shown(row: object) -> str:
    """Value and range of a row as a text."""
    adopted, low, high = (getattr(row, name) for name in ("adopted", "low", "high"))
    if adopted != adopted:
        return ""
    if f"{low:.4g}" == f"{high:.4g}":
        return f"{adopted:.4g}"
    return f"{adopted:.4g} ({low:.4g} to {high:.4g})"


def _draw_ranges(ax: Axes, shown: pd.DataFrame) -> None:
    """Draw bars, and dots at what is adopted."""
    tone = tones(ax)
    for exact, rows in shown.groupby("exact", sort=False):
        ax.barh(
            rows.index,
            rows["high"] - rows["low"],
            left=rows["low"],
            height=0.34,
            color=tone.faint,
            edgecolor=tone.soft,
            linewidth=0.8,
            hatch=None if exact else "////",
            zorder=2,
            label="range" if exact else "range at least",
        )
    ax.scatter(
        shown["adopted"],
        shown.index,
        s=36,
        color="#0072b2",
        edgecolors=tone.paper,
        linewidths=0.8,
        zorder=3,
        label="adopted",
    )


def _finding(known: pd.DataFrame, name: str) -> str:
    """What the picture shows, in a sentence."""
    width = known["high"] - known["low"]
    most = known.iloc[int(width.argmax())]
    if f"{most['low']:.4g}" == f"{most['high']:.4g}":
        return f"{started(name)}: no admissible choice changes it"
    ends = f"{most['low']:.4g} to {most['high']:.4g}"
    return f"{started(name)} moves most for {most['label']}: {ends} over all choices"


def _note(table: pd.DataFrame, known: pd.DataFrame, cut: int, names: Mapping[str, str]) -> str:
    """What the marks mean, which choices give the ends, and what is left out."""
    # What is left out comes first: in small axes the end of a long note may be cut.
    said = [f"No room for {cut} more."] if cut else []
    gone = table.loc[~_known(table), "label"]
    said += [f"Not drawn, no value: {listed(gone)}."] if len(gone) else []
    said.append("Dot: adopted figures. Bar: every admissible choice.")
    wide = known[known["high"] > known["low"]]
    widest = (wide["high"] - wide["low"]).sort_values(ascending=False, kind="stable").index
    for row in records(wide.loc[widest[:_TOLD]]):
        ends = [("lowest", row.low_choice), ("highest", row.high_choice)]
        choices = "; ".join(f"{end}: {_brief(choice, names)}" for end, choice in ends if choice)
        said += [f"{row.label}, {choices}."] if choices else []
    if not known["exact"].all():
        rough = known.loc[~known["exact"], "label"]
        said.append(f"Hatched, at least as wide: {listed(rough)}.")
    return "\n".join(said)


def _brief(choice: str, names: Mapping[str, str]) -> str:
    """A choice in words, its first parts alone, without the sources that the table has."""
    parts = []
    for part in choice.split("; "):
        found = _PART.fullmatch(part)
        if found:
            who, column, value = found.groups()
            said = f"{quantity(column)[0]} = {value}"
            parts.append(f"{names.get(who, who)} {said}" if who else said)
        else:
            parts.append(part)
    return listed(parts, most=2)


def _names(home: Home) -> dict[str, str]:
    """Short names of contestants by id."""
    from elecdata.loading import load

    known = load("contestants", data=home)
    return dict(zip(known["contestant_id"], texts(known, "short_name", "name"), strict=True))


def _known(table: pd.DataFrame) -> pd.Series[bool]:
    """Rows that have a value and a range."""
    return table[["adopted", "low", "high"]].notna().all(axis=1)


def _in_words(known: pd.DataFrame, table: pd.DataFrame, name: str) -> str:
    """The picture as a text."""
    rows = "; ".join(f"{row.label} {row.shown}" for row in records(known))
    gone = len(table) - len(known)
    end = f" {gone} without a value." if gone else ""
    found = _finding(known, name)
    return f"Ranges of {name}, by election, adopted (low to high): {rows}. {found}.{end}"
