"""Seats from votes."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import elecdata
from elecdata.allocation import METHODS, allocate
from elecdata.errors import ElecdataError, InvalidArgumentError, TieError, UnknownNameError

QUOTAS = ("hare", "droop", "hagenbach-bischoff", "imperiali")
AVERAGES = tuple(method for method in METHODS if method not in QUOTAS)
each_method = pytest.mark.parametrize("method", METHODS)
each_average = pytest.mark.parametrize("method", AVERAGES)

VOTES = {"A": 8000, "B": 1300, "C": 700}
votes_of_parties = st.lists(st.integers(1, 10**6), min_size=1, max_size=8)


def shared_out(votes, seats, method, **options):
    """An allocation; an example with a tie, or beyond a quota, shows nothing here."""
    try:
        return allocate(votes, seats, method, **options)
    except TieError:
        assume(False)
    except InvalidArgumentError as error:
        if not str(error).startswith(("the imperiali quota gives out", "there are too few votes")):
            raise
        assume(False)


class TestPublished:
    """Allocations that others have printed."""

    @pytest.mark.parametrize(
        ("method", "seats"),
        [
            ("sainte-lague", [3, 3, 2, 1, 1, 0]),
            ("modified-sainte-lague", [3, 3, 2, 1, 1, 0]),
            ("dhondt", [4, 3, 1, 1, 1, 0]),
            ("hare", [3, 3, 2, 1, 1, 0]),
            ("droop", [4, 3, 1, 1, 1, 0]),
        ],
    )
    def test_textbook(self, method, seats):
        """Ten seats of Gallagher and Mitchell (2005), by the tests of elecsys."""
        assert allocate([34000, 25000, 15000, 12000, 10000, 4000], 10, method) == seats

    def test_austria_2006(self):
        """183 seats by D'Hondt above four per cent, as officially allocated."""
        votes = [1616493, 1663986, 519598, 520130, 193539, 47578, 131688, 10594, 592, 312, 1514]
        found = allocate([*votes, 2257], 183, "dhondt", threshold=0.04)

        assert found == [66, 68, 21, 21, 7, 0, 0, 0, 0, 0, 0, 0]

    def test_japan_2019(self):
        """The seats by D'Hondt that PRcalc's figures of the upper house of 2019 give."""
        votes = [17712373, 6536336, 7917721, 4907844, 4483411, 3481078, 2280253, 1046012, 987885]
        found = allocate([*votes, 269052, 202278, 167897, 80055], 50, "dhondt")

        assert found == [19, 7, 8, 5, 4, 3, 2, 1, 1, 0, 0, 0, 0]

    @pytest.mark.parametrize(
        ("shares", "seats"),
        [
            ({"nur-otan": 80.99, "ak-zhol": 7.47, "cppk": 7.19, "osdp": 1.68}, [83, 8, 7, 0]),
            ({"nur-otan": 71.09, "ak-zhol": 10.95, "cppk": 9.10, "auyl": 5.29}, [76, 12, 10, 0]),
        ],
    )
    def test_kazakhstan(self, shares, seats):
        """The Majilis of 2012 and of 2021: Hare, seven per cent, 98 seats, as announced."""
        found = allocate(shares, seats=98, method="hare", threshold=0.07, total=100)

        assert list(found.values()) == seats

    def test_pure_and_modified(self):
        """Tests of apportionment: 6 and 1 votes, four seats."""
        assert allocate([6, 1], 4, "sainte-lague") == [3, 1]
        assert allocate([6, 1], 4, "modified-sainte-lague") == [4, 0]

    @pytest.mark.parametrize(
        ("method", "seats"),
        [
            # Averages by hand: 60, 30, 20, 15, 12 | 28, 14, 9.3 | 12, 6.
            ("dhondt", [4, 1, 0]),
            # 60, 20, 12, 8.6 | 28, 9.3 | 12, 4: the last is a tie of 12 and 12, both with a seat.
            ("sainte-lague", [3, 1, 1]),
            # One each, then 60, 30, 20 | 28, 14 | 12.
            ("adams", [3, 1, 1]),
            # 60, 15, 8.6 | 28, 7 | 12, 3: 60, 28, 15, 12, 8.6.
            ("danish", [3, 1, 1]),
            # One each, then 60/1.41 = 42, 60/2.45 = 24 | 28/1.41 = 20.
            ("huntington-hill", [3, 1, 1]),
        ],
    )
    def test_by_hand(self, method, seats):
        """Five seats for 60, 28 and 12 votes."""
        assert allocate([60, 28, 12], 5, method) == seats

    def test_hagenbach_bischoff_by_hand(self):
        """Quota 100/6 = 16.7: 3, 1, 0 seats, remainders 10, 11.3, 12."""
        assert allocate([60, 28, 12], 5, "hagenbach-bischoff") == [3, 1, 1]

    def test_imperiali_by_hand(self):
        """Quota 100/7 = 14.3: 4, 1, 0 seats."""
        assert allocate([60, 28, 12], 5, "imperiali") == [4, 1, 0]


