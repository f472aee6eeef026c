from __future__ import annotations

import pytest

from elecdata.auditing.majority import majority

LAW = "the law asks for more than half; per cent: "


class TestMajority:
    """The winner of an office has more than half, where the law asks for it."""

    def test_winner_passes(self, single):
        """Ada has sixty per cent of the valid votes, and more than half of the ballots."""
        said = f"{LAW}60.00 of valid votes and 58.82 of ballots cast"

        assert single.found(majority) == {"ada": ("passed", "more than 50", "58.82", said)}

    def test_half_is_no_majority(self, single):
        """500 of 1,000 are not more than half."""
        for name in ("ada", "bek"):
            single.party(name, votes=500)

        assert single.found(majority)["ada"][:3] == ("failed", "more than 50", "49.02")

    def test_majority_of_one_base_alone(self, single):
        """505 of 1,000 valid votes and 1,020 ballots: which of them counts is not known."""
        single.party("ada", votes=505)

        assert single.found(majority)["ada"][0] == "not checkable"

    def test_second_round(self, single):
        """Where another round followed, the votes of the first need no majority."""
        single.party("ada", votes=450)
        single.change("elections", final_round_date="2031-02-01")

        assert single.found(majority)["ada"][0] == "not checkable"

    def test_no_votes(self, single):
        """Without votes nothing can be said."""
        for name in ("ada", "bek"):
            single.party(name, votes=None)

        assert [each[0] for each in single.found(majority).values()] == ["not checkable"]

    def test_votes_alone_are_a_base(self, single):
        """Where no ballots are published, the votes of all candidates stand for them."""
        single.change("elections", valid_votes=None, ballots_cast=None)
        said = f"{LAW}60.00 of the votes of all contestants"

        assert single.found(majority)["ada"][3] == said

    @pytest.mark.parametrize("formula", ["plurality", None])
    def test_law_without_majority(self, single, formula):
        """Where the law asks for none, nothing is checked; nor is a chamber."""
        single.change("allocations", formula=formula)

        assert single.found(majority) == {}

    def test_chamber(self, tables):
        """A chamber has no winner."""
        assert tables.found(majority) == {}
