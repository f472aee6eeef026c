"""The command line: the library's verbs, exit codes, forms of output."""

from __future__ import annotations

import io
import json
import shlex
import subprocess
import sys

import pandas as pd
import pytest

import elecdata
from elecdata.cli import main, parser
from elecdata.store import data_dir

COMMANDS = next(a.choices for a in parser()._actions if a.dest == "command")


class TestHelp:
    """Every command explains itself."""

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_command_shows_an_example_that_names_it(self, name):
        """The help of a command ends with an example."""
        assert f"Example: elecdata {name}" in COMMANDS[name].format_help()

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_example_can_be_parsed(self, name):
        """The example given in the help is a right command line."""
        words = shlex.split(COMMANDS[name].epilog.removeprefix("Example: elecdata "))

        assert parser().parse_args(words).run

    def test_the_verbs_are_those_of_the_library(self):
        """Every command is a function of the library, but plot, which has kinds, and format."""
        assert set(COMMANDS) - {"plot", "format"} <= set(elecdata.__all__)


class TestOutput:
    """Tables as text and files."""

    def test_csv_reads_back_as_the_table(self, capsys):
        """What is printed as CSV is what load gives."""
        assert main(["load", "elections", "--format", "csv"]) == 0
        frame = pd.read_csv(io.StringIO(capsys.readouterr().out))

        assert list(elecdata.load("elections").election_id) == list(frame.election_id)
        assert "2012-01-15" in set(frame.election_date)

    def test_json_reads_back_as_the_table(self, capsys):
        """What is printed as JSON has a record for every row, null for missing, days as text."""
        main(["load", "elections", "--format", "json", "--year", "2012"])
        [row] = json.loads(capsys.readouterr().out)

        assert (row["seats"], row["seats_constituency"]) == (107, None)
        assert row["election_date"] == "2012-01-15"

    def test_markdown_has_a_line_for_every_row(self, capsys):
        """A Markdown table has a header, a rule and the rows, and escapes bars."""
        main(["codebook", "results", "--format", "markdown"])
        lines = capsys.readouterr().out.splitlines()

        assert len(elecdata.codebook("results")) + 2 == len(lines)
        assert "party \\| bloc" in "\n".join(lines)

    def test_parquet_goes_to_a_file(self, tmp_path, capsys):
        """Parquet is written to the file named, and to no terminal."""
        path = tmp_path / "results.parquet"

        assert main(["load", "--format", "parquet", "-o", str(path)]) == 0
        assert len(elecdata.load()) == len(pd.read_parquet(path))
        assert main(["load", "--format", "parquet"]) == 1
        assert "name a file with --output" in capsys.readouterr().err

    def test_a_table_shows_figures_to_the_right(self, capsys):
        """In the terminal the seats of the winner stand under their heading."""
        main(["load", "results", "--year", "2012"])
        out = capsys.readouterr().out

        assert "80.99" in out
        assert "Nur Otan" in out

    def test_an_unwritable_file_is_one_line(self, tmp_path, capsys):
        """A file that cannot be written gives an error, and no half a file."""
        (tmp_path / "taken").mkdir()

        assert main(["tables", "-o", str(tmp_path / "taken")]) == 1
        assert "cannot be written" in capsys.readouterr().err
        assert [path.name for path in tmp_path.iterdir()] == ["taken"]


