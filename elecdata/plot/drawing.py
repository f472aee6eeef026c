"""What the pictures share when they draw: axes, outlines, lines of text cut to a width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elecdata.errors import PlotError
from elecdata.plot.folding import even
from elecdata.plot.tones import LIGHT, contrast, luminance, tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

_ROOMY = 210.0  # Points that axes measure, at the least, where letters have their full size.
_LEAST = 0.72  # Share of that size in the smallest axes.
_SQUARE = 4.0  # Inches that a square figure measures, where its default width allows.
_PALE = 1.9  # Contrast to the paper below which a shape needs an outline.


def new_axes(ax: Axes | None, *, square: bool = False) -> Axes:
    """Axes to draw on: the caller's, or those of a new figure.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        What the caller gave.
    square : bool
        Make a new figure as wide as it is high.

    Returns
    -------
    matplotlib.axes.Axes
        The caller's axes, or new ones in a figure of the default size and constrained layout.

    Raises
    ------
    PlotError
        If `ax` is something else, such as the array of several axes, or cannot be drawn on.
    """
    from matplotlib.axes import Axes

    if ax is not None:
        if not isinstance(ax, Axes):
            raise PlotError(f"ax is {type(ax).__name__}; give one matplotlib Axes or None")
        return _usable(ax)
    from matplotlib import pyplot as plt

    figure, made = plt.subplots(layout="constrained")
    if square:
        wide, high = figure.get_size_inches()
        side = min(wide, max(high, _SQUARE))
        figure.set_size_inches(side, side)
    made.set_title(" ")
    figure.draw_without_rendering()  # Lets the layout find the place of the axes.
    return made


def _usable(ax: Axes) -> Axes:
    """The caller's axes with linear scales; refused where they have no room of their own."""
    if ax.name != "rectilinear":
        raise PlotError(f"ax has the projection {ax.name!r}; give axes with two straight scales")
    if min(room(ax)) < 1:
        raise PlotError("ax has no width or no height; give larger axes")
    place = ax.get_position(original=True).bounds
    for other in ax.figure.axes:
        shared = (
            each.joined(ax, other) for each in (ax.get_shared_x_axes(), ax.get_shared_y_axes())
        )
        if other is not ax and any(shared) and other.get_position(original=True).bounds == place:
            raise PlotError("ax is a twin of other axes; give axes with a place of their own")
    if ax.get_xscale() != "linear":
        ax.set_xscale("linear")
    if ax.get_yscale() != "linear":
        ax.set_yscale("linear")
    return ax


def without_scales(ax: Axes) -> None:
    """Take the scales away; hidden ones cost no time in a layout."""
    ax.set_axis_off()
    ax.xaxis.set_visible(False)
    ax.yaxis.set_visible(False)


def room(ax: Axes) -> tuple[float, float]:
    """Width and height in pixels of the place that the axes were given in their figure."""
    place, whole = ax.get_position(original=True), ax.figure.bbox
    return place.width * whole.width, place.height * whole.height


def pixels(ax: Axes, points: float) -> float:
    """Length in points as pixels of the figure."""
    return points * ax.figure.dpi / 72


def letters(ax: Axes) -> float:
    """Size of the letters of names and notes inside axes: small, and smaller in small axes."""
    return in_points("small") * min(max(min(room(ax)) / pixels(ax, _ROOMY), _LEAST), 1.0)


def in_points(size: float | str) -> float:
    """Size of letters in points, also of one that is named, such as small."""
    from matplotlib.font_manager import FontProperties

    return float(FontProperties(size=size).get_size_in_points())


def plain(text: Text) -> Text:
    """Show dollar signs and the like as such: names are no formulas, and no TeX."""
    text.set(parse_math=False, usetex=False)
    return text


def wrap(text: Text, width: float) -> Text:
    """Break a text into even lines no wider than a number of pixels; not at no-break spaces."""
    figure = text.get_figure()
    points = width * 72 / figure.dpi if figure else width
    lines = even(text.get_text(), plain(text).get_fontproperties(), points)
    text.set_text("\n".join(lines).replace("\xa0", " "))
    return text


def fit_title(ax: Axes, title: str) -> Text:
    """Set the title, a little smaller or broken into lines where the axes are narrow."""
    text, width = plain(ax.set_title(title)), room(ax)[0]
    text.set_color(tones(ax).ink)
    if len(ax.figure.axes) == 1:  # No neighbour: the title may be wider than the axes.
        place = ax.get_position(original=True)
        width = 1.96 * min(place.x0 + place.width / 2, 1 - place.x0 - place.width / 2)
        width *= ax.figure.bbox.width
    if not title:
        return text
    lines = wrap(text, width).get_text().count("\n")
    if lines:
        text.set(text=title, fontsize=0.85 * float(text.get_fontsize()))
        wrap(text, width)
    return text


def fit_labels(ax: Axes, across: str, up: str) -> None:
    """Name the two scales, in lines no longer than the axes are wide and high."""
    from matplotlib import rcParams

    share = letters(ax) / in_points("small")
    wide, high = room(ax)
    if ax.get_aspect() != "auto":
        wide = high = min(wide, high)
    usual = rcParams["xtick.labelsize"], rcParams["ytick.labelsize"]
    for axis, said, size in zip((ax.xaxis, ax.yaxis), (across, up), usual, strict=True):
        label = plain(axis.label)
        label.set_fontsize(share * float(label.get_fontsize()))
        own = (axis.get_tick_params() or {}).get("labelsize", size)
        axis.set_tick_params(labelsize=share * in_points(own))
        if axis is ax.yaxis:  # A layout makes room for more lines of title and label than one.
            texts = (ax.title, ax.xaxis.label)
            more = sum(t.get_text().count("\n") * 1.2 * float(t.get_fontsize()) for t in texts)
            high = max(high - pixels(ax, more), 0.4 * high)
        length = 0.97 * (wide if axis is ax.xaxis else high) / pixels(ax, 1)
        lines = even(said, label.get_fontproperties(), length)
        label.set(text="\n".join(lines).replace("\xa0", " "), color=tones(ax).ink)


def outline(color: str, paper: str = LIGHT.paper) -> str:
    """Colour for the edge of a shape: its own, or a stronger shade where it hardly stands out.

    Examples
    --------
    >>> outline("#0072b2"), outline("#ffffff"), outline("#000000", "#15181e")
    ('#0072b2', '#8c8c8c', '#737373')
    """
    from matplotlib.colors import to_hex, to_rgb

    if contrast(color, paper) >= _PALE:
        return color
    away = 0.0 if luminance(paper) > 0.3 else 1.0
    red, green, blue = (part + 0.45 * (away - part) for part in to_rgb(color))
    return to_hex((red, green, blue))
