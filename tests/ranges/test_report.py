"""The range of an index over rival figures: invented elections whose answers are known."""

from __future__ import annotations

import itertools

import pytest

import elecdata
from elecdata import metrics
from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.ranges.dispute import WRONG
from elecdata.schema.vocabulary import RULE

OUTRANKED = ("final_over_preliminary", "official_over_press", "definition")
NEVER = {"unresolved", "ranked"}  # these rule nothing out


def enp(*seats):
    """Effective number of parties, computed another way."""
    return sum(seats) ** 2 / sum(each * each for each in seats)


class TestSeats:
    """Seats that must fill the chamber."""

    def test_combinations_that_fill_the_chamber_give_the_range(self, rivals):
        """Of four combinations two make ten seats: 6, 3, 1 and 5, 4, 1."""
        rivals.add("kz-alpha/seats", "5")
        rivals.add("kz-beta/seats", "4")
        row = rivals.range("enp_seats")

        assert (row["n_choices"], row["n_excluded"], row["exact"]) == (2, 2, True)
        assert row["adopted"] == row["low"] == pytest.approx(enp(6, 3, 1))
        assert row["high"] == pytest.approx(enp(5, 4, 1))
        assert row["spread"] == pytest.approx(enp(5, 4, 1) - enp(6, 3, 1))

    def test_the_choice_of_each_end_is_told(self, rivals):
        """What departs from the published figures is told with who gives it."""
        rivals.add("kz-alpha/seats", "5")
        rivals.add("kz-beta/seats", "4", source="digest-2031")
        row = rivals.range("enp_seats")

        assert row["low_choice"] == "as published"
        assert row["high_choice"] == (
            "kz-alpha seats = 5 (herald-2031); kz-beta seats = 4 (digest-2031)"
        )
        assert row["driver"] == "kz-alpha seats; kz-beta seats"

    def test_what_does_not_add_up_can_be_kept_and_is_flagged(self, rivals):
        """A lone rival of 5 leaves a seat empty: left out, or kept and said so."""
        rivals.add("kz-alpha/seats", "5")
        kept = rivals.range("enp_seats", sums="keep", others="exclude")

        assert rivals.range("enp_seats")["spread"] == 0
        assert rivals.range("enp_seats")["n_excluded"] == 1
        assert kept["high"] == pytest.approx(enp(5, 3, 1))
        assert kept["high_choice"] == (
            "kz-alpha seats = 5 (herald-2031); seats -1 against the chamber"
        )

    def test_a_figure_of_a_contestant_follows_the_others(self, rivals):
        """Alpha may have 5 seats only because beta may have 4; no 7 adds up."""
        rivals.add("kz-alpha/seats", "5")
        rivals.add("kz-alpha/seats", "7", source="digest-2031", stage="preliminary")
        rivals.add("kz-beta/seats", "4")
        row = rivals.range("seats", contestant="kz-alpha")

        assert (row["low"], row["adopted"], row["high"]) == (5, 6, 6)
        assert rivals.range("seat_share_pct", contestant="kz-alpha")["low"] == 50

    def test_no_rival_leaves_one_choice(self, rivals):
        """Where all agree the range is a point, and nothing drives it."""
        row = rivals.range("enp_seats")

        assert (row["n_choices"], row["n_excluded"], row["driver"]) == (1, 0, "")
        assert row["low_choice"] == row["high_choice"] == "as published"


