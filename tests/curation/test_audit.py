from __future__ import annotations

import pytest

from elecdata.adoption.assembly import assemble
from elecdata.curation.audit import Finding, Rules, audit, audit_problems

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented
RULES = Rules(COUNCIL, seats=10, tiers={"list": 9, "indirect": 1}, indirect={"kz-house": 1})


@pytest.fixture
def tables(record):
    """Tables of the undamaged sheets; the test may change their rows."""
    return assemble(record)


def change(tables, table, key, **cells):
    """Change cells of the row whose key ends in an id."""
    [row] = [row for row in tables[table] if key in (row["election_id"], row.get("contestant_id"))]
    row.update(cells)


def outcomes(rules, tables, check):
    """Outcome and detail of every finding of one check."""
    return [(f.outcome, f.detail) for f in audit(rules, tables) if f.check == check]


class TestAudit:
    """Every check passes, fails, or cannot be made, and says why."""

    def test_invented_record_passes(self, tables):
        """Nothing fails; what no source gives is not checkable."""
        found = {finding.outcome for finding in audit(RULES, tables)}

        assert found <= {"passed", "not checkable"}

    @pytest.mark.parametrize(
        ("check", "wanted"),
        [
            ("chamber", [("passed", "seats: 10 published, 10 by the rules")]),
            ("tiers", [("passed", "sum of the tiers: 10 published, 10 by the rules")]),
            (
                "tier",
                [
                    ("passed", "list seats allotted: 9 published, 9 by the rules"),
                    ("passed", "list seats of the chamber: 9 published, 9 by the rules"),
                    ("passed", "list seats won: 9 published, 9 by the rules"),
                    ("not checkable", "indirect seats allotted: no figure"),
                    ("passed", "indirect seats of the chamber: 1 published, 1 by the rules"),
                    ("passed", "indirect seats won: 1 published, 1 by the rules"),
                ],
            ),
            ("indirect", [("passed", "kz-house: 1 published, 1 by the rules")]),
            ("seat sum", [("passed", "seats won: 10 published, 10 by the rules")]),
            ("tier sums", [("passed", "3 contestants add up")]),
            ("vote sum", [("passed", "votes: 790 published, 790 by the rules")]),
            ("shares", [("passed", "1 shares add up to 63.29 per cent")]),
            (
                "ballots",
                [("passed", "valid_votes 790 <= ballots_cast 802 <= registered_voters 1000")],
            ),
            ("turnout", [("passed", "80.2 stated; ballots_cast/registered_voters = 80.20")]),
        ],
    )
    def test_check_passes(self, tables, check, wanted):
        """Each check of the Council says what it compared."""
        assert wanted == outcomes(RULES, tables, check)

    @pytest.mark.parametrize(
        ("table", "key", "cells", "check", "detail"),
        [
            pytest.param(
                "elections",
                COUNCIL,
                {"seats": 11},
                "chamber",
                "seats: 11 published, 10 by the rules",
                id="chamber",
            ),
            pytest.param(
                "elections",
                COUNCIL,
                {"seats": 11},
                "seat sum",
                "seats won: 10 published, 11 by the rules",
                id="seat sum",
            ),
            pytest.param(
                "allocations",
                COUNCIL,
                {"seats": 8},
                "tier",
                "list seats allotted: 8 published, 9 by the rules",
                id="tier",
            ),
            pytest.param(
                "results",
                "kz-house",
                {"seats": 2},
                "indirect",
                "kz-house: 2 published, 1 by the rules",
                id="indirect",
            ),
            pytest.param(
                "results", "kz-beta", {"seats": 4}, "tier sums", "kz-beta", id="tier sums"
            ),
            pytest.param(
                "results",
                "kz-beta",
                {"votes": 291},
                "vote sum",
                "votes: 791 published, 790 by the rules",
                id="vote sum",
            ),
            pytest.param(
                "results",
                "kz-beta",
                {"vote_share_pct": 36.73},
                "shares",
                "2 shares add up to 100.02 per cent",
                id="shares",
            ),
            pytest.param(
                "elections",
                COUNCIL,
                {"valid_votes": 803},
                "ballots",
                "valid_votes 803 <= ballots_cast 802 <= registered_voters 1000",
                id="ballots",
            ),
            pytest.param(
                "elections",
                COUNCIL,
                {"turnout_pct": 80.1},
                "turnout",
                "80.1 stated; ballots_cast/registered_voters = 80.20",
                id="turnout",
            ),
        ],
    )
    def test_check_fails(self, tables, table, key, cells, check, detail):
        """A figure that breaks the year's rule fails, in these words."""
        change(tables, table, key, **cells)

        assert ("failed", detail) in outcomes(RULES, tables, check)

    @pytest.mark.parametrize(
        ("check", "wanted"),
        [
            ("chamber", []),
            ("seat sum", [("not checkable", "no seats in a contest for one office")]),
            (
                "tier sums",
                [("not checkable", "no contestant's seats are told apart by tier")],
            ),
            ("vote sum", [("passed", "votes: 1,000 published, 1,000 by the rules")]),
            ("shares", [("not checkable", "no share of the vote")]),
            ("ballots", [("not checkable", "1 of 4 figures")]),
            ("turnout", [("not checkable", "turnout, voters or ballots not known")]),
        ],
    )
    def test_contest_for_one_office(self, tables, check, wanted):
        """Of a presidency with few figures little can be checked, and it is said why."""
        assert wanted == outcomes(Rules(PRESIDENT), tables, check)

    @pytest.mark.parametrize(
        ("shares", "outcome"), [((63.29, 36.72), "passed"), ((63.29, 36.73), "failed")]
    )
    def test_shares_may_be_rounded(self, tables, shares, outcome):
        """Two rounded shares may exceed a hundred by a hundredth, and no more."""
        for name, share in zip(("kz-alpha", "kz-beta"), shares, strict=True):
            change(tables, "results", name, vote_share_pct=share)

        assert outcomes(RULES, tables, "shares")[0][0] == outcome

    def test_no_rule_is_not_checkable(self, tables):
        """Where no source states the rule, nothing is compared."""
        assert outcomes(Rules(COUNCIL), tables, "chamber") == [("not checkable", "seats: no rule")]

    def test_no_figure_is_not_checkable(self, tables):
        """Where no source states the figure, nothing is compared."""
        change(tables, "elections", COUNCIL, seats=None)

        assert outcomes(RULES, tables, "chamber") == [("not checkable", "seats: no figure")]


