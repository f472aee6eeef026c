"""Results of somebody's own: every rule of the registry finds its damage, at its row."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import elecdata
from elecdata.curation.tables import rule_problems, to_frame
from elecdata.errors import InvalidArgumentError
from elecdata.inspection.findings import LISTED
from elecdata.schema import TABLES
from elecdata.schema.arrow import arrow_schema

RESULTS = TABLES["results"]
MINE = {
    "election_id": ["de-2031", "de-2031", "de-2035"],
    "contestant_id": ["spd", "cdu", "spd"],
    "contestant_type": ["party", "party", "bloc"],
    "office": ["legislature", "legislature", "legislature"],
    "votes": [600, 400, 7],
    "vote_share_pct": [60.0, 40.0, 7.0],
    "seats": [7, 3, 5],
    "seats_list": [4, 0, 5],
    "seats_constituency": [3, 3, 0],
    "seat_share_pct": [70.0, 30.0, 2.5],
}
KINDS = {
    "pandas": pd.DataFrame,
    "nullable": lambda cells: pd.DataFrame(cells).convert_dtypes(),
    "object": lambda cells: pd.DataFrame(cells, dtype=object),
    "category": lambda cells: pd.DataFrame(cells).astype(
        dict.fromkeys(["election_id", "contestant_id", "contestant_type", "office"], "category")
    ),
    "polars": lambda cells: pl.DataFrame(cells, strict=False),
    "pyarrow": pa.table,
    "chunked": lambda cells: pa.concat_tables([pa.table(cells)[:1], pa.table(cells)[1:]]),
}
each_kind = pytest.mark.parametrize("kind", KINDS)


def mine(row=1, **changes):
    """Results in which some cells of a row are others."""
    cells = {name: list(values) for name, values in MINE.items()}
    for name, value in changes.items():
        cells[name][row] = value
    return cells


def said(cells, kind="pyarrow"):
    """Problems, a line each, without the name of the frame."""
    report = elecdata.validate(KINDS[kind](cells))

    assert report.kind == "results"
    return [str(each).removeprefix("frame:") for each in report.problems]


@each_kind
def test_right_results_have_no_problem(kind):
    """Other countries' ids, no names, no colours: all of it is optional."""
    report = elecdata.validate(KINDS[kind](mine()))

    assert report.ok
    assert str(report).endswith("frame: results, 3 rows, 10 columns: no problem")


@pytest.mark.parametrize("backend", ["pandas", "pyarrow", "polars"])
def test_the_published_results_have_no_problem(backend):
    """Our own results obey the rules for other people's."""
    assert elecdata.validate(elecdata.load(backend=backend)).ok


@each_kind
@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"votes": -1}, "2:5: results.votes: found -1; allowed: 0 or more"),
        (
            {"vote_share_pct": 100.5},
            "2:6: results.vote_share_pct: found 100.5; allowed: 100 or less",
        ),
        (
            {"contestant_type": "sect"},
            (
                "2:3: results.contestant_type: found 'sect'; allowed: one of party, bloc, "
                "movement, candidate, independents, indirect"
            ),
        ),
        (
            {"contestant_type": None},
            (
                "2:3: results.contestant_type: found an empty cell; allowed: "
                "What kind of contestant this is."
            ),
        ),
        (
            {"contestant_id": "CDU"},
            (
                "2:2: results.contestant_id: found 'CDU'; allowed: lower-case letters and digits "
                "joined by '-', '_', '.', ':' or '/'"
            ),
        ),
        (
            {"contestant_id": "spd"},
            (
                "2:1: results.election_id: found de-2031/spd again; allowed: one row for each "
                "election_id/contestant_id"
            ),
        ),
        (
            {"seats_list": 1},
            "2:7: results.seats: found 3; allowed: 4, the sum of seats_list, seats_constituency",
        ),
        (
            {"seats_list": None, "seats_constituency": 9},
            "2:7: results.seats: found 3; allowed: 9, the sum of seats_list, seats_constituency",
        ),
        (
            {"vote_share_pct": 41.0},
            (
                "1:6: results.vote_share_pct: found a sum of 101 for 'de-2031'; allowed: at most "
                "100 for each election_id, but for rounding"
            ),
        ),
        (
            {"seat_share_pct": 29.0},
            (
                "1:10: results.seat_share_pct: found percentages of more than one number of seats "
                "in 'de-2031'; allowed: seats in per cent of one number for each election_id, "
                "to 0.05"
            ),
        ),
        (
            {"office": "presidency"},
            (
                "2:7: results.seats: found a value for presidency; allowed: values for legislature "
                "only"
            ),
        ),
        (
            {"contestant_type": "independents"},
            (
                "2:8: results.seats_list: found a value for independents; allowed: values for "
                "party or bloc or movement or candidate only"
            ),
        ),
    ],
    ids=lambda value: (
        "-".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else ""
    ),
)
def test_damage_is_found(kind, changes, problem):
    """A damaged cell gives a problem in these words, whatever the frame is of."""
    assert problem in said(mine(**changes), kind)


