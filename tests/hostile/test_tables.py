"""Tables and manifests that lead elsewhere, swell, or hold what no table of ours holds."""

from __future__ import annotations

import decimal
import json
import os
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import elecdata
from elecdata.digest import bytes_digest
from elecdata.errors import IntegrityError
from elecdata.pinning.edition import edition_of
from elecdata.store import parsed, read_manifest
from elecdata.validation import _read_table

ENTRY = {"file": "results.parquet", "rows": 1, "key": ["a"], "columns": ["a"]}
ENTRY |= {"digest": "sha256:0", "sha256": "sha256:0"}
HEAD = "election_id,contestant_id,votes,vote_share_pct,name\n"


def said(path):
    """Problems with a file of results, a line each."""
    return [str(each) for each in elecdata.validate(path).problems]


class TestManifest:
    """Whatever a manifest names lies beside it."""

    @pytest.mark.parametrize(
        "change",
        [
            *({"file": name} for name in ("../results.parquet", "/etc/passwd", "..", ".", "")),
            *({"file": name} for name in ("CON", "a\0b", "C:results.parquet", "..\\x", "\ud800")),
            *({"rows": rows} for rows in (True, 1.5, None)),
            *({"key": key} for key in ([{}], [["a"]], [1], None, "a")),
            *({"columns": columns} for columns in ([1], [None], [[]], "a")),
        ],
        ids=repr,
    )
    def test_an_entry_that_is_not_plain_is_refused(self, tmp_path, change):
        """No path, device or strange type is followed; the message is the same for all."""
        manifest = {"format": 1, "version": "1", "tables": {"results": ENTRY | change}}
        (tmp_path / "manifest.json").write_text(json.dumps(manifest))

        with pytest.raises(IntegrityError) as told:
            read_manifest(tmp_path)
        assert str(told.value) == (
            f"{tmp_path}/manifest.json is not a manifest of elecdata (table 'results' without "
            "file, rows, columns or digests): reinstall elecdata, or build the tables again "
            "from their sheets"
        )

    @pytest.mark.parametrize("name", ["../x", "/x", "a/b", "..", "", "a\nb", "é", ".hidden"])
    def test_a_table_is_called_by_a_plain_name(self, tmp_path, name):
        """The name of a table is the name of its file, and no path either."""
        entry = ENTRY | {"file": f"{name}.parquet"}
        text = json.dumps({"format": 1, "version": "1", "tables": {name: entry}})
        (tmp_path / "manifest.json").write_text(text)

        with pytest.raises(IntegrityError, match="is not a manifest of elecdata"):
            read_manifest(tmp_path)

    @pytest.mark.parametrize("text", ["[" * 100_000, '{"a": ' + "1" * 5000 + "}", "\ufeff{}"])
    def test_what_json_cannot_hold_is_refused(self, tmp_path, text):
        """Neither depth nor digits nor a byte order mark end in a traceback."""
        (tmp_path / "manifest.json").write_text(text, encoding="utf-8")

        with pytest.raises(IntegrityError, match="is not a manifest of elecdata"):
            edition_of(tmp_path)


class TestBombs:
    """A file says in its footer how much it would take; what no election takes is not read."""

    @pytest.mark.parametrize(
        ("rows", "size"),
        [
            ({"election_id": pa.nulls(40_000_000, pa.int8())}, "320,000,000"),
            ({"name": ["x" * 1_000_000] * 300}, "300,0"),
        ],
        ids=["rows", "texts"],
    )
    def test_a_bomb_is_not_unpacked(self, tmp_path, rows, size):
        """Neither as results of somebody's own nor as a published table."""
        path = tmp_path / "results.parquet"
        pq.write_table(pa.table(rows), path, compression="zstd", use_dictionary=False)
        bytes_there = path.stat().st_size
        [problem] = elecdata.validate(path).problems

        assert problem.found.startswith(f"{bytes_there:,} bytes that would unpack to {size}")
        assert str(problem).endswith("; allowed: a table of such a size")
        assert _read_table(path, None) == (
            None,
            [type(problem)("results.parquet", 0, 0, "results", problem.found, problem.allowed)],
        )

    def test_a_large_honest_table_is_read(self, tmp_path):
        """A million rows of votes are no bomb."""
        path = tmp_path / "results.parquet"
        votes = np.random.default_rng(1).integers(0, 10**6, 10**6)
        keys = [f"c{n}" for n in range(10**6)]
        pq.write_table(
            pa.table({"election_id": ["x"] * 10**6, "contestant_id": keys, "votes": votes}), path
        )

        assert said(path) == []


