from __future__ import annotations

import pytest

from elecdata.adoption.assembly import assemble
from elecdata.curation.control import Rules, audit_problems, inspect

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented
RULES = Rules(COUNCIL, seats=10, tiers={"list": 9, "indirect": 1}, indirect={"kz-house": 1})


@pytest.fixture
def tables(record):
    """Tables of the undamaged sheets; the test may change their rows."""
    return assemble(record)


def change(tables, table, key, **cells):
    """Change cells of the row of an election or of a contestant."""
    [row] = [row for row in tables[table] if key in (row["election_id"], row.get("contestant_id"))]
    row.update(cells)


def controls(tables, rules=RULES):
    """Subject, outcome and figures of every control total."""
    return {
        f.subject: (f.outcome, f.stated, f.computed)
        for f in inspect(tables, rules)
        if f.check == "control"
    }


class TestInspect:
    """The audit that users can repeat, and the control totals beside it."""

    def test_invented_record_passes(self, tables):
        """Nothing fails; what no source gives is not checkable."""
        found = {finding.outcome for finding in inspect(tables, RULES)}

        assert found == {"passed", "not checkable"}

    def test_control_totals_are_compared(self, tables):
        """Chamber, tiers and seats outside the popular vote."""
        assert controls(tables) == {
            "chamber": ("passed", "10", "10"),
            "list": ("passed", "9", "9"),
            "indirect": ("passed", "1", "1"),
            "kz-house": ("passed", "1", "1"),
        }

    @pytest.mark.parametrize(
        ("table", "key", "cells", "subject", "wanted"),
        [
            pytest.param("elections", COUNCIL, {"seats": 11}, "chamber", "11", id="chamber"),
            pytest.param("elections", COUNCIL, {"seats_list": 8}, "list", "8", id="tier"),
            pytest.param("results", "kz-house", {"seats": 2}, "kz-house", "2", id="indirect"),
        ],
    )
    def test_other_figure_fails(self, tables, table, key, cells, subject, wanted):
        """A published figure that is not the script's fails."""
        change(tables, table, key, **cells)
        outcome, stated, _ = controls(tables)[subject]

        assert (outcome, stated) == ("failed", wanted)

    def test_figure_that_is_not_published(self, tables):
        """Nothing is compared with nothing."""
        change(tables, "elections", COUNCIL, seats=None)

        assert controls(tables)["chamber"] == ("not checkable", "", "10")

    def test_script_without_totals(self, tables):
        """No total, no control."""
        assert controls(tables, Rules(PRESIDENT)) == {}


class TestAuditProblems:
    """Failures stop the build."""

    def test_what_passes_or_cannot_be_checked_is_none(self, tables):
        """Nothing else is a problem."""
        assert audit_problems(tables, [RULES]) == []

    def test_every_election_is_audited(self, tables):
        """Also one without control totals."""
        change(tables, "results", "kz-beta", votes=291)
        where = "audit vote_sum election"
        found = "found 790 (votes of the contestants add up to the valid votes); allowed: 791"
        fix = "correct the claim, or explain the discrepancy in discrepancies.csv"

        assert [f"{COUNCIL}/claims.csv:0:0: {where}: {found}; {fix}"] == [
            str(problem) for problem in audit_problems(tables, [])
        ]

    def test_control_total_cannot_be_explained(self, tables):
        """Whoever knows the total corrects the figure or the total."""
        [problem] = audit_problems(tables, [Rules(COUNCIL, seats=11)])

        assert str(problem) == (
            f"{COUNCIL}/claims.csv:0:0: audit control chamber: found 10 (seats of the chamber, by "
            "the control totals); allowed: 11; correct the claim, or the control total"
        )

    def test_explanation_of_nothing(self, tables):
        """An explanation that is no longer needed is to be removed."""
        row = {"election_id": COUNCIL, "check_name": "vote_sum", "subject": "election"}
        row |= {"stated": "790", "computed": "791", "reason": "So says the protocol."}
        tables["discrepancies"].append(row)
        [problem] = audit_problems(tables, [])

        assert str(problem) == (
            "discrepancies.csv:0:0: audit explanation vote_sum/election: found explains a check "
            "that does not fail; allowed: one that fails; remove the row"
        )
