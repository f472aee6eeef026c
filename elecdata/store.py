"""Find and read published tables, each compared with the manifest before it is used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from elecdata.digest import bytes_digest
from elecdata.errors import DataMissingError, IntegrityError

MANIFEST = "manifest.json"
FORMAT = 1


def data_dir() -> Path:
    """Folder of the published tables: inside the installed package, or in a checkout.

    Raises
    ------
    DataMissingError
        When neither is there.
    """
    package = Path(__file__).resolve().parent
    if (package / "_data" / MANIFEST).is_file():
        return package / "_data"
    root = package.parent
    # The guard on pyproject.toml keeps an installed copy from picking up a stray folder.
    if (root / "pyproject.toml").is_file() and (root / "data" / "processed").is_dir():
        return root / "data" / "processed"
    raise DataMissingError(
        f"no published tables beside {package}: reinstall elecdata, or run 'make publish' in a "
        "checkout"
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """Manifest of a folder of published tables.

    Raises
    ------
    DataMissingError, IntegrityError
        When there is none, or it is not one that this version reads.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise ValueError("another format")
        if not all(isinstance(t, dict) and "file" in t for t in manifest["tables"].values()):
            raise ValueError("a table without a file")
    except FileNotFoundError as error:
        raise DataMissingError(f"no {MANIFEST} in {folder}") from error
    except (ValueError, KeyError, AttributeError, OSError, RecursionError) as error:
        raise IntegrityError(
            f"{path} is not a manifest of elecdata ({error}): reinstall elecdata, or run "
            "'make publish' in a checkout"
        ) from error
    return manifest


def read_bytes(folder: Path, name: str, entry: dict[str, Any]) -> bytes:
    """Bytes of one published table, compared with its manifest.

    Raises
    ------
    IntegrityError
        When the file is missing, or is not the one that the manifest describes.
    """
    path = folder / str(entry["file"])
    remedy = "reinstall elecdata, or run 'make publish' in a checkout"
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise IntegrityError(f"table {name!r}: {path} cannot be read ({why}); {remedy}") from error
    if bytes_digest(data) != entry.get("sha256"):
        raise IntegrityError(
            f"table {name!r}: {path} is not the file that {MANIFEST} describes; {remedy}"
        )
    return data
