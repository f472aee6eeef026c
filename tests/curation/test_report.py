from __future__ import annotations

import pytest

from elecdata.curation.control import Rules
from elecdata.curation.report import curate

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented


class TestCurate:
    """`curate` tells what was coded, what disagreed, how it was ruled, and the audit."""

    @pytest.fixture
    def told(self, sheets):
        """Report on the Council, as lines."""
        report, ok = curate(sheets.root, [Rules(COUNCIL, seats=10)])

        assert ok
        return report.splitlines()

    def test_claims_are_counted(self, told):
        """Claims by subject, by source, and how many core figures two sources tell."""
        kinds = (
            "15 contestant, 12 election, 3 event, 2 tier, 2 indicator, 2 poll, 2 monitor, "
            "1 neighbour_contestant, 1 neighbour, 1 person, 1 party"
        )

        assert told[:4] == [
            f"== {COUNCIL}",
            f"coded    42 claims: {kinds}",
            "sources  commission-2031 25, herald-2031 9, digest-2031 8",
            "core     9 cells, 1 of them with two independent sources (11 per cent)",
        ]

    def test_conflict_is_told_with_its_ruling(self, told):
        """Rivals, what was adopted, by which rule and why."""
        place = told.index("rivals   1 cell on which sources contradict each other")
        rivals = "79.5 (herald-2031); 80.2 (commission-2031)"

        assert told[place + 1 : place + 3] == [
            f"  {COUNCIL} turnout_pct: {rivals} -> 80.2 (final_over_preliminary)",
            "    The Herald printed the count of the night.",
        ]

    def test_audit_is_told(self, told):
        """Every check has its line, the control totals last."""
        filled = "seats of the contestants fill the chamber"

        assert f"  passed        seat_sum chamber: 10 stated, 10 computed: {filled}" in told
        assert told[-1] == (
            "  passed        control chamber: 10 stated, 10 computed: "
            "seats of the chamber, by the control totals"
        )

    def test_failed_audit_is_told_at_the_end(self, sheets):
        """The last line counts the failures."""
        report, ok = curate(sheets.root, [Rules(COUNCIL, seats=11)])

        assert not ok
        assert report.splitlines()[-1] == "1 check of the audit failed"

    def test_problems_are_told_instead(self, sheets):
        """Sheets that break a rule give their problems and no report."""
        sheets.swap(f"{COUNCIL}/election.toml", "2031", "2030")
        report, ok = curate(sheets.root, [Rules(COUNCIL)])

        assert not ok
        assert report == "\n".join(sheets.problems())

    def test_other_elections_do_not_matter(self, sheets):
        """A fault in another election does not stand in the way."""
        sheets.swap(f"{COUNCIL}/election.toml", "2031", "2030")

        assert curate(sheets.root, [Rules(PRESIDENT)])[1]
