from __future__ import annotations

from dataclasses import replace

import pytest

from elecdata.adoption.joining import join
from elecdata.errors import ClashError

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented


def part(record, *elections):
    """The record of some elections alone, with all its registers."""
    return replace(
        record,
        elections={each: record.elections[each] for each in elections},
        claims=tuple(claim for claim in record.claims if claim.election_id in elections),
        rulings=tuple(each for each in record.rulings if each.election_id in elections),
    )


def changed(record, register, key, **cells):
    """The record with one entry of a register worded otherwise."""
    rows = [
        row | cells if key == next(iter(row.values())) else row
        for row in record.registers[register]
    ]
    return replace(record, registers={**record.registers, register: rows})


class TestJoin:
    """`join` puts records together as if their sheets lay in one folder."""

    def test_two_halves_are_the_whole(self, record):
        """Elections, claims, rulings and decisions are those of the undivided record."""
        joined = join({"one": part(record, COUNCIL), "two": part(record, PRESIDENT)})

        assert dict(record.elections) == dict(joined.elections)
        assert (record.claims, record.rulings) == (joined.claims, joined.rulings)
        assert record.decisions == joined.decisions

    def test_entry_in_the_same_words_stands_once(self, record):
        """Both halves know all parties and sources; each is there once."""
        joined = join({"one": part(record, COUNCIL), "two": part(record, PRESIDENT)})

        for name, rows in record.registers.items():
            assert len(rows) == len(joined.registers[name])

    def test_empty_text_and_none_are_the_same_words(self, record):
        """Sheets have empty cells where published tables have nulls."""
        other = part(changed(record, "people", "ada-sample", country=""), PRESIDENT)
        one = part(changed(record, "people", "ada-sample", country=None), COUNCIL)

        assert len(join({"one": one, "two": other}).registers["people"]) == 1

    def test_election_of_both_is_a_clash(self, record):
        """The message names the election and both datasets."""
        with pytest.raises(ClashError) as caught:
            join({"one": part(record, COUNCIL), "two": part(record, COUNCIL, PRESIDENT)})

        assert caught.value.clashes == (f"election {COUNCIL!r} is in one and in two",)

    @pytest.mark.parametrize(
        ("register", "key", "cells", "said"),
        [
            (
                "parties",
                "kz-beta",
                {"color": "#000000"},
                "parties 'kz-beta': color is '#e69f00' in one and '#000000' in two",
            ),
            (
                "sources",
                "herald-2031",
                {"kind": "ngo"},
                "sources 'herald-2031': kind is 'press' in one and 'ngo' in two",
            ),
            (
                "indicators",
                "output-growth",
                {"unit": "points"},
                "indicators 'output-growth': unit is 'percent' in one and 'points' in two",
            ),
        ],
    )
    def test_entry_in_other_words_is_a_clash(self, record, register, key, cells, said):
        """The message names the entry, the column, both wordings and both datasets."""
        two = part(changed(record, register, key, **cells), PRESIDENT)
        with pytest.raises(ClashError) as caught:
            join({"one": part(record, COUNCIL), "two": two})

        assert caught.value.clashes == (said,)

    def test_all_clashes_are_told(self, record):
        """Whoever mends one does not find the next only then."""
        two = changed(record, "parties", "kz-beta", color="#000000", country="AZE")
        with pytest.raises(ClashError) as caught:
            join({"one": record, "two": two})

        assert len(caught.value.clashes) == 4
