"""Tables about how we know: claims, sources, rulings, conflicts, missing cells."""

from __future__ import annotations

from elecdata.schema import vocabulary as v
from elecdata.schema.field import Field, Table

SUBJECT_TYPE = Field(
    "subject_type", "id", "What kind of thing the claim is about.", origin="sheet", required=True
)
SUBJECT_ID = Field(
    "subject_id",
    "id",
    "The thing itself; parts joined by / where a table's row needs several.",
    origin="sheet",
    required=True,
)
VARIABLE = Field("variable", "id", "Column that the claim fills.", origin="sheet", required=True)
SOURCE_ID = Field(
    "source_id",
    "category",
    "Source that says so.",
    references="sources.source_id",
    origin="sheet",
    required=True,
)

CLAIMS = Table(
    "claims",
    "One row per figure or coded fact and source.",
    key=("claim_id",),
    fields=(
        Field(
            "claim_id",
            "id",
            "Claim, spelt from its election, source, subject and variable.",
            origin="key",
        ),
        Field(
            "election_id",
            "category",
            "Election in whose folder it is coded.",
            references="elections.election_id",
            origin="sheet",
            required=True,
        ),
        SUBJECT_TYPE,
        SUBJECT_ID,
        VARIABLE,
        Field(
            "value",
            "text",
            "The value, in the written form of its kind.",
            origin="sheet",
            required=True,
        ),
        Field(
            "value_number",
            "number",
            "The value as a number, where it is one.",
            unit="see unit",
            origin="derived",
            formula="value",
        ),
        Field(
            "value_date",
            "date",
            "The value as a day, where it is one.",
            origin="derived",
            formula="value",
        ),
        Field("unit", "text", "Unit of the value.", origin="derived", formula="the registry"),
        Field(
            "hedge",
            "category",
            "How firmly the source words it.",
            vocabulary=v.HEDGE,
            origin="sheet",
            required=True,
        ),
        Field(
            "derivation",
            "category",
            "How the coder got to the value.",
            vocabulary=v.DERIVATION,
            origin="sheet",
            required=True,
        ),
        Field("stage", "category", "Stage of the count.", vocabulary=v.STAGE, origin="sheet"),
        Field("round", "text", "Round of voting; empty for the whole contest.", origin="sheet"),
        Field(
            "region",
            "category",
            "Territory; empty for the whole country.",
            references="regions.region_id",
            origin="sheet",
        ),
        Field(
            "observed_at",
            "text",
            "Time of day of a turnout figure (HH:MM); empty for the whole day.",
            origin="sheet",
        ),
        Field(
            "base", "category", "Denominator of a percentage.", vocabulary=v.BASE, origin="sheet"
        ),
        SOURCE_ID,
        Field(
            "locator",
            "text",
            "Where in the source: p and the number of the paragraph.",
            origin="sheet",
            required=True,
        ),
        Field(
            "as_printed",
            "text",
            "The figure or label as the source prints it.",
            origin="sheet",
            required=True,
        ),
        Field("note", "text", "What a reader should know, in our words.", origin="sheet"),
        Field(
            "standing",
            "category",
            "What became of the claim.",
            vocabulary=v.STANDING,
            origin="derived",
            formula="the ruling on its cell, or agreement of all its claims",
            required=True,
        ),
        Field(
            "adopted",
            "boolean",
            "True when the published value is this claim's.",
            origin="derived",
            formula="standing is adopted",
            inputs=("standing",),
            required=True,
        ),
        Field(
            "ruling_id",
            "category",
            "Ruling that decided on it.",
            references="rulings.ruling_id",
            origin="derived",
            formula="the ruling that names the claim",
        ),
    ),
)

SOURCES = Table(
    "sources",
    "One row per source.",
    key=("source_id",),
    fields=(
        Field("source_id", "id", "Source.", origin="key"),
        Field("title", "text", "Title as printed.", origin="sheet"),
        Field("author", "text", "Author as printed.", origin="sheet"),
        Field("publisher", "text", "Publisher as printed.", origin="sheet"),
        Field(
            "published_date", "date", "Day of publication; empty when not known.", origin="sheet"
        ),
        Field(
            "accessed_date",
            "date",
            "Day on which the coder read it.",
            origin="sheet",
            required=True,
        ),
        Field(
            "kind",
            "category",
            "Who speaks.",
            vocabulary=v.SOURCE_KIND,
            origin="sheet",
            required=True,
        ),
        Field(
            "language",
            "category",
            "Language of the text.",
            vocabulary=v.LANGUAGE,
            origin="sheet",
            required=True,
        ),
        Field("url", "text", "Address.", origin="sheet"),
        Field(
            "derived_from",
            "category",
            "Source that this one repeats.",
            references="sources.source_id",
            origin="sheet",
        ),
        Field(
            "document", "text", "File name, for a starting document kept outside.", origin="sheet"
        ),
        Field("sha256", "text", "SHA-256 of that file.", origin="sheet"),
        Field("note", "text", "What a reader should know, in our words.", origin="sheet"),
        Field(
            "n_claims",
            "integer",
            "Claims that cite it.",
            "claims",
            low=0,
            origin="derived",
            formula="the claims",
            required=True,
        ),
    ),
)

