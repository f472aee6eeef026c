"""DataCite 4.5: the record with which an archive registers the dataset and gives it a DOI.

The standard is at https://schema.datacite.org/meta/kernel-4.5/.
"""

from __future__ import annotations

from typing import Any

from elecdata import release as facts
from elecdata.release import Release

KERNEL = "http://datacite.org/schema/kernel-4"


def record(release: Release) -> dict[str, Any]:
    """The dataset without a DOI, which whoever registers it adds."""
    tables = release.manifest["tables"].values()
    return {
        "schemaVersion": KERNEL,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Tables of claims and results"},
        "titles": [{"title": facts.TITLE}],
        "creators": [{"name": facts.AUTHOR, "nameType": "Organizational"}],
        "publisher": {"name": facts.AUTHOR},
        "publicationYear": str(facts.RELEASED.year),
        "version": release.version,
        "language": "en",
        "alternateIdentifiers": [
            {"alternateIdentifier": release.digest, "alternateIdentifierType": "SHA-256 of tables"}
        ],
        "dates": [
            {"date": facts.RELEASED.isoformat(), "dateType": "Issued"},
            {
                "date": release.period,
                "dateType": "Other",
                "dateInformation": "first and last day of voting",
            },
        ],
        "subjects": [{"subject": word} for word in release.keywords],
        "descriptions": [{"description": release.abstract, "descriptionType": "Abstract"}],
        "geoLocations": [{"geoLocationPlace": name} for name in release.countries],
        "rightsList": [
            {
                "rights": facts.LICENCE_TITLE,
                "rightsUri": facts.LICENCE_URL,
                "rightsIdentifier": facts.LICENCE,
                "rightsIdentifierScheme": "SPDX",
                "schemeUri": "https://spdx.org/licenses/",
            }
        ],
        "formats": [facts.PARQUET],
        "sizes": [f"{len(tables)} tables", f"{sum(entry['rows'] for entry in tables)} rows"],
        "relatedIdentifiers": [
            {
                "relatedIdentifier": url,
                "relatedIdentifierType": "URL",
                "relationType": "IsDerivedFrom",
            }
            for url in dict.fromkeys(row["url"] for row in release.sources if row["url"])
        ],
    }
