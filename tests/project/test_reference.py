"""The pages of reference name everything that can be used, so that nothing public goes untold."""

from __future__ import annotations

import re
from pathlib import Path
from pkgutil import resolve_name

import pytest

import elecdata
import elecdata.errors
from elecdata.cli import parser
from elecdata.schema import TABLES

DOCS = Path(__file__).resolve().parents[2] / "docs"
LISTED = re.compile(r"^   ([\w.]+)$", re.MULTILINE)


def names_on(page):
    """Names that a page of the library's reference lists."""
    return LISTED.findall((DOCS / page).read_text(encoding="utf-8"))


def headings(page):
    """Second headings of a page."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return set(re.findall(r"^## (.+)$", text, re.MULTILINE))


def test_names_of_the_library_are_listed():
    """Each public name of elecdata stands once on its page, modules and errors on their own."""
    listed = [name for name in names_on("api.md") if name.count(".") == 1]
    elsewhere = {"elecdata.metrics", "elecdata.plot", "elecdata.ElecdataError"}

    assert sorted([*listed, *elsewhere]) == sorted(f"elecdata.{name}" for name in elecdata.__all__)


@pytest.mark.parametrize(
    "module", [elecdata.metrics, elecdata.plot], ids=lambda each: each.__name__
)
def test_names_of_modules_are_listed(module):
    """Each public name of a module stands once on its page."""
    page = f"api-{module.__name__.rpartition('.')[2]}.md"

    assert sorted(names_on(page)) == sorted(module.__all__)


def test_errors_are_listed():
    """Each class of elecdata.errors stands once among the errors."""
    classes = [
        name
        for name, value in vars(elecdata.errors).items()
        if isinstance(value, type) and value.__module__ == "elecdata.errors"
    ]
    listed = [name.rpartition(".")[2] for name in names_on("api-errors.md")]

    assert sorted(listed) == sorted(classes)


def test_what_is_listed_is_there():
    """What functions give back can be imported from where the page says."""
    for name in names_on("api.md"):
        module, _, last = name.rpartition(".")

        assert hasattr(resolve_name(module), last), name


def test_tables_are_headings_of_the_codebook():
    """Each table has a part of the codebook."""
    assert set(TABLES) <= headings("codebook.md")


def test_commands_are_headings_of_the_command_line():
    """Each command has a part of its page."""
    [action] = [each for each in parser()._actions if each.dest == "command"]

    assert {f"elecdata {name}" for name in action.choices} == headings("cli.md")
