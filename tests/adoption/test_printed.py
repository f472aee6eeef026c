from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elecdata.adoption.printed import (
    last_digit,
    numbers,
    readings,
    says_number,
    says_when,
    says_words,
)

NBSP, THIN, NARROW = "\u00a0", "\u2009", "\u202f"


class TestReadings:
    """`readings` gives every number that a printed figure can stand for."""

    @pytest.mark.parametrize(
        ("figure", "wanted"),
        [
            pytest.param("77", {77}, id="plain"),
            pytest.param("80.99", {80.99}, id="decimal point"),
            pytest.param("80,99", {80.99}, id="decimal comma"),
            pytest.param("7,195", {7195, 7.195}, id="comma before three digits"),
            pytest.param("7.195", {7195, 7.195}, id="point before three digits"),
            pytest.param("7 045 123", {7_045_123}, id="spaces"),
            pytest.param(f"7{NBSP}045{NBSP}123", {7_045_123}, id="NBSP"),
            pytest.param(f"7{THIN}045", {7045}, id="thin space"),
            pytest.param(f"7{NARROW}045", {7045}, id="narrow NBSP"),
            pytest.param("7'045'123", {7_045_123}, id="apostrophes"),
            pytest.param("7\u2019045", {7045}, id="typographic apostrophe"),
            pytest.param("7,045,123", {7_045_123}, id="commas"),
            pytest.param("7.045.123", {7_045_123}, id="points"),
            pytest.param("7,045,123.5", {7_045_123.5}, id="commas and point"),
            pytest.param("7.045.123,5", {7_045_123.5}, id="points and comma"),
            pytest.param("7 045,5", {7045.5}, id="space and decimal comma"),
            pytest.param("63, 29", {63.29}, id="comma and space"),
            pytest.param("6, 744, 267", {6_744_267}, id="commas and spaces"),
            pytest.param("1,23,4", set(), id="no custom"),
            pytest.param("15.01.2012", set(), id="date"),
            pytest.param("1234,567", {1234.567}, id="four digits before a comma"),
        ],
    )
    def test_customs_of_all_languages_are_read(self, figure, wanted):
        """Separators are read as they are used in English, Russian, Kazakh and Azerbaijani."""
        assert wanted == readings(figure)


class TestNumbers:
    """`numbers` finds all numbers in a printed text."""

    @pytest.mark.parametrize(
        ("printed", "wanted"),
        [
            pytest.param("won two seats of 77", [{2}, {77}], id="word and figure"),
            pytest.param("Twelve parties", [{12}], id="capital"),
            pytest.param("6.98 million", [{6.98, 6_980_000}], id="million"),
            pytest.param("2 mln", [{2, 2_000_000}], id="mln"),
            pytest.param("5 тысяч", [{5, 5000}], id="Russian thousand"),
            pytest.param("1,5 млн", [{1.5, 1_500_000}], id="Russian million"),
            pytest.param("3 млрд", [{3, 3_000_000_000}], id="Russian milliard"),
            pytest.param("between 670,000 and 710,000", [{670000, 670}, {710000, 710}], id="range"),
            pytest.param("about sixty per cent", [{60}], id="hedge"),
            pytest.param("nothing of the kind", [], id="none"),
            pytest.param("million", [], id="scale alone"),
        ],
    )
    def test_numbers_are_found_in_order(self, printed, wanted):
        """Figures, words and scales are read from left to right."""
        assert wanted == numbers(printed)

    @pytest.mark.parametrize("printed", ["on 15.01.2012, 75.07%", "1,23,4 and 5", "5 and 1,23,4"])
    def test_figure_without_custom_is_passed_over(self, printed):
        """A date or a slip between numbers is no number, and no crash."""
        assert {5.0} in numbers(printed) or {75.07} in numbers(printed)

    @given(st.text(alphabet="0123456789 .,'twenyfivmlo-\u00a0+%"))
    def test_any_text_is_read(self, printed):
        """No printed text raises."""
        assert isinstance(numbers(printed), list)


