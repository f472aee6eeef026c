from __future__ import annotations

import hashlib
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elecdata.digest import bytes_digest, sheet_files, sheets_digest, table_digest

# An invented table with a cell of every type that is published.
ROWS = {
    "name": ["Alpha", "Бета", None],
    "seats": [6, 3, None],
    "share": [63.29, 0.1, None],
    "held": [date(2031, 1, 15), None, None],
    "early": [True, False, None],
}
TYPES = [pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.bool_()]
SCHEMA = pa.schema(list(zip(ROWS, TYPES, strict=True)))
TABLE = pa.table(ROWS, schema=SCHEMA)


def changed(row, column, value):
    """The table with one cell changed."""
    return pa.table(ROWS | {column: [*ROWS[column][:row], value, *ROWS[column][row + 1 :]]}, SCHEMA)


class TestTableDigest:
    """`table_digest` names content, whatever wrote the bytes."""

    def test_is_that_of_the_documented_text(self):
        """A line of names and types and a line for each row, as JSON, hashed with SHA-256."""
        text = (
            '[["name","string"],["seats","int64"],["share","double"],'
            '["held","date32[day]"],["early","bool"]]\n'
            '["Alpha",6,63.29,"2031-01-15",true]\n'
            '["Бета",3,0.1,null,false]\n'
            "[null,null,null,null,null]"
        )

        assert f"sha256:{hashlib.sha256(text.encode()).hexdigest()}" == table_digest(TABLE)

    @pytest.mark.parametrize(
        "options",
        [
            {},
            {"compression": "none"},
            {"compression": "zstd", "row_group_size": 1},
            {"version": "1.0", "data_page_version": "2.0"},
            {"use_dictionary": False, "write_statistics": False},
        ],
        ids=str,
    )
    def test_options_of_the_writer_have_no_part_in_it(self, options):
        """However the table is written, what is read has the same digest."""
        sink = pa.BufferOutputStream()
        pq.write_table(TABLE, sink, **options)

        assert table_digest(TABLE) == table_digest(pq.read_table(pa.BufferReader(sink.getvalue())))

    def test_chunks_have_no_part_in_it(self):
        """Pieces put together are the whole."""
        pieces = pa.concat_tables([TABLE.slice(0, 1), TABLE.slice(1, 1), TABLE.slice(2)])

        assert table_digest(TABLE) == table_digest(pieces)

    def test_metadata_have_no_part_in_it(self):
        """Descriptions are not content."""
        described = TABLE.replace_schema_metadata({"description": "Invented."})

        assert table_digest(TABLE) == table_digest(described)

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param(changed(0, "name", "Alpha "), id="space"),
            pytest.param(changed(0, "name", None), id="null for a text"),
            pytest.param(changed(2, "name", ""), id="empty text for a null"),
            pytest.param(changed(2, "name", "null"), id="the word null"),
            pytest.param(changed(0, "seats", 7), id="count"),
            pytest.param(changed(2, "seats", 0), id="nothing for a null"),
            pytest.param(changed(0, "share", 63.290000000000006), id="last digit of a share"),
            pytest.param(changed(0, "held", date(2031, 1, 16)), id="day"),
            pytest.param(changed(1, "early", True), id="truth value"),
            pytest.param(TABLE.slice(1), id="row dropped"),
            pytest.param(TABLE.take([1, 0, 2]), id="rows swapped"),
            pytest.param(TABLE.take([0, 0, 1, 2]), id="row doubled"),
            pytest.param(TABLE.rename_columns(["Name", *list(ROWS)[1:]]), id="name"),
            pytest.param(TABLE.select([1, 0, 2, 3, 4]), id="columns swapped"),
            pytest.param(TABLE.drop_columns(["early"]), id="column dropped"),
            pytest.param(
                TABLE.set_column(1, "seats", TABLE["seats"].cast("double")), id="type of figures"
            ),
            pytest.param(
                TABLE.set_column(3, "held", TABLE["held"].cast("string")), id="type of days"
            ),
        ],
    )
    def test_any_change_of_content_changes_it(self, other):
        """A cell, a row, a name or a type that differs gives another digest."""
        assert table_digest(TABLE) != table_digest(other)

    @given(
        st.lists(st.tuples(st.text(), st.integers(0, 9) | st.none()), max_size=3),
        st.lists(st.tuples(st.text(), st.integers(0, 9) | st.none()), max_size=3),
    )
    def test_digests_are_equal_when_tables_are(self, one, other):
        """No quote, line end or comma in a text makes two tables one."""
        schema = pa.schema([("a", pa.string()), ("b", pa.int64())])
        tables = [
            pa.Table.from_pylist([{"a": a, "b": b} for a, b in rows], schema=schema)
            for rows in (one, other)
        ]

        assert (one == other) == (table_digest(tables[0]) == table_digest(tables[1]))

    def test_table_without_rows_has_one(self):
        """Names and types alone have a digest."""
        assert table_digest(SCHEMA.empty_table()) != table_digest(TABLE)


class TestBytesDigest:
    """`bytes_digest` is SHA-256 written like the others."""

    def test_is_that_of_the_standard(self):
        """The digest of nothing is the one that everybody knows."""
        wanted = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

        assert wanted == bytes_digest(b"")


class TestSheetsDigest:
    """`sheets_digest` names the content of a folder of sheets."""

    def test_line_ends_have_no_part_in_it(self, sheets):
        """A checkout with CRLF has the same digest."""
        before = sheets_digest(sheets.root)
        for path in sheet_files(sheets.root):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

        assert before == sheets_digest(sheets.root)

    def test_place_of_the_folder_has_no_part_in_it(self, sheets, untouched):
        """Two copies have one digest."""
        assert sheets_digest(untouched.root) == sheets_digest(sheets.root)

    def test_other_files_have_no_part_in_it(self, sheets):
        """Only sheets count."""
        before = sheets_digest(sheets.root)
        sheets.write("notes.txt", "mine")

        assert before == sheets_digest(sheets.root)

    @pytest.mark.parametrize("change", ["cell", "toml", "name", "gone", "new", "moved"])
    def test_any_change_of_a_sheet_changes_it(self, sheets, change):
        """A cell, a key, a name or a place that differs gives another digest."""
        before = sheets_digest(sheets.root)
        people, toml = sheets.root / "people.csv", "kz-2031-council/election.toml"
        {
            "cell": lambda: sheets.swap("people.csv", "female", "male"),
            "toml": lambda: sheets.swap(toml, "2031", "2030"),
            "name": lambda: people.rename(sheets.root / "persons.csv"),
            "gone": people.unlink,
            "new": lambda: sheets.write("polls.csv", ""),
            "moved": lambda: people.rename(sheets.root / "kz-2031-council" / "people.csv"),
        }[change]()

        assert before != sheets_digest(sheets.root)

    def test_text_that_moves_between_sheets_changes_it(self, tmp_path):
        """Where one sheet ends and the next begins is content too."""
        digests = set()
        for one, other in (("ab", "c"), ("a", "bc"), ("abc", "")):
            (tmp_path / "a.csv").write_text(one)
            (tmp_path / "b.csv").write_text(other)
            digests.add(sheets_digest(tmp_path))

        assert len(digests) == 3


class TestSheetFiles:
    """`sheet_files` lists the sheets of a folder."""

    def test_all_sheets_are_listed_in_order(self, sheets):
        """CSV and TOML, at any depth, by name."""
        names = [path.relative_to(sheets.root).as_posix() for path in sheet_files(sheets.root)]

        assert names == sorted(names)
        assert len(names) == 13