class TestDiscrepancies:
    """A failure that the record itself contains is explained, not hidden."""

    def test_explained_failure_is_a_discrepancy(self, tables):
        """The reason stands behind what was found, and the build goes on."""
        change(tables, "results", "kz-beta", votes=291)
        rules = Rules(COUNCIL, discrepancies={"vote sum": "So says the protocol."})
        detail = "votes: 791 published, 790 by the rules; So says the protocol."

        assert outcomes(rules, tables, "vote sum") == [("discrepancy", detail)]
        assert audit_problems(audit(rules, tables)) == []

    def test_reason_for_a_check_that_passes_has_no_effect(self, tables):
        """Only a failure is explained away."""
        rules = Rules(COUNCIL, discrepancies={"vote sum": "So says the protocol."})

        assert outcomes(rules, tables, "vote sum")[0][0] == "passed"


class TestAuditProblems:
    """Failures stop the build."""

    def test_failure_is_a_problem(self, tables):
        """A failed check says which, and what to do."""
        change(tables, "results", "kz-beta", votes=291)

        found = "found votes: 791 published, 790 by the rules; allowed: equal"
        fix = "correct the claim, or explain the discrepancy in the year's script"

        assert [f"{COUNCIL}/claims.csv:0:0: audit vote sum: {found}; {fix}"] == [
            str(problem) for problem in audit_problems(audit(Rules(COUNCIL), tables))
        ]

    def test_what_passes_or_cannot_be_checked_is_none(self, tables):
        """Nothing else is a problem."""
        assert audit_problems(audit(RULES, tables)) == []


class TestFinding:
    """A finding is one line for the terminal."""

    def test_outcome_stands_in_a_column(self):
        """Outcomes of any length keep the checks below each other."""
        lines = [
            str(Finding(COUNCIL, "a", outcome, "b")) for outcome in ("passed", "not checkable")
        ]

        assert lines == ["passed        a: b", "not checkable a: b"]
