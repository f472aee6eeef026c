"""Use the hooks as another repository does: pre-commit installs this checkout and runs them.

Run by .ci/run with the interpreter of the project's environment; needs the network once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ("LICENSE", "LICENSE-DATA", "README.md", "hatch_build.py", "pyproject.toml")


def main() -> int:
    """Verify a lock and validate sheets in a repository that has never seen elecdata."""
    with tempfile.TemporaryDirectory() as scratch:
        hooks, paper = Path(scratch) / "elecdata", Path(scratch) / "paper"
        # Hooks are taken from a commit; a checkout without git has none, so the copy makes one.
        hooks.mkdir()
        for name in (*PARTS, ".pre-commit-hooks.yaml"):
            shutil.copy(ROOT / name, hooks / name)
        ignore = shutil.ignore_patterns("__pycache__")
        for name in ("elecdata", "data"):
            shutil.copytree(ROOT / name, hooks / name, ignore=ignore)
        paper.mkdir()
        lock = ["-m", "elecdata", "lock", paper / "elecdata.lock", "--year", "2012"]
        subprocess.run([sys.executable, *lock], check=True, cwd=ROOT)
        shutil.copytree(ROOT / "data" / "raw", paper / "data" / "raw")
        for folder in (hooks, paper):
            commit(folder)
        environment = os.environ | {"PRE_COMMIT_HOME": str(Path(scratch) / "home")}
        for hook in ("elecdata-verify", "elecdata-validate"):
            words = ["-m", "pre_commit", "try-repo", hooks, hook, "--all-files", "--verbose"]
            subprocess.run([sys.executable, *words], check=True, cwd=paper, env=environment)
    print("the hooks work in another repository")
    return 0


def commit(folder: Path) -> None:
    """Make a folder a repository of one commit."""
    name = ["-c", "user.name=elecdata", "-c", "user.email=elecdata@example.test"]
    for words in (["init", "--quiet"], ["add", "."], [*name, "commit", "--quiet", "-m", "all"]):
        subprocess.run(["git", *words], check=True, cwd=folder)


if __name__ == "__main__":
    sys.exit(main())
