"""Seats or votes of the same contestants over elections, renamed ones in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from elecdata.comparison import BY, MEASURES
from elecdata.errors import PlotError, UnknownNameError
from elecdata.plot.alternative import describe
from elecdata.plot.drawing import fit_title, new_axes, pixels, room
from elecdata.plot.elections import election_names, in_time, only_one
from elecdata.plot.fitting import decimals, figure_of
from elecdata.plot.frame import as_frame, listed, numbers, optional_colors, texts
from elecdata.plot.words import base_words, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from elecdata.dataset import Data as Home
    from elecdata.plot.frame import Data

KINDS = ("dumbbell", "slope", "bars")
FIGURE, UNKNOWN, ABSENT = "figure", "not known", "not in the contest"
COLUMNS = ["row", "name", "color", "election", "own_name", "value", "change", "status", "base"]
_MOST = 6  # Elections beyond which rows of dots or bars cannot be read.
_AXES = {
    "votes": "Votes",
    "vote_share_pct": "Share of the vote",
    "seats": "Seats",
    "seats_list": "Seats from lists",
    "seats_constituency": "Seats from constituencies",
    "seats_indirect": "Seats filled by a body other than the voters",
    "seat_share_pct": "Share of all seats (%)",
    "bonus": "Share of seats less share of the vote (points)",
    "rank": "Place by seats, 1 for the most",
}
_NOUNS = {
    "votes": "{} votes",
    "vote_share_pct": "{}% of the vote",
    "seats": "{} seats",
    "seats_list": "{} list seats",
    "seats_constituency": "{} constituency seats",
    "seats_indirect": "{} indirect seats",
    "seat_share_pct": "{}% of seats",
    "bonus": "{} points",
    "rank": "place {}",
}


def compare(
    results: Data = None,
    *,
    data: Home = None,
    ax: Axes | None = None,
    measure: str = "seat_share_pct",
    by: str = "lineage",
    kind: str = "dumbbell",
    zeros: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw seats or votes of contestants over elections.

    A renamed party stays in its row, with the name that it had at each election. Where a
    contestant was not in the contest there is a gap or no bar, never a zero. What is drawn is the
    table of `compare_table`.

    Parameters
    ----------
    results : frame, str, sequence of str or None
        Results in any frame that narwhals supports, the id of an election or several ids. By
        default the chambers of the country with most elections of a chamber in the package.
    data : path, None or list of these, optional
        Where ids are looked up, as in `elecdata.load`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure, as high as the rows need.
    measure : str
        Column to draw, such as ``seats``, ``seat_share_pct``, ``votes``, ``vote_share_pct``.
    by : str
        ``lineage`` puts a renamed party in one row; ``contestant`` keeps every name apart.
    kind : str
        ``dumbbell``, one row a contestant with one mark an election and the figures beside it;
        ``slope``, one line a contestant, broken where it was not in the contest; ``bars``, one
        bar an election that it was in.
    zeros : bool
        Draw contestants whose figure is 0 in every election too.
    title : str, optional
        Title; by default what the picture shows. An empty string leaves it out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    PlotError
        If a column is missing, no figure is known, elections of several countries or offices are
        mixed, two contestants of one lineage stood in one election, or more than six elections
        are asked for as dumbbells or bars.
    UnknownNameError
        If there is no such kind or grouping.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame({
    ...     "election_id": ["a", "b", "b"],
    ...     "year": [2004, 2012, 2012],
    ...     "lineage_id": ["otan", "otan", "osdp"],
    ...     "short_name": ["Otan", "Nur Otan", "OSDP"],
    ...     "seats": [42, 83, 3],
    ... })
    >>> compare(frame, measure="seats", ax=Figure().subplots()).get_title()
    'Otan, later Nur Otan, rose from 42 seats in 2004 to 83 in 2012'
    """
    if kind not in KINDS:
        raise UnknownNameError("kind", kind, KINDS)
    table = compare_table(results, data=data, measure=measure, by=by)
    elections = list(table["election"].cat.categories)
    if kind != "slope" and len(elections) > _MOST:
        raise PlotError(
            f"compare: {len(elections)} elections as {kind}; at most {_MOST} can be read: choose "
            "fewer, or kind='slope'"
        )
    own, ax = ax is None, new_axes(ax)
    drawn, note = _kept(table, zeros=zeros, most=9 if own or room(ax)[1] >= pixels(ax, 220) else 1)
    fit_title(ax, _finding(table, measure) if title is None else title)
    draw = _drawer(kind)
    draw(ax, drawn, axis=_axis(measure, table), digits=_digits(measure, table), note=note, own=own)
    return describe(ax, _in_words(table, measure, note))


