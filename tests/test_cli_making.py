"""Commands for data of one's own, and --data on those that read."""

from __future__ import annotations

import io

import pandas as pd
import pytest

import elecdata
from elecdata.cli import main

COUNCIL = "kz-2031-council"  # invented


class TestMaking:
    """From nothing to tables."""

    def test_new_prints_what_it_made(self, tmp_path, capsys):
        """The files are named, and validate."""
        assert main(["new", "xx-2027-parliament", "--into", str(tmp_path)]) == 0
        made = capsys.readouterr().out.splitlines()

        assert str(tmp_path / "xx-2027-parliament" / "election.toml") in made
        assert main(["validate", str(tmp_path)]) == 0

    def test_new_that_is_refused_is_one_line(self, tmp_path, capsys):
        """A bad id is an error with status 1 and no traceback."""
        assert main(["new", "../x-2027-y", "--into", str(tmp_path)]) == 1
        assert capsys.readouterr().err.startswith("elecdata: election_id is '../x-2027-y'; it")
        assert list(tmp_path.iterdir()) == []

    def test_build_prints_what_it_published(self, sheets, tmp_path, capsys):
        """Tables are counted; a second build elsewhere gives the same."""
        target = str(tmp_path / "tables")

        assert main(["build", str(sheets.root), "-o", target, "--name", "mine"]) == 0
        assert capsys.readouterr().out.endswith(f" rows, in {target}\n")
        assert main(["validate", target]) == 0

    def test_build_of_faulty_sheets_lists_problems(self, sheets, tmp_path, capsys):
        """Every problem is printed, and nothing is written."""
        sheets.write("regions.csv", b"")

        assert main(["build", str(sheets.root), "-o", str(tmp_path / "tables")]) == 1
        assert "regions.csv:1:1: file: found nothing" in capsys.readouterr().err
        assert not (tmp_path / "tables").exists()

    def test_format_mends_what_a_spreadsheet_saved(self, sheets, capsys):
        """A byte order mark, CR line ends and rows in any order are put right."""
        main(["format", str(sheets.root)])
        wanted = sheets.text("names.csv")
        head, *rows = wanted.splitlines()
        text = "\r\n".join([head, *reversed(rows)])
        sheets.write("names.csv", b"\xef\xbb\xbf" + text.encode())

        capsys.readouterr()
        assert main(["format", str(sheets.root), "--check"]) == 1
        assert capsys.readouterr().out == "names.csv\n"
        assert main(["format", str(sheets.root)]) == 0
        assert wanted.encode() == (sheets.root / "names.csv").read_bytes()
        assert main(["format", str(sheets.root), "--check"]) == 0

    def test_format_takes_sheets_alone(self, tmp_path):
        """A folder of other CSV files is left alone."""
        (tmp_path / "claims.csv").write_text("b,a\n")

        assert main(["format", str(tmp_path)]) == 1
        assert (tmp_path / "claims.csv").read_text() == "b,a\n"


class TestData:
    """Every command that reads takes a folder, alone or beside the package."""

    @pytest.mark.parametrize(
        "words",
        [
            ["load", "elections"],
            ["tables"],
            ["explain", COUNCIL, "kz-alpha", "seats"],
            ["conflicts"],
            ["sources"],
            ["find", "Alpha"],
            ["compare", "seats"],
        ],
        ids=lambda words: words[0],
    )
    @pytest.mark.parametrize("beside", [[], ["--beside"]], ids=["alone", "beside"])
    def test_command_reads_the_folder(self, untouched, words, beside, capsys):
        """The command succeeds where without the folder it knows nothing of it."""
        assert main([*words, "--data", str(untouched.root), *beside]) == 0
        printed = capsys.readouterr().out
        main(words)

        assert printed != capsys.readouterr().out

    def test_beside_keeps_the_package(self, untouched, capsys):
        """Both are in one table."""
        folder = str(untouched.root)
        main(["load", "elections", "--format", "csv", "--data", folder, "--beside"])
        frame = pd.read_csv(io.StringIO(capsys.readouterr().out))

        assert {COUNCIL, "kz-2012-majilis"} <= set(frame.election_id)

    def test_picture(self, untouched, tmp_path):
        """A chamber of one's own is drawn."""
        path = tmp_path / "council.svg"

        assert (
            main(["plot", "hemicycle", COUNCIL, "--data", str(untouched.root), "-o", str(path)])
            == 0
        )
        assert path.stat().st_size > 0

    def test_folder_that_is_not_there(self, capsys):
        """A wrong path is one line and status 1."""
        assert main(["load", "--data", "no-such-folder"]) == 1
        assert capsys.readouterr().err == "elecdata: nothing at no-such-folder\n"
        assert elecdata.load() is not None
