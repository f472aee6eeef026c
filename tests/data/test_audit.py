"""What the audit says of the elections as they are; facts that new sources do not change."""

from __future__ import annotations

import re

import pytest

import elecdata

REPORT = elecdata.audit()

# Seats declared, by stage: EurasiaNet of 7 and 28 November and 1 December 2005; the chamber of 125.
AZ_2005 = {
    "all/preliminary/seats": "123",
    "all/final/seats": "121",
    "all/after_annulment/seats": "115",
    "all/after_rerun/seats": "125",
}
# List seats: commission's resolution of 27 September 2004; Reuters, 17 January 2012; IFES 2021.
LIST_SEATS = {
    "kz-2004-majilis": "Otan 7, Aist 1, Ak Zhol 1, Asar 1",
    "kz-2012-majilis": "Nur Otan 83, Ak Zhol 8, Communist People's Party 7",
    "kz-2021-majilis": "Nur Otan 76, Ak Zhol 12, People's Party 10",
}


def rows(election, check):
    """Findings of one check, by subject."""
    kept = REPORT[(REPORT.election_id == election) & (REPORT.check == check)]
    return kept.set_index("subject")


def formulas(election):
    """Formulas that give the published list seats, on any base."""
    found = rows(election, "replay")
    same = found[(found.computed == found.stated) & (found.stated != "")]
    return {subject.split("/")[1] for subject in same.index}


def test_nothing_fails():
    """Whatever does not add up is explained."""
    assert REPORT[REPORT.outcome == "failed"].empty


def test_every_discrepancy_says_why():
    """The explanation stands behind what was found."""
    reasons = elecdata.load("discrepancies").reason
    told = REPORT[REPORT.outcome == "discrepancy"].reason

    assert len(told) == len(reasons)
    assert all(any(reason in each for each in told) for reason in reasons)


@pytest.mark.parametrize("election", elecdata.load("elections", office="legislature").election_id)
def test_chambers_are_full(election):
    """Seats of all contestants make the chamber."""
    assert rows(election, "seat_sum").outcome["chamber"] == "passed"


@pytest.mark.parametrize("election", LIST_SEATS)
def test_list_seats_follow_from_hare(election):
    """Under Hare's quota and largest remainders the votes give the seats."""
    found = rows(election, "replay")

    assert "hare" in formulas(election)
    assert set(found.stated[found.stated != ""]) == {LIST_SEATS[election]}


@pytest.mark.parametrize("election", ["kz-2004-majilis", "kz-2012-majilis"])
def test_seats_do_not_follow_from_dhondt(election):
    """D'Hondt would have given the largest list one seat more."""
    results = elecdata.load("results", election=election)
    listed = results[results.seats_list.fillna(0) > 0].set_index("contestant_id")
    seats = elecdata.allocate(listed.votes, int(listed.seats_list.sum()), "dhondt")

    assert seats.max() == listed.seats_list.max() + 1


class TestKazakhstan2004:
    """Seven per cent of what, and who won in which round."""

    def test_aist_depends_on_the_base(self):
        """Of the votes for lists Aist has 7.07 per cent, of the ballots cast 6.87."""
        aist = rows("kz-2004-majilis", "threshold").loc["kz-aist"]

        assert (aist.outcome, aist.stated, aist.computed) == (
            "discrepancy",
            "1 list seat",
            "falls short",
        )
        assert "7.07 of" in aist.reason
        assert "6.87 of ballots cast" in aist.reason

    def test_no_other_list_does(self):
        """Nobody else stands between two bases."""
        assert set(rows("kz-2004-majilis", "threshold").index) == {"list", "kz-aist"}

    def test_first_round_and_runoffs(self):
        """45 constituencies were filled in the first round, 22 in the second."""
        found = rows("kz-2004-majilis", "ledger")

        assert found.outcome["2/seats_constituency"] == "passed"
        assert found.stated["2/seats_constituency"] == "22"
        assert found.stated["1/unstated/seats_constituency"] == "45"


def test_guarantees_did_not_bind():
    """Three lists passed by themselves in 2012 and in 2021."""
    for election in ("kz-2012-majilis", "kz-2021-majilis"):
        found = rows(election, "guarantee").loc["list"]

        assert (found.outcome, found.stated, found.computed) == ("passed", "2 lists", "3 lists")
        assert found.reason.startswith("did not bind")


@pytest.mark.parametrize("subject", AZ_2005)
def test_stages_of_azerbaijan(subject):
    """What had been filled at each stage, and no contestant's seats exceed it."""
    found = rows("az-2005-milli-majlis", "ledger").loc[subject]

    assert found.stated == AZ_2005[subject]
    assert int(found.computed) <= int(found.stated)
    assert found.outcome != "failed"


def test_turnout_of_2021_is_of_ballots_issued():
    """63.25 per cent are the ballots issued; Parline's 60.8 are the valid votes."""
    found = rows("kz-2021-majilis", "turnout")

    assert found.reason["election"].startswith("ballots_issued 7539280 / ")
    [parline] = found.reason[found.stated == "60.8"]
    assert re.fullmatch(r"valid_votes \d+ / registered_voters \d+", parline)


def test_majority_of_2005():
    """The winner has more than half on every base."""
    assert rows("kz-2005-president", "majority").outcome["kz-nazarbayev"] == "passed"
