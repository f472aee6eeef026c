"""Slips that take more than a cell: rows, columns, rulings, and figures that change places."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from elecdata.schema import TABLES
from mutation.sites import CORE, Altered, Row, Rows, chosen, core_site, is_core

Maker = Callable[[random.Random, Rows], Altered | None]


def _table(rng: random.Random, rows: Rows, *columns: str, least: int = 1) -> str:
    """A table with these columns and so many rows."""
    return rng.choice(
        [n for n, t in TABLES.items() if len(rows[n]) >= least and {*columns} <= {*t.columns}]
    )


def dropped(rng: random.Random, rows: Rows) -> Altered:
    """A row that is gone."""
    name = _table(rng, rows)
    at = rng.randrange(len(rows[name]))
    left = [*rows[name][:at], *rows[name][at + 1 :]]
    return Altered("a row dropped", "structure", name, "", f"{name}[{at + 1}]", left)


def doubled(rng: random.Random, rows: Rows) -> Altered:
    """A row that stands twice."""
    name = _table(rng, rows)
    at = rng.randrange(len(rows[name]))
    more = [*rows[name][: at + 1], *rows[name][at:]]
    return Altered("a row doubled", "structure", name, "", f"{name}[{at + 1}]", more)


def moved(kind: str, *, copied: bool) -> Maker:
    """A row under another election, in its place or once more."""

    def make(rng: random.Random, rows: Rows) -> Altered | None:
        name = _table(rng, rows, "election_id")
        at = rng.randrange(len(rows[name]))
        old = rows[name][at]
        elections = [r["election_id"] for r in rows["elections"]]
        other = rng.choice([each for each in elections if each != old["election_id"]])
        changed = [*rows[name][: at + copied], old | {"election_id": other}, *rows[name][at + 1 :]]
        where = f"{name}[{at + 1}].election_id: {old['election_id']} -> {other}"
        return Altered(kind, "structure", name, "election_id", where, changed)

    return make


def out_of_order(rng: random.Random, rows: Rows) -> Altered:
    """Two rows that have changed places."""
    name = _table(rng, rows, least=2)
    one, two = rng.sample(range(len(rows[name])), 2)
    changed = list(rows[name])
    changed[one], changed[two] = changed[two], changed[one]
    where = f"{name}[{one + 1}] and [{two + 1}]"
    return Altered("two rows change places", "structure", name, "", where, changed)


def column_emptied(rng: random.Random, rows: Rows) -> Altered | None:
    """A column without a value."""
    site = chosen(rng, rows, lambda *_: True)
    if site is None:
        return None
    changed = [row | {site.column: None} for row in rows[site.table]]
    where = f"{site.table}.{site.column}"
    return Altered("a column emptied", "structure", site.table, site.column, where, changed)


def columns_swapped(rng: random.Random, rows: Rows) -> Altered | None:
    """Two columns of one kind under each other's name."""
    name = _table(rng, rows)
    kinds: dict[str, list[str]] = {}
    for field in TABLES[name].fields:
        kinds.setdefault(field.kind, []).append(field.name)
    pairs = [columns for columns in kinds.values() if len(columns) > 1]
    if not pairs:
        return None
    one, two = rng.sample(rng.choice(pairs), 2)
    changed = [row | {one: row[two], two: row[one]} for row in rows[name]]
    if changed == rows[name]:
        return None
    where = f"{name}.{one} and .{two}"
    return Altered("two columns under each other's name", "structure", name, one, where, changed)


def _changed(
    kind: str, group: str, rows: Rows, table: str, changes: dict[int, Row]
) -> Altered | None:
    """A table with some rows changed; None where that makes no difference."""
    if all(rows[table][at].items() >= cells.items() for at, cells in changes.items()):
        return None
    changed = list(rows[table])
    for at, cells in changes.items():
        changed[at] = changed[at] | cells
    places = ", ".join(f"[{at + 1}] {cells}" for at, cells in changes.items())
    column = next(iter(next(iter(changes.values()))))
    return Altered(kind, group, table, column, f"{table} {places}", changed)


def seat_moved(rng: random.Random, rows: Rows) -> Altered | None:
    """A seat taken from one contestant and given to another; the sum stays."""
    results = rows["results"]
    election = rng.choice(sorted({r["election_id"] for r in results if r["seats"]}))
    mine = [n for n, r in enumerate(results) if r["election_id"] == election]
    column = rng.choice(["seats", "seats_list", "seats_constituency"])
    giving = [n for n in mine if results[n][column]]
    taking = [n for n in mine if results[n][column] is not None]
    if not giving or len(taking) < 2:
        return None
    one = rng.choice(giving)
    two = rng.choice([n for n in taking if n != one])
    changes = {
        one: {column: results[one][column] - 1},
        two: {column: results[two][column] + 1},
    }
    return _changed("a seat moved between parties", "core figure", rows, "results", changes)


def cells_swapped(rng: random.Random, rows: Rows) -> Altered | None:
    """Two figures of one row in each other's column."""
    table = rng.choice(["elections", "results"])
    at = rng.randrange(len(rows[table]))
    row = rows[table][at]
    filled = [c for c in row if c in CORE and row[c] is not None]
    if len(filled) < 2:
        return None
    one, two = rng.sample(filled, 2)

    def fitting(column: str, value: Any) -> Any:
        return int(value) if TABLES[table][column].kind == "integer" else float(value)

    cells = {one: fitting(one, row[two]), two: fitting(two, row[one])}
    kind = "two figures of a row change places"
    return _changed(kind, "core figure", rows, table, {at: cells})


