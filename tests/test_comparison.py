"""Comparing contestants over elections."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

import elecdata
from elecdata.errors import InvalidArgumentError, UnknownNameError

# Two countries and three elections, all invented: alpha loses five seats, beta wins them and
# stands for the first time in the second election; gamma's seats there are not known.
OWN = pd.DataFrame(
    [
        ("a-1", "AAA", 2031, "legislature", "alpha", "alpha", "Alpha", 9, 60.0),
        ("a-1", "AAA", 2031, "legislature", "gamma", "gamma", "Gamma", 1, 40.0),
        ("a-2", "AAA", 2035, "legislature", "alpha-new", "alpha", "New Alpha", 4, 45.0),
        ("a-2", "AAA", 2035, "legislature", "beta", "beta", "Beta", 6, 30.0),
        ("a-2", "AAA", 2035, "legislature", "gamma", "gamma", "Gamma", None, 25.0),
        ("b-1", "BBB", 2033, "legislature", "delta", "delta", "Delta", 0, 100.0),
    ],
    columns=(
        "election_id country year office contestant_id lineage_id short_name seats vote_share_pct"
    ).split(),
).astype({"seats": "Int64"})


class TestCompare:
    """One row a contestant, one column an election."""

    def test_a_renamed_party_has_one_row(self):
        """Otan of 2004 and Nur Otan of 2012 stand in one row under their latest name."""
        table = elecdata.compare("seats", country="KAZ", year=[2004, 2012])

        assert table.loc["kz-otan", "name"] == "Nur Otan"
        assert table.loc["kz-otan", ["kz-2004-majilis", "kz-2012-majilis"]].to_list() == [42, 83]

    def test_contestants_can_be_kept_apart(self):
        """By contestant the two names are two rows."""
        table = elecdata.compare("seats", by="contestant", country="KAZ", year=[2004, 2012])

        assert {"kz-otan", "kz-nur-otan"} <= set(table.index)

    def test_changes_can_be_left_out(self):
        """Without changes there is one column an election."""
        table = elecdata.compare("seats", country="KAZ", year=[2004, 2012], changes=False)

        assert list(table.columns) == ["name", "kz-2004-majilis", "kz-2012-majilis"]
        assert table.attrs["elecdata"]["since"] == {}

    def test_a_party_that_did_not_stand_is_missing_not_zero(self):
        """Asar of 2004 has no figure in 2012, and no change."""
        table = elecdata.compare("seats", country="KAZ", year=[2004, 2012])

        assert table.loc["kz-asar", ["kz-2012-majilis", "kz-2012-majilis change"]].isna().all()

    def test_the_frame_says_what_it_is(self):
        """Version, view, measure, and which election each change is since."""
        about = elecdata.compare("seats", country="KAZ").attrs["elecdata"]

        assert (about["measure"], about["by"]) == ("seats", "lineage")
        assert about["version"] == elecdata.__version__
        assert about["since"]["kz-2021-majilis"] == "kz-2012-majilis"

    def test_merged_and_split_lines_are_named(self):
        """Asar's line ended in that of Otan; its seats are not added to it."""
        table = elecdata.compare("seats", country="KAZ")

        assert ("kz-asar", "kz-otan") in table.attrs["elecdata"]["links"]
        assert table.loc["kz-otan", "kz-2004-majilis"] == 42

    def test_bonus_is_seats_over_votes_in_points(self):
        """Nur Otan in 2012: 83 of 107 seats, all tiers, less 80.99 per cent."""
        table = elecdata.compare("bonus", election="kz-2012-majilis")

        assert table.loc["kz-otan", "kz-2012-majilis"] == pytest.approx(100 * 83 / 107 - 80.99)
        assert "kz-assembly" not in table.index

    def test_the_best_rank_comes_first(self):
        """Rank 1 stands above all, and a rise is less than 0."""
        table = elecdata.compare("rank", country="KAZ", year=[2004, 2012])

        assert table.index[0] == "kz-otan"
        assert table.loc["kz-cppk", "kz-2012-majilis change"] == 3 - 6

    def test_a_total_sums_all_rows(self):
        """Independents and indirect seats are rows, so that the total is the chamber."""
        table = elecdata.compare("seats", country="KAZ", year=[2004, 2012], total=True)

        assert table.index[-1] == "total"
        assert table.iloc[-1].to_list() == ["Total", 77, 107, 30]

    @pytest.mark.parametrize("measure", ["rank", "bonus"])
    def test_what_cannot_be_summed_has_no_total(self, measure):
        """A sum of ranks means nothing."""
        with pytest.raises(InvalidArgumentError, match=f"{measure} cannot be summed; leave out"):
            elecdata.compare(measure, total=True)


