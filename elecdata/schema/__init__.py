"""The registry: every table, column and term, declared once.

Sheets, checks, Arrow and pandera schemas, manifest, codebook and documentation all read it.
Nothing in this folder opens a data file.
"""

from __future__ import annotations

from elecdata.schema.contest import (
    ALLOCATIONS,
    CONTESTANTS,
    DECLARATIONS,
    ELECTIONS,
    RESULTS,
    RETURNS,
    TURNOUTS,
)
from elecdata.schema.discrepancies import DISCREPANCIES
from elecdata.schema.evidence import CLAIMS, CONFLICTS, MISSING, RULINGS, SOURCES
from elecdata.schema.field import Field, Table, Vocabulary
from elecdata.schema.frequencies import FREQUENCIES
from elecdata.schema.registers import (
    CANDIDATES,
    IDENTIFIERS,
    NAMES,
    PARTIES,
    PEOPLE,
    REGIONS,
)
from elecdata.schema.surroundings import (
    CONTEXT,
    EVENTS,
    EXIT_POLLS,
    INDICATORS,
    MEDIA_COVERAGE,
    NEIGHBOUR_RESULTS,
    NEIGHBOURS,
    OBSERVERS,
)
from elecdata.schema.vocabulary import VOCABULARIES

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        RESULTS,
        ELECTIONS,
        CONTESTANTS,
        RETURNS,
        TURNOUTS,
        ALLOCATIONS,
        DECLARATIONS,
        PARTIES,
        CANDIDATES,
        PEOPLE,
        NAMES,
        IDENTIFIERS,
        REGIONS,
        EXIT_POLLS,
        MEDIA_COVERAGE,
        OBSERVERS,
        EVENTS,
        CONTEXT,
        INDICATORS,
        NEIGHBOURS,
        NEIGHBOUR_RESULTS,
        CLAIMS,
        SOURCES,
        RULINGS,
        CONFLICTS,
        DISCREPANCIES,
        MISSING,
        FREQUENCIES,
    )
}

__all__ = ["TABLES", "VOCABULARIES", "Field", "Table", "Vocabulary"]
