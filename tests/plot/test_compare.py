from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex

import elecdata
from elecdata.comparison import MEASURES
from elecdata.errors import PlotError, UnknownNameError
from elecdata.plot import alt_text, compare, compare_table

KINDS = ["dumbbell", "slope", "bars"]
LINEAGES = {"Communist People's Party": "cppk", "Nur Otan": "otan", "Otan": "otan"}


@pytest.fixture
def three(majilis_2004, majilis_2012):
    """Chambers of 2004, 2012 and an invented one of 2020 with one party under a new name."""
    later = majilis_2012[majilis_2012["short_name"].isin(["Nur Otan", "Auyl"])]
    later = later.assign(election_id="kz-2020-majilis", year=2020, seats=[1, 106])
    later = later.assign(seat_share_pct=[100 / 107, 10600 / 107])
    frame = pd.concat([majilis_2004, majilis_2012, later], ignore_index=True)
    frame["office"] = "legislature"
    names = frame["short_name"]
    return frame.assign(lineage_id=names.map(LINEAGES).fillna(names))


def marks(ax):
    """Places of the marks of each election, by its name."""
    return {
        each.get_label(): [tuple(map(float, at)) for at in each.get_offsets()]
        for each in ax.collections
        if not each.get_label().startswith("_")
    }


class TestTable:
    """What is drawn, as a table."""

    @pytest.mark.parametrize("measure", ["seats", "vote_share_pct", "bonus"])
    def test_figures_are_those_of_compare(self, measure):
        """Every figure of elecdata.compare stands in the table, and no other."""
        wide = elecdata.compare(measure, country="KAZ", changes=False).drop(columns="name")
        table = compare_table(measure=measure).dropna(subset="value")
        loaded = elecdata.load("elections", office="legislature", country="KAZ")
        years = dict(zip(loaded["election_id"], loaded["year"].astype(str), strict=True))
        expected = {
            (row, years[column]): float(value)
            for row, values in wide.iterrows()
            for column, value in values.items()
            if not pd.isna(value)
        }
        keys = zip(table["row"], table["election"], strict=True)

        assert dict(zip(keys, table["value"], strict=True)) == pytest.approx(expected)

    def test_missing_is_not_zero(self, three):
        """A party that was not in a contest has no figure there; one that won nothing has 0."""
        table = compare_table(three, measure="seats").set_index(["name", "election"])

        assert table.loc[("Asar", "2012"), "status"] == "not in the contest"
        assert np.isnan(table.loc[("Asar", "2012"), "value"])
        assert table.loc[("Auyl", "2004"), "value"] == 0

    def test_unknown_is_not_absent(self, three):
        """One that stood and whose figure is missing is told apart from one that did not stand."""
        three.loc[three["short_name"] == "Asar", "seats"] = pd.NA
        table = compare_table(three, measure="seats").set_index(["name", "election"])

        assert table.loc[("Asar", "2004"), "status"] == "not known"

    def test_renamed_parties_keep_their_row(self, three):
        """Otan and Nur Otan are one row with two names; by contestant they are two."""
        table = compare_table(three, measure="seats")
        otan = table[table["row"] == "otan"]
        apart = compare_table(three.assign(contestant_id=three["short_name"]), by="contestant")

        assert otan["own_name"].tolist() == ["Otan", "Nur Otan", "Nur Otan"]
        assert otan["change"].tolist()[1:] == [41, 23]
        assert {"Otan", "Nur Otan"} <= set(apart["name"])

    def test_other_kinds_of_frame(self, three):
        """A Polars frame gives the same table."""
        pd.testing.assert_frame_equal(compare_table(three), compare_table(pl.from_pandas(three)))


