"""Hold a lock against the data of today: what the work used, and nothing else, must be the same."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from elecdata.dataset import PACKAGED
from elecdata.errors import DataChangedError, Problem, UnknownNameError, near
from elecdata.pinning.changes import CELLS, ROWS, Change, Changes, by_row, compare, row_line, shown
from elecdata.pinning.content import Content, brief, number
from elecdata.pinning.edition import Edition, edition_of, label_of
from elecdata.pinning.frames import frame_digests
from elecdata.pinning.lockfile import NAME, FrameDigest, Lock
from elecdata.pinning.reading import read_lock
from elecdata.schema import TABLES

if TYPE_CHECKING:
    import os

    import pandas as pd

    from elecdata.dataset import Data

SHOWN = 200  # changes that a report prints


@dataclass(frozen=True)
class Verification:
    """Outcome of holding a lock against the data. True when nothing that was used has changed.

    Attributes
    ----------
    lock : Lock
        The lock.
    version : str
        Version of the data that it was held against.
    changes : tuple of Change
        Everything used that is no longer the same.
    notes : tuple of str
        What a reader should know though it does no harm.
    options : tuple of str
        Options of the command line that name the data it was held against; none for the packaged.
    """

    lock: Lock
    version: str
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True when nothing that was used has changed."""
        return not self.changes

    def __bool__(self) -> bool:
        """True when nothing that was used has changed."""
        return self.ok

    def __str__(self) -> str:
        """Every change with sources and ruling, and what to do."""
        path, old = self.lock.path, self.lock.version
        figures = sum(content.figures for content in self.lock.contents.values())
        notes = [f"note: {note}" for note in self.notes]
        if self.ok:
            same = f"{number(figures, 'figure')} used, as locked"
            return "\n".join([f"{path}: {same} (elecdata {old} -> {self.version})", *notes])
        summary = Changes("", "", self.changes).summary
        lines = [f"{path}: data that were used have changed (elecdata {old} -> {self.version})"]
        lines += [summary, ""]
        groups = by_row(self.changes)
        lines += [line for group in groups[:SHOWN] for line in self._told(group)]
        if len(groups) > SHOWN:
            lines.append(f"... and {len(groups) - SHOWN:,} more")
        return "\n".join([*lines, "", *notes, *self.remedy])

    def _told(self, cells: Sequence[Change]) -> list[str]:
        """One change: what it is, by whom before, by whom and why now; a new row in a line."""
        change = cells[0]
        place = f"{self.lock.path}:{self.line(change)}"
        if change.kind in ROWS:
            return [f"{place}: {row_line(cells)}"]
        lines = [f"{place}: {change.line}"]
        for word, value, source, rule in (
            ("was", change.old, change.old_source, change.old_rule),
            ("now", change.new, change.new_source, change.new_rule),
        ):
            if value is not None and change.kind in CELLS:
                by = f", by ruling {rule}" if rule else ""
                lines.append(f"    {word} {source or _origin(change)}{by}")
        return lines + ([f"    reason: {change.reason}"] if change.reason else [])

    def line(self, change: Change) -> int:
        """Line of the lock on which the changed row stands; 1 for a row that is new."""
        return self.lock.lines.get((change.table, change.key), 1)

    @property
    def remedy(self) -> list[str]:
        """What to do, a line each."""
        lines = ["What to do:"]
        asked = next((e for e in self.changes if e.kind in CELLS and len(e.key) < 3), None)
        if asked is not None:
            words = ["elecdata", "explain", *asked.key, asked.column, "--table", asked.table]
            words += self.options
            lines.append(f"  see why:           {shlex.join(words)}")
        words = [str(self.lock.path), *self.lock.choice.words(), *self.options]
        anew = shlex.join(["elecdata", "lock", *words])
        back = f"pip install elecdata=={self.lock.version}"
        if self.lock.data != PACKAGED:
            back = f"take {self.lock.data} as they were when locked"
        lines.append(f"  keep old figures:  {back}")
        return [*lines, f"  take the new ones: run the analysis again, then {anew}"]

    @property
    def problems(self) -> list[Problem]:
        """The changes as problems with the lock, each with its line."""
        return [self._problem(group) for group in by_row(self.changes)]

    def _problem(self, cells: Sequence[Change]) -> Problem:
        """One change, or one row that came or went, as a problem."""
        change = cells[0]
        fix = f"run the analysis again and lock anew, or install elecdata {self.lock.version}"
        found, allowed = change.kind, "what was locked"
        if change.kind in CELLS:
            found = shown(change.new) + _by(change.new_source, change.new_rule)
            old = shown(change.old) + _by(change.old_source, change.old_rule)
            allowed = f"{old}, as locked"
        where = row_line(cells).partition(":")[0] if change.kind in ROWS else change.cell
        return Problem(str(self.lock.path), self.line(change), 1, where, found, allowed, fix)

    def to_frame(self) -> pd.DataFrame:
        """The changes as a table, one row a figure."""
        return Changes(self.lock.version, self.version, self.changes).to_frame()