def rows_swapped(rng: random.Random, rows: Rows) -> Altered | None:
    """One figure of two rows, each in the other's place."""
    site = core_site(rng, rows)
    if site is None:
        return None
    table, column = site.table, site.column
    others = [
        n
        for n, row in enumerate(rows[table])
        if row[column] is not None and (table != "claims" or is_core(row))
    ]
    other = rng.choice(others)
    changes = {
        site.row: {column: rows[table][other][column]},
        other: {column: rows[table][site.row][column]},
    }
    kind = "one figure of two rows changes places"
    return _changed(kind, "core figure", rows, table, changes)


def cells_of_two_rows(rng: random.Random, rows: Rows) -> Altered | None:
    """Any one column of two rows, each with the other's cell."""
    site = chosen(rng, rows, lambda name, field: field.name not in TABLES[name].key)
    if site is None:
        return None
    other, column = rng.randrange(len(rows[site.table])), site.column
    changes = {
        site.row: {column: rows[site.table][other][column]},
        other: {column: rows[site.table][site.row][column]},
    }
    kind = "cells of two rows change places"
    return _changed(kind, "two places", rows, site.table, changes)


def forged(rng: random.Random, rows: Rows) -> Altered | None:
    """A figure of a claim, and its print alike."""
    places = [
        n
        for n, r in enumerate(rows["claims"])
        if is_core(r) and r["as_printed"].strip("%") == r["value"] and len(r["value"]) > 1
    ]
    if not places:
        return None
    at = rng.choice(places)
    old = rows["claims"][at]["value"]
    digit = rng.choice([d for d in "123456789" if d != old[-1]])
    new = old[:-1] + digit
    cells = {"value": new, "value_number": float(new), "as_printed": new}
    kind = "a claim's figure and its print alike"
    return _changed(kind, "core figure", rows, "claims", {at: cells})


def to_another_source(rng: random.Random, rows: Rows) -> Altered | None:
    """A claim said to be of another source, in its id too."""
    at = rng.randrange(len(rows["claims"]))
    row = rows["claims"][at]
    source = rng.choice([r["source_id"] for r in rows["sources"]])
    name = row["claim_id"].replace(f"/{row['source_id']}/", f"/{source}/", 1)
    cells = {"source_id": source, "claim_id": name}
    kind = "a claim moved to another source, its id too"
    return _changed(kind, "structure", rows, "claims", {at: cells})


def circle(rng: random.Random, rows: Rows) -> Altered | None:
    """Two sources that repeat each other."""
    repeating = [n for n, row in enumerate(rows["sources"]) if row["derived_from"]]
    if not repeating:
        return None
    row = rows["sources"][rng.choice(repeating)]
    at = next(
        n for n, each in enumerate(rows["sources"]) if each["source_id"] == row["derived_from"]
    )
    cells = {"derived_from": row["source_id"]}
    return _changed("a circle of sources", "structure", rows, "sources", {at: cells})


def ruling_turned(rng: random.Random, rows: Rows) -> Altered | None:
    """A ruling that adopts what it rejected."""
    at = rng.randrange(len(rows["rulings"]))
    row = rows["rulings"][at]
    if not row["adopted_claim_id"]:
        return None
    first, *others = row["rejected"].split("; ")
    claim, _, value = first.partition("=")
    adopted = f"{row['adopted_claim_id']}={row['adopted_value']}"
    cells = {
        "adopted_claim_id": claim,
        "adopted_value": value,
        "rejected": "; ".join(sorted([adopted, *others])),
    }
    return _changed("a ruling turned round", "structure", rows, "rulings", {at: cells})


def ruling_elsewhere(rng: random.Random, rows: Rows) -> Altered | None:
    """A ruling that adopts a claim of something else."""
    at = rng.randrange(len(rows["rulings"]))
    other = rng.choice(rows["claims"])
    cells = {"adopted_claim_id": other["claim_id"], "adopted_value": other["value"]}
    return _changed("a ruling pointing elsewhere", "structure", rows, "rulings", {at: cells})


def ruling_shortened(rng: random.Random, rows: Rows) -> Altered | None:
    """A ruling that no longer names one of the rivals."""
    at = rng.randrange(len(rows["rulings"]))
    rejected = rows["rulings"][at]["rejected"].split("; ")
    if len(rejected) < 2:
        return None
    rejected.pop(rng.randrange(len(rejected)))
    cells = {"rejected": "; ".join(rejected)}
    return _changed("a ruling that omits a rival", "structure", rows, "rulings", {at: cells})


ROWS: list[Maker] = [
    dropped,
    doubled,
    moved("a row moved to another election", copied=False),
    moved("a row copied to another election", copied=True),
    out_of_order,
    column_emptied,
    columns_swapped,
    seat_moved,
    cells_swapped,
    rows_swapped,
    cells_of_two_rows,
    forged,
    to_another_source,
    circle,
    ruling_turned,
    ruling_elsewhere,
    ruling_shortened,
]
