"""The page that explains every field, and the places where figures are printed."""

from __future__ import annotations

import re

import pytest

from elecdata.adoption.record import REGISTERS
from elecdata.curation.claims import COLUMNS, SUBJECTS
from elecdata.curation.election import KEYS
from elecdata.curation.fields import fields_page
from elecdata.curation.places import PRINTED
from elecdata.schema import TABLES, VOCABULARIES

PAGE = fields_page()
CLAIMED = {
    (table.subject, field.name)
    for table in TABLES.values()
    if table.subject
    for field in table.claimed
}


def section(title):
    """Text below a heading, up to the next heading of the same level."""
    level = title.partition(" ")[0]
    found = re.search(
        rf"^{re.escape(title)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", PAGE, re.MULTILINE | re.DOTALL
    )
    return found[1]


@pytest.mark.parametrize(("subject", "variable"), sorted(CLAIMED))
def test_every_variable_is_explained(subject, variable):
    """Each column that claims fill has a line under its subject, with where it is printed."""
    [line] = [
        each
        for each in section(f"### {subject}").splitlines()
        if each.startswith(f"| `{variable}` |")
    ]
    cells = line.split(" | ")

    assert len(cells) == 5
    assert all(cell.strip("| ") for cell in cells)


@pytest.mark.parametrize("name", REGISTERS)
def test_every_column_of_a_shared_sheet_is_explained(name):
    """Each column that people type has a line, and no other has."""
    lines = [each for each in section(f"## {name}.csv").splitlines() if each.startswith("| `")]

    assert [f"`{f.name}`" for f in TABLES[name].typed] == [x.split(" | ")[0][2:] for x in lines]


def test_every_column_of_claims_and_key_of_the_election_is_explained():
    """So have the columns of claims.csv and the keys of election.toml."""
    claims, election = (section(f"## `<election>/{n}`") for n in ("claims.csv", "election.toml"))

    assert [f"| `{n}`" for n in COLUMNS] == re.findall(r"^\| `\w+`", claims, re.MULTILINE)
    assert [f"| `{key.name}`" for key in KEYS] == re.findall(
        r"^\| `[\w.]+`", election, re.MULTILINE
    )


def test_every_term_is_explained():
    """Each term of a list of our own has its meaning on the page."""
    terms = [(v.name, t, m) for v in VOCABULARIES if not v.standard for t, m in v.terms.items()]

    assert [t for _, t, m in terms if f"| `{t}` | {m} |" not in PAGE] == []


def test_places_are_those_of_the_variables():
    """Every variable has a place where it is usually printed, and nothing else has."""
    assert {variable for _, variable in CLAIMED} == set(PRINTED)
    assert {subject for subject, _ in CLAIMED} == set(SUBJECTS)
