"""Figures without a screen, closed after each test, and two chambers to draw."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd
import pytest

mpl.use("Agg")

COLUMNS = ["short_name", "contestant_type", "color", "vote_share_pct", "seats"]


def results(election, total, rows):
    """Rows of the results table as the package publishes them."""
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["election_id"] = election
    frame["country"], frame["year"] = "KAZ", int(election[3:7])
    frame["vote_share_pct"] = frame["vote_share_pct"].astype("float64")
    frame["seats"] = frame["seats"].astype("Int64")
    frame["seat_share_pct"] = (100 * frame["seats"] / total).astype("float64")
    return frame


@pytest.fixture(autouse=True)
def _figures():
    """Close what a test has drawn."""
    yield
    from matplotlib import pyplot as plt

    plt.close("all")


@pytest.fixture
def majilis_2012():
    """Kazakhstan 2012: 98 seats from lists and 9 chosen by the Assembly."""
    return results(
        "kz-2012-majilis",
        107,
        [
            ("Adilet", "party", "#44aa99", 0.66, 0),
            ("Ak Zhol", "party", "#56b4e9", 7.47, 8),
            ("Assembly", "indirect", "#c7c7c7", None, 9),
            ("Auyl", "party", "#117733", 1.19, 0),
            ("Communist People's Party", "party", "#d55e00", 7.19, 7),
            ("Nur Otan", "party", "#0072b2", 80.99, 83),
            ("OSDP", "party", "#aa4499", 1.68, 0),
            ("Party of Patriots", "party", "#f0e442", 0.83, 0),
        ],
    )


@pytest.fixture
def majilis_2004():
    """Kazakhstan 2004: lists and constituencies, with independents."""
    return results(
        "kz-2004-majilis",
        77,
        [
            ("Otan", "party", "#0072b2", 60.61, 42),
            ("Independents", "independents", "#999999", None, 17),
            ("Aist", "bloc", "#009e73", 7.07, 11),
            ("Asar", "party", "#e69f00", 11.38, 4),
            ("Ak Zhol", "party", "#56b4e9", 12.04, 2),
            ("Democratic Party", "party", "#cc79a7", 0.76, 1),
            ("Auyl", "party", "#117733", 1.73, 0),
            ("Party of Patriots", "party", "#f0e442", 0.55, 0),
            ("Rukhaniyat", "party", "#999933", 0.44, 0),
        ],
    )


class Drawn:
    """What a picture wrote inside its axes, and where, as it is printed."""

    def __init__(self, ax):
        from elecdata.plot.fitting import Fitted

        self.ax = ax
        [self.layout] = [each for each in ax.get_children() if isinstance(each, Fitted)]

    @property
    def texts(self):
        """Texts that can be seen, those of axes, title and key too."""
        ax, layout = self.ax, self.layout
        ax.figure.figure.draw_without_rendering()
        axes = [axis.label for axis in (ax.xaxis, ax.yaxis) if axis.get_visible()] + [
            tick
            for axis in (ax.xaxis, ax.yaxis)
            if axis.get_visible()
            for tick in axis.get_ticklabels()
        ]
        key = ax.get_legend().get_texts() if ax.get_legend() else []
        every = [*ax.texts, *axes, *key, ax.title, layout.note]
        seen = {id(text): text for text in every if text.get_visible() and text.get_text().strip()}
        return list(seen.values())

    @property
    def words(self):
        """The same as plain words."""
        return [text.get_text().replace("\n", " ") for text in self.texts]

    @property
    def note(self):
        """The footnote."""
        return self.layout.note.get_text().replace("\n", " ")

    def collisions(self, slack=1.2):
        """Pairs of texts that share room, by more than rounding."""
        boxes = [(text.get_text(), text.get_window_extent()) for text in self.texts]
        return [
            (one, two)
            for i, (one, a) in enumerate(boxes)
            for two, b in boxes[:i]
            if min(a.x1, b.x1) - max(a.x0, b.x0) > slack
            and min(a.y1, b.y1) - max(a.y0, b.y0) > slack
        ]

    def cut(self, slack=1.5):
        """Texts that stick out of the figure."""
        ends = self.ax.figure.bbox
        found = [(text.get_text(), text.get_window_extent()) for text in self.texts]
        return [
            text
            for text, box in found
            if box.x0 < ends.x0 - slack
            or box.x1 > ends.x1 + slack
            or box.y0 < ends.y0 - slack
            or box.y1 > ends.y1 + slack
        ]


@pytest.fixture
def drawn():
    """Maker of what can be asked of a picture: ``drawn(ax).words``."""
    return Drawn
