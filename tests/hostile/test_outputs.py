"""What leaves the package: no formula, no markup, no escape of a terminal, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pyarrow as pa
import pytest

import elecdata
from elecdata.cli import main
from elecdata.cli.annotations import annotated
from elecdata.errors import ExportError, Problem, UnknownNameError
from elecdata.exports.delimited import write as write_csv
from elecdata.exports.excel import write as write_excel
from elecdata.exports.part import Part
from elecdata.provenance import Explanation
from elecdata.schema import TABLES

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\tx",
    "\rx",
    "\nx",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
)
posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no /dev on Windows")


def part_of(**cells):
    """A table of regions with one row."""
    table = TABLES["regions"]
    row = dict.fromkeys(table.columns) | {"region_id": "r"} | cells
    rows = pa.Table.from_pylist([row], pa.schema([(n, pa.string()) for n in table.columns]))
    return Part(table, rows, name="regions", columns={n: n for n in table.columns})


def run(command, **options):
    """Run words of a shell, and give exit status and standard error."""
    done = subprocess.run(
        ["bash", "-c", command.replace("elecdata", f"'{sys.executable}' -m elecdata")],
        capture_output=True,
        env=os.environ | options.pop("env", {}),
        check=False,
        **options,
    )
    return done.returncode, done.stdout, done.stderr.decode()


class TestFormulas:
    """A cell is a text where it is exported, whatever it begins with."""

    @pytest.mark.parametrize("text", FORMULAS)
    def test_csv_holds_the_data_and_guards_on_demand(self, tmp_path, text):
        """By default nothing is changed; with a guard, what a spreadsheet would run has one."""
        write_csv(part_of(name=text), tmp_path / "plain.csv")
        write_csv(part_of(name=text), tmp_path / "guarded.csv", guard=True)

        assert text in (tmp_path / "plain.csv").read_bytes().decode()
        assert f"'{text}" not in (tmp_path / "plain.csv").read_bytes().decode()
        assert f"'{text}" in (tmp_path / "guarded.csv").read_bytes().decode()

    @pytest.mark.parametrize("text", [t for t in FORMULAS if t[0] != "\r"])
    def test_excel_holds_texts(self, tmp_path, required, text):
        """No cell of a workbook is a formula."""
        openpyxl = required("openpyxl")
        write_excel([part_of(name=text)], tmp_path / "book.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")["regions"]
        [cell] = [
            c for row in sheet.iter_rows(min_row=2) for c in row if c.value not in (None, "r")
        ]

        assert (cell.data_type, cell.value) == ("s", text)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("a\x0bb", "regions.name holds the character U+000B, for which Excel has no room; "),
            ("a\x00b", "regions.name holds the character U+0000, for which Excel has no room; "),
        ],
    )
    def test_what_excel_cannot_hold_is_told(self, tmp_path, required, text, said):
        """A control character is an error with its column, not a broken workbook."""
        required("openpyxl")

        with pytest.raises(ExportError) as told:
            write_excel([part_of(name=text)], tmp_path / "book.xlsx")
        assert str(told.value) == f"{said}export to another format"


class TestNotebook:
    """Names are names on a page, not markup."""

    def test_markup_and_formulas_of_texts_stay_texts(self):
        """Tags are escaped, marks of direction are shown, and $ begins no formula."""
        row = dict.fromkeys(("standing", "value", "stage", "base", "kind", "where"), "x")
        row |= {"as_printed": "<img src=x onerror=alert(1)>\u202e", "source": "$x^2$ & <b>"}
        shown = Explanation(
            "results", "a", "votes", "<script>", 1, "", [row], None, 'a "quote" <i>'
        )._repr_html_()

        assert shown.startswith('<div class="tex2jax_ignore mathjax_ignore"><p><b>&lt;script&gt;')
        assert "<td>&lt;img src=x onerror=alert(1)&gt;\\u202e</td>" in shown
        assert "<td>$x^2$ &amp; &lt;b&gt;</td>" in shown
        assert "a &quot;quote&quot; &lt;i&gt;" in shown


class TestMessages:
    """Messages are visible, short, and lines of their own."""

    def test_errors_show_what_cannot_be_seen(self):
        """A name with escapes is told by their codes, a long one is cut."""
        assert str(elecdata.ElecdataError("a\x1b[31m\u202eb\nc\udcff")) == (
            "a\\x1b[31m\\u202eb\nc\\udcff"
        )
        assert str(UnknownNameError("table", "x" * 9000, ["results"])) == (
            f"no table named '{'x' * 99}... (9,002 characters). Known: results."
        )

    def test_an_annotation_holds_no_second_command(self):
        """A cell with line ends stays inside the message."""
        problem = Problem("a.csv", 1, 2, "w,x:y", "1\r\n::set-env name=A::\x1b%", "text")

        assert annotated([problem]) == [
            (
                "::error file=a.csv,line=1,col=2,title=w%2Cx%3Ay::"
                "found 1\\r\\n::set-env name=A::\\x1b%25; allowed: text"
            )
        ]
        assert str(replace(problem, file="::stop-commands::x")).startswith("./::stop-commands")


@posix
class TestStreams:
    """The command line ends in a line, whatever its streams are."""

    def test_kazakh_letters_under_the_c_locale(self):
        """Names come out as UTF-8, not as a traceback."""
        env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        status, out, err = run("elecdata load names --format csv", env=env)

        assert (status, err) == (0, "")
        assert "Қ" in out.decode()

    def test_a_reader_that_has_seen_enough(self):
        """`| head` is no error."""
        command = "elecdata load claims --format csv | head -1; exit ${PIPESTATUS[0]}"
        status, out, err = run(command)

        assert (status, out.count(b"\n"), err) == (0, 1, "")

    def test_a_full_disk(self):
        """What cannot be written is told in a line, with exit status 1."""
        if not os.path.exists("/dev/full"):  # noqa: PTH110  macOS has none
            pytest.skip("there is no /dev/full")

        assert run("elecdata load elections > /dev/full") == (
            1,
            b"",
            "elecdata: the output cannot be written (No space left on device)\n",
        )

    def test_a_closed_output(self):
        """Whoever closes the output wants the exit status alone."""
        assert run("elecdata load elections >&-") == (0, b"", "")

    def test_unknown_words_are_shown(self, capsys):
        """An escape in an argument does not reach the terminal."""
        with pytest.raises(SystemExit) as end:
            main(["tables", "--colour\x1b[31m"])
        assert end.value.code == 2
        assert capsys.readouterr().err == (
            "elecdata: unrecognized arguments: --colour\\x1b[31m\ntry: elecdata --help\n"
        )
