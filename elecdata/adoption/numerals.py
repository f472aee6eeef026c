"""Number words and scales, in the languages of the sources and the cases that they stand in.

Left out are words that mean something commoner elsewhere, as Azerbaijani "on" and French "cent".
"""

from __future__ import annotations


def _by_word(table: dict[int, str]) -> dict[str, int]:
    """The number that each word stands for."""
    return {word: number for number, words in table.items() for word in words.split()}


# English, German, French; Russian, mostly without its endings; Turkish, Azerbaijani; Kazakh.
_WORDS = _by_word(
    {
        0: "zero",
        1: "one single first один одна одно одного одной одному bir бір",  # noqa: RUF001
        2: "two second zwei deux два две двух двум двумя iki екі",
        3: "three third drei trois три трех трем тремя üç үш",
        4: "four fourth vier quatre четыре четырех четырем dört dörd төрт",
        5: "five fifth fünf cinq пят beş бес",  # noqa: RUF001
        6: "six sechs шест altı алты",
        7: "seven sieben сем yedi yeddi жеті",
        8: "eight acht huit восем восьм sekiz səkkiz сегіз",
        9: "nine neun neuf девят dokuz doqquz тоғыз",
        10: "ten zehn dix десят",
        11: "eleven одиннадцат",
        12: "twelve двенадцат",
        13: "thirteen тринадцат",
        14: "fourteen четырнадцат",
        15: "fifteen пятнадцат",
        16: "sixteen шестнадцат",
        17: "seventeen семнадцат",
        18: "eighteen восемнадцат",
        19: "nineteen девятнадцат",
        20: "twenty vingt двадцат",
        30: "thirty trente тридцат",
        40: "forty quarante сорок",
        50: "fifty cinquante пятьдесят",
        60: "sixty soixante шестьдесят",
        70: "seventy семьдесят",
        80: "eighty восемьдесят",
        90: "ninety девяносто",
        100: "hundred hundert сто",
    }
)
HUNDREDS = frozenset({"hundred", "hundert"})  # which a number before them multiplies
SCALES = _by_word(
    {
        1_000: "thousand tausend mille тысяч тысяча тысячи тыс bin min мың ألف ألفا آلاف الف الفا",
        1_000_000: "million millionen millions mln миллион миллиона миллионов млн milyon مليون",
        1_000_000_000: "billion bn milliarden milliards миллиард миллиарда млрд",
    }
)


def number_word(word: str) -> int | None:
    """The number that a word in small letters stands for, in any of its cases."""
    word = word.replace("ё", "е")
    return _WORDS.get(word, _WORDS.get(word.rstrip("ьию")))
