"""The sources behind exactly the cells of a frame, found a second way in the table of claims."""

from __future__ import annotations

import pandas as pd
import pytest

import elecdata
from elecdata.citing.evidence import works_behind
from elecdata.errors import InvalidArgumentError
from elecdata.schema import TABLES

KEY = ["election_id", "contestant_id"]


def behind(frame):
    return {work.key for work in works_behind(frame).works}


def adopted(election=None, *, variables, subject="contestant", subjects=None):
    """Sources of the adopted claims on variables of the whole contest, from the table of claims."""
    claims = elecdata.load("claims", election=election)
    whole = claims.region.isna() & claims["round"].isna() & claims.observed_at.isna()
    rows = claims[claims.adopted & whole & (claims.subject_type == subject)]
    rows = rows[rows.variable.isin(variables)]
    return set(
        rows.source_id if subjects is None else rows[rows.subject_id.isin(subjects)].source_id
    )


@pytest.fixture
def majilis():
    """Results of 2012."""
    return elecdata.load("results", election="kz-2012-majilis")


class TestColumns:
    """Only the columns that are there count."""

    def test_one_column(self, majilis):
        """The sources of the seats are those of the adopted claims on seats."""
        found = behind(majilis[[*KEY, "seats"]])

        assert found == adopted(
            "kz-2012-majilis", variables=["seats"], subjects=set(majilis.contestant_id)
        )
        assert found

    def test_computed_column(self, majilis):
        """A share of seats rests on the seats of the contestant and of the chamber."""
        seats = behind(majilis[[*KEY, "seats"]])
        chamber = adopted("kz-2012-majilis", variables=["seats"], subject="election")

        assert behind(majilis[[*KEY, "seat_share_pct"]]) == seats | chamber

    def test_columns_computed_from_each_other(self):
        """Tiers that follow from the other figures rest on what these rest on."""
        results = elecdata.load("results")

        assert behind(results[[*KEY, "seats_list", "seats_constituency"]])

    def test_key_alone_has_no_source(self, majilis):
        """Keys and names are no figures."""
        assert behind(majilis[[*KEY, "name", "color"]]) == set()

    def test_empty_cells_have_no_source(self):
        """Seats of candidates for the presidency are empty, and nobody stands behind them."""
        rows = elecdata.load("results", office="presidency")

        assert behind(rows[[*KEY, "seats"]]) == set()

    def test_empty_computed_cells_have_no_source(self):
        """A tier that does not follow from the known seats rests on nothing, seats or no seats."""
        results = elecdata.load("results")
        unknown = results[results.seats_constituency.isna() & results.seats.notna()]

        assert behind(unknown[[*KEY, "seats"]])
        assert behind(unknown[[*KEY, "seats_constituency"]]) == set()

    def test_strange_columns_are_passed_over(self, majilis):
        """A column that the table does not have adds nothing."""
        frame = majilis[[*KEY, "seats"]]

        assert behind(frame.assign(mine=1)) == behind(frame)


class TestRows:
    """Only the rows that are there count."""

    def test_filtered(self, majilis):
        """The sources of one party's seats."""
        row = majilis[majilis.contestant_id == "kz-ak-zhol"][[*KEY, "seats"]]

        assert behind(row) == adopted(
            "kz-2012-majilis", variables=["seats"], subjects=["kz-ak-zhol"]
        )

    def test_rows_add_up(self, majilis):
        """What stands behind a frame is what stands behind its rows."""
        single = [behind(majilis.iloc[[place]]) for place in range(len(majilis))]

        assert set().union(*single) == behind(majilis)

    def test_order_and_repetition_have_no_part(self, majilis):
        """A row twice, or rows turned round, have the same sources."""
        twice = majilis.iloc[[2, 1, 1, 0]]

        assert behind(twice) == behind(majilis.iloc[:3])

    def test_keys_may_be_the_index(self, majilis):
        """Keys set as the index are found there, whole or in part."""
        assert behind(majilis.set_index(KEY)) == behind(majilis)
        assert behind(majilis.set_index("contestant_id")) == behind(majilis)

    def test_empty_frame(self, majilis):
        """No row, no source."""
        assert behind(majilis.iloc[:0]) == set()


