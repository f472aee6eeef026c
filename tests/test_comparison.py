"""Comparing contestants over elections."""

from __future__ import annotations

import pytest

import elecdata
from elecdata.errors import InvalidArgumentError, UnknownNameError


class TestCompare:
    """One row a contestant, one column an election."""

    def test_a_renamed_party_has_one_row(self):
        """Otan of 2004 and Nur Otan of 2012 stand in one row under their latest name."""
        table = elecdata.compare("seats", country="KAZ", year=[2004, 2012])

        assert table.loc["kz-otan", "name"] == "Nur Otan"
        assert table.loc["kz-otan", ["kz-2004-majilis", "kz-2012-majilis"]].to_list() == [42, 83]

    def test_contestants_can_be_kept_apart(self):
        """By contestant the two names are two rows."""
        table = elecdata.compare("seats", by="contestant", country="KAZ", year=[2004, 2012])

        assert {"kz-otan", "kz-nur-otan"} <= set(table.index)

    def test_changes_are_differences_to_the_election_before(self):
        """A change is this election less the one before, of the same body."""
        table = elecdata.compare("seat_share_pct", country="KAZ", year=[2004, 2012])
        change = table["kz-2012-majilis"] - table["kz-2004-majilis"]

        assert change.equals(table["kz-2012-majilis change"].rename(None))
        assert "kz-2004-majilis change" not in table

    def test_changes_can_be_left_out(self):
        """Without changes there is one column an election."""
        table = elecdata.compare("seats", country="KAZ", year=[2004, 2012], changes=False)

        assert list(table.columns) == ["name", "kz-2004-majilis", "kz-2012-majilis"]

    def test_bodies_are_not_mixed(self):
        """No change is computed between two countries."""
        table = elecdata.compare("seats")

        assert "az-2005-milli-majlis change" not in table
        assert "kz-2005-president" not in table

    def test_a_party_that_did_not_stand_is_missing_not_zero(self):
        """Asar of 2004 has no figure in 2012, and no change."""
        table = elecdata.compare("seats", country="KAZ", year=[2004, 2012])

        assert table.loc["kz-asar", ["kz-2012-majilis", "kz-2012-majilis change"]].isna().all()

    def test_order_is_by_the_largest_figure(self):
        """The first row has the largest figure of all."""
        table = elecdata.compare("seats", country="KAZ", year=2012, changes=False)

        assert table["kz-2012-majilis"].is_monotonic_decreasing

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ({"measure": "seat_share"}, "no measure named 'seat_share'. Did you mean"),
            ({"by": "party"}, "no grouping named 'party'. Known: lineage, contestant."),
            ({"office": "both"}, "no office named 'both'. Known: legislature, presidency."),
        ],
        ids=lambda value: str(value)[:30],
    )
    def test_unknown_names_are_refused(self, arguments, said):
        """A measure, grouping or office that does not exist raises."""
        with pytest.raises(UnknownNameError) as raised:
            elecdata.compare(**arguments)

        assert str(raised.value).startswith(said)

    def test_an_office_that_no_chosen_election_filled_is_refused(self):
        """Asking for the presidency in 2012 finds nothing to compare."""
        with pytest.raises(
            InvalidArgumentError, match="none of these elections filled a presidency"
        ):
            elecdata.compare("votes", office="presidency", year=2012)
