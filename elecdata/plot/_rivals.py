"""What every source gives for one quantity, one row a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.alternative import describe
from elecdata.plot.contests import records
from elecdata.plot.dates import day_text
from elecdata.plot.drawing import fit_title, new_axes, pixels
from elecdata.plot.frame import as_frame, numbers, texts
from elecdata.plot.legends import row_legend
from elecdata.plot.listing import Listing, capacity, ends_of_scale, tag
from elecdata.plot.testimony import claims_on
from elecdata.plot.tones import tones
from elecdata.plot.words import BASES, quantity, sentences, started
from elecdata.schema.vocabulary import SOURCE_KIND, STAGE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.legend import Legend
    from matplotlib.text import Annotation
    from narwhals.typing import IntoFrame

    from elecdata.dataset import Data as Home

_MARKERS = {
    "partial": "v",
    "preliminary": "D",
    "unstated": "s",
    "final": "o",
    "after_annulment": "^",
    "after_rerun": "P",
}
_KINDS = {
    "official": "Official",
    "igo": "Intergovernmental",
    "ngo": "Non-governmental",
    "scholarly": "Scholarly",
    "press": "Press",
    "encyclopedia": "Encyclopedias",
}
_BLUE, _RED = "#0072b2", "#d55e00"
_FOOTNOTES = "†‡§¶*#"
_SIZE = 6.5  # Diameter of a mark, in points of print.


def rivals(
    claims: IntoFrame | str,
    *path: str,
    data: Home = None,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Draw what every source gives for one quantity, and which figure was adopted.

    Each source is a row, under the kind of source it is and in the order of publication; sources
    whose day is not known come last in their kind and say so. The mark stands at the figure: its
    shape is the stage of the count, full marks agree with what is adopted, hollow ones contradict
    it, and the adopted claim has a ring and a line through all rows. Beside the mark stands the
    figure as the source words it, with a sign for its base where the source states one.

    Parameters
    ----------
    claims : str or frame
        Id of an election, or a frame such as `rivals_table` returns.
    data : path, None or list of these, optional
        Where ids are looked up, as in `elecdata.load`.
    *path : str
        Subject and column, or the column alone, as in `elecdata.explain`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure, as high as the rows need.
    title : str, optional
        Title; by default what the picture shows. An empty string leaves it out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, sources from the top down.

    Raises
    ------
    PlotError
        If no source gives a number.
    UnknownNameError
        When there is no such election, subject or column.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = rivals("kz-2012-majilis", "seats", ax=Figure().subplots())
    >>> ax.get_title()
    'Majilis of Kazakhstan, 2012: ... sources put seats at 107 to 108; 107 is adopted'
    """
    table = rivals_table(claims, *path, data=data)
    about = table.attrs.get("rivals", {})
    own, ax = ax is None, new_axes(ax)
    shown = table if own else _kept(table, capacity(ax, lines=1, foot=70))
    fit_title(ax, _finding(table, about) if title is None else title)
    ax.set_xlabel(_axis_label(about))
    names, strong, places = _lines(shown)
    marks, tags = _draw_marks(ax, shown, places)
    _draw_adopted(ax, table, len(names))
    key = _draw_legend(ax, shown)
    cut = len(table) - len(shown)
    said = sentences(
        *(f"{sign} of {BASES.get(base, base)}." for base, sign in _signs(shown).items()),
        f"No room for {cut} more of {len(table)} claims." if cut else "",
    )
    span = ends_of_scale(float(table["value"].min()), float(table["value"].max()), margin=0.06)
    whole = bool(table["value"].mod(1).eq(0).all())
    Listing(
        ax,
        names,
        span=span,
        strong=strong,
        tags=tags,
        marks=marks,
        key=key,
        note=said,
        ticks="whole" if whole else "numbers",
    ).settle(own=own)
    return describe(ax, _in_words(table, about))


