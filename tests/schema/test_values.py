"""Reading values strictly: every kind at its edges."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elecdata.schema import TABLES, Field
from elecdata.schema.field import Vocabulary
from elecdata.schema.values import WRITTEN, days, is_day, parse, stray

COLOURS = Vocabulary("colour", "Colours.", {"red": "Red.", "NO": "None."})
FIELDS = {kind: Field("x", kind, "Any.") for kind in WRITTEN} | {
    "category": Field("x", "category", "Any.", vocabulary=COLOURS)
}
ALLOWED = WRITTEN | {"category": "one of red, NO"}
FULL_WIDTH, ARABIC = "\uff11\uff12", "\u0661\u0662"

GOOD = [
    ("integer", "0", 0),
    ("integer", "-1", -1),
    ("integer", "1234", 1234),
    ("integer", "999999999999999999", 999_999_999_999_999_999),
    ("number", "0", 0.0),
    ("number", "80.99", 80.99),
    ("number", "80.90", 80.9),
    ("number", "-0.5", -0.5),
    ("date", "2012-01-15", date(2012, 1, 15)),
    ("date", "2012-02-29", date(2012, 2, 29)),
    ("when", "2012", "2012"),
    ("when", "2012-01", "2012-01"),
    ("when", "2012-01-15", "2012-01-15"),
    ("when", "2012-21", "2012-21"),
    ("when", "2012-24", "2012-24"),
    ("when", "2012~", "2012~"),
    ("when", "2012-01-06/2012-01-11", "2012-01-06/2012-01-11"),
    ("when", "2012-01/2012-01-11", "2012-01/2012-01-11"),
    ("when", "../2005-05-12", "../2005-05-12"),
    ("when", "2005-05-12/..", "2005-05-12/.."),
    ("boolean", "true", True),
    ("boolean", "false", False),
    ("category", "NO", "NO"),
    ("id", "kz-ak-zhol", "kz-ak-zhol"),
    ("id", "a/b:c.d_e-f", "a/b:c.d_e-f"),
    ("text", "NO", "NO"),
    ("text", "010", "010"),
    ("text", "Ақ жол", "Ақ жол"),
]
# Words that are refused for a kind, parted by spaces; what a word cannot spell stands after them.
BAD = {
    "integer": [
        *"NO 010 00 -0 1,234 +5 5. .5 5.0 1e5 NaN inf 0x1f 1_000 --5 1234567890123456789".split(),
        *("", "1 234", " 5", "5 ", "5\n", FULL_WIDTH, ARABIC),
    ],
    "number": [
        *"NO 010 1,234 1,5 +5 5. .5 1e5 1.5e3 NaN nan inf -inf 5% 5.5.5 1_0.5 00.5".split(),
        *("", "1 234", " 5", "5.5\n", FULL_WIDTH, ARABIC),
    ],
    "date": [
        *"2012 2012-01 2012-13-01 2012-02-30 2013-02-29 2012-00-01 2012-1-5 15.01.2012".split(),
        *"2012-01-15T00:00 0000-01-01 20120115 -2012-01-15 2012\u201301\u201315".split(),
        *("", "2012-01-15 ", f"20{FULL_WIDTH}-01-15", f"20{ARABIC}-01-15"),
    ],
    "when": [
        *"2012-13 2012-00 2012-20 2012-25 2012-21-01 2012-02-30 12 soon 2012/ /2012 ..".split(),
        *"../.. 2012-02/2012-01 2012-01-11/2012-01-06 2013/2012 2012/2013/2014 2012? ~2012".split(),
        *("", "2012-01-30/2012-02-30", f"20{ARABIC}", "2012 - 2013"),
    ],
    "boolean": ["", "True", "TRUE", "yes", "NO", "0", "1", "t", " true"],
    "id": [
        *"Otan kz--otan -kz kz- kz//a /kz \u043az-otan kz\u200b kz-\u00e9".split(),
        *("", "kz otan", "kz\u00a0a", "kz\n", FULL_WIDTH),
    ],
    "category": ["", "no", "Red", "red ", "r\u0435d", "red;NO", "red\u200b"],
    "text": [
        "",
        " a",
        "a ",
        "a  b",
        "a\tb",
        "a\nb",
        "a\u00a0b",
        "a\u200bb",
        "e\u0301",
        "se\u0430t",
    ],
}


class TestParse:
    """`parse` reads the one written form and nothing else."""

    @pytest.mark.parametrize(("kind", "text", "value"), GOOD)
    def test_written_form_is_read(self, kind, text, value):
        """A value in its written form comes back typed."""
        found = parse(FIELDS[kind], text)

        assert (value, "") == found
        assert type(value) is type(found[0])

    @pytest.mark.parametrize(
        ("kind", "text"), [(kind, text) for kind, texts in BAD.items() for text in texts]
    )
    def test_other_forms_are_refused(self, kind, text):
        """Anything else gives no value and says what would be allowed."""
        assert (None, ALLOWED[kind]) == parse(FIELDS[kind], text)

    def test_minus_nothing_is_no_number(self):
        """Zero is written one way only, in figures with a point as in whole ones."""
        assert (None, WRITTEN["number"]) == parse(FIELDS["number"], "-0")
        assert (None, WRITTEN["number"]) == parse(FIELDS["number"], "-0.00")

    @pytest.mark.parametrize("text", ["2012-21/2012-11", "2012-03/2012-24", "2012-24/2013-03"])
    def test_season_stands_among_months(self, text):
        """Spring comes before November and winter after March, whatever their numbers are."""
        assert (text, "") == parse(FIELDS["when"], text)

    @pytest.mark.parametrize("text", ["2012-12/2012-21", "2012-11/2012-22"])
    def test_season_before_the_month_is_out_of_order(self, text):
        """An interval does not run from December back to the spring of the same year."""
        assert (None, WRITTEN["when"]) == parse(FIELDS["when"], text)

    @pytest.mark.parametrize(
        ("low", "high", "text", "said"),
        [
            pytest.param(0, None, "-1", "x is 0 or more", id="below an open range"),
            pytest.param(0, 100, "101", "x is 0 to 100", id="above"),
            pytest.param(0, 100, "-1", "x is 0 to 100", id="below"),
            pytest.param(0, 100, "0", "", id="lower end"),
            pytest.param(0, 100, "100", "", id="upper end"),
        ],
    )
    def test_range_holds_at_both_ends(self, low, high, text, said):
        """The ends belong to the range, and a figure beyond them is told the range."""
        field = Field("x", "integer", "Any.", low=low, high=high)

        assert said == parse(field, text)[1]

    @given(kind=st.sampled_from(sorted(FIELDS)), text=st.text())
    def test_any_text_is_read_or_refused(self, kind, text):
        """No text raises, and no text is both read and refused."""
        value, allowed = parse(FIELDS[kind], text)

        assert (value is None) == bool(allowed)

    @given(st.integers(-(10**18) + 1, 10**18 - 1))
    def test_every_whole_number_is_read(self, number):
        """Python's own way to write a whole number is the written form."""
        assert (number, "") == parse(FIELDS["integer"], str(number))

    @given(st.dates())
    def test_every_day_is_read(self, day):
        """ISO 8601 is the written form of a day, alone and as a date of any precision."""
        text = day.isoformat()

        assert (day, "") == parse(FIELDS["date"], text)
        assert (text, "") == parse(FIELDS["when"], text)

    def test_a_share_above_100_is_refused(self):
        """Published columns carry their own range."""
        found = parse(TABLES["results"]["vote_share_pct"], "100.01")

        assert found == (None, "vote_share_pct is 0 to 100")