@pytest.mark.parametrize(
    ("column", "cells", "problem"),
    [
        ("votes", [1.0, 2.5, 3.0], "2:5: results.votes: found 2.5; allowed: a whole number"),
        (
            "votes",
            ["1", "2", "3"],
            "0:5: results.votes: found a column of string; allowed: whole numbers",
        ),
        (
            "votes",
            [True, False, True],
            "0:5: results.votes: found a column of bool; allowed: whole numbers",
        ),
        (
            "contestant_id",
            [1, 2, 3],
            "0:2: results.contestant_id: found a column of int64; allowed: text",
        ),
        ("votes", [1, float("inf"), 3], "2:5: results.votes: found inf; allowed: a whole number"),
        ("votes", [2**60, 1, 2], None),
    ],
)
def test_types(column, cells, problem):
    """A column of another type is one problem; whole numbers may be written as floats."""
    found = said(mine() | {column: cells})

    assert found == [problem] * (problem is not None)


def test_infinity_is_no_accident_of_arithmetic():
    """Infinite seats and shares are problems, and nothing warns."""
    found = said(mine(seats=float("inf"), seat_share_pct=float("inf")))

    assert "2:7: results.seats: found inf; allowed: a whole number" in found


def test_an_infinite_share_is_out_of_range():
    """Infinity is more than 100."""
    found = said(mine(vote_share_pct=float("inf")))

    assert "2:6: results.vote_share_pct: found inf; allowed: 100 or less" in found


def test_nan_is_a_missing_figure():
    """Where a frame has NaN beside nulls, it is as good as null."""
    frame = pl.DataFrame(mine()).with_columns(
        votes=pl.lit(float("nan")), seats=pl.lit(float("nan"))
    )

    assert elecdata.validate(frame).ok


def test_whole_numbers_may_be_floats():
    """As pandas has them where some are missing."""
    frame = pd.DataFrame(mine(votes=np.nan))

    assert frame.votes.dtype == "float64"
    assert elecdata.validate(frame).ok


@pytest.mark.parametrize("slack", [0.05, -0.05])
def test_rounded_shares_are_right(slack):
    """One decimal is enough."""
    assert said(mine(seat_share_pct=30.0 + slack)) == []


def test_one_problem_does_not_hide_another():
    """All problems are reported together."""
    cells = mine(votes=-1, contestant_id="spd") | {"seats": [7, 3, -5]}

    assert len(said(cells)) == 4  # a negative figure twice, a key twice, and tiers that add up to 5


def test_columns_that_are_needed():
    """Without its key a table cannot be checked, and the rest of it still is."""
    cells = {"contestant_id": ["a", "b"], "votes": [1, -1]}

    assert said(cells) == [
        (
            "0:0: results.election_id: found no column 'election_id'; allowed: Election, as "
            "country-year-contest."
        ),
        "2:2: results.votes: found -1; allowed: 0 or more",
    ]


def test_what_was_not_checked_is_said():
    """Absent columns, and those that the registry does not know, with near names."""
    cells = {"election_id": ["a"], "contestant_id": ["b"], "seat_share": [900.0]}
    report = elecdata.validate(pd.DataFrame(cells))

    assert report.ok
    assert report.notes[0].startswith("not there, so not checked: country, year, ")
    assert report.notes[1] == (
        "column 'seat_share' is not one of results, so not checked. Did you mean 'seat_share_pct'"
        " or 'seats'?"
    )


