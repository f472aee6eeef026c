"""Change between two elections, by lineage."""

from __future__ import annotations

import math

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import elecdata
from elecdata import metrics
from elecdata.errors import InvalidArgumentError, UnknownNameError

votes = st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 1000), min_size=1)

REGISTER = {
    # Old became New (one lineage); East and West merged into Union, which is East's lineage;
    # Trunk split into Left and Right; Lone stood alone. Middle was between Trunk and Right.
    "party_id": "old new east west union trunk left middle right lone".split(),
    "lineage_id": "old old east west east trunk left middle right lone".split(),
    "predecessor_id": [None, "old", None, None, None, None, "trunk", "trunk", "middle", None],
    "successor_id": ["new", None, "union", "union", None, "left; middle", None, None, None, None],
}


class TestPedersen:
    """Half the sum of absolute changes, in points."""

    @given(before=votes, after=votes)
    def test_range_and_symmetry(self, before, after):
        """Between 0 and 100, and the same backwards."""
        found = metrics.pedersen(before, after)

        assert -1e-9 <= found <= 100 + 1e-9
        assert found == pytest.approx(metrics.pedersen(after, before))

    @given(before=votes)
    def test_no_change(self, before):
        """Twice the votes are the same shares."""
        assert metrics.pedersen(before, {k: 2 * v for k, v in before.items()}) == pytest.approx(0)

    @given(before=votes)
    def test_all_new(self, before):
        """Without any party in common everything changed."""
        assert metrics.pedersen(before, {k.upper(): v for k, v in before.items()}) == pytest.approx(
            100
        )

    @given(before=votes, after=votes)
    def test_a_new_name_is_no_change(self, before, after):
        """Renaming every party changes nothing when lineages are given."""
        renamed = {f"new {party}": v for party, v in after.items()}
        names = {f"new {party}": party for party in "abcdefg"}
        found = metrics.pedersen(before, renamed, lineage=names)

        assert found == pytest.approx(metrics.pedersen(before, after))

    def test_counts_and_shares(self):
        """Each election may be in a unit of its own."""
        assert metrics.pedersen({"a": 600, "b": 400}, {"a": 0.5, "b": 0.5}) == pytest.approx(10)

    def test_weights_divide_a_party(self):
        """A joint list of 60 and 40 per cent is divided before it is compared."""
        before, after = {"a": 60, "b": 40}, {"list": 100}
        weights = {"list": {"a": 0.6, "b": 0.4}}

        assert metrics.pedersen(before, after, lineage=weights) == pytest.approx(0)

    def test_weights_add_up(self):
        """Weights that lose votes are refused."""
        with pytest.raises(InvalidArgumentError) as caught:
            metrics.pedersen({"a": 1}, {"b": 1}, lineage={"b": {"a": 0.6, "c": 0.3}})

        assert str(caught.value) == "the weights of 'b' add up to 0.9; they must make 1"

    def test_a_party_of_unknown_votes_is_not_compared(self):
        """A null is not 0: its lineage is part of what is not listed."""
        before, after = {"a": 50, "b": 30, "c": 20}, {"a": 60, "b": None, "c": 15}
        found = metrics.pedersen(before, after, total_votes=100)

        assert found == pytest.approx((10 + 5) / 2)
        assert metrics.pedersen(before, after, total_votes=100, others="party") == pytest.approx(
            (10 + 5 + 5) / 2
        )

    def test_a_lineage_with_an_unknown_part_is_unknown(self):
        """Half known is not known."""
        before, after = {"a": 50, "b": 50}, {"a": 40, "a2": None, "b": 60}
        found = metrics.pedersen(before, after, lineage={"a2": "a"}, total_votes=100)

        assert found == pytest.approx(5)

    def test_bounds_of_those_not_listed(self):
        """They are the same parties in both elections, or none of the same."""
        found = metrics.pedersen({"a": 80}, {"a": 70}, total_votes=100, others="bounds")

        assert found == pytest.approx((10, 20, 30))

    def test_totals_of_each_election(self):
        """Two elections have two totals."""
        found = metrics.pedersen({"a": 80}, {"a": 0.7}, total_votes=(100, 1))

        assert found == pytest.approx(5)

    def test_elections_without_votes(self):
        """Nothing to compare gives NaN."""
        assert math.isnan(metrics.pedersen({}, {"a": 1}))

    def test_lineages_need_names(self):
        """Sequences have no parties to look up."""
        with pytest.raises(InvalidArgumentError):
            metrics.pedersen([1, 2], [2, 1], lineage={"a": "b"})

    def test_messages_name_the_election(self):
        """A bad figure is found in the election that has it."""
        with pytest.raises(InvalidArgumentError, match="after holds -1;"):
            metrics.pedersen({"a": 1}, {"a": -1})


class TestLineages:
    """What the register says about two elections."""

    @pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame])
    def test_a_renamed_party(self, kind):
        """One lineage, whatever frame the register is."""
        found = metrics.lineages(kind(REGISTER), {"old": 1, "lone": 1}, {"new": 1, "lone": 1})

        assert found == {"old": "old", "new": "old", "lone": "lone"}

    def test_a_merger_is_pooled(self):
        """Parties that merged count with what they became."""
        found = metrics.lineages(pd.DataFrame(REGISTER), ["east", "west"], ["union"])

        assert found == {"east": "east", "west": "east", "union": "east"}
        assert metrics.pedersen({"east": 30, "west": 70}, {"union": 9}, lineage=found) == 0

    def test_no_merger_before_its_time(self):
        """Parties that both still stand are two, although they merged later."""
        found = metrics.lineages(pd.DataFrame(REGISTER), ["east", "west"], ["west", "east"])

        assert found == {"east": "east", "west": "west"}

    def test_no_merger_into_what_never_stood(self):
        """What they became did not stand, so that nothing links them in these elections."""
        found = metrics.lineages(pd.DataFrame(REGISTER), ["east", "west"], ["lone"])

        assert found == {"east": "east", "west": "west", "lone": "lone"}

    def test_a_split_is_pooled(self):
        """Parties that came from one count with it, also over one that never stood."""
        found = metrics.lineages(pd.DataFrame(REGISTER), ["trunk", "lone"], ["left", "right"])

        assert found["left"] == found["right"] == found["trunk"] != found["lone"]

    def test_a_new_party_stays_new(self):
        """Without a link nothing is pooled."""
        found = metrics.lineages(pd.DataFrame(REGISTER), ["old"], ["lone"])

        assert found == {"old": "old", "lone": "lone"}

    def test_unknown_party(self):
        """A mistyped party is not quietly a new one."""
        with pytest.raises(UnknownNameError, match="Did you mean 'trunk'"):
            metrics.lineages(pd.DataFrame(REGISTER), ["trunc"], ["left"])

    def test_unknown_column(self):
        """The register needs its columns."""
        with pytest.raises(UnknownNameError, match="successor_id"):
            metrics.lineages(pd.DataFrame(REGISTER).drop(columns="successor_id"), [], [])

    def test_the_published_register(self):
        """Otan and Nur Otan are one in the data of this package."""
        parties = elecdata.load("parties")
        found = metrics.lineages(parties, ["kz-otan", "kz-ak-zhol"], ["kz-nur-otan", "kz-ak-zhol"])

        assert found["kz-otan"] == found["kz-nur-otan"] != found["kz-ak-zhol"]
