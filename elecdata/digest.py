"""Digests that name the content of tables and sheets, whatever wrote the bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def _plain(value: Any) -> Any:
    """A cell as JSON can hold it without loss."""
    return value.isoformat() if isinstance(value, date) else value


def table_digest(table: pa.Table) -> str:
    """Digest of a table's columns, types and cells.

    The table is written as JSON, one row a line after a line of column names and types, and
    hashed with SHA-256. Neither the Parquet writer nor its version, compression or row groups
    have a part in it.

    Parameters
    ----------
    table : pyarrow.Table
        Rows in the order of their key.

    Returns
    -------
    str
        ``sha256:`` and 64 hexadecimal digits.

    Examples
    --------
    >>> import pyarrow as pa
    >>> table_digest(pa.table({"seats": [83]}))[:14]
    'sha256:0264566'
    """
    digest = hashlib.sha256()
    header = [[field.name, str(field.type)] for field in table.schema]
    digest.update(json.dumps(header, separators=(",", ":")).encode())
    for row in table.to_pylist():
        cells = [_plain(row[name]) for name in table.column_names]
        line = json.dumps(cells, ensure_ascii=False, separators=(",", ":"), allow_nan=True)
        digest.update(b"\n" + line.encode("utf-8", "surrogatepass"))
    return f"sha256:{digest.hexdigest()}"


def release_digest(manifest: Mapping[str, Any]) -> str:
    """Digest of all tables together: SHA-256 of a line for each, its name and its digest.

    The lines are in order of the names, so that the order of the tables has no part in it.
    """
    lines = [f"{name} {entry['digest']}\n" for name, entry in manifest["tables"].items()]
    return bytes_digest("".join(sorted(lines)).encode())


def manifest_digest(manifest: Mapping[str, Any]) -> str:
    """Digest of all that a manifest says, except that digest itself.

    Neither the order of its keys nor the way it is indented has a part in it.
    """
    said = {name: entry for name, entry in manifest.items() if name != "digest"}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return bytes_digest(text.encode("utf-8", "surrogatepass"))


def bytes_digest(data: bytes) -> str:
    """SHA-256 of bytes, written like every digest here."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def sheets_digest(root: Path) -> str:
    """Digest of all coding sheets in a folder: names and texts, whatever the line ends.

    The build hook of the wheel computes the same without any package installed.
    """
    digest = hashlib.sha256()
    for path in sheet_files(root):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(text).digest())
    return f"sha256:{digest.hexdigest()}"


def sheet_files(root: Path) -> list[Path]:
    """All coding sheets in a folder, in order of their names."""
    found: Iterable[Path] = (path for kind in ("csv", "toml") for path in root.rglob(f"*.{kind}"))
    files = (path for path in found if path.is_file())
    return sorted(files, key=lambda path: path.relative_to(root).as_posix())


def folder_digest(root: Path) -> str:
    """Digest of everything in a folder of sheets that a check of it can see.

    Unlike `sheets_digest` it also changes with the name of any other file, with empty folders and
    with line ends.
    """
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        digest.update(path.relative_to(root).as_posix().encode("utf-8", "surrogateescape"))
        digest.update(b"\1" if path.is_dir() else b"\2")
        if path.suffix in {".csv", ".toml"} and path.is_file():
            try:
                data = path.read_bytes()
            except OSError as error:  # the checks will say so
                data = str(error).encode("utf-8", "surrogateescape")
            digest.update(hashlib.sha256(data).digest())
    return f"sha256:{digest.hexdigest()}"