RULINGS = Table(
    "rulings",
    "One row per decision between rival claims.",
    key=("ruling_id",),
    fields=(
        Field("ruling_id", "id", "Decision.", origin="key"),
        Field(
            "election_id",
            "category",
            "Election it belongs to.",
            references="elections.election_id",
            origin="sheet",
            required=True,
        ),
        Field(
            "rule", "category", "Rule applied.", vocabulary=v.RULE, origin="sheet", required=True
        ),
        Field("reason", "text", "Reason, in our words.", origin="sheet", required=True),
        Field(
            "adopted_claim_id",
            "category",
            "Claim adopted; empty when unresolved.",
            references="claims.claim_id",
            origin="sheet",
        ),
        Field("adopted_value", "text", "Value that the adopted claim must hold.", origin="sheet"),
        Field(
            "rejected",
            "text",
            "Claims ruled out, each as claim_id=value, joined by '; '.",
            origin="sheet",
            required=True,
        ),
    ),
)

CONFLICTS = Table(
    "conflicts",
    "One row per published cell on which claims contradict each other.",
    key=("table_name", "row_key", "column_name"),
    fields=(
        Field("table_name", "id", "Table of the cell.", origin="key"),
        Field("row_key", "id", "Key of the cell's row, joined by /.", origin="key"),
        Field("column_name", "id", "Column of the cell.", origin="key"),
        Field(
            "election_id",
            "category",
            "Election.",
            references="elections.election_id",
            origin="derived",
            formula="the claims",
            required=True,
        ),
        Field(
            "rivals",
            "text",
            "Rival values and who gives them.",
            origin="derived",
            formula="the claims",
            required=True,
        ),
        Field(
            "n_values",
            "integer",
            "Rival values.",
            "values",
            low=2,
            origin="derived",
            formula="the claims",
            required=True,
        ),
        Field(
            "n_sources",
            "integer",
            "Sources that speak.",
            "sources",
            low=1,
            origin="derived",
            formula="the claims",
            required=True,
        ),
        Field(
            "n_independent",
            "integer",
            "Sources that speak and repeat none of the others.",
            "sources",
            low=1,
            origin="derived",
            formula="the claims, less sources derived from another of them",
            required=True,
        ),
        Field(
            "spread",
            "number",
            "Largest less smallest value, for figures.",
            "see column",
            low=0,
            origin="derived",
            formula="the claims",
        ),
        Field("adopted_value", "text", "Value published.", origin="derived", formula="the ruling"),
        Field(
            "status",
            "category",
            "How it ended.",
            vocabulary=v.CONFLICT_STATUS,
            origin="derived",
            formula="the ruling",
            required=True,
        ),
        Field(
            "rule",
            "category",
            "Rule applied.",
            vocabulary=v.RULE,
            origin="derived",
            formula="the ruling",
            required=True,
        ),
        Field(
            "reason",
            "text",
            "Reason, in our words.",
            origin="derived",
            formula="the ruling",
            required=True,
        ),
        Field(
            "ruling_id",
            "category",
            "Ruling.",
            references="rulings.ruling_id",
            origin="derived",
            formula="the ruling",
        ),
    ),
)

MISSING = Table(
    "missing",
    "One row per empty cell of elections and results, with why it is empty.",
    key=("table_name", "row_key", "column_name"),
    fields=(
        Field("table_name", "id", "Table of the cell.", origin="key"),
        Field("row_key", "id", "Key of the cell's row, joined by /.", origin="key"),
        Field("column_name", "id", "Column of the cell.", origin="key"),
        Field(
            "election_id",
            "category",
            "Election.",
            references="elections.election_id",
            origin="derived",
            formula="the key",
            required=True,
        ),
        Field(
            "missing",
            "category",
            "Why it is empty.",
            vocabulary=v.MISSING,
            origin="derived",
            formula="the registry and the claims",
            required=True,
        ),
        Field(
            "note", "text", "What is known all the same.", origin="derived", formula="the claims"
        ),
    ),
)
