"""Killed or refused at any step, what writes leaves the old or the new, and can be done again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import elecdata
from elecdata.errors import DataMissingError, ElecdataError

ROOT = Path(__file__).resolve().parents[1]
SCENES = (
    *("folder", "folder_in_two_steps", "first_folder", "file", "lock", "format"),
    *("exported_file", "export", "build", "new"),
)
KINDS = {"kill": "killed", "once": "told", "full": "told"}

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")


def python(*arguments, **options):
    """Another interpreter that sees this checkout."""
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        **options,
    )


def play(scene, kind, every, folder):
    """What becomes of a scene that is stopped at one step after another."""
    with python("-m", "tests.faults", scene, kind, every, folder) as process:
        said, wrong = process.communicate(timeout=900)

    assert (process.returncode, wrong) == (0, "")
    return said


class TestSteps:
    """A step on the disk is the last one, or fails, or all fail from it on."""

    @pytest.mark.parametrize(("scene", "every"), [("folder", 1), ("build", 61)])
    def test_killed(self, tmp_path, scene, every):
        """Killed at some steps: all is old or all is new, and the next attempt succeeds."""
        assert "killed" in play(scene, "kill", every, tmp_path)

    @pytest.mark.soak
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("scene", SCENES)
    def test_every_step(self, tmp_path, scene, kind):
        """Exports, locks and sheets at every one of their steps, builds at every third."""
        assert KINDS[kind] in play(scene, kind, 3 if scene == "build" else 1, tmp_path)


BUILDER = """
import sys, elecdata
sheets, tables, times = sys.argv[1:]
for _ in range(int(times)):
    elecdata.build(sheets, tables)
"""

READER = """
import sys, elecdata
from elecdata.errors import DataMissingError, IntegrityError
tables, stop, seen, again = sys.argv[1], sys.argv[2], set(), 0
import os
while not os.path.exists(stop):
    try:
        seen.add(elecdata.load("events", data=tables).summary[0])
        seen.add(elecdata.explain("kz-2031-council", "decree", "summary", data=tables).value)
    except IntegrityError as error:
        if not str(error).endswith("was built anew while it was read; try again"):
            raise
        again += 1
print(sorted(seen))
"""


class TestAtOnce:
    """Several build into one folder while others read from it."""

    def run(self, sheets, tmp_path, times, builders):
        """What readers saw while two kinds of sheets were built into one folder by turns."""
        other = shutil.copytree(sheets.root, tmp_path / "other")
        text = (other / "kz-2031-council/claims.csv").read_text(encoding="utf-8")
        changed = text.replace("The Council was dissolved.", "It was sent home.")
        (other / "kz-2031-council/claims.csv").write_text(changed, encoding="utf-8")
        tables, stop = tmp_path / "tables", tmp_path / "stop"
        elecdata.build(sheets.root, tables)
        readers = [python("-c", READER, tables, stop) for _ in range(2)]
        makers = [
            python("-c", BUILDER, [sheets.root, other][number % 2], tables, times)
            for number in range(builders)
        ]
        wrong = [maker.communicate(timeout=600)[1] for maker in makers]
        stop.touch()
        said = [reader.communicate(timeout=60) for reader in readers]

        assert [text for text in wrong if text] == []
        assert [text for _, text in said if text] == []
        assert elecdata.validate(tables).ok
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
        return {
            summary for text, _ in said for summary in ("sent home", "dissolved") if summary in text
        }

    @pytest.mark.soak
    def test_two_builds_and_two_readers(self, sheets, tmp_path):
        """Nobody fails; what is left is one build, and valid."""
        assert self.run(sheets, tmp_path, 1, 2)

    @pytest.mark.soak
    def test_many(self, sheets, tmp_path):
        """Readers see both builds, and never a mixture."""
        assert self.run(sheets, tmp_path, 12, 4) == {"sent home", "dissolved"}

    @pytest.mark.soak
    def test_first_build_of_many(self, sheets, tmp_path):
        """Builders that all find no folder put theirs one over the other."""
        makers = [python("-c", BUILDER, sheets.root, tmp_path / "tables", 1) for _ in range(6)]

        assert [maker.communicate(timeout=600)[1] for maker in makers] == [""] * 6
        assert elecdata.validate(tmp_path / "tables").ok


STARTER = """
import pathlib, sys, time, elecdata
from elecdata.errors import InvalidArgumentError
root, name, *ids = sys.argv[1:]
root = pathlib.Path(root)
for number, election_id in enumerate(ids):
    (root / f"{number}-{name}").touch()
    late = time.monotonic() + 120
    while len(list(root.glob(f"{number}-*"))) < 3:
        time.sleep(0.0005)
        if time.monotonic() > late:
            raise SystemExit("the others do not come")
    try:
        elecdata.new(election_id, root / f"own-{number}")
        print("made", flush=True)
    except InvalidArgumentError as error:
        print(str(error).removeprefix(str(root)), flush=True)
