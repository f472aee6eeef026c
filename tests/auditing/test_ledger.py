from __future__ import annotations

import pytest

from elecdata.auditing.ledger import ledger

FINAL = "Alpha 10, Beta 6, Gamma 2, House 2"


def stage(tables, stage, **seats):
    """Add returns of seats at a stage."""
    for name, number in seats.items():
        key = {"contestant_id": name, "region": "national", "round": "all", "stage": stage}
        tables.add("returns", **key, base="none", seats=number)


def declare(tables, stage, **cells):
    """Add how many seats had been filled at a stage."""
    tables.add("declarations", round="all", stage=stage, **cells)


class TestStages:
    """The seats of a stage make those filled by then, or the rest is named."""

    def test_council_passes(self, tables):
        """The final stage fills the chamber, the first round all but three constituencies."""
        found = tables.found(ledger)

        assert found["all/final/seats"] == ("passed", "20", "20", f"{FINAL}: they fill the chamber")
        assert found["1/final/seats_constituency"] == (
            "passed",
            "5",
            "5",
            "Alpha 3, Beta 2; 3 still open",
        )

    def test_stage_adds_up(self, tables):
        """After annulments fewer seats are filled."""
        stage(tables, "after_annulment", alpha=9, beta=6, gamma=1, house=2)
        declare(tables, "after_annulment", seats_filled=18, seats_open=2)

        assert tables.found(ledger)["all/after_annulment/seats"] == (
            "passed",
            "18",
            "18",
            "Alpha 9, Beta 6, House 2, Gamma 1; 2 still open",
        )

    def test_rest_is_named(self, tables):
        """Seats of nobody told are counted, and contestants without a figure named."""
        stage(tables, "after_annulment", alpha=9, beta=6)
        declare(tables, "after_annulment", seats_filled=18)

        assert tables.found(ledger)["all/after_annulment/seats"] == (
            "not checkable",
            "18",
            "15",
            "Alpha 9, Beta 6: the other 3 are told of nobody; no figure for Gamma, House",
        )

    @pytest.mark.parametrize(("alpha", "off"), [(8, "-1"), (10, "+1")])
    def test_everyone_told_and_other_sum_fails(self, tables, alpha, off):
        """Where everyone has a figure, nothing may be missing or left over."""
        stage(tables, "after_annulment", alpha=alpha, beta=6, gamma=1, house=2)
        declare(tables, "after_annulment", seats_filled=18)
        outcome, _, computed, reason = tables.found(ledger)["all/after_annulment/seats"]

        assert (outcome, computed) == ("failed", str(alpha + 9))
        assert reason.endswith(f": {off}")

    def test_too_many_fail_though_someone_is_missing(self, tables):
        """More seats than were filled are wrong, whoever else had one."""
        stage(tables, "after_annulment", alpha=19)
        declare(tables, "after_annulment", seats_filled=18)

        assert tables.found(ledger)["all/after_annulment/seats"][0] == "failed"

    def test_nobody_says_how_many(self, tables):
        """Without the number filled, fewer than the chamber cannot be checked."""
        stage(tables, "preliminary", alpha=9)

        assert tables.found(ledger)["all/preliminary/seats"] == (
            "not checkable",
            "",
            "9",
            "Alpha 9: no source says how many of 20 were filled",
        )

    def test_more_than_the_chamber_fails(self, tables):
        """Whatever had been filled, it was no more than there is."""
        stage(tables, "preliminary", alpha=21)

        assert tables.found(ledger)["all/preliminary/seats"] == (
            "failed",
            "",
            "21",
            "Alpha 21: more than the 20 there are",
        )

    def test_reruns_fill_the_chamber(self, tables):
        """After the reruns every seat is filled, said or not."""
        stage(tables, "after_rerun", alpha=11, beta=6, gamma=2, house=2)

        assert tables.found(ledger)["all/after_rerun/seats"][:3] == ("failed", "20", "21")

    def test_partial_counts_are_left_out(self, tables):
        """A running count is of a moment that nobody else tells of."""
        stage(tables, "partial", alpha=4)
        stage(tables, "unstated", alpha=10)

        assert {key for key in tables.found(ledger) if key.startswith("all/")} == {
            "all/final/seats"
        }

    def test_hedged_seats_are_left_out(self, tables):
        """More than nine is no number of seats."""
        stage(tables, "preliminary", alpha=9)
        tables.change("returns", {"stage": "preliminary"}, hedges="seats=more_than")

        assert "all/preliminary/seats" not in tables.found(ledger)


class TestBlocs:
    """A seat of a bloc's member counts once."""

    @pytest.fixture
    def bloc(self, tables):
        """Delta ran inside Beta."""
        labels = {"contestant_id": "delta", "short_name": "Delta", "contestant_type": "party"}
        tables.add("contestants", **labels, bloc_id="beta")
        return tables

    def test_member_beside_its_bloc(self, bloc):
        """Where the bloc has a figure, that of the member is part of it."""
        stage(bloc, "final", delta=2)

        assert bloc.found(ledger)["all/final/seats"][2] == "20"

    def test_member_instead_of_its_bloc(self, bloc):
        """Where the bloc has none, its member's counts, and the bloc is not missing."""
        stage(bloc, "after_annulment", alpha=9, delta=6)
        declare(bloc, "after_annulment", seats_filled=18)
        reason = "Alpha 9, Delta 6: the other 3 are told of nobody; no figure for Gamma, House"

        assert bloc.found(ledger)["all/after_annulment/seats"][2:] == ("15", reason)


