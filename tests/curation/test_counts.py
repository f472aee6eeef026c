"""What every sheet holds is counted, and what differs from the counts is told."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

import elecdata
from elecdata.cli import main
from elecdata.curation.control import Rules
from elecdata.curation.counts import FILE, FIX, counted
from elecdata.curation.recount import recount
from elecdata.curation.report import curate
from elecdata.curation.shape import format_sheets
from elecdata.errors import ValidationError, WriteError

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented
CLAIMS = f"{COUNCIL}/claims.csv"
RULINGS = f"{COUNCIL}/rulings.toml"


@pytest.fixture
def held(sheets):
    """A folder of sheets that is held to its counts."""
    recount(sheets.root)
    return sheets


def differing(folder):
    """What is counted otherwise than ``counts.csv`` says: place, found, allowed."""
    found = folder.read()
    assert found.problems == []
    return [(each.where, each.found, each.allowed) for each in found.miscounts]


def line_of(folder, start):
    """Line of ``counts.csv`` that begins so."""
    lines = folder.text(FILE).splitlines()
    return next(n for n, line in enumerate(lines, start=1) if line.startswith(start))


class TestCounted:
    """Rows are counted by term, and the numbers in them are added up."""

    def test_rows_of_a_source_are_those_of_the_sheet(self, sheets):
        """Counted another way: from the text of the sheet."""
        wanted = Counter(row["source_id"] for row in sheets.rows(CLAIMS))
        counts = counted(sheets.read().record)
        found = {k[2]: n.rows for k, n in counts.items() if k[:2] == (CLAIMS, "source_id")}

        assert found == wanted

    def test_total_adds_up_every_number_of_the_rows(self, sheets):
        """Of value, round, time, locator, print and note, digit by digit as they are printed."""
        free = ("value", "round", "observed_at", "locator", "as_printed", "note")
        rows = [r for r in sheets.rows(CLAIMS) if r["source_id"] == "herald-2031"]
        wanted = sum(int(n) for r in rows for c in free for n in re.findall("[0-9]+", r[c]))

        assert counted(sheets.read().record)[CLAIMS, "source_id", "herald-2031"].total == wanted

    def test_a_ruling_counts_its_rule_and_the_sources_on_both_sides(self, sheets):
        """80.2 of the commission over 79.5 of the Herald."""
        counts = counted(sheets.read().record)
        found = {k[1:]: tuple(n) for k, n in counts.items() if k[0] == RULINGS}

        assert found["adopt", "final_over_preliminary/commission-2031"] == (1, 82)
        assert found["reject", "herald-2031"] == (1, 84)
        assert found["rule", "final_over_preliminary"] == (1, 2031)

    def test_terms_ids_and_names_that_claims_say_are_counted(self, sheets):
        """But neither figures and days, nor texts of anybody's."""
        counts = counted(sheets.read().record)
        found = {k[2]: n.rows for k, n in counts.items() if k[:2] == (CLAIMS, "said")}

        assert found == {
            "event_type/dissolution": 1,
            "formula/hare": 1,
            "is_early/true": 1,
            "leader/Ada Sample": 1,
            "status/indirect": 1,
            "status/stood": 2,
        }

    def test_every_sheet_is_counted(self, sheets):
        """But one without a row."""
        files = {key[0] for key in counted(sheets.read().record)}
        there = {path.relative_to(sheets.root).as_posix() for path in sheets.root.rglob("*.*")}

        assert files == there - {"discrepancies.csv"}