def compare_table(
    results: Data = None, *, data: Home = None, measure: str = "seat_share_pct", by: str = "lineage"
) -> pd.DataFrame:
    """Table that `compare` draws: one row for each contestant and election.

    Parameters
    ----------
    results, data, measure, by
        As for `compare`.

    Returns
    -------
    pandas.DataFrame
        ``row`` (lineage or contestant), ``name`` (latest short name), ``color``, ``election``
        (short name, a category in order of time), ``own_name`` (name at that election, missing
        where it was not in the contest), ``value`` in the unit of the measure, ``change`` since
        the election before, ``status``: ``figure``, ``not known``, ``not in the contest``, and
        ``base`` of a share of the vote. Rows with the largest figure first; those without any
        figure have none but ``not known``.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "election_id": ["a", "a", "b"], "year": [2004, 2004, 2012],
    ...     "short_name": ["Otan", "Asar", "Otan"], "seats": [42, 4, 83],
    ... })
    >>> compare_table(frame, measure="seats")[["name", "election", "value", "status"]]
       name election  value              status
    0  Otan     2004   42.0              figure
    1  Otan     2012   83.0              figure
    2  Asar     2004    4.0              figure
    3  Asar     2012    NaN  not in the contest
    """
    if by not in BY:
        raise UnknownNameError("grouping", by, BY)
    needed = ["seat_share_pct", "vote_share_pct"] if measure == "bonus" else [measure]
    frame = as_frame(
        _chambers(data) if results is None else results, needed, plot="compare", home=data
    )
    only_one(frame, "office", plot="compare", what="offices")
    only_one(frame, "country", plot="compare", what="countries")
    frame = in_time(frame)
    rows = pd.DataFrame(
        {
            "row": texts(frame, BY[by], "contestant_id", "short_name", "name"),
            "own_name": texts(frame, "short_name", "name", "contestant_id"),
            "color": optional_colors(frame, plot="compare"),
            "election": election_names(frame),
            "value": _values(frame, measure),
            "base": frame.get("vote_share_base", pd.Series(None, frame.index, dtype=object)),
        }
    ).reset_index(drop=True)
    return _completed(_once(rows, measure))


def _values(frame: pd.DataFrame, measure: str) -> pd.Series[float]:
    """Figures of a measure; a bonus is the share of seats less that of the vote, in points."""
    if measure != "bonus":
        return numbers(frame, measure, plot="compare")
    seats, votes = (numbers(frame, c, plot="compare") for c in ("seat_share_pct", "vote_share_pct"))
    return seats - votes


def _chambers(data: Home) -> list[str]:
    """Elections of the chambers of the country that has most of them."""
    from elecdata.loading import load

    chambers = load("elections", office="legislature", data=data)
    most = chambers.groupby("country")["election_id"].count().idxmax()
    ids: list[str] = chambers.loc[chambers["country"] == most, "election_id"].to_list()
    return ids


