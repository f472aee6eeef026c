from __future__ import annotations

import pandas as pd
import polars as pl
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex

import elecdata
from elecdata.errors import PlotError
from elecdata.plot import alt_text, exit_polls, exit_polls_table


@pytest.fixture
def official():
    """Official shares of three contestants."""
    return pd.DataFrame(
        {
            "contestant_id": ["a", "b", "c"],
            "short_name": ["Alpha", "Beta", "Gamma"],
            "color": ["#0072b2", "#e69f00", None],
            "vote_share_pct": [20.5, 70.25, 1.0],
            "vote_share_base": "valid",
        }
    )


@pytest.fixture
def polls():
    """Two polls, one of which gives no figure for the last contestant."""
    return pd.DataFrame(
        {
            "poll_id": ["one", "one", "two", "two", "two"],
            "pollster": ["First", "First", "Second", "Second", "Second"],
            "contestant_id": ["a", "b", "a", "b", "c"],
            "vote_share_pct": [22, 68.0, 18.5, 75.3, 1.0],
            "n_respondents": [1000.0, 1000, None, None, None],
            "n_stations": [50.0, 50, None, None, None],
            "error_margin_pct": [2.5, 2.5, None, None, None],
            "hedges": ["vote_share_pct=about; n_respondents=more_than"] + [None] * 4,
        }
    )


def marks(ax):
    """Places of the marks of each poll."""
    return {
        each.get_label(): [tuple(map(float, at)) for at in each.get_offsets()]
        for each in ax.collections
        if not each.get_label().startswith("_")
    }


class TestTable:
    """What is drawn, as a table."""

    def test_differences(self, polls, official):
        """A difference is the poll's share less the official one, the largest contestant first."""
        table = exit_polls_table(polls, official=official)

        assert table["name"].tolist() == ["Beta", "Beta", "Alpha", "Alpha", "Gamma"]
        assert table["difference"].tolist() == [-2.25, 5.05, 1.5, -2.0, 0.0]

    def test_figures_of_the_package(self):
        """Polls and official shares are those of the tables exit_polls and results."""
        table = exit_polls_table("kz-2021-majilis")
        raw = elecdata.load("exit_polls", election="kz-2021-majilis")
        shares = elecdata.load("results", election="kz-2021-majilis").set_index("contestant_id")
        expected = raw["vote_share_pct"] - raw["contestant_id"].map(shares["vote_share_pct"])

        assert sorted(table["difference"]) == pytest.approx(sorted(expected))
        assert len(table) == len(raw)

    def test_polls_of_one_pollster_are_told_apart(self, polls, official):
        """Where one pollster has several polls, what their ids do not share is added."""
        polls = polls.assign(pollster="Same", poll_id="same-" + polls["poll_id"])
        table = exit_polls_table(polls, official=official)

        assert set(table["poll"]) == {"Same (one)", "Same (two)"}

    def test_polls_of_a_region_are_told_from_national_ones(self):
        """A poll of one city says so by the city's name, one of the country says nothing."""
        table = exit_polls_table("kz-2021-majilis").set_index("poll")

        assert set(table.loc["SOCIS-A", "scope"]) == {"Almaty alone"}
        assert set(table.loc["Institute of Democracy", "scope"]) == {""}

    def test_other_kinds_of_frame(self, polls, official):
        """Polars frames give the same table."""
        other = exit_polls_table(pl.from_pandas(polls), official=pl.from_pandas(official))

        pd.testing.assert_frame_equal(other, exit_polls_table(polls, official=official))


class TestPicture:
    """Marks, lines, labels."""

    def test_marks_stand_at_the_figures(self, polls, official):
        """Each poll has one mark a contestant, in the contestant's colour."""
        ax = exit_polls(polls, official=official)
        [first] = [each for each in ax.collections if each.get_label() == "First"]

        assert [x for x, _ in marks(ax)["First"]] == [68, 22]
        assert [x for x, _ in marks(ax)["Second"]] == [75.3, 18.5, 1.0]
        assert [to_hex(each) for each in first.get_facecolors()] == ["#e69f00", "#0072b2"]

    def test_official_shares_are_lines(self, polls, official):
        """Every contestant has an upright line at the official share, over all its rows."""
        ax = exit_polls(polls, official=official)
        lines = [each for each in ax.lines if each.get_transform() == ax.transData]
        rows = [y for places in marks(ax).values() for _, y in places]

        assert [set(line.get_xdata()) for line in lines] == [{70.25}, {20.5}, {1.0}]
        assert lines[0].get_ydata()[0] < min(rows)
        assert max(rows) < lines[-1].get_ydata()[1]

    def test_differences_are_labelled(self, polls, official, drawn):
        """Beside each mark stand its figure, with its hedge, and the difference in points."""
        words = [
            text.get_text() for text in drawn(exit_polls(polls, official=official)).layout.labels
        ]

        assert words == [
            "68 (−2.2)",
            "75.3 (+5.0)",
            "about 22 (+1.5)",
            "18.5 (−2.0)",
            "1 (±0.0)",
        ]

    def test_samples_are_told(self, polls, official, drawn):
        """The key says whom each poll asked, or that this is not stated."""
        key = drawn(exit_polls(polls, official=official)).layout.key

        assert [text.get_text() for _, text in key] == [
            "First: more than 1,000 asked, 50 stations, ±2.5",
            "Second: sample not stated",
            "official share",
        ]

    def test_a_poll_has_one_mark_throughout(self, polls, official):
        """Polls are told apart by the shape of their marks."""
        ax = exit_polls(polls, official=official)
        shapes = {
            each.get_label(): each.get_paths()[0].vertices.shape
            for each in ax.collections
            if each.get_label() in ("First", "Second")
        }

        assert shapes["First"] != shapes["Second"]

    def test_a_contestant_without_an_official_share(self, polls, official, drawn):
        """It stands last with the poll's figure alone, and the note names it."""
        got = drawn(exit_polls(polls, official=official[official["contestant_id"] != "b"]))

        assert got.layout.labels[-1].get_text() == "75.3"
        assert got.note.endswith("No official share: b.")


