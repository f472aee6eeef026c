"""Count what tables and sheets hold, column by column, as the codebooks of surveys do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from elecdata.adoption.record import Row
from elecdata.schema import TABLES, Field

NAME = "frequencies"
FILLED = "(filled)"
ELSEWHERE = {("claims", "source_id")}  # sources.n_claims says it
SINGLE = ("claims.", "rulings.")  # what is named in one place; a count of that says nothing


def frequency_rows(tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    """How many rows hold each term of each column of terms; of all others, how many are filled.

    Parameters
    ----------
    tables : mapping of str to sequence of dict
        Finished rows of all other tables, null as None.
    """
    return [
        {"table_name": name, "column_name": field.name, "term": term, "n_rows": count}
        for name, rows in tables.items()
        for field in TABLES[name].fields
        for term, count in _counted(
            field, rows, by_term=is_coded(field) and (name, field.name) not in ELSEWHERE
        )
    ]


def is_coded(field: Field) -> bool:
    """Whether a column holds terms, ids of something else, or true and false, one in a cell."""
    if field.multiple or (field.references or "").startswith(SINGLE):
        return False
    # An election may be `any` in the register of names, which is why it refers to nothing there.
    refers = bool(field.references) or field.name == "election_id"
    return refers or field.kind in {"category", "boolean"}


def holders(
    column: str, rows: Sequence[Mapping[str, Any]], *, by_term: bool
) -> dict[str, list[int]]:
    """Places of the rows that hold each term of a column; or of all that are filled, as one term.

    Parameters
    ----------
    column : str
        The column.
    rows : sequence of mapping
        Rows, null as None.
    by_term : bool
        Whether each term is counted apart.
    """
    filled = [n for n, row in enumerate(rows) if row[column] is not None]
    if not by_term:
        return {FILLED: filled}
    found: dict[str, list[int]] = defaultdict(list)
    for place in filled:
        term = rows[place][column]
        found[str(term).lower() if isinstance(term, bool) else str(term)].append(place)
    return found


def _counted(field: Field, rows: Sequence[Row], *, by_term: bool) -> Iterator[tuple[str, int]]:
    """Terms of one column, each with the number of rows that hold it."""
    for term, places in holders(field.name, rows, by_term=by_term).items():
        yield term, len(places)
