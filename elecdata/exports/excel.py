"""Excel: a sheet a table, a comment on every heading, texts never formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elecdata.disk import refusals
from elecdata.errors import ExportError, MissingExtraError
from elecdata.exports.coding import EXACT
from elecdata.exports.notes import note
from elecdata.exports.part import Part

if TYPE_CHECKING:
    from elecdata.schema import Field

ROWS, TEXT = 1_048_576, 32_767  # rows of a sheet, characters of a cell
FIRST_DAY = date(1900, 3, 1)  # Excel believes in 29 February 1900, so earlier days are a day off.
WIDEST = 40
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not in XML either


def write(parts: Sequence[Part], path: Path) -> None:
    """Write tables as an Excel workbook, a sheet each.

    Headings carry what the registry says of the column. Numbers are numbers, days are days,
    everything else is text, whatever it begins with; a missing value is an empty cell.

    Raises
    ------
    ExportError
        When a table, a text, a number or a day is beyond what Excel holds.
    """
    try:
        import openpyxl  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("openpyxl", "Excel", "excel") from error
    for part in parts:  # all before the first is written: openpyxl cannot stop half way in peace
        _check_size(part)
        for name in part.table.columns:
            for value in part.rows[name].to_pylist():
                _check(value, f"{part.table.name}.{name}")
    with refusals(*_refused()):  # openpyxl keeps each sheet in a temporary file
        data = _book(parts)
    path.write_bytes(data)


def _book(parts: Sequence[Part]) -> bytes:
    """The workbook as bytes."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for part in parts:
        sheet = book.create_sheet(part.name)
        sheet.freeze_panes = "A2"
        for place, name in enumerate(part.table.columns, 1):
            values = part.rows[name].slice(0, 100).to_pylist()
            width = _width(part.columns[name], values)
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.append([_heading(sheet, part, field) for field in part.table.fields])
        for row in part.records():
            sheet.append([_cell(sheet, value) for value in row])
    data = io.BytesIO()  # on a full disk openpyxl would leave an archive that cannot be closed
    book.save(data)
    return data.getvalue()


def _refused() -> tuple[type[Exception], ...]:
    """What openpyxl raises through lxml, which it uses where that is installed."""
    try:
        from lxml.etree import LxmlError
    except ImportError:
        return ()
    return (LxmlError,)


def _heading(sheet: Any, part: Part, field: Field) -> Any:
    """The heading of a column, with what the registry says of it."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, part.columns[field.name])
    cell.font = Font(bold=True)
    cell.comment = Comment(note(part.table, field), "elecdata", height=120, width=300)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    """A value as Excel holds it."""
    from openpyxl.cell import WriteOnlyCell

    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        # As a number it would be written with 16 digits, and a share may need 17.
        cell = WriteOnlyCell(sheet, repr(value))
        cell.data_type = "n"
        return cell
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # also what begins like a formula or reads like an error
    else:
        cell.number_format = "yyyy-mm-dd"
    return cell


def _width(name: str, values: list[Any]) -> int:
    """Width of a column in characters."""
    return min(max(len(name), *(len(str(value)) for value in values if value), 0) + 2, WIDEST)


def _check_size(part: Part) -> None:
    """The table fits on a sheet."""
    if part.rows.num_rows >= ROWS:
        raise ExportError(
            f"table {part.table.name!r} has {part.rows.num_rows:,} rows, and a sheet of Excel has "
            f"room for {ROWS - 1:,}; export to another format, or fewer elections"
        )


def _check(value: Any, name: str) -> None:
    """The value fits in a cell."""
    if isinstance(value, str) and len(value) > TEXT:
        raise ExportError(
            f"{name} holds a text of {len(value):,} characters, and a cell of Excel has room for "
            f"{TEXT:,}; export to another format"
        )
    odd = _UNWRITABLE.search(value) if isinstance(value, str) else None
    if odd is not None:
        raise ExportError(
            f"{name} holds the character U+{ord(odd[0]):04X}, for which Excel has no room; export "
            "to another format"
        )
    if isinstance(value, float) and not isfinite(value):
        raise ExportError(f"{name} holds {value}, for which Excel has no number")
    if isinstance(value, int) and abs(value) > EXACT:
        raise ExportError(
            f"{name} holds {value}, too large to be held exactly by Excel; export to another format"
        )
    if isinstance(value, date) and value < FIRST_DAY:
        raise ExportError(
            f"{name} holds {value}, a day before {FIRST_DAY}, which Excel does not count rightly; "
            "export to another format"
        )
