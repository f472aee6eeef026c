"""Check a manifest, and the descriptions beside it, against the tables that they describe."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from elecdata.curation.publication import described
from elecdata.digest import manifest_digest
from elecdata.errors import Problem
from elecdata.metadata import FILES
from elecdata.schema import TABLES
from elecdata.store import MANIFEST

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


def description_problems(
    folder: Path, manifest: Mapping[str, Any], tables: Mapping[str, pa.Table]
) -> list[Problem]:
    """Descriptions for other programs that are not what manifest and tables give."""
    wanted = described(manifest, tables)
    problems = []
    for file in FILES.values():
        path = folder / file
        found = path.read_bytes() if path.is_file() else None
        right = wanted[file].encode() if file in wanted else None
        if found != right:
            there = "no file" if found is None else "another text"
            allowed = f"no file beside a manifest with the name {manifest.get('name')!r}"
            allowed = f"what {MANIFEST} and the tables give" if right is not None else allowed
            problems.append(Problem(file, 0, 0, "description", there, allowed, FIX))
    return problems
