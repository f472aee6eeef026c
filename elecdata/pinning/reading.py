"""Read a lock strictly: whatever is not one is refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from elecdata.dataset import PACKAGED
from elecdata.errors import DataMissingError, InvalidArgumentError, LockError
from elecdata.loading import FILTERS, day_of
from elecdata.pinning.content import Choice, Content, Figure, Key
from elecdata.pinning.lockfile import FORMAT, LARGEST, FrameDigest, Lock, as_json, joined, path_of
from elecdata.store import strict_json

if TYPE_CHECKING:
    import os

    T = TypeVar("T")

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "int64": (int,),
    "double": (float, int),
    "bool": (bool,),
    "date32[day]": (str,),
}


def is_lock(where: object) -> bool:
    """Whether a path names a file that calls itself a lock, or is text as JSON is."""
    try:
        file = Path(where)  # type: ignore[arg-type]
        if not file.is_file() or file.suffix == ".whl":
            return False
        with file.open("rb") as stream:
            return file.suffix == ".lock" or stream.read(64).lstrip()[:1] == b"{"
    except (TypeError, ValueError, OSError):
        return False


def read_lock(path: str | os.PathLike[str]) -> Lock:
    """Read a lock strictly.

    Raises
    ------
    DataMissingError
        When there is no such file.
    LockError
        When it is no lock, is damaged, or was made by a newer version.
    """
    file = path_of(path)
    try:
        if not file.is_file():
            raise FileNotFoundError(file)
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise DataMissingError(
            f"no lock at {str(file)[:200]!r}; make one with 'elecdata lock'"
        ) from error
    except (OSError, ValueError) as error:
        raise DataMissingError(f"{str(file)[:200]!r} cannot be read ({error})") from error
    if len(data) > LARGEST:
        raise LockError(file, f"the file has more than {LARGEST:,} bytes, the most of a lock")
    try:
        text = data.decode("utf-8")
        found = strict_json(text)
    except RecursionError as error:
        raise LockError(file, "the file is nested too deeply for a lock") from error
    except ValueError as error:
        raise LockError(file, f"the file is not the JSON of a lock ({error})") from error
    try:
        return _Reader(file, text).lock(found)
    except _WrongError as error:
        raise LockError(file, str(error)) from error


class _WrongError(Exception):
    """Something in a lock is not as it should be."""


def _wanted(value: Any, kind: type[T], where: str) -> T:
    """A value of the type that it should have; texts without invisible characters."""
    names = {dict: "an object", list: "a list", str: "a text", int: "a whole number"}
    if type(value) is not kind:
        kinds = {float: "a number", bool: "a truth value", type(None): "null"} | names
        raise _WrongError(f"{where}: found {kinds[type(value)]}; allowed: {names[kind]}")
    if isinstance(value, str) and not value.isprintable():
        raise _WrongError(f"{where}: found {value[:80]!a}; allowed: a text that can be printed")
    return value


def _texts(found: Any, where: str) -> dict[str, str]:
    """An object that holds texts."""
    for name, value in _wanted(found, dict, where).items():
        _wanted(value, str, f"{where}.{_wanted(name, str, where)}")
    return dict(found)


@dataclass(frozen=True)
class _Reader:
    """What turns the JSON of one file into a lock."""

    path: Path
    text: str

    def lock(self, found: Any) -> Lock:
        """The lock, or the first thing that is wrong with it."""
        number = _wanted(found, dict, "the file").get("format")
        if type(number) is int and number > FORMAT:
            raise _WrongError(
                f"format: found {str(number)[:80]}, of a newer elecdata; allowed: {FORMAT}; update "
                "with 'pip install --upgrade elecdata'"
            )
        if type(number) is not int or number != FORMAT:
            raise _WrongError(f"format: found {str(number)[:80]!a}; allowed: {FORMAT}")
        for name in ("version", "filters", "as_of", "source", "digests", "frames", "tables"):
            if name not in found:
                raise _WrongError(f"{name}: found nothing; allowed: what every lock has")
        version, source = (_wanted(found[n], str, n) for n in ("version", "source"))
        contents = {
            _wanted(name, str, "tables"): self._table(content, f"tables.{name}")
            for name, content in _wanted(found["tables"], dict, "tables").items()
        }
        columns = {name: tuple(content.columns) for name, content in contents.items()}
        choice = Choice(columns, _filters(found["filters"]), _as_of(found["as_of"]), source)
        frames = {
            _wanted(name, str, "frames"): _frame(frame, f"frames.{name}")
            for name, frame in _wanted(found["frames"], dict, "frames").items()
        }
        digests = _texts(found["digests"], "digests")
        data = _wanted(found.get("data", PACKAGED), str, "data")
        lines = self._lines(contents)
        return Lock(self.path, version, choice, contents, digests, frames, data, lines)

    def _table(self, found: Any, where: str) -> Content:
        """One table."""
        held = _wanted(found, dict, where)
        listed = _wanted(held.get("key"), list, f"{where}.key")
        key = tuple(_wanted(part, str, f"{where}.key") for part in listed)
        columns = _texts(held.get("columns"), f"{where}.columns")
        rows = {}
        for name, row in _wanted(held.get("rows"), dict, f"{where}.rows").items():
            at = f"{where}.rows[{_wanted(name, str, f'{where}.rows')}]"
            parts = [name] if len(key) == 1 else name.split("/")
            here = tuple(part.replace("~1", "/").replace("~0", "~") for part in parts)
            if len(here) != len(key):
                raise _WrongError(
                    f"{at}: found {len(here)} parts; allowed: {len(key)}, as key says"
                )
            rows[here] = {
                column: _cell_of(cell, columns, column, at)
                for column, cell in _wanted(row, dict, at).items()
            }
        return Content(key, columns, rows)

    def _lines(self, contents: Mapping[str, Content]) -> dict[tuple[str, Key], int]:
        """Line of every row, where the file has the shape in which it was written."""
        numbered = iter(enumerate(self.text.splitlines(), start=1))
        found = {}
        for name, content in contents.items():
            if _seek(numbered, f"    {as_json(name)}: {{") and _seek(numbered, '      "rows": {'):
                for key in content.rows:
                    number, line = next(numbered, (0, ""))
                    if line.startswith(f"        {as_json(joined(key))}: "):
                        found[name, key] = number
        return found


def _seek(lines: Iterable[tuple[int, str]], wanted: str) -> bool:
    """Go on to the line that is wanted; false when none follows."""
    return any(line == wanted for _, line in lines)


def _cell_of(found: Any, columns: Mapping[str, str], column: str, where: str) -> Figure:
    """One figure of a row."""
    at = f"{where}.{_wanted(column, str, where)}"
    if column not in columns:
        raise _WrongError(f"{at}: found a column; allowed: one that the lock's columns name")
    parts = found if isinstance(found, list) else [found]
    if not 1 <= len(parts) <= 3:
        raise _WrongError(f"{at}: found {len(parts)} parts; allowed: value, source, rule")
    value, *behind = parts
    allowed = _TYPES.get(columns[column], (str, int, float, bool))
    if type(value) not in allowed:
        raise _WrongError(
            f"{at}: found {str(value)[:80]!a}; allowed: a value of type {columns[column]}"
        )
    if isinstance(value, str):
        _wanted(value, str, at)
    return Figure(value, *(_wanted(part, str, at) for part in behind))


def _filters(found: Any) -> dict[str, list[Any]]:
    """Filters of a lock."""
    filters = {}
    for name, values in _wanted(found, dict, "filters").items():
        if name not in FILTERS:
            raise _WrongError(f"filters: found {name[:80]!a}; allowed: {', '.join(FILTERS)}")
        kind = int if name == "year" else str
        listed = _wanted(values, list, f"filters.{name}")
        filters[name] = [_wanted(value, kind, f"filters.{name}") for value in listed]
    return filters


def _as_of(found: Any) -> str:
    """Day of a view."""
    text = _wanted(found, str, "as_of")
    try:
        day = day_of(text or None)
    except InvalidArgumentError as error:
        raise _WrongError(str(error)) from error
    return day.isoformat() if day else ""


def _frame(found: Any, where: str) -> FrameDigest:
    """Digests of one derived frame."""
    parts = _wanted(found, dict, where)
    rows = _wanted(parts.get("rows"), int, f"{where}.rows")
    return FrameDigest(rows, _texts(parts.get("columns"), f"{where}.columns"))
