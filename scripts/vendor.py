"""Renew the scripts of others in elecdata/explorer/vendor from the npm registry, or check them.

VERSIONS.json says which version each is of and what its files' digests are. To take a newer
version, write it there and run this script; npm must be installed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).resolve().parents[1] / "elecdata" / "explorer" / "vendor"
VERSIONS = VENDOR / "VERSIONS.json"


def digest(path: Path) -> str:
    """Digest of a file."""
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def faults(packages: list[dict[str, Any]], folder: Path) -> list[str]:
    """Files that are not those of the record."""
    recorded = {name: each for package in packages for name, each in package["files"].items()}
    found = {path.name: digest(path) for path in folder.iterdir() if path.name != VERSIONS.name}
    return sorted(name for name in recorded.keys() | found if recorded.get(name) != found.get(name))


def renew(package: dict[str, Any]) -> dict[str, Any]:
    """Take the files of a package anew."""
    with tempfile.TemporaryDirectory() as scratch:
        named = f"{package['name']}@{package['version']}"
        run = ["npm", "pack", "--silent", "--pack-destination", scratch, named]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        [archive] = Path(scratch).glob("*.tgz")
        with tarfile.open(archive) as files:
            for name, member in package["members"].items():
                content = files.extractfile(f"package/{member}")
                if content is None:
                    raise FileNotFoundError(f"{named} has no {member}")
                (VENDOR / name).write_bytes(content.read())
    return {**package, "files": {name: digest(VENDOR / name) for name in package["members"]}}


def main() -> int:
    """Renew, or with --check compare; 1 when a file is not as recorded."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare only")
    options = parser.parse_args()
    packages = json.loads(VERSIONS.read_text(encoding="utf-8"))
    if not options.check:
        packages = [renew(package) for package in packages]
        text = json.dumps(packages, indent=2) + "\n"
        VERSIONS.write_text(text, encoding="utf-8", newline="\n")
    wrong = faults(packages, VENDOR)
    for name in wrong:
        print(f"elecdata/explorer/vendor/{name} is not the file that VERSIONS.json records")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
