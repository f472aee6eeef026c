"""Pinning figures: what is written, in which form, and what cannot be pinned."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

import elecdata
from elecdata.errors import (
    DataChangedError,
    DataMissingError,
    InvalidArgumentError,
    UnknownNameError,
)
from elecdata.pinning.lockfile import LARGEST, lock_text, write_lock
from elecdata.pinning.reading import read_lock

COUNCIL = "kz-2031-council"


class TestLock:
    """`elecdata.lock` writes the cells that were used, and no others."""

    def test_the_file_holds_every_cell_that_was_used(self, before, tmp_path):
        """Value, source and rule of every filled cell, read back by JSON alone."""
        path = elecdata.lock(
            tmp_path / "elecdata.lock", tables={"elections": ["turnout_pct", "seats"]}, data=before
        ).path
        held = json.loads(path.read_text(encoding="utf-8"))

        assert held["version"] == elecdata.__version__
        assert held["tables"] == {
            "elections": {
                "key": ["election_id"],
                "columns": {"turnout_pct": "double", "seats": "int64"},
                "rows": {
                    COUNCIL: {
                        "turnout_pct": [80.2, "commission-2031", "final_over_preliminary"],
                        "seats": [10, "commission-2031"],
                    },
                    "kz-2032-president": {},
                },
            }
        }

    def test_reading_gives_what_was_written(self, before, tmp_path):
        """Nothing is lost between memory and file, and the text is always the same."""
        made = elecdata.lock(
            tmp_path / "l",
            data=before,
            tables=["results", "turnout", "identifiers"],
            country="KAZ",
            frames={"f": pd.DataFrame({"a": [1]})},
        )
        read = read_lock(made.path)

        assert lock_text(read) == made.path.read_text(encoding="utf-8")
        assert read.contents["turnout"].rows.keys() == made.contents["turnout"].rows.keys()

    def test_every_row_has_a_line_of_its_own(self, before, tmp_path):
        """The line that is remembered for a row is the line on which it stands."""
        read = read_lock(elecdata.lock(tmp_path / "l", data=before).path)
        text = read.path.read_text(encoding="utf-8").splitlines()
        rows = [(name, key) for name, content in read.contents.items() for key in content.rows]

        assert list(read.lines) == rows
        for (_, key), number in read.lines.items():
            assert text[number - 1].strip().startswith(json.dumps("/".join(key)))

    def test_a_lock_of_the_core_is_small(self, tmp_path):
        """Results and elections of all years take less than a picture does."""
        assert elecdata.lock(tmp_path / "l").path.stat().st_size < 100_000

    def test_results_and_elections_are_the_default(self, before, tmp_path):
        """And the summary says so."""
        made = elecdata.lock(tmp_path / "l", data=before)
        filled = {
            name: sum(len(column) - column.null_count for column in table.columns)
            - table.num_rows * keys
            for name, keys in (("results", 2), ("elections", 1))
            for table in [pq.read_table(before / f"{name}.parquet")]
        }

        assert str(made) == (
            f"{tmp_path / 'l'}: elecdata {elecdata.__version__}, data of processed\n"
            f"  results: 5 rows, {filled['results']} figures\n"
            f"  elections: 2 rows, {filled['elections']} figures"
        )

    @pytest.mark.parametrize(
        ("options", "error", "said"),
        [
            (
                {"tables": "reslts"},
                UnknownNameError,
                "no table named 'reslts'. Did you mean 'results'",
            ),
            (
                {"tables": {"results": ["seets"]}},
                UnknownNameError,
                "no column of results named 'seets'. Did you mean 'seats'",
            ),
            ({"country": "AZE"}, UnknownNameError, "no country named 'AZE'. Did you mean 'KAZ'?"),
            ({"source": "herald"}, UnknownNameError, "no source named 'herald'. "),
            ({"as_of": "2031-02-30"}, InvalidArgumentError, "as_of is '2031-02-30'; it should be"),
            (
                {"tables": {"results": 5}},
                InvalidArgumentError,
                "columns of results are 5; they should be names",
            ),
            ({"tables": [5]}, UnknownNameError, "no table named 5. Known: results, elections, "),
            ({"tables": 5}, InvalidArgumentError, "tables is 5; it should be names of tables"),
            ({"tables": []}, InvalidArgumentError, "nothing to pin: no row is left"),
            ({"year": "2031"}, InvalidArgumentError, "year is '2031'; it should be int or"),
            ({"frames": [1]}, InvalidArgumentError, "frames is list; it should map a name"),
            ({"frames": {"": 1}}, InvalidArgumentError, "a frame is named ''; a name is"),
            (
                {"frames": {"f": [1]}},
                InvalidArgumentError,
                "frame 'f' is list; it should be a frame in memory, of pandas, Polars or PyArrow",
            ),
        ],
        ids=lambda value: str(value) if isinstance(value, dict) else "",
    )
    def test_what_cannot_be_pinned_is_refused(self, before, tmp_path, options, error, said):
        """And no file is left behind."""
        with pytest.raises(error) as raised:
            elecdata.lock(tmp_path / "l", data=before, **options)

        assert str(raised.value).startswith(said)
        assert list(tmp_path.iterdir()) == []

    def test_an_unwritable_file_is_an_error_of_ours(self, before, tmp_path):
        """A folder in its place, or a path that is none."""
        (tmp_path / "l").mkdir()
        with pytest.raises(DataMissingError, match="cannot be written"):
            elecdata.lock(tmp_path / "l", data=before)
        with pytest.raises(InvalidArgumentError) as raised:
            elecdata.lock(7, data=before)

        assert str(raised.value) == "path is 7; it should be the path of a lock"
        assert [path.name for path in tmp_path.iterdir()] == ["l"]

    def test_what_would_be_too_large_is_refused(self, before, tmp_path, monkeypatch):
        """A lock that could not be read again is not written."""
        monkeypatch.setattr("elecdata.pinning.lockfile.LARGEST", 100)
        with pytest.raises(InvalidArgumentError, match="a lock has 100 at most: name the tables"):
            elecdata.lock(tmp_path / "l", data=before)

        assert LARGEST > 10_000_000

    def test_parts_of_a_key_are_told_apart(self, before, tmp_path):
        """A stroke or a wave inside a part is no stroke between parts."""
        made = elecdata.lock(tmp_path / "l", data=before, tables="results")
        odd = {("a/b", "c~1"): {}, ("a", "b/c~1"): {}, ("~0", "/"): {}}
        content = replace(made.contents["results"], rows=odd)
        write_lock(replace(made, contents={"results": content}))

        assert list(read_lock(made.path).contents["results"].rows) == list(odd)


class TestFrameDigests:
    """Frames of every library, and what counts in them."""

    @pytest.mark.parametrize(
        "other",
        [
            pl.DataFrame({"n": [83, None], "x": ["a", None]}),
            pl.DataFrame({"n": [83, None], "x": ["a", None]}).to_arrow(),
            pd.DataFrame({"n": [83.0, float("nan")], "x": ["a", None]}),
        ],
        ids=["polars", "pyarrow", "floats"],
    )
    def test_the_library_makes_no_difference(self, before, tmp_path, other):
        """The same cells have the same digest."""
        frame = pd.DataFrame({"n": pd.array([83, None], "Int64"), "x": ["a", None]})
        digests = [
            elecdata.lock(tmp_path / "l", data=before, frames={"f": each}).frames["f"]
            for each in (frame, other)
        ]

        assert digests[0] == digests[1]

    def test_a_named_index_counts(self, before, tmp_path):
        """It is a column by another name."""
        frame = pd.DataFrame({"n": [1]}, index=pd.Index(["a"], name="who"))
        made = elecdata.lock(tmp_path / "l", data=before, frames={"f": frame})

        assert list(made.frames["f"].columns) == ["who", "n"]


class TestSeveralPlaces:
    """Data of one's own, alone or beside the packaged, as load takes them."""

    @pytest.fixture
    def both(self, sheets):
        """The packaged tables and sheets of an invented country's elections."""
        return [None, sheets.root]

    def test_pins_rows_of_each(self, both, tmp_path):
        """A lock holds what load gives, row by row."""
        made = elecdata.lock(tmp_path / "l", tables={"results": ["seats"]}, data=both)
        loaded = elecdata.load(data=both)

        assert set(made.contents["results"].rows) == set(
            zip(loaded.election_id, loaded.contestant_id, strict=True)
        )
        assert made.contents["results"].figures == int(loaded.seats.notna().sum())
        assert made.data == "elecdata + raw"
        assert read_lock(made.path).data == made.data

    def test_verifies_over_the_same(self, both, tmp_path):
        """The same places pass; a changed sheet fails in the words of its cell."""
        path = tmp_path / "l"
        elecdata.lock(path, election="kz-2031-council", data=both)

        assert elecdata.verify(path, data=both).ok

    def test_without_the_own_the_report_says_whose_were_locked(self, both, tmp_path):
        """Held against the packaged data alone, own rows are gone; a note says why."""
        path = tmp_path / "l"
        elecdata.lock(path, tables="results", election="kz-2031-council", data=both)
        with pytest.raises(DataChangedError) as caught:
            elecdata.verify(path)

        report = caught.value.report
        assert {change.kind for change in report.changes} == {"row removed"}
        assert report.notes[-1] == (
            "the lock pins data of elecdata + raw, and was held against elecdata"
        )
        assert "  keep old figures:  take elecdata + raw as they were when locked" in str(report)

    def test_the_remedy_names_the_places(self, both, sheets, tmp_path):
        """What to type next has the data in it."""
        path = tmp_path / "l"
        elecdata.lock(path, tables="parties", data=both)
        sheet = sheets.root / "parties.csv"
        text = sheet.read_text(encoding="utf-8").replace("#0072b2", "#0072b3")
        sheet.write_text(text, encoding="utf-8")
        with pytest.raises(DataChangedError) as caught:
            elecdata.verify(path, data=both)

        [change] = caught.value.report.changes
        assert (change.key, change.old, change.new) == (("kz-alpha",), "#0072b2", "#0072b3")
        assert f"--beside --data {sheets.root}" in caught.value.report.remedy[-1]

    def test_sheets_alone(self, sheets, tmp_path):
        """One folder, as a path or in a list."""
        made = elecdata.lock(tmp_path / "l", data=sheets.root)

        assert elecdata.verify(made.path, data=[sheets.root]).ok
        assert made.data == "raw"