class TestAdmissible:
    """Which rivals may be chosen."""

    def test_every_rule_is_decided_upon(self):
        """A rule either shows a figure to be wrong, or only outranks it, or rules nothing out."""
        assert set(RULE.terms) == WRONG | {*OUTRANKED} | NEVER

    @pytest.mark.parametrize("rule", OUTRANKED)
    def test_what_was_only_outranked_may_be_chosen(self, rivals, rule):
        """A figure of another stage, of the press, or by another definition is a choice."""
        rivals.add("kz-alpha/votes", "480", rule)

        assert rivals.range("votes", contestant="kz-alpha")["low"] == 480

    @pytest.mark.parametrize("rule", sorted(WRONG - {"earlier_stage", "withheld"}))
    def test_what_was_shown_to_be_wrong_may_not(self, rivals, rule):
        """A misprint and its like are chosen only when everything is admitted."""
        rivals.add("kz-alpha/votes", "480", rule)

        assert rivals.range("votes", contestant="kz-alpha")["low"] == 500
        assert rivals.range("votes", contestant="kz-alpha", admit="all")["low"] == 480

    def test_a_figure_kept_back_is_no_choice(self, rivals):
        """The only figure of a cell, withheld, stays out unless everything is admitted."""
        rivals.sheets.claim("contestant,kz-beta,seats_constituency", "2", stage="unstated")
        name = "kz-2031-council/herald-2031/kz-beta/seats_constituency"
        rivals.rule("withheld", {}, {name: "2"})
        asked = {"index": "seats_constituency", "contestant": "kz-beta"}

        assert rivals.range(**asked)["n_choices"] == 0
        assert rivals.range(**asked, admit="all")["high"] == 2

    def test_partial_counts_are_no_choice_unless_asked_for(self, rivals):
        """Some votes counted are no rival of all votes counted."""
        rivals.add("kz-alpha/votes", "480", "final_over_preliminary", stage="partial")
        asked = {"index": "votes", "contestant": "kz-alpha"}

        assert rivals.range(**asked)["n_choices"] == 1
        assert rivals.range(**asked, stages=["partial", "final"])["low"] == 480

    def test_loose_words_are_no_choice(self, rivals):
        """More than 520 votes contradicts 500, but is no figure to compute with."""
        rivals.sheets.claim(
            "contestant,kz-alpha,votes", "520", stage="unstated", hedge="more_than",
            as_printed="more than 520",
        )  # fmt: skip
        rivals.rule(
            "definition",
            {"kz-2031-council/commission-2031/kz-alpha/votes:final": "500"},
            {"kz-2031-council/herald-2031/kz-alpha/votes:more_than": "520"},
        )

        assert rivals.range("votes", contestant="kz-alpha", sums="keep")["n_choices"] == 1

    def test_rivals_between_which_nothing_decides_are_all_choices(self, rivals):
        """An unresolved cell publishes nothing; the range is that of its rivals."""
        rivals.sheets.claim("contestant,kz-alpha,votes", "480", stage="unstated")
        rivals.rule(
            "unresolved",
            {},
            {
                "kz-2031-council/commission-2031/kz-alpha/votes:final": "500",
                "kz-2031-council/herald-2031/kz-alpha/votes": "480",
            },
        )
        row = rivals.range("votes", contestant="kz-alpha")

        assert (row["low"], row["high"], row["n_choices"]) == (480, 500, 2)
        assert row["adopted"] != row["adopted"]


class TestVotes:
    """Votes and shares of them."""

    def test_votes_above_the_valid_votes_are_left_out(self, rivals):
        """600 and 290 exceed the 790 valid votes; 520 and 290 do by too much as well."""
        rivals.add("kz-alpha/votes", "600")
        rivals.add("kz-beta/votes", "270", source="digest-2031")
        row = rivals.range("enp_votes", votes="votes", others="exclude")

        assert (row["n_choices"], row["n_excluded"]) == (2, 2)
        assert row["low"] == pytest.approx(enp(500, 270))

    def test_votes_too_far_below_are_left_out(self, rivals):
        """Short by 20 of 790 is within what is invalid or against all; short by 90 is not."""
        rivals.add("kz-alpha/votes", "410")
        rivals.add("kz-beta/votes", "270", source="digest-2031")
        row = rivals.range("votes", contestant="kz-alpha")

        assert (row["low"], row["n_choices"], row["n_excluded"]) == (500, 2, 2)

    def test_an_index_of_both_takes_every_pair(self, rivals):
        """Gallagher's index over seats and votes, against each combination computed alone."""
        rivals.add("kz-alpha/seats", "5")
        rivals.add("kz-beta/seats", "4")
        rivals.add("kz-alpha/votes", "480")
        rivals.add("kz-beta/votes", "270")
        expected = [
            metrics.gallagher([*votes, None], [*seats, 1])
            for votes in itertools.product([500, 480], [290, 270])
            for seats in [(6, 3), (5, 4)]
            if sum(votes) >= 0.95 * 790
        ]
        row = rivals.range("gallagher", votes="votes", others="exclude")

        assert row["n_choices"] == len(expected)
        assert (row["low"], row["high"]) == pytest.approx((min(expected), max(expected)))
        assert row["adopted"] == pytest.approx(metrics.gallagher([500, 290, None], [6, 3, 1]))


