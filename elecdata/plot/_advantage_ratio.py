"""Share of the seats over share of the vote, against share of the vote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.alternative import describe
from elecdata.plot.contests import records
from elecdata.plot.drawing import fit_labels, fit_title, letters, new_axes, pixels, room
from elecdata.plot.folding import Words
from elecdata.plot.frame import listed
from elecdata.plot.points import (
    SIZE,
    check_any,
    crowd_of,
    draw_key,
    draw_points,
    name_line,
    points_of,
    tell_crowd,
)
from elecdata.plot.scales import root, round_shares, square
from elecdata.plot.tags import NameTags
from elecdata.plot.tones import tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend
    from matplotlib.text import Text

    from elecdata.dataset import Data as Home
    from elecdata.plot.frame import Data

_HIGH = 0.4  # Most of the height that a note may take.
_RATIO = "Share of elected seats / share of the vote"


def advantage_ratio(
    results: Data = None,
    *,
    data: Home = None,
    ax: Axes | None = None,
    votes: str = "vote_share_pct",
    seats: str = "seats",
    label: str = "short_name",
    color: str = "color",
    election: str = "election_id",
    labels: bool = True,
    title: str | None = None,
) -> Axes:
    """Draw the proportionality profile: advantage ratio against share of the vote.

    The advantage ratio A is a contestant's share of the seats over its share of the vote: 1 where
    the two are equal, 2 where it has twice its due, 0 where it has votes and no seat. Shares of
    the vote are on a square-root scale, which spreads small parties; ratios on a linear one,
    which keeps 0. Each election has a marker of its own.

    Parameters
    ----------
    results, data, ax, votes, label, color, election, labels, title
        As in `seats_votes`.
    seats : str
        Column with the number of seats, or their share in any unit.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, with one collection of points per election.

    Raises
    ------
    PlotError
        If a column is missing, or if no contestant has both votes and seats.

    Notes
    -----
    Seats are shares of the seats filled at the polls: indirect seats (``contestant_type`` is
    ``indirect``) are neither drawn nor counted. Who has no share of the vote, as independents
    beside party lists, is counted and not drawn. A note in the picture names both, and those
    without a seat who stand too close together for names of their own.

    References
    ----------
    Taagepera, R. and Laakso, M. (1980). Proportionality profiles of West European electoral
    systems. European Journal of Political Research 8(4), 423-446.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame({
    ...     "short_name": ["Big", "Small"],
    ...     "vote_share_pct": [80.0, 20.0],
    ...     "seats": [90, 10],
    ...     "color": ["#0072b2", "#56b4e9"],
    ... })
    >>> ax = advantage_ratio(frame, ax=Figure().subplots())
    >>> ax.get_title()
    'Big gained most: 1.12 times its share of the vote'
    """
    names = {"votes": votes, "seats": seats, "label": label, "color": color}
    points = advantage_ratio_table(results, data=data, election=election, **names)
    drawn = points[points["advantage"].notna()].reset_index(drop=True)
    ax = new_axes(ax)
    fit_title(ax, _finding(drawn) if title is None else title)
    key = draw_key(ax, drawn, loc="upper right", borderpad=0)
    gone, top, (wide, high) = _left_out(points), _end(drawn), room(ax)
    taken = float(key.get_window_extent().width) if key else 0.0
    across = root(drawn["votes"]) / float(root(top)) * wide
    crowd = crowd_of(drawn["seats"], across, pixels(ax, letters(ax))) & labels
    most = max(0.96 * wide - taken, 0.3 * wide), _HIGH * high
    note = tell_crowd(ax, drawn[crowd], gone, (0.01, 0.99), most)
    _set_scales(ax, drawn, top, _headroom(ax, note, key))
    draw_points(ax, drawn, "advantage")
    line = _draw_line(ax, drawn, top)
    if labels:
        named = drawn.rename(columns={"votes": "x", "advantage": "y"})
        blocks: list[Text | Legend] = [line, *([key] if key else [])]
        how: dict[str, Any] = {"size": SIZE, "blocks": blocks, "note": note}
        how |= {"others": named[crowd], "line": [(0, 1), (top, 1)]}
        ax.add_artist(NameTags(ax, named[~crowd], **how))
    return describe(ax, _in_words(drawn, gone))


def advantage_ratio_table(
    results: Data = None,
    *,
    data: Home = None,
    votes: str = "vote_share_pct",
    seats: str = "seats",
    label: str = "short_name",
    color: str = "color",
    election: str = "election_id",
) -> pd.DataFrame:
    """Compute what `advantage_ratio` draws.

    Parameters
    ----------
    results, data, votes, seats, label, color, election
        As in `advantage_ratio`.

    Returns
    -------
    pandas.DataFrame
        One row a row of the data: ``election``, ``label``, ``color``, ``votes`` (per cent),
        ``seats`` (per cent of the seats filled at the polls of its election), ``advantage``
        (their ratio; missing where it is not defined) and ``indirect``.

    Raises
    ------
    PlotError
        As `advantage_ratio` does.

    Examples
    --------
    >>> table = advantage_ratio_table("kz-2012-majilis").set_index("label")
    >>> round(float(table["advantage"]["Nur Otan"]), 3)  # 83 of 98 seats for 80.99 per cent
    1.046
    """
    names = {"votes": votes, "seats": seats, "label": label, "color": color}
    names["election"] = election
    points = points_of(results, names, data=data, plot="advantage_ratio", shares=("votes",))
    check_any(points, ("votes", "seats"), names, "advantage_ratio")
    filled = points["seats"].mask(points["indirect"])
    total = filled.groupby(points["election"], sort=False).transform("sum")
    points["seats"] = 100 * filled / total.where(total > 0)
    points["advantage"] = points["seats"] / points["votes"].where(points["votes"] > 0)
    if points["advantage"].isna().all():
        raise PlotError(
            f"advantage_ratio: no row has {votes!r} above 0 and elected seats in {seats!r}, in an "
            "election that filled a seat; choose other elections, or name other columns: votes=, "
            "seats="
        )
    return points


def _finding(drawn: pd.DataFrame) -> str:
    """What the picture shows, in a sentence."""
    most = drawn.iloc[int(drawn["advantage"].argmax())]
    where = f" {most['election']}" if drawn["election"].nunique() > 1 else ""
    if drawn["advantage"].round(2).eq(1).all():
        return "Every share of seats equals the share of the vote"
    times = f"{most['advantage']:.2f} times its share of the vote"
    return f"{most['label']}{where} gained most: {times}"


def _in_words(drawn: pd.DataFrame, gone: str) -> str:
    """The picture as a text."""
    several = drawn["election"].nunique() > 1
    said = "; ".join(
        f"{row.label}{f' {row.election}' if several else ''}: {row.advantage:.2f} at "
        f"{row.votes:.1f}% of votes"
        for row in records(drawn)
    )
    text = (
        "Advantage ratio (share of elected seats over share of the vote) against share of the "
        f"vote, {len(drawn)} points. {said}. {_finding(drawn)}."
    )
    return f"{text} {gone}".rstrip()


def _left_out(points: pd.DataFrame) -> str:
    """Note on the rows that are not drawn, empty when all are."""
    several = points["election"].nunique() > 1
    gone = points[points["advantage"].isna()]
    whole = gone.groupby("election", sort=False).size().eq(points.groupby("election").size())
    empty = [name for name in gone["election"].drop_duplicates() if whole.get(name, False)]
    gone = gone[~gone["election"].isin(empty)] if several else gone

    def names(rows: pd.DataFrame) -> str:
        """Names with their elections."""
        found: dict[str, list[str]] = {}
        for name, where in zip(rows["label"], rows["election"], strict=True):
            found.setdefault(name, []).append(where)
        return listed(f"{n} ({', '.join(of)})" if several else n for n, of in found.items())

    direct = gone[~gone["indirect"]]
    kinds = {
        "indirect seats, outside both shares": gone[gone["indirect"]],
        "seats without a share of the vote": direct[
            ~direct["votes"].gt(0) & direct["seats"].notna()
        ],
        "seats missing": direct[direct["seats"].isna()],
    }
    said = [f"{why}: {names(rows)}" for why, rows in kinds.items() if len(rows)]
    if empty and several:
        said.append(f"no votes or no seats: {listed(empty)}")
    return f"Not drawn: {'; '.join(said)}." if said else ""


def _headroom(ax: Axes, note: Text, key: Legend | None) -> float:
    """Share of the height that note and legend take above the points."""
    boxes = [note.get_window_extent(), *([key.get_window_extent()] if key else [])]
    line = 2.2 * float(note.get_fontsize())  # The note may yet count names without room.
    taken = max(float(box.height) for box in boxes if box.height) if note.get_text() or key else 0
    return min((taken + pixels(ax, line)) / room(ax)[1], 0.6)


def _end(drawn: pd.DataFrame) -> float:
    """End of the scale of shares of the vote."""
    return min(max(1.3 * float(drawn["votes"].max()), 5.0), 115.0)


def _set_scales(ax: Axes, drawn: pd.DataFrame, top: float, headroom: float) -> None:
    """Scales with room for whole points at 0 and for names."""
    from matplotlib.ticker import FixedLocator, MaxNLocator

    high = max(1.05 * float(drawn["advantage"].max()), 1.2) / (1 - headroom)
    ax.set_xscale("function", functions=(root, square))
    ax.xaxis.set_major_locator(
        FixedLocator(round_shares(min(top, 100), max(0.08, pixels(ax, 18) / room(ax)[0])))
    )
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    ax.set_xlim(float(square(-0.04 * root(top))), top)
    ax.set_ylim(-0.05 * high, high)
    fit_labels(ax, "Share of the vote (%,\xa0square-root\xa0scale)", _RATIO)
    ax.spines[["top", "right"]].set_visible(False)


def _draw_line(ax: Axes, drawn: pd.DataFrame, top: float) -> Text:
    """Draw the line of equal shares; name it where it is free of points."""
    soft = tones(ax).soft
    ax.plot([0, top], [1, 1], color=soft, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
    at = ax.transData.transform(drawn[["votes", "advantage"]].to_numpy(dtype=float))
    across, up = ax.transAxes.inverted().transform(at).T
    line = float(ax.transAxes.inverted().transform(ax.transData.transform((0, 1)))[1])

    said = "A = 1: equal shares"
    wide = Words.one(said, letters(ax)) * pixels(ax, 1) / room(ax)[0] + 0.03

    def crowd(place: tuple[float, int]) -> int:
        """Points in the place that the name would take."""
        beside = (place[0] - wide <= across) & (across <= place[0] + 0.03)
        return int((beside & (abs(up - line - 0.04 * place[1]) <= 0.06)).sum())

    end, side = min(((x, s) for x in (0.99, 0.87, 0.75, 0.6) for s in (1, -1)), key=crowd)
    va, where = "bottom" if side > 0 else "top", ax.get_yaxis_transform()
    return name_line(ax, said, (end, 1), xycoords=where, xytext=(0, 3 * side), va=va)
