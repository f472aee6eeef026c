"""Short names of elections and orderings of them, for labels."""

from __future__ import annotations

import pandas as pd

from elecdata.errors import PlotError
from elecdata.plot.frame import listed, texts


def election_names(frame: pd.DataFrame, by: str = "election_id") -> pd.Series[str]:
    """Short names of the elections: the year if that tells them apart, else country and year.

    Every row has one, an empty text where the frame lacks the column that tells them apart.

    Examples
    --------
    >>> frame = pd.DataFrame({"election_id": ["kz-a", "az-a"], "country": ["KAZ", "AZE"]})
    >>> election_names(frame.assign(year=2005)).tolist()
    ['KAZ 2005', 'AZE 2005']
    """
    if by not in frame.columns:
        return pd.Series("", index=frame.index, dtype=object)
    ids = texts(frame, by)
    for parts in (["year"], ["country", "year"]):
        if not set(parts) <= set(frame.columns):
            continue
        names = texts(frame, parts[0])
        for part in parts[1:]:
            names = names + " " + texts(frame, part)
        pairs = pd.DataFrame({"id": ids, "name": names}).drop_duplicates()
        if pairs["id"].is_unique and pairs["name"].is_unique:
            return names
    return ids


def in_time(frame: pd.DataFrame, by: str = "election_id") -> pd.DataFrame:
    """Rows in the order of their elections' years; as they stand where there is no year.

    Examples
    --------
    >>> frame = pd.DataFrame({"election_id": ["b", "a"], "year": [2012, 2004]})
    >>> in_time(frame)["election_id"].tolist()
    ['a', 'b']
    """
    return frame.sort_values("year", kind="stable") if {"year", by} <= set(frame.columns) else frame


def only_one(frame: pd.DataFrame, column: str, *, plot: str, what: str) -> None:
    """Refuse a frame that holds several elections, rounds or the like where one can be drawn.

    `what` says in the plural what the column holds, which the frame may lack.

    Raises
    ------
    PlotError
        If there are several values.
    """
    if column not in frame.columns:
        return
    held = sorted({str(each) for each in frame[column].dropna().unique()})
    if len(held) > 1:
        raise PlotError(
            f"{plot}: the frame holds {len(held)} {what} ({listed(held)}); draw one of them, as in "
            f"frame[frame[{column!r}] == {held[0]!r}]"
        )
