"""Days and months as they are written in pictures, whatever the language of the machine."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from elecdata.schema.values import is_day

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = re.compile(r"[0-9]{3}[1-9]-(0[1-9]|1[0-2])|[1-9][0-9]{2}0-(0[1-9]|1[0-2])")


def day_text(day: date) -> str:
    """Day in words.

    Examples
    --------
    >>> day_text(date(2012, 1, 15))
    '15 Jan 2012'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def ends_of(when: str) -> tuple[date | None, date | None, bool]:
    """First and last day of a time in EDTF, and whether days are meant.

    A month stands for its first and last day and is not exact, nor is an open interval; a season,
    a year and an approximate time have no days.

    Examples
    --------
    >>> ends_of("2012-01-06/2012-01-11")
    (datetime.date(2012, 1, 6), datetime.date(2012, 1, 11), True)
    >>> ends_of("2011-11")
    (datetime.date(2011, 11, 1), datetime.date(2011, 11, 30), False)
    >>> ends_of("../2012-01-28")
    (None, datetime.date(2012, 1, 28), False)
    >>> ends_of("2011")
    (None, None, False)
    """
    one, interval, other = when.partition("/")
    first, last = _days(one), _days(other) if interval else _days(one)
    if not (first or last) or (interval and None in (first, last) and ".." not in (one, other)):
        return None, None, False
    exact = all(is_day(each) for each in when.split("/"))
    return first and first[0], last and last[1], exact


def when_text(when: str) -> str:
    """Time in EDTF, in words.

    Examples
    --------
    >>> when_text("2012-01-06/2012-01-11"), when_text("2011-11"), when_text("../2012-01-28")
    ('6–11 Jan 2012', 'Nov 2011', 'by 28 Jan 2012')
    """
    first, last, exact = ends_of(when)
    if not (first and last):
        known = first or last
        return f"{'from' if first else 'by'} {day_text(known)}" if known else when
    if not exact and "/" not in when:
        return f"{MONTHS[first.month - 1]} {first.year}"
    if first == last:
        return day_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_text(last)}"
    return f"{day_text(first)} – {day_text(last)}"


def _days(end: str) -> tuple[date, date] | None:
    """First and last day of a day or a month; None for anything else."""
    if is_day(end):
        day = date.fromisoformat(end)
        return day, day
    if not _MONTH.fullmatch(end):
        return None
    year, month = int(end[:4]), int(end[5:])
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
