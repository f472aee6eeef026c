"""The public verb: how far rival figures move an index."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from elecdata.adoption.assembly import assemble
from elecdata.dataset import opened
from elecdata.errors import UnknownNameError
from elecdata.loading import load, view_of
from elecdata.ranges.choosing import Choosing, sides_of
from elecdata.ranges.contest import VOTES, Contest
from elecdata.ranges.dispute import STAGES
from elecdata.ranges.question import Question, names, question_of
from elecdata.ranges.spread import End, Spread
from elecdata.schema.vocabulary import STAGE
from elecdata.succession import before, ordered

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from elecdata.adoption.record import Record, Row
    from elecdata.dataset import Data, Dataset

LIMIT = 100_000
LARGEST = 2**63 - 1
COLUMNS = {
    "election_id": "str",
    "since": "str",
    "index": "str",
    "adopted": "float64",
    "low": "float64",
    "high": "float64",
    "spread": "float64",
    "n_choices": "Int64",
    "n_excluded": "Int64",
    "exact": "bool",
    "seed": "Int64",
    "driver": "str",
    "low_choice": "str",
    "high_choice": "str",
}


def sensitivity(
    index: str = "enp_seats",
    *,
    election: str | Iterable[str] | None = None,
    country: str | Iterable[str] | None = None,
    year: int | Iterable[int] | None = None,
    office: str | Iterable[str] | None = None,
    as_of: str | date | None = None,
    source: str | None = None,
    contestant: str | None = None,
    contestant_type: str | Iterable[str] | None = None,
    by: str = "cell",
    admit: str = "admissible",
    stages: str | Iterable[str] = STAGES,
    votes: str | Iterable[str] = VOTES,
    others: str | Iterable[str] | None = None,
    sums: str = "exclude",
    change: bool = False,
    limit: int = LIMIT,
    seed: int = 0,
    data: Data = None,
) -> pd.DataFrame:
    """Range of an index over every admissible choice among rival figures.

    Where sources contradict each other, the published tables hold the figure that a ruling adopted.
    Here every other figure that a careful author might have taken is put in its place, in every
    combination that adds up.

    Parameters
    ----------
    index : str
        An index of `metrics.summarize` (``enp_votes``, ``gallagher``, ...); a figure of
        ``elections`` (``turnout_pct``, ``registered_voters``, ``seats``); or, with ``contestant``,
        one of ``results`` (``seats``, ``votes``, ``vote_share_pct``, ``seat_share_pct``).
    election, country, year, office : value or list, optional
        Elections to look at, as in `load`.
    as_of, source : optional
        Figures that had been published by a day, or that one source gives, as in `load`: what is
        adopted among them and what may be chosen instead. What a ruling shows to be wrong stays
        out, also where that was found out later.
    contestant : str, optional
        Contestant or lineage whose figure is asked for.
    contestant_type : str or list of str, optional
        Kinds of contestants that an index counts; by default all rows, independents and indirect
        seats as one contestant each, as `metrics.summarize` does. The rest is not listed.
    by : {"cell", "source", "stage"}
        Whether each cell is chosen for itself, or one source or one stage of the count at a time
        is believed wherever it speaks, and what is published stands where it is silent.
    admit : {"admissible", "all"}
        Which rivals may be chosen. A figure is not admissible when a ruling shows it to be a
        ``misprint``, taken back (``later_correction``), impossible beside the others
        (``arithmetic_consistency``), a faulty copy (``primary_over_derived``), or not of the
        contest at its end (``earlier_stage``, ``withheld``). It is admissible when it was only
        outranked (``final_over_preliminary``, ``official_over_press``), counts by another
        ``definition``, or is ``unresolved``. Loosely worded figures are never chosen.
    stages : str or list of str
        Stages of the count whose figures may be chosen; by default all but ``partial``.
    votes : str or list of str
        Columns that votes are taken from, ``votes`` and ``vote_share_pct``; the first is the
        adopted one.
    others : str or list of str, optional
        Treatments of what is not listed: ``exclude`` (shares of what is listed), ``party`` and
        ``bounds`` (shares of the valid votes and of the chamber). By default all that the index
        allows; the first is the adopted one. Those that change nothing are not counted.
    sums : {"exclude", "keep"}
        What becomes of combinations that do not add up: seats that are not those of the chamber,
        votes above the valid votes or more than 5 per cent below, shares above 100 or below 95.
        Where the published figures themselves fall short, a combination may too.
    change : bool
        Ask for the change since the election before of the same body. The figures of two
        elections are chosen apart, treatments together.
    limit : int
        Combinations to compute at most, for each column of votes.
    seed : int
        Seed of the sample where there are more.
    data : path, None or list of these, optional
        Whose elections, as in `load`.

    Returns
    -------
    pandas.DataFrame
        One row an election: ``election_id``, ``since`` (with ``change``), ``index``, ``adopted``
        (from the published figures), ``low``, ``high``, ``spread``, ``n_choices`` (combinations
        that give the range), ``n_excluded`` (those that do not add up), ``exact`` (False where a
        sample was taken: the range is then at least as wide), ``seed`` (of the sample),
        ``driver`` (what, once settled as published, narrows the range most), ``low_choice`` and
        ``high_choice`` (what gives each end). Missing where the index is not defined.

    Raises
    ------
    UnknownNameError
        When a name does not exist.
    InvalidArgumentError
        When names do not go together, or ``limit`` is less than 1.

    Notes
    -----
    A range says how far the sources disagree, not how likely any value in it is. All combinations
    are computed where there are no more than ``limit``; else a seeded sample is drawn, and a search
    that changes two figures at a time goes on from its ends.

    Examples
    --------
    >>> import elecdata
    >>> row = elecdata.sensitivity("turnout_pct", election="kz-2005-president").iloc[0]
    >>> bool(row.low < row.adopted <= row.high), row.driver
    (True, 'turnout_pct')
    """
    question = question_of(index, contestant, votes, others, contestant_type)
    choosing = Choosing(by, admit, names("stage", stages, tuple(STAGE.terms)), sums, limit, seed)
    dataset = opened(data)
    filters: dict[str, Any] = {
        "election": election,
        "country": country,
        "year": year,
        "office": office,
    }
    chosen = ordered(load("elections", **filters, data=dataset))
    record, view = view_of(dataset, as_of, source)
    contests = _contests(dataset, record if view else None, chosen.election_id.to_list(), question)
    spreads = {
        each.election_id: Spread.of(sides_of(record, each, question, choosing)) for each in contests
    }
    if change:
        earlier = {late: early for late, early in before(chosen).items() if late in spreads}
        rows = [
            {"election_id": late, "since": early, "index": index}
            | _change(early, spreads[early], late, spreads[late])
            for late, early in earlier.items()
            if early in spreads
        ]
    else:
        rows = [{"election_id": name, "index": index} | _level(s) for name, s in spreads.items()]
    about = chosen.attrs["elecdata"]
    about["view"] = view | about["view"]
    return _frame(rows, choosing, change=change, about=about)


def _contests(
    dataset: Dataset, view: Record | None, elections: list[str], question: Question
) -> list[Contest]:
    """The elections in order, as published or in a view; those in which the contestant stood."""
    published = {name: dataset.table(name).to_pylist() for name in ("elections", "results")}
    contests = _of(published, elections)
    seen = contests if view is None else _of(assemble(view), elections)
    wanted = question.contestant
    if wanted is None:
        return seen
    # Of whom a view knows nothing yet there is nothing to tell; but a name must exist somewhere.
    if all(each.place(wanted) < 0 for each in (*contests, *seen)):
        ids = [row["contestant_id"] for each in contests for row in each.results]
        raise UnknownNameError("contestant", wanted, tuple(dict.fromkeys(ids)))
    return [each for each in seen if each.place(wanted) >= 0]


def _of(tables: dict[str, list[Row]], elections: list[str]) -> list[Contest]:
    """Rows of tables by election."""
    rows = {row["election_id"]: row for row in tables["elections"]}
    return [
        Contest(rows[name], [row for row in tables["results"] if row["election_id"] == name])
        for name in elections
    ]


def _level(whole: Spread) -> dict[str, Any]:
    """The row of one election."""
    spread = whole.only(whole.moving())
    return {
        "adopted": spread.adopted,
        "n_choices": spread.n_choices,
        "n_excluded": spread.n_excluded,
        "exact": spread.is_exact,
        "driver": "; ".join(spread.drivers()),
    } | _ends(spread.end(-1), spread.end(1))


def _change(early: str, before: Spread, late: str, after: Spread) -> dict[str, Any]:
    """The row of two elections: what is farthest apart, both treated in one way."""
    moving = before.moving() | after.moving()
    ways = [way for way in after.ways if way in before.ways and way in moving]
    pairs = [(before.only({way}), after.only({way})) for way in ways]
    made = sum(one.n_made * other.n_made for one, other in pairs)
    excluded = [each.n_excluded for pair in pairs for each in pair]
    whole = sum(
        (one.n_made + (one.n_excluded or 0)) * (other.n_made + (other.n_excluded or 0))
        for one, other in pairs
    )
    low, high = (
        _farthest(
            sign,
            [_between((early, one.end(-sign)), (late, other.end(sign))) for one, other in pairs],
        )
        for sign in (-1, 1)
    )
    width, name, wider = max(
        (spread.end(1).value - spread.end(-1).value, name, spread)
        for name, spread in ((early, before.only(set(ways))), (late, after.only(set(ways))))
    )
    return {
        "adopted": pairs[0][1].adopted - pairs[0][0].adopted if pairs else math.nan,
        "n_choices": sum(one.n_choices * other.n_choices for one, other in pairs),
        "n_excluded": None if None in excluded else whole - made,
        "exact": before.is_exact and after.is_exact,
        "driver": "; ".join(f"{name} {d}" for d in wider.drivers()) if pairs and width else "",
    } | _ends(low, high)


def _farthest(sign: int, ends: list[End]) -> End:
    """The greatest change, or the least for a sign of -1."""
    known = [end for end in ends if not math.isnan(end.value)]
    return max(known, key=lambda end: sign * end.value, default=End(math.nan, ()))


def _between(early: tuple[str, End], late: tuple[str, End]) -> End:
    """A change from an end of one election to an end of another."""
    said = [f"{name}: {each}" for name, end in (early, late) for each in end.departures]
    return End(late[1].value - early[1].value, tuple(said))


def _ends(low: End, high: End) -> dict[str, Any]:
    """Columns of the ends of a range."""
    spread = high.value - low.value if high.value != low.value else 0.0
    return {
        "low": low.value,
        "high": high.value,
        "spread": spread,
        "low_choice": str(low),
        "high_choice": str(high),
    }


def _frame(
    rows: list[dict[str, Any]], choosing: Choosing, *, change: bool, about: dict[str, Any]
) -> pd.DataFrame:
    """Rows as a table, typed also where it is empty."""
    import pandas as pd

    for row in rows:
        row["seed"] = None if row["exact"] else choosing.seed
        if (row["n_excluded"] or 0) > LARGEST:
            row["n_excluded"] = None
    kinds = {name: kind for name, kind in COLUMNS.items() if change or name != "since"}
    frame = pd.DataFrame(rows, columns=list(kinds)).astype(kinds)
    frame.attrs["elecdata"] = about | {"choices": {"by": choosing.by, "admit": choosing.admit}}
    return frame
