"""The coding sheets as they are: shape, rules, and what damage to them is noticed."""

from __future__ import annotations

import csv
import random
import shutil
from difflib import unified_diff
from pathlib import Path

import pytest

from elecdata.curation.claims import COLUMNS, read_claims
from elecdata.curation.registers import read_registers
from elecdata.curation.shape import shaped
from elecdata.curation.sheets import read_sheets
from elecdata.digest import sheet_files

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
SHEETS = {path.relative_to(RAW).as_posix(): path for path in sheet_files(RAW)}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_in_shape(name):
    """The file reads exactly as the formatter would write it."""
    found, wanted = SHEETS[name].read_text(encoding="utf-8"), shaped(SHEETS[name])
    difference = unified_diff(found.splitlines(), wanted.splitlines(), name, "shaped", n=0)

    assert wanted == found, "\n".join([*difference, "Run: make format"])


@pytest.fixture(scope="module")
def read():
    """The record that the sheets give, and what is wrong with them."""
    return read_sheets(RAW)


@pytest.fixture(scope="module")
def registers():
    """Rows of the shared sheets, by table."""
    return read_registers(RAW)[0]


def test_the_sheets_break_no_rule(read):
    """Every sheet can be read, every claim checked, every contradiction is ruled."""
    assert read.problems == []


def figures():
    """Claims whose value is a figure, as (sheet, row number, row)."""
    found = []
    for name, path in SHEETS.items():
        if path.name != "claims.csv":
            continue
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        found += [
            (name, number, row)
            for number, row in enumerate(rows)
            if row["value"].replace(".", "").isdigit() and row["derivation"] == "stated"
        ]
    return found


def digits(text):
    """The digits of a text, and nothing else."""
    return "".join(character for character in text if character.isdigit())


def other_digit(text, chance):
    """A text with one of its digits replaced by another."""
    places = [place for place, character in enumerate(text) if character.isdigit()]
    place = chance.choice(places)
    digit = (int(text[place]) + chance.randint(1, 9)) % 10
    return f"{text[:place]}{digit}{text[place + 1 :]}"


@pytest.mark.parametrize("column", ["value", "as_printed"])
@pytest.mark.parametrize("seed", range(6))
def test_a_changed_digit_is_noticed(tmp_path, registers, seed, column):
    """A digit changed in the value or in what was printed no longer fits the other."""
    chance = random.Random(seed)
    alone = [
        each for each in figures() if digits(each[2]["value"]) == digits(each[2]["as_printed"])
    ]
    name, number, _ = chance.choice(alone)
    election = Path(name).parent.name
    shutil.copytree(RAW / election, tmp_path / election)
    assert read_claims(tmp_path, election, registers)[1] == []

    with (tmp_path / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[number][column] = other_digit(rows[number][column], chance)
    with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

    assert read_claims(tmp_path, election, registers)[1] != []


def test_every_starting_document_is_coded(read):
    """Each of the five documents that the dataset starts from has claims."""
    record = read.record
    documents = {row["source_id"] for row in record.registers["sources"] if row["document"]}

    assert len(documents) == 5
    assert documents <= {claim.source_id for claim in record.claims}
