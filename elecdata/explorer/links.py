"""Addresses within the explorer's page: what stands after the ``#``."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

NO_ELECTION = "-"  # first part of the address of what belongs to no one election


def fragment(table: str, key: Sequence[str], column: str = "") -> str:
    """Address of a cell, or of a table.

    Parameters
    ----------
    table : str
        Name of a published table.
    key : sequence of str
        Key of the row; of a table as a whole, the election alone, or nothing.
    column : str, optional
        Column of the cell.

    Returns
    -------
    str
        ``#/ELECTION/TABLE/.../COLUMN``, ``-`` for the election where a table has none.

    Examples
    --------
    >>> fragment("results", ["kz-2004-majilis", "kz-ak-zhol"], "seats")
    '#/kz-2004-majilis/results/kz-ak-zhol/seats'
    >>> fragment("parties", ["kz-ak-zhol"], "leader")
    '#/-/parties/kz-ak-zhol/leader'
    """
    from elecdata.schema import TABLES

    of_election = TABLES[table].key[0] == "election_id"
    election, rest = (key[0], key[1:]) if of_election and key else (NO_ELECTION, key)
    parts = [election, table, *rest, *([column] if column else [])]
    return "#/" + "/".join(quote(part, safe=":") for part in parts)
