from __future__ import annotations

import re

import pytest

from elecdata.errors import UnknownNameError
from elecdata.schema import TABLES, VOCABULARIES, Field
from elecdata.schema.codebook import allowed, codebook, codebook_page
from elecdata.schema.vocabulary import SEX

EVERY_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)


@pytest.fixture(scope="module")
def page():
    """The codebook as Markdown."""
    return codebook_page()


def section(page, name):
    """The part of the page under a heading."""
    after = page.partition(f"\n## {name}\n")[2]
    return re.split(r"\n##? ", after, maxsplit=1)[0]


class TestCodebook:
    """The codebook as a table."""

    def test_has_a_row_for_every_column(self):
        """Every column of every table is described, in published order."""
        found = codebook()
        declared = [(table.name, f.name) for table in TABLES.values() for f in table.fields]

        assert declared == list(zip(found["table"], found["column"], strict=True))

    @EVERY_TABLE
    def test_says_what_the_registry_says(self, table):
        """Kind, unit, key, need and meaning of a column are those declared."""
        columns = ["column", "kind", "unit", "is_key", "is_required", "description"]
        declared = [
            (f.name, f.kind, f.unit, f.name in table.key, not f.nullable, f.description)
            for f in table.fields
        ]

        assert declared == list(codebook(table.name)[columns].itertuples(index=False, name=None))

    @pytest.mark.parametrize(
        ("column", "said"),
        [
            ("election_id", "names the row"),
            ("votes", "claims of sources"),
            ("seat_share_pct", "computed: 100 * seats / elections.seats"),
        ],
    )
    def test_says_who_fills_a_column(self, column, said):
        """A column is filled by claims, by a sheet or by a formula, or names the row."""
        assert said == codebook("results").set_index("column")["from"][column]

    def test_sheet_fills_registers(self):
        """What people type in a shared sheet is said to come from there."""
        found = codebook("sources").set_index("column")["from"]["title"]

        assert found == "a shared coding sheet"

    def test_unknown_table_is_refused(self):
        """A name that no table has raises, and lists those there are."""
        with pytest.raises(UnknownNameError) as caught:
            codebook("zzz")

        known = ", ".join(TABLES)
        said = f"no table named 'zzz'. Known: {known}."
        assert said == str(caught.value)


class TestAllowed:
    """What a column may hold, in words."""

    @pytest.mark.parametrize(
        ("limits", "said"),
        [
            pytest.param({"low": 0}, "0 or more", id="low alone"),
            pytest.param({"high": 100}, "100 or less", id="high alone"),
            pytest.param({"low": 0, "high": 100}, "0 to 100", id="both ends"),
            pytest.param({}, "digits without separators, such as 1234", id="no limit"),
            pytest.param({"references": "parties.party_id"}, "id in parties.party_id", id="id"),
            pytest.param({"vocabulary": SEX}, "female | male", id="terms"),
        ],
    )
    def test_says_the_limits(self, limits, said):
        """A range, a reference, a vocabulary, or else the written form of the kind."""
        assert said == allowed(Field("x", "integer", "Any.", **limits))


class TestCodebookPage:
    """The codebook as a page of the documentation."""

    @EVERY_TABLE
    def test_mentions_every_column(self, page, table):
        """A table's section describes the table and has one line for each column."""
        text = section(page, table.name)

        assert table.description in text
        assert list(table.columns) == re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE)

    @EVERY_TABLE
    def test_rows_have_six_cells(self, page, table):
        """No term or description breaks the table apart."""
        lines = [line for line in section(page, table.name).splitlines() if line.startswith("|")]

        assert {8} == {len(line.split("|")) for line in lines}

    def test_explains_every_term(self, page):
        """Each term of each vocabulary stands on the page with its meaning."""
        lines = set(page.splitlines())
        wanted = {f"| `{t}` | {m} |" for v in VOCABULARIES for t, m in v.terms.items()}

        assert wanted <= lines

    def test_ends_with_one_line_end(self, page):
        """The page is a text file like any other."""
        assert page == page.rstrip() + "\n"
