"""Check a manifest, and the descriptions beside it, against the tables that they describe."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from elecdata import __version__
from elecdata.curation.publication import described
from elecdata.curation.sheet import reason
from elecdata.digest import manifest_digest
from elecdata.errors import Problem
from elecdata.metadata import FILES
from elecdata.schema import TABLES
from elecdata.schema.arrow import arrow_schema
from elecdata.store import LARGEST_MANIFEST, MANIFEST, file_bytes

FIX = "publish the tables again"


def manifest_problems(
    folder: Path, manifest: Mapping[str, Any], tables: Mapping[str, pa.Table]
) -> list[Problem]:
    """What a manifest says of tables that it otherwise describes rightly, and should not.

    Parameters
    ----------
    folder : Path
        Folder of the published tables.
    manifest : mapping
        Its manifest.
    tables : mapping of str to pyarrow.Table
        All its tables.
    """
    problems = _entry_problems(manifest) + description_problems(folder, manifest, tables)
    if manifest["version"] == __version__:  # another one may have worded them otherwise
        problems += _label_problems(tables)
    digest = manifest_digest(manifest)
    if not problems and manifest.get("digest") != digest:
        found, allowed = str(manifest.get("digest")), f"{digest}, which its own text gives"
        problems.append(Problem(MANIFEST, 0, 0, "manifest digest", found, allowed, FIX))
    return problems


def _entry_problems(manifest: Mapping[str, Any]) -> list[Problem]:
    """Files and keys of tables that are not those of the registry."""
    problems = []
    for name, entry in manifest["tables"].items():
        if name not in TABLES:
            continue  # told with the tables
        wanted = {"file": f"{name}.parquet", "key": list(TABLES[name].key)}
        problems += [
            Problem(MANIFEST, 0, 0, f"{name} {part}", str(entry.get(part)), str(right), FIX)
            for part, right in wanted.items()
            if entry.get(part) != right
        ]
    return problems


def _label_problems(tables: Mapping[str, pa.Table]) -> list[Problem]:
    """Files that say of themselves what the registry does not: their table, its key."""
    return [
        Problem(f"{name}.parquet", 0, 0, f"{name} metadata", str(found), str(wanted), FIX)
        for name, table in tables.items()
        if (found := table.schema.metadata) != (wanted := arrow_schema(TABLES[name]).metadata)
    ]


def description_problems(
    folder: Path, manifest: Mapping[str, Any], tables: Mapping[str, pa.Table]
) -> list[Problem]:
    """Descriptions for other programs that are not what manifest and tables give."""
    wanted = described(manifest, tables)
    problems = []
    for file in FILES.values():
        path = folder / file
        right = wanted[file].encode() if file in wanted else None
        found, there = None, "no file"
        try:
            found, there = file_bytes(path, LARGEST_MANIFEST), "another text"
        except FileNotFoundError:
            pass
        except OSError as error:
            found, there = b"", reason(error)
        if found != right:
            allowed = f"no file beside a manifest with the name {manifest.get('name')!r}"
            allowed = f"what {MANIFEST} and the tables give" if right is not None else allowed
            problems.append(Problem(file, 0, 0, "description", there, allowed, FIX))
    return problems
