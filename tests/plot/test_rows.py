"""What the layouts of rows and lines share."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from elecdata.plot import compare, save, turnout
from elecdata.plot.fitting import spread, within

PLACES = st.lists(st.tuples(st.floats(0, 100), st.floats(1, 9)), min_size=1, max_size=12)


@given(PLACES)
def test_spread_labels_do_not_overlap(labels):
    """Labels keep their order and touch at most, wherever they want to be."""
    wanted, heights = np.array(labels).T
    centres = spread(wanted, heights)
    order = np.argsort(wanted, kind="stable")
    gaps = np.diff(centres[order]) - (heights[order][1:] + heights[order][:-1]) / 2

    assert (gaps > -1e-6).all()


@given(PLACES)
def test_labels_with_room_stay(labels):
    """Where nothing overlaps, nothing moves."""
    wanted = np.arange(len(labels)) * 10.0

    np.testing.assert_allclose(spread(wanted, [height for _, height in labels]), wanted)


@given(PLACES)
def test_labels_end_up_between_the_ends(labels):
    """Between two ends with room enough no label stands out."""
    wanted, heights = np.array(labels).T
    centres = within(spread(wanted, heights), heights, 0, 120)

    assert (centres - heights / 2 > -1e-6).all()
    assert (centres + heights / 2 < 120 + 1e-6).all()


@pytest.mark.parametrize("kind", ["dumbbell", "slope", "bars"])
def test_a_picture_fits_after_its_figure_has_changed(kind, majilis_2012, drawn):
    """Texts find new places when the figure gets another size or resolution."""
    ax = compare(majilis_2012, kind=kind)
    ax.figure.set_size_inches(4, 3)
    ax.figure.set_dpi(150)
    got = drawn(ax)

    assert got.collisions() == []
    assert got.cut() == []


@pytest.mark.parametrize("kind", ["dumbbell", "slope", "bars"])
def test_in_a_part_of_a_figure(kind, majilis_2012, drawn):
    """Pictures can be drawn on subfigures, and keep to them."""
    left, right = Figure(figsize=(8, 4), layout="constrained").subfigures(1, 2)
    right.subplots()
    got = drawn(compare(majilis_2012, kind=kind, ax=left.subplots()))

    assert got.collisions() == []
    assert got.cut() == []


@pytest.mark.parametrize("by", ["region", "hour"])
def test_drawing_again_changes_nothing(by):
    """The limits are the same each time the figure is drawn."""
    ax = turnout("kz-2021-majilis", by=by)
    ax.figure.draw_without_rendering()
    first = (*ax.get_xlim(), *ax.get_ylim())
    ax.figure.draw_without_rendering()

    assert (*ax.get_xlim(), *ax.get_ylim()) == first


@pytest.mark.parametrize("by", ["region", "hour"])
def test_pictures_can_be_kept(by, tmp_path):
    """A picture can be pickled, and saved after that."""
    ax = pickle.loads(pickle.dumps(turnout("kz-2021-majilis", by=by).figure)).axes[0]

    assert save(ax, tmp_path / "turnout.svg").stat().st_size > 0


@pytest.mark.parametrize("paper", ["white", "#101010"])
def test_inks_stand_out_from_the_paper(paper, majilis_2012, drawn):
    """On light and on dark paper every text contrasts with it by 4.5 to 1."""
    from matplotlib.colors import to_hex

    from elecdata.plot.tones import contrast

    _, ax = plt.subplots(facecolor=paper, subplot_kw={"facecolor": paper})
    got = drawn(compare(majilis_2012, ax=ax))
    inks = {to_hex(text.get_color()) for text in got.texts}

    assert min(contrast(ink, to_hex(paper)) for ink in inks) >= 4.5
