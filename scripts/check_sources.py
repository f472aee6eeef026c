"""Hold every claim against the page it was read from.

    python scripts/check_sources.py FOLDER

FOLDER has copies of the documents that data/raw/sources.csv names. Each copy is compared with its
SHA-256, and every ``as_printed`` is looked for in the paragraph that its locator names. A paragraph
is an unbroken run of lines that are not blank; the first is p1. Names are held against theirs too.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"

_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc", "'")
    # Double quotes stand around names now and then, and a soft hyphen is no letter.
    | dict.fromkeys('"\u201c\u201d\u201e\u00ab\u00bb\u00ad')
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_BROKEN_WORD = re.compile(r"(?<=\w)-[ \t]*\n\s*(?=\w)")


@dataclass(frozen=True)
class Quote:
    """Something that a row of a sheet says a page prints.

    Attributes
    ----------
    address : str
        File and line of the row.
    source_id, locator : str
        Where it is said to stand.
    parts : tuple of str
        What is said to stand there.
    """

    address: str
    source_id: str
    locator: str
    parts: tuple[str, ...]


@dataclass
class Findings:
    """What a run found: misses in full, the rest as numbers."""

    misses: list[str]
    checked: int = 0
    unchecked: int = 0


def main(arguments: list[str] | None = None, raw: Path = RAW) -> int:
    """Check all quotes and print every miss; exit status 1 when there is any."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    documents, misses = read_documents(raw, Path(arguments[0]))
    claims, names = Findings(misses), Findings([])
    for sheet in sorted(raw.glob("*/claims.csv")):
        check(claim_quotes(sheet, raw), documents, claims)
    check(name_quotes(raw / "names.csv", raw), documents, names)
    misses = claims.misses + names.misses
    print("\n".join(misses), end="\n" if misses else "")
    for what, findings in (("claims", claims), ("names", names)):
        print(
            f"{findings.checked:,} {what} checked; {findings.unchecked:,} not, because their "
            "source has no document in the folder"
        )
    print(f"{len(misses):,} {'miss' if len(misses) == 1 else 'misses'}")
    return 1 if misses else 0


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a sheet with the number of the line each ends on."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield reader.line_num, {name: cell or "" for name, cell in row.items() if name}


def read_documents(raw: Path, folder: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Paragraphs of each source whose document is in the folder, and copies that differ."""
    documents: dict[str, list[str]] = {}
    misses = []
    for line, row in rows_of(raw / "sources.csv"):
        name = row["document"]
        path = folder / name
        if not name or not path.is_file():
            continue
        data = path.read_bytes()
        found = hashlib.sha256(data).hexdigest()
        if found != row["sha256"]:
            address = f"{shown(raw / 'sources.csv', raw)}:{line}"
            misses.append(f"{address}: {name} has SHA-256 {found}, not {row['sha256']}")
        documents[row["source_id"]] = paragraphs(data.decode("utf-8", errors="replace"))
    return documents, misses


def paragraphs(text: str) -> list[str]:
    r"""Unbroken runs of lines that are not blank.

    Examples
    --------
    >>> paragraphs("Seats: 83,\n8 and 7.\n \nTurnout: 75.45")
    ['Seats: 83,\n8 and 7.', 'Turnout: 75.45']
    """
    runs: list[list[str]] = [[]]
    for line in _LINE_END.split(text):
        if line.strip():
            runs[-1].append(line)
        else:
            runs.append([])
    return ["\n".join(run) for run in runs if run]


def claim_quotes(sheet: Path, raw: Path) -> Iterator[Quote]:
    """What the claims of one election say is printed."""
    for line, row in rows_of(sheet):
        split = " + " if row["derivation"] == "sum" else " ... "
        parts = tuple(row["as_printed"].split(split))
        yield Quote(f"{shown(sheet, raw)}:{line}", row["source_id"], row["locator"], parts)


def name_quotes(sheet: Path, raw: Path) -> Iterator[Quote]:
    """Names as sources print them; official and short names are in the house spelling."""
    for line, row in rows_of(sheet):
        if row["name_kind"] == "variant":
            address = f"{shown(sheet, raw)}:{line}"
            yield Quote(address, row["source_id"], row["locator"], (row["name"],))


def check(quotes: Iterator[Quote], documents: dict[str, list[str]], findings: Findings) -> None:
    """Look for quotes in their paragraphs and note what was found."""
    for quote in quotes:
        paragraphs_of_source = documents.get(quote.source_id)
        if paragraphs_of_source is None:
            findings.unchecked += 1
            continue
        findings.checked += 1
        place = re.fullmatch(r"p(\d+)", quote.locator)
        if not place or not 1 <= int(place[1]) <= len(paragraphs_of_source):
            last = len(paragraphs_of_source)
            findings.misses.append(
                f"{quote.address}: {quote.source_id} has p1 to p{last}, not {quote.locator!r}"
            )
            continue
        paragraph = paragraphs_of_source[int(place[1]) - 1]
        findings.misses += [
            f"{quote.address}: {part!r} is not in {quote.locator} of {quote.source_id}"
            + elsewhere(part, paragraphs_of_source)
            for part in quote.parts
            if not prints(paragraph, part)
        ]


def elsewhere(part: str, paragraphs_of_source: list[str]) -> str:
    """Hint at the paragraphs that do print it."""
    places = [f"p{n}" for n, text in enumerate(paragraphs_of_source, 1) if prints(text, part)]
    return f"; it is in {', '.join(places)}" if places else ""


def prints(paragraph: str, part: str) -> bool:
    r"""Whether a paragraph prints a text, whatever its quotes, spaces, case and line ends.

    A word that the page breaks with a hyphen counts as joined and as hyphenated. What is looked
    for must not be cut out of a longer number or word.

    Examples
    --------
    >>> prints("won 83 seats in the par-\nliament", "83 seats in the Parliament")
    True
    >>> prints("won 183 seats", "83 seats")
    False
    """
    wanted = plain(part)
    if not wanted:
        return False
    ahead = r"(?<!\d)(?<!\d[.,])" if wanted[0].isdigit() else _NO_LETTER_BEFORE
    behind = r"(?!\d)(?![.,]\d)" if wanted[-1].isdigit() else _NO_LETTER_AFTER
    pattern = re.compile(
        (ahead if wanted[0].isalnum() else "")
        + re.escape(wanted)
        + (behind if wanted[-1].isalnum() else "")
    )
    readings = (paragraph, _BROKEN_WORD.sub("", paragraph), _BROKEN_WORD.sub("-", paragraph))
    return any(pattern.search(plain(reading)) for reading in readings)


def plain(text: str) -> str:
    r"""Text with straight apostrophes and single spaces, without double quotes and capitals.

    Examples
    --------
    >>> plain("People’s\u00a0Party ")
    "people's party"
    >>> plain('party "Adal"')
    'party adal'
    """
    return " ".join(text.translate(_PLAIN).split()).casefold()


def shown(path: Path, raw: Path) -> str:
    """Path as an editor opens it from the top of the checkout."""
    return path.relative_to(raw.parent.parent).as_posix()


if __name__ == "__main__":
    sys.exit(main())
