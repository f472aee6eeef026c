"""Commands that draw."""

from __future__ import annotations

import argparse
from typing import Any

import elecdata
from elecdata.cli.options import Adder

PICTURES = ("hemicycle", "seats_votes")


def add_commands(add: Adder) -> None:
    """Add the commands of this module."""
    example = "elecdata plot hemicycle kz-2012-majilis -o majilis.png"
    command = add("plot", _plot, "Draw a picture into a file.", example)
    command.add_argument("picture", choices=PICTURES, help="kind of picture")
    command.add_argument("election", nargs="?", help="id of the election")
    command.add_argument("--output", "-o", required=True, metavar="FILE", help="png, svg or pdf")


def _plot(options: argparse.Namespace) -> None:
    """Draw a picture into a file."""
    draw = getattr(elecdata.plot, options.picture)
    print(elecdata.plot.save(draw(options.election, ax=_new_axes()), options.output))


def _new_axes() -> Any:
    """Axes of a new figure, without pyplot and its windows."""
    from matplotlib.figure import Figure

    return Figure(figsize=(7, 4.5), layout="constrained").subplots()
