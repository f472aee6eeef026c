"""Use the hooks and the action as another repository does: each installs this checkout and runs.

Run by .ci/run with the interpreter of the project's environment; needs the network once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # wherever this script is started from

from composite import run_action

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ("LICENSE", "LICENSE-DATA", "README.md", "hatch_build.py", "pyproject.toml")
# Both hooks of one repository share the environment that is made for it.
CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: elecdata-verify
      - id: elecdata-validate
"""


def main() -> int:
    """Verify a lock and validate sheets in a repository that has never seen elecdata."""
    with tempfile.TemporaryDirectory() as scratch:
        hooks, paper = Path(scratch) / "elecdata", Path(scratch) / "paper"
        # Hooks are taken from a commit; a checkout without git has none, so the copy makes one.
        hooks.mkdir()
        for name in (*PARTS, ".pre-commit-hooks.yaml", "action.yml"):
            shutil.copy(ROOT / name, hooks / name)
        ignore = shutil.ignore_patterns("__pycache__")
        for name in ("elecdata", "data"):
            shutil.copytree(ROOT / name, hooks / name, ignore=ignore)
        paper.mkdir()
        lock = ["-m", "elecdata", "lock", paper / "elecdata.lock", "--year", "2012"]
        subprocess.run([sys.executable, *lock], check=True, cwd=ROOT)
        shutil.copytree(ROOT / "data" / "raw", paper / "data" / "raw")
        config = CONFIG.format(repo=hooks.as_posix(), rev=commit(hooks))
        (paper / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
        commit(paper)
        environment = os.environ | {"PRE_COMMIT_HOME": str(Path(scratch) / "home")}
        words = ["-m", "pre_commit", "run", "--all-files", "--verbose"]
        subprocess.run([sys.executable, *words], check=True, cwd=paper, env=environment)
        act(hooks, paper, Path(scratch) / "env")
    print("the hooks and the action work in another repository")
    return 0


def act(action: Path, paper: Path, env: Path) -> None:
    """Run the action, pip and all, in a repository that is right, and in one that is not."""
    venv.create(env, with_pip=True)
    scripts = env / ("Scripts" if os.name == "nt" else "bin")
    inputs = {"lock": "elecdata.lock\n", "validate": "data/raw", "python": str(scripts / "python")}
    right = run_action(action, paper, inputs, os.environ)
    lock = paper / "elecdata.lock"
    lines = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    [place] = [n for n, line in enumerate(lines) if '"kz-2012-majilis/kz-nur-otan": {' in line]
    lines[place] = lines[place].replace('"seats": [83,', '"seats": [82,')
    lock.write_text("".join(lines), encoding="utf-8")
    wrong = run_action(action, paper, inputs, os.environ)
    print("".join(step.output for step in (*right, *wrong)))
    annotation = f"::error file=elecdata.lock,line={place + 1},col=1,title=kz-2012-majilis"
    if [step.status for step in right] != [0, 0, 0]:
        raise SystemExit("the action failed in a repository that is right")
    if [step.status for step in wrong] != [0, 1, 0] or annotation not in wrong[1].output:
        raise SystemExit("the action did not annotate the figure that was changed")


def commit(folder: Path) -> str:
    """Make a folder a repository of one commit, and give its id."""
    name = ["-c", "user.name=elecdata", "-c", "user.email=elecdata@example.test"]
    for words in (["init", "--quiet"], ["add", "."], [*name, "commit", "--quiet", "-m", "all"]):
        subprocess.run(["git", *words], check=True, cwd=folder)
    return subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=folder, text=True).strip()


if __name__ == "__main__":
    sys.exit(main())
