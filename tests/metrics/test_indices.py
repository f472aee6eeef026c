"""What holds for every index, whatever the figures."""

from __future__ import annotations

import inspect
import math
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elecdata import metrics
from elecdata.errors import InvalidArgumentError, UnknownNameError

PAIRS = (
    "bonus cox_shugart dhondt gallagher lijphart loosemore_hanby max_deviation rae rose "
    "sainte_lague wasted"
).split()
SINGLE = ["enp", "golosov", "margin"]
UNBOUNDED = {"cox_shugart", "rae"}
POINTS = ["gallagher", "lijphart", "loosemore_hanby", "max_deviation", "rae", "wasted"]
MOST_PIECES = 500  # More of them take long and show nothing else.
each_bounded = pytest.mark.parametrize("name", sorted(set(PAIRS) - UNBOUNDED))

# Some votes and some seats, so that every index is defined; figures that floats hold exactly.
parties = st.lists(
    st.tuples(st.integers(0, 2**20), st.integers(0, 300)), min_size=1, max_size=9
).filter(lambda rows: any(v for v, _ in rows) and any(s for _, s in rows))


def same(one, other):
    """Equal but for rounding, or both undefined."""
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def within(found, bounds):
    """Between the bounds, but for rounding."""
    slack = 1e-9 * max(1, abs(found)) if math.isfinite(found) else 0
    return bounds.low - slack <= found <= bounds.high + slack


def answer(name, rows, **options):
    """An index of rows of votes and seats."""
    votes, seats = [v for v, _ in rows], [s for _, s in rows]
    index = getattr(metrics, name)
    return index(votes, **options) if name in SINGLE else index(votes, seats, **options)


