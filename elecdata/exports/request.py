"""Export tables: what is asked for, written wholly or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elecdata.disk import new_files, new_folder
from elecdata.errors import ElecdataError, InvalidArgumentError, UnknownNameError, WriteError
from elecdata.exports.contents import chosen, described, named, parts_of, provenance
from elecdata.exports.notes import note
from elecdata.exports.part import Part
from elecdata.exports.target import (
    RECORD,
    Target,
    check_free,
    digests,
    record_text,
    target_of,
)
from elecdata.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

    from elecdata.dataset import Data


@dataclass(frozen=True)
class Export:
    """What was written. Prints as a line, and a line for each name that was shortened.

    Attributes
    ----------
    path : Path
        The file or folder.
    format : str
        Its format.
    rows : dict of str to int
        Rows by table.
    renamed : tuple of (str, str, str)
        Table, column (empty for the table itself) and name in the file of everything whose name
        the format could not hold.
    """

    path: Path
    format: str
    rows: dict[str, int]
    renamed: tuple[tuple[str, str, str], ...]

    @property
    def names(self) -> pd.DataFrame:
        """The shortened names as a table."""
        import pandas as pd

        return pd.DataFrame(list(self.renamed), columns=["table", "column", "name"])

    def __str__(self) -> str:
        """What was written, in words."""
        tables = f"{len(self.rows)} table{'' if len(self.rows) == 1 else 's'}"
        count = sum(self.rows.values())
        rows = f"{count:,} row{'' if count == 1 else 's'}"
        lines = [f"{self.path}: {tables}, {rows} ({self.format})"]
        for table, column, name in self.renamed:
            lines.append(f"  {table}{'.' if column else ''}{column} is called {name} there")
        return "\n".join(lines)


def export(
    path: str | Path,
    format: str | None = None,  # noqa: A002  what the caller calls it
    *,
    tables: str | Iterable[str] | None = None,
    country: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    election: str | Iterable[str] | None = None,
    office: str | Iterable[str] | None = None,
    as_of: str | date | None = None,
    source: str | None = None,
    data: Data = None,
    partition_by: str | Iterable[str] = ("country", "year"),
    guard_formulas: bool = False,
    overwrite: bool = False,
) -> Export:
    """Write tables for another program, with labels, notes and reasons for empty cells.

    Parameters
    ----------
    path : str or Path
        A file, whose ending says the format: ``.csv``, ``.jsonl``, ``.parquet``, ``.xlsx``,
        ``.dta`` (Stata), ``.sav`` (SPSS), ``.sqlite``, ``.duckdb``; or a folder, with ``format``.
    format : str, optional
        ``csv``, ``jsonl``, ``parquet``, ``hive`` (Parquet in folders by the values of columns),
        ``excel``, ``stata``, ``spss``, ``sqlite`` or ``duckdb``.
    tables : str or list of str, optional
        Which tables. By default all of them in a folder, a workbook or a database, and in a file
        of one table the one that it is named after, as ``results.csv``.
    country, year, election, office, as_of, source, data : optional
        As in `load`. Tables that are not about elections, such as ``parties``, stay whole.
    partition_by : str or list of str
        For ``hive``: columns whose values name the folders. A table is split by those it has.
    guard_formulas : bool
        For ``csv``: put ``'`` before texts that a spreadsheet would take for formulas (those that
        begin with ``= + - @``, also of full width, a tab or a line end). By default a CSV file
        holds exactly the data.
    overwrite : bool
        Replace also what is no earlier export or was changed since. An unchanged earlier export
        is replaced in any case; a folder of other files never is.

    Returns
    -------
    Export
        What was written, and the names that had to be shortened.

    Raises
    ------
    UnknownNameError
        When there is no such format, table, column or election; also a ``KeyError``.
    InvalidArgumentError
        When path, format and tables do not go together; also a ``ValueError``.
    OverwriteError
        When something else lies there; also a ``FileExistsError``.
    ExportError
        When the format cannot hold a name or value without loss; also a ``ValueError``.
    WriteError
        When the disk refuses; also an ``OSError``. What lay there before is still there.
    MissingExtraError
        When the format needs a package that is not installed.

    Notes
    -----
    Beside a file lies ``<file>.elecdata.json``, in a folder ``elecdata.json``: data version,
    digests, what was chosen, names, notes. A folder, workbook or database also holds the tables
    ``codebook``, ``terms`` and ``about``.

    Examples
    --------
    >>> import elecdata, tempfile
    >>> folder = tempfile.mkdtemp()
    >>> done = elecdata.export(f"{folder}/elections.csv", year=2012)
    >>> done.rows
    {'elections': 1}
    """
    target = target_of(path, format)
    filters = {"country": country, "year": year, "election": election, "office": office}
    parts = _parts(target, tables, filters | {"as_of": as_of, "source": source, "data": data})
    columns = _partition_columns(partition_by, parts)
    try:
        check_free(target, overwrite=overwrite)
        _place(target, parts, columns, guard=guard_formulas)
    except ElecdataError:
        raise
    except OSError as error:
        why = error.strerror or str(error)
        raise WriteError(f"{str(target.path)!r} cannot be written ({why})") from error
    renamed = [(p.table.name, "", p.name) for p in parts if p.name != p.table.name]
    renamed += [
        (part.table.name, column, name)
        for part in parts
        for column, name in part.columns.items()
        if column != name
    ]
    rows = {part.table.name: part.rows.num_rows for part in parts}
    return Export(target.path, target.format.name, rows, tuple(renamed))


def _parts(
    target: Target, tables: str | Iterable[str] | None, filters: dict[str, Any]
) -> list[Part]:
    """Tables to be written, under the names they get."""
    form = target.format
    if target.is_folder or form.many:
        parts = described(parts_of(chosen(tables), filters), form.columns)
        return named(parts, form.tables, form.columns)
    if tables is None:
        if target.path.stem not in TABLES:
            raise InvalidArgumentError(
                f"{target.path.name!r} is named after no table; say tables='results', or name it "
                f"results{form.ending}"
            )
        tables = target.path.stem
    names = chosen(tables)
    if len(names) > 1:
        raise InvalidArgumentError(
            f"a file of {form.name} holds one table and {len(names)} are named; name a folder and "
            f"format={form.name!r}"
        )
    return named(parts_of(names, filters), form.tables, form.columns)


def _partition_columns(columns: str | Iterable[str], parts: Iterable[Part]) -> list[str]:
    """Columns to split by, each of which some table has."""
    wanted = list(dict.fromkeys([columns] if isinstance(columns, str) else columns))
    known = {name: None for part in parts for name in part.table.columns}
    for name in wanted:
        if name not in known and name not in ("country", "year"):
            raise UnknownNameError("column", name, known)
    return wanted


def _place(target: Target, parts: Sequence[Part], columns: Sequence[str], *, guard: bool) -> None:
    """Write beside the place, then put in place."""
    if target.is_folder:
        with new_folder(target.path.resolve()) as staging:
            for part in parts:
                ending = "" if target.format.name == "hive" else target.format.ending
                _write(target, [part], staging / f"{part.name}{ending}", columns, guard=guard)
            files = [path for path in staging.rglob("*") if path.is_file()]
            _write_record(staging / RECORD, target, parts, digests(staging, files))
        return
    with new_files(target.path) as staging:
        draft = staging / target.path.name
        _write(target, parts, draft, columns, guard=guard)
        _write_record(staging / target.record.name, target, parts, digests(staging, [draft]))


def _write(
    target: Target, parts: Sequence[Part], path: Path, columns: Sequence[str], *, guard: bool
) -> None:
    """Write one file, or the folder of one table."""
    from importlib import import_module

    name = target.format.name
    if name == "hive":
        from elecdata.exports.parquet import write_hive

        write_hive(parts[0], path, columns)
    elif name == "csv":
        from elecdata.exports.delimited import write

        write(parts[0], path, guard=guard)
    else:
        home = {"jsonl": "jsonlines"}.get(name, name)
        writer = import_module(f"elecdata.exports.{home}").write
        writer(parts if target.format.many else parts[0], path)


def _write_record(path: Path, target: Target, parts: Sequence[Part], files: dict[str, str]) -> None:
    """Write what the export holds."""
    facts = {
        "about": provenance(parts),
        "format": target.format.name,
        "files": files,
        "tables": {
            part.table.name: {
                "name": part.name,
                "description": part.table.description,
                "key": list(part.table.key),
                "rows": part.rows.num_rows,
                "columns": {
                    part.columns[field.name]: note(part.table, field) for field in part.table.fields
                },
            }
            for part in parts
        },
    }
    path.write_text(record_text(facts), encoding="utf-8")
