"""What may be asked for, what is refused, and what a failure leaves behind."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import sys

import pytest

import elecdata
from elecdata.errors import (
    ExportError,
    InvalidArgumentError,
    MissingExtraError,
    OverwriteError,
    UnknownNameError,
    WriteError,
)
from elecdata.exports import delimited, names
from elecdata.exports.target import FORMATS, Format
from elecdata.schema import TABLES

ELECTION = "kz-2012-majilis"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """A folder of its own, in which relative names lie."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lying(folder):
    """Every file in a folder, hidden or not, with its content."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


class TestChoice:
    """Which tables, which rows."""

    def test_a_file_is_named_after_its_table(self, here):
        """Without a choice, results.csv holds the table results."""
        done = elecdata.export("results.csv")

        assert done.rows == {"results": len(elecdata.load("results"))}
        assert sorted(lying(here)) == ["results.csv", "results.csv.elecdata.json"]

    def test_a_database_holds_all_tables_and_those_that_explain_them(self):
        """Without a choice, a database holds everything."""
        done = elecdata.export("all.sqlite")

        assert list(done.rows) == [*TABLES, "codebook", "terms", "about"]

    def test_filters_are_those_of_load(self, here):
        """Rows of one election; registers stay whole."""
        done = elecdata.export("x", "csv", tables=["results", "parties"], election=ELECTION)
        with (here / "x" / "results.csv").open(encoding="utf-8") as file:
            found = {row["election_id"] for row in csv.DictReader(file)}

        assert found == {ELECTION}
        assert done.rows["parties"] == len(elecdata.load("parties"))

    def test_a_view_is_exported_as_load_shows_it(self):
        """What one source says, with the reasons of that view, and said so."""
        elecdata.export("x.sqlite", tables=["elections", "missing"], source="wpr-2012")
        connection = sqlite3.connect("x.sqlite")
        query = "SELECT seats FROM elections WHERE election_id = ?"
        seats = connection.execute(query, [ELECTION]).fetchone()
        about = dict(connection.execute("SELECT * FROM about").fetchall())
        connection.close()

        assert seats == (108,)
        assert json.loads(about["view of elections"]) == {"source": "wpr-2012"}
        assert about["version"] == elecdata.__version__

    def test_record_tells_names_notes_and_digests(self, here):
        """The record beside a file says what it holds, also where the format cannot."""
        elecdata.export("results.csv")
        record = json.loads((here / "results.csv.elecdata.json").read_text(encoding="utf-8"))
        digest = elecdata.load("results").attrs["elecdata"]["digest"]

        assert record["about"]["digest of results"] == digest
        assert record["tables"]["results"]["columns"]["seats_list"].startswith("Seats from party")


class TestRefusals:
    """What is asked for wrongly."""

    @pytest.mark.parametrize(
        ("arguments", "error", "said"),
        [
            (
                ["x.txt"],
                InvalidArgumentError,
                (
                    "'x.txt' does not end in a known format; end it in one of .csv, .jsonl, "
                    ".parquet, .xlsx, .sqlite, .duckdb, .dta, .sav, or name a folder and a format"
                ),
            ),
            (
                ["x", "cvs"],
                UnknownNameError,
                (
                    "no format named 'cvs'. Did you mean 'csv'? Known: csv, jsonl, parquet, hive, "
                    "excel, sqlite, duckdb, stata, spss."
                ),
            ),
            (
                ["x.csv", "stata"],
                InvalidArgumentError,
                "'x.csv' ends as csv and the format is stata; end it in .dta",
            ),
            (
                ["x.parquet", "hive"],
                InvalidArgumentError,
                "'x.parquet' ends as parquet and the format is hive; name a folder",
            ),
            (
                ["x", "excel"],
                InvalidArgumentError,
                "'x' is no name for one file of excel; end it in .xlsx",
            ),
            (
                ["mine.csv"],
                InvalidArgumentError,
                "'mine.csv' is named after no table; say tables='results', or name it results.csv",
            ),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_paths_and_formats(self, here, arguments, error, said):
        """Path and format that do not go together are refused, and nothing is written."""
        with pytest.raises(error) as raised:
            elecdata.export(*arguments)

        assert str(raised.value) == said
        assert lying(here) == {}

    @pytest.mark.parametrize(
        ("options", "error", "said"),
        [
            (
                {"tables": ["results", "events"]},
                InvalidArgumentError,
                "a file of csv holds one table and 2 are named; name a folder and format='csv'",
            ),
            (
                {"tables": []},
                InvalidArgumentError,
                "tables is empty; name at least one, or leave it out for all",
            ),
            ({"tables": "reslts"}, UnknownNameError, "no table named 'reslts'. Did you mean"),
            ({"year": 2013, "tables": "results"}, UnknownNameError, "no year named 2013."),
            (
                {"partition_by": "yer", "tables": "results"},
                UnknownNameError,
                "no column named 'yer'. Did you mean 'year'",
            ),
        ],
        ids=str,
    )
    def test_options(self, here, options, error, said):
        """Options that mean nothing are refused, and nothing is written."""
        with pytest.raises(error) as raised:
            elecdata.export("x.csv", **options)

        assert str(raised.value).startswith(said)
        assert lying(here) == {}

    @pytest.mark.parametrize(
        ("name", "package", "purpose", "extra"),
        [
            ("results.dta", "pyreadstat", "Stata", "stata"),
            ("results.sav", "pyreadstat", "SPSS", "spss"),
            ("x.xlsx", "openpyxl", "Excel", "excel"),
            ("x.duckdb", "duckdb", "DuckDB", "duckdb"),
        ],
    )
    def test_a_missing_package_is_named_with_its_extra(
        self, here, monkeypatch, name, package, purpose, extra
    ):
        """Without the package of a format, the error says what to install."""
        monkeypatch.setitem(sys.modules, package, None)

        with pytest.raises(MissingExtraError) as raised:
            elecdata.export(name)

        assert str(raised.value) == (
            f"{purpose} needs {package}, which is not installed: pip install 'elecdata[{extra}]'"
        )
        assert lying(here) == {}


class TestOverwrite:
    """What lies there already."""

    @pytest.mark.parametrize("arguments", [["results.csv"], ["x", "csv"], ["x", "hive"]], ids=str)
    def test_an_earlier_export_is_replaced(self, here, arguments):
        """The same export twice leaves the second alone."""
        elecdata.export(*arguments, year=2012)
        elecdata.export(*arguments)
        found = lying(here)
        shutil.rmtree(here / "x", ignore_errors=True)
        (here / "results.csv").unlink(missing_ok=True)
        elecdata.export(*arguments)

        assert found == lying(here)

    def test_another_file_is_not(self, here):
        """A file that elecdata did not write stays, unless told."""
        (here / "results.csv").write_text("mine")

        with pytest.raises(OverwriteError) as raised:
            elecdata.export("results.csv")

        assert str(raised.value) == (
            "'results.csv' is there and has no results.csv.elecdata.json beside it, so it is no "
            "earlier export; name another file, or say overwrite"
        )
        assert (here / "results.csv").read_text() == "mine"
        elecdata.export("results.csv", overwrite=True)
        assert (here / "results.csv").read_text(encoding="utf-8").startswith("election_id,")

    def test_an_export_that_was_changed_is_not(self, here):
        """Cells that someone corrected by hand are not lost, unless told."""
        elecdata.export("results.csv")
        (here / "results.csv").write_text("corrected")

        with pytest.raises(OverwriteError) as raised:
            elecdata.export("results.csv")

        assert str(raised.value) == (
            "'results.csv' was changed since it was exported (results.csv); name another place, or "
            "say overwrite"
        )

    def test_a_folder_with_something_added_is_not(self, here):
        """A file put into an exported folder is not lost, unless told."""
        elecdata.export("x", "csv", tables="results")
        (here / "x" / "notes.txt").write_text("mine")

        with pytest.raises(OverwriteError) as raised:
            elecdata.export("x", "csv")

        assert str(raised.value) == (
            "'x' was changed since it was exported (notes.txt); name another place, or "
            "say overwrite"
        )
        elecdata.export("x", "csv", tables="results", overwrite=True)
        assert not (here / "x" / "notes.txt").exists()

    def test_a_folder_of_other_files_never_is(self, here):
        """Not even when told."""
        (here / "x").mkdir()
        (here / "x" / "thesis.doc").write_text("mine")

        with pytest.raises(OverwriteError) as raised:
            elecdata.export("x", "csv", overwrite=True)

        assert str(raised.value) == (
            "folder 'x' holds files and no elecdata.json, so it is no earlier export; name a new "
            "folder, or remove it yourself"
        )
        assert lying(here) == {"x/thesis.doc": b"mine"}

    def test_files_and_folders_do_not_replace_each_other(self, here):
        """A folder where a file should go is refused, and the other way round."""
        (here / "results.csv").mkdir()
        (here / "x").write_text("mine")

        with pytest.raises(
            OverwriteError, match=r"^'results.csv' is a folder, and a file is to be"
        ):
            elecdata.export("results.csv", overwrite=True)
        with pytest.raises(OverwriteError, match=r"^'x' is a file, and a folder is to be written"):
            elecdata.export("x", "csv", overwrite=True)

    def test_an_empty_folder_is_filled(self, here):
        """Nothing is lost by that."""
        (here / "x").mkdir()
        elecdata.export("x", "jsonl", tables="results")

        assert (here / "x" / "results.jsonl").is_file()


class TestFailure:
    """A failure half way."""

    def test_no_room_for_temporary_files(self, here, monkeypatch):
        """Excel's writer keeps each sheet in a temporary file, and fails in words of its own."""
        etree = pytest.importorskip("lxml.etree")

        def full(*_):
            raise etree.SerialisationError("IO_ENOSPC")

        monkeypatch.setattr("elecdata.exports.excel._book", full)
        with pytest.raises(WriteError, match=r"cannot be written \(IO_ENOSPC\)"):
            elecdata.export("results.xlsx", tables="results")
        assert list(here.iterdir()) == []

    @pytest.mark.parametrize("arguments", [["results.csv"], ["x", "csv"]], ids=str)
    def test_the_disk_is_full(self, here, monkeypatch, arguments):
        """The earlier export stays as it was, and nothing half written lies about."""
        elecdata.export(*arguments, year=2012)
        before = lying(here)

        def full(part, path, *, guard):
            path.write_text("half")
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(delimited, "write", full)
        with pytest.raises(WriteError) as raised:
            elecdata.export(*arguments)

        assert str(raised.value) == (
            f"{arguments[0]!r} cannot be written (No space left on device)"
        )
        assert before == lying(here)

    def test_a_place_that_cannot_be(self, here):
        """A folder that cannot be made is an error in a line."""
        (here / "file").write_text("mine")

        with pytest.raises(WriteError, match=r"^'file/results.csv' cannot be written \("):
            elecdata.export("file/results.csv")