@pytest.mark.parametrize("name", PAIRS + SINGLE)
class TestAll:
    """Properties of every index."""

    @given(rows=parties, factor=st.sampled_from([2, 64, 0.5, 1 / 1024]))
    def test_scale_does_not_matter(self, name, rows, factor):
        """Counts, percentages and fractions give the same answer."""
        scaled = [(v * factor, s * factor) for v, s in rows]

        assert same(answer(name, rows), answer(name, scaled))

    @given(rows=parties, data=st.data())
    def test_order_does_not_matter(self, name, rows, data):
        """Parties may come in any order, also where some are tied."""
        shuffled = data.draw(st.permutations(rows))

        assert same(answer(name, rows), answer(name, shuffled))

    @given(rows=parties)
    def test_parties_of_nothing_change_nothing(self, name, rows):
        """Neither does a party without votes and seats, nor one that is all null."""
        assert same(answer(name, rows), answer(name, [(0, 0), *rows, (None, None)]))

    @given(rows=parties)
    def test_shares_are_of_the_sum_unless_a_total_is_given(self, name, rows):
        """Giving the sum as the total says the same, in each way to treat others."""
        total = sum(v for v, _ in rows)

        assert same(answer(name, rows), answer(name, rows, total_votes=total))
        assert same(answer(name, rows), answer(name, rows, total_votes=total, others="party"))

    @given(rows=parties, rest=st.integers(1, 2**20))
    def test_one_party_is_a_row_more(self, name, rows, rest):
        """Those not listed, as one party, count like a row of their votes without seats."""
        total = sum(v for v, _ in rows) + rest
        found = answer(name, rows, total_votes=total, others="party")

        assert same(found, answer(name, [*rows, (rest, 0)]))

    @given(rows=parties, rest=st.integers(1, 2**20))
    def test_bounds_enclose_what_can_be(self, name, rows, rest):
        """Any split of the rest into parties no larger than the smallest listed is within."""
        if name in UNBOUNDED:
            return
        total = sum(v for v, _ in rows) + rest
        bounds = answer(name, rows, total_votes=total, others="bounds")
        smallest = min(v for v, _ in rows if v)
        for pieces in (math.ceil(rest / smallest), 100 * math.ceil(rest / smallest)):
            if pieces <= MOST_PIECES:
                assert within(answer(name, [*rows, *[(rest / pieces, 0)] * pieces]), bounds)
        assert bounds.low <= bounds.best <= bounds.high

    @pytest.mark.parametrize(
        "kind",
        [tuple, np.array, pd.Series, pl.Series, pa.array, lambda x: pd.Series(x, dtype="Int64")],
        ids=["tuple", "numpy", "pandas", "polars", "pyarrow", "nullable"],
    )
    def test_kinds_of_arrays(self, name, kind):
        """Any array will do."""
        votes, seats = [50, 30, 20], [6, 4, 0]
        given_arrays = [kind(votes)] if name in SINGLE else [kind(votes), kind(seats)]

        assert same(
            getattr(metrics, name)(*given_arrays), answer(name, [(50, 6), (30, 4), (20, 0)])
        )

    @pytest.mark.parametrize("null", [None, math.nan, pd.NA, pd.NaT, np.float64("nan")])
    def test_spellings_of_null(self, name, null):
        """None, NaN and NA all mean that a figure is not known."""
        assert same(answer(name, [(5, 2), (3, 1), (null, null)]), answer(name, [(5, 2), (3, 1)]))

    @pytest.mark.parametrize("number", [Fraction, Decimal, np.int32, np.float32])
    def test_kinds_of_numbers(self, name, number):
        """Exact numbers are numbers too."""
        rows = [(number(5), number(2)), (number(3), number(1))]

        assert same(answer(name, rows), answer(name, [(5, 2), (3, 1)]))

    def test_nothing_known(self, name):
        """Without any votes the answer is NaN, and so are its bounds."""
        for rows in ([], [(0, 0)], [(None, None)], [(None, None), (0, 0)]):
            assert math.isnan(answer(name, rows))
            if name not in UNBOUNDED:
                assert all(math.isnan(each) for each in answer(name, rows, others="bounds"))

    @pytest.mark.parametrize("bad", [-1, math.inf, "7", "x", [1]])
    def test_impossible_figures(self, name, bad):
        """A figure that cannot be is refused, and named."""
        what = "x" if name in SINGLE else "votes"
        with pytest.raises(InvalidArgumentError) as caught:
            answer(name, [(5, 2), (bad, 1)])

        assert str(caught.value) == (
            f"{what} holds {bad!r}; a figure is a number of 0 or more, or null"
        )

    def test_sums_beyond_numbers(self, name):
        """Two figures that a float can hold, and a sum that it cannot."""
        what = "x" if name in SINGLE else "votes"
        with pytest.raises(InvalidArgumentError, match=rf"^{what} adds up to more than a number"):
            answer(name, [(1e308, 2), (1e308, 1)])

    def test_total_below_its_parts(self, name):
        """A total in another unit is refused."""
        what = "x" if name in SINGLE else "votes"
        with pytest.raises(InvalidArgumentError) as caught:
            answer(name, [(5000, 2), (3000, 1)], total_votes=100)

        assert str(caught.value) == (
            f"the listed {what} add up to 8000, more than their total of 100; give the total in "
            "the unit of the figures: 100 for percentages"
        )

    def test_rounded_shares_may_exceed_their_total(self, name):
        """100.02 per cent of 100 is rounding, and nothing is unlisted then."""
        rows = [(60.01, 2), (40.01, 1)]
        found = answer(name, rows, total_votes=100, others="party")

        assert same(found, answer(name, rows, total_votes=100))

    @pytest.mark.parametrize("total", [0, -5, math.inf])
    def test_impossible_totals(self, name, total):
        """A total is a number above 0."""
        with pytest.raises(InvalidArgumentError):
            answer(name, [(5, 2)], total_votes=total)

    def test_unknown_treatment_of_others(self, name):
        """There are three ways to treat others; a mistyped one is suggested."""
        with pytest.raises(UnknownNameError, match="Did you mean 'party'"):
            answer(name, [(5, 2)], others="partys")

    def test_is_documented(self, name):
        """Every docstring says what is given, what comes, who said so, and shows it."""
        text = inspect.getdoc(getattr(metrics, name))

        for section in ("Parameters", "Returns", "References", "Examples"):
            assert f"{section}\n{'-' * len(section)}" in text