class TestTables:
    """Every table can be cited."""

    @pytest.mark.parametrize("name", TABLES)
    def test_sources_are_known_ones(self, name):
        """What is found is registered, and whatever claims fill has a source."""
        found = behind(elecdata.load(name))

        assert found <= set(elecdata.load("sources").source_id)
        assert found or not TABLES[name].claimed

    def test_claims_have_their_own(self):
        """Rows of claims rest on the sources that they name."""
        claims = elecdata.load("claims", election="kz-2005-president")

        assert behind(claims) == set(claims.source_id)

    def test_conflicts_have_all_rivals(self):
        """Behind a contradiction stand all that speak, as the row counts them."""
        conflicts = elecdata.conflicts(election="kz-2004-majilis").iloc[[0]]

        assert len(behind(conflicts)) == conflicts.n_sources.iloc[0]

    def test_rulings_have_the_claims_they_name(self):
        """Behind a ruling stand the adopted claim and the rejected ones."""
        ruling = elecdata.load("rulings", election="kz-2004-majilis").iloc[[0]]
        named = ruling.adopted_claim_id.iloc[0].split("/")[1]

        assert named in behind(ruling)
        assert len(behind(ruling)) > 1

    def test_ends_of_a_range(self):
        """The low end of an indicator rests on the claims that say "at least"."""
        context = elecdata.load("context")
        low = context[context.value_low.notna()]
        key = list(TABLES["context"].key)
        claims = elecdata.load("claims")
        said = claims[(claims.subject_type == "indicator") & (claims.hedge == "at_least")]

        assert behind(low[[*key, "value_low"]]) == set(said.source_id)

    def test_gathered_columns_of_parties(self):
        """The leaders of a party rest on what is said of it at each election."""
        parties = elecdata.load("parties")
        otan = parties[parties.party_id == "kz-nur-otan"]

        assert behind(otan[["party_id", "leader"]]) == adopted(
            variables=["leader"], subjects=["kz-nur-otan"]
        )


class TestViews:
    """A view rests on what it saw."""

    def test_one_source(self):
        """What one source says rests on that source."""
        frame = elecdata.load("results", source="reuters-2012-results")

        assert behind(frame) == {"reuters-2012-results"}

    def test_as_of_a_day(self):
        """What had been published by a day rests on nothing later."""
        frame = elecdata.load("results", as_of="2012-01-20", year=2012)
        works = works_behind(frame).works

        assert works
        assert all(str(work.published) <= "2012-01-20" for work in works)


class TestCompared:
    """A comparison rests on the cells of its elections."""

    def test_is_that_of_the_results(self):
        """Seats side by side have the sources of the seats."""
        table = elecdata.compare("seats", year=[2012, 2021])
        results = elecdata.load("results", election=["kz-2012-majilis", "kz-2021-majilis"])

        assert behind(table) == behind(results[[*KEY, "seats"]])

    def test_change_alone_rests_on_both_elections(self):
        """A change has the sources of this election and of the one before."""
        table = elecdata.compare("seats", country="KAZ", year=[2004, 2012, 2021])
        both = table[["name", "kz-2012-majilis", "kz-2021-majilis"]]

        assert behind(table[["kz-2021-majilis change"]]) == behind(both)

    def test_rows_left_out(self):
        """One lineage has the sources of that lineage."""
        table = elecdata.compare("seats", year=[2004, 2012]).loc[["kz-otan"]]
        results = elecdata.load("results", election=["kz-2004-majilis", "kz-2012-majilis"])

        assert behind(table) == behind(results[results.lineage_id == "kz-otan"][[*KEY, "seats"]])

    def test_total_rests_on_all(self):
        """The sum of all seats has the sources of every contestant's."""
        table = elecdata.compare("seats", year=[2012, 2021], total=True)

        assert behind(table.loc[["total"]]) == behind(table.drop(index="total"))

    def test_bonus_rests_on_seats_and_votes(self):
        """A difference has the sources of both shares."""
        table = elecdata.compare("bonus", year=[2012, 2021], by="contestant")
        results = elecdata.load("results", election=["kz-2012-majilis", "kz-2021-majilis"])
        shown = results[results.contestant_id.isin(table.index)]

        assert behind(table) == behind(shown[[*KEY, "seat_share_pct", "vote_share_pct"]])

    def test_frame_of_ones_own(self):
        """What was loaded and cut to some rows is known; a figure of one's own has no source."""
        results = elecdata.load("results", year=2012, office="legislature")
        mine = results.assign(mine=1.0)

        assert behind(elecdata.compare("seats", frame=results)) == behind(results[[*KEY, "seats"]])
        assert behind(elecdata.compare("mine", frame=mine)) == set()

    def test_group_of_another_table_is_an_error(self):
        """A column merged in from elsewhere does not tell whose row it is."""
        table = elecdata.compare("seats", year=2012)
        table.attrs["elecdata"] |= {"table": "elections"}
        table.attrs["elecdata"]["digest"] = elecdata.load("elections").attrs["elecdata"]["digest"]

        with pytest.raises(InvalidArgumentError) as caught:
            elecdata.cite(table)

        assert str(caught.value) == (
            "the comparison is of a frame of elections, which has no lineage_id and election_id "
            "of its own; cite that frame"
        )

    def test_lost_index_is_an_error(self):
        """Without its index nobody knows whose row it is."""
        with pytest.raises(InvalidArgumentError) as caught:
            elecdata.cite(elecdata.compare("seats").reset_index(drop=True))

        assert str(caught.value) == (
            "the comparison has lost its index lineage_id; cite it before the index is changed"
        )


