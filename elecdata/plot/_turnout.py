"""Turnout of one election by region, or through the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from elecdata.errors import PlotError, UnknownNameError
from elecdata.plot.alternative import describe
from elecdata.plot.drawing import fit_title, new_axes
from elecdata.plot.elections import only_one
from elecdata.plot.fitting import figure_of
from elecdata.plot.frame import as_frame, listed, numbers, texts
from elecdata.plot.words import STAGES, base_words, hedged, sentences

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from matplotlib.axes import Axes

    from elecdata.dataset import Data as Home
    from elecdata.plot.frame import Data

VIEWS = ("region", "hour")
NATIONAL, CLOSE = "national", "close"
_SERIES = ["observed_at", "stage", "base"]
COLUMNS = ["region", "name", *_SERIES, "value", "figure"]
_RANKS = {stage: rank for rank, stage in enumerate(STAGES)}


def turnout(
    figures: Data,
    *,
    data: Home = None,
    ax: Axes | None = None,
    by: str | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the turnout of one election, by region or by hour.

    By region there is one dot a region, the highest first, and a line at the figure of the whole
    country; by hour there is a line through the day for the country and a thin one for each
    region, with the figures for the whole day apart on the right. Stages of the count have
    marks of their own. What is drawn is the table of `turnout_table`.

    Parameters
    ----------
    figures : frame or str
        Turnout of one election with the columns of the table ``turnout``, in any frame that
        narwhals supports, or the id of an election. Of rounds and reruns beside figures of the
        whole contest nothing is drawn.
    data : path, None or list of these, optional
        Where ids are looked up, as in `elecdata.load`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure.
    by : {"region", "hour"}, optional
        View; by default ``region`` where two regions or more have a figure, else ``hour`` where
        the country has two figures or more for hours of the day, else ``region``.
    title : str, optional
        Title; by default what the picture shows. An empty string leaves it out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    PlotError
        If a column is missing, if there is no figure for the view, or if the frame holds several
        elections or rounds.
    UnknownNameError
        If there is no such view.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame({
    ...     "region": ["kz-almaty", "kz-akmola", "national"],
    ...     "turnout_pct": [30.3, 72.8, 63.25],
    ... })
    >>> turnout(frame, ax=Figure().subplots()).get_title()
    'Turnout ranged from 30.3% in Almaty to 72.8% in Akmola Region'
    """
    from elecdata.plot import votings

    frame = _rows(figures, data)
    by = _view(frame, by)
    table = _by_region(frame) if by == "region" else _by_hour(frame)
    note = _note(frame, table, by)
    own, ax = ax is None, new_axes(ax)
    fit_title(ax, _finding(table, by) if title is None else title)
    draw = votings.draw_regions if by == "region" else votings.draw_hours
    draw(ax, table, note, own=own)
    return describe(ax, sentences(_in_words(table, by), f"{_finding(table, by)}.", note))


def turnout_table(figures: Data, *, data: Home = None, by: str | None = None) -> pd.DataFrame:
    """Table that `turnout` draws.

    Parameters
    ----------
    figures, data, by
        As for `turnout`.

    Returns
    -------
    pandas.DataFrame
        ``region`` (id, or ``national``), ``name``, ``observed_at`` (HH:MM, or ``close`` for the
        whole day), ``stage``, ``base``, ``value`` in per cent, ``figure`` (as a label, with the
        hedge of its source). By region: one row a region, all at the same time, stage and base
        where they have that figure, else their latest; the highest first, the country last. By
        hour: every figure for an hour, and the country's for the whole day.

    Examples
    --------
    >>> import elecdata
    >>> regions = elecdata.plot.turnout_table("kz-2021-majilis", by="region")
    >>> regions.iloc[[0, -1]][["region", "observed_at", "stage", "value"]]
                     region observed_at        stage  value
    0   kz-north-kazakhstan       22:00  preliminary   75.5
    17             national       22:00  preliminary   63.3
    """
    frame = _rows(figures, data)
    return _by_region(frame) if _view(frame, by) == "region" else _by_hour(frame)


def _rows(figures: Data, data: Home) -> pd.DataFrame:
    """Every figure given, with a name for its region, and those without one."""
    frame = as_frame(figures, ["turnout_pct"], plot="turnout", table="turnout", home=data)
    only_one(frame, "election_id", plot="turnout", what="elections")
    if "all" in set(texts(frame, "round")):  # Reruns and rounds stand beside the whole contest.
        frame = frame[texts(frame, "round") == "all"]
    only_one(frame, "round", plot="turnout", what="rounds")
    value = numbers(frame, "turnout_pct", plot="turnout")
    high = value[value > 100]
    if len(high):
        raise PlotError(
            f"turnout: column 'turnout_pct' holds {high.iloc[0]:g} in row {high.index[0]!r}; "
            "turnout is per cent, 0 to 100"
        )
    rows = pd.DataFrame({"region": _terms(frame, "region", NATIONAL)})
    rows["name"] = _names(frame, rows["region"], data)
    for column, default in zip(_SERIES, (CLOSE, "unstated", "unstated"), strict=True):
        rows[column] = _terms(frame, column, default)
    rows["value"] = value
    hedges = frame.get("hedges", pd.Series(None, frame.index, dtype=object))
    rows["figure"] = [
        hedged(figure_of(each), hedge, "turnout_pct")
        for each, hedge in zip(value, hedges, strict=True)
    ]
    _check_terms(rows)
    return rows.reset_index(drop=True)