class TestNames:
    """Names that a format cannot hold."""

    def test_shortened_names_are_reported(self, monkeypatch):
        """The report lists each, in words and as a table."""
        monkeypatch.setitem(FORMATS, "csv", Format("csv", ".csv", columns=names.Limit(8)))
        done = elecdata.export("regions.csv")

        assert str(done) == (
            f"regions.csv: 1 table, {len(elecdata.load('regions'))} rows (csv)\n"
            "  regions.region_id is called region_i there\n"
            "  regions.region_kind is called region_k there"
        )
        assert done.names.to_dict("list") == {
            "table": ["regions", "regions"],
            "column": ["region_id", "region_kind"],
            "name": ["region_i", "region_k"],
        }

    def test_the_codebook_has_both_names(self, here, monkeypatch):
        """Who reads only the files finds what a shortened column is called elsewhere."""
        monkeypatch.setitem(FORMATS, "csv", Format("csv", ".csv", columns=names.Limit(11)))
        elecdata.export("x", "csv", tables="regions")
        lines = (here / "x" / "codebook.csv").read_text(encoding="utf-8").splitlines()

        assert lines[0].startswith("table_name,column_name,name_here,")
        assert lines[1].startswith("regions,region_id,region_id,")

    def test_a_collision_is_an_error(self, here, monkeypatch):
        """Two columns that would be called the same stop the export."""
        monkeypatch.setitem(FORMATS, "csv", Format("csv", ".csv", columns=names.Limit(10)))

        with pytest.raises(ExportError) as raised:
            elecdata.export("results.csv")

        assert str(raised.value) == (
            "table 'results': 'contestant_id' and 'contestant_type' both become 'contestant', for "
            "names have at most 10 characters there; export them apart, or in another format"
        )
        assert lying(here) == {}
