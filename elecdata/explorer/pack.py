"""Rows of tables for the page, each cell with its claims, its ruling and its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from elecdata.adoption.claim import Cell
from elecdata.explorer.embedding import plain
from elecdata.schema import TABLES
from elecdata.schema.vocabulary import STANDING
from elecdata.verdicts import verdict

if TYPE_CHECKING:
    from elecdata.adoption.decision import Decision
    from elecdata.adoption.record import Row
    from elecdata.dataset import Dataset

CLAIM = (
    "value", "hedge", "derivation", "stage", "round", "region", "observed_at", "base", "source_id",
    "locator", "as_printed", "note", "subject_type", "subject_id", "variable", "unit", "standing",
    "claim_id",
)  # fmt: skip
RULING = ("ruling_id", "rule", "reason", "adopted_value", "rejected")
_STANDINGS = list(STANDING.terms)


class Shelf:
    """All rows of a dataset, found by table and key.

    Attributes
    ----------
    decisions : dict of Cell to Decision
        What was decided in each cell that any claim speaks to.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.decisions = dataset.record().decisions
        self._dataset = dataset
        self._rows: dict[str, list[Row]] = {}
        self._index: dict[str, dict[tuple[str, ...], Row]] = {}

    def rows(self, name: str) -> list[Row]:
        """Rows of a table in their order."""
        if name not in self._rows:
            known = name in self._dataset.rows
            self._rows[name] = self._dataset.table(name).to_pylist() if known else []
        return self._rows[name]

    def row(self, name: str, key: tuple[str, ...]) -> Row | None:
        """The row of a key; None when there is none."""
        if name not in self._index:
            self._index[name] = {key_of(name, row): row for row in self.rows(name)}
        return self._index[name].get(key)

    def find(self, name: str, row: Row) -> Any:
        """Value of ``column`` or ``table.column`` that belongs to a row."""
        table, _, column = name.rpartition(".")
        if not table:
            return row[name]
        found = self.row(table, tuple(row[part] for part in TABLES[table].key))
        return found[column] if found else None


def key_of(name: str, row: Row) -> tuple[str, ...]:
    """Key of a row of a table, as texts."""
    return tuple(str(row[column]) for column in TABLES[name].key)


class Pack:
    """What one file of the page holds: rows, and whatever explains their cells.

    Parameters
    ----------
    shelf : Shelf
        Where rows and decisions are.
    claims, rulings : iterable of dict
        Rows of the two tables that may be pointed to.
    """

    def __init__(self, shelf: Shelf, claims: Iterable[Row], rulings: Iterable[Row]) -> None:
        self._shelf, self._claims, self._rulings = shelf, list(claims), list(rulings)
        self._place = {row["claim_id"]: place for place, row in enumerate(self._claims)}
        self._verdicts: dict[str, int] = {}
        self._tables: dict[str, Any] = {}

    def add(self, name: str, rows: Sequence[Row]) -> None:
        """Add rows of a table; of tables that claims fill, with what explains each cell."""
        columns = TABLES[name].columns
        entry: dict[str, Any] = {"rows": [[plain(row[c]) for c in columns] for row in rows]}
        if TABLES[name].subject:
            entry |= {"verdicts": [], "cells": {}}
            for place, row in enumerate(rows):
                entry["verdicts"].append(self._explain(name, row, place, entry["cells"]))
        self._tables[name] = entry

    def content(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {
            "tables": self._tables,
            "verdicts": list(self._verdicts),
            "claims": [[plain(row[column]) for column in CLAIM] for row in self._claims],
            "rulings": [[plain(row[column]) for column in RULING] for row in self._rulings],
        }

    def _explain(self, name: str, row: Row, place: int, cells: dict[str, Any]) -> list[int]:
        """Verdict of every cell of a row; claims and rulings go into ``cells``."""
        key, verdicts = key_of(name, row), []
        for column, field in enumerate(TABLES[name].fields):
            decision = self._shelf.decisions.get(Cell(name, key, field.name))
            text = verdict(field, row, decision, self._shelf.find)
            verdicts.append(self._verdicts.setdefault(text, len(self._verdicts)))
            if decision is not None:
                cells[f"{place}:{column}"] = self._evidence(decision)
        return verdicts

    def _evidence(self, decision: Decision) -> dict[str, Any]:
        """Claims on a cell with their standing, best first, and the ruling between them."""
        said = [(decision.standing(claim), claim.claim_id) for claim in decision.claims]
        said.sort(key=lambda each: STANDING.rank(each[0]))
        places = [[self._place[name], _STANDINGS.index(standing)] for standing, name in said]
        ruling = {"ruling": decision.ruling.ruling_id} if decision.ruling else {}
        return {"claims": places} | ruling
