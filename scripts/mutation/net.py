"""What notices a slip: the checks that validating and building run, with and without digests."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from elecdata.adoption.assembly import assemble
from elecdata.adoption.published import arrow_table, record_of
from elecdata.adoption.record import REGISTERS
from elecdata.curation import claims, counts, publication, registers, sheet, sheets
from elecdata.curation import tables as checks
from elecdata.curation.control import Rules
from elecdata.curation.manifest import manifest_problems
from elecdata.digest import manifest_digest, sheet_files, sheets_digest, table_digest
from elecdata.errors import ElecdataError, Problem
from elecdata.schema import TABLES
from elecdata.store import MANIFEST, read_manifest
from elecdata.validation import read_tables
from mutation.manifest import Edited
from mutation.sheets import Slip
from mutation.sites import Altered, Row

RECORD = {"elections", "claims", "rulings", *REGISTERS}
Tables = Mapping[str, pa.Table]


class TableNet:
    """Published tables, and what validating says of them when one is altered.

    What does not depend on the altered table is not computed again; the tests hold the verdicts
    against those of `elecdata.validate` on altered files.
    """

    def __init__(self, folder: Path) -> None:
        self.tables, problems = read_tables(folder)
        if problems:
            raise ElecdataError(str(problems[0]))
        self.digests = {n: e["digest"] for n, e in read_manifest(folder)["tables"].items()}
        self.rows: dict[str, list[Row]] = {n: t.to_pylist() for n, t in self.tables.items()}
        self.wanted = assemble(record_of(self.tables))

    def by_meaning(self, altered: Altered) -> Sequence[Problem]:
        """What is noticed when all digests are made to agree with the altered table."""
        try:
            table = arrow_table(altered.table, altered.rows)
        except (pa.ArrowException, OverflowError) as error:
            return [Problem(altered.table, 0, 0, altered.where, str(error), "what a table holds")]
        tables = {**self.tables, altered.table: table}
        problems = checks.schema_problems(tables, only=_touched(self.tables, tables))
        if not problems and altered.table not in RECORD:
            wanted = {altered.table: self.wanted[altered.table]}
            problems = checks.differences(tables, wanted)
        return problems or checks.consistency_problems(tables)

    def by_digest(self, altered: Altered) -> bool:
        """Whether the digest of the manifest is another than that of the altered table."""
        try:
            table = arrow_table(altered.table, altered.rows)
        except (pa.ArrowException, OverflowError):
            return True  # such a table cannot be written
        return bool(table_digest(table) != self.digests[altered.table])


class SheetNet:
    """Coding sheets, and what reading, building and publishing say when one is altered."""

    def __init__(self, raw: Path, processed: Path, scratch: Path, rules: Sequence[Rules]) -> None:
        self.folder = scratch / "raw"
        shutil.copytree(raw, self.folder)
        self.texts = {
            path.relative_to(raw).as_posix(): path.read_text(encoding="utf-8")
            for path in sheet_files(raw)
        }
        self.rules = rules
        self.published = read_tables(processed)[0]
        self.digest = read_manifest(processed)["sheets"]

    def verdicts(self, slip: Slip) -> tuple[Sequence[Problem], bool, bool]:
        """Problems by rule; whether the tables become others; whether the digest does."""
        for file, text in slip.texts.items():
            (self.folder / file).write_text(text, encoding="utf-8", newline="\n")
        try:
            return *self._meaning(), sheets_digest(self.folder) != self.digest
        finally:
            for file in slip.texts:
                original = self.texts[file]
                (self.folder / file).write_text(original, encoding="utf-8", newline="\n")

    def _meaning(self) -> tuple[Sequence[Problem], bool]:
        """What the rules say; and whether other tables come out than those that are published."""
        read = sheets.read_sheets(self.folder)
        if read.problems or read.miscounts:
            return read.problems or read.miscounts, True
        tables, problems = publication.made(read, self.rules)
        differ = any(not table.equals(self.published[name]) for name, table in tables.items())
        return problems, differ

    def spare(self) -> None:
        """Look only at tables that come out otherwise than those that are published."""

        def schema_problems(tables: Tables) -> list[Problem]:
            touched = _touched(self.published, tables)
            return checks.schema_problems(tables, only=touched)

        vars(publication)["schema_problems"] = schema_problems


class ManifestNet:
    """The manifest, and what validating says when it is edited."""

    def __init__(self, processed: Path, scratch: Path) -> None:
        self.folder = scratch / "processed"
        shutil.copytree(processed, self.folder)
        self.manifest: dict[str, Any] = read_manifest(processed)

    def by_meaning(self, edited: Edited) -> Sequence[Problem]:
        """What is noticed when the manifest's own digest is made to agree with its text."""
        return self._noticed(edited.manifest | {"digest": manifest_digest(edited.manifest)})

    def by_digest(self, edited: Edited) -> bool:
        """Whether anything is noticed."""
        return bool(self._noticed(edited.manifest))

    def _noticed(self, manifest: dict[str, Any]) -> Sequence[Problem]:
        """What validating says of the tables with that manifest."""
        text = json.dumps(manifest, indent=2, ensure_ascii=False)
        (self.folder / MANIFEST).write_text(text, encoding="utf-8")
        tables, problems = read_tables(self.folder)
        return problems or manifest_problems(self.folder, manifest, tables)


def _touched(before: Tables, after: Tables) -> set[str]:
    """Tables that are others than before, and those that refer to an id that came or went."""
    found = {name for name, table in after.items() if not table.equals(before[name])}
    for name in sorted(found):
        key = TABLES[name].key[0]
        if not after[name].column(key).equals(before[name].column(key)):
            found |= _referring(f"{name}.{key}")
    return found


@cache
def _referring(column: str) -> frozenset[str]:
    """Tables with a column that refers to another."""
    return frozenset(
        name
        for name, table in TABLES.items()
        if any(field.references == column for field in table.fields)
    )


def remember() -> None:
    """Do not read or check again what nothing has altered."""
    asked = _remembered(claims.check_claims, _about)
    for module in (checks, claims):
        vars(module)["check_claims"] = asked
    vars(claims)["read_sheet"] = _remembered(sheet.read_sheet, lambda path, *_: _bytes(path))
    vars(registers)["read_register"] = _remembered(
        registers.read_register, lambda root, name: (name, _bytes(root / f"{name}.csv"))
    )
    vars(sheets)["read_counts"] = _remembered(
        counts.read_counts, lambda root: _bytes(root / counts.FILE)
    )


def _bytes(path: Path) -> tuple[Path, bytes | None]:
    """A file as it is now."""
    return path, path.read_bytes() if path.exists() else None


def _about(
    lines: Sequence[Any], election_id: str, registers: Mapping[str, Sequence[Row]]
) -> tuple[Any, ...]:
    """All that a check of claims looks at."""
    rows = tuple((line.file, line.number, *line.cells.values()) for line in lines)
    ids = tuple(
        tuple(str(row[TABLES[name].key[0]]) for row in registers[name]) for name in REGISTERS
    )
    names = tuple(str(row["name"]) for name in ("people", "names") for row in registers[name])
    return election_id, rows, ids, names


def _remembered(function: Callable[..., Any], key: Callable[..., Any]) -> Callable[..., Any]:
    """A function of its arguments alone, not asked twice about the same."""
    known: dict[Any, Any] = {}

    def ask(*arguments: Any) -> Any:
        about = key(*arguments)
        if about not in known:
            if len(known) >= 30:
                known.pop(next(iter(known)))
            known[about] = function(*arguments)
        return known[about]

    return ask
