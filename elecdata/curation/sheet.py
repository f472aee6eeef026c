"""Read a coding sheet strictly: nothing trimmed, nothing guessed, every fault with its address."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from elecdata.errors import Problem, near
from elecdata.schema import Field
from elecdata.schema.values import Value, parse, stray
from elecdata.store import file_bytes

LONGEST_LINE = 4_000
LARGEST_FILE = 64 * 2**20
TOO_LARGE = "more than 64 MiB"
MOST = 500  # problems of one kind in one sheet


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its cells, and where each begins."""

    file: str
    number: int
    cells: dict[str, str]
    starts: dict[str, int]

    def problem(self, where: str, column: str, found: str, allowed: str, fix: str = "") -> Problem:
        """A problem with one of the cells."""
        at = self.starts.get(column, 1)
        return Problem(self.file, self.number, at, where, found, allowed, fix)


def read_text(path: Path, file: str) -> tuple[str, list[Problem]]:
    """Text of a file in UTF-8 with LF line ends, or what is wrong with its bytes.

    Parameters
    ----------
    path : Path
        File to read.
    file : str
        Name to use in problems.

    Returns
    -------
    text : str
        Empty when the bytes cannot be read.
    problems : list of Problem
        Encoding, byte order mark, line ends, control characters, missing last line end.
    """

    def wrong(line: int, column: int, found: str, allowed: str, fix: str = "") -> Problem:
        return Problem(file, line, column, "file", found, allowed, fix)

    try:
        data = sheet_bytes(path, path.parents[len(Path(file).parts) - 1])
    except (OSError, ValueError) as error:
        allowed = "a sheet that people type" if TOO_LARGE in str(error) else "a readable file"
        return "", [wrong(0, 0, reason(error), allowed)]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [wrong(1, 1, "UTF-16", "UTF-8", "save the file as UTF-8")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        found = f"byte 0x{data[error.start]:02x}"
        return "", [wrong(line, column, found, "UTF-8", "save the file as UTF-8")]
    problems = []
    if text.startswith("\ufeff"):
        text = text[1:]
        problems.append(wrong(1, 1, "a byte order mark", "none", "run elecdata format"))
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        problems.append(wrong(line, 1, "a CR line end", "LF line ends", "run elecdata format"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return "", [*problems, wrong(line, 1, "a NUL byte", "text", "type the file anew")]
    if text and not text.endswith("\n"):
        line = text.count("\n") + 1
        problems.append(
            wrong(line, 1, "no line end after the last line", "one", "run elecdata format")
        )
    return text, problems


def sheet_bytes(path: Path, root: Path) -> bytes:
    """Bytes of a sheet, which lies in its folder: messages quote it, and no other file.

    Raises
    ------
    OSError
        When there is none, it is no file, is too large, or is a link that leads elsewhere.
    """
    try:
        is_inside = path.resolve().is_relative_to(root.resolve())
    except RuntimeError as error:  # before Python 3.13 a circle of links
        raise OSError(str(error)) from error
    if not is_inside:
        raise OSError("a link that leads out of the folder")
    if path.stat().st_size > LARGEST_FILE:
        raise OSError(TOO_LARGE)
    return file_bytes(path)


def reason(error: Exception) -> str:
    """Why a file cannot be read, without its name."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def first(problems: Iterable[Problem]) -> list[Problem]:
    """The first problems of a sheet; where there are more, the last one says so."""
    found = list(islice(problems, MOST + 1))
    if len(found) > MOST:
        last, fix = found[MOST], "mend those above, then check again"
        some = f"more than {MOST} problems; what follows was not looked at"
        found[MOST] = Problem(last.file, last.line, last.column, "file", some, "none", fix)
    return found


def _split(line: str) -> list[tuple[str, int]] | None:
    """Cells of one line of CSV with the column at which each begins; None when quotes are off."""
    try:
        [cells] = csv.reader(io.StringIO(line), strict=True)
    except (csv.Error, ValueError):
        return None
    starts, at, quoted = [1], 1, False
    for place, character in enumerate(line, start=1):
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            at = place + 1
            starts.append(at)
    return list(zip(cells, starts, strict=True)) if len(starts) == len(cells) else None


def read_sheet(path: Path, file: str, columns: Sequence[str]) -> tuple[list[Line], list[Problem]]:
    """Rows of a CSV sheet with exactly the given columns.

    Parameters
    ----------
    path : Path
        File to read.
    file : str
        Name to use in problems.
    columns : sequence of str
        Columns that the sheet must have, in order.

    Returns
    -------
    lines : list of Line
        Rows that have the right number of cells.
    problems : list of Problem
        All that is wrong with the shape of the file; cells are not looked into.
    """
    text, problems = read_text(path, file)
    if not text:
        if not problems:
            problems.append(
                Problem(file, 1, 1, "file", "nothing", "a header: " + ",".join(columns))
            )
        return [], problems
    rows = text.removesuffix("\n").split("\n")
    wrong_header = _header_problems(file, rows[0], columns)
    if wrong_header:
        return [], problems + wrong_header
    lines: list[Line] = []
    problems += first(_row_problems(rows[1:], file, columns, lines))
    return lines, problems


def _row_problems(
    rows: Sequence[str], file: str, columns: Sequence[str], lines: list[Line]
) -> Iterator[Problem]:
    """What is wrong with the shape of rows; those of the right shape are added to lines."""
    for number, row in enumerate(rows, start=2):
        cells = _split(row) if len(row) <= LONGEST_LINE else None
        if not row.strip():
            yield Problem(file, number, 1, "row", "a blank line", "one row a line")
        elif len(row) > LONGEST_LINE:
            found = f"a line of {len(row):,} characters"
            yield Problem(file, number, 1, "row", found, f"{LONGEST_LINE:,} at most")
        elif cells is None:
            fix = 'write " inside a quoted cell as ""'
            yield Problem(file, number, 1, "row", "quotes that do not match", "CSV", fix)
        elif len(cells) != len(columns):
            found, allowed = f"{len(cells)} cells", f"{len(columns)}: {','.join(columns)}"
            fix = "quote a cell that holds a comma"
            yield Problem(file, number, 1, "row", found, allowed, fix)
        else:
            values = dict(zip(columns, (cell for cell, _ in cells), strict=True))
            starts = dict(zip(columns, (start for _, start in cells), strict=True))
            lines.append(Line(file, number, values, starts))


def _header_problems(file: str, header: str, columns: Sequence[str]) -> list[Problem]:
    """What is wrong with the first line of a sheet."""
    cells = _split(header) if len(header) <= LONGEST_LINE else None
    if cells is None:
        return [Problem(file, 1, 1, "header", "no CSV header", ",".join(columns))]
    names = [name for name, _ in cells]
    if names == list(columns):
        return []
    problems = []
    mark = next((each for each in ";\t" if each in header), "") if len(cells) == 1 else ""
    if mark:
        found, fix = f"{mark!r} between cells", "save the sheet as CSV with commas"
        return [Problem(file, 1, 1, "header", found, "commas: " + ",".join(columns), fix)]
    for name, start in cells:
        if name not in columns:
            hint = near(name, columns).partition(" Known")[0].strip()
            problems.append(
                Problem(file, 1, start, "header", f"column {name!r}", ",".join(columns), hint)
            )
        elif names.count(name) > 1 and names.index(name) == [s for _, s in cells].index(start):
            problems.append(Problem(file, 1, start, "header", f"column {name!r} twice", "once"))
    missing = [name for name in columns if name not in names]
    if missing:
        found = "no column " + ", ".join(repr(name) for name in missing)
        problems.append(Problem(file, 1, 1, "header", found, ",".join(columns)))
    if not problems:
        found = "columns in another order"
        problems.append(
            Problem(file, 1, 1, "header", found, ",".join(columns), "run elecdata format")
        )
    return problems


def read_cell(line: Line, field: Field, where: str) -> tuple[Value | None, list[Problem]]:
    """Typed value of one cell; an empty cell is None, and a problem where it is required."""
    text = line.cells[field.name]
    address = f"{where}.{field.name}"
    if text == "":
        if field.nullable:
            return None, []
        return None, [line.problem(address, field.name, "an empty cell", field.description)]
    odd = stray(text)
    if odd:
        fix = "type the cell anew" if "letter" in odd else "remove it"
        return None, [line.problem(address, field.name, f"{text!r}: {odd}", "clean text", fix)]
    value, allowed = parse(field, text)
    if value is None:
        terms = list(field.vocabulary.terms) if field.vocabulary else []
        hint = near(text, terms).partition(" Known")[0].strip()
        return None, [line.problem(address, field.name, repr(text), allowed, hint)]
    return value, []
