"""Validate published tables, coding sheets or results of one's own: a report of every problem."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elecdata.errors import (
    ElecdataError,
    InvalidArgumentError,
    Problem,
    ValidationError,
    shown,
)
from elecdata.store import SHEETS, TABLES, folder_kind

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from narwhals.typing import IntoDataFrame

SHOWN = 1_000


@dataclass(frozen=True)
class Report:
    """Outcome of validating something. True when nothing is wrong.

    Attributes
    ----------
    path : Path
        What was validated; ``frame`` for a frame in memory.
    kind : str
        ``published tables``, ``coding sheets`` or ``results``.
    counts : dict of str to int
        How much was looked at: tables, rows, claims.
    problems : list of Problem
        Everything wrong, in order of file and line; of results, the first 20 rows of each kind.
    more : dict of str to int
        How many further rows of a kind are wrong, by column and by what is allowed.
    notes : list of str
        What was not looked at.
    """

    path: Path
    kind: str
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    more: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """True when nothing is wrong."""
        return not self.problems

    def __bool__(self) -> bool:
        """True when nothing is wrong."""
        return self.ok

    def __str__(self) -> str:
        """The problems, a line each, and a line that sums up."""
        looked = ", ".join(
            f"{count:,} {what.removesuffix('s') if count == 1 else what}"
            for what, count in self.counts.items()
        )
        number = len(self.problems) + sum(self.more.values())
        end = "no problem" if self.ok else f"{number:,} problem{'' if number == 1 else 's'}"
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            lines.append(f"... and {len(self.problems) - SHOWN:,} more")
        lines += [f"... and {count:,} more rows, {what}" for what, count in self.more.items()]
        lines += self.notes
        return "\n".join([*lines, f"{shown(str(self.path))}: {self.kind}, {looked}: {end}"])

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


def validate(path: str | os.PathLike[str] | IntoDataFrame) -> Report:
    """Check published tables, coding sheets or your own results; report everything that is wrong.

    Parameters
    ----------
    path : path or frame
        Folder of published tables (``data/processed``: a manifest and Parquet files) or of
        coding sheets (``data/raw``); or results of your own, one row a contestant and election:
        a ``.parquet`` or ``.csv`` file, or a frame of pandas, Polars or PyArrow.

    Returns
    -------
    Report
        True when nothing is wrong; prints as one line for each problem. Published tables are
        held against their digests, against the registry, and against the record they were made
        from, which is itself checked and audited; sheets against every rule of coding and ruling;
        results against what the codebook says of the table ``results``.

    Raises
    ------
    DataMissingError
        When there is nothing at the path; also a ``FileNotFoundError``.
    InvalidArgumentError
        When it is none of these; also a ``ValueError``.

    Notes
    -----
    Results of your own need ``election_id`` and ``contestant_id``. All other columns are optional;
    those that are there obey the codebook: types, ranges, terms, the written form of ids and names,
    no empty cell where none may be, one row for each key, columns filled only for the offices and
    contestants they apply to. Seats are the sum of the tiers where all tiers are known, shares add
    up to 100 at most (0.5 apart, for rounding), and ``seat_share_pct`` follows from ``seats`` (to
    0.05). Ids need not be ones that this package knows. ``line`` counts rows from 1, in a CSV file
    lines. Of each kind of problem 20 rows are listed, and all are counted in ``more``.

    Examples
    --------
    >>> import elecdata
    >>> from elecdata.store import data_dir
    >>> elecdata.validate(data_dir()).ok
    True
    >>> import pandas as pd
    >>> mine = pd.DataFrame(
    ...     {"election_id": "de-2031", "contestant_id": ["spd", "cdu"], "seats": [120, -1]}
    ... )
    >>> print(elecdata.validate(mine).problems[0])
    frame:2:3: results.seats: found -1; allowed: 0 or more
    """
    if not isinstance(path, str | os.PathLike):
        return _validate_results(path, Path("frame"))
    if _is_file(path):
        return _validate_results(Path(path), Path(path))
    folder, kind = folder_kind(path)
    return _validate_tables(folder) if kind == TABLES else _validate_sheets(folder)


def _is_file(path: str | os.PathLike[str]) -> bool:
    """Whether a path is a file of results; a file of another kind is refused."""
    try:
        if not Path(path).is_file():
            return False
    except (ValueError, OSError):
        return False  # what is no path at all is told when it is looked for as a folder
    if Path(path).suffix.lower() not in {".parquet", ".csv"}:
        raise InvalidArgumentError(
            f"{os.fspath(path)} is neither Parquet (.parquet) nor CSV (.csv); give a file of "
            "results, or a folder of tables or sheets"
        )
    return True


def _validate_results(source: Any, path: Path) -> Report:
    """Check results of somebody's own."""
    from elecdata.inspection.origin import UnreadableError, opened
    from elecdata.inspection.table import inspected, remarks
    from elecdata.schema import TABLES

    table = TABLES["results"]
    try:
        origin = opened(source, table)
    except UnreadableError as error:
        return Report(path, table.name, problems=error.problems)
    found = inspected(origin, table)
    counts = {"rows": origin.rows, "columns": len(origin.names)}
    return Report(
        path, table.name, counts, sorted(found.problems), found.more, remarks(origin, table)
    )


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
    from elecdata.curation.manifest import manifest_problems
    from elecdata.curation.tables import consistency_problems, schema_problems
    from elecdata.store import read_manifest

    tables, problems = read_tables(folder)
    wrong = schema_problems(tables)
    if not problems and not wrong:
        problems += manifest_problems(folder, read_manifest(folder), tables)
    problems += wrong
    if not wrong:
        problems += consistency_problems(tables)
    rows = sum(table.num_rows for table in tables.values())
    counts = {"tables": len(tables), "rows": rows}
    return Report(folder, TABLES, counts, sorted(set(problems)))


