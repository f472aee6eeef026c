"""What exit polls gave each contestant, against the official result."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.alternative import describe
from elecdata.plot.drawing import fit_title, new_axes, outline
from elecdata.plot.elections import only_one
from elecdata.plot.fitting import decimals, figure_of
from elecdata.plot.frame import as_frame, listed, numbers, optional_colors, texts
from elecdata.plot.rows import Entry, Label, Rows
from elecdata.plot.tones import tones
from elecdata.plot.words import base_words, hedged, sentences

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.lines import Line2D
    from narwhals.typing import IntoFrame

    from elecdata.dataset import Data as Home
    from elecdata.plot.frame import Data

_SAMPLE = ["n_respondents", "n_stations", "error_margin_pct"]
_OF_POLL = ["contestant_id", "poll", "scope", "value", *_SAMPLE, "figure", "asked"]
COLUMNS = [*_OF_POLL, "name", "color", "official", "base", "difference"]
_MARKS = "osD^vPX<>ph*d8"
_SIZE = 6.5
_STEP = 0.6  # Room between contestants, in rows.


def exit_polls(
    polls: Data,
    *,
    data: Home = None,
    ax: Axes | None = None,
    official: IntoFrame | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the share that each exit poll gave a contestant against the official one.

    Each poll has a mark of its own, told above the rows with whom it asked; a line joins it to
    the official share, and beside it stand its figure and the difference in points. What is
    drawn is the table of `exit_polls_table`.

    Parameters
    ----------
    polls : frame or str
        Polls of one election with the columns of the table ``exit_polls``, in any frame that
        narwhals supports, or the id of an election. The column ``scope``, where there is one, says
        where a poll asked: the id of a region, ``national``, or words of one's own.
    data : path, None or list of these, optional
        Where ids are looked up, as in `elecdata.load`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure, as high as the rows need.
    official : frame, optional
        Official results with ``contestant_id`` and ``vote_share_pct``; by default those of the
        package for the election of the polls.
    title : str, optional
        Title; by default what the picture shows. An empty string leaves it out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, with one collection of marks a poll.

    Raises
    ------
    PlotError
        If a column is missing, there is no poll, a poll has two figures for one contestant, the
        frame holds several elections, or there is no official result to set it against.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> polls = pd.DataFrame({
    ...     "pollster": "Institute", "contestant_id": ["a", "b"], "vote_share_pct": [72.1, 10.3],
    ... })
    >>> official = pd.DataFrame({"contestant_id": ["a", "b"], "vote_share_pct": [71.09, 10.95]})
    >>> exit_polls(polls, official=official, ax=Figure().subplots()).get_title()
    'Institute gave a 72.1%, officially 71.09%'
    """
    table = exit_polls_table(polls, data=data, official=official)
    note = _note(table)
    own, ax = ax is None, new_axes(ax)
    fit_title(ax, _finding(table) if title is None else title)
    _draw(ax, table, note, own=own)
    return describe(ax, sentences(_in_words(table), f"{_finding(table)}.", note))