class TestMiscounts:
    """Every difference is a problem with its address; a folder without counts has none."""

    def test_a_folder_without_counts_is_not_held_to_any(self, sheets):
        """Nor is one that `new` has started."""
        elecdata.new("xx-2033-council", sheets.root)

        assert not (sheets.root / FILE).exists()
        assert differing(sheets) == []

    def test_counts_just_taken_agree(self, held):
        """And the sheet has its shape."""
        assert differing(held) == []
        assert format_sheets(held.root, write=False) != [FILE]

    def test_a_person_of_the_other_sex_is_told_whole(self, held):
        """The term that lost a row, with its line, and the term that is new."""
        held.damage("people.csv", "ada-sample", sex="male")
        line = line_of(held, "people.csv,sex,female")

        assert held.problems() == [
            f"{FILE}:{line}:1: people.csv sex female: found no row; allowed: 1 row; {FIX}",
            f"{FILE}:0:0: people.csv sex male: found 1 row; allowed: no row; {FIX}",
        ]

    def test_another_term_in_a_claim_is_told(self, held):
        """No number of the sheet changes with it."""
        held.damage(CLAIMS, "contestant,kz-beta,status", value="withdrew")

        assert differing(held) == [
            (f"{CLAIMS} said status/stood", "1 row", "2 rows"),
            (f"{CLAIMS} said status/withdrew", "1 row", "no row"),
        ]

    def test_a_claim_that_agrees_is_missed(self, held):
        """Source, subject and variable say which row is gone."""
        rows = held.rows(CLAIMS)
        [gone] = [row for row in rows if row["variable"] == "leader"]
        text = held.text(CLAIMS)
        held.write(
            CLAIMS, text.replace(next(li for li in text.splitlines(True) if ",leader," in li), "")
        )
        places = {where: (found, allowed) for where, found, allowed in differing(held)}
        source = Counter(row["source_id"] for row in rows)["herald-2031"]

        assert gone["source_id"] == "herald-2031"
        assert places[f"{CLAIMS} source_id herald-2031"] == (f"{source - 1} rows", f"{source} rows")
        assert places[f"{CLAIMS} variable leader"] == ("no row", "1 row")

    @pytest.mark.parametrize(
        ("file", "start", "cells", "place"),
        [
            pytest.param(CLAIMS, "contestant,kz-alpha,leader", {"source_id": "digest-2031"},
                         "source_id digest-2031", id="source"),
            pytest.param(CLAIMS, "contestant,kz-alpha,leader", {"subject_id": "kz-beta"},
                         "subject_id kz-beta", id="subject"),
            pytest.param(CLAIMS, "contestant,kz-alpha,status", {"derivation": "stated"},
                         "derivation stated", id="derivation"),
            pytest.param("sources.csv", "digest-2031", {"derived_from": ""},
                         "derived_from herald-2031", id="unlinked"),
            pytest.param("sources.csv", "digest-2031", {"kind": "ngo"}, "kind ngo", id="kind"),
            pytest.param("sources.csv", "herald-2031", {"published_date": "2031-01-17"},
                         "published_date (filled)", id="day"),
            pytest.param("names.csv", "kz-alpha,any,en,short", {"source_id": "commission-2031"},
                         "source_id commission-2031", id="source of a name"),
            pytest.param("identifiers.csv", "kz-alpha", {"entity_id": "kz-beta"},
                         "entity_id kz-beta", id="identifier"),
            pytest.param("parties.csv", "kz-beta", {"contestant_type": "bloc"},
                         "contestant_type bloc", id="register"),
        ],
    )  # fmt: skip
    def test_what_breaks_no_rule_is_counted(self, held, file, start, cells, place):
        """A slip that no rule sees leaves a count or a total that is wrong."""
        held.damage(file, start, **cells)

        assert f"{file} {place}" in {where for where, *_ in differing(held)}

    def test_stages_of_two_rows_exchanged_leave_totals_that_differ(self, held):
        """Though as many rows are final as before."""
        (held.root / RULINGS).unlink()
        for row in ("commission-2031,p3,80.2%", "herald-2031,p2,79.5"):
            text = held.text(CLAIMS)
            [line] = [each for each in text.splitlines() if each.endswith(f"{row},")]
            was, becomes = ("final", "preliminary")[:: 1 if ",final," in line else -1]
            held.write(CLAIMS, text.replace(line, line.replace(was, becomes)))
        counts = counted(held.read().record)
        with (held.root / FILE).open(encoding="utf-8", newline="") as file:
            before = {(r["sheet"], r["column"], r["term"]): r for r in csv.DictReader(file)}
        key = (CLAIMS, "stage", "final")

        assert counts[key].rows == int(before[key]["rows"])
        assert counts[key].total == int(before[key]["total"]) - 3 - 2 * 82 + 2 + 2 * 84

    def test_a_ruling_turned_round_is_counted(self, held):
        """The other figure is adopted, by the same rule."""
        text = held.text(RULINGS)
        claims = re.findall(r'^".*$', text, re.MULTILINE)
        held.write(
            RULINGS,
            text.replace(claims[0], "@").replace(claims[1], claims[0]).replace("@", claims[1]),
        )
        places = {where for where, *_ in differing(held)}

        assert f"{RULINGS} adopt final_over_preliminary/herald-2031" in places
        assert f"{RULINGS} reject commission-2031" in places

    def test_an_election_that_is_gone_is_told_sheet_by_sheet(self, held):
        """And not by each of its hundreds of counts; its marks in the shared sheets are."""
        for name in ("claims.csv", "election.toml", "rulings.toml"):
            (held.root / PRESIDENT / name).unlink(missing_ok=True)
        (held.root / PRESIDENT).rmdir()
        text = held.text("sources.csv")
        held.write("sources.csv", re.sub("visitors-2032.*\n", "", text))
        held.write("names.csv", held.text("names.csv").replace("visitors-2032", "digest-2031"))
        found = differing(held)

        assert [each for each in found if each[0].startswith(PRESIDENT)] == [
            (f"{PRESIDENT}/{name}", "nothing", "the rows that are counted")
            for name in ("claims.csv", "election.toml")
        ]
        assert ("sources.csv kind igo", "no row", "1 row") in found

    def test_a_new_election_is_told_sheet_by_sheet(self, sheets):
        """Of a folder that was counted without it."""
        recount(sheets.root)
        lines = sheets.text(FILE).splitlines(keepends=True)
        sheets.write(FILE, "".join(line for line in lines if not line.startswith(PRESIDENT)))

        assert differing(sheets) == [
            (f"{PRESIDENT}/{name}", "a sheet", "only sheets with counts")
            for name in ("claims.csv", "election.toml")
        ]
        assert recount(sheets.root) == [
            f"{PRESIDENT}/{name}: a new sheet" for name in ("claims.csv", "election.toml")
        ]

    def test_other_faults_come_first(self, held):
        """What is wrong is mended before it is counted."""
        held.damage("people.csv", "ada-sample", sex="male", country="KAS")
        found = held.read()

        assert [each.file for each in found.problems] == ["people.csv"]
        assert found.miscounts == []


