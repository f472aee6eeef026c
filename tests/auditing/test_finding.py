from __future__ import annotations

import pandas as pd
import pytest

from elecdata.auditing.finding import OUTCOMES, Finding, seats_shown, shown, told


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_outcome_stands_in_a_column(outcome):
    """Outcomes of any length keep the checks below each other."""
    line = str(Finding("xx-2031-council", "seat_sum", "chamber", outcome, "20", "21", "why"))

    assert line[14:] == "seat_sum chamber: 20 stated, 21 computed: why"
    assert line[:14].strip() == outcome


@pytest.mark.parametrize(
    ("stated", "computed", "said"),
    [("", "", "why"), ("20", "", "20 stated, none computed: why")],
)
def test_missing_figures(stated, computed, said):
    """No figure is called none; where there are two such, the reason stands alone."""
    line = str(Finding("xx-2031-council", "a", "b", "not checkable", stated, computed, "why"))

    assert line == f"not checkable a b: {said}"


@pytest.mark.parametrize(
    ("figure", "wanted"),
    [
        (None, ""),
        (0, "0"),
        (63.25, "63.25"),
        (60.0, "60"),
        (0.1 + 0.2, "0.3"),
        ("passes", "passes"),
    ],
)
def test_figures_are_shown_as_printed(figure, wanted):
    """No tail of binary fractions, no empty decimals."""
    assert shown(figure) == wanted


def test_seats_are_shown_largest_first():
    """Equals by name; those without seats not at all."""
    names = {"a": "Z", "b": "Y", "c": "X"}

    assert seats_shown({"a": 1, "b": 1, "c": 3, "d": 0}, names) == "X 3, Y 1, Z 1"
    assert seats_shown({"d": 2}, names) == "d 2"
    assert seats_shown({"d": 0}, names) == "none"


def test_namesakes_stay_apart():
    """Two contestants of one name have their seats each."""
    assert seats_shown({"a": 1, "b": 2}, {"a": "Alpha", "b": "Alpha"}) == "Alpha 2, Alpha 1"


def test_report_is_told_in_lines():
    """Findings stand below their election, and the outcomes are counted at the end."""
    names = ["election_id", "check", "subject", "outcome", "stated", "computed", "reason"]
    rows = [
        ["xx-2031-council", "seat_sum", "chamber", "failed", "20", "21", "why"],
        ["xx-2031-council", "vote_sum", "election", "passed", "5", "5", "so"],
        ["xx-2032-president", "share", "ada", "not checkable", "", "", "how"],
    ]

    assert told(pd.DataFrame(rows, columns=names)).splitlines() == [
        "== xx-2031-council",
        "failed        seat_sum chamber: 20 stated, 21 computed: why",
        "passed        vote_sum election: 5 stated, 5 computed: so",
        "== xx-2032-president",
        "not checkable share ada: how",
        "1 passed; 1 failed; 0 discrepancy; 1 not checkable",
    ]
