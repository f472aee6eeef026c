from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elecdata.curation import sheet as module
from elecdata.curation.sheet import Line, read_cell, read_sheet, read_text
from elecdata.schema import Field
from elecdata.schema.vocabulary import SEX

COLUMNS = ("id", "name", "n_seats")
LOOK_ALIKE = "Cyrillic letter 'а' (U+0430) inside a Latin word"
GOOD = b"id,name,n_seats\na,Alpha,5\n"


@pytest.fixture
def reading(tmp_path):
    """Reader of bytes as a sheet with the columns above: rows and problems, as texts."""

    def read(data):
        path = tmp_path / "s.csv"
        path.write_bytes(data)
        lines, problems = read_sheet(path, "s.csv", COLUMNS)
        return [tuple(line.cells.values()) for line in lines], [str(each) for each in problems]

    return read


class TestReadSheet:
    """`read_sheet` gives rows, and every fault in the shape of the file with its address."""

    @pytest.mark.parametrize(
        ("data", "rows"),
        [
            pytest.param(GOOD, [("a", "Alpha", "5")], id="plain"),
            pytest.param(b"id,name,n_seats\n", [], id="header alone"),
            pytest.param(b'id,name,n_seats\na,"A, B",5\n', [("a", "A, B", "5")], id="comma"),
            pytest.param(b'id,name,n_seats\na,"A ""B""",5\n', [("a", 'A "B"', "5")], id="quotes"),
            pytest.param(b"id,name,n_seats\n,,\n", [("", "", "")], id="empty cells"),
            pytest.param(
                "id,name,n_seats\na,Ақ жол,5\n".encode(), [("a", "Ақ жол", "5")], id="Kazakh"
            ),
        ],
    )
    def test_good_sheet_is_read(self, reading, data, rows):
        """Cells come back as typed, nothing trimmed."""
        assert (rows, []) == reading(data)

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            pytest.param(
                b"\xef\xbb\xbf" + GOOD,
                "1:1: file: found a byte order mark; allowed: none; run elecdata format",
                id="BOM",
            ),
            pytest.param(
                GOOD.replace(b"\n", b"\r\n"),
                "1:1: file: found a CR line end; allowed: LF line ends; run elecdata format",
                id="CRLF",
            ),
            pytest.param(
                GOOD.replace(b"5\n", b"5\r\n"),
                "2:1: file: found a CR line end; allowed: LF line ends; run elecdata format",
                id="one CRLF",
            ),
            pytest.param(
                GOOD.removesuffix(b"\n"),
                "2:1: file: found no line end after the last line; allowed: one; "
                "run elecdata format",
                id="no final line end",
            ),
        ],
    )
    def test_shape_that_the_formatter_mends_is_reported_and_read(self, reading, data, said):
        """A byte order mark or a wrong line end is a problem, and hides no row."""
        assert ([("a", "Alpha", "5")], [f"s.csv:{said}"]) == reading(data)

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            pytest.param(
                GOOD.decode().encode("utf-16"),
                "1:1: file: found UTF-16; allowed: UTF-8; save the file as UTF-8",
                id="UTF-16",
            ),
            pytest.param(
                "id,name,n_seats\na,Köln,5\n".encode("latin-1"),
                "2:4: file: found byte 0xf6; allowed: UTF-8; save the file as UTF-8",
                id="latin-1",
            ),
            pytest.param(
                b"id,name,n_seats\na,Al\0pha,5\n",
                "2:1: file: found a NUL byte; allowed: text; type the file anew",
                id="NUL",
            ),
            pytest.param(
                b"", "1:1: file: found nothing; allowed: a header: id,name,n_seats", id="empty"
            ),
            pytest.param(
                b"\n", "1:1: header: found no CSV header; allowed: id,name,n_seats", id="blank"
            ),
            pytest.param(
                b'id,"name,n_seats\n',
                "1:1: header: found no CSV header; allowed: id,name,n_seats",
                id="quotes in the header",
            ),
            pytest.param(
                b"x" * 4001 + b"\n",
                "1:1: header: found no CSV header; allowed: id,name,n_seats",
                id="over-long header",
            ),
            pytest.param(
                b"id,nam,name,n_seats\n",
                "1:4: header: found column 'nam'; allowed: id,name,n_seats; Did you mean 'name'?",
                id="unknown column",
            ),
            pytest.param(
                b"id,n_seats\n",
                "1:1: header: found no column 'name'; allowed: id,name,n_seats",
                id="missing column",
            ),
            pytest.param(
                b"id,name,name,n_seats\n",
                "1:4: header: found column 'name' twice; allowed: once",
                id="column twice",
            ),
            pytest.param(
                b"name,id,n_seats\n",
                "1:1: header: found columns in another order; allowed: id,name,n_seats; "
                "run elecdata format",
                id="other order",
            ),
            pytest.param(
                b"id;name;n_seats\n",
                "1:1: header: found ';' between cells; allowed: commas: id,name,n_seats; "
                "save the sheet as CSV with commas",
                id="semicolons",
            ),
            pytest.param(
                b"ID,name,n_seats\n",
                "1:1: header: found column 'ID'; allowed: id,name,n_seats; Did you mean 'id'?",
                id="capitals",
            ),
        ],
    )
    def test_unreadable_file_gives_no_rows(self, reading, data, said):
        """Where the columns cannot be trusted nothing is read, and the first fault is named."""
        rows, problems = reading(data)

        assert rows == []
        assert f"s.csv:{said}" == problems[0]

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            pytest.param("", "found a blank line; allowed: one row a line", id="blank"),
            pytest.param("   ", "found a blank line; allowed: one row a line", id="spaces"),
            pytest.param("b,B", "found 2 cells; allowed: 3: id,name,n_seats; %", id="too few"),
            pytest.param("b,B,5,6", "found 4 cells; allowed: 3: id,name,n_seats; %", id="too many"),
            pytest.param(
                "b,B, Gamma,5", "found 4 cells; allowed: 3: id,name,n_seats; %", id="comma"
            ),
            pytest.param(
                'b,"B,5', "found quotes that do not match; allowed: CSV; @", id="open quote"
            ),
            pytest.param('b,"B"x,5', "found quotes that do not match; allowed: CSV; @", id="after"),
            pytest.param('b,B"x,5', "found quotes that do not match; allowed: CSV; @", id="bare"),
            pytest.param(
                "b," + "x" * 3999,
                "found a line of 4,001 characters; allowed: 4,000 at most",
                id="over-long",
            ),
        ],
    )
    def test_bad_row_is_reported_and_the_others_are_read(self, reading, line, said):
        """One row amiss costs that row alone."""
        fixes = {"%": "quote a cell that holds a comma", "@": 'write " inside a quoted cell as ""'}
        for sign, fix in fixes.items():
            said = said.replace(sign, fix)
        rows, problems = reading(GOOD + f"{line}\nc,Gamma,1\n".encode())

        assert rows == [("a", "Alpha", "5"), ("c", "Gamma", "1")]
        assert [f"s.csv:3:1: row: {said}"] == problems

    def test_longest_line_is_still_read(self, reading):
        """A line of 4,000 characters is long enough for anything that people type."""
        rows, problems = reading(GOOD + b"b," + b"x" * 3996 + b",5\n")

        assert ([], 2) == (problems, len(rows))

    def test_every_fault_is_reported_at_once(self, reading):
        """Faults of the file and of its rows stand side by side."""
        _, problems = reading(b"\xef\xbb\xbf" + GOOD + b"\nb,B\nc,C,5")
        places = [problem.partition(": found")[0] for problem in problems]

        assert places == ["s.csv:1:1: file", "s.csv:5:1: file", "s.csv:3:1: row", "s.csv:4:1: row"]

    def test_line_knows_where_its_cells_begin(self, tmp_path):
        """A problem with a cell is a link to its first character, quotes included."""
        (tmp_path / "s.csv").write_bytes(b'id,name,n_seats\na,"A, B",5\n')
        [line], _ = read_sheet(tmp_path / "s.csv", "s.csv", COLUMNS)

        assert (line.number, line.starts) == (2, {"id": 1, "name": 3, "n_seats": 10})
        assert str(line.problem("x", "n_seats", "5", "6", "count again")) == (
            "s.csv:2:10: x: found 5; allowed: 6; count again"
        )

    @settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.binary(max_size=200)
        | st.text(alphabet='id,name_sea\n\r" 5\0\ufeff\u00a0').map(str.encode)
        | st.text(alphabet='a,"\n\r 5\0').map(lambda text: GOOD + text.encode())
    )
    def test_any_bytes_give_rows_or_problems(self, reading, data):
        """No file raises, and only a file without a fault gives no problem."""
        rows, problems = reading(data)

        assert problems or GOOD.startswith(data[:16])
        assert all(len(row) == 3 for row in rows)


