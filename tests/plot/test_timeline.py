from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib import pyplot as plt

import elecdata
from elecdata.errors import PlotError
from elecdata.plot import alt_text, timeline, timeline_table
from elecdata.plot.dates import ends_of, when_text
from elecdata.plot.listing import Listing


@pytest.fixture
def events():
    """Happenings without an election, one of each precision."""
    rows = [
        ("2011-12-16", "unrest", "Riots in $Town$"),
        ("2011-11-16", "dissolution", "Chamber dissolved"),
        ("2011-12-17/2012-01-05", "emergency", "Emergency rule"),
        ("2011-11", "registration", "Lists opened"),
        ("../2012-01-28", "detention", "Leaders held"),
        ("2011", "strike", "A year of strikes"),
        (None, "complaint", "Fraud alleged"),
    ]
    return pd.DataFrame(rows, columns=["event_when", "event_type", "summary"])


def rows_of(ax):
    """The list of names."""
    [rows] = [each for each in ax.get_children() if isinstance(each, Listing)]
    return rows


def names(ax):
    """Texts of the rows, in one line each."""
    return [" ".join(text.get_text().split()) for text in rows_of(ax).names]


def dots(ax):
    """Heights of the dots by kind."""
    return {
        each.get_label(): each.get_offsets()[:, 1].tolist()
        for each in ax.collections
        if each.get_label() in ("day", "about", "election")
    }


def footnote(ax):
    """The note, in one line."""
    return " ".join(rows_of(ax).note.get_text().split())


class TestRowsAndDots:
    """One row an event, joined to its place in time."""

    def test_events_stand_in_the_order_of_time(self, events):
        """Each row has time, type and text; a month stands in its middle."""
        assert names(timeline(events)) == [
            "Nov 2011, registration: Lists opened",
            "16 Nov 2011, dissolution: Chamber dissolved",
            "16 Dec 2011, unrest: Riots in $Town$",
            "17 Dec 2011 – 5 Jan 2012, emergency: Emergency rule",
            "by 28 Jan 2012, detention: Leaders held",
        ]

    def test_linear_time(self, events):
        """Without an election dots are as far apart as their days."""
        ax = timeline(events)
        days = np.array([0.0, 0.5, 30.5, 31.5, 73.5])
        found = sorted(dots(ax)["day"] + dots(ax)["about"])

        assert found == pytest.approx(list(4 * days / 73.5), abs=0.05)

    def test_what_is_no_day_is_hollow(self, events):
        """Months and open intervals have dots of their own kind."""
        assert {kind: len(at) for kind, at in dots(timeline(events)).items()} == {
            "day": 3,
            "about": 2,
        }

    def test_intervals_are_bars(self, events):
        """A bar runs from the first day to the last."""
        ax = timeline(events)
        [bar] = [line for line in ax.lines if line.get_label() == "days"]

        assert np.diff(bar.get_ydata()) == pytest.approx(4 * 19 / 73.5, abs=0.05)

    def test_bars_at_one_time_stand_side_by_side(self, events):
        """Two bars that share days have different lanes."""
        both = pd.concat([events, events.assign(summary="Other")])
        bars = [line for line in timeline(both).lines if line.get_label() == "days"]

        assert len({float(bar.get_xdata()[0]) for bar in bars}) == 2

    def test_one_day_alone(self, events):
        """Events of one day stand beside their rows."""
        ax = timeline(events.assign(event_when="2012-01-01"))

        assert dots(ax)["day"] == list(range(7))

    def test_election_days_are_marked(self):
        """Both days of 2004 have rows in bold and marks of their own, at their place in time."""
        ax = timeline("kz-2004-majilis", types="procedure")
        table = timeline_table("kz-2004-majilis", types="procedure")
        bold = [
            " ".join(each.get_text().split())
            for each in rows_of(ax).names
            if each.get_fontweight() == "bold"
        ]

        assert bold == ["19 Sep 2004, election day", "3 Oct 2004, last round"]
        assert len(dots(ax)["election"]) == 2
        assert table.loc[table["type"] == "election", "away"].tolist() == [0, 0]

    def test_logarithm_of_days_from_the_election(self):
        """A week is log 8, a day log 2, on both sides; election day is between them."""
        frame = pd.DataFrame(
            {
                "election_id": "kz-2012-majilis",
                "event_when": ["2012-01-08", "2012-01-14", "2012-01-16", "2012-01-22"],
                "event_type": "law",
                "summary": list("abcd"),
            }
        )
        ax = timeline(frame)

        week, day = np.log(8), np.log(2)
        wanted = [4 * (at + week) / (2 * week) for at in (-week, -day, day, week)]
        assert dots(ax)["day"] == pytest.approx(wanted)
        assert dots(ax)["election"] == pytest.approx([2.0])
        assert "Logarithmic scale of days from election day." in footnote(ax)
        assert dots(timeline(frame, scale="linear"))["day"] == pytest.approx([0, 12 / 7, 16 / 7, 4])


