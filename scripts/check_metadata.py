"""Let other programs read the descriptions of a folder of tables, and hold them against the tables.

frictionless checks every cell against the data package, by way of CSV: from Parquet it reads a
whole number that may be missing as a float. mlcroissant reads every table back through Croissant.
The record of DataCite is held against DataCite's own schema. Takes a folder; data/processed
without one.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.csv
import pyarrow.parquet as pq

PROCESSED = Path(__file__).resolve().parent.parent / "data" / "processed"


def package_problems(folder: Path) -> list[str]:
    """What frictionless finds wrong with the data package and the tables it describes."""
    import frictionless

    package = json.loads((folder / "datapackage.json").read_bytes())
    with tempfile.TemporaryDirectory() as away:
        for resource in package["resources"]:
            table = pq.read_table(folder / resource["path"])
            resource |= {"path": f"{resource['name']}.csv", "format": "csv"}
            resource |= {"mediatype": "text/csv", "encoding": "utf-8"}
            del resource["hash"]  # of the Parquet file, which elecdata checks itself
            pyarrow.csv.write_csv(table, Path(away) / resource["path"])
        path = Path(away) / "datapackage.json"
        path.write_text(json.dumps(package), encoding="utf-8")
        report = frictionless.validate(str(path))
    found = [f"datapackage.json: {error.message}" for error in report.errors]
    return found + [
        f"{task.name}: {error.message}" for task in report.tasks for error in task.errors
    ]


def croissant_problems(folder: Path) -> list[str]:
    """Tables that do not come back through mlcroissant as they are published."""
    import mlcroissant

    dataset = mlcroissant.Dataset(folder / "croissant.json")
    found = []
    for record_set in dataset.metadata.record_sets:
        name = record_set.id
        published = pq.read_table(folder / f"{name}.parquet").to_pylist()
        read = [
            {field.partition("/")[2]: _plain(value) for field, value in each.items()}
            for each in dataset.records(name)
        ]
        if read != published:
            found.append(f"croissant.json: {name} reads back otherwise than it is published")
    return found


def _plain(value: Any) -> Any:
    """A value of mlcroissant as Python has it: there texts are bytes and missing may be NaN."""
    if isinstance(value, bytes):
        return value.decode()
    if value is None or value != value:  # NaN and NaT are not equal to themselves
        return None
    return value.date() if hasattr(value, "date") else value


def datacite_problems(folder: Path) -> list[str]:
    """What the schema of DataCite 4.5 does not allow in the record."""
    from datacite import schema45

    record = json.loads((folder / "datacite.json").read_bytes())
    return [f"datacite.json: {error.message}" for error in schema45.validator.iter_errors(record)]


CHECKS: tuple[Callable[[Path], list[str]], ...] = (
    package_problems,
    croissant_problems,
    datacite_problems,
)


def main(arguments: list[str] | None = None) -> int:
    """Print every problem; exit status 1 when there is any."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) > 1 or any(word.startswith("-") for word in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0]) if arguments else PROCESSED
    problems = [problem for check in CHECKS for problem in check(folder)]
    print("\n".join(problems) or f"{folder}: other programs read the tables as they are described")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
