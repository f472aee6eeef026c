"""Make the rows of every published table from the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from elecdata.adoption.claim import EXACT, Cell, Claim, field_of
from elecdata.adoption.decision import Decision, main_decision
from elecdata.adoption.derivation import derive_results, fill_bases, known_bounds, missing_rows
from elecdata.adoption.frequency import NAME as FREQUENCIES
from elecdata.adoption.frequency import frequency_rows
from elecdata.adoption.record import REGISTERS, Record, Row
from elecdata.schema import TABLES, Table
from elecdata.schema.field import Field
from elecdata.schema.values import days
from elecdata.schema.vocabulary import COUNTRY

STANDING_IN = {"stood", "indirect"}


def assemble(record: Record) -> dict[str, list[Row]]:
    """Rows of every table, sorted by key, with every column of the registry.

    Parameters
    ----------
    record : Record
        The record or a view of it. It must have passed the checks: what they forbid (an unknown
        variable, a value of the wrong kind) is not looked for again.

    Returns
    -------
    dict of str to list of dict
        By table name.
    """
    rows = {table.name: _claimed_rows(table, record) for table in TABLES.values() if table.subject}
    for name in REGISTERS:
        if name != "parties":
            rows[name] = [dict(row) for row in record.registers[name]]
    names = Names(record)
    _complete_parties(rows, record, names)
    _complete_elections(rows, record)
    _complete_contestants(rows, record, names)
    rows["results"] = derive_results(rows, record)
    _complete_surroundings(rows, record)
    rows["claims"] = _claim_rows(record)
    rows["rulings"] = _ruling_rows(record)
    rows["conflicts"] = _conflict_rows(record)
    rows["missing"] = missing_rows(rows, record)
    finished = {name: _finished(TABLES[name], rows[name]) for name in TABLES if name in rows}
    return finished | {FREQUENCIES: _finished(TABLES[FREQUENCIES], frequency_rows(finished))}


def _finished(table: Table, rows: Iterable[Row]) -> list[Row]:
    """Rows with exactly the table's columns, empty texts as None, sorted by key."""
    finished = [
        {name: None if row.get(name) == "" else row.get(name) for name in table.columns}
        for row in rows
    ]
    return sorted(finished, key=lambda row: tuple(str(row[name]) for name in table.key))


def _claimed_rows(table: Table, record: Record) -> list[Row]:
    """One row per key that any claim speaks to, with the published value of every column."""
    found: dict[tuple[str, ...], Row] = {}
    hedges: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for cell, decision in record.decisions.items():
        if cell.table != table.name:
            continue
        row = found.setdefault(cell.key, dict(zip(table.key, cell.key, strict=True)))
        row[cell.column] = decision.value
        loose = decision.chosen and decision.chosen[0].hedge != EXACT
        if loose and "hedges" in table.by_name:
            hedges[cell.key].append(f"{cell.column}={decision.chosen[0].hedge}")
    for key, said in hedges.items():
        found[key]["hedges"] = "; ".join(sorted(said))
    return list(found.values())


class Names:
    """The register of names: how a party was called, in a language, at an election."""

    def __init__(self, record: Record) -> None:
        self._names: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
        for row in sorted(record.registers["names"], key=lambda row: str(row["name"])):
            use = (row["entity_id"], row["language"], row["name_kind"])
            self._names[use].setdefault(row["election_id"], row["name"])

    def of(self, entity_id: str, kind: str, *, election: str = "any", language: str = "en") -> str:
        """The name, that of the election before that of any; empty when there is none."""
        names = self._names.get((entity_id, language, kind), {})
        return names.get(election) or names.get("any") or ""

    def label(self, entity_id: str, kind: str, *, election: str = "any") -> str:
        """An English name of that kind, or of the other kind, or any that the register has."""
        other = "short" if kind == "official" else "official"
        found = self.of(entity_id, kind, election=election)
        found = found or self.of(entity_id, other, election=election)
        anywhere = (
            name
            for use in (kind, other)
            for name in self._names.get((entity_id, "en", use), {}).values()
        )
        return found or next(anywhere, "")


