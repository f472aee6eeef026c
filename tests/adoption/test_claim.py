from __future__ import annotations

import random
from datetime import date

import pytest

from elecdata.adoption.claim import Cell, Claim, cells, field_of, named, path_of, variables_of
from elecdata.schema import TABLES
from elecdata.schema.values import parse

COUNCIL = "kz-2031-council"  # invented, like everything said of it
ALPHA = {"subject_type": "contestant", "subject_id": "kz-alpha", "variable": "votes"}


class TestNamed:
    """`named` gives every claim an id of its own."""

    @pytest.mark.parametrize(
        ("changes", "end"),
        [
            pytest.param({}, "election/seats:final", id="election"),
            pytest.param({"stage": "unstated"}, "election/seats", id="stage not stated"),
            pytest.param({"hedge": "at_least"}, "election/seats:final:at_least", id="hedge"),
            pytest.param(ALPHA, "kz-alpha/votes:final", id="contestant"),
            pytest.param(
                ALPHA | {"region": "kz-north", "round": "1", "base": "valid"},
                "kz-alpha/votes:final:kz-north:round-1:valid",
                id="region, round and base",
            ),
            pytest.param(
                {"variable": "turnout_pct", "observed_at": "08:00", "base": "unstated"},
                "election/turnout_pct:final:08:00",
                id="time of day",
            ),
        ],
    )
    def test_id_spells_what_the_claim_is_about(self, claim_of, changes, end):
        """Election, source, subject, variable and whatever limits the figure make the id."""
        [claim] = named([claim_of(**changes)])

        assert f"{COUNCIL}/commission-2031/{end}" == claim.claim_id

    @pytest.mark.parametrize(
        ("values", "ends"),
        [
            pytest.param(["5", "6"], [":5", ":6"], id="figures"),
            pytest.param(["Ada Sample", "Bek"], [":ada-sample", ":bek"], id="names"),
            pytest.param(["Ә", "Ж"], [":u4d9", ":u436"], id="letters outside ASCII"),
            pytest.param(["!", "?"], [":x:p1", ":x:p2"], id="nothing to spell"),
        ],
    )
    def test_rivals_of_one_source_are_told_apart_by_value(self, claim_of, values, ends):
        """Two values that one source gives for one variable have two ids."""
        rivals = [claim_of(value, locator=f"p{i}") for i, value in enumerate(values, start=1)]

        assert [f"{COUNCIL}/commission-2031/election/seats:final{end}" for end in ends] == [
            claim.claim_id for claim in named(rivals)
        ]

    def test_same_value_twice_is_told_apart_by_place(self, claim_of):
        """What value does not tell apart, the paragraph does."""
        ids = [claim.claim_id for claim in named([claim_of(locator="p1"), claim_of(locator="p2")])]
        stem = f"{COUNCIL}/commission-2031/election/seats:final:10"

        assert [f"{stem}:p1", f"{stem}:p2"] == ids

    def test_other_claims_do_not_matter(self, claim_of):
        """A claim keeps its id whatever else is said, unless a rival of the same source comes."""
        alone = named([claim_of()])
        others = [claim_of(**ALPHA), claim_of("11", source_id="herald-2031")]

        assert alone == named([claim_of(), *others])[:1]

    def test_order_of_rows_does_not_matter(self, record):
        """However the rows are shuffled, every claim has the same id."""
        rows = list(record.claims)
        random.Random(2031).shuffle(rows)

        assert set(record.claims) == set(named(rows))

    def test_every_id_is_an_id(self, record):
        """Claim ids are written as the registry asks of an id, and differ."""
        ids = [claim.claim_id for claim in record.claims]
        field = TABLES["claims"]["claim_id"]

        assert len(ids) == len(set(ids))
        assert {""} == {parse(field, name)[1] for name in ids}