class TestExit:
    """Exit codes."""

    def test_a_right_folder_is_0(self, capsys):
        """Validating the published tables ends with 0."""
        assert main(["validate", str(data_dir())]) == 0
        assert "no problem" in capsys.readouterr().out

    def test_a_wrong_folder_is_1(self, tmp_path, capsys):
        """Problems end with 1, a line each."""
        (tmp_path / "sources.csv").write_text("a,b\n")

        assert main(["validate", str(tmp_path)]) == 1
        assert "sources.csv:1:1: header: found column 'a'" in capsys.readouterr().out

    @pytest.mark.parametrize(("outcome", "status"), [("failed", 1), ("discrepancy", 0)])
    def test_a_failed_check_is_1(self, outcome, status, monkeypatch, capsys):
        """The audit ends with 1 when a check fails; what is explained is no failure."""
        report = elecdata.audit("kz-2012-majilis").astype({"outcome": str})
        report.loc[0, "outcome"] = outcome
        monkeypatch.setattr(elecdata, "audit", lambda **_: report)

        assert main(["audit", "--election", "kz-2012-majilis"]) == status
        assert "vote_sum" in capsys.readouterr().out

    def test_problems_can_be_had_as_json(self, tmp_path, capsys):
        """Another program can read the problems."""
        (tmp_path / "sources.csv").write_text("a,b\n")
        main(["validate", str(tmp_path), "--format", "json"])
        found = json.loads(capsys.readouterr().out)

        assert {"file", "line", "column", "where", "found", "allowed", "fix"} == set(found[0])

    @pytest.mark.parametrize(
        "words",
        [["load", "reslts"], ["validate", "nowhere"], ["explain", "kz-2012-majilis", "seets"]],
        ids=" ".join,
    )
    def test_our_errors_are_one_line_and_1(self, words, capsys):
        """A wrong request gives one line on the error stream."""
        assert main(words) == 1
        captured = capsys.readouterr()

        assert captured.out == ""
        assert captured.err.startswith("elecdata: ")
        assert captured.err.count("\n") == 1

    @pytest.mark.parametrize(
        "words", [["bogus"], [], ["load", "--year", "x"], ["plot", "pie"]], ids=str
    )
    def test_a_wrong_command_line_is_2(self, words, capsys):
        """What cannot be understood ends with 2 and the way to help."""
        with pytest.raises(SystemExit) as raised:
            main(words)

        assert raised.value.code == 2
        assert "--help" in capsys.readouterr().err

    def test_a_closed_pipe_is_no_error(self):
        """A reader that stops early, as head does, causes no traceback."""
        run = subprocess.run(
            f"{sys.executable} -m elecdata load claims --format csv | head -1",
            shell=True,
            capture_output=True,
            text=True,
            check=True,
        )

        assert run.stderr == ""
        assert run.stdout.startswith("claim_id,")

    def test_an_interrupt_is_no_error(self, monkeypatch, capsys):
        """Ctrl-C ends a command with the status that shells have for it, and no traceback."""

        def interrupted(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(elecdata, "validate", interrupted)
        monkeypatch.setattr("elecdata.cli._be_silent", lambda: None)

        assert main(["validate", "data/raw"]) == 130
        assert capsys.readouterr().err == ""


class TestExport:
    """Files for other programs, and questions in SQL."""

    def test_a_file_is_written_and_told(self, tmp_path, capsys):
        """The command prints what it wrote."""
        path = tmp_path / "elections.jsonl"

        assert main(["export", str(path), "--year", "2012"]) == 0
        assert capsys.readouterr().out == f"{path}: 1 table, 1 row (jsonl)\n"
        assert json.loads(path.read_text(encoding="utf-8"))["seats"] == 107

    def test_every_option_reaches_the_library(self, tmp_path):
        """A folder of two tables, split by office, as one source has it."""
        words = f"export {tmp_path}/x --format hive --table elections --table results"
        words += " --partition-by office --source wpr-2012 --as-of 2026-01-01"

        assert main(words.split()) == 0
        assert (tmp_path / "x" / "elections" / "office=legislature").is_dir()

    def test_what_is_no_export_stays(self, tmp_path, capsys):
        """A file of someone else is refused, until told."""
        path = tmp_path / "results.csv"
        path.write_text("mine")

        assert main(["export", str(path)]) == 1
        assert "is no earlier export; name another file" in capsys.readouterr().err
        assert main(["export", str(path), "--overwrite", "--guard-formulas"]) == 0

    def test_sql_prints_in_every_form(self, capsys):
        """The answer is a table like any other."""
        words = ["sql", "select sum(seats) as n from results", "--year", "2012", "--format"]

        assert main([*words, "csv"]) == 0
        assert capsys.readouterr().out == "n\n107\n"
        assert main([*words, "json"]) == 0
        assert json.loads(capsys.readouterr().out) == [{"n": 107}]

    def test_a_wrong_query_is_one_line(self, capsys):
        """The words of DuckDB, on the error stream."""
        assert main(["sql", "selec 1"]) == 1
        assert capsys.readouterr().err == (
            'elecdata: the query has no answer: Parser Error: syntax error at or near "selec"\n'
        )


class TestPlot:
    """Pictures from the command line."""

    def test_a_picture_is_written(self, tmp_path):
        """The hemicycle of 2012 becomes a PNG file."""
        path = tmp_path / "chamber.png"

        assert main(["plot", "hemicycle", "kz-2012-majilis", "-o", str(path)]) == 0
        assert path.read_bytes().startswith(b"\x89PNG")

    def test_rival_figures_of_a_path(self, tmp_path):
        """The picture rivals takes subject and column after the election."""
        path = tmp_path / "rivals.svg"

        assert main(["plot", "rivals", "kz-2012-majilis", "seats", "-o", str(path)]) == 0
        assert "107 is adopted" in path.read_text(encoding="utf-8")

    def test_size_and_dots_can_be_chosen(self, tmp_path):
        """Width and height in inches by dots an inch, less the margins that are empty."""
        path = tmp_path / "chamber.png"
        size = ["--width", "4", "--height", "3", "--dpi", "50"]

        assert main(["plot", "hemicycle", "kz-2012-majilis", "-o", str(path), *size]) == 0
        wide, high = (int.from_bytes(path.read_bytes()[at : at + 4], "big") for at in (16, 20))
        assert 150 <= wide <= 215
        assert 100 <= high <= 165

    def test_other_pictures_take_no_path(self, tmp_path, capsys):
        """Words after the election are refused where they mean nothing."""
        words = ["plot", "timeline", "kz-2012-majilis", "seats", "-o", str(tmp_path / "x.png")]

        assert main(words) == 1
        assert capsys.readouterr().err == (
            "elecdata: 'seats' follows the election; only the picture rivals takes a path\n"
        )

    def test_an_unknown_format_is_refused(self, tmp_path, capsys):
        """A file name that says no known format is refused before anything is drawn."""
        assert main(["plot", "hemicycle", "kz-2012-majilis", "-o", str(tmp_path / "x.doc")]) == 1
        assert "does not end in a known format" in capsys.readouterr().err