def _complete_parties(rows: dict[str, list[Row]], record: Record, names: Names) -> None:
    """Join the register of parties, its names, and what contestants' claims say by election."""
    claimed = {row["party_id"]: row for row in rows["parties"]}
    rows["parties"] = []
    years = {e.election_id: e.year for e in record.elections.values()}
    history: dict[str, list[Row]] = defaultdict(list)
    for row in rows["contestants"]:
        history[row["contestant_id"]].append(row)
    for register in record.registers["parties"]:
        party = claimed.get(register["party_id"], {}) | register
        past = sorted(history[party["party_id"]], key=lambda row: years[row["election_id"]])
        for column in ("stance", "leader"):
            said = [f"{years[r['election_id']]}: {r[column]}" for r in past if r.get(column)]
            party[column] = "; ".join(said)
        party["name"] = names.label(party["party_id"], "official")
        for language in ("kk", "ru", "az"):
            party[f"name_{language}"] = names.of(party["party_id"], "official", language=language)
        rows["parties"].append(party)


def _identity(record: Record, election_id: str) -> Row:
    """Columns that say of a row which contest it belongs to."""
    election = record.elections[election_id]
    return {"country": election.country, "year": election.year, "office": election.office}


def _complete_elections(rows: dict[str, list[Row]], record: Record) -> None:
    """One row per election, also when no claim speaks to it."""
    claimed = {row["election_id"]: row for row in rows["elections"]}
    rows["elections"] = [
        claimed.get(election.election_id, {"election_id": election.election_id})
        | _identity(record, election.election_id)
        | {"country_name": COUNTRY.terms[election.country], "chamber": election.chamber}
        for election in record.elections.values()
    ]
    fill_bases(rows["elections"], "elections", "turnout_pct", "turnout_base", record)


def _complete_contestants(rows: dict[str, list[Row]], record: Record, names: Names) -> None:
    """Labels of contestants; candidates for results are those that stood or won anything."""
    register = {row["party_id"]: row for row in record.registers["parties"]}
    by_key = {(row["election_id"], row["contestant_id"]): row for row in rows["contestants"]}
    results = {(row["election_id"], row["contestant_id"]): row for row in rows["results"]}
    for key in by_key.keys() | results.keys():
        election_id, contestant_id = key
        party = register[contestant_id]
        labels = {
            "contestant_type": party["contestant_type"],
            "name": names.label(contestant_id, "official", election=election_id),
            "short_name": names.label(contestant_id, "short", election=election_id),
            "lineage_id": party["lineage_id"],
        }
        if key in by_key:
            by_key[key] |= labels
        status = by_key.get(key, {}).get("status")
        if status in STANDING_IN or (status is None and key in results):
            row = results.setdefault(
                key, {"election_id": election_id, "contestant_id": contestant_id}
            )
            row |= labels | _identity(record, election_id) | {"color": party["color"]}
            row["bloc_id"] = by_key.get(key, {}).get("bloc_id")
        else:
            results.pop(key, None)
    rows["results"] = list(results.values())
    fill_bases(rows["results"], "results", "vote_share_pct", "vote_share_base", record)


def _complete_surroundings(rows: dict[str, list[Row]], record: Record) -> None:
    """Days of events, labels of indicators, names of people, ends of ranges, claims of sources."""
    cited = Counter(claim.source_id for claim in record.claims)
    for row in rows["sources"]:
        row["n_claims"] = cited[row["source_id"]]
    people = {row["person_id"]: row for row in record.registers["people"]}
    for row in rows["candidates"]:
        row["name"] = people[row["person_id"]]["name"]
    for row in rows["events"]:
        row["event_date"], row["end_date"] = (
            days(row["event_when"]) if row.get("event_when") else (None, None)
        )
    indicators = {row["indicator"]: row for row in record.registers["indicators"]}
    for row in rows["context"]:
        register = indicators[row["indicator"]]
        row["label"], row["unit"] = register["label"], register["unit"]
        cell = Cell("context", tuple(row[name] for name in TABLES["context"].key), "value")
        row.update(known_bounds(record.decisions.get(cell)))


