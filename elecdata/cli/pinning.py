"""Commands that pin figures, check them later, and tell what changed."""

from __future__ import annotations

import argparse

import elecdata
from elecdata.cli.annotations import annotated
from elecdata.cli.options import Adder, add_data, add_filters, data, filters
from elecdata.cli.output import FORMATS, write
from elecdata.errors import DataChangedError

NAME = "elecdata.lock"


def add_commands(add: Adder) -> None:
    """Add the commands of this module."""
    example = "elecdata lock --table results:votes,seats --table elections --country KAZ"
    command = add("lock", _lock, "Pin the figures that a piece of work uses.", example)
    command.add_argument("path", nargs="?", default=NAME, help=f"file to write ({NAME})")
    help_text = "table, or table:column,column (results and elections); may be given several times"
    command.add_argument("--table", action="append", metavar="NAME", help=help_text)
    add_filters(command)
    command.add_argument("--as-of", metavar="DAY", help="only what was published by YYYY-MM-DD")
    command.add_argument("--source", metavar="ID", help="only what this source says")
    add_data(command)

    example = "elecdata verify elecdata.lock"
    command = add("verify", _verify, "Check that pinned figures are still the same.", example)
    command.add_argument("path", nargs="*", default=[NAME], help=f"locks ({NAME})")
    help_text = "github for annotations of a workflow"
    command.add_argument("--format", choices=("text", "github"), default="text", help=help_text)
    add_data(command)

    example = "elecdata diff data/raw data/processed"
    command = add("diff", _diff, "Tell which figures differ between two versions.", example)
    what = "folder of tables or sheets, wheel, lock, or installed version"
    command.add_argument("old", help=what)
    command.add_argument("new", nargs="?", help=f"{what} (the installed tables)")
    command.add_argument("--table", action="append", metavar="NAME", help="table to compare")
    command.add_argument("--format", choices=FORMATS, help="differences as a table in this format")
    command.add_argument("--output", "-o", metavar="FILE", help="write them to this file")


def _lock(options: argparse.Namespace) -> None:
    """Write a lock and print what it pins."""
    view = {"as_of": options.as_of, "source": options.source, "data": data(options)}
    tables = None if options.table is None else _columns(options.table)
    print(elecdata.lock(options.path, tables=tables, **filters(options), **view))


def _columns(words: list[str]) -> dict[str, list[str] | None]:
    """Columns by table, of words like ``results:votes,seats``; None for all."""
    split = (word.partition(":") for word in words)
    return {name: columns.split(",") if columns else None for name, _, columns in split}


def _verify(options: argparse.Namespace) -> int:
    """Print what changed, lock by lock; exit status 1 when anything used did."""
    status = 0
    for path in options.path:
        try:
            report = elecdata.verify(path, data=data(options))
        except DataChangedError as error:
            report, status = error.report, 1
        if options.format == "github":
            print("\n".join([*annotated(report.problems), str(report)]))
        else:
            print(report)
    return status


def _diff(options: argparse.Namespace) -> None:
    """Print what differs."""
    changes = elecdata.diff(options.old, options.new, tables=options.table)
    if options.format is None and options.output is None:
        print(changes)
    else:
        write(changes.to_frame(), options)
