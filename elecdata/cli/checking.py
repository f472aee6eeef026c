"""Commands that check."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import elecdata
from elecdata.cli.annotations import annotated
from elecdata.cli.options import Adder, add_data, add_filters, data, filters
from elecdata.cli.output import FORMATS, write


def add_commands(add: Adder) -> None:
    """Add the commands of this module."""
    example = "elecdata validate data/raw"
    what = "Check published tables, coding sheets or results of your own."
    command = add("validate", _validate, what, example)
    command.add_argument("path", help="folder of tables or of sheets, or a .parquet or .csv file")
    help_text = "problems as a table in this format, or as annotations of a workflow"
    command.add_argument("--format", choices=(*FORMATS, "github"), help=help_text)
    command.add_argument("--output", "-o", metavar="FILE", help="write them to this file")

    example = "elecdata audit --election kz-2004-majilis"
    command = add("audit", _audit, "Replay elections under their law, check by check.", example)
    add_filters(command)
    add_data(command)
    command.add_argument("--format", choices=FORMATS, help="checks as a table in this format")
    command.add_argument("--output", "-o", metavar="FILE", help="write them to this file")


def _audit(options: argparse.Namespace) -> int:
    """Print every check; exit status 1 when one failed."""
    from elecdata.auditing.finding import told

    report = elecdata.audit(**filters(options), data=data(options))
    if options.format is None and options.output is None:
        print(told(report))
    else:
        write(report, options)
    return 1 if (report.outcome == "failed").any() else 0


def _folder(path: str) -> str:
    """Folder in which problems name their files: the one checked, or that of the file checked."""
    return path if Path(path).is_dir() else str(Path(path).parent)


def _validate(options: argparse.Namespace) -> int:
    """Print problems; exit status 1 when there is any."""
    if sys.stderr.isatty():
        print(f"checking {options.path} ...", file=sys.stderr, flush=True)
    report = elecdata.validate(options.path)
    if options.format == "github":
        print("\n".join([*annotated(report.problems, _folder(options.path)), str(report)]))
    elif options.format is None:
        print(report)
    else:
        write(report.to_frame(), options)
    return 0 if report.ok else 1