class TestPublished:
    """Validating a folder of tables from anywhere ends in a report."""

    @pytest.mark.parametrize(
        "cells",
        [
            pa.array([b"\xff"]),
            pa.array([decimal.Decimal("1.5")]),
            pa.array([2**31 - 1], pa.date32()),
            pa.Array.from_buffers(
                pa.string(),
                1,
                [None, pa.py_buffer(np.array([0, 2], np.int32)), pa.py_buffer(b"\xff\xfe")],
            ),
        ],
        ids=["bytes", "decimal", "day 5881580", "no UTF-8"],
    )
    def test_cells_that_no_table_has_are_told(self, tmp_path, cells):
        """A table whose cells have no digest is a problem, and is not looked into further."""
        path = tmp_path / "results.parquet"
        pq.write_table(pa.table({"a": cells}), path)
        table, [problem] = _read_table(path, ENTRY | {"sha256": bytes_digest(path.read_bytes())})

        assert table is None
        assert str(problem).startswith(
            "results.parquet:0:0: results: found cells that cannot be read ("
        )
        assert str(problem).endswith("); allowed: a table of elecdata")

    def test_texts_that_are_not_utf8_are_not_loaded(self, tmp_path):
        """Although the digest is of these very bytes."""
        offsets, letters = (pa.py_buffer(np.array([0, 2], np.int32)), pa.py_buffer(b"\xff\xfe"))
        cells = pa.Array.from_buffers(pa.string(), 1, [None, offsets, letters])
        path = tmp_path / "results.parquet"
        pq.write_table(pa.table({"a": cells}), path)

        with pytest.raises(IntegrityError, match=r"no Parquet that can be read .*Invalid UTF8"):
            parsed(tmp_path, "results", ENTRY, path.read_bytes())

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes")
    def test_a_pipe_is_told(self, tmp_path):
        """A pipe in the place of a table does not hang the check."""
        os.mkfifo(tmp_path / "results.parquet")
        _, [problem] = _read_table(tmp_path / "results.parquet", ENTRY)

        assert str(problem) == (
            "results.parquet:0:0: results: found not a file; allowed: a Parquet file"
        )


class TestResults:
    """Results of people's own: no filled cell is taken for an empty one."""

    @pytest.mark.parametrize("word", ["nan", "NaN", "-nan", "nan(1)", "null", "N/A", "0x1", "9_9"])
    @pytest.mark.parametrize("column", ["votes", "vote_share_pct"])
    def test_a_word_is_no_missing_figure(self, tmp_path, word, column):
        """Arrow reads some words as numbers that are none; they are problems like all others."""
        path = tmp_path / "mine.csv"
        cells = {"votes": "", "vote_share_pct": ""} | {column: f'"{word}"'}
        path.write_text(f"{HEAD}x-2031,a,{cells['votes']},{cells['vote_share_pct']},A\n")
        place, kind = {
            "votes": (3, "digits without separators, such as 1234"),
            "vote_share_pct": (4, "digits with a decimal point, such as 80.99"),
        }[column]

        assert said(path) == [
            f"mine.csv:2:{place}: results.{column}: found {word!r}; allowed: {kind}"
        ]

    @pytest.mark.parametrize("word", ["inf", "-inf", "1e400", "9" * 400])
    def test_what_is_beyond_all_numbers_is_told(self, tmp_path, word):
        """Infinity is not a whole number."""
        path = tmp_path / "mine.csv"
        path.write_text(f"{HEAD}x-2031,a,{word},,A\n")

        assert said(path)[-1].endswith("inf; allowed: a whole number")

    @pytest.mark.parametrize(
        ("data", "found"),
        [
            (
                HEAD.encode() + "x-2031,a,1,2,Köln\n".encode("latin-1"),
                "2:15: results: found byte 0xf6",
            ),
            ((HEAD + "x,a,1,2,A\n").encode("utf-16"), "1:1: results: found byte 0xff"),
        ],
        ids=["Latin-1", "UTF-16"],
    )
    def test_another_encoding_is_told_with_its_place(self, tmp_path, data, found):
        """The first byte that is not UTF-8 has a line and a column."""
        (tmp_path / "mine.csv").write_bytes(data)

        assert said(tmp_path / "mine.csv") == [
            f"mine.csv:{found}; allowed: UTF-8; save the file as UTF-8"
        ]

    def test_a_hundred_thousand_columns_are_no_hundred_thousand_notes(self, tmp_path):
        """Columns that the codebook does not know are named up to twenty, and counted."""
        names = [f"c{n}" for n in range(100_000)]
        (tmp_path / "mine.csv").write_text(",".join(names) + "\n" + "," * 99_999 + "\n")
        notes = elecdata.validate(tmp_path / "mine.csv").notes

        assert len(notes) == 22
        assert notes[-1] == "... and 99,980 more columns, not checked either"
