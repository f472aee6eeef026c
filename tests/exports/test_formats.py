"""Every format, read back in Python: cell by cell what `load` gives."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import duckdb
import openpyxl
import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pyreadstat
import pytest

import elecdata
from elecdata.exports import spss, stata
from elecdata.exports.notes import CODEBOOK, TERMS
from elecdata.schema import TABLES

each_table = pytest.mark.parametrize("name", TABLES)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A function that exports all tables to a format, once."""
    folder, done = tmp_path_factory.mktemp("made"), {}

    def make(form, ending=""):
        if form not in done:
            done[form] = elecdata.export(folder / f"{form}{ending}", form)
        return done[form].path

    return make


def loaded(name):
    """Rows of a table as `load` gives them."""
    return elecdata.load(name, backend="pyarrow").to_pylist()


def reasons():
    """Why cells are empty, by table, row and column."""
    return {
        (row["table_name"], row["row_key"], row["column_name"]): row["missing"]
        for row in loaded("missing")
    }


def from_text(name, cells):
    """A row of texts as the registry types it."""
    read = {
        "integer": int,
        "number": float,
        "date": date.fromisoformat,
        "boolean": {"true": True, "false": False}.get,
    }
    return {
        column: read.get(TABLES[name][column].kind, str)(cell) if cell else None
        for column, cell in cells.items()
    }


class TestText:
    """CSV and JSON Lines."""

    @each_table
    def test_csv(self, made, name):
        """A CSV file holds every cell."""
        path = made("csv") / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            found = [from_text(name, row) for row in csv.DictReader(file)]

        assert found == loaded(name)

    @each_table
    def test_json_lines(self, made, name):
        """A line of JSON holds a row with its types; days are texts."""
        text = (made("jsonl") / f"{name}.jsonl").read_text(encoding="utf-8")
        found = [json.loads(line) for line in text.splitlines()]

        assert found == json.loads(json.dumps(loaded(name), default=str))


class TestParquet:
    """Parquet, in one file a table or in folders."""

    @each_table
    def test_plain(self, made, name):
        """A file holds rows, types, meaning and unit of every column."""
        found = pq.read_table(made("parquet") / f"{name}.parquet")

        assert found.equals(elecdata.load(name, backend="pyarrow"), check_metadata=True)

    @each_table
    def test_hive(self, made, name):
        """The folders of a table together hold its rows; years are numbers again."""
        found = ds.dataset(made("hive") / name, partitioning="hive").to_table().to_pylist()

        assert sorted(found, key=spelt) == sorted(loaded(name), key=spelt)

    def test_hive_folders_are_countries_and_years(self, made):
        """Where Spark and DuckDB look for country and year, there they are."""
        folder = made("hive") / "results"
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.parquet")}

        assert "country=KAZ/year=2012/part-0.parquet" in found
        assert len(found) == len({(row["country"], row["year"]) for row in loaded("results")})


def spelt(row):
    """A row as a text, whatever the order of its columns."""
    return json.dumps(row, sort_keys=True, default=str)


# A few tables of one election: the whole workbook is read back by LibreOffice (tests/interop).
IN_BOOK, ELECTION = ["results", "elections", "events", "claims"], "kz-2021-majilis"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A workbook."""
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    elecdata.export(path, tables=IN_BOOK, election=ELECTION)
    return openpyxl.load_workbook(path)


class TestExcel:
    """A workbook, as openpyxl reads it."""

    @pytest.mark.parametrize("name", IN_BOOK)
    def test_cells(self, book, name):
        """A sheet holds every cell: numbers as numbers, days as days."""
        heads, *rows = book[name].iter_rows(values_only=True)
        found = [dict(zip(heads, map(day_of, row), strict=True)) for row in rows]

        assert found == elecdata.load(name, election=ELECTION, backend="pyarrow").to_pylist()

    def test_no_cell_is_a_formula(self, book):
        """Texts that begin like a formula are texts."""
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        printed = [cell.value for row in book["claims"].iter_rows() for cell in row]

        assert "f" not in kinds
        assert any(str(text).startswith(("+", "-")) for text in printed)

    def test_headings_say_what_the_column_means(self, book):
        """A heading carries the registry's text."""
        heads = {cell.value: cell.comment.text for cell in book["results"][1]}

        assert heads["seats_list"].startswith(
            "Seats from party lists. Unit: seats. Allowed: 0 or more."
        )

    def test_codebook_is_a_sheet(self, book):
        """The workbook explains itself without the package."""
        assert [*IN_BOOK, "codebook", "terms", "about"] == book.sheetnames


def day_of(value):
    """A cell of Excel as Python holds a day."""
    return value.date() if hasattr(value, "date") else value


@pytest.fixture(scope="module")
def lite(made):
    """A connection to the database of SQLite."""
    with closing(sqlite3.connect(made("sqlite", ".sqlite"))) as connection:
        yield connection


@pytest.fixture(scope="module")
def duck(made):
    """A connection to the database of DuckDB."""
    with duckdb.connect(str(made("duckdb", ".duckdb")), read_only=True) as connection:
        yield connection


