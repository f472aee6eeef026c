"""Tables about the contest itself: elections, results, returns, contestants, turnout, tiers."""

from __future__ import annotations

from dataclasses import replace

from elecdata.schema import vocabulary as v
from elecdata.schema.field import Field, Table

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

ELECTIONS = Table(
    "elections",
    "One row per election.",
    key=("election_id",),
    subject="election",
    path=("election_id",),
    fields=(
        Field("election_id", "id", ELECTION_ID.description, origin="key"),
        replace(COUNTRY),
        Field(
            "country_name",
            "text",
            "Country that votes, in English.",
            origin="derived",
            formula="the name that the country code stands for",
            inputs=("country",),
            required=True,
        ),
        YEAR,
        OFFICE,
        Field(
            "chamber",
            "text",
            "Name of the chamber.",
            origin="derived",
            formula="the election's own sheet",
            office="legislature",
        ),
        Field("election_date", "date", "Day of the vote, or of its first round."),
        Field("final_round_date", "date", "Day of the last round or of the last rerun."),
        Field("is_early", "boolean", "True when the vote came before the regular end of the term."),
        Field("due_when", "when", "When the vote would have been due had the term run its course."),
        Field("system", "category", "Electoral system.", vocabulary=v.SYSTEM),
        FORMULA,
        THRESHOLD,
        THRESHOLD_BASE,
        replace(SEATS, description="Seats of the chamber, indirectly filled ones included."),
        SEATS_LIST,
        SEATS_CONSTITUENCY,
        SEATS_INDIRECT,
        REGISTERED,
        ISSUED,
        CAST,
        VALID,
        INVALID,
        TURNOUT,
        Field(
            "turnout_base",
            "category",
            "What turnout_pct is a share of.",
            vocabulary=v.BASE,
            origin="derived",
            formula="the base of the adopted turnout claim",
            inputs=("turnout_pct",),
        ),
        Field(
            "n_contestants", "integer", "Lists, blocs or candidates on the ballot.", "lists", low=0
        ),
        Field(
            "n_parties",
            "integer",
            "Parties taking part, members of blocs counted one by one.",
            unit="parties",
            low=0,
            office="legislature",
        ),
        Field("n_nominated", "integer", "Persons nominated, all tiers.", "persons", low=0),
        Field("n_registered", "integer", "Candidates registered, all tiers.", "persons", low=0),
        Field("n_candidates", "integer", "Candidates standing, all tiers.", "persons", low=0),
        Field("n_women_candidates", "integer", "Women among them.", "persons", low=0),
        Field("n_constituencies", "integer", "Constituencies.", "constituencies", low=0),
        Field("n_polling_stations", "integer", "Polling stations.", "stations", low=0),
        Field("called_when", "when", "When the vote was called."),
        Field("called_by", "text", "Who called the vote.", multiple=True),
        Field(
            "n_women_elected",
            "integer",
            "Women among those elected.",
            unit="persons",
            low=0,
            office="legislature",
        ),
    ),
)

