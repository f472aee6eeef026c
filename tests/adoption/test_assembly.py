from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elecdata.adoption.assembly import RANKED, Names, assemble
from elecdata.adoption.claim import named
from elecdata.schema import TABLES

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented


@pytest.fixture(scope="module")
def rows(record):
    """All tables of the undamaged sheets, as rows by key."""
    return {
        name: {tuple(row[column] for column in TABLES[name].key): row for row in found}
        for name, found in assemble(record).items()
    }


@pytest.fixture
def retold(record):
    """Maker of tables from the record with some claims left out and others added."""

    def make(*more, without=None, rulings=None):
        kept = [c for c in record.claims if without is None or not without(c)]
        ruled = record.rulings if rulings is None else rulings
        tables = assemble(replace(record, claims=tuple(named([*kept, *more])), rulings=ruled))
        return {
            name: {tuple(row[column] for column in TABLES[name].key): row for row in found}
            for name, found in tables.items()
        }

    return make


def of_contestant(claim_of, contestant, variable, value, **changes):
    """A claim on a contestant of the Council."""
    subject = {"subject_type": "contestant", "subject_id": contestant, "variable": variable}
    staged = {"stage": "final" if variable.startswith(("votes", "seats")) else ""}
    return claim_of(value, **subject | staged | changes)


class TestResults:
    """Rows of results: who, what, how much."""

    def test_only_those_who_stood_or_filled_seats_have_a_row(self, rows):
        """Everyone on the ballot has a row, and so have indirect seats."""
        wanted = [(COUNCIL, name) for name in ("kz-alpha", "kz-beta", "kz-house")]
        wanted += [(PRESIDENT, name) for name in ("kz-ada", "kz-bek")]

        assert wanted == list(rows["results"])

    @pytest.mark.parametrize(
        ("status", "there"),
        [
            ("stood", True),
            ("indirect", True),
            ("withdrew", False),
            ("boycotted", False),
            ("in_bloc", False),
            ("struck_off", False),
        ],
    )
    def test_status_decides_on_the_row(self, claim_of, retold, status, there):
        """Someone who did not stand is a contestant without a row in results."""
        tables = retold(
            of_contestant(claim_of, "kz-beta", "status", status),
            without=lambda claim: claim.subject_id == "kz-beta" and claim.variable == "status",
        )

        assert there is ((COUNCIL, "kz-beta") in tables["results"])
        assert status == tables["contestants"][COUNCIL, "kz-beta"]["status"]

    def test_figures_are_those_of_the_whole_country(self, rows):
        """Votes of a region stay in returns."""
        region = (COUNCIL, "kz-alpha", "kz-north", "all", "final", "none")

        assert rows["results"][COUNCIL, "kz-alpha"]["votes"] == 500
        assert rows["returns"][region]["votes"] == 200

    def test_sums_are_those_of_the_election(self, rows):
        """Votes and seats of the invented contestants add up to the invented totals."""
        election = rows["elections"][COUNCIL,]
        council = [row for key, row in rows["results"].items() if key[0] == COUNCIL]

        assert sum(row["votes"] or 0 for row in council) == election["valid_votes"]
        assert sum(row["seats"] for row in council) == election["seats"]

    def test_base_is_that_of_the_published_share(self, rows):
        """Beside a percentage stands what it is a share of, in the source's words."""
        alpha, beta = (rows["results"][COUNCIL, name] for name in ("kz-alpha", "kz-beta"))

        assert (alpha["vote_share_pct"], alpha["vote_share_base"]) == (63.29, "valid")
        assert (beta["vote_share_pct"], beta["vote_share_base"]) == (None, None)
        assert rows["elections"][COUNCIL,]["turnout_base"] == "registered"

    def test_seat_shares_are_of_the_whole_chamber(self, rows):
        """Six, three and one of ten seats are 60, 30 and 10 per cent."""
        shares = [
            rows["results"][COUNCIL, name]["seat_share_pct"]
            for name in ("kz-alpha", "kz-beta", "kz-house")
        ]

        assert shares == [60.0, 30.0, 10.0]

    def test_seat_share_needs_seats_and_chamber(self, retold):
        """Without the size of the chamber there is no share of it."""
        tables = retold(
            without=lambda claim: claim.subject_type == "election" and claim.variable == "seats"
        )

        assert tables["results"][COUNCIL, "kz-alpha"]["seat_share_pct"] is None

    def test_rank_is_by_seats_or_votes(self, rows):
        """A legislature is ranked by seats, a presidency by votes, indirect seats not at all."""
        ranks = {name: row["rank"] for (_, name), row in rows["results"].items()}
        wanted = {"kz-alpha": 1, "kz-beta": 2, "kz-house": None, "kz-ada": 1, "kz-bek": 2}

        assert wanted == ranks

    def test_equals_share_the_better_place(self, claim_of, retold):
        """Two with the most seats are both first, and the next is third."""
        tables = retold(
            of_contestant(claim_of, "kz-beta", "seats", "6"),
            of_contestant(claim_of, "kz-ada", "seats", "2"),
            of_contestant(claim_of, "kz-ada", "status", "stood"),
            without=lambda c: c.subject_id == "kz-beta" and c.variable == "seats",
        )
        ranks = [tables["results"][COUNCIL, n]["rank"] for n in ("kz-alpha", "kz-beta", "kz-ada")]

        assert ranks == [1, 1, 3]

    def test_unknown_seats_have_no_rank(self, retold):
        """A contestant whose seats no source gives has no place."""
        tables = retold(without=lambda c: c.subject_id == "kz-alpha" and c.variable == "seats")

        assert tables["results"][COUNCIL, "kz-alpha"]["rank"] is None


