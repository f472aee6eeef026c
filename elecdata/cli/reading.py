"""Commands that read: tables, the codebook, provenance, names."""

from __future__ import annotations

import argparse

import elecdata
from elecdata.cli.options import Adder, add_data, add_filters, add_output, data, filters
from elecdata.cli.output import write


def add_commands(add: Adder) -> None:
    """Add the commands of this module."""
    command = add("load", _load, "Print a table.", "elecdata load results --year 2012")
    command.add_argument("table", nargs="?", default="results", help="name of the table (results)")
    add_filters(command)
    command.add_argument("--as-of", metavar="DAY", help="only what was published by YYYY-MM-DD")
    command.add_argument("--source", metavar="ID", help="only what this source says")
    add_data(command)
    add_output(command)

    command = add("tables", _tables, "List the tables.", "elecdata tables")
    add_data(command)
    add_output(command)

    example = "elecdata codebook results --format markdown"
    command = add("codebook", _codebook, "Say what every column means.", example)
    command.add_argument("table", nargs="?", help="name of the table (all)")
    add_output(command)

    example = "elecdata explain kz-2004-majilis kz-ak-zhol seats"
    command = add("explain", _explain, "Say where a figure comes from and why it stands.", example)
    command.add_argument("election", help="id of the election")
    command.add_argument("path", nargs="+", help="subject and column, or the column alone")
    command.add_argument("--table", help="table of the cell, where it is not plain")
    add_data(command)

    example = "elecdata conflicts --election kz-2012-majilis"
    command = add("conflicts", _conflicts, "List the cells on which sources disagree.", example)
    add_filters(command)
    add_data(command)
    add_output(command)

    command = add("sources", _sources, "List the sources.", "elecdata sources --year 2004")
    add_filters(command)
    add_data(command)
    add_output(command)

    command = add(
        "find", _find, "Find a party or person by any spelling.", "elecdata find 'ak jol'"
    )
    command.add_argument("name", help="a name, an abbreviation or a part of a name")
    add_data(command)
    add_output(command)


def _load(options: argparse.Namespace) -> None:
    """Print a table."""
    view = {"as_of": options.as_of, "source": options.source, "data": data(options)}
    write(elecdata.load(options.table, **filters(options), **view), options)


def _tables(options: argparse.Namespace) -> None:
    """List the tables."""
    write(elecdata.tables(data=data(options)), options)


def _codebook(options: argparse.Namespace) -> None:
    """Print the codebook."""
    write(elecdata.codebook(options.table), options)


def _explain(options: argparse.Namespace) -> None:
    """Print why a cell holds what it holds."""
    home = data(options)
    print(elecdata.explain(options.election, *options.path, table=options.table, data=home))


def _conflicts(options: argparse.Namespace) -> None:
    """List disagreements."""
    write(elecdata.conflicts(**filters(options), data=data(options)), options)


def _sources(options: argparse.Namespace) -> None:
    """List sources."""
    chosen = {name: value for name, value in filters(options).items() if value is not None}
    write(elecdata.sources(**chosen, data=data(options)), options)


def _find(options: argparse.Namespace) -> int:
    """Print who bears a name; exit status 1 when nobody does."""
    found = elecdata.find(options.name, data=data(options))
    write(found, options)
    return 1 if found.empty else 0
