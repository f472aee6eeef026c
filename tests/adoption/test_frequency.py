from __future__ import annotations

from collections import Counter

from elecdata.adoption.assembly import assemble
from elecdata.adoption.frequency import FILLED, NAME
from elecdata.schema import TABLES


def counts(tables, table, column):
    """Counts of one column, by term."""
    return {
        row["term"]: row["n_rows"]
        for row in tables[NAME]
        if (row["table_name"], row["column_name"]) == (table, column)
    }


class TestFrequencies:
    """The table counts what the others hold."""

    def test_ids_terms_and_truth_values_are_counted_one_by_one(self, record):
        """But for the sources of claims, which their own table counts."""
        tables = assemble(record)
        kinds = Counter(row["kind"] for row in tables["sources"])
        adopted = Counter(str(row["adopted"]).lower() for row in tables["claims"])

        assert counts(tables, "sources", "kind") == kinds
        assert counts(tables, "claims", "adopted") == adopted
        assert counts(tables, "claims", "source_id") == {FILLED: len(tables["claims"])}
        assert counts(tables, "sources", "derived_from") == {"herald-2031": 1}
        assert counts(tables, "people", "sex") == {"female": 1}

    def test_other_columns_count_what_is_filled(self, record):
        """Figures, days and texts are not told apart."""
        tables = assemble(record)
        dated = sum(row["published_date"] is not None for row in tables["sources"])

        assert counts(tables, "sources", "published_date") == {FILLED: dated}
        assert counts(tables, "identifiers", "note") == {FILLED: 0}

    def test_names_are_counted_by_election(self, record):
        """Also those of any election, which is no id of one."""
        found = counts(assemble(record), "names", "election_id")

        assert found == {"any": 7, "kz-2031-council": 1}

    def test_every_column_of_every_other_table_is_counted(self, record):
        """But for columns of terms that no row fills."""
        tables = assemble(record)
        counted = {(row["table_name"], row["column_name"]) for row in tables[NAME]}
        filled = {
            (name, field.name)
            for name, table in TABLES.items()
            if name != NAME
            for field in table.fields
            if any(row[field.name] is not None for row in tables[name])
        }

        assert filled <= counted

    def test_a_view_counts_what_it_holds(self, record):
        """Of one source alone, the claims of that source."""
        tables = assemble(record.view(source="visitors-2032"))

        assert list(counts(tables, "claims", "election_id")) == ["kz-2032-president"]
