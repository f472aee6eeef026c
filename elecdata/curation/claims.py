"""Read and check claims: what may be said of what, and whether the page says it."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from elecdata.adoption.claim import Cell, Claim, cells, field_of, named, path_of, variables_of
from elecdata.adoption.printed import numbers, says_number, says_when, says_words
from elecdata.adoption.record import Row
from elecdata.curation.sheet import Line, first, read_cell, read_sheet
from elecdata.errors import Problem, near
from elecdata.schema import TABLES, Field
from elecdata.schema.columns import ROUNDS
from elecdata.schema.values import parse

COLUMNS = (
    "subject_type",
    "subject_id",
    "variable",
    "value",
    "hedge",
    "derivation",
    "stage",
    "round",
    "region",
    "observed_at",
    "base",
    "source_id",
    "locator",
    "as_printed",
    "note",
)
LONGEST_PRINT = 8  # words: a figure or a label, never a sentence of a source
SUBJECTS = tuple(dict.fromkeys(table.subject for table in TABLES.values() if table.subject))
STAGED = {
    field.name for name in ("returns", "turnout", "declarations") for field in TABLES[name].claimed
}
BASED = {"vote_share_pct", "turnout_pct"}
COUNTED = ("election", "contestant")

_CLAIMS = TABLES["claims"]
LOCATOR = re.compile(r"p(0|[1-9]\d{0,3})")
_MINUS = re.compile(r"(?:^|[\u2013\u2014:=]\s?)[-\u2212]\d")  # after a word it may be a dash
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Coded:
    """Claims of a sheet, and the line from which each came."""

    claims: tuple[Claim, ...]
    lines: dict[str, Line]


def read_claims(
    root: Path, election_id: str, registers: Mapping[str, list[Row]]
) -> tuple[Coded, list[Problem]]:
    """Claims of one election, and every problem with them.

    Parameters
    ----------
    root : Path
        Folder of the coding sheets.
    election_id : str
        Election, which is the name of its folder.
    registers : mapping
        Rows of the shared sheets, that references are looked up in.

    Returns
    -------
    coded : Coded
        Claims without a fault; a faulty row is left out, so that it is reported once only.
    problems : list of Problem
        In the order of the sheet.
    """
    file = f"{election_id}/claims.csv"
    if not os.path.lexists(root / file):
        return Coded((), {}), [Problem(file, 0, 0, "file", "no such file", "a sheet of claims")]
    lines, problems = read_sheet(root / file, file, COLUMNS)
    coded, wrong = check_claims(lines, election_id, registers)
    return coded, problems + wrong


def check_claims(
    lines: list[Line], election_id: str, registers: Mapping[str, list[Row]]
) -> tuple[Coded, list[Problem]]:
    """Claims of the rows of a sheet, or of the published claims, and every problem with them.

    Parameters
    ----------
    lines : list of Line
        Rows with the columns of a sheet of claims.
    election_id, registers
        As in `read_claims`.
    """
    known = {name: {str(r[TABLES[name].key[0]]) for r in rows} for name, rows in registers.items()}
    known["house names"] = {str(r["name"]) for r in (*registers["people"], *registers["names"])}
    good: list[Line] = []
    problems = first(_row_problems(lines, election_id, known, good))
    claims = named(Claim(election_id=election_id, **line.cells) for line in good)
    coded = Coded(tuple(claims), {c.claim_id: li for c, li in zip(claims, good, strict=True)})
    return coded, problems + _twice(claims, good) + _incomplete(coded)


def _row_problems(
    lines: list[Line], election_id: str, known: dict[str, set[str]], good: list[Line]
) -> Iterator[Problem]:
    """Every problem with rows; those without one are added to the good."""
    seen: dict[tuple[str, ...], int] = {}
    for line in lines:
        wrong = _line_problems(line, election_id, known)
        content = tuple(text for name, text in line.cells.items() if name != "note")
        if content in seen:
            found = f"the same claim as line {seen[content]}"
            wrong.append(line.problem(_where(line), "subject_type", found, "each claim once"))
        seen.setdefault(content, line.number)
        yield from wrong
        if not wrong:
            good.append(line)


def _where(line: Line) -> str:
    """Subject and variable of a row, in words."""
    return f"claims[{line.cells['subject_id']}/{line.cells['variable']}]"


def _line_problems(line: Line, election_id: str, known: dict[str, set[str]]) -> list[Problem]:
    """Every problem with one row, taken alone."""
    problems = []
    for name in COLUMNS:
        _, wrong = read_cell(line, _CLAIMS[name], _where(line))
        problems += wrong
    if problems:
        return problems
    field, problems = _subject_problems(line, election_id)
    if field is None:
        return problems
    problems += _value_problems(line, field)
    problems += _derivation_problems(line, field) if not problems else []
    problems += _word_problems(line, field, known["house names"])
    problems += _qualifier_problems(line)
    problems += _locator_problems(line)
    for name, text in _references(line, field):
        table = name.partition(".")[0]
        if table in known and text not in known[table]:
            problems.append(_unknown(line, table, text, known[table]))
    return problems


def _unknown(line: Line, table: str, text: str, known: set[str]) -> Problem:
    """An id that no shared sheet holds."""
    parts = ((name, (cell, *cell.split("/"))) for name, cell in line.cells.items())
    column = next(name for name, cell in parts if text in cell)
    hint = near(text, sorted(known)).partition(" Known")[0].strip()
    fix = f"{hint} Otherwise add it to {table}.csv".strip()
    return line.problem(
        f"{_where(line)}.{column}", column, repr(text), f"an id of {table}.csv", fix
    )


def _references(line: Line, field: Field) -> list[tuple[str, str]]:
    """Ids that a row names, each with the table in which it must stand."""
    named_here = [("sources.source_id", line.cells["source_id"])]
    if line.cells["region"]:
        named_here.append(("regions.region_id", line.cells["region"]))
    table = next(t for t in TABLES.values() if t.subject == line.cells["subject_type"])
    if line.cells["subject_type"] == "party":
        named_here.append(("parties.party_id", line.cells["subject_id"]))
    for column, part in zip(table.path, line.cells["subject_id"].split("/"), strict=False):
        if table[column].references:
            named_here.append((table[column].references, part))
    if field.references and not (field.national and line.cells["value"] == "national"):
        named_here.append((field.references, line.cells["value"]))
    return named_here


def _subject_problems(line: Line, election_id: str) -> tuple[Field | None, list[Problem]]:
    """Column that the row's variable means, and what is wrong with its subject."""
    kind, subject, variable = (line.cells[c] for c in ("subject_type", "subject_id", "variable"))
    where = _where(line)
    if kind not in SUBJECTS:
        allowed, hint = "one of " + ", ".join(SUBJECTS), near(kind, SUBJECTS).partition(" Known")[0]
        return None, [line.problem(where, "subject_type", repr(kind), allowed, hint.strip())]
    problems = []
    path = path_of(kind)
    if len(subject.split("/")) != len(path):
        allowed = "/".join(path)
        problems.append(line.problem(where, "subject_id", repr(subject), allowed))
    if kind == "election" and subject != election_id:
        problems.append(line.problem(where, "subject_id", repr(subject), election_id))
    table = next(t for t in TABLES.values() if t.subject == kind)
    for column, part in zip(path, subject.split("/"), strict=False):
        if table[column].vocabulary and parse(table[column], part)[1]:
            allowed = parse(table[column], part)[1]
            problems.append(line.problem(where, "subject_id", repr(part), allowed))
    if kind == "indicator" and not re.fullmatch(r"\d{4}", subject.rpartition("/")[2]):
        problems.append(line.problem(where, "subject_id", repr(subject), "indicator/YYYY"))
    field = field_of(kind, variable)
    if field is None:
        known = variables_of(kind)
        allowed, hint = "one of " + ", ".join(known), near(variable, known).partition(" Known")[0]
        problems.append(line.problem(where, "variable", repr(variable), allowed, hint.strip()))
    return field, problems


