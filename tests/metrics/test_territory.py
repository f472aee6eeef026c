"""Support over units."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elecdata import metrics
from elecdata.errors import InvalidArgumentError, UnknownNameError

tables = st.integers(1, 4).flatmap(
    lambda parties: st.lists(
        st.lists(st.integers(1, 1000), min_size=parties, max_size=parties), min_size=1, max_size=6
    )
)


class TestNationalization:
    """1 less the Gini coefficient, and its mean over parties."""

    @given(table=tables)
    def test_range(self, table):
        """At most 1, and at least what one of n units gives."""
        assert 1 / len(table) - 1e-9 <= metrics.nationalization(table) <= 1 + 1e-9

    @given(table=tables, factor=st.integers(2, 9))
    def test_same_shares_everywhere(self, table, factor):
        """Units that differ only in size are alike."""
        alike = [table[0], [factor * each for each in table[0]]]

        assert metrics.nationalization(alike) == pytest.approx(1)

    @given(table=tables)
    def test_gini(self, table):
        """A party's score is 1 less the mean difference of shares over twice their mean."""
        shares = np.array(table)[:, 0] / np.array(table).sum(axis=1)
        gini = np.abs(shares[:, None] - shares).mean() / (2 * shares.mean())

        assert metrics.nationalization(table, 0) == pytest.approx(1 - gini)

    def test_support_in_one_unit(self):
        """All support in one of four units gives a quarter."""
        votes = {unit: {"A": 10 * (unit == 1), "B": 90 + 10 * (unit != 1)} for unit in range(1, 5)}

        assert metrics.nationalization(votes, "A") == pytest.approx(0.25)

    def test_a_party_left_out_of_a_unit_has_nothing_there(self):
        """No key is 0; a null takes the unit out for that party."""
        table = {"N": {"A": 50, "B": 50}, "S": {"B": 100}}
        unknown = {"N": {"A": 50, "B": 50}, "S": {"A": None, "B": 100}}

        assert metrics.nationalization(table, "A") == pytest.approx(0.5)
        assert metrics.nationalization(unknown, "A") == pytest.approx(1)

    def test_arrays_and_mappings_agree(self):
        """Rows are units, columns parties; frames give theirs by to_numpy."""
        table = [[60, 40], [30, 70]]
        frame = pd.DataFrame(table, index=["N", "S"], columns=["A", "B"])
        mapping = frame.to_dict("index")
        found = metrics.nationalization(table)

        assert metrics.nationalization(np.array(table)) == pytest.approx(found)
        assert metrics.nationalization(mapping) == pytest.approx(found)
        assert metrics.nationalization(frame.to_numpy()) == pytest.approx(found)

    def test_weights_are_votes_in_the_country(self):
        """A party with few votes weighs little."""
        table = [[90, 10], [100, 0]]
        a, b = (metrics.nationalization(table, party) for party in (0, 1))

        assert metrics.nationalization(table) == pytest.approx(0.95 * a + 0.05 * b)

    def test_those_not_listed(self):
        """Left out, or one party over all units."""
        table, totals = {"N": {"A": 50}, "S": {"A": 80}}, {"S": 100, "N": 100}
        full = {"N": {"A": 50, "x": 50}, "S": {"A": 80, "x": 20}}
        found = metrics.nationalization(table, total_votes=totals)

        assert found == pytest.approx(metrics.nationalization(full, "A"))
        found = metrics.nationalization(table, total_votes=totals, others="party")
        assert found == pytest.approx(metrics.nationalization(full))

    def test_units_without_votes(self):
        """A unit where nobody voted does not count; no votes at all give NaN."""
        assert metrics.nationalization([[5, 5], [0, 0]]) == pytest.approx(1)
        assert math.isnan(metrics.nationalization([[0, 0]]))
        assert math.isnan(metrics.nationalization([[0, 1]], 0))
        assert math.isnan(metrics.nationalization([]))

    @pytest.mark.parametrize(
        ("table", "options", "said"),
        [
            ([[1, 2], [1]], {}, "the units of votes_by_unit differ in their number of parties"),
            (
                [{"A": 1}, [1]],
                {},
                "votes_by_unit mixes mappings and sequences; use one of them",
            ),
            (
                [[1]],
                {"total_votes": [1, 2]},
                "total_votes must give one total for each unit",
            ),
            (
                {"N": {"A": 1}},
                {"total_votes": {"S": 1}},
                "total_votes lacks the unit 'N'",
            ),
            (
                pd.DataFrame({"A": [1]}),
                {},
                (
                    "votes_by_unit is a DataFrame; give {unit: {party: votes}}, or one row a unit "
                    "and one column a party (a frame's to_numpy())"
                ),
            ),
        ],
    )
    def test_tables_that_do_not_match(self, table, options, said):
        """What cannot be matched is refused."""
        with pytest.raises(InvalidArgumentError) as caught:
            metrics.nationalization(table, **options)

        assert str(caught.value) == said

    def test_unknown_party(self):
        """A mistyped party is suggested."""
        with pytest.raises(UnknownNameError, match="Did you mean 'Alpha'"):
            metrics.nationalization({"N": {"Alpha": 1}}, "Alfa")

    def test_no_bounds(self):
        """There are none."""
        with pytest.raises(InvalidArgumentError, match="no bounds"):
            metrics.nationalization([[1]], others="bounds")
