from __future__ import annotations

import pytest

from elecdata.adoption.record import REGISTERS
from elecdata.curation.registers import read_registers
from elecdata.schema import TABLES
from elecdata.schema.vocabulary import COUNTRY

HASH = "0" * 64
EXPLAINED = {
    "election_id": "kz-2031-council",
    "check_name": "vote_sum",
    "subject": "election",
    "reason": "So says the protocol.",
}


class TestTypedFields:
    """Columns of a shared sheet are those that people type."""

    @pytest.mark.parametrize("name", REGISTERS)
    def test_nothing_computed_is_typed(self, name):
        """Keys and what the sheet adds are typed; claims and formulas are not."""
        fields = TABLES[name].typed

        assert {field.origin for field in fields} <= {"key", "sheet"}
        assert set(TABLES[name].key) <= {field.name for field in fields}


class TestReadRegisters:
    """`read_registers` types the shared sheets and reports what is wrong with them."""

    def test_valid_sheets_are_read(self, sheets):
        """Every sheet gives its rows, typed; an empty cell is None."""
        registers, problems = read_registers(sheets.root)

        assert problems == []
        assert list(REGISTERS) == list(registers)
        assert registers["people"] == [
            {"person_id": "ada-sample", "name": "Ada Sample", "sex": "female", "country": "KAZ"}
        ]
        assert registers["sources"][2]["published_date"] is None

    @pytest.mark.parametrize("name", REGISTERS)
    def test_missing_sheet_is_reported(self, sheets, name):
        """A sheet that is not there is a problem of its own."""
        (sheets.root / f"{name}.csv").unlink()

        said = f"{name}.csv:0:0: file: found no such file; allowed: a sheet for {name}"
        assert said in [str(problem) for problem in read_registers(sheets.root)[1]]

    @pytest.mark.parametrize("name", REGISTERS)
    def test_key_twice_is_reported(self, sheets, name):
        """One row a key, in every sheet."""
        if name == "discrepancies":  # nothing in the invented record needs one
            sheets.add("discrepancies.csv", **EXPLAINED)
        rows = sheets.rows(f"{name}.csv")
        sheets.add(f"{name}.csv", **rows[0])
        key = "/".join(rows[0][column] for column in TABLES[name].key)

        place = f"{name}.csv:{len(rows) + 2}:1: {name}[{key}]"

        assert [f"{place}: found the same key as line 2; allowed: one row a key"] == [
            str(problem) for problem in read_registers(sheets.root)[1]
        ]

    @pytest.mark.parametrize(
        ("start", "damage", "said"),
        [
            pytest.param(
                "sources.csv:herald",
                {"published_date": "2031-02-30"},
                "3:40: sources[herald-2031].published_date: found '2031-02-30'; "
                "allowed: a day written YYYY-MM-DD",
                id="no day",
            ),
            pytest.param(
                "sources.csv:herald",
                {"accessed_date": ""},
                "3:51: sources[herald-2031].accessed_date: found an empty cell; "
                "allowed: Day on which the coder read it.",
                id="required cell empty",
            ),
            pytest.param(
                "sources.csv:herald",
                {"accessed_date": "2031-01-15"},
                "3:51: sources[herald-2031].accessed_date: found 2031-01-15; "
                "allowed: 2031-01-16 or later",
                id="read before it was published",
            ),
            pytest.param(
                "sources.csv:herald",
                {"url": ""},
                "3:71: sources[herald-2031]: found no address; allowed: a url or a document",
                id="no address",
            ),
            pytest.param(
                "sources.csv:herald",
                {"url": "herald.test"},
                "3:71: sources[herald-2031].url: found 'herald.test'; allowed: http(s)://...",
                id="no url",
            ),
            pytest.param(
                "sources.csv:herald",
                {"document": "herald.txt"},
                "3:105: sources[herald-2031].sha256: found ''; "
                "allowed: 64 hexadecimal digits for a document, and nothing else",
                id="document without digest",
            ),
            pytest.param(
                "sources.csv:herald",
                {"sha256": HASH},
                f"3:95: sources[herald-2031].sha256: found '{HASH}'; "
                "allowed: 64 hexadecimal digits for a document, and nothing else",
                id="digest without document",
            ),
            pytest.param(
                "sources.csv:herald",
                {"derived_from": "herald-2031"},
                "3:93: sources[herald-2031].derived_from: found the source itself; "
                "allowed: another source",
                id="derived from itself",
            ),
            pytest.param(
                "sources.csv:herald",
                {"derived_from": "heralt-2031"},
                "3:93: sources[herald-2031].derived_from: found 'heralt-2031'; allowed: an id of "
                "sources.csv; Did you mean 'herald-2031' or 'digest-2031'?",
                id="derived from nothing",
            ),
            pytest.param(
                "parties.csv:kz-beta",
                {"country": "KAS"},
                "3:9: parties[kz-beta].country: found 'KAS'; "
                f"allowed: {COUNTRY.allowed}; Did you mean 'LKA' or 'KNA' or 'KAZ'?",
                id="unknown country",
            ),
            pytest.param(
                "parties.csv:kz-beta",
                {"color": "red"},
                "3:27: parties[kz-beta].color: found 'red'; allowed: #rrggbb",
                id="colour by name",
            ),
            pytest.param(
                "parties.csv:kz-beta",
                {"color": "#E69F00"},
                "3:27: parties[kz-beta].color: found '#E69F00'; allowed: #rrggbb",
                id="colour in capitals",
            ),
            pytest.param(
                "parties.csv:kz-beta",
                {"lineage_id": "kz-alpha"},
                "3:28: parties[kz-beta].color: found '#e69f00'; "
                "allowed: #0072b2, the colour of the lineage",
                id="two colours in one lineage",
            ),
            pytest.param(
                "parties.csv:kz-beta",
                {"lineage_id": "kz-bet"},
                "3:19: parties[kz-beta].lineage_id: found 'kz-bet'; allowed: an id of "
                "parties.csv; Did you mean 'kz-beta' or 'kz-bek'?",
                id="lineage of nobody",
            ),
            pytest.param(
                "names.csv:kz-beta",
                {"election_id": "kz-2031-counsil"},
                "6:9: names[kz-beta].election_id: found 'kz-2031-counsil'; "
                "allowed: the folder of an election, or any",
                id="name of no election",
            ),
            pytest.param(
                "names.csv:kz-beta",
                {"locator": "page 1"},
                "6:39: names[kz-beta].locator: found 'page 1'; "
                "allowed: p and the number of the paragraph",
                id="no locator",
            ),
            pytest.param(
                "names.csv:kz-beta",
                {"name_kind": "shrt"},
                "6:16: names[kz-beta/any/en/shrt/Beta].name_kind: found 'shrt'; "
                "allowed: one of official, short, variant; Did you mean 'short'?",
                id="unknown kind of name",
            ),
            pytest.param(
                "names.csv:kz-beta",
                {"name": "Be\u0442a"},
                "6:22: names[kz-beta/any/en/short/Be\u0442a].name: found 'Be\u0442a': Cyrillic "
                "letter '\u0442' (U+0442) inside a Latin word; allowed: clean text; "
                "type the cell anew",
                id="look-alike",
            ),
            pytest.param(
                "names.csv:kz-beta",
                {"source_id": "herald"},
                "6:27: names[kz-beta].source_id: found 'herald'; allowed: an id of sources.csv; "
                "Did you mean 'herald-2031'?",
                id="name of no source",
            ),
            pytest.param(
                "names.csv:kz-beta",
                {"language": "ru"},
                "parties.csv:3:1: parties[kz-beta]: found no name; "
                "allowed: an English name in names.csv",
                id="no English name",
            ),
        ],
    )
    def test_damage_is_reported(self, sheets, start, damage, said):
        """A damaged cell gives one problem, in these words."""
        file, _, row = start.partition(":")
        sheets.damage(file, row, **damage)
        problems = [str(problem) for problem in read_registers(sheets.root)[1]]

        assert [said if ".csv" in said[:12] else f"{file}:{said}"] == problems

    def test_lineage_that_branches_is_reported(self, sheets):
        """What a lineage points to is its own lineage."""
        sheets.damage("parties.csv", "kz-beta", lineage_id="kz-alpha", color="#0072b2")
        sheets.damage("parties.csv", "kz-bek", lineage_id="kz-beta")

        place = "parties.csv:6:22: parties[kz-bek].lineage_id"
        allowed = "the first id of the line, which is its own lineage"

        assert [f"{place}: found 'kz-beta'; allowed: {allowed}"] == [
            str(problem) for problem in read_registers(sheets.root)[1]
        ]

    def test_name_that_is_a_variant_alone_is_not_enough(self, sheets):
        """A party is labelled by its official or short name; a variant labels nothing."""
        sheets.damage("names.csv", "kz-beta", name_kind="variant")

        assert [problem.file for problem in read_registers(sheets.root)[1]] == ["parties.csv"]

    def test_empty_colour_is_reported_once(self, sheets):
        """A missing cell is one problem."""
        sheets.damage("parties.csv", "kz-beta", color="")

        assert len(read_registers(sheets.root)[1]) == 1

    @pytest.mark.parametrize("text", ["a" * 300, "a/b", ".", ".."], ids=len)
    def test_any_election_of_a_name_is_judged(self, sheets, text):
        """A cell is looked up as a name of an election, whatever it would mean as a path."""
        sheets.damage("names.csv", "kz-beta", election_id=text)
        problems = read_registers(sheets.root)[1]

        assert {"names.csv"} == {problem.file for problem in problems}

    def test_sources_that_repeat_each_other_are_reported(self, sheets):
        """Of two sources, one at most repeats the other."""
        sheets.damage("sources.csv", "herald-2031", derived_from="digest-2031")

        assert [problem.file for problem in read_registers(sheets.root)[1]] != []


class TestDiscrepancies:
    """An explanation belongs to an election that is coded."""

    def test_election_without_folder_is_reported(self, sheets):
        """The election is the folder of one."""
        sheets.add("discrepancies.csv", **EXPLAINED | {"election_id": "kz-2033-council"})

        [problem] = read_registers(sheets.root)[1]

        assert str(problem) == (
            "discrepancies.csv:2:1: discrepancies[kz-2033-council]: found 'kz-2033-council'; "
            "allowed: the folder of an election"
        )

    def test_reason_is_needed(self, sheets):
        """What is not explained is no explanation."""
        sheets.add("discrepancies.csv", **EXPLAINED | {"reason": ""})

        assert len(read_registers(sheets.root)[1]) == 1
