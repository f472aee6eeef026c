"""Turn what a plot is given, a frame or an election's id, into the columns that it draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

import numpy as np
import pandas as pd

from elecdata.errors import PlotError

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

    from elecdata.dataset import Data as Home

    Data: TypeAlias = IntoFrame | str | Sequence[str] | None
    Order: TypeAlias = str | Sequence[str]

_NO_NUMBERS = (bool, np.bool_, complex, np.complexfloating)  # To pandas they are.
NEUTRAL = "#8c8c8c"


def as_frame(
    data: Data, needed: Sequence[str], *, plot: str, table: str = "results", home: Home = None
) -> pd.DataFrame:
    """Frame that holds the columns a plot needs.

    Parameters
    ----------
    data : frame, str, sequence of str or None
        Any frame that narwhals supports, an election's id, several ids, or None for every
        election.
    needed : sequence of str
        Columns the plot draws.
    plot : str
        Name of the plot, for messages.
    table : str
        Published table that ids stand for.
    home : path, None or list of these, optional
        Where ids are looked up, as ``data`` of `elecdata.load`.

    Returns
    -------
    pandas.DataFrame
        The caller's own frame where that is a pandas one: not to be written to.

    Raises
    ------
    PlotError
        If the data is no frame, has no row, or lacks a column.

    Examples
    --------
    >>> as_frame(pd.DataFrame({"seats": [83]}), ["seats"], plot="hemicycle")
       seats
    0     83
    """
    frame = _read(data, plot, table, home)
    columns = [str(column) for column in frame.columns]
    missing = [column for column in dict.fromkeys(needed) if column not in columns]
    if missing:
        raise PlotError(_lacking(missing, columns, plot))
    twice = sorted({column for column in needed if columns.count(column) > 1})
    if twice:
        raise PlotError(f"{plot}: column {', '.join(twice)} stands in the frame more than once")
    if frame.empty:
        ids = [data] if isinstance(data, str) else data
        if ids is not None and _are_ids(ids):
            raise PlotError(f"{plot}: the record has no {table.replace('_', ' ')} of {listed(ids)}")
        raise PlotError(f"{plot}: the frame has no rows; check the filters that made it")
    return frame


def _read(data: Data, plot: str, table: str, home: Home) -> pd.DataFrame:
    """Load ids, convert frames of other kinds."""
    ids = [data] if isinstance(data, str) else data
    if ids is not None and not _are_ids(ids):
        if home is not None:
            raise PlotError(f"{plot}: data= says where ids are looked up; a frame has none")
        return data if isinstance(data, pd.DataFrame) else _converted(data, plot)
    from elecdata.loading import load

    return pd.DataFrame(load(table, election=data if isinstance(data, str) else ids, data=home))


def _are_ids(data: object) -> TypeGuard[Sequence[str]]:
    """Tell a list of ids from a frame."""
    return (
        isinstance(data, list | tuple) and len(data) > 0 and all(isinstance(d, str) for d in data)
    )


def _converted(data: object, plot: str) -> pd.DataFrame:
    """Pandas frame from a frame of another library."""
    import narwhals as nw

    frame = nw.from_native(data, pass_through=True)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    if not isinstance(frame, nw.DataFrame):
        raise PlotError(
            f"{plot}: got {type(data).__name__}; give a frame of election results or the id of "
            "an election, such as 'kz-2012-majilis'"
        )
    return frame.to_pandas()


def _lacking(missing: Sequence[str], columns: Sequence[str], plot: str) -> str:
    """Message about columns that are not there."""
    folded = {column.casefold(): column for column in columns}
    hints = []
    for name in missing:
        close = get_close_matches(name.casefold(), folded, n=1)
        if close:
            hints.append(f"{folded[close[0]]!r} for {name!r}")
    hint = f" Did you mean {', '.join(hints)}?" if hints else ""
    return (
        f"{plot}: no column {', '.join(repr(name) for name in missing)} in the frame.{hint} "
        f"Columns: {', '.join(columns) or 'none'}. "
        f"Rename the columns, or name yours in the call to {plot}."
    )


def numbers(frame: pd.DataFrame, column: str, *, plot: str) -> pd.Series[float]:
    """Column as floats, missing values as nan; the name of the plot is for messages.

    Raises
    ------
    PlotError
        If a value is no number, or infinite, or negative.

    Examples
    --------
    >>> frame = pd.DataFrame({"seats": pd.array([83, None], dtype="Int64")})
    >>> numbers(frame, "seats", plot="hemicycle").tolist()
    [83.0, nan]
    """
    values = frame[column]
    known = zip(values, values.notna(), strict=True)
    given = pd.Series(
        [value if there and not isinstance(value, _NO_NUMBERS) else None for value, there in known],
        index=values.index,
        dtype=object,
    )
    number = pd.to_numeric(given, errors="coerce").astype("float64")
    wrong = (values.notna() & number.isna()) | ~(number.isna() | number.between(0, 1e15))
    if wrong.any():
        raise PlotError(
            f"{plot}: column {column!r} holds {values[wrong].tolist()[0]!r} in row "
            f"{values.index[wrong].tolist()[0]!r}; numbers of 0 or more are drawn"
        )
    return number


def texts(frame: pd.DataFrame, *columns: str) -> pd.Series[str]:
    """First of the columns that has a text, row by row, or ``unnamed``; the frame may lack some.

    Examples
    --------
    >>> frame = pd.DataFrame({"short_name": [None, "Asar"], "name": ["Otan Party", None]})
    >>> texts(frame, "short_name", "name").tolist()
    ['Otan Party', 'Asar']
    """
    given = [frame[column] for column in columns if column in frame.columns]
    rows = zip(*given, strict=True) if given else [()] * len(frame)
    named = [next((_clean(cell) for cell in row if _clean(cell)), "unnamed") for row in rows]
    return pd.Series(named, index=frame.index, dtype=object)


def _clean(cell: object) -> str:
    """Text without stray spaces; empty for a missing value."""
    return "" if cell is None or cell is pd.NA or cell != cell else " ".join(str(cell).split())


def colors(frame: pd.DataFrame, column: str, *, plot: str) -> pd.Series[str]:
    """Column as colours like ``#rrggbb``, a neutral grey where there is none.

    Raises
    ------
    PlotError
        If a value is no colour that matplotlib knows.

    Examples
    --------
    >>> colors(pd.DataFrame({"color": ["#0072B2", None]}), "color", plot="hemicycle").tolist()
    ['#0072b2', '#8c8c8c']
    """
    from matplotlib.colors import is_color_like, to_hex

    values = frame[column].astype(object)
    found = []
    for value, there in zip(values, values.notna(), strict=True):
        if there and not is_color_like(value):
            raise PlotError(
                f"{plot}: column {column!r} holds {value!r}; colours are like '#0072b2'"
            )
        found.append(to_hex(value) if there else NEUTRAL)
    return pd.Series(found, index=frame.index, dtype=object)


def optional_colors(frame: pd.DataFrame, *, plot: str) -> pd.Series[str]:
    """Colours of the column ``color``, all grey where the frame has none.

    Examples
    --------
    >>> optional_colors(pd.DataFrame({"seats": [83]}), plot="compare").tolist()
    ['#8c8c8c']
    """
    if "color" in frame.columns:
        return colors(frame, "color", plot=plot)
    return pd.Series(NEUTRAL, index=frame.index, dtype=object)


def listed(names: Iterable[str], *, most: int = 4) -> str:
    """Names in a row for a note, and beyond `most` the number of the rest.

    Examples
    --------
    >>> listed(["Otan", "Asar", "Aist"], most=2)
    'Otan, Asar and 1 more'
    """
    every = list(names)
    rest = len(every) - most
    return ", ".join(every[:most]) + (f" and {rest} more" if rest > 0 else "")