class TestRows:
    """Dumbbells and bars."""

    def test_marks_stand_at_the_figures(self, three):
        """There is one mark for each figure, at it, and none where there is no figure."""
        ax = compare(three, measure="seats")

        assert [x for x, _ in marks(ax)["2012"]] == [83, 9, 8, 7, 0]
        assert [x for x, _ in marks(ax)["2020"]] == [106, 1]

    def test_gaps_are_shown(self, three, drawn):
        """In place of a figure there is a dash, which the note explains."""
        got = drawn(compare(three, measure="seats"))
        heads = [head.get_text() for head, _, _ in got.layout.columns]
        last = [text.get_text() for text in got.layout.columns[2][2]]

        assert heads == ["2004", "2012", "2020"]
        assert last == ["106", "–", "–", "–", "–", "–", "–", "–", "1"]
        assert got.note.startswith("– not in the contest.")

    def test_names_of_then_are_told(self, three, drawn):
        """A renamed party is named with the name that it had."""
        assert "Nur Otan (2004: Otan)" in drawn(compare(three)).words

    def test_a_gap_in_time_is_dotted(self, three):
        """The line between figures is dotted where an election between has none."""
        three = three[~((three["short_name"] == "Nur Otan") & (three["year"] == 2012))]
        solid, dotted, *_ = (len(each.get_segments()) for each in compare(three).collections[:2])

        assert (solid, dotted) == (3, 1)  # Auyl twice and Ak Zhol; Otan

    def test_colours_are_those_of_the_table(self, three):
        """The last election's marks are full, in the colours of their rows."""
        ax = compare(three, measure="seats")
        [last] = [each for each in ax.collections if each.get_label() == "2020"]

        assert [to_hex(each) for each in last.get_facecolors()] == ["#0072b2", "#117733"]

    def test_bars_are_as_long_as_figures(self, three, drawn):
        """Every figure has a bar, a label and a year; a contestant that was not there has none."""
        ax = compare(three, measure="seats", kind="bars", zeros=True)
        known = compare_table(three, measure="seats")["value"].dropna()
        got = drawn(ax)

        assert sorted(bar.get_width() for bar in ax.patches) == sorted(known)
        assert sorted(int(each.get_text()) for each in got.layout.labels) == sorted(known)
        assert len(got.layout.tags) == len(known)
        assert got.note == "No bar: not in the contest."
        assert "Nur Otan (2004: Otan)" in got.words

    def test_bars_keep_their_figures_in_small_axes(self, three, drawn):
        """At a column's width every bar has its figure, and names of before go into the note."""
        _, ax = plt.subplots(figsize=(3.4, 2.6), layout="constrained")
        got = drawn(compare(three, measure="seats", kind="bars", ax=ax))

        assert all(each.get_visible() for each in got.layout.labels)
        assert {"Nur Otan", "83", "106"} <= set(got.words)
        assert got.note.startswith("Names: the latest ones. No bar: not in the contest.")
        assert "Not drawn, 0 in every election: Party of Patriots and 3 more." in got.note

    def test_a_narrow_figure_tells_names_below(self, three, drawn):
        """Names of before have a note where the rows have no room for them."""
        with plt.rc_context({"figure.figsize": (3.4, 3)}):
            got = drawn(compare(three, measure="seats"))

        assert "Earlier names: Nur Otan (2004: Otan)." in got.note
        assert "Nur Otan" in got.words

    @pytest.mark.parametrize("kind", KINDS)
    def test_figures_below_zero(self, kind, three, drawn):
        """A bonus below 0 lies within the scale, and no text covers another."""
        ax = compare(three, measure="bonus", kind=kind)
        low = compare_table(three, measure="bonus")["value"].min()

        assert low < 0
        assert min(*ax.get_xlim(), *ax.get_ylim()) < low
        assert drawn(ax).collisions() == []

    def test_nothing_but_zeros(self, three):
        """Where nobody has more than 0 all rows are drawn."""
        ax = compare(three.assign(seats=0), measure="seats")

        assert len(marks(ax)["2004"]) == 9