class TestNames:
    """Names are those borne at the election."""

    @pytest.mark.parametrize(
        ("entity", "kind", "election", "name"),
        [
            pytest.param("kz-alpha", "official", COUNCIL, "Alpha Union", id="of the election"),
            pytest.param("kz-alpha", "official", PRESIDENT, "Alpha Party", id="of any"),
            pytest.param("kz-alpha", "short", COUNCIL, "Alpha", id="short"),
            pytest.param("kz-beta", "official", COUNCIL, "Beta", id="short for want of official"),
            pytest.param("kz-ada", "short", PRESIDENT, "Ada Sample", id="official for short"),
            pytest.param("nobody", "short", PRESIDENT, "", id="none"),
        ],
    )
    def test_label_is_the_name_at_the_election(self, record, entity, kind, election, name):
        """The election's own name goes before that of any; one kind stands in for the other."""
        assert name == Names(record).label(entity, kind, election=election)

    def test_name_of_another_election_is_better_than_none(self, record):
        """A party that is named for one election only keeps that name at others."""
        register = [r for r in record.registers["names"] if r["election_id"] == COUNCIL]
        names = Names(replace(record, registers={**record.registers, "names": register}))

        assert names.label("kz-alpha", "short", election=PRESIDENT) == "Alpha Union"

    def test_results_and_register_have_their_own(self, rows):
        """Results carry the name at the election, the register the one for all."""
        party = rows["parties"][("kz-alpha",)]

        assert rows["results"][COUNCIL, "kz-alpha"]["name"] == "Alpha Union"
        assert (party["name"], party["name_ru"]) == ("Alpha Party", "Партия Альфа")
        assert party["name_kk"] is None


class TestOtherTables:
    """What is derived elsewhere."""

    def test_party_gathers_its_elections(self, rows):
        """The register tells leaders by election."""
        assert rows["parties"][("kz-alpha",)]["leader"] == "2031: Ada Sample"

    def test_event_has_its_day(self, rows):
        """A day of the EDTF date is a date of its own."""
        event = rows["events"][COUNCIL, "decree"]

        assert (event["event_date"], event["end_date"]) == (date(2030, 12, 1), None)

    def test_range_has_two_ends_and_no_figure(self, rows):
        """From "3 to 5 per cent" both ends are published, and no figure between them."""
        growth = rows["context"][COUNCIL, "output-growth", "2030"]

        assert (growth["value_low"], growth["value_high"], growth["value"]) == (3.0, 5.0, None)
        assert (growth["label"], growth["unit"]) == ("Growth of output", "percent")

    def test_loose_figure_is_marked(self, rows):
        """A table that publishes "about 60" says so beside it."""
        poll = rows["exit_polls"][COUNCIL, "quick", "kz-alpha"]

        assert (poll["vote_share_pct"], poll["hedges"]) == (60.0, "vote_share_pct=about")
        assert rows["media_coverage"][COUNCIL, "watch", "print", "kz-alpha"]["hedges"] is None

    def test_election_without_claims_has_a_row(self, retold):
        """The sheet of an election is enough to list it."""
        tables = retold(without=lambda claim: claim.election_id == PRESIDENT)

        assert tables["elections"][PRESIDENT,]["office"] == "presidency"

    def test_a_source_has_its_claims_counted(self, record):
        """Those of the view: the others cite it no more."""
        cited = Counter(claim.source_id for claim in record.claims)
        seen = assemble(record.view(source="visitors-2032"))["sources"]

        assert {row["source_id"]: row["n_claims"] for row in assemble(record)["sources"]} == cited
        assert {row["source_id"]: row["n_claims"] for row in seen if row["n_claims"]} == {
            "visitors-2032": cited["visitors-2032"]
        }

    def test_rows_are_sorted_and_complete(self, record):
        """Every table is in order of its key and has every column of the registry."""
        for name, found in assemble(record).items():
            keys = [tuple(row[column] for column in TABLES[name].key) for row in found]

            assert keys == sorted(keys)
            assert {TABLES[name].columns} >= {tuple(row) for row in found}


