"""Points of shares that stand too close for names of their own."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from elecdata.plot import alt_text, seats_votes
from elecdata.plot.tags import NameTags

THREE = ["kz-2004-majilis", "kz-2012-majilis", "kz-2021-majilis"]
NAMES = (
    "No seat, 0.4 to 2.0% of votes: Auyl, Communist People's Party, Party of Patriots, Rukhaniyat "
    "(2004); Adilet, Auyl, OSDP, Party of Patriots (2012). Not drawn, as a share is missing (3 of "
    "25 rows): Independents (2004), Assembly (2012, 2021)."
)
COUNT = (
    "Without names: 8 points with no seat, 0.4 to 2.0% of votes. Not drawn, as a share is missing "
    "(3 of 25 rows): Independents (2004), Assembly (2012, 2021)."
)


def small(count, step=0.1):
    """A large party, and so many without a seat whose votes go up by steps."""
    votes = [60.0, *(1 + step * n for n in range(count))]
    frame = {"short_name": ["Big", *(f"P{n}" for n in range(count))], "vote_share_pct": votes}
    return pd.DataFrame({**frame, "seat_share_pct": [100.0, *[0.0] * count], "color": None})


def drawn(results, size=(6, 6)):
    """Picture in a figure of a size, with every name in its place."""
    figure, ax = plt.subplots(figsize=size, layout="constrained")
    seats_votes(results, ax=ax)
    figure.draw_without_rendering()
    return ax


def tags(ax):
    """The artist that holds the names."""
    [found] = [each for each in ax.get_children() if isinstance(each, NameTags)]
    return found


def names(ax):
    """Names beside points that are shown."""
    return [tag.get_text() for tag in tags(ax).tags if tag.get_visible()]


def note(ax):
    """The footnote, in one line."""
    own = {id(tag) for tag in tags(ax).tags}
    said = [each.get_text() for each in ax.texts if id(each) not in own]
    return " ".join(said[-1].replace("\n", " ").split())


@pytest.mark.parametrize(("size", "said"), [((3.4, 3.4), COUNT), ((6, 6), NAMES), ((7, 7), NAMES)])
def test_small_parties_of_three_elections_are_told_together(size, said):
    """They have no names of their own; the note names them, or counts them in a small picture."""
    ax = drawn(THREE, size)

    assert note(ax) == said
    assert len(names(ax)) == len(tags(ax).tags) == 14
    assert (
        sum(len(each.get_offsets()) for each in ax.collections if each.get_label()[0] != "_") == 22
    )
    assert "Rukhaniyat 2004: 0.4% of votes, 0.0% of seats" in alt_text(ax)


def test_a_large_picture_names_more():
    """On a slide fewer points are too close for names; none is without one here or there."""
    ax = drawn(THREE, (10, 10))
    together = 22 - len(tags(ax).tags)

    assert together < 8
    assert len(names(ax)) == 22 - together
    assert note(ax).partition(" Not drawn")[0].count(",") >= together - 1


def test_names_keep_off_the_points_of_a_crowd():
    """No name covers a point, whether that has a name or not."""
    ax = drawn(THREE, (4.5, 4.5))
    boxes = [tag.get_window_extent() for tag in tags(ax).tags if tag.get_visible()]
    places = [
        ax.transData.transform(at)
        for each in ax.collections
        if each.get_label()[0] != "_"
        for at in each.get_offsets()
    ]

    assert not [(box, at) for box in boxes for at in places if box.contains(*at)]


@pytest.mark.parametrize(("count", "own"), [(4, 5), (5, 1)])
def test_five_make_a_crowd(count, own):
    """Four points close together still have names of their own, as leaders are few."""
    assert len(names(drawn(small(count)))) == own


def test_points_apart_are_no_crowd():
    """Points without a seat that have room between them keep their names."""
    assert len(names(drawn(small(6, step=6.0)))) == 7


def test_a_frame_without_elections_has_no_brackets():
    """There the note names the points alone."""
    assert note(drawn(small(5))) == "No seat, 1.0 to 1.4% of votes: P0, P1, P2, P3, P4."


def test_a_crowd_that_holds_seats_keeps_its_names():
    """Only who has no seat is told together: the others are where the picture looks."""
    frame = small(6).assign(seat_share_pct=[94.0, *[1.0] * 6])

    assert len(tags(drawn(frame)).tags) == 7


def test_without_labels_nothing_is_told_together():
    """Where no point is to be named, neither is a crowd."""
    _, ax = plt.subplots()
    seats_votes(small(8), ax=ax, labels=False)

    assert not any("No seat" in each.get_text() for each in ax.texts)