def rivals_table(claims: IntoFrame | str, *path: str, data: Home = None) -> pd.DataFrame:
    """Compute what `rivals` draws.

    Parameters
    ----------
    claims, data, *path
        As in `rivals`. A frame needs ``value``, and ``source``, ``kind``, ``published``,
        ``stage``, ``base``, ``shown`` and ``standing`` where these are known.

    Returns
    -------
    pandas.DataFrame
        One row a claim, by kind of source and day of publication, days not known last:
        ``kind``, ``source`` (author and publisher), ``published`` (day, or missing), ``value``,
        ``shown`` (the value with its hedge), ``stage``, ``base``, ``standing`` (adopted, agrees,
        rejected, ...). ``attrs["rivals"]`` has the subject, the column and the unit.

    Raises
    ------
    PlotError
        As `rivals` does.

    Examples
    --------
    >>> table = rivals_table("kz-2012-majilis", "seats")
    >>> table.loc[table["standing"] == "rejected", ["source", "value"]].to_numpy().tolist()
    [['World Politics Review', 108.0]]
    """
    about: dict[str, str] = {}
    if isinstance(claims, str):
        if not path:
            raise PlotError(
                "rivals: no column is named; give the election and the path of one quantity, as in "
                f"rivals({claims!r}, 'turnout_pct') or rivals({claims!r}, 'kz-ak-zhol', 'seats')"
            )
        frame, about = claims_on(claims, path, data)
    else:
        frame = as_frame(claims, ["value"], plot="rivals", home=data)
        about = dict(frame.attrs.get("rivals", {}))
    table = pd.DataFrame(
        {
            "kind": texts(frame, "kind").replace("unnamed", "kind not known"),
            "source": texts(frame, "source", "source_id"),
            "published": _days(frame),
            "value": numbers(frame, "value", plot="rivals"),
            "stage": texts(frame, "stage").replace("unnamed", "unstated"),
            "base": texts(frame, "base").replace("unnamed", ""),
            "standing": texts(frame, "standing").replace("unnamed", "unresolved"),
        }
    )
    table["shown"] = (
        texts(frame, "shown") if "shown" in frame else table["value"].map("{:,.10g}".format)
    )
    table = table[table["value"].notna()]
    if table.empty:
        raise PlotError(f"rivals: no source gives a number among {len(frame)}; there is no figure")
    rank = table["kind"].map({kind: at for at, kind in enumerate(SOURCE_KIND.terms)}).fillna(99)
    table = table.assign(rank=rank).sort_values(
        ["rank", "kind", "published", "value", "source"], na_position="last", kind="stable"
    )
    table = table.drop(columns="rank").reset_index(drop=True)
    table.attrs["rivals"] = about
    return table


def _days(frame: pd.DataFrame) -> pd.Series:
    """Days of publication; missing where they are not known."""
    if "published" not in frame:
        return pd.Series(pd.NaT, index=frame.index)
    days = pd.to_datetime(frame["published"], errors="coerce", format="ISO8601")
    return pd.Series(days.to_numpy("datetime64[ns]"), index=frame.index)


