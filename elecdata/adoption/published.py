"""Between rows in memory and published tables: typed on the way out, a record on the way in."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyarrow as pa

from elecdata.adoption.claim import Claim
from elecdata.adoption.decision import Ruling
from elecdata.adoption.record import REGISTERS, Election, Record, Row
from elecdata.schema import TABLES
from elecdata.schema.arrow import arrow_schema

_REJECTED = re.compile(r"(?:^|; )([a-z0-9][a-z0-9_.:-]*/[a-z0-9_./:-]+)=")


def arrow_table(name: str, rows: list[Row]) -> pa.Table:
    """Rows of one table, typed as the registry says."""
    return pa.Table.from_pylist(rows, schema=arrow_schema(TABLES[name]))


def record_of(tables: Mapping[str, pa.Table]) -> Record:
    """The record from which published tables were made.

    Parameters
    ----------
    tables : mapping of str to pyarrow.Table
        All tables of the registry, with its columns.
    """
    elections = {
        row["election_id"]: Election(
            row["election_id"], row["country"], row["year"], row["office"], row["chamber"] or ""
        )
        for row in tables["elections"].to_pylist()
    }
    return Record(
        elections=elections,
        claims=tuple(Claim.from_row(row) for row in tables["claims"].to_pylist()),
        rulings=tuple(_ruling_of(row) for row in tables["rulings"].to_pylist()),
        registers={
            name: tables[name].select([field.name for field in TABLES[name].typed]).to_pylist()
            for name in REGISTERS
        },
    )


def _ruling_of(row: Row) -> Ruling:
    """A ruling from its published row."""
    # A claim id holds a stroke, no space and no equals sign, so it also ends the value before it.
    rejected = _REJECTED.split(row["rejected"] or "")[1:]
    adopted = {row["adopted_claim_id"]: row["adopted_value"]} if row["adopted_claim_id"] else {}
    return Ruling(
        row["ruling_id"],
        row["election_id"],
        row["rule"],
        row["reason"],
        adopted,
        dict(zip(rejected[::2], rejected[1::2], strict=True)),
    )
