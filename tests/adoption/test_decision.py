from __future__ import annotations

from datetime import date

import pytest

from elecdata.adoption.claim import Cell, named
from elecdata.adoption.decision import Ruling, Source, decide, main_decision, uncovered

COUNCIL = "kz-2031-council"  # invented, like everything said of it
SEATS = Cell("elections", (COUNCIL,), "seats")
SHARE = Cell("elections", (COUNCIL,), "turnout_pct")
POLL = Cell("exit_polls", (COUNCIL, "quick", "kz-alpha"), "vote_share_pct")

SOURCES = {
    name: Source(name, kind, day)
    for name, kind, day in [
        ("commission-2031", "official", date(2031, 2, 1)),
        ("gazette-2031", "official", date(2031, 3, 1)),
        ("visitors-2031", "igo", date(2031, 2, 1)),
        ("herald-2031", "press", date(2031, 1, 16)),
        ("bulletin-2031", "press", date(2031, 4, 1)),
        ("almanac", "encyclopedia", None),
    ]
}


def turnout(claim_of, value, hedge="exact", **changes):
    """A claim on turnout."""
    return claim_of(value, variable="turnout_pct", base="registered", hedge=hedge, **changes)


def ruling(claims, adopt=None, reject=(), rule="misprint"):
    """A ruling on claims, given by their places in a list."""
    adopted = {} if adopt is None else {claims[adopt].claim_id: claims[adopt].value}
    rejected = {claims[place].claim_id: claims[place].value for place in reject}
    return Ruling(f"{COUNCIL}/r", COUNCIL, rule, "Because.", adopted, rejected)


