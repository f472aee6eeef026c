from __future__ import annotations

import csv
import random
import tomllib

import pytest

from elecdata.curation.shape import ShapeError, format_sheets, shaped

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented
CLAIMS, RULINGS = f"{COUNCIL}/claims.csv", f"{COUNCIL}/rulings.toml"


@pytest.fixture
def tidy(sheets):
    """A folder of sheets that are in shape."""
    format_sheets(sheets.root, write=True)
    return sheets


class TestFormatSheets:
    """`format_sheets` gives sheets their shape, or says which lack it."""

    def test_formatted_folder_is_in_shape(self, tidy):
        """What was formatted once needs no formatting."""
        assert format_sheets(tidy.root, write=False) == []

    def test_looking_changes_nothing(self, tidy):
        """Without ``write`` the sheet that lacks its shape is named and left alone."""
        text = tidy.text("regions.csv").replace("\n", "\r\n")
        tidy.write("regions.csv", text)

        assert format_sheets(tidy.root, write=False) == ["regions.csv"]
        assert (tidy.root / "regions.csv").read_bytes() == text.encode()

    @pytest.mark.parametrize(
        "spoil",
        [
            pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
            pytest.param(lambda text: text.replace("\n", "\r"), id="CR"),
            pytest.param(lambda text: "\ufeff" + text, id="BOM"),
            pytest.param(lambda text: text.removesuffix("\n"), id="no last line end"),
            pytest.param(lambda text: text.replace("\n", "\n\n", 3), id="blank lines"),
            pytest.param(lambda text: text.replace(",KAZ,", ',"KAZ",'), id="needless quotes"),
        ],
    )
    def test_shape_is_given_back(self, tidy, spoil):
        """Line ends, a byte order mark, blank lines and quotes are mended."""
        before = tidy.text("parties.csv")
        tidy.write("parties.csv", spoil(before))

        assert format_sheets(tidy.root, write=True) == ["parties.csv"]
        assert before == tidy.text("parties.csv")

    @pytest.mark.parametrize("file", [CLAIMS, "names.csv", "sources.csv"])
    def test_order_of_rows_and_columns_is_given_back(self, tidy, file):
        """However rows and columns are shuffled, the same sheet comes back."""
        before = tidy.text(file)
        rows = list(csv.reader(before.splitlines()))
        random.Random(2031).shuffle(body := rows[1:])
        order = sorted(range(len(rows[0])), key=lambda place: rows[0][place])
        with (tidy.root / file).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([[row[i] for i in order] for row in [rows[0], *body]])
        format_sheets(tidy.root, write=True)

        assert before == tidy.text(file)

    def test_nothing_but_sheets_is_left_behind(self, sheets):
        """No draft lies about."""
        before = {path.relative_to(sheets.root) for path in sheets.root.rglob("*")}
        format_sheets(sheets.root, write=True)

        assert before == {path.relative_to(sheets.root) for path in sheets.root.rglob("*")}

    def test_record_stays_the_same(self, sheets):
        """Formatting changes no claim, ruling or register."""
        before = sheets.read()
        format_sheets(sheets.root, write=True)
        after = sheets.read()

        assert (before.problems, after.problems) == ([], [])
        assert set(before.record.claims) == set(after.record.claims)
        assert before.record.rulings == after.record.rulings
        for name, rows in before.record.registers.items():
            assert sorted(rows, key=str) == sorted(after.record.registers[name], key=str)

    def test_rivals_stand_side_by_side(self, tidy):
        """Claims on one variable of one subject follow each other."""
        subjects = [(r["subject_type"], r["subject_id"], r["variable"]) for r in tidy.rows(CLAIMS)]

        assert len(set(subjects)) == sum(
            one != other for one, other in zip(subjects, [None, *subjects], strict=False)
        )


class TestShaped:
    """`shaped` changes the shape and never the content."""

    @pytest.mark.parametrize(
        ("file", "data"),
        [
            pytest.param("people.csv", b"\xff\n", id="not UTF-8"),
            pytest.param("people.csv", b'person_id,name,sex,country\n"a\n', id="open quote"),
            pytest.param("people.csv", b"person_id,name\na,A\n", id="column missing"),
            pytest.param("people.csv", b"person_id,name,sex,country\na,A\n", id="cells missing"),
            pytest.param("people.csv", b"person_id,name,sex,country\na,A,,KAZ,x\n", id="too many"),
            pytest.param(
                "people.csv", b"person_id,name,sex,country,name\na,A,,KAZ,B\n", id="column twice"
            ),
            pytest.param(RULINGS, b"[[ruling]\n", id="not TOML"),
            pytest.param(RULINGS, b"a = " + b"[" * 5000, id="deep TOML"),
            pytest.param(RULINGS, b"a = " + b"1" * 5000, id="long number"),
            pytest.param(RULINGS, b"[ruling]\nid = 'a'\n", id="one table for a list"),
            pytest.param(RULINGS, b"ruling = [5]\n", id="number for a table"),
        ],
    )
    def test_what_cannot_be_read_is_refused(self, sheets, file, data):
        """A sheet that is not understood is left for a person to mend."""
        sheets.write(file, data)

        with pytest.raises(ShapeError):
            shaped(sheets.root / file)

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param('chamber = "A \\"B\\" \\\\ C"', id="quotes and strokes"),
            pytest.param('chamber = "Мажілис"', id="Kazakh"),
            pytest.param('chamber = """two\nlines"""', id="two lines"),
            pytest.param('chamber = "a\\tb"', id="tab"),
            pytest.param("year = 2031\nearly = true\nshare = 1.5", id="figures"),
            pytest.param("years = [2031, 2032]", id="list"),
            pytest.param("day = 2031-01-15", id="day"),
            pytest.param("[chamber]\nname = 'Council'", id="table"),
            pytest.param('"the chamber" = "Council"', id="key in quotes"),
        ],
    )
    def test_toml_says_the_same_or_is_refused(self, sheets, text):
        """Whatever is written back reads as it was, or the sheet is left alone."""
        path = sheets.root / COUNCIL / "election.toml"
        path.write_text(text + "\n", encoding="utf-8")
        try:
            found = tomllib.loads(shaped(path))
        except ShapeError:
            found = tomllib.loads(text)

        assert tomllib.loads(text) == found

    def test_rulings_stand_by_id(self, sheets):
        """Rulings are sorted, and the claims within each."""
        text = sheets.text(RULINGS)
        second = text.replace('"turnout"', '"a-first"')
        sheets.write(RULINGS, text + "\n" + second)

        assert second.strip() + "\n\n" + text == shaped(sheets.root / RULINGS)
