"""Commands that compare."""

from __future__ import annotations

import argparse

import elecdata
from elecdata.cli.options import Adder, add_data, add_filters, add_output, data, filters
from elecdata.cli.output import write

CHOICES = (
    *("as_of", "source", "contestant", "contestant_type", "by", "admit", "stages", "votes"),
    *("others", "sums", "change", "limit", "seed"),
)


def add_commands(add: Adder) -> None:
    """Add the commands of this module."""
    example = "elecdata compare seat_share_pct --by lineage --country KAZ"
    command = add("compare", _compare, "Set contestants side by side over elections.", example)
    command.add_argument("measure", nargs="?", default="seat_share_pct", help="figure to compare")
    command.add_argument("--by", default="lineage", help="lineage or contestant (lineage)")
    add_filters(command, office="legislature, or that of the elections named")
    command.add_argument("--as-of", metavar="DAY", help="only what was published by YYYY-MM-DD")
    command.add_argument("--source", metavar="ID", help="only what this source says")
    command.add_argument("--no-changes", action="store_true", help="leave out the changes")
    command.add_argument("--total", action="store_true", help="add a row of sums")
    add_data(command)
    add_output(command)

    example = "elecdata sensitivity enp_seats --country KAZ"
    text = "Say how far rival figures move an index."
    command = add("sensitivity", _sensitivity, text, example)
    command.add_argument("index", nargs="?", default="enp_seats", help="index or figure")
    add_filters(command)
    command.add_argument("--as-of", metavar="DAY", help="only what was published by YYYY-MM-DD")
    command.add_argument("--source", metavar="ID", help="only what this source says")
    command.add_argument("--contestant", metavar="ID", help="whose figure, by id or lineage")
    command.add_argument(
        "--contestant-type",
        action="append",
        metavar="TYPE",
        help="kinds that an index counts (all)",
    )
    command.add_argument("--by", default="cell", help="cell, source or stage (cell)")
    command.add_argument("--admit", default="admissible", help="admissible or all (admissible)")
    command.add_argument(
        "--stage", action="append", dest="stages", metavar="STAGE", help="all but partial"
    )
    command.add_argument("--votes", action="append", help="votes, vote_share_pct (both)")
    command.add_argument("--others", action="append", help="exclude, party, bounds (all)")
    command.add_argument("--sums", default="exclude", help="exclude or keep (exclude)")
    command.add_argument("--change", action="store_true", help="the change since the one before")
    command.add_argument("--limit", type=int, metavar="N", help="combinations at most (100000)")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="seed of a sample (0)")
    add_data(command)
    add_output(command)


def _compare(options: argparse.Namespace) -> None:
    """Print a comparison."""
    frame = elecdata.compare(
        options.measure,
        by=options.by,
        as_of=options.as_of,
        source=options.source,
        changes=not options.no_changes,
        total=options.total,
        **filters(options),
        data=data(options),
    )
    write(frame.reset_index(), options)


def _sensitivity(options: argparse.Namespace) -> None:
    """Print the range of an index."""
    given = {name: getattr(options, name) for name in CHOICES if getattr(options, name) is not None}
    frame = elecdata.sensitivity(options.index, **filters(options), **given, data=data(options))
    write(frame, options)
