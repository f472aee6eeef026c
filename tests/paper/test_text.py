"""What can be told of the paper's files without making it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from elecdata.pinning.reading import read_lock

PAPER = Path(__file__).resolve().parents[2] / "examples" / "paper"
NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "thousand million dozen twice thrice half third quarter"
).split()
# What stands for no figure of the data: the form of a table, or of a scale.
FORM = {"a fixed scale of four steps", "Pieces under four per cent", "a second range"}


def prose(text):
    """Text of a Typst file without its calls, labels, formulas and what is set by name."""
    text = re.sub(r"^#import .*$|^#show: paper\.with\(", "", text, flags=re.MULTILINE)
    text = re.sub(r'"[^"\n]*"', '""', text)  # addresses, names
    text = re.sub(r"\$[^$]*\$", "", text)
    text = re.sub(r"#note\[|#n\(|#src\(|#held\(", "", text)
    text = re.sub(r"@[a-z0-9-]+", "", text)
    text = re.sub(r"^ *(columns|left-to|groups):.*$", "", text, flags=re.MULTILINE)
    return " ".join(text.split())


def typed(text):
    """Figures that were typed by hand; a year is none."""
    words = prose(text)
    for each in FORM:
        words = words.replace(each, "")
    digits = [each for each in re.findall(r"\d[\d.,]*\d|\d", words) if not is_year(each)]
    return digits + [each for each in re.findall(r"[a-z]+", words.lower()) if each in NUMBERS]


def is_year(text):
    return re.fullmatch(r"(19|20)\d\d", text.strip(".,")) is not None


def test_no_figure_is_typed_by_hand():
    """Every number of the text, in digits or in words, comes from the data; years may be named."""
    assert typed((PAPER / "paper.typ").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It won 83 seats of 107.", ["83", "107"]),
        ('It won #n("results/kz-2012-majilis/kz-nur-otan/seats") seats in 2012.', []),
        ("Turnout was 75.45 per cent.", ["75.45"]),
        ("It won a third of five seats.", ["third", "five"]),
        ("Of 2,012 seats $x^2$ @gallagher-1991", ["2,012"]),
    ],
)
def test_a_typed_figure_is_found(words, found):
    """The check above sees what it is there for."""
    assert typed(words) == found


def test_no_table_is_typed_by_hand():
    """Every table and picture is set by its name, and all that are made are used."""
    text = (PAPER / "paper.typ").read_text(encoding="utf-8")
    made, drawn = (
        re.findall(r'^    "(\w+)": \w+,$', (PAPER / name).read_text("utf-8"), re.MULTILINE)
        for name in ("tables.py", "pictures.py")
    )

    assert sorted(re.findall(r'#set-table\(\s*"(\w+)"', text)) == sorted(made)
    assert sorted(re.findall(r'#set-picture\(\s*"(\w+)"', text)) == sorted(drawn)
    assert "#table(" not in text
    assert "#image(" not in text


def test_the_notebook_has_no_outputs():
    """Outputs would be figures that no lock guards; nor does it tell who ran it, or when."""
    notebook = json.loads((PAPER / "notebook.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]

    assert [cell["outputs"] for cell in code] == [[]] * len(code)
    assert {cell["execution_count"] for cell in code} == {None}
    assert {key for cell in code for key in cell["metadata"]} == set()
    assert 'elecdata.verify("elecdata.lock")' in "".join(code[0]["source"])


def test_the_lock_is_one():
    """It can be read, and names tables, columns and frames."""
    lock = read_lock(PAPER / "elecdata.lock")

    assert {"results", "elections", "observers", "conflicts"} <= set(lock.contents)
    assert set(lock.frames) == {"candidates", "ranges", "turnout_ranges", "turnouts"}
    assert lock.data == "elecdata"
