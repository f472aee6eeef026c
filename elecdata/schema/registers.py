"""Tables about who is who: parties, people, names, identifiers, regions."""

from __future__ import annotations

from dataclasses import replace

from elecdata.schema import vocabulary as v
from elecdata.schema.columns import COUNTRY, ELECTION_ID, LINEAGE_ID, VOTE_SHARE, VOTES
from elecdata.schema.field import Field, Table

PARTIES = Table(
    "parties",
    "One row per party, bloc, movement, candidate or group that contestants refer to.",
    key=("party_id",),
    subject="party",
    path=("party_id",),
    fields=(
        Field("party_id", "id", "Party, bloc, movement, candidate or group.", origin="key"),
        replace(COUNTRY, origin="sheet", formula="", description="Country it belongs to."),
        Field(
            "contestant_type",
            "category",
            "What kind of contestant it is.",
            vocabulary=v.CONTESTANT_TYPE,
            origin="sheet",
            required=True,
        ),
        replace(LINEAGE_ID, origin="sheet", formula=""),
        Field("color", "text", "Colour for figures, as #rrggbb.", origin="sheet", required=True),
        Field(
            "name",
            "text",
            "Full name in English.",
            origin="derived",
            formula="the register of names",
            required=True,
        ),
        Field(
            "name_kk",
            "text",
            "Full name in Kazakh.",
            origin="derived",
            formula="the register of names",
        ),
        Field(
            "name_ru",
            "text",
            "Full name in Russian.",
            origin="derived",
            formula="the register of names",
        ),
        Field(
            "name_az",
            "text",
            "Full name in Azerbaijani.",
            origin="derived",
            formula="the register of names",
        ),
        Field("founded_when", "when", "When it was founded."),
        Field("dissolved_when", "when", "When it ceased to exist."),
        Field(
            "predecessor_id",
            "category",
            "What it came from.",
            references="parties.party_id",
            multiple=True,
        ),
        Field(
            "successor_id",
            "category",
            "What it became.",
            references="parties.party_id",
            multiple=True,
        ),
        Field("renamed_when", "when", "When it took its name."),
        Field("founder", "text", "Who founded it.", multiple=True),
        Field(
            "stance",
            "text",
            "Stance towards those in power, by election.",
            origin="derived",
            formula="contestants.stance, by election",
        ),
        Field(
            "leader",
            "text",
            "Leader, by election.",
            origin="derived",
            formula="contestants.leader, by election",
        ),
    ),
)

CANDIDATES = Table(
    "candidates",
    "One row per election and named person: candidates, officials, leaders, the detained.",
    key=("election_id", "person_id"),
    subject="person",
    path=("person_id",),
    hedged=True,
    fields=(
        ELECTION_ID,
        Field(
            "person_id",
            "id",
            "Person.",
            references="people.person_id",
            origin="key",
        ),
        Field(
            "name",
            "text",
            "Name of the person.",
            origin="derived",
            formula="the register of people",
            required=True,
        ),
        Field(
            "contestant_id",
            "category",
            "Party, bloc or candidacy that the person belongs to.",
            references="parties.party_id",
        ),
        Field("role", "text", "Office or function, in our words.", multiple=True),
        Field("relation", "text", "Tie to another person, in our words.", multiple=True),
        Field("status", "category", "What became of the person.", vocabulary=v.PERSON_STATUS),
        Field("status_when", "when", "When the status came about."),
        Field("status_reason", "text", "Why, in our words.", compared=False),
        VOTES,
        VOTE_SHARE,
        Field(
            "hedges",
            "text",
            "Columns of this row whose figure the source words loosely, as column=hedge.",
            origin="derived",
            formula="the hedge of each adopted claim that is not exact",
        ),
    ),
)

PEOPLE = Table(
    "people",
    "One row per person named in the record.",
    key=("person_id",),
    fields=(
        Field("person_id", "id", "Person.", origin="key"),
        Field("name", "text", "Name in English.", origin="sheet", required=True),
        Field("sex", "category", "Sex as sources word it.", vocabulary=v.SEX, origin="sheet"),
        replace(
            COUNTRY,
            origin="sheet",
            formula="",
            required=False,
            description="Country the person acts for.",
        ),
    ),
)

NAMES = Table(
    "names",
    "One row per name under which a party or region is known.",
    key=("entity_id", "election_id", "language", "name_kind", "name"),
    fields=(
        Field(
            "entity_id",
            "id",
            "Party that bears the name.",
            references="parties.party_id",
            origin="key",
        ),
        Field(
            "election_id", "id", "Election at which it bore the name; `any` for all.", origin="key"
        ),
        Field("language", "category", "Language of the name.", vocabulary=v.LANGUAGE, origin="key"),
        Field("name_kind", "category", "Use of the name.", vocabulary=v.NAME_KIND, origin="key"),
        Field("name", "text", "The name.", origin="key"),
        Field(
            "source_id",
            "category",
            "Source that prints it.",
            references="sources.source_id",
            origin="sheet",
            required=True,
        ),
        Field("locator", "text", "Where in the source.", origin="sheet"),
    ),
)

IDENTIFIERS = Table(
    "identifiers",
    "One row per identifier that an outside dataset gives to a country, election or party.",
    key=("entity_id", "scheme", "value"),
    fields=(
        Field("entity_id", "id", "Country, election or party in elecdata.", origin="key"),
        Field("scheme", "category", "Outside dataset.", vocabulary=v.SCHEME, origin="key"),
        Field("value", "text", "The identifier, as text.", origin="key"),
        Field("valid_from", "when", "First day it applies.", origin="sheet"),
        Field("valid_to", "when", "Last day it applies.", origin="sheet"),
        Field("seen_in", "text", "Where it was seen.", origin="sheet", required=True),
        Field("note", "text", "Traps, in our words.", origin="sheet"),
    ),
)

REGIONS = Table(
    "regions",
    "One row per territory for which figures are kept.",
    key=("region_id",),
    fields=(
        Field("region_id", "id", "Territory.", origin="key"),
        replace(COUNTRY, origin="sheet", formula="", description="Country it lies in."),
        Field("name", "text", "Name in English.", origin="sheet", required=True),
        Field(
            "region_kind",
            "category",
            "Level of the territory.",
            vocabulary=v.REGION_KIND,
            origin="sheet",
            required=True,
        ),
    ),
)
