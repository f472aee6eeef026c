"""The packaged data as one work: title, maker, day of release, what they are about, terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from elecdata.digest import release_digest
from elecdata.schema.vocabulary import COUNTRY

NAME = "elecdata"
TITLE = "elecdata: comparative elections data that keep every figure with its source"
AUTHOR = "elecdata contributors"
RELEASED = date(2026, 11, 21)  # of this version, as the newest section of CHANGELOG.md
LICENCE = "CC0-1.0"
LICENCE_TITLE = "CC0 1.0 Universal"
LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"
PARQUET = "application/vnd.apache.parquet"
THEMES = ("elections", "parties", "votes and seats", "turnout", "provenance")


@dataclass(frozen=True)
class Release:
    """The published tables as one work.

    Attributes
    ----------
    manifest : mapping
        Manifest of the tables.
    elections, sources : sequence of mapping
        Rows of these two tables.
    """

    manifest: Mapping[str, Any]
    elections: Sequence[Mapping[str, Any]]
    sources: Sequence[Mapping[str, Any]]

    @property
    def version(self) -> str:
        """Version of package and data."""
        return str(self.manifest["version"])

    @property
    def digest(self) -> str:
        """Digest of all tables together."""
        return release_digest(self.manifest)

    @property
    def countries(self) -> list[str]:
        """English names of the countries that vote, in order."""
        return sorted({COUNTRY.terms[row["country"]] for row in self.elections})

    @property
    def period(self) -> str:
        """First and last day of voting, or year where the day is not known, as ISO 8601."""
        first = [str(row["election_date"] or row["year"]) for row in self.elections]
        last = [
            str(row["final_round_date"] or day)
            for row, day in zip(self.elections, first, strict=True)
        ]
        return f"{min(first)}/{max(last)}"

    @property
    def keywords(self) -> list[str]:
        """Themes and countries."""
        return [*THEMES, *self.countries]

    @property
    def abstract(self) -> str:
        """What the data are, in a few sentences."""
        years = sorted({row["year"] for row in self.elections})
        return (
            f"Elections of {series(str(year) for year in years)} in {series(self.countries)}, "
            "hand-coded from named sources. Every figure keeps its source, rival figures stand "
            "side by side, and every choice between them has a stated reason. The data are in "
            "the public domain (CC0 1.0); the Python package that carries them is under the MIT "
            "licence."
        )


def installed() -> Release:
    """The release that this package carries."""
    from elecdata.loading import load
    from elecdata.store import data_dir, read_manifest

    elections, sources = (
        load(name, backend="pyarrow").to_pylist() for name in ("elections", "sources")
    )
    return Release(read_manifest(data_dir()), elections, sources)


def series(words: Iterable[str]) -> str:
    """Words as a list in a sentence.

    Examples
    --------
    >>> series(["votes", "seats", "turnout"])
    'votes, seats and turnout'
    """
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
