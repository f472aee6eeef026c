"""Stop a build whose tables are missing, damaged or stale; pack those that are not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

REMEDY = "run 'make publish' in a checkout"


class TablesHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own hooks leave it open
    """Look at data/ before an sdist or a wheel is built, and pack data/processed into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raise when the tables may not be shipped.

        An editable build passes: whoever is about to rebuild the tables must be able to install.
        """
        if version != "standard":
            return
        root = Path(self.root)
        found = faults(root, self.metadata.version)
        if found:
            listed = "\n".join(f"  - {fault}" for fault in found)
            raise RuntimeError(f"the tables of elecdata may not be shipped:\n{listed}\n{REMEDY}")
        if self.target_name == "wheel":
            processed = root / "data" / "processed"
            for path in [*sorted(processed.glob("*.parquet")), processed / "manifest.json"]:
                build_data["force_include"][str(path)] = f"elecdata/_data/{path.name}"


def faults(root: Path, version: str) -> list[str]:
    """All that is wrong with data/ in a source tree.

    Parameters
    ----------
    root : Path
        Folder that holds data/raw and data/processed.
    version : str
        Version about to be built, which the tables must have too.

    Returns
    -------
    list of str
        Empty when the tables may be shipped.
    """
    processed = root / "data" / "processed"
    manifest, found = read_manifest(processed / "manifest.json")
    parquet = {path.name for path in processed.glob("*.parquet")}
    if not parquet:
        found.append("data/processed holds no Parquet file")
    if manifest is None:
        return found
    tables = manifest["tables"]
    found += [fault for name in sorted(tables) for fault in table_faults(processed, tables[name])]
    for name in sorted(parquet - {entry["file"] for entry in tables.values()}):
        found.append(f"data/processed/{name} is not in manifest.json")
    sheets = sheets_digest(root / "data" / "raw")
    if sheets != manifest["sheets"]:
        found.append(
            f"data/processed was made from other sheets: its manifest says {manifest['sheets']}, "
            f"data/raw is {sheets}"
        )
    if manifest["version"] != version:
        found.append(f"data/processed is of version {manifest['version']}, not {version}")
    return found


def read_manifest(path: Path) -> tuple[dict[str, Any] | None, list[str]]:
    """Manifest of the tables, or what is wrong with it."""
    if not path.is_file():
        return None, ["data/processed holds no manifest.json"]
    try:
        manifest = json.loads(path.read_bytes())
        texts = [manifest["sheets"], manifest["version"]]
        texts += [entry[key] for entry in manifest["tables"].values() for key in ("file", "sha256")]
        if not all(isinstance(text, str) for text in texts):
            raise ValueError("a digest, version or file name is no text")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return None, [f"data/processed/manifest.json is not a manifest ({error!r})"]
    return manifest, []


def table_faults(processed: Path, entry: dict[str, Any]) -> list[str]:
    """Whether one table is there, and is the file that the manifest describes."""
    file = entry["file"]
    path = processed / file
    if not path.is_file():
        return [f"data/processed/{file} is missing"]
    if f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" != entry["sha256"]:
        return [f"data/processed/{file} is not the file that manifest.json describes"]
    return []


def sheets_digest(raw: Path) -> str:
    """Digest of all coding sheets, as elecdata.digest.sheets_digest computes it.

    The package cannot be imported here: its requirements are not installed when it is built.
    """
    digest = hashlib.sha256()
    found = [path for kind in ("csv", "toml") for path in raw.rglob(f"*.{kind}")]
    for path in sorted(found, key=lambda path: path.relative_to(raw).as_posix()):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(path.relative_to(raw).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(text).digest())
    return f"sha256:{digest.hexdigest()}"