def _once(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Rows of which each contestant has one an election; two figures for one are refused."""
    rows = rows[rows["value"].notna() | ~rows.duplicated(["row", "election"], keep=False)]
    twice = rows[rows.duplicated(["row", "election"])]
    if not twice.empty:
        first = twice.iloc[0]
        when = f" in {first['election']}" if first["election"] else ""
        raise PlotError(
            f"compare: {first['row']} has {measure!r} more than once{when}; use by='contestant' "
            "where two contestants of one lineage stood, or drop repeated rows"
        )
    if rows["value"].notna().sum() == 0:
        raise PlotError(
            f"compare: column {measure!r} has no figure in any of {len(rows)} rows; choose other "
            f"elections or another measure: {', '.join(MEASURES)}"
        )
    return rows


def _completed(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for every contestant and election, the largest contestants first."""
    elections = list(dict.fromkeys(rows["election"]))
    best = rows.groupby("row", sort=False)["value"].max()
    order = best.sort_values(ascending=False, kind="stable", na_position="last").index
    latest = rows.groupby("row", sort=False)[["own_name", "color"]].last()
    grid = pd.MultiIndex.from_product([order, elections], names=["row", "election"])
    table = rows.set_index(["row", "election"]).drop(columns="color").reindex(grid).reset_index()
    table["name"] = table["row"].map(latest["own_name"])
    table["color"] = table["row"].map(latest["color"])
    table["change"] = table.groupby("row", sort=False)["value"].diff()
    table["status"] = FIGURE
    table.loc[table["value"].isna(), "status"] = UNKNOWN
    table.loc[table["own_name"].isna(), "status"] = ABSENT
    table["election"] = pd.Categorical(table["election"], elections, ordered=True)
    return table[COLUMNS]


def _kept(table: pd.DataFrame, *, zeros: bool, most: int) -> tuple[pd.DataFrame, str]:
    """Rows to draw, and a note about the others that names so many of them."""
    best = table.groupby("row", sort=False)["value"].max()
    names = table.drop_duplicates("row").set_index("row")["name"]
    unknown = best.index[best.isna()]
    zero = table["value"].fillna(0).eq(0).groupby(table["row"], sort=False).all() & best.notna()
    some = not zero[best.notna()].all()
    nothing = best.index[zero] if some and not zeros else unknown[:0]
    several = table["election"].nunique() > 1
    ever = " in every election" if several else ""
    drawn = table[~table["row"].isin([*unknown, *nothing])].reset_index(drop=True)
    return drawn, sentences(
        f"Not drawn, 0{ever}: {listed(names[nothing], most=most)}." if len(nothing) else "",
        f"Not drawn, no figure known: {listed(names[unknown], most=most)}." if len(unknown) else "",
    )


def own_names(rows: pd.DataFrame) -> str:
    """Name of one contestant with the names it had before: ``Nur Otan (2004: Otan)``.

    Examples
    --------
    >>> own_names(pd.DataFrame({
    ...     "name": "Nur Otan", "own_name": ["Otan", "Nur Otan"], "election": ["2004", "2012"],
    ... }))
    'Nur Otan (2004: Otan)'
    """
    name = str(rows["name"].iloc[0])
    before: dict[str, list[str]] = {}
    for own, election in zip(rows["own_name"], rows["election"], strict=True):
        if isinstance(own, str) and own != name:
            before.setdefault(own, []).append(str(election))
    if not before:
        return name
    said = [f"{', '.join(when)}: {own}" for own, when in before.items()]
    return f"{name} ({'; '.join(said)})"


def _digits(measure: str, table: pd.DataFrame) -> int:
    """Digits of a measure's figures: computed shares are rounded, others stand as given."""
    return 1 if measure in ("seat_share_pct", "bonus") else decimals(table["value"])


def _axis(measure: str, table: pd.DataFrame) -> str:
    """Label of the scale, with unit and base."""
    label = _AXES.get(measure, measure)
    if measure != "vote_share_pct":
        return label
    return f"{label} ({base_words(table.loc[table['value'].notna(), 'base'])})"


def _said(value: float, measure: str, digits: int) -> str:
    """A figure with its unit, for a sentence."""
    figure = figure_of(value, digits=digits)
    if measure not in _NOUNS:
        return f"{figure} ({measure})"
    noun = _NOUNS[measure].format(figure)
    return noun[:-1] if figure == "1" and noun.endswith("s") and "%" not in noun else noun


def _finding(table: pd.DataFrame, measure: str) -> str:
    """What the picture shows, in a sentence: the widest change, or else the largest figure."""
    known, digits = table[table["value"].notna()], _digits(measure, table)
    ends = known.groupby("row", sort=False)["value"].agg(["first", "last", "count"])
    ends = ends[ends["count"] > 1]
    if ends.empty:
        values = known["value"]
        best = known.iloc[int(values.argmin() if measure == "rank" else values.argmax())]
        when = f" in {best['election']}" if best["election"] else ""
        figure = f"{_said(best['value'], measure, digits)}"
        same = known[known["value"] == best["value"]]
        if len(same) > 1:  # Nobody is ahead.
            return f"{listed(same['own_name'], most=2)} share the lead with {figure} each"
        return f"{best['own_name']} leads with {figure}{when}"
    row = (ends["last"] - ends["first"]).abs().idxmax()
    own = known[known["row"] == row]
    first, last = own.iloc[0], own.iloc[-1]
    renamed = first["own_name"] != last["own_name"]
    name = f"{first['own_name']}, later {last['own_name']}," if renamed else last["own_name"]
    was, now = (_said(each["value"], measure, digits) for each in (first, last))
    if first["value"] == last["value"]:
        return f"{name} stayed at {now} from {first['election']} to {last['election']}"
    verb = "rose" if (last["value"] > first["value"]) != (measure == "rank") else "fell"
    if now.partition(" ")[2] == was.partition(" ")[2] != "" and measure != "rank":
        now = now.partition(" ")[0]
    return f"{name} {verb} from {was} in {first['election']} to {now} in {last['election']}"


def _in_words(table: pd.DataFrame, measure: str, note: str) -> str:
    """The picture as a text."""
    said, digits = [], _digits(measure, table)
    elections = [each for each in table["election"].cat.categories if each]
    several = len(elections) > 1
    for _, rows in table[table["value"].notna()].groupby("row", sort=False):
        figures = ", ".join(
            figure_of(value, digits=digits) + (f" in {election}" if several else "")
            for value, election in zip(rows["value"], rows["election"], strict=True)
        )
        said.append(f"{own_names(rows)} {figures}")
    many = f"{len(said)} contestant{'' if len(said) == 1 else 's'}"
    over = f" over the elections {listed(elections, most=9)}" if several else ""
    at = f" in {elections[0]}" if len(elections) == 1 else ""
    text = f"{_axis(measure, table)} of {many}{over or at}: {'; '.join(said)}."
    absent = table[table["status"] == ABSENT]
    gaps = [f"{n} ({e})" for n, e in zip(absent["name"], absent["election"], strict=True)]
    gone = f"Not in the contest: {listed(gaps, most=12)}." if gaps else ""
    return sentences(text, f"{_finding(table, measure)}.", gone, note)


def _drawer(kind: str) -> Callable[..., None]:
    """Function that draws one kind of picture."""
    from elecdata.plot import contestants

    found: Callable[..., None] = getattr(contestants, f"draw_{kind}")
    return found