class TestWhatIsLeftOut:
    """Nothing goes without a word."""

    def test_undated_events_are_counted(self, events):
        """A year and a missing time cannot be placed."""
        assert "Not drawn, no day or month known: 2 events." in footnote(timeline(events))

    @pytest.mark.parametrize("size", [(3.4, 3), (5, 4)])
    def test_small_axes_keep_those_nearest_to_the_election(self, size):
        """The rule is stated, and what is drawn follows it."""
        ax = timeline("kz-2012-majilis", ax=plt.subplots(figsize=size)[1])
        table = timeline_table("kz-2012-majilis")
        dated = table[table["at"].notna() & (table["type"] != "election")]
        drawn = len(names(ax)) - 1
        nearest = dated["away"].sort_values().iloc[:drawn].max()
        shown = [" ".join(each.split()) for each in dated[dated["away"] < nearest]["shown"]]

        gone = len(dated) - drawn
        said = f"{drawn} nearest to an election day of {len(dated)} dated events; {gone} not drawn."
        assert said in footnote(ax)
        assert set(shown) <= set(names(ax))

    def test_no_more_than_asked_for(self):
        """most= keeps election days beside so many events."""
        assert len(names(timeline("kz-2012-majilis", most=5))) == 6

    def test_thirty_nearest_by_default(self):
        """A figure of its own has the 30 events nearest to the election, and counts the others."""
        table = timeline_table("kz-2012-majilis")
        dated = table[table["at"].notna() & (table["type"] != "election")]
        nearest = dated.sort_values("away", kind="stable").head(30)
        ax = timeline("kz-2012-majilis")
        shown = [" ".join(each.split()) for each in nearest["shown"]]

        assert len(dated) > 30
        assert set(names(ax)) > set(shown)
        assert len(names(ax)) == 31
        assert f"of {len(dated)} dated events; {len(dated) - 30} not drawn." in footnote(ax)

    def test_own_figure_has_all_if_asked(self):
        """With most=None a figure of its own has every dated event, and no such note."""
        table = timeline_table("kz-2012-majilis")
        ax = timeline("kz-2012-majilis", most=None)

        assert len(names(ax)) == table["at"].notna().sum()
        assert "nearest" not in footnote(ax)

    def test_types(self, events):
        """types= keeps those types alone."""
        ax = timeline(events, types=["unrest", "emergency"])

        assert [each.split(", ")[1].split(":")[0] for each in names(ax)] == ["unrest", "emergency"]


@pytest.mark.parametrize("size", [(3.4, 3), (7, 4), (10, 5.6)])
@pytest.mark.parametrize("layout", [None, "constrained"])
def test_texts_never_collide(size, layout):
    """No two texts share room, whatever the size."""
    figure, ax = plt.subplots(figsize=size, layout=layout)
    timeline("kz-2021-majilis", ax=ax)
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text()]
    clashes = [
        (a, b)
        for a, b in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
    ]

    assert not clashes


def test_title_and_words(events):
    """The finding is counted; the alternative text has every row."""
    ax = timeline(events.head(2))

    assert ax.get_title() == "2 events from 16 Nov 2011 to 16 Dec 2011"
    assert alt_text(ax) == (
        "Events down a line of time. 2 events from 16 Nov 2011 to 16 Dec 2011. "
        "16 Nov 2011, dissolution: Chamber dissolved; 16 Dec 2011, unrest: Riots in $Town$."
    )


def test_days_around_the_election_are_counted():
    """The title of an election counts events of 30 days to either side, as the table does."""
    table = elecdata.load("events", election="kz-2021-majilis")
    drawn = timeline_table("kz-2021-majilis")
    events = drawn[(drawn["type"] != "election") & drawn["at"].notna()]
    near = ((events["at"] - pd.Timestamp("2021-01-10")).dt.days.abs() <= 30).sum()

    assert len(events) <= len(table)
    assert timeline("kz-2021-majilis", most=3).get_title().replace("\n", " ") == (
        f"{near} of {len(events)} events fall within 30 days of election day, 10 Jan 2021"
    )


def test_other_frames_are_drawn(events):
    """Polars frames and dates instead of texts give the same days."""
    days = events.head(2).assign(event_when=pd.to_datetime(events["event_when"].head(2)))

    assert timeline_table(pl.from_pandas(events))["at"].equals(timeline_table(events)["at"])
    assert timeline_table(days)["at"].equals(timeline_table(events.head(2))["at"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"types": "riot"},
            (
                "timeline: types names 'riot'; types of these events: complaint, detention, "
                "dissolution, emergency, registration, strike, unrest"
            ),
        ),
        ({"most": 0}, "timeline: most is 0; give 1 or more, or None for all with room"),
        ({"scale": "sqrt"}, "scale is 'sqrt'; give 'log' or 'linear'"),
        (
            {"types": ["strike", "complaint"]},
            (
                "timeline: column 'event_when' names no day or month in any of 2 rows; days are "
                "like '2012-01-15', months like '2011-11'"
            ),
        ),
    ],
)
def test_what_cannot_be_drawn(events, options, message):
    """Messages say what was found and what is allowed."""
    with pytest.raises(PlotError) as caught:
        timeline(events, **options)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("when", "text", "exact"),
    [
        ("2012-01-15", "15 Jan 2012", True),
        ("2000-12", "Dec 2000", False),
        ("2011-12-17/2012-01-05", "17 Dec 2011 – 5 Jan 2012", True),
        ("2012-01-06/..", "from 6 Jan 2012", False),
        ("2012-21", "2012-21", False),
        ("2012~", "2012~", False),
        ("2012/2012-03-01", "2012/2012-03-01", False),
        ("", "", False),
    ],
)
def test_times_in_words(when, text, exact):
    """Days and months are spelt out; anything coarser stays as it is and is not placed."""
    assert when_text(when) == text
    assert ends_of(when)[2] is exact
