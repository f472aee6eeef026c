from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

import pytest

from elecdata import disk
from elecdata.disk import add_folder, new_files, replace_folder

OLD = {"manifest.json": b"old", "gone.parquet": b"old"}
NEW = {"manifest.json": b"new", "results.parquet": b"new"}


class DiskError(OSError):
    """What the disk says in these tests."""


@pytest.fixture
def folder(tmp_path):
    """A published folder that is about to be replaced."""
    path = tmp_path / "processed"
    path.mkdir()
    for name, data in OLD.items():
        (path / name).write_bytes(data)
    return path


@pytest.fixture
def in_two_steps(monkeypatch):
    """A system without renameat2: folders change places by renaming."""
    monkeypatch.setattr(disk, "_exchange_at_once", lambda *_: False)


def names(path):
    """Names of all that lies in a folder, hidden or not."""
    return sorted(each.name for each in path.iterdir())


def content(path):
    """Files of a folder by name; None when there is no folder."""
    return {each.name: each.read_bytes() for each in path.iterdir()} if path.is_dir() else None


def failing(real, at):
    """A call that fails the one time that it is made for the time given."""
    made = []

    def call(*args, **kwargs):
        made.append(args)
        if len(made) == at:
            raise DiskError("no space left on device")
        return real(*args, **kwargs)

    return call


class TestReplaceFolder:
    """`replace_folder` leaves the old folder or the new one."""

    def test_folder_holds_exactly_the_new_files(self, folder):
        """What is new is there, what is old is gone, and nothing lies beside it."""
        replace_folder(folder, NEW)

        assert content(folder) == NEW
        assert [folder.name] == names(folder.parent)

    @pytest.mark.usefixtures("in_two_steps")
    def test_folder_in_two_steps(self, folder):
        """Without an exchange in one step the result is the same."""
        replace_folder(folder, NEW)

        assert content(folder) == NEW
        assert [folder.name] == names(folder.parent)

    def test_folder_that_is_not_there_is_made(self, tmp_path):
        """The first publication makes the folder, and those above it."""
        replace_folder(tmp_path / "data" / "processed", NEW)

        assert content(tmp_path / "data" / "processed") == NEW
        assert names(tmp_path / "data") == ["processed"]

    def test_folder_may_be_emptied(self, folder):
        """No files make an empty folder."""
        replace_folder(folder, {})

        assert content(folder) == {}

    @pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
    def test_folder_can_be_read_by_others(self, folder):
        """The folder is not left with the narrow mode of a temporary one."""
        replace_folder(folder, NEW)

        assert folder.stat().st_mode & 0o777 == 0o755

    @pytest.mark.parametrize("at", range(1, 5))
    def test_sync_that_fails(self, folder, monkeypatch, at):
        """Each file, the folder and its parent are synced; a failure of any mixes nothing."""
        monkeypatch.setattr(os, "fsync", failing(os.fsync, at))

        with pytest.raises(DiskError):
            replace_folder(folder, NEW)

        assert content(folder) in (OLD, NEW)
        assert (content(folder) == NEW) == (at == 4)
        assert [folder.name] == names(folder.parent)

    @pytest.mark.parametrize("at", [1, 2])
    def test_open_that_fails(self, folder, monkeypatch, at):
        """A file that cannot be opened leaves the old folder."""
        monkeypatch.setattr(Path, "open", failing(Path.open, at))

        with pytest.raises(DiskError):
            replace_folder(folder, NEW)

        monkeypatch.undo()
        assert content(folder) == OLD
        assert [folder.name] == names(folder.parent)

    @pytest.mark.parametrize("name", ["mkdtemp", "chmod", "_exchange_at_once"])
    def test_other_step_that_fails(self, folder, monkeypatch, name):
        """A failure to make, open up or exchange the folder leaves the old one."""
        owner = {"mkdtemp": disk.tempfile, "chmod": Path, "_exchange_at_once": disk}[name]
        monkeypatch.setattr(owner, name, failing(getattr(owner, name), 1))
        monkeypatch.setattr(sys, "platform", "linux")

        with pytest.raises(DiskError):
            replace_folder(folder, NEW)

        assert content(folder) == OLD
        assert [folder.name] == names(folder.parent)

    @pytest.mark.usefixtures("in_two_steps")
    @pytest.mark.parametrize(("at", "wanted"), [(1, OLD), (2, OLD), (3, NEW)])
    def test_rename_that_fails(self, folder, monkeypatch, at, wanted):
        """Of three renamings any may fail: the old folder comes back, or the new one stays."""
        monkeypatch.setattr(Path, "rename", failing(Path.rename, at))

        with contextlib.suppress(DiskError):
            replace_folder(folder, NEW)

        assert wanted == content(folder)
        assert [folder.name] == names(folder.parent)

    def test_first_rename_of_a_new_folder_that_fails(self, tmp_path, monkeypatch):
        """Where there was no folder, a failure leaves none."""
        monkeypatch.setattr(Path, "rename", failing(Path.rename, 1))

        with pytest.raises(DiskError):
            replace_folder(tmp_path / "processed", NEW)

        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is of Linux")
    def test_system_without_the_call_falls_back(self, folder, monkeypatch):
        """A C library without renameat2 is no failure."""
        monkeypatch.setattr(disk.ctypes, "CDLL", lambda *_, **__: object())
        replace_folder(folder, NEW)

        assert content(folder) == NEW
        assert [folder.name] == names(folder.parent)

    @pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is of Linux")
    @pytest.mark.parametrize("failure", ["EINVAL", "ENOSYS", "EOPNOTSUPP"])
    def test_file_system_without_exchange_falls_back(self, folder, monkeypatch, failure):
        """A file system that cannot exchange folders is no failure."""
        refuse(monkeypatch, failure)
        replace_folder(folder, NEW)

        assert content(folder) == NEW

    @pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is of Linux")
    def test_exchange_that_is_forbidden_is_raised(self, folder, monkeypatch):
        """Any other refusal is raised, and the old folder stays."""
        refuse(monkeypatch, "EACCES")

        with pytest.raises(PermissionError):
            replace_folder(folder, NEW)

        assert content(folder) == OLD
        assert [folder.name] == names(folder.parent)


