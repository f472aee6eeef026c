"""Make what follows from code and data in the documentation.

CITATION.cff and the pages of the codebook, the fields, the commands and the gallery are made whole.
In all other pages the answer to a command is what the command prints now; where it was shortened
with "..." it stays.

Without an option: write them. With --check: compare only, with exit status 1 when one is stale.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import shlex
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIALOGUE = re.compile(r"^(```console\n\$ (elecdata .*)\n)((?:(?!\$ |```).*\n)+)```", re.MULTILINE)


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


def answered(text: str) -> str:
    """A page with the answers that its commands give now."""

    def answer(dialogue: re.Match[str]) -> str:
        """A dialogue of one command, asked anew."""
        asked, command, shown = dialogue.groups()
        return f"{asked}{shown if '...' in shown else printed(command)}```"

    return DIALOGUE.sub(answer, text)


def printed(command: str) -> str:
    """What a command prints, in a checkout."""
    from elecdata.cli import main as elecdata

    with contextlib.chdir(ROOT), contextlib.redirect_stdout(io.StringIO()) as out:
        elecdata(shlex.split(command)[1:])
    return out.getvalue()


def pages() -> dict[Path, str]:
    """Every file that follows from code and data, by file."""
    from gallery import gallery_page

    from elecdata.curation.fields import fields_page
    from elecdata.metadata.citation_file import citation_file
    from elecdata.release import installed
    from elecdata.schema.codebook import codebook_page

    whole = {"codebook.md": codebook_page(), "cli.md": cli_page(), "fields.md": fields_page()}
    whole["gallery.md"] = gallery_page()
    made = {ROOT / "docs" / name: text for name, text in whole.items()}
    made[ROOT / "CITATION.cff"] = citation_file(installed())
    for page in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]):
        if page not in made:
            made[page] = answered(page.read_text(encoding="utf-8"))
    return made


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or with ``--check`` name those that are stale."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    status = 0
    for path, text in pages().items():
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        name = path.relative_to(ROOT).as_posix()
        if arguments:
            print(f"{name}: stale; run 'make docs'")
            status = 1
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{name}: written")
    return status


if __name__ == "__main__":
    sys.exit(main())