def _terms(frame: pd.DataFrame, column: str, default: str) -> pd.Series[str]:
    """Column of terms, the default where the frame has none."""
    return texts(frame, column).replace("unnamed", default)


def _check_terms(rows: pd.DataFrame) -> None:
    """Refuse times and stages that have no place in the picture, and figures told twice."""
    wrong = rows[~rows["stage"].isin(_RANKS)]
    if len(wrong):
        raise PlotError(
            f"turnout: stage is {wrong['stage'].iloc[0]!r}; stages are {', '.join(_RANKS)}"
        )
    clock = rows["observed_at"].str.fullmatch(r"([01]\d|2[0-4]):[0-5]\d")
    wrong = rows[~clock & (rows["observed_at"] != CLOSE)]
    if len(wrong):
        raise PlotError(
            f"turnout: observed_at is {wrong['observed_at'].iloc[0]!r}; give HH:MM, such as "
            f"'18:00', or {CLOSE!r} for the whole day"
        )
    known = rows[rows["value"].notna()]
    if known.empty:
        raise PlotError(
            f"turnout: column 'turnout_pct' has no figure in any of {len(rows)} rows; choose an "
            "election with turnout in per cent"
        )
    twice = known[known.duplicated(["region", *_SERIES])]
    if len(twice):
        first = twice.iloc[0]
        raise PlotError(
            f"turnout: {first['name']} has two figures for {moment(first['observed_at'])}, "
            f"{STAGES[first['stage']]}, of the same base; keep one"
        )


def _names(frame: pd.DataFrame, regions: pd.Series[str], data: Home) -> pd.Series[str]:
    """Names of regions: the frame's own, else those of the published table, else ids."""
    from elecdata.loading import load

    published = load("regions", data=data).set_index("region_id")["name"]
    known = regions.map(published).fillna(regions).replace(NATIONAL, "Whole country")
    own = texts(frame, "region_name")
    return known.where(own == "unnamed", own)


def moment(observed_at: str) -> str:
    """A time of the table in words.

    Examples
    --------
    >>> moment("18:00"), moment("close")
    ('18:00', 'whole day')
    """
    return "whole day" if observed_at == CLOSE else observed_at


def _view(frame: pd.DataFrame, by: str | None) -> str:
    """The view asked for, or the one that the figures allow."""
    if by is not None and by not in VIEWS:
        raise UnknownNameError("view", by, VIEWS)
    known = frame[frame["value"].notna()]
    hours = known[(known["observed_at"] != CLOSE) & (known["region"] == NATIONAL)]
    regions = known.loc[known["region"] != NATIONAL, "region"].nunique()
    if by is None:
        return "hour" if regions < 2 <= hours["observed_at"].nunique() else "region"
    if by == "hour" and (known["observed_at"] == CLOSE).all():
        raise PlotError(
            f"turnout: none of {len(known)} figures is for an hour of the day; use by='region'"
        )
    return by


