"""Every example of the gallery runs, is short, and stands on the page with its picture."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path

import matplotlib as mpl
import pytest

import elecdata
from elecdata.cli.drawing import PICTURES

mpl.use("Agg")
ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "docs" / "gallery").glob("*.py"))
PAGE = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)


def test_every_picture_is_there():
    """Each kind of picture has an example."""
    told = "".join(path.read_text(encoding="utf-8") for path in EXAMPLES)

    assert [name for name in PICTURES if f"elecdata.plot.{name}(" not in told] == []


@each_example
def test_example_runs_and_is_on_the_page(example):
    """It draws something with an alternative text, in three statements at most, all on the page."""
    from matplotlib import pyplot as plt

    code = example.read_text(encoding="utf-8").partition("\n\n")[2]
    made = runpy.run_path(str(example))
    plt.close("all")

    assert len(ast.parse(code).body) <= 3
    assert f"```python\n{code}```" in PAGE
    assert elecdata.plot.alt_text(made.get("ax", made.get("page"))) in PAGE


@each_example
def test_pictures_are_there(example):
    """The page's pictures exist, on light and on dark paper."""
    for ending in ("", "-dark"):
        assert (ROOT / "docs" / "figures" / f"{example.stem}{ending}.png").is_file()
