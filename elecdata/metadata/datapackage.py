"""Data Package 2.0: every table with its columns, keys, allowed values, units and digest.

The standard is at https://datapackage.org/standard/data-package/.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from elecdata import release as facts
from elecdata.citing.work import Work, of_source
from elecdata.release import Release
from elecdata.schema import TABLES, Field, Table
from elecdata.schema.field import Kind
from elecdata.schema.values import PATTERNS

PROFILES = "https://datapackage.org/profiles/2.0"
TYPES: dict[Kind, str] = {
    "id": "string",
    "text": "string",
    "category": "string",
    "integer": "integer",
    "number": "number",
    "date": "date",
    "when": "string",
    "boolean": "boolean",
}


def package(release: Release) -> dict[str, Any]:
    """Descriptor of the dataset as a data package."""
    licence = {"name": facts.LICENCE, "path": facts.LICENCE_URL, "title": facts.LICENCE_TITLE}
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": facts.NAME,
        "title": facts.TITLE,
        "description": release.abstract,
        "version": release.version,
        "created": f"{facts.RELEASED.isoformat()}T00:00:00Z",
        "keywords": release.keywords,
        "licenses": [licence],
        "contributors": [{"title": facts.AUTHOR, "roles": ["author"]}],
        "sources": [_source(of_source(row)) for row in release.sources],
        "resources": [
            _resource(TABLES[name], entry) for name, entry in release.manifest["tables"].items()
        ],
    }


def _source(work: Work) -> dict[str, str]:
    """One source, as the standard lists them."""
    described = {"title": work.described, "path": work.url}
    return {name: text for name, text in described.items() if text}


def _resource(table: Table, entry: Mapping[str, Any]) -> dict[str, Any]:
    """One table as a resource."""
    return {
        "name": table.name,
        "type": "table",
        "description": table.description,
        "path": entry["file"],
        "format": "parquet",
        "mediatype": facts.PARQUET,
        "hash": entry["sha256"],
        "rows": entry["rows"],
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, Any]:
    """Table Schema of a table.

    Examples
    --------
    >>> from elecdata.schema import TABLES
    >>> schema(TABLES["results"])["primaryKey"]
    ['election_id', 'contestant_id']
    """
    described: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(field) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    keys = [_foreign_key(table, field) for field in table.fields if refers(field)]
    return described | ({"foreignKeys": keys} if keys else {})


def refers(field: Field) -> bool:
    """Whether every value of a column is the key of a row elsewhere.

    A column may hold a word for the whole, `national`, which no row elsewhere has.
    """
    return bool(field.references) and not field.multiple and not field.national


def _foreign_key(table: Table, field: Field) -> dict[str, Any]:
    """Reference of one column; a table that refers to itself is named by an empty text."""
    there, column = field.references.split(".")
    resource = "" if there == table.name else there
    return {"fields": [field.name], "reference": {"resource": resource, "fields": [column]}}


def _field(field: Field) -> dict[str, Any]:
    """One column."""
    described: dict[str, Any] = {
        "name": field.name,
        "type": TYPES[field.kind],
        "description": field.description,
    }
    if field.unit:
        described["unit"] = field.unit
    constraints = _constraints(field)
    return described | ({"constraints": constraints} if constraints else {})


def _constraints(field: Field) -> dict[str, Any]:
    """What the values of a column keep to."""
    found: dict[str, Any] = {}
    if not field.nullable:
        found["required"] = True
    if field.low is not None:
        found["minimum"] = _bound(field, field.low)
    if field.high is not None:
        found["maximum"] = _bound(field, field.high)
    if field.multiple:
        return found
    if field.vocabulary is not None:
        found["enum"] = list(field.vocabulary.terms)
    elif field.kind in PATTERNS:
        found["pattern"] = PATTERNS[field.kind]
    return found


def _bound(field: Field, bound: float) -> float:
    """End of a range, whole for a column of whole numbers."""
    return int(bound) if field.kind == "integer" else bound