class TestNumberWords:
    """`numbers` reads the words and scales of the sources' languages, in their cases."""

    @pytest.mark.parametrize(
        ("words", "number"),
        [
            pytest.param("одному, одной, одного", 1, id="Russian one"),
            pytest.param("три, трех, трёх, трем", 3, id="Russian three, with and without dots"),
            pytest.param("пять, пяти, пятью", 5, id="Russian five"),
            pytest.param("восемь, восьми", 8, id="Russian eight"),
            pytest.param("одиннадцать, одиннадцати", 11, id="Russian eleven"),
            pytest.param("altı, алты, sechs", 6, id="six of three languages"),
            pytest.param("dörd, dört, төрт, quatre", 4, id="four of four languages"),
        ],
    )
    def test_cases_and_languages_give_one_number(self, words, number):
        """Whatever its ending, a word stands for its number."""
        assert numbers(words) == [{number}] * len(words.split())

    @pytest.mark.parametrize("word", ["on", "он", "cent", "sept", "un", "seize", "ein", "ь"])
    def test_common_words_are_no_numbers(self, word):
        """A word that means something commoner in another language is not read."""
        assert numbers(word) == []

    @pytest.mark.parametrize(
        ("printed", "value"),
        [
            pytest.param("всего лишь семь мест", 7, id="Russian"),
            pytest.param("двадцати пяти", 25, id="Russian, two words in a case"),
            pytest.param("сто двадцать пять", 125, id="Russian, three words"),
            pytest.param("две тысячи сорок", 2040, id="Russian, thousands"),
            pytest.param("six hundred fifty", 650, id="English, hundreds and tens"),
            pytest.param("altı nəfər", 6, id="Azerbaijani"),
            pytest.param("48 min", 48_000, id="Azerbaijani thousand"),
            pytest.param("бес партия", 5, id="Kazakh"),
            pytest.param("48 bin", 48_000, id="Turkish thousand"),
            pytest.param("Trente-huit sièges", 38, id="French"),
            pytest.param("drei Parteien", 3, id="German"),
            pytest.param("1,2 Millionen", 1_200_000, id="German million"),
            pytest.param("147 الفا و531 صوتا", 147_531, id="Arabic, thousands and units"),
            pytest.param("8 آلاف", 8_000, id="Arabic, plural"),
            pytest.param("9 ملايين أو 8 مليون", 8_000_000, id="Arabic million"),
        ],
    )
    def test_the_number_is_read(self, printed, value):
        """A stated figure may be printed in words."""
        assert says_number(printed, value, "stated")

    @pytest.mark.parametrize(
        ("printed", "wanted"),
        [
            pytest.param("пяти из двадцати", [{5}, {20}], id="smaller before larger"),
            pytest.param("двадцать двадцать", [{20}, {20}], id="no room"),
            pytest.param("сто сто", [{100}, {100}], id="no room in hundreds"),
            pytest.param("on 6 of them, 7 per cent", [{6}, {7}], id="English with on and cent"),
        ],
    )
    def test_two_numbers_stay_two(self, printed, wanted):
        """Words add up only where the noughts of the first leave room for the second."""
        assert numbers(printed) == wanted

    def test_a_scale_of_another_language_counts_for_the_digit(self):
        """How finely a figure is printed is read through its scale."""
        assert last_digit("147 الفا", 147_000) == last_digit("147 min", 147_000) == -3


class TestLastDigit:
    """`last_digit` says how finely a text prints a number."""

    @pytest.mark.parametrize(
        ("printed", "value", "place"),
        [
            pytest.param("9.3 million voters", 9_300_000, -5, id="tenths of a million"),
            pytest.param("9.30 million voters", 9_300_000, -4, id="a nought is a digit"),
            pytest.param("9 million voters", 9_000_000, -6, id="whole millions"),
            pytest.param("9,300,000 voters", 9_300_000, 0, id="in full"),
            pytest.param("9.300.000 voters", 9_300_000, 0, id="in full with points"),
            pytest.param("9,3 млн", 9_300_000, -5, id="decimal comma"),
            pytest.param("1,191 million", 1_191_000, -3, id="comma of thousandths"),
            pytest.param("1,191 thousand", 1_191_000, -3, id="comma of thousands"),
            pytest.param("24 тысячи", 24_000, -3, id="thousands"),
            pytest.param("six million", 6_000_000, -6, id="word"),
            pytest.param("6 млн 147 тыс. 517", 6_147_517, 0, id="two scales and units"),
            pytest.param("6 млн 147 тыс.", 6_147_000, -3, id="two scales"),
            pytest.param("80.99%", 80.99, 2, id="hundredths"),
            pytest.param("63, 2%", 63.2, 1, id="comma and space"),
            pytest.param("24 000", 24_000, 0, id="spaces"),
            pytest.param("500 of 9.3 million", 500, 0, id="the other number"),
            pytest.param("7 19", 7, 0, id="separate numbers"),
            pytest.param("no number", 7, 0, id="none"),
        ],
    )
    def test_scale_and_decimals_make_the_place(self, printed, value, place):
        """A scale counts down from the units, a decimal up."""
        assert place == last_digit(printed, value)


