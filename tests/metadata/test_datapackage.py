"""Data Package: what frictionless reads, and what the registry says."""

from __future__ import annotations

import re

import pytest

from elecdata.digest import bytes_digest
from elecdata.metadata.datapackage import refers, schema
from elecdata.schema import TABLES
from elecdata.schema.values import PATTERNS, parse

FIELDS = [(table, field) for table in TABLES.values() for field in table.fields]
each_field = pytest.mark.parametrize(
    ("table", "field"), FIELDS, ids=[f"{table.name}.{field.name}" for table, field in FIELDS]
)


def described_field(table, field):
    return next(each for each in schema(table)["fields"] if each["name"] == field.name)


class TestFrictionless:
    """frictionless finds the tables to be as the package says."""

    def test_nothing_is_wrong(self, made, checks):
        """Descriptor, types, constraints, primary and foreign keys all hold."""
        assert checks["package_problems"](made.folder) == []

    @pytest.mark.parametrize(
        ("column", "change", "said"),
        [
            pytest.param(
                "seats",
                {"maximum": 5},
                'results: The cell "6" in row at position "2" and field "seats" at position '
                '"15" does not conform to a constraint: constraint "maximum" is "5"',
                id="range",
            ),
            pytest.param(
                "name",
                {"enum": ["Beta", "Assembly of Invented Peoples", "Ada Sample", "Bek Sample"]},
                'results: The cell "Alpha Union" in row at position "2" and field "name" at '
                'position "7" does not conform to a constraint: constraint "enum" is '
                "\"['Beta', 'Assembly of Invented Peoples', 'Ada Sample', 'Bek Sample']\"",
                id="vocabulary",
            ),
        ],
    )
    def test_a_broken_constraint_is_found(self, described, checks, column, change, said):
        """A cell outside what the package allows is named."""
        package, results = alone(described, "results")
        [field] = [each for each in results["schema"]["fields"] if each["name"] == column]
        field["constraints"] = change
        described.write("datapackage", package)

        assert checks["package_problems"](described.folder) == [said]

    def test_a_broken_reference_is_found(self, described, checks):
        """A value that no row elsewhere has is named."""
        package, results = alone(described, "results", "elections")
        reference = {"resource": "elections", "fields": ["chamber"]}
        results["schema"]["foreignKeys"] = [{"fields": ["lineage_id"], "reference": reference}]
        described.write("datapackage", package)

        assert checks["package_problems"](described.folder)[0] == (
            'results: Row at position "2" violates the foreign key: for "lineage_id": values '
            '"kz-alpha" not found in the lookup table "elections" as "chamber"'
        )


def alone(described, *names):
    """A package of a few tables, without references, and the first of them."""
    package = described.read("datapackage")
    package["resources"] = [each for each in package["resources"] if each["name"] in names]
    for each in package["resources"]:
        each["schema"].pop("foreignKeys", None)
    return package, package["resources"][0]


class TestPackage:
    """The package says what manifest and registry say."""

    def test_files_are_those_of_the_manifest(self, made):
        """Path and hash of a resource are those of a file that is there."""
        resources = made.read("datapackage")["resources"]

        assert [each["name"] for each in resources] == list(TABLES)
        for each in resources:
            assert bytes_digest((made.folder / each["path"]).read_bytes()) == each["hash"]

    def test_a_source_without_title_is_described(self, made):
        """Every source is listed, by maker and title, with its address."""
        sources = made.read("datapackage")["sources"]

        assert {"title": "A. Writer. The count", "path": "https://herald.test/1"} in sources
        assert len(sources) == 4

    @each_field
    def test_a_column_says_what_the_registry_says(self, table, field):
        """Meaning, unit, requirement, range and terms are those declared."""
        found = described_field(table, field)
        constraints = found.get("constraints", {})

        assert (found["description"], found.get("unit", "")) == (field.description, field.unit)
        assert constraints.get("required", False) is not field.nullable
        assert (constraints.get("minimum"), constraints.get("maximum")) == (field.low, field.high)
        terms = field.vocabulary if not field.multiple else None
        assert constraints.get("enum") == (list(terms.terms) if terms else None)

    def test_keys_are_those_of_the_registry(self):
        """Primary key, and a reference for every column that names a row."""
        found = schema(TABLES["results"])

        assert found["primaryKey"] == ["election_id", "contestant_id"]
        assert {
            "fields": ["bloc_id"],
            "reference": {"resource": "parties", "fields": ["party_id"]},
        } in found["foreignKeys"]

    def test_a_table_that_refers_to_itself_is_not_named(self):
        """The standard writes a reference within a table with an empty name."""
        [reference] = [
            key["reference"]
            for key in schema(TABLES["sources"])["foreignKeys"]
            if key["fields"] == ["derived_from"]
        ]

        assert reference == {"resource": "", "fields": ["source_id"]}

    def test_a_word_for_the_whole_is_no_reference(self):
        """`national` is no region, so the region of a turnout refers to none; a claim's does."""
        assert not refers(TABLES["turnout"]["region"])
        assert not refers(TABLES["exit_polls"]["scope"])
        assert refers(TABLES["claims"]["region"])


class TestPatterns:
    """The form that a package states allows what the checks of sheets allow."""

    @pytest.mark.parametrize(
        "text",
        ["2012", "2012-01", "2012-01-15", "2012-21", "2012~", "2012-01-06/2012-01-11", "../2012"],
    )
    def test_a_date_of_any_precision_fits(self, text):
        """What a sheet may hold as a date of any precision has the stated form."""
        assert parse(TABLES["parties"]["founded_when"], text) == (text, "")
        assert re.fullmatch(PATTERNS["when"], text)

    @pytest.mark.parametrize("text", ["2012-13", "12-01-15", "2012-1", "in 2012", "2012-25"])
    def test_what_is_no_date_does_not_fit(self, text):
        """What a sheet may not hold has another form."""
        assert parse(TABLES["parties"]["founded_when"], text)[0] is None
        assert not re.fullmatch(PATTERNS["when"], text)
