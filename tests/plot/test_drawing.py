"""What pictures share when they draw: axes that can be drawn on, texts that are no formulas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from matplotlib.text import Text

from elecdata.errors import PlotError
from elecdata.plot import compare, hemicycle, seats_votes
from elecdata.plot.drawing import new_axes, plain


def twin():
    """Axes over others."""
    return plt.subplots()[1].twinx()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda: plt.figure().add_subplot(projection="polar"),
            "ax has the projection 'polar'; give axes with two straight scales",
        ),
        (
            lambda: plt.figure().add_subplot(projection="3d"),
            "ax has the projection '3d'; give axes with two straight scales",
        ),
        (twin, "ax is a twin of other axes; give axes with a place of their own"),
        (
            lambda: plt.figure().add_axes((0, 0, 0, 0)),
            "ax has no width or no height; give larger axes",
        ),
        (lambda: plt.subplots(2)[1], "ax is ndarray; give one matplotlib Axes or None"),
    ],
)
def test_axes_that_cannot_be_drawn_on(make, said, majilis_2012):
    """Each is refused with a remedy, before anything is drawn."""
    with pytest.raises(PlotError) as caught:
        hemicycle(majilis_2012, ax=make())

    assert str(caught.value) == said


def test_axes_that_share_scales_are_no_twins():
    """Neighbours of a grid with one scale have places of their own."""
    axes = plt.subplots(2, 2, sharex=True, sharey=True)[1]

    assert new_axes(axes[0, 0]) is axes[0, 0]


def test_logarithmic_axes_become_linear(majilis_2012):
    """A picture has the scale that it says, whatever the axes had before."""
    _, ax = plt.subplots()
    ax.set(xscale="log", yscale="log")
    hemicycle(majilis_2012, ax=ax)

    assert (ax.get_xscale(), ax.get_yscale()) == ("linear", "linear")


@pytest.mark.parametrize(("size", "side"), [((3.4, 2.1), 3.4), ((6.4, 4.8), 4.8), ((10, 6), 6)])
def test_a_square_figure_is_as_large_as_its_width_allows(size, side):
    """In a column of a journal it is as wide as the column, however low the default."""
    with plt.rc_context({"figure.figsize": size}):
        ax = new_axes(None, square=True)

    assert ax.figure.get_size_inches().tolist() == [side, side]


def test_names_are_neither_formulas_nor_tex():
    """Dollar signs, backslashes and per cents of a name are shown as such."""
    text = plain(Text(text=r"$\frac{1}{2}$ & 7%", usetex=True))

    assert (text.get_parse_math(), text.get_usetex()) == (False, False)


@pytest.mark.parametrize("value", [True, np.True_, 1j, np.complex64(1)])
def test_what_pandas_takes_for_a_number(value, majilis_2012):
    """Truth values and complex numbers are no seats."""
    frame = majilis_2012.assign(seats=pd.Series([value] * 8, dtype=object))
    with pytest.raises(PlotError) as caught:
        hemicycle(frame, ax=Figure().subplots())

    assert str(caught.value) == (
        f"hemicycle: column 'seats' holds {value!r} in row 0; numbers of 0 or more are drawn"
    )


def test_votes_are_no_seats(majilis_2012):
    """A hundred thousand dots would fill the memory, and tell nothing."""
    with pytest.raises(PlotError) as caught:
        hemicycle(majilis_2012.assign(seats=20_000), ax=Figure().subplots())

    assert str(caught.value) == (
        "160,000 seats to place; at most 10,000 dots can be told apart: give seats, not votes"
    )


def test_shares_and_seats_of_different_rows():
    """Where both columns have figures but no row has both, the message says so."""
    frame = pd.DataFrame({"short_name": ["A", "B"], "color": None})
    frame = frame.assign(vote_share_pct=[50.0, None], seat_share_pct=[None, 50.0])
    with pytest.raises(PlotError) as caught:
        seats_votes(frame, ax=Figure().subplots())

    assert str(caught.value) == (
        "seats_votes: none of 2 rows has both 'vote_share_pct' and 'seat_share_pct'; give rows "
        "with a figure above 0 in the first and one in the second, or name other columns: votes=, "
        "seats="
    )


def test_shares_alone(majilis_2012):
    """Where votes lack, another office is no remedy."""
    with pytest.raises(PlotError) as caught:
        seats_votes(majilis_2012.assign(vote_share_pct=np.nan), ax=Figure().subplots())

    assert str(caught.value) == (
        "seats_votes: column 'vote_share_pct' has no figure in any of 8 rows; choose elections "
        "whose record has shares of the vote, or name another column: votes="
    )


def test_points_that_are_all_told_together():
    """A picture in which no point has a name of its own can be drawn."""
    frame = pd.DataFrame({"short_name": list("abcdef"), "vote_share_pct": 1.0})
    ax = seats_votes(frame.assign(seat_share_pct=0.0, color=None), ax=Figure().subplots())
    ax.figure.draw_without_rendering()

    assert any("No seat" in text.get_text() for text in ax.texts)


def test_the_figure_of_a_name_stays_with_it(majilis_2004, majilis_2012, drawn):
    """In a narrow picture no line of a label is a number alone."""
    both = pd.concat([majilis_2004, majilis_2012], ignore_index=True)
    both = both.assign(lineage_id=both["short_name"])
    with plt.rc_context({"figure.figsize": (3.4, 2.1)}):
        ax = compare(both, kind="slope")
    lines = [line for text in drawn(ax).layout.tags for line in text.get_text().split("\n")]

    assert len(lines) > len(drawn(ax).layout.tags)  # Some are folded.
    assert not [line for line in lines if line.replace(".", "").isdigit()]
