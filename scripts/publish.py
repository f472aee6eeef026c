"""Build every table from the coding sheets and publish it in data/processed.

Without an option: build, check, audit and write. With --check: compare only, with exit status 1
when data/processed is stale.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pyarrow.parquet as pq

from elecdata.building import build
from elecdata.curation.control import Rules
from elecdata.curation.publication import stale
from elecdata.curation.report import core_cells, told_twice
from elecdata.errors import ElecdataError
from elecdata.release import LICENCE, NAME

ROOT = Path(__file__).resolve().parent.parent
RAW, PROCESSED = ROOT / "data" / "raw", ROOT / "data" / "processed"


def rules() -> list[Rules]:
    """Rules in force at every election, from the years' curation scripts."""
    scripts = sorted(Path(__file__).parent.glob("curate_*.py"))
    return [each for script in scripts for each in runpy.run_path(str(script))["RULES"]]


def main(arguments: list[str] | None = None) -> int:
    """Publish, or with ``--check`` say whether publishing would change anything."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if arguments:
            changes = stale(RAW, PROCESSED, rules())
            print("\n".join(changes) or "data/processed is what data/raw gives")
            return 1 if changes else 0
        manifest = build(RAW, PROCESSED, rules=rules(), name=NAME, licence=LICENCE)
    except ElecdataError as error:
        print(error, file=sys.stderr)
        return 1
    claims, sources = (
        pq.read_table(PROCESSED / f"{name}.parquet").to_pylist() for name in ("claims", "sources")
    )
    rows = sum(table["rows"] for table in manifest["tables"].values())
    print(f"core figures: {told_twice(*core_cells(claims, sources))}")
    print(f"published {len(manifest['tables'])} tables, {rows:,} rows, in {PROCESSED.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
