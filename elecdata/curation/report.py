"""What a curation script prints: what was coded, what disagreed, how it was ruled, the audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from elecdata.adoption.assembly import assemble
from elecdata.adoption.record import Row
from elecdata.curation.control import Rules, inspect
from elecdata.curation.sheets import read_sheets

CORE = ("votes", "vote_share_pct", "seats", "turnout_pct", "registered_voters")
PUBLISHED = ("election", "contestant")  # subjects of the tables elections and results


def curate(raw: Path, rules: Sequence[Rules]) -> tuple[str, bool]:
    """Read, check, decide and audit some elections.

    Parameters
    ----------
    raw : Path
        Folder of coding sheets.
    rules : sequence of Rules
        The elections, each with the control totals of its rules in force.

    Returns
    -------
    report : str
        What was coded, what disagreed, how it was ruled, and the audit; or every problem.
    ok : bool
        False when a sheet or the audit has a problem.
    """
    sheets = read_sheets(raw, tuple(each.election_id for each in rules))
    if sheets.problems:
        return "\n".join(str(problem) for problem in sheets.problems), False
    tables = assemble(sheets.record)
    lines: list[str] = []
    failed = 0
    for each in rules:
        findings = inspect(tables, each)
        lines += [f"== {each.election_id}", *_coded(each.election_id, tables)]
        lines += [*_ruled(each.election_id, tables), "audit"]
        lines += [f"  {finding}" for finding in findings]
        lines.append("")
        failed += sum(finding.outcome == "failed" for finding in findings)
    lines += [str(problem) for problem in sheets.miscounts]
    if failed:
        lines.append(f"{failed} check{'s' if failed > 1 else ''} of the audit failed")
    return "\n".join(lines).rstrip(), not (failed or sheets.miscounts)


def _coded(election_id: str, tables: dict[str, list[Row]]) -> list[str]:
    """How many claims, on what, from which sources, and how many core cells are told twice."""
    claims = [row for row in tables["claims"] if row["election_id"] == election_id]
    kinds = Counter(str(row["subject_type"]) for row in claims)
    by_source = Counter(str(row["source_id"]) for row in claims)
    coded = ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())
    cited = ", ".join(f"{source} {n}" for source, n in by_source.most_common())
    cells, twice = core_cells(claims, tables["sources"])
    return [
        f"coded    {len(claims)} claims: {coded}",
        f"sources  {cited}",
        f"core     {told_twice(cells, twice)}",
    ]


def core_cells(claims: Sequence[Row], sources: Sequence[Row]) -> tuple[int, int]:
    """Core cells that any claim speaks to, and those with two independent sources.

    Core are votes, shares, seats, turnout and registered voters in the tables elections and
    results: of the whole contest, not of a region, a round, a poll or an earlier election. A
    source that repeats another counts as that other; a claim ruled out counts for nothing.
    """
    derived = {row["source_id"]: row["derived_from"] for row in sources}
    speaking: dict[tuple[object, ...], set[object]] = {}
    for row in claims:
        whole = row["subject_type"] in PUBLISHED and not row["region"] and not row["round"]
        if whole and row["variable"] in CORE and row["standing"] != "rejected":
            cell = (row["election_id"], row["subject_id"], row["variable"])
            origin = derived[row["source_id"]] or row["source_id"]
            speaking.setdefault(cell, set()).add(origin)
    return len(speaking), sum(len(origins) > 1 for origins in speaking.values())


def told_twice(cells: int, twice: int) -> str:
    """How many core cells have two independent sources, in words."""
    share = f" ({100 * twice / cells:.0f} per cent)" if cells else ""
    return f"{cells} cells, {twice} of them with two independent sources{share}"


def _ruled(election_id: str, tables: dict[str, list[Row]]) -> list[str]:
    """Every contradiction, and how it was ruled."""
    conflicts = [row for row in tables["conflicts"] if row["election_id"] == election_id]
    cells = "cell" if len(conflicts) == 1 else "cells"
    lines = [f"rivals   {len(conflicts)} {cells} on which sources contradict each other"]
    for row in conflicts:
        cell = f"{row['row_key']} {row['column_name']}"
        ruled = f"{row['adopted_value'] or 'nothing'} ({row['rule']})"
        lines += [f"  {cell}: {row['rivals']} -> {ruled}", f"    {row['reason']}"]
    return lines
