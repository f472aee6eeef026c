"""Find and read published tables, each compared with the manifest before it is used."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elecdata.digest import bytes_digest
from elecdata.errors import DataMissingError, IntegrityError, InvalidArgumentError
from elecdata.parquet import bomb

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST = "manifest.json"
FORMAT = 1
LARGEST, LARGEST_MANIFEST = 2**30, 2**26  # bytes of a table; of a manifest, a description
TABLES, SHEETS = "published tables", "coding sheets"
REMEDY = "reinstall elecdata, or build the tables again from their sheets"


def data_dir() -> Path:
    """Folder of the published tables: inside the installed package, or in a checkout.

    Raises
    ------
    DataMissingError
        When neither is there.
    """
    package = Path(__file__).resolve().parent
    if (package / "_data" / MANIFEST).is_file():
        return package / "_data"
    root = package.parent
    # The guard on pyproject.toml keeps an installed copy from picking up a stray folder.
    if (root / "pyproject.toml").is_file() and (root / "data" / "processed").is_dir():
        return root / "data" / "processed"
    raise DataMissingError(
        f"no published tables beside {package}: reinstall elecdata, or run 'make publish' in a "
        "checkout"
    )


def folder_kind(
    path: str | os.PathLike[str], what: str = "path", *, wanted: str = ""
) -> tuple[Path, str]:
    """A folder that a caller names, and whether it holds published tables or coding sheets.

    Parameters
    ----------
    path : path
        What the caller gave.
    what : str
        Name of the argument, for messages.
    wanted : str, optional
        The only kind that will do.

    Raises
    ------
    DataMissingError
        When there is nothing at the path, or it cannot be read; also a ``FileNotFoundError``.
    InvalidArgumentError
        When it is no path, a file, or a folder of neither kind; also a ``ValueError``.
    """
    try:
        folder = Path(path)
        exists, is_folder = folder.exists(), folder.is_dir()
    except (TypeError, ValueError, OSError) as error:
        shown = repr(path)[:200]
        raise InvalidArgumentError(f"{what} is {shown}; it should be a folder ({error})") from error
    if not exists:
        raise DataMissingError(f"nothing at {folder}")
    if not is_folder:
        raise InvalidArgumentError(f"{folder} is a file; give the folder that holds it")
    try:
        kind = _kind(folder)
    except OSError as error:
        raise DataMissingError(f"{folder} cannot be read ({error.strerror or error})") from error
    if kind and wanted in {"", kind}:
        return folder, kind
    if kind:
        raise InvalidArgumentError(f"{folder} holds {kind}; give a folder of {wanted}")
    raise InvalidArgumentError(
        f"{folder} holds neither published tables (manifest.json, *.parquet) nor coding sheets "
        "(sources.csv, */claims.csv)"
    )


def _kind(folder: Path) -> str:
    """What a folder holds; empty when it is neither."""
    if (folder / MANIFEST).exists() or any(folder.glob("*.parquet")):
        return TABLES
    if (folder / "sources.csv").exists() or any(folder.glob("*/claims.csv")):
        return SHEETS
    return ""


def read_manifest(folder: Path) -> dict[str, Any]:
    """Manifest of a folder of published tables.

    Raises
    ------
    DataMissingError, IntegrityError
        When there is none, or it is not one that this version reads.
    """
    path = folder / MANIFEST
    try:
        manifest = strict_json(file_bytes(path, LARGEST_MANIFEST).decode("utf-8"))
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise ValueError("another format")
        if not isinstance(manifest["version"], str):
            raise ValueError("no version")
        for name, entry in manifest["tables"].items():
            if not _is_entry(name, entry):
                raise ValueError(f"table {name!r} without file, rows, columns or digests")
    except FileNotFoundError as error:
        raise DataMissingError(f"no {MANIFEST} in {folder}") from error
    except (ValueError, KeyError, AttributeError, OSError, RecursionError) as error:
        raise IntegrityError(f"{path} is not a manifest of elecdata ({error}): {REMEDY}") from error
    return manifest


def strict_json(text: str) -> Any:
    """What JSON says that says each thing once, and no number that is none."""
    return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name that stands twice is an error."""
    found = dict(pairs)
    if len(found) != len(pairs):
        [[name, _]] = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"{name!r} stands twice")
    return found


