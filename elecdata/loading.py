"""Read published tables: whole, filtered, as of a day, or from one source alone."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elecdata.errors import InvalidArgumentError, MissingExtraError, UnknownNameError
from elecdata.store import data_dir, read_bytes, read_manifest

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    import pyarrow as pa

    from elecdata.adoption.record import Record

BACKENDS = ("pandas", "pyarrow", "polars", "duckdb")
FILTERS = ("country", "year", "election", "office")

# Parsed tables by folder, name and digest of the file: a file that changes is read anew.
_arrow: dict[tuple[Path, str, str], pa.Table] = {}
_frames: dict[tuple[Path, str, str], pd.DataFrame] = {}


def tables() -> pd.DataFrame:
    """List the published tables.

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

    published = read_manifest(data_dir())["tables"]
    return pd.DataFrame(
        [
            {
                "table": name,
                "rows": published[name]["rows"],
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

    Examples
    --------
    >>> import elecdata
    >>> seats = elecdata.load("results", election="kz-2012-majilis")
    >>> int(seats.set_index("contestant_id").seats["kz-nur-otan"])
    83
    """
    if backend not in BACKENDS:
        raise UnknownNameError("backend", backend, BACKENDS)
    folder = data_dir()
    manifest = _manifest(folder)
    if not isinstance(table, str):
        raise InvalidArgumentError(
            f"table is {type(table).__name__}; it should be the name of a table, such as 'results'"
        )
    if table not in manifest["tables"]:
        raise UnknownNameError("table", table, manifest["tables"])
    asked = {"country": country, "year": year, "election": election, "office": office}
    filters = {name: _values(name, value) for name, value in asked.items() if value is not None}
    if not filters and as_of is None and source is None and backend == "pandas":
        return _frame(folder, table, manifest)
    rows, view = _view(folder, table, manifest, as_of, source)
    about = _about(manifest, table, view | filters)
    rows = _kept(rows, table, filters, folder, manifest)
    return _as_backend(rows, backend, about)


def _values(name: str, value: object) -> list[Any]:
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


def _manifest(folder: Path) -> dict[str, Any]:
    """The folder's manifest, parsed once for every state of the file."""
    try:
        state = (folder / "manifest.json").stat()
    except OSError:
        return read_manifest(folder)
    return _manifest_of(folder, state.st_mtime_ns, state.st_size, state.st_ino)


@functools.lru_cache(maxsize=4)
def _manifest_of(folder: Path, *_state: int) -> dict[str, Any]:
    """The folder's manifest in one state of the file."""
    return read_manifest(folder)


def _table(
    folder: Path, name: str, manifest: dict[str, Any]
) -> tuple[pa.Table, tuple[Path, str, str]]:
    """A published table, read anew only when its file has changed, and its key in the cache."""
    entry = manifest["tables"][name]
    data = read_bytes(folder, name, entry)
    key = (folder, name, entry["sha256"])
    if key not in _arrow:
        import pyarrow as pa
        import pyarrow.parquet as pq

        from elecdata.errors import IntegrityError

        try:
            _arrow[key] = pq.ParquetFile(pa.BufferReader(data)).read(use_threads=False)
        except (pa.ArrowException, OSError) as error:
            raise IntegrityError(
                f"table {name!r}: {entry['file']} is no Parquet: {error}"
            ) from error
    return _arrow[key], key


def _frame(folder: Path, name: str, manifest: dict[str, Any]) -> pd.DataFrame:
    """A published table in pandas, a copy for every caller."""
    rows, key = _table(folder, name, manifest)
    if key not in _frames:
        _frames[key] = _to_pandas(rows)
    frame = _frames[key].copy()
    frame.attrs["elecdata"] = _about(manifest, name, {})
    return frame


def _to_pandas(rows: pa.Table) -> pd.DataFrame:
    """Arrow to pandas: counts as Int64, booleans that may be missing, days as datetimes."""
    import pandas as pd
    import pyarrow as pa

    nullable = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    frame: pd.DataFrame = rows.to_pandas(
        types_mapper=nullable.get, date_as_object=False, use_threads=False
    )
    return frame


def _about(manifest: dict[str, Any], name: str, view: dict[str, Any]) -> dict[str, Any]:
    """Which data a frame holds."""
    return {
        "version": manifest["version"],
        "table": name,
        "digest": manifest["tables"][name]["digest"],
        "view": view,
    }


def record() -> Record:
    """The record behind the published tables: claims, rulings, registers.

    Returns
    -------
    elecdata.adoption.record.Record
        Read once for every state of the published files.
    """
    folder = data_dir()
    manifest = _manifest(folder)
    names = ("elections", "claims", "rulings", *_registers())
    digests = tuple(manifest["tables"][name]["sha256"] for name in names)
    return _record(folder, names, digests)


def _registers() -> tuple[str, ...]:
    """Names of the shared sheets."""
    from elecdata.adoption.record import REGISTERS

    return REGISTERS


@functools.lru_cache(maxsize=2)
def _record(folder: Path, names: Sequence[str], _digests: tuple[str, ...]) -> Record:
    """The record of one state of the published files."""
    from elecdata.adoption.published import record_of

    manifest = _manifest(folder)
    return record_of({name: _table(folder, name, manifest)[0] for name in names})


def _view(
    folder: Path, table: str, manifest: dict[str, Any], as_of: str | date | None, source: str | None
) -> tuple[pa.Table, dict[str, Any]]:
    """Rows of a table in a view, and what the view did."""
    if as_of is None and source is None:
        return _table(folder, table, manifest)[0], {}
    from elecdata.adoption.assembly import assemble
    from elecdata.adoption.published import arrow_table

    whole = record()
    if source is not None and source not in whole.sources:
        raise UnknownNameError("source", source, whole.sources)
    day = _day(as_of)
    seen = whole.view(source=source, as_of=day)
    view: dict[str, Any] = {}
    if source is not None:
        view["source"] = source
    if day is not None:
        view["as_of"] = day.isoformat()
        view["sources_without_date"] = sorted(
            s.source_id for s in whole.sources.values() if s.published is None
        )
    return arrow_table(table, assemble(seen)[table]), view


def _day(as_of: str | date | None) -> date | None:
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


def _kept(
    rows: pa.Table, table: str, filters: dict[str, Any], folder: Path, manifest: dict[str, Any]
) -> pa.Table:
    """Rows of the elections that the filters name."""
    if not filters:
        return rows
    import pyarrow.compute as pc

    if "election_id" not in rows.column_names:
        names = [
            name for name in manifest["tables"] if name not in {"sources", "parties", "people"}
        ]
        raise InvalidArgumentError(
            f"table {table!r} is not about elections and cannot be filtered by "
            f"{', '.join(filters)}; tables that can: {', '.join(names)}"
        )
    every = elections = _table(folder, "elections", manifest)[0].to_pylist()
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
        frame = _to_pandas(rows)
        frame.attrs["elecdata"] = about
        return frame
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
    return duckdb.from_arrow(rows)