def read_tables(folder: Path) -> tuple[dict[str, pa.Table], list[Problem]]:
    """Tables of a folder, and everything in which they differ from the manifest."""
    from elecdata.store import MANIFEST, read_manifest

    problems: list[Problem] = []
    listed: dict[str, dict[str, object]] | None = None
    try:
        listed = read_manifest(folder)["tables"]
    except ElecdataError as error:
        problems.append(Problem(MANIFEST, 0, 0, "manifest", str(error), "a manifest of elecdata"))
    tables = {}
    for path in sorted(folder.glob("*.parquet")):
        name = path.stem
        table, wrong = _read_table(path, (listed or {}).get(name))
        # Of what no manifest lists nothing is told that the one about the manifest does not tell.
        problems += wrong if table is None or listed is not None else []
        if table is not None:
            tables[name] = table
    gone = (listed or {}).keys() - tables.keys() - {problem.where for problem in problems}
    allowed = f"a table, as {MANIFEST} lists"
    problems += [Problem(f"{name}.parquet", 0, 0, name, "no file", allowed) for name in gone]
    return tables, problems


def _read_table(
    path: Path, entry: dict[str, object] | None
) -> tuple[pa.Table | None, list[Problem]]:
    """One table, and everything in which it differs from its entry in the manifest."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from elecdata.curation.sheet import reason
    from elecdata.digest import bytes_digest, table_digest
    from elecdata.parquet import bomb
    from elecdata.store import MANIFEST, file_bytes

    def wrong(where: str, found: object, allowed: str) -> Problem:
        return Problem(path.name, 0, 0, where, str(found).partition("\n")[0], allowed)

    name = path.stem
    try:
        data = file_bytes(path)
        file = pq.ParquetFile(pa.BufferReader(data))
        too_large = bomb(file.metadata, len(data))
        if too_large:
            return None, [wrong(name, too_large, "a table of such a size")]
        table = file.read()
    except (OSError, pa.ArrowException, MemoryError, ValueError) as error:
        return None, [wrong(name, reason(error), "a Parquet file")]
    if entry is None:
        return table, [wrong(name, "a table", f"those that {MANIFEST} lists")]
    same_bytes = bytes_digest(data) == entry.get("sha256")
    try:
        digest = table_digest(table)
    except (TypeError, ValueError, OverflowError) as error:  # cells that no table of ours has
        return None, [wrong(name, f"cells that cannot be read ({error})", "a table of elecdata")]
    actual = {"rows": table.num_rows, "columns": table.column_names, "digest": digest}
    problems = [
        wrong(f"{name} {key}", found, f"{entry.get(key)}, as {MANIFEST} says")
        for key, found in actual.items()
        if found != entry.get(key)
    ]
    if not problems and not same_bytes:  # else the content is what matters, and it is reported
        allowed = f"the bytes that {MANIFEST} describes"
        problems.append(wrong(name, "other bytes, same content", allowed))
    return table, problems
