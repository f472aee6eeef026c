from __future__ import annotations

import itertools

import pandas as pd
import polars as pl
import pytest
from matplotlib import pyplot as plt

import elecdata
from elecdata.errors import PlotError, UnknownNameError
from elecdata.plot import alt_text, rivals, rivals_table
from elecdata.plot.listing import Listing

STAGES = ["partial", "preliminary", "unstated", "final", "after_annulment", "after_rerun"]


@pytest.fixture
def claims():
    """Claims of four sources, as an explanation would give them."""
    return pd.DataFrame(
        {
            "value": [76.0, 75.07, 75.45, 75.45],
            "source": ["Wire", "$Embassy$", "Газета", "Қазақстан"],
            "kind": ["press", "official", "press", "press"],
            "published": ["2012-01-16", None, None, "2012-01-15"],
            "stage": ["preliminary", "preliminary", "final", None],
            "base": [None, "registered", None, None],
            "standing": ["rejected", "rejected", "adopted", "agrees"],
        }
    )


def names(ax):
    """Names of the rows, in one line each."""
    [rows] = [each for each in ax.get_children() if isinstance(each, Listing)]
    return [" ".join(text.get_text().split()) for text in rows.names]


def marks(ax):
    """Places of the marks by stage and standing."""
    return {
        each.get_label(): [tuple(at) for at in each.get_offsets()]
        for each in ax.collections
        if "," in each.get_label() or each.get_label() == "ring"
    }


class TestMarks:
    """One mark a claim, at its figure."""

    def test_rows_by_kind_then_day(self, claims):
        """Official sources come first; sources without a day come last in their kind."""
        assert names(rivals(claims)) == [
            "Official",
            "$Embassy$",
            "Press",
            "Қазақстан, 15 Jan 2012",
            "Wire, 16 Jan 2012",
            "Газета",
        ]

    def test_marks_stand_at_their_figures(self, claims):
        """Each claim has a mark in its row; the adopted one a ring."""
        assert marks(rivals(claims)) == {
            "preliminary, rejected": [(75.07, 1), (76.0, 4)],
            "unstated, agrees": [(75.45, 3)],
            "final, adopted": [(75.45, 5)],
            "ring": [(75.45, 5)],
        }

    def test_stages_have_shapes(self, claims):
        """Six stages, six shapes."""
        six = pd.concat([claims.head(1)] * 6).assign(stage=STAGES, source=STAGES)
        shapes = {
            each.get_paths()[0].vertices.tobytes()
            for each in rivals(six).collections
            if each.get_label().endswith(", rejected")
        }

        assert len(shapes) == 6

    def test_what_contradicts_is_hollow(self, claims):
        """Rejected marks have the colour of the paper inside."""
        ax = rivals(claims)
        faces = {
            each.get_label(): each.get_facecolor()[0].tolist()
            for each in ax.collections
            if each.get_label() in marks(ax) and each.get_label() != "ring"
        }

        assert faces["preliminary, rejected"] == [1, 1, 1, 1]
        assert faces["unstated, agrees"] != [1, 1, 1, 1]

    def test_a_line_at_what_is_adopted(self, claims):
        """The line runs through all rows."""
        [line] = [each for each in rivals(claims).lines if each.get_label() == "adopted"]

        assert list(line.get_xdata()) == [75.45, 75.45]
        assert list(line.get_ydata()) == [-0.5, 5.5]

    def test_figures_as_worded_with_their_base(self, claims):
        """The base stands beside the figure where the source states it."""
        texts = {text.get_text() for text in rivals(claims).texts}

        assert {"75.07†", "75.45", "76", "† of registered voters."} <= texts