class TestWhoever:
    """Whatever reads a folder compares its counts."""

    def test_validating_and_building(self, held, tmp_path):
        """Both say the same."""
        held.damage("people.csv", "ada-sample", sex="male")
        report = elecdata.validate(held.root)

        assert {each.file for each in report.problems} == {FILE}
        with pytest.raises(ValidationError, match=r"people\.csv sex male"):
            elecdata.build(held.root, tmp_path / "tables")

    def test_a_year_alone_is_held_to_its_own_counts(self, held):
        """And to those of the shared sheets; another election has not been read."""
        assert curate(held.root, (Rules(COUNCIL),))[1]
        held.damage(f"{PRESIDENT}/claims.csv", "mission,visitors,verdict", locator="p9")
        assert curate(held.root, (Rules(COUNCIL),))[1]
        held.damage("people.csv", "ada-sample", sex="male")
        report, ok = curate(held.root, (Rules(COUNCIL),))

        assert not ok
        assert "people.csv sex male: found 1 row; allowed: no row" in report


class TestRecount:
    """Counts are written when asked for, and what changed is told."""

    def test_first_counts_are_told_by_their_number(self, sheets):
        """A folder that had none."""
        [told] = recount(sheets.root)
        lines = sheets.text(FILE).splitlines()

        assert told == f"{FILE}: {len(lines) - 1} counts of 12 sheets"

    def test_what_changed_is_told_in_words(self, held):
        """Then nothing differs any more, and nothing is told twice."""
        held.damage("people.csv", "ada-sample", sex="male")
        held.damage("names.csv", "kz-beta", locator="p2")

        assert recount(held.root) == [
            *(
                f"names.csv: {what}: numbers that add up to {now}, before numbers that add up to "
                f"{now - 1}"
                for what, now in [
                    ("election_id any", 8),
                    ("entity_id kz-beta", 2),
                    ("language en", 8),
                    ("locator (filled)", 9),
                    ("name_kind short", 3),
                    ("source_id herald-2031", 3),
                ]
            ),
            "people.csv: sex female: no row, before 1 row",
            "people.csv: sex male: 1 row, before no row",
        ]
        assert recount(held.root) == []
        assert differing(held) == []

    def test_what_breaks_a_rule_is_not_counted(self, held):
        """The counts stay as they were."""
        before = held.text(FILE)
        held.damage("people.csv", "ada-sample", country="KAS")

        with pytest.raises(ValidationError, match=r"people\.csv"):
            recount(held.root)
        assert held.text(FILE) == before

    def test_counts_that_cannot_be_read_are_written_anew(self, held):
        """Their own faults do not stand in the way."""
        right = held.text(FILE)
        held.write(FILE, right + "people.csv,sex,female,one,0\n")

        assert recount(held.root) == [f"{FILE}: the same counts, written anew"]
        assert held.text(FILE) == right

    def test_a_disk_that_refuses_is_told(self, sheets, monkeypatch):
        """As an error of ours."""

        def refuse(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("elecdata.curation.recount.replace_file", refuse)

        with pytest.raises(WriteError, match=r"cannot be written \(No space left on device\)"):
            recount(sheets.root)

    def test_formatting_alone_leaves_the_counts(self, held, capsys):
        """A slip would pass unseen; only `--recount` counts."""
        main(["format", str(held.root)])
        before = held.text(FILE)
        held.damage("people.csv", "ada-sample", sex="male")
        assert main(["format", str(held.root)]) == 0
        assert held.text(FILE) == before
        capsys.readouterr()

        assert main(["format", str(held.root), "--recount"]) == 0
        assert capsys.readouterr().out == (
            "people.csv: sex female: no row, before 1 row\n"
            "people.csv: sex male: 1 row, before no row\n"
        )
        assert main(["format", str(held.root), "--recount"]) == 0
        assert capsys.readouterr().out == "every count is as it was\n"

    def test_counts_are_sheets_like_others(self, held):
        """CRLF is refused until formatted; rows in any order are put in shape."""
        format_sheets(held.root, write=True)
        right = held.text(FILE)
        head, *lines = right.splitlines()
        held.write(FILE, "\r\n".join([head, *lines[::-1], ""]))

        assert held.problems() == [
            f"{FILE}:1:1: file: found a CR line end; allowed: LF line ends; run elecdata format"
        ]
        assert format_sheets(held.root, write=True) == [FILE]
        assert held.text(FILE) == right
