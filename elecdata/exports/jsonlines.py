"""JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

from elecdata.exports.part import Part


def write(part: Part, path: Path) -> None:
    """Write a table as JSON Lines: an object a row, null where a value is missing, days as text."""
    names = list(part.columns.values())
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in part.records():
            record = dict(zip(names, row, strict=True))
            file.write(json.dumps(record, ensure_ascii=False, default=str) + "\n")