class TestBounds:
    """Bounds with seats among those not listed."""

    @each_bounded
    @given(rows=parties, rest=st.integers(1, 2**20), seats=st.integers(1, 50))
    def test_seats_not_listed(self, name, rows, rest, seats):
        """A split of votes and seats not listed is within the bounds."""
        totals = {
            "total_votes": sum(v for v, _ in rows) + rest,
            "total_seats": sum(s for _, s in rows) + seats,
        }
        bounds = answer(name, rows, others="bounds", **totals)
        pieces = math.ceil(rest / min(v for v, _ in rows if v))
        if pieces > MOST_PIECES:
            return
        even = [(rest / pieces, seats / pieces)] * pieces
        one_has_all = [(rest / pieces, 0)] * pieces + [(0, seats)]
        for split in (even, one_has_all):
            if name in {"bonus", "lijphart"} and sum(v > 0 for v, _ in rows) < 3:
                continue  # seats can decide between an unlisted party and the smallest listed one

            assert within(answer(name, [*rows, *split]), bounds)

    @pytest.mark.parametrize("name", sorted(UNBOUNDED))
    def test_indices_without_bounds(self, name):
        """Bounds that do not exist are refused."""
        with pytest.raises(InvalidArgumentError, match="no bounds"):
            answer(name, [(5, 2)], others="bounds")


class TestPairs:
    """Properties of the indices of votes and seats."""

    @pytest.mark.parametrize("name", POINTS)
    @given(rows=parties)
    def test_points_are_0_to_100(self, name, rows):
        """Indices of differences are within 0 and 100 points."""
        assert -1e-9 <= answer(name, rows) <= 100 + 1e-9

    @given(rows=parties)
    def test_order_of_indices(self, rows):
        """No mean exceeds the largest difference, nor that the sum of all gains."""
        found = {name: answer(name, rows) for name in PAIRS}
        slack = 1e-9

        assert found["rae"] <= found["max_deviation"] + slack
        assert found["max_deviation"] <= found["loosemore_hanby"] + slack
        assert found["gallagher"] <= found["loosemore_hanby"] + slack
        assert found["lijphart"] <= found["loosemore_hanby"] + slack
        assert found["rose"] == pytest.approx(100 - found["loosemore_hanby"])
        assert found["dhondt"] >= 1 - slack

    @given(votes=st.lists(st.integers(1, 1000), min_size=2, max_size=9))
    def test_proportional_seats(self, votes):
        """Seats in proportion to votes give the value that means so."""
        rows = [(v, 3 * v) for v in votes]
        proportional = {"rose": 100, "dhondt": 1}

        for name in PAIRS:
            if name != "cox_shugart":
                assert answer(name, rows) == pytest.approx(proportional.get(name, 0), abs=1e-9)
        if len(set(votes)) > 1:
            assert answer("cox_shugart", rows) == pytest.approx(1)

    def test_seats_without_votes(self):
        """Votes of 0 with seats are differences like any other, and beyond any ratio."""
        rows = [(60, 6), (40, 3), (0, 1)]

        assert answer("loosemore_hanby", rows) == pytest.approx(10)
        assert answer("max_deviation", rows) == pytest.approx(10)
        assert answer("rae", rows) == pytest.approx(20 / 3)
        assert answer("dhondt", rows) == math.inf
        assert answer("sainte_lague", rows) == math.inf

    def test_seats_with_unknown_votes(self):
        """Null votes are not 0 votes: the party is not compared, and its seats count."""
        rows = [(60, 6), (40, 3), (None, 1)]

        assert answer("loosemore_hanby", rows) == pytest.approx(5)
        assert answer("rae", rows) == pytest.approx(5)
        assert answer("dhondt", rows) == pytest.approx(1)
        assert answer("loosemore_hanby", rows, others="party") == pytest.approx(10)

    def test_votes_without_seats(self):
        """Votes of parties with 0 seats are wasted; of unknown seats they are not known to be."""
        assert answer("wasted", [(60, 5), (30, 5), (10, 0)]) == pytest.approx(10)
        assert answer("wasted", [(60, 5), (30, 5), (10, None)]) == pytest.approx(0)

    def test_chamber_of_one_party(self):
        """All seats of a chamber may be one party's."""
        rows = [(88, 98), (12, 0)]

        assert answer("gallagher", rows) == pytest.approx(12)
        assert answer("bonus", rows) == pytest.approx(12)
        assert metrics.enp([98, 0]) == 1.0
        assert answer("lijphart", [(5, 3)]) == 0.0

    def test_ties_for_the_largest(self):
        """Of parties with equal votes the one with more seats is the largest."""
        rows = [(40, 3), (40, 6), (20, 1)]

        assert answer("bonus", rows) == pytest.approx(20)
        assert answer("lijphart", [(40, 5), (30, 1), (30, 4)]) == pytest.approx(10)
        assert answer("margin", rows) == 0.0

    def test_largest_by_votes_not_seats(self):
        """Who wins most seats does not matter to who is largest."""
        assert answer("bonus", [(51, 40), (49, 60)]) == pytest.approx(-11)

    def test_lijphart_takes_the_two_largest(self):
        """A large difference of a small party is not Lijphart's concern."""
        assert answer("lijphart", [(5, 30), (50, 40), (45, 30)]) == pytest.approx(12.5)

    def test_gallagher_squares(self):
        """Absolute differences of 10, 5 and 5 give the root of 75."""
        assert answer("gallagher", [(50, 60), (30, 25), (20, 15)]) == pytest.approx(math.sqrt(75))

    def test_slope_of_seats_on_votes(self):
        """The slope is of seats on votes, not the reverse."""
        rows = [(70, 90), (20, 10), (10, 0)]
        votes, seats = zip(*rows, strict=True)

        assert answer("cox_shugart", rows) == pytest.approx(np.polyfit(votes, seats, 1)[0])

    def test_slope_of_equal_parties(self):
        """Equal votes have no slope."""
        assert math.isnan(answer("cox_shugart", [(5, 1), (5, 2)]))
        assert math.isnan(answer("cox_shugart", [(5, 1)]))

    def test_mappings_are_matched_by_key(self):
        """Order does not matter, and a party that one mapping lacks has 0 there."""
        votes, seats = {"A": 60, "B": 40}, {"House": 1, "B": 3, "A": 6}

        assert metrics.loosemore_hanby(votes, seats) == pytest.approx(10)

    @pytest.mark.parametrize(
        ("votes", "seats", "said"),
        [
            ([1, 2], [1], "votes has 2 figures and seats has 1; give one of each per party"),
            (
                {"A": 1},
                [1],
                "votes and seats must both be mappings, or both sequences in one order of parties",
            ),
            (
                pd.Series([1, 2], index=["A", "B"]),
                pd.Series([1, 2], index=["B", "A"]),
                "votes and seats are Series with different indexes; align them first",
            ),
            ("12", [1, 2], "votes is '12'; give a sequence or a mapping of figures"),
            (7, [1], "votes is 7; give a sequence or a mapping of figures"),
        ],
    )
    def test_parties_that_do_not_match(self, votes, seats, said):
        """Figures of different parties are never set beside each other."""
        with pytest.raises(InvalidArgumentError) as caught:
            metrics.gallagher(votes, seats)

        assert str(caught.value) == said


