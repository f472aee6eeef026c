"""DuckDB: every table with its keys, and a comment on every table and column."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from elecdata.disk import refusals
from elecdata.errors import MissingExtraError
from elecdata.exports.keys import ForeignKey, foreign_keys, in_order
from elecdata.exports.notes import note
from elecdata.exports.part import Part
from elecdata.schema.field import Kind

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TYPES: dict[Kind, str] = {
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
}


def opened(path: str, purpose: str) -> DuckDBPyConnection:
    """A connection to a database.

    Raises
    ------
    MissingExtraError
        When DuckDB is not installed.
    """
    connection: DuckDBPyConnection = _library(purpose).connect(path)
    return connection


def _library(purpose: str) -> ModuleType:
    """DuckDB, or what it is needed for."""
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError("duckdb", purpose) from error
    return duckdb


def write(parts: Sequence[Part], path: Path) -> None:
    """Write tables as a DuckDB database with primary and foreign keys and comments.

    A table of DuckDB may refer only to tables made before it, so references within a table, and
    those that close a circle (``claims`` and ``rulings``), are columns without a key.
    """
    keys = foreign_keys(parts)
    made = set[str]()
    duckdb = _library("DuckDB")
    refused = refusals(duckdb.IOException, duckdb.TransactionException)
    with refused, closing(duckdb.connect(str(path))) as connection:
        for part in in_order(parts, keys):
            kept = [key for key in keys[part.table.name] if key.table in made]
            connection.execute(_definition(part, kept))
            connection.register("_rows", part.rows)
            connection.execute(f'INSERT INTO "{part.name}" SELECT * FROM _rows')
            connection.unregister("_rows")
            comment(connection, part, "TABLE")
            made.add(part.table.name)


def comment(connection: DuckDBPyConnection, part: Part, kind: str) -> None:
    """Explain a table or view and its columns within the database."""
    connection.execute(f'COMMENT ON {kind} "{part.name}" IS {_text(part.table.description)}')
    for field in part.table.fields:
        column = f'"{part.name}"."{part.columns[field.name]}"'
        connection.execute(f"COMMENT ON COLUMN {column} IS {_text(note(part.table, field))}")


def _definition(part: Part, keys: Sequence[ForeignKey]) -> str:
    """The statement that makes a table."""
    lines = []
    for field in part.table.fields:
        never = "" if field.nullable else " NOT NULL"
        lines.append(f'"{part.columns[field.name]}" {TYPES.get(field.kind, "VARCHAR")}{never}')
    columns = ", ".join(f'"{part.columns[name]}"' for name in part.table.key)
    lines.append(f"PRIMARY KEY ({columns})")
    lines += [
        f'FOREIGN KEY ("{key.column}") REFERENCES "{key.table}" ("{key.references}")'
        for key in keys
    ]
    return f'CREATE TABLE "{part.name}" ({", ".join(lines)})'


def _text(text: str) -> str:
    """A text in SQL."""
    quoted = text.replace("'", "''")
    return f"'{quoted}'"
