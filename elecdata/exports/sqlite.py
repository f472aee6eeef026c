"""SQLite: every table with its keys, and its columns explained in the definition."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from elecdata.disk import refusals
from elecdata.exports.keys import ForeignKey, foreign_keys
from elecdata.exports.notes import note
from elecdata.exports.part import Part
from elecdata.schema.field import Kind

# SQLite stores a DATE as the text it is given and a BOOLEAN as 0 or 1; drivers know the names.
TYPES: dict[Kind, str] = {
    "integer": "INTEGER",
    "number": "REAL",
    "date": "DATE",
    "boolean": "BOOLEAN",
}


def write(parts: Sequence[Part], path: Path) -> None:
    """Write tables as an SQLite database with primary and foreign keys.

    Days are texts (``2012-01-15``), booleans 0 and 1. What the registry says of each column is a
    comment in its ``CREATE TABLE``, and a row of the table ``codebook``.
    """
    keys = foreign_keys(parts)
    refused = refusals(sqlite3.OperationalError)
    with refused, closing(sqlite3.connect(path)) as connection, connection:
        for part in parts:
            connection.execute(definition(part, keys[part.table.name]))
            marks = ", ".join("?" * len(part.table.columns))
            rows = ([_cell(value) for value in row] for row in part.records())
            connection.executemany(f'INSERT INTO "{part.name}" VALUES ({marks})', rows)


def definition(part: Part, keys: Sequence[ForeignKey]) -> str:
    """The statement that makes a table, with a comment on every column."""
    lines = [f"-- {part.table.description}", f'CREATE TABLE "{part.name}" (']
    for field in part.table.fields:
        kind = TYPES.get(field.kind, "TEXT")
        never = "" if field.nullable else " NOT NULL"
        lines.append(f"  -- {note(part.table, field)}")
        lines.append(f'  "{part.columns[field.name]}" {kind}{never},')
    lines += [
        f'  FOREIGN KEY ("{key.column}") REFERENCES "{key.table}" ("{key.references}"),'
        for key in keys
    ]
    columns = ", ".join(f'"{part.columns[name]}"' for name in part.table.key)
    # SQLite keeps the text of a definition from CREATE TABLE on, so the first comment goes inside.
    first, second, *rest = lines
    return "\n".join([second, f"  {first}", *rest, f"  PRIMARY KEY ({columns})", ")"])


def _cell(value: Any) -> Any:
    """A value as SQLite holds it."""
    return value.isoformat() if isinstance(value, date) else value
