"""Columns that several tables share."""

from __future__ import annotations

from dataclasses import replace

from elecdata.schema import vocabulary as v
from elecdata.schema.field import Field

ELECTION_ID = Field(
    "election_id",
    "id",
    "Election, as country-year-contest.",
    references="elections.election_id",
    origin="key",
)
CONTESTANT_ID = Field(
    "contestant_id",
    "id",
    "Party, bloc, candidate or group that the row is about.",
    references="parties.party_id",
    origin="key",
)
COUNTRY = Field(
    "country",
    "category",
    "Country that votes, ISO 3166-1 alpha-3.",
    vocabulary=v.COUNTRY,
    origin="derived",
    formula="the election's own sheet",
    required=True,
)
YEAR = Field(
    "year",
    "integer",
    "Year of election day.",
    unit="year",
    low=1900,
    high=2100,
    origin="derived",
    formula="the election's own sheet",
    required=True,
)
OFFICE = Field(
    "office",
    "category",
    "What was filled by the vote.",
    vocabulary=v.OFFICE,
    origin="derived",
    formula="the election's own sheet",
    required=True,
)
HEDGES = Field(
    "hedges",
    "text",
    "Columns of this row whose figure the source words loosely, as column=hedge.",
    origin="derived",
    formula="the hedge of each adopted claim that is not exact",
)

REGISTERED = Field("registered_voters", "integer", "Voters on the registers.", unit="voters", low=0)
ISSUED = Field("ballots_issued", "integer", "Ballots issued to voters.", unit="ballots", low=0)
CAST = Field(
    "ballots_cast", "integer", "Ballots found in the boxes, valid and invalid.", "ballots", low=0
)
VALID = Field("valid_votes", "integer", "Valid votes.", unit="votes", low=0)
INVALID = Field("invalid_votes", "integer", "Invalid ballots.", unit="ballots", low=0)
TURNOUT = Field(
    "turnout_pct",
    "number",
    "Turnout as the source states it; its denominator stands beside it.",
    unit="percent",
    low=0,
    high=100,
)
VOTES = Field("votes", "integer", "Votes for the contestant.", unit="votes", low=0)
VOTE_SHARE = Field(
    "vote_share_pct",
    "number",
    "Official share of the vote: of the proportional tier, or of the single contest.",
    unit="percent",
    low=0,
    high=100,
)
SEATS = Field("seats", "integer", "Seats won.", unit="seats", low=0, office="legislature")
SEATS_LIST = replace(SEATS, name="seats_list", description="Seats from party lists.")
SEATS_CONSTITUENCY = replace(
    SEATS, name="seats_constituency", description="Seats from constituencies."
)
SEATS_INDIRECT = replace(
    SEATS, name="seats_indirect", description="Seats filled by a body other than the voters."
)
THRESHOLD = Field(
    "threshold_pct",
    "number",
    "Share of the vote a list needs to win seats.",
    unit="percent",
    low=0,
    high=100,
    office="legislature",
)
THRESHOLD_BASE = Field(
    "threshold_base",
    "category",
    "What the threshold is a share of.",
    vocabulary=v.BASE,
    office="legislature",
)
FORMULA = Field("formula", "category", "Rule that turns votes into seats.", vocabulary=v.FORMULA)

LABELS = (
    Field(
        "contestant_type",
        "category",
        "What kind of contestant this is.",
        vocabulary=v.CONTESTANT_TYPE,
        origin="derived",
        formula="the register of parties",
        required=True,
    ),
    Field(
        "name",
        "text",
        "Full name in English as of the election.",
        origin="derived",
        formula="the register of names: official name in English, of that election if it has one",
        required=True,
    ),
    Field(
        "short_name",
        "text",
        "Short name in English as of the election.",
        origin="derived",
        formula="the register of names: short name in English, of that election if it has one",
        required=True,
    ),
)
BLOC_ID = Field(
    "bloc_id",
    "category",
    "Bloc inside which the contestant ran.",
    references="parties.party_id",
    only_for=("party",),
)
LINEAGE_ID = Field(
    "lineage_id",
    "id",
    "First id of the line of successors that the contestant belongs to.",
    references="parties.party_id",
    origin="derived",
    formula="the register of parties",
    required=True,
)

REGION_ID = Field(
    "region",
    "id",
    "Territory, or `national` for the whole country.",
    references="regions.region_id",
    origin="key",
    national=True,
)
ROUNDS = ("1", "2", "rerun")  # The last is the vote that repeats one that was annulled.
ROUND = Field(
    "round",
    "id",
    f"Round of voting ({', '.join(ROUNDS)}), `all` for the whole contest.",
    origin="key",
)
STAGE = Field("stage", "category", "Stage of the count.", vocabulary=v.STAGE, origin="key")
BASE = Field("base", "category", "Denominator of percentages.", vocabulary=v.BASE, origin="key")
OBSERVED_AT = Field(
    "observed_at", "id", "Time of day (HH:MM, local), or `close` for the whole day.", origin="key"
)
