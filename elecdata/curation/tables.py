"""Check published tables: against the registry, and against the record they were made from."""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from elecdata.adoption.assembly import assemble
from elecdata.adoption.frequency import NAME as FREQUENCIES
from elecdata.adoption.published import record_of
from elecdata.adoption.record import REGISTERS, Row
from elecdata.curation.claims import COLUMNS, check_claims
from elecdata.curation.control import audit_problems
from elecdata.curation.registers import register_problems
from elecdata.curation.rulings import decision_problems, ruling_problems
from elecdata.curation.sheet import Line
from elecdata.curation.sheets import cell_problems, unused_problems
from elecdata.errors import Problem, near
from elecdata.inspection.origin import Origin
from elecdata.inspection.table import inspected
from elecdata.schema import TABLES, Table
from elecdata.schema.arrow import ARROW
from elecdata.schema.values import misspelt

Tables = Mapping[str, pa.Table]
RECOUNT = "look in the table that it counts for rows or cells that were lost, added or altered"


def to_frame(table: pa.Table) -> pd.DataFrame:
    """A table as pandas holds it: nullable integers and booleans, days as datetimes."""
    nullable = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=nullable.get, date_as_object=False)
    return frame


def _problem(name: str, row: int, column: str, found: str, allowed: str, fix: str = "") -> Problem:
    """A problem with a cell of a published table; rows count from 1, as do columns."""
    columns = TABLES[name].columns
    place = columns.index(column) + 1 if column in columns else 0
    where = f"{name}.{column}" if column else name
    return Problem(f"{name}.parquet", row, place, where, found, allowed, fix)


def shape_problems(tables: Mapping[str, pa.Table]) -> list[Problem]:
    """Tables that are missing, unknown, or have other columns than the registry declares."""
    problems = []
    for name in tables:
        if name not in TABLES:
            hint = near(name, list(TABLES)).partition(" Known")[0].strip()
            problems.append(
                Problem(f"{name}.parquet", 0, 0, name, "a table", "a table of the registry", hint)
            )
    for name, table in TABLES.items():
        if name not in tables:
            problems.append(Problem(f"{name}.parquet", 0, 0, name, "no table", table.description))
            continue
        found = {field.name: field.type for field in tables[name].schema}
        for field in table.fields:
            wanted = ARROW[field.kind]
            if field.name not in found:
                problems.append(_problem(name, 0, field.name, "no column", str(wanted)))
            elif found[field.name] != wanted:
                problems.append(_problem(name, 0, field.name, str(found[field.name]), str(wanted)))
        allowed = ", ".join(table.columns)
        others = [column for column in found if column not in table.by_name]
        problems += [_problem(name, 0, each, f"column {each!r}", allowed) for each in others]
        names = tables[name].column_names
        if found.keys() == table.by_name.keys() and names != list(table.columns):
            problems.append(_problem(name, 0, "", "columns in another order, or twice", allowed))
    return problems


def schema_problems(
    tables: Mapping[str, pa.Table], only: Collection[str] | None = None
) -> list[Problem]:
    """Everything in which tables differ from what the registry declares.

    Columns and types are those of Arrow; ranges, vocabularies, references and unique keys are
    checked by pandera; the written form of texts, ids and dates by the rules that hold for sheets
    too.

    Parameters
    ----------
    tables : mapping of str to pyarrow.Table
        All tables; references lead from one to another.
    only : collection of str, optional
        Tables whose cells are looked at; all by default.
    """
    problems = shape_problems(tables)
    if problems:
        return problems
    known = {
        f"{name}.{key}": set(table.column(key).to_pylist())
        for name, table in tables.items()
        for key in TABLES[name].key[:1]
    }
    known["regions.region_id"] |= {"national"}
    with warnings.catch_warnings():
        # pandera imports PySpark wherever that is installed, which warns of pandas 3.
        warnings.filterwarnings("ignore", "PySpark does not yet", FutureWarning)
        for name in tables if only is None else sorted(only):
            table = tables[name]
            problems += _pandera_problems(TABLES[name], to_frame(table), known)
            problems += _form_problems(TABLES[name], table)
    return problems


