"""What the paper uses of elecdata: its tables, the frames made from them, and their lock."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

import elecdata

if TYPE_CHECKING:
    from elecdata.pinning.lockfile import Lock

HERE = Path(__file__).resolve().parent
LOCK = HERE / "elecdata.lock"

# Columns that the text, a table or a figure shows, or that one is computed from.
USED = {
    "elections": [
        *("country_name", "year", "office", "chamber", "election_date", "final_round_date"),
        *("seats", "seats_list", "seats_constituency", "seats_indirect", "threshold_pct"),
        *("registered_voters", "valid_votes", "turnout_pct"),
    ],
    "results": [
        *("contestant_type", "short_name", "lineage_id", "color", "votes", "vote_share_pct"),
        *("seats", "seats_list", "seats_constituency", "seats_indirect", "seat_share_pct"),
    ],
    "observers": ["organisation", "verdict"],
    "conflicts": ["n_values", "adopted_value", "status", "rule"],
    "discrepancies": ["stated", "computed"],
    "rulings": ["rule", "reason"],
}
INDICES = ("enp_votes", "enp_seats", "gallagher")
PARTIES = ("party", "bloc")
VOTES_AND_SEATS = ("results", "elections")


class Evidence:
    """Everything that the paper draws on."""

    @cached_property
    def elections(self) -> pd.DataFrame:
        """Elections in order of time, by id."""
        rows = elecdata.load("elections").set_index("election_id", drop=False)
        return rows.sort_values("election_date")

    @cached_property
    def results(self) -> pd.DataFrame:
        """Contestants of every election."""
        return elecdata.load("results")

    @cached_property
    def observers(self) -> pd.DataFrame:
        """Missions and judges that gave a verdict."""
        rows = elecdata.load("observers")
        return rows[rows.verdict.notna()]

    @cached_property
    def conflicts(self) -> pd.DataFrame:
        """Contradictions on cells of results and elections."""
        rows = elecdata.conflicts()
        return rows[rows.table_name.isin(VOTES_AND_SEATS)]

    @cached_property
    def rulings(self) -> pd.DataFrame:
        """Rulings by id."""
        return elecdata.load("rulings").set_index("ruling_id")

    @cached_property
    def discrepancies(self) -> pd.DataFrame:
        """Checks on which the record itself does not add up."""
        return elecdata.load("discrepancies")

    @cached_property
    def legislatures(self) -> list[str]:
        """Ids of the elections of a chamber, in order of time."""
        return self.elections[self.elections.office == "legislature"].index.to_list()

    @cached_property
    def ranges(self) -> pd.DataFrame:
        """Range of each index by kind: over rival figures, with treatments, for parties alone."""
        return _by_name(
            {
                (index, kind): elecdata.sensitivity(index, **options)
                for index in INDICES
                for kind, options in {
                    "figures": {"others": "exclude"},
                    "all": {},
                    "parties": {"others": "exclude", "contestant_type": PARTIES},
                }.items()
            }
        )

    @cached_property
    def turnouts(self) -> pd.DataFrame:
        """Turnouts that sources state as one exact figure, by what became of them."""
        rows = [
            {"election_id": election, "standing": claim["standing"], "turnout_pct": claim["value"]}
            for election in self.elections.index
            for claim in elecdata.explain(election, "turnout_pct").claims
        ]
        found = pd.DataFrame(rows)
        found["turnout_pct"] = pd.to_numeric(found.turnout_pct, errors="coerce")
        found = found.dropna().groupby(["election_id", "turnout_pct", "standing"]).size()
        return found.rename("n_sources").reset_index()

    @cached_property
    def turnout_ranges(self) -> pd.DataFrame:
        """Range of each turnout over its admissible rivals, by election."""
        return elecdata.sensitivity("turnout_pct").set_index("election_id", drop=False)

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """Candidates for the presidency, each with the range of the share, the winner first."""
        rows = self.results[self.results.contestant_type == "candidate"]
        ranges = [
            elecdata.sensitivity("vote_share_pct", election=election, contestant=who).iloc[0]
            for election, who in zip(rows.election_id, rows.contestant_id, strict=True)
        ]
        ends = {end: [row[end] for row in ranges] for end in ("low", "high")}
        return rows.assign(**ends).sort_values("votes", ascending=False)

    def frames(self) -> dict[str, pd.DataFrame]:
        """Frames made from the data, as they are locked."""
        ranges = ["election_id", "adopted", "low", "high"]
        return {
            "ranges": self.ranges.reset_index()[["index", "kind", *ranges]].round(6),
            "turnouts": self.turnouts,
            "turnout_ranges": self.turnout_ranges[ranges].reset_index(drop=True),
            "candidates": self.candidates[["contestant_id", "low", "high"]],
        }


def _by_name(found: dict[tuple[str, str], pd.DataFrame]) -> pd.DataFrame:
    """Ranges one below the other, by index, kind and election."""
    rows = [frame.assign(index=index, kind=kind) for (index, kind), frame in found.items()]
    return pd.concat(rows).set_index(["index", "kind", "election_id"]).sort_index()


def write_lock() -> Lock:
    """Pin what the paper uses, as it is now."""
    return elecdata.lock(LOCK, tables=USED, frames=Evidence().frames())


def held() -> Evidence:
    """The evidence, as locked.

    Raises
    ------
    elecdata.errors.DataChangedError
        When a cell, or a frame made from the cells, is no longer the same.
    """
    elecdata.verify(LOCK)  # cells first: a frame that cannot be made would hide which cell moved
    evidence = Evidence()
    elecdata.verify(LOCK, frames=evidence.frames())
    return evidence


def sources_of(frame: pd.DataFrame) -> list[str]:
    """Ids of the sources behind the cells of a frame."""
    works = json.loads(elecdata.cite(frame, style="csl"))
    return [work["id"] for work in works if work["id"] != "elecdata"]


def cells(frame: pd.DataFrame, columns: Iterable[str], **chosen: Any) -> pd.DataFrame:
    """Some columns of some rows of a loaded frame, with its key."""
    keys = [name for name in ("election_id", "contestant_id", "mission_id") if name in frame]
    for name, values in chosen.items():
        wanted = values if isinstance(values, list | set | pd.Series) else [values]
        frame = frame[frame[name].isin(wanted)]
    return frame[list(dict.fromkeys([*keys, *columns]))]
