"""A disk that fails, or a machine that dies, at any step of something that writes.

Run as a script by tests/test_crashes.py: what dies here dies in a process of its own.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import elecdata
from elecdata import disk
from elecdata.curation import publication
from elecdata.curation.shape import format_sheets
from elecdata.disk import replace_folder
from elecdata.errors import ElecdataError, InvalidArgumentError, WriteError
from tests.conftest import make_sheets

STEPS = ("mkdir", "link", "rename", "replace", "unlink", "rmdir", "chmod", "fsync")
# To take a thing away needs no room, and to rename one none either.
HARMLESS = {(kind, name) for kind in ("once", "full") for name in ("unlink", "rmdir")}
HARMLESS |= {("full", "rename"), ("full", "replace")}
KILLED = 9
ENDS = {0: "done", 1: "told", 2: "harmless", 3: "not ours", KILLED: "killed"}


class Faults:
    """Steps on the disk, counted; one of them is the last."""

    def __init__(self, last, kind):
        self.last, self.kind, self.made = last, kind, 0

    def step(self):
        """Count a step; at the last one die, or fail as the disk does."""
        self.made += 1
        if self.made == self.last and self.kind == "kill":
            os._exit(KILLED)
        once, full = self.made == self.last, self.made >= self.last
        if (self.kind == "once" and once) or (self.kind == "full" and full):
            raise OSError(28, "No space left on device")

    def install(self):
        """Put a step before every call that changes the disk, and in the middle of every write."""
        for name in STEPS:
            if (self.kind, name) not in HARMLESS:
                setattr(os, name, self._counted(getattr(os, name)))
        os.open = self._open_by_number(os.open)
        io.open = self._opened(io.open)
        shutil.copy2 = self._counted(shutil.copy2)
        disk._exchange_at_once = self._counted(disk._exchange_at_once)

    def _counted(self, real):
        def call(*args, **kwargs):
            self.step()
            return real(*args, **kwargs)

        return call

    def _open_by_number(self, real):
        def call(path, flags, *args, **kwargs):
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self.step()
            return real(path, flags, *args, **kwargs)

        return call

    def _opened(self, real):
        def opened(file, mode="r", *args, **kwargs):
            if not set(mode) & set("wxa+"):
                return real(file, mode, *args, **kwargs)
            self.step()
            stream = real(file, mode, *args, **kwargs)
            if "b" in mode and "+" not in mode:
                stream = Halting(stream, self)
            return stream

        return opened


class Halting:
    """A file whose every write is made in halves, with a step between them."""

    def __init__(self, stream, faults):
        self._stream, self._faults = stream, faults

    def write(self, data):
        """Write the first half, take the step, write the second."""
        half = len(data) // 2
        self._stream.write(data[:half])
        self._stream.flush()
        self._faults.step()
        return half + self._stream.write(data[half:])

    def __enter__(self):
        """The file itself."""
        return self

    def __exit__(self, *_):
        """Close it."""
        self._stream.close()

    def __getattr__(self, name):
        """Whatever else a file does."""
        return getattr(self._stream, name)


@dataclass
class Scene:
    """Something that is written over something older, again and again."""

    home: Path
    act: Callable[[], object]
    again: Callable[[], object] | None = None  # what the user does after a crash; the same
    is_one: bool = True  # all files change in one step, or else each does
    may_be_gone: bool = False  # killed at the wrong moment, nothing is there

    def __post_init__(self):
        """Note what was there before, and what is there when all goes well."""
        self.kept = self.home.with_name("kept")
        shutil.copytree(self.home, self.kept)
        self.before = tree(self.home)
        self.act()
        self.after = tree(self.home)
        if self.before == self.after:
            raise ValueError("the scene changes nothing")

    def restore(self):
        """Put everything back as it was."""
        shutil.rmtree(self.home)
        shutil.copytree(self.kept, self.home)

    def wrongs(self, *, killed, done):
        """What is wrong after a step was the last."""
        found = tree(self.home)
        if done and found != self.after:
            yield "done, and not all is new"
        if not self._is_whole(found) and not (killed and self.may_be_gone):
            yield f"neither old nor new: {sorted(found)}"
        if drafts(self.home) and not killed:
            yield f"left behind: {drafts(self.home)}"
        if killed:
            (self.again or self.act)()
            if tree(self.home) != self.after:
                yield "cannot be done again"

    def _is_whole(self, found):
        """Whether what is there is old or new, as a whole or file by file."""
        if self.is_one:
            return found in (self.before, self.after)
        names = self.before.keys() | self.after.keys()
        return found.keys() <= names and all(
            found.get(name) in (self.before.get(name), self.after.get(name)) for name in names
        )


def told(write, *arguments):
    """Write, and tell of the disk as the verbs of elecdata do."""
    try:
        write(*arguments)
    except OSError as error:
        raise WriteError(str(error)) from error


def of_folder(home):
    """A folder is replaced."""
    replace_folder(home / "tables", {"a.parquet": b"old", "manifest.json": b"old"})
    new = {"b.parquet": b"new", "manifest.json": b"new"}
    return Scene(home, lambda: told(replace_folder, home / "tables", new))


def of_folder_in_two_steps(home):
    """A folder is replaced where the system exchanges none."""
    disk._exchange_at_once = lambda *_: False
    scene = of_folder(home)
    scene.may_be_gone = True
    return scene


def of_first_folder(home):
    """A folder is made where none was."""
    return Scene(home, lambda: told(replace_folder, home / "tables", {"a.parquet": b"new"}))


def of_file(home):
    """A file is replaced."""
    (home / "a.lock").write_bytes(b"old")
    return Scene(home, lambda: told(disk.replace_file, home / "a.lock", b"new and longer"))


def of_build(home):
    """Sheets are built over an earlier build of them."""
    sheets = make_sheets(home / "sheets")
    elecdata.build(sheets.root, home / "tables")
    sheets.damage(
        "kz-2031-council/claims.csv", "event,decree,summary", value="The Council was dismissed."
    )
    made = publication.build(sheets.root, ())
    publication.build = lambda *_: made  # deciding anew each time writes nothing
    return Scene(home, lambda: elecdata.build(sheets.root, home / "tables"))


def of_export(home):
    """A folder of exported tables is exported anew."""
    export = partial(elecdata.export, home / "out", "csv", tables=["results", "elections"])
    export(year=2012)
    return Scene(home, lambda: export(year=2021))


def of_exported_file(home):
    """A file is exported anew; the record of what it holds lies beside it."""
    export = partial(elecdata.export, home / "results.csv")
    export(year=2012)
    again = partial(export, year=2021, overwrite=True)
    return Scene(home, lambda: export(year=2021), again, is_one=False)


def of_lock(home):
    """Figures are locked anew."""
    elecdata.lock(home / "elecdata.lock", year=2012)
    return Scene(home, lambda: elecdata.lock(home / "elecdata.lock", year=2021))


def of_format(home):
    """Sheets are put in shape, one by one."""
    sheets = make_sheets(home / "sheets")
    format_sheets(sheets.root, write=True)
    for name in ("parties.csv", "people.csv"):
        sheets.write(name, sheets.text(name).replace("\n", "\r\n"))
    return Scene(home, lambda: format_sheets(sheets.root, write=True), is_one=False)


def of_new(home):
    """An election is started, and the shared sheets with it."""
    start = partial(elecdata.new, "xx-2027-parliament", home)

    def again():
        with suppress(InvalidArgumentError):  # it was there already
            start()

    return Scene(home, start, again, is_one=False)


SCENES = {name[3:]: scene for name, scene in globals().items() if name.startswith("of_")}


def tree(folder):
    """Files below a folder, by name; drafts aside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and disk.DRAFT not in path.as_posix()
    }


