"""From checked sheets to published tables: assemble, check again, write wholly or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from elecdata import __version__
from elecdata.adoption.assembly import assemble
from elecdata.adoption.published import arrow_table
from elecdata.adoption.record import Record
from elecdata.curation.control import Rules, audit_problems
from elecdata.curation.sheets import Sheets, read_sheets
from elecdata.curation.tables import schema_problems
from elecdata.curation.writing import parquet_bytes
from elecdata.digest import bytes_digest, manifest_digest, sheets_digest, table_digest
from elecdata.disk import replace_folder
from elecdata.errors import ElecdataError, IntegrityError, Problem, ValidationError
from elecdata.metadata import FILES, documents
from elecdata.release import LICENCE, NAME
from elecdata.schema import TABLES
from elecdata.store import FORMAT, MANIFEST, parsed, read_bytes, read_manifest


def build(raw: Path, rules: Sequence[Rules] = ()) -> tuple[dict[str, pa.Table], Record]:
    """Tables made from a folder of sheets.

    Parameters
    ----------
    raw : Path
        Folder of coding sheets.
    rules : sequence of Rules
        Control totals of elections. Every election is audited, with or without them; a check
        that fails is a problem too.

    Raises
    ------
    ValidationError
        With every problem, when there is any.
    """
    sheets = read_sheets(raw)
    if sheets.problems:
        raise ValidationError(sheets.problems)
    tables, problems = made(sheets, rules)
    if problems:
        raise ValidationError(problems)
    return tables, sheets.record


def made(sheets: Sheets, rules: Sequence[Rules] = ()) -> tuple[dict[str, pa.Table], list[Problem]]:
    """Tables made from sheets without a problem, and what schema, audit and counts say of them."""
    rows = assemble(sheets.record)
    tables = {name: arrow_table(name, rows[name]) for name in rows}
    problems = schema_problems(tables)
    scripted = {each.election_id for each in rules}
    problems += [
        Problem(f"{each}/election.toml", 0, 0, "control", "control totals", "those of the script")
        for each, totals in sheets.control.items()
        if totals and each in scripted
    ]
    stated = {e: totals for e, totals in sheets.control.items() if e not in scripted}
    rules = [*rules, *(Rules(each, **totals) for each, totals in stated.items())]
    problems += audit_problems(rows, rules) + sheets.miscounts
    return tables, problems


def manifest_of(
    tables: dict[str, pa.Table],
    files: dict[str, bytes],
    sheets: str,
    *,
    name: str = NAME,
    licence: str | None = LICENCE,
) -> dict[str, Any]:
    """Description of published tables: what they are, how large, and their digests."""
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "name": name,
        "version": __version__,
        "licence": licence,
        "sheets": sheets,
        "tables": {
            name: {
                "file": f"{name}.parquet",
                "rows": table.num_rows,
                "key": list(TABLES[name].key),
                "columns": table.column_names,
                "digest": table_digest(table),
                "sha256": bytes_digest(files[f"{name}.parquet"]),
            }
            for name, table in tables.items()
        },
    }
    return manifest | {"digest": manifest_digest(manifest)}


def publish(
    raw: Path,
    processed: Path,
    rules: Sequence[Rules] = (),
    *,
    name: str = NAME,
    licence: str | None = LICENCE,
) -> dict[str, Any]:
    """Build all tables and publish them, wholly or not at all.

    A table whose content, name, description and key have not changed keeps its bytes, so that
    another version of the Parquet writer makes no difference in the repository.

    Parameters
    ----------
    raw, processed : Path
        Folder of coding sheets, and folder to be replaced by the tables.
    rules : sequence of Rules
        As in `build`.
    name, licence : str
        What the manifest says of the dataset.

    Returns
    -------
    dict
        The manifest.

    Raises
    ------
    ValidationError
        When the sheets or the tables made from them break a rule; nothing is written then.
    IntegrityError
        When the sheets change meanwhile.
    """
    sheets = sheets_digest(raw)
    tables, _ = build(raw, rules)
    if sheets_digest(raw) != sheets:
        raise IntegrityError(f"{raw} changed while it was built; build it again")
    files = {}
    for each, table in tables.items():
        kept = _published(processed, each, table)
        files[f"{each}.parquet"] = parquet_bytes(table) if kept is None else kept
    manifest = manifest_of(tables, files, sheets, name=name, licence=licence)
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    files[MANIFEST] = text.encode()
    files |= {name: text.encode() for name, text in described(manifest, tables).items()}
    if not _same(processed, files):
        replace_folder(processed, files)
    return manifest


def described(manifest: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """Descriptions of the packaged tables for other programs, by file name; others have none.

    They say who made the data and under which terms, which is known of the packaged ones alone.
    """
    if (manifest.get("name"), manifest.get("licence")) != (NAME, LICENCE):
        return {}
    return documents(manifest, *(tables[name].to_pylist() for name in ("elections", "sources")))


def _published(processed: Path, name: str, table: pa.Table) -> bytes | None:
    """Bytes of the published table when its file would say the same as a new one."""
    try:
        entry = read_manifest(processed)["tables"][name]
        data = read_bytes(processed, name, entry)
        found = parsed(processed, name, entry, data)
    except (ElecdataError, KeyError):
        return None
    same = found.equals(table) and found.schema.metadata == table.schema.metadata
    return data if same else None


def _same(folder: Path, files: dict[str, bytes]) -> bool:
    """Whether a folder already holds exactly these files."""
    try:
        if {path.name for path in folder.iterdir()} != set(files):
            return False
        return all((folder / name).read_bytes() == data for name, data in files.items())
    except OSError:  # there is none, or another build is just replacing it
        return False


def stale(raw: Path, processed: Path, rules: Sequence[Rules] = ()) -> list[str]:
    """What publishing would change, a line for each table or file; empty when nothing.

    Raises
    ------
    ValidationError
        When the sheets or the tables made from them break a rule.
    """
    tables, _ = build(raw, rules)
    changes = [
        f"{name}: published table differs from the sheets; run 'make publish'"
        for name, table in tables.items()
        if _published(processed, name, table) is None
    ]
    try:
        manifest = read_manifest(processed)
    except ElecdataError as error:
        return [*changes, str(error)]
    files = (
        {f"{name}.parquet": (processed / f"{name}.parquet").read_bytes() for name in tables}
        if not changes
        else {}
    )
    if manifest.get("sheets") != sheets_digest(raw):
        changes.append(f"{MANIFEST}: made from other sheets; run 'make publish'")
    if manifest.get("version") != __version__:
        changes.append(f"{MANIFEST}: made by version {manifest.get('version')}; run 'make publish'")
    if files and len(changes) == 0 and manifest != manifest_of(tables, files, sheets_digest(raw)):
        changes.append(f"{MANIFEST}: does not describe the tables; run 'make publish'")
    extra = {path.name for path in processed.iterdir()} - {f"{n}.parquet" for n in tables}
    extra -= {MANIFEST, *FILES.values()}
    changes += [f"{name}: not a published table" for name in sorted(extra)]
    return changes or _stale_descriptions(processed, manifest, tables)


def _stale_descriptions(
    processed: Path, manifest: dict[str, Any], tables: dict[str, pa.Table]
) -> list[str]:
    """Descriptions that are not what the published tables give."""
    return [
        f"{name}: does not describe the tables; run 'make publish'"
        for name, text in described(manifest, tables).items()
        if not (processed / name).is_file() or (processed / name).read_bytes() != text.encode()
    ]