def _no_number(name: str) -> None:
    """Refuse NaN and infinity."""
    raise ValueError(f"{name} is no figure")


def _is_entry(name: str, entry: object) -> bool:
    """Whether an entry of a manifest describes a table in the manifest's own folder."""
    kinds = {"digest": str, "sha256": str, "rows": int, "columns": list}
    if not isinstance(entry, dict) or re.fullmatch(r"[A-Za-z0-9_][\w.-]*", name, re.ASCII) is None:
        return False
    right = all(type(entry.get(part)) is kind for part, kind in kinds.items())
    key = entry.get("key", [])
    return (
        right
        and isinstance(key, list)
        and all(isinstance(each, str) for each in (*entry["columns"], *key))
        and entry.get("file") == f"{name}.parquet"  # and so no path that leads anywhere else
    )


def file_bytes(path: Path, most: int = LARGEST) -> bytes:
    """Bytes of a file; a pipe or device, which may never end, or a larger one is an ``OSError``."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "not a file")
    if found.st_size > most:
        raise OSError(errno.EFBIG, f"more than {most >> 20:,} MiB")
    return path.read_bytes()


def read_bytes(folder: Path, name: str, entry: dict[str, Any]) -> bytes:
    """Bytes of one published table, compared with its manifest.

    Raises
    ------
    IntegrityError
        When the file is missing, or is not the one that the manifest describes.
    """
    path = folder / str(entry["file"])
    try:
        data = file_bytes(path)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise IntegrityError(f"table {name!r}: {path} cannot be read ({why}); {REMEDY}") from error
    if bytes_digest(data) != entry.get("sha256"):
        raise IntegrityError(
            f"table {name!r}: {path} is not the file that {MANIFEST} describes; {REMEDY}"
        )
    return data


def read_table(folder: Path, name: str, entry: dict[str, Any]) -> pa.Table:
    """One published table, its bytes and its shape compared with its manifest.

    Raises
    ------
    IntegrityError
        As `read_bytes`; also when the bytes are no table, or one of other columns or rows.
    """
    return parsed(folder, name, entry, read_bytes(folder, name, entry))


def parsed(folder: Path, name: str, entry: dict[str, Any], data: bytes) -> pa.Table:
    """A table from the bytes of its file.

    The bytes may be those that the manifest names and the table still a strange one: somebody else
    may have written both. What cannot be a table of ours is refused before it is unpacked.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    place = f"table {name!r}: {folder / entry['file']}"
    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        wrong = bomb(file.metadata, len(data))
        wrong = f"holds {wrong}" if wrong else ""
        wrong = wrong or _difference(file.schema_arrow, file.metadata.num_rows, entry)
        if not wrong:
            table = file.read(use_threads=False)
            table.validate(full=True)  # texts not in UTF-8 would fail only where they are used
            return table
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        why = " ".join(str(error).split())[:200]
        raise IntegrityError(f"{place} is no Parquet that can be read ({why}); {REMEDY}") from error
    raise IntegrityError(f"{place} {wrong}; {REMEDY}")


def _difference(schema: pa.Schema, rows: int, entry: dict[str, Any]) -> str:
    """How a file differs from the table that a manifest describes, in words."""
    import pyarrow as pa

    if schema.names != entry["columns"]:
        return f"has other columns than {MANIFEST} lists"
    if rows != entry["rows"]:
        return f"has {rows} rows, and {entry['rows']} in {MANIFEST}"
    known = {pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.bool_()}
    strange = next((field for field in schema if field.type not in known), None)
    return f"has a column {strange.name!r} of type {strange.type}" if strange else ""