def exit_polls_table(
    polls: Data, *, data: Home = None, official: IntoFrame | None = None
) -> pd.DataFrame:
    """Table that `exit_polls` draws: one row a contestant and poll.

    Parameters
    ----------
    polls, data, official
        As for `exit_polls`.

    Returns
    -------
    pandas.DataFrame
        ``contestant_id``, ``name``, ``color``, ``poll`` (pollster; what tells them apart where
        one pollster has several), ``scope`` (the part of the country that it covers, in words;
        empty where it covers all or nobody says), ``asked`` (how many, in words),
        ``n_respondents``, ``n_stations``, ``error_margin_pct``, ``value`` and ``official`` in per
        cent, ``difference`` in points, ``figure`` (as a label) and ``base``
        of the official share. The largest official share first.

    Examples
    --------
    >>> import elecdata
    >>> table = elecdata.plot.exit_polls_table("kz-2005-president")
    >>> table = table[table["poll"].str.startswith("Gallup")].set_index("name")
    >>> table[["value", "official", "difference"]]
                value  official  difference
    name
    Nazarbayev   83.2     91.15       -7.95
    Tuyakbay      9.9      6.61        3.29
    """
    needed = ["contestant_id", "vote_share_pct"]
    frame = as_frame(polls, needed, plot="exit_polls", table="exit_polls", home=data)
    only_one(frame, "election_id", plot="exit_polls", what="elections")
    results = _results(frame, official, data)
    rows = pd.DataFrame(
        {
            "contestant_id": texts(frame, "contestant_id"),
            "poll": _polls(frame),
            "scope": _scopes(frame, data),
            "value": _share(frame),
        }
    )
    for column in _SAMPLE:
        known = column in frame.columns
        rows[column] = numbers(frame, column, plot="exit_polls") if known else float("nan")
    hedges = frame.get("hedges", pd.Series(None, frame.index, dtype=object))
    rows["figure"] = [
        hedged(figure_of(value), hedge, "vote_share_pct")
        for value, hedge in zip(rows["value"], hedges, strict=True)
    ]
    rows["asked"] = [
        hedged(f"{figure_of(count)} asked", hedge, "n_respondents") if count == count else ""
        for count, hedge in zip(rows["n_respondents"], hedges, strict=True)
    ]
    # One row of a poll may carry the hedge of its sample, which holds for the whole poll.
    rows["asked"] = rows.groupby("poll")["asked"].transform(lambda said: max(said, key=len))
    rows = rows[rows["value"].notna()]
    if rows.empty:
        raise PlotError(
            f"exit_polls: column 'vote_share_pct' has no figure in any of {len(frame)} rows"
        )
    twice = rows[rows.duplicated(["contestant_id", "poll"])]
    if len(twice):
        first = twice.iloc[0]
        raise PlotError(
            f"exit_polls: {first['poll']} has two figures for {first['contestant_id']}; keep one, "
            "or tell the polls apart by poll_id"
        )
    return _joined(rows, results)


def _results(frame: pd.DataFrame, official: IntoFrame | None, data: Home) -> pd.DataFrame:
    """Names, colours and official shares by contestant."""
    if official is None and "election_id" not in frame.columns:
        raise PlotError(
            "exit_polls: the frame has no column 'election_id' and no official result is given; "
            "add the column, or pass official=, a frame with contestant_id and vote_share_pct"
        )
    given = str(frame["election_id"].iloc[0]) if official is None else official
    needed, home = ["contestant_id", "vote_share_pct"], data if official is None else None
    results = as_frame(given, needed, plot="exit_polls", home=home)
    only_one(results, "election_id", plot="exit_polls", what="elections")
    found = pd.DataFrame(
        {
            "contestant_id": texts(results, "contestant_id"),
            "name": texts(results, "short_name", "name", "contestant_id"),
            "color": optional_colors(results, plot="exit_polls"),
            "official": _share(results),
            "base": results.get("vote_share_base", pd.Series(None, results.index, dtype=object)),
        }
    )
    return found.drop_duplicates("contestant_id")


def _share(frame: pd.DataFrame) -> pd.Series[float]:
    """Shares of the vote, refused beyond 100."""
    share = numbers(frame, "vote_share_pct", plot="exit_polls")
    high = share[share > 100]
    if len(high):
        raise PlotError(
            f"exit_polls: column 'vote_share_pct' holds {high.iloc[0]:g} in row "
            f"{high.index[0]!r}; shares are per cent, 0 to 100"
        )
    return share


