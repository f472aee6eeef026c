"""SPSS: labels, declared missing values with their reasons, notes in the file's documents."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path
from typing import Any

from elecdata.disk import refusals
from elecdata.errors import ExportError, MissingExtraError
from elecdata.exports.coding import MEANINGS, Coded, coded
from elecdata.exports.notes import label, note
from elecdata.exports.part import Part

# Far from any figure; a column that held one of them could not be written.
MARKS = {"not_found": -999997.0, "not_applicable": -999998.0, "not_yet": -999999.0}
TEXT_MARKS = {why: f"{mark:.0f}" for why, mark in MARKS.items()}
FIRST_DAY = date(1582, 10, 14)
SECONDS = 86400  # SPSS counts seconds
LABEL = 255  # bytes that SPSS keeps of a label
TEXT = 32767  # bytes that SPSS keeps of a text
LINE = 80  # bytes of a line of the documents
FORMATS = {"day": "SDATE10", "coded": "F8.0"}


def write(part: Part, path: Path) -> None:
    """Write a table as an SPSS dataset.

    Terms and booleans become numbers with value labels, days dates. Empty cells are -999997 (not
    found), -999998 (not applicable) or -999999 (not yet) where the reason is recorded, declared as
    missing and labelled, else system-missing.

    Raises
    ------
    ExportError
        When a text is longer than SPSS can hold.
    """
    try:
        import pyreadstat
    except ImportError as error:
        raise MissingExtraError("pyreadstat", "SPSS", "spss") from error
    columns = [_column(part, name) for name in part.table.columns]
    with refusals(pyreadstat.ReadstatError, pyreadstat.PyreadstatError):
        pyreadstat.write_sav(
            _frame(columns),
            str(path),
            file_label=label(f"elecdata: {part.table.description}", 64, "bytes"),
            column_labels={
                each.name: label(each.field.description, LABEL, "bytes") for each in columns
            },
            note=_documents(part, columns),
            variable_value_labels={each.name: _labels(each) for each in columns if _labels(each)},
            missing_ranges={each.name: list(each.marks) for each in columns if each.marks},
            variable_measure={each.name: _measure(each) for each in columns},
            variable_format={
                each.name: _format(each) for each in columns if each.storage != "text"
            },
        )


def _column(part: Part, name: str) -> Coded:
    """A column as SPSS holds it: days in seconds, texts within its limit."""
    field = part.table[name]
    found = coded(part, field, MARKS, FIRST_DAY)
    if found.storage == "text":
        found = coded(part, field, TEXT_MARKS, FIRST_DAY)
        longest = max((len(value.encode()) for value in found.values if value), default=0)
        if longest > TEXT:
            raise ExportError(
                f"{part.table.name}.{name} holds a text of {longest:,} bytes, and SPSS has room "
                f"for {TEXT:,}; export to another format"
            )
    if found.storage == "day":
        marked = set(found.marks)
        found.values[:] = [
            value if value is None or value in marked else value * SECONDS for value in found.values
        ]
    return found


def _frame(columns: list[Coded]) -> Any:
    """Columns as a frame of floats and texts."""
    import pandas as pd

    return pd.DataFrame(
        {
            each.name: pd.Series(each.values, dtype=object if each.storage == "text" else float)
            for each in columns
        }
    )


def _labels(column: Coded) -> dict[Any, str]:
    """What numbers and marks of a column stand for."""
    return column.labels | {mark: MEANINGS[why].rstrip(".") for mark, why in column.marks.items()}


def _measure(column: Coded) -> str:
    """Level of measurement."""
    return "scale" if column.storage in {"number", "day"} else "nominal"


def _format(column: Coded) -> str:
    """How SPSS shows a column."""
    return FORMATS.get(column.storage, "F12.0" if column.field.kind == "integer" else "F12.4")


def _documents(part: Part, columns: list[Coded]) -> list[str]:
    """Table and columns as the registry describes them, in lines that SPSS can hold."""
    texts = [part.table.description]
    texts += [f"{each.name}: {note(part.table, each.field)}" for each in columns]
    # A letter takes up to four bytes; only a text without any such can fill the line.
    return [
        line
        for text in texts
        for line in textwrap.wrap(
            text, LINE if text.isascii() else LINE // 4, subsequent_indent="  "
        )
    ]
