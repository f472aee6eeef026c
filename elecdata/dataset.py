"""What every verb works on: the packaged tables, a folder of one's own, or several together."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from elecdata.errors import (
    ElecdataError,
    IntegrityError,
    InvalidArgumentError,
    UnknownNameError,
)
from elecdata.store import SHEETS, data_dir, folder_kind, parsed, read_bytes, read_manifest

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from elecdata.adoption.record import Record

    Place: TypeAlias = str | os.PathLike[str] | None
    Data: TypeAlias = "Place | Dataset | Sequence[Place]"

PACKAGED = "elecdata"
KEPT = 128  # parsed tables kept in memory: those of a few folders


class Dataset(Protocol):
    """Tables of one release, and the record behind them.

    Attributes
    ----------
    name : str
        ``elecdata`` for the packaged tables, the folder for others.
    """

    name: str

    @property
    def version(self) -> str:
        """Version of elecdata that made the tables."""

    @property
    def rows(self) -> dict[str, int]:
        """Rows of every table, by name."""

    def table(self, name: str) -> pa.Table:
        """A table in Arrow, not to be changed."""

    def frame(self, name: str) -> pd.DataFrame:
        """A table in pandas, a copy for every caller."""

    def digest(self, name: str) -> str:
        """Digest of a table's content."""

    def record(self) -> Record:
        """Claims, rulings and registers from which the tables follow."""


def opened(data: Data = None) -> Dataset:
    """The dataset that a ``data=`` argument means.

    Parameters
    ----------
    data : path, None, or list of these
        None for the packaged tables; a folder of published tables or of coding sheets, which are
        checked and built in memory; or several of these, joined into one dataset.

    Raises
    ------
    DataMissingError
        When there is nothing at a path; also a ``FileNotFoundError``.
    InvalidArgumentError
        When an argument is no path, or a folder of neither kind; also a ``ValueError``.
    ValidationError
        When sheets have a problem, or datasets contradict each other without a ruling.
    ClashError
        When two datasets give one id to different things.

    Examples
    --------
    >>> opened().name
    'elecdata'
    """
    if data is None:
        return Published(data_dir(), PACKAGED)
    if isinstance(data, Published | Assembled):
        return data
    if isinstance(data, list | tuple):
        wrong = [each for each in data if not isinstance(each, str | os.PathLike | None)]
        if wrong or not data:
            found = f"holds {wrong[0]!r}" if wrong else "is empty"
            raise InvalidArgumentError(
                f"data {found}; it should hold paths, and None for the packaged tables"
            )
        parts = [opened(each) for each in data]
        return parts[0] if len(parts) == 1 else _together(parts)
    if not isinstance(data, str | os.PathLike):
        raise InvalidArgumentError(
            f"data is {type(data).__name__}; it should be a folder, None for the packaged tables, "
            "or a list of these"
        )
    folder, kind = folder_kind(data, "data")
    return _coded(folder.resolve()) if kind == SHEETS else Published(folder.resolve())


