"""Options that several commands share."""

from __future__ import annotations

import argparse
from typing import Any, Protocol

from elecdata.cli.output import FORMATS


class Adder(Protocol):
    """A function that adds a command with its help and its example."""

    def __call__(self, name: str, run: Run, text: str, example: str) -> argparse.ArgumentParser:
        """Add the command and return its parser."""


class Run(Protocol):
    """What a command does: print, and give the exit status, none for 0."""

    def __call__(self, options: argparse.Namespace, /) -> int | None:
        """Run the command."""


def add_filters(command: argparse.ArgumentParser, office: str | None = None) -> None:
    """Options that choose elections; each may be given several times."""
    command.add_argument("--country", action="append", metavar="CODE", help="KAZ, AZE")
    command.add_argument(
        "--year", action="append", type=int, metavar="YEAR", help="year of the vote"
    )
    command.add_argument("--election", action="append", metavar="ID", help="id of the election")
    help_text = "legislature or presidency" + (f" ({office})" if office else "")
    action = "store" if office else "append"
    command.add_argument("--office", action=action, metavar="OFFICE", help=help_text)


def add_output(command: argparse.ArgumentParser) -> None:
    """Options that say in which form, and where to."""
    command.add_argument("--format", choices=FORMATS, default="table", help="form of the output")
    command.add_argument("--output", "-o", metavar="FILE", help="write to this file")


def add_data(command: argparse.ArgumentParser) -> None:
    """Options that say whose data; the packaged by default."""
    command.add_argument(
        "--data", action="append", metavar="FOLDER", help="tables or sheets of your own to read"
    )
    command.add_argument(
        "--beside", action="store_true", help="read the packaged tables too, beside --data"
    )


def data(options: argparse.Namespace) -> Any:
    """Whose data, as the library takes it."""
    own = options.data or []
    if options.beside:
        return [None, *own]
    return own or None


def filters(options: argparse.Namespace) -> dict[str, Any]:
    """Filters as the library takes them."""
    return {name: getattr(options, name) for name in ("country", "year", "election", "office")}
