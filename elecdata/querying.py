"""Ask the tables in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from elecdata.errors import InvalidArgumentError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from duckdb import DuckDBPyConnection


def connect(**filters: Any) -> DuckDBPyConnection:
    """Open a DuckDB database in memory with every table as a view.

    Parameters
    ----------
    **filters
        As in `load`: ``country``, ``year``, ``election``, ``office``, ``as_of``, ``source``,
        ``data``.
        Tables that are not about elections, such as ``parties``, stay whole.

    Returns
    -------
    duckdb.DuckDBPyConnection
        Views and their columns carry the registry's text as comments. Close it when done.

    Raises
    ------
    MissingExtraError
        When DuckDB is not installed.

    Examples
    --------
    >>> import elecdata
    >>> with elecdata.connect(year=2012) as connection:
    ...     connection.execute("select sum(seats) from results").fetchone()
    (107,)
    """
    from elecdata.exports.contents import chosen, named, parts_of
    from elecdata.exports.duckdb import comment, opened

    parts = named(parts_of(chosen(None), filters), None, None)
    connection = opened(":memory:", "SQL")
    for part in parts:
        connection.register(part.name, part.rows)
        comment(connection, part, "VIEW")
    return connection


def sql(query: str, **filters: Any) -> pd.DataFrame:
    """Answer a question put in SQL, in the words of DuckDB.

    Parameters
    ----------
    query : str
        One statement about the tables that `tables` lists.
    **filters
        As in `connect`.

    Returns
    -------
    pandas.DataFrame
        Whole numbers are ``Int64``, as from `load`; no rows for a statement without an answer.

    Raises
    ------
    InvalidArgumentError
        When DuckDB cannot answer; its message says where.
    MissingExtraError
        When DuckDB is not installed.

    Examples
    --------
    >>> import elecdata
    >>> answer = elecdata.sql("select name, seats from results order by seats desc", year=2012)
    >>> int(answer.seats[0])
    83
    """
    from elecdata.dataset import to_pandas

    connection = connect(**filters)
    import duckdb
    import pyarrow as pa

    try:
        answer: Any = connection.sql(query)
        rows = pa.table({}) if answer is None else _whole(answer.arrow())
    except duckdb.Error as error:
        said = " ".join(str(error).partition("\n\nLINE")[0].split())
        raise InvalidArgumentError(f"the query has no answer: {said}") from error
    finally:
        connection.close()
    return to_pandas(rows)


def _whole(rows: Any) -> pa.Table:
    """An answer with every column of whole numbers as int64, as far as they fit."""
    import pyarrow as pa

    # Old releases of DuckDB answer with a table, new ones with a reader of one.
    table = rows if isinstance(rows, pa.Table) else rows.read_all()
    for place, column in enumerate(table.columns):
        whole = pa.types.is_integer(column.type) or (
            pa.types.is_decimal(column.type) and column.type.scale == 0
        )
        if whole:
            try:
                table = table.set_column(place, table.field(place).name, column.cast(pa.int64()))
            except pa.ArrowInvalid:  # beyond 64 bits
                continue
    return table
