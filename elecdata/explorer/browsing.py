"""Make the explorer's pages and open them."""

from __future__ import annotations

import html
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from elecdata.dataset import opened
from elecdata.disk import new_folder, replace_file
from elecdata.errors import InvalidArgumentError, OverwriteError, WriteError

if TYPE_CHECKING:
    from elecdata.dataset import Data

ENTRY = "open.html"  # leads to a cell; programs that open files drop what follows a "#"
_MARK = '<meta name="generator" content="elecdata">'


def browse(
    *path: str,
    table: str | None = None,
    to: str | os.PathLike[str] | None = None,
    data: Data = None,
) -> Path:
    """Open the explorer: pages on which every number leads to its sources.

    The pages are files of a folder. They work from disk and from any web server, need no program
    behind them, and fetch nothing from elsewhere.

    Parameters
    ----------
    *path : str
        Where to open them: nothing for the list of elections, an election, or a cell as
        `explain` takes it, ``"kz-2004-majilis", "kz-ak-zhol", "seats"``.
    table : str, optional
        Table of the cell, as in `explain`.
    to : path, optional
        Write the pages into this folder and open nothing. The folder may hold earlier pages,
        which are replaced, and nothing else. By default a new temporary folder.
    data : path, None or list of these, optional
        Whose data, as in `load`: a folder of your own is browsed like the packaged tables.

    Returns
    -------
    pathlib.Path
        The page to open.

    Raises
    ------
    UnknownNameError
        When there is no such election, row or column.
    InvalidArgumentError
        When ``to`` is no folder.
    WriteError
        When the disk refuses.
    OverwriteError
        When ``to`` holds files that are no earlier pages.

    Examples
    --------
    >>> import elecdata, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     elecdata.browse(to=folder).name
    'index.html'
    """
    from elecdata.explorer.contents import contents
    from elecdata.explorer.pages import pages

    dataset = opened(data)
    link = _link(path, table, data)
    folder = _folder(to)
    made = pages(contents(dataset))
    if link:
        made[ENTRY] = _entry(link)
    try:
        _write(folder, made)
    except OSError as error:
        why = error.strerror or str(error)
        raise WriteError(f"{str(folder)!r} cannot be written ({why})") from error
    page = folder / (ENTRY if link else "index.html")
    if to is None:
        import webbrowser

        webbrowser.open(page.as_uri())
    return page


def _link(path: tuple[str, ...], table: str | None, data: Data) -> str:
    """Address within the page that a path means; empty for the start."""
    from elecdata.errors import UnknownNameError
    from elecdata.explorer.links import fragment
    from elecdata.provenance import explain

    if not path:
        return ""
    if len(path) == 1 and table is None:
        known = opened(data).table("elections").column("election_id").to_pylist()
        if path[0] not in known:
            raise UnknownNameError("election", path[0], known)
        return fragment("elections", path).rpartition("/")[0]
    return explain(*path, table=table, data=data).link


def _folder(to: str | os.PathLike[str] | None) -> Path:
    """Folder to write to, free of everything but earlier pages."""
    import tempfile

    if to is None:
        return Path(tempfile.mkdtemp(prefix="elecdata-"))
    folder = Path(to).resolve()
    if folder.exists() and not folder.is_dir():
        raise InvalidArgumentError(f"to is {str(to)!r}, which is a file; name a folder")
    if folder.is_dir() and not any(folder.iterdir()):
        with suppress(OSError):  # an empty one that cannot be put away is filled where it is
            folder.rmdir()
    elif folder.is_dir() and not _is_ours(folder):
        raise OverwriteError(
            f"folder {str(to)!r} holds files and no explorer; name a new folder, or remove it "
            "yourself"
        )
    return folder


def _is_ours(folder: Path) -> bool:
    """Whether a folder holds pages made earlier."""
    try:
        return _MARK in (folder / "index.html").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False


def _entry(link: str) -> bytes:
    """A page that leads to a cell."""
    target = html.escape(f"index.html{link}")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="refresh" content="0; url={target}"><title>elecdata explorer</title>'
        f'</head><body><p><a href="{target}">Open the explorer</a></p></body></html>\n'
    ).encode()


def _write(folder: Path, made: dict[str, bytes]) -> None:
    """Put files in their places, the page last; take away those of elections that are gone.

    A new folder comes in one step: half of one would be nobody's pages, and stand in the way.
    """
    if not folder.exists():
        with new_folder(folder) as staging:
            _fill(staging, made)
        return
    _fill(folder, made)


def _fill(folder: Path, made: dict[str, bytes]) -> None:
    """Put each file in its place in one step."""
    for name in sorted(made, key=lambda name: name == "index.html"):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_file(place, made[name])
    for old in (folder / "data").glob("election-*.js"):
        if f"data/{old.name}" not in made:
            old.unlink()
    if ENTRY not in made:
        (folder / ENTRY).unlink(missing_ok=True)
