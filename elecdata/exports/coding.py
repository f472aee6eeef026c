"""Columns as statistics programs hold them: numbers, labelled numbers, days as numbers, text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from elecdata.errors import ExportError
from elecdata.exports.notes import terms
from elecdata.exports.part import Part
from elecdata.schema import VOCABULARIES, Field

Storage = Literal["number", "coded", "day", "text"]

MEANINGS = next(v.terms for v in VOCABULARIES if v.name == "missing")
# Codes of ISO standards are what other datasets are merged by; as numbers they would match nothing.
STANDARDS = ("country", "language")
EXACT = 2**53  # Programs that keep every number as a double hold whole numbers up to here exactly.


@dataclass(frozen=True)
class Coded:
    """One column, ready for a statistics program.

    Attributes
    ----------
    name : str
        What the column is called in the file.
    field : Field
        The column as the registry declares it.
    storage : str
        ``number``, ``coded`` (1, 2, ... with labels), ``day`` (days since the program's first
        day) or ``text``.
    values : list
        A value a row: float or text, the program's mark of a known reason, or None.
    labels : dict
        What a number stands for.
    marks : dict
        The program's marks that occur in the column, with the reason each stands for.
    """

    name: str
    field: Field
    storage: Storage
    values: list[Any]
    labels: dict[Any, str]
    marks: dict[Any, str]


def coded(part: Part, field: Field, marks: Mapping[str, Any], first_day: date) -> Coded:
    """A column with empty cells marked by their reason.

    Parameters
    ----------
    part : Part
        The table.
    field : Field
        The column.
    marks : mapping
        The program's mark for each reason; a reason without a mark leaves the cell plainly empty.
    first_day : date
        Day that the program counts from.

    Raises
    ------
    ExportError
        When a value cannot be held exactly, or is itself one of the marks.
    """
    storage = _storage(field)
    vocabulary = terms(field)
    codes = {term: float(n) for n, term in enumerate(vocabulary.terms if vocabulary else (), 1)}
    values, found = [], {}
    for value, why in zip(
        part.rows[field.name].to_pylist(), part.why_empty(field.name), strict=True
    ):
        held = _held(value, storage, codes, first_day)
        if held is None and why in marks:
            held = marks[why]
            found[held] = why
        elif held is not None:
            _check(held, marks, f"{part.table.name}.{field.name}")
        values.append(held)
    labels: dict[Any, str] = {}
    if field.kind == "boolean":
        labels = {0.0: "false", 1.0: "true"}
    elif storage == "coded":
        labels = {code: term for term, code in codes.items()}
    return Coded(part.columns[field.name], field, storage, values, labels, found)


def _storage(field: Field) -> Storage:
    """How a column is held."""
    if field.kind in {"integer", "number"}:
        return "number"
    if field.kind == "date":
        return "day"
    vocabulary = terms(field)
    closed = vocabulary is not None and vocabulary.name not in STANDARDS
    return "coded" if closed or field.kind == "boolean" else "text"


def _held(value: Any, storage: Storage, codes: Mapping[str, float], first_day: date) -> Any:
    """One value as the program holds it."""
    if value is None or storage == "text":
        return value
    if storage == "day":
        return float((value - first_day).days)
    if storage == "coded" and isinstance(value, str):
        return codes[value]
    if isinstance(value, int) and abs(value) > EXACT:
        raise ExportError(
            f"{value} is too large to be held exactly as a number there; export to a database, "
            "CSV, JSON Lines or Parquet"
        )
    return float(value)


def _check(held: Any, marks: Mapping[str, Any], what: str) -> None:
    """No value looks like the mark of an empty cell."""
    if held in marks.values():
        raise ExportError(
            f"{what} holds {held!r}, which marks an empty cell there; export to another format"
        )
