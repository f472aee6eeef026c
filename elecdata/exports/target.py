"""Where an export goes: which format, file or folder, and whether something lies there already."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elecdata.errors import InvalidArgumentError, OverwriteError, UnknownNameError
from elecdata.exports.names import EXCEL_SHEET, SPSS, STATA, Limit
from elecdata.store import LARGEST_MANIFEST, file_bytes

RECORD = "elecdata.json"


@dataclass(frozen=True)
class Format:
    """A form in which tables can be written.

    Attributes
    ----------
    name : str
        What callers call it.
    ending : str
        How its files end.
    many : bool
        True when one file holds several tables; otherwise several tables make a folder.
    tables, columns : Limit or None
        What it demands of names.
    """

    name: str
    ending: str
    many: bool = False
    tables: Limit | None = None
    columns: Limit | None = None


FORMATS = {
    each.name: each
    for each in (
        Format("csv", ".csv"),
        Format("jsonl", ".jsonl"),
        Format("parquet", ".parquet"),
        Format("hive", ".parquet"),
        Format("excel", ".xlsx", many=True, tables=EXCEL_SHEET),
        Format("sqlite", ".sqlite", many=True),
        Format("duckdb", ".duckdb", many=True),
        Format("stata", ".dta", columns=STATA),
        Format("spss", ".sav", columns=SPSS),
    )
}
_BY_ENDING = {each.ending: each.name for each in FORMATS.values() if each.name != "hive"}


@dataclass(frozen=True)
class Target:
    """A file or folder to be written.

    Attributes
    ----------
    path : Path
        The file or folder.
    format : Format
        Form of the file, or of the files in the folder.
    is_folder : bool
        True when every table is a file, or a folder, in the folder.
    """

    path: Path
    format: Format
    is_folder: bool

    @property
    def record(self) -> Path:
        """File that says what the export holds: in the folder, or beside the file."""
        if self.is_folder:
            return self.path / RECORD
        return self.path.with_name(f"{self.path.name}.{RECORD}")


def target_of(path: str | Path, form: str | None) -> Target:
    """What a path and a format mean together.

    Raises
    ------
    UnknownNameError
        When there is no such format.
    InvalidArgumentError
        When the two contradict each other, or the path alone does not tell.
    """
    if form is not None and form not in FORMATS:
        raise UnknownNameError("format", form, FORMATS)
    place = Path(path)
    by_ending = _BY_ENDING.get(place.suffix.lower())
    endings = ", ".join(_BY_ENDING)
    if form is None:
        if by_ending is None:
            raise InvalidArgumentError(
                f"{place.name!r} does not end in a known format; end it in one of {endings}, or "
                "name a folder and a format"
            )
        return Target(place, FORMATS[by_ending], is_folder=False)
    wanted = FORMATS[form]
    if by_ending is not None and by_ending != form:
        raise InvalidArgumentError(
            f"{place.name!r} ends as {by_ending} and the format is {form}; "
            + ("name a folder" if form == "hive" else f"end it in {wanted.ending}")
        )
    if by_ending is None and wanted.many:
        raise InvalidArgumentError(
            f"{place.name!r} is no name for one file of {form}; end it in {wanted.ending}"
        )
    return Target(place, wanted, is_folder=by_ending is None)


def check_free(target: Target, *, overwrite: bool) -> None:
    """Nothing would be lost by writing there.

    Raises
    ------
    OverwriteError
        When there is something that is no earlier export, or an export that was changed since,
        or to which files were added. ``overwrite`` permits all but the first kind of folder.
    """
    path = target.path
    if not path.exists():
        return
    if path.is_dir() != target.is_folder:
        found, wanted = ("folder", "file") if path.is_dir() else ("file", "folder")
        raise OverwriteError(f"{str(path)!r} is a {found}, and a {wanted} is to be written there")
    if target.is_folder and not any(path.iterdir()):
        return
    recorded = _recorded(target.record)
    if recorded is None and target.is_folder:
        raise OverwriteError(
            f"folder {str(path)!r} holds files and no {RECORD}, so it is no earlier export; name "
            "a new folder, or remove it yourself"
        )
    if overwrite:
        return
    if recorded is None:
        raise OverwriteError(
            f"{str(path)!r} is there and has no {target.record.name} beside it, so it is no "
            "earlier export; name another file, or say overwrite"
        )
    differing = _differing(target, recorded)
    if differing:
        raise OverwriteError(
            f"{str(path)!r} was changed since it was exported ({', '.join(differing[:5])}); name "
            "another place, or say overwrite"
        )


def _recorded(record: Path) -> dict[str, str] | None:
    """Digests of the files of an earlier export; None where no record tells them."""
    try:
        files = json.loads(file_bytes(record, LARGEST_MANIFEST))["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _differing(target: Target, recorded: dict[str, str]) -> list[str]:
    """Files that are not as they were exported."""
    if not target.is_folder:
        return [] if recorded == digests(target.path.parent, [target.path]) else [target.path.name]
    found = digests(target.path, [p for p in target.path.rglob("*") if p.is_file()])
    found.pop(RECORD, None)
    return sorted(name for name in recorded.keys() | found if recorded.get(name) != found.get(name))


def digests(folder: Path, files: list[Path]) -> dict[str, str]:
    """Digest of each file, by its path within a folder."""
    return {
        path.relative_to(
            folder
        ).as_posix(): f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(files)
    }


def record_text(facts: dict[str, Any]) -> str:
    """What an export holds, as the text of its record."""
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
