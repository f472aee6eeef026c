from __future__ import annotations

import pytest

from elecdata.auditing.turnout import turnout

NOON = "national/12:00/all/partial/registered"
CLOSE = "national/close/all/final/registered"


class TestTurnout:
    """Turnout is recomputed, and the numerator that gives it is named."""

    def test_council_passes(self, tables):
        """The ballots cast make the turnout of the day, those issued that of noon."""
        found = tables.found(turnout)

        cast = "ballots_cast 5000 / registered_voters 9990"
        assert found == {
            "election": ("passed", "50.05", "50.05", cast),
            CLOSE: ("passed", "50.05", "50.05", cast),
            NOON: ("passed", "25.15", "25.15", "ballots_issued 2512 / registered_voters 9990"),
        }

    @pytest.mark.parametrize(
        ("stated", "numerator", "computed"),
        [
            (50.15, "ballots_issued 5010", "50.15"),
            (48.05, "valid_votes 4800", "48.05"),
            (48.0, "valid_votes 4800", "48.05"),
        ],
    )
    def test_numerator_is_named(self, tables, stated, numerator, computed):
        """Ballots issued, ballots cast and valid votes give different turnouts."""
        tables.change("elections", turnout_pct=stated)

        outcome, _, got, reason = tables.found(turnout)["election"]

        assert (outcome, got) == ("passed", computed)
        assert reason == f"{numerator} / registered_voters 9990"

    def test_turnout_of_no_numerator_fails(self, tables):
        """All that was tried is told."""
        tables.change("elections", turnout_pct=51.23)

        assert tables.found(turnout)["election"] == (
            "failed",
            "51.23",
            "50.15",
            (
                "ballots_issued 5010 / registered_voters 9990; "
                "ballots_cast 5000 / registered_voters 9990; "
                "valid_votes 4800 / registered_voters 9990; "
                "5,010 ballots_issued would make it of 9,779 voters"
            ),
        )

    def test_roll_of_a_stage_or_of_the_election(self, tables):
        """Both are tried, and the one that fits is told."""
        key = {"region": "national", "observed_at": "close", "round": "all"}
        key["stage"] = "preliminary"
        tables.add("turnout", **key, base="none", ballots_cast=4_900, registered_voters=9_500)
        tables.add("turnout", **key, base="registered", turnout_pct=49.05)
        tables.add("turnout", **key, base="unstated", turnout_pct=51.58)
        found = tables.found(turnout)
        stem = "national/close/all/preliminary"

        assert found[f"{stem}/registered"][3] == "ballots_cast 4900 / registered_voters 9990"
        assert found[f"{stem}/unstated"][3] == "ballots_cast 4900 / registered_voters 9500"

    def test_row_of_its_own_counts_fails(self, tables):
        """A figure of noon is held against the counts of noon."""
        tables.change("turnout", {"observed_at": "12:00", "base": "registered"}, turnout_pct=25.2)
        tables.change("turnout", {"base": "none"}, ballots_issued=2_400)

        assert tables.found(turnout)[NOON][:3] == ("failed", "25.2", "24.02")

    @pytest.mark.parametrize(
        ("cells", "reason"),
        [
            (
                {"registered_voters": None},
                (
                    "not published: registered voters; 5,010 ballots_issued would make it of "
                    "10,010 voters"
                ),
            ),
            (
                {"ballots_issued": None, "ballots_cast": None, "valid_votes": None},
                "not published: ballots; it would take 5,000 of 9,990 voters",
            ),
            ({"turnout_pct": None}, "not published: turnout"),
        ],
    )
    def test_missing_figure(self, tables, cells, reason):
        """What is missing is named, and what it would have to be."""
        tables.change("elections", **cells)

        outcome, _, computed, said = tables.found(turnout)["election"]

        assert (outcome, computed, said) == ("not checkable", "", reason)

    def test_figures_without_counts_are_counted(self, tables):
        """Regions, earlier stages and other bases without counts make one finding."""
        key = {"region": "north", "observed_at": "close", "round": "all", "stage": "final"}
        tables.add("turnout", **key, base="registered", turnout_pct=60.0)
        key |= {"region": "national", "stage": "preliminary"}
        tables.add("turnout", **key, base="registered", turnout_pct=49.0)
        key |= {"stage": "final"}
        tables.add("turnout", **key, base="issued", turnout_pct=99.8)

        assert tables.found(turnout)["others"] == (
            "not checkable",
            "",
            "",
            "3 figures by region, hour or stage have no counts of their own",
        )

    def test_hedged_figures_are_left_out(self, tables):
        """About a quarter is no figure to recompute."""
        where = {"observed_at": "12:00", "base": "registered"}
        tables.change("turnout", where, hedges="turnout_pct=about")

        assert NOON not in tables.found(turnout)

    def test_hedged_count_is_no_count(self, tables):
        """Nor are more than 2,500 ballots."""
        tables.change("turnout", {"base": "none"}, hedges="ballots_issued=more_than")

        assert NOON not in tables.found(turnout)
        assert "others" in tables.found(turnout)
