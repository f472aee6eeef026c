from __future__ import annotations

import pytest

from elecdata.auditing.shares import shares


class TestShares:
    """A share is its votes over the base that it is said to be of."""

    def test_council_passes(self, tables):
        """All three shares of the valid votes, which add up to a hundred."""
        found = tables.found(shares)

        assert {outcome for outcome, *_ in found.values()} == {"passed"}
        assert found["beta"] == ("passed", "30", "30.0", "1440 votes as a share of valid votes")
        assert found["election"][:3] == ("passed", "100", "100")

    def test_wrong_share_fails(self, tables):
        """A tenth of a point is seen where shares are told to tenths."""
        tables.party("beta", vote_share_pct=30.1)

        assert tables.found(shares)["beta"][:3] == ("failed", "30.1", "30.0")

    def test_share_of_another_base_fails(self, tables):
        """28.8 is of the ballots cast, and not of the valid votes that it is said to be of."""
        tables.party("beta", vote_share_pct=28.8)

        assert tables.found(shares)["beta"] == (
            "failed",
            "28.8",
            "30.0",
            "1440 votes as a share of valid votes",
        )

    def test_base_that_is_not_stated_is_found(self, tables):
        """Where the source is silent, the base that reproduces the share is named."""
        tables.party("beta", vote_share_pct=28.8, vote_share_base="unstated")

        assert tables.found(shares)["beta"] == (
            "passed",
            "28.8",
            "28.8",
            "1440 votes as a share of ballots cast; the source does not state the base",
        )

    def test_share_of_no_base_fails(self, tables):
        """So is the base that would come first, when none fits."""
        tables.party("beta", vote_share_pct=12.3, vote_share_base="unstated")

        outcome, stated, computed, _ = tables.found(shares)["beta"]

        assert (outcome, stated, computed) == ("failed", "12.3", "30.0")

    @pytest.mark.parametrize(
        ("cells", "reason"),
        [
            ({"votes": None}, "votes are not published"),
            ({"vote_share_base": "cast"}, "ballots cast are not published"),
        ],
    )
    def test_missing_figure(self, tables, cells, reason):
        """Without votes, or without what they are a share of, nothing can be said."""
        tables.party("beta", **cells)
        tables.change("elections", ballots_cast=None)

        assert tables.found(shares)["beta"] == ("not checkable", "30", "", reason)

    def test_no_share_at_all(self, tables):
        """One finding says so for the whole election."""
        for name in ("alpha", "beta", "gamma"):
            tables.party(name, vote_share_pct=None)

        assert tables.found(shares) == {
            "election": ("not checkable", "", "", "no share of the vote is published")
        }


class TestSum:
    """Shares add up to a hundred, give or take their rounding."""

    @pytest.mark.parametrize(
        ("share", "outcome"),
        [(30.1, "passed"), (30.2, "failed"), (29.9, "passed"), (29.8, "failed")],
    )
    def test_rounding_gives_room(self, tables, share, outcome):
        """Three shares of one decimal may miss a hundred by 0.15 points, and by no more."""
        tables.party("beta", vote_share_pct=share)

        assert tables.found(shares, "share_sum")["election"][0] == outcome

    def test_missing_share_leaves_room_below(self, tables):
        """Where one share is not known, the rest are only held to no more than a hundred."""
        tables.party("beta", vote_share_pct=None)

        assert tables.found(shares, "share_sum")["election"] == (
            "passed",
            "100",
            "70",
            "2 of 3 shares, each rounded to 1 decimal",
        )
