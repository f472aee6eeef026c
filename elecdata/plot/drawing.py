"""What the pictures share when they draw: axes, outlines, lines of text cut to a width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elecdata.errors import PlotError
from elecdata.plot.tones import LIGHT, contrast, luminance, tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

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
        If `ax` is something else, such as the array of several axes.
    """
    from matplotlib.axes import Axes

    if ax is not None:
        if not isinstance(ax, Axes):
            raise PlotError(f"ax is {type(ax).__name__}; give one matplotlib Axes or None")
        return ax
    from matplotlib import pyplot as plt

    figure, made = plt.subplots(layout="constrained")
    if square:
        side = min(figure.get_size_inches())
        figure.set_size_inches(side, side)
    made.set_title(" ")
    figure.draw_without_rendering()  # Lets the layout find the place of the axes.
    return made


def room(ax: Axes) -> tuple[float, float]:
    """Width and height in pixels of the place that the axes were given in their figure."""
    place, whole = ax.get_position(original=True), ax.figure.bbox
    return place.width * whole.width, place.height * whole.height


def pixels(ax: Axes, points: float) -> float:
    """Length in points as pixels of the figure."""
    return points * ax.figure.dpi / 72


def plain(text: Text) -> Text:
    """Show dollar signs as such: names are no formulas."""
    text.set_parse_math(False)
    return text


def wrap(text: Text, width: float) -> Text:
    """Break a text into even lines no wider than a number of pixels; words stay whole."""
    plain(text)
    words = text.get_text().split(" ")
    lines = _lines(text, words, width)
    while width > 1:
        width *= 0.95
        tighter = _lines(text, words, width)
        if len(tighter) > len(lines) or len(lines) == 1:
            break
        lines = tighter
    text.set_text("\n".join(lines))
    return text


def _lines(text: Text, words: list[str], width: float) -> list[str]:
    """Fill lines one after the other."""
    lines = words[:1]
    for word in words[1:]:
        text.set_text(f"{lines[-1]} {word}")
        if text.get_window_extent().width <= width:
            lines[-1] = text.get_text()
        else:
            lines.append(word)
    return lines


def fit_title(ax: Axes, title: str) -> Text:
    """Set the title, a little smaller or broken into lines where the axes are narrow."""
    text, width = plain(ax.set_title(title)), room(ax)[0]
    text.set_color(tones(ax).ink)
    if len(ax.figure.axes) == 1:  # No neighbour: the title may be wider than the axes.
        place = ax.get_position(original=True)
        width = 1.96 * min(place.x0 + place.width / 2, 1 - place.x0 - place.width / 2)
        width *= ax.figure.bbox.width
    if text.get_window_extent().width > width:
        text.set_fontsize(0.85 * float(text.get_fontsize()))
    return wrap(text, width) if title else text


def outline(color: str, paper: str = LIGHT.paper) -> str:
    """The colour itself, or a stronger shade of it when it hardly stands out from the paper.

    Parameters
    ----------
    color : str
        Colour as ``#rrggbb``.
    paper : str
        Colour behind the shape.

    Returns
    -------
    str
        Colour for the edge of a shape: darker on light paper, lighter on dark paper.

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
