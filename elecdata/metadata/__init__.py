"""Descriptions of the data that other programs read: one module a standard.

They are made from the registry and from what is published, so that none can say anything else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from elecdata.errors import UnknownNameError

if TYPE_CHECKING:
    from elecdata.release import Release

# Name of each description, and the file in which it lies beside the tables.
FILES = {
    "datapackage": "datapackage.json",
    "croissant": "croissant.json",
    "schema_org": "schema_org.json",
    "datacite": "datacite.json",
}

__all__ = ["FILES", "describe", "documents"]


def describe(standard: str) -> dict[str, Any]:
    """Describe the published tables in a standard that other programs read.

    Parameters
    ----------
    standard : str
        ``datapackage`` (Data Package 2.0), ``croissant`` (Croissant 1.0), ``schema_org`` (Dataset
        of schema.org in JSON-LD) or ``datacite`` (DataCite 4.5, without a DOI).

    Returns
    -------
    dict
        Ready to be written as JSON. Paths of files are relative to the folder of the tables.

    Raises
    ------
    UnknownNameError
        When there is no such standard.

    Examples
    --------
    >>> from elecdata.metadata import describe
    >>> describe("datapackage")["resources"][0]["path"]
    'results.parquet'
    """
    from elecdata.release import installed

    if standard not in FILES:
        raise UnknownNameError("standard", standard, FILES)
    return _made(standard, installed())


def documents(
    manifest: Mapping[str, Any],
    elections: Sequence[Mapping[str, Any]],
    sources: Sequence[Mapping[str, Any]],
) -> dict[str, str]:
    """Every description that lies beside the tables, as text by file name.

    Parameters
    ----------
    manifest : mapping
        Manifest of the tables.
    elections, sources : sequence of mapping
        Rows of these two tables.
    """
    from elecdata.release import Release

    release = Release(manifest, elections, sources)
    return {file: written(_made(name, release)) for name, file in FILES.items()}


def written(document: Mapping[str, Any]) -> str:
    """A description as the text of its file."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _made(standard: str, release: Release) -> dict[str, Any]:
    """A dataset in a standard."""
    from elecdata.metadata import croissant, datacite, datapackage, schema_org

    makers = {
        "datapackage": datapackage.package,
        "croissant": croissant.croissant,
        "schema_org": schema_org.dataset_page,
        "datacite": datacite.record,
    }
    return makers[standard](release)