class TestPublishedCells:
    """The same path as elecdata.explain."""

    @pytest.mark.parametrize(
        "path",
        [
            ("kz-2004-majilis", "kz-ak-zhol", "seats"),
            ("kz-2012-majilis", "turnout_pct"),
            ("kz-2012-majilis", "seats"),
            ("kz-2005-president", "kz-nazarbayev", "vote_share_pct"),
        ],
        ids="/".join,
    )
    def test_claims_are_those_of_the_explanation(self, path):
        """Values, stages and standings are as many and the same."""
        told = elecdata.explain(*path).to_frame()
        table = rivals_table(*path)

        assert sorted(table["standing"]) == sorted(told["standing"])
        assert sorted(table["stage"]) == sorted(told["stage"])
        assert sorted(table["value"]) == sorted(float(v.split()[-1]) for v in told["value"])

    def test_one_seat_or_two(self):
        """CNN's figure was adopted, Abazov's was not."""
        table = rivals_table("kz-2004-majilis", "kz-ak-zhol", "seats").set_index("source")

        assert table.loc["CNN", ["value", "standing"]].tolist() == [1.0, "adopted"]
        assert table.loc["Rafis Abazov, UNISCI", ["value", "standing"]].tolist() == [
            2.0,
            "rejected",
        ]

    def test_title_names_the_subject(self):
        """What, how many, from what to what, and which."""
        title = rivals("kz-2004-majilis", "kz-ak-zhol", "seats").get_title()
        table = rivals_table("kz-2004-majilis", "kz-ak-zhol", "seats")

        assert " ".join(title.split()) == (
            f"Ak Zhol, Majilis of Kazakhstan, 2004: {len(table)} sources put seats at 1 to 2; "
            "1 is adopted"
        )

    def test_scale_has_column_and_unit(self):
        """The label of the scale says what is counted."""
        assert rivals("kz-2012-majilis", "turnout_pct").get_xlabel() == "Turnout (%)"

    def test_unknown_names_are_refused(self):
        """As explain refuses them."""
        with pytest.raises(UnknownNameError):
            rivals("kz-2012-majilis", "turnout")


def test_many_sources_of_one_value(claims):
    """Forty sources with one figure have forty rows, and no text collides."""
    many = pd.concat([claims.tail(1)] * 40).assign(source=[f"Source {n}" for n in range(40)])
    ax = rivals(many)
    ax.figure.draw_without_rendering()
    tags = [text.get_window_extent() for text in ax.texts if text.get_text() == "75.45"]
    heights = sorted(tag.y0 for tag in tags)

    assert len(tags) == 40
    assert min(b - a for a, b in itertools.pairwise(heights)) > tags[0].height
    assert ax.get_title() == "all 40 sources give the value as 75.45; none is adopted"


def test_small_axes_keep_the_adopted_figure_and_its_rivals(claims):
    """What has no room is counted; the adopted claim is always there."""
    many = pd.concat([claims, *[claims.tail(1)] * 30])
    ax = rivals(many, ax=plt.subplots(figsize=(3.4, 2.6))[1])
    drawn = sum(len(at) for key, at in marks(ax).items() if key != "ring")
    note = " ".join(text.get_text() for text in ax.texts)

    assert len(marks(ax)["ring"]) == 1
    assert len(marks(ax)["preliminary, rejected"]) == 2
    assert f"No room for {34 - drawn} more of 34 claims." in " ".join(note.split())


def test_in_words(claims):
    """The alternative text has every source with its day, stage and standing."""
    assert alt_text(rivals(claims.head(2))) == (
        "Figures of every source on one scale. 2 sources put the value at 75.07 to 76; none is "
        "adopted. $Embassy$ (official, no date) 75.07, preliminary, of registered, rejected; "
        "Wire (press, 16 Jan 2012) 76, preliminary, rejected."
    )


def test_other_frames_are_drawn(claims):
    """A polars frame gives the same table."""
    pd.testing.assert_frame_equal(rivals_table(pl.from_pandas(claims)), rivals_table(claims))


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            ("kz-2012-majilis",),
            (
                "rivals: no column is named; give the election and the path of one quantity, as in "
                "rivals('kz-2012-majilis', 'turnout_pct') or rivals('kz-2012-majilis', "
                "'kz-ak-zhol', 'seats')"
            ),
        ),
        (
            ("kz-2012-majilis", "election_date"),
            (
                "rivals: election_date of kz-2012-majilis is '2012-01-15', no number; numbers are "
                "drawn, and elecdata.explain lists the rest"
            ),
        ),
    ],
)
def test_what_cannot_be_drawn(path, message):
    """Messages say what was found and what to do."""
    with pytest.raises(PlotError) as caught:
        rivals(*path)

    assert str(caught.value) == message


def test_computed_columns_have_no_sources(claims):
    """A computed column says how it came about; a frame without figures says so."""
    with pytest.raises(PlotError, match="no source speaks of kz-2012-majilis/kz-nur-otan/seat_sh"):
        rivals("kz-2012-majilis", "kz-nur-otan", "seat_share_pct")
    with pytest.raises(PlotError, match=r"^rivals: no source gives a number among 4; there is no"):
        rivals(claims.assign(value=None))
