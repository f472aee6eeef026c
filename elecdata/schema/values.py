"""The one written form of every kind of value, and how to read it back strictly."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import cache

from elecdata.schema.field import Field, Kind

Value = str | int | float | date | bool

_INTEGER = re.compile(r"0|-?[1-9]\d{0,17}", re.ASCII)
_NUMBER = re.compile(r"(?!-0(\.0+)?$)-?(0|[1-9]\d{0,14})(\.\d{1,12})?", re.ASCII)
_DAY = r"[0-9]{4}(-(0[1-9]|1[0-2]|2[1-4])(-[0-9]{2})?)?~?"
# Forms that a regular expression can tell, as descriptions of the tables state them.
PATTERNS: dict[Kind, str] = {
    "id": r"[a-z0-9]+([-_./:][a-z0-9]+)*",
    "category": r"[a-z0-9]+([-_./:][a-z0-9]+)*",
    "when": rf"({_DAY}|\.\.)(/({_DAY}|\.\.))?",
}
_ID = re.compile(PATTERNS["id"], re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHEN = re.compile(r"(\d{4})(-(0[1-9]|1[0-2]|2[1-4])(-(\d{2}))?)?~?", re.ASCII)

_SEASON = re.compile(r"(\d{4})-(2[1-4])", re.ASCII)

WRITTEN: dict[Kind, str] = {
    "id": "lower-case letters and digits joined by '-', '_', '.', ':' or '/'",
    "text": "text on one line, without stray spaces or invisible characters",
    "category": "a term of its vocabulary",
    "integer": "digits without separators, such as 1234",
    "number": "digits with a decimal point, such as 80.99",
    "date": "a day written YYYY-MM-DD",
    "when": "EDTF: YYYY, YYYY-MM, YYYY-MM-DD, a season YYYY-21..24, ~ for about, first/last",
    "boolean": "true or false",
}


def is_day(text: str) -> bool:
    """Whether a text is one day that exists, written YYYY-MM-DD."""
    if not _DATE.fullmatch(text):
        return False
    year, month, day = (int(part) for part in text.split("-"))
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _is_when(text: str) -> bool:
    """Whether a text is a date of any precision, or an interval of two in order."""
    ends = text.split("/")
    if len(ends) > 2:
        return False
    for end in ends:
        if len(ends) == 2 and end == "..":
            continue
        match = _WHEN.fullmatch(end)
        if not match or (match[5] and not is_day(end.rstrip("~"))):
            return False
    if len(ends) == 2:
        if ends == ["..", ".."]:
            return False
        first, last = (_SEASON.sub(_first_month, end.rstrip("~")) for end in ends)
        same = min(len(first), len(last))
        return ".." in ends or first[:same] <= last[:same]
    return True


def _first_month(season: re.Match[str]) -> str:
    """Month in which a season of EDTF begins: spring (21) in March, winter (24) in December."""
    return f"{season[1]}-{3 * (int(season[2]) - 20):02}"


def stray(text: str) -> str:
    """Name the first character or habit that a text may not have; empty when it is clean.

    Examples
    --------
    >>> stray("Ak Zhol"), stray("Ak Zhol ")
    ('', 'space at the end')
    >>> stray("seаts")
    "Cyrillic letter 'а' (U+0430) inside a Latin word"
    """
    if text != text.strip():
        return "space at the start" if text != text.lstrip() else "space at the end"
    if text.isascii() and text.isprintable():
        return "two spaces in a row" if "  " in text else ""
    if unicodedata.normalize("NFC", text) != text:
        return "letters not in composed form (NFC)"
    for character in text:
        category = unicodedata.category(character)
        if category in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} or (
            category == "Zs" and character != " "
        ):
            return f"invisible character U+{ord(character):04X}"
    if "  " in text:
        return "two spaces in a row"
    for word in re.findall(r"\w+", text):
        scripts = {_script(character) for character in word} - {""}
        if len(scripts) > 1:
            odd = next(c for c in word if _script(c) and _script(c) != "Latin")
            return f"{_script(odd)} letter {odd!r} (U+{ord(odd):04X}) inside a Latin word"
    return ""


@cache
def _script(character: str) -> str:
    """Script of a letter among those that look alike; empty for anything else."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "")
    return next((s.title() for s in ("LATIN", "CYRILLIC", "GREEK") if name.startswith(s)), "")


