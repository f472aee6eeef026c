"""Commands that cite."""

from __future__ import annotations

import argparse
from typing import Any

import elecdata
from elecdata.citing import STYLES
from elecdata.cli.options import Adder, add_filters, filters


def add_commands(add: Adder) -> None:
    """Add the commands of this module."""
    example = "elecdata cite results --style bibtex --election kz-2012-majilis"
    command = add("cite", _cite, "Cite the data and the sources behind a table.", example)
    command.add_argument("--style", choices=STYLES, default="text", help="form of the references")
    _add_rows(command)

    example = "elecdata data_statement results --year 2012"
    text = "Say in a paragraph what data a paper uses."
    _add_rows(add("data_statement", _data_statement, text, example))


def _add_rows(command: argparse.ArgumentParser) -> None:
    """Options that choose the rows to be cited."""
    command.add_argument("table", nargs="?", help="table that is used (the dataset as a whole)")
    add_filters(command)
    command.add_argument("--as-of", metavar="DAY", help="only what was published by YYYY-MM-DD")
    command.add_argument("--source", metavar="ID", help="only what this source says")


def _rows(options: argparse.Namespace) -> Any:
    """The rows chosen, of results where filters but no table are given; None without either."""
    chosen = filters(options) | {"as_of": options.as_of, "source": options.source}
    if options.table is None and all(value is None for value in chosen.values()):
        return None
    return elecdata.load(options.table or "results", **chosen)


def _cite(options: argparse.Namespace) -> None:
    """Print references."""
    print(elecdata.cite(_rows(options), options.style))


def _data_statement(options: argparse.Namespace) -> None:
    """Print the paragraph."""
    print(elecdata.data_statement(_rows(options)))