class TestViews:
    """What one source says, and what had been published by a day."""

    def test_one_source_alone(self):
        """The article of 2004 gives Ak Zhol two seats; of later elections it says nothing."""
        table = elecdata.compare("seats", source="unisci-abazov-2004", country="KAZ")

        assert table.loc["kz-ak-zhol", "kz-2004-majilis"] == 2
        assert table["kz-2012-majilis"].isna().all()
        assert table["kz-2012-majilis"].dtype == "Int64"

    def test_as_of_a_day(self):
        """Before the vote of 2012 nothing was known of it."""
        table = elecdata.compare("seats", as_of="2012-01-14", election="kz-2012-majilis")

        assert table.empty
        assert list(table.columns) == ["name", "kz-2012-majilis"]


class TestOffices:
    """Presidents and chambers are not mixed."""

    def test_legislatures_are_the_default(self):
        """No presidential election among the columns, and no change between countries."""
        table = elecdata.compare("seats")

        assert "kz-2005-president" not in table
        assert "az-2005-milli-majlis" in table
        assert "az-2005-milli-majlis change" not in table

    def test_the_office_of_a_named_election_needs_no_saying(self):
        """A presidential election alone is compared by its votes."""
        table = elecdata.compare("votes", election="kz-2005-president")

        assert table.index[0] == "kz-nazarbayev"

    def test_both_at_once_are_refused(self):
        """Who names elections of both must choose."""
        with pytest.raises(InvalidArgumentError) as raised:
            elecdata.compare("votes", election=["kz-2005-president", "kz-2004-majilis"])

        assert str(raised.value) == (
            "these elections filled different offices (a legislature: kz-2004-majilis; a "
            "presidency: kz-2005-president); pass office= to choose one"
        )

    @pytest.mark.parametrize("measure", ["seats", "seats_list", "seat_share_pct", "bonus"])
    def test_seats_of_a_president_say_why_there_are_none(self, measure):
        """One person is elected; there is nothing to share out."""
        with pytest.raises(InvalidArgumentError) as raised:
            elecdata.compare(measure, office="presidency")

        assert str(raised.value) == (
            f"{measure} of a presidency is empty: one person is elected and no seats are shared "
            "out; compare votes, vote_share_pct or rank"
        )

    def test_an_office_that_no_chosen_election_filled_is_refused(self):
        """Asking for the presidency in 2012 finds nothing to compare."""
        with pytest.raises(InvalidArgumentError) as raised:
            elecdata.compare("votes", office="presidency", year=2012)

        assert str(raised.value) == "none of these elections filled a presidency; pass office="


