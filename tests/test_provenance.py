"""Explaining cells: every source's figure, the ruling, the reason."""

from __future__ import annotations

import pytest

import elecdata
from elecdata.adoption.decision import Ruling
from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.provenance import Explanation
from elecdata.schema import TABLES


def cells(table):
    """Every cell of a published table, as the arguments that explain it."""
    key = TABLES[table].key
    return [
        (*(row[name] for name in key), column)
        for row in elecdata.load(table, backend="pyarrow").to_pylist()
        for column in TABLES[table].columns
    ]


class TestExplain:
    """One cell."""

    def test_rivals_are_shown_with_the_ruling(self):
        """The size of the chamber of 2012: both figures, the rule, the reason."""
        text = str(elecdata.explain("kz-2012-majilis", "seats"))

        assert text.startswith("Majilis of Kazakhstan, 2012: seats = 107\n")
        assert "Rule: arithmetic_consistency. " in text
        assert "\n  rejected  108  \u201c83 out of 108 seats\u201d" in text

    def test_a_contestant_is_explained_in_words(self):
        """One seat or two: the answer names the party, the sources and what they print."""
        answer = elecdata.explain("kz-2004-majilis", "kz-ak-zhol", "seats")

        assert str(answer).startswith("Ak Zhol, Majilis of Kazakhstan, 2004: seats = ")
        assert "\u201cAk Zhol party won two seats\u201d" in str(answer)
        assert {"Rafis Abazov, UNISCI"} <= set(answer.to_frame().source)

    def test_a_bound_is_told_where_the_cell_is_empty(self):
        """A source view that has only a bound leaves the cell empty, and the reason says so."""
        missing = elecdata.load("missing", source="unisci-abazov-2004", election="kz-2004-majilis")
        note = missing.set_index("column_name").note["n_candidates"]

        assert note == "Sources give only: more than 300."

    def test_derived_cells_tell_their_formula_and_inputs(self):
        """A share of seats is told with what it was computed from."""
        answer = elecdata.explain("kz-2012-majilis", "kz-nur-otan", "seat_share_pct")

        assert answer.verdict == (
            "Computed: 100 * seats / elections.seats (seats = 83; elections.seats = 107)."
        )

    def test_a_tier_that_no_source_tells_is_computed(self):
        """Ak Zhol's one seat of 2004 was from the list, so it had none from constituencies."""
        answer = elecdata.explain("kz-2004-majilis", "kz-ak-zhol", "seats_constituency")

        assert answer.verdict == (
            "Computed: seats less the other tier (seats = 1; seats_list = 1)."
        )

    def test_what_cannot_be_asked_says_so(self):
        """The threshold of a presidential contest is no gap."""
        answer = elecdata.explain("kz-2005-president", "threshold_pct")

        assert answer.verdict == "Empty: the question does not arise for this office."

    @pytest.mark.parametrize("table", ["elections", "results"])
    def test_every_cell_is_explained(self, table):
        """No cell of the core tables is without an explanation, and its value is the one loaded."""
        rows = {
            tuple(row[name] for name in TABLES[table].key): row
            for row in elecdata.load(table, backend="pyarrow").to_pylist()
        }
        for *key, column in cells(table):
            answer = elecdata.explain(*key, column, table=table)

            assert rows[tuple(key)][column] == answer.value
            assert answer.verdict.endswith(".")
            assert str(answer)

    def test_other_tables_are_found_by_their_subject(self):
        """An event is explained without naming its table."""
        event = elecdata.load("events", election="kz-2012-majilis").event_id[0]

        assert elecdata.explain("kz-2012-majilis", event, "event_type").table == "events"

    def test_rows_with_several_keys_need_all_of_them(self):
        """A turnout row is named by all its keys."""
        row = elecdata.load("turnout", election="kz-2012-majilis", backend="pyarrow").to_pylist()[0]
        key = [row[name] for name in TABLES["turnout"].key]

        assert elecdata.explain(*key, "turnout_pct", table="turnout").value == row["turnout_pct"]

    @pytest.mark.parametrize(
        ("path", "said"),
        [
            (("kz-2012", "seats"), "no election named 'kz-2012'. Did you mean 'kz-2012-majilis'?"),
            (("kz-2012-majilis", "seat"), "no column of elections named 'seat'. Did you mean"),
            (("kz-2012-majilis", "kz-otan-x", "seats"), "no row of results named"),
            (("kz-2012-majilis", "kz-nur-otan", "seets"), "no column of results named 'seets'."),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_unknown_cells_suggest_near_ones(self, path, said):
        """A cell that does not exist raises with the nearest names."""
        with pytest.raises(UnknownNameError) as raised:
            elecdata.explain(*path)

        assert str(raised.value).startswith(said)

    def test_a_column_is_needed(self):
        """An election alone is no cell."""
        with pytest.raises(InvalidArgumentError, match="explain needs a column"):
            elecdata.explain("kz-2012-majilis")

    def test_notebooks_show_texts_escaped(self):
        """Markup in a sheet is shown as text."""
        claim = dict.fromkeys(
            ("standing", "value", "as_printed", "stage", "base", "source", "kind", "where"),
            "<b>&</b>",
        )
        ruling = Ruling("r", "e", "misprint", "<script>", {}, {"c": "1"})
        shown = Explanation("t", "r", "c", "<i>", 1, "", [claim], ruling, "<u>")._repr_html_()

        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown
        assert "<td>&lt;b&gt;&amp;&lt;/b&gt;</td>" in shown


class TestSources:
    """The list of sources."""

    def test_claims_are_counted(self):
        """Every claim counts for its source."""
        assert elecdata.sources().n_claims.sum() == len(elecdata.load("claims"))

    def test_filters_keep_the_sources_that_speak(self):
        """The sources of 2004 are those that say anything about that election."""
        claims = elecdata.load("claims", year=2004)

        assert set(claims.source_id) == set(elecdata.sources(year=2004).source_id)


class TestConflicts:
    """The list of disagreements."""

    def test_every_conflict_has_a_rule_and_a_reason(self):
        """No published cell was decided in silence."""
        found = elecdata.conflicts()

        assert len(found)
        assert found.reason.str.len().min() > 20
        assert found.ruling_id.notna().all()
