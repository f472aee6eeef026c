"""Compare contestants over elections: one row each, one column an election, changes in points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from elecdata.dataset import opened
from elecdata.errors import InvalidArgumentError, UnknownNameError
from elecdata.loading import load
from elecdata.succession import before, ordered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import pandas as pd

    from elecdata.dataset import Data

SEATS = (
    "seats",
    "seats_list",
    "seats_constituency",
    "seats_indirect",
    "seat_share_pct",
    "bonus",
)
MEASURES = ("votes", "vote_share_pct", *SEATS, "rank")
UNSUMMED = ("rank", "bonus")
BY = {"lineage": "lineage_id", "contestant": "contestant_id"}
OFFICES = ("legislature", "presidency")
NEEDED = ("election_id", "country", "year", "office")
TOTAL = "total"


def compare(
    measure: str = "seat_share_pct",
    *,
    by: str = "lineage",
    country: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    election: str | Iterable[str] | None = None,
    office: str | None = None,
    as_of: str | date | None = None,
    source: str | None = None,
    frame: Any = None,
    changes: bool = True,
    total: bool = False,
    data: Data = None,
) -> pd.DataFrame:
    """Set contestants side by side over elections.

    Parameters
    ----------
    measure : str
        Figure to compare: ``votes``, ``vote_share_pct``, ``seats``, ``seats_list``,
        ``seats_constituency``, ``seats_indirect``, ``seat_share_pct``, ``rank``, or ``bonus``:
        ``seat_share_pct`` less ``vote_share_pct`` in points, all seats of the chamber against the
        official share of the vote (of the lists, where there are lists).
    by : str
        ``lineage`` puts a renamed party in one row; ``contestant`` keeps every name apart.
    country, year, election : value or list, optional
        Elections to compare, as in `load`.
    office : str, optional
        ``legislature`` or ``presidency``; the two are never mixed. By default the legislature, or
        what the elections named by ``election`` or held in ``frame`` filled.
    as_of, source : optional
        What had been published by a day, or what one source says, as in `load`.
    frame : frame, optional
        Results of your own in place of the packaged ones, in any frame that narwhals knows: one row
        a contestant and election, with ``election_id``, ``country``, ``year``, ``office``, the
        column to group by and the measure, which may be any column of numbers; ``short_name`` (or
        ``name``), ``election_date`` and ``chamber`` are used where they are there.
    changes : bool
        Add after each election, from a body's second on, the change since the one before among
        those compared; ``attrs`` say which.
    total : bool
        Add a last row that sums the figures known, independents and indirect seats among them.
    data : path, None or list of these, optional
        Whose elections, as in `load`; ``[None, "my-sheets"]`` sets one's own beside the packaged.

    Returns
    -------
    pandas.DataFrame
        Index: lineage or contestant. First column ``name``, the latest short name. Then one column
        an election in order of time, and ``<election> change`` in the unit of the measure: points
        for a percentage, places for a rank (less than 0 is a rise). Missing where a contestant did
        not stand or no figure is known; 0 only where 0 is the figure. A change is missing where
        either figure is. Contestants without any figure are left out. Rows with the largest figure
        first, or the best rank; equals by name.

    Raises
    ------
    UnknownNameError
        When the measure, the grouping, a filter or a column does not exist.
    InvalidArgumentError
        When both offices are asked for, seats of a presidency, a total of what cannot be summed, or
        two contestants of one lineage stood in one election.

    Notes
    -----
    A change is taken within one body only: the same country, office and chamber. A lineage is one
    line of successors under changing names. Where parties merge or split, each keeps its own line,
    and no figures are added up; ``attrs["elecdata"]["links"]`` lists such pairs, old and new, among
    the rows.

    Examples
    --------
    >>> import elecdata
    >>> table = elecdata.compare("seat_share_pct", country="KAZ")
    >>> round(float(table.loc["kz-otan", "kz-2004-majilis"]), 1)
    54.5
    """
    if by not in BY:
        raise UnknownNameError("grouping", by, BY)
    if office not in (None, *OFFICES):
        raise UnknownNameError("office", office, OFFICES)
    if total and measure in UNSUMMED:
        raise InvalidArgumentError(f"{measure} cannot be summed; leave out total")
    filters: dict[str, Any] = {"country": country, "year": year, "election": election}
    views: dict[str, Any] = {"as_of": as_of, "source": source}
    if frame is not None:
        _refuse_filters(filters | views | {"data": data})
        rows = _own(frame, measure, BY[by])
        elections = rows.drop_duplicates("election_id")
    else:
        if measure not in MEASURES:
            raise UnknownNameError("measure", measure, MEASURES)
        dataset = opened(data)
        elections = load("elections", **filters, data=dataset)
        rows = load("results", **filters, **views, data=dataset)
    is_open = frame is None and election is None
    elections = _of_one_office(elections, measure, office or ("legislature" if is_open else None))
    rows = rows[rows.election_id.isin(elections.election_id)]
    if measure == "bonus" and "bonus" not in rows:
        rows = rows.assign(bonus=rows.seat_share_pct - rows.vote_share_pct)
    since = before(elections) if changes else {}
    table = _table(rows, ordered(elections), measure, BY[by], since, total)
    about = rows.attrs.get("elecdata", {}) | {"measure": measure, "by": by, "since": since}
    table.attrs["elecdata"] = about | {"links": _links(table) if by == "lineage" else []}
    return table


def _refuse_filters(given: dict[str, Any]) -> None:
    """Refuse what chooses among the packaged data, where the caller has brought others."""
    named = [name for name, value in given.items() if value is not None]
    if named:
        raise InvalidArgumentError(
            f"{', '.join(named)} cannot be used with frame; filter the frame instead"
        )


def _own(frame: Any, measure: str, group: str) -> pd.DataFrame:
    """Results of the caller's own in pandas, whole numbers whole."""
    import narwhals as nw
    import pandas as pd

    try:
        rows: Any = nw.from_native(frame).lazy().collect()
    except TypeError:
        raise InvalidArgumentError(
            f"frame is a {type(frame).__name__}; give a frame that narwhals knows"
        ) from None
    known = list(rows.columns)
    wanted = ("seat_share_pct", "vote_share_pct") if measure == "bonus" else (measure,)
    wanted = (measure,) if measure in known else wanted
    for column in (*NEEDED, group):
        if column not in known:
            raise UnknownNameError("column of the frame", column, known)
    for column in wanted:
        if column not in known:
            raise UnknownNameError("measure", column, known)
        if not rows[column].dtype.is_numeric():
            raise InvalidArgumentError(f"column {column!r} holds {rows[column].dtype}; no numbers")
    native = rows.to_native()
    if isinstance(native, pd.DataFrame):
        found = native.reset_index(drop=True)
    else:
        found = rows.to_arrow().to_pandas(types_mapper=_whole)
    unnamed = {"name", "short_name"}.isdisjoint(found.columns)
    if "short_name" not in found:
        found = found.assign(short_name=found[group if unnamed else "name"])
    return found