def _kept(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """Claims that have room: the adopted one, then those that contradict it, then the rest."""
    rank = table["standing"].map({"adopted": 0, "agrees": 2}).fillna(1)
    order = rank.sort_values(kind="stable").index
    size = most
    while size > 1 and size + table.loc[order[:size], "kind"].nunique() > most:
        size -= 1
    return table.loc[sorted(order[:size])].reset_index(drop=True)


def _lines(shown: pd.DataFrame) -> tuple[list[str], list[int], list[int]]:
    """Names of all rows, which of them are headings, and the row of each claim."""
    names: list[str] = []
    strong, places = [], []
    for kind, claims in shown.groupby("kind", sort=False):
        strong.append(len(names))
        names.append(_KINDS.get(str(kind), str(kind).capitalize()))
        for claim in records(claims):
            places.append(len(names))
            day = "" if pd.isna(claim.published) else f", {day_text(claim.published)}"
            names.append(f"{claim.source}{day[:2]}{day[2:].replace(' ', chr(0xA0))}")
    return names, strong, places


def _draw_marks(
    ax: Axes, shown: pd.DataFrame, places: list[int]
) -> tuple[list[PathCollection], list[Annotation]]:
    """Draw one mark a claim and write its figure beside it."""
    tone = tones(ax)
    drawn, marks = shown.assign(row=places), []
    for (stage, standing), claims in drawn.groupby(["stage", "standing"], sort=False):
        face, edge = _paint(str(standing), tone.ink, tone.paper)
        made = ax.scatter(
            claims["value"],
            claims["row"],
            s=_SIZE**2,
            marker=_MARKERS.get(str(stage), "s"),
            facecolors=face,
            edgecolors=edge,
            linewidths=1.2,
            zorder=3,
            label=f"{stage}, {standing}",
        )
        marks.append(made)
    ring = drawn[drawn["standing"] == "adopted"]
    around = ax.scatter(
        ring["value"],
        ring["row"],
        s=(1.9 * _SIZE) ** 2,
        facecolors="none",
        edgecolors=_edge(_BLUE, tone.paper),
        linewidths=1.2,
        zorder=3,
        label="ring",
    )
    signs = _signs(shown)
    figures = [_figure(ax, each, signs.get(each.base, "")) for each in records(drawn)]
    return [*marks, around], figures


def _signs(shown: pd.DataFrame) -> dict[str, str]:
    """A sign for each base that a source states; what bases there are is a short list."""
    bases = [base for base in shown["base"].drop_duplicates() if base]
    return {base: _FOOTNOTES[at % len(_FOOTNOTES)] for at, base in enumerate(bases)}


def _figure(ax: Axes, claim: Any, sign: str) -> Annotation:
    """Write a claim's figure beside its mark."""
    made = tag(ax, f"{claim.shown}{sign}", (claim.value, claim.row), away=8)
    if claim.standing == "adopted":
        made.set(color=tones(ax).ink, weight="bold")
    return made


def _paint(standing: str, ink: str, paper: str) -> tuple[str, str]:
    """Face and edge of a mark."""
    if standing == "adopted":
        return _edge(_BLUE, paper), _edge(_BLUE, paper)
    return (ink, ink) if standing == "agrees" else (paper, _edge(_RED, paper))


def _edge(color: str, paper: str) -> str:
    """Colour as it is on light paper, lighter on dark paper."""
    from elecdata.plot.tones import luminance

    lighter = {_BLUE: "#56b4e9", _RED: "#ff8c42"}
    return color if luminance(paper) > 0.3 else lighter[color]


def _draw_adopted(ax: Axes, table: pd.DataFrame, rows: int) -> None:
    """Draw a line at the adopted figure through all rows."""
    for value in table.loc[table["standing"] == "adopted", "value"].unique():
        ax.plot(
            [value, value],
            [-0.5, rows - 0.5],
            color=_edge(_BLUE, tones(ax).paper),
            linewidth=0.9,
            linestyle=(0, (4, 2)),
            zorder=1,
            label="adopted",
        )


def _draw_legend(ax: Axes, shown: pd.DataFrame) -> Legend:
    """Name the stages and the standings that are there."""
    from matplotlib.lines import Line2D

    tone = tones(ax)
    handles, names = [], []
    for stage in [each for each in STAGE.terms if each in set(shown["stage"])]:
        handles.append(
            Line2D([], [], linestyle="none", marker=_MARKERS[stage], color=tone.soft, markersize=5)
        )
        names.append("stage not stated" if stage == "unstated" else stage.replace("_", " "))
    for standing in shown["standing"].drop_duplicates():
        face, edge = _paint(standing, tone.ink, tone.paper)
        ring = standing == "adopted"
        handles.append(
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                markerfacecolor="none" if ring else face,
                markeredgecolor=edge,
                markersize=8 if ring else 5,
                markeredgewidth=1.2,
            )
        )
        said = {"adopted": "adopted (ring)", "agrees": "agrees (full)"}
        names.append(said.get(standing, f"{standing} (hollow)"))
    return row_legend(
        ax,
        handles,
        names,
        limit=pixels(ax, 26),
        loc="upper left",
        bbox_to_anchor=(0, 0),
        borderaxespad=0,
    )


def _axis_label(about: dict[str, str]) -> str:
    """Label of the scale: what the column holds and its unit."""
    words, sign = quantity(about.get("column", "value"))
    unit = sign or about.get("unit", "")
    alone = not unit or unit.startswith("see ") or unit in words
    return started(words) if alone else f"{started(words)} ({unit})"


def _finding(table: pd.DataFrame, about: dict[str, str]) -> str:
    """What the picture shows, in a sentence."""
    sources = len(table.drop_duplicates(["kind", "source", "published"]))
    low, high = table.sort_values("value", kind="stable")["shown"].iloc[[0, -1]]
    adopted = table.loc[table["standing"] == "adopted", "shown"].unique()
    column, sign = quantity(about.get("column", "the value"))
    low, high = f"{low}{sign}" if low == high else low, f"{high}{sign}"
    if table["value"].nunique() > 1:
        said = f"{sources} sources put {column} at {low} to {high}"
    else:
        who = "one source gives" if sources == 1 else f"all {sources} sources give"
        said = f"{who} {column} as {low}"
    end = f"; {adopted[0]}{sign} is adopted" if len(adopted) else "; none is adopted"
    subject = f"{about['subject']}: " if "subject" in about else ""
    return f"{subject}{said}{end}"


def _in_words(table: pd.DataFrame, about: dict[str, str]) -> str:
    """The picture as a text."""
    said = "; ".join(
        f"{row.source} ({row.kind}, "
        f"{'no date' if pd.isna(row.published) else day_text(row.published)}) {row.shown}, "
        f"{row.stage}{f', of {row.base}' if row.base else ''}, {row.standing}"
        for row in records(table)
    )
    return f"Figures of every source on one scale. {_finding(table, about)}. {said}."
