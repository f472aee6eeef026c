"""Read a whole folder of coding sheets into a record, with every problem in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from elecdata.adoption.claim import Cell, Claim
from elecdata.adoption.decision import Ruling
from elecdata.adoption.record import REGISTERS, Election, Record
from elecdata.curation.claims import read_claims
from elecdata.curation.counts import FILE as COUNTS
from elecdata.curation.counts import counted, miscounts, read_counts
from elecdata.curation.election import control_totals, read_election
from elecdata.curation.registers import read_registers
from elecdata.curation.rulings import decision_problems, read_rulings, ruling_problems
from elecdata.curation.sense import sense_problems
from elecdata.curation.sheet import Line, first, read_text, reason
from elecdata.errors import Problem
from elecdata.schema import TABLES

HIDDEN = (".", "~")  # names of what systems and office programs leave beside files
KNOWN_FILES = ("election.toml", "claims.csv", "rulings.toml")


@dataclass(frozen=True)
class Sheets:
    """A record as coded, and all that is wrong with it.

    Attributes
    ----------
    record : Record
        What could be read.
    problems : list of Problem
        Everything wrong; the record may be published only when there is none.
    control : dict of str to dict
        ``seats``, ``tiers`` and ``indirect`` of the elections with a section ``control``.
    miscounts : list of Problem
        Where the sheets hold something else than ``counts.csv`` says; looked for only when
        nothing else is wrong. A folder without that sheet has none.
    """

    record: Record
    problems: list[Problem]
    control: dict[str, dict[str, Any]] = field(default_factory=dict)
    miscounts: list[Problem] = field(default_factory=list)


def election_ids(root: Path) -> list[str]:
    """Folders of elections in a folder of sheets."""
    return sorted(
        path.name for path in root.iterdir() if path.is_dir() and path.name[0] not in "._"
    )


def read_sheets(root: Path, only: tuple[str, ...] = ()) -> Sheets:
    """Read and check coding sheets.

    Parameters
    ----------
    root : Path
        Folder such as ``data/raw``.
    only : tuple of str
        Elections to read; all by default.

    Returns
    -------
    Sheets
        The record, and every problem found, in one pass.
    """
    if not root.is_dir():
        nothing = Record({}, (), (), {name: [] for name in REGISTERS})
        return Sheets(nothing, [Problem(root.name, 0, 0, "file", "no such folder", "a folder")])
    registers, problems = read_registers(root)
    problems += _root_problems(root)
    elections: dict[str, Election] = {}
    claims: list[Claim] = []
    rulings: list[Ruling] = []
    lines: dict[str, Line] = {}
    control: dict[str, dict[str, Any]] = {}
    for election_id in only or election_ids(root):
        if not (root / election_id).is_dir():
            problems.append(Problem(election_id, 0, 0, "file", "no such folder", "an election"))
            continue
        try:
            problems += _folder_problems(root, election_id)
        except OSError as error:
            found, allowed = reason(error), "a folder that can be read"
            problems.append(Problem(election_id, 0, 0, "file", found, allowed))
            continue
        election, wrong = read_election(root, election_id)
        problems += wrong
        if election is None:
            continue
        elections[election_id] = election
        totals = control_totals(root, election_id)
        if totals is not None:
            control[election_id] = totals
        coded, wrong = read_claims(root, election_id, registers)
        problems += wrong
        claims += coded.claims
        lines |= coded.lines
        ruled, wrong = read_rulings(root, election_id)
        problems += wrong
        rulings += ruled
    record = Record(elections, tuple(claims), tuple(rulings), registers)
    texts = {e: read_text(root / e / "rulings.toml", f"{e}/rulings.toml")[0] for e in elections}
    problems += ruling_problems(rulings, {claim.claim_id: claim for claim in claims}, texts)
    if not problems:
        where = {claim_id: (line.file, line.number) for claim_id, line in lines.items()}
        problems += decision_problems(record.decisions.values(), rulings, where)
        problems += cell_problems(record, lines)
        if not only:
            problems += unused_problems(record)
    stated, wrong = read_counts(root)
    problems += wrong
    is_held = stated is not None and not problems
    wrong = miscounts(counted(record), stated or {}, only) if is_held else []
    return Sheets(record, sorted(set(problems)), control, wrong)


def _folder_problems(root: Path, election_id: str) -> list[Problem]:
    """Files in an election's folder that nothing reads."""
    return first(
        Problem(f"{election_id}/{path.name}", 0, 0, "file", path.name, ", ".join(KNOWN_FILES))
        for path in sorted((root / election_id).iterdir())
        if path.name not in KNOWN_FILES and not path.name.startswith(HIDDEN)
    )


