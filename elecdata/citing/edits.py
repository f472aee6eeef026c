"""Tell a published figure from one put in its place, which no source stands behind."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from elecdata.errors import InvalidArgumentError

Place = TypeVar("Place")
PLACES = range(13)  # decimals to which a figure may have been rounded


def stated(cells: Iterable[tuple[Place, str, Any, Any]], table: str) -> Iterator[Place]:
    """Places of the cells that state what is published; those left empty state nothing.

    Parameters
    ----------
    cells : iterable of tuple
        Place, words for it, value in the frame, published value.
    table : str
        Table that the frame is of.

    Raises
    ------
    InvalidArgumentError
        When a value is not the published one, nor rounded from it.
    """
    for place, words, value, published in cells:
        if is_missing(value):
            continue
        if not is_same(value, published):
            raise InvalidArgumentError(
                f"the frame has {_shown(value)} in {words}, where {table} has {_shown(published)}: "
                "no source says so; cite the frame before it is changed, or give figures of your "
                "own a column of their own"
            )
        yield place


def _shown(value: Any) -> str:
    """A value in a message: a text in quotes, a number of whatever type as people write it."""
    return "nothing" if is_missing(value) else repr(value) if isinstance(value, str) else str(value)


def is_missing(value: Any) -> bool:
    """Whether a cell is empty.

    Examples
    --------
    >>> import pandas as pd
    >>> is_missing(pd.NA), is_missing(float("nan")), is_missing(0)
    (True, True, False)
    """
    kind = type(value).__name__
    return (
        value is None or kind in {"NAType", "NaTType"} or (kind[:5] == "float" and value != value)
    )


def is_same(value: Any, published: Any) -> bool:
    """Whether a value is the published one: in another type, or rounded, it still is.

    Examples
    --------
    >>> is_same(83.0, 83), is_same(71.1, 71.09), is_same(84, 83)
    (True, True, False)
    """
    if is_missing(published):
        return False
    value, published = (
        each.date() if isinstance(each, datetime) else each for each in (value, published)
    )
    if isinstance(published, str) or not hasattr(value, "__float__"):
        return str(value) == str(published)
    # float32 keeps seven digits; a count is whole in every type, and is not rounded.
    whole = isinstance(published, int)
    near = 1e-9 if whole else 1e-6
    rounded = [published, *(round(published, places) for places in PLACES if not whole)]
    return any(math.isclose(value, each, rel_tol=near, abs_tol=1e-12) for each in rounded)
