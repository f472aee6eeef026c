"""Commands that hand the tables to other programs: files in their forms, questions in SQL."""

from __future__ import annotations

import argparse
from typing import Any

import elecdata
from elecdata.cli.options import Adder, add_data, add_filters, add_output, data, filters
from elecdata.cli.output import write
from elecdata.exports.target import FORMATS


def add_commands(add: Adder) -> None:
    """Add the commands of this module."""
    example = "elecdata export elections.sqlite --country KAZ"
    command = add("export", _export, "Write tables for another program.", example)
    command.add_argument("path", help="a file, whose ending says the format, or a folder")
    command.add_argument("--format", choices=tuple(FORMATS), help="form of the files in a folder")
    command.add_argument(
        "--table", action="append", metavar="TABLE", help="only this table; may be repeated"
    )
    add_filters(command)
    add_data(command)
    _add_view(command)
    command.add_argument(
        "--partition-by",
        action="append",
        metavar="COLUMN",
        help="for hive: column whose values name the folders (country, year); may be repeated",
    )
    command.add_argument(
        "--guard-formulas", action="store_true", help="for csv: ' before what looks like a formula"
    )
    command.add_argument(
        "--overwrite", action="store_true", help="replace also what is no earlier export"
    )

    example = "elecdata sql 'select short_name, seats from results where year = 2012'"
    command = add("sql", _sql, "Answer a question put in SQL.", example)
    command.add_argument("query", help="one statement of DuckDB about the tables")
    add_filters(command)
    add_data(command)
    _add_view(command)
    add_output(command)


def _add_view(command: argparse.ArgumentParser) -> None:
    """Options that choose a view."""
    command.add_argument("--as-of", metavar="DAY", help="only what was published by YYYY-MM-DD")
    command.add_argument("--source", metavar="ID", help="only what this source says")


def _view(options: argparse.Namespace) -> dict[str, Any]:
    """View as the library takes it."""
    return {"as_of": options.as_of, "source": options.source, "data": data(options)}


def _export(options: argparse.Namespace) -> None:
    """Write tables, and say what was written."""
    done = elecdata.export(
        options.path,
        options.format,
        tables=options.table,
        partition_by=options.partition_by or ("country", "year"),
        guard_formulas=options.guard_formulas,
        overwrite=options.overwrite,
        **filters(options),
        **_view(options),
    )
    print(done)


def _sql(options: argparse.Namespace) -> None:
    """Print the answer to a question."""
    write(elecdata.sql(options.query, **filters(options), **_view(options)), options)
