from __future__ import annotations

import pytest

from elecdata.adoption.published import arrow_table
from elecdata.curation.tables import consistency_problems, shape_problems


def damaged(tables, name, key, cells):
    """The tables with cells altered in the one row that holds a key; or in the first row."""
    rows = tables[name].to_pylist()
    row = next(row for row in rows if key.items() <= row.items())
    row.update(cells)
    return {**tables, name: arrow_table(name, rows)}


class TestPublishedRegisters:
    """What no shared sheet may say no published register may say."""

    @pytest.mark.parametrize(
        ("name", "key", "cells", "wanted"),
        [
            pytest.param(
                "sources",
                {"source_id": "herald-2031"},
                {"derived_from": "digest-2031"},
                "sources.parquet:2:10: sources[digest-2031].derived_from: found a circle of "
                "sources; allowed: a source that does not repeat this one",
                id="circle of sources",
            ),
            pytest.param(
                "parties",
                {"party_id": "kz-alpha"},
                {"color": "blue"},
                "parties.parquet:2:5: parties[kz-alpha].color: found 'blue'; allowed: #rrggbb",
                id="colour of a party",
            ),
            pytest.param(
                "identifiers",
                {},
                {"entity_id": "kz-alpa"},
                "identifiers.parquet:1:1: identifiers[kz-alpa].entity_id: found 'kz-alpa'; "
                "allowed: an id of parties.parquet, people.parquet or regions.parquet, an "
                "election's folder, or a country; Did you mean 'kz-alpha' or 'kz-ada'?",
                id="identifier of nothing",
            ),
        ],
    )
    def test_registers_keep_the_rules_of_the_sheets(self, published, name, key, cells, wanted):
        """A damaged row is told in these words, at its row and column."""
        problems = consistency_problems(damaged(published, name, key, cells))

        assert wanted in [str(problem) for problem in problems]

    @pytest.mark.parametrize(
        ("column", "found", "wanted"),
        [
            pytest.param(
                "founded_when",
                "1998",
                "10: parties.founded_when: found '1998'; allowed: '2005-03'",
                id="with a claim",
            ),
            pytest.param(
                "dissolved_when",
                "2031",
                "11: parties.dissolved_when: found '2031'; allowed: None",
                id="without one",
            ),
        ],
    )
    def test_parties_are_what_claims_say_of_them(self, published, column, found, wanted):
        """Not what their published row says, which holds more columns than their sheet."""
        tables = damaged(published, "parties", {"party_id": "kz-alpha"}, {column: found})
        [problem] = consistency_problems(tables)

        assert str(problem) == f"parties.parquet:2:{wanted}, which the claims give"

    def test_a_source_unlinked_leaves_a_count_too_high(self, published):
        """No figure depends on it; one source fewer repeats another."""
        tables = damaged(published, "sources", {"source_id": "digest-2031"}, {"derived_from": None})
        row = place_of(tables["frequencies"], "sources", "derived_from")

        [problem] = consistency_problems(tables)
        assert str(problem) == (
            f"frequencies.parquet:{row}:1: frequencies.table_name: "
            "found row ('sources', 'derived_from', 'herald-2031'); "
            "allowed: a row that the claims give; look in the table that it counts for rows or "
            "cells that were lost, added or altered"
        )


def place_of(table, name, column):
    """Number of the one row that counts a column, from 1."""
    rows = enumerate(table.to_pylist(), start=1)
    [number] = [n for n, r in rows if (r["table_name"], r["column_name"]) == (name, column)]
    return number


@pytest.mark.parametrize(
    "damage",
    [
        lambda table: table.select(["region_id", "name", "country", "region_kind"]),
        lambda table: table.append_column("name", table["name"]),
    ],
    ids=["exchanged", "twice"],
)
def test_columns_stand_once_and_in_order(published, damage):
    """Readers may take them by their place."""
    tables = {**published, "regions": damage(published["regions"])}

    assert [str(each) for each in shape_problems(tables)] == [
        (
            "regions.parquet:0:0: regions: found columns in another order, or twice; "
            "allowed: region_id, country, name, region_kind"
        )
    ]