class TestSqlite:
    """A database, as Python's own driver reads it."""

    @each_table
    def test_cells(self, lite, name):
        """A table holds every cell; days are texts, booleans 0 and 1."""
        answer = lite.execute(f'SELECT * FROM "{name}"')
        columns = [each[0] for each in answer.description]
        found = [dict(zip(columns, row, strict=True)) for row in answer]

        assert found == json.loads(json.dumps(loaded(name), default=str))

    def test_keys(self, lite):
        """Primary keys are those of the registry; foreign keys are declared and none is broken."""
        for table in (*TABLES.values(), CODEBOOK, TERMS):
            info = lite.execute(f'PRAGMA table_info("{table.name}")').fetchall()
            key = sorted((place, name) for _, name, *_, place in info if place)
            assert table.key == tuple(name for _, name in key)
        declared = lite.execute('PRAGMA foreign_key_list("results")').fetchall()

        assert {(row[3], row[2], row[4]) for row in declared} == {
            ("election_id", "elections", "election_id"),
            ("contestant_id", "parties", "party_id"),
            ("bloc_id", "parties", "party_id"),
            ("lineage_id", "parties", "party_id"),
        }
        assert lite.execute("PRAGMA foreign_key_check").fetchall() == []

    def test_definitions_explain_the_columns(self, lite):
        """The text of a definition, which SQLite keeps, has a comment on every column."""
        query = "SELECT sql FROM sqlite_master WHERE name = 'elections'"
        [text] = lite.execute(query).fetchone()

        assert "-- One row per election." in text
        assert "  -- Voters on the registers. Unit: voters. Allowed: 0 or more." in text


class TestDuckdb:
    """A database, as DuckDB reads it."""

    @each_table
    def test_cells(self, duck, name):
        """A table holds every cell."""
        found = duck.execute(f'SELECT * FROM "{name}"').fetchall()

        assert found == [tuple(row.values()) for row in loaded(name)]

    def test_every_column_has_its_comment(self, duck):
        """Nothing is unexplained, and a comment is that of the codebook."""
        query = "SELECT count(*), count(comment) FROM duckdb_columns() WHERE NOT internal"
        columns, comments = duck.execute(query).fetchone()

        assert columns == comments > 300

    def test_keys(self, duck):
        """Keys are declared, but for references in a circle."""
        query = "SELECT constraint_text FROM duckdb_constraints() WHERE table_name = 'results'"
        found = [text for (text,) in duck.execute(query).fetchall()]

        assert "PRIMARY KEY(election_id, contestant_id)" in found
        assert "FOREIGN KEY (contestant_id) REFERENCES parties(party_id)" in found


class TestStatistics:
    """Stata and SPSS files, as pyreadstat reads them."""

    @each_table
    def test_stata(self, made, name):
        """Numbers, days, terms and texts come back, and why a cell is empty as .a, .b or .c."""
        path = str(made("stata") / f"{name}.dta")
        frame, meta = pyreadstat.read_dta(path, user_missing=True, disable_datetime_conversion=True)
        marks = {mark: why for why, mark in stata.MARKS.items()}
        found, why = decoded(name, frame, meta, marks, stata.FIRST_DAY, timedelta(days=1))

        assert found == loaded(name)
        assert why == {
            key: reason
            for key, reason in reasons().items()
            if key[0] == name
            and TABLES[name][key[2]].kind not in {"text", "when"}
            and key[2] != "bloc_id"
        }

    @each_table
    def test_spss(self, made, name):
        """Numbers, days, terms and texts come back, and why a cell is empty as declared codes."""
        path = str(made("spss") / f"{name}.sav")
        frame, meta = pyreadstat.read_sav(path, user_missing=True, disable_datetime_conversion=True)
        marks = {mark: why for why, mark in (*spss.MARKS.items(), *spss.TEXT_MARKS.items())}
        found, why = decoded(name, frame, meta, marks, spss.FIRST_DAY, timedelta(seconds=1))

        assert found == loaded(name)
        assert why == {key: reason for key, reason in reasons().items() if key[0] == name}

    def test_spss_codes_are_missing_to_whoever_does_not_ask(self, made):
        """A mean leaves them out."""
        frame, _ = pyreadstat.read_sav(str(made("spss") / "results.sav"))

        assert frame.votes.min() >= 0
        assert frame.votes.sum() == elecdata.load("results").votes.sum()

    def test_pandas_reads_stata(self, made):
        """The reader of pandas, which knows the format without our libraries, finds the same."""
        frame = pd.read_stata(made("stata") / "elections.dta", convert_categoricals=False)
        there = elecdata.load("elections")

        assert frame.election_date.to_list() == there.election_date.to_list()
        assert frame.seats.fillna(-1).to_list() == there.seats.fillna(-1).to_list()
        assert frame.called_by.to_list() == there.called_by.fillna("").to_list()

    def test_labels(self, made):
        """A variable is labelled by its description, a value by its term or reason."""
        _, meta = pyreadstat.read_dta(str(made("stata") / "results.dta"), user_missing=True)

        assert meta.column_names_to_labels["seats_list"] == "Seats from party lists"
        assert meta.variable_value_labels["seats_list"]["b"] == "The question does not arise"
        assert meta.variable_value_labels["office"] == {1: "legislature", 2: "presidency"}


def decoded(name, frame, meta, marks, first_day, step):
    """Rows of a statistics file as `load` has them, and the reasons for empty cells."""
    rows, why = [], {}
    for record in frame.to_dict("records"):
        row = {}
        for column, value in record.items():
            field = TABLES[name][column]
            labels = meta.variable_value_labels.get(column, {})
            if value in marks:
                why[column] = marks[value]
                row[column] = (marks[value],)
            elif value == "" or pd.isna(value):
                row[column] = None
            elif field.kind == "date":
                row[column] = first_day + value * step
            elif field.kind == "boolean":
                row[column] = bool(value)
            elif field.kind == "integer":
                row[column] = int(value)
                assert row[column] == value
            else:
                row[column] = labels.get(value, value)
        rows.append(row)
    found = {}
    for row in rows:
        key = "/".join(str(row[column]) for column in TABLES[name].key)
        found |= {(name, key, c): v[0] for c, v in row.items() if isinstance(v, tuple)}
    plain = [{c: None if isinstance(v, tuple) else v for c, v in row.items()} for row in rows]
    return plain, found
