"""The lock as a file: small, readable, one row a line, written wholly or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elecdata.dataset import PACKAGED
from elecdata.disk import replace_file
from elecdata.errors import DataMissingError, InvalidArgumentError
from elecdata.pinning.content import Choice, Content, Figure, Key, brief, number

if TYPE_CHECKING:
    import os

FORMAT = 1
NAME = "elecdata.lock"
LARGEST = 32 * 2**20  # bytes
ABOUT = "Figures that this work used. Check them: elecdata verify. Made by elecdata lock."


@dataclass(frozen=True)
class FrameDigest:
    """What a lock holds of a derived frame: its length and a digest of every column."""

    rows: int
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Lock:
    """Figures that a piece of work used, as they were when it was locked.

    Attributes
    ----------
    path : Path
        The file.
    version : str
        Version of the data.
    choice : Choice
        Tables, columns, filters and view that were used.
    contents : dict of str to Content
        The figures, by table.
    digests : dict of str to str
        Digest of every table of the version, used or not.
    frames : dict of str to FrameDigest
        Derived frames, by the name given to them.
    data : str
        Whose data, by the last part of each path; told to people, and never opened.
    lines : dict
        Line of the file on which each row stands, by table and key.
    """

    path: Path
    version: str
    choice: Choice
    contents: Mapping[str, Content]
    digests: Mapping[str, str] = field(default_factory=dict)
    frames: Mapping[str, FrameDigest] = field(default_factory=dict)
    data: str = PACKAGED
    lines: Mapping[tuple[str, Key], int] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        """What is pinned, a line each."""
        own = "" if self.data == PACKAGED else f", data of {self.data}"
        lines = [f"{self.path}: elecdata {self.version}{own}"]
        for name, content in self.contents.items():
            lines.append(
                f"  {name}: {number(len(content.rows), 'row')}, {number(content.figures, 'figure')}"
            )
        for name, frame in self.frames.items():
            columns = number(len(frame.columns), "column")
            lines.append(f"  frame {name}: {number(frame.rows, 'row')}, {columns}")
        return "\n".join(lines)


def lock_text(lock: Lock) -> str:
    """A lock as JSON, one row of a table a line, so that two locks differ line by line."""
    choice = lock.choice
    head = {
        "format": FORMAT,
        "about": ABOUT,
        "version": lock.version,
        **({} if lock.data == PACKAGED else {"data": lock.data}),
        "filters": dict(choice.filters),
        "as_of": choice.as_of,
        "source": choice.source,
        "digests": dict(lock.digests),
    }
    lines = ["{", *(f"  {as_json(name)}: {as_json(value, 2)}," for name, value in head.items())]
    frames = [
        f"    {as_json(name)}: {as_json({'rows': frame.rows, 'columns': dict(frame.columns)})}"
        for name, frame in lock.frames.items()
    ]
    tables = [_table_text(name, content) for name, content in lock.contents.items()]
    lines += ['  "frames": {', *_listed(frames), "  },", '  "tables": {', *_listed(tables), "  }"]
    return "\n".join([*lines, "}", ""])


def as_json(value: Any, indent: int = 0) -> str:
    """A value as JSON; a filled object with its entries a line each where an indent is given."""
    if indent and isinstance(value, dict) and value:
        pad = " " * indent
        return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", f"\n{pad}")
    return json.dumps(value, ensure_ascii=False)


def _listed(entries: list[str]) -> list[str]:
    """Entries of an object with the commas between them."""
    return [f"{entry}," for entry in entries[:-1]] + entries[-1:]


def _table_text(name: str, content: Content) -> str:
    """One table of a lock."""
    rows = [
        f"        {as_json(joined(key))}: "
        + as_json({column: _cell(figure) for column, figure in row.items()})
        for key, row in content.rows.items()
    ]
    lines = [
        f"    {as_json(name)}: {{",
        f'      "key": {as_json(list(content.key))},',
        f'      "columns": {as_json(dict(content.columns))},',
        '      "rows": {',
        *_listed(rows),
        "      }",
        "    }",
    ]
    return "\n".join(lines)


def _cell(figure: Figure) -> Any:
    """A figure: its value, or a list of value, source and rule."""
    behind = [part for part in (figure.source, figure.rule) if part]
    return [brief(figure.value), *behind] if behind else brief(figure.value)


def joined(key: Key) -> str:
    """A key as one text, strokes inside its parts told apart from those between them."""
    return "/".join(part.replace("~", "~0").replace("/", "~1") for part in key)


def write_lock(lock: Lock) -> None:
    """Write a lock to its file, wholly or not at all."""
    data = lock_text(lock).encode("utf-8", "surrogatepass")
    if len(data) > LARGEST:
        raise InvalidArgumentError(
            f"the lock would have {len(data):,} bytes; a lock has {LARGEST:,} at most: name the "
            "tables and columns that were used"
        )
    try:
        replace_file(lock.path, data)
    except (OSError, ValueError) as error:
        raise DataMissingError(f"{str(lock.path)[:200]!r} cannot be written ({error})") from error


def path_of(path: str | os.PathLike[str]) -> Path:
    """Path of a lock."""
    try:
        return Path(path)
    except TypeError as error:
        raise InvalidArgumentError(f"path is {path!r}; it should be the path of a lock") from error
