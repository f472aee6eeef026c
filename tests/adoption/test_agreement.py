from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elecdata.adoption.agreement import agree


def turnout(claim_of, value, hedge="exact", **changes):
    """A claim on turnout."""
    return claim_of(value, variable="turnout_pct", base="registered", hedge=hedge, **changes)


class TestAgree:
    """`agree` says whether two claims can both be true."""

    @pytest.mark.parametrize(
        ("one", "other", "said"),
        [
            ("81", "81", True),
            ("80.99", "81", True),
            ("80.99", "81.0", True),
            ("80.5", "81", True),
            ("80.49", "81", False),
            ("80.94", "81.0", False),
            ("80.95", "81.0", True),
            ("80.99", "81.00", False),
            ("80.99", "80.98", False),
            ("80.991", "80.99", True),
            ("80.996", "80.99", False),
            ("81.0", "81", True),
        ],
    )
    def test_finer_percentage_agrees_with_its_rounding(self, claim_of, one, other, said):
        """A coarser percentage is held against the finer one's rounding, either way round."""
        a, b = turnout(claim_of, one), turnout(claim_of, other)

        assert (said, said) == (agree(a, b), agree(b, a))

    @pytest.mark.parametrize(
        ("hedge", "limit", "figure", "said"),
        [
            ("about", "60", "66", True),
            ("about", "60", "54", True),
            ("about", "60", "66.1", False),
            ("nearly", "60", "59.9", True),
            ("nearly", "60", "54", True),
            ("nearly", "60", "60.1", False),
            ("nearly", "60", "53.9", False),
            ("more_than", "60", "60.1", True),
            ("more_than", "60", "59.9", False),
            ("less_than", "60", "59.9", True),
            ("less_than", "60", "60.1", False),
            ("at_least", "60", "60.0", True),
            ("at_least", "60", "59.9", False),
            ("at_most", "60", "60.0", True),
            ("at_most", "60", "60.1", False),
        ],
    )
    def test_hedged_figure_leaves_room(self, claim_of, hedge, limit, figure, said):
        """A hedged figure agrees with an exact one that it is true of, either way round."""
        loose, exact = turnout(claim_of, limit, hedge), turnout(claim_of, figure)

        assert (said, said) == (agree(loose, exact), agree(exact, loose))

    def test_hedged_figures_are_never_held_against_each_other(self, claim_of):
        """Both "about 10" and "more than 90" are left standing."""
        assert agree(turnout(claim_of, "10", "about"), turnout(claim_of, "90", "more_than"))

    def test_counts_are_not_rounded(self, claim_of):
        """A seat more is another figure."""
        assert not agree(claim_of("10"), claim_of("11"))

    @pytest.mark.parametrize(
        ("value", "printed", "said"),
        [
            ("9328805", "9,328,805", True),
            ("9303693", "9,303,693", True),
            ("9350000", "9.35 million", True),
            ("9350001", "9,350,001", False),
            ("9249999", "9,249,999", False),
            ("9200000", "9.2 million", False),
            ("9000000", "9 million", True),
        ],
    )
    def test_count_agrees_with_its_round_figure(self, claim_of, value, printed, said):
        """Printed as 9.3 million, a figure says no more than that its last digit is rounded."""
        voters = {"variable": "registered_voters"}
        a = claim_of("9300000", as_printed="9.3 million", **voters)
        b = claim_of(value, as_printed=printed, **voters)

        assert (said, said) == (agree(a, b), agree(b, a))

    def test_count_in_full_is_exact(self, claim_of):
        """Noughts that are printed are digits like others."""
        voters = {"variable": "registered_voters"}
        full = claim_of("9300000", as_printed="9,300,000", **voters)

        assert not agree(full, claim_of("9328805", **voters))

    @pytest.mark.parametrize(
        ("one", "other", "said"),
        [
            ("2031", "2031-01", True),
            ("2031-01", "2031-01-15", True),
            ("2031", "2031-01-15", True),
            ("2031-01", "2031-02-15", False),
            ("2030", "2031-01-15", False),
            ("2031-01-15", "2031-01-16", False),
            ("2031-01", "2031-10", False),
            ("2031-01-06/2031-01-11", "2031-01", False),
        ],
    )
    def test_day_agrees_with_its_month_and_year(self, claim_of, one, other, said):
        """A looser date agrees with a day within it; an interval only with itself."""
        a, b = (claim_of(v, variable="called_when", stage="") for v in (one, other))

        assert (said, said) == (agree(a, b), agree(b, a))

    def test_texts_agree_when_they_are_equal(self, claim_of):
        """Words and days are not rounded either."""
        words = {"variable": "system", "stage": ""}

        assert agree(claim_of("parallel", **words), claim_of("parallel", **words))
        assert not agree(claim_of("parallel", **words), claim_of("proportional", **words))

    @given(
        values=st.tuples(*[st.decimals(0, 100, places=2) | st.integers(0, 100)] * 2),
        hedges=st.tuples(*[st.sampled_from(["exact", "about", "at_least", "less_than"])] * 2),
    )
    def test_order_does_not_matter(self, claim_of, values, hedges):
        """If one claim agrees with another, then the other with the one."""
        one, other = (
            turnout(claim_of, str(v), hedge) for v, hedge in zip(values, hedges, strict=True)
        )

        assert agree(one, other) == agree(other, one)
