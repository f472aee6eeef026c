"""Which election of the same body came before another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

ORDER = ("year", "election_date", "election_id")


def ordered(elections: pd.DataFrame) -> pd.DataFrame:
    """Elections in order of time, by as much as their rows tell of it."""
    return elections.sort_values([column for column in ORDER if column in elections])


def before(elections: pd.DataFrame) -> dict[str, str]:
    """The election before each, among those given.

    Two elections are of one body when country, office and chamber are the same; nothing else is
    ever set against each other.

    Parameters
    ----------
    elections : pandas.DataFrame
        One row an election, with ``election_id``, ``country``, ``office`` and ``year``;
        ``chamber`` and ``election_date`` where they are known.

    Returns
    -------
    dict of str to str
        By ``election_id``, in order of time; the first of each body is not among the keys.
    """
    found: dict[str, str] = {}
    latest: dict[tuple[str, ...], str] = {}
    for row in ordered(elections).itertuples():
        chamber = getattr(row, "chamber", None)
        body = (str(row.country), str(row.office), chamber if isinstance(chamber, str) else "")
        if body in latest:
            found[str(row.election_id)] = latest[body]
        latest[body] = str(row.election_id)
    return found
