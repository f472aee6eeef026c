"""A work that can be cited: the dataset, or one of its sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from elecdata.release import Release

DATASET = "dataset"
UNTITLED = "[untitled]"
_BETWEEN = re.compile(r"; | and | & |, ")


@dataclass(frozen=True)
class Work:
    """What is known of a work; an empty text or None is not known.

    Attributes
    ----------
    key : str
        Name of the work among others: a ``source_id``, or ``elecdata``.
    kind : str
        ``dataset``, or the kind of the source.
    title : str
        Title as printed.
    authors : tuple of str
        Names as printed.
    publisher, url, language, version, digest : str
        As their names say; version and digest are those of the dataset.
    published, accessed : date, optional
        Day of publication, and day on which it was read.
    """

    key: str
    kind: str
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: date | None = None
    accessed: date | None = None
    url: str = ""
    language: str = ""
    version: str = ""
    digest: str = ""

    @property
    def heading(self) -> str:
        """Title, or the words that stand where there is none."""
        return self.title or UNTITLED

    @property
    def makers(self) -> tuple[str, ...]:
        """Authors, or the publisher where none is named."""
        return self.authors or ((self.publisher,) if self.publisher else ())

    @property
    def described(self) -> str:
        """Makers and title in a line."""
        return ". ".join([*self.makers[:1], self.heading])

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Place in a list of references: by maker or title, then day, undated first."""
        first = " ".join(self.makers or (self.heading,)).casefold()
        return first, str(self.published or ""), self.heading.casefold(), self.key


def of_source(row: Mapping[str, Any]) -> Work:
    """The work that a row of the table ``sources`` is about."""
    return Work(
        key=row["source_id"],
        kind=row["kind"],
        title=row["title"] or "",
        authors=authors(row["author"] or ""),
        publisher=row["publisher"] or "",
        published=row["published_date"],
        accessed=row["accessed_date"],
        url=row["url"] or "",
        language=row["language"] or "",
    )


def of_release(release: Release) -> Work:
    """The dataset as a work."""
    from elecdata import release as facts

    return Work(
        key=facts.NAME,
        kind=DATASET,
        title=facts.TITLE,
        authors=(facts.AUTHOR,),
        published=facts.RELEASED,
        language="en",
        version=release.version,
        digest=release.digest,
    )


def authors(printed: str) -> tuple[str, ...]:
    """Names in an author line, told apart only where every part is plainly a person's name.

    Examples
    --------
    >>> authors("Robin Paxton and Dmitry Solovyov")
    ('Robin Paxton', 'Dmitry Solovyov')
    >>> authors("Bureau of Democracy, Human Rights, and Labor")
    ('Bureau of Democracy, Human Rights, and Labor',)
    """
    parts = _BETWEEN.split(printed)
    if all(_is_name(part) for part in parts):
        return tuple(parts)
    return (printed,) if printed else ()


def _is_name(text: str) -> bool:
    """Whether a text is two to four words or initials, each with a capital."""
    words = [word for word in re.split(r"[ .]+", text) if word]
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)
