"""Write the control counts of a folder anew, once a person has looked at what changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from elecdata.curation.counts import (
    COLUMNS,
    FILE,
    NONE,
    Count,
    Key,
    counted,
    read_counts,
    sheets_only_in,
)
from elecdata.curation.sheets import read_sheets
from elecdata.disk import replace_file
from elecdata.errors import ValidationError, WriteError


def recount(root: Path) -> list[str]:
    """Write ``counts.csv`` of a folder of sheets that are right but for their counts.

    Parameters
    ----------
    root : Path
        Folder of the coding sheets. One without ``counts.csv`` has it from then on, and is held
        to it.

    Returns
    -------
    list of str
        What is counted otherwise than before, a line each; empty when nothing is, and nothing is
        written then.

    Raises
    ------
    ValidationError
        When the sheets break another rule: what is wrong must not be counted as right.
    WriteError
        When the disk refuses.
    """
    sheets = read_sheets(root)
    problems = [each for each in sheets.problems if each.file != FILE]
    if problems:
        raise ValidationError(problems)
    found, (stated, faults) = counted(sheets.record), read_counts(root)
    before = {key: count for key, (count, _) in (stated or {}).items()}
    changed = _changes(found, before)
    if not changed and not faults:
        return []
    try:
        replace_file(root / FILE, _text(found).encode())
    except OSError as error:
        why = error.strerror or str(error)
        raise WriteError(f"{str(root / FILE)!r} cannot be written ({why})") from error
    if stated is None:
        return [f"{FILE}: {len(found):,} counts of {len({key[0] for key in found})} sheets"]
    return changed or [f"{FILE}: the same counts, written anew"]


def _changes(found: Mapping[Key, Count], before: Mapping[Key, Count]) -> list[str]:
    """What is counted otherwise; of a sheet that came or went as a whole, that alone."""
    came, went = sheets_only_in(found, before), sheets_only_in(before, found)
    changed = [f"{sheet}: a new sheet" for sheet in came]
    changed += [f"{sheet}: no longer there" for sheet in went]
    return changed + [
        _told(key, found.get(key), before.get(key))
        for key in sorted(found.keys() | before.keys())
        if key[0] not in {*came, *went} and found.get(key) != before.get(key)
    ]


def _told(key: Key, found: Count | None, before: Count | None) -> str:
    """One count that is another than before, in words."""
    sheet, column, term = key
    found, before = found or NONE, before or NONE
    return f"{sheet}: {column} {term}: {found.beside(before)}, before {before.beside(found)}"


def _text(counts: Mapping[Key, Count]) -> str:
    """The counts as a sheet has them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*key, *count) for key, count in counts.items())
    return out.getvalue()
