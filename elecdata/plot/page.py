"""A page of several pictures: its size, its parts, its head and foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from elecdata.errors import InvalidArgumentError, PlotError
from elecdata.plot.alternative import describe
from elecdata.plot.drawing import plain, without_scales
from elecdata.plot.folding import Words
from elecdata.plot.tones import Tones, tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

PAPERS = {"a4": (8.27, 11.69), "letter": (8.5, 11.0)}  # Inches, in portrait.
_HEAD, _FOOT = 1.02, 0.55  # Inches above and below the panels.
_EDGE = 0.45  # Inches left and right.
_GAP = 0.2  # Inches between panels.
_ROWS = (1.0, 1.15, 1.1)  # Heights of the rows of panels.


def new_page(figure: Figure | SubFigure | None, paper: str) -> Figure | SubFigure:
    """Empty figure to draw a page on: the caller's, or a new one of the size of a paper.

    Raises
    ------
    InvalidArgumentError
        If there is no such paper.
    PlotError
        If the caller's figure is none, or is not empty.
    """
    from matplotlib.figure import Figure, FigureBase

    if paper not in PAPERS:
        raise InvalidArgumentError(f"paper is {paper!r}; give one of {', '.join(PAPERS)}")
    if figure is None:
        return Figure(figsize=PAPERS[paper])
    if not isinstance(figure, FigureBase):
        raise PlotError(f"figure is {type(figure).__name__}; give a matplotlib Figure or None")
    if figure.axes or figure.subfigs:
        raise PlotError("figure holds something already; give an empty one, or None")
    return figure


@contextmanager
def small_letters() -> Iterator[None]:
    """Letters for panels that share a page."""
    import matplotlib as mpl

    with mpl.rc_context(
        {
            "font.size": 8.0,
            "axes.titlesize": 9.0,
            "axes.titleweight": "bold",
            "legend.fontsize": 6.7,
        }
    ):
        yield


def divide(sheet: Figure | SubFigure) -> list[SubFigure]:
    """Six parts in three rows, between head and foot."""
    wide, high = _inches(sheet)
    rest = high - _HEAD - _FOOT - 2 * _GAP
    tall = [rest * share / sum(_ROWS) for share in _ROWS]
    half = (wide - 2 * _EDGE - _GAP) / 2
    # A layout of parts has no margins; rows and columns left empty stand for them.
    grid = sheet.add_gridspec(
        7,
        5,
        wspace=0,
        hspace=0,
        height_ratios=[_HEAD, tall[0], _GAP, tall[1], _GAP, tall[2], _FOOT],
        width_ratios=[_EDGE, half, _GAP, half, _EDGE],
    )
    return [sheet.add_subfigure(grid[row, column]) for row in (1, 3, 5) for column in (1, 3)]


def panel_axes(part: SubFigure) -> Axes:
    """Axes that fill a part but for the lines of a title."""
    high = part.bbox.height / part.dpi
    return part.add_axes((0.01, 0.02, 0.98, 1 - 0.02 - 0.42 / high))


def explain(ax: Axes, heading: str, why: str) -> Axes:
    """Say in an empty panel why it is empty."""
    without_scales(ax)
    ax.set_title(heading, color=tones(ax).ink)
    wide = 0.9 * ax.get_window_extent().width * 72 / ax.figure.dpi
    [lines] = Words([why]).folded(8.0, wide)
    made = ax.text(0.5, 0.55, "\n".join(lines), ha="center", va="center", fontstyle="italic")
    plain(made).set_color(tones(ax).soft)
    return describe(ax, f"{heading}: {why}")


def write_head(sheet: Figure | SubFigure, name: str, headline: str, facts: str) -> None:
    """Write name, headline and facts at the top."""
    wide, high = _inches(sheet)
    room, at = 72 * (wide - 2 * _EDGE), 0.3
    size = 14.0
    while size > 8 and Words.one(headline, size, strong=True) > room:
        size -= 0.5
    lines_of: list[tuple[str, float, dict[str, Any]]] = [
        (name, 10.0, {"color": _tones(sheet).soft}),
        (headline, size, {"fontweight": "bold"}),
        (facts, 8.5, {}),
    ]
    for text, points, how in lines_of:
        [lines] = Words([text], strong=[0] if "fontweight" in how else []).folded(points, room)
        made = sheet.text(
            _EDGE / wide,
            1 - at / high,
            "\n".join(lines) if text else "",
            fontsize=points,
            va="top",
        )
        plain(made).set(**({"color": _tones(sheet).ink} | how))
        at += (len(lines) * 1.25 * points / 72 + 0.03) if text else 0.0


def write_foot(sheet: Figure | SubFigure, said: Sequence[str]) -> None:
    """Write sources and version at the bottom."""
    wide, high = _inches(sheet)
    room = 72 * (wide - 2 * _EDGE)
    lines = [line for each in Words(said).folded(6.5, room) for line in each]
    made = sheet.text(
        _EDGE / wide, 0.25 / high, "\n".join(lines), fontsize=6.5, va="bottom", linespacing=1.3
    )
    plain(made).set_color(_tones(sheet).soft)


def _inches(sheet: Figure | SubFigure) -> tuple[float, float]:
    """Width and height of a page."""
    return float(sheet.bbox.width / sheet.dpi), float(sheet.bbox.height / sheet.dpi)


def _tones(sheet: Figure | SubFigure) -> Tones:
    """Colours that stand out from the paper of a page with panels."""
    return tones(sheet.subfigs[0].axes[0])
