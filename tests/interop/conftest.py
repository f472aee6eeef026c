"""Exports of all tables, and the programs that read them."""

from __future__ import annotations

import os
import shutil
from datetime import date

import pytest

import elecdata
from elecdata.schema import TABLES


def absent(what):
    """Skip for want of a program; in CI, where `.ci/debian` installs it, fail."""
    reason = f"{what} is not installed (.ci/debian installs R and LibreOffice)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def program():
    """A function that finds a program, or skips."""

    def find(name):
        return shutil.which(name) or absent(name)

    return find


@pytest.fixture(scope="session")
def library():
    """A function that imports a library of Python, or skips."""

    def find(name):
        try:
            return __import__(name)
        except ImportError:
            return absent(name)

    return find


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A function that exports all tables to a format, once."""
    folder, done = tmp_path_factory.mktemp("made"), {}

    def make(form, ending=""):
        if form not in done:
            done[form] = elecdata.export(folder / f"{form}{ending}", form)
        return done[form].path

    return make


@pytest.fixture(scope="session")
def loaded():
    """A function that gives the rows of a table as `load` does."""
    return lambda name: elecdata.load(name, backend="pyarrow").to_pylist()


@pytest.fixture(scope="session")
def typed():
    """A function that gives a row of texts the types of the registry; no text is no value."""
    truths = {"TRUE": True, "true": True, "1": True, "FALSE": False, "false": False, "0": False}
    read = {
        "integer": int,
        "number": float,
        "date": date.fromisoformat,
        "boolean": truths.__getitem__,
    }

    def type_row(name, row):
        kinds = {column: TABLES[name][column].kind for column in row}
        return {c: read.get(kinds[c], str)(cell) if cell else None for c, cell in row.items()}

    return type_row
