"""Validate a folder of published tables or of coding sheets: a report of every problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from elecdata.errors import ElecdataError, Problem, ValidationError
from elecdata.store import SHEETS, TABLES, folder_kind

if TYPE_CHECKING:
    import os

    import pandas as pd
    import pyarrow as pa

SHOWN = 1_000


@dataclass(frozen=True)
class Report:
    """Outcome of validating something. True when nothing is wrong.

    Attributes
    ----------
    path : Path
        What was validated.
    kind : str
        ``published tables`` or ``coding sheets``.
    counts : dict of str to int
        How much was looked at: tables, rows, claims.
    problems : list of Problem
        Everything wrong, in order of file and line.
    """

    path: Path
    kind: str
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """True when nothing is wrong."""
        return not self.problems

    def __bool__(self) -> bool:
        """True when nothing is wrong."""
        return self.ok

    def __str__(self) -> str:
        """The problems, a line each, and a line that sums up."""
        looked = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        number = len(self.problems)
        end = "no problem" if self.ok else f"{number:,} problem{'' if number == 1 else 's'}"
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        if number > SHOWN:
            lines.append(f"... and {number - SHOWN:,} more")
        return "\n".join([*lines, f"{self.path}: {self.kind}, {looked}: {end}"])

    def to_frame(self) -> pd.DataFrame:
        """The problems as a table."""
        import pandas as pd

        names = ("file", "line", "column", "where", "found", "allowed", "fix")
        rows = [{name: getattr(each, name) for name in names} for each in self.problems]
        return pd.DataFrame(rows, columns=list(names))

    def raise_if_wrong(self) -> None:
        """Raise a `ValidationError` that holds every problem, when there is any."""
        if self.problems:
            raise ValidationError(self.problems)


def validate(path: str | os.PathLike[str]) -> Report:
    """Check published tables or coding sheets and report everything that is wrong.

    Parameters
    ----------
    path : path
        Folder of published tables (``data/processed``: a manifest and Parquet files) or of
        coding sheets (``data/raw``).

    Returns
    -------
    Report
        True when nothing is wrong; prints as one line for each problem. Published tables are
        held against their digests, against the registry, and against the claims they were made
        from; sheets against every rule of coding and ruling.

    Raises
    ------
    DataMissingError
        When there is nothing at the path; also a ``FileNotFoundError``.
    InvalidArgumentError
        When it is neither kind of folder; also a ``ValueError``.

    Examples
    --------
    >>> import elecdata
    >>> from elecdata.store import data_dir
    >>> elecdata.validate(data_dir()).ok
    True
    """
    folder, kind = folder_kind(path)
    return _validate_tables(folder) if kind == TABLES else _validate_sheets(folder)


def _validate_sheets(folder: Path) -> Report:
    """Check coding sheets."""
    from elecdata.curation.publication import made
    from elecdata.curation.sheets import read_sheets

    sheets = read_sheets(folder)
    problems = sheets.problems or made(sheets)[1]
    counts = {
        "elections": len(sheets.record.elections),
        "claims": len(sheets.record.claims),
        "sources": len(sheets.record.registers["sources"]),
        "rulings": len(sheets.record.rulings),
    }
    return Report(folder, SHEETS, counts, problems)


def _validate_tables(folder: Path) -> Report:
    """Check published tables."""
    from elecdata.curation.tables import consistency_problems, schema_problems

    tables, problems = _read_tables(folder)
    wrong = schema_problems(tables)
    problems += wrong
    if not wrong:
        problems += consistency_problems(tables)
    rows = sum(table.num_rows for table in tables.values())
    counts = {"tables": len(tables), "rows": rows}
    return Report(folder, TABLES, counts, sorted(set(problems)))


def _read_tables(folder: Path) -> tuple[dict[str, pa.Table], list[Problem]]:
    """Tables of a folder, and everything in which they differ from the manifest."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from elecdata.digest import bytes_digest, table_digest
    from elecdata.store import MANIFEST, read_manifest

    problems: list[Problem] = []
    listed: dict[str, dict[str, object]] = {}
    try:
        listed = read_manifest(folder)["tables"]
    except ElecdataError as error:
        problems.append(Problem(MANIFEST, 0, 0, "manifest", str(error), "a manifest of elecdata"))
    tables = {}
    for path in sorted(folder.glob("*.parquet")):
        name = path.stem
        try:
            data = path.read_bytes()
            tables[name] = pq.ParquetFile(pa.BufferReader(data)).read()
        except (OSError, pa.ArrowException, MemoryError) as error:
            found = str(error).partition("\n")[0]
            problems.append(Problem(path.name, 0, 0, name, found, "a Parquet file"))
            continue
        entry = listed.get(name)
        if entry is None:
            problems.append(
                Problem(path.name, 0, 0, name, "a table", f"those that {MANIFEST} lists")
            )
            continue
        same_bytes = bytes_digest(data) == entry.get("sha256")
        for key, found in (
            ("rows", tables[name].num_rows),
            ("columns", tables[name].column_names),
            ("digest", table_digest(tables[name])),
        ):
            if found != entry.get(key):
                wanted = f"{entry.get(key)}, as {MANIFEST} says"
                problems.append(Problem(path.name, 0, 0, f"{name} {key}", str(found), wanted))
                same_bytes = True  # the content is what matters, and it has been reported
        if not same_bytes:
            allowed = f"the bytes that {MANIFEST} describes"
            problems.append(Problem(path.name, 0, 0, name, "other bytes, same content", allowed))
    gone = listed.keys() - tables.keys() - {problem.where for problem in problems}
    allowed = f"a table, as {MANIFEST} lists"
    problems += [Problem(f"{name}.parquet", 0, 0, name, "no file", allowed) for name in gone]
    return tables, problems
