"""Commands that make data of one's own: start sheets, format them, publish them."""

from __future__ import annotations

import argparse

import elecdata
from elecdata.cli.options import Adder


def add_commands(add: Adder) -> None:
    """Add the commands of this module."""
    example = "elecdata new xx-2027-parliament --into elections"
    command = add("new", _new, "Start the sheets of an election of your own.", example)
    command.add_argument("election", help="id, as country-year-contest")
    command.add_argument("--into", metavar="FOLDER", default="elections", help="folder of sheets")
    command.add_argument("--country", metavar="CODE", help="three letters, where the id has others")
    command.add_argument("--office", metavar="OFFICE", help="legislature or presidency")
    command.add_argument("--chamber", metavar="NAME", help="name of the chamber")

    example = "elecdata format elections"
    command = add("format", _format, "Put coding sheets in shape: order, quotes, ends.", example)
    command.add_argument("path", help="folder of coding sheets")
    one = command.add_mutually_exclusive_group()
    one.add_argument("--check", action="store_true", help="name those out of shape only")
    help_text = "then count anew what the sheets hold, into counts.csv, and print what changed"
    one.add_argument("--recount", action="store_true", help=help_text)

    example = "elecdata build elections -o tables"
    command = add("build", _build, "Publish coding sheets as tables.", example)
    command.add_argument("path", help="folder of coding sheets")
    command.add_argument("--output", "-o", required=True, metavar="FOLDER", help="folder of tables")
    command.add_argument("--name", metavar="NAME", help="name of the dataset (that of the folder)")
    command.add_argument("--licence", metavar="SPDX", help="licence of the tables")


def _new(options: argparse.Namespace) -> None:
    """Print the files made."""
    named = {name: getattr(options, name) for name in ("country", "office", "chamber")}
    for path in elecdata.new(options.election, options.into, **named):
        print(path)


def _format(options: argparse.Namespace) -> int:
    """Print the sheets that were out of shape; exit status 1 when they still are."""
    from elecdata.curation.recount import recount
    from elecdata.curation.shape import format_sheets
    from elecdata.store import SHEETS, folder_kind

    folder = folder_kind(options.path, wanted=SHEETS)[0]
    changed = format_sheets(folder, write=not options.check)
    print("".join(f"{name}\n" for name in changed), end="")
    if options.recount:
        print("\n".join(recount(folder)) or "every count is as it was")
    return 1 if changed and options.check else 0


def _build(options: argparse.Namespace) -> None:
    """Print what was published."""
    named = {"name": options.name, "licence": options.licence}
    manifest = elecdata.build(options.path, options.output, **named)
    rows = sum(table["rows"] for table in manifest["tables"].values())
    print(f"published {len(manifest['tables'])} tables, {rows:,} rows, in {options.output}")