class TestProperties:
    """What holds whatever the votes are."""

    @each_method
    @given(votes=votes_of_parties, seats=st.integers(0, 60))
    def test_all_seats_are_given(self, method, votes, seats):
        """No more, no fewer, none negative."""
        found = shared_out(votes, seats, method)

        assert sum(found) == seats
        assert min(found) >= 0

    @each_method
    @given(votes=votes_of_parties, seats=st.integers(1, 60), data=st.data())
    def test_order_does_not_matter(self, method, votes, seats, data):
        """Parties keep their seats in any order."""
        named = {f"p{number}": count for number, count in enumerate(votes)}
        order = data.draw(st.permutations(list(named)))
        found = shared_out(named, seats, method)

        assert allocate({name: named[name] for name in order}, seats, method) == found

    @each_method
    @given(votes=votes_of_parties, seats=st.integers(1, 60))
    def test_more_votes_never_fewer_seats(self, method, votes, seats):
        """A party with more votes has at least as many seats."""
        found = shared_out(votes, seats, method)
        ranked = sorted(zip(votes, found, strict=True))

        assert [s for _, s in ranked] == sorted(found)

    @pytest.mark.parametrize("method", [method for method in METHODS if method != "droop"])
    @given(votes=votes_of_parties, seats=st.integers(1, 60))
    def test_counts_and_shares_agree(self, method, votes, seats):
        """Exact fractions of the votes give the same seats."""
        total = sum(votes)
        found = shared_out(votes, seats, method)

        assert allocate([Fraction(each, total) for each in votes], seats, method) == found

    @pytest.mark.parametrize("method", ["hare", "droop", "hagenbach-bischoff"])
    @given(votes=votes_of_parties, seats=st.integers(1, 60))
    def test_largest_remainders(self, method, votes, seats):
        """Everybody has the full quotas, and one seat more at most."""
        found = shared_out(votes, seats, method)
        assume(len(votes) > 1)
        total = sum(votes)
        quota = {
            "hare": Fraction(total, seats),
            "droop": Fraction(total // (seats + 1) + 1),
            "hagenbach-bischoff": Fraction(total, seats + 1),
        }[method]

        for count, won in zip(votes, found, strict=True):
            assert 0 <= won - count // quota <= 1

    @pytest.mark.parametrize(
        ("method", "divisor"),
        [
            ("dhondt", lambda n: n + 1),
            ("sainte-lague", lambda n: 2 * n + 1),
            ("danish", lambda n: 3 * n + 1),
            ("adams", lambda n: n),
        ],
    )
    @given(votes=votes_of_parties, seats=st.integers(8, 60))
    def test_highest_averages(self, method, divisor, votes, seats):
        """Nobody's next seat has a higher average than anybody's last one."""
        found = shared_out(votes, seats, method)
        last = [
            Fraction(count, divisor(won - 1))
            for count, won in zip(votes, found, strict=True)
            if won and divisor(won - 1)
        ]
        following = [
            Fraction(count, divisor(won))
            for count, won in zip(votes, found, strict=True)
            if divisor(won)
        ]

        assert not last or max(following) <= min(last)

    @given(votes=votes_of_parties, seats=st.integers(8, 60))
    def test_huntington_hill(self, votes, seats):
        """The same with geometric means, in squares."""
        found = shared_out(votes, seats, "huntington-hill")
        pairs = list(zip(votes, found, strict=True))
        last = [Fraction(count**2, won * (won - 1)) for count, won in pairs if won > 1]

        assert not last or max(Fraction(c**2, w * (w + 1)) for c, w in pairs) <= min(last)

    @each_average
    @given(votes=votes_of_parties, seats=st.integers(1, 40))
    def test_a_seat_more_takes_none_away(self, method, votes, seats):
        """Highest averages know no Alabama paradox."""
        fewer, more = (shared_out(votes, each, method) for each in (seats, seats + 1))

        assert all(one <= other for one, other in zip(fewer, more, strict=True))

    @pytest.mark.parametrize("method", ["hare", "dhondt", "sainte-lague", "hagenbach-bischoff"])
    @given(votes=st.lists(st.integers(1, 1000), min_size=2, max_size=6), data=st.data())
    def test_limits_are_kept(self, method, votes, data):
        """Floors and caps hold, and all seats are still given."""
        seats = data.draw(st.integers(1, 40))
        floor = data.draw(st.integers(0, seats // len(votes)))
        cap = data.draw(st.integers(-(-seats // len(votes)), seats))
        found = shared_out(votes, seats, method, min_seats=floor, caps=cap)

        assert sum(found) == seats
        assert floor <= min(found) <= max(found) <= cap


class TestTies:
    """A tie is raised with the tied parties named."""

    def test_equal_remainders(self):
        """One seat for two equal parties."""
        with pytest.raises(TieError) as caught:
            allocate({"A": 11, "B": 11, "C": 40}, 3, "hare")

        assert caught.value.tied == ("A", "B")
        assert caught.value.seats == 1
        assert str(caught.value) == (
            "'A', 'B' are tied for 1 place (hare: largest remainders); decide as the law says, and "
            "give the winner of the lot one vote more"
        )

    @each_method
    def test_equal_parties(self, method):
        """Four equal parties cannot have one seat by any method."""
        with pytest.raises(TieError) as caught:
            allocate([11, 11, 11, 11], 1, method)

        assert caught.value.tied == (0, 1, 2, 3)
        assert caught.value.seats == 1

    def test_ties_that_decide_nothing(self):
        """Equal averages do not matter where there are seats for all of them."""
        assert allocate([12, 12, 11, 12], 3, "dhondt") == [1, 1, 0, 1]

    def test_a_hairs_breadth_is_no_tie(self):
        """One vote in 10**17 decides, which floats would not see."""
        assert allocate([10**17 + 1, 10**17], 1, "hare") == [1, 0]

    def test_decimals_as_printed_tie(self):
        """0.1 + 0.2 is 0.3: shares that are equal as printed are equal."""
        with pytest.raises(TieError):
            allocate({"A": 0.3, "B": Fraction(3, 10), "C": 0.4}, 2, "hare")

    def test_a_last_quota_too_many(self):
        """Hagenbach-Bischoff's quota can come out even, and give a seat too many."""
        with pytest.raises(TieError) as caught:
            allocate({"A": 50, "B": 50}, 1, "hagenbach-bischoff")

        assert caught.value.tied == ("A", "B")

    def test_for_admission(self):
        """Two parties equally near to the threshold."""
        with pytest.raises(TieError) as caught:
            allocate({"A": 90, "B": 5, "C": 5}, 10, threshold=0.07, min_parties=2)

        assert caught.value.tied == ("B", "C")

    def test_is_caught_as_either_kind(self):
        """A TieError is one of ours and a ValueError, and survives a process boundary."""
        error = TieError(("A", "B"), 2, "hare")
        again = pickle.loads(pickle.dumps(error))

        assert isinstance(error, ElecdataError)
        assert isinstance(error, ValueError)
        assert (again.tied, again.seats, str(again)) == (error.tied, error.seats, str(error))


class TestRules:
    """Thresholds, guarantees and caps."""

    @pytest.mark.parametrize(
        ("threshold", "seats"),
        [(0.07, [8, 1, 1]), (0.0700001, [9, 1, 0]), (Fraction(13, 100), [9, 1, 0])],
    )
    def test_a_party_at_the_threshold_is_in(self, threshold, seats):
        """At least, not more than; 0.07 is seven hundredths exactly."""
        assert list(allocate(VOTES, 10, threshold=threshold).values()) == seats

    def test_the_base_of_the_threshold(self):
        """Of all ballots cast the smallest party has less than seven per cent."""
        found = allocate(VOTES, 10, threshold=0.07, total=10_001)

        assert found == {"A": 9, "B": 1, "C": 0}

    def test_a_second_party_is_let_in(self):
        """Where one party alone passes, the next one takes part."""
        votes = {"A": 8800, "B": 600, "C": 500}

        assert allocate(votes, 98, threshold=0.07) == {"A": 98, "B": 0, "C": 0}
        found = allocate(votes, 98, threshold=0.07, min_parties=2)
        assert found == {"A": 92, "B": 6, "C": 0}

    def test_a_guarantee_changes_nothing_where_enough_pass(self):
        """Two passed, so nobody is let in."""
        found = allocate(VOTES, 10, threshold=0.1, min_parties=2)

        assert found == {"A": 9, "B": 1, "C": 0}

    @pytest.mark.parametrize("method", ["hare", "dhondt"])
    def test_seats_for_whoever_takes_part(self, method):
        """Two seats at least for the second party."""
        votes = {"A": 9900, "B": 100}
        found = allocate(votes, 98, method, threshold=0.07, min_parties=2, min_seats=2)

        assert found == {"A": 96, "B": 2}

    @pytest.mark.parametrize("method", ["hare", "dhondt"])
    def test_caps(self, method):
        """What the largest may not have goes to the others."""
        votes = {"A": 90, "B": 7, "C": 3}

        assert allocate(votes, 10, method, caps=6) == {"A": 6, "B": 3, "C": 1}
        assert allocate(votes, 10, method, caps={"B": 0}) == {"A": 10, "B": 0, "C": 0}

    def test_parties_without_votes_have_no_seat(self):
        """Neither by guarantee nor by a method that gives everybody one."""
        votes = {"A": 10, "B": 0, "C": None}

        assert allocate(votes, 3, "adams") == {"A": 3, "B": 0, "C": 0}
        assert allocate(votes, 3, min_parties=3, min_seats=1) == {"A": 3, "B": 0, "C": 0}

    def test_first_divisor(self):
        """Sweden has 1.2 where Norway has 1.4."""
        votes = {"A": 100, "B": 27}

        assert allocate(votes, 3, "modified-sainte-lague")["B"] == 0
        found = allocate(votes, 3, "modified-sainte-lague", first_divisor=1.2)
        assert found["B"] == 1

    def test_fewer_seats_than_parties(self):
        """Methods that give everybody a seat begin with the largest."""
        assert allocate([5, 9, 7], 2, "adams") == [0, 1, 1]
        assert allocate([5, 9, 7], 2, "huntington-hill") == [0, 1, 1]

    def test_no_seats(self):
        """Nothing to share out is shared out."""
        assert allocate([5, 9], 0) == [0, 0]


class TestShapes:
    """The same shape back."""

    @pytest.mark.parametrize("kind", [list, tuple, np.array])
    def test_sequences(self, kind):
        """Lists, tuples and arrays."""
        found = allocate(kind([6, 4]), 5)

        assert type(found) is type(kind([6, 4]))
        assert list(found) == [3, 2]

    def test_series(self):
        """A Series keeps its index, and its labels name the parties."""
        votes = pd.Series([6, 4], index=["A", "B"])
        found = allocate(votes, 5)

        assert found.equals(pd.Series([3, 2], index=["A", "B"]))
        with pytest.raises(TieError, match="'A', 'B'"):
            allocate(pd.Series([5, 5], index=["A", "B"]), 1)

    def test_nullable_series(self):
        """Votes as this package loads them."""
        votes = pd.Series([6, 4, pd.NA], index=["A", "B", "C"], dtype="Int64")

        assert allocate(votes, 5).to_list() == [3, 2, 0]

    def test_other_arrays(self):
        """Any other sequence gives a list."""
        assert allocate(pl.Series([6, 4]), 5) == [3, 2]

    @pytest.mark.parametrize("number", [float, np.float32, np.int64, Decimal, Fraction, str])
    def test_numbers(self, number):
        """Exact and inexact numbers; text is none."""
        votes = {"A": number(6), "B": number(4)}
        if number is str:
            with pytest.raises(InvalidArgumentError, match="votes of 'A' is '6'"):
                allocate(votes, 5)
        else:
            assert allocate(votes, 5) == {"A": 3, "B": 2}

    def test_published_results(self):
        """The seats of the Majilis of 2012 follow from its votes, as published."""
        rows = elecdata.load("results", election="kz-2012-majilis").set_index("contestant_id")
        rows = rows[rows.seats_list.notna()]
        found = allocate(rows.vote_share_pct, 98, threshold=0.07, total=100)

        assert found.to_dict() == rows.seats_list.to_dict()


class TestRefusals:
    """What cannot be is refused."""

    @pytest.mark.parametrize(
        ("votes", "options", "error", "said"),
        [
            ([1], {"method": "dhont"}, UnknownNameError, "no method named 'dhont'. Did you mean"),
            (
                [1],
                {"seats": -1},
                InvalidArgumentError,
                "seats is -1; it is a whole number of 0 or more",
            ),
            (
                [1],
                {"seats": 2.5},
                InvalidArgumentError,
                "seats is 2.5; it is a whole number of 0 or more",
            ),
            (
                [-1],
                {},
                InvalidArgumentError,
                "votes of 0 is -1; it is a number of 0 or more",
            ),
            (
                [float("inf")],
                {},
                InvalidArgumentError,
                "votes of 0 is inf; it is a number of 0 or more",
            ),
            ("12", {}, InvalidArgumentError, "votes is '12'; give a mapping or a sequence"),
            (
                pd.DataFrame({"votes": [1]}),
                {},
                InvalidArgumentError,
                "votes is a frame; give one of its columns",
            ),
            (
                [1],
                {"threshold": 7},
                InvalidArgumentError,
                "threshold is 7; it is a share from 0 to 1, 0.07 for seven per cent",
            ),
            (
                [80, 20],
                {"total": 90},
                InvalidArgumentError,
                "total is 90, less than the listed votes of 100",
            ),
            ([0, 0], {}, InvalidArgumentError, "no party takes part: none has votes"),
            (
                [5, 5],
                {"threshold": 0.6},
                InvalidArgumentError,
                "no party takes part: none has votes and passes the threshold;",
            ),
            (
                {"A": 1},
                {"caps": {"B": 1}},
                UnknownNameError,
                "no party named 'B'.",
            ),
            (
                [1, 1],
                {"caps": 4},
                InvalidArgumentError,
                "the caps leave room for 8 seats and there are 10",
            ),
            (
                [1, 1],
                {"min_seats": 6},
                InvalidArgumentError,
                "min_seats needs 12 seats for 2 parties and there are 10",
            ),
            (
                {"A": 3, "B": 1},
                {"min_seats": 2, "caps": {"A": 1}},
                InvalidArgumentError,
                "'A' must have at least 2 seats and at most 1",
            ),
            (
                [0.5, 0.25, 0.25],
                {"method": "droop"},
                InvalidArgumentError,
                "Droop's quota counts whole votes, and these are shares;",
            ),
            (
                [2, 1],
                {"method": "droop", "seats": 40},
                InvalidArgumentError,
                "there are too few votes (3) for a droop quota of 40 seats",
            ),
            (
                [57, 43],
                {"method": "imperiali", "seats": 5},
                InvalidArgumentError,
                "the imperiali quota gives out 6 seats and there are 5;",
            ),
            (
                [1],
                {"method": "modified-sainte-lague", "first_divisor": 0},
                InvalidArgumentError,
                "first_divisor is 0;",
            ),
            (
                pd.Series([1, 2], index=["A", "A"]),
                {},
                InvalidArgumentError,
                "the index of votes names a party twice",
            ),
        ],
    )
    def test_arguments(self, votes, options, error, said):
        """Every message says what was found and what is allowed."""
        with pytest.raises(error) as caught:
            allocate(votes, **{"seats": 10, **options})

        assert str(caught.value).startswith(said)
