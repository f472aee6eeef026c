"""Compare contestants over elections: one row each, one column an election, changes in points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.loading import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

MEASURES = (
    "votes",
    "vote_share_pct",
    "seats",
    "seats_list",
    "seats_constituency",
    "seats_indirect",
    "seat_share_pct",
    "rank",
)
BY = {"lineage": "lineage_id", "contestant": "contestant_id"}


def compare(
    measure: str = "seat_share_pct",
    *,
    by: str = "lineage",
    country: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    election: str | Iterable[str] | None = None,
    office: str = "legislature",
    changes: bool = True,
) -> pd.DataFrame:
    """Set contestants side by side over elections.

    Parameters
    ----------
    measure : str
        Figure to compare: votes, vote_share_pct, seats, seats_list, seats_constituency,
        seats_indirect, seat_share_pct or rank.
    by : str
        ``lineage`` puts a renamed party in one row; ``contestant`` keeps every name apart.
    country, year, election : value or list, optional
        Elections to compare, as in `load`.
    office : str
        ``legislature`` (default) or ``presidency``; the two are never mixed.
    changes : bool
        Add after each election, from a body's second on, the change since the one before.

    Returns
    -------
    pandas.DataFrame
        Index: lineage or contestant. First column ``name``, the latest short name. Then one
        column an election in order of time, and ``<election> change`` in the unit of the
        measure: points for a percentage. Missing where a contestant did not stand or no figure
        is known; never zero for either. Contestants without any figure are left out. Rows with
        the largest figure first.

    Raises
    ------
    UnknownNameError, InvalidArgumentError
        When the measure, the grouping or a filter does not exist.

    Examples
    --------
    >>> import elecdata
    >>> table = elecdata.compare("seat_share_pct", country="KAZ")
    >>> round(float(table.loc["kz-otan", "kz-2004-majilis"]), 1)
    54.5
    """
    import pandas as pd

    if measure not in MEASURES:
        raise UnknownNameError("measure", measure, MEASURES)
    if by not in BY:
        raise UnknownNameError("grouping", by, BY)
    if office not in {"legislature", "presidency"}:
        raise UnknownNameError("office", office, ("legislature", "presidency"))
    chosen = load("elections", country=country, year=year, election=election, office=office)
    if chosen.empty:
        raise InvalidArgumentError(f"none of these elections filled a {office}; pass office=")
    rows = load("results", election=chosen.election_id.to_list())
    chosen = chosen.sort_values(["year", "election_id"])
    group = BY[by]
    twice = rows[rows.duplicated(["election_id", group]) & rows[measure].notna()]
    if not twice.empty:
        pairs = ", ".join(f"{e} {g}" for e, g in zip(twice.election_id, twice[group], strict=True))
        raise InvalidArgumentError(
            f"two contestants of one lineage stood in one election ({pairs}); use by='contestant'"
        )
    wide = rows.pivot(index=group, columns="election_id", values=measure)
    wide = wide.reindex(columns=chosen.election_id.to_list()).dropna(how="all")
    latest = rows.sort_values("year", kind="stable").groupby(group).short_name.last()
    order = wide.max(axis=1).sort_values(ascending=False, kind="stable").index
    wide = wide.loc[order]
    columns = {"name": latest.reindex(order)}
    before: dict[tuple[str, str], str] = {}
    bodies = zip(chosen.election_id, chosen.country, chosen.chamber.fillna(""), strict=True)
    for election_id, country_code, chamber in bodies:
        columns[election_id] = wide[election_id]
        previous = before.get((country_code, chamber))
        if changes and previous is not None:
            columns[f"{election_id} change"] = wide[election_id] - wide[previous]
        before[country_code, chamber] = election_id
    table = pd.DataFrame(columns)
    table.index.name = group
    table.attrs["elecdata"] = rows.attrs["elecdata"] | {"measure": measure, "by": by}
    return table
