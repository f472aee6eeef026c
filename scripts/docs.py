"""Make the pages of the documentation that follow from the code: codebook and command line.

Without an option: write them. With --check: compare only, with exit status 1 when one is stale.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def cli_page() -> str:
    """The command line as Markdown, from the parser: the text of --help varies with Python."""
    from elecdata.cli import parser

    parts = ["# Command line", "", "Made from the parser in `elecdata/cli` by `make docs`.", ""]
    for name, command in commands(parser()).items():
        parts += [f"## elecdata {name}", "", f"{command.description}", "", "```sh"]
        parts += [f"{command.epilog}".removeprefix("Example: "), "```", ""]
        parts += ["| argument | meaning |", "| --- | --- |"]
        for action in command._actions[1:]:  # noqa: SLF001  argparse has no public list
            spelt = ", ".join(action.option_strings) or f"{action.metavar or action.dest}"
            choices = ", ".join(f"`{choice}`" for choice in action.choices or ())
            meaning = f"{action.help}: {choices}" if choices else f"{action.help}"
            parts.append(f"| `{spelt}` | {meaning} |")
        parts.append("")
    parts += ["Exit status: 0 when all is well; 1 when something is wrong with the data or the"]
    parts += ["request; 2 when the command line itself cannot be understood.", ""]
    return "\n".join(parts)


def commands(top: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Every command of a parser."""
    [action] = [each for each in top._actions if each.dest == "command"]  # noqa: SLF001
    return dict(action.choices or {})


def pages() -> dict[str, str]:
    """Every page that is made, by file name."""
    from elecdata.schema.codebook import codebook_page

    return {"codebook.md": codebook_page(), "cli.md": cli_page()}


def main(arguments: list[str] | None = None) -> int:
    """Write the pages, or with ``--check`` name those that are stale."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    status = 0
    for name, text in pages().items():
        path = DOCS / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if arguments:
            print(f"docs/{name}: stale; run 'make docs'")
            status = 1
        else:
            DOCS.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"docs/{name}: written")
    return status


if __name__ == "__main__":
    sys.exit(main())
