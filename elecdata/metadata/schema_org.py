"""Dataset of schema.org in JSON-LD, as search engines for data read it in a page."""

from __future__ import annotations

from typing import Any

from elecdata import release as facts
from elecdata.release import Release
from elecdata.schema import TABLES, Field


def dataset_page(release: Release) -> dict[str, Any]:
    """The dataset for the head of a web page."""
    from elecdata.citing.text import reference
    from elecdata.citing.work import of_release

    tables = release.manifest["tables"]
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": facts.TITLE,
        "alternateName": facts.NAME,
        "description": release.abstract,
        "identifier": release.digest,
        "version": release.version,
        "datePublished": facts.RELEASED.isoformat(),
        "license": facts.LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": facts.AUTHOR},
        "citation": reference(of_release(release)),
        "keywords": release.keywords,
        "temporalCoverage": release.period,
        "spatialCoverage": [{"@type": "Country", "name": name} for name in release.countries],
        "variableMeasured": [_measured(field) for field in measured()],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "description": TABLES[name].description,
                "contentUrl": entry["file"],
                "encodingFormat": facts.PARQUET,
                "sha256": entry["sha256"].removeprefix("sha256:"),
            }
            for name, entry in tables.items()
        ],
    }


def measured() -> list[Field]:
    """Figures of the tables results and elections, each once."""
    figures: dict[str, Field] = {}
    for name in ("results", "elections"):
        for field in TABLES[name].fields:
            if field.kind in {"integer", "number"} and field.unit != "year":
                figures.setdefault(field.name, field)
    return list(figures.values())


def _measured(field: Field) -> dict[str, Any]:
    """One figure."""
    described: dict[str, Any] = {
        "@type": "PropertyValue",
        "name": field.name,
        "description": field.description,
        "unitText": field.unit,
    }
    if field.low is not None:
        described["minValue"] = field.low
    if field.high is not None:
        described["maxValue"] = field.high
    return {name: value for name, value in described.items() if value != ""}
