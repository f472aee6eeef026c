"""Tables about what surrounded the vote: polls, media, observers, events, context, neighbours."""

from __future__ import annotations

from dataclasses import replace

from elecdata.schema import vocabulary as v
from elecdata.schema.columns import (
    CONTESTANT_ID,
    ELECTION_ID,
    HEDGES,
    SEATS,
    TURNOUT,
    VOTE_SHARE,
    VOTES,
)
from elecdata.schema.field import Field, Table

EXIT_POLLS = Table(
    "exit_polls",
    "One row per poll and contestant.",
    key=("election_id", "poll_id", "contestant_id"),
    subject="poll",
    path=("poll_id", "contestant_id"),
    hedged=True,
    fields=(
        ELECTION_ID,
        Field("poll_id", "id", "Poll, named after its pollster.", origin="key"),
        CONTESTANT_ID,
        Field("pollster", "text", "Who asked.", required=True),
        Field(
            "scope",
            "id",
            "Territory whose voters were asked, or `national`; empty where no source says.",
            references="regions.region_id",
            national=True,
        ),
        replace(VOTE_SHARE, description="Share of the vote that the poll gives.", required=True),
        Field("n_respondents", "integer", "Voters asked.", unit="persons", low=0),
        Field("n_stations", "integer", "Polling stations covered.", unit="stations", low=0),
        Field("error_margin_pct", "number", "Stated margin of error.", "percent", low=0, high=100),
        Field("published_when", "when", "When the poll was published."),
        HEDGES,
    ),
)

MEDIA_COVERAGE = Table(
    "media_coverage",
    "One row per monitor, kind of media and contestant.",
    key=("election_id", "monitor_id", "outlet", "contestant_id"),
    subject="monitor",
    path=("monitor_id", "outlet", "contestant_id"),
    hedged=True,
    fields=(
        ELECTION_ID,
        Field("monitor_id", "id", "Monitoring exercise, named after the monitor.", origin="key"),
        Field("outlet", "category", "Kind of media.", vocabulary=v.OUTLET, origin="key"),
        CONTESTANT_ID,
        Field("monitor", "text", "Who monitored.", required=True),
        Field("coverage_pct", "number", "Share of the coverage.", "percent", low=0, high=100),
        Field("coverage_of", "text", "What the share is a share of, in our words.", compared=False),
        Field("period", "when", "Days monitored, as first/last."),
        HEDGES,
    ),
)

OBSERVERS = Table(
    "observers",
    "One row per mission or judge: observers, governments and organisations that judged the vote.",
    key=("election_id", "mission_id"),
    subject="mission",
    path=("mission_id",),
    hedged=True,
    fields=(
        ELECTION_ID,
        Field("mission_id", "id", "Mission or judge.", origin="key"),
        Field("name", "text", "Name of the mission or judge.", required=True, compared=False),
        Field(
            "mission_type",
            "category",
            "Who judged.",
            vocabulary=v.MISSION_TYPE,
            required=True,
        ),
        Field("organisation", "text", "Organisation that sent it.", multiple=True),
        Field("head", "text", "Head or speaker.", multiple=True),
        Field("sponsor", "text", "Who paid for it.", multiple=True),
        Field(
            "n_observers",
            "integer",
            "Observers, accredited or deployed not told apart.",
            "persons",
            low=0,
        ),
        Field("n_accredited", "integer", "Observers accredited.", unit="persons", low=0),
        Field("n_deployed", "integer", "Observers at work on the day.", unit="persons", low=0),
        Field("period", "when", "Days of observation, as first/last."),
        Field("verdict", "category", "Overall judgement of the vote.", vocabulary=v.VERDICT),
        Field("verdict_when", "when", "When the judgement was given."),
        Field("finding", "text", "Main findings, in our words.", compared=False, multiple=True),
        HEDGES,
    ),
)

