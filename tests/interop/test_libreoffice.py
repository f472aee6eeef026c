"""The workbook, as LibreOffice reads it."""

from __future__ import annotations

import math
import subprocess
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from elecdata.schema import TABLES

pytestmark = pytest.mark.interop
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
SHEET = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@pytest.fixture(scope="module")
def sheets(made, program, tmp_path_factory):
    """Sheets by name as LibreOffice writes them again, with the type of every cell."""
    soffice, folder = program("soffice"), tmp_path_factory.mktemp("office")
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    book = made("excel", ".xlsx")
    command = [soffice, home, "--headless", "--convert-to", "fods", "--outdir", folder, book]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    path = folder / f"{book.stem}.fods"
    assert path.is_file(), run.stderr
    tree = ET.parse(path)
    return {each.get(f"{SHEET}name"): each for each in tree.iter(f"{SHEET}table")}


def cells(row):
    """Cells of a row with their repetitions, comments left out."""
    for cell in row.findall(f"{SHEET}table-cell"):
        for _ in range(min(int(cell.get(f"{SHEET}number-columns-repeated", 1)), 100)):
            yield value(cell)


def value(cell):
    """What a cell holds, by its type."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind is None:
        return None
    if kind == "float":
        return float(cell.get(f"{OFFICE}value"))
    if kind == "date":
        return date.fromisoformat(cell.get(f"{OFFICE}date-value"))
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    assert kind == "string"
    return "\n".join("".join(each.itertext()) for each in cell.findall(f"{TEXT}p"))


def same(found, wanted):
    """Whether a cell holds a value: LibreOffice reads all digits of a number and writes 15."""
    if isinstance(wanted, float):
        return isinstance(found, float) and math.isclose(found, wanted, rel_tol=1e-14)
    return found == wanted


@pytest.mark.parametrize("name", TABLES)
def test_cells(sheets, loaded, name):
    """Every cell is there with its type: numbers, days, truths, texts."""
    wanted = loaded(name)
    rows = sheets[name].iter(f"{SHEET}table-row")
    width = len(TABLES[name].columns)
    heads, *found = ([*cells(row)][:width] for row in rows)
    lines = [row + [None] * (width - len(row)) for row in found[: len(wanted)]]
    pairs = zip(lines, wanted, strict=True)

    assert heads == list(TABLES[name].columns)
    assert [(line, row) for line, row in pairs if not all(map(same, line, row.values()))] == []


def test_no_cell_is_a_formula(sheets):
    """Nothing that a source printed is computed; LibreOffice itself spells truths TRUE()."""
    cells_of_all = (cell for sheet in sheets.values() for cell in sheet.iter(f"{SHEET}table-cell"))
    formulas = {cell.get(f"{SHEET}formula") for cell in cells_of_all}

    assert formulas <= {None, "of:=TRUE()", "of:=FALSE()"}


def test_headings_have_comments(sheets):
    """A heading carries what the registry says."""
    head = next(sheets["elections"].iter(f"{SHEET}table-row"))
    comments = ["".join(each.itertext()) for each in head.iter(f"{OFFICE}annotation")]

    assert len(comments) == len(TABLES["elections"].columns)
    assert any("Voters on the registers. Unit: voters." in text for text in comments)
