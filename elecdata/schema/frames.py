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


def _checks(field: Field, known: Collection[str] | None) -> list[pandera.Check]:
    """Range, vocabulary, references."""
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
    return checks


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
    columns = {
        field.name: pandera.Column(
            PANDAS[field.kind],
            checks=_checks(field, known.get(field.references)),
            nullable=field.nullable,
            name=field.name,
            title=field.unit or None,
            description=field.description,
        )
        for field in table.fields
    }
    return pandera.DataFrameSchema(
        columns,
        name=table.name,
        description=table.description,
        unique=list(table.key),
        strict=True,
        ordered=True,
    )


def cell_schema(table: Table, known: Mapping[str, Collection[str]]) -> pandera.DataFrameSchema:
    """Pandera schema of the cells, for a frame whose columns and types are known to be right.

    Columns in which any value of the type will do are left out: pandera takes about a millisecond
    for each, and the registry has hundreds.

    Parameters
    ----------
    table, known
        As in `frame_schema`.

    Returns
    -------
    pandera.DataFrameSchema
        Ranges, vocabularies, references, cells that may not be empty, and a unique key.

    Examples
    --------
    >>> from elecdata.schema import TABLES
    >>> list(cell_schema(TABLES["regions"], {}).columns)
    ['region_id', 'country', 'name', 'region_kind']
    """
    columns = {}
    for field in table.fields:
        checks = _checks(field, known.get(field.references))
        if checks or not field.nullable:
            columns[field.name] = pandera.Column(checks=checks, nullable=field.nullable)
    return pandera.DataFrameSchema(columns, unique=list(table.key))