EVENTS = Table(
    "events",
    "One row per dated or datable happening around an election.",
    key=("election_id", "event_id"),
    subject="event",
    path=("event_id",),
    hedged=True,
    fields=(
        ELECTION_ID,
        Field("event_id", "id", "Happening.", origin="key"),
        Field("event_type", "category", "What happened.", vocabulary=v.EVENT_TYPE, required=True),
        Field("event_when", "when", "When, as precisely as sources say (EDTF)."),
        Field(
            "event_date",
            "date",
            "Day, or first day, where it is known.",
            origin="derived",
            formula="event_when, if it names a day",
            inputs=("event_when",),
        ),
        Field(
            "end_date",
            "date",
            "Last day, where it is known.",
            origin="derived",
            formula="the end of event_when, if it names a day",
            inputs=("event_when",),
        ),
        Field("summary", "text", "What happened, in our words.", required=True, compared=False),
        Field("actor", "text", "Who acted.", multiple=True),
        Field("target", "text", "Who or what was acted upon.", multiple=True),
        Field("place", "text", "Where.", multiple=True),
        Field("quantity", "integer", "A number that belongs to it.", unit="see quantity_of", low=0),
        Field("quantity_of", "text", "What quantity counts.", compared=False),
        HEDGES,
    ),
)

CONTEXT = Table(
    "context",
    "One row per election, indicator and year: economy, society and governance as sources give "
    "them.",
    key=("election_id", "indicator", "indicator_year"),
    subject="indicator",
    path=("indicator", "indicator_year"),
    hedged=True,
    fields=(
        ELECTION_ID,
        Field(
            "indicator",
            "id",
            "What is measured.",
            references="indicators.indicator",
            origin="key",
        ),
        Field("indicator_year", "id", "Year that the figure is about.", origin="key"),
        Field(
            "label",
            "text",
            "Name of the indicator.",
            origin="derived",
            formula="the register of indicators",
            required=True,
        ),
        Field("value", "number", "The figure.", unit="see unit"),
        Field(
            "unit",
            "text",
            "Unit of the figure.",
            origin="derived",
            formula="the register of indicators",
            required=True,
        ),
        Field(
            "value_low",
            "number",
            "Lower end of a range.",
            unit="see unit",
            origin="derived",
            formula="claims of value that are hedged at_least",
        ),
        Field(
            "value_high",
            "number",
            "Upper end of a range.",
            unit="see unit",
            origin="derived",
            formula="claims of value that are hedged at_most",
        ),
        Field("rank_of", "integer", "Number of countries ranked.", unit="countries", low=1),
        Field("grade", "text", "Class that the publisher assigns."),
        Field("scope", "text", "Territory or group, where not the whole country.", compared=False),
        Field("publisher", "text", "Who publishes the indicator, as the source says."),
        HEDGES,
    ),
)

INDICATORS = Table(
    "indicators",
    "One row per indicator used in context.",
    key=("indicator",),
    fields=(
        Field("indicator", "id", "What is measured.", origin="key"),
        Field("label", "text", "Name in English.", origin="sheet", required=True),
        Field("unit", "text", "Unit of its figures.", origin="sheet", required=True),
        Field(
            "description",
            "text",
            "Meaning, and which way is better.",
            origin="sheet",
            required=True,
        ),
    ),
)

NEIGHBOURS = Table(
    "neighbours",
    "One row per other election that a source sets beside this one.",
    key=("election_id", "neighbour_id"),
    subject="neighbour",
    path=("neighbour_id",),
    hedged=True,
    fields=(
        ELECTION_ID,
        Field(
            "neighbour_id", "id", "The other election, named as country-year-contest.", origin="key"
        ),
        Field("contest", "category", "What it filled.", vocabulary=v.CONTEST),
        Field("held_when", "when", "When it was or would be held."),
        replace(SEATS, description="Seats of the chamber.", office=""),
        Field("winner", "text", "Who won."),
        replace(SEATS, name="seats_winner", description="Seats of the winner.", office=""),
        replace(VOTE_SHARE, name="winner_share_pct", description="Vote share of the winner."),
        TURNOUT,
        Field(
            "turnout_change_pct",
            "number",
            "Turnout of this election less that of the other, in points.",
            unit="percentage points",
            low=-100,
            high=100,
        ),
        Field(
            "remark",
            "text",
            "What the source says of it, in our words.",
            compared=False,
            multiple=True,
        ),
        HEDGES,
    ),
)

NEIGHBOUR_RESULTS = Table(
    "neighbour_results",
    "One row per neighbouring election and contestant: seats and shares, for comparison.",
    key=("election_id", "neighbour_id", "contestant_id"),
    subject="neighbour_contestant",
    path=("neighbour_id", "contestant_id"),
    hedged=True,
    fields=(
        ELECTION_ID,
        Field("neighbour_id", "id", "The other election.", origin="key"),
        CONTESTANT_ID,
        VOTES,
        VOTE_SHARE,
        replace(SEATS, office=""),
        HEDGES,
    ),
)
