"""A whole table held against the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from elecdata.errors import near, shown
from elecdata.inspection.cells import (
    Texts,
    check_column,
    check_texts,
    figures,
    is_text,
    parsed,
    texts,
)
from elecdata.inspection.findings import LISTED, Findings
from elecdata.inspection.sums import check_key, check_rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from elecdata.inspection.origin import Origin
    from elecdata.schema.field import Field, Table


class _Columns:
    """Columns of the right type. Only those that name rows are kept, the others are read anew."""

    def __init__(self, origin: Origin, table: Table) -> None:
        self.origin = origin
        self.naming = {"office", "contestant_type", *table.key}
        self.right: set[str] = set()
        self.kept: dict[str, pa.ChunkedArray] = {}
        self.coded: dict[str, Texts] = {}

    def __contains__(self, name: str, /) -> bool:
        """Whether there is such a column."""
        return name in self.right

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        """A column as it stands."""
        return self.kept[name] if name in self.kept else self.origin.read(name)

    def texts(self, name: str) -> Texts:
        """A column of texts."""
        if name in self.coded:
            return self.coded[name]
        found = texts(self[name])
        if name in self.naming:
            self.coded[name] = found
        return found

    def figures(self, name: str) -> NDArray[np.float64]:
        """A column of figures; NaN for null."""
        return figures(self[name])


def inspected(origin: Origin, table: Table) -> Findings:
    """Everything that is wrong with a table.

    Columns of the key are needed. Others may be absent, as may what the registry does not know;
    but a column that is there obeys its rules.
    """
    findings = Findings(table.name, origin.label, origin.names, origin.head)
    columns = _Columns(origin, table)
    for field in table.fields:
        if field.name in origin.names:
            _check(field, columns, findings)
        elif field.name in table.key:
            findings.add(field.name, f"no column {field.name!r}", field.description)
    check_key(table.key, columns, findings)
    for rule in table.rules:
        check_rule(rule, columns, findings)
    return findings


def remarks(origin: Origin, table: Table) -> list[str]:
    """What was not checked, since a column is absent or unknown."""
    notes = []
    absent = [name for name in table.columns if name not in origin.names]
    if absent:
        notes.append(f"not there, so not checked: {', '.join(absent)}")
    others = [name for name in origin.names if name not in table.by_name]
    for name in others[:LISTED]:
        hint, found = near(str(name), absent).partition(" Known")[0], shown(repr(name), most=80)
        notes.append(f"column {found} is not one of {table.name}, so not checked.{hint}")
    if len(others) > LISTED:
        notes.append(f"... and {len(others) - LISTED:,} more columns, not checked either")
    return notes


def _check(field: Field, columns: _Columns, findings: Findings) -> None:
    """One column."""
    is_figure = field.kind in {"integer", "number"}
    try:
        column = columns[field.name]
        if is_figure and not columns.origin.is_typed and is_text(column.type):
            column = columns.kept[field.name] = parsed(field, column, findings)
        is_right = check_column(field, column, findings)
        if is_right and is_text(column.type):
            check_texts(field, columns.texts(field.name), findings)
    except (pa.ArrowException, OSError, TypeError, ValueError, OverflowError) as error:
        found = str(error).partition("\n")[0][:120]
        findings.add(field.name, f"cells that cannot be read ({found})", "cells of one type")
        return
    if is_right:
        columns.right.add(field.name)
        _check_scope(field, column, columns, findings)


def _check_scope(
    field: Field, column: pa.ChunkedArray, columns: _Columns, findings: Findings
) -> None:
    """Cells in rows that the column does not apply to, which are to be empty."""
    scopes = {"office": (field.office,) if field.office else (), "contestant_type": field.only_for}
    for name, allowed in scopes.items():
        if not allowed or name not in columns or column.null_count == len(column):
            continue
        kinds = columns.texts(name)
        others = [n for n, each in enumerate(kinds.terms.to_pylist()) if each not in allowed]
        if others:
            is_filled = ~column.is_null(nan_is_null=True).to_numpy()
            rows = np.flatnonzero(is_filled & np.isin(kinds.codes, others))
            findings.add_rows(
                field.name,
                rows,
                lambda row, kinds=kinds: f"a value for {kinds.terms[kinds.codes[row]]}",  # type: ignore[misc]
                f"values for {' or '.join(allowed)} only",
            )
