"""What pictures of other tables than the results need to know of the elections themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from elecdata.plot.elections import election_names
from elecdata.plot.frame import texts

if TYPE_CHECKING:
    from elecdata.dataset import Data as Home

_KNOWN = ["country", "year", "election_date", "final_round_date", "country_name", "chamber"]


def with_contest(frame: pd.DataFrame, by: str, home: Home = None) -> pd.DataFrame:
    """Frame with what the published elections say of each row's election.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows of any table.
    by : str
        Column with the ids of elections; ids that are not published get missing values.
    home : path, None or list of these, optional
        Where elections are looked up, as ``data`` of `elecdata.load`.

    Returns
    -------
    pandas.DataFrame
        A copy with those of country, year, days, country_name and chamber that it lacked.

    Examples
    --------
    >>> frame = pd.DataFrame({"election_id": ["kz-2012-majilis"]})
    >>> with_contest(frame, "election_id")["year"].tolist()
    [2012]
    """
    lacking = [column for column in _KNOWN if column not in frame.columns]
    if by not in frame.columns or not lacking:
        return frame.copy()
    from elecdata.loading import load

    known = load("elections", data=home).set_index("election_id")[lacking].reindex(frame[by])
    return frame.assign(**{name: known[name].array for name in lacking})


def contest_names(frame: pd.DataFrame, by: str, home: Home = None) -> pd.Series[str]:
    """Short names of the elections of some rows, as `election_names` gives them; ids if unknown."""
    if by not in frame.columns:
        return election_names(frame, by)
    told = {"country", "year"} <= set(frame.columns)  # All that names are made of.
    known = frame if told else with_contest(frame, by, home)
    return texts(frame, by) if known["year"].isna().any() else election_names(known, by)


def records(frame: pd.DataFrame) -> Iterable[Any]:
    """Rows of a frame, their cells as attributes of whatever type they have."""
    return frame.itertuples()
