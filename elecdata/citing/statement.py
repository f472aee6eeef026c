"""The paragraph in which a paper says what data it uses and where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from elecdata.citing.text import american
from elecdata.citing.work import Work

if TYPE_CHECKING:
    from elecdata.citing.evidence import Evidence
    from elecdata.release import Release


def statement(release: Release, evidence: Evidence | None) -> str:
    """The paragraph, for the dataset as a whole or for what stands behind a frame."""
    from elecdata import release as facts

    number = len(release.sources)
    released = american(facts.RELEASED)
    whole = (
        f"The data are available as the Python package {facts.NAME}, version {release.version}, "
        f"released on {released} (digest of its tables {release.digest}), in the public domain "
        f"under {facts.LICENCE_TITLE}. Each figure keeps its source; the {number:,} sources, "
        "listed in the table sources, keep their own terms."
    )
    if evidence is None:
        return whole
    return f"{whole} {_used(evidence)} {_resting(evidence.works)}"


def _used(evidence: Evidence) -> str:
    """Which rows are used, in which view."""
    about = evidence.about
    number = f"{evidence.rows:,} {'row' if evidence.rows == 1 else 'rows'}"
    used = f"{number} of the table {about['table']}"
    if "measure" in about:
        used = f"a comparison of {about['measure']} in the table {about['table']}"
    if "source" in about["view"]:
        used += f", as the source {about['view']['source']} alone has it"
    if "as_of" in about["view"]:
        used += f", as published by {about['view']['as_of']}"
    return f"Used here: {used}."


def _resting(works: Sequence[Work]) -> str:
    """On which sources the figures rest: each maker once, with the years."""
    if not works:
        return "No source stands behind the columns used."
    years: dict[str, list[str]] = defaultdict(list)
    for work in works:
        who = " and ".join(work.makers) if len(work.makers) < 3 else f"{work.makers[0]} et al."
        years[who or work.heading].append(str(work.published.year) if work.published else "n.d.")
    named = "; ".join(f"{who} ({', '.join(dict.fromkeys(when))})" for who, when in years.items())
    number = len(works)
    return f"The figures rest on {number:,} {'source' if number == 1 else 'sources'}: {named}."
