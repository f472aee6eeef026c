"""Arrow schemas made from the registry: types, and meaning and unit of every column."""

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


def described(rows: pa.Table, table: Table) -> pa.Table:
    """Rows under the registry's descriptions, which their file does not repeat.

    Columns that this version does not know stay as they are.

    Examples
    --------
    >>> from elecdata.schema import TABLES
    >>> rows = pa.table({"seats": [83], "mood": ["good"]})
    >>> described(rows, TABLES["results"]).schema.field("seats").metadata[b"unit"]
    b'seats'
    """
    fields = [
        each.with_metadata(arrow_field(table[each.name]).metadata)
        if each.name in table.columns
        else each
        for each in rows.schema
    ]
    return pa.Table.from_arrays(rows.columns, schema=pa.schema(fields, rows.schema.metadata))
