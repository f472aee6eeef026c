"""Tables of the paper: rows of text, with the sources behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from evidence import INDICES, Evidence, cells, sources_of
from values import printed, span

from elecdata.schema.vocabulary import RULE, VERDICT

Table = dict[str, Any]
PLACES = {"Kazakhstan": "KZ", "Azerbaijan": "AZ"}
INDEX_NAMES = {
    "enp_votes": "Effective parties, votes",
    "enp_seats": "Effective parties, seats",
    "gallagher": "Disproportionality, points",
}
FACTS = {
    "Seats of the chamber": "seats",
    "  by lists": "seats_list",
    "  in constituencies": "seats_constituency",
    "  filled by the Assembly": "seats_indirect",
    "Threshold, per cent": "threshold_pct",
    "Registered voters": "registered_voters",
    "Valid votes": "valid_votes",
    "Turnout, per cent": "turnout_pct",
}


def heading(election: pd.Series) -> str:
    """An election in a head of a column."""
    office = " pres." if election.office == "presidency" else ""
    return f"{PLACES[election.country_name]} {election.year}{office}"


def heads(evidence: Evidence, ids: Iterable[str]) -> list[str]:
    """Elections in the head of a table."""
    return [heading(evidence.elections.loc[each]) for each in ids]


def table(head: list[str], rows: list[list[str]], sources: Iterable[str] = ()) -> Table:
    """A table as the template sets it."""
    return {"head": head, "rows": rows, "sources": list(sources)}


def elections(evidence: Evidence) -> Table:
    """What was elected, by how many."""
    rows = [["Polling", *(printed(day) for day in evidence.elections.election_date)]]
    rows.append(["Last round", *(printed(day) for day in evidence.elections.final_round_date)])
    for name, column in FACTS.items():
        decimals = {"turnout_pct": 2, "threshold_pct": 0}.get(column)
        rows.append([name, *(printed(each, decimals) for each in evidence.elections[column])])
    used = cells(evidence.elections, FACTS.values())
    return table(["", *heads(evidence, evidence.elections.index)], rows, sources_of(used))


def seats(evidence: Evidence) -> Table:
    """Votes and seats of every line of parties that ever won a seat in Kazakhstan."""
    import elecdata

    ids = [each for each in evidence.legislatures if each.startswith("kz-")]
    measures = {"vote_share_pct": 2, "seats": None, "seat_share_pct": 1}
    wide = {each: elecdata.compare(each, election=ids, changes=False) for each in measures}
    won = wide["seats"][(wide["seats"][ids].fillna(0) > 0).any(axis=1)]
    rows = [
        [won.name[line]]
        + [
            printed(wide[each][one].get(line), decimals)
            for one in ids
            for each, decimals in measures.items()
        ]
        for line in won.index
    ]
    used = evidence.results[evidence.results.lineage_id.isin(won.index)]
    sources = sources_of(cells(used, measures, election_id=ids))
    return table(["", *heads(evidence, ids)], rows, sources)


def indices(evidence: Evidence) -> Table:
    """Indices as published, over rival figures, and over the treatment of what is not listed."""
    rows = []
    for index in INDICES:
        ranges = evidence.ranges.loc[index]
        known = [each for each in evidence.elections.index if _is_known(ranges, each)]
        for place, election in enumerate(known):
            row = [INDEX_NAMES[index] if place == 0 else "", *heads(evidence, [election])]
            row.append(printed(ranges.loc[("figures", election), "adopted"], 2))
            for kind in ("figures", "all", "parties"):
                ends = ranges.loc[(kind, election)]
                row.append("–" if pd.isna(ends.adopted) else span(ends.low, ends.high))
            rows.append(row)
    head = ["Index", "Election", "Published", "Rival figures", "And treatments", "Parties alone"]
    return table(head, rows)


def _is_known(ranges: pd.DataFrame, election: str) -> bool:
    """Whether an index can be computed."""
    return bool(pd.notna(ranges.loc[("figures", election), "adopted"]))


def candidates(evidence: Evidence) -> Table:
    """The presidency: votes, shares, and the range of each share."""
    found = evidence.candidates
    rows = [
        [
            row.short_name,
            printed(row.votes),
            printed(row.vote_share_pct, 2),
            span(row.low, row.high),
        ]
        for row in found.itertuples()
    ]
    head = ["Candidate", "Votes", "Share, per cent", "Range of the share"]
    sources = sources_of(
        cells(evidence.results, ["votes", "vote_share_pct"], contestant_id=found.contestant_id)
    )
    return table(head, rows, sources)


def rulings(evidence: Evidence) -> Table:
    """Contradictions on votes, seats and turnout, by the rule that decided."""
    count = evidence.conflicts.groupby(["rule", "election_id"]).size()
    ids = evidence.elections.index
    rows = [
        [rule.replace("_", " ").capitalize()]
        + [printed(count.get((rule, each), pd.NA)) for each in ids]
        + [printed(count[rule].sum())]
        for rule in RULE.terms
        if rule in count.index
    ]
    total = evidence.conflicts.groupby("election_id").size()
    rows.append(["Total", *(printed(total.get(each, pd.NA)) for each in ids), printed(total.sum())])
    return table(["Rule", *heads(evidence, ids), "All"], rows)


def verdicts(evidence: Evidence) -> Table:
    """Judges of each election by verdict."""
    count = evidence.observers.groupby(["verdict", "election_id"]).size()
    ids = evidence.elections.index
    rows = [
        [verdict.capitalize(), *(printed(count.get((verdict, each), pd.NA)) for each in ids)]
        for verdict in VERDICT.terms
    ]
    total = evidence.observers.groupby("election_id").size()
    rows.append(["Total", *(printed(total[each]) for each in ids)])
    return table(["Verdict", *heads(evidence, ids)], rows)


TABLES = {
    "elections": elections,
    "seats": seats,
    "indices": indices,
    "candidates": candidates,
    "rulings": rulings,
    "verdicts": verdicts,
}
