"""Which election came before another."""

from __future__ import annotations

import pandas as pd

from elecdata.succession import before


def test_only_the_same_body_counts():
    """Another country, office or chamber breaks the line; the day decides within a year."""
    rows = [
        ("x-1", "AAA", "legislature", "House", 2031, "2031-01-05"),
        ("x-3", "AAA", "legislature", "House", 2033, "2033-11-14"),
        ("x-2", "AAA", "legislature", "House", 2033, "2033-04-04"),
        ("s-1", "AAA", "legislature", "Senate", 2032, "2032-01-01"),
        ("p-1", "AAA", "presidency", None, 2032, "2032-02-01"),
        ("q-1", "AAA", "legislature", None, 2036, "2036-02-01"),
        ("p-2", "AAA", "presidency", None, 2037, "2037-02-01"),
        ("y-1", "BBB", "legislature", "House", 2034, "2034-01-01"),
    ]
    names = ["election_id", "country", "office", "chamber", "year", "election_date"]
    elections = pd.DataFrame(rows, columns=names)

    assert before(elections) == {"x-2": "x-1", "x-3": "x-2", "p-2": "p-1"}


def test_what_is_not_known_is_not_needed():
    """Without chambers and days, country, office and year decide."""
    rows = [("b", "AAA", "legislature", 2035), ("a", "AAA", "legislature", 2031)]
    elections = pd.DataFrame(rows, columns=["election_id", "country", "office", "year"])

    assert before(elections) == {"b": "a"}
