"""The published tables as they are: fresh, consistent, adding up."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pyarrow as pa
import pytest

import elecdata
from elecdata.adoption.assembly import assemble
from elecdata.curation.control import inspect
from elecdata.curation.publication import stale
from elecdata.curation.tables import consistency_problems, schema_problems
from elecdata.loading import record
from elecdata.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]


def script(name):
    """A script of the repository as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RULES = script("publish").rules()
TABLES_AS_PUBLISHED = {name: elecdata.load(name, backend="pyarrow") for name in TABLES}


def test_the_tables_are_what_the_sheets_give():
    """Publishing again would change nothing."""
    assert stale(ROOT / "data" / "raw", ROOT / "data" / "processed", RULES) == []


def test_the_tables_keep_the_registry():
    """Types, ranges, vocabularies, references and keys hold."""
    assert schema_problems(TABLES_AS_PUBLISHED) == []


def test_every_cell_follows_from_the_claims():
    """All tables can be made anew from the published claims, rulings and registers."""
    assert consistency_problems(TABLES_AS_PUBLISHED) == []


def test_every_election_has_its_rules():
    """The year scripts hold rules for every election, each once."""
    assert sorted(elecdata.load("elections").election_id) == sorted(r.election_id for r in RULES)


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules.election_id)
def test_no_audit_fails(rules):
    """Every check of the audit and every control total holds, or the discrepancy is explained."""
    failed = [f for f in inspect(assemble(record()), rules) if f.outcome == "failed"]

    assert failed == []


def test_the_audit_notices_a_seat_too_many():
    """The same audit fails when one seat is added."""
    [rules] = [each for each in RULES if each.election_id == "kz-2012-majilis"]
    tables = assemble(record())
    row = next(
        r for r in tables["results"] if r["contestant_id"] == "kz-nur-otan" and r["year"] == 2012
    )
    row["seats"] += 1
    failed = {finding.check for finding in inspect(tables, rules) if finding.outcome == "failed"}

    assert {"seat_sum", "tier_sum"} <= failed


@pytest.mark.parametrize("table", ["results", "elections"])
def test_every_empty_cell_has_its_reason(table):
    """The table of missing cells names exactly the empty cells of the core tables."""
    key = TABLES[table].key
    empty = {
        ("/".join(row[name] for name in key), column)
        for row in TABLES_AS_PUBLISHED[table].to_pylist()
        for column, value in row.items()
        if value is None
    }
    listed = {
        (row["row_key"], row["column_name"])
        for row in TABLES_AS_PUBLISHED["missing"].to_pylist()
        if row["table_name"] == table
    }

    assert empty == listed


@pytest.mark.parametrize("name", TABLES)
def test_the_file_tells_the_meaning_of_every_column(name):
    """Each column of a published file carries its description, and the table its key."""
    schema: pa.Schema = TABLES_AS_PUBLISHED[name].schema

    assert all(field.metadata[b"description"] for field in schema)
    assert ",".join(TABLES[name].key).encode() == schema.metadata[b"key"]


def test_a_mission_is_of_one_organisation_at_all_elections():
    """One id stands for one organisation; only the joint mission has other members each time."""
    missions = elecdata.load("observers").dropna(subset="organisation")
    missions = missions[missions["mission_id"] != "ieom"]
    organisations = missions.groupby("mission_id")["organisation"].unique()

    assert organisations[organisations.str.len() > 1].to_dict() == {}


def test_an_organisation_is_spelt_alike_at_all_elections():
    """Members of the joint mission are spelt as where they speak for themselves."""
    missions = elecdata.load("observers").dropna(subset="organisation")
    joint = missions["mission_id"] == "ieom"
    members = set(missions.loc[joint, "organisation"].str.split("; ").explode())

    assert members <= set(missions.loc[~joint, "organisation"])
