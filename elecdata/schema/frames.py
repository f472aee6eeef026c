"""Pandera schemas made from the registry, for checking pandas tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandera.pandas as pandera

from elecdata.schema.field import Field, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PANDAS: dict[Kind, str] = {
    "id": "str",
    "text": "str",
    "category": "str",
    "integer": "Int64",
    "number": "float64",
    "date": "datetime64[ms]",
    "when": "str",
    "boolean": "boolean",
}


def _column(field: Field, known: Collection[str] | None) -> pandera.Column:
    """Pandera column: type, range, vocabulary, references."""
    checks = []
    if field.low is not None:
        checks.append(pandera.Check.ge(field.low, error=f"{field.low:g} or more"))
    if field.high is not None:
        checks.append(pandera.Check.le(field.high, error=f"{field.high:g} or less"))
    if field.vocabulary is not None and not field.multiple:
        terms = list(field.vocabulary.terms)
        checks.append(pandera.Check.isin(terms, error=field.vocabulary.allowed))
    if known is not None and not field.multiple:
        error = f"an id that stands in {field.references}"
        checks.append(pandera.Check.isin(list(known), error=error))
    return pandera.Column(
        PANDAS[field.kind],
        checks=checks,
        nullable=field.nullable,
        name=field.name,
        title=field.unit or None,
        description=field.description,
    )


def frame_schema(
    table: Table, known: Mapping[str, Collection[str]] | None = None
) -> pandera.DataFrameSchema:
    """Pandera schema of a table.

    Parameters
    ----------
    table : Table
        The table as the registry declares it.
    known : mapping, optional
        Ids that a reference may name, by ``table.column``; references that are not in it are not
        checked.

    Returns
    -------
    pandera.DataFrameSchema
        Columns in order, types, ranges, vocabularies, references, and a unique key.

    Examples
    --------
    >>> from elecdata.schema import TABLES
    >>> frame_schema(TABLES["results"]).unique
    ['election_id', 'contestant_id']
    """
    known = known or {}
    return pandera.DataFrameSchema(
        {field.name: _column(field, known.get(field.references)) for field in table.fields},
        name=table.name,
        description=table.description,
        unique=list(table.key),
        strict=True,
        ordered=True,
    )
