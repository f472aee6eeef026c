"""An invented election that passes every check, for tests to break."""

from __future__ import annotations

import pytest

from elecdata.auditing.contest import contest_of
from elecdata.schema import TABLES

COUNCIL = "xx-2031-council"

# A council of 20: ten seats from lists under Hare's quota and seven per cent of the ballots cast,
# eight from constituencies with runoffs, two filled by an assembly. 9,990 voters, 5,000 ballots.
ELECTION = {
    "office": "legislature",
    "seats": 20,
    "seats_list": 10,
    "seats_constituency": 8,
    "seats_indirect": 2,
    "registered_voters": 9_990,
    "ballots_issued": 5_010,
    "ballots_cast": 5_000,
    "valid_votes": 4_800,
    "invalid_votes": 200,
    "turnout_pct": 50.05,
    "turnout_base": "registered",
}
# votes, share of the valid votes, list seats, constituency seats, those of the first round
PARTIES = {
    "alpha": (3_000, 62.5, 6, 4, 3),
    "beta": (1_440, 30.0, 3, 3, 2),
    "gamma": (360, 7.5, 1, 1, 0),
}
RULES = (
    {
        "tier": "list",
        "seats": 10,
        "formula": "hare",
        "threshold_pct": 7.0,
        "threshold_base": "cast",
        "guarantee": "Two lists at least",
        "n_lists_guaranteed": 2,
    },
    {"tier": "constituency", "seats": 8, "formula": "absolute_majority"},
    {"tier": "indirect", "seats": 2, "formula": "indirect"},
)


def row(table, **cells):
    """A row with all columns of a table; what is not given is empty."""
    return dict.fromkeys(TABLES[table].columns) | {"election_id": COUNCIL} | cells


def returns(contestant, round_, stage, **cells):
    """A return of the whole country."""
    key = {"contestant_id": contestant, "region": "national", "round": round_, "stage": stage}
    return row("returns", **key, base="none", **cells)


def council():
    """Rows of the Council's tables."""
    results, seats = [], []
    for name, (votes, share, by_list, constituency, first) in PARTIES.items():
        labels = {"contestant_id": name, "short_name": name.title(), "contestant_type": "party"}
        figures = {"votes": votes, "vote_share_pct": share, "vote_share_base": "valid"}
        tiers = {"seats_list": by_list, "seats_constituency": constituency}
        all_seats = by_list + constituency
        results.append(row("results", **labels, **figures, seats=all_seats, **tiers))
        seats.append(returns(name, "all", "final", seats=all_seats))
        seats.append(returns(name, "1", "final", seats_constituency=first))
    house = {"contestant_id": "house", "short_name": "House", "contestant_type": "indirect"}
    results.append(row("results", **house, seats=2, seats_indirect=2))
    seats.append(returns("house", "all", "final", seats=2))
    contestants = [
        row("contestants", **{n: r[n] for n in ("contestant_id", "short_name", "contestant_type")})
        for r in results
    ]
    close = {"region": "national", "observed_at": "close", "round": "all", "stage": "final"}
    noon = close | {"observed_at": "12:00", "stage": "partial"}
    return {
        "elections": [row("elections", **ELECTION)],
        "results": results,
        "returns": seats,
        "allocations": [row("allocations", **rule) for rule in RULES],
        "turnout": [
            row("turnout", **close, base="registered", turnout_pct=50.05),
            row("turnout", **noon, base="none", ballots_issued=2_512),
            row("turnout", **noon, base="registered", turnout_pct=25.15),
        ],
        "contestants": contestants,
        "declarations": [row("declarations", round="1", stage="final", seats_open=3)],
        "discrepancies": [],
    }


def president():
    """Rows of an invented contest for one office, won by Ada with 600 of 1,000 votes."""
    tables = {name: [] for name in council()}
    figures = {"office": "presidency", "ballots_cast": 1_020, "valid_votes": 1_000}
    tables["elections"].append(row("elections", **figures))
    for name, votes in (("ada", 600), ("bek", 400)):
        labels = {"contestant_id": name, "short_name": name.title()}
        figures = {"votes": votes, "vote_share_pct": votes / 10, "vote_share_base": "valid"}
        tables["results"].append(row("results", **labels, contestant_type="candidate", **figures))
    rule = {"tier": "single", "seats": 1, "formula": "absolute_majority"}
    tables["allocations"].append(row("allocations", **rule))
    return tables


class Tables(dict):
    """Tables, and handles to damage them."""

    def change(self, table, where=None, **cells):
        """Change cells of the rows that have certain others."""
        hits = [r for r in self[table] if (where or {}).items() <= r.items()]
        if not hits:
            raise AssertionError(f"no row of {table} has {where}")
        for each in hits:
            each.update(cells)

    def party(self, name, **cells):
        """Change cells of a contestant's results."""
        self.change("results", {"contestant_id": name}, **cells)

    def add(self, table, **cells):
        """Add a row."""
        self[table].append(row(table, **cells))

    def found(self, check, name=None):
        """Findings of a module of checks: subject to outcome, figures and reason."""
        found = check(contest_of(self, COUNCIL))
        return {
            f.subject: (f.outcome, f.stated, f.computed, f.reason)
            for f in found
            if name in (None, f.check)
        }


@pytest.fixture
def tables():
    """The Council, which a test may damage."""
    return Tables(council())


@pytest.fixture
def single():
    """The contest for one office, which a test may damage."""
    return Tables(president())
