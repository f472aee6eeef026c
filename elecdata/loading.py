"""Read published tables: whole, filtered, as of a day, or from one source alone."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from elecdata.dataset import opened, to_pandas
from elecdata.errors import InvalidArgumentError, MissingExtraError, UnknownNameError

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    import pyarrow as pa

    from elecdata.adoption.record import Record
    from elecdata.dataset import Data, Dataset

BACKENDS = ("pandas", "pyarrow", "polars", "duckdb")
FILTERS = ("country", "year", "election", "office")

_thread = threading.local()


def tables(*, data: Data = None) -> pd.DataFrame:
    """List the published tables.

    Parameters
    ----------
    data : path, None or list of these, optional
        As in `load`.

    Returns
    -------
    pandas.DataFrame
        One row a table: ``table``, ``rows``, ``columns`` (how many), ``key``, ``description``.

    Examples
    --------
    >>> import elecdata
    >>> elecdata.tables().table.head(2).to_list()
    ['results', 'elections']
    """
    import pandas as pd

    from elecdata.schema import TABLES

    published = opened(data).rows
    return pd.DataFrame(
        [
            {
                "table": name,
                "rows": published[name],
                "columns": len(table.fields),
                "key": ", ".join(table.key),
                "description": table.description,
            }
            for name, table in TABLES.items()
            if name in published
        ]
    )


def load(
    table: str = "results",
    *,
    country: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    election: str | Iterable[str] | None = None,
    office: str | Iterable[str] | None = None,
    as_of: str | date | None = None,
    source: str | None = None,
    backend: str = "pandas",
    data: Data = None,
) -> Any:
    """Load a published table.

    Parameters
    ----------
    table : str
        Name of the table; `tables` lists them.
    country, year, election, office : value or list of values, optional
        Keep the rows of elections in that country (``"KAZ"``), of that year, with that id, for
        that office (``"legislature"``, ``"presidency"``). A value that no election has raises.
    as_of : str or date, optional
        Keep only what sources published by this day said, and decide anew among them. Sources
        whose day is not known are left out; ``attrs`` name them.
    source : str, optional
        Keep only what this source says.
    backend : str
        ``pandas`` (default), ``pyarrow``, ``polars``, or ``duckdb`` for a lazy relation.
    data : path, None or list of these, optional
        Whose data: None for those of the package; a folder of published tables, or of coding
        sheets, which are checked and built in memory; or several, ``[None, "my-sheets"]``, as one.

    Returns
    -------
    pandas.DataFrame, pyarrow.Table, polars.DataFrame or duckdb.DuckDBPyRelation
        A table of the caller's own; changing it changes nothing elsewhere. Counts are ``Int64``
        in pandas, so that a missing count is ``<NA>`` and a seat stays a whole number.
        ``df.attrs["elecdata"]`` says which data version, digest and view it is.

    Raises
    ------
    UnknownNameError
        When the table or a value asked for does not exist; also a ``KeyError``.
    InvalidArgumentError
        When an argument cannot be understood; also a ``ValueError``.
    IntegrityError
        When a file is not the one that was published.
    ValidationError
        When coding sheets have a problem; also a ``ValueError``.
    ClashError
        When several datasets give one id to different things; also a ``ValueError``.

    Examples
    --------
    >>> import elecdata
    >>> seats = elecdata.load("results", election="kz-2012-majilis")
    >>> int(seats.set_index("contestant_id").seats["kz-nur-otan"])
    83
    """
    if backend not in BACKENDS:
        raise UnknownNameError("backend", backend, BACKENDS)
    dataset = opened(data)
    if not isinstance(table, str):
        raise InvalidArgumentError(
            f"table is {type(table).__name__}; it should be the name of a table, such as 'results'"
        )
    if table not in dataset.rows:
        raise UnknownNameError("table", table, dataset.rows)
    asked = {"country": country, "year": year, "election": election, "office": office}
    filters = {name: values_of(name, value) for name, value in asked.items() if value is not None}
    if not filters and as_of is None and source is None and backend == "pandas":
        frame = dataset.frame(table)
        frame.attrs["elecdata"] = _about(dataset, table, {})
        return frame
    rows, view = _view(dataset, table, as_of, source)
    about = _about(dataset, table, view | filters)
    rows = _kept(rows, table, filters, dataset)
    return _as_backend(rows, backend, about)


def values_of(name: str, value: object) -> list[Any]:
    """The values of a filter as a list of the right type."""
    wanted = int if name == "year" else str
    values = [value] if isinstance(value, str | int) or not isinstance(value, Iterable) else value
    chosen: list[Any] = list(values)
    for each in chosen:
        whole = type(each).__name__.startswith(("int", "uint"))
        if not (whole if wanted is int else isinstance(each, str)):
            raise InvalidArgumentError(
                f"{name} is {each!r}; it should be {wanted.__name__} or a list of {wanted.__name__}"
            )
    return [wanted(each) for each in chosen]


def _about(dataset: Dataset, name: str, view: dict[str, Any]) -> dict[str, Any]:
    """Which data a frame holds."""
    return {
        "data": dataset.name,
        "version": dataset.version,
        "table": name,
        "digest": dataset.digest(name),
        "view": view,
    }


def record(*, data: Data = None) -> Record:
    """The record behind the published tables: claims, rulings, registers.

    Parameters
    ----------
    data : path, None or list of these, optional
        As in `load`.

    Returns
    -------
    elecdata.adoption.record.Record
        Read once for every state of the published files.
    """
    return opened(data).record()


def _view(
    dataset: Dataset, table: str, as_of: str | date | None, source: str | None
) -> tuple[pa.Table, dict[str, Any]]:
    """Rows of a table in a view, and what the view did."""
    if as_of is None and source is None:
        return dataset.table(table), {}
    from elecdata.adoption.assembly import assemble
    from elecdata.adoption.published import arrow_table

    seen, view = view_of(dataset, as_of, source)
    return arrow_table(table, assemble(seen)[table]), view


def view_of(
    dataset: Dataset, as_of: str | date | None, source: str | None
) -> tuple[Record, dict[str, Any]]:
    """The record as of a day, or as one source alone has it, and what the view did."""
    whole = dataset.record()
    if source is not None and source not in whole.sources:
        raise UnknownNameError("source", source, whole.sources)
    day = day_of(as_of)
    view: dict[str, Any] = {}
    if source is not None:
        view["source"] = source
    if day is not None:
        view["as_of"] = day.isoformat()
        view["sources_without_date"] = sorted(
            s.source_id for s in whole.sources.values() if s.published is None
        )
    return whole.view(source=source, as_of=day) if view else whole, view


def day_of(as_of: str | date | None) -> date | None:
    """The day asked for."""
    from datetime import date, datetime

    if as_of is None:
        return None
    if isinstance(as_of, datetime):
        return as_of.date()
    if isinstance(as_of, date):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except (TypeError, ValueError) as error:
        raise InvalidArgumentError(
            f"as_of is {as_of!r}; it should be a day such as '2012-01-16'"
        ) from error


def _kept(rows: pa.Table, table: str, filters: dict[str, Any], dataset: Dataset) -> pa.Table:
    """Rows of the elections that the filters name."""
    if not filters:
        return rows
    import pyarrow.compute as pc

    if "election_id" not in rows.column_names:
        names = [name for name in dataset.rows if name not in {"sources", "parties", "people"}]
        raise InvalidArgumentError(
            f"table {table!r} is not about elections and cannot be filtered by "
            f"{', '.join(filters)}; tables that can: {', '.join(names)}"
        )
    every = elections = dataset.table("elections").to_pylist()
    for name, values in filters.items():
        column = "election_id" if name == "election" else name
        known = sorted({row[column] for row in every})
        for value in values:
            if value not in known:
                raise UnknownNameError(name, value, [str(each) for each in known])
        elections = [row for row in elections if row[column] in values]
    chosen = [row["election_id"] for row in elections]
    import pyarrow as pa

    return rows.filter(pc.is_in(rows["election_id"], value_set=pa.array(chosen, pa.string())))


def _as_backend(rows: pa.Table, backend: str, about: dict[str, Any]) -> Any:
    """Rows in the library asked for."""
    if backend == "pandas":
        frame = to_pandas(rows)
        frame.attrs["elecdata"] = about
        return frame
    from elecdata.schema import TABLES
    from elecdata.schema.arrow import described

    if about["table"] in TABLES:
        rows = described(rows, TABLES[about["table"]])
    note = json.dumps(about, ensure_ascii=False)
    rows = rows.replace_schema_metadata({**(rows.schema.metadata or {}), b"elecdata": note})
    if backend == "pyarrow":
        return rows
    try:
        if backend == "polars":
            import polars as pl

            return pl.from_arrow(rows)
        import duckdb
    except ImportError as error:
        raise MissingExtraError(backend, f"backend={backend!r}") from error
    if threading.current_thread() is threading.main_thread():
        return duckdb.from_arrow(rows)
    # A connection serves one thread; relations of one thread share theirs and can be joined.
    if not hasattr(_thread, "connection"):
        _thread.connection = duckdb.connect(":memory:")
    return _thread.connection.from_arrow(rows)
