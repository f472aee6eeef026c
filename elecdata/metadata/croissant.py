"""Croissant 1.0: files, record sets and fields, as loaders of machine learning read them.

The standard is at http://mlcommons.org/croissant/1.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from elecdata import release as facts
from elecdata.metadata.datapackage import refers
from elecdata.release import Release
from elecdata.schema import TABLES, Field, Table
from elecdata.schema.field import Kind

VERSION = "http://mlcommons.org/croissant/1.0"
TYPES: dict[Kind, str] = {
    "id": "sc:Text",
    "text": "sc:Text",
    "category": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "date": "sc:Date",
    "when": "sc:Text",
    "boolean": "sc:Boolean",
}
# Terms of the standard by prefix, and those with a type of their own.
TERMS = (
    "citeAs column extract field fileProperty fileObject fileSet format includes isLiveDataset "
    "jsonPath key md5 parentField path recordSet references regex repeated replace samplingRate "
    "separator source subField transform equivalentProperty"
).split()
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in TERMS},
}


def croissant(release: Release) -> dict[str, Any]:
    """The dataset as Croissant describes it."""
    from elecdata.citing.bibtex import entry
    from elecdata.citing.work import of_release

    tables = release.manifest["tables"]
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": VERSION,
        "name": facts.NAME,
        "description": release.abstract,
        "alternateName": facts.TITLE,
        "version": release.version,
        "datePublished": facts.RELEASED.isoformat(),
        "license": facts.LICENCE_URL,
        "creator": {"@type": "sc:Organization", "name": facts.AUTHOR},
        "keywords": release.keywords,
        "isLiveDataset": False,
        "citeAs": entry(of_release(release)),
        "distribution": [file_object(name, entry) for name, entry in tables.items()],
        "recordSet": [_record_set(TABLES[name]) for name in tables],
    }


def file_object(name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The file of one table."""
    return {
        "@type": "cr:FileObject",
        "@id": entry["file"],
        "name": entry["file"],
        "description": TABLES[name].description,
        "contentUrl": entry["file"],
        "encodingFormat": "application/x-parquet",
        "sha256": entry["sha256"].removeprefix("sha256:"),
    }


def _record_set(table: Table) -> dict[str, Any]:
    """One table as a set of records."""
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, field) for field in table.fields],
    }


def _field(table: Table, field: Field) -> dict[str, Any]:
    """One column."""
    unit = f" Unit: {field.unit}." if field.unit else ""
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": f"{field.description}{unit}",
        "dataType": TYPES[field.kind],
        "source": {
            "fileObject": {"@id": f"{table.name}.parquet"},
            "extract": {"column": field.name},
        },
    }
    if refers(field) and not _leads_back(field.references.partition(".")[0], table.name):
        described["references"] = {"field": {"@id": field.references.replace(".", "/")}}
    return described


def _leads_back(there: str, here: str) -> bool:
    """Whether references lead from one table to another: readers stop at a circle."""
    met, ahead = {there}, [there]
    while ahead:
        next_ones = {
            f.references.partition(".")[0] for f in TABLES[ahead.pop()].fields if refers(f)
        }
        ahead += next_ones - met - {""}
        met |= next_ones
    return here in met
