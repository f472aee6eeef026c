"""Records of RIS, as EndNote, Mendeley and Zotero read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from elecdata.citing.work import Work

TYPES = {"dataset": "DATA", "press": "NEWS", "encyclopedia": "ENCYC"}


def records(works: Iterable[Work]) -> str:
    """Works as records, an empty line between them."""
    return "\n".join(record(work) for work in works)


def record(work: Work) -> str:
    """One work as a record; a value is one line, whatever stands in it.

    Examples
    --------
    >>> print(record(Work("paper-2031", "press", title="The count", publisher="Herald")))
    TY  - NEWS
    ID  - paper-2031
    AU  - Herald
    TI  - The count
    ER  -
    """
    lines = [f"{tag}  - {' '.join(value.split())}\n" for tag, value in _tags(work) if value]
    return f"TY  - {TYPES.get(work.kind, 'ELEC')}\n{''.join(lines)}ER  - \n"


def _tags(work: Work) -> Iterator[tuple[str, str]]:
    """Tags and values in order."""
    yield "ID", work.key
    for name in work.makers:
        yield "AU", name
    yield "TI", work.heading
    if work.publisher not in work.makers:
        yield "PB", work.publisher
    if work.published:
        yield "PY", str(work.published.year)
        yield "DA", work.published.strftime("%Y/%m/%d")
    yield "ET", work.version
    yield "LA", work.language
    yield "UR", work.url
    if work.accessed and work.url:
        yield "Y2", work.accessed.strftime("%Y/%m/%d")
    yield "N1", work.digest
