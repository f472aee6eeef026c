"""What a picture says, in words: for readers who cannot see it, and for the file it is saved in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from elecdata.errors import DataMissingError, InvalidArgumentError, PlotError

if TYPE_CHECKING:
    from os import PathLike

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

    Picture = TypeVar("Picture", Axes, Figure, SubFigure, Figure | SubFigure)

_ATTRIBUTE = "elecdata_alt_text"  # on the axes themselves, so that it survives pickling


def describe(ax: Picture, text: str) -> Picture:
    """Give axes, or a page of several, their alternative text.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or Figure
        What a picture has been drawn on.
    text : str
        Kind of picture, what is on the axes, and what it shows, in a few sentences.

    Returns
    -------
    matplotlib.axes.Axes or Figure
        The same.
    """
    setattr(ax, _ATTRIBUTE, text)
    return ax


def alt_text(ax: Axes | Figure | SubFigure) -> str:
    """Alternative text of a picture: what it shows, in words.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or Figure
        What a function of `elecdata.plot` has returned.

    Returns
    -------
    str
        A few sentences with the kind of picture, its main figures and its finding.

    Raises
    ------
    PlotError
        If the axes do not come from elecdata.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> alt_text(describe(Figure().subplots(), "Bars of turnout by region, 60 to 90 per cent."))
    'Bars of turnout by region, 60 to 90 per cent.'
    """
    text = getattr(ax, _ATTRIBUTE, None)
    if not isinstance(text, str):
        raise PlotError("these axes have no alternative text: no picture of elecdata is on them")
    return text


def save(ax: Axes | Figure | SubFigure, path: str | PathLike[str], *, dpi: float = 200) -> Path:
    """Write a picture to a file, with its alternative text in the file's own metadata.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or Figure
        What a function of `elecdata.plot` has returned. Of axes the whole figure is written, less
        its empty margins; a page keeps its size.
    path : path
        File that ends in ``.png``, ``.svg``, ``.pdf`` or another format of matplotlib.
    dpi : float
        Dots an inch, where the format has dots.

    Notes
    -----
    Fonts in PDF and EPS are TrueType (type 42), as journals ask; letters of every script can be
    searched and copied.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    InvalidArgumentError
        If the ending is of no known format.
    DataMissingError
        If the file cannot be written.
    """
    from matplotlib import rc_context
    from matplotlib.figure import FigureBase

    from elecdata import __version__

    path, page = Path(path), isinstance(ax, FigureBase)
    figure = ax.figure.figure  # the whole one, also from a part of it
    form, known = path.suffix[1:].lower(), figure.canvas.get_supported_filetypes()
    if form not in known:
        raise InvalidArgumentError(
            f"{path.name!r} does not end in a known format: {', '.join(sorted(known))}"
        )
    text, maker = alt_text(ax), f"elecdata {__version__}"
    said = {
        "png": {"Description": text, "Software": maker},
        "svg": {"Description": text, "Creator": maker, "Date": None},
        "pdf": {"Subject": text, "Creator": maker, "CreationDate": None},
    }
    try:
        with rc_context({"pdf.fonttype": 42, "ps.fonttype": 42}):
            figure.savefig(
                path, bbox_inches=None if page else "tight", dpi=dpi, metadata=said.get(form)
            )
    except (OSError, ValueError) as error:
        raise DataMissingError(f"{str(path)[:200]!r} cannot be written ({error})") from error
    return path
