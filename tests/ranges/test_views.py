"""The range of an index as of a day, from one source, and over sheets of one's own."""

from __future__ import annotations

import csv
import io
import itertools
import math

import pytest

import elecdata
from elecdata.errors import InvalidArgumentError, UnknownNameError

COUNCIL, LATER = "kz-2031-council", "kz-2035-council"
PUBLISHED = {  # of the invented sources; the Digest has no day
    "herald-2031": "2031-01-16",
    "commission-2031": "2031-02-01",
    "visitors-2032": "2032-03-09",
}
HALL = """
country = "KAZ"
year = 2035
office = "legislature"
chamber = "Council"
"""
VIEWS = (
    {"as_of": "2031-01-15"},
    {"as_of": "2031-01-16"},
    {"as_of": "2031-02-01"},
    {"as_of": "2032-12-31"},
    {"source": "herald-2031"},
    {"source": "digest-2031"},
    {"source": "visitors-2032"},
    {"source": "visitors-2032", "as_of": "2032-01-01"},
    {},
)


def rows_of(sheets, as_of="9999", source=None):
    """Claims of the Council's sheet in a view, read without the library."""
    rows = csv.DictReader(io.StringIO(sheets.text(f"{COUNCIL}/claims.csv")))
    return [
        row
        for row in rows
        if source in (None, row["source_id"])
        and (as_of == "9999" or PUBLISHED.get(row["source_id"], "9999") <= as_of)
        and not row["region"]
    ]


def all_seats(rows):
    """Every way to give each contestant one of the figures told of it, by plain counting."""
    told = {}
    for row in rows:
        if row["subject_type"] == "contestant" and row["variable"] == "seats":
            told.setdefault(row["subject_id"], set()).add(int(row["value"]))
    chambers = {int(r["value"]) for r in rows if (r["subject_type"], r["variable"]) == CHAMBER}
    for seats in itertools.product(*told.values()):
        if seats and (not chambers or sum(seats) in chambers):
            yield seats


CHAMBER = ("election", "seats")


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_range_in_a_view_is_that_of_all_ways_to_choose_in_it(disputed, view):
    """Lowest, highest and number of choices, against every product of the figures in sight."""
    numbers = [
        sum(seats) ** 2 / sum(n * n for n in seats)
        for seats in all_seats(rows_of(disputed, **view))
    ]
    found = elecdata.sensitivity(election=COUNCIL, data=disputed.root, **view).iloc[0]
    ends = (min(numbers), max(numbers)) if numbers else (math.nan, math.nan)

    assert found.n_choices == len(numbers)
    assert (found.low, found.high) == pytest.approx(ends, nan_ok=True)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_adopted_value_is_that_of_the_results_in_the_view(disputed, view):
    """What load gives in the same view is what the range is set around."""
    results = elecdata.load("results", election=COUNCIL, data=disputed.root, **view)
    seats = [int(n) for n in results.seats.dropna()]
    enp = sum(seats) ** 2 / sum(n * n for n in seats) if seats else math.nan
    found = elecdata.sensitivity(election=COUNCIL, data=disputed.root, **view).iloc[0]

    assert found.adopted == pytest.approx(enp, nan_ok=True)


def test_the_table_says_which_view_it_is_of(disputed):
    """Day, source, and the sources without a day that the day leaves out."""
    asked = {"as_of": "2032-12-31", "source": "herald-2031", "year": 2031}
    about = elecdata.sensitivity(data=disputed.root, **asked).attrs["elecdata"]

    assert about["view"] == {
        "as_of": "2032-12-31",
        "source": "herald-2031",
        "sources_without_date": ["digest-2031"],
        "year": [2031],
    }


def test_a_contestant_of_whom_nothing_is_known_yet_has_no_row(disputed):
    """Alpha exists, but on the day of the vote no source had told of it."""
    asked = {"index": "seats", "contestant": "kz-alpha", "data": disputed.root}

    assert elecdata.sensitivity(**asked, as_of="2031-01-15").empty
    assert len(elecdata.sensitivity(**asked, as_of="2031-01-16")) == 1
    with pytest.raises(UnknownNameError, match=r"no contestant named 'kz-alfa'\. Did you mean"):
        elecdata.sensitivity(**asked | {"contestant": "kz-alfa"}, as_of="2031-01-16")


def test_what_is_found_wrong_later_stays_out_of_earlier_days(rivals):
    """The Herald's slip is not chosen on the day on which the Herald alone is out either."""
    rivals.add("kz-alpha/votes", "480", "misprint")
    asked = {"index": "votes", "contestant": "kz-alpha", "data": rivals.sheets.root}
    [row] = elecdata.sensitivity(**asked, as_of="2031-02-01").to_dict("records")

    assert (row["low"], row["high"], row["n_choices"]) == (500, 500, 1)


def test_elections_without_a_column_in_common_have_no_change(sheets):
    """One paper printed shares of the one vote and counts of the other: nothing to subtract."""
    sheets.write(f"{LATER}/election.toml", HALL)
    sheets.write(f"{LATER}/rulings.toml", "")
    header = sheets.text(f"{COUNCIL}/claims.csv").partition("\n")[0]
    sheets.write(f"{LATER}/claims.csv", f"{header}\n")
    sheets.claim("contestant,kz-alpha,votes", "300", election=LATER, stage="unstated")
    asked = {"index": "enp_votes", "change": True, "office": "legislature", "data": sheets.root}
    [row] = elecdata.sensitivity(**asked, source="herald-2031").to_dict("records")

    assert (row["election_id"], row["since"], row["n_choices"]) == (LATER, COUNCIL, 0)
    assert (row["adopted"] == row["adopted"], row["driver"]) == (False, "")


@pytest.mark.parametrize(
    ("view", "error", "said"),
    [
        ({"source": "herald"}, UnknownNameError, "no source named 'herald'. Did you mean 'herald"),
        (
            {"as_of": "in May"},
            InvalidArgumentError,
            "as_of is 'in May'; it should be a day such as '2012-01-16'",
        ),
    ],
    ids=str,
)
def test_a_view_that_is_none_says_so(sheets, view, error, said):
    """An unknown source and a day that is no day."""
    with pytest.raises(error) as raised:
        elecdata.sensitivity(data=sheets.root, **view)

    assert str(raised.value).startswith(said)
