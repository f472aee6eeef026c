"""The rooms behind an export, with invented tables: limits, codes, keys, notes, long texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pyreadstat
import pytest

from elecdata.errors import ExportError
from elecdata.exports import delimited, excel, spss, stata
from elecdata.exports import duckdb as duck
from elecdata.exports.contents import named
from elecdata.exports.keys import ForeignKey, foreign_keys, in_order
from elecdata.exports.names import SPSS, STATA, Limit, shortened
from elecdata.exports.notes import label
from elecdata.exports.part import Part
from elecdata.schema import TABLES, Field, Table, Vocabulary
from elecdata.schema.arrow import arrow_schema

MOOD = Vocabulary("mood", "Mood.", {"glad": "Is glad.", "sad": "Is sad."})
FIELDS = (
    Field("id", "id", "Name.", origin="key"),
    Field("count", "integer", "A count.", unit="things"),
    Field("mood", "category", "A mood.", vocabulary=MOOD),
    Field("day", "date", "A day."),
    Field("text", "text", "A text."),
)
TABLE = Table("things", "One row per thing.", key=("id",), fields=FIELDS)
NOTHING = {"count": None, "mood": None, "day": None, "text": None}


def part(*rows, table=TABLE, reasons=None):
    """A table of these rows, each NOTHING but for what is given, named after their place."""
    filled = [{"id": f"r{n}", **NOTHING, **row} for n, row in enumerate(rows)]
    kept = [{name: row[name] for name in table.columns} for row in filled]
    return named([Part(table, pa.Table.from_pylist(kept, arrow_schema(table)), reasons or {})],
                 None, None)[0]  # fmt: skip


class TestNames:
    """Names within limits."""

    def test_stata_and_spss_hold_every_name_of_the_registry(self):
        """Nothing has to be shortened today; a new column that has to be will be reported."""
        for table in TABLES.values():
            for limit in (STATA, SPSS):
                found = shortened(table.columns, limit, "x")
                assert list(found) == list(found.values()) == list(table.columns)

    def test_bytes_are_not_characters(self):
        """A name is cut between letters, also where a letter is two bytes."""
        assert shortened(["дауыстар"], Limit(5, "bytes"), "x") == {"дауыстар": "да"}
        assert shortened(["дауыстар"], Limit(5), "x") == {"дауыстар": "дауыс"}

    def test_names_that_differ_in_case_collide(self):
        """SPSS and Excel do not tell them apart."""
        with pytest.raises(ExportError, match=r"^x: 'Seats' and 'seats' both become 'seats', for"):
            shortened(["Seats", "seats"], SPSS, "x")

    def test_label_is_cut_visibly(self):
        """A label that is too long ends in dots, counted in what the program counts."""
        assert label("Дауыс саны.", 10, "bytes") == "Дау..."
        assert label("Seats won.", 9) == "Seats won"


class TestKeys:
    """Foreign keys that hold."""

    A = Table("a", "A.", ("id",), (Field("id", "id", "Id.", origin="key"),))
    B = Table(
        "b",
        "B.",
        ("id",),
        (
            Field("id", "id", "Id.", origin="key"),
            Field("of", "id", "Whose.", references="a.id"),
            Field("many", "text", "Several.", references="a.id", multiple=True),
            Field("next", "id", "Next.", references="b.id"),
        ),
    )

    def tables(self, of):
        """Two tables, one of which refers to the other."""
        row = {"id": "x", "of": of, "many": "x", "next": "x"}
        schemas = arrow_schema(self.A), arrow_schema(self.B)
        rows = pa.Table.from_pylist([{"id": "x"}], schemas[0])
        return [Part(self.B, pa.Table.from_pylist([row], schemas[1])), Part(self.A, rows)]

    def test_a_reference_that_holds_is_a_key(self):
        """One value a cell, each in the other table; also within a table."""
        found = foreign_keys(self.tables("x"))

        assert found == {"a": [], "b": [ForeignKey("of", "a", "id"), ForeignKey("next", "b", "id")]}

    def test_a_reference_that_is_broken_is_none(self):
        """A value that stands nowhere makes no key, an empty cell does not matter."""
        assert foreign_keys(self.tables("y"))["b"] == [ForeignKey("next", "b", "id")]
        assert len(foreign_keys(self.tables(None))["b"]) == 2

    def test_a_reference_to_a_table_left_out_is_none(self):
        """A table alone refers to itself at most."""
        assert foreign_keys(self.tables("x")[:1])["b"] == [ForeignKey("next", "b", "id")]

    def test_tables_come_after_those_they_refer_to(self):
        """Circles are cut at the table that was first."""
        b, a = self.tables("x")

        assert in_order([b, a], foreign_keys([b, a])) == [a, b]
        circle = {"a": [ForeignKey("id", "b", "id")], "b": [ForeignKey("of", "a", "id")]}
        assert in_order([b, a], circle) == [b, a]

    def test_duckdb_is_written_in_spite_of_circles(self, tmp_path):
        """A table that refers to itself keeps its rows."""
        parts = named(self.tables("x"), None, None)
        duck.write(parts, tmp_path / "x.duckdb")

        with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
            assert connection.execute("FROM b").fetchall() == [("x", "x", "x", "x")]


class TestFormulas:
    """Texts that a spreadsheet might run."""

    TEXTS = ("=1+1", "+1", "-1", "@a", "\ta", "plain", "#N/A")

    def test_csv_holds_the_data_as_it_is(self, tmp_path):
        """By default nothing is changed."""
        delimited.write(part(*({"text": text} for text in self.TEXTS)), tmp_path / "x.csv")

        read = pd.read_csv(tmp_path / "x.csv", keep_default_na=False)
        assert tuple(read.text) == self.TEXTS

    def test_csv_can_be_guarded(self, tmp_path):
        """Asked to, it puts a stroke before what looks like a formula, and not before numbers."""
        rows = [{"text": text, "count": -1} for text in self.TEXTS]
        delimited.write(part(*rows), tmp_path / "x.csv", guard=True)

        read = pd.read_csv(tmp_path / "x.csv", keep_default_na=False)
        assert list(read.text) == ["'=1+1", "'+1", "'-1", "'@a", "'\ta", "plain", "#N/A"]
        assert set(read["count"]) == {-1}

    def test_excel_holds_them_as_texts(self, tmp_path):
        """A cell is a text whatever it begins with."""
        excel.write([part(*({"text": text} for text in self.TEXTS))], tmp_path / "x.xlsx")

        [sheet] = openpyxl.load_workbook(tmp_path / "x.xlsx")
        cells = [row[4] for row in sheet.iter_rows(min_row=2)]
        assert tuple(cell.value for cell in cells) == self.TEXTS
        assert {cell.data_type for cell in cells} == {"s"}


TOO_LARGE = (
    "9007199254740993 is too large to be held exactly as a number there; export to a database, "
    "CSV, JSON Lines or Parquet"
)
MARKED = "things.count holds -999997.0, which marks an empty cell there; export to another format"
LONG_IN_SPSS = (
    "things.text holds a text of 40,000 bytes, and SPSS has room for 32,767; export to another "
    "format"
)
LONG_IN_EXCEL = (
    "things.text holds a text of 32,768 characters, and a cell of Excel has room for 32,767; "
    "export to another format"
)
LARGE_IN_EXCEL = (
    "things.count holds 9007199254740993, too large to be held exactly by Excel; export to another "
    "format"
)
EARLY_IN_EXCEL = (
    "things.day holds 1900-02-28, a day before 1900-03-01, which Excel does not count rightly; "
    "export to another format"
)


class TestLimits:
    """What a format cannot hold is refused, in words."""

    @pytest.mark.parametrize(
        ("module", "row", "said"),
        [
            (stata, {"count": 2**53 + 1}, TOO_LARGE),
            (spss, {"count": -999997}, MARKED),
            (spss, {"text": "ж" * 20_000}, LONG_IN_SPSS),
            (excel, {"text": "ж" * 32_768}, LONG_IN_EXCEL),
            (excel, {"count": 2**53 + 1}, LARGE_IN_EXCEL),
            (excel, {"day": date(1900, 2, 28)}, EARLY_IN_EXCEL),
        ],
        ids=["stata-number", "spss-mark", "spss-text", "excel-text", "excel-number", "excel-day"],
    )
    def test_values(self, tmp_path, module, row, said):
        """The error names the column, the value, the limit and the way out."""
        given = part(row)
        with pytest.raises(ExportError) as raised:
            module.write([given] if module is excel else given, tmp_path / "x")

        assert str(raised.value) == said

    def test_rows_of_a_sheet(self, tmp_path, monkeypatch):
        """A table that is too long for a sheet is not cut."""
        monkeypatch.setattr(excel, "ROWS", 2)
        with pytest.raises(ExportError) as raised:
            excel.write([part({}, {})], tmp_path / "x.xlsx")

        assert str(raised.value) == (
            "table 'things' has 2 rows, and a sheet of Excel has room for 1; export to another "
            "format, or fewer elections"
        )


class TestStatistics:
    """Stata and SPSS: marks, labels, long texts, notes."""

    REASONS = {  # noqa: RUF012  read only
        ("r1", "count"): "not_found",
        ("r2", "count"): "not_yet",
        ("r1", "mood"): "not_applicable",
        ("r1", "day"): "not_found",
        ("r1", "text"): "not_found",
    }

    @pytest.fixture
    def given(self):
        """A row of values, one empty for reasons, one partly so, one plainly empty."""
        whole = {"count": 0, "mood": "sad", "day": date(2012, 1, 15), "text": "Əli Қазақ Жол"}
        return part(whole, {}, {}, reasons=self.REASONS)

    def test_stata(self, given, tmp_path):
        """A zero stays a zero beside .a, .c and a plain gap."""
        stata.write(given, tmp_path / "x.dta")
        frame, meta = pyreadstat.read_dta(
            str(tmp_path / "x.dta"), user_missing=True, disable_datetime_conversion=True
        )

        assert frame["count"].to_list() == [0, "a", "c"]
        assert frame.mood.to_list()[:2] == [2, "b"]
        assert pd.isna(frame.mood[2])
        assert frame.day.to_list()[:2] == [(date(2012, 1, 15) - date(1960, 1, 1)).days, "a"]
        assert frame.text.to_list() == ["Əli Қазақ Жол", "", ""]
        assert meta.variable_value_labels["mood"] == {
            1: "glad",
            2: "sad",
            "b": "The question does not arise",
        }

    def test_spss(self, given, tmp_path):
        """Marks are declared, so that nobody counts them, and labelled."""
        spss.write(given, tmp_path / "x.sav")
        plain, meta = pyreadstat.read_sav(str(tmp_path / "x.sav"))
        frame, marked = pyreadstat.read_sav(str(tmp_path / "x.sav"), user_missing=True)

        assert plain["count"].fillna(-1).to_list() == [0, -1, -1]
        assert plain.day[0] == date(2012, 1, 15)
        assert frame["count"].to_list() == [0, -999997, -999999]
        assert frame.text.to_list() == ["Əli Қазақ Жол", "-999997", ""]
        assert marked.variable_value_labels["text"] == {
            "-999997": "No source coded so far states it"
        }
        assert "count: A count. Unit: things." in "\n".join(meta.notes)

    @pytest.mark.parametrize("length", [2045, 2046, 40_000])
    def test_long_texts_in_stata(self, tmp_path, length):
        """Beyond 2,045 bytes a text is a strL; pandas reads all of it."""
        text = "a" * length
        stata.write(part({"text": text}, {"text": "ә"}), tmp_path / "x.dta")

        assert pd.read_stata(tmp_path / "x.dta").text.to_list() == [text, "ә"]

    def test_notes_in_stata(self, given, tmp_path):
        """Every column has its note and one for each term; the map still fits the file."""
        stata.write(given, tmp_path / "x.dta")
        content = (tmp_path / "x.dta").read_bytes()
        found = characteristics(content)
        start = content.index(b"<map>") + 5
        places = [int.from_bytes(content[start + 8 * n :][:8], "little") for n in range(14)]
        tags = [b"<stata_dta>", b"<map>", b"<variable_types>", b"<varnames>", b"<sortlist>",
                b"<formats>", b"<value_label_names>", b"<variable_labels>", b"<characteristics>",
                b"<data>", b"<strls>", b"<value_labels>", b"</stata_dta>"]  # fmt: skip

        assert content.startswith(b"<stata_dta><header><release>118</release>")
        assert found["_dta", "note1"] == "One row per thing."
        assert found["mood", "note0"] == "3"
        assert found["mood", "note2"] == "glad: Is glad."
        assert [content[at : at + len(tag)] for at, tag in zip(places, tags, strict=False)] == tags
        assert places[13] == len(content)

    def test_unknown_reasons_leave_a_gap(self, tmp_path):
        """A reason is written only where it is recorded."""
        stata.write(replace(part({}), reasons={("r9", "count"): "not_found"}), tmp_path / "x.dta")
        frame, _ = pyreadstat.read_dta(str(tmp_path / "x.dta"), user_missing=True)

        assert frame["count"].isna().all()


def characteristics(content):
    """Notes of a Stata file, read as its documentation says."""
    start = content.index(b"<characteristics>") + len(b"<characteristics>")
    body, found = content[start : content.index(b"</characteristics>")], {}
    while body:
        assert body.startswith(b"<ch>")
        length = int.from_bytes(body[4:8], "little")
        each, body = body[8 : 8 + length], body[8 + length + 5 :]
        name, kind = (part.partition(b"\0")[0].decode() for part in (each[:129], each[129:258]))
        assert each.endswith(b"\0")
        found[name, kind] = each[258:-1].decode()
    return found