_CONTESTANT_LABELS = (
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

_VOTED = ("party", "bloc", "movement", "candidate", "independents")
_ONE = ("party", "bloc", "movement", "candidate")

RESULTS = Table(
    "results",
    "One row per contestant and election: votes and seats of everyone on the ballot, and indirect "
    "seats as a row of their own.",
    key=("election_id", "contestant_id"),
    subject="contestant",
    path=("contestant_id",),
    fields=(
        ELECTION_ID,
        CONTESTANT_ID,
        COUNTRY,
        YEAR,
        OFFICE,
        *_CONTESTANT_LABELS,
        replace(
            BLOC_ID,
            origin="derived",
            formula="contestants.bloc_id",
            inputs=("contestants.bloc_id",),
        ),
        LINEAGE_ID,
        Field(
            "color",
            "text",
            "Colour of the lineage for figures, as #rrggbb.",
            origin="derived",
            formula="the register of parties",
            required=True,
        ),
        replace(VOTES, only_for=_VOTED),
        replace(VOTE_SHARE, only_for=_VOTED),
        Field(
            "vote_share_base",
            "category",
            "What vote_share_pct is a share of.",
            vocabulary=v.BASE,
            only_for=_VOTED,
            origin="derived",
            formula="the base of the adopted share claim",
            inputs=("vote_share_pct",),
        ),
        replace(SEATS, description="Seats in the final composition, all tiers."),
        replace(SEATS_LIST, only_for=_ONE),
        replace(SEATS_CONSTITUENCY, only_for=_VOTED),
        replace(SEATS_INDIRECT, only_for=("indirect",)),
        Field(
            "seat_share_pct",
            "number",
            "Share of all seats of the chamber.",
            unit="percent",
            low=0,
            high=100,
            office="legislature",
            origin="derived",
            formula="100 * seats / elections.seats",
            inputs=("seats", "elections.seats"),
        ),
        Field(
            "rank",
            "integer",
            "Place by seats (legislature) or votes (presidency), 1 for the most; equals share the "
            "better place. Independents and indirect seats are not one contestant and have none.",
            unit="place",
            low=1,
            only_for=_ONE,
            origin="derived",
            formula="1 + contestants with more seats (legislature) or votes (presidency)",
            inputs=("seats", "votes"),
        ),
    ),
)

REGION_ID = Field(
    "region",
    "id",
    "Territory, or `national` for the whole country.",
    references="regions.region_id",
    origin="key",
)
ROUND = Field("round", "id", "Round of voting, `all` for the whole contest.", origin="key")
STAGE = Field("stage", "category", "Stage of the count.", vocabulary=v.STAGE, origin="key")
BASE = Field("base", "category", "Denominator of percentages.", vocabulary=v.BASE, origin="key")
OBSERVED_AT = Field(
    "observed_at", "id", "Time of day (HH:MM, local), or `close` for the whole day.", origin="key"
)

RETURNS = Table(
    "returns",
    "One row per contestant, region, round and stage: every return that was coded, before one is "
    "adopted for results.",
    key=("election_id", "contestant_id", "region", "round", "stage", "base"),
    subject="contestant",
    path=("contestant_id",),
    qualifiers=("region", "round", "stage", "base"),
    hedged=True,
    fields=(
        ELECTION_ID,
        CONTESTANT_ID,
        REGION_ID,
        ROUND,
        STAGE,
        BASE,
        VOTES,
        VOTE_SHARE,
        SEATS,
        SEATS_LIST,
        SEATS_CONSTITUENCY,
        SEATS_INDIRECT,
        HEDGES,
    ),
)

TURNOUTS = Table(
    "turnout",
    "One row per election, region, time of day, round, stage and denominator.",
    key=("election_id", "region", "observed_at", "round", "stage", "base"),
    subject="election",
    path=("election_id",),
    qualifiers=("region", "observed_at", "round", "stage", "base"),
    hedged=True,
    fields=(
        ELECTION_ID,
        REGION_ID,
        OBSERVED_AT,
        ROUND,
        STAGE,
        BASE,
        REGISTERED,
        ISSUED,
        CAST,
        VALID,
        INVALID,
        TURNOUT,
        HEDGES,
    ),
)

CONTESTANTS = Table(
    "contestants",
    "One row per contestant and election: everyone who took part or sought to, with what became "
    "of them.",
    key=("election_id", "contestant_id"),
    subject="contestant",
    path=("contestant_id",),
    fields=(
        ELECTION_ID,
        CONTESTANT_ID,
        *_CONTESTANT_LABELS,
        LINEAGE_ID,
        BLOC_ID,
        Field(
            "status",
            "category",
            "What became of the contestant.",
            vocabulary=v.CONTESTANT_STATUS,
            required=True,
        ),
        Field("status_when", "when", "When the status came about."),
        Field("status_reason", "text", "Why, in our words.", compared=False),
        Field("stance", "category", "Stance towards those in power.", vocabulary=v.STANCE),
        Field("leader", "text", "Leader or head of the list.", multiple=True),
        Field("n_candidates", "integer", "Candidates on its list or standing.", "persons", low=0),
    ),
)

ALLOCATIONS = Table(
    "allocations",
    "One row per election and tier: the rule that fills its seats.",
    key=("election_id", "tier"),
    subject="tier",
    path=("tier",),
    fields=(
        ELECTION_ID,
        Field("tier", "category", "Part of the chamber.", vocabulary=v.TIER, origin="key"),
        replace(SEATS, description="Seats of the tier.", office="", required=True),
        FORMULA,
        THRESHOLD,
        THRESHOLD_BASE,
        Field("electing_body", "text", "Who fills the seats."),
        Field("guarantee", "text", "Seats guaranteed by law, in our words.", compared=False),
        Field("filled_when", "when", "When the seats were filled."),
    ),
)
