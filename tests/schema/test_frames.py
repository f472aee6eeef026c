from __future__ import annotations

import pandas as pd
import pandera.errors
import pyarrow as pa
import pytest

from elecdata.curation.tables import to_frame
from elecdata.schema import TABLES
from elecdata.schema.arrow import ARROW, arrow_schema
from elecdata.schema.field import Field, Table, Vocabulary
from elecdata.schema.frames import PANDAS, cell_schema, frame_schema
from elecdata.schema.values import WRITTEN

EVERY_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)

# An invented table with one column of every kind that pandera checks.
COLOUR = Vocabulary("colour", "Colours.", {"red": "Red.", "blue": "Blue."})
SAMPLE = Table(
    "sample",
    "One row per sample.",
    key=("sample_id",),
    fields=(
        Field("sample_id", "id", "Sample.", origin="key"),
        Field("n_seats", "integer", "Seats.", unit="seats", low=0, high=9),
        Field("colour", "category", "Colour.", vocabulary=COLOUR, required=True),
        Field("party_id", "category", "Party.", references="parties.party_id"),
    ),
)


def sample(**changes):
    """Two rows of the sample, of which the second may be changed."""
    row = {"sample_id": "b", "n_seats": 9, "colour": "red", "party_id": "kz-alpha"}
    rows = [row | {"sample_id": "a", "party_id": None, "n_seats": None}, row | changes]
    schema = pa.schema([(field.name, ARROW[field.kind]) for field in SAMPLE.fields])
    return to_frame(pa.Table.from_pylist(rows, schema=schema))


class TestArrowSchema:
    """Arrow schemas say what the registry says."""

    @EVERY_TABLE
    def test_has_the_columns_types_and_empty_cells_of_the_registry(self, table):
        """Names, order, types and which columns may be empty are those declared."""
        declared = [(f.name, ARROW[f.kind], f.nullable) for f in table.fields]
        found = [(each.name, each.type, each.nullable) for each in arrow_schema(table)]

        assert declared == found

    @EVERY_TABLE
    def test_carries_meaning_and_unit(self, table):
        """Every column's description and unit travel with the table."""
        declared = [(f.description.encode(), f.unit.encode()) for f in table.fields]
        metadata = [each.metadata for each in arrow_schema(table)]

        assert declared == [(m[b"description"], m.get(b"unit", b"")) for m in metadata]

    @EVERY_TABLE
    def test_carries_name_key_and_description(self, table):
        """The file says which table it is, and what names its rows."""
        wanted = {"table": table.name, "description": table.description, "key": ",".join(table.key)}

        assert {k.encode(): v.encode() for k, v in wanted.items()} == arrow_schema(table).metadata

    def test_every_kind_has_a_type_a_dtype_and_a_written_form(self):
        """No kind of value is forgotten by one of the readers."""
        assert ARROW.keys() == PANDAS.keys() == WRITTEN.keys()


class TestFrameSchema:
    """Pandera schemas say what the registry says, and find what breaks it."""

    @EVERY_TABLE
    def test_has_the_columns_and_key_of_the_registry(self, table):
        """Names, order, empty cells, units and the unique key are those declared."""
        schema = frame_schema(table)
        declared = [(f.name, f.nullable, f.unit or None) for f in table.fields]

        assert declared == [(n, c.nullable, c.title) for n, c in schema.columns.items()]
        assert list(table.key) == schema.unique
        assert schema.strict
        assert schema.ordered

    @EVERY_TABLE
    def test_empty_table_passes(self, table):
        """Arrow and pandera agree on every type: a table without rows is valid as pandas."""
        frame = to_frame(arrow_schema(table).empty_table())

        assert list(table.columns) == list(frame_schema(table).validate(frame).columns)

    def test_sample_passes(self):
        """Ends of a range, terms, known ids and empty cells are all right."""
        known = {"parties.party_id": {"kz-alpha"}}

        pd.testing.assert_frame_equal(sample(), frame_schema(SAMPLE, known).validate(sample()))

    @pytest.mark.parametrize("schema_of", [frame_schema, cell_schema])
    @pytest.mark.parametrize(
        ("change", "column", "said"),
        [
            ({"n_seats": -1}, "n_seats", "0 or more"),
            ({"n_seats": 10}, "n_seats", "9 or less"),
            ({"colour": "green"}, "colour", "one of red, blue"),
            ({"colour": None}, "colour", "not_nullable"),
            ({"party_id": "kz-gamma"}, "party_id", "an id that stands in parties.party_id"),
            ({"sample_id": "a"}, "sample_id", "multiple_fields_uniqueness"),
        ],
    )
    def test_damage_is_found(self, change, column, said, schema_of):
        """A damaged cell fails in its column, in these words, whether types are known or not."""
        schema = schema_of(SAMPLE, {"parties.party_id": {"kz-alpha"}})

        with pytest.raises(pandera.errors.SchemaErrors) as caught:
            schema.validate(sample(**change), lazy=True)

        failures = caught.value.failure_cases
        assert {(column, said)} == set(zip(failures["column"], failures["check"], strict=True))

    def test_reference_is_not_checked_without_the_ids(self):
        """Whoever has no other table may check one table alone."""
        frame = sample(party_id="kz-gamma")

        pd.testing.assert_frame_equal(frame, frame_schema(SAMPLE).validate(frame))

    @pytest.mark.parametrize("change", ["drop", "swap", "add", "retype"])
    def test_other_columns_are_refused(self, change):
        """A column too few, too many, in another place or of another type is noticed."""
        frame = sample()
        changed = {
            "drop": frame.drop(columns="n_seats"),
            "swap": frame[list(reversed(frame.columns))],
            "add": frame.assign(extra=1),
            "retype": frame.assign(n_seats=frame.n_seats.astype("Float64")),
        }[change]

        with pytest.raises(pandera.errors.SchemaErrors):
            frame_schema(SAMPLE).validate(changed, lazy=True)

    def test_cells_alone(self):
        """Where types are known, columns in which any value will do are not looked at."""
        schema = cell_schema(SAMPLE, {})

        assert list(schema.columns) == ["sample_id", "n_seats", "colour"]
        pd.testing.assert_frame_equal(sample(), schema.validate(sample()))
