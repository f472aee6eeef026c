from __future__ import annotations

import pytest

from elecdata.auditing.replay import USUAL, replay

AS_WON = "Alpha 6, Beta 3, Gamma 1"
CAST = "threshold of 7 per cent of ballots cast"


def rule(tables, **cells):
    """Change the rule of the lists."""
    tables.change("allocations", {"tier": "list"}, **cells)


class TestLaw:
    """Under the formula of the law the seats follow from the votes."""

    def test_council_passes(self, tables):
        """Hare's quota gives 6.25, 3 and 0.75 of ten seats."""
        found = tables.found(replay)

        assert found == {
            "list/hare": ("passed", AS_WON, AS_WON, CAST),
            "constituency": (
                "not checkable",
                "",
                "",
                "absolute_majority: no votes by constituency",
            ),
        }

    def test_other_seats_fail(self, tables):
        """A seat moved from one list to another."""
        tables.party("alpha", seats_list=7)
        tables.party("gamma", seats_list=0)

        assert tables.found(replay)["list/hare"] == ("failed", "Alpha 7, Beta 3", AS_WON, CAST)

    def test_list_that_the_law_shuts_out(self, tables):
        """Seats on the law's base are told; that Gamma has one is the threshold's failure."""
        rule(tables, threshold_pct=7.3)
        found = tables.found(replay)

        assert found["list/hare/valid"][:3] == ("passed", AS_WON, AS_WON)
        assert found["list/hare/cast"] == (
            "not checkable",
            AS_WON,
            "Alpha 7, Beta 3",
            (
                "threshold of 7.3 per cent of ballots cast; a list with seats falls short on this "
                "base, as the threshold check says; it does not reproduce the seats"
            ),
        )

    def test_wrong_seats_fail_also_beside_the_law(self, tables):
        """With all winners admitted, a seat moved between them is seen."""
        rule(tables, threshold_pct=7.3)
        tables.party("alpha", seats_list=5)
        tables.party("beta", seats_list=4)

        assert tables.found(replay)["list/hare/valid"][0] == "failed"

    def test_base_that_nobody_words(self, tables):
        """Where the law's base is not known, a set of lists that fits is as good as any."""
        rule(tables, threshold_pct=7.3, threshold_base=None)
        tables.party("alpha", seats_list=7)
        tables.party("gamma", seats_list=0)
        found = tables.found(replay)

        assert found["list/hare/valid"] == (
            "not checkable",
            "Alpha 7, Beta 3",
            AS_WON,
            (
                "threshold of 7.3 per cent of valid votes; whether the law means this base is not "
                "known; it does not reproduce the seats"
            ),
        )
        assert found["list/hare/cast"][0] == "passed"

    def test_guaranteed_list_takes_part(self, tables):
        """With a threshold of 40 per cent, the second list shares in the seats."""
        rule(tables, threshold_pct=40.0)
        tables.party("alpha", seats_list=7)
        tables.party("gamma", seats_list=0)

        assert tables.found(replay)["list/hare"][:3] == (
            "passed",
            "Alpha 7, Beta 3",
            "Alpha 7, Beta 3",
        )

    def test_guaranteed_list_may_be_cut(self, tables):
        """Laws cut the votes of a list let in below the threshold; how is not published."""
        rule(tables, threshold_pct=40.0)
        tables.party("alpha", seats_list=8)
        tables.party("beta", seats_list=2)
        tables.party("gamma", seats_list=0)

        assert tables.found(replay)["list/hare"] == (
            "not checkable",
            "Alpha 8, Beta 2",
            "Alpha 7, Beta 3",
            (
                "threshold of 40 per cent of ballots cast; a list takes part below the threshold, "
                "whose votes the law may cut; it does not reproduce the seats"
            ),
        )

    def test_tie_is_told(self, tables):
        """Three equal lists and ten seats: the tenth is for the lot."""
        for name in ("alpha", "beta", "gamma"):
            tables.party(name, votes=1_600)

        assert tables.found(replay)["list/hare"] == (
            "not checkable",
            AS_WON,
            "",
            (
                f"{CAST}; 'alpha', 'beta', 'gamma' are tied for 1 place (hare: largest "
                "remainders); decide as the law says, and give the winner of the lot one vote more"
            ),
        )

    def test_nobody_takes_part(self, tables):
        """A threshold that no list reaches leaves nothing to share out."""
        rule(tables, threshold_pct=90.0, n_lists_guaranteed=None)

        assert tables.found(replay)["list/hare"][0] == "not checkable"

    def test_no_threshold(self, tables):
        """Without a threshold every list takes part."""
        rule(tables, threshold_pct=None, threshold_base=None)

        assert tables.found(replay)["list/hare"] == ("passed", AS_WON, AS_WON, "no threshold")

    def test_formula_that_is_none(self, tables):
        """Plurality shares out no list seats."""
        rule(tables, formula="plurality")
        reason = "plurality is no formula that can be replayed"

        assert tables.found(replay)["list"] == ("not checkable", "", "", reason)

    def test_missing_votes(self, tables):
        """Votes of all but one list give no seats."""
        tables.party("gamma", votes=None)
        reason = "votes and seats of every list are not published"

        assert tables.found(replay)["list"] == ("not checkable", "", "", reason)


class TestUsualFormulas:
    """Where the law's formula is not known, each usual one is tried."""

    @pytest.fixture
    def tried(self, tables):
        """Findings without the formula."""
        rule(tables, formula=None)
        return tables.found(replay)

    @pytest.mark.parametrize("method", USUAL)
    def test_each_is_told(self, tried, method):
        """None is passed or failed, since none is the law's."""
        assert tried[f"list/{method}"][0] == "not checkable"

    @pytest.mark.parametrize(
        ("method", "computed", "verdict"),
        [
            ("hare", AS_WON, "reproduces"),
            ("sainte-lague", AS_WON, "reproduces"),
            ("dhondt", "Alpha 7, Beta 3", "does not reproduce"),  # 3000/7 is more than 360
        ],
    )
    def test_verdict(self, tried, method, computed, verdict):
        """What it gives is told, and whether that is what was published."""
        assert tried[f"list/{method}"] == (
            "not checkable",
            AS_WON,
            computed,
            f"{CAST}; the law's formula is not known; this one {verdict} the seats",
        )
