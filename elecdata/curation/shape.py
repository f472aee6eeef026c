"""The one shape of every coding sheet: order of columns and rows, quoting, line ends."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from pathlib import Path
from typing import Any

from elecdata.adoption.claim import variables_of
from elecdata.curation import counts
from elecdata.curation.claims import COLUMNS, SUBJECTS
from elecdata.curation.sheet import reason, sheet_bytes
from elecdata.digest import sheet_files
from elecdata.disk import replace_file
from elecdata.errors import ElecdataError, WriteError
from elecdata.schema import TABLES

_OURS = {"claims.csv", "election.toml", "rulings.toml", counts.FILE}
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


class ShapeError(ElecdataError, ValueError):
    """A sheet cannot be given its shape, because it cannot be read."""


def shaped(path: Path, root: Path | None = None) -> str:
    """Text of a sheet as the formatter would write it.

    Only the shape changes: the order of columns and rows, quotes, line ends, a byte order mark.
    No cell is altered; spaces and look-alike letters inside cells are for a person to mend.

    Parameters
    ----------
    path : Path
        A ``.csv`` or ``.toml`` file among the coding sheets.
    root : Path, optional
        Folder of the sheets, which the file lies in; by default the one just around it.

    Raises
    ------
    ShapeError
        When the file cannot be read, is not UTF-8, not CSV or TOML, or lacks a column.
    """
    try:
        data = sheet_bytes(path, root or path.parent)
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        raise ShapeError(f"{path}: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise ShapeError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from error
    return _shaped_toml(path, text) if path.suffix == ".toml" else _shaped_csv(path, text)


def _shaped_csv(path: Path, text: str) -> str:
    """A CSV sheet with its columns and rows in order."""
    columns = _columns(path)
    try:
        reader = csv.DictReader(io.StringIO(text), strict=True)
        rows = list(reader)
    except csv.Error as error:
        raise ShapeError(f"{path}: not CSV ({error})") from error
    names = list(reader.fieldnames or columns)
    if len(names) != len(set(names)):
        raise ShapeError(f"{path}: a column stands twice")
    for number, row in enumerate(rows, start=2):
        if set(row) != set(columns) or None in row.values():
            raise ShapeError(f"{path}: row {number} does not have the columns {','.join(columns)}")
    if path.name == "claims.csv":
        rows.sort(key=_claim_order)
    else:
        key = counts.COLUMNS if path.name == counts.FILE else TABLES[path.stem].key
        rows.sort(key=lambda row: tuple(row[column] for column in key))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _columns(path: Path) -> tuple[str, ...]:
    """Columns of a CSV sheet in order."""
    own = {"claims.csv": COLUMNS, counts.FILE: counts.COLUMNS}
    if path.name in own:
        return own[path.name]
    return tuple(field.name for field in TABLES[path.stem].typed)


def _claim_order(row: dict[str, str]) -> tuple[Any, ...]:
    """Claims stand by subject and variable, so that rivals stand side by side."""
    kind, variable = row["subject_type"], row["variable"]
    known = variables_of(kind)
    return (
        SUBJECTS.index(kind) if kind in SUBJECTS else len(SUBJECTS),
        row["subject_id"],
        known.index(variable) if variable in known else len(known),
        *(row[column] for column in ("region", "round", "observed_at", "stage", "base")),
        row["source_id"],
        *(row[column] for column in COLUMNS),
    )


def _shaped_toml(path: Path, text: str) -> str:
    """A TOML sheet with its keys in order, rulings by id; one that only has comments more stays."""
    try:
        content = tomllib.loads(text)
        written = _written(tomllib.loads(text))
        again = tomllib.loads(written)
        for each in (content, again):
            each.get("ruling", []).sort(key=lambda ruling: str(ruling.get("id")))
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise ShapeError(f"{path}: not TOML of a sheet ({error})") from error
    if again != content:
        raise ShapeError(f"{path}: holds what no sheet holds")
    commented = [line for line in text.splitlines() if not line.startswith("#") and line]
    if commented != [line for line in written.splitlines() if line] or "#" not in text:
        return written
    return text if text.endswith("\n") else f"{text}\n"


def _written(content: dict[str, Any]) -> str:
    """Content of a TOML sheet in its shape; what no sheet holds comes out wrong or raises."""
    rulings = content.pop("ruling", [])
    lines = [
        f"{key} = {toml_value(value)}" for key, value in content.items() if type(value) is not dict
    ]
    for key, value in content.items():
        lines += _section(key, value) if isinstance(value, dict) else []
    for ruling in sorted(rulings, key=lambda ruling: str(ruling.get("id"))):
        lines += [] if not lines else [""]
        lines.append("[[ruling]]")
        lines += [f"{k} = {toml_value(v)}" for k, v in ruling.items() if not isinstance(v, dict)]
        for key, claims in ruling.items():
            if isinstance(claims, dict):
                lines += ["", f"[ruling.{key}]"]
                lines += [
                    f"{toml_value(claim)} = {toml_value(claims[claim])}" for claim in sorted(claims)
                ]
    return "\n".join(lines) + "\n" if lines else ""


def _section(name: str, content: dict[str, Any]) -> list[str]:
    """A section of a TOML sheet and the sections within it."""
    lines = ["", f"[{name}]"]
    lines += [
        f"{key if _BARE.fullmatch(key) else toml_value(key)} = {toml_value(value)}"
        for key, value in content.items()
        if not isinstance(value, dict)
    ]
    for key, value in content.items():
        lines += _section(f"{name}.{key}", value) if isinstance(value, dict) else []
    return lines


def toml_value(value: Any) -> str:
    """A text, number or truth value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def format_sheets(root: Path, *, write: bool) -> list[str]:
    """Names of the sheets that are not in shape; with ``write`` they are put in shape.

    A file is replaced in one step, so that an interruption loses nothing.

    Raises
    ------
    WriteError
        When the disk refuses.
    """
    changed = []
    for path in sheet_files(root):
        if path.name not in _OURS and path.stem not in TABLES:
            continue
        wanted = shaped(path, root)
        if path.read_bytes() != wanted.encode():
            changed.append(path.relative_to(root).as_posix())
            if write:
                _replace(path, wanted.encode())
    return changed


def _replace(path: Path, data: bytes) -> None:
    """Replace one sheet."""
    try:
        replace_file(path, data)
    except OSError as error:
        why = error.strerror or str(error)
        raise WriteError(f"{str(path)!r} cannot be written ({why})") from error