def drafts(folder):
    """Drafts that lie about."""
    return [path for path in folder.rglob("*") if disk.DRAFT in path.name]


def attempts(action, restore, kind, every):
    """Do the action in child processes, each stopped at a later step, until one is done.

    Yields the step and the status of each child, as in ENDS.
    """
    last = 1
    while True:
        restore()
        sys.stdout.flush()
        child = os.fork()
        if not child:
            faults = Faults(last, kind)
            faults.install()
            status = 3
            try:
                action()
                status = 0 if faults.made < last else 2  # 2: it was no harm
            except ElecdataError:
                status = 1
            except BaseException as error:  # noqa: BLE001  told as what it is
                print(f"step {last}: {error!r}", file=sys.stderr)
            finally:
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        yield last, status
        if status == 0:
            return
        last += every


def main(arguments=None):
    """Play one scene to each of its steps, and say how many there are and how they end."""
    name, kind, every, folder = sys.argv[1:] if arguments is None else arguments
    home = Path(folder) / "home"
    home.mkdir()
    scene = SCENES[name](home)
    seen = Counter()
    for last, status in attempts(scene.act, scene.restore, kind, int(every)):
        seen[ENDS[status]] += 1
        wrong = list(scene.wrongs(killed=status == KILLED, done=status in {0, 2}))
        if wrong or status == 3:
            print(f"step {last}: {ENDS[status]}; {'; '.join(wrong)}", file=sys.stderr)
            return 1
    print(", ".join(f"{count} {end}" for end, count in sorted(seen.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