def test_many_problems_are_listed_in_part_and_counted_in_full():
    """A million bad rows do not make a million lines."""
    rows = 1_000_000
    frame = pd.DataFrame(
        {
            "election_id": "x",
            "contestant_id": pd.Series(range(rows)).astype(str),
            "votes": -1,
        }
    )
    report = elecdata.validate(frame)

    assert len(report.problems) == LISTED
    assert report.more == {"results.votes: 0 or more": rows - LISTED}
    assert "... and 999,980 more rows, results.votes: 0 or more\n" in str(report)
    assert str(report).endswith("1,000,000 problems")


def test_no_rows():
    """A table without rows breaks no rule."""
    assert elecdata.validate(pd.DataFrame(mine()).head(0)).ok
    assert elecdata.validate(pa.table(mine())[:0]).ok


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"election_id": ["a", 3], "contestant_id": ["b", object()]}),
        pd.DataFrame({"election_id": [None, None], "contestant_id": [None, None]}),
        pd.DataFrame([["a", "b"]], columns=["election_id", "election_id"]),
        pd.DataFrame({0: [1], 1: [2]}),
        pa.table({"election_id": [["a"]], "contestant_id": [{"b": 1}]}),
        pa.table({"election_id": [b"\xff"], "contestant_id": ["a"]}),
        pd.DataFrame(),
    ],
    ids=["mixed", "empty cells", "a name twice", "numbers for names", "nested", "bytes", "nothing"],
)
def test_odd_frames_give_a_report(frame):
    """Whatever a frame holds, there is a report of problems and no exception."""
    report = elecdata.validate(frame)

    assert not report.ok
    assert str(report)


@pytest.mark.parametrize(
    ("frame", "problem"),
    [
        (pl.DataFrame(mine()).lazy(), "the frame is a LazyFrame, which has no rows yet: "),
        (type("Odd", (), {"columns": []})(), "path is <"),
    ],
    ids=["lazy", "no frame"],
)
def test_what_is_no_frame_is_refused(frame, problem):
    """The error says what to do."""
    with pytest.raises(InvalidArgumentError) as caught:
        elecdata.validate(frame)

    assert str(caught.value).startswith(problem)


def damages():
    """A wrong cell for every column and check of it that pandera makes, too."""
    for field in RESULTS.fields:
        if not field.nullable:
            yield field.name, None
        if field.low is not None:
            yield field.name, field.low - 1
        if field.high is not None:
            yield field.name, field.high + 1
        if field.vocabulary is not None:
            yield field.name, "no-term"
    yield "contestant_id", "again"


@pytest.mark.parametrize(("column", "value"), list(damages()))
def test_pandera_finds_the_same(column, value):
    """The schemas that the registry feeds flag the same row and column."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from elecdata.schema.frames import frame_schema
    import pandera.errors

    rows = elecdata.load("results", backend="pyarrow").to_pylist()
    rows[7][column] = rows[6][column] if value == "again" else value
    if isinstance(value, float) and RESULTS[column].kind == "integer":
        rows[7][column] = int(value)
    schema = pa.schema([each.with_nullable(True) for each in arrow_schema(RESULTS)])
    table = pa.Table.from_pylist(rows, schema=schema)
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        frame_schema(RESULTS).validate(to_frame(table), lazy=True)
    theirs = {
        (row["column"], row["index"] + 1) for row in caught.value.failure_cases.to_dict("records")
    }
    ours = {
        (each.where.removeprefix("results."), each.line)
        for each in elecdata.validate(table).problems
    }

    wanted = ("election_id" if value == "again" else column, 8)
    assert wanted in ours
    assert wanted in theirs


def test_published_tables_are_held_to_the_same_rules():
    """Adopted seats that are not the sum of their tiers are noticed before they are shipped."""
    rows = elecdata.load("results", backend="pyarrow")
    wrong = rows.set_column(
        rows.column_names.index("seats_list"), "seats_list", pa.array([99] * len(rows))
    )
    said = {problem.where for problem in rule_problems({"results": wrong})}

    assert rule_problems({"results": rows}) == []
    assert "results.seats" in said
