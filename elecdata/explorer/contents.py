"""What the pages hold: an index read first, and a pack for each election, read when asked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from elecdata.explorer.embedding import plain
from elecdata.explorer.links import fragment
from elecdata.explorer.pack import CLAIM, RULING, Pack, Shelf
from elecdata.naming import LETTERS, SOUNDS, folded
from elecdata.schema import TABLES, VOCABULARIES, Field
from elecdata.schema.codebook import filled_by
from elecdata.verdicts import contest, subject

if TYPE_CHECKING:
    from elecdata.adoption.record import Row
    from elecdata.dataset import Dataset

OF_ELECTIONS = tuple(name for name, table in TABLES.items() if table.key[0] == "election_id")
SHARED = ("parties", "people", "regions", "indicators")


def contents(dataset: Dataset) -> dict[str, Any]:
    """Everything that the pages show.

    Parameters
    ----------
    dataset : Dataset
        Tables and record.

    Returns
    -------
    dict of str to object
        By the name of the file that is to hold it: ``index``, ``election-1`` and so on,
        ``shared``, ``conflicts``, ``names``, ``sources``.

    Examples
    --------
    >>> from elecdata.dataset import opened
    >>> found = contents(opened())
    >>> found["index"]["elections"][0]["title"]
    'Milli Majlis of Azerbaijan, 2005'
    """
    shelf = Shelf(dataset)
    elections = shelf.rows("elections")
    parts = {
        f"election-{place}": _election(shelf, row["election_id"])
        for place, row in enumerate(elections, start=1)
    }
    files = dict(zip((row["election_id"] for row in elections), parts, strict=True))
    return {
        "index": _index(dataset, shelf, files),
        **parts,
        "shared": _shared(shelf),
        "conflicts": _conflicts(shelf),
        "names": _names(shelf),
        "sources": _sources(shelf),
    }


def _rows(shelf: Shelf, name: str) -> dict[str, Any]:
    """All rows of a table."""
    columns = TABLES[name].columns
    return {"rows": [[plain(row[column]) for column in columns] for row in shelf.rows(name)]}


def _index(dataset: Dataset, shelf: Shelf, files: dict[str, str]) -> dict[str, Any]:
    """What the first view needs: elections, results, and what every column means."""
    counts = {
        name: Counter(row["election_id"] for row in shelf.rows(name))
        for name in (*OF_ELECTIONS, "claims", "conflicts")
    }
    return {
        "version": dataset.version,
        "data": "" if dataset.name == "elecdata" else "own data",
        "tables": [_declared(name) for name in TABLES],
        "vocabularies": [
            {"name": v.name, "description": v.description, "terms": list(v.terms.items())}
            for v in VOCABULARIES
        ],
        "elections": [
            {
                "id": row["election_id"],
                "title": contest(row),
                "file": files[row["election_id"]],
                "rows": [[name, counts[name][row["election_id"]]] for name in counts],
            }
            for row in shelf.rows("elections")
        ],
        "rows": {name: _rows(shelf, name)["rows"] for name in ("elections", "results")},
        "disputed": [
            fragment(cell.table, cell.key, cell.column)
            for cell, decision in shelf.decisions.items()
            if decision.rivals
        ],
        "claim": CLAIM,
        "ruling": RULING,
    }


def _declared(name: str) -> dict[str, Any]:
    """A table as the registry declares it."""
    table = TABLES[name]
    return {
        "name": name,
        "description": table.description,
        "key": table.key,
        "cells": bool(table.subject),
        "fields": [_column(field) for field in table.fields],
    }


def _column(field: Field) -> list[Any]:
    """Name, kind, unit, meaning, origin, who fills it, and place of the list of terms."""
    terms = VOCABULARIES.index(field.vocabulary) if field.vocabulary else None
    about = (field.name, field.kind, field.unit, field.description, field.origin)
    return [*about, filled_by(field), terms]


def _election(shelf: Shelf, election: str) -> dict[str, Any]:
    """Everything about one election."""

    def of(name: str) -> list[Row]:
        return [row for row in shelf.rows(name) if row["election_id"] == election]

    pack = Pack(shelf, of("claims"), of("rulings"))
    for name in (*OF_ELECTIONS, "missing"):
        pack.add(name, of(name))
    return pack.content() | {"chamber": _chamber(of("results"))}


def _chamber(results: list[Row]) -> dict[str, Any] | None:
    """Seats of a chamber, each with its place; None where no seats are known."""
    import pandas as pd

    from elecdata.errors import PlotError
    from elecdata.plot.chamber import finding, groups_of, in_words, ordered
    from elecdata.plot.layout import dot_diameter, seat_layout

    try:
        groups, missing = groups_of(pd.DataFrame(results), "seats", "short_name", "color")
    except PlotError:
        return None
    groups = ordered(groups, "seats")
    layout = seat_layout(groups["seats"])
    dots = layout[["x", "y", "group"]].round(4)
    return {
        "finding": finding(groups, bool(missing)),
        "words": in_words(groups, missing),
        "missing": missing,
        "diameter": round(dot_diameter(layout), 4),
        "groups": groups[["label", "color", "seats", "indirect"]].values.tolist(),
        "dots": dots.values.tolist(),
    }


def _shared(shelf: Shelf) -> dict[str, Any]:
    """Tables that belong to no one election, and the claims that fill them."""
    speaking = {
        claim.claim_id
        for cell, decision in shelf.decisions.items()
        if cell.table in SHARED
        for claim in decision.claims
    }
    claims = [row for row in shelf.rows("claims") if row["claim_id"] in speaking]
    ruled = {
        decision.ruling.ruling_id
        for cell, decision in shelf.decisions.items()
        if cell.table in SHARED and decision.ruling
    }
    rulings = [row for row in shelf.rows("rulings") if row["ruling_id"] in ruled]
    pack = Pack(shelf, claims, rulings)
    for name in SHARED:
        pack.add(name, shelf.rows(name))
    return pack.content()


def _conflicts(shelf: Shelf) -> dict[str, Any]:
    """Every disagreement, with the address of its cell and its subject in words."""
    cells = {(str(cell.table), cell.row, cell.column): cell for cell in shelf.decisions}
    links, words = [], []
    for row in shelf.rows("conflicts"):
        cell = cells[row["table_name"], row["row_key"], row["column_name"]]
        links.append(fragment(cell.table, cell.key, cell.column))
        found = shelf.row(cell.table, cell.key) or {}
        words.append(subject(found, cell.key[1:] if "election_id" in found else cell.key))
    return _rows(shelf, "conflicts") | {"links": links, "subjects": words}


def _sources(shelf: Shelf) -> dict[str, Any]:
    """All sources, and in which elections how many claims rest on each."""
    counts: dict[str, Counter[str]] = {}
    for row in shelf.rows("claims"):
        counts.setdefault(row["source_id"], Counter())[row["election_id"]] += 1
    said = [list(counts.get(row["source_id"], {}).items()) for row in shelf.rows("sources")]
    return _rows(shelf, "sources") | {"said": said}


def _names(shelf: Shelf) -> dict[str, Any]:
    """Every name of a party or person, with what its spellings have in common."""
    about = ("name", "language", "election_id", "name_kind")
    names = [
        [row["entity_id"], "party", folded(row["name"]), *(row[column] for column in about)]
        for row in shelf.rows("names")
    ]
    people = [
        [row["person_id"], "person", folded(row["name"]), row["name"], "en", "any", "official"]
        for row in shelf.rows("people")
    ]
    stood: dict[str, list[str]] = {}
    for table, column in (("contestants", "contestant_id"), ("candidates", "person_id")):
        for row in shelf.rows(table):
            stood.setdefault(row[column], []).append(row["election_id"])
    return {
        "names": [*names, *people],
        "stood": [[name, list(dict.fromkeys(found))] for name, found in stood.items()],
        "letters": list(LETTERS.items()),
        "sounds": SOUNDS,
    }