def _latest(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in order of time and stage, what says most last; stated bases after unstated ones."""
    return rows.assign(
        _rank=rows["stage"].map(_RANKS), _based=~rows["base"].isin(["unstated", "none"])
    ).sort_values(["observed_at", "_rank", "_based"], kind="stable")


def _by_region(frame: pd.DataFrame) -> pd.DataFrame:
    """One figure a region, of the same time, stage and base as far as there is one."""
    known = _latest(frame[frame["value"].notna()])
    regions = known[known["region"] != NATIONAL]
    country = known[known["region"] == NATIONAL]
    if len(regions):
        sizes = regions.groupby(_SERIES)["region"].nunique()
        most = sizes[sizes == sizes.max()].index
        series = next(key for key in reversed(_keys(regions)) if key in set(most))
        regions = _preferred(regions, series)
        country = _preferred(country, series)
    else:
        country = country.tail(1)
    regions = regions.sort_values("value", ascending=False, kind="stable")
    return pd.concat([regions, country], ignore_index=True)[COLUMNS]


def _keys(rows: pd.DataFrame) -> list[tuple[Hashable, ...]]:
    """Time, stage and base of each row."""
    return list(rows[_SERIES].itertuples(index=False, name=None))


def _preferred(rows: pd.DataFrame, series: tuple[Hashable, ...]) -> pd.DataFrame:
    """For each region its figure in a series, else one of the same stage, else its latest."""
    same = [key == series for key in _keys(rows)]
    order = rows.assign(_same=same, _stage=rows["stage"] == series[1])
    order = order.sort_values(["_same", "_stage"], kind="stable")
    return order.drop_duplicates("region", keep="last").drop(columns=["_same", "_stage"])


def _by_hour(frame: pd.DataFrame) -> pd.DataFrame:
    """Every figure for an hour, and those of the country for the whole day."""
    known = _latest(frame[frame["value"].notna()])
    kept = known[(known["observed_at"] != CLOSE) | (known["region"] == NATIONAL)]
    kept = kept.sort_values("region", key=lambda each: each != NATIONAL, kind="stable")
    return kept[COLUMNS].reset_index(drop=True)


def _note(frame: pd.DataFrame, table: pd.DataFrame, by: str) -> str:
    """What was left out, and why."""
    known = frame[frame["value"].notna()]
    gone = frame.loc[~frame["region"].isin(known["region"]), "name"].unique()
    none = f"No percentage known: {listed(gone)}." if len(gone) else ""
    if by == "region":
        return none
    aside = known[(known["observed_at"] == CLOSE) & (known["region"] != NATIONAL)]
    names = listed(aside["name"].unique())
    whole = f"Not drawn, for the whole day in {names}." if len(aside) else ""
    partial = table["stage"].eq("partial") & table["region"].eq(NATIONAL)
    open_ = "Triangles: while polling went on." if partial.any() else ""
    thin = "Thin lines: regions." if (table["region"] != NATIONAL).any() else ""
    hours = table[table["region"].eq(NATIONAL) & table["observed_at"].ne(CLOSE)]
    after = hours[hours["stage"].ne("partial") & ~hours["observed_at"].duplicated(keep=False)]
    times = after.groupby("stage", sort=False)["observed_at"]
    count = sentences(*(f"{listed(at)}: {STAGES[str(stage)]}." for stage, at in times))
    bases = table["base"].isin(["unstated", "none"])
    hollow = "Hollow marks: base not stated." if bases.any() and not bases.all() else ""
    return sentences(thin, open_, count, hollow, whole, none)


def _finding(table: pd.DataFrame, by: str) -> str:
    """What the picture shows, in a sentence."""
    regions, country = table[table["region"] != NATIONAL], table[table["region"] == NATIONAL]
    if by == "region":
        if regions.empty:
            return f"Turnout was {country['figure'].iloc[0]}% in the whole country"
        high, low = regions.iloc[0], regions.iloc[-1]
        if high["value"] == low["value"]:
            where = high["name"] if len(regions) == 1 else f"each of {len(regions)} regions"
            rest = f", {country['figure'].iloc[0]}% in the whole country" if len(country) else ""
            return f"Turnout was {high['figure']}% in {where}{rest}"
        return (
            f"Turnout ranged from {low['figure']}% in {low['name']} to {high['figure']}% in "
            f"{high['name']}"
        )
    hours = country[country["observed_at"] != CLOSE]
    name = ""
    if hours.empty:
        hours = regions[regions["region"] == regions["region"].iloc[0]]
        name = f" in {hours['name'].iloc[0]}"
    first, last = (f"{row['figure']}% at {row['observed_at']}" for _, row in _ends(hours))
    whole = country[country["observed_at"] == CLOSE].sort_values("value", kind="stable")
    if len(whole):
        low, high = whole["figure"].iloc[[0, -1]]
        figures = f"{low}%" if low == high else f"{low}% to {high}%"
        return f"Turnout{name} was {first} and {figures} for the whole day"
    same = hours["observed_at"].nunique() == 1
    return f"Turnout{name} was {last}" if same else f"Turnout{name} went from {first} to {last}"


def _ends(hours: pd.DataFrame) -> Iterable[tuple[Hashable, pd.Series]]:
    """First and last row."""
    return hours.iloc[[0, -1]].iterrows()


def _in_words(table: pd.DataFrame, by: str) -> str:
    """The picture as a text."""
    country = table[table["region"] == NATIONAL]
    shown = table if by == "region" else country.drop_duplicates(["observed_at", "figure", "stage"])
    figures = ", ".join(
        f"{name if by == 'region' else moment(at)} {figure}"
        + (f" ({STAGES[stage]})" if by == "hour" and at == CLOSE else "")
        for name, at, figure, stage in zip(
            shown["name"], shown["observed_at"], shown["figure"], shown["stage"], strict=True
        )
    )
    kind = "Dots of turnout by region" if by == "region" else "Line of turnout through the day"
    others = table["region"].nunique() - 1
    lines = f", with lines of {others} regions" if by == "hour" and others > 0 else ""
    return f"{kind}{lines}, {base_words(table['base'])}: {figures}."


def clock(observed_at: str) -> float:
    """Hours since midnight; not a number for the whole day.

    Examples
    --------
    >>> clock("13:30")
    13.5
    """
    if observed_at == CLOSE:
        return float(np.nan)
    hour, minute = observed_at.split(":")
    return int(hour) + int(minute) / 60
