"""Tell what differs between two versions of the data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.pinning.changes import Changes, compare
from elecdata.pinning.content import Choice
from elecdata.pinning.edition import Edition, edition_of
from elecdata.pinning.lockfile import Lock
from elecdata.pinning.reading import is_lock, read_lock
from elecdata.schema import TABLES

if TYPE_CHECKING:
    import os

EVIDENCE = ("claims", "sources", "rulings", "conflicts", "missing", "frequencies")


def diff(
    old: str | os.PathLike[str],
    new: str | os.PathLike[str] | None = None,
    *,
    tables: str | Iterable[str] | None = None,
) -> Changes:
    """List every figure that was added, removed or changed between two versions.

    Parameters
    ----------
    old, new : path or str
        Each a folder of published tables or of coding sheets, a wheel of elecdata, a lock, or the
        number of the installed version; ``new`` is the installed version by default. A lock is
        compared in what it pins.
    tables : name or list of names, optional
        Tables to compare. By default all but those of evidence (claims, sources, rulings,
        conflicts, missing, frequencies), of which every new source adds or changes rows.

    Returns
    -------
    Changes
        Prints election by election; ``to_frame()`` has a row for each figure, with old and new
        value, source and rule. A column that came or went, or changed its type, is one row.

    Raises
    ------
    DataMissingError, InvalidArgumentError, IntegrityError, LockError
        When one of the two cannot be had, is no such thing, or is damaged.
    UnknownNameError
        When neither has a table of that name.

    Examples
    --------
    >>> import elecdata
    >>> from elecdata.store import data_dir
    >>> len(elecdata.diff(data_dir()))
    0
    """
    before, after = _side(old), _side(new)
    if isinstance(before, Edition) and isinstance(after, Edition):
        names = _compared(before, after, tables)
        choice = Choice(dict.fromkeys(names))
    else:
        choice = next(side.choice for side in (before, after) if isinstance(side, Lock))
        names = list(choice.tables) if tables is None else _names(tables)
    contents = [
        side.contents if isinstance(side, Lock) else side.contents(choice)
        for side in (before, after)
    ]
    kept = [{name: each[name] for name in each if name in names} for each in contents]
    return Changes(_label(before), _label(after), tuple(compare(*kept)))


def _side(where: str | os.PathLike[str] | None) -> Lock | Edition:
    """One side of a comparison."""
    return read_lock(where) if where is not None and is_lock(where) else edition_of(where)


def _label(side: Lock | Edition) -> str:
    """Which data one side is."""
    name = side.path if isinstance(side, Lock) else side.label
    return str(name) if side.version in str(name) else f"{name} ({side.version})"


def _names(tables: str | Iterable[str]) -> list[str]:
    """Names of tables as a list."""
    names = [tables] if isinstance(tables, str) else tables
    if not isinstance(names, Iterable):
        raise InvalidArgumentError(f"tables is {tables!r}; it should be a name or a list of names")
    return list(names)


def _compared(old: Edition, new: Edition, tables: str | Iterable[str] | None) -> list[str]:
    """Tables of two editions that are compared."""
    known = list(dict.fromkeys([*TABLES, *old.tables, *new.tables]))
    if tables is None:
        return [name for name in known if name not in EVIDENCE]
    wanted = _names(tables)
    for name in wanted:
        if name not in known:
            raise UnknownNameError("table", name, known)
    return wanted