class TestNumbers:
    """Properties of effective numbers."""

    @given(rows=parties)
    def test_range(self, rows):
        """At least one, at most as many as there are; Golosov's may exceed the other."""
        count = sum(v > 0 for v, _ in rows)

        assert 1 - 1e-9 <= answer("enp", rows) <= count + 1e-9
        assert 1 - 1e-9 <= answer("golosov", rows) <= count + 1e-9

    @given(count=st.integers(1, 50))
    def test_equal_parties(self, count):
        """N equal parties are n parties."""
        assert metrics.enp([7] * count) == pytest.approx(count)
        assert metrics.golosov([7] * count) == pytest.approx(count)

    def test_residual_of_null_is_refused(self):
        """Nobody knows bounds for an unknown rest."""
        with pytest.raises(InvalidArgumentError):
            metrics.enp_bounds([1, 2], None)


def test_importing_costs_nothing():
    """The functions need no numpy, pandas or narwhals until a frame is summarized."""
    heavy = "{'numpy', 'pandas', 'narwhals', 'pyarrow'}"
    code = f"import sys, elecdata.metrics; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "[]\n"


def test_public_names_are_exported():
    """What the package lists is there, in order."""
    assert metrics.__all__ == sorted(metrics.__all__, key=lambda name: (name.lower() == name, name))
    assert all(hasattr(metrics, name) for name in metrics.__all__)
