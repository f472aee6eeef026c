"""Pictures look as they did: compared with images, under the matplotlib that drew these."""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.testing.compare import compare_images

sys.path.insert(0, str(Path(__file__).parent))
from reference import CASES, FOLDER, PINNED, draw

TOLERANCE = 4.0  # Root mean square of 255: letters may be smoothed a little differently.


def test_there_is_an_image_for_every_case():
    """No case without an image, no image without a case."""
    assert {path.stem for path in FOLDER.glob("*.png")} == set(CASES)


@pytest.mark.skipif(
    mpl.__version__ != PINNED,
    reason=f"references are drawn by matplotlib {PINNED}, and this is {mpl.__version__}",
)
@pytest.mark.parametrize("name", CASES)
def test_picture_looks_as_it_did(name, tmp_path):
    """The picture is the reference; after a change that is meant, run ``make references``."""
    drawn = draw(name, tmp_path / f"{name}.png")

    assert compare_images(str(FOLDER / f"{name}.png"), str(drawn), tol=TOLERANCE) is None
