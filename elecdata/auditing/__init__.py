"""Replay elections under their law from the published tables, check by check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from elecdata.auditing.contest import NEEDED, contest_of
from elecdata.auditing.day import day
from elecdata.auditing.explanation import explained
from elecdata.auditing.finding import OUTCOMES, Finding
from elecdata.auditing.ledger import ledger
from elecdata.auditing.majority import majority
from elecdata.auditing.replay import replay
from elecdata.auditing.shares import shares
from elecdata.auditing.sums import sums
from elecdata.auditing.threshold import threshold
from elecdata.auditing.turnout import turnout

if TYPE_CHECKING:
    import pandas as pd

    from elecdata.adoption.record import Row
    from elecdata.dataset import Data

CHECKS = (sums, shares, turnout, day, threshold, replay, ledger, majority)
COLUMNS = ("election_id", "check", "subject", "outcome", "stated", "computed", "reason")


def findings(tables: Mapping[str, Sequence[Row]], election_id: str) -> list[Finding]:
    """Every check of one election.

    Parameters
    ----------
    tables : mapping of str to list of dict
        Rows of the published tables, null as None.
    election_id : str
        Election; it has a row in ``elections``.
    """
    contest = contest_of(tables, election_id)
    return explained(contest, [found for check in CHECKS for found in check(contest)])


def audit(
    election: str | Iterable[str] | None = None,
    *,
    country: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    office: str | Iterable[str] | None = None,
    data: Data = None,
) -> pd.DataFrame:
    """Replay elections under their law from the published tables, and say what adds up.

    Sums of votes, seats, tiers and ballots; shares and turnout from their own counts; who passes
    the threshold on every base; list seats under the formula of the law, or, where that is not
    known, under each usual one; guarantees; seats at each stage of the count; the majority of a
    president. Nothing but published figures is used.

    Parameters
    ----------
    election, country, year, office : value or list of values, optional
        Elections to check, as in `load`; all by default.
    data : path, None or list of these, optional
        Whose elections, as in `load`.

    Returns
    -------
    pandas.DataFrame
        One row a check: ``election_id``, ``check``, ``subject`` (what it is of), ``outcome``,
        ``stated`` and ``computed`` (as text; empty where there is no figure) and ``reason``. The
        outcome is ``passed``; ``failed``; ``discrepancy``, which does not add up for a reason
        that is known and told; or ``not checkable``, where a figure or the law is not known.
        ``df.attrs["elecdata"]`` says which data version was checked and counts the outcomes.

    Raises
    ------
    UnknownNameError
        When no election has a value asked for; also a ``KeyError``.

    Examples
    --------
    >>> import elecdata
    >>> report = elecdata.audit("kz-2021-majilis")
    >>> print(report[report.check == "replay"].computed.item())
    Nur Otan 76, Ak Zhol 12, People's Party 10
    """
    import pandas as pd

    from elecdata.dataset import opened
    from elecdata.loading import load

    dataset = opened(data)
    filters: dict[str, Any] = {
        "election": election,
        "country": country,
        "year": year,
        "office": office,
    }
    chosen = load("elections", **filters, data=dataset)
    tables = {name: dataset.table(name).to_pylist() for name in NEEDED}
    found = [each for one in chosen.election_id for each in findings(tables, one)]
    rows = [{name: getattr(each, name) for name in COLUMNS} for each in found]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame["outcome"] = pd.Categorical(frame.outcome, categories=OUTCOMES)
    about = chosen.attrs["elecdata"]
    counts = {name: int(number) for name, number in frame.outcome.value_counts().items()}
    frame.attrs["elecdata"] = {
        "version": about["version"],
        "view": about["view"],
        "outcomes": {name: counts[name] for name in OUTCOMES},
    }
    return frame