def refuse(monkeypatch, failure):
    """Let renameat2 fail in a way of its own."""
    number = getattr(disk.errno, failure)

    class Library:
        @staticmethod
        def renameat2(*_):
            return -1

    monkeypatch.setattr(disk.ctypes, "CDLL", lambda *_, **__: Library)
    monkeypatch.setattr(disk.ctypes, "get_errno", lambda: number)


class TestNewFiles:
    """`new_files` replaces files beside each other, all or none."""

    @pytest.fixture
    def pair(self, tmp_path):
        """A file and what lies beside it, both about to be replaced."""
        for name in ("a.csv", "a.json"):
            (tmp_path / name).write_text("old")
        return tmp_path / "a.csv"

    def write(self, path):
        """Replace both, and add a third."""
        with new_files(path) as staging:
            for name in ("a.csv", "a.json", "a.txt"):
                (staging / name).write_text("new")

    def test_files_are_replaced_and_added(self, pair):
        """All are new, and nothing else lies there."""
        self.write(pair)

        assert content(pair.parent) == dict.fromkeys(("a.csv", "a.json", "a.txt"), b"new")

    def test_block_that_fails_changes_nothing(self, pair):
        """What was written before the failure is thrown away."""
        with contextlib.suppress(DiskError), new_files(pair) as staging:
            (staging / "a.csv").write_text("new")
            raise DiskError("full")

        assert content(pair.parent) == {"a.csv": b"old", "a.json": b"old"}

    @pytest.mark.parametrize("at", [1, 2, 3])
    def test_replacement_that_fails_is_undone(self, pair, monkeypatch, at):
        """Whichever of three replacements fails, the old files are there, and only they."""
        monkeypatch.setattr(Path, "replace", failing(Path.replace, at))

        with pytest.raises(DiskError):
            self.write(pair)

        assert content(pair.parent) == {"a.csv": b"old", "a.json": b"old"}


class TestAddFolder:
    """`add_folder` puts a folder where nothing is."""

    def test_folder_and_files_beside_it(self, tmp_path):
        """All is there, what was there is as it was, and the files that are new are named."""
        (tmp_path / "a.csv").write_bytes(b"mine")
        made = add_folder(tmp_path / "own", {"x.toml": b"x"}, {"a.csv": b"a", "b.csv": b"b"})

        assert made == [tmp_path / "b.csv"]
        assert names(tmp_path) == ["a.csv", "b.csv", "own"]
        assert (tmp_path / "a.csv").read_bytes() == b"mine"
        assert (tmp_path / "b.csv").read_bytes() == b"b"
        assert content(tmp_path / "own") == {"x.toml": b"x"}

    def test_file_system_without_links(self, tmp_path, monkeypatch):
        """Where files cannot have two names the result is the same."""

        def refuse(*_):
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(Path, "hardlink_to", refuse)
        self.test_folder_and_files_beside_it(tmp_path)

    @pytest.mark.parametrize("kind", ["folder", "file"])
    def test_what_is_there_stays(self, tmp_path, kind):
        """A folder or a file in its place is not replaced, whatever it holds."""
        own = tmp_path / "own"
        own.mkdir() if kind == "folder" else own.write_bytes(b"mine")
        if kind == "folder":
            (own / "mine").write_bytes(b"mine")
        with pytest.raises(FileExistsError) as caught:
            add_folder(own, {"x.toml": b"x"}, {})

        assert caught.value.filename == str(own)
        assert content(own) == ({"mine": b"mine"} if kind == "folder" else None)
        assert names(tmp_path) == ["own"]
