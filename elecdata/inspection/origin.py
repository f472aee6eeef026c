"""Where a table of people's own comes from: a Parquet or CSV file, or a frame in memory."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from elecdata.errors import InvalidArgumentError, Problem
from elecdata.inspection.cells import is_text
from elecdata.parquet import bomb

if TYPE_CHECKING:
    from elecdata.schema.field import Table

SUFFIXES = (".parquet", ".csv")
_TEXTS = {"id", "text", "category", "when", "date"}


class UnreadableError(Exception):
    """A file that is no table: its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems)


@dataclass(frozen=True)
class Origin:
    """A table that is read a column at a time.

    Attributes
    ----------
    label : str
        What messages call it.
    names : list of str
        Its columns.
    rows : int
        How many rows it has.
    read : callable
        A column by its name.
    head : int
        Lines above the first row.
    is_typed : bool
        False where all cells are texts, as in CSV.
    """

    label: str
    names: list[str]
    rows: int
    read: Callable[[str], pa.ChunkedArray]
    head: int = 0
    is_typed: bool = True


def opened(source: Any, table: Table) -> Origin:
    """Open a file by its name, or else a frame."""
    if isinstance(source, Path):
        opener = _csv if source.suffix.lower() == ".csv" else _parquet
        try:
            origin = opener(source, table)
        except (pa.ArrowException, OSError, ValueError) as error:
            found = str(error).partition("\n")[0][:200]
            allowed = "a CSV file in UTF-8" if opener is _csv else "a Parquet file"
            problem = Problem(source.name, 0, 0, table.name, found, allowed)
            problem = (opener is _csv and _undecodable(source, table)) or problem
            raise UnreadableError([problem]) from None
    else:
        origin = _frame(source)
    twice = [name for name, count in Counter(origin.names).items() if count > 1]
    if twice:
        found, allowed = f"column {twice[0]!r} twice", "each column once"
        raise UnreadableError([Problem(origin.label, 0, 0, table.name, found, allowed)])
    return origin


def _undecodable(path: Path, table: Table) -> Problem | None:
    """The first byte of a file that is not UTF-8, if there is one, with its line and column."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError as error:
                    found, fix = f"byte 0x{line[error.start]:02x}", "save the file as UTF-8"
                    at = error.start + 1
                    return Problem(path.name, number, at, table.name, found, "UTF-8", fix)
    except OSError:
        pass  # which is the problem that is reported already
    return None


def _parquet(path: Path, table: Table) -> Origin:
    """A Parquet file, of which texts are read each once."""
    metadata = pq.read_metadata(path)
    too_large = bomb(metadata, path.stat().st_size)
    if too_large:
        problem = Problem(path.name, 0, 0, table.name, too_large, "a table of such a size")
        raise UnreadableError([problem])
    shape = metadata.schema.to_arrow_schema()
    coded = [
        name for name in table.columns if name in shape.names and is_text(shape.field(name).type)
    ]
    file = pq.ParquetFile(path, memory_map=True, read_dictionary=coded)

    def read(name: str) -> pa.ChunkedArray:
        column = file.read(columns=[name]).column(0)
        if len(column) != metadata.num_rows:  # PyArrow does not mind, column by column.
            raise pa.ArrowInvalid(f"{len(column):,} rows where the file has {metadata.num_rows:,}")
        return column

    return Origin(path.name, shape.names, metadata.num_rows, read)


def _is_utf8(path: Path) -> bool:
    """Whether a file is UTF-8 to its end; Arrow looks at the columns alone that it converts."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(2**20):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _csv(path: Path, table: Table) -> Origin:
    """A CSV file: typed as it is read, or as texts where that fails, to find the cells."""
    if not _is_utf8(path):
        raise pa.ArrowInvalid("another encoding than UTF-8")
    with path.open("rb") as lines:
        first = lines.readline()
    if not first.strip():
        raise pa.ArrowInvalid("an empty first line")
    names = pa_csv.read_csv(pa.BufferReader(first)).column_names
    known = [table[name] for name in dict.fromkeys(names) if name in table.by_name]
    coded = pa.dictionary(pa.int32(), pa.string())
    types = {field.name: coded if field.kind in _TEXTS else pa.float64() for field in known}
    rows = None
    try:
        rows = _csv_rows(path, table, types)
    except pa.ArrowInvalid as error:
        if "conversion error" not in str(error):
            raise
    if rows is None or any(_holds_nan(rows.column(field.name)) for field in known):
        types = {field.name: coded if field.kind in _TEXTS else pa.string() for field in known}
        rows = _csv_rows(path, table, types)
    return Origin(path.name, names, rows.num_rows, rows.column, head=1, is_typed=False)


def _holds_nan(column: pa.ChunkedArray) -> bool:
    """Whether Arrow read a word, such as ``nan``, as a number that is none."""
    return pa.types.is_floating(column.type) and bool(pc.any(pc.is_nan(column)).as_py())


def _csv_rows(path: Path, table: Table, types: dict[str, pa.DataType]) -> pa.Table:
    """Rows of a CSV file; lines with too many cells or too few are problems of the whole file."""
    odd: list[Any] = []

    def note(row: Any) -> str:
        odd.append(row)
        return "skip"

    def read(*, use_threads: bool) -> pa.Table:
        odd.clear()
        return pa_csv.read_csv(
            path,
            pa_csv.ReadOptions(use_threads=use_threads),
            pa_csv.ParseOptions(invalid_row_handler=note, ignore_empty_lines=False),
            pa_csv.ConvertOptions(
                column_types=types,
                include_columns=list(types),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )

    rows = read(use_threads=True)
    if not odd:
        return rows
    read(use_threads=False)  # now lines have numbers
    raise UnreadableError(
        [
            Problem(
                path.name,
                each.number,
                0,
                table.name,
                f"{each.actual_columns} cells in {str(each.text)[:80]!r}",
                f"{each.expected_columns} cells in every line",
            )
            for each in odd[:20]
        ]
    )


def _frame(source: Any) -> Origin:
    """A frame in memory, whatever library it is of."""
    import narwhals as nw

    try:
        frame: Any = nw.from_native(source)
    except TypeError:
        raise InvalidArgumentError(
            f"path is {source!r:.200}; it should be a folder, a file of results "
            f"({', '.join(SUFFIXES)}), or a frame of pandas, Polars or PyArrow"
        ) from None
    except ValueError as error:  # columns of one name
        raise UnreadableError([Problem("frame", 0, 0, "frame", str(error), "columns")]) from None
    if not isinstance(frame, nw.DataFrame):
        raise InvalidArgumentError(
            f"the frame is a {type(source).__name__}, which has no rows yet: collect it, or write "
            "it to one Parquet file and give its name"
        )

    def read(name: str) -> pa.ChunkedArray:
        column = frame[name].to_arrow()
        return column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])

    return Origin("frame", list(frame.columns), len(frame), read)