"""


def content(folder):
    """Every file below a folder, with what it holds."""
    found = (path for path in folder.rglob("*") if not path.is_dir())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


class TestStarts:
    """Several start sheets in one folder in the same moment."""

    def run(self, tmp_path, *starters):
        """What each of three processes says, which start one election after another together."""
        made = [
            python("-c", STARTER, tmp_path, *words)
            for words in ([number, *ids] for number, ids in enumerate(starters))
        ]
        said = [each.communicate(timeout=600) for each in made]

        assert [wrong for _, wrong in said] == ["", "", ""]
        return list(zip(*(text.splitlines() for text, _ in said), strict=True))

    @pytest.mark.parametrize("rounds", [4, pytest.param(300, marks=pytest.mark.soak)])
    def test_same_election(self, tmp_path, rounds):
        """One makes it, the others are told that it is there; all of it is there."""
        elecdata.new("xx-2027-parliament", tmp_path / "alone")
        alone = content(tmp_path / "alone")
        said = self.run(tmp_path, *[["xx-2027-parliament"] * rounds] * 3)
        for number, words in enumerate(said):
            own = tmp_path / f"own-{number}"
            there = f"/own-{number}/xx-2027-parliament is there already; nothing was changed"

            assert sorted(words) == [there, there, "made"]
            assert content(own) == alone

    @pytest.mark.soak
    @pytest.mark.parametrize("rounds", [300])
    def test_other_elections(self, tmp_path, rounds):
        """Each makes its own."""
        ids = ["xx-2027-parliament", "sm-2008-council", "kz-2029-president"]
        for each in ids:
            elecdata.new(each, tmp_path / "alone")
        alone = content(tmp_path / "alone")
        said = self.run(tmp_path, *([each] * rounds for each in ids))
        for number, words in enumerate(said):
            assert words == ("made",) * 3
            assert content(tmp_path / f"own-{number}") == alone


class TestPlaces:
    """Places that take nothing."""

    @pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
    def test_folder_that_may_not_be_written(self, sheets, tmp_path):
        """A read-only folder is told as such, and the sheets stay."""
        (tmp_path / "closed").mkdir(mode=0o555)
        with pytest.raises(DataMissingError, match=r"\(Permission denied\); nothing was changed"):
            elecdata.build(sheets.root, tmp_path / "closed" / "tables")

    @pytest.fixture
    def small(self, tmp_path):
        """A disk of a megabyte."""
        disk = tmp_path / "small"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
        if sys.platform != "linux" or subprocess.call(mount, stderr=subprocess.DEVNULL):
            pytest.skip("only root may mount a small disk, and only on Linux")
        yield disk
        subprocess.run(["umount", str(disk)], check=True)

    @pytest.mark.soak
    @pytest.mark.parametrize("free", [0, 50_000, 300_000])
    def test_full_disk(self, sheets, small, free):
        """A build on a disk that is full, or fills up on the way, leaves nothing or all."""
        (small / "filler").write_bytes(bytes(2**20 - 16_384 - free))
        said = ""
        try:
            elecdata.build(sheets.root, small / "tables")
        except DataMissingError as error:
            said = str(error)
        left = [path.name for path in small.iterdir()]

        assert left == ["filler"] if said else elecdata.validate(small / "tables").ok
        assert said in {
            "",
            f"{small / 'tables'} cannot be written (No space left on device); nothing was changed",
        }

    @pytest.mark.soak
    @pytest.mark.parametrize(
        "ending", ["csv", "jsonl", "parquet", "xlsx", "dta", "sav", "sqlite", "duckdb"]
    )
    def test_export_to_a_full_disk(self, small, ending):
        """Every format says in an error of ours that the disk is full, and leaves nothing."""
        old = small / f"claims.{ending}"
        (small / "filler").write_bytes(bytes(2**20 - 40_960))
        with pytest.raises(ElecdataError, match="cannot be written"):
            elecdata.export(old, tables="claims")

        assert [path.name for path in small.iterdir()] == ["filler"]