def _origin(change: Change) -> str:
    """Where a figure comes from that no single source states."""
    table = TABLES.get(change.table)
    field = table.by_name.get(change.column) if table else None
    if field is None or field.origin == "sheet":
        return "a register"
    return f"computed ({field.formula})" if field.formula else "computed"


def _by(source: str, rule: str) -> str:
    """Source and rule in a message."""
    said = "; ".join(part for part in (source, rule) if part)
    return f" ({said})" if said else ""


def verify(
    path: str | os.PathLike[str] = NAME,
    *,
    frames: Mapping[str, Any] | None = None,
    data: Data = None,
) -> Verification:
    """Check that the figures pinned by a lock are still the same.

    What the lock does not hold may change freely: other tables, columns and elections, and the
    source of a figure that stays as it is.

    Parameters
    ----------
    path : path
        A file that `lock` wrote.
    frames : mapping of str to frame, optional
        The derived frames that were locked, made anew, by the same names.
    data : path, None or list of these, optional
        Whose data, as it was given to `lock`.

    Returns
    -------
    Verification
        True; its notes tell what changed without harm.

    Raises
    ------
    DataChangedError
        When anything that was used is no longer the same; its ``report`` has every cell with old
        and new value, source and ruling. Also a ``ValueError``.
    LockError
        When the file is no lock that this version reads; also a ``ValueError``.
    DataMissingError
        When there is no such file; also a ``FileNotFoundError``.
    UnknownNameError
        When a frame is given that the lock does not name; also a ``KeyError``.

    Examples
    --------
    >>> import elecdata, tempfile
    >>> file = tempfile.mkdtemp() + "/elecdata.lock"
    >>> pinned = elecdata.lock(file, election="kz-2012-majilis")
    >>> elecdata.verify(file).ok
    True
    """
    report = _held(read_lock(path), edition_of(data), frames)
    report = replace(report, options=_options(data))
    if report.lock.data != label_of(data) and not report.ok:
        told = f"the lock pins data of {report.lock.data}, and was held against {label_of(data)}"
        report = replace(report, notes=(*report.notes, told))
    if not report.ok:
        raise DataChangedError(report)
    return report


def _options(data: Data) -> tuple[str, ...]:
    """A ``data=`` argument as options of the command line."""
    places = data if isinstance(data, list | tuple) else [] if data is None else [data]
    return tuple(
        word
        for place in places
        for word in (["--beside"] if place is None else ["--data", str(place)])
    )


def _held(lock: Lock, edition: Edition, frames: Mapping[str, Any] | None) -> Verification:
    """A lock held against an edition."""
    now = edition.contents(lock.choice)
    changes = compare(lock.contents, now)
    made = frame_digests(frames)
    for name in made:
        if name not in lock.frames:
            raise UnknownNameError("frame in the lock", name, lock.frames)
    changes += [
        each for name in made for each in _frame_changes(name, lock.frames[name], made[name])
    ]
    notes = [
        f"table {name!r} is not published.{near(name, tuple(edition.tables))}"
        for name in lock.contents
        if name not in edition.tables
    ]
    notes += [
        f"frame {name!r} was not compared: none of that name was given"
        for name in lock.frames
        if name not in made
    ]
    notes += _harmless(lock, now, edition)
    return Verification(lock, edition.version, tuple(changes), tuple(notes))


def _frame_changes(name: str, old: FrameDigest, new: FrameDigest) -> list[Change]:
    """In what a derived frame differs from the one that was locked."""
    table = f"frame {name}"
    if old.rows != new.rows:
        return [Change("length changed", table, old=old.rows, new=new.rows)]
    found = [Change("column removed", table, column=c) for c in old.columns if c not in new.columns]
    found += [Change("column added", table, column=c) for c in new.columns if c not in old.columns]
    both = [column for column in old.columns if column in new.columns]
    return found + [
        Change("content changed", table, column=column)
        for column in both
        if old.columns[column] != new.columns[column]
    ]


def _harmless(lock: Lock, now: Mapping[str, Content], edition: Edition) -> list[str]:
    """What changed without changing a figure that was used."""
    other = [
        figure
        for name, content in lock.contents.items()
        for key, row in content.rows.items()
        for column, figure in row.items()
        if (found := now.get(name, content).rows.get(key, row).get(column, figure)).source
        != figure.source
        and brief(found.value) == figure.value
    ]
    notes = [f"same value from another source: {number(len(other), 'figure')}"] if other else []
    unused = [
        name
        for name, digest in lock.digests.items()
        if name not in lock.contents and edition.digests.get(name) != digest
    ]
    if unused:
        notes.append(f"tables not pinned have changed: {', '.join(unused)}")
    return notes
