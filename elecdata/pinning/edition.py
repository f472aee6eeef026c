"""Published tables of one version, wherever they stand: installed, in a folder, a wheel, sheets."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elecdata import __version__
from elecdata.adoption.claim import Cell
from elecdata.dataset import PACKAGED, Assembled, Published, opened
from elecdata.errors import DataMissingError, IntegrityError, InvalidArgumentError
from elecdata.pinning.content import Choice, Content, Figure, Key, plain
from elecdata.schema import TABLES
from elecdata.store import MANIFEST, data_dir, read_manifest, read_table

if TYPE_CHECKING:
    import pyarrow as pa

    from elecdata.adoption.decision import Decision
    from elecdata.adoption.record import Record
    from elecdata.dataset import Data, Dataset

LARGEST = 512 * 2**20  # bytes that the tables in a wheel may have
# What zipfile raises on archives that are none, are cut off, enciphered or written by an enemy.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)


@dataclass(frozen=True, eq=False)
class Edition:
    """Published tables and the record behind them.

    Attributes
    ----------
    label : str
        Where they stand, for messages.
    version : str
        Version of the data.
    tables : mapping of str to pyarrow.Table
        By name.
    keys : mapping of str to tuple of str
        Columns that name a row, by table.
    digests : mapping of str to str
        Digest of each table.
    """

    label: str
    version: str
    tables: Mapping[str, pa.Table]
    keys: Mapping[str, Key]
    digests: Mapping[str, str]

    @cached_property
    def record(self) -> Record | None:
        """What the tables were made from; None where this version cannot read it."""
        from elecdata.adoption.published import record_of

        try:
            return record_of(self.tables)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None  # tables of another registry: their figures are known, not their sources

    def contents(self, choice: Choice) -> dict[str, Content]:
        """The part of the tables that was chosen; tables that are not there are left out."""
        tables, decisions = self._seen(choice)
        elections = self._elections(choice.filters)
        found = {}
        for name, wanted in choice.tables.items():
            if name in tables:
                columns = tables[name].column_names if wanted is None else wanted
                found[name] = self._content(name, tables[name], columns, elections, decisions)
        return found

    def _seen(self, choice: Choice) -> tuple[Mapping[str, pa.Table], Mapping[Cell, Decision]]:
        """Tables in the view that was chosen, and the decisions behind them."""
        record = self.record
        if not (choice.as_of or choice.source):
            return self.tables, _decisions(record)
        if record is None:
            raise IntegrityError(
                f"{self.label}: a view (as_of, source) needs claims that this version of elecdata "
                "can read"
            )
        from elecdata.adoption.assembly import assemble
        from elecdata.adoption.published import arrow_table

        day = date.fromisoformat(choice.as_of) if choice.as_of else None
        record = record.view(source=choice.source or None, as_of=day)
        rows = assemble(record)
        seen = {name: arrow_table(name, rows[name]) for name in choice.tables if name in rows}
        return seen, _decisions(record)

    def _elections(self, filters: Mapping[str, list[Any]]) -> set[str] | None:
        """Ids of the elections that filters let through; None for all."""
        if not filters:
            return None
        rows = self.tables["elections"].to_pylist() if "elections" in self.tables else []
        for name, values in filters.items():
            column = "election_id" if name == "election" else name
            rows = [row for row in rows if row.get(column) in values]
        return {row["election_id"] for row in rows}

    def _content(
        self,
        name: str,
        table: pa.Table,
        wanted: tuple[str, ...] | list[str],
        elections: set[str] | None,
        decisions: Mapping[Cell, Decision],
    ) -> Content:
        """One table, with the wanted columns and elections."""
        key = self.keys[name]
        types = {field.name: str(field.type) for field in table.schema}
        columns = {column: types[column] for column in wanted if column in types}
        columns = {column: kind for column, kind in columns.items() if column not in key}
        rows: dict[Key, dict[str, Figure]] = {}
        for row in table.to_pylist():
            if elections is not None and row.get("election_id", "") not in {"", *elections}:
                continue
            here = tuple(str(plain(row.get(part))) for part in key)
            if here in rows:
                raise IntegrityError(f"{self.label}: table {name!r} has two rows {'/'.join(here)}")
            rows[here] = {
                column: _figure(plain(row[column]), decisions.get(Cell(name, here, column)))
                for column in columns
                if plain(row[column]) is not None
            }
        return Content(key, columns, rows)


def _figure(value: Any, decision: Decision | None) -> Figure:
    """A value with the source and the ruling behind it; computed and typed ones have none."""
    if decision is None or not decision.chosen:
        return Figure(value)
    ruling = decision.ruling
    source = decision.chosen[0].source_id
    return Figure(value, source, ruling.rule, ruling.reason) if ruling else Figure(value, source)


def _decisions(record: Record | None) -> Mapping[Cell, Decision]:
    """What was decided, cell by cell; nothing where the record cannot be read."""
    try:
        return record.decisions if record else {}
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}  # claims of another registry


def edition_of(where: Data = None) -> Edition:
    """Published tables that stand somewhere.

    Parameters
    ----------
    where : path, str, None or list of these, optional
        Folder of published tables or of coding sheets, wheel of elecdata, or the number of the
        installed version. None for the installed tables. A list is one dataset, as in `load`.

    Raises
    ------
    DataMissingError
        When there is nothing; the message says how to get another version.
    InvalidArgumentError, IntegrityError
        When it is none of these, or damaged.
    ClashError
        When several datasets give one id to different things.
    """
    if isinstance(where, list | tuple) and len(where) == 1:
        return edition_of(where[0])
    if isinstance(where, list | tuple | Published | Assembled):
        return _of_dataset(opened(where), label_of(where))
    if where is None or where == __version__:
        return _of_folder(data_dir(), f"elecdata {__version__}")
    try:
        path = Path(where)  # type: ignore[arg-type]
        is_folder, is_file = path.is_dir(), path.is_file()
    except (TypeError, ValueError, OSError) as error:
        raise InvalidArgumentError(
            f"{where!r} is no folder, wheel, lock or version ({error})"
        ) from error
    if is_folder and (path / MANIFEST).exists():
        return _of_folder(path, str(path))
    if is_folder and (path / "sources.csv").exists():
        return _of_dataset(opened(path), str(path))
    if is_file and path.suffix == ".whl":
        return _of_wheel(path)
    if is_folder or is_file:
        raise InvalidArgumentError(
            f"{path} is no folder of published tables ({MANIFEST}), no folder of coding sheets "
            "(sources.csv), no wheel of elecdata and no lock"
        )
    raise DataMissingError(
        f"nothing at {path}. Version {__version__} is installed; get another one as a wheel with "
        "'pip download --no-deps elecdata==VERSION' and give the path of the wheel"
    )


def _of_folder(folder: Path, label: str) -> Edition:
    """Published tables of a folder, each held against the manifest."""
    manifest = read_manifest(folder)
    tables, keys = {}, {}
    for name, entry in manifest["tables"].items():
        tables[name] = read_table(folder, name, entry)
        keys[name] = _key(name, entry.get("key"), tables[name], label)
    digests = {name: str(entry.get("digest")) for name, entry in manifest["tables"].items()}
    return Edition(label, str(manifest.get("version")), tables, keys, digests)


def _key(name: str, key: object, table: pa.Table, label: str) -> Key:
    """Columns that name a row, as the manifest says."""
    if isinstance(key, list) and key and set(key) <= set(table.column_names):
        return tuple(key)
    raise IntegrityError(f"{label}: {MANIFEST} gives table {name!r} no key that it has")


def _of_dataset(dataset: Dataset, label: str) -> Edition:
    """Tables of coding sheets, or of several datasets as one."""
    tables = {name: dataset.table(name) for name in dataset.rows}
    keys = {name: TABLES[name].key for name in tables}
    digests = {name: dataset.digest(name) for name in tables}
    return Edition(label, dataset.version, tables, keys, digests)


def label_of(where: Data) -> str:
    """A ``data=`` argument in words that are true on every machine: the last part of each path.

    Examples
    --------
    >>> label_of([None, "work/my-sheets"])
    'elecdata + my-sheets'
    """
    if isinstance(where, list | tuple):
        return " + ".join(label_of(each) for each in where)
    if where is None or where == __version__:
        return PACKAGED
    name = where.name if hasattr(where, "name") else str(where)
    return Path(name).resolve().name or name


def _of_wheel(path: Path) -> Edition:
    """Published tables inside a wheel."""
    room = LARGEST
    with tempfile.TemporaryDirectory() as scratch:
        try:
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    inner = entry.filename.removeprefix("elecdata/_data/")
                    if inner == entry.filename or "/" in inner or "\\" in inner or not inner:
                        continue  # nothing but the tables, and nothing outside the folder
                    room -= entry.file_size
                    if room < 0:
                        raise IntegrityError(f"{path}: its tables have more than {LARGEST:,} bytes")
                    with archive.open(entry) as inside, (Path(scratch) / inner).open("wb") as out:
                        shutil.copyfileobj(inside, out)
        except _DAMAGED as error:
            raise IntegrityError(f"{path} is no wheel that can be read ({error})") from error
        if not (Path(scratch) / MANIFEST).is_file():
            raise IntegrityError(f"{path} is no wheel of elecdata: it holds no tables")
        return _of_folder(Path(scratch), str(path))
