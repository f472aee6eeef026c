from __future__ import annotations

import sys
from pathlib import Path

import pytest

from elecdata.curation.sheets import election_ids, read_sheets

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented
BROKEN = Path(__file__).parent.parent / "broken"
CASES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir())


class TestBrokenSheets:
    """Every sheet in tests/broken is wrong in one way and is told so."""

    @pytest.mark.parametrize("case", CASES)
    def test_says_what_is_wrong(self, sheets, case):
        """The one sheet in the place of the valid one gives the message beside it, whole."""
        [sheet] = [path for kind in ("csv", "toml") for path in (BROKEN / case).rglob(f"*.{kind}")]
        sheets.write(sheet.relative_to(BROKEN / case), sheet.read_bytes())
        message = (BROKEN / case / "message.txt").read_text(encoding="utf-8")

        assert message.splitlines() == sheets.problems()

    @pytest.mark.parametrize("case", CASES)
    def test_file_is_read_as_it_was_written(self, case):
        """No editor or version control has changed a line end on the way."""
        for path in (BROKEN / case).rglob("*.*"):
            assert b"\r" not in path.read_bytes()


class TestReadSheets:
    """`read_sheets` gives the record, and every problem in one pass."""

    def test_valid_folder_gives_a_record(self, sheets):
        """Elections, claims, rulings and registers are read, and nothing is wrong."""
        found = sheets.read()

        assert found.problems == []
        assert list(found.record.elections) == [COUNCIL, PRESIDENT]
        assert (len(found.record.claims), len(found.record.rulings)) == (51, 1)

    def test_an_election_whose_folder_cannot_be_listed_is_told(self, sheets, monkeypatch):
        """It is not left out in silence, nor does the check end there."""
        real = Path.iterdir

        def listed(path):
            if path.name == COUNCIL:
                raise PermissionError(13, "Permission denied")
            return real(path)

        monkeypatch.setattr(Path, "iterdir", listed)
        found = sheets.read()

        assert list(found.record.elections) == [PRESIDENT]
        assert str(found.problems[-1]) == (
            f"{COUNCIL}:0:0: file: found Permission denied; allowed: a folder that can be read"
        )

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for rights to make links")
    def test_a_link_that_leads_nowhere_is_told(self, sheets):
        """It may have been an election."""
        (sheets.root / "kz-2033-council").symlink_to("kz-2033-council")

        assert [each.partition(";")[0] for each in sheets.problems()] == [
            "kz-2033-council:0:0: file: found kz-2033-council"
        ]

    def test_a_sheet_that_nothing_reads_is_told(self, sheets):
        """But not what systems and office programs leave beside sheets."""
        for name in ("partys.csv", ".DS_Store", "._parties.csv", "~$parties.csv", "notes.txt"):
            sheets.write(name, "x")
            sheets.write(f"{COUNCIL}/{name}", "x")

        assert [each.partition("; allowed")[0] for each in sheets.problems()] == [
            f"{COUNCIL}/notes.txt:0:0: file: found notes.txt",
            f"{COUNCIL}/partys.csv:0:0: file: found partys.csv",
            "partys.csv:0:0: file: found partys.csv",
        ]

    def test_identity_of_elections_is_read(self, sheets):
        """Country, year, office and chamber come from the election's own sheet."""
        council, president = sheets.read().record.elections.values()

        assert (council.country, council.year, council.chamber) == ("KAZ", 2031, "Council")
        assert (president.office, president.chamber) == ("presidency", "")

    def test_faults_of_all_files_are_reported_together(self, sheets):
        """Three faults in three files are three problems, in order of file and line."""
        sheets.damage(f"{PRESIDENT}/claims.csv", "contestant,kz-ada,votes", value="601")
        sheets.damage("regions.csv", "kz-north", country="KAS")
        sheets.swap(f"{COUNCIL}/election.toml", "2031", "2030")
        places = [problem.partition(": ")[0] for problem in sheets.problems()]

        assert [
            f"{COUNCIL}/election.toml:2:1",
            f"{PRESIDENT}/claims.csv:5:25",
            "regions.csv:2:10",
        ] == places

    @pytest.mark.parametrize("file", ["claims.csv", "election.toml"])
    def test_missing_sheet_of_an_election_is_reported(self, sheets, file):
        """An election needs its sheet of claims and its own sheet."""
        (sheets.root / PRESIDENT / file).unlink()

        assert [f"{PRESIDENT}/{file}"] == [problem.file for problem in sheets.read().problems]

    def test_file_that_nothing_reads_is_reported(self, sheets):
        """A file that is no sheet of an election does not lie about in its folder."""
        sheets.write(f"{PRESIDENT}/claim.csv", "subject_type\n")
        allowed = "election.toml, claims.csv, rulings.toml"

        assert [
            f"{PRESIDENT}/claim.csv:0:0: file: found claim.csv; allowed: {allowed}"
        ] == sheets.problems()

    def test_election_without_claims_is_right(self, sheets):
        """A sheet of claims may be empty but for its header."""
        header = sheets.text(f"{PRESIDENT}/claims.csv").partition("\n")[0]
        sheets.write(f"{PRESIDENT}/claims.csv", header + "\n")

        assert [problem.file for problem in sheets.read().problems] == []

    @pytest.mark.parametrize("name", ["KZ-2032-President", "kz 2032 president", "kz-2032"])
    def test_folder_that_names_no_election_is_reported(self, sheets, name):
        """A folder's name is an id, as country-year-contest."""
        (sheets.root / PRESIDENT).rename(sheets.root / name)
        header = sheets.text(f"{name}/claims.csv").partition("\n")[0]
        sheets.write(f"{name}/claims.csv", header + "\n")

        assert f"{name}/election.toml" in {problem.file for problem in sheets.read().problems}

    def test_year_beyond_the_range_is_reported(self, sheets):
        """A year that the published table would refuse is refused in the sheet."""
        name = "kz-1032-president"
        (sheets.root / PRESIDENT).rename(sheets.root / name)
        sheets.swap(f"{name}/election.toml", "2032", "1032")
        header = sheets.text(f"{name}/claims.csv").partition("\n")[0]
        sheets.write(f"{name}/claims.csv", header + "\n")

        assert f"{name}/election.toml" in {problem.file for problem in sheets.read().problems}


