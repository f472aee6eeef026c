"""Stata, SPSS and SQLite files, as R reads them."""

from __future__ import annotations

import csv
import os
import subprocess
from pathlib import Path

import pytest

import elecdata
from elecdata.exports import spss, stata
from elecdata.schema import TABLES

pytestmark = pytest.mark.interop
each_table = pytest.mark.parametrize("name", TABLES)
ENDINGS = {"stata": "", "spss": "", "sqlite": ".sqlite"}
MARKS = {
    "stata": {mark: why for why, mark in stata.MARKS.items()},
    "spss": {f"{mark:.0f}": why for why, mark in spss.MARKS.items()},
}


@pytest.fixture(scope="module")
def seen(made, program, tmp_path_factory):
    """A function that lets R read an export, and gives the folder of what it found."""
    done = {}

    def read(form):
        if form not in done:
            folder = tmp_path_factory.mktemp(form)
            script = Path(__file__).with_name("read.R")
            command = [program("Rscript"), script, form, made(form, ENDINGS[form]), folder]
            run = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            )
            assert run.returncode == 0, run.stderr
            done[form] = folder
        return done[form]

    return read


def rows(path):
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("form", ["stata", "spss", "sqlite"])
@each_table
def test_cells(seen, loaded, typed, form, name):
    """R finds every cell, whatever its letters: numbers, days, terms, truths."""
    found = [typed(name, row) for row in rows(seen(form) / f"{name}.csv")]

    assert found == loaded(name)


@pytest.mark.parametrize("form", ["stata", "spss"])
def test_reasons(seen, loaded, form):
    """R knows why a cell of elections and results is empty, as the table `missing` has it."""
    found = {}
    for name in ("elections", "results"):
        for row, why in zip(loaded(name), rows(seen(form) / f"{name}.why.csv"), strict=True):
            key = "/".join(row[column] for column in TABLES[name].key)
            found |= {(name, key, c): MARKS[form][mark] for c, mark in why.items() if mark}
    wanted = {
        (row["table_name"], row["row_key"], row["column_name"]): row["missing"]
        for row in loaded("missing")
        if form == "spss" or not is_text(row["table_name"], row["column_name"])
    }

    assert found == wanted


def is_text(table, column):
    """Whether Stata holds a column as text, which has no missing values there."""
    field = TABLES[table][column]
    return field.kind in {"text", "when"} or (field.kind == "category" and not field.vocabulary)


@pytest.mark.parametrize("form", ["stata", "spss"])
@each_table
def test_labels(seen, form, name):
    """Every column has its description as label."""
    found = (seen(form) / f"{name}.labels.txt").read_text(encoding="utf-8").splitlines()

    for label, field in zip(found, TABLES[name].fields, strict=True):
        cut = label.removesuffix("...")
        assert label
        assert field.description.startswith(cut)
        assert len(label) == 80 or field.description.rstrip(".") == label


def test_notes_of_a_stata_dataset(seen):
    """R finds the note on the dataset where Stata keeps it."""
    found = (seen("stata") / "results.notes.txt").read_text(encoding="utf-8").split("\n")

    assert TABLES["results"].description in found


def test_names_in_four_scripts_and_languages(seen):
    """Kazakh, Russian and Azerbaijani names are what they were, also in R's own memory."""
    for form in ENDINGS:
        found = {row["name"] for row in rows(seen(form) / "names.csv")}
        assert set(elecdata.load("names").name) == found
