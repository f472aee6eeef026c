"""Seats from votes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from elecdata.allocation import METHODS, allocate
from elecdata.errors import InvalidArgumentError, TieError

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