def _unit(field: Field, claim: Claim, units: dict[str, str]) -> str:
    """Unit of a claim's value: of its column, or of its indicator."""
    if field.unit == "see unit":
        return units[claim.subject_id.split("/")[0]]
    return "" if field.unit.startswith("see ") else field.unit


def _claim_rows(record: Record) -> list[Row]:
    """All claims with typed values, units and what became of them."""
    units = {row["indicator"]: row["unit"] for row in record.registers["indicators"]}
    ruling = {cid: ruling.ruling_id for ruling in record.rulings for cid in ruling.claim_ids}
    deciding: dict[str, list[Decision]] = defaultdict(list)
    for decision in record.decisions.values():
        for claim in decision.claims:
            deciding[claim.claim_id].append(decision)
    rows = []
    for claim in record.claims:
        field = field_of(claim.subject_type, claim.variable)
        if field is None:
            continue
        row: Row = {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
        figure = claim.typed if field.kind in {"integer", "number"} else None
        row["value_number"] = None if figure is None else float(figure)  # type: ignore[arg-type]
        row["value_date"] = claim.typed if field.kind == "date" else None
        if field.kind == "when":
            row["value_date"] = days(claim.value)[0] if "/" not in claim.value else None
        row["unit"] = _unit(field, claim, units)
        row["standing"] = main_decision(deciding[claim.claim_id]).standing(claim)
        row["adopted"] = row["standing"] == "adopted"
        row["ruling_id"] = ruling.get(claim.claim_id)
        rows.append(row)
    return rows


def _ruling_rows(record: Record) -> list[Row]:
    """All rulings."""
    return [
        {
            "ruling_id": ruling.ruling_id,
            "election_id": ruling.election_id,
            "rule": ruling.rule,
            "reason": ruling.reason,
            "adopted_claim_id": next(iter(ruling.adopt), None),
            "adopted_value": next(iter(ruling.adopt.values()), None),
            "rejected": "; ".join(f"{cid}={value}" for cid, value in sorted(ruling.reject.items())),
        }
        for ruling in record.rulings
    ]


def _conflict_rows(record: Record) -> list[Row]:
    """Every cell whose claims contradict each other, and how that ended."""
    rows = []
    for cell, decision in record.decisions.items():
        if not decision.rivals or (decision.ruling is None and not decision.ranked):
            continue
        speaking = {claim.source_id for claim in decision.claims}
        repeated = {s for s in speaking if record.sources[s].derived_from in speaking}
        figures = [
            row for camp in decision.rivals for row in camp if isinstance(row.typed, int | float)
        ]
        numbers = [float(claim.value) for claim in figures if not isinstance(claim.typed, bool)]
        ruling = decision.ruling
        rows.append(
            {
                "table_name": cell.table,
                "row_key": cell.row,
                "column_name": cell.column,
                "election_id": decision.claims[0].election_id,
                "rivals": "; ".join(
                    f"{camp[0].value} ({', '.join(sorted({c.source_id for c in camp}))})"
                    for camp in sorted(decision.rivals, key=lambda camp: camp[0].value)
                ),
                "n_values": len(decision.rivals),
                "n_sources": len(speaking),
                "n_independent": len(speaking - repeated),
                "spread": round(max(numbers) - min(numbers), 10) if numbers else None,
                "adopted_value": decision.chosen[0].value if decision.chosen else None,
                "status": "ruled" if decision.chosen else "unresolved",
                "rule": ruling.rule if ruling else "ranked",
                "reason": ruling.reason if ruling else RANKED,
                "ruling_id": ruling.ruling_id if ruling else None,
            }
        )
    return rows


RANKED = "No ruling covers the sources of this view; stage, kind and date of the source decided."
