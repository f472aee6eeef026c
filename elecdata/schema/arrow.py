"""Arrow schemas made from the registry: types, and meaning and unit inside every file."""

from __future__ import annotations

import pyarrow as pa

from elecdata.schema.field import Field, Kind, Table

ARROW: dict[Kind, pa.DataType] = {
    "id": pa.string(),
    "text": pa.string(),
    "category": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "when": pa.string(),
    "boolean": pa.bool_(),
}


def arrow_field(field: Field) -> pa.Field:
    """Arrow field of a column, its description and unit as metadata."""
    metadata = {"description": field.description}
    if field.unit:
        metadata["unit"] = field.unit
    return pa.field(field.name, ARROW[field.kind], nullable=field.nullable, metadata=metadata)


def arrow_schema(table: Table) -> pa.Schema:
    """Arrow schema of a table.

    Examples
    --------
    >>> from elecdata.schema import TABLES
    >>> arrow_schema(TABLES["results"]).field("seats").metadata[b"unit"]
    b'seats'
    """
    metadata = {"table": table.name, "description": table.description, "key": ",".join(table.key)}
    return pa.schema([arrow_field(field) for field in table.fields], metadata=metadata)
