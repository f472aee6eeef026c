"""Commands that draw."""

from __future__ import annotations

import argparse
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


def add_commands(add: Adder) -> None:
    """Add the commands of this module."""
    example = "elecdata plot hemicycle kz-2012-majilis -o majilis.png"
    command = add("plot", _plot, "Draw a picture into a file.", example)
    command.add_argument("picture", choices=PICTURES, help="kind of picture")
    command.add_argument("election", nargs="?", help="id of the election; for sensitivity an index")
    command.add_argument("path", nargs="*", help="for rivals: subject and column, or the column")
    add_data(command)
    command.add_argument("--output", "-o", required=True, metavar="FILE", help="png, svg or pdf")


def _plot(options: argparse.Namespace) -> None:
    """Draw a picture into a file."""
    if options.path and options.picture != "rivals":
        raise InvalidArgumentError(
            f"{' '.join(options.path)!r} follows the election; only the picture rivals takes a path"
        )
    draw = getattr(elecdata.plot, options.picture)
    given: dict[str, Any] = (
        {} if options.picture == "report" else {"ax": _new_axes()}
    )  # A page is a figure.
    if (elsewhere := data(options)) is not None:
        given["data"] = elsewhere
    print(elecdata.plot.save(draw(options.election, *options.path, **given), options.output))


def _new_axes() -> Any:
    """Axes of a new figure, without pyplot and its windows."""
    from matplotlib.figure import Figure

    return Figure(figsize=(7, 4.5), layout="constrained").subplots()
