"""Tables made from the invented sheets, with their descriptions, and other programs' checks."""

from __future__ import annotations

import json
import runpy
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "check_metadata.py"


@dataclass(frozen=True)
class Described:
    """A folder of tables with their descriptions, right until a test damages one."""

    folder: Path

    def read(self, name):
        """A description."""
        return json.loads((self.folder / f"{name}.json").read_bytes())

    def write(self, name, document):
        """Put another description in its place."""
        (self.folder / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture(scope="session")
def made(tables_of):
    """Folder of tables published once; never change it."""
    return Described(tables_of)


@pytest.fixture
def described(made, tmp_path):
    """A copy for one test."""
    shutil.copytree(made.folder, tmp_path / "processed")
    return Described(tmp_path / "processed")


@pytest.fixture(scope="session")
def checks():
    """Functions of the script that lets other programs read the descriptions."""
    return runpy.run_path(str(SCRIPT))
