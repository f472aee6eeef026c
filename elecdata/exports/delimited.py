"""CSV."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from elecdata.exports.part import Part

# What a spreadsheet takes for the start of a formula; those of full width in East Asian versions.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write(part: Part, path: Path, *, guard: bool = False) -> None:
    """Write a table as CSV: UTF-8, commas, one header line, empty cells where values are missing.

    Parameters
    ----------
    part : Part
        The table.
    path : Path
        Where to.
    guard : bool
        Put ``'`` before a text that a spreadsheet would take for a formula. The file is then safe
        to open there and no longer holds exactly what the table holds.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(part.columns.values())
        lines.writerows([_cell(value, guard=guard) for value in row] for row in part.records())


def _cell(value: Any, *, guard: bool) -> Any:
    """A value as CSV holds it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if guard and isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
