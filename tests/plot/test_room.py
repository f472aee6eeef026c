"""No text of any picture is cut by the edge of its figure or stands on another text."""

from __future__ import annotations

import matplotlib as mpl
import pytest

import elecdata
from elecdata.cli.drawing import PICTURES
from elecdata.errors import PlotError

ELECTIONS = elecdata.load("elections")["election_id"].tolist()
WIDTHS = (3.4, 10)
KINDS = {"compare": [{"kind": "slope"}, {"kind": "bars"}], "turnout": [{"by": "hour"}]}
CALLS = [(name, {}) for name in PICTURES if name not in ("report", "sensitivity")]
CALLS += [(name, options) for name, kinds in KINDS.items() for options in kinds]
EVERY = [
    pytest.param(
        name,
        options,
        election,
        width,
        id="-".join([name, *options.values(), election, str(width)]),
        # One election of each picture always, the rest in a step of its own.
        marks=() if (election, width) == ("kz-2012-majilis", 3.4) else pytest.mark.pictures,
    )
    for name, options in CALLS
    for election in ELECTIONS
    for width in WIDTHS
]


def texts_of(ax):
    """Texts of axes that can be seen."""
    found = [*ax.texts, ax.title]
    for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
        low, high = sorted(axis.get_view_interval())
        ticks = zip(axis.get_majorticklocs(), axis.get_ticklabels(), strict=True)
        shown = [label for at, label in ticks if low - 1e-9 <= at <= high + 1e-9]
        found += [axis.label, *shown] if axis.get_visible() else []
    found += ax.get_legend().get_texts() if ax.get_legend() else []
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def cut(ax, slack=1.0):
    """Texts that stick out of the figure."""
    ends = ax.figure.bbox
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts_of(ax)]
    return [
        said
        for said, box in boxes
        if min(box.x0, box.y0) < -slack or box.x1 > ends.x1 + slack or box.y1 > ends.y1 + slack
    ]


def collisions(ax, slack=1.5):
    """Pairs of texts that share room, by more than rounding and the gap between lines."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts_of(ax)]
    return [
        (one, two)
        for i, (one, a) in enumerate(boxes)
        for two, b in boxes[:i]
        if min(a.x1, b.x1) - max(a.x0, b.x0) > slack and min(a.y1, b.y1) - max(a.y0, b.y0) > slack
    ]


def check(ax):
    """All texts have room, drawn twice, as the first time may move them."""
    for _ in range(2):
        ax.figure.draw_without_rendering()

    assert cut(ax) == []
    assert collisions(ax) == []


@pytest.mark.parametrize(("name", "options", "election", "width"), EVERY)
def test_texts_have_room(name, options, election, width):
    """In a figure of its own, in a column of a journal and on a slide."""
    path = ["turnout_pct"] if name == "rivals" else []
    with mpl.rc_context({"figure.figsize": (width, 0.6 * width)}):
        try:
            ax = getattr(elecdata.plot, name)(election, *path, **options)
        except PlotError as error:
            pytest.skip(str(error))
        check(ax)


@pytest.mark.parametrize("width", WIDTHS)
def test_ranges_have_room(width):
    """The picture of an index, which is of all elections."""
    with mpl.rc_context({"figure.figsize": (width, 0.6 * width)}):
        check(elecdata.plot.sensitivity("enp_seats"))
