"""The pen that texts are measured with, and the extents that are remembered."""

from __future__ import annotations

import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from elecdata.plot.fitting import Fitted


class Plain(Fitted):
    """A layout that places nothing, and counts how often it was asked to."""

    times = 0

    def place(self, width, height):  # noqa: ARG002  # the size does not matter here
        """Count."""
        self.times += 1


@pytest.fixture
def layout():
    """A layout on axes of its own, settled."""
    return Plain(Figure().subplots(), "Note.").settle(own=False)


@pytest.fixture
def measured(monkeypatch):
    """Texts that were measured by matplotlib, each with the pen that did it."""
    found, real = [], Text.get_window_extent

    def spy(text, renderer=None, dpi=None):
        """Measure as always, and tell."""
        found.append((text.get_text(), renderer))
        return real(text, renderer, dpi)

    monkeypatch.setattr(Text, "get_window_extent", spy)
    return found


def test_a_text_is_measured_once(layout, measured):
    """What has not changed is remembered."""
    text = layout.write(0, 0, "Nur Otan")

    assert layout.extent(text) == layout.extent(text)
    assert [said for said, _ in measured] == ["Nur Otan"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.set_text("Ak Zhol"),
        lambda text: text.set_fontsize(20),
        lambda text: text.set_fontweight("bold"),
        lambda text: text.set_fontfamily("monospace"),
        lambda text: text.get_fontproperties().set_size(20),
    ],
    ids=["words", "size", "weight", "family", "font in place"],
)
def test_a_changed_text_is_measured_anew(layout, measured, change):
    """Words and font decide about the extent; each of them is looked at."""
    text = layout.write(0, 0, "Nur Otan")
    layout.extent(text)
    change(text)
    now, fresh = layout.extent(text), Plain(text.axes, "")

    assert len(measured) == 2
    assert now == pytest.approx(fresh.settle(own=False).extent(text), rel=0.02)


def test_a_hidden_text_has_its_extent_and_stays_hidden(layout):
    """Whether there is room for a text is asked before it is shown."""
    text = layout.write(0, 0, "Nur Otan")
    seen = layout.extent(text)
    text.set_visible(False)
    text.set_fontsize(text.get_fontsize() + 1)

    assert layout.extent(text) > seen
    assert not text.get_visible()


def test_no_words_have_no_extent(layout, measured):
    """An empty text is not measured at all."""
    assert layout.extent(layout.write(0, 0, "")) == (0.0, 0.0)
    assert measured == []


def test_extents_are_in_points_of_print(layout):
    """A figure of twice the resolution has texts of the same size in points."""
    text = layout.write(0, 0, "Communist People's Party")
    before = layout.extent(text)
    text.figure.set_dpi(2 * text.figure.dpi)
    text.figure.draw_without_rendering()  # Lends its own pen.

    assert layout.extent(text) == pytest.approx(before, rel=0.05)


def test_one_pen_measures_all(layout, measured):
    """No text has the figure prepare a print of its own."""
    for name in ("Aist", "Asar", "Auyl"):
        layout.extent(layout.write(0, 0, name))
    pens = {id(pen) for _, pen in measured}

    assert len(pens) == 1
    assert isinstance(measured[0][1], RendererAgg)


def test_the_pen_is_that_of_the_print(layout, measured):
    """Once the figure is drawn, its own renderer measures."""
    layout._home.figure.savefig(_nowhere(), format="svg")
    measured.clear()
    layout.extent(layout.write(0, 0, "Rukhaniyat"))

    assert not isinstance(measured[-1][1], RendererAgg)


def test_axes_of_the_same_size_are_laid_out_once(layout):
    """Drawing again places nothing; another size does."""
    figure = layout._home.figure
    figure.draw_without_rendering()
    before = layout.times
    figure.draw_without_rendering()

    assert layout.times == before
    figure.set_size_inches(3, 2)
    figure.draw_without_rendering()
    assert layout.times == before + 1


def _nowhere():
    """A file in memory."""
    from io import BytesIO

    return BytesIO()