class TestReadText:
    """`read_text` reads UTF-8 with LF line ends."""

    def test_missing_file_is_a_problem(self, tmp_path):
        """A file that is not there is reported, not raised."""
        text, [problem] = read_text(tmp_path / "none.toml", "none.toml")

        assert text == ""
        assert str(problem) == (
            "none.toml:0:0: file: found No such file or directory; allowed: a readable file"
        )

    def test_folder_is_a_problem(self, tmp_path):
        """A folder in the place of a file is reported, not raised."""
        text, problems = read_text(tmp_path, "sheet.csv")

        assert (text, len(problems)) == ("", 1)

    def test_huge_file_is_not_read(self, tmp_path, monkeypatch):
        """What no person can have typed is refused by its size."""
        monkeypatch.setattr(module, "LARGEST_FILE", 4)
        (tmp_path / "s.csv").write_bytes(GOOD)
        text, [problem] = read_text(tmp_path / "s.csv", "s.csv")

        assert text == ""
        assert str(problem) == (
            "s.csv:0:0: file: found more than 64 MiB; allowed: a sheet that people type"
        )


class TestReadCell:
    """`read_cell` types one cell strictly."""

    @pytest.mark.parametrize(
        ("field", "text", "value", "said"),
        [
            pytest.param({"kind": "integer"}, "5", 5, [], id="figure"),
            pytest.param({"kind": "text"}, "", None, [], id="empty"),
            pytest.param(
                {"kind": "text", "required": True},
                "",
                None,
                ["found an empty cell; allowed: What it is."],
                id="empty but required",
            ),
            pytest.param(
                {"kind": "integer"},
                "5 ",
                None,
                ["found '5 ': space at the end; allowed: clean text; remove it"],
                id="space",
            ),
            pytest.param(
                {"kind": "text"},
                "se\u0430t",
                None,
                ["found 'seаt': " + LOOK_ALIKE + "; allowed: clean text; type the cell anew"],
                id="look-alike",
            ),
            pytest.param(
                {"kind": "integer"},
                "five",
                None,
                ["found 'five'; allowed: digits without separators, such as 1234"],
                id="no figure",
            ),
            pytest.param(
                {"kind": "category", "vocabulary": SEX},
                "femal",
                None,
                ["found 'femal'; allowed: one of female, male; Did you mean 'female' or 'male'?"],
                id="near a term",
            ),
        ],
    )
    def test_cell_is_typed_or_reported(self, field, text, value, said):
        """A value, or a problem with the place, what was found and what is allowed."""
        line = Line("s.csv", 7, {"x": text}, {"x": 3})
        found, problems = read_cell(line, Field("x", description="What it is.", **field), "row")

        assert value == found
        assert [f"s.csv:7:3: row.x: {each}" for each in said] == [str(p) for p in problems]