class TestDeclarations:
    """Seats filled and seats open make the chamber."""

    @pytest.mark.parametrize(("still_open", "outcome"), [(2, "passed"), (3, "failed")])
    def test_sum(self, tables, still_open, outcome):
        """18 of 20 leave two."""
        declare(tables, "after_annulment", seats_filled=18, seats_open=still_open)

        assert tables.found(ledger, "declared")["all/after_annulment"] == (
            outcome,
            "20",
            str(18 + still_open),
            "seats filled and seats open make the chamber",
        )

    def test_one_of_two(self, tables):
        """One of the two alone makes no sum."""
        declare(tables, "after_annulment", seats_filled=18)

        assert tables.found(ledger, "declared") == {}


class TestSecondRound:
    """What the first round left is what the second filled."""

    def test_council_passes(self, tables):
        """Each list won one runoff."""
        said = "Alpha 1, Beta 1, Gamma 1: the end less the first round (final)"

        assert tables.found(ledger)["2/seats_constituency"] == ("passed", "3", "3", said)

    def test_seat_lost_between_rounds_fails(self, tables):
        """Nobody can hold fewer constituencies than the first round gave."""
        tables.party("beta", seats_constituency=1)
        tables.party("alpha", seats_constituency=6)

        assert tables.found(ledger)["2/seats_constituency"] == (
            "failed",
            "3",
            "3",
            "Alpha 3, Gamma 1, Beta -1: the end less the first round (final)",
        )

    def test_incomplete_first_round(self, tables):
        """Nothing is subtracted from a first round that does not add up."""
        tables.change("returns", {"round": "1", "contestant_id": "beta"}, seats_constituency=1)
        found = tables.found(ledger)

        assert found["1/final/seats_constituency"][:3] == ("not checkable", "5", "4")
        assert "2/seats_constituency" not in found


def test_office_has_no_ledger(single):
    """One office has no seats to follow."""
    assert single.found(ledger) == {}


class TestMoves:
    """Annulments only take seats away, and reruns only give them."""

    LOST, WON = "all/after_annulment/change", "all/after_rerun/change"

    @pytest.fixture
    def annulled(self, tables):
        """Two of Alpha's ten seats and one of Beta's six were annulled, and filled anew."""
        declare(tables, "final", seats_filled=20)
        stage(tables, "after_annulment", alpha=8, beta=5)
        declare(tables, "after_annulment", seats_filled=17)
        stage(tables, "after_rerun", alpha=8, beta=8)
        return tables

    def test_all_are_told(self, annulled):
        """Three lost, three won, each by whom."""
        found = annulled.found(ledger)

        assert found[self.LOST] == ("passed", "3", "3", "lost since final: Alpha 2, Beta 1")
        assert found[self.WON] == ("passed", "3", "3", "won since after_annulment: Beta 3")

    def test_some_are_told_of_nobody(self, annulled):
        """Fewer than there were is no contradiction, and no proof."""
        annulled.change("declarations", {"stage": "after_annulment"}, seats_filled=15)

        assert annulled.found(ledger)[self.LOST] == (
            "not checkable",
            "5",
            "3",
            (
                "lost since final: Alpha 2, Beta 1; no more than there were, and the other 2 are "
                "told of nobody"
            ),
        )

    def test_more_than_there_were_fail(self, annulled):
        """Three seats cannot be lost where two were annulled."""
        annulled.change("declarations", {"stage": "after_annulment"}, seats_filled=18)
        reason = "lost since final: Alpha 2, Beta 1: +1"

        assert annulled.found(ledger)[self.LOST] == ("failed", "2", "3", reason)

    def test_nobody_wins_by_an_annulment_or_loses_by_a_rerun(self, annulled):
        """What goes the wrong way is told."""
        key = {"stage": "after_annulment", "contestant_id": "beta"}
        annulled.change("returns", key, seats=9)
        found = annulled.found(ledger)

        reason = "lost since final: Alpha 2; won by an annulment: Beta 3"
        assert found[self.LOST] == ("failed", "3", "-1", reason)
        reason = "won since after_annulment: none; lost by a rerun: Beta 1"
        assert found[self.WON] == ("failed", "3", "-1", reason)

    def test_nobody_says_how_many(self, annulled):
        """Without what had been filled, only the direction is checked."""
        annulled.change("declarations", {"stage": "final"}, seats_filled=None)
        reason = "lost since final: Alpha 2, Beta 1; no source says how many there were"

        assert annulled.found(ledger)[self.LOST] == ("not checkable", "", "3", reason)

    def test_nobody_told_of_twice(self, tables):
        """Without a contestant at both stages there is nothing to compare."""
        assert {self.LOST, self.WON}.isdisjoint(tables.found(ledger))
