"""Pin the figures that a piece of work used, in a small file that belongs beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.loading import day_of, values_of
from elecdata.pinning.content import Choice
from elecdata.pinning.edition import Edition, edition_of, label_of
from elecdata.pinning.frames import frame_digests
from elecdata.pinning.lockfile import NAME, Lock, path_of, write_lock

if TYPE_CHECKING:
    import os
    from datetime import date

    from elecdata.dataset import Data

CORE = ("results", "elections")


def lock(
    path: str | os.PathLike[str] = NAME,
    *,
    tables: str | Iterable[str] | Mapping[str, Iterable[str]] | None = None,
    country: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    election: str | Iterable[str] | None = None,
    office: str | Iterable[str] | None = None,
    as_of: str | date | None = None,
    source: str | None = None,
    frames: Mapping[str, Any] | None = None,
    data: Data = None,
) -> Lock:
    """Pin the figures that a piece of work uses.

    The file holds every pinned cell with its source and the rule that chose it, so that `verify`
    can explain a change later without the old version at hand; a text of more than 64 characters
    is held by its digest. It is JSON with one row of a table on a line, and belongs under version
    control beside the work.

    Parameters
    ----------
    path : path
        File to write; one that is there is replaced.
    tables : name, list of names, or mapping of names to columns, optional
        What was used; ``results`` and ``elections`` by default. With a mapping only the columns
        named are pinned.
    country, year, election, office, as_of, source : optional
        Filters and view that were used, as in `load`. A table that is not about elections is
        pinned whole.
    frames : mapping of str to frame, optional
        Frames made from the data, by a name; their digests are pinned too. The order of rows
        counts, and a named index; numbers count to twelve digits.
    data : path, None or list of these, optional
        Whose data, as in `load`: ``[None, "my-sheets"]`` pins one's own beside the packaged.
        Also a wheel.

    Returns
    -------
    Lock
        What was pinned; prints as a summary.

    Raises
    ------
    UnknownNameError
        When a table, column, election or source does not exist; also a ``KeyError``.
    InvalidArgumentError
        When an argument cannot be understood, or nothing is left to pin; also a ``ValueError``.
    DataMissingError
        When the file cannot be written; also a ``FileNotFoundError``.

    Examples
    --------
    >>> import elecdata, tempfile
    >>> file = tempfile.mkdtemp() + "/elecdata.lock"
    >>> pinned = elecdata.lock(file, tables={"results": ["seats"]}, election="kz-2012-majilis")
    >>> len(pinned.contents["results"].rows)
    8
    """
    file = path_of(path)
    edition = edition_of(data)
    asked = {"country": country, "year": year, "election": election, "office": office}
    filters = {name: values_of(name, value) for name, value in asked.items() if value is not None}
    day = day_of(as_of)
    _check_filters(edition, filters, source)
    choice = Choice(
        _columns(edition, tables), filters, day.isoformat() if day else "", source or ""
    )
    contents = edition.contents(choice)
    if not any(content.rows for content in contents.values()) and not frames:
        raise InvalidArgumentError("nothing to pin: no row is left of the tables and filters given")
    digests = dict(edition.digests)
    made = Lock(
        file, edition.version, choice, contents, digests, frame_digests(frames), label_of(data)
    )
    write_lock(made)
    return made


def _columns(
    edition: Edition, tables: str | Iterable[str] | Mapping[str, Iterable[str]] | None
) -> dict[str, tuple[str, ...] | None]:
    """Columns of each table to pin; None for all."""
    asked: Any = CORE if tables is None else tables
    asked = [asked] if isinstance(asked, str) else asked
    if not isinstance(asked, Iterable):
        raise InvalidArgumentError(
            f"tables is {asked!r}; it should be names of tables, or a mapping of names to columns"
        )
    wanted: dict[str, tuple[str, ...] | None] = {}
    for name in asked:
        if not isinstance(name, str) or name not in edition.tables:
            raise UnknownNameError("table", name, edition.tables)
        chosen = asked[name] if isinstance(asked, Mapping) else None
        if chosen is None:
            wanted[name] = None
            continue
        if not isinstance(chosen, Iterable):
            raise InvalidArgumentError(f"columns of {name} are {chosen!r}; they should be names")
        columns = (chosen,) if isinstance(chosen, str) else tuple(chosen)
        known = edition.tables[name].column_names
        for column in columns:
            if column not in known:
                raise UnknownNameError(f"column of {name}", column, known)
        wanted[name] = columns
    return wanted


def _check_filters(edition: Edition, filters: Mapping[str, list[Any]], source: str | None) -> None:
    """Raise when a filter or the source names nothing that there is."""
    elections = edition.tables["elections"].to_pylist() if "elections" in edition.tables else []
    for name, values in filters.items():
        column = "election_id" if name == "election" else name
        known = sorted({row[column] for row in elections if row.get(column) is not None})
        for value in values:
            if value not in known:
                raise UnknownNameError(name, value, [str(each) for each in known])
    if source is not None:
        known = [row.source_id for row in edition.record.sources.values()] if edition.record else []
        if source not in known:
            raise UnknownNameError("source", source, known)
