"""Shares of seats: ties, rules that bound them, shapes given back, and what is refused."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pytest

import elecdata
from elecdata.allocation import METHODS, allocate
from elecdata.errors import ElecdataError, InvalidArgumentError, TieError, UnknownNameError

VOTES = {"A": 8000, "B": 1300, "C": 700}
each_method = pytest.mark.parametrize("method", METHODS)


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
