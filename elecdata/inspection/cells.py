"""Columns of a table held against what the registry says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from elecdata.schema.values import WRITTEN, misspelt, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from elecdata.inspection.findings import Findings
    from elecdata.schema.field import Field, Kind

NUMBER = r"^[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?$"


@dataclass(frozen=True)
class Texts:
    """A column of texts: each text once, and its number in every row, -1 where there is none."""

    codes: NDArray[np.int16] | NDArray[np.int32]
    terms: pa.Array


def is_text(kind: pa.DataType) -> bool:
    """Whether a type of Arrow is text, in whatever form."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def is_figure(kind: pa.DataType) -> bool:
    """Whether a type of Arrow is a number."""
    tests = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    return any(test(kind) for test in tests)


_FITS: dict[Kind, tuple[Callable[[pa.DataType], bool], str]] = {
    "id": (is_text, "text"),
    "text": (is_text, "text"),
    "category": (is_text, "text"),
    "when": (is_text, "text"),
    "integer": (is_figure, "whole numbers"),
    "number": (is_figure, "numbers"),
    "date": (lambda kind: pa.types.is_date(kind) or pa.types.is_timestamp(kind), "days"),
    "boolean": (pa.types.is_boolean, "true or false"),
}


def check_column(field: Field, column: pa.ChunkedArray, findings: Findings) -> bool:
    """Report empty cells, a wrong type and wrong figures; True where the type is right."""
    if not field.nullable:
        rows = np.flatnonzero(column.is_null(nan_is_null=True).to_numpy())
        findings.add_rows(field.name, rows, lambda _: "an empty cell", field.description)
    if pa.types.is_null(column.type):
        return True
    fits, wanted = _FITS[field.kind]
    if not fits(column.type):
        findings.add(field.name, f"a column of {column.type}", wanted)
        return False
    if is_figure(column.type):
        _check_figures(field, column, findings)
    return True


def texts(column: pa.ChunkedArray) -> Texts:
    """A column of texts, each of them once."""
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
        terms = column.chunk(0).dictionary if column.num_chunks else pa.array([], pa.string())
        if len(terms.unique()) < len(terms):
            return texts(column.cast(column.type.value_type))
    else:
        if not pa.types.is_large_string(column.type):
            column = column.cast(pa.large_string())
        column = column.dictionary_encode()
        terms = column.chunk(0).dictionary if column.num_chunks else pa.array([], pa.string())
    parts = [
        pc.fill_null(chunk.indices.cast(pa.int32()), -1).to_numpy(zero_copy_only=False)
        for chunk in column.chunks
    ]
    codes = np.concatenate(parts) if parts else np.zeros(0, np.int32)
    return Texts(codes.astype(np.int16) if len(terms) < 2**15 else codes, terms)


def figures(column: pa.ChunkedArray) -> NDArray[np.float64]:
    """A column of numbers as an array; NaN where there is none."""
    if pa.types.is_null(column.type):
        return np.full(len(column), np.nan)
    found = column.cast(pa.float64(), safe=False).to_numpy()
    return np.asarray(found)


def parsed(field: Field, column: pa.ChunkedArray, findings: Findings) -> pa.ChunkedArray:
    """Numbers of a column of texts; what is none is reported, and null."""
    is_number = pc.match_substring_regex(column, NUMBER)
    rows = np.flatnonzero(pc.fill_null(pc.invert(is_number), False).to_numpy())
    allowed = WRITTEN[field.kind]
    findings.add_rows(field.name, rows, lambda row: repr(column[row].as_py()), allowed)
    nothing = pa.scalar(None, column.type)
    return pc.if_else(is_number, column, nothing).cast(pa.float64())


def check_texts(field: Field, column: Texts, findings: Findings) -> None:
    """Terms that are not in the vocabulary, or not in the written form of their kind."""
    faults: dict[str, list[int]] = defaultdict(list)
    if field.vocabulary is not None and not field.multiple:
        known = field.vocabulary.terms
        allowed = "one of " + ", ".join(known)
        faults[allowed] = [
            n for n, each in enumerate(column.terms.to_pylist()) if each not in known
        ]
    else:
        is_plain = pc.match_substring_regex(column.terms, plain(field))
        for number in np.flatnonzero(~is_plain.to_numpy(zero_copy_only=False)):
            wrong = misspelt(field, column.terms[number].as_py())
            if wrong:
                faults[wrong].append(int(number))
    for allowed, terms in faults.items():
        if terms:
            rows = np.flatnonzero(np.isin(column.codes, terms))
            findings.add_rows(
                field.name, rows, lambda row: repr(column.terms[column.codes[row]].as_py()), allowed
            )


def _check_figures(field: Field, column: pa.ChunkedArray, findings: Findings) -> None:
    """Numbers that are not whole, or out of range."""

    def found(row: int) -> str:
        return f"{column[row].as_py()}"

    def report(wrong: Any, allowed: str) -> None:
        findings.add_rows(field.name, np.flatnonzero(wrong), found, allowed)

    if field.kind == "integer" and not pa.types.is_integer(column.type):
        values = figures(column)
        is_whole = (np.trunc(values) == values) & ~np.isinf(values)
        report(~is_whole & ~np.isnan(values), "a whole number")
    ends = pc.min_max(column).as_py()
    if field.low is not None and ends["min"] is not None and not ends["min"] >= field.low:
        report(figures(column) < field.low, f"{field.low:g} or more")
    if field.high is not None and ends["max"] is not None and not ends["max"] <= field.high:
        report(figures(column) > field.high, f"{field.high:g} or less")