class TestDecide:
    """`decide` says what is published in a cell."""

    def test_finest_of_agreeing_counts_is_published(self, claim_of):
        """A round figure backs the full one, whichever kind of source prints it."""
        voters = {"variable": "registered_voters"}
        claims = named(
            [
                claim_of("9300000", as_printed="9.3 million", **voters),
                claim_of("9328805", source_id="almanac", **voters),
            ]
        )
        decision = decide(claims, [], SOURCES)[Cell("elections", (COUNCIL,), "registered_voters")]

        assert (decision.value, decision.rivals) == (9_328_805, [])
        assert decision.standing(claims[0]) == "agrees"

    def test_one_claim_is_published(self, claim_of):
        """Where nobody contradicts, the claim's value stands."""
        [claim] = claims = named([claim_of("10")])
        decision = decide(claims, [], SOURCES)[SEATS]

        assert (decision.value, decision.standing(claim)) == (10, "adopted")
        assert (decision.rivals, decision.ruling, decision.ranked) == ([], None, False)

    def test_finest_of_agreeing_claims_is_published(self, claim_of):
        """Of figures as late in the count, the one with most digits stands; the others agree."""
        claims = named(
            [
                turnout(claim_of, "81", source_id="commission-2031"),
                turnout(claim_of, "80.99", source_id="herald-2031"),
            ]
        )
        decision = decide(claims, [], SOURCES)[SHARE]

        assert decision.value == 80.99
        assert [decision.standing(claim) for claim in claims] == ["agrees", "adopted"]

    def test_later_stage_goes_before_digits(self, claim_of):
        """A preliminary figure is not published for its digits beside a final one."""
        final = turnout(claim_of, "81")
        early = turnout(claim_of, "80.99", stage="preliminary", source_id="herald-2031")

        assert decide(named([final, early]), [], SOURCES)[SHARE].value == 81.0

    def test_ruling_decides_between_rivals(self, claim_of):
        """The claim that a ruling adopts is published, whatever its rank."""
        claims = named([claim_of("10"), claim_of("11", source_id="almanac")])
        decided = ruling(claims, adopt=1, reject=[0])
        decision = decide(claims, [decided], SOURCES)[SEATS]

        assert (decision.value, decision.ruling, decision.ranked) == (11, decided, False)
        assert [decision.standing(claim) for claim in claims] == ["rejected", "adopted"]
        assert uncovered(decision) == []

    def test_rival_without_ruling_is_ranked_and_reported(self, claim_of):
        """Where no ruling decides, the decision says that rank alone did."""
        claims = named([claim_of("10"), claim_of("11", source_id="herald-2031")])
        decision = decide(claims, [], SOURCES)[SEATS]

        assert (decision.value, decision.ranked, decision.ruling) == (10, True, None)
        assert [[c.value for c in camp] for camp in decision.rivals] == [["10"], ["11"]]

    def test_rival_that_a_ruling_does_not_name_is_uncovered(self, claim_of):
        """A new rival trips the ruling; one that agrees with the adopted figure does not."""
        claims = named(
            [
                claim_of("10"),
                claim_of("11", source_id="herald-2031"),
                claim_of("12", source_id="almanac"),
                claim_of("10", source_id="visitors-2031"),
            ]
        )
        decision = decide(claims, [ruling(claims, adopt=0, reject=[1])], SOURCES)[SEATS]

        assert uncovered(decision) == [claims[2]]

    def test_unresolved_rivals_are_not_published(self, claim_of):
        """A ruling that nothing decides leaves the cell empty and every rival unresolved."""
        claims = named([claim_of("10"), claim_of("11", source_id="herald-2031")])
        open_one = ruling(claims, reject=[0, 1], rule="unresolved")
        decision = decide(claims, [open_one], SOURCES)[SEATS]

        assert (decision.value, decision.ruling, decision.ranked) == (None, open_one, False)
        assert [decision.standing(claim) for claim in claims] == ["unresolved"] * 2
        assert uncovered(decision) == []

    def test_unresolved_ruling_must_name_every_rival(self, claim_of):
        """A rival that an open ruling leaves out is uncovered."""
        claims = named([claim_of("10"), claim_of("11", source_id="herald-2031")])
        decision = decide(claims, [ruling(claims, reject=[0], rule="unresolved")], SOURCES)[SEATS]

        assert uncovered(decision) == [claims[1]]

    @pytest.mark.parametrize(
        ("rule", "results", "returns"), [("withheld", None, None), ("earlier_stage", None, 10)]
    )
    def test_only_figure_may_be_kept_back(self, claim_of, rule, results, returns):
        """A figure of another thing is published nowhere, one of an earlier stage in returns."""
        votes = {"subject_type": "contestant", "subject_id": "kz-alpha", "variable": "votes"}
        claims = named([claim_of("10", stage="partial", **votes)])
        decisions = decide(claims, [ruling(claims, reject=[0], rule=rule)], SOURCES)
        values = {cell.table: decision.value for cell, decision in decisions.items()}

        assert {"results": results, "returns": returns} == values
        assert main_decision(list(decisions.values())).standing(claims[0]) == "withheld"

    @pytest.mark.parametrize("rule", ["withheld", "earlier_stage"])
    def test_figure_that_is_not_kept_back_is_published(self, claim_of, rule):
        """A later figure that the ruling does not name is published."""
        claims = named([claim_of("10", stage="partial"), claim_of("10", source_id="almanac")])

        assert decide(claims, [ruling(claims, reject=[0], rule=rule)], SOURCES)[SEATS].value == 10

    @pytest.mark.parametrize("hedge", ["about", "nearly", "more_than", "at_least", "at_most"])
    def test_hedged_figure_alone_is_a_bound(self, claim_of, hedge):
        """The table of elections publishes exact figures only."""
        [claim] = claims = named([claim_of("10", hedge=hedge)])
        decision = decide(claims, [], SOURCES)[SEATS]

        assert (decision.value, decision.standing(claim)) == (None, "bound")

    @pytest.mark.parametrize(
        ("hedge", "value"), [("about", 60.0), ("more_than", 60.0), ("at_least", None)]
    )
    def test_hedged_figure_is_published_where_the_table_says_so(self, claim_of, hedge, value):
        """A poll may give "about 60"; an end of a range stands in no cell of its own."""
        poll = {"subject_type": "poll", "subject_id": "quick/kz-alpha", "stage": ""}
        claims = named([claim_of("60", hedge=hedge, variable="vote_share_pct", **poll)])

        assert value == decide(claims, [], SOURCES)[POLL].value

    def test_hedged_figure_that_leaves_room_agrees(self, claim_of):
        """Beside an exact 10, "more than 9" is no rival."""
        claims = named([claim_of("10"), claim_of("9", hedge="more_than", source_id="herald-2031")])
        decision = decide(claims, [], SOURCES)[SEATS]

        assert (decision.value, decision.rivals) == (10, [])
        assert decision.standing(claims[1]) == "agrees"

    def test_hedged_figure_that_leaves_no_room_is_a_rival(self, claim_of):
        """Beside an exact 10, "more than 12" is a rival that needs a ruling."""
        claims = named([claim_of("10"), claim_of("12", hedge="more_than", source_id="herald-2031")])
        decision = decide(claims, [], SOURCES)[SEATS]

        assert (decision.value, decision.ranked) == (10, True)
        assert decision.standing(claims[1]) == "rejected"

    def test_column_of_several_values_joins_them(self, claim_of):
        """Leaders named by two sources are both published, each once."""
        leads = {"subject_type": "contestant", "subject_id": "kz-alpha", "variable": "leader"}
        claims = named(
            claim_of(name, source_id=source, stage="", **leads)
            for name, source in [
                ("Ada Sample", "commission-2031"),
                ("Bek Sample", "herald-2031"),
                ("Ada Sample", "almanac"),
            ]
        )
        decision = decide(claims, [], SOURCES)[Cell("contestants", (COUNCIL, "kz-alpha"), "leader")]

        assert decision.value == "Ada Sample; Bek Sample"
        assert {"adopted"} == {decision.standing(claim) for claim in claims}

    def test_two_wordings_of_our_own_are_no_disagreement(self, claim_of):
        """Of two summaries the better source's is published, and the other agrees."""
        tells = {"subject_type": "event", "subject_id": "decree", "variable": "summary"}
        claims = named(
            claim_of(text, source_id=source, stage="", **tells)
            for text, source in [("Dissolved.", "commission-2031"), ("Sent home.", "herald-2031")]
        )
        decision = decide(claims, [], SOURCES)[Cell("events", (COUNCIL, "decree"), "summary")]

        assert (decision.value, decision.rivals) == ("Dissolved.", [])
        assert [decision.standing(claim) for claim in claims] == ["adopted", "agrees"]


