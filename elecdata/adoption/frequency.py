"""Count what the tables hold, column by column, as the codebooks of surveys do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from elecdata.adoption.record import Row
from elecdata.schema import TABLES, Field

NAME = "frequencies"
FILLED = "(filled)"
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
        for term, count in _counted(field, rows)
    ]


def is_coded(field: Field) -> bool:
    """Whether a column holds terms, ids of something else, or true and false, one in a cell."""
    if field.multiple or (field.references or "").startswith(SINGLE):
        return False
    # An election may be `any` in the register of names, which is why it refers to nothing there.
    refers = bool(field.references) or field.name == "election_id"
    return refers or field.kind in {"category", "boolean"}


def _counted(field: Field, rows: Sequence[Row]) -> Iterator[tuple[str, int]]:
    """Terms of one column, each with the number of rows that hold it."""
    filled = [row[field.name] for row in rows if row[field.name] is not None]
    if not is_coded(field):
        yield FILLED, len(filled)
        return
    for term, count in Counter(filled).items():
        yield (str(term).lower() if field.kind == "boolean" else str(term)), count
