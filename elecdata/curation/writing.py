"""The one door through which published tables reach the disk: wholly or not at all."""

from __future__ import annotations

import ctypes
import errno
import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def parquet_bytes(table: pa.Table) -> bytes:
    """A table as Parquet, with the least in it that depends on the writer."""
    sink = io.BytesIO()
    pq.write_table(
        table,
        sink,
        compression="zstd",
        compression_level=3,
        write_statistics=False,
        version="2.6",
        data_page_version="1.0",
        row_group_size=max(table.num_rows, 1),
    )
    return sink.getvalue()


def replace_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Make a folder hold exactly these files, wholly or not at all.

    The files are written and synced beside the folder, then both change places in one step. A
    build that is killed at any point leaves the old folder or the new one, never a mixture.

    Parameters
    ----------
    folder : Path
        Folder to replace; made when it is not there.
    files : dict of str to bytes
        Content by file name.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        staging.chmod(0o755)
        for name, data in files.items():
            with (staging / name).open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        _sync(staging)
        if folder.exists():
            _exchange(staging, folder)
        else:
            staging.rename(folder)
        _sync(folder.parent)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Make the entries of a folder durable, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(new: Path, old: Path) -> None:
    """Let two folders change places: in one step on Linux, in two elsewhere."""
    if sys.platform == "linux" and _exchange_at_once(new, old):
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{old.name}-old-", dir=old.parent))
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