class TestOnly:
    """Some elections may be read alone."""

    def test_others_are_left_out(self, sheets):
        """What is not asked for is not read, and its sources do not count as unused."""
        found = read_sheets(sheets.root, (PRESIDENT,))

        assert found.problems == []
        assert list(found.record.elections) == [PRESIDENT]

    def test_faults_of_others_are_not_reported(self, sheets):
        """A fault in another election does not stand in the way."""
        sheets.swap(f"{COUNCIL}/election.toml", "2031", "2030")

        assert read_sheets(sheets.root, (PRESIDENT,)).problems == []

    def test_election_that_is_not_there_is_reported(self, sheets):
        """An election without a folder is a problem, and no crash."""
        assert read_sheets(sheets.root, ("kz-2033-senate",)).problems != []

    def test_folder_that_is_not_there_is_reported(self, tmp_path):
        """So is a record without a folder."""
        assert read_sheets(tmp_path / "nowhere").problems != []


class TestElectionIds:
    """`election_ids` lists the folders of elections."""

    def test_hidden_and_private_folders_are_passed_over(self, sheets):
        """A folder that begins with a point or an underscore is no election."""
        for name in (".git", "_drafts"):
            (sheets.root / name).mkdir()

        assert [COUNCIL, PRESIDENT] == election_ids(sheets.root)


class TestContest:
    """Claims are held against what the contest is."""

    def test_column_of_another_type_of_contestant_is_reported(self, sheets):
        """Indirect seats are not list seats."""
        sheets.claim("contestant,kz-house,seats_list", "1", stage="final")
        where = f"{COUNCIL}/claims.csv:44:21: results[{COUNCIL}/kz-house].seats_list"
        allowed = "for party, bloc, movement, candidate"

        assert [f"{where}: found seats_list for indirect; allowed: {allowed}"] == sheets.problems()

    def test_column_of_another_office_is_reported_in_any_table(self, sheets):
        """Seats of a region in a contest for the presidency are no more right than all seats."""
        limits = {"stage": "final", "region": "kz-north"}
        sheets.claim("contestant,kz-ada,seats", "1", election=PRESIDENT, **limits)
        [problem] = sheets.read().problems

        assert (problem.found, problem.allowed) == (
            "seats for a presidency",
            "for a legislature only",
        )

    def test_party_in_a_bloc_is_right(self, sheets):
        """A member of a bloc names the bloc, which is a contestant of the register."""
        sheets.claim("contestant,kz-beta,bloc_id", "kz-alpha", derivation="coded")

        assert sheets.problems() == []
