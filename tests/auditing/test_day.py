"""Turnout over the day of the vote cannot fall."""

from __future__ import annotations

import pytest

from elecdata.auditing.day import day

NORTH = {"region": "xx-north", "round": "all", "stage": "partial", "base": "registered"}


def add(tables, *told, **changes):
    """Add turnouts of a region, each with its time of day."""
    for time, figure in told:
        tables.add("turnout", **NORTH | {"observed_at": time, "turnout_pct": figure} | changes)


def test_council_passes(tables):
    """Noon and the close of the whole country, in order."""
    said = "per cent by time of day: 12:00 25.15, close 50.05"

    assert tables.found(day) == {"national": ("passed", "", "", said)}


def test_times_are_put_in_order(tables):
    """Hours by the clock, the close last, whatever the order of the rows."""
    add(tables, ("close", 60.0), ("12:00", 30.0), ("9:30", 10.0))

    assert tables.found(day)["xx-north"] == (
        "passed",
        "",
        "",
        "per cent by time of day: 9:30 10, 12:00 30, close 60",
    )


def test_a_fall_fails(tables):
    """The figure that is too low is told, and the one before it."""
    add(tables, ("12:00", 30.1), ("18:00", 29.9), ("close", 60.0))

    assert tables.found(day)["xx-north"] == (
        "failed",
        "29.9",
        "30.1 or more",
        ("per cent by time of day: 12:00 30.1, 18:00 29.9, close 60; less at 18:00 than at 12:00"),
    )


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (80.4, 80.38, "passed"),  # 80.35 is both
        (80.4, 80.34, "failed"),
        (80.4, 80.0, "passed"),  # 80 may be anything up to 80.5
        (80.7, 80.0, "failed"),
        (80.38, 80.38, "passed"),
    ],
)
def test_rounding_is_no_fall(tables, before, after, outcome):
    """Figures that may stand for the same one do not contradict each other."""
    add(tables, ("20:00", before), ("close", after))

    assert tables.found(day)["xx-north"][0] == outcome


def test_any_of_several_figures_will_do(tables):
    """Where sources differ about the close, one that is high enough is."""
    add(tables, ("20:00", 50.0), ("close", 45.0))
    add(tables, ("close", 51.0), stage="final")

    assert tables.found(day)["xx-north"][0] == "passed"


@pytest.mark.parametrize(
    "changes",
    [
        {"base": "issued"},
        {"hedges": "turnout_pct=more_than"},
        {"observed_at": "unstated"},
        {"turnout_pct": None},
        {"region": "xx-south"},
        {"round": "2"},
    ],
    ids=str,
)
def test_what_is_of_something_else_is_left_out(tables, changes):
    """Another base or round, loose words, no hour: nothing to set in order."""
    add(tables, ("12:00", 30.0))
    add(tables, ("18:00", 20.0), **changes)

    assert set(tables.found(day)) == {"national"}


def test_a_second_round_has_a_day_of_its_own(tables):
    """Its place is told with the round."""
    add(tables, ("12:00", 30.0), ("18:00", 40.0), round="2")

    assert tables.found(day)["xx-north/2"][0] == "passed"
