"""Commands that draw: pictures, and the explorer."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import elecdata
from elecdata.cli.options import Adder, add_data, data
from elecdata.errors import InvalidArgumentError

PICTURES = (
    "advantage_ratio",
    "compare",
    "disproportionality",
    "exit_polls",
    "hemicycle",
    "observers",
    "report",
    "rivals",
    "seats_votes",
    "sensitivity",
    "timeline",
    "turnout",
)
_PAGE = (8.27, 11.69)  # Inches, A4 in portrait.
_WIDTH, _HEIGHT = 7.0, 4.5  # Inches; of a picture that grows with its rows the first height.


def add_commands(add: Adder) -> None:
    """Add the commands of this module."""
    example = "elecdata plot hemicycle kz-2012-majilis -o majilis.png"
    command = add("plot", _plot, "Draw a picture into a file.", example)
    command.add_argument("picture", choices=PICTURES, help="kind of picture")
    command.add_argument("election", nargs="?", help="id of the election; for sensitivity an index")
    command.add_argument("path", nargs="*", help="for rivals: subject and column, or the column")
    add_data(command)
    command.add_argument("--output", "-o", required=True, metavar="FILE", help="png, svg or pdf")
    command.add_argument("--width", type=_inches, metavar="INCHES", help="7; a page: 8.27")
    command.add_argument(
        "--height",
        type=_inches,
        metavar="INCHES",
        help="by default what the picture needs; a page: 11.69",
    )
    command.add_argument(
        "--dpi", type=_dots, default=200, metavar="DOTS", help="dots an inch, 200 by default"
    )

    example = "elecdata browse kz-2004-majilis kz-ak-zhol seats"
    command = add("browse", _browse, "Open pages on which numbers lead to their sources.", example)
    command.add_argument("path", nargs="*", help="election, or a cell as explain takes it")
    command.add_argument("--table", help="table of the cell, where it is not plain")
    command.add_argument("--to", metavar="FOLDER", help="write the pages there and open nothing")
    add_data(command)


def _plot(options: argparse.Namespace) -> None:
    """Draw a picture into a file."""
    if options.path and options.picture != "rivals":
        raise InvalidArgumentError(
            f"{' '.join(options.path)!r} follows the election; only the picture rivals takes a path"
        )
    given: dict[str, Any] = {}
    if (elsewhere := data(options)) is not None:
        given["data"] = elsewhere
    drawn = _drawn(options, getattr(elecdata.plot, options.picture), given)
    print(elecdata.plot.save(drawn, options.output, dpi=options.dpi))
    _close(drawn)


def _browse(options: argparse.Namespace) -> None:
    """Make the explorer's pages and open them."""
    home = data(options)
    print(elecdata.browse(*options.path, table=options.table, to=options.to, data=home))


def _drawn(options: argparse.Namespace, draw: Callable[..., Any], given: dict[str, Any]) -> Any:
    """A picture of the size asked for; by default as high as it needs."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    wide, high = options.width, options.height
    if options.picture == "report":
        if wide or high:
            given["figure"] = Figure(figsize=(wide or _PAGE[0], high or _PAGE[1]))
        return draw(options.election, *options.path, **given)
    if high:
        given["ax"] = Figure(figsize=(wide or _WIDTH, high), layout="constrained").subplots()
        return draw(options.election, *options.path, **given)
    mpl.use("agg")  # A picture makes a figure of its own through pyplot: without a window.
    with mpl.rc_context({"figure.figsize": (wide or _WIDTH, _HEIGHT)}):
        return draw(options.election, *options.path, **given)


def _close(drawn: Any) -> None:
    """Let pyplot forget a figure that is written."""
    from matplotlib import pyplot as plt

    plt.close(drawn.figure.figure)


def _inches(text: str) -> float:
    """A length of paper."""
    return _between(text, 1, 100, "inches")


def _dots(text: str) -> float:
    """Dots an inch."""
    return _between(text, 10, 2400, "dots an inch")


def _between(text: str, low: float, high: float, unit: str) -> float:
    """A number within limits."""
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise argparse.ArgumentTypeError(f"{text!r}; give {low} to {high} {unit}")
    return number
