from __future__ import annotations

import pytest

import elecdata
from elecdata.auditing import COLUMNS, OUTCOMES, findings
from elecdata.errors import UnknownNameError

COUNCIL = "xx-2031-council"  # invented


class TestFindings:
    """All checks of an election, one after the other."""

    def test_council_passes(self, tables):
        """Of the invented Council only the constituencies cannot be replayed."""
        found = [f for f in findings(tables, COUNCIL) if f.outcome != "passed"]

        assert [(f.check, f.subject, f.outcome) for f in found] == [
            ("replay", "constituency", "not checkable")
        ]

    def test_contest_for_one_office(self, single):
        """Of one office only the turnout, which is not published."""
        found = [f for f in findings(single, COUNCIL) if f.outcome != "passed"]

        assert [(f.check, f.subject, f.outcome) for f in found] == [
            ("turnout", "election", "not checkable")
        ]

    @pytest.mark.parametrize("name", ["tables", "single"])
    def test_no_check_is_made_twice(self, request, name):
        """Check and subject name a finding."""
        found = [(f.check, f.subject) for f in findings(request.getfixturevalue(name), COUNCIL)]

        assert len(found) == len(set(found))

    @pytest.mark.parametrize("table", ["elections", "results", "allocations", "returns"])
    def test_empty_cells_never_stop_the_audit(self, tables, table):
        """With every figure missing nothing fails and nothing raises."""
        kept = ("election_id", "contestant_id", "contestant_type", "short_name", "office", "tier")
        kept += ("region", "round", "stage", "base")
        for row in tables[table]:
            row.update(dict.fromkeys([name for name in row if name not in kept]))

        assert "failed" not in {f.outcome for f in findings(tables, COUNCIL)}


class TestAudit:
    """The frame that users get."""

    def test_shape(self):
        """One row a check, its outcome one of four."""
        report = elecdata.audit()

        assert list(report.columns) == list(COLUMNS)
        assert list(report.outcome.cat.categories) == list(OUTCOMES)
        assert not report.duplicated(["election_id", "check", "subject"]).any()
        assert not report.drop(columns="outcome").isna().any(axis=None)

    def test_attrs_say_what_was_checked(self):
        """Version, view and how often each outcome came up."""
        report = elecdata.audit(country="KAZ", year=2021)
        about = report.attrs["elecdata"]

        assert about["version"] == elecdata.__version__
        assert about["view"] == {"country": ["KAZ"], "year": [2021]}
        assert list(about["outcomes"]) == list(OUTCOMES)
        assert sum(about["outcomes"].values()) == len(report)

    def test_filters_choose_elections(self):
        """As in load; by default all are audited."""
        assert set(elecdata.audit(office="presidency").election_id) == {"kz-2005-president"}
        assert set(elecdata.audit().election_id) == set(elecdata.load("elections").election_id)
        assert elecdata.audit("kz-2012-majilis").equals(elecdata.audit(year=2012))

    def test_unknown_election(self):
        """A wrong name is told."""
        with pytest.raises(UnknownNameError, match="no election named 'kz-2013-majilis'"):
            elecdata.audit("kz-2013-majilis")


# Ballots issued are only held to lie between ballots cast and voters, and a guarantee of three
# lists would have bound as little as one of two.
UNSEEN = {"elections.ballots_issued", "allocations.n_lists_guaranteed"}


def test_one_more_is_seen(tables):
    """Every count of the Council, one higher, makes a check fail, but for those named above."""
    unseen = set()
    for name, rows in tables.items():
        for row in rows:
            for column, value in row.items():
                if isinstance(value, int):
                    row[column] = value + 1
                    if "failed" not in {f.outcome for f in findings(tables, COUNCIL)}:
                        unseen.add(f"{name}.{column}")
                    row[column] = value

    assert unseen == UNSEEN