class TestOwnFrame:
    """Results that the caller brings."""

    def test_figures_changes_and_order(self):
        """Largest figure first; changes within one country; missing where either figure is."""
        table = elecdata.compare("seats", frame=OWN)
        expected = pd.DataFrame(
            {
                "name": ["New Alpha", "Beta", "Gamma", "Delta"],
                "a-1": [9, None, 1, None],
                "b-1": [None, None, None, 0],
                "a-2": [4, 6, None, None],
                "a-2 change": [-5, None, None, None],
            },
            index=pd.Index(["alpha", "beta", "gamma", "delta"], name="lineage_id"),
        ).astype(dict.fromkeys(["a-1", "b-1", "a-2", "a-2 change"], "Int64"))

        pd.testing.assert_frame_equal(table, expected, check_index_type=False, check_dtype=False)
        assert table["a-2 change"].dtype == "Int64"

    @pytest.mark.parametrize(
        "made",
        [
            pytest.param(lambda: pl.from_pandas(OWN), id="polars"),
            pytest.param(lambda: pl.from_pandas(OWN).lazy(), id="lazy"),
            pytest.param(lambda: pl.from_pandas(OWN).to_arrow(), id="pyarrow"),
            pytest.param(lambda: duckdb.from_arrow(pl.from_pandas(OWN).to_arrow()), id="duckdb"),
        ],
    )
    def test_any_frame_gives_the_same(self, made):
        """The answer does not depend on the library that holds the results."""
        found = elecdata.compare("seats", frame=made())

        assert found.to_dict() == elecdata.compare("seats", frame=OWN).to_dict()

    def test_any_column_of_numbers_can_be_compared(self):
        """A measure of the caller's own, and bonus from the two shares."""
        frame = OWN.assign(swing=np.arange(6.0), seat_share_pct=OWN.seats * 10.0)

        assert elecdata.compare("swing", frame=frame).loc["delta", "b-1"] == 5
        assert elecdata.compare("bonus", frame=frame).loc["alpha", "a-1"] == pytest.approx(30)

    def test_one_chamber_is_set_against_itself(self):
        """Two chambers of one country have no change between them."""
        frame = OWN.assign(chamber=OWN.election_id)

        assert "a-2 change" not in elecdata.compare("seats", frame=frame)

    def test_the_callers_frame_is_not_changed(self):
        """No column is added to what was given."""
        columns = list(OWN.columns)
        elecdata.compare("seats", frame=OWN)

        assert list(OWN.columns) == columns

    def test_the_packaged_results_can_be_given(self):
        """Loading and comparing in two steps or in one is the same."""
        rows = elecdata.load(country="AZE")

        assert elecdata.compare("seats", frame=rows).equals(
            elecdata.compare("seats", country="AZE")
        )

    @pytest.mark.parametrize(
        ("frame", "options", "said"),
        [
            (OWN, {"measure": "seat"}, "no measure named 'seat'. Did you mean 'seats'? Known: el"),
            (OWN, {"measure": "short_name"}, "column 'short_name' holds String; no numbers"),
            (OWN.drop(columns="year"), {}, "no column of the frame named 'year'. Known: election"),
            (
                OWN,
                {"country": "AAA"},
                "country cannot be used with frame; filter the frame instead",
            ),
            ([1], {}, "frame is a list; give a frame that narwhals knows"),
            (
                OWN.assign(office=["presidency", *["legislature"] * 5]),
                {"measure": "vote_share_pct"},
                "these elections filled different offices (a legislature: a-2, b-1; a presidenc",
            ),
            (
                pd.concat([OWN, OWN[:1]]),
                {"by": "contestant"},
                "the frame has two rows of one contestant and election (a-1 alpha)",
            ),
            (
                OWN.assign(lineage_id="alpha"),
                {},
                "two contestants of one lineage stood in one election (a-1 alpha, a-2 alpha); use ",
            ),
        ],
        ids=lambda value: "" if isinstance(value, pd.DataFrame) else str(value)[:30],
    )
    def test_a_frame_that_cannot_be_compared_says_so(self, frame, options, said):
        """What is missing or in the way is named."""
        with pytest.raises((InvalidArgumentError, UnknownNameError)) as raised:
            elecdata.compare(**{"measure": "seats", "frame": frame} | options)

        assert str(raised.value).startswith(said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"measure": "seat_share"}, "no measure named 'seat_share'. Did you mean"),
        ({"by": "party"}, "no grouping named 'party'. Known: lineage, contestant."),
        ({"office": "both"}, "no office named 'both'. Known: legislature, presidency."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_unknown_names_are_refused(arguments, said):
    """A measure, grouping or office that does not exist raises."""
    with pytest.raises(UnknownNameError) as raised:
        elecdata.compare(**arguments)

    assert str(raised.value).startswith(said)