def _pandera_problems(
    table: Table, frame: pd.DataFrame, known: Mapping[str, set[str]]
) -> list[Problem]:
    """What pandera finds, each failure with its row and column."""
    import pandera.errors

    from elecdata.schema.frames import cell_schema

    try:
        cell_schema(table, known).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        problems = []
        for failure in errors.failure_cases.to_dict("records"):
            column = str(failure["column"])
            row = failure["index"]
            number = int(row) + 1 if isinstance(row, int | float) and row == row else 0
            found = repr(failure["failure_case"])
            allowed = str(failure["check"])
            if allowed == "multiple_fields_uniqueness":
                column, allowed = "", "one row for each " + "/".join(table.key)
            elif allowed == "not_nullable":
                found, allowed = "an empty cell", table[column].description
            problems.append(_problem(table.name, number, column, found, allowed))
        return problems
    return []


def _form_problems(table: Table, rows: pa.Table) -> list[Problem]:
    """Texts, ids and dates that are not in the one written form of their kind."""
    problems = []
    for field in table.fields:
        if field.kind not in {"id", "text", "when", "category"}:
            continue
        if field.vocabulary is not None and not field.multiple:
            continue  # pandera has compared it with the vocabulary
        for number, text in enumerate(rows.column(field.name).to_pylist(), start=1):
            if text is None:
                continue
            wrong = misspelt(field, text)
            if wrong:
                problems.append(_problem(table.name, number, field.name, repr(text), wrong))
    return problems


def consistency_problems(tables: Tables) -> list[Problem]:
    """Cells that do not follow from the published claims, rulings and registers.

    The published claims, rulings and registers pass every rule that holds for coded ones; then all
    tables are made anew from them and compared cell by cell, and every election is audited.
    """
    registers = {name: tables[name].to_pylist() for name in REGISTERS}
    lines, problems = _claim_problems(tables["claims"].to_pylist(), registers)
    elections = tables["elections"].to_pylist()
    problems += _register_problems(registers, {row["election_id"] for row in elections})
    problems += _identity_problems(elections)
    record = record_of(tables)
    texts = {ruling.election_id: "" for ruling in record.rulings}
    by_id = {claim.claim_id: claim for claim in record.claims}
    wrong = ruling_problems(record.rulings, by_id, texts)
    where = {claim_id: ("claims.parquet", number) for number, claim_id in enumerate(by_id, start=1)}
    if not problems and not wrong:
        wrong = decision_problems(record.decisions.values(), record.rulings, where)
        wrong += cell_problems(record, lines)
    problems += [_as_table(problem) for problem in wrong]
    wanted = assemble(record) if not problems else {}
    problems += differences(tables, wanted)
    if not problems:
        problems += rule_problems(tables)
        wrong = [*unused_problems(record), *audit_problems(wanted, ())]
        problems += [_as_table(problem) for problem in wrong]
    return problems


def rule_problems(tables: Tables) -> list[Problem]:
    """Sums and shares that do not agree, by the rules which also hold for other people's results.

    Claims may be adopted one by one for good reasons and still not fit together.
    """
    problems = []
    for name, rows in tables.items():
        if TABLES[name].rules:
            origin = Origin(f"{name}.parquet", rows.column_names, rows.num_rows, rows.column)
            problems += inspected(origin, TABLES[name]).problems
    return problems


def _identity_problems(rows: list[Row]) -> list[Problem]:
    """Elections whose year is not that of their id and of their day."""
    problems = []
    for number, row in enumerate(rows, start=1):
        year, day = row["year"], row["election_date"]
        if f"-{year}-" not in row["election_id"] or (day is not None and day.year != year):
            allowed = f"the year in {row['election_id']} and of election_date"
            problems.append(_problem("elections", number, "year", str(year), allowed))
    return problems