class Published:
    """Tables of a folder with a manifest, compared with it each time they are read."""

    def __init__(self, folder: Path, name: str = "") -> None:
        self.folder, self.name = folder, name or str(folder)
        self.manifest = _manifest(folder)
        self._is_read = False

    @property
    def version(self) -> str:
        """Version of elecdata that made the tables."""
        return str(self.manifest["version"])

    @property
    def rows(self) -> dict[str, int]:
        """Rows of every table, by name."""
        return {name: entry["rows"] for name, entry in self.manifest["tables"].items()}

    def digest(self, name: str) -> str:
        """Digest of a table's content, as the manifest has it."""
        return str(self.manifest["tables"][name]["digest"])

    def table(self, name: str) -> pa.Table:
        """A table in Arrow, parsed anew only when its file has changed."""
        return self._tables((name,))[0]

    def frame(self, name: str) -> pd.DataFrame:
        """A table in pandas, a copy for every caller."""
        rows = self.table(name)
        return _copy(_frame(self.folder, name, self._sha256(name), _Aside(rows)))

    def record(self) -> Record:
        """The record, read once for every state of the files."""
        from elecdata.adoption.record import REGISTERS

        names = ("elections", "claims", "rulings", *REGISTERS)
        tables = dict(zip(names, self._tables(names), strict=True))
        self._compare_columns(tables)
        digests = tuple(self._sha256(name) for name in names)
        return _record(self.folder, digests, _Aside(tables))

    def _tables(self, names: Sequence[str]) -> list[pa.Table]:
        """Tables of one and the same build, also when another one takes its place meanwhile."""
        while True:
            try:
                found = [self._checked(name) for name in names]
            except IntegrityError:
                if not self._is_built_anew():
                    raise
            else:
                self._is_read = True
                return found

    def _checked(self, name: str) -> pa.Table:
        """One table, its file compared with the manifest."""
        entry = self.manifest["tables"].get(name)
        if entry is None:
            raise UnknownNameError("table", name, self.manifest["tables"])
        data = read_bytes(self.folder, name, entry)
        return _parsed(self.folder, name, entry["sha256"], _Aside((entry, data)))

    def _is_built_anew(self) -> bool:
        """Whether another build has taken the folder's place; then its manifest is followed.

        Raises
        ------
        IntegrityError
            When tables of the earlier build are in use already: the two do not mix.
        """
        try:
            now = read_manifest(self.folder)
        except ElecdataError:
            return False
        if now == self.manifest:
            return False
        if self._is_read:
            raise IntegrityError(f"{self.folder} was built anew while it was read; try again")
        self.manifest = now
        return True

    def _sha256(self, name: str) -> str:
        """Digest of a table's file, as the manifest has it."""
        return str(self.manifest["tables"][name]["sha256"])

    def _compare_columns(self, tables: dict[str, pa.Table]) -> None:
        """Raise when a table has other columns than this version works with, or other types."""
        from elecdata.schema import TABLES
        from elecdata.schema.arrow import arrow_schema

        for name, table in tables.items():
            wanted = arrow_schema(TABLES[name])
            if (table.schema.names, table.schema.types) != (wanted.names, wanted.types):
                raise IntegrityError(
                    f"table {name!r} of {self.folder} has the columns of elecdata {self.version}, "
                    "not of the one in use; build the folder again from its sheets"
                )

    @property
    def state(self) -> tuple[str, ...]:
        """What tells this dataset from every other, and from itself before a change."""
        return (self.name, *(entry["sha256"] for entry in self.manifest["tables"].values()))


class Assembled:
    """Tables made in memory from a record."""

    def __init__(
        self, tables: dict[str, pa.Table], record: Record, state: tuple[str, ...], version: str
    ) -> None:
        self.name, self.version, self.state = state[0], version, state
        self._tables, self._record = tables, record
        self._frames: dict[str, pd.DataFrame] = {}
        self._digests: dict[str, str] = {}

    @property
    def rows(self) -> dict[str, int]:
        """Rows of every table, by name."""
        return {name: table.num_rows for name, table in self._tables.items()}

    def table(self, name: str) -> pa.Table:
        """A table in Arrow."""
        return self._tables[name]

    def frame(self, name: str) -> pd.DataFrame:
        """A table in pandas, a copy for every caller."""
        if name not in self._frames:
            self._frames[name] = to_pandas(self._tables[name])
        return _copy(self._frames[name])

    def digest(self, name: str) -> str:
        """Digest of a table's content, computed when it is first asked for."""
        if name not in self._digests:
            from elecdata.digest import table_digest

            self._digests[name] = table_digest(self._tables[name])
        return self._digests[name]

    def record(self) -> Record:
        """The record that the tables were made from."""
        return self._record


