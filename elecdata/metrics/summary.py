"""All indices of many elections at once, for any kind of frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from elecdata.errors import InvalidArgumentError

if TYPE_CHECKING:
    from typing import TypeVar

    from elecdata.metrics.tasks import Task

    Frame = TypeVar("Frame")


def summarize(
    frame: Frame,
    by: str | Iterable[str] = "election_id",
    votes: str | None = "votes",
    seats: str | None = "seats",
    others: str = "exclude",
    *,
    total_votes: str | float | None = None,
    total_seats: str | float | None = None,
    indices: str | Iterable[str] | None = None,
) -> Frame:
    """Indices of every election, one row each.

    Parameters
    ----------
    frame : frame
        One row a contestant and election: a frame of pandas, Polars, PyArrow, DuckDB, Dask, PySpark
        or whatever else narwhals knows, eager or lazy.
    by : str or list of str
        Columns that say which election a row belongs to. Rows without a key are a group too.
    votes, seats : str or None
        Columns of votes and of seats: counts, percentages or fractions. ``None`` where there are
        none; indices that need them are then left out.
    others : {"exclude", "party", "bounds"}
        What the listed contestants do not make up of the totals: left out, one party more, or
        bounds. With bounds there are three columns an index, ``<index>_low``, ``<index>`` (the
        middle) and ``<index>_high``; ``rae`` and ``cox_shugart`` have no bounds and no columns.
    total_votes, total_seats : str, number or None
        Totals that the figures are shares of: a column, the same within each group, or a number
        such as 100 for percentages. By default the sums of what is known, so that nothing is
        unlisted but the figures that are null.
    indices : str or list of str, optional
        Which ones; by default all: ``enp_votes``, ``enp_seats``, ``golosov_votes``,
        ``golosov_seats``, ``gallagher``, ``loosemore_hanby``, ``rose``, ``rae``, ``lijphart``,
        ``max_deviation``, ``sainte_lague``, ``dhondt``, ``cox_shugart``, ``bonus``, ``wasted``,
        ``margin``. They are the functions of `elecdata.metrics`, which say what they mean, and give
        the same answers.

    Returns
    -------
    frame
        Of the kind given: ``by``, then the indices, as floats. A lazy frame stays lazy, and nothing
        is read before you collect it. Missing (NaN in pandas and Dask, else null) where an index is
        not defined. Groups are in order of appearance in an eager frame, in no order in a lazy one.

    Raises
    ------
    UnknownNameError
        If a column, an index or the treatment of others does not exist.
    InvalidArgumentError
        If a figure is negative or infinite, or a total is less than its parts or differs within a
        group. A lazy query cannot raise; there such a group has null for what depends on it.

    Notes
    -----
    Nulls, zeros, independents and ties are treated as in `elecdata.metrics.disproportionality`.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {"election_id": ["a", "a", "b"], "votes": [60, 40, 9], "seats": [7, 3, 5]}
    ... )
    >>> summarize(frame, indices=["enp_votes", "gallagher"]).round(2)
      election_id  enp_votes  gallagher
    0           a       1.92       10.0
    1           b       1.00        0.0
    """
    import narwhals as nw

    from elecdata.metrics.tasks import task_of

    is_wrapped = isinstance(frame, nw.DataFrame | nw.LazyFrame)
    rows: Any = nw.to_native(frame, pass_through=True)
    is_dask = nw.dependencies.is_dask_dataframe(rows)
    held = _held(_empty(dict(rows.dtypes.items())) if is_dask else frame)
    task = task_of(
        held.collect_schema(),
        by,
        {"v": votes, "s": seats},
        {"v": total_votes, "s": total_seats},
        others,
        indices,
    )
    if isinstance(held, nw.LazyFrame):
        from elecdata.metrics.expressions import Query

        lazy = Query(task.by, task.figures, task.totals, task.others, task.wanted).of(held)
        return lazy if is_wrapped else lazy.to_native()  # type: ignore[return-value]
    from elecdata.metrics.eager import summarized

    found = _by_partition(rows, task) if is_dask else summarized(held, task)
    return nw.from_native(found) if is_wrapped else found  # type: ignore[no-any-return]


def _held(frame: Any) -> Any:
    """Columns of an eager frame; a lazy frame as narwhals knows it."""
    import narwhals as nw

    rows = nw.to_native(frame, pass_through=True)
    is_pandas = nw.dependencies.is_pandas_dataframe(rows) and not isinstance(frame, nw.LazyFrame)
    if is_pandas and rows.columns.nlevels > 1:
        raise InvalidArgumentError(
            f"frame has columns of {rows.columns.nlevels} levels; give each column one name"
        )
    if is_pandas and rows.columns.is_unique:
        from elecdata.metrics.eager import PandasColumns

        return PandasColumns(rows)
    try:
        known = nw.from_native(frame)  # which refuses a name used twice
    except TypeError:
        raise InvalidArgumentError(
            f"frame is a {type(frame).__name__}; give a frame that narwhals knows, or use the "
            "functions of elecdata.metrics for lists and mappings"
        ) from None
    if isinstance(known, nw.LazyFrame):
        return known
    from elecdata.metrics.eager import Columns

    return Columns(known)


def _empty(kinds: Mapping[str, Any]) -> Any:
    """A frame of pandas without rows."""
    import pandas as pd

    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


def _by_partition(frame: Any, task: Task) -> Any:
    """Groups of a frame of Dask brought together in partitions, each summarized on its own.

    Without narwhals, whose newest releases warn that they will no longer know Dask.
    """
    rows = frame[task.columns]
    if rows.npartitions > 1:
        rows = rows.shuffle(on=task.by)
    kinds = {key: rows.dtypes[key] for key in task.by} | dict.fromkeys(task.names, "float64")
    return rows.map_partitions(_partition, task, meta=_empty(kinds))


def _partition(rows: Any, task: Task) -> Any:
    """Indices of the groups of one partition."""
    from elecdata.metrics.eager import summarized

    return summarized(_held(rows), task)
