"""The worked example in examples/: its sheets, its figures, and what they add up to."""

from __future__ import annotations

from pathlib import Path

import pytest

import elecdata
from elecdata.curation.shape import format_sheets

SHEETS = Path(__file__).resolve().parents[2] / "examples" / "san-marino"
COUNCIL = "sm-2008-council"


def test_the_sheets_break_no_rule_and_are_in_shape():
    """The example is as right as the packaged data have to be, its audit included."""
    assert elecdata.validate(SHEETS).problems == []
    assert format_sheets(SHEETS, write=False) == []


@pytest.mark.parametrize(
    ("bloc", "votes", "share", "seats"),
    [("sm-patto", 11373, 54.22, 35), ("sm-riforme", 9602, 45.78, 25)],
)
def test_results_are_those_of_the_press(bloc, votes, share, seats):
    """San Marino RTV, https://sanmarinortv.sm/news/politica-c2/elezioni-vittoria-patto-a18113."""
    row = elecdata.load(data=SHEETS).set_index("contestant_id").loc[bloc]

    assert (row.votes, row.vote_share_pct, row.seats) == (votes, share, seats)


def test_adopted_votes_add_up_and_rejected_ones_do_not():
    """Votes and invalid ballots make the ballots with 11,373, and not with 11,375."""
    election = elecdata.load("elections", data=SHEETS).iloc[0]
    answer = elecdata.explain(COUNCIL, "sm-patto", "votes", data=SHEETS)
    rejected = {int(row["value"]) for row in answer.claims if row["standing"] == "rejected"}
    others = int(election.ballots_cast - election.invalid_votes - 9602)

    assert (answer.value, rejected) == (others, {11375})


def test_no_sentence_of_a_source_is_kept():
    """What is printed is a figure or a label of eight words at most."""
    printed = elecdata.load("claims", data=SHEETS).as_printed

    assert printed.str.split().str.len().max() <= 8
