"""One table on its way out: its rows, why cells are empty, and what it is called in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from elecdata.schema import Table


@dataclass(frozen=True)
class Part:
    """A table to be written.

    Attributes
    ----------
    table : Table
        The table as the registry declares it.
    rows : pyarrow.Table
        Its rows, in published order.
    reasons : mapping
        Why a cell is empty (``not_found``, ``not_applicable``, ``not_yet``), by the row's key
        joined by ``/`` and the column; only for cells of which it is recorded.
    name : str
        What the table is called in the file.
    columns : mapping of str to str
        What each column is called in the file.
    """

    table: Table
    rows: pa.Table
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)
    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    def records(self) -> Iterator[tuple[Any, ...]]:
        """Rows as tuples of Python values; None where a cell is empty."""
        columns = [self.rows[name].to_pylist() for name in self.table.columns]
        return zip(*columns, strict=True)

    def why_empty(self, column: str) -> list[str]:
        """For each row why the column is empty; empty text where that is not recorded."""
        if not self.reasons:
            return [""] * self.rows.num_rows
        keys = [self.rows[name].to_pylist() for name in self.table.key]
        return [
            self.reasons.get(("/".join(map(str, key)), column), "")
            for key in zip(*keys, strict=True)
        ]
