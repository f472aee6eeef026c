"""Pictures look as they did: compared with images, under the matplotlib that drew these."""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.collections import PathCollection
from matplotlib.testing.compare import compare_images
from matplotlib.text import Annotation

sys.path.insert(0, str(Path(__file__).parent))
from reference import CASES, FOLDER, PINNED, draw

TOLERANCE = 0.4  # Root mean square of 255: letters may be smoothed a little differently.
pinned = pytest.mark.skipif(
    mpl.__version__ != PINNED,
    reason=f"references are drawn by matplotlib {PINNED}, and this is {mpl.__version__}",
)


def recolored(ax):
    """One mark in another colour."""
    marks = marks_of(ax)[0]
    colors = marks.get_facecolor().copy()
    colors[0, :3] = (0.8, 0.4, 0.6)
    marks.set_facecolor(colors)


def fewer(ax):
    """One mark less."""
    marks = marks_of(ax)[0]
    if len(marks.get_paths()) > 1:
        marks.set_paths(marks.get_paths()[1:])
    else:
        marks.set_offsets(marks.get_offsets()[1:])


def marks_of(ax):
    """Collections of marks."""
    return [each for each in ax.collections if isinstance(each, PathCollection)]


def shifted(ax):
    """One name a little to the right of its place, after all names have found theirs."""
    text = next(each for each in ax.texts if each.get_visible() and each.get_text())
    draw_plain, step = text.draw, 4 if isinstance(text, Annotation) else 0.02

    def draw_aside(renderer):
        x, y = text.get_position()
        text.set_position((x + step, y))
        draw_plain(renderer)
        text.set_position((x, y))

    text.draw = draw_aside


def test_there_is_an_image_for_every_case():
    """No case without an image, no image without a case."""
    assert {path.stem for path in FOLDER.glob("*.png")} == set(CASES)


@pinned
@pytest.mark.parametrize("name", CASES)
def test_picture_looks_as_it_did(name, tmp_path):
    """The picture is the reference; after a change that is meant, run ``make references``."""
    drawn = draw(name, tmp_path / f"{name}.png")

    assert compare_images(str(FOLDER / f"{name}.png"), str(drawn), tol=TOLERANCE) is None


@pinned
@pytest.mark.parametrize("change", [recolored, fewer, shifted])
@pytest.mark.parametrize("name", CASES)
def test_a_small_change_is_seen(name, change, tmp_path):
    """Another colour, a mark less or a name out of place is further off than is tolerated."""
    drawn = draw(name, tmp_path / f"{name}.png", change)

    assert compare_images(str(FOLDER / f"{name}.png"), str(drawn), tol=1.5 * TOLERANCE) is not None
