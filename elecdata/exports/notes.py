"""What a file says of its own columns: labels, notes, and tables that describe the others."""

from __future__ import annotations

from collections.abc import Iterable

from elecdata.schema import Field, Table
from elecdata.schema.codebook import allowed, filled_by
from elecdata.schema.field import Vocabulary

TABLE_NAME = Field("table_name", "id", "Table of the column.", origin="key")
COLUMN_NAME = Field("column_name", "id", "Column, as `load` names it.", origin="key")

CODEBOOK = Table(
    "codebook",
    "One row per column of this export: what it means and what it may hold.",
    key=("table_name", "column_name"),
    fields=(
        TABLE_NAME,
        COLUMN_NAME,
        Field("name_here", "text", "What the column is called in this export.", required=True),
        Field("kind", "text", "How its values are typed.", required=True),
        Field("unit", "text", "Unit of its figures."),
        Field("is_key", "boolean", "True when it is a part of the row's name.", required=True),
        Field("is_required", "boolean", "True when it is never empty.", required=True),
        Field("allowed", "text", "What it may hold.", required=True),
        Field("filled_by", "text", "Where its values come from.", required=True),
        Field("description", "text", "What it means.", required=True),
    ),
)

TERMS = Table(
    "terms",
    "One row per term that a column may hold.",
    key=("table_name", "column_name", "term"),
    fields=(
        TABLE_NAME,
        COLUMN_NAME,
        Field("term", "id", "The term.", origin="key"),
        Field("code", "integer", "Its number in Stata and SPSS.", low=1, required=True),
        Field("meaning", "text", "What it means.", required=True),
    ),
)

ABOUT = Table(
    "about",
    "One row per fact about this export: version, licence, digests, what was chosen.",
    key=("item",),
    fields=(
        Field("item", "id", "What is told.", origin="key"),
        Field("value", "text", "What it is.", required=True),
    ),
)


def note(table: Table, field: Field) -> str:
    """Everything the registry says of a column, in one paragraph.

    Examples
    --------
    >>> from elecdata.schema import TABLES
    >>> note(TABLES["elections"], TABLES["elections"]["n_constituencies"])
    'Constituencies. Unit: constituencies. Allowed: 0 or more. Filled by: claims of sources.'
    """
    parts = [field.description.rstrip(".")]
    if field.unit:
        parts.append(f"Unit: {field.unit}")
    parts.append(f"Allowed: {allowed(field).replace(' | ', ', ')}")
    parts.append(f"Filled by: {filled_by(field)}")
    if field.name in table.key:
        parts.append("Part of the key")
    elif not field.nullable:
        parts.append("Never empty")
    return ". ".join(parts) + "."


def label(text: str, most: int, unit: str = "characters") -> str:
    """A description short enough for a label; the end of a long one is cut and shown as such.

    Examples
    --------
    >>> label("Share of all seats of the chamber.", 20)
    'Share of all seat...'
    """
    text = text.rstrip(".")
    if _size(text, unit) <= most:
        return text
    while _size(text, unit) > most - 3:
        text = text[:-1]
    return f"{text}..."


def _size(text: str, unit: str) -> int:
    """Length of a text in characters or bytes."""
    return len(text.encode()) if unit == "bytes" else len(text)


def terms(field: Field) -> Vocabulary | None:
    """The closed list that a column holds one term of; none where it may hold several at once."""
    return None if field.multiple else field.vocabulary


def codebook_rows(table: Table, columns: dict[str, str]) -> Iterable[dict[str, object]]:
    """Lines of the codebook on one table."""
    for field in table.fields:
        yield {
            "table_name": table.name,
            "column_name": field.name,
            "name_here": columns[field.name],
            "kind": field.kind,
            "unit": field.unit or None,
            "is_key": field.name in table.key,
            "is_required": not field.nullable,
            "allowed": allowed(field),
            "filled_by": filled_by(field),
            "description": field.description,
        }


def term_rows(table: Table) -> Iterable[dict[str, object]]:
    """Lines on the terms of one table."""
    for field in table.fields:
        vocabulary = terms(field)
        for code, (term, meaning) in enumerate(vocabulary.terms.items() if vocabulary else (), 1):
            yield {
                "table_name": table.name,
                "column_name": field.name,
                "term": term,
                "code": code,
                "meaning": meaning,
            }
