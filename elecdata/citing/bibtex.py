"""Entries for BibTeX and biblatex."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from elecdata.citing.work import DATASET, Work

# No brace may stand alone, even after a backslash: BibTeX counts them.
SPECIALS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TABLE = str.maketrans(SPECIALS)
# Pairs that TeX would set as one sign: a dash, a quotation mark.
_PAIR = re.compile(r"(?<=-)-|(?<=')'|(?<=`)`")


def entries(works: Iterable[Work]) -> str:
    """Works as entries, an empty line between them."""
    return "\n\n".join(entry(work) for work in works)


def entry(work: Work) -> str:
    r"""One work as an entry of the type ``misc``, which every style knows.

    Double braces keep capitals, and a name as one piece. An unknown day is left out, for the style
    to say in its own way: as a year, "n.d." stops biblatex and Typst.

    Examples
    --------
    >>> print(entry(Work("paper-2031", "press", title="50% & more", publisher="Herald")))
    @misc{paper-2031,
      author = {{Herald}},
      title = {{50\% \& more}},
    }
    """
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(work).items() if value)
    return f"@misc{{{work.key},\n{lines}}}"


def _fields(work: Work) -> dict[str, str]:
    """Fields of an entry, written as TeX."""
    day = work.published
    whose = " and ".join(f"{{{escaped(name)}}}" for name in work.makers)
    described = {
        "author": whose,
        "title": f"{{{escaped(work.heading)}}}",
        "howpublished": "Data set" if work.kind == DATASET else escaped(_house(work)),
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "day": str(day.day) if day else "",
        "version": escaped(work.version),
        "url": quote(work.url, safe="".join(map(chr, set(range(33, 127)) - set(b'\\{}"<>^`|')))),
        "urldate": work.accessed.isoformat() if work.accessed and work.url else "",
    }
    if work.kind == DATASET:
        described["note"] = escaped(f"Version {work.version}, {work.digest}")
    return described


def _house(work: Work) -> str:
    """The publisher, where it does not stand as the author already."""
    return "" if work.publisher in work.makers else work.publisher


def escaped(text: str) -> str:
    r"""A text as TeX: its special characters in words, letters of every script as they are.

    Examples
    --------
    >>> escaped("Явка {63,3%}")
    'Явка \\textbraceleft{}63,3\\%\\textbraceright{}'
    """
    return _PAIR.sub(r"{}\g<0>", text.translate(_TABLE))
