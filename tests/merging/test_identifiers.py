"""Identifiers of the outside world: one a contestant and day, each seen somewhere."""

from __future__ import annotations

import pytest

import elecdata

ROW = ["election_id", "contestant_id"]


SCHEMES = ("partyfacts", "vparty", "clea", "dpi", "elecglob", "whogov", "polcon", "wikidata")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_one_id_for_a_contestant_on_election_day(page, contestants, scheme):
    """A scheme gives each contestant of an election one id at most."""
    rows = page["with_ids"](contestants, scheme)

    assert len(rows) > 0
    assert not rows.duplicated(ROW).any()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_one_contestant_for_an_id_on_election_day(page, contestants, scheme):
    """An id means one contestant of an election at most, so that it can be followed back."""
    rows = page["with_ids"](contestants, scheme)

    assert not rows.duplicated(["election_id", scheme]).any()


def test_every_identifier_belongs_to_something_known(elections):
    """A country, an election or a party of elecdata."""
    known = {*elections.country.str.lower(), *elections.election_id}
    known |= set(elecdata.load("parties").party_id)

    assert set(elecdata.load("identifiers").entity_id) <= known


def test_every_identifier_says_where_it_was_seen():
    """A repository with its commit, or an address."""
    seen = elecdata.load("identifiers").seen_in

    assert seen.str.fullmatch(r"https?://\S+|[\w.-]+/[\w.-]+@[0-9a-f]{12}: \S+").all()


def test_days_of_successors_do_not_overlap():
    """Where parties share an id, each has it for its own days."""
    ids = elecdata.load("identifiers").dropna(subset="valid_from")
    ids = ids.sort_values("valid_from")
    for _, shared in ids.groupby(["scheme", "value"]):
        before = shared.valid_to.iloc[:-1].to_list()

        assert all(end <= start for end, start in zip(before, shared.valid_from[1:], strict=True))