class TestSaysNumber:
    """`says_number` holds a coded figure against the page."""

    @pytest.mark.parametrize(
        ("printed", "value", "derivation", "said"),
        [
            pytest.param("80.99%", 80.99, "stated", True, id="figure"),
            pytest.param("80,99 %", 80.99, "stated", True, id="decimal comma"),
            pytest.param("108 seats", 107, "stated", False, id="another figure"),
            pytest.param("7 045 123 избирателя", 7_045_123, "stated", True, id="Russian spaces"),
            pytest.param("50,000 voters", 50_000, "stated", True, id="thousands"),
            pytest.param("two women", 2, "stated", True, id="word"),
            pytest.param("forty-two", 42, "stated", True, id="hyphen"),
            pytest.param("twenty five seats", 25, "stated", True, id="two words"),
            pytest.param("6 млн 147 тыс. 517", 6_147_517, "stated", True, id="three scales"),
            pytest.param("6.98 million", 6_980_000, "stated", True, id="scale"),
            pytest.param("6.98 million", 6_980_001, "stated", False, id="beyond the scale"),
            pytest.param("83 + 8 + 7 + 9", 107, "sum", True, id="sum"),
            pytest.param("83 + 8 + 7 + 9", 108, "sum", False, id="wrong sum"),
            pytest.param("83 + 8", 83, "sum", False, id="one term of a sum"),
            pytest.param("no figure", 0, "sum", False, id="sum of nothing"),
            pytest.param("1,000 + 2,000", 3000, "sum", True, id="sum of thousands"),
            pytest.param("first ... last", 5, "count", True, id="count"),
            pytest.param("", 5, "stated", False, id="nothing printed"),
            pytest.param("80.9899", 80.99, "stated", False, id="not quite"),
        ],
    )
    def test_value_follows_from_the_page(self, printed, value, derivation, said):
        """A stated figure is printed; a sum is that of all printed terms; a count is trusted."""
        assert said is says_number(printed, value, derivation)

    @pytest.mark.parametrize("printed", ["-1.2 per cent", "\u22121.2 per cent", "by \u20131.2%"])
    def test_minus_is_read(self, printed):
        """A figure below zero follows from a printed one with a sign before it."""
        assert says_number(printed, -1.2, "stated")

    @pytest.mark.parametrize("printed", ["Павлодар \u201333,1%", "Pavlodar -33.1%"])
    def test_dash_before_a_figure_is_no_minus(self, printed):
        """Russian and Kazakh pages set a dash before a figure without a space."""
        assert says_number(printed, 33.1, "stated")

    def test_figure_without_sign_is_not_below_zero(self):
        """What is not printed with a sign does not give a figure below zero."""
        assert not says_number("1.2 per cent", -1.2, "stated")
        assert not says_number("2010-2012", -2012, "stated")

    @pytest.mark.parametrize(
        "printed", ["20 seats, 5 of them women", "20 of 5", "20 + 5", "twenty of the five"]
    )
    def test_two_numbers_are_not_one(self, printed):
        """Only words that stand together, as in "twenty five", make one number."""
        assert not says_number(printed, 25, "stated")

    def test_hundreds_in_words_are_read(self):
        """A number word before "hundred" counts the hundreds."""
        assert says_number("two hundred observers", 200, "stated")

    @given(
        printed=st.text(alphabet="0123456789 .,+-%twenyfiv\u00a0", max_size=40),
        value=st.floats(-1e6, 1e6),
        how=st.sampled_from(["stated", "sum", "count"]),
    )
    def test_any_text_is_judged(self, printed, value, how):
        """No text raises."""
        assert says_number(printed, value, how) in {True, False}

    @given(st.integers(0, 10**12))
    def test_every_printed_count_is_found(self, value):
        """A whole number is found with and without thousands parted."""
        assert says_number(f"{value} votes", value, "stated")
        assert says_number(f"{value:,} votes", value, "stated")
        assert says_number(f"{value:,}".replace(",", NBSP), value, "stated")


