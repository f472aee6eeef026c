from __future__ import annotations

import pytest

from elecdata.adoption.numerals import number_word
from elecdata.adoption.printed import last_digit, numbers, says_number


class TestNumberWord:
    """`number_word` knows the words of the sources' languages, in their cases."""

    @pytest.mark.parametrize(
        ("words", "number"),
        [
            pytest.param("одному одной одного", 1, id="Russian one"),
            pytest.param("три трех трёх трем", 3, id="Russian three, with and without dots"),
            pytest.param("пять пяти пятью", 5, id="Russian five"),
            pytest.param("восемь восьми", 8, id="Russian eight"),
            pytest.param("одиннадцать одиннадцати", 11, id="Russian eleven"),
            pytest.param("altı алты sechs", 6, id="six of three languages"),
            pytest.param("dörd dört төрт quatre", 4, id="four of four languages"),
        ],
    )
    def test_cases_and_languages_give_one_number(self, words, number):
        """Whatever its ending, a word stands for its number."""
        assert [number_word(word) for word in words.split()] == [number] * len(words.split())

    @pytest.mark.parametrize("word", ["on", "он", "cent", "sept", "un", "seize", "ein", "", "ь"])
    def test_common_words_are_no_numbers(self, word):
        """A word that means something commoner in another language is not read."""
        assert number_word(word) is None


class TestLanguages:
    """Number words and scales of all languages are read in printed texts."""

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
