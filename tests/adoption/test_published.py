from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from elecdata.adoption.assembly import assemble
from elecdata.adoption.published import arrow_table, record_of
from elecdata.adoption.record import REGISTERS
from elecdata.schema import TABLES
from elecdata.schema.arrow import arrow_schema


class TestArrowTable:
    """Rows become Arrow tables typed as the registry says."""

    def test_every_table_has_the_schema_of_the_registry(self, published):
        """Types, descriptions and units are inside every table."""
        for name, table in published.items():
            assert arrow_schema(TABLES[name]).equals(table.schema, check_metadata=True)

    def test_no_rows_still_have_columns(self):
        """A table of nothing has all its columns."""
        table = arrow_table("results", [])

        assert table.num_rows == 0
        assert list(TABLES["results"].columns) == table.column_names

    def test_cells_come_back_as_they_were(self, published, record):
        """Nothing is lost or changed between rows and Arrow."""
        assert assemble(record) == {name: table.to_pylist() for name, table in published.items()}


class TestRecordOf:
    """The record can be read back from the published tables."""

    def test_claims_and_rulings_come_back(self, published, record):
        """Published claims and rulings are those of the sheets."""
        found = record_of(published)

        assert set(record.claims) == set(found.claims)
        assert record.rulings == found.rulings
        assert record.elections == found.elections

    def test_registers_come_back(self, published, record):
        """What deciding reads of the registers is in the tables."""
        assert record.sources == record_of(published).sources
        assert set(REGISTERS) == set(record_of(published).registers)

    def test_same_tables_follow_from_it(self, published, record):
        """Publishing what was published changes nothing."""
        assert assemble(record) == assemble(record_of(published))

    @pytest.mark.parametrize("value", ["11", "North; South", "a = b", "x=1; y=2"])
    def test_rejected_value_of_any_text_comes_back(self, published, record, value):
        """What a ruling rejected is read back whole, whatever signs stand in it."""
        reject = {"kz-2031-council/herald-2031/election/seats": value, "kz-2031-council/b": "5"}
        ruled = (replace(record.rulings[0], reject=reject),)
        rows = assemble(replace(record, rulings=ruled))["rulings"]

        assert ruled == record_of({**published, "rulings": arrow_table("rulings", rows)}).rulings

    def test_unresolved_ruling_adopts_nothing(self, published):
        """An empty cell for the adopted claim is no claim."""
        rulings = published["rulings"].to_pylist()
        rulings[0] |= {"adopted_claim_id": None, "adopted_value": None}
        tables = {**published, "rulings": pa.Table.from_pylist(rulings)}
        [ruling] = record_of(tables).rulings

        assert ruling.adopt == {}