def _as_table(problem: Problem) -> Problem:
    """A problem with a sheet as one with the table that is published of it."""
    file, allowed = (
        re.sub(r"(?:[\w-]+/)?\b(\w+)\.(?:csv|toml)", r"\1.parquet", text)
        for text in (problem.file, problem.allowed)
    )
    fix = re.sub(r"[\w-]+/rulings\.toml", "the sheets", problem.fix)
    return Problem(file, problem.line, 0, problem.where, problem.found, allowed, fix)


def _register_problems(registers: Mapping[str, list[Row]], elections: set[str]) -> list[Problem]:
    """Published registers held against the rules that hold for shared sheets."""
    lines = {}
    for name, rows in registers.items():
        columns = [field.name for field in TABLES[name].typed]
        starts = {column: TABLES[name].columns.index(column) + 1 for column in columns}
        lines[name] = [
            Line(f"{name}.parquet", number, {c: _written(row[c]) for c in columns}, starts)
            for number, row in enumerate(rows, start=1)
        ]
    found = register_problems(registers, lines, elections)
    return [replace(_as_table(problem), column=problem.column) for problem in found]


def _written(value: Any) -> str:
    """A cell of a register as its sheet has it."""
    return "" if value is None else str(_plain(value))


def _claim_problems(
    rows: list[Row], registers: dict[str, list[Row]]
) -> tuple[dict[str, Line], list[Problem]]:
    """Published claims as lines, by id, held against the rules that hold for coded ones."""
    starts = {name: TABLES["claims"].columns.index(name) + 1 for name in COLUMNS}
    sheets: dict[str, list[Line]] = defaultdict(list)
    for number, row in enumerate(rows, start=1):
        cells = {name: row[name] or "" for name in COLUMNS}
        sheets[row["election_id"]].append(Line("claims.parquet", number, cells, starts))
    problems: list[Problem] = []
    by_id: dict[str, Line] = {}
    for election_id, lines in sheets.items():
        coded, wrong = check_claims(lines, election_id, registers)
        problems += wrong
        by_id |= coded.lines
        if wrong:
            continue
        ids = {line.number: claim_id for claim_id, line in coded.lines.items()}
        for line in lines:
            found = rows[line.number - 1]["claim_id"]
            if ids[line.number] != found:
                problems.append(
                    _problem("claims", line.number, "claim_id", found, ids[line.number])
                )
    return by_id, problems


def _plain(value: Any) -> Any:
    """A cell as messages show it."""
    return value.isoformat() if isinstance(value, date) else value


def differences(tables: Tables, wanted: Mapping[str, list[Row]]) -> list[Problem]:
    """Cells, rows and their order in which published tables differ from those made anew."""
    problems = []
    for name, rows in wanted.items():
        key, fix = TABLES[name].key, RECOUNT if name == FREQUENCIES else ""
        found = tables[name].to_pylist()
        by_key = {tuple(row[column] for column in key): row for row in rows}
        seen = set()
        for number, row in enumerate(found, start=1):
            here = tuple(row[column] for column in key)
            seen.add(here)
            if here not in by_key:
                allowed = "a row that the claims give"
                problems.append(_problem(name, number, key[0], f"row {here}", allowed, fix))
                continue
            problems += [
                _problem(
                    name,
                    number,
                    column,
                    repr(_plain(row[column])),
                    f"{_plain(value)!r}, which the claims give",
                    fix,
                )
                for column, value in by_key[here].items()
                if row[column] != value or str(row[column]) == "-0.0"  # which equals 0
            ]
        allowed = "every row of the claims"
        for here in by_key.keys() - seen:
            problems.append(_problem(name, 0, key[0], f"no row {here}", allowed, fix))
        order = [tuple(row[column] for column in key) for row in found]
        if not problems and order != list(by_key):
            problems.append(_problem(name, 0, key[0], "rows out of order", "rows sorted by key"))
    return problems
