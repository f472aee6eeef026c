"""Compute the columns that no source states: shares, ranks, bases, bounds, and missing cells."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from elecdata.adoption.claim import Cell
from elecdata.schema import TABLES, Field

TIERS = ("seats_list", "seats_constituency", "seats_indirect")

if TYPE_CHECKING:
    from elecdata.adoption.decision import Decision
    from elecdata.adoption.record import Record, Row


def fill_bases(rows: list[Row], table: str, column: str, base: str, record: Record) -> None:
    """Set beside every percentage the base of the claim that gave it."""
    for row in rows:
        key = tuple(row[name] for name in TABLES[table].key)
        decision = record.decisions.get(Cell(table, key, column))
        row[base] = decision.chosen[0].base if decision and decision.chosen else None


def derive_results(rows: dict[str, list[Row]], record: Record) -> list[Row]:
    """Results with shares of seats, ranks, and tiers that follow from the others."""
    chambers = {row["election_id"]: row for row in rows["elections"]}
    contest: dict[str, list[Row]] = defaultdict(list)
    for row in rows["results"]:
        contest[row["election_id"]].append(row)
        chamber = chambers[row["election_id"]]
        _fill_tier(row, chamber, record)
        seats, total = row.get("seats"), chamber.get("seats")
        row["seat_share_pct"] = 100 * seats / total if seats is not None and total else None
    for standing in contest.values():
        figure = "seats" if standing[0]["office"] == "legislature" else "votes"
        ranked = [row for row in standing if _applies(TABLES["results"]["rank"], row)]
        for row in ranked:
            mine = row.get(figure)
            ahead = (
                sum((other.get(figure) or 0) > mine for other in ranked) if mine is not None else 0
            )
            row["rank"] = None if mine is None else 1 + ahead
    return rows["results"]


def _fill_tier(row: Row, chamber: Row, record: Record) -> None:
    """Compute the tiers that no source speaks of, where the other figures leave no choice.

    The chamber's tiers must be known and add up: else a seat might be of a tier nobody mentions.
    """
    elected = {tier: chamber[tier] for tier in TIERS if chamber.get(tier) is not None}
    seats = row.get("seats")
    if seats is None or sum(elected.values()) != chamber.get("seats"):
        return
    tiers = [tier for tier in elected if _applies(TABLES["results"][tier], row)]
    open_tiers = [tier for tier in tiers if row.get(tier) is None]
    key = tuple(row[name] for name in TABLES["results"].key)
    if any(Cell("results", key, tier) in record.decisions for tier in open_tiers):
        return  # sources speak, and what they say was not adopted
    rest = seats - sum(row[tier] for tier in tiers if row.get(tier) is not None)
    if rest == 0 or (len(open_tiers) == 1 and rest > 0):
        row.update(dict.fromkeys(open_tiers, rest))


def known_bounds(decision: Decision | None) -> Row:
    """Ends of a range, from the claims that say "at least" and "at most"."""
    ends = {"value_low": "at_least", "value_high": "at_most"}
    claims = decision.claims if decision else []
    return {
        column: next((float(c.value) for c in claims if c.hedge == hedge), None)
        for column, hedge in ends.items()
    }


def _applies(field: Field, row: Row) -> bool:
    """Whether the question that a column asks arises for a row."""
    office = not field.office or row["office"] == field.office
    contestant = not field.only_for or row["contestant_type"] in field.only_for
    return office and contestant


def _moot(election: Row, results: list[Row]) -> set[str]:
    """Columns about which the rules of an election leave nothing to ask."""
    moot: set[str] = {"bloc_id"}  # whoever ran inside a bloc has no row of results
    known = [election[tier] for tier in TIERS if election.get(tier) is not None]
    if known and sum(known) == election.get("seats"):
        moot |= {tier for tier in TIERS if election.get(tier) is None}
    if election.get("system") == "majoritarian":
        moot |= {"threshold_pct", "threshold_base"}
    won_at_once = any((row.get("vote_share_pct") or 0) > 50 for row in results)
    if election.get("system") == "proportional" or (
        election.get("system") == "two_round" and won_at_once
    ):
        moot.add("final_round_date")
    return moot


def _why_missing(
    table: str, field: Field, row: Row, moot: set[str], record: Record
) -> tuple[str, str]:
    """Reason why a cell is empty, and what is known all the same."""
    if not _applies(field, row) or field.name in moot:
        return "not_applicable", ""
    key = tuple(row[name] for name in TABLES[table].key)
    decision = record.decisions.get(Cell(table, key, field.name))
    if decision and decision.rivals:
        return "not_found", "Sources contradict each other and nothing decides."
    if decision and decision.ruling:
        return "not_found", decision.ruling.reason
    if decision:
        said = sorted({f"{c.hedge.replace('_', ' ')} {c.value}" for c in decision.claims})
        return "not_found", "Sources give only: " + ", ".join(said) + "."
    inputs = [Cell(table, key, name) for name in field.inputs if "." not in name]
    if any(cell in record.later for cell in [Cell(table, key, field.name), *inputs]):
        return "not_yet", ""
    return "not_found", ""


def missing_rows(rows: dict[str, list[Row]], record: Record) -> list[Row]:
    """Every empty cell of elections and results, and why it is empty."""
    moot = {
        election["election_id"]: _moot(
            election,
            [row for row in rows["results"] if row["election_id"] == election["election_id"]],
        )
        for election in rows["elections"]
    }
    found = []
    for name in ("elections", "results"):
        for row in rows[name]:
            for field in TABLES[name].fields:
                if row.get(field.name) not in (None, ""):
                    continue
                missing, note = _why_missing(name, field, row, moot[row["election_id"]], record)
                found.append(
                    {
                        "table_name": name,
                        "row_key": "/".join(row[column] for column in TABLES[name].key),
                        "column_name": field.name,
                        "election_id": row["election_id"],
                        "missing": missing,
                        "note": note,
                    }
                )
    return found
