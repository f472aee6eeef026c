"""Share of the seats against share of the vote, one point per contestant and election."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.alternative import describe
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
    from elecdata.plot.labels import Array

    Corner = Literal["upper left", "lower right"]

_HIGH = 0.46  # Most of the axes that a note may take: above it the diagonal passes.


def seats_votes(
    results: Data = None,
    *,
    data: Home = None,
    ax: Axes | None = None,
    votes: str = "vote_share_pct",
    seats: str = "seat_share_pct",
    label: str = "short_name",
    color: str = "color",
    election: str = "election_id",
    scale: str = "sqrt",
    labels: bool = True,
    title: str | None = None,
) -> Axes:
    """Draw the share of the seats against the share of the vote.

    Contestants above the diagonal hold more seats than their votes are worth, those below it
    fewer. Each election has a marker of its own. Labels find room whenever the figure is drawn:
    none overlaps a point or another label, at any size of the figure.

    Parameters
    ----------
    results : frame, str, sequence of str or None
        Results in any frame that narwhals supports, the id of an election or several ids; by
        default all elections.
    data : path, None or list of these, optional
        Where ids are looked up, as in `elecdata.load`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new square figure.
    votes, seats : str
        Columns with the shares in per cent.
    label, color : str
        Columns with the name and the colour of a point. A missing name is replaced by ``name``
        or ``contestant_id``, a missing colour by grey.
    election : str
        Column that tells elections apart; without it the frame is one election.
    scale : str
        ``sqrt``, square roots on both axes, which spreads the small parties and keeps the
        diagonal straight; or ``linear``.
    labels : bool
        Write names beside the points.
    title : str, optional
        Title; by default what the picture shows. An empty string leaves it out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, with one collection of points per election.

    Raises
    ------
    PlotError
        If a column is missing, or if no row has both shares.

    Notes
    -----
    A row without one of the shares is left out, and a note in the picture says so: indirect
    seats have no votes, candidates for a presidency no seats. Where labels find no room, the
    note tells how many. Where five points or more without a seat stand close together, the note
    names them together, or says how many they are where their names are too long for it.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame({
    ...     "short_name": ["Nur Otan", "Ak Zhol"],
    ...     "vote_share_pct": [80.99, 7.47],
    ...     "seat_share_pct": [77.57, 7.48],
    ...     "color": ["#0072b2", "#56b4e9"],
    ... })
    >>> ax = seats_votes(frame, ax=Figure().subplots())
    >>> ax.get_title()
    'Nur Otan won 81.0% of votes and 77.6% of seats'
    """
    if scale not in ("sqrt", "linear"):
        raise PlotError(f"scale is {scale!r}; give 'sqrt' or 'linear'")
    names = {"votes": votes, "seats": seats, "label": label, "color": color}
    points = seats_votes_table(results, data=data, election=election, **names)
    drawn = points[points[["votes", "seats"]].notna().all(axis=1)].reset_index(drop=True)
    ax = new_axes(ax, square=True)
    fit_title(ax, _finding(drawn) if title is None else title)
    top = _set_scale(ax, drawn, scale)
    draw_points(ax, drawn, "seats")
    line = _draw_diagonal(ax, drawn, top)
    gone = _left_out(points)
    for_key, for_note = _quiet_corners(ax, drawn)
    key = draw_key(ax, drawn, loc=for_key)
    at = (0.99, 0.06) if for_note == "lower right" else (0.03, 0.99)
    side = min(room(ax))
    crowd = crowd_of(drawn["seats"], side * _fractions(ax, drawn)[0], pixels(ax, letters(ax)))
    crowd &= labels
    note = tell_crowd(ax, drawn[crowd], gone, at, (0.5 * side, _HIGH * side))
    if labels:
        named = drawn.rename(columns={"votes": "x", "seats": "y"})
        blocks: list[Text | Legend] = [line, *([key] if key else [])]
        mute = named[crowd]
        tags = NameTags(ax, named[~crowd], size=SIZE, blocks=blocks, note=note, others=mute)
        ax.add_artist(tags)
    return describe(ax, _in_words(drawn, gone))


def seats_votes_table(
    results: Data = None,
    *,
    data: Home = None,
    votes: str = "vote_share_pct",
    seats: str = "seat_share_pct",
    label: str = "short_name",
    color: str = "color",
    election: str = "election_id",
) -> pd.DataFrame:
    """Compute what `seats_votes` draws.

    Parameters
    ----------
    results, data, votes, seats, label, color, election
        As in `seats_votes`.

    Returns
    -------
    pandas.DataFrame
        One row a row of the data, in its order: ``election`` (short name; empty where the frame
        does not tell elections apart), ``label``, ``color``, ``votes`` and ``seats``, both in per
        cent. A row with both shares is a point; one that lacks a share is kept with that share
        missing, and the picture names it in a note.

    Raises
    ------
    PlotError
        As `seats_votes` does.

    Examples
    --------
    >>> table = seats_votes_table("kz-2012-majilis").set_index("label")
    >>> table.loc[["Nur Otan", "Assembly"], ["votes", "seats"]].round(2)
              votes  seats
    label
    Nur Otan  80.99  77.57
    Assembly    NaN   8.41
    """
    names = {"votes": votes, "seats": seats, "label": label, "color": color}
    names["election"] = election
    points = points_of(results, names, data=data, plot="seats_votes", shares=("votes", "seats"))
    check_any(points, ("votes", "seats"), names, "seats_votes")
    return points.drop(columns="indirect")


def _finding(drawn: pd.DataFrame) -> str:
    """What the picture shows, in a sentence."""
    if drawn["election"].nunique() == 1:
        most = drawn.iloc[int(drawn["seats"].argmax())]
        shares = f"{most['votes']:.1f}% of votes and {most['seats']:.1f}% of seats"
        return f"{most['label']} won {shares}"
    gap = (drawn["seats"] - drawn["votes"]).abs()
    most = drawn.iloc[int(gap.argmax())]
    shares = f"{most['votes']:.1f}% of votes, {most['seats']:.1f}% of seats"
    return f"Widest gap: {most['label']} {most['election']}, {shares}"


def _in_words(drawn: pd.DataFrame, gone: str) -> str:
    """The picture as a text."""
    several = drawn["election"].nunique() > 1
    said = "; ".join(
        f"{label}{f' {election}' if several else ''}: {votes:.1f}% of votes, {seats:.1f}% of seats"
        for label, election, votes, seats in zip(
            drawn["label"], drawn["election"], drawn["votes"], drawn["seats"], strict=True
        )
    )
    text = f"Seat share against vote share, {len(drawn)} points. {said}. {_finding(drawn)}."
    return f"{text} {gone}".rstrip()


def _left_out(points: pd.DataFrame) -> str:
    """Note on the rows that are not drawn, empty when all are."""
    lacks = points[["votes", "seats"]].isna().any(axis=1)
    if not lacks.any():
        return ""
    several = points["election"].nunique() > 1
    names: dict[str, list[str]] = {}
    for election, rows in points[lacks].groupby("election", sort=False):
        whole = several and len(rows) == (points["election"] == election).sum()
        for name in [] if whole else rows["label"]:
            names.setdefault(name, []).append(str(election))
        if whole:
            names[str(election)] = [f"all {len(rows)}"]
    said = [f"{name} ({', '.join(of)})" if several else name for name, of in names.items()]
    count = f"{lacks.sum()} of {len(points)} rows"
    return f"Not drawn, as a share is missing ({count}): {listed(said)}."


def _set_scale(ax: Axes, drawn: pd.DataFrame, scale: str) -> float:
    """Give both axes the same scale, with room for whole points at 0; return its end."""
    from matplotlib.ticker import FixedLocator, MaxNLocator

    top = min(max(1.2 * float(drawn[["votes", "seats"]].max().max()), 5.0), 110.0)
    low = -0.04 * top
    if scale == "sqrt":
        low = float(square(-0.04 * root(top)))
        ax.set_xscale("function", functions=(root, square))
        ax.set_yscale("function", functions=(root, square))
    apart = max(0.08, pixels(ax, 18) / min(room(ax)))
    for axis in (ax.xaxis, ax.yaxis):
        steps = MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10])
        axis.set_major_locator(FixedLocator(round_shares(top, apart)) if scale == "sqrt" else steps)
    ax.set_aspect("equal", adjustable="box")
    ax.set_xlim(low, top)
    ax.set_ylim(low, top)
    named = "%,\xa0square-root\xa0scale" if scale == "sqrt" else "%"
    fit_labels(ax, f"Share of the vote ({named})", f"Share of all seats ({named})")
    ax.spines[["top", "right"]].set_visible(False)
    return top


def _draw_diagonal(ax: Axes, drawn: pd.DataFrame, top: float) -> Text:
    """Draw the line of equal shares; name it where it is free of points."""
    soft = tones(ax).soft
    ax.plot([0, top], [0, top], color=soft, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
    across, up = _fractions(ax, drawn)

    def crowd(at: float) -> int:
        """Points in the place that the name would take."""
        beside = (at - 0.45 <= across) & (across <= at + 0.02)
        return int((beside & (at - 0.03 <= up) & (up <= at + 0.07)).sum())

    said = "seat share = vote share" if min(room(ax)) > pixels(ax, 120) else ""
    wide = Words.one(said, letters(ax)) * pixels(ax, 1) / min(room(ax)) + 0.08
    if wide > 0.6:
        said, wide = said.replace("= ", "=\n"), 0.6 * wide
    first = 0.75 if "\n" in said else 0.95  # Two lines stay below the title.
    at = min([first, *(each for each in (0.85, 0.7, 0.55) if wide < each < first)], key=crowd)
    where = {"xycoords": "axes fraction", "xytext": (-5, 0), "va": "bottom"}
    return name_line(ax, said, (at, at), **where)


def _quiet_corners(ax: Axes, drawn: pd.DataFrame) -> tuple[Corner, Corner]:
    """Corners off the diagonal for legend and note; the legend keeps off the points."""
    across, up = _fractions(ax, drawn)
    upper = ((across < 0.4) & (up > 0.6)).sum()
    lower = ((across > 0.6) & (up < 0.4)).sum()
    if upper <= lower:
        return "upper left", "lower right"
    return "lower right", "upper left"


def _fractions(ax: Axes, drawn: pd.DataFrame) -> tuple[Array, Array]:
    """Places of the points as fractions of the axes."""
    at = ax.transData.transform(drawn[["votes", "seats"]].to_numpy(dtype=float))
    across, up = ax.transAxes.inverted().transform(at).T
    return across, up
