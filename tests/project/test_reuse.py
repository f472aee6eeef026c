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


@pytest.fixture
def python(tmp_path):
    """A Python that writes down what pip is asked to install, and installs nothing."""
    stub = tmp_path / "python"
    stub.write_text(
        f'#!/bin/sh\nif [ "$2" = pip ]; then echo "$@" > {tmp_path}/pip; exit "$PIP_STATUS"; fi\n'
        f'exec {sys.executable} "$@"\n',
        encoding="utf-8",
    )
    stub.chmod(0o755)
    return stub


@pytest.fixture
def run(sample, python, monkeypatch):
    """Run the action in the sample: status of every step, and all output."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    from composite import run_action

    root, environment = sample

    def steps(pip=0, **inputs):
        given = {"python": str(python)} | inputs
        done = run_action(ROOT, root, given, environment | {"PIP_STATUS": str(pip)})
        return [step.status for step in done], "".join(step.output for step in done)

    return steps


class TestAction:
    """action.yml."""

    def test_a_repository_that_is_right_passes(self, run):
        """Lock and sheets."""
        status, out = run(validate="raw\n")

        assert status == [0, 0, 0], out
        assert "figures used, as locked" in out
        assert "raw: coding sheets," in out

    def test_changes_are_annotated_on_their_lines(self, sample, run):
        """A pinned figure that differs, and a sheet that is wrong."""
        root, _ = sample
        number = spoil(root / "elecdata.lock")
        sheet = root / "raw" / "people.csv"
        sheet.write_text(sheet.read_text(encoding="utf-8").replace("female", "femal"), "utf-8")
        status, out = run(validate="raw")

        assert status == [0, 1, 1]
        assert (
            f"\n::error file=elecdata.lock,line={number},col=1,title=kz-2012-majilis" in f"\n{out}"
        )
        assert "\n::error file=raw/people.csv,line=2,col=" in out
        assert "found 83 (" in out
        assert "allowed: 82 (" in out

    def test_every_lock_is_looked_at(self, sample, run):
        """One that fails does not hide the next; an empty line is none."""
        root, _ = sample
        shutil.copy(root / "elecdata.lock", root / "-b c.lock")
        spoil(root / "elecdata.lock")
        status, out = run(lock="elecdata.lock\n\n-b c.lock")

        assert status == [0, 1, 0]
        assert "-b c.lock: 8 figures used, as locked" in out

    def test_an_input_is_no_command(self, sample, run):
        """What stands in an input is never run: it reaches the shell as a variable alone."""
        root, _ = sample
        status, out = run(lock='"; touch escaped; $(touch escaped)')

        assert status == [0, 1, 0]
        assert "no lock at" in out
        assert not (root / "escaped").exists()
        assert [step["run"] for step in STEPS if "${{" in step["run"]] == []

    @pytest.mark.parametrize(
        ("inputs", "installed"),
        [({}, str(ROOT)), ({"package": "elecdata==2026.11.0"}, "elecdata==2026.11.0")],
        ids=["itself by default", "what is asked for"],
    )
    def test_installs(self, run, tmp_path, inputs, installed):
        """The revision of the action is the revision of the data, unless another is named."""
        run(lock="", **inputs)

        assert (tmp_path / "pip").read_text(encoding="utf-8").split() == [
            *("-m", "pip", "install", "--quiet", "--disable-pip-version-check", installed)
        ]

    def test_without_the_package_no_lock_is_read(self, run):
        """A step after one that failed is passed over, but for what is validated."""
        assert run(pip=1)[0] == [1, None, 0]

    def test_own_data_and_a_lock_of_them(self, sample, run):
        """A lock of packaged and own figures is none of the packaged alone; the step says so."""
        root, _ = sample
        elecdata.lock(root / "both.lock", tables={"results": ["seats"]}, data=[None, root / "raw"])
        status, out = run(lock="both.lock", validate="raw")

        assert status == [0, 1, 0]
        assert "the lock pins data of elecdata + raw, and was held against elecdata" in out


def steps_of(page):
    """Steps and hooks of the workflows that a page shows."""
    shown = re.findall(
        r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    pages = [yaml.safe_load(each) for each in shown]
    steps = [step for each in pages if "jobs" in each for step in each["jobs"]["data"]["steps"]]
    hooks = [
        h for each in pages if "repos" in each for repo in each["repos"] for h in repo["hooks"]
    ]
    return steps, hooks


class TestPage:
    """docs/pinning.md, whose examples are for another repository."""

    def test_names_no_address(self):
        """Nothing has to be put in before an example can be used."""
        text = (ROOT / "docs" / "pinning.md").read_text(encoding="utf-8")
        steps, _ = steps_of(ROOT / "docs" / "pinning.md")

        assert "OWNER" not in text
        assert {step["uses"].partition("@")[0] for step in steps if "uses" in step} == {
            *("actions/checkout", "actions/setup-python", "./elecdata")
        }

    def test_commands_of_the_workflow_run(self, sample):
        """Each command of elecdata passes in the sample."""
        root, environment = sample
        (root / "data").mkdir()
        shutil.copytree(root / "raw", root / "data" / "raw")
        commands = [
            step["run"] for step in steps_of(ROOT / "docs" / "pinning.md")[0] if "run" in step
        ]
        asked = [each.partition("  #")[0] for each in commands if each.startswith("elecdata ")]

        assert len(asked) == 2
        for command in asked:
            words = [sys.executable, "-m", *command.split()]
            subprocess.run(words, cwd=root, env=environment, check=True, capture_output=True)

    def test_inputs_are_those_of_the_action(self):
        """The example gives the action nothing that it does not take."""
        [used] = [
            s for s in steps_of(ROOT / "docs" / "pinning.md")[0] if s.get("uses") == "./elecdata"
        ]

        assert used["with"].keys() <= ACTION["inputs"].keys()

    def test_the_local_hook_is_the_hook(self):
        """What is typed into a configuration is what the repository offers under that name."""
        [shown] = steps_of(ROOT / "docs" / "pinning.md")[1]
        [offered] = [hook for hook in HOOKS if hook["id"] == shown["id"]]
        added = {"additional_dependencies": [f"elecdata=={elecdata.__version__}"]}

        assert shown == {k: v for k, v in offered.items() if k != "description"} | added


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