class TestClaims:
    """What became of each claim."""

    @pytest.mark.parametrize(
        ("claim_id", "standing"),
        [
            ("commission-2031/election/turnout_pct:final:registered", "adopted"),
            ("herald-2031/election/turnout_pct:preliminary", "rejected"),
            ("herald-2031/kz-alpha/vote_share_pct:preliminary", "agrees"),
            ("herald-2031/election/n_candidates:more_than", "bound"),
        ],
    )
    def test_standing_is_told(self, rows, claim_id, standing):
        """Each claim is adopted, agrees, is rejected or is only a bound."""
        row = rows["claims"][(f"{COUNCIL}/{claim_id}",)]

        assert (standing, standing == "adopted") == (row["standing"], row["adopted"])

    @pytest.mark.parametrize(
        ("claim_id", "number", "day", "unit"),
        [
            ("commission-2031/kz-alpha/votes:final", 500.0, None, "votes"),
            ("digest-2031/output-growth/2030/value:at_least", 3.0, None, "percent"),
            ("commission-2031/election/election_date", None, date(2031, 1, 15), None),
            ("herald-2031/decree/event_when", None, date(2030, 12, 1), None),
            ("herald-2031/kz-alpha/founded_when", None, None, None),
            ("herald-2031/kz-alpha/leader", None, None, None),
        ],
    )
    def test_value_is_typed_too(self, rows, claim_id, number, day, unit):
        """A figure is a number with its unit, a known day is a date."""
        row = rows["claims"][(f"{COUNCIL}/{claim_id}",)]

        assert (number, day, unit) == (row["value_number"], row["value_date"], row["unit"])


class TestConflicts:
    """Cells on which claims contradict each other."""

    TURNOUT = ("elections", COUNCIL, "turnout_pct")

    def test_ruled_conflict_tells_all(self, rows):
        """Rivals, spread, adopted value, rule and reason stand in one row."""
        row = rows["conflicts"][self.TURNOUT]

        assert row["rivals"] == "79.5 (herald-2031); 80.2 (commission-2031)"
        assert (row["n_values"], row["n_sources"], row["spread"]) == (2, 2, 0.7)
        assert (row["adopted_value"], row["status"]) == ("80.2", "ruled")
        assert (row["rule"], row["reason"]) == (
            "final_over_preliminary",
            "The Herald printed the count of the night.",
        )

    def test_source_that_repeats_another_is_not_independent(self, claim_of, retold):
        """The Digest derives from the Herald, so that three sources are two."""
        digest = claim_of("79.5", variable="turnout_pct", stage="preliminary", base="unstated")
        row = retold(replace(digest, source_id="digest-2031"))["conflicts"][self.TURNOUT]

        assert (row["n_sources"], row["n_independent"], row["n_values"]) == (3, 2, 2)

    def test_conflict_without_ruling_is_ranked(self, retold):
        """In a record without the ruling, rank decides and the row says so."""
        row = retold(rulings=())["conflicts"][self.TURNOUT]

        assert (row["rule"], row["reason"], row["ruling_id"]) == ("ranked", RANKED, None)

    def test_unresolved_conflict_has_no_value(self, record, retold):
        """Where nothing decides, the row lists the rivals and the cell is empty."""
        [ruled] = record.rulings
        reject = {**ruled.adopt, **ruled.reject}
        tables = retold(rulings=(replace(ruled, rule="unresolved", adopt={}, reject=reject),))
        row = tables["conflicts"][self.TURNOUT]

        assert (row["status"], row["adopted_value"]) == ("unresolved", None)
        assert tables["elections"][COUNCIL,]["turnout_pct"] is None
        assert tables["missing"][self.TURNOUT]["note"] == (
            "Sources contradict each other and nothing decides."
        )


class TestOrder:
    """The order in which claims are typed has no part in what is published."""

    @settings(max_examples=15)
    @given(data=st.data())
    def test_shuffled_claims_give_the_same_tables(self, record, data):
        """However the rows of the sheets are shuffled, every table is the same."""
        shuffled = tuple(data.draw(st.permutations(record.claims)))

        assert assemble(record) == assemble(replace(record, claims=shuffled))
