from __future__ import annotations

import pytest

from elecdata import validate
from elecdata.curation.control import Rules
from elecdata.curation.election import KEYS, control_totals
from elecdata.curation.publication import build
from elecdata.errors import ValidationError
from elecdata.schema.vocabulary import COUNTRY

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented
WHOLE = "as a whole number without quotes"
ELECTION = f"{COUNCIL}/election.toml"


class TestElection:
    """`election.toml` says what an election is."""

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            pytest.param(
                '"KAZ"',
                '"KAS"',
                f"1:1: election.country: found 'KAS'; allowed: {COUNTRY.allowed}",
                id="unknown country",
            ),
            pytest.param(
                "2031",
                "2030",
                f"2:1: election.year: found 2030; allowed: the year in {COUNCIL}, {WHOLE}",
                id="another year",
            ),
            pytest.param(
                "2031",
                '"2031"',
                f"2:1: election.year: found '2031'; allowed: the year in {COUNCIL}, {WHOLE}",
                id="year as text",
            ),
            pytest.param(
                '"legislature"',
                '"senate"',
                "3:1: election.office: found 'senate'; allowed: one of legislature, presidency",
                id="unknown office",
            ),
            pytest.param(
                'chamber = "Council"\n',
                "",
                "1:1: election.chamber: found ''; allowed: the name of the chamber",
                id="no chamber",
            ),
            pytest.param(
                '"Council"',
                '"Council "',
                "4:1: election.chamber: found 'Council '; allowed: the name of the chamber",
                id="space behind the chamber",
            ),
            pytest.param(
                "chamber",
                "chambre",
                "4:1: election.chambre: found key 'chambre'; allowed: country, year, office, "
                "chamber, control",
                id="unknown key",
            ),
            pytest.param(
                'country = "KAZ"\n',
                "",
                f"1:1: election.country: found None; allowed: {COUNTRY.allowed}",
                id="no country",
            ),
        ],
    )
    def test_fault_is_reported(self, sheets, old, new, said):
        """One fault gives its problem, in these words, at the key."""
        sheets.swap(ELECTION, old, new)

        assert said in [problem.removeprefix(f"{ELECTION}:") for problem in sheets.problems()]

    @pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n"])
    def test_empty_sheet_is_reported(self, sheets, text):
        """An election without any key is a fault, and never left out in silence."""
        sheets.write(ELECTION, text)

        assert {ELECTION} == {problem.file for problem in sheets.read().problems}


class TestControl:
    """`election.toml` may state control totals, which what is published must equal."""

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            pytest.param(
                "control = 5",
                "5:1: election.control: found 5; allowed: a section, [control]",
                id="no section",
            ),
            pytest.param(
                "[control]\nseats = -1",
                "6:1: election.seats: found -1; allowed: a number of seats",
                id="negative",
            ),
            pytest.param(
                "[control]\nseats = true",
                "6:1: election.seats: found True; allowed: a number of seats",
                id="truth value",
            ),
            pytest.param(
                '[control]\nseats = "10"',
                "6:1: election.seats: found '10'; allowed: a number of seats",
                id="text",
            ),
            pytest.param(
                "[control]\nchairs = 10",
                "6:1: election.chairs: found key 'chairs'; allowed: seats, tiers, indirect",
                id="unknown key",
            ),
            pytest.param(
                "[control]\ntiers = 10",
                "6:1: election.tiers: found 10; allowed: a section, [control.tiers]",
                id="tiers as number",
            ),
            pytest.param(
                "[control.tiers]\nlists = 9",
                "6:1: election.lists: found tier 'lists'; allowed: list, constituency, indirect "
                "Did you mean 'list'?",
                id="unknown tier",
            ),
            pytest.param(
                "[control.indirect]\nkz-house = 1.5",
                "6:1: election.kz-house: found 1.5; allowed: a number of seats",
                id="half a seat",
            ),
        ],
    )
    def test_fault_is_reported(self, sheets, text, said):
        """One fault gives one problem, in these words, at the key."""
        sheets.write(ELECTION, f"{sheets.text(ELECTION)}{text}\n")

        assert [f"{ELECTION}:{said}"] == sheets.problems()

    def test_totals_are_read(self, sheets):
        """Seats of the chamber, of tiers and of contestants outside the popular vote."""
        text = (
            "[control]\nseats = 10\n"
            "[control.tiers]\nlist = 9\nindirect = 1\n"
            "[control.indirect]\nkz-house = 1\n"
        )
        sheets.write(ELECTION, sheets.text(ELECTION) + text)
        wanted = {"seats": 10, "tiers": {"list": 9, "indirect": 1}, "indirect": {"kz-house": 1}}

        assert wanted == control_totals(sheets.root, COUNCIL)
        assert {COUNCIL: wanted} == sheets.read().control
        assert build(sheets.root)[0]["elections"].num_rows == 2

    def test_section_may_be_empty_or_absent(self, sheets):
        """Empty is audited without totals; absent leaves the audit to a script."""
        assert control_totals(sheets.root, COUNCIL) is None
        sheets.write(ELECTION, f"{sheets.text(ELECTION)}[control]\n")

        assert control_totals(sheets.root, COUNCIL) == {}

    @pytest.mark.parametrize(
        "text", ["seats = 11", "tiers = {list = 8}", "indirect = {kz-house = 2}"]
    )
    def test_total_that_differs_stops_the_build(self, sheets, text):
        """A build and a check both say what is published and what the rules say."""
        sheets.write(ELECTION, f"{sheets.text(ELECTION)}[control]\n{text}\n")

        assert sheets.problems() == []
        with pytest.raises(ValidationError):
            build(sheets.root)
        assert not validate(sheets.root).ok

    def test_totals_of_a_script_as_well_are_refused(self, sheets):
        """Nobody has to guess which of two totals holds."""
        sheets.write(ELECTION, f"{sheets.text(ELECTION)}[control]\nseats = 10\n")
        with pytest.raises(ValidationError) as caught:
            build(sheets.root, [Rules(COUNCIL, seats=10)])

        assert [str(problem) for problem in caught.value.problems] == [
            f"{ELECTION}:0:0: control: found control totals; allowed: those of the script"
        ]

    def test_empty_section_leaves_the_totals_to_a_script(self, sheets):
        """A template's empty section is no second opinion."""
        sheets.write(ELECTION, f"{sheets.text(ELECTION)}[control]\n")

        assert build(sheets.root, [Rules(COUNCIL, seats=10)])[0]["elections"].num_rows == 2
        with pytest.raises(ValidationError):
            build(sheets.root, [Rules(COUNCIL, seats=11)])


def test_every_key_is_explained():
    """Each key says what to type, whether it may be left out, and where it is printed."""
    assert all(key.what and key.leave_out and key.printed for key in KEYS)
    assert len({key.name for key in KEYS}) == len(KEYS)
