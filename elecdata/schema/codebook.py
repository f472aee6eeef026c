"""The codebook: what every column means, as a table and as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elecdata.errors import UnknownNameError
from elecdata.schema import TABLES, VOCABULARIES, Field, Table
from elecdata.schema.values import WRITTEN

if TYPE_CHECKING:
    import pandas as pd

ORIGINS = {
    "key": "names the row",
    "claim": "claims of sources",
    "sheet": "a shared coding sheet",
}


def codebook(table: str | None = None) -> pd.DataFrame:
    """Describe the columns of one table, or of all.

    Parameters
    ----------
    table : str, optional
        Name of the table; all tables by default.

    Returns
    -------
    pandas.DataFrame
        One row a column: ``table``, ``column``, ``kind``, ``unit``, ``allowed``, ``is_key``,
        ``is_required``, ``from`` (who fills it: claims, a sheet, a formula), ``description``.

    Raises
    ------
    UnknownNameError
        When there is no such table.

    Examples
    --------
    >>> import elecdata
    >>> elecdata.codebook("results").set_index("column").unit["vote_share_pct"]
    'percent'
    """
    import pandas as pd

    if table is not None and table not in TABLES:
        raise UnknownNameError("table", table, TABLES)
    chosen = TABLES.values() if table is None else [TABLES[table]]
    return pd.DataFrame([_row(each, field) for each in chosen for field in each.fields])


def allowed(field: Field) -> str:
    """What a column may hold, in words."""
    if field.vocabulary is not None:
        return field.vocabulary.standard or " | ".join(field.vocabulary.terms)
    if field.references:
        return f"id in {field.references}"
    if field.low is not None or field.high is not None:
        low = "" if field.low is None else f"{field.low:g}"
        high = "" if field.high is None else f"{field.high:g}"
        return (
            f"{low} to {high}" if low and high else f"{low} or more" if low else f"{high} or less"
        )
    return WRITTEN[field.kind]


def filled_by(field: Field) -> str:
    """Where the values of a column come from."""
    origin = ORIGINS.get(field.origin)
    if not field.formula:
        return str(origin)
    return f"{origin}, else computed: {field.formula}" if origin else f"computed: {field.formula}"


def _row(table: Table, field: Field) -> dict[str, object]:
    """One line of the codebook."""
    return {
        "table": table.name,
        "column": field.name,
        "kind": field.kind,
        "unit": field.unit,
        "allowed": allowed(field),
        "is_key": field.name in table.key,
        "is_required": not field.nullable,
        "from": filled_by(field),
        "description": field.description,
    }


def codebook_page() -> str:
    """The codebook as Markdown: every table, every column, every term."""
    parts = [
        "# Codebook",
        "",
        "Made from the registry in `elecdata/schema/` by `make docs`; do not edit.",
        "",
    ]
    for table in TABLES.values():
        parts += [
            f"## {table.name}",
            "",
            table.description,
            "",
            f"Key: {', '.join(f'`{name}`' for name in table.key)}.",
            "",
            "| column | meaning | kind | unit | allowed | filled by |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        for field in table.fields:
            row = _row(table, field)
            meaning = field.description + (" Never empty." if not field.nullable else "")
            cells = [f"`{field.name}`", meaning]
            cells += [str(row[name]) for name in ("kind", "unit", "allowed", "from")]
            parts.append("| " + " | ".join(cell.replace(" | ", ", ") for cell in cells) + " |")
        parts.append("")
    parts += ["# Vocabularies", ""]
    for vocabulary in sorted(VOCABULARIES, key=lambda each: (each.name, each.description)):
        parts += [f"## {vocabulary.name}", "", vocabulary.description, ""]
        parts += ["| term | meaning |", "| --- | --- |"]
        parts += [f"| `{term}` | {meaning} |" for term, meaning in vocabulary.terms.items()]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"
