"""Stata: labels, notes, extended missing values with their reasons."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from elecdata.disk import refusals
from elecdata.errors import MissingExtraError
from elecdata.exports.coding import MEANINGS, Coded, coded
from elecdata.exports.notes import label, note, terms
from elecdata.exports.part import Part

MARKS = {"not_found": "a", "not_applicable": "b", "not_yet": "c"}
FIRST_DAY = date(1960, 1, 1)
LABEL = 80  # characters that Stata keeps of a label
FORMATS = {"day": "%td", "coded": "%12.0g"}


def write(part: Part, path: Path) -> None:
    """Write a table as a Stata dataset.

    Terms and booleans become numbers with value labels, days ``%td``, empty cells ``.a`` (not
    found), ``.b`` (not applicable) or ``.c`` (not yet) where the reason is recorded of a number,
    a term or a day, else ``.``. The registry's text on each column is its note.
    """
    try:
        import pyreadstat
    except ImportError as error:
        raise MissingExtraError("pyreadstat", "Stata", "stata") from error
    columns = [
        coded(part, field, _marks(part, field.name), FIRST_DAY) for field in part.table.fields
    ]
    with refusals(pyreadstat.ReadstatError, pyreadstat.PyreadstatError):
        pyreadstat.write_dta(
            _frame(columns),
            str(path),
            file_label=label(f"elecdata: {part.table.description}", LABEL),
            column_labels={each.name: label(each.field.description, LABEL) for each in columns},
            # Release 118, which Stata 14 and later read; 119 is for Stata/MP alone, and older
            # readers elsewhere lose its long texts.
            version=14,
            variable_value_labels={each.name: _labels(each) for each in columns if _labels(each)},
            missing_user_values={each.name: list(each.marks) for each in columns if each.marks},
            variable_format={
                each.name: _format(each) for each in columns if each.storage != "text"
            },
        )
    notes = {each.name: [note(part.table, each.field), *_meanings(each)] for each in columns}
    path.write_bytes(with_notes(path.read_bytes(), {"_dta": [part.table.description], **notes}))


def _marks(part: Part, column: str) -> dict[str, str]:
    """Marks that a column may hold: a text has no missing values in Stata."""
    import pyarrow as pa

    text = pa.types.is_string(part.rows.schema.field(column).type)
    return {} if text and terms(part.table[column]) is None else MARKS


def _frame(columns: list[Coded]) -> Any:
    """Columns as a frame: floats, for a gap in a column of whole numbers would be written as 0."""
    import pandas as pd

    def series(each: Coded) -> Any:
        if each.storage == "text":
            return pd.Series([value or "" for value in each.values], dtype=object)
        gap = float("nan")
        values = [gap if value is None else value for value in each.values]
        return pd.Series(values, dtype=object if each.marks else float)

    return pd.DataFrame({each.name: series(each) for each in columns})


def _labels(column: Coded) -> dict[Any, str]:
    """What numbers and marks of a column stand for."""
    return column.labels | {mark: MEANINGS[why].rstrip(".") for mark, why in column.marks.items()}


def _format(column: Coded) -> str:
    """How Stata shows a column."""
    return FORMATS.get(column.storage, "%12.0g" if column.field.kind == "integer" else "%10.0g")


def _meanings(column: Coded) -> list[str]:
    """A note for each term of a column."""
    vocabulary = terms(column.field)
    return [f"{t}: {meaning}" for t, meaning in vocabulary.terms.items()] if vocabulary else []


def with_notes(content: bytes, notes: dict[str, list[str]]) -> bytes:
    """A dataset of release 118 with notes, which pyreadstat does not write.

    Parameters
    ----------
    content : bytes
        The dataset, little-endian and without characteristics.
    notes : dict of str to list of str
        Notes by variable, ``_dta`` for those of the dataset.

    References
    ----------
    ``help dta_118`` in Stata: sections 5.2 (map) and 5.9 (characteristics).
    """
    added = b"".join(
        _characteristic(name, f"note{number}", text)
        for name, texts in notes.items()
        for number, text in enumerate([str(len(texts)), *texts])
    )
    opening = b"<characteristics>"
    at = content.index(opening) + len(opening)
    content = content[:at] + added + content[at:]
    start = content.index(b"<map>") + len(b"<map>")
    offsets = [
        int.from_bytes(content[start + 8 * n : start + 8 * n + 8], "little") for n in range(14)
    ]
    # The map has the places of 14 sections; those from the tenth on lie behind characteristics.
    moved = [offset + len(added) * (n > 8) for n, offset in enumerate(offsets)]
    table = b"".join(offset.to_bytes(8, "little") for offset in moved)
    return content[:start] + table + content[start + len(table) :]


def _characteristic(name: str, kind: str, text: str) -> bytes:
    """One characteristic: two names of 129 bytes and a text, each ended by a zero."""
    body = b"".join(each.encode().ljust(129, b"\0") for each in (name, kind))
    body += text.encode() + b"\0"
    return b"<ch>" + len(body).to_bytes(4, "little") + body + b"</ch>"
