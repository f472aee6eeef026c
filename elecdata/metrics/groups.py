"""Rows of an eager frame sorted into groups, at little more than the cost of looking once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import narwhals as nw
    from numpy.typing import NDArray

_DIGIT = 16  # numpy sorts 16-bit numbers by counting, in linear time.


@dataclass(frozen=True)
class Groups:
    """Groups in the order in which they first appear.

    Attributes
    ----------
    starts : array
        Where each group starts, once the rows are in order.
    order : array, optional
        Rows in the order of their groups; ``None`` where they are in order as they stand.
    first : array
        A row of each group.
    """

    starts: NDArray[np.intp]
    order: NDArray[np.intp] | None
    first: NDArray[np.intp]


def grouped(columns: list[Any]) -> Groups:
    """Groups of rows that agree in all keys, which are `comparable`; nulls agree with each other.

    Rows of one group mostly stand together. Hence runs of equal keys are found first, and only one
    key a run is looked up; rows are sorted only if some group has several runs.
    """
    size = len(columns[0])
    if not size:
        nothing = np.zeros(0, dtype=np.intp)
        return Groups(nothing, None, nothing)
    changes = _changes(columns[0])
    for column in columns[1:]:
        changes |= _changes(column)
    runs = np.append(0, np.flatnonzero(changes) + 1)
    if len(columns) == 1 and _is_rising(columns[0], runs):
        return Groups(runs, None, runs)
    codes, count = _codes(columns, runs)
    if count == len(runs):
        return Groups(runs, None, runs)
    rows = np.repeat(codes, np.diff(np.append(runs, size)))
    order = _sorted(rows, count)
    sizes = np.bincount(rows, minlength=count)
    starts = np.append(0, np.cumsum(sizes)[:-1])
    return Groups(starts, order, order[starts])


def comparable(key: nw.Series[Any]) -> Any:
    """A numpy array of whole numbers, or else an Arrow array."""
    if key.dtype.is_integer() and not key.null_count():
        return key.to_numpy()
    column = key.to_arrow()
    if pa.types.is_string(column.type):
        column = column.cast(pa.large_string())  # chunks of many rows fit into one of these only
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    return column.indices if isinstance(column, pa.DictionaryArray) else column


def _changes(column: Any) -> NDArray[np.bool_]:
    """Whether each row but the first differs from the one before."""
    if isinstance(column, np.ndarray):
        return np.asarray(column[1:] != column[:-1])
    one, other = column.slice(1), column.slice(0, len(column) - 1)
    differ = pc.not_equal(one, other)
    if column.null_count:
        differ = pc.fill_null(differ, False)
        differ = pc.or_(differ, pc.xor(one.is_null(), other.is_null()))
    return np.asarray(differ.to_numpy(zero_copy_only=False))


def _is_rising(column: Any, runs: NDArray[np.intp]) -> bool:
    """Whether whole numbers rise from run to run, so that no group has two runs."""
    if not isinstance(column, np.ndarray):
        return False
    values = column[runs]
    return bool((values[1:] > values[:-1]).all())


def _codes(columns: list[Any], runs: NDArray[np.intp]) -> tuple[NDArray[np.int64], int]:
    """A number for the keys of each run, in order of appearance, and how many there are."""
    codes, count = np.zeros(len(runs), dtype=np.int64), 1
    for column in columns:
        if isinstance(column, np.ndarray):
            values = pa.array(column[runs])
        else:
            values = column.take(pa.array(runs))
        found = values.dictionary_encode(null_encoding="encode")
        codes = codes * len(found.dictionary) + found.indices.to_numpy()
        again = pa.array(codes).dictionary_encode()
        codes, count = again.indices.to_numpy().astype(np.int64), len(again.dictionary)
    return codes, count


def _sorted(codes: NDArray[np.int64], count: int) -> NDArray[np.intp]:
    """Rows in the order of their codes, by counting digits from the lowest up."""
    order = np.argsort((codes & ((1 << _DIGIT) - 1)).astype(np.uint16), kind="stable")
    shift = _DIGIT
    while count > 1 << shift:
        digit = ((codes >> shift) & ((1 << _DIGIT) - 1)).astype(np.uint16)
        order = order[np.argsort(digit[order], kind="stable")]
        shift += _DIGIT
    return order