class TestStray:
    """`stray` names what a text may not have."""

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            pytest.param("Ak Zhol", "", id="clean"),
            pytest.param("Nur Otan \u2013 the \u201cLight\u201d", "", id="dash and quotes"),
            pytest.param("Нұр Отан", "", id="Kazakh"),
            pytest.param("Yeni Azərbaycan", "", id="Azerbaijani"),
            pytest.param("Отан party", "", id="two scripts in two words"),
            pytest.param(" a", "space at the start", id="space first"),
            pytest.param("a\n", "space at the end", id="line end last"),
            pytest.param("a\u00a0", "space at the end", id="NBSP last"),
            pytest.param("e\u0301", "letters not in composed form (NFC)", id="NFD"),
            pytest.param("a\u00a0b", "invisible character U+00A0", id="NBSP"),
            pytest.param("a\u202fb", "invisible character U+202F", id="narrow NBSP"),
            pytest.param("a\u2009b", "invisible character U+2009", id="thin space"),
            pytest.param("a\u3000b", "invisible character U+3000", id="ideographic space"),
            pytest.param("a\u200bb", "invisible character U+200B", id="zero width space"),
            pytest.param("a\u200db", "invisible character U+200D", id="zero width joiner"),
            pytest.param("a\ufeffb", "invisible character U+FEFF", id="byte order mark"),
            pytest.param("a\u00adb", "invisible character U+00AD", id="soft hyphen"),
            pytest.param("a\u202eb", "invisible character U+202E", id="right to left override"),
            pytest.param("a\tb", "invisible character U+0009", id="tab"),
            pytest.param("a\u2028b", "invisible character U+2028", id="line separator"),
            pytest.param("a\ue000b", "invisible character U+E000", id="private use"),
            pytest.param("a\U0010ffffb", "invisible character U+10FFFF", id="no character"),
            pytest.param("a  b", "two spaces in a row", id="two spaces"),
            pytest.param(
                "se\u0430ts",
                "Cyrillic letter 'а' (U+0430) inside a Latin word",
                id="Cyrillic look-alike",
            ),
            pytest.param(
                "\u041etan",
                "Cyrillic letter 'О' (U+041E) inside a Latin word",
                id="Cyrillic capital",
            ),
            pytest.param(
                "sh\u03bfw",
                "Greek letter 'ο' (U+03BF) inside a Latin word",
                id="Greek look-alike",
            ),
        ],
    )
    def test_names_the_first_fault(self, text, said):
        """A clean text gives nothing; any other gives its fault in these words."""
        assert said == stray(text)

    @given(st.text())
    def test_any_text_is_judged(self, text):
        """No text raises."""
        assert isinstance(stray(text), str)


class TestDays:
    """`days` gives the ends of a date of any precision."""

    @pytest.mark.parametrize(
        ("when", "first", "last"),
        [
            ("2012-01-15", date(2012, 1, 15), None),
            ("2012-01-06/2012-01-11", date(2012, 1, 6), date(2012, 1, 11)),
            ("../2005-05-12", None, date(2005, 5, 12)),
            ("2005-05-12/..", date(2005, 5, 12), None),
            ("2012-01/2012-02-03", None, date(2012, 2, 3)),
            ("2012-01", None, None),
            ("2012", None, None),
            ("2012-21", None, None),
            ("2012-01-15~", None, None),
        ],
    )
    def test_only_known_days_are_given(self, when, first, last):
        """An end that is no known day is None; nothing is filled in."""
        assert (first, last) == days(when)


class TestIsDay:
    """`is_day` knows the calendar."""

    @pytest.mark.parametrize(
        ("text", "said"),
        [("2012-02-29", True), ("2011-02-29", False), ("1900-02-29", False), ("2000-02-29", True)],
    )
    def test_leap_years_are_known(self, text, said):
        """The 29th of February exists in leap years alone."""
        assert said is is_day(text)