class TestRank:
    """Without a ruling, as in a view, rank decides: stage, then kind, then date of the source."""

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            pytest.param(
                {"stage": "after_rerun", "source_id": "almanac"},
                {"stage": "final", "source_id": "commission-2031"},
                id="stage over kind",
            ),
            pytest.param(
                {"stage": "final", "source_id": "herald-2031"},
                {"stage": "unstated", "source_id": "commission-2031"},
                id="final over unstated",
            ),
            pytest.param(
                {"stage": "unstated", "source_id": "herald-2031"},
                {"stage": "preliminary", "source_id": "commission-2031"},
                id="unstated over preliminary",
            ),
            pytest.param(
                {"source_id": "commission-2031"},
                {"source_id": "bulletin-2031"},
                id="official over a later newspaper",
            ),
            pytest.param(
                {"source_id": "visitors-2031"},
                {"source_id": "bulletin-2031"},
                id="observers over a later newspaper",
            ),
            pytest.param(
                {"source_id": "herald-2031"},
                {"source_id": "almanac"},
                id="newspaper over an almanac without a day",
            ),
            pytest.param(
                {"source_id": "gazette-2031"},
                {"source_id": "commission-2031"},
                id="later day",
            ),
        ],
    )
    @pytest.mark.parametrize("turned", [False, True], ids=["in order", "turned round"])
    def test_better_claim_is_published(self, claim_of, first, second, turned):
        """The better claim wins, in whatever order the rows stand."""
        claims = named([claim_of("10", **first), claim_of("11", **second)])
        rows = claims[::-1] if turned else claims

        assert decide(rows, [], SOURCES)[SEATS].value == 10

    def test_claim_that_a_ruling_rejects_comes_last(self, claim_of):
        """In a view without the adopted claim, the rejected one does not come back by rank."""
        claims = named(
            [
                claim_of("9", source_id="gazette-2031"),
                claim_of("10"),
                claim_of("11", source_id="herald-2031"),
            ]
        )
        decided = ruling(claims, adopt=0, reject=[1])
        decision = decide(claims[1:], [decided], SOURCES)[SEATS]

        assert (decision.value, decision.ranked, decision.ruling) == (11, True, None)


class TestMainDecision:
    """A claim that speaks to several cells is judged by the one that keeps one figure."""

    def test_table_without_qualifiers_is_the_main_one(self, claim_of):
        """Votes are judged by results, not by returns."""
        votes = {"subject_type": "contestant", "subject_id": "kz-alpha", "variable": "votes"}
        decisions = decide(named([claim_of("10", **votes)]), [], SOURCES)

        assert sorted(cell.table for cell in decisions) == ["results", "returns"]
        assert main_decision(list(decisions.values())).cell.table == "results"
