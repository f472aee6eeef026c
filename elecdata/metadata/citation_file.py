"""CITATION.cff, which code hosts and reference managers read from the root of a repository.

The standard is at https://citation-file-format.github.io/.
"""

from __future__ import annotations

import json
import textwrap

from elecdata import release as facts
from elecdata.release import Release

MESSAGE = "Please cite the data with their version, and the source of each figure that you use."


def citation_file(release: Release) -> str:
    """The file as YAML."""
    abstract = textwrap.fill(release.abstract, 95, initial_indent="  ", subsequent_indent="  ")
    lines = [
        "# Made from elecdata/metadata by 'make docs'; do not edit.",
        "cff-version: 1.2.0",
        f"message: {MESSAGE}",
        f"title: {json.dumps(facts.TITLE)}",
        f"abstract: >-\n{abstract}",
        "type: dataset",
        f"version: {release.version}",
        f'date-released: "{facts.RELEASED.isoformat()}"',
        f"license: {facts.LICENCE}",
        f"authors:\n  - name: {facts.AUTHOR}",
        "keywords:",
        *(f"  - {word}" for word in release.keywords),
    ]
    return "\n".join(lines) + "\n"
