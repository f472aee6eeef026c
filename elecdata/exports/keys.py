"""Foreign keys that hold between the tables of an export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from elecdata.exports.part import Part


class ForeignKey(NamedTuple):
    """A column whose every value stands in the key of a table."""

    column: str
    table: str
    references: str


def foreign_keys(parts: Sequence[Part]) -> dict[str, list[ForeignKey]]:
    """Foreign keys of each table.

    A reference of the registry becomes one when it names the whole key of a table of this export,
    one value a cell, and every value stands there: not ``turnout.region``, which may be
    ``national``, nor a reference to a table left out.
    """
    held = {part.table.name: part for part in parts}
    return {
        part.table.name: [key for key in _references(part, held) if _holds(part, key, held)]
        for part in parts
    }


def _references(part: Part, held: dict[str, Part]) -> list[ForeignKey]:
    """References of a table to the keys of others."""
    found = []
    for field in part.table.fields:
        table, _, column = field.references.partition(".")
        if table in held and held[table].table.key == (column,) and not field.multiple:
            found.append(ForeignKey(field.name, table, column))
    return found


def _holds(part: Part, key: ForeignKey, held: dict[str, Part]) -> bool:
    """Whether every value stands where it should."""
    known = set(held[key.table].rows[key.references].to_pylist())
    return set(part.rows[key.column].to_pylist()) - {None} <= known


def in_order(parts: Sequence[Part], keys: dict[str, list[ForeignKey]]) -> list[Part]:
    """Tables, each after those that it refers to; of a circle the first comes first."""
    left, placed = list(parts), list[Part]()
    while left:
        names = {part.table.name for part in left}
        ready = [
            part
            for part in left
            if not {key.table for key in keys[part.table.name]} & names - {part.table.name}
        ]
        chosen = (ready or left)[0]
        left.remove(chosen)
        placed.append(chosen)
    return placed
