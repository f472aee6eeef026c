"""Publish coding sheets: the same checks, audit and atomic write as for the packaged tables."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elecdata.errors import DataMissingError, InvalidArgumentError
from elecdata.metadata import FILES
from elecdata.store import MANIFEST, SHEETS, folder_kind

if TYPE_CHECKING:
    from elecdata.curation.control import Rules


def build(
    sheets: str | os.PathLike[str],
    into: str | os.PathLike[str],
    *,
    rules: Sequence[Rules] = (),
    name: str | None = None,
    licence: str | None = None,
) -> dict[str, Any]:
    """Check, decide and audit coding sheets, and publish the tables made from them.

    Parameters
    ----------
    sheets : path
        Folder of coding sheets.
    into : path
        Folder of the tables: a new one, an empty one, or one that holds tables published before.
        It is replaced wholly or not at all. It lies neither within the sheets nor around them.
    rules : sequence of Rules, optional
        Control totals from a script, for elections whose ``election.toml`` states none.
    name : str, optional
        Name of the dataset in the manifest; by default that of the folder of sheets.
    licence : str, optional
        Licence of the tables, as an SPDX expression (``"CC-BY-4.0"``).

    Returns
    -------
    dict
        The manifest: for every table its file, rows, key, columns and digests.

    Raises
    ------
    ValidationError
        With every problem of the sheets, the tables or the audit; nothing is written then.
    InvalidArgumentError
        When a folder is not one to read sheets from or to write tables to.
    DataMissingError
        When there are no sheets, or the folder cannot be written.

    Examples
    --------
    >>> import elecdata, tempfile
    >>> folder = tempfile.mkdtemp()
    >>> made = elecdata.new("xx-2027-parliament", f"{folder}/sheets")
    >>> elecdata.build(f"{folder}/sheets", f"{folder}/tables")["tables"]["elections"]["rows"]
    1
    """
    from elecdata.curation.publication import publish

    source = folder_kind(sheets, "sheets", wanted=SHEETS)[0].resolve()
    target = _target(into, source)
    try:
        return publish(source, target, rules, name=name or source.name, licence=licence)
    except OSError as error:
        if isinstance(error, DataMissingError):
            raise
        why = error.strerror or str(error)
        raise DataMissingError(
            f"{target} cannot be written ({why}); nothing was changed"
        ) from error


def _target(into: object, source: Path) -> Path:
    """Folder to write to, which holds nothing but tables published before."""
    try:
        target = Path(into).resolve()  # type: ignore[arg-type]  # what is no path is told so
        exists, is_folder = target.exists(), target.is_dir()
    except (TypeError, ValueError, OSError, RuntimeError) as error:
        raise InvalidArgumentError(
            f"into is {repr(into)[:200]}; it should be a folder ({error})"
        ) from error
    if target == source or source in target.parents or target in source.parents:
        raise InvalidArgumentError(
            f"{target} and the sheets in {source} lie one within the other; tables replace their "
            "folder wholly and need one apart"
        )
    if exists and not is_folder:
        raise InvalidArgumentError(f"{target} is a file; give a folder")
    found = sorted(path.name for path in target.iterdir()) if exists else []
    made = {MANIFEST, *FILES.values()}
    others = [each for each in found if each not in made and not each.endswith(".parquet")]
    if others or (found and MANIFEST not in found):
        held = ", ".join((others or found)[:4])
        raise InvalidArgumentError(
            f"{target} holds what no build made ({held}); it would be lost; give another folder"
        )
    return target