def _value_problems(line: Line, field: Field) -> list[Problem]:
    """Whether the value is of its kind, and follows from what the page prints."""
    value, printed, how = (line.cells[c] for c in ("value", "as_printed", "derivation"))
    typed, allowed = parse(field, value)
    where = f"{_where(line)}.value"
    if typed is None:
        terms = list(field.vocabulary.terms) if field.vocabulary else []
        hint = near(value, terms).partition(" Known")[0].strip()
        return [line.problem(where, "value", repr(value), allowed, hint)]
    figure = field.kind in {"integer", "number"}
    problems = []
    if figure and how == "coded":
        problems.append(line.problem(where, "derivation", "'coded'", "stated, sum or count"))
    if not figure and how in {"sum", "count"}:
        problems.append(line.problem(where, "derivation", repr(how), "stated or coded"))
    if not figure and line.cells["hedge"] != "exact":
        problems.append(line.problem(where, "hedge", repr(line.cells["hedge"]), "exact"))
    if figure and not says_number(printed, float(value), how):
        allowed = f"a number that as_printed gives: {printed!r}"
        problems.append(
            line.problem(where, "value", repr(value), allowed, "look at the page again")
        )
    if field.kind in {"date", "when"} and not says_when(printed, value):
        allowed = f"a date that as_printed allows: {printed!r}"
        problems.append(
            line.problem(where, "value", repr(value), allowed, "look at the page again")
        )
    return problems


