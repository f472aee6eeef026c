"""Pictures in a column of a journal: no higher than a page, and nothing that touches."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure

from elecdata.plot import advantage_ratio, hemicycle, observers, timeline, turnout
from elecdata.plot.disputes import draw_conflicts
from elecdata.plot.folding import Words, bound


@pytest.fixture(autouse=True)
def _column():
    """New figures are as wide as a column."""
    with plt.rc_context({"figure.figsize": (3.4, 2.1)}):
        yield


def test_a_timeline_fits_on_a_page():
    """Events that a page does not hold are counted; most=None draws them all the same."""
    short, whole = (timeline("kz-2012-majilis", **how) for how in ({}, {"most": None}))
    said = " ".join(text.get_text().replace("\n", " ") for text in short.texts)

    assert short.figure.get_figheight() < 10 < whole.figure.get_figheight()
    assert "nearest to an election day of" in said


def test_observers_have_smaller_letters():
    """Names of a narrow list are folded into fewer lines."""
    ax = observers("kz-2012-majilis")
    sizes = {text.get_fontsize() for text in ax.texts if text.get_text() == "OSCE"}

    assert ax.figure.get_figheight() < 5.5
    assert max(sizes) < 0.9 * 8.33


def test_figures_clear_the_line_of_the_country():
    """Their boxes reach to both sides, not into other rows, and stay below the marks."""
    frame = pd.DataFrame({"region": ["A", "B", "national"], "turnout_pct": [71.0, 80.0, 75.07]})
    ax = turnout(frame)
    ax.figure.draw_without_rendering()
    [text] = [each for each in ax.texts if each.get_text() == "71"]
    inner, outer = text.get_window_extent(), text.get_bbox_patch().get_window_extent()

    assert outer.x0 < inner.x0 - 1
    assert outer.x1 > inner.x1 + 1
    assert outer.height == pytest.approx(inner.height, abs=1)
    marks = [each for each in ax.collections if isinstance(each, PathCollection)]
    assert text.get_zorder() < min(each.get_zorder() for each in marks)


@pytest.mark.parametrize("count", [4, 30])
def test_dots_of_a_legend_keep_off_their_names(count, majilis_2004):
    """However small the letters, there are three points between."""
    frame = pd.concat([majilis_2004] * count, ignore_index=True).head(count)
    frame = frame.assign(short_name=[f"Party {n}" for n in range(count)], seats=3)
    ax = hemicycle(frame, title="")
    ax.figure.draw_without_rendering()
    key, unit = ax.get_legend(), ax.figure.dpi / 72
    names = key.get_texts()
    marks = [mark.get_window_extent() for mark in key.legend_handles]
    gaps = [
        name.get_window_extent().x0 - (mark.x0 + mark.x1) / 2 - 3.75 * unit
        for mark, name in zip(marks, names, strict=True)
    ]

    assert min(gaps) > 2.5 * unit


def test_small_parties_are_told_together(majilis_2004, majilis_2012):
    """Five points on the floor that are too close for names have none of their own."""
    ax = advantage_ratio(pd.concat([majilis_2004, majilis_2012], ignore_index=True))
    ax.figure.draw_without_rendering()
    said = [" ".join(text.get_text().split()) for text in ax.texts if text.get_visible()]

    assert any(("No seat, " in text) or ("points with no seat" in text) for text in said)
    assert "Rukhaniyat" not in said


def test_short_names_stay_on_one_line():
    """A name of a few letters is not broken, and a quantity keeps its unit."""
    ax = draw_conflicts("kz-2004-majilis", ax=Figure(figsize=(3.4, 3)).subplots())
    lines = [line for text in ax.texts for line in text.get_text().split("\n")]

    assert any("Ak Zhol" in line for line in lines)
    assert "Zhol" not in lines
    assert not [line for line in lines if line.startswith("(%)")]


def test_words_kept_together_are_parted_where_they_must_be():
    """A name that no line can hold is broken between its words, not inside one."""
    [lines] = Words([bound("Ak Zhol")]).folded(10, 30)

    assert [line.strip() for line in lines] == ["Ak", "Zhol"]
    assert Words(["\xa0", "a\xa0", "\xa0a"]).folded(10, 0.1)