def _root_problems(root: Path) -> list[Problem]:
    """Shared sheets that nothing reads, and links that lead nowhere."""
    known = (*(f"{name}.csv" for name in REGISTERS), COUNTS)
    others = [each for each in sorted(root.iterdir()) if not each.name.startswith(HIDDEN)]
    return first(
        Problem(each.name, 0, 0, "file", each.name, ", ".join(known))
        for each in others
        if each.name not in known
        and not each.is_dir()
        and (each.suffix in {".csv", ".toml"} or not each.exists())
    )


def cell_problems(record: Record, lines: Mapping[str, Line]) -> list[Problem]:
    """Claims that cannot be of the election for which they are coded."""
    problems = _office_problems(record, lines) + _year_problems(record, lines)
    return problems + sense_problems(record, lines)


def _office_problems(record: Record, lines: Mapping[str, Line]) -> list[Problem]:
    """Claims on a column that does not apply to the election's office or the contestant's type."""
    types = {row["party_id"]: row["contestant_type"] for row in record.registers["parties"]}
    problems = []
    for cell, decision in record.decisions.items():
        if cell.table not in {"elections", "results", "contestants", "returns"}:
            continue
        if (
            cell.table == "returns"
            and Cell("results", cell.key[:2], cell.column) in record.decisions
        ):
            continue  # said of results already
        claim = decision.claims[0]
        field = TABLES[cell.table][cell.column]
        office = record.elections[claim.election_id].office
        kind = types.get(claim.subject_id, "")
        line = lines[claim.claim_id]
        if field.office and office != field.office:
            found, allowed = f"{cell.column} for a {office}", f"for a {field.office} only"
            problems.append(line.problem(str(cell), "variable", found, allowed))
        elif cell.table != "elections" and field.only_for and kind not in field.only_for:
            found, allowed = f"{cell.column} for {kind}", "for " + ", ".join(field.only_for)
            problems.append(line.problem(str(cell), "variable", found, allowed))
    return problems


def _year_problems(record: Record, lines: Mapping[str, Line]) -> list[Problem]:
    """Election days outside the election's year."""
    problems = []
    for cell, decision in record.decisions.items():
        if (cell.table, cell.column) != ("elections", "election_date") or not decision.chosen:
            continue
        claim = decision.chosen[0]
        year = record.elections[claim.election_id].year
        if not claim.value.startswith(f"{year}-"):
            line = lines[claim.claim_id]
            problems.append(line.problem(str(cell), "value", claim.value, f"a day of {year}"))
    return problems


def unused_problems(record: Record) -> list[Problem]:
    """Sources from which nothing is coded, and people whom no claim names."""
    cited = {claim.source_id for claim in record.claims}
    cited |= {str(row["source_id"]) for row in record.registers["names"]}
    people = {claim.subject_id for claim in record.claims if claim.subject_type == "person"}
    unused = [
        ("sources", "source_id", cited, "a source that a claim or a name cites"),
        ("people", "person_id", people, "a person whom a claim is about"),
    ]
    return [
        Problem(
            f"{name}.csv", 0, 0, f"{name}[{row[key]}]", "no use", allowed, "code it or remove it"
        )
        for name, key, used, allowed in unused
        for row in record.registers[name]
        if row[key] not in used
    ]
