"""Files of results: Parquet and CSV, whole and damaged."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import elecdata
from elecdata.schema.values import WRITTEN

HEAD = "election_id,contestant_id,votes,vote_share_pct\n"


def said(path):
    """Problems of a file, a line each."""
    return [str(each) for each in elecdata.validate(path).problems]


@pytest.fixture
def csv(tmp_path):
    """A maker of CSV files."""

    def write(text):
        path = tmp_path / "mine.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


class TestCsv:
    """Cells are texts, and lines are counted as editors count them."""

    def test_right(self, csv):
        """Empty cells are missing; whole numbers may have a decimal point."""
        path = csv(HEAD + "de-2031,spd,600.0,60\nde-2031,cdu,,40.0\n")

        assert said(path) == []
        assert str(elecdata.validate(path)).endswith("results, 2 rows, 4 columns: no problem")

    def test_the_published_results(self, tmp_path):
        """Our own, as pandas writes them."""
        elecdata.load().to_csv(tmp_path / "ours.csv", index=False)

        assert said(tmp_path / "ours.csv") == []

    @pytest.mark.parametrize("mark", ["\ufeff", ""])
    def test_marks_and_line_ends_of_other_systems(self, csv, mark):
        """A byte order mark and carriage returns are no part of a cell."""
        assert said(csv(mark + (HEAD + "de-2031,spd,600,60\n").replace("\n", "\r\n"))) == []

    def test_cells_that_are_no_numbers(self, csv):
        """Each is named, and the other cells are still checked."""
        path = csv(HEAD + "de-2031,spd,6 00,60\nde-2031,cdu,-4,NA\nde-2031,csu,4,4\n")

        assert said(path) == [
            f"mine.csv:2:3: results.votes: found '6 00'; allowed: {WRITTEN['integer']}",
            "mine.csv:3:3: results.votes: found -4.0; allowed: 0 or more",
            f"mine.csv:3:4: results.vote_share_pct: found 'NA'; allowed: {WRITTEN['number']}",
        ]

    def test_lines_of_other_lengths(self, csv):
        """A line with a cell too few or too many is named, before anything else is checked."""
        path = csv(HEAD + "de-2031,spd,6,60\nde-2031,cdu\nde-2031,csu,4,4,4\n")
        allowed = "allowed: 4 cells in every line"

        assert said(path) == [
            f"mine.csv:3:0: results: found 2 cells in 'de-2031,cdu'; {allowed}",
            f"mine.csv:4:0: results: found 5 cells in 'de-2031,csu,4,4,4'; {allowed}",
        ]

    def test_blank_lines(self, csv):
        """A blank line is one of empty cells, and moves no line number."""
        path = csv(HEAD + "de-2031,spd,6,60\n\nde-2031,csu,-4,4\n")

        assert said(path) == [
            (
                "mine.csv:3:1: results.election_id: found an empty cell; allowed: "
                "Election, as country-year-contest."
            ),
            (
                "mine.csv:3:2: results.contestant_id: found an empty cell; allowed: "
                "Party, bloc, candidate or group that the row is about."
            ),
            "mine.csv:4:3: results.votes: found -4.0; allowed: 0 or more",
        ]

    @pytest.mark.parametrize(
        ("data", "problem"),
        [
            (b"", "found an empty first line; allowed: a CSV file in UTF-8"),
            (b"\n\n", "found an empty first line; allowed: a CSV file in UTF-8"),
            (b"votes,votes\n1,2\n", "found column 'votes' twice; allowed: each column once"),
            (
                HEAD.encode() + "de,Jabłoko,1,1\n".encode("cp1250"),
                "2:7: results: found byte 0xb3; allowed: UTF-8; save the file as UTF-8",
            ),
        ],
        ids=["nothing", "blank", "twice", "other encoding"],
    )
    def test_damage(self, csv, data, problem):
        """What is no table is one problem."""
        [found] = said(csv(data))

        assert problem in found

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        data=st.binary(max_size=300)
        | st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8", "replace"))
    )
    def test_any_bytes_give_a_report(self, csv, data):
        """Whatever a file holds, there is a report."""
        assert str(elecdata.validate(csv(data)))


class TestParquet:
    """A column at a time."""

    def test_right_and_wrong(self, tmp_path):
        """Rows are counted from 1, over all row groups."""
        rows = {
            "election_id": ["a"] * 9,
            "contestant_id": list("bcdefghij"),
            "votes": [1] * 8 + [-1],
        }
        pq.write_table(pa.table(rows), tmp_path / "mine.parquet", row_group_size=2)

        assert said(tmp_path / "mine.parquet") == [
            "mine.parquet:9:3: results.votes: found -1; allowed: 0 or more"
        ]

    def test_categories(self, tmp_path):
        """Categories are texts."""
        frame = pd.DataFrame(
            {"election_id": ["a", "a"], "contestant_id": ["b", "b"]}, dtype="category"
        )
        frame.to_parquet(tmp_path / "mine.parquet")
        [found] = said(tmp_path / "mine.parquet")

        assert "found a/b again" in found

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(place=st.integers(0, 10_000), data=st.binary(min_size=1, max_size=40))
    def test_any_damage_gives_a_report(self, tmp_path, place, data):
        """Bytes that are overwritten anywhere."""
        path = tmp_path / "mine.parquet"
        elecdata.load().to_parquet(path)
        whole = bytearray(path.read_bytes())
        place %= len(whole)
        whole[place : place + len(data)] = data
        path.write_bytes(bytes(whole))

        assert str(elecdata.validate(path))

    def test_no_parquet(self, tmp_path):
        """A file that only is called so."""
        (tmp_path / "mine.parquet").write_bytes(b"votes\n1\n")
        [found] = said(tmp_path / "mine.parquet")

        assert "allowed: a Parquet file" in found
