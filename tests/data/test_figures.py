"""Figures of the record against what cited pages print, typed here a second time."""

from __future__ import annotations

import pytest

import elecdata

# Reuters, 17 January 2012, final results of the Central Election Commission.
KZ_2012 = {
    "kz-nur-otan": (80.99, 83),
    "kz-ak-zhol": (7.47, 8),
    "kz-cppk": (7.19, 7),
}
# Abazov, UNISCI, "the final report": seats of 77.
KZ_2004 = {
    "kz-otan": 42,
    "kz-aist": 11,
    "kz-asar": 4,
    "kz-democratic-party": 1,
}


def results(election):
    """Results of an election by contestant."""
    return elecdata.load("results", election=election).set_index("contestant_id")


@pytest.mark.parametrize("contestant", KZ_2012)
def test_shares_and_seats_of_2012(contestant):
    """Three lists won seats; shares and seats are those of the commission's final results."""
    row = results("kz-2012-majilis").loc[contestant]

    assert KZ_2012[contestant] == (row.vote_share_pct, row.seats)


def test_the_chamber_of_2012():
    """98 list seats and 9 of the Assembly make 107."""
    assert results("kz-2012-majilis").seats.sum() == 107
    assert results("kz-2012-majilis").seats["kz-assembly"] == 9


@pytest.mark.parametrize("contestant", KZ_2004)
def test_seats_of_2004(contestant):
    """Seats of the parties on which all accounts agree."""
    assert KZ_2004[contestant] == results("kz-2004-majilis").seats[contestant]


def test_the_chamber_of_2004():
    """All seats add up to 77."""
    assert results("kz-2004-majilis").seats.sum() == 77
