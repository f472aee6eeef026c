"""The action and the hooks, as another repository uses them; nothing is installed here.

tests/project/reuse.py does the same with pre-commit's own environment, and needs the network.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import elecdata
from elecdata.store import data_dir

ROOT = Path(__file__).resolve().parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]

pytestmark = pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("bash")) or os.name == "nt", reason="needs git, bash"
)


@pytest.fixture
def sample(sheets, tmp_path):
    """A repository with a paper's lock and with coding sheets of its own."""
    root = sheets.root.parent
    elecdata.lock(root / "elecdata.lock", tables={"results": ["seats"]}, year=2012)
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "GIT_CONFIG_GLOBAL": "/dev/null",
    }
    subprocess.run(["git", "init", "--quiet", root], check=True, env=environment)
    return root, environment


def spoil(path):
    """Change the seats of Nur Otan in a lock, and give the line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if '"kz-2012-majilis/kz-nur-otan"' in line)
    lines[number] = lines[number].replace("[83,", "[82,")
    path.write_text("\n".join(lines), encoding="utf-8")
    return number + 1


def run_action(sample, **inputs):
    """Status and output of the action's steps, its inputs put where it says, without pip."""
    root, environment = sample
    given = {name: declared["default"] for name, declared in ACTION["inputs"].items()} | inputs
    given["python"] = sys.executable
    done = []
    for step in STEPS[1:]:
        names = {
            name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: given[found[1]], value)
            for name, value in step["env"].items()
        }
        done.append(
            subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
                cwd=root, env=environment | names, capture_output=True, text=True, check=False,
            )
        )  # fmt: skip
    return [each.returncode for each in done], "".join(each.stdout + each.stderr for each in done)


class TestAction:
    """action.yml."""

    def test_a_repository_that_is_right_passes(self, sample):
        """Lock and sheets."""
        status, out = run_action(sample, validate="raw\n")

        assert status == [0, 0], out
        assert "figures used, as locked" in out
        assert "raw: coding sheets," in out

    def test_changes_are_annotated_on_their_lines(self, sample):
        """A pinned figure that differs, and a sheet that is wrong."""
        root, _ = sample
        number = spoil(root / "elecdata.lock")
        sheet = root / "raw" / "people.csv"
        sheet.write_text(sheet.read_text(encoding="utf-8").replace("female", "femal"), "utf-8")
        status, out = run_action(sample, validate="raw")

        assert status == [1, 1]
        assert (
            f"\n::error file=elecdata.lock,line={number},col=1,title=kz-2012-majilis" in f"\n{out}"
        )
        assert "\n::error file=raw/people.csv,line=2,col=" in out
        assert "found 83 (" in out
        assert "allowed: 82 (" in out

    def test_every_lock_is_looked_at(self, sample):
        """One that fails does not hide the next; an empty line is none."""
        root, _ = sample
        shutil.copy(root / "elecdata.lock", root / "-b c.lock")
        spoil(root / "elecdata.lock")
        status, out = run_action(sample, lock="elecdata.lock\n\n-b c.lock")

        assert status == [1, 0]
        assert "-b c.lock: 8 figures used, as locked" in out

    def test_an_input_is_no_command(self, sample):
        """What stands in an input is never run: it reaches the shell as a variable alone."""
        root, _ = sample
        status, out = run_action(sample, lock='"; touch escaped; $(touch escaped)')

        assert status == [1, 0]
        assert "no lock at" in out
        assert not (root / "escaped").exists()
        assert [step["run"] for step in STEPS if "${{" in step["run"]] == []

    def test_installs_itself_by_default(self):
        """The revision of the action is the revision of the data."""
        assert STEPS[0]["env"]["PACKAGE"] == "${{ inputs.package || github.action_path }}"


class TestHooks:
    """.pre-commit-hooks.yaml, run by pre-commit with the tools of this environment."""

    def run(self, sample, name, *arguments):
        """Status and output of a hook."""
        root, environment = sample
        [hook] = [dict(hook) for hook in HOOKS if hook["id"] == name]
        hook |= {"language": "system", "entry": f"{sys.executable} -m {hook['entry']}"}
        hook |= {"args": list(arguments) or hook["args"]}
        config = {"repos": [{"repo": "local", "hooks": [hook]}]}
        (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
        subprocess.run(["git", "add", "."], cwd=root, check=True, env=environment)
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"],
            cwd=root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def test_verify(self, sample):
        """Passes, and fails when a pinned figure differs."""
        status, out = self.run(sample, "elecdata-verify")
        assert (status, "figures used, as locked" in out) == (0, True), out
        number = spoil(sample[0] / "elecdata.lock")
        status, out = self.run(sample, "elecdata-verify")

        assert status == 1
        assert (
            f"elecdata.lock:{number}: kz-2012-majilis, results, kz-nur-otan, seats: 82 -> 83" in out
        )

    def test_validate(self, sample):
        """Passes on the sheets, and fails when one is wrong."""
        status, out = self.run(sample, "elecdata-validate", "raw")
        assert status == 0, out
        sheet = sample[0] / "raw" / "people.csv"
        sheet.write_text(sheet.read_text(encoding="utf-8").replace("female", "femal"), "utf-8")
        status, out = self.run(sample, "elecdata-validate", "raw")

        assert status == 1
        assert "people.csv:2:" in out

    def test_are_valid(self):
        """As pre-commit itself sees them."""
        from pre_commit.clientlib import load_manifest

        assert {hook["id"] for hook in load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))} == {
            "elecdata-validate",
            "elecdata-verify",
        }
        assert data_dir().is_dir()