class TestOtherLibraries:
    """Frames of PyArrow are cited too."""

    def test_pyarrow(self):
        """A table of PyArrow carries the same words."""
        table = elecdata.load("results", year=2012, backend="pyarrow")

        assert behind(table) == behind(elecdata.load("results", year=2012))

    def test_others_are_refused(self):
        """A frame that carries no words is named."""
        with pytest.raises(InvalidArgumentError) as caught:
            elecdata.cite(elecdata.load("results", backend="polars"))

        assert str(caught.value) == (
            "the frame is a polars DataFrame; it should be a pandas DataFrame or a pyarrow Table"
        )


LOST = (
    "the frame does not say which table it is of: its attrs['elecdata'] is gone, as after a merge "
    "with a frame from elsewhere; pass what elecdata.load or elecdata.compare gave, with its attrs"
)


class TestRefused:
    """A frame whose cells cannot be told is never cited in part."""

    @pytest.mark.parametrize("words", [None, "results", {}, {"table": "results"}], ids=repr)
    def test_frame_from_elsewhere(self, words):
        """A frame that elecdata did not make says so."""
        frame = pd.DataFrame({"seats": [1]})
        frame.attrs["elecdata"] = words

        with pytest.raises(InvalidArgumentError) as caught:
            elecdata.cite(frame)

        assert str(caught.value) == LOST

    def test_merged_frame(self, majilis):
        """A merge loses the words; handing them on makes it whole again."""
        mine = pd.DataFrame({"contestant_id": ["kz-nur-otan"], "score": [1.0]})
        merged = majilis.merge(mine, on="contestant_id")
        merged.attrs.clear()

        with pytest.raises(InvalidArgumentError):
            elecdata.cite(merged)
        merged.attrs = majilis.attrs

        assert behind(merged) == behind(majilis[majilis.contestant_id == "kz-nur-otan"])

    def test_keys_gone(self, majilis):
        """Without its key nobody knows which row it is."""
        with pytest.raises(InvalidArgumentError) as caught:
            elecdata.cite(majilis[["election_id", "seats"]])

        assert str(caught.value) == (
            "the frame has no column contestant_id: a row of results is known by election_id, "
            "contestant_id; keep these columns, or cite before they are dropped"
        )

    def test_strange_row(self, majilis):
        """A row that elecdata does not have, such as a total, is named."""
        total = majilis.iloc[[0]].assign(contestant_id="total")
        frame = pd.concat([majilis, total])
        frame.attrs = majilis.attrs

        with pytest.raises(InvalidArgumentError) as caught:
            elecdata.cite(frame)

        assert str(caught.value) == (
            "the frame has a row kz-2012-majilis/total, which is not in results; leave out rows "
            "that elecdata does not have"
        )

    def test_strange_table(self, majilis):
        """A frame that says it is of a table that there is not is of other tables."""
        majilis.attrs["elecdata"] |= {"table": "reslts"}

        with pytest.raises(InvalidArgumentError, match=r"^the frame holds reslts of version "):
            elecdata.cite(majilis)

    def test_other_data(self, sheets):
        """Tables of one's own have sources that the package does not know."""
        frame = elecdata.load("results", data=sheets.root)

        for said in (elecdata.cite, elecdata.data_statement):
            with pytest.raises(InvalidArgumentError) as caught:
                said(frame)
            assert str(caught.value) == (
                f"the frame holds results of {sheets.root.resolve()}; only the packaged data can "
                "be cited, so load it without data="
            )

    def test_another_version(self, majilis):
        """The claims behind a frame of other tables are not known here."""
        majilis.attrs["elecdata"] |= {"version": "2031.1.0", "digest": "sha256:0"}

        with pytest.raises(InvalidArgumentError) as caught:
            elecdata.cite(majilis)

        assert str(caught.value) == (
            "the frame holds results of version 2031.1.0, digest sha256:0; installed is version "
            f"{elecdata.__version__} with other content: load the frame again, or install its "
            "version"
        )
