"""What claims cannot say together, whatever each page prints."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from elecdata.adoption.claim import Cell, Claim
from elecdata.adoption.printed import says_number
from elecdata.adoption.record import Record
from elecdata.curation.sheet import Line, first
from elecdata.errors import Problem

COUNTED = ("votes", "vote_share_pct", "valid_votes", "invalid_votes")
_LABELLED = re.compile(r"\W*([^\d]*[^\W\d])\W*?([-\u2212]?\d[\W\d_]*)")  # a name, then figures
_EXACT = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")  # no season, and nothing unsure
BEGINS = {
    ("parties", "dissolved_when"): "founded_when",
    ("elections", "final_round_date"): "election_date",
}
_AGAIN = "look at the page again"


def sense_problems(record: Record, lines: Mapping[str, Line]) -> list[Problem]:
    """Claims on the wrong contestant, of votes not yet cast, and of what ends before it begins.

    Parameters
    ----------
    record : Record
        Claims that are right one by one.
    lines : mapping of str to Line
        The line of each claim, by its id.
    """
    found = (_label_problems, _foresight_problems, _circle_problems, _order_problems)
    return [problem for each in found for problem in first(each(record, lines))]


def _label_problems(record: Record, lines: Mapping[str, Line]) -> Iterator[Problem]:
    """Figures that the page prints right after the name of another contestant."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in record.registers["names"]:
        names[str(row["entity_id"])].add(str(row["name"]).casefold())
    rivals: dict[str, set[str]] = defaultdict(set)
    figures = [claim for claim in record.claims if claim.subject_type == "contestant"]
    for claim in figures:
        rivals[claim.election_id].add(claim.subject_id)
    for claim in figures:
        label = _label(claim)
        printed = claim.as_printed.casefold()
        if not label or any(name in printed for name in names[claim.subject_id]):
            continue
        other = next((r for r in sorted(rivals[claim.election_id]) if label in names[r]), "")
        if other:
            line = lines[claim.claim_id]
            found = f"{claim.as_printed!r}, which names {other}"
            fix = f"{_AGAIN}; a name that both have goes into names.csv"
            where = f"claims[{claim.subject_id}/{claim.variable}].subject_id"
            allowed = f"a figure of {claim.subject_id}"
            yield line.problem(where, "subject_id", found, allowed, fix)


def _label(claim: Claim) -> str:
    """The words before a stated figure with which its print begins; empty where there are none."""
    is_figure = isinstance(claim.typed, int | float) and not isinstance(claim.typed, bool)
    begins = (
        _LABELLED.match(claim.as_printed) if is_figure and claim.derivation == "stated" else None
    )
    is_its = begins is not None and says_number(begins[2], float(claim.value), "stated")
    return begins[1].casefold() if begins is not None and is_its else ""


def _foresight_problems(record: Record, lines: Mapping[str, Line]) -> Iterator[Problem]:
    """Votes that a source published before anybody voted; a day is left for time zones."""
    published = {row["source_id"]: row["published_date"] for row in record.registers["sources"]}
    voted = {
        cell.key[0]: decision.value
        for cell, decision in record.decisions.items()
        if (cell.table, cell.column) == ("elections", "election_date")
    }
    for claim in record.claims:
        day, told = voted.get(claim.election_id), published[claim.source_id]
        if claim.subject_type not in {"election", "contestant"} or claim.variable not in COUNTED:
            continue
        if isinstance(day, date) and told is not None and told < day - timedelta(days=1):
            found = f"votes in a source published on {told}"
            where = f"claims[{claim.subject_id}/{claim.variable}].source_id"
            fix = "correct the source, or its published_date"
            line = lines[claim.claim_id]
            yield line.problem(where, "source_id", found, f"one of the vote on {day} or later", fix)


def _circle_problems(record: Record, lines: Mapping[str, Line]) -> Iterator[Problem]:
    """Parties that come before themselves."""
    after: dict[str, dict[str, Claim]] = defaultdict(dict)
    for cell, decision in record.decisions.items():
        if cell.table == "parties" and cell.column in {"predecessor_id", "successor_id"}:
            for claim in decision.chosen:
                pair = (claim.subject_id, claim.value)
                older, newer = pair if cell.column == "successor_id" else pair[::-1]
                after[older].setdefault(newer, claim)
    for older in sorted(after):
        for newer, claim in after[older].items():
            seen, open_ = {newer}, [newer]
            while open_:
                more = after.get(open_.pop(), {}).keys() - seen
                seen |= more
                open_ += more
            if older in seen:
                where = f"claims[{claim.subject_id}/{claim.variable}].value"
                found, allowed = f"a circle through {older}", "a party that is not its own ancestor"
                yield lines[claim.claim_id].problem(where, "value", found, allowed, _AGAIN)


def _order_problems(record: Record, lines: Mapping[str, Line]) -> Iterator[Problem]:
    """Parties dissolved before they were founded, and last rounds before the first."""
    for cell, decision in record.decisions.items():
        column = BEGINS.get((cell.table, cell.column))
        begun = record.decisions.get(Cell(cell.table, cell.key, column)) if column else None
        if begun is not None and is_before(decision.value, begun.value):
            claim = decision.chosen[0]
            found, allowed = str(decision.value), f"{begun.value}, its {column}, or later"
            yield lines[claim.claim_id].problem(str(cell), "value", found, allowed, _AGAIN)


def is_before(one: object, other: object) -> bool:
    """Whether a year, month or day surely lies before another.

    Examples
    --------
    >>> is_before("2001", "2002-03"), is_before("2002", "2002-03"), is_before("2001~", "2002")
    (True, False, False)
    """
    texts = [str(each) for each in (one, other)]
    size = min(map(len, texts))
    return all(map(_EXACT.fullmatch, texts)) and texts[0][:size] < texts[1][:size]
