from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib import pyplot as plt

import elecdata
from elecdata.errors import PlotError, UnknownNameError
from elecdata.plot import alt_text, turnout, turnout_table

VIEWS = ["region", "hour"]
COLUMNS = ["region", "observed_at", "stage", "base", "turnout_pct"]


@pytest.fixture
def day():
    """An invented day: two hours, three regions, and three figures for the whole of it."""
    rows = [
        ("kz-almaty", "12:00", "partial", "registered", 14.1),
        ("kz-almaty", "20:00", "preliminary", "registered", 30.3),
        ("kz-akmola", "12:00", "partial", "registered", 44.7),
        ("kz-akmola", "20:00", "preliminary", "registered", 72.8),
        ("kz-akmola", "close", "final", "registered", 72.81),
        ("kz-shymkent", "close", "final", "registered", 56.0),
        ("kz-abroad", "close", "final", "none", None),
        ("national", "12:00", "partial", "registered", 28.8),
        ("national", "20:00", "preliminary", "unstated", 63.3),
        ("national", "close", "final", "registered", 63.25),
        ("national", "close", "unstated", "registered", 60.8),
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(election_id="kz-2021-majilis", round="all", hedges=None)


def marks(ax):
    """Places of the marks."""
    return [tuple(map(float, at)) for each in ax.collections for at in each.get_offsets()]


class TestRegions:
    """One dot a region."""

    def test_the_figures_compared_are_of_one_kind(self, day):
        """Regions have the figure of the time and stage that most have; the others their latest."""
        table = turnout_table(day, by="region").set_index("region")

        assert table["value"].to_dict() == {
            "kz-akmola": 72.81,
            "kz-shymkent": 56.0,
            "kz-almaty": 30.3,
            "national": 63.25,
        }
        assert table.loc["kz-almaty", ["observed_at", "stage"]].tolist() == ["20:00", "preliminary"]

    def test_dots_stand_at_the_figures(self, day):
        """There is one dot a region, the highest on top, and a line at the country's figure."""
        ax = turnout(day)
        in_data = [each for each in ax.lines if each.get_transform() == ax.transData]

        assert {(72.81, 0), (56.0, 1), (30.3, 2)} <= set(marks(ax))
        assert [list(each.get_xdata()) for each in in_data] == [[63.25, 63.25]]

    def test_series_have_marks_of_their_own(self, day, drawn):
        """Figures of another time or stage have another mark, which the key explains."""
        ax = turnout(day)
        key = [text.get_text().replace("\n", " ") for _, text in drawn(ax).layout.key]

        assert key == [
            "whole day, final",
            "20:00, preliminary",
            "whole country 63.25 (whole day, final)",
        ]

    def test_figures_of_the_package(self):
        """Each dot of 2012 is a figure of the table turnout; none is of an hour before the last."""
        table = turnout_table("kz-2012-majilis")
        raw = elecdata.load("turnout", election="kz-2012-majilis").dropna(subset="turnout_pct")
        keys = ["region", "observed_at", "stage", "base", "turnout_pct"]
        known = set(raw[keys].itertuples(index=False, name=None))
        drawn = table.rename(columns={"value": "turnout_pct"})[keys]

        assert set(drawn.itertuples(index=False, name=None)) <= known
        assert set(table["region"]) == set(raw["region"])
        assert set(table["observed_at"]) <= {"20:00", "close"}

    def test_one_region_alone(self, day):
        """One region is one dot; a country without regions is one dot too."""
        alone = turnout(day[day["region"] == "kz-shymkent"])
        country = turnout(day[day["region"] == "national"], by="region")

        assert alone.get_title() == "Turnout was 56% in Shymkent"
        assert country.get_title() == "Turnout was 63.25% in the whole country"

    def test_names_can_be_given(self, day, drawn):
        """A column of names wins; a region that the package does not know has its id."""
        words = drawn(turnout(day.assign(region_name="$Ç"))).words
        other = drawn(turnout(day.assign(region=day["region"].str.replace("kz-", "xx-")))).words

        assert "$Ç" in words
        assert "xx-almaty" in other


class TestHours:
    """Lines through the day."""

    def test_lines_pass_through_the_figures(self, day):
        """Country and regions have a line from hour to hour; the whole day stands apart."""
        ax = turnout(day, by="hour")
        lines = {line.get_label(): line.get_xydata().tolist() for line in ax.lines}

        assert lines["Whole country"] == [[12, 28.8], [20, 63.3]]
        assert lines["Almaty"] == [[12, 14.1], [20, 30.3]]
        assert [y for x, y in marks(ax) if x > 20] == [60.8, 63.25]

    def test_stages_are_told(self, day, drawn):
        """Figures for the whole day stand with their stage; hours on the scale."""
        got = drawn(turnout(day, by="hour"))

        assert {"63.25 final", "60.8 stage not stated", "63.3"} <= set(got.words)
        assert {"12:00", "20:00", "whole day"} <= set(got.words)
        assert "Triangles: while polling went on. 20:00: preliminary." in got.note

    def test_figures_stand_as_given(self, day):
        """No digit is added to a figure that was printed without it."""
        table = turnout_table(day.assign(turnout_pct=77.0, hedges="turnout_pct=about"), by="hour")

        assert set(table["figure"]) == {"about 77"}

    def test_words_of_the_whole_day_have_a_line_each(self, drawn):
        """At a column's width the figures of the whole day are not broken into lines."""
        for election in ("kz-2005-president", "kz-2012-majilis"):
            _, ax = plt.subplots(figsize=(3.4, 3), layout="constrained")
            got = drawn(turnout(election, by="hour", ax=ax))
            whole = [each for each in got.words if each.endswith("stage not stated")]

            assert len(whole) == 1

    def test_marks_without_a_base_are_hollow(self, day, drawn):
        """A figure whose base is not stated has a hollow mark, and the note says so."""
        ax = turnout(day, by="hour")
        hollow = [
            tuple(map(float, each.get_offsets()[0]))
            for each in ax.collections
            if len(each.get_facecolor()) and tuple(each.get_facecolor()[0]) == (1, 1, 1, 1)
        ]

        assert hollow == [(20, 63.3)]
        assert "Hollow marks: base not stated." in drawn(ax).note

    def test_ends_of_the_regions_are_named(self, day, drawn):
        """The highest and the lowest region at the last hour have their names."""
        assert {"Akmola Region 72.8", "Almaty 30.3"} <= set(drawn(turnout(day, by="hour")).words)


class TestView:
    """Which view is drawn."""

    @pytest.mark.parametrize(
        ("keep", "by"),
        [
            (["kz-almaty", "kz-akmola", "national"], "region"),
            (["kz-almaty", "national"], "hour"),
            (["kz-almaty"], "region"),
        ],
    )
    def test_it_follows_the_figures(self, keep, by, day):
        """Two regions make a picture by region, else two hours of the country one by hour."""
        day = day[day["region"].isin(keep)]

        pd.testing.assert_frame_equal(turnout_table(day), turnout_table(day, by=by))

    def test_the_base_is_told(self, day):
        """The label of the scale says of what turnout is a share."""
        assert turnout(day).get_xlabel() == "Turnout (% of registered voters)"

    @pytest.mark.parametrize(
        ("by", "said"),
        [
            ("region", "Turnout ranged from 30.3% in Almaty to 72.81% in Akmola Region"),
            ("hour", "Turnout was 28.8% at 12:00 and 60.8% to 63.25% for the whole day"),
        ],
    )
    def test_the_title_is_the_finding(self, by, said, day):
        """The title tells the ends of what is drawn; the text for the blind holds it too."""
        ax = turnout(day, by=by)

        assert ax.get_title().replace("\n", " ") == said
        assert said in alt_text(ax)

    def test_what_is_left_out_is_noted(self, day, drawn):
        """The note names regions without a percentage, and those for the whole day alone."""
        note = drawn(turnout(day, by="hour")).note

        assert drawn(turnout(day)).note == "No percentage known: Voters abroad."
        assert "Not drawn, for the whole day in Akmola Region, Shymkent." in note

    def test_hedges_are_told(self, day, drawn):
        """A figure that its source words loosely stands with that word."""
        day.loc[1, "hedges"] = "turnout_pct=about"

        assert "about 30.3" in drawn(turnout(day)).words

    def test_other_kinds_of_frame(self, day):
        """A Polars frame gives the same table."""
        pd.testing.assert_frame_equal(turnout_table(day), turnout_table(pl.from_pandas(day)))

    @pytest.mark.parametrize("election", sorted(elecdata.load("elections")["election_id"]))
    def test_every_election_of_the_package(self, election, drawn):
        """Each election with turnout has a picture whose texts keep apart."""
        assert drawn(turnout(election)).collisions() == []


class TestRoom:
    """Texts keep apart and whole."""

    @pytest.mark.parametrize("by", VIEWS)
    @pytest.mark.parametrize("size", [(3.4, 2.6), (6.4, 4.8), (10, 5.6)])
    @pytest.mark.parametrize("layout", ["constrained", None])
    def test_no_text_covers_another(self, by, size, layout, drawn):
        """At any size, in either layout, no two texts share room and none is cut."""
        _, ax = plt.subplots(figsize=size, layout=layout)
        got = drawn(turnout("kz-2021-majilis", by=by, ax=ax))

        assert got.collisions() == []
        assert got.cut() == []

    @pytest.mark.parametrize("by", VIEWS)
    def test_many_regions_and_hours(self, by, drawn):
        """Sixty regions with long names, and a figure each quarter of an hour."""
        names = [f"Солтүстік Қазақстан Gəncə-Daşkəsən $x_{n}$" for n in range(60)]
        rows = [
            (name, f"{h:02}:{m:02}")
            for name in [*names, "national"]
            for h in range(7, 20)
            for m in (0, 15, 30, 45)
        ]
        frame = pd.DataFrame(rows, columns=["region", "observed_at"])
        frame["turnout_pct"] = np.linspace(0, 100, len(frame)).round(2)
        got = drawn(turnout(frame, by=by))

        assert got.collisions() == []
        assert got.cut() == []

    def test_labels_without_room_are_counted(self, drawn):
        """In a tiny figure names that find no room are counted in the note."""
        _, ax = plt.subplots(figsize=(2.4, 1.6))
        got = drawn(turnout("kz-2021-majilis", ax=ax))
        keys = [text for _, text in got.layout.key]
        texts = [*got.layout.names, *got.layout.labels, *keys]
        hidden = sum(not text.get_visible() for text in texts)

        assert hidden > 0
        assert got.note.endswith(f"No room for {hidden} labels.")


class TestErrors:
    """What cannot be drawn."""

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (
                lambda f: f.assign(election_id=f["region"]),
                (
                    "the frame holds 5 elections (kz-abroad, kz-akmola, kz-almaty, kz-shymkent "
                    "and 1 more); draw one of them, as in "
                    "frame[frame['election_id'] == 'kz-abroad']"
                ),
            ),
            (
                lambda f: f.assign(turnout_pct=None),
                (
                    "column 'turnout_pct' has no figure in any of 11 rows; choose an election with "
                    "turnout in per cent"
                ),
            ),
            (
                lambda f: f.assign(turnout_pct=101),
                "column 'turnout_pct' holds 101 in row 0; turnout is per cent, 0 to 100",
            ),
            (
                lambda f: f.assign(stage="early"),
                (
                    "stage is 'early'; stages are partial, preliminary, unstated, final, "
                    "after_annulment, after_rerun"
                ),
            ),
            (
                lambda f: f.assign(observed_at="noon"),
                "observed_at is 'noon'; give HH:MM, such as '18:00', or 'close' for the whole day",
            ),
            (
                lambda f: pd.concat([f, f.iloc[[0]]]),
                (
                    "Almaty has two figures for 12:00, while polling went on, of the same base; "
                    "keep one"
                ),
            ),
        ],
    )
    def test_frames_that_are_refused(self, change, said, day):
        """The error says what is wrong and what to do."""
        with pytest.raises(PlotError) as caught:
            turnout(change(day))

        assert str(caught.value) == f"turnout: {said}"

    def test_no_hour(self, day):
        """A frame without hours has no picture by hour."""
        with pytest.raises(PlotError) as caught:
            turnout(day[day["observed_at"] == "close"], by="hour")

        assert str(caught.value) == (
            "turnout: none of 4 figures is for an hour of the day; use by='region'"
        )

    def test_unknown_view(self, day):
        """A view that does not exist is refused with those that do."""
        with pytest.raises(UnknownNameError, match="region, hour"):
            turnout(day, by="stage")


@pytest.mark.parametrize("by", VIEWS)
def test_a_guest_in_a_figure(by, day):
    """The axes given come back, no figure is made, no setting changed, the frame left alone."""
    figure, ax = plt.subplots()
    settings, before = dict(plt.rcParams), day.copy(deep=True)

    assert turnout(day, by=by, ax=ax) is ax
    assert plt.get_fignums() == [figure.number]
    assert dict(plt.rcParams) == settings
    pd.testing.assert_frame_equal(before, day)
