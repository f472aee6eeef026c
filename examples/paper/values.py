"""Numbers of the text, each looked up by its address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd
from evidence import Evidence, cells, sources_of

SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class Value:
    """A number of the text: as printed, as it is, and the sources behind it."""

    text: str
    value: Any
    sources: list[str] = field(default_factory=list)


def printed(value: Any, decimals: int | None = None) -> str:
    """A number as the paper prints it; a dash where there is none."""
    if pd.isna(value):
        return "–"
    if isinstance(value, str):
        return value
    if hasattr(value, "strftime"):
        return f"{value.day} {value:%B %Y}"
    if decimals is None:
        return f"{int(value):,}"
    return f"{value:.{decimals}f}"


def span(low: float, high: float) -> str:
    """A range; one number where both ends print alike."""
    return "–".join(dict.fromkeys(printed(end, 2) for end in (low, high)))


def look_up(address: str, evidence: Evidence) -> Value:
    """The number that stands at an address.

    ``results/ELECTION/CONTESTANT/COLUMN`` and ``elections/ELECTION/COLUMN`` are cells;
    ``range/INDEX/KIND/ELECTION/END`` is an end of a range, ``turnout/ELECTION/END`` one of a
    turnout; ``count/...`` counts rows.
    """
    kind, *path = address.split("/")
    return {
        "results": _of_results,
        "elections": _of_elections,
        "range": _of_range,
        "turnout": _of_turnout,
        "candidate": _of_candidate,
        "count": _count,
        "ruling": _ruling,
    }[kind](evidence, *path)


def _of_results(evidence: Evidence, election: str, contestant: str, column: str) -> Value:
    """A cell of results."""
    row = cells(evidence.results, [column], election_id=election, contestant_id=contestant)
    return _cell(row, column)


def _of_elections(evidence: Evidence, election: str, column: str) -> Value:
    """A cell of elections."""
    return _cell(cells(evidence.elections, [column], election_id=election), column)


def _cell(row: pd.DataFrame, column: str) -> Value:
    """The only row's figure, which must be known."""
    [value] = row[column]
    if pd.isna(value):
        raise LookupError(f"{row.iloc[0].to_dict()} has no {column}, and the text prints it")
    decimals = {"threshold_pct": 0}.get(column, 2) if column.endswith("_pct") else None
    return Value(printed(value, decimals), value, sources_of(row))


def _of_range(evidence: Evidence, index: str, kind: str, election: str, end: str) -> Value:
    """An end of the range of an index, its adopted value, or both ends as a span."""
    if end == "span":
        row = evidence.ranges.loc[(index, kind, election)]
        return Value(span(row.low, row.high), [row.low, row.high])
    value = evidence.ranges.loc[(index, kind, election), end]
    return Value(printed(value, 2), value)


def _of_turnout(evidence: Evidence, election: str, end: str) -> Value:
    """An end of the range of a turnout, or the distance between the two."""
    value = evidence.turnout_ranges.loc[election, end]
    return Value(printed(value, 2), value)


def _of_candidate(evidence: Evidence, who: str, end: str) -> Value:
    """An end of the range of a candidate's share."""
    value = evidence.candidates.set_index("contestant_id").loc[who, end]
    return Value(printed(value, 2), value)


def _ruling(evidence: Evidence, *path: str) -> Value:
    """The reason of a ruling, as our own words give it."""
    return Value(evidence.rulings.loc["/".join(path), "reason"].rstrip("."), None)


def _count(evidence: Evidence, what: str, *path: str) -> Value:
    """How many of something there are."""
    conflicts = evidence.conflicts
    found = {
        "elections": lambda: len(evidence.elections),
        "legislatures": lambda: len(evidence.legislatures),
        "conflicts": lambda: len(conflicts),
        "unresolved": lambda: int((conflicts.status == "unresolved").sum()),
        "rule": lambda *rule: int((conflicts.rule == "/".join(rule)).sum()),
        "verdicts": lambda: len(evidence.observers),
        "verdict": lambda *verdict: int((evidence.observers.verdict == "/".join(verdict)).sum()),
        "discrepancies": lambda: len(evidence.discrepancies),
    }[what](*path)
    word = SMALL[found] if found < len(SMALL) else printed(found)
    return Value(word, found)


def numbers(addresses: Iterable[str], evidence: Evidence) -> dict[str, dict[str, Any]]:
    """Every number that the text asks for, by its address."""
    found = {}
    for address in addresses:
        try:
            found[address] = asdict(look_up(address, evidence))
        except (KeyError, ValueError, LookupError) as error:
            raise LookupError(f"paper.typ asks for {address!r}: {error}") from error
    return found
