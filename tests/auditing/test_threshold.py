from __future__ import annotations

import pytest

from elecdata.auditing.threshold import threshold

BASES = "valid votes 4,800, ballots cast 5,000, ballots issued 5,010"
OVER_SEVEN = f"lists with seats and lists over 7 per cent on every base: {BASES}"
GAMMA = (
    "its seats depend on the base; per cent: "
    "7.50 of valid votes, 7.20 of ballots cast, 7.19 of ballots issued"
)


def between(tables, **cells):
    """Put the threshold between Gamma's share of the valid votes and that of the ballots."""
    tables.change("allocations", {"tier": "list"}, threshold_pct=7.3, **cells)


class TestThreshold:
    """Whoever has list seats has passed the threshold, on the base that the law words."""

    def test_council_passes(self, tables):
        """All three lists pass on every base."""
        three = "Alpha, Beta, Gamma"

        assert tables.found(threshold, "threshold") == {
            "list": ("passed", three, three, OVER_SEVEN)
        }

    def test_seats_below_the_threshold_fail(self, tables):
        """A list with seats and too few votes on any base."""
        tables.party("gamma", votes=300)
        tables.change("elections", valid_votes=4_740)

        assert tables.found(threshold, "threshold")["list"][:3] == (
            "failed",
            "Alpha, Beta, Gamma",
            "Alpha, Beta",
        )

    def test_list_over_the_threshold_may_get_nothing(self, tables):
        """There may be too few seats for it; the replay says whether there were."""
        tables.party("gamma", seats_list=0)

        assert tables.found(threshold, "threshold")["list"][0] == "passed"

    def test_exactly_the_threshold_passes(self, tables):
        """Seven per cent and more."""
        tables.party("gamma", votes=336)
        tables.party("alpha", votes=3_024)
        tables.change("elections", ballots_cast=None, ballots_issued=None, turnout_pct=None)

        assert tables.found(threshold, "threshold")["list"][2] == "Alpha, Beta, Gamma"


class TestDependence:
    """A list that passes on one base and not on another is named."""

    def test_seats_against_the_law_fail(self, tables):
        """Of the ballots cast, as the law words it, Gamma falls short; it has a seat."""
        between(tables)
        found = tables.found(threshold, "threshold")

        said = f"{GAMMA}; the law words ballots cast"
        assert found["gamma"] == ("failed", "1 list seat", "falls short", said)
        assert found["list"][:3] == ("passed", "Alpha, Beta", "Alpha, Beta")

    def test_no_seats_as_the_law_words_it(self, tables):
        """Without a seat all is as the law says, and it is told all the same."""
        between(tables)
        tables.party("gamma", seats_list=0)

        assert tables.found(threshold)["gamma"][:3] == ("passed", "0 list seats", "falls short")

    def test_seats_as_the_law_words_it(self, tables):
        """Of the valid votes Gamma passes."""
        between(tables, threshold_base="valid")

        assert tables.found(threshold)["gamma"][:3] == ("passed", "1 list seat", "passes")

    def test_law_not_known(self, tables):
        """Where no page words the base, nobody can say."""
        between(tables, threshold_base=None)
        found = tables.found(threshold, "threshold")

        said = f"{GAMMA}; the base that the law words is not known"
        assert found["gamma"] == ("not checkable", "1 list seat", "", said)
        assert found["list"][3].endswith(
            "; the base that the law words is not known, and the last of them would pass on any "
            "of up to 19,726"
        )

    def test_base_of_the_law_not_published(self, tables):
        """Ballots cast lie between valid votes and ballots issued, on which Gamma differs."""
        between(tables)
        tables.change("elections", ballots_cast=None)

        assert tables.found(threshold)["gamma"][0] == "not checkable"
        assert tables.found(threshold)["gamma"][3].endswith("is not published")

    def test_bounds_may_settle_it(self, tables):
        """On both bounds Gamma has 7 per cent, so it has it between them."""
        tables.change("elections", ballots_cast=None)

        assert set(tables.found(threshold, "threshold")) == {"list"}

    def test_turnout_stands_for_ballots(self, tables):
        """Where no ballots are published, turnout and registers tell how many took part."""
        between(tables, threshold_base=None)
        tables.change("elections", ballots_cast=None, ballots_issued=None)

        assert tables.found(threshold)["gamma"][3] == (
            "its seats depend on the base; per cent: 7.50 of valid votes, 7.20 of those who took "
            "part, as turnout and registers have it; the base that the law words is not known"
        )


