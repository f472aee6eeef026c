"""Gather what is exported: tables in a view, why cells are empty, what describes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from elecdata.dataset import opened
from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.exports.names import Limit, shortened
from elecdata.exports.notes import ABOUT, CODEBOOK, TERMS, codebook_rows, term_rows
from elecdata.exports.part import Part
from elecdata.loading import FILTERS, load
from elecdata.schema import TABLES
from elecdata.schema.arrow import arrow_schema

if TYPE_CHECKING:
    from elecdata.schema import Table

LICENCE = "CC0-1.0"


def chosen(tables: str | Iterable[str] | None) -> list[str]:
    """Names of the tables asked for, each once, all by default.

    Raises
    ------
    UnknownNameError
        When there is no such table.
    InvalidArgumentError
        When none is named.
    """
    if tables is None:
        return list(TABLES)
    names = list(dict.fromkeys([tables] if isinstance(tables, str) else tables))
    for name in names:
        if name not in TABLES:
            raise UnknownNameError("table", name, TABLES)
    if not names:
        raise InvalidArgumentError("tables is empty; name at least one, or leave it out for all")
    return names


def parts_of(names: Iterable[str], filters: Mapping[str, Any]) -> list[Part]:
    """Tables as `load` gives them, with what is recorded of their empty cells.

    Parameters
    ----------
    names : iterable of str
        Tables.
    filters : mapping
        As `load` takes them. Those that choose elections leave a table whole that is not about
        elections, such as ``parties``.
    """
    asked = {name: value for name, value in filters.items() if value is not None}
    asked["data"] = opened(asked.get("data"))  # once: all tables are of one build
    loaded = {name: _loaded(name, asked) for name in names}
    missing = _loaded("missing", asked) if {"elections", "results"} & set(loaded) else None
    reasons: dict[str, dict[tuple[str, str], str]] = {}
    for row in missing.to_pylist() if missing is not None else ():
        cells = reasons.setdefault(row["table_name"], {})
        cells[row["row_key"], row["column_name"]] = row["missing"]
    return [Part(TABLES[name], rows, reasons.get(name, {})) for name, rows in loaded.items()]


def _loaded(name: str, filters: Mapping[str, Any]) -> Any:
    """Rows of one table, by those filters that apply to it."""
    about = "election_id" in TABLES[name].by_name
    kept = {key: value for key, value in filters.items() if about or key not in FILTERS}
    return load(name, backend="pyarrow", **kept)


def described(parts: Iterable[Part], columns: Limit | None) -> list[Part]:
    """The same tables, followed by those that describe them: codebook, terms, about."""
    parts = list(parts)
    known = [*(part.table for part in parts), CODEBOOK, TERMS, ABOUT]
    spelt = {
        table.name: shortened(table.columns, columns, f"table {table.name!r}") for table in known
    }
    codebook = [row for table in known for row in codebook_rows(table, spelt[table.name])]
    terms = [row for table in known for row in term_rows(table)]
    about = [{"item": item, "value": value} for item, value in provenance(parts).items()]
    return [*parts, _part(CODEBOOK, codebook), _part(TERMS, terms), _part(ABOUT, about)]


def _part(table: Table, rows: list[dict[str, Any]]) -> Part:
    """Rows of our own as a table."""
    import pyarrow as pa

    return Part(table, pa.Table.from_pylist(rows, schema=arrow_schema(table)))


def named(parts: Iterable[Part], tables: Limit | None, columns: Limit | None) -> list[Part]:
    """The same tables, with the names that they and their columns have in the file.

    Raises
    ------
    ExportError
        When two names would become one.
    """
    parts = list(parts)
    names = shortened([part.table.name for part in parts], tables, "tables")
    return [
        replace(
            part,
            name=names[part.table.name],
            columns=shortened(part.table.columns, columns, f"table {part.table.name!r}"),
        )
        for part in parts
    ]


def provenance(parts: Iterable[Part]) -> dict[str, str]:
    """Which data these are: version, licence, what was chosen, digest of every published table."""
    found: dict[str, str] = {}
    digests: dict[str, str] = {}
    for part in parts:
        said = json.loads((part.rows.schema.metadata or {}).get(b"elecdata", b"{}"))
        if said:
            found["version"] = said["version"]
            digests[f"digest of {said['table']}"] = said["digest"]
            if said["view"]:
                found[f"view of {said['table']}"] = json.dumps(said["view"], ensure_ascii=False)
    return {"dataset": "elecdata", **found, "licence": LICENCE, **digests}