class TestTreatments:
    """Those not listed, and the column that votes come from."""

    def test_every_treatment_of_those_not_listed_is_taken(self, rivals):
        """Without the house nine seats of ten are listed: left out, one party, or bounds."""
        row = rivals.range("enp_seats", contestant_type="party")

        assert row["adopted"] == row["low"] == pytest.approx(enp(6, 3))
        assert row["high"] == pytest.approx(100 / (36 + 9))
        assert (row["n_choices"], row["driver"]) == (3, "others")
        assert row["high_choice"] == "others = bounds (high)"

    def test_of_equal_answers_the_nearest_to_what_is_published_is_told(self, rivals):
        """The lower bound for the house's one seat is the index without it."""
        row = rivals.range("gallagher", votes="votes")

        assert row["low"] == row["adopted"] < row["high"]
        assert row["low_choice"] == "as published"

    def test_the_first_treatment_is_the_adopted_one(self, rivals):
        """Asked for as a party alone, the house is one."""
        row = rivals.range("enp_seats", contestant_type="party", others="party")

        assert row["adopted"] == row["low"] == row["high"] == pytest.approx(enp(6, 3, 1))

    def test_counts_and_printed_shares_are_two_choices(self, rivals):
        """Only alpha's share is printed, so that shares alone say something else."""
        row = rivals.range("enp_votes", others="party")

        assert row["adopted"] == row["low"] == pytest.approx(enp(500, 290))
        assert row["high"] == pytest.approx(enp(63.29, 36.71))
        assert (row["high_choice"], row["driver"]) == ("votes from vote_share_pct", "votes column")


class TestWholes:
    """A source or a stage believed as a whole."""

    def test_a_source_is_taken_with_all_it_says(self, rivals):
        """The Herald gives 5 and 4, the Digest 5 alone, which does not add up by itself."""
        rivals.add("kz-alpha/seats", "5")
        rivals.add("kz-alpha/seats", "5", source="digest-2031")
        rivals.add("kz-beta/seats", "4")
        row = rivals.range("enp_seats", by="source")

        assert (row["n_choices"], row["n_excluded"]) == (2, 1)
        assert row["high_choice"] == (
            "kz-alpha seats = 5 (digest-2031, herald-2031); kz-beta seats = 4 (herald-2031)"
        )

    def test_a_source_with_a_wrong_figure_is_not_taken(self, rivals):
        """One misprint, and the source cannot be believed as a whole."""
        rivals.add("kz-alpha/votes", "480", "misprint")
        rivals.add("kz-beta/votes", "270")
        row = rivals.range("enp_votes", by="source", votes="votes", others="exclude")

        assert row["n_choices"] == 1

    def test_a_stage_is_taken_with_all_that_was_said_at_it(self, rivals):
        """480 and 270 are of the night; by cell they can be mixed with the final figures."""
        for cell, value in (("kz-alpha/votes", "480"), ("kz-beta/votes", "280")):
            rivals.add(cell, value, "final_over_preliminary", stage="preliminary")
        options = {"votes": "votes", "others": "exclude"}

        assert rivals.range("enp_votes", by="stage", **options)["n_choices"] == 2
        assert rivals.range("enp_votes", **options)["n_choices"] == 4


