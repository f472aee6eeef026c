from __future__ import annotations

import pytest

from elecdata.auditing.sums import sums

FILL = "seats of the contestants fill the chamber"
WHOLE = "votes of the contestants add up to the valid votes"
LIST = "list seats of the contestants make the tier"


class TestSums:
    """Parts make their wholes, and where they do not, both figures are told."""

    def test_council_adds_up(self, tables):
        """Votes, ballots, seats, tiers, and the tiers of every contestant."""
        found = sums_of(tables)

        assert {outcome for outcome, *_ in found.values()} == {"passed"}
        assert len(found) == 15

    @pytest.mark.parametrize(
        ("name", "cells", "check", "wanted"),
        [
            ("alpha", {"votes": 3_001}, "vote_sum election", ("4800", "4801", WHOLE)),
            ("alpha", {"seats": 11}, "seat_sum chamber", ("20", "21", FILL)),
            ("beta", {"seats_list": 4}, "tier_sum list", ("10", "11", LIST)),
            (
                "gamma",
                {"seats_constituency": 2},
                "tier_sum gamma",
                ("2", "3", "seats by tier make all its seats"),
            ),
            (
                "house",
                {"seats_indirect": 1},
                "tier_sum indirect",
                ("2", "1", "indirect seats of the contestants make the tier"),
            ),
        ],
    )
    def test_wrong_figure_of_a_contestant_fails(self, tables, name, cells, check, wanted):
        """One vote or one seat too many or too few is seen."""
        tables.party(name, **cells)

        assert sums_of(tables)[check] == ("failed", *wanted)

    @pytest.mark.parametrize(
        ("cells", "check", "wanted"),
        [
            (
                {"seats_constituency": 9},
                "tier_sum chamber",
                ("failed", "20", "21", "tiers make the chamber"),
            ),
            (
                {"invalid_votes": 201},
                "ballot_sum election",
                ("failed", "5000", "5001", "valid votes and invalid ballots make the ballots cast"),
            ),
            (
                {"ballots_issued": 4_999},
                "ballot_order election",
                (
                    "failed",
                    "",
                    "",
                    (
                        "valid_votes 4800 <= ballots_cast 5000 <= ballots_issued 4999 <= "
                        "registered_voters 9990"
                    ),
                ),
            ),
            ({"seats": None}, "seat_sum chamber", ("not checkable", "", "20", None)),
            ({"valid_votes": None}, "vote_sum election", ("not checkable", "", "4800", None)),
        ],
    )
    def test_wrong_or_missing_figure_of_the_election(self, tables, cells, check, wanted):
        """A whole that differs fails; one that is not published cannot be checked."""
        tables.change("elections", **cells)
        found = sums_of(tables)[check]

        assert wanted[:3] == found[:3]
        assert wanted[3] in (None, found[3])

    def test_missing_whole_is_named(self, tables):
        """The reason says which side is missing."""
        tables.change("elections", seats=None)

        assert sums_of(tables)["seat_sum chamber"][3] == f"{FILL}; no figure is published"

    def test_missing_part_is_named(self, tables):
        """Votes of all but one contestant make no sum."""
        tables.party("gamma", votes=None)

        assert sums_of(tables)["vote_sum election"] == (
            "not checkable",
            "4800",
            "",
            f"{WHOLE}; the parts are not published",
        )

    def test_rule_of_other_size_fails(self, tables):
        """The chamber's tier is the one that the rule fills."""
        tables.change("allocations", {"tier": "list"}, seats=9)

        assert sums_of(tables)["tier_rule list"] == (
            "failed",
            "10",
            "9",
            "list seats of the chamber are those that the rule fills",
        )

    def test_single_figure_has_no_order(self, single):
        """One figure of four is in no order; an office has no seats."""
        single.change("elections", ballots_cast=None)
        found = sums_of(single)

        assert found["ballot_order election"] == (
            "not checkable",
            "",
            "",
            "1 of 4 figures are published",
        )
        assert set(found) == {"vote_sum election", "ballot_order election"}


def sums_of(tables):
    """Findings by check and subject."""
    checks = ("vote_sum", "ballot_order", "ballot_sum", "seat_sum", "tier_sum", "tier_rule")
    return {
        f"{check} {subject}": finding
        for check in checks
        for subject, finding in tables.found(sums, check).items()
    }
