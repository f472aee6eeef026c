"""What must hold whatever the input: a problem has an address, and no filled cell becomes empty."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from elecdata.curation.sheet import Line
    from elecdata.errors import Problem
    from elecdata.inspection.origin import Origin
    from elecdata.schema import Field

LONGEST = 12_000  # characters of one message
_ADDRESS = re.compile(r"[^:]+:\d+:\d+: [^:]*.*: found .+; allowed: .+")


class BrokenPromiseError(AssertionError):
    """Something that elecdata promises of any input does not hold."""


def promise(holds: object, what: str) -> None:
    """Raise when a promise is broken."""
    if not holds:
        raise BrokenPromiseError(what)


def check_problems(problems: Iterable[Problem]) -> None:
    """Each problem is one line that can be printed, with the place and all its parts."""
    for problem in problems:
        said = str(problem)
        promise(said.isprintable(), f"a message that cannot be printed: {said[:200]!r}")
        promise(len(said) <= LONGEST, f"a message of {len(said)} characters")
        promise(_ADDRESS.match(said), f"a message without address or part: {said[:200]}")
        promise(not said.startswith(("::", "##[")), f"a command to GitHub: {said[:200]}")


def check_message(error: Exception) -> None:
    """An error says something, and nothing that cannot be printed."""
    said = str(error)
    promise(said, f"a {type(error).__name__} that says nothing")
    promise(said.replace("\n", "").isprintable(), f"unprintable: {said[:200]!r}")


def check_value(field: Field, text: str, value: Any, allowed: str) -> None:
    """A value that was read is the one that was written; one that was not has a reason."""
    promise((value is None) == bool(allowed), f"{text!r} as {field.kind}: {value!r}, {allowed!r}")
    if value is None:
        return
    written = value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, bool):
        written = written.lower()
    if isinstance(value, float):
        promise(math.isfinite(value) and value == float(text), f"{text!r} became {value!r}")
    else:
        promise(written == text, f"{text!r} became {value!r}")


def check_rows(
    lines: Sequence[Line], rows: Sequence[Mapping[str, Any]], problems: Iterable[Problem]
) -> None:
    """A filled cell of a line without a problem is filled in its row."""
    wrong = {problem.line for problem in problems}
    for line, row in zip(lines, rows, strict=True):
        lost = [name for name, text in line.cells.items() if text and row.get(name) is None]
        promise(not lost or line.number in wrong, f"line {line.number} lost {lost}")


def check_columns(origin: Origin, known: Iterable[str], data: bytes) -> None:
    """Columns of a CSV file have as many empty cells as the file, told without Arrow."""
    text = data.decode("utf-8-sig", "replace")
    if {'"', "\r", "\0"} & set(text):
        return  # what ends a line or a cell is then a question of dialect
    header, *rows = csv.reader(io.StringIO(text))
    for name in known:
        if name in header:
            place = header.index(name)
            empty = sum(row[place] == "" for row in rows if row)
            lost = origin.read(name).is_null(nan_is_null=True).to_pylist().count(True) - empty
            promise(lost <= sum(not row for row in rows), f"{lost} filled cells of {name} are null")
