"""Every example in README.md and docs/ runs, and prints what the page shows."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from elecdata.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "data").glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?!https?:|mailto:|#)([^)#\s]+)[^)\s]*\)")
PICTURE = re.compile(r"!\[[^\]\n]*\]\((?!https?:)([^)\s]+)\)")

each_page = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix()
)


def blocks(page, kind):
    """Fenced blocks of one kind, each after as many blank lines as put it at its own line."""
    text = page.read_text(encoding="utf-8")
    return [
        "\n" * text.count("\n", 0, found.start(3)) + found[3]
        for found in BLOCK.finditer(text)
        if found[2] == kind
    ]


def commands(page):
    """Commands of elecdata on a page, with the output that it shows after a prompt."""
    for block in blocks(page, "sh") + blocks(page, "bash"):
        for line in block.splitlines():
            if line.startswith("elecdata "):
                yield line.partition("  #")[0], ""
    for block in blocks(page, "console"):
        for shown in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = shown.partition("\n")
            if command.startswith("elecdata "):
                yield command.partition("  #")[0], output


@pytest.fixture
def away(tmp_path, monkeypatch):
    """A folder of its own to write to, in which data/ and examples/ are those of the checkout."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    try:
        for name in ("data", "examples"):
            (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets no one make a symbolic link")


@each_page
@pytest.mark.usefixtures("away")
def test_python_runs(page):
    """Blocks of Python run from first to last; dialogues print what the page shows."""
    names = {"__name__": "__main__"}
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    for block in blocks(page, "python"):
        if ">>> " in block:
            test = doctest.DocTestParser().get_doctest(block, names, page.name, str(page), 0)
            runner.run(test, clear_globs=False)
            names.update(test.globs)
        else:
            exec(compile(block, str(page), "exec"), names)

    assert runner.summarize(verbose=False).failed == 0


@each_page
@pytest.mark.usefixtures("away")
def test_commands_run(page, capsys):
    """Commands succeed, and print what the page shows, where it shows anything."""
    checker = doctest.OutputChecker()
    for command, output in commands(page):
        try:
            status = main(shlex.split(command)[1:])
        except SystemExit as error:  # --help and --version
            status = error.code
        printed = capsys.readouterr().out

        assert status == 0, command
        assert not output.strip() or checker.check_output(output, printed, FLAGS), printed


@each_page
def test_links_lead_somewhere(page):
    """A link or picture of a page is a file of the checkout."""
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    named = LINK.findall(text) + PICTURE.findall(text)

    assert [name for name in named if not (page.parent / name).exists()] == []