def _polls(frame: pd.DataFrame) -> pd.Series[str]:
    """Pollsters, with the id of the poll where one pollster has several."""
    names, ids = texts(frame, "pollster", "poll_id"), texts(frame, "poll_id", "pollster")
    pairs = pd.DataFrame({"name": names, "id": ids}).drop_duplicates()
    several = set(pairs.loc[pairs["name"].duplicated(keep=False), "name"])
    start = {n: _start(pairs.loc[pairs["name"] == n, "id"].tolist()) for n in several}
    told = [
        f"{name} ({each.removeprefix(start[name]) or each})" if name in several else name
        for name, each in zip(names, ids, strict=True)
    ]
    return pd.Series(told, index=frame.index, dtype=object)


def _start(ids: list[str]) -> str:
    """What all of several ids begin with."""
    same = [len(set(letters)) == 1 for letters in zip(*ids, strict=False)]
    return ids[0][: [*same, False].index(False)]


def _scopes(frame: pd.DataFrame, data: Home) -> pd.Series[str]:
    """The part of the country that each poll covers; empty for the whole, or where none is told."""
    own = texts(frame, "scope").replace({"unnamed": "", "national": ""})
    if not own.any():
        return own
    from elecdata.loading import load

    regions = load("regions", data=data).set_index("region_id")["name"]
    return own.map(regions + " alone").astype(object).fillna(own)