class TestSlope:
    """Lines over elections."""

    def test_lines_are_broken_at_gaps(self, three):
        """A line has a point for each election, not a number where there is no figure."""
        ax = compare(three, measure="seats", kind="slope")
        lines = {line.get_label(): line.get_ydata() for line in ax.lines}

        assert lines["Nur Otan"].tolist() == [42, 83, 106]
        assert np.isnan(lines["Asar"]).tolist() == [False, True, True]

    def test_ends_are_named(self, three, drawn):
        """The first and the last figure stand beside their points, with the name of then."""
        words = drawn(compare(three, measure="seats", kind="slope")).words

        assert {"Otan 42", "Nur Otan 106", "Independents 17", "Assembly 9"} <= set(words)

    def test_labels_have_a_line_each_in_a_column(self, three, drawn):
        """At a column's width letters grow smaller before names are broken into lines."""
        three = three[three["short_name"] != "Communist People's Party"]
        _, ax = plt.subplots(figsize=(3.4, 3), layout="constrained")
        got = drawn(compare(three, measure="seats", kind="slope", ax=ax))

        assert not any("\n" in each.get_text() for each in got.layout.tags)
        assert all(each.get_fontsize() >= 0.8 * got.layout.base for each in got.layout.tags)


class TestWords:
    """Titles, notes, the text for those who do not see."""

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda f: f, "Otan, later Nur Otan, rose from 42 seats in 2004 to 106 in 2020"),
            (lambda f: f[f["year"] == 2012], "Nur Otan leads with 83 seats in 2012"),
            (
                lambda f: f[(f["short_name"] == "Assembly") | (f["year"] == 2004)],
                "Otan leads with 42 seats in 2004",
            ),
            (
                lambda f: f[f["year"] == 2004].assign(seats=3),
                "Otan, Independents and 7 more share the lead with 3 seats each",
            ),
            (
                lambda f: f[f["short_name"] == "Nur Otan"].assign(seats=1),
                "Nur Otan stayed at 1 seat from 2012 to 2020",
            ),
        ],
    )
    def test_the_title_is_the_finding(self, change, said, three):
        """The title tells the widest change, or who leads where nobody stood twice."""
        assert compare(change(three), measure="seats").get_title().replace("\n", " ") == said

    def test_rows_left_out_are_noted(self, three, drawn):
        """The note names those without a seat and those without a figure."""
        assert drawn(compare(three, measure="seats")).note.endswith(
            "Not drawn, 0 in every election: Party of Patriots, Rukhaniyat, Adilet, OSDP."
        )
        assert drawn(compare(three, measure="vote_share_pct")).note.endswith(
            "Not drawn, no figure known: Independents, Assembly."
        )

    def test_the_picture_in_words(self, three):
        """The text holds figures, gaps and the finding."""
        said = alt_text(compare(three, measure="seats"))

        assert said.startswith("Seats of 13 contestants over the elections 2004, 2012, 2020: ")
        assert "Nur Otan (2004: Otan) 42 in 2004, 83 in 2012, 106 in 2020" in said
        assert "Asar (2012)" in said

    def test_one_election_in_words(self, three):
        """Figures of one election are told without repeating when, and with their unit."""
        said = alt_text(compare(three[three["year"] == 2012], measure="vote_share_pct"))

        assert said.startswith(
            "Share of the vote (%, base not stated) of 7 contestants in 2012: Nur Otan 80.99; "
        )

    def test_the_base_is_told(self, three):
        """The label of the scale says of what a share is one."""
        ax = compare(three.assign(vote_share_base="valid"), measure="vote_share_pct")

        assert ax.get_xlabel() == "Share of the vote (% of valid votes)"

    def test_title_can_be_given(self, three):
        """A title of one's own wins; an empty one is none."""
        assert compare(three, title="Mine").get_title() == "Mine"
        assert compare(three, title="").get_title() == ""


