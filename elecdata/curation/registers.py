"""Read the shared sheets: sources, parties, names, people, regions, discrepancies and others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from elecdata.adoption.record import REGISTERS, Row
from elecdata.curation.claims import LOCATOR
from elecdata.curation.sense import is_before
from elecdata.curation.sheet import Line, first, read_cell, read_sheet
from elecdata.errors import Problem, near
from elecdata.schema import TABLES, Table

PLACE = "p and the number of the paragraph"
WHICH = "the folder of an election, or any"


def read_register(root: Path, name: str) -> tuple[list[Row], list[Line], list[Problem]]:
    """Rows of one shared sheet, typed; their lines; and every problem with them."""
    table, file = TABLES[name], f"{name}.csv"
    fields = table.typed
    if not os.path.lexists(root / file):
        return [], [], [Problem(file, 0, 0, "file", "no such file", "a sheet for " + name)]
    lines, problems = read_sheet(root / file, file, [field.name for field in fields])
    rows: list[Row] = []
    problems += first(_cell_problems(table, lines, rows))
    return rows, lines[: len(rows)], problems


def _cell_problems(table: Table, lines: list[Line], rows: list[Row]) -> Iterator[Problem]:
    """What is wrong with the cells of lines; each line, typed as far as it goes, joins the rows."""
    name, seen = table.name, dict[tuple[str, ...], int]()
    for line in lines:
        key = tuple(line.cells[column] for column in table.key)
        where = f"{name}[{'/'.join(key)}]"
        read = {field.name: read_cell(line, field, where) for field in table.typed}
        rows.append({column: value for column, (value, _) in read.items()})
        for _, wrong in read.values():
            yield from wrong
        if key in seen:
            found = f"the same key as line {seen[key]}"
            yield line.problem(where, table.key[0], found, "one row a key")
        seen.setdefault(key, line.number)


def read_registers(root: Path) -> tuple[dict[str, list[Row]], list[Problem]]:
    """Rows of all shared sheets by table, and every problem with them."""
    registers: dict[str, list[Row]] = {}
    lines: dict[str, list[Line]] = {}
    problems: list[Problem] = []
    for name in REGISTERS:
        registers[name], lines[name], wrong = read_register(root, name)
        problems += wrong
    folders = {path.name for path in root.iterdir() if path.is_dir()}
    return registers, problems + register_problems(registers, lines, folders)


def register_problems(
    registers: Mapping[str, list[Row]], lines: Mapping[str, list[Line]], folders: set[str]
) -> list[Problem]:
    """Everything wrong between the rows of shared sheets, or of registers as published.

    Parameters
    ----------
    registers : mapping of str to list of dict
        Rows by table, typed.
    lines : mapping of str to list of Line
        The same rows as written, with their addresses.
    folders : set of str
        Ids of all elections.
    """
    problems: list[Problem] = []
    for name in REGISTERS:
        problems += first(_reference_problems(name, registers, lines[name]))
    problems += _name_problems(registers, lines["parties"])
    problems += _source_problems(lines["sources"])
    problems += _address_problems(lines["sources"])
    problems += _official_problems(lines["names"])
    problems += _entity_problems(registers, lines["identifiers"], folders)
    problems += [
        line.problem(
            f"identifiers[{line.cells['entity_id']}].valid_to", "valid_to", end, f"{begin} or later"
        )
        for line in lines["identifiers"]
        if is_before(end := line.cells["valid_to"], begin := line.cells["valid_from"])
    ]
    problems += [
        line.problem(f"names[{line.cells['entity_id']}].locator", "locator", repr(found), PLACE)
        for line in lines["names"]
        if not LOCATOR.fullmatch(found := line.cells["locator"])
    ]
    problems += [
        line.problem(
            f"names[{line.cells['entity_id']}].election_id", "election_id", repr(found), WHICH
        )
        for line in lines["names"]
        if (found := line.cells["election_id"]) not in {"any", *folders}
    ]
    problems += [
        line.problem(
            f"discrepancies[{found}]", "election_id", repr(found), "the folder of an election"
        )
        for line in lines["discrepancies"]
        if (found := line.cells["election_id"]) not in folders
    ]
    return problems


def _source_problems(lines: list[Line]) -> list[Problem]:
    """Sources that nobody could find again."""
    problems = []
    origins = {line.cells["source_id"]: line.cells["derived_from"] for line in lines}
    for line in lines:
        cell, where = line.cells, f"sources[{line.cells['source_id']}]"
        if not (cell["url"] or cell["document"]):
            problems.append(line.problem(where, "url", "no address", "a url or a document"))
        if cell["url"] and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", cell["url"]):
            problems.append(line.problem(f"{where}.url", "url", repr(cell["url"]), "http(s)://..."))
        if bool(cell["document"]) != bool(re.fullmatch("[0-9a-f]{64}", cell["sha256"])):
            allowed = "64 hexadecimal digits for a document, and nothing else"
            found = repr(cell["sha256"])
            problems.append(line.problem(f"{where}.sha256", "sha256", found, allowed))
        if cell["published_date"] > cell["accessed_date"] > "":
            found, allowed = cell["accessed_date"], f"{cell['published_date']} or later"
            problems.append(line.problem(f"{where}.accessed_date", "accessed_date", found, allowed))
        if cell["derived_from"] == cell["source_id"]:
            found, allowed = "the source itself", "another source"
            problems.append(line.problem(f"{where}.derived_from", "derived_from", found, allowed))
            continue
        origin, seen = cell["derived_from"], {cell["source_id"]}
        while origin and origin not in seen:
            seen.add(origin)
            origin = origins.get(origin, "")
        if origin == cell["source_id"]:
            found, allowed = "a circle of sources", "a source that does not repeat this one"
            problems.append(line.problem(f"{where}.derived_from", "derived_from", found, allowed))
    return problems


def _address_problems(lines: list[Line]) -> list[Problem]:
    """Sources that are one page under two ids, whose agreement would count twice."""
    problems = []
    first: dict[str, str] = {}
    for line in lines:
        source, url = line.cells["source_id"], line.cells["url"]
        page = re.sub("^https?://(www[.])?|/$", "", url)
        if page and first.setdefault(page, source) != source:
            where, found = f"sources[{source}].url", f"the address of {first[page]}"
            problems.append(line.problem(where, "url", found, "one source a page"))
    return problems


def _official_problems(lines: list[Line]) -> list[Problem]:
    """Official and short names of which nobody could say which one to print."""
    problems = []
    first: dict[tuple[str, ...], str] = {}
    for line in lines:
        use = tuple(line.cells[c] for c in ("entity_id", "election_id", "language", "name_kind"))
        name = line.cells["name"]
        if use[-1] != "variant" and first.setdefault(use, name) != name:
            where, found = f"names[{use[0]}].name", f"{name!r} beside {first[use]!r}"
            allowed = f"one {use[-1]} name for {use[1]} in {use[2]}; the others are variants"
            problems.append(line.problem(where, "name", found, allowed))
    return problems


def _entity_problems(
    registers: Mapping[str, list[Row]], lines: list[Line], folders: set[str]
) -> list[Problem]:
    """Identifiers of what is neither a country nor an election, party, person or region."""
    known = set(folders)
    for name, column in (
        ("parties", "party_id"),
        ("people", "person_id"),
        ("regions", "region_id"),
    ):
        known |= {str(row[column]) for row in registers[name]}
    known |= {str(row["country"]).lower() for row in registers["parties"]}
    return first(
        line.problem(
            f"identifiers[{found}].entity_id",
            "entity_id",
            repr(found),
            "an id of parties.csv, people.csv or regions.csv, an election's folder, or a country",
            near(found, sorted(known)).partition(" Known")[0].strip(),
        )
        for line in lines
        if (found := line.cells["entity_id"]) not in known
    )


def _reference_problems(
    name: str, registers: Mapping[str, list[Row]], lines: list[Line]
) -> Iterator[Problem]:
    """Cells that name an id which no shared sheet holds."""
    for field in TABLES[name].typed:
        table, _, column = field.references.partition(".")
        if table not in registers:
            continue
        known = {str(row[column]) for row in registers[table]}
        for line in lines:
            value = line.cells[field.name]
            if value and value not in known:
                where = f"{name}[{line.cells[TABLES[name].key[0]]}].{field.name}"
                hint = near(value, sorted(known)).partition(" Known")[0].strip()
                allowed = f"an id of {table}.csv"
                yield line.problem(where, field.name, repr(value), allowed, hint)


def _name_problems(registers: Mapping[str, list[Row]], lines: list[Line]) -> list[Problem]:
    """Parties without any English name, colours that are none, and lineages that branch."""
    problems = []
    named = {
        row["entity_id"]
        for row in registers["names"]
        if row["language"] == "en" and row["name_kind"] != "variant"
    }
    lineage = {row["party_id"]: row["lineage_id"] for row in registers["parties"]}
    color: dict[str, str] = {}
    for line in lines:
        party, of, shade = (line.cells[c] for c in ("party_id", "lineage_id", "color"))
        where = f"parties[{party}]"
        if party not in named:
            allowed = "an English name in names.csv"
            problems.append(line.problem(where, "party_id", "no name", allowed))
        if shade and not re.fullmatch("#[0-9a-f]{6}", shade):
            problems.append(line.problem(f"{where}.color", "color", repr(shade), "#rrggbb"))
        if lineage.get(of, of) != of:
            allowed = "the first id of the line, which is its own lineage"
            problems.append(line.problem(f"{where}.lineage_id", "lineage_id", repr(of), allowed))
        if color.setdefault(of, shade) != shade:
            allowed = f"{color[of]}, the colour of the lineage"
            problems.append(line.problem(f"{where}.color", "color", repr(shade), allowed))
    return problems