def _whole(kind: Any) -> Any:
    """Whole numbers that may be missing."""
    import pandas as pd
    import pyarrow as pa

    return pd.Int64Dtype() if pa.types.is_integer(kind) else None


def _of_one_office(elections: pd.DataFrame, measure: str, office: str | None) -> pd.DataFrame:
    """Elections of the office asked for, or of the one that all of them filled."""
    filled = sorted(elections.office.unique())
    if office is None and len(filled) > 1:
        named = "; ".join(
            f"a {each}: {', '.join(sorted(elections.election_id[elections.office == each]))}"
            for each in filled
        )
        raise InvalidArgumentError(
            f"these elections filled different offices ({named}); pass office= to choose one"
        )
    office = office or (filled[0] if filled else OFFICES[0])
    if office not in filled:
        raise InvalidArgumentError(f"none of these elections filled a {office}; pass office=")
    if office == "presidency" and measure in SEATS:
        raise InvalidArgumentError(
            f"{measure} of a presidency is empty: one person is elected and no seats are shared "
            "out; compare votes, vote_share_pct or rank"
        )
    return elections[elections.office == office]


def _table(
    rows: pd.DataFrame,
    elections: pd.DataFrame,
    measure: str,
    group: str,
    since: dict[str, str],
    total: bool,
) -> pd.DataFrame:
    """Contestants by elections, with changes."""
    import pandas as pd

    known = rows[rows[measure].notna()]
    twice = known[known.duplicated(["election_id", group])]
    if not twice.empty:
        pairs = ", ".join(f"{e} {g}" for e, g in zip(twice.election_id, twice[group], strict=True))
        raise InvalidArgumentError(
            f"two contestants of one lineage stood in one election ({pairs}); use by='contestant'"
            if group == BY["lineage"]
            else f"the frame has two rows of one contestant and election ({pairs})"
        )
    wide = known.pivot(index=group, columns="election_id", values=measure)
    wide = wide.reindex(columns=elections.election_id.to_list()).astype(rows[measure].dtype)
    latest = rows.sort_values("year", kind="stable").groupby(group).short_name.last()
    names = latest.reindex(wide.index)
    best = wide.min(axis=1) if measure == "rank" else -wide.max(axis=1).astype("float64")
    order = pd.DataFrame({"best": best, "name": names}).sort_values(["best", "name"]).index
    wide, names = wide.loc[order], names.loc[order]
    if total:
        wide.loc[TOTAL] = wide.sum(min_count=1)
        names.loc[TOTAL] = "Total"
    columns = {"name": names}
    for election_id in wide.columns:
        columns[election_id] = wide[election_id]
        if election_id in since:
            columns[f"{election_id} change"] = wide[election_id] - wide[since[election_id]]
    table = pd.DataFrame(columns)
    table.index.name = group
    return table


def _links(table: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs of rows, old and new, that the register of parties joins by a merger or a split."""
    parties = load("parties", backend="pyarrow").to_pylist()
    lineage = {row["party_id"]: row["lineage_id"] for row in parties}
    found: set[tuple[str, str]] = set()
    for row in parties:
        for old in (row["predecessor_id"] or "").split("; "):
            found.add((lineage.get(old, ""), row["lineage_id"]))
        for new in (row["successor_id"] or "").split("; "):
            found.add((row["lineage_id"], lineage.get(new, "")))
    here = set(table.index)
    return sorted((old, new) for old, new in found if old != new and {old, new} <= here)
