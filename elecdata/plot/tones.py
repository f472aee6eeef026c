"""Colours of paper and ink: those that fit the axes a picture is drawn on, light or dark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from elecdata.errors import PlotError

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Tones:
    """Colours other than those of parties.

    Attributes
    ----------
    paper : str
        Background that text and marks must stand out from.
    ink : str
        Titles, names, figures.
    soft : str
        Notes, ticks, lines of reference; still 4.5 to 1 against the paper.
    faint : str
        Grids and empty tracks.
    """

    paper: str
    ink: str
    soft: str
    faint: str


LIGHT = Tones(paper="#ffffff", ink="#262626", soft="#6b6b6b", faint="#e3e3e3")
DARK = Tones(paper="#15181e", ink="#f0f0f0", soft="#a3a8b0", faint="#363b44")
STYLES = {"light": LIGHT, "dark": DARK}


def tones(ax: Axes) -> Tones:
    """Colours that stand out from the background of some axes, of any style.

    Where the axes are transparent, their figure's background counts.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> tones(Figure(facecolor="black").subplots(subplot_kw={"facecolor": "none"})).ink
    '#f0f0f0'
    """
    from matplotlib.colors import to_hex, to_rgba

    grounds = (ax.get_facecolor(), ax.figure.get_facecolor(), LIGHT.paper)
    paper = next(to_hex(each) for each in grounds if to_rgba(each)[3] >= 0.5)
    return replace(LIGHT if luminance(paper) > 0.3 else DARK, paper=paper)


def luminance(color: str) -> float:
    """Relative luminance of a colour, 0 for black to 1 for white, as WCAG 2 defines it.

    Examples
    --------
    >>> luminance("#ffffff"), luminance("#000000")
    (1.0, 0.0)
    """
    from matplotlib.colors import to_rgb

    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return round(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2], 6)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21, as WCAG 2 defines it.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    low, high = sorted((luminance(one), luminance(other)))
    return round((high + 0.05) / (low + 0.05), 6)


@contextmanager
def style(name: str = "light") -> Iterator[None]:
    """Draw pictures on light or dark paper, within a ``with`` block.

    The pictures themselves take their inks from the axes they are drawn on, so any style of
    matplotlib works too; this gives the two that elecdata is tried with.

    Parameters
    ----------
    name : str
        ``light`` or ``dark``.

    Raises
    ------
    PlotError
        If there is no such style.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> with style("dark"):
    ...     ax = Figure().subplots()
    >>> tones(ax).paper
    '#15181e'
    """
    import matplotlib as mpl

    if name not in STYLES:
        raise PlotError(f"style is {name!r}; give one of {', '.join(STYLES)}")
    of = STYLES[name]
    grounds = dict.fromkeys(("figure.facecolor", "axes.facecolor", "savefig.facecolor"), of.paper)
    inks = dict.fromkeys(("text.color", "axes.labelcolor", "axes.titlecolor"), of.ink)
    lines = dict.fromkeys(("axes.edgecolor", "xtick.color", "ytick.color"), of.soft)
    settings: Any = {**grounds, **inks, **lines, "grid.color": of.faint}
    with mpl.rc_context(settings):
        yield