class TestSaysWhen:
    """`says_when` holds a coded date against the page."""

    @pytest.mark.parametrize(
        ("printed", "when", "said"),
        [
            pytest.param("January 15, 2012", "2012-01-15", True, id="English"),
            pytest.param("Jan. 15", "2012-01-15", True, id="year from the context"),
            pytest.param("15.01.2012", "2012-01-15", True, id="figures"),
            pytest.param("15.01.12", "2012-01-15", True, id="two figures for the year"),
            pytest.param("1/15/2012", "2012-01-15", True, id="month first"),
            pytest.param("January 16", "2012-01-15", False, id="another day"),
            pytest.param("February 15", "2012-01-15", False, id="another month"),
            pytest.param("15 January 2011", "2012-01-15", False, id="another year"),
            pytest.param("15 января 2012 года", "2012-01-15", True, id="Russian"),
            pytest.param("15 февраля 2012 года", "2012-01-15", False, id="Russian, other month"),
            pytest.param("19 сентября", "2004-09-19", True, id="Russian September"),
            pytest.param("4 мая", "2012-05-04", True, id="Russian May"),
            pytest.param("15 қаңтар", "2012-01-15", True, id="Kazakh"),
            pytest.param("15 ақпан", "2012-01-15", False, id="Kazakh, other month"),
            pytest.param("19 қыркүйекте", "2004-09-19", True, id="Kazakh ending"),
            pytest.param("6 noyabr 2005", "2005-11-06", True, id="Azerbaijani"),
            pytest.param("6 oktyabr 2005", "2005-11-06", False, id="Azerbaijani, other month"),
            pytest.param("6 noyabrda", "2005-11-06", True, id="Azerbaijani ending"),
            pytest.param("spring of 2003", "2003-21", True, id="season"),
            pytest.param("in 2002", "2002", True, id="year"),
            pytest.param("in 2003", "2002", False, id="wrong year"),
            pytest.param("by May 12", "../2005-05-12", True, id="open interval"),
            pytest.param("between 6 and 11 January", "2012-01-06/2012-01-11", True, id="interval"),
            pytest.param("6 to 10 January", "2012-01-06/2012-01-11", False, id="off by one"),
            pytest.param("yesterday", "2012-01-15", True, id="left to the context"),
        ],
    )
    def test_nothing_printed_contradicts_the_date(self, printed, when, said):
        """Days, months and years that are printed are those coded; the rest is context."""
        assert said is says_when(printed, when)

    @pytest.mark.parametrize(
        ("printed", "when"),
        [
            pytest.param("15 июня 2012", "2012-07-15", id="Russian June for July"),
            pytest.param("15 июля 2012", "2012-06-15", id="Russian July for June"),
            pytest.param("Sept. 19", "2004-10-19", id="Sept. for October"),
            pytest.param("15 İyun 2005", "2005-07-15", id="Azerbaijani capital"),
        ],
    )
    def test_short_stems_and_capitals_are_months_too(self, printed, when):
        """A month is recognised in its common forms, and another is refused."""
        assert not says_when(printed, when)

    def test_year_of_two_figures_is_no_day(self):
        """The 12th is not the 15th, also when the year is 2012."""
        assert not says_when("January 12", "2012-01-15")

    @given(printed=st.text(max_size=40), when=st.sampled_from(["2012", "2012-01-15", "2003-21"]))
    def test_any_text_is_judged(self, printed, when):
        """No text raises."""
        assert says_when(printed, when) in {True, False}


class TestSaysWords:
    """`says_words` holds a coded text against the page."""

    @pytest.mark.parametrize(
        ("printed", "value", "said"),
        [
            pytest.param("Kazakhstan\u2019s Foreign Ministry", "Foreign Ministry", True, id="part"),
            pytest.param("FOREIGN MINISTRY", "Foreign Ministry", True, id="capitals"),
            pytest.param("Ministry, foreign", "Foreign Ministry", True, id="another order"),
            pytest.param("the Commission", "Central Election Commission", False, id="more words"),
            pytest.param("Commissions", "Commission", False, id="another form"),
            pytest.param("Нур Отан", "нур отан", True, id="Cyrillic"),
        ],
    )
    def test_every_word_is_printed(self, printed, value, said):
        """The words of the value are among those of the page, in any order."""
        assert said is says_words(printed, value)