class TestPublished:
    """The packaged data, without figures that another claim would change."""

    @pytest.mark.parametrize("index", ["enp_seats", "golosov_votes", "gallagher", "rae", "margin"])
    def test_adopted_is_what_summarize_gives(self, index):
        """The adopted value is the index of the published results."""
        found = elecdata.sensitivity(index).set_index("election_id").adopted
        plain = metrics.summarize(elecdata.load(), indices=index).set_index("election_id")[index]

        assert found.sort_index().to_list() == pytest.approx(
            plain.sort_index().to_list(), nan_ok=True
        )

    @pytest.mark.parametrize("index", ["enp_seats", "enp_votes", "loosemore_hanby", "turnout_pct"])
    @pytest.mark.parametrize("by", ["cell", "source", "stage"])
    def test_the_adopted_value_lies_within_its_range(self, index, by):
        """What is published is one of the choices, and cells chosen apart give the widest range."""
        found = elecdata.sensitivity(index, by=by).dropna(subset="adopted")
        widest = elecdata.sensitivity(index).dropna(subset="adopted")

        assert (found.low <= found.adopted).all()
        assert (found.adopted <= found.high).all()
        assert (found.spread <= widest.spread + 1e-12).all()

    def test_admitting_all_never_narrows_a_range(self):
        """What is shown to be wrong adds choices."""
        strict, free = elecdata.sensitivity(), elecdata.sensitivity(admit="all")

        assert (free.n_choices >= strict.n_choices).all()
        assert (free.spread.fillna(0) >= strict.spread.fillna(0)).all()

    def test_a_sample_says_so_and_its_search_finds_the_ends(self):
        """Cut down to five combinations, the search still comes to the exact ends here."""
        asked = {"index": "enp_votes", "election": "kz-2012-majilis", "votes": "vote_share_pct"}
        [exact] = elecdata.sensitivity(**asked).to_dict("records")
        [found] = elecdata.sensitivity(**asked, limit=5, seed=7).to_dict("records")

        assert (exact["exact"], found["exact"], found["seed"]) == (True, False, 7)
        assert (found["low"], found["high"]) == pytest.approx((exact["low"], exact["high"]))
        assert found["n_choices"] < exact["n_choices"]

    def test_a_sample_is_the_same_every_time(self):
        """The seed decides what is drawn."""
        asked = {"index": "gallagher", "country": "KAZ", "limit": 20, "admit": "all"}

        assert elecdata.sensitivity(**asked).equals(elecdata.sensitivity(**asked))

    def test_a_change_is_between_the_ends_of_two_elections(self):
        """Figures of two elections are chosen apart: the ends are as far apart as can be."""
        asked = {"index": "enp_votes", "country": "KAZ", "votes": "vote_share_pct"}
        asked |= {"office": "legislature", "others": "exclude"}
        level = elecdata.sensitivity(**asked).set_index("election_id")
        change = elecdata.sensitivity(**asked, change=True).set_index("election_id")
        since = level.loc[change.since]

        assert list(change.index) == ["kz-2012-majilis", "kz-2021-majilis"]
        assert list(change.since) == ["kz-2004-majilis", "kz-2012-majilis"]
        late = level.loc[change.index]
        assert change.low.to_list() == pytest.approx(list(late.low.values - since.high.values))
        assert change.high.to_list() == pytest.approx(list(late.high.values - since.low.values))
        assert change.adopted.to_list() == pytest.approx(
            list(late.adopted.values - since.adopted.values)
        )

    def test_a_contestant_is_found_by_its_lineage(self):
        """Otan of 2004 and Nur Otan after it answer to one name."""
        found = elecdata.sensitivity("seats", contestant="kz-otan")

        assert {"kz-2004-majilis", "kz-2012-majilis", "kz-2021-majilis"} == set(found.election_id)

    def test_no_election_before_leaves_an_empty_table(self):
        """One election alone has no change; the columns are there all the same."""
        found = elecdata.sensitivity(change=True, year=2012)

        assert found.empty
        assert found.spread.dtype == "float64"


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"index": "enp"}, UnknownNameError, "no index or figure named 'enp'."),
        ({"index": "votes"}, InvalidArgumentError, "votes is a figure of contestants; name one by"),
        (
            {"contestant": "kz-otan"},
            InvalidArgumentError,
            "enp_seats is no figure of one contestant; leave out contestant=, or ask for votes, ",
        ),
        (
            {"index": "seats", "contestant": "kz-oten"},
            UnknownNameError,
            "no contestant named 'kz-oten'. Did you mean 'kz-otan'",
        ),
        (
            {"index": "rae", "others": "bounds"},
            InvalidArgumentError,
            "rae has no bounds; use others='exclude' or others='party'",
        ),
        ({"by": "press"}, UnknownNameError, "no way to choose named 'press'. Known: cell, source,"),
        ({"admit": "some"}, UnknownNameError, "no admission named 'some'. Known: admissible, all."),
        ({"sums": "drop"}, UnknownNameError, "no way to treat sums named 'drop'. Known: exclude,"),
        ({"stages": "night"}, UnknownNameError, "no stage named 'night'. Known: partial, "),
        ({"votes": "ballots"}, UnknownNameError, "no column of votes named 'ballots'. Known: vot"),
        ({"others": []}, InvalidArgumentError, "no way to treat others is given; known: exclude,"),
        ({"limit": 0}, InvalidArgumentError, "limit is 0; it is a whole number from 1"),
    ],
    ids=str,
)
def test_what_cannot_be_asked_says_so(options, error, said):
    """A wrong name or pair of names raises with what is known."""
    with pytest.raises(error) as raised:
        elecdata.sensitivity(**options)

    assert str(raised.value).startswith(said)