class TestWords:
    """Title and text."""

    def test_the_title_is_the_finding(self, polls, official):
        """The title tells the widest difference, among polls of the whole country."""
        regional = polls.assign(scope=[None, None, "one city", "one city", "one city"])

        assert exit_polls(polls, official=official).get_title() == (
            "Second gave Beta 75.3%, officially 70.25%"
        )
        assert exit_polls(regional, official=official).get_title() == (
            "First gave Beta 68%, officially 70.25%"
        )

    def test_the_title_tells_a_poll_of_a_region(self):
        """A poll of one city is not set against the country without saying so."""
        said = exit_polls("kz-2004-majilis").get_title().replace("\n", " ")

        assert alt_text(exit_polls("kz-2004-majilis")).endswith(
            "Official shares are of all who voted."
        )
        assert said == (
            "Open Society foundation gave Otan 40.1% (Almaty alone), officially 60.61% in all"
        )

    def test_no_poll_of_an_election(self):
        """An election without an exit poll is told as that, not as an empty frame."""
        with pytest.raises(PlotError) as caught:
            exit_polls("az-2005-milli-majlis")

        assert str(caught.value) == (
            "exit_polls: the record has no exit polls of az-2005-milli-majlis"
        )

    def test_the_picture_in_words(self, polls, official):
        """The text holds every figure."""
        said = alt_text(exit_polls(polls, official=official))

        assert "Beta: official 70.25, 68 by First, 75.3 by Second" in said

    def test_the_base_is_told(self, polls, official):
        """The label of the scale says of what the official share is one."""
        ax = exit_polls(polls, official=official)

        assert ax.get_xlabel() == "Share of the vote (official: % of valid votes)"


class TestRoom:
    """Texts keep apart and whole."""

    @pytest.mark.parametrize("election", ["kz-2005-president", "kz-2021-majilis"])
    @pytest.mark.parametrize("size", [(3.4, 2.6), (6.4, 4.8), (10, 5.6)])
    @pytest.mark.parametrize("layout", ["constrained", None])
    def test_no_text_covers_another(self, election, size, layout, drawn):
        """At any size, in either layout, no two texts share room and none is cut."""
        _, ax = plt.subplots(figsize=size, layout=layout)
        got = drawn(exit_polls(election, ax=ax))

        assert got.collisions() == []
        assert got.cut() == []

    def test_many_polls_with_long_names(self, official, drawn):
        """Twenty polls with long names in other letters, dollar signs too."""
        polls = pd.DataFrame(
            {
                "pollster": [f"Қоғамдық пікірді зерттеу орталығы $x_{n}$ Bakı" for n in range(20)],
                "contestant_id": "a",
                "vote_share_pct": range(20),
            }
        )
        got = drawn(exit_polls(polls, official=official))

        assert got.collisions() == []
        assert got.cut() == []


class TestErrors:
    """What cannot be drawn."""

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (
                lambda f: f.assign(vote_share_pct=None),
                "column 'vote_share_pct' has no figure in any of 5 rows",
            ),
            (
                lambda f: f.assign(vote_share_pct=101),
                "column 'vote_share_pct' holds 101 in row 0; shares are per cent, 0 to 100",
            ),
            (
                lambda f: pd.concat([f, f.iloc[[0]]]),
                "First has two figures for a; keep one, or tell the polls apart by poll_id",
            ),
            (
                lambda f: f.assign(contestant_id=["x", "y", "x", "y", "z"]),
                (
                    "no contestant of the polls has an official share; pass official=, a frame "
                    "with contestant_id (x, y, z) and vote_share_pct"
                ),
            ),
        ],
    )
    def test_frames_that_are_refused(self, change, said, polls, official):
        """The error says what is wrong and what to do."""
        with pytest.raises(PlotError) as caught:
            exit_polls(change(polls), official=official)

        assert str(caught.value) == f"exit_polls: {said}"

    def test_no_official_result(self, polls):
        """Without an election's id the official result has to be given."""
        with pytest.raises(PlotError) as caught:
            exit_polls(polls)

        assert str(caught.value) == (
            "exit_polls: the frame has no column 'election_id' and no official result is given; "
            "add the column, or pass official=, a frame with contestant_id and vote_share_pct"
        )


def test_a_guest_in_a_figure(polls, official):
    """The axes given come back, no figure is made, no setting changed, the frame left alone."""
    figure, ax = plt.subplots()
    settings, before = dict(plt.rcParams), polls.copy(deep=True)

    assert exit_polls(polls, official=official, ax=ax) is ax
    assert plt.get_fignums() == [figure.number]
    assert dict(plt.rcParams) == settings
    pd.testing.assert_frame_equal(before, polls)
