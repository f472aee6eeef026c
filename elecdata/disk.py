"""Put files and folders in their place: wholly or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DRAFT = "elecdata-draft"  # in the name of every unfinished thing
OLD = 24 * 60 * 60  # seconds after which whoever made a draft is gone
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK}  # of such file systems


def replace_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Make a folder hold exactly these files, wholly or not at all.

    Parameters
    ----------
    folder : Path
        Folder to replace; made when it is not there.
    files : dict of str to bytes
        Content by file name.
    """
    with new_folder(folder) as staging:
        for name, data in files.items():
            (staging / name).write_bytes(data)


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Yield an empty folder to be filled; when the block ends well, it takes the folder's place.

    The files are written and synced beside the folder, then both change places in one step. A
    build that is killed at any point leaves the old folder or the new one, never a mixture. Where
    the system cannot exchange folders (not Linux, or a file system of another kind) it takes two
    steps; killed just between them, a build leaves no folder, and the old one beside it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _staging(folder) as staging:
        yield staging
        _sync_all(staging)
        _take_place(staging, folder)
        _sync(folder.parent)


@contextmanager
def new_files(path: Path) -> Iterator[Path]:
    """Yield an empty folder; when the block ends well, its files go beside ``path``.

    Every file replaces the old one in one step, ``path`` itself last. When one cannot, those
    already replaced are put back.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _staging(path) as staging:
        yield staging
        _sync_all(staging)
        names = sorted(
            (each.name for each in staging.iterdir()), key=lambda name: name == path.name
        )
        with contextlib.ExitStack() as undo:
            for name in names:
                _replace(staging / name, path.with_name(name), undo)
            undo.pop_all()
        _sync(path.parent)


def add_folder(folder: Path, files: dict[str, bytes], beside: dict[str, bytes]) -> list[Path]:
    """Put a folder where nothing is, and beside it files that it needs; replace nothing.

    Everything is written and synced aside first. The folder comes last and in one step, so that of
    several who add it at once one succeeds, and it never stands without the files beside it.

    Parameters
    ----------
    folder : Path
        Folder to add, in one that exists.
    files : dict of str to bytes
        Its content by file name.
    beside : dict of str to bytes
        Content of the files beside it; what is there already stays as it is.

    Returns
    -------
    list of Path
        The files beside it that were not there before.

    Raises
    ------
    FileExistsError
        When something lies in its place, also when somebody else puts it there just now.
    """
    placed: list[Path] = []
    with _staging(folder) as staging:
        draft = staging / "folder"
        draft.mkdir()
        for path, texts in ((draft, files), (staging, beside)):
            for name, data in texts.items():
                (path / name).write_bytes(data)
        _sync_all(staging)
        try:
            for name in beside:
                if _put_where_none_is(staging / name, folder.with_name(name)):
                    placed.append(folder.with_name(name))  # noqa: PERF401  some, when one fails
            _rename_where_none_is(draft, folder)
        except BaseException:
            # A folder that somebody else put there needs the files beside it.
            for path in placed if not os.path.lexists(folder) else ():
                path.unlink(missing_ok=True)
            raise
        _sync(folder.parent)
    return placed


@contextmanager
def refusals(*kinds: type[Exception]) -> Iterator[None]:
    """Raise as ``OSError`` what a library raises when the disk refuses it."""
    try:
        yield
    except kinds as error:
        raise OSError(" ".join(str(error).split())) from error


def replace_file(path: Path, data: bytes) -> None:
    """Make a file hold these bytes, wholly or not at all.

    What lies there and is no file, such as ``/dev/stdout``, is written to and stays.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    draft = path.with_name(_prefix(path) + secrets.token_hex(4))
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    _sync(path.parent)
    _sweep(path)


def _replace(new: Path, old: Path, undo: contextlib.ExitStack) -> None:
    """Replace a file, and note how to put the old one back."""
    if old.exists():
        kept = new.with_name(f"{new.name}.old")
        shutil.copy2(old, kept)
        new.replace(old)
        undo.callback(kept.replace, old)
    else:
        new.replace(old)
        undo.callback(old.unlink)


def _put_where_none_is(new: Path, path: Path) -> bool:
    """Give a finished file its name; false where that is taken."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            return False
        new.rename(path)
    return True


def _rename_where_none_is(new: Path, folder: Path) -> None:
    """Give a finished folder its name; where that is taken, say so in the same way everywhere."""
    try:
        new.rename(folder)
    except OSError as error:
        if os.path.lexists(folder):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder)) from error
        raise


@contextmanager
def _staging(path: Path) -> Iterator[Path]:
    """Yield a new folder beside a path, removed in the end if it is still there."""
    staging = Path(tempfile.mkdtemp(prefix=_prefix(path), dir=path.parent))
    try:
        staging.chmod(0o755)
        yield staging
        _sweep(path)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _prefix(path: Path) -> str:
    """How the names of drafts for a path begin; short enough for any file system."""
    return f".{path.name[:40]}-{DRAFT}-"


def _sweep(path: Path) -> None:
    """Remove drafts for a path whose maker was killed."""
    with contextlib.suppress(OSError):
        for each in path.parent.iterdir():
            if not each.name.startswith(_prefix(path)):
                continue
            if time.time() - each.lstat().st_mtime > OLD:
                shutil.rmtree(each) if each.is_dir() else each.unlink()


def _sync_all(folder: Path) -> None:
    """Make everything in a folder durable."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            _sync(path)
            continue
        with path.open("r+b") as file:
            os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the entries of a folder durable, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _take_place(new: Path, old: Path) -> None:
    """Put a folder where another one may lie, also one that somebody else puts there just now."""
    if not old.exists():
        try:
            new.rename(old)
        except OSError:
            if not old.exists():
                raise
        else:
            return
    _exchange(new, old)


def _exchange(new: Path, old: Path) -> None:
    """Let two folders change places: in one step on Linux, in two elsewhere."""
    if sys.platform == "linux" and _exchange_at_once(new, old):
        return
    aside = Path(tempfile.mkdtemp(prefix=_prefix(old), dir=old.parent))
    aside.rmdir()
    old.rename(aside)
    try:
        new.rename(old)
    except BaseException:
        aside.rename(old)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange_at_once(new: Path, old: Path) -> bool:
    """Exchange two folders by renameat2; false where the system or file system has no such call."""
    at_cwd, exchange = -100, 2
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if rename(at_cwd, os.fsencode(new), at_cwd, os.fsencode(old), exchange) == 0:
        return True
    failure = ctypes.get_errno()
    if failure in {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}:
        return False
    raise OSError(failure, os.strerror(failure), str(old))