class TestCells:
    """`cells` says which published cells a claim speaks to."""

    def test_contestant_votes_reach_results_and_returns(self, claim_of):
        """A figure of the whole contest stands in both tables."""
        row = (COUNCIL, "kz-alpha")
        wanted = {
            Cell("results", row, "votes"),
            Cell("returns", (*row, "national", "all", "final", "none"), "votes"),
        }

        assert wanted == set(cells(claim_of(**ALPHA)))

    @pytest.mark.parametrize(
        ("limit", "key"),
        [
            ({"region": "kz-north"}, ("kz-north", "all", "final", "none")),
            ({"round": "2"}, ("national", "2", "final", "none")),
        ],
    )
    def test_part_of_the_contest_never_reaches_results(self, claim_of, limit, key):
        """A figure of one region or round stands in returns alone."""
        wanted = [Cell("returns", (COUNCIL, "kz-alpha", *key), "votes")]

        assert wanted == cells(claim_of(**ALPHA | limit))

    @pytest.mark.parametrize(
        ("limit", "key"),
        [
            ({"region": "kz-north"}, ("kz-north", "close", "all", "final", "registered")),
            ({"observed_at": "12:00"}, ("national", "12:00", "all", "final", "registered")),
            ({"round": "1"}, ("national", "close", "1", "final", "registered")),
        ],
    )
    def test_part_of_the_contest_never_reaches_elections(self, claim_of, limit, key):
        """Turnout of a region, an hour or a round stands in turnout alone."""
        claim = claim_of("80.2", variable="turnout_pct", base="registered", **limit)

        assert [Cell("turnout", (COUNCIL, *key), "turnout_pct")] == cells(claim)

    @pytest.mark.parametrize(
        ("kind", "subject", "variable", "table", "key"),
        [
            ("tier", "list", "formula", "allocations", (COUNCIL, "list")),
            ("party", "kz-alpha", "founder", "parties", ("kz-alpha",)),
            ("person", "ada-sample", "role", "candidates", (COUNCIL, "ada-sample")),
            ("poll", "q/kz-alpha", "pollster", "exit_polls", (COUNCIL, "q", "kz-alpha")),
            ("monitor", "w/tv/a", "monitor", "media_coverage", (COUNCIL, "w", "tv", "a")),
            ("mission", "visitors", "head", "observers", (COUNCIL, "visitors")),
            ("event", "decree", "place", "events", (COUNCIL, "decree")),
            ("indicator", "growth/2030", "value", "context", (COUNCIL, "growth", "2030")),
            ("neighbour", "kz-2027-x", "winner", "neighbours", (COUNCIL, "kz-2027-x")),
        ],
    )
    def test_subject_id_spells_the_key(self, claim_of, kind, subject, variable, table, key):
        """The parts of a subject's id, behind the election, name the row."""
        claim = claim_of(subject_type=kind, subject_id=subject, variable=variable, stage="")

        assert [Cell(table, key, variable)] == cells(claim)

    @pytest.mark.parametrize(
        "changes",
        [
            pytest.param({"subject_type": "poll", "subject_id": "quick"}, id="too few parts"),
            pytest.param({"variable": "nothing"}, id="unknown variable"),
            pytest.param({"subject_type": "nobody"}, id="unknown subject"),
        ],
    )
    def test_what_no_table_holds_has_no_cell(self, claim_of, changes):
        """A claim that spells no row or no column speaks to nothing."""
        assert cells(claim_of(**changes)) == []

    def test_cell_reads_as_a_place(self):
        """A cell is written as table, row and column."""
        cell = Cell("results", (COUNCIL, "kz-alpha"), "seats")

        assert str(cell) == "results[kz-2031-council/kz-alpha].seats"


class TestClaim:
    """A claim by itself."""

    @pytest.mark.parametrize(
        ("value", "variable", "typed"),
        [
            ("10", "seats", 10),
            ("80.2", "turnout_pct", 80.2),
            ("2031-01-15", "election_date", date(2031, 1, 15)),
            ("true", "is_early", True),
            ("ten", "seats", None),
            ("10", "nothing", None),
        ],
    )
    def test_typed_value_is_that_of_its_column(self, claim_of, value, variable, typed):
        """The text is read as its variable asks; None when it cannot be."""
        assert typed == claim_of(value, variable=variable).typed

    @pytest.mark.parametrize(
        ("value", "variable", "detail"),
        [
            ("81", "turnout_pct", 0),
            ("81.0", "turnout_pct", 1),
            ("80.99", "turnout_pct", 2),
            ("2031", "called_when", 4),
            ("2031-01", "called_when", 7),
        ],
    )
    def test_detail_is_how_finely_the_value_is_told(self, claim_of, value, variable, detail):
        """A trailing zero is a digit that the source gave, and a month tells more than a year."""
        assert detail == claim_of(value, variable=variable).detail

    @pytest.mark.parametrize(
        ("printed", "changes", "detail"),
        [
            ("9.3 million voters", {}, -5),
            ("9,300,000 voters", {}, 0),
            ("4.1 million + 5.2 million", {"derivation": "sum"}, 0),
        ],
    )
    def test_round_figure_is_told_less_finely(self, claim_of, printed, changes, detail):
        """A figure in millions leaves open what it rounds away; one in full does not."""
        voters = {"variable": "registered_voters", "as_printed": printed} | changes

        assert detail == claim_of("9300000", **voters).detail

    @pytest.mark.parametrize(
        ("value", "variable"),
        [
            ("A. Writer", "called_by"),
            ("Seen. Heard. Told.", "called_by"),
            ("../2031-01-15", "called_when"),
        ],
    )
    def test_point_in_a_text_is_no_decimal_point(self, claim_of, value, variable):
        """Only a figure has decimals: words and intervals are not finer for a full stop."""
        assert claim_of(value, variable=variable).detail == 0

    def test_survives_publication(self, published, record):
        """A published row gives back the claim as it was coded."""
        rows = published["claims"].to_pylist()

        assert set(record.claims) == {Claim.from_row(row) for row in rows}


class TestVariables:
    """What may be said of a kind of subject."""

    def test_variables_come_from_all_tables_of_the_subject(self):
        """A contestant has the variables of results, returns and contestants, each once."""
        found = variables_of("contestant")

        assert {"votes", "seats", "status", "leader"} <= set(found)
        assert len(found) == len(set(found))
        assert all(field_of("contestant", name).name == name for name in found)

    def test_unknown_subject_has_nothing(self):
        """A kind of subject that no table knows has no variable and no path."""
        assert variables_of("nobody") == []
        assert path_of("nobody") == ()
        assert field_of("nobody", "seats") is None