def _joined(rows: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Polls with the official shares, the largest contestants first."""
    table = rows.merge(results, on="contestant_id", how="left")
    table["name"] = table["name"].fillna(table["contestant_id"])
    table["color"] = table["color"].fillna("#8c8c8c")
    if table["official"].isna().all():
        raise PlotError(
            "exit_polls: no contestant of the polls has an official share; pass official=, a frame "
            f"with contestant_id ({listed(rows['contestant_id'].unique())}) and vote_share_pct"
        )
    table["difference"] = (table["value"] - table["official"]).round(6)
    table["_size"] = table["official"].fillna(-1.0)
    table["_turn"] = table["poll"].map({p: i for i, p in enumerate(table["poll"].unique())})
    order = ["_size", "name", "_turn"]
    table = table.sort_values(order, ascending=[False, True, True], kind="stable")
    return table[COLUMNS].reset_index(drop=True)


def _asked(row: dict[Any, Any]) -> str:
    """Whom a poll asked, in words."""
    said = []
    if row["asked"]:
        said.append(row["asked"])
    if row["n_stations"] == row["n_stations"]:
        said.append(f"{figure_of(row['n_stations'])} stations")
    if row["error_margin_pct"] == row["error_margin_pct"]:
        said.append(f"±{figure_of(row['error_margin_pct'])}")
    words = ", ".join(said) or "sample not stated"
    return f"{row['poll']}: {words}{'. ' + row['scope'] if row['scope'] else ''}"


def _signed(difference: float) -> str:
    """A difference in points with its sign."""
    return "±0.0" if abs(difference) < 0.05 else f"{difference:+.1f}".replace("-", "−")  # noqa: RUF001


def _note(table: pd.DataFrame) -> str:
    """Footnote: what stands in brackets, and who has no official share."""
    lacking = table.loc[table["official"].isna(), "name"].unique()
    gone = f"No official share: {listed(lacking)}." if len(lacking) else ""
    part = "" if (table["scope"] == "").all() else "Official shares are of all who voted."
    return sentences("In brackets the difference from the official share, in points.", part, gone)


def _finding(table: pd.DataFrame) -> str:
    """What the picture shows, in a sentence: the widest difference of a poll of all voters."""
    known = table[table["difference"].notna()]
    whole = known[known["scope"] == ""]
    known = whole if len(whole) else known
    row = known.iloc[int(known["difference"].abs().argmax())]
    official = f"{figure_of(row['official'], digits=decimals(table['official']))}%"
    if row["scope"]:  # Its figure and the official one are not of the same voters.
        return (
            f"{row['poll']} gave {row['name']} {row['figure']}% ({row['scope']}), officially "
            f"{official} in all"
        )
    return f"{row['poll']} gave {row['name']} {row['figure']}%, officially {official}"


def _in_words(table: pd.DataFrame) -> str:
    """The picture as a text."""
    said = []
    for name, rows in table.groupby("name", sort=False):
        official = (
            figure_of(rows["official"].iloc[0], digits=decimals(table["official"])) or "not known"
        )
        polls = ", ".join(f"{f} by {p}" for f, p in zip(rows["figure"], rows["poll"], strict=True))
        said.append(f"{name}: official {official}, {polls}")
    asked = [_asked(row) for row in table.drop_duplicates("poll").to_dict("records")]
    return (
        f"Exit polls against official shares, in per cent. {'; '.join(said)}. {'; '.join(asked)}."
    )


def _draw_marks(
    ax: Axes, table: pd.DataFrame, polls: pd.Series[str]
) -> tuple[list[PathCollection], list[Line2D]]:
    """Draw the marks of each poll; they and their like for the key."""
    marks, handles = [], []
    for poll, marker in zip(polls, cycle(_MARKS), strict=False):
        rows = table[table["poll"] == poll]
        made = ax.scatter(
            rows["value"],
            rows["y"],
            s=_SIZE**2,
            c=rows["color"].tolist(),
            edgecolors=rows["ink"].tolist(),
            marker=marker,
            linewidths=0.8,
            label=poll,
            clip_on=False,
            zorder=3,
        )
        marks.append(made)
        handles.append(_handle(ax, marker))
    return marks, handles


def _draw(ax: Axes, table: pd.DataFrame, note: str, *, own: bool) -> None:
    """Draw a group of rows a contestant, a row a poll."""
    table = table.copy()
    group = (table["name"] != table["name"].shift()).cumsum() - 1
    table["y"] = _STEP * group + pd.RangeIndex(len(table)).to_numpy()
    tone = tones(ax)
    table["ink"] = [outline(str(color), tone.paper) for color in table["color"]]
    known = table[table["official"].notna()]
    ax.hlines(
        known["y"],
        known["official"],
        known["value"],
        colors=known["ink"].tolist(),
        linewidth=2,
        zorder=2,
    )
    polls = table.drop_duplicates("poll").sort_index()
    marks, handles = _draw_marks(ax, table, polls["poll"])
    names = [_asked(row) for row in polls.to_dict("records")]
    groups = [rows for _, rows in table.groupby("name", sort=False)]
    digits = decimals(table["official"])
    for rows in groups:
        ends = [rows["y"].iloc[0] - 0.45, rows["y"].iloc[-1] + 0.45]
        ax.plot([rows["official"].iloc[0]] * 2, ends, color=tone.ink, linewidth=2, zorder=2.5)
    ax.set_xlabel(f"Share of the vote (official: {base_words(known['base'])})")
    Rows(
        ax,
        span=(0.0, float(table[["value", "official"]].max().max())),
        count=float(table["y"].iloc[-1]) + 1,
        names=[Entry(r["y"].mean(), r["name"].iloc[0], len(r) + _STEP) for r in groups],
        tags=[
            Entry(r["y"].mean(), figure_of(r["official"].iloc[0], digits=digits) or "–", len(r))
            for r in groups
        ],
        labels=[_label(row) for row in table.to_dict("records")],
        key=([*handles, _handle(ax, "|")], [*names, "official share"]),
        note=note,
        marks=marks,
    ).settle(own=own)


def _label(row: dict[Any, Any]) -> Label:
    """Figure and difference, beyond the mark and the official line."""
    if row["difference"] != row["difference"]:
        return Label(row["value"], row["y"], row["figure"], off=6.0)
    at = max(row["value"], row["official"])
    return Label(at, row["y"], f"{row['figure']} ({_signed(row['difference'])})", off=6.0)


def _handle(ax: Axes, marker: str) -> Line2D:
    """Mark of a poll, or of the official share, in the key."""
    from matplotlib.lines import Line2D

    tone, official = tones(ax), marker == "|"
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=marker,
        markersize=1.6 * _SIZE if official else _SIZE,
        color=tone.ink if official else tone.soft,
        markeredgewidth=2 if official else 0,
    )
