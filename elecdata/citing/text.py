"""References in words, after the seventh edition of the APA manual."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from elecdata.citing.work import DATASET, Work

# Not strftime, whose names of months follow the locale.
MONTHS = (
    "January February March April May June July August September October November December"
).split()


def references(works: Iterable[Work]) -> str:
    """Works as a list of references, one a line."""
    return "\n".join(reference(work) for work in works)


def reference(work: Work) -> str:
    """One work as a reference.

    Names stand as printed: which part of a name is the family's is not known for all. The day of
    reading is told where that of publication is not known.

    Examples
    --------
    >>> reference(Work("paper-2031", "press", authors=("A. Writer",), publisher="Herald"))
    'A. Writer. (n.d.). [untitled]. Herald.'
    """
    parts = [_lead(work), f"({_day(work)})"]
    if work.kind == DATASET:
        parts += [f"{work.heading} (Version {work.version}) [Data set]", f"Digest {work.digest}"]
    elif work.makers:
        parts.append(work.heading)
    if work.authors and work.publisher and work.publisher not in work.authors:
        parts.append(work.publisher)
    sentences = [part if part.endswith((".", "!", "?")) else f"{part}." for part in parts]
    if work.url and work.published is None and work.accessed:
        sentences.append(f"Retrieved {american(work.accessed)}, from {work.url}")
    elif work.url:
        sentences.append(work.url)
    return " ".join(sentences)


def _lead(work: Work) -> str:
    """What a reference begins with: the makers, or the title where none is known."""
    *most, last = work.makers or (work.heading,)
    comma = "," if len(most) > 1 else ""
    return f"{', '.join(most)}{comma} & {last}" if most else last


def _day(work: Work) -> str:
    """Day of publication as the style writes it: the year alone for data."""
    day = work.published
    if day is None:
        return "n.d."
    return (
        str(day.year) if work.kind == DATASET else f"{day.year}, {MONTHS[day.month - 1]} {day.day}"
    )


def american(day: date) -> str:
    """A day as the style writes it in a sentence.

    Examples
    --------
    >>> american(date(2012, 1, 15))
    'January 15, 2012'
    """
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
