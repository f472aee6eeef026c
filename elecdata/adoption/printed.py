"""Read figures and days out of what a source printed, to hold against the coded value."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass


def _by_word(table: dict[int, str]) -> dict[str, int]:
    """The number that each word stands for."""
    return {word: number for number, words in table.items() for word in words.split()}


# English, German, French; Russian, mostly without its endings; Turkish, Azerbaijani; Kazakh. Not
# words that mean something commoner elsewhere, as Azerbaijani "on" and French "cent".
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
_HUNDREDS = frozenset({"hundred", "hundert"})  # which a number before them multiplies
_SCALES = _by_word(
    {
        1_000: "thousand tausend mille тысяч тысяча тысячи тыс bin min мың ألف ألفا آلاف الف الفا",
        1_000_000: "million millionen millions mln миллион миллиона миллионов млн milyon مليون",
        1_000_000_000: "billion bn milliarden milliards миллиард миллиарда млрд",
    }
)
_MONTHS = (
    ("january", "jan", "январ", "қаңтар", "yanvar"),
    ("february", "feb", "феврал", "ақпан", "fevral"),
    ("march", "mar", "март", "наурыз", "mart"),
    ("april", "apr", "апрел", "сәуір", "aprel"),
    ("may", "мая", "май", "мамыр"),
    ("june", "jun", "июн", "маусым", "iyun"),
    ("july", "jul", "июл", "шілде", "iyul"),
    ("august", "aug", "август", "тамыз", "avqust"),
    ("september", "sept", "sep", "сентябр", "қыркүйек", "sentyabr"),
    ("october", "oct", "октябр", "қазан", "oktyabr"),
    ("november", "nov", "ноябр", "қараша", "noyabr"),
    ("december", "dec", "декабр", "желтоқсан", "dekabr"),
)
_SPACES = "\u0020\u00a0\u2009\u202f"
_MARKS = rf"[{_SPACES}.,'’]"
_FIGURE = re.compile(rf"\d+(?:(?:{_MARKS}|, )\d+)*")
_TOKEN = re.compile(
    rf"(?P<sign>(?<![^\s(])[-\u2212\u2013])?(?P<figure>{_FIGURE.pattern})|(?P<word>[^\W\d_]+)"
)
_SHORT_YEAR = re.compile(r"\d[./-]\d{1,2}[./-]\d{2}(?!\d)|['’]\d{2}(?!\d)")


def readings(figure: str) -> set[float]:
    """Every number that a printed figure can stand for.

    Separators are ambiguous across languages, so all customary readings are given:
    ``"7,19"`` is 7.19, ``"50,000"`` is 50000 or 50.

    Parameters
    ----------
    figure : str
        Digits with separators, as printed.

    Returns
    -------
    set of float
        The readings; empty when the figure follows no custom (``"1,23,4"``).

    Examples
    --------
    >>> sorted(readings("50,000"))
    [50.0, 50000.0]
    >>> sorted(readings("7 045 123"))
    [7045123.0]
    """
    figure = figure.replace(", ", ",")
    parts, marks = re.split(_MARKS, figure), re.findall(_MARKS, figure)
    found: set[float] = set()
    grouped = all(len(part) == 3 for part in parts[1:]) and len(set(marks)) <= 1
    if grouped and (not marks or len(parts[0]) <= 3):
        found.add(float("".join(parts)))
    if marks and marks[-1] in ".,":
        whole, before = parts[:-1], marks[:-1]
        one_mark = marks[-1] not in before and len(set(before)) <= 1
        if one_mark and all(len(part) == 3 for part in whole[1:]):
            found.add(float("".join(whole) + "." + parts[-1]))
    return found


def _candidates(figure: str) -> set[float]:
    """Readings of a run of figures, also when spaces only stand between separate numbers."""
    found = readings(figure)
    pieces = re.split(rf", |[{_SPACES}]", figure)
    if len(pieces) > 1:
        for piece in pieces:
            found |= readings(piece)
    return found


@dataclass(slots=True)
class _Number:
    """A number in a printed text: what it may stand for, and how finely it is printed."""

    readings: set[float]
    figure: str = ""  # as printed, empty for a number word
    scale: int = 1
    joined: bool = False  # whether it is a word that follows a word at once

    def leaves_room(self, more: _Number) -> bool:
        """Whether a word stands for tens or hundreds whose noughts the next one can fill."""
        least, most = min(self.readings), max(more.readings)
        tens, hundreds = least in range(20, 100, 10), least in range(100, 1000, 100)
        return (tens and most < 10) or (hundreds and most < 100)

    def last_digit(self, value: float) -> int:
        """Place of the last digit printed: 1 for tenths, -5 for hundreds of thousands."""
        *before, after = re.split(r"[.,] ?", self.figure)
        whole = not before or float(re.sub(r"\D", "", self.figure)) == value / self.scale
        return (0 if whole else len(after)) - round(math.log10(self.scale))


def _number_word(word: str) -> int | None:
    """The number that a word in small letters stands for, in any of its cases."""
    word = word.replace("ё", "е")
    return _WORDS.get(word, _WORDS.get(word.rstrip("ьию")))


def _read(printed: str) -> list[_Number]:
    """All numbers in a printed text, in order."""
    found: list[_Number] = []
    ended = -2  # where the last number word ended
    for match in _TOKEN.finditer(printed):
        figure, word = match["figure"], (match["word"] or "").casefold()
        told = _number_word(word)
        follows = match.start() == ended + 1 and printed[ended] in " -"
        if word in _HUNDREDS and follows and max(found[-1].readings) < 10:
            found[-1].readings = {100 * number for number in found[-1].readings}
            ended = match.end()
        elif figure or told is not None:
            numbers_here = _candidates(figure) if told is None else {float(told)}
            if match["sign"]:
                numbers_here |= {-number for number in numbers_here}  # or it is a dash
            if numbers_here:
                found.append(_Number(numbers_here, figure or "", joined=bool(word) and follows))
            ended = match.end() if word else -2
        elif word in _SCALES and found:
            last = found[-1]
            last.readings |= {round(number * _SCALES[word], 6) for number in last.readings}
            last.scale = _SCALES[word]
    for one, more in itertools.pairwise(found):  # read from the left, so that three parts add up
        if (more.joined and one.leaves_room(more)) or one.scale > more.scale:
            more.readings = more.readings | {
                number + other for number in one.readings for other in more.readings
            }
    return found


def numbers(printed: str) -> list[set[float]]:
    """All numbers in a printed text, each as the set of its readings, in order.

    Number words count, in the languages of the sources, and a following scale ("million")
    multiplies.

    Examples
    --------
    >>> numbers("won two seats of 77")
    [{2.0}, {77.0}]
    >>> numbers("двадцать пять мест")[-1] == {5.0, 25.0}
    True
    >>> sorted(numbers("6.98 million")[0])
    [6.98, 6980000.0]
    >>> says_number("6 млн 147 тыс. 517", 6147517, "stated")
    True
    """
    return [number.readings for number in _read(printed)]


def last_digit(printed: str, value: float) -> int:
    """Place of the last digit with which a text prints a number.

    Parameters
    ----------
    printed : str
        The figure as printed.
    value : float
        The number.

    Returns
    -------
    int
        1 for tenths, 0 for units, -3 for thousands; 0 where the text does not give the number.

    Examples
    --------
    >>> last_digit("9.3 million voters", 9_300_000), last_digit("9,300,000 voters", 9_300_000)
    (-5, 0)
    >>> last_digit("24 тысячи", 24_000), last_digit("80.99%", 80.99)
    (-3, 2)
    """
    giving = (number for number in _read(printed) if value in number.readings)
    return next((number.last_digit(value) for number in giving), 0)


def says_number(printed: str, value: float, derivation: str) -> bool:
    """Whether a printed text gives a number, or its printed terms add up to it.

    Parameters
    ----------
    printed : str
        The figure or label as printed.
    value : float
        The coded number.
    derivation : str
        ``stated`` looks for the number, ``sum`` adds all printed numbers up; for a ``count`` the
        page prints no number to compare with.

    Examples
    --------
    >>> says_number("80.99%", 80.99, "stated")
    True
    >>> says_number("83 + 8 + 7 + 9", 107, "sum")
    True
    >>> says_number("108 seats", 107, "stated")
    False
    """
    found = numbers(printed)
    if derivation == "count":
        return True
    if derivation == "sum":
        totals = {0.0}
        for each in found:
            totals = {round(total + number, 6) for total in totals for number in each}
            if len(totals) > 10_000:
                return False
        return bool(found) and round(value, 6) in totals
    return any(abs(number - value) < 1e-9 for each in found for number in each)


def says_words(printed: str, value: str) -> bool:
    """Whether a text consists of words that the page prints.

    Examples
    --------
    >>> says_words("Kazakhstan’s Foreign Ministry", "Foreign Ministry")
    True
    >>> says_words("the Commission", "Central Election Commission")
    False
    """
    words = (set(re.findall(r"\w+", text.casefold())) for text in (value, printed))
    return next(words) <= next(words)


def _is_stem(month: str) -> bool:
    """Whether endings may follow: short English forms are whole words, short Russian ones not."""
    return len(month) > 3 or not month.isascii()


def says_when(printed: str, when: str) -> bool:
    """Whether nothing in a printed date contradicts a coded one.

    Days, years and month names that are printed must be those of the coded date; what the page
    leaves to its context (often the year) is not asked for.

    Examples
    --------
    >>> says_when("Jan. 15", "2012-01-15"), says_when("January 16", "2012-01-15")
    (True, False)
    >>> says_when("between 6 and 11 January", "2012-01-06/2012-01-11")
    True
    """
    coded = {int(part) for part in re.findall(r"\d+", when)}
    if _SHORT_YEAR.search(printed):
        coded |= {int(year[2:]) for year in re.findall(r"\d{4}", when)}
    months = {int(month) for month in re.findall(r"\d{4}-(\d{2})", when)}
    for figure in _FIGURE.findall(printed):
        for part in re.findall(r"\d+", figure):
            if len(part) > 4 or int(part) not in coded:
                return False
    plain = printed.replace("İ", "I")  # whose small letter would be two characters
    words = [word.casefold() for word in re.findall(r"[^\W\d_]{3,}", plain)]
    named = {
        number
        for number, stems in enumerate(_MONTHS, start=1)
        for word in words
        if any(word == stem or (_is_stem(stem) and word.startswith(stem)) for stem in stems)
    }
    return not named or bool(named & months) or not months or max(months) > 12