def _derivation_problems(line: Line, field: Field) -> list[Problem]:
    """Whether a figure is got in the way that is said from what the page prints."""
    value, printed, how = (line.cells[c] for c in ("value", "as_printed", "derivation"))
    if field.kind not in {"integer", "number"}:
        return []
    where, problems = _where(line), []
    wrong = {
        "count": ("stated", says_number(printed, float(value), "stated")),
        "sum": ("stated, or every number that is added up", len(numbers(printed)) < 2),
    }
    allowed, is_wrong = wrong.get(how, ("", False))
    if is_wrong:
        problems.append(line.problem(f"{where}.derivation", "derivation", repr(how), allowed))
    if _MINUS.search(printed) and float(value) > 0:
        found, allowed = repr(printed), "no minus before a figure above 0; a dash is '\u2013'"
        problems.append(line.problem(f"{where}.as_printed", "as_printed", found, allowed))
    return problems


def _word_problems(line: Line, field: Field, names: set[str]) -> list[Problem]:
    """Whether a text that is said to be stated stands on the page, or is a name of the house."""
    value, printed = line.cells["value"], line.cells["as_printed"]
    stated = field.kind == "text" and line.cells["derivation"] == "stated"
    if not stated or value in names or says_words(printed, value):
        return []
    allowed = f"words of as_printed {printed!r}, or a name in people.csv or names.csv"
    fix = "look at the page again, or call it coded"
    return [line.problem(f"{_where(line)}.value", "value", repr(value), allowed, fix)]


def _qualifier_problems(line: Line) -> list[Problem]:
    """Whether stage, base, round and time stand where they belong, and nowhere else."""
    cell, where = line.cells, _where(line)
    counted = cell["subject_type"] in COUNTED
    problems = []
    for column, needed in (
        ("stage", counted and cell["variable"] in STAGED),
        ("base", counted and cell["variable"] in BASED),
    ):
        if needed and not cell[column]:
            allowed = "unstated where the page does not say"
            problems.append(line.problem(f"{where}.{column}", column, "an empty cell", allowed))
        if cell[column] and not needed:
            found, allowed = repr(cell[column]), "empty for this variable"
            problems.append(line.problem(f"{where}.{column}", column, found, allowed))
    if cell["round"] and cell["round"] not in ROUNDS:
        allowed = f"{', '.join(ROUNDS)}, or empty for the whole contest"
        problems.append(line.problem(f"{where}.round", "round", repr(cell["round"]), allowed))
    if cell["observed_at"] and not _CLOCK.fullmatch(cell["observed_at"]):
        found, allowed = repr(cell["observed_at"]), "HH:MM, or empty for the whole day"
        problems.append(line.problem(f"{where}.observed_at", "observed_at", found, allowed))
    kept = {
        name
        for table in TABLES.values()
        if table.subject == cell["subject_type"] and cell["variable"] in table.by_name
        for name in table.qualifiers
    }
    for column in ("region", "round", "observed_at"):
        if cell[column] and column not in kept and not problems:
            found, allowed = repr(cell[column]), "empty for this variable"
            problems.append(line.problem(f"{where}.{column}", column, found, allowed))
    return problems


def _locator_problems(line: Line) -> list[Problem]:
    """Whether the row says where it was read, and copies no more than a label."""
    where, problems = _where(line), []
    if not LOCATOR.fullmatch(line.cells["locator"]):
        found, allowed = repr(line.cells["locator"]), "p and the number of the paragraph"
        problems.append(line.problem(f"{where}.locator", "locator", found, allowed))
    words = len(line.cells["as_printed"].split())
    if words > LONGEST_PRINT:
        allowed = f"a figure or label of {LONGEST_PRINT} words at most"
        problems.append(
            line.problem(f"{where}.as_printed", "as_printed", f"{words} words", allowed)
        )
    return problems


def _twice(claims: list[Claim], lines: list[Line]) -> list[Problem]:
    """Claims that not even value and locator tell apart."""
    repeated = Counter(claim.claim_id for claim in claims)
    allowed = "rows that differ in value, stage, region or locator"
    return [
        line.problem(_where(line), "subject_type", f"claim {claim.claim_id} twice", allowed)
        for claim, line in zip(claims, lines, strict=True)
        if repeated[claim.claim_id] > 1
    ]


def _incomplete(coded: Coded) -> list[Problem]:
    """Rows of published tables that would lack a required column: often a misspelt subject."""
    spoken: dict[tuple[str, tuple[str, ...]], Claim] = {}
    filled: set[Cell] = set()
    for claim in coded.claims:
        for cell in cells(claim):
            spoken.setdefault((cell.table, cell.key), claim)
            filled.add(cell)
    problems = []
    for (table, key), claim in spoken.items():
        for field in TABLES[table].claimed:
            if field.required and Cell(table, key, field.name) not in filled:
                line = coded.lines[claim.claim_id]
                where = f"{table}[{'/'.join(key)}]"
                fix = "add the row, or correct the subject if it is misspelt"
                allowed = f"a claim on {field.name} for every subject of {table}"
                problems.append(line.problem(where, "subject_id", "none", allowed, fix))
    return problems
