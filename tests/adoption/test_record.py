from __future__ import annotations

from datetime import date

import pytest

from elecdata.adoption.assembly import assemble
from elecdata.adoption.claim import Cell

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented
TURNOUT = Cell("elections", (COUNCIL,), "turnout_pct")


def row(record, table, **key):
    """The one row of a table that has these cells."""
    [found] = [r for r in assemble(record)[table] if key.items() <= r.items()]
    return found


class TestView:
    """A view is the record as some of its sources would have it."""

    def test_source_alone_gives_its_own_figures(self, record):
        """What the Herald alone would have us publish is the count of the night."""
        view = record.view(source="herald-2031")

        assert {claim.source_id for claim in view.claims} == {"herald-2031"}
        assert view.decisions[TURNOUT].value == 79.5
        assert view.decisions[TURNOUT].rivals == []

    @pytest.mark.parametrize(
        ("day", "sources"),
        [
            pytest.param(date(2031, 1, 15), set(), id="before any"),
            pytest.param(date(2031, 1, 16), {"herald-2031"}, id="on the day"),
            pytest.param(date(2031, 1, 31), {"herald-2031"}, id="between"),
            pytest.param(date(2031, 2, 1), {"herald-2031", "commission-2031"}, id="next"),
            pytest.param(
                date(2099, 1, 1),
                {"herald-2031", "commission-2031", "visitors-2032"},
                id="all but the undated",
            ),
        ],
    )
    def test_day_keeps_what_was_out_by_then(self, record, day, sources):
        """A source counts from its day on; one without a day never does."""
        view = record.view(as_of=day)

        assert sources == {claim.source_id for claim in view.claims}

    def test_source_and_day_hold_together(self, record):
        """Both limits apply."""
        assert record.view(source="commission-2031", as_of=date(2031, 1, 31)).claims == ()

    def test_view_without_limit_is_the_record(self, record):
        """Nothing left out changes no decision."""
        assert record.view().decisions == record.decisions

    def test_figure_of_the_day_is_published_before_the_ruling(self, record):
        """Before the protocol came out, the preliminary turnout stood alone."""
        view = record.view(as_of=date(2031, 1, 16))

        assert view.decisions[TURNOUT].value == 79.5
        assert [r for r in assemble(view)["conflicts"] if r["column_name"] == "turnout_pct"] == []

    def test_ruling_still_decides_when_its_claims_are_there(self, record):
        """Once both are out, the ruling adopts as in the whole record."""
        made = record.view(as_of=date(2031, 2, 1)).decisions[TURNOUT]

        assert (made.value, made.ruling) == (80.2, record.rulings[0])

    def test_unknown_source_has_no_claims(self, record):
        """A view of nobody is empty of claims and still lists the elections."""
        view = record.view(source="nobody")

        assert view.claims == ()
        assert [COUNCIL, PRESIDENT] == [r["election_id"] for r in assemble(view)["elections"]]


class TestMissing:
    """Every empty cell of elections and results says why it is empty."""

    @pytest.mark.parametrize(
        ("table", "key", "column", "why"),
        [
            ("elections", COUNCIL, "ballots_issued", "not_found"),
            ("elections", COUNCIL, "n_candidates", "not_found"),
            ("elections", PRESIDENT, "seats", "not_applicable"),
            ("elections", PRESIDENT, "chamber", "not_applicable"),
            ("elections", PRESIDENT, "turnout_base", "not_found"),
            ("results", f"{COUNCIL}/kz-house", "votes", "not_applicable"),
            ("results", f"{COUNCIL}/kz-house", "rank", "not_applicable"),
            ("results", f"{COUNCIL}/kz-alpha", "bloc_id", "not_applicable"),
            ("results", f"{COUNCIL}/kz-alpha", "seats_constituency", "not_applicable"),
            ("results", f"{COUNCIL}/kz-beta", "vote_share_base", "not_found"),
            ("results", f"{PRESIDENT}/kz-ada", "seat_share_pct", "not_applicable"),
        ],
    )
    def test_reason_is_given(self, record, table, key, column, why):
        """A cell does not apply to the office or contestant, or no source fills it."""
        found = row(record, "missing", table_name=table, row_key=key, column_name=column)

        assert why == found["missing"]

    @pytest.mark.parametrize(
        ("table", "key", "column"),
        [
            ("elections", COUNCIL, "seats"),
            ("elections", PRESIDENT, "election_date"),
        ],
    )
    def test_figure_that_came_later_is_not_yet_there(self, record, table, key, column):
        """As of a day before any source spoke, what the record holds is still to come."""
        view = record.view(as_of=date(2031, 1, 1))
        found = row(view, "missing", table_name=table, row_key=key, column_name=column)

        assert found["missing"] == "not_yet"

    @pytest.mark.parametrize("column", ["vote_share_base", "seat_share_pct", "rank"])
    def test_computed_figure_that_came_later_is_not_yet_there(self, record, column):
        """A column computed from what is still to come is still to come."""
        view = record.view(as_of=date(2031, 1, 16))
        key = {"row_key": f"{COUNCIL}/kz-alpha", "column_name": column}
        wanted = {"vote_share_base": None, "seat_share_pct": "not_yet", "rank": "not_yet"}
        found = [r["missing"] for r in assemble(view)["missing"] if key.items() <= r.items()]

        assert found == ([wanted[column]] if wanted[column] else [])

    def test_what_is_known_all_the_same_is_told(self, record):
        """A bound that is no figure stands in the note."""
        found = row(
            record, "missing", table_name="elections", column_name="n_candidates", row_key=COUNCIL
        )

        assert found["note"] == "Sources give only: more than 30."

    def test_every_empty_cell_is_listed_and_no_other(self, record):
        """The table of missing cells is that of the cells which are empty."""
        tables = assemble(record)
        keys = {"elections": ["election_id"], "results": ["election_id", "contestant_id"]}
        empty = {
            (name, "/".join(r[part] for part in key), column)
            for name, key in keys.items()
            for r in tables[name]
            for column, value in r.items()
            if value is None
        }

        assert empty == {
            (r["table_name"], r["row_key"], r["column_name"]) for r in tables["missing"]
        }


class TestSources:
    """What deciding knows of each source."""

    def test_comes_from_the_register(self, record):
        """Kind, day and origin are those of the sheet; an unknown day is None."""
        digest = record.sources["digest-2031"]

        assert (digest.kind, digest.published, digest.derived_from) == (
            "press",
            None,
            "herald-2031",
        )
