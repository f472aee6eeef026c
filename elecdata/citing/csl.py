"""Items of CSL-JSON, as Zotero, pandoc and citeproc read them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from elecdata.citing.work import Work

TYPES = {"dataset": "dataset", "press": "article-newspaper", "encyclopedia": "entry-encyclopedia"}


def items(works: Iterable[Work]) -> str:
    """Works as a JSON list."""
    return json.dumps([item(work) for work in works], ensure_ascii=False, indent=2)


def item(work: Work) -> dict[str, Any]:
    """One work as an item. An unknown day is left out, for the style to say in its own way.

    Examples
    --------
    >>> item(Work("paper-2031", "press", title="The count", publisher="Herald"))["author"]
    [{'literal': 'Herald'}]
    """
    described: dict[str, Any] = {
        "id": work.key,
        "type": TYPES.get(work.kind, "webpage"),
        "title": work.heading,
        "author": [{"literal": name} for name in work.makers],
        "publisher": "" if work.publisher in work.makers else work.publisher,
        "issued": _parts(work.published),
        "accessed": _parts(work.accessed if work.url else None),
        "URL": work.url,
        "language": work.language,
        "version": work.version,
        "note": work.digest,
    }
    return {name: value for name, value in described.items() if value}


def _parts(day: date | None) -> dict[str, list[list[int]]]:
    """A day in parts; empty when it is not known."""
    return {"date-parts": [[day.year, day.month, day.day]]} if day else {}