class TestMissing:
    """Without a threshold, or the votes of every list, nothing is checked."""

    @pytest.mark.parametrize(
        ("table", "where", "cells", "lacking"),
        [
            ("allocations", {"tier": "list"}, {"threshold_pct": None}, "a threshold"),
            (
                "results",
                {"contestant_id": "beta"},
                {"votes": None},
                "votes and seats of every list",
            ),
            (
                "results",
                {"contestant_id": "beta"},
                {"seats_list": None},
                "votes and seats of every list",
            ),
        ],
    )
    def test_missing_is_named(self, tables, table, where, cells, lacking):
        """The one finding says what is missing."""
        tables.change(table, where, **cells)

        assert tables.found(threshold) == {
            "list": ("not checkable", "", "", f"not published: {lacking}")
        }

    def test_list_seats_that_follow(self, tables):
        """A list whose seats are all from constituencies has none from its list."""
        tables.party("gamma", seats=1, seats_list=None, seats_constituency=1)

        assert tables.found(threshold, "threshold")["list"][1] == "Alpha, Beta"


class TestGuarantee:
    """A guarantee binds when fewer lists pass than it promises seats to."""

    def guarantee(self, tables, **cells):
        """The finding under a changed rule."""
        tables.change("allocations", {"tier": "list"}, **cells)
        return tables.found(threshold, "guarantee").get("list")

    def test_not_bound(self, tables):
        """Three lists pass, two are guaranteed."""
        said = "did not bind: 3 lists pass by themselves on every base known"

        assert self.guarantee(tables) == ("passed", "2 lists", "3 lists", said)

    def test_bound_and_kept(self, tables):
        """Alpha alone passes; the others have seats by the guarantee."""
        said = "bound: at most 1 pass by themselves, and 3 have seats"

        assert self.guarantee(tables, threshold_pct=40.0) == ("passed", "2 lists", "1 list", said)

    def test_guaranteed_list_passes(self, tables):
        """Beta may have seats below the threshold, Gamma may not."""
        tables.change("allocations", {"tier": "list"}, threshold_pct=40.0)

        assert tables.found(threshold, "threshold")["list"][:3] == (
            "failed",
            "Alpha, Beta, Gamma",
            "Alpha, Beta",
        )

    def test_bound_and_broken(self, tables):
        """Alpha alone passes, and alone has seats."""
        tables.party("beta", seats_list=0)
        tables.party("gamma", seats_list=0)

        assert self.guarantee(tables, threshold_pct=40.0)[:3] == ("failed", "2 lists", "1 list")

    def test_hangs_on_the_base(self, tables):
        """With three guaranteed, Gamma's share of the ballots decides."""
        said = "whether it bound depends on the base: 2 to 3 lists pass by themselves"

        assert self.guarantee(tables, threshold_pct=7.3, n_lists_guaranteed=3) == (
            "not checkable",
            "3 lists",
            "2 to 3 lists",
            said,
        )

    def test_number_not_known(self, tables):
        """A guarantee in words alone cannot be checked."""
        said = "how many lists it guarantees is not published"

        assert self.guarantee(tables, n_lists_guaranteed=None) == ("not checkable", "", "", said)

    def test_none(self, tables):
        """No guarantee, no finding."""
        assert self.guarantee(tables, n_lists_guaranteed=None, guarantee=None) is None


class TestBases:
    """What a threshold may be a share of."""

    @pytest.mark.parametrize(
        ("base", "wanted"),
        [("registered", "falls short"), ("valid", "passes"), ("issued", "passes")],
    )
    def test_law_may_word_any(self, tables, base, wanted):
        """Of all registered voters Gamma has 3.6 per cent."""
        tables.change("allocations", {"tier": "list"}, threshold_base=base)
        found = tables.found(threshold, "threshold")
        passes = "Gamma" in found["list"][2]

        assert passes == (wanted == "passes")
        assert ("gamma" in found) == (wanted == "falls short")

    def test_turnout_speaks_for_the_law(self, tables):
        """Where the law words those who took part, turnout and registers tell how many they are."""
        tables.change("allocations", {"tier": "list"}, threshold_pct=7.3)
        tables.change("elections", ballots_cast=None, ballots_issued=None)

        assert tables.found(threshold)["gamma"][:3] == ("failed", "1 list seat", "falls short")
