"""The command line: each command is options, one call of the library, and one print."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import elecdata
from elecdata.cli import (
    analysis,
    checking,
    citing,
    drawing,
    exporting,
    making,
    pinning,
    reading,
)
from elecdata.cli.options import Adder, Run
from elecdata.errors import ElecdataError, visible

INTERRUPTED = 130  # as shells have it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Words of the command line; those of the process by default.

    Returns
    -------
    int
        0 when all is well, 1 when something is wrong with the data or the request, 2 when the
        command line itself cannot be understood.

    Examples
    --------
    >>> main(["explain", "kz-2012-majilis", "election_date"])  # doctest: +ELLIPSIS
    Majilis of Kazakhstan, 2012: election_date = 2012-01-15
    ...
    0
    """
    _speak_utf8()
    options = parser().parse_args(arguments)
    try:
        status = int(options.run(options) or 0)
        sys.stdout.flush()
    except ElecdataError as error:
        print(f"elecdata: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # what is written stays wholly old or wholly new
        _be_silent()
        return INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough, as in `elecdata load claims | head`
        _be_silent()
        return 0
    except OSError as error:  # of the output: what the library meets is an ElecdataError
        _be_silent()
        why = error.strerror or str(error)
        print(f"elecdata: the output cannot be written ({visible(why)})", file=sys.stderr)
        return 1
    return status


def _be_silent() -> None:
    """Let what has not been written yet go nowhere, also what Python writes as it ends."""
    with suppress(OSError, ValueError):  # a stream in memory has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Write names in every script, also where the terminal's own encoding is another.

    Where a stream is closed, as by ``>&-``, nothing is written to it.
    """
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints end with the way to help."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is, and exit with 2."""
        self.exit(2, f"{self.prog}: {visible(message)}\ntry: {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The parser of the command line, with every command and its example."""
    top = _Parser(prog="elecdata", description=str(elecdata.__doc__).partition("\n")[0])
    top.add_argument("--version", action="version", version=f"elecdata {elecdata.__version__}")
    commands = top.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=_Parser
    )
    rooms = (reading, exporting, analysis, citing, making, checking, pinning, drawing)
    for module in rooms:
        module.add_commands(_adder(commands))
    return top


def _adder(commands: Any) -> Adder:
    """A function that adds a command with its help and its example."""

    def add(name: str, run: Run, text: str, example: str) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(
            name, help=text, description=text, epilog=f"Example: {example}"
        )
        command.set_defaults(run=run)
        return command

    return add
