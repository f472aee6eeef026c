"""Locks and differences on the command line."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

import elecdata
from elecdata.cli import main


@pytest.fixture
def lock(tmp_path, monkeypatch, capsys):
    """A lock in the folder where the commands run; give its text."""
    monkeypatch.chdir(tmp_path)
    main(["lock", "--table", "results:seats,votes", "--table", "elections:seats", "--year", "2012"])
    capsys.readouterr()
    return tmp_path / "elecdata.lock"


def spoil(path):
    """Another number of seats for Nur Otan."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('{"seats": [83, ', '{"seats": [82, '), encoding="utf-8")


class TestLock:
    """``elecdata lock``."""

    def test_pins_the_columns_named(self, lock):
        """Tables with their columns, and the filters."""
        held = json.loads(lock.read_text(encoding="utf-8"))

        assert list(held["tables"]["results"]["columns"]) == ["seats", "votes"]
        assert held["filters"] == {"year": [2012]}

    def test_the_words_of_the_remedy_make_the_same_lock(self, lock, capsys):
        """What verify advises to type pins what was pinned."""
        before = lock.read_text(encoding="utf-8")
        spoil(lock)
        main(["verify"])
        advice = capsys.readouterr().out.splitlines()[-1].partition("then elecdata ")[2]
        main(advice.split())

        assert before == lock.read_text(encoding="utf-8")


class TestVerify:
    """``elecdata verify``."""

    def test_is_0_and_1(self, lock, capsys):
        """The exit status tells whether anything used has changed, of all locks named."""
        good = lock.with_name("good.lock")
        good.write_bytes(lock.read_bytes())

        assert main(["verify"]) == 0
        spoil(lock)
        assert main(["verify", "elecdata.lock", "good.lock"]) == 1
        out = capsys.readouterr().out
        assert "kz-2012-majilis, results, kz-nur-otan, seats: 82 -> 83" in out
        assert "good.lock: " in out

    def test_a_file_that_is_no_lock_is_one_line(self, lock, capsys):
        """On the error stream, and status 1."""
        lock.write_text("[]")

        assert main(["verify"]) == 1
        assert capsys.readouterr().err == (
            "elecdata: elecdata.lock: the file: found a list; allowed: an object; "
            "make the lock anew with 'elecdata lock'\n"
        )

    def test_github_gets_annotations(self, lock, capsys):
        """One for each figure, with the line of the lock."""
        spoil(lock)
        main(["verify", "--format", "github"])
        first = capsys.readouterr().out.splitlines()[0]
        text = lock.read_text(encoding="utf-8").splitlines()
        line = next(n for n, row in enumerate(text, start=1) if "kz-nur-otan" in row)

        assert first.startswith(
            f"::error file=elecdata.lock,line={line},col=1,"
            "title=kz-2012-majilis%2C results%2C kz-nur-otan%2C seats::found 83 ("
        )


class TestDiff:
    """``elecdata diff``."""

    def test_prints_text_or_a_table(self, lock, capsys):
        """As text for people, as CSV for programs."""
        spoil(lock)

        assert main(["diff", "elecdata.lock"]) == 0
        assert f"elecdata {elecdata.__version__}: 1 figure changed\n" in capsys.readouterr().out
        assert main(["diff", "elecdata.lock", "--format", "csv"]) == 0
        [row] = pd.read_csv(io.StringIO(capsys.readouterr().out)).to_dict("records")
        assert (row["column"], row["old"], row["new"]) == ("seats", 82, 83)