def parse(field: Field, text: str) -> tuple[Value | None, str]:
    """Read a written value strictly.

    Parameters
    ----------
    field : Field
        Column that the value belongs to.
    text : str
        The value as written; nothing is trimmed or guessed.

    Returns
    -------
    value : str, int, float, date, bool or None
        The typed value; None when it is wrong.
    allowed : str
        Empty when right, otherwise what would be allowed.

    Examples
    --------
    >>> from elecdata.schema import TABLES
    >>> parse(TABLES["results"]["seats"], "83")
    (83, '')
    >>> parse(TABLES["results"]["seats"], "083")
    (None, 'digits without separators, such as 1234')
    """
    kind, wrong = field.kind, WRITTEN[field.kind]
    if kind == "integer":
        number = int(text) if _INTEGER.fullmatch(text) else None
        return _ranged(field, number) if number is not None else (None, wrong)
    if kind == "number":
        return _ranged(field, float(text)) if _NUMBER.fullmatch(text) else (None, wrong)
    if kind == "date":
        return (date.fromisoformat(text), "") if is_day(text) else (None, wrong)
    if kind == "when":
        return (text, "") if _is_when(text) else (None, wrong)
    if kind == "boolean":
        return (text == "true", "") if text in {"true", "false"} else (None, wrong)
    if kind == "id" or (kind == "category" and field.vocabulary is None):
        return (text, "") if _ID.fullmatch(text) else (None, WRITTEN["id"])
    if kind == "category" and field.vocabulary is not None:
        if text in field.vocabulary.terms:
            return text, ""
        return None, field.vocabulary.allowed
    return (text, "") if text and not stray(text) else (None, wrong)


def _ranged(field: Field, number: float) -> tuple[Value | None, str]:
    """Return a number if it lies in the column's range, else what the range is."""
    low = float("-inf") if field.low is None else field.low
    high = float("inf") if field.high is None else field.high
    if low <= number <= high:
        return number, ""
    ends = [f"{low:g} or more"] if high == float("inf") else [f"{low:g} to {high:g}"]
    return None, f"{field.name} is {ends[0]}"


def misspelt(field: Field, text: str) -> str:
    """What would be allowed in place of a text that is not in the written form of its column.

    Empty when it is right. Texts of people and what is derived from them may be anything clean.

    Examples
    --------
    >>> from elecdata.schema import TABLES
    >>> misspelt(TABLES["results"]["contestant_id"], "Nur Otan")
    "lower-case letters and digits joined by '-', '_', '.', ':' or '/'"
    """
    if _is_free(field):
        odd = stray(text)
        return f"clean text, without {odd}" if odd else "" if text else "a text"
    return parse(field, text)[1]


def plain(field: Field) -> str:
    """Pattern of texts that are surely not `misspelt`: most of them, at one look.

    Examples
    --------
    >>> from elecdata.schema import TABLES
    >>> plain(TABLES["results"]["name"])
    '^[!-~]+( [!-~]+)*$'
    """
    if _is_free(field):
        return "^[!-~]+( [!-~]+)*$"
    return r"^[0-9]{4}$" if field.kind == "when" else f"^({_ID.pattern})$"


def _is_free(field: Field) -> bool:
    """Whether a column holds texts in anybody's words."""
    return field.kind == "text" or field.multiple or field.origin == "derived"


def days(when: str) -> tuple[date | None, date | None]:
    """First and last day of a date of any precision; None for an end that is no known day.

    Examples
    --------
    >>> days("2012-01-06/2012-01-11")
    (datetime.date(2012, 1, 6), datetime.date(2012, 1, 11))
    >>> days("2011-11")
    (None, None)
    """
    first, _, last = when.partition("/")
    ends = [date.fromisoformat(end) if is_day(end) else None for end in (first, last)]
    return ends[0], ends[1]