class _Aside:
    """An argument that a cached function needs once and that is no part of its key."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def taken(self) -> Any:
        """The value, let go of: the cache keeps its keys, and would keep the value with them."""
        value, self._value = self._value, None
        return value

    def __eq__(self, other: object) -> bool:
        """Whether the other is an argument of this kind."""
        return isinstance(other, _Aside)

    def __hash__(self) -> int:
        """The same for all."""
        return 0


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


@functools.lru_cache(maxsize=KEPT)
def _parsed(folder: Path, name: str, _sha256: str, content: _Aside) -> pa.Table:
    """A table from its entry in the manifest and the bytes of its file, once for every state."""
    return parsed(folder, name, *content.taken())


@functools.lru_cache(maxsize=KEPT)
def _frame(_folder: Path, _name: str, _sha256: str, rows: _Aside) -> pd.DataFrame:
    """A table in pandas, made once for every state of its file and never handed out."""
    return to_pandas(rows.taken())


def _copy(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame that shares nothing with the one given, not even the names of its columns."""
    fresh = frame.copy()
    fresh.columns = frame.columns.copy(deep=True)  # before pandas 3 the copy shares their array
    return fresh


def to_pandas(rows: pa.Table) -> pd.DataFrame:
    """Arrow to pandas: counts as Int64, booleans that may be missing, days as datetimes."""
    import pandas as pd
    import pyarrow as pa

    nullable = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    frame: pd.DataFrame = rows.to_pandas(
        types_mapper=nullable.get, date_as_object=False, use_threads=False
    )
    return frame


@functools.lru_cache(maxsize=4)
def _record(_folder: Path, _digests: tuple[str, ...], tables: _Aside) -> Record:
    """The record of one state of the published files."""
    from elecdata.adoption.published import record_of

    return record_of(tables.taken())


def _coded(folder: Path) -> Assembled:
    """Sheets of a folder, built in memory once for every state of their files."""
    from elecdata.digest import folder_digest

    state = folder_digest(folder)
    found = _built(folder, state)
    if folder_digest(folder) != state:
        raise IntegrityError(f"{folder} changed while its sheets were read; try again")
    return found


@functools.lru_cache(maxsize=4)
def _built(folder: Path, state: str) -> Assembled:
    """Tables of one state of a folder of sheets."""
    from elecdata import __version__
    from elecdata.curation.publication import build

    return Assembled(*build(folder), (str(folder), state), __version__)


def _together(parts: Sequence[Dataset]) -> Assembled:
    """Datasets joined into one, made once for every state of them."""
    records = {part.name: part.record() for part in parts}
    if len(records) < len(parts):
        names = ", ".join(part.name for part in parts)
        raise InvalidArgumentError(f"data names one place twice: {names}")
    versions = ", ".join(dict.fromkeys(part.version for part in parts))
    states = tuple(part.state for part in parts if isinstance(part, Published | Assembled))
    return _joined(states, versions, _Aside(records))


@functools.lru_cache(maxsize=4)
def _joined(states: tuple[tuple[str, ...], ...], version: str, records: _Aside) -> Assembled:
    """Tables made anew from the records of several datasets."""
    from elecdata.adoption.assembly import assemble
    from elecdata.adoption.joining import join
    from elecdata.adoption.published import arrow_table
    from elecdata.curation.rulings import decision_problems
    from elecdata.errors import ValidationError

    parts = records.taken()
    record = join(parts)
    homes = {e: name for name, each in parts.items() for e in each.elections}
    where = {c.claim_id: (f"{homes[c.election_id]}: claims", 0) for c in record.claims}
    problems = decision_problems(record.decisions.values(), record.rulings, where)
    if problems:
        raise ValidationError(problems)
    rows = assemble(record)
    tables = {name: arrow_table(name, rows[name]) for name in rows}
    name = " + ".join(state[0] for state in states)
    return Assembled(tables, record, (name, *(part for state in states for part in state)), version)