class TestRoom:
    """Texts keep apart and whole."""

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("size", [(3.4, 2.6), (6.4, 4.8), (10, 5.6)])
    @pytest.mark.parametrize("layout", ["constrained", None])
    def test_no_text_covers_another(self, kind, size, layout, three, drawn):
        """At any size, in either layout, no two texts share room and none is cut."""
        _, ax = plt.subplots(figsize=size, layout=layout)
        got = drawn(compare(three, measure="seats", kind=kind, ax=ax))

        assert got.collisions() == []
        assert got.cut() == []

    @pytest.mark.parametrize("kind", KINDS)
    def test_long_names_and_many_rows(self, kind, drawn):
        """Forty contestants with long names in other letters and dollar signs."""
        frame = pd.DataFrame(
            {
                "election_id": ["a"] * 40 + ["b"] * 40,
                "year": [2012] * 40 + [2021] * 40,
                "short_name": [f"Қоғамдық Ədalət Партиясы $x_{i}$ of all" for i in range(40)] * 2,
                "seats": list(range(40)) * 2,
            }
        )
        got = drawn(compare(frame, measure="seats", kind=kind, zeros=True))

        assert got.collisions() == []
        assert got.cut() == []

    def test_figures_shrink_before_any_is_left_out(self, drawn):
        """In low rows the columns have smaller figures, and all of them."""
        _, ax = plt.subplots(figsize=(3.4, 2.3), layout="constrained")
        elections = ["kz-2004-majilis", "kz-2012-majilis", "kz-2021-majilis"]
        got = drawn(compare(elections, measure="votes", ax=ax, title=""))
        ax.figure.draw_without_rendering()
        cells = [cell for *_, column in got.layout.columns for cell in column]

        assert max(cell.get_fontsize() for cell in cells) < got.layout.base
        assert all(cell.get_visible() for cell in cells)
        assert "No room" not in got.note

    def test_a_new_figure_is_as_high_as_its_rows(self, three):
        """More rows make a higher figure."""
        few = compare(three[three["year"] == 2020]).figure.get_figheight()

        assert few < compare(three, zeros=True).figure.get_figheight()


class TestErrors:
    """What cannot be drawn."""

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (
                lambda f: f.assign(office=["presidency", *["legislature"] * (len(f) - 1)]),
                (
                    "compare: the frame holds 2 offices (legislature, presidency); draw one of "
                    "them, as in frame[frame['office'] == 'legislature']"
                ),
            ),
            (
                lambda f: f.assign(country=["AZE", *["KAZ"] * (len(f) - 1)]),
                (
                    "compare: the frame holds 2 countries (AZE, KAZ); draw one of them, as in "
                    "frame[frame['country'] == 'AZE']"
                ),
            ),
            (
                lambda f: pd.concat([f, f.iloc[[0]]]),
                (
                    "compare: otan has 'seats' more than once in 2004; use by='contestant' where "
                    "two contestants of one lineage stood, or drop repeated rows"
                ),
            ),
            (
                lambda f: f.iloc[:2].assign(seats=pd.NA),
                (
                    "compare: column 'seats' has no figure in any of 2 rows; choose other "
                    f"elections or another measure: {', '.join(MEASURES)}"
                ),
            ),
            (
                lambda f: pd.concat([f.assign(year=1900 + n, election_id=n) for n in range(7)]),
                (
                    "compare: 7 elections as dumbbell; at most 6 can be read: choose fewer, or "
                    "kind='slope'"
                ),
            ),
        ],
    )
    def test_frames_that_are_refused(self, change, said, three):
        """The error says what is wrong and what to do."""
        with pytest.raises(PlotError) as caught:
            compare(change(three[three["year"] == 2004]), measure="seats")

        assert str(caught.value) == said

    def test_presidents_and_chambers_are_not_mixed(self):
        """Elections of both kinds are refused, by their ids too."""
        with pytest.raises(PlotError, match="2 offices"):
            compare(["kz-2004-majilis", "kz-2005-president"], measure="vote_share_pct")

    @pytest.mark.parametrize("asked", [{"kind": "pie"}, {"by": "bloc"}])
    def test_unknown_names(self, asked, three):
        """A kind or grouping that does not exist is refused with those that do."""
        with pytest.raises(UnknownNameError):
            compare(three, **asked)


@pytest.mark.parametrize("kind", KINDS)
def test_a_guest_in_a_figure(kind, three):
    """The axes given come back, no figure is made, no setting changed, the frame left alone."""
    figure, ax = plt.subplots()
    settings, before = dict(plt.rcParams), three.copy(deep=True)

    assert compare(three, kind=kind, ax=ax) is ax
    assert plt.get_fignums() == [figure.number]
    assert dict(plt.rcParams) == settings
    pd.testing.assert_frame_equal(before, three)
