"""Commands that compare."""

from __future__ import annotations

import argparse

import elecdata
from elecdata.cli.options import Adder, add_filters, add_output, filters
from elecdata.cli.output import write


def add_commands(add: Adder) -> None:
    """Add the commands of this module."""
    example = "elecdata compare seat_share_pct --by lineage --country KAZ"
    command = add("compare", _compare, "Set contestants side by side over elections.", example)
    command.add_argument("measure", nargs="?", default="seat_share_pct", help="figure to compare")
    command.add_argument("--by", default="lineage", help="lineage or contestant (lineage)")
    add_filters(command, office="legislature")
    add_output(command)


def _compare(options: argparse.Namespace) -> None:
    """Print a comparison."""
    frame = elecdata.compare(options.measure, by=options.by, **filters(options))
    write(frame.reset_index(), options)
