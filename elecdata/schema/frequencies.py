"""Table of what the other tables hold: how many rows of which, term by term."""

from __future__ import annotations

from elecdata.schema.field import Field, Table

FREQUENCIES = Table(
    "frequencies",
    "One row per table, column and term: how many rows hold the term, or, in a column without "
    "terms, any value at all.",
    key=("table_name", "column_name", "term"),
    fields=(
        Field("table_name", "id", "Table that is counted.", origin="key"),
        Field("column_name", "id", "Column that is counted.", origin="key"),
        Field(
            "term",
            "text",
            "Term, or id of the thing that the column refers to; `(filled)` where a column holds "
            "figures, days, texts or several terms at once.",
            origin="key",
        ),
        Field(
            "n_rows",
            "integer",
            "Rows of the table with that term; with `(filled)`, rows that are not empty there.",
            unit="rows",
            low=0,
            origin="derived",
            formula="the table, counted",
            required=True,
        ),
    ),
)
