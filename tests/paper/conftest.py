"""The paper's own modules, as its script sees them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

PAPER = Path(__file__).resolve().parents[2] / "examples" / "paper"
MODULES = ("evidence", "values", "tables", "pictures", "statements", "make_paper", "run_notebook")


@pytest.fixture(scope="session")
def paper():
    """Module make_paper, imported from its folder and forgotten afterwards."""
    sys.path.insert(0, str(PAPER))
    yield importlib.import_module("make_paper")
    sys.path.remove(str(PAPER))
    for name in MODULES:
        sys.modules.pop(name, None)


@pytest.fixture(scope="session")
def evidence(paper):
    """The evidence, as locked."""
    return paper.held()


@pytest.fixture(scope="session")
def made(paper, tmp_path_factory):
    """Folder of the paper, made once."""
    return paper.make(tmp_path_factory.mktemp("paper") / "build").parent


@pytest.fixture(scope="session")
def runner(paper):
    """Module run_notebook; the paper's folder is on the path by then."""
    return importlib.import_module("run_notebook")
