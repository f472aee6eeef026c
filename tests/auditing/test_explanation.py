from __future__ import annotations

import pytest

from elecdata.auditing import findings

COUNCIL = "xx-2031-council"  # invented
WHOLE = "votes of the contestants add up to the valid votes"
KEY = {"check_name": "vote_sum", "subject": "election"}


@pytest.fixture
def wrong(tables):
    """One vote too many."""
    tables.party("alpha", votes=3_001)
    return tables


def vote_sum(tables):
    """Outcome and reason of the sum of votes."""
    [found] = [f for f in findings(tables, COUNCIL) if f.check == "vote_sum"]
    return found.outcome, found.reason


def explanations(tables):
    """Explanations that are themselves at fault."""
    return [f.subject for f in findings(tables, COUNCIL) if f.check == "explanation"]


def test_explained_failure_is_a_discrepancy(wrong):
    """The reason stands behind what was found."""
    wrong.add("discrepancies", **KEY, stated="4800", computed="4801", reason="So it was printed.")

    assert vote_sum(wrong) == ("discrepancy", f"{WHOLE}. So it was printed.")
    assert explanations(wrong) == []


def test_explanation_of_other_figures_does_not_hold(wrong):
    """When a figure changes, the check fails again."""
    wrong.add("discrepancies", **KEY, stated="4800", computed="4802", reason="So it was printed.")
    said = f"{WHOLE}; the explanation is of other figures, '4800' and '4802'"

    assert vote_sum(wrong) == ("failed", said)


def test_explanation_of_what_passes_fails(tables):
    """An explanation that is no longer needed is told."""
    tables.add("discrepancies", **KEY, stated="4800", computed="4801", reason="So it was printed.")

    assert vote_sum(tables)[0] == "passed"
    assert explanations(tables) == ["vote_sum/election"]


def test_failure_without_explanation_stays_one(wrong):
    """Nothing is explained away unasked."""
    assert vote_sum(wrong) == ("failed", WHOLE)
