from __future__ import annotations

import copy
import pickle

import pytest

from elecdata import errors
from elecdata.curation.shape import ShapeError
from elecdata.errors import (
    ClashError,
    DataChangedError,
    DataMissingError,
    ElecdataError,
    ExportError,
    IntegrityError,
    InvalidArgumentError,
    LockError,
    MissingExtraError,
    OverwriteError,
    PlotError,
    Problem,
    TieError,
    UnknownNameError,
    ValidationError,
    WriteError,
    near,
)

LATER = Problem("claims.csv", 10, 1, "claims[a]", "5", "6")
EARLIER = Problem("claims.csv", 9, 3, "claims[b]", "7", "8", "count again")

# Every error, the built-in kind that it promises to be, and what it says.
CASES = [
    pytest.param(ElecdataError("So."), Exception, "So.", id="any"),
    pytest.param(
        UnknownNameError("table", "reslts", ["results"]),
        KeyError,
        "no table named 'reslts'. Did you mean 'results'? Known: results.",
        id="unknown name",
    ),
    pytest.param(InvalidArgumentError("year is 'x'"), ValueError, "year is 'x'", id="argument"),
    pytest.param(PlotError("no seats"), ValueError, "no seats", id="plot"),
    pytest.param(DataMissingError("nothing"), FileNotFoundError, "nothing", id="missing"),
    pytest.param(IntegrityError("other bytes"), ValueError, "other bytes", id="integrity"),
    pytest.param(
        LockError("a.lock", "format: found 0; allowed: 1"),
        ValueError,
        "a.lock: format: found 0; allowed: 1; make the lock anew with 'elecdata lock'",
        id="lock",
    ),
    pytest.param(
        DataChangedError("1 figure changed"), ValueError, "1 figure changed", id="data changed"
    ),
    pytest.param(
        MissingExtraError("polars", "backend='polars'"),
        ImportError,
        "backend='polars' needs polars, which is not installed: pip install 'elecdata[polars]'",
        id="extra",
    ),
    pytest.param(
        ValidationError([LATER, EARLIER, LATER]),
        ValueError,
        "2 problems\n"
        "claims.csv:9:3: claims[b]: found 7; allowed: 8; count again\n"
        "claims.csv:10:1: claims[a]: found 5; allowed: 6",
        id="validation",
    ),
    pytest.param(
        TieError(["red", "blue"], 1, "hare"),
        ValueError,
        "'red', 'blue' are tied for 1 place (hare); decide as the law says, and give the winner of "
        "the lot one vote more",
        id="tie",
    ),
    pytest.param(
        ClashError(["election 'a' is in X and in Y"]),
        ValueError,
        "these datasets cannot be used together; give yours another id, or word it alike\n"
        "election 'a' is in X and in Y",
        id="clash",
    ),
    pytest.param(
        MissingExtraError("pyreadstat", "Stata", "stata"),
        ImportError,
        "Stata needs pyreadstat, which is not installed: pip install 'elecdata[stata]'",
        id="extra of another name",
    ),
    pytest.param(ExportError("too long"), ValueError, "too long", id="export"),
    pytest.param(OverwriteError("is there"), FileExistsError, "is there", id="overwrite"),
    pytest.param(WriteError("no space"), OSError, "no space", id="write"),
    pytest.param(ShapeError("not CSV"), ValueError, "not CSV", id="shape"),
]
EVERY_ERROR = pytest.mark.parametrize(
    "error", [pytest.param(case.values[0], id=case.id) for case in CASES]
)


class TestEveryError:
    """What holds for everything that elecdata raises."""

    @pytest.mark.parametrize(("error", "kind", "message"), CASES)
    def test_is_ours_and_the_promised_built_in(self, error, kind, message):
        """Callers may catch either, and no built-in kind adds quotes to the message."""
        assert isinstance(error, ElecdataError)
        assert isinstance(error, kind)
        assert message == str(error)

    @EVERY_ERROR
    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_survives_a_process_boundary(self, error, protocol):
        """Type, message and parts come back from a pickle."""
        back = pickle.loads(pickle.dumps(error, protocol))

        assert type(error) is type(back)
        assert (str(error), vars(error)) == (str(back), vars(back))

    @EVERY_ERROR
    def test_can_be_copied(self, error):
        """A copy is as good as a pickle."""
        assert str(error) == str(copy.copy(error)) == str(copy.deepcopy(error))

    def test_none_is_forgotten(self):
        """Each class of the module has its case above."""
        declared = {
            each
            for each in vars(errors).values()
            if isinstance(each, type) and issubclass(each, ElecdataError)
        }

        assert declared <= {type(case.values[0]) for case in CASES}

    def test_error_without_a_message_is_empty(self):
        """Nothing said is nothing read."""
        assert str(ElecdataError()) == ""


class TestParts:
    """Errors hold the parts that they were made of."""

    def test_unknown_name_holds_kind_name_and_known(self):
        """A caller can offer the known names in a way of its own."""
        error = UnknownNameError("table", "reslts", iter(["results", "turnout"]))

        assert (error.kind, error.name, error.known) == ("table", "reslts", ("results", "turnout"))

    def test_name_of_any_type_is_reported(self):
        """A year is asked for by number."""
        error = UnknownNameError("year", 2013, ["2012"])

        assert str(error) == "no year named 2013. Did you mean '2012'? Known: 2012."

    def test_missing_extra_holds_package_and_purpose(self):
        """A caller can install the package itself."""
        error = MissingExtraError("duckdb", "backend='duckdb'")

        assert (error.package, error.purpose) == ("duckdb", "backend='duckdb'")


class TestValidationError:
    """Every problem is listed, once and in order."""

    def test_problems_are_sorted_and_told_apart(self):
        """Line 9 comes before line 10, and the same problem is told once."""
        assert ValidationError([LATER, EARLIER, LATER]).problems == (EARLIER, LATER)

    @pytest.mark.parametrize(
        ("count", "said"), [(0, "0 problems"), (1, "1 problem"), (2, "2 problems")]
    )
    def test_count_is_told_first(self, count, said):
        """The first line says how many there are."""
        error = ValidationError([EARLIER, LATER][:count])

        assert said == str(error).partition("\n")[0]

    def test_none_is_left_out(self):
        """A thousand problems are a thousand lines."""
        problems = [Problem("a.csv", line, 1, "row", "x", "y") for line in range(1000)]

        assert len(str(ValidationError(problems)).splitlines()) == 1001


class TestProblem:
    """A problem is one line with an address."""

    def test_line_is_a_link(self):
        """File, line and column stand first, as editors expect."""
        assert str(LATER) == "claims.csv:10:1: claims[a]: found 5; allowed: 6"

    def test_fix_stands_last(self):
        """What to do follows what is wrong."""
        assert str(EARLIER) == "claims.csv:9:3: claims[b]: found 7; allowed: 8; count again"


class TestNear:
    """`near` suggests names."""

    @pytest.mark.parametrize(
        ("name", "known", "said"),
        [
            pytest.param(
                "turnut",
                ["turnout", "votes"],
                " Did you mean 'turnout'? Known: turnout, votes.",
                id="one",
            ),
            pytest.param(
                "seat",
                ["seats", "seats_list", "votes"],
                " Did you mean 'seats'? Known: seats, seats_list, votes.",
                id="the nearest",
            ),
            pytest.param(
                "kz-2012",
                ["kz-2011", "kz-2013"],
                " Did you mean 'kz-2013' or 'kz-2011'? Known: kz-2011, kz-2013.",
                id="two",
            ),
            pytest.param("SEATS", ["seats"], " Did you mean 'seats'? Known: seats.", id="capitals"),
            pytest.param("zzz", ["seats"], " Known: seats.", id="nothing near"),
            pytest.param("zzz", [], "", id="nothing known"),
            pytest.param("", ["seats"], " Known: seats.", id="no name"),
        ],
    )
    def test_nearest_names_are_suggested(self, name, known, said):
        """A name that is near is offered, and those that exist are listed."""
        assert said == near(name, known)

    def test_at_most_three_are_suggested(self):
        """More would be no help."""
        assert near("kz-201", [f"kz-{year}" for year in range(2010, 2020)]).count(" or ") == 2

    def test_suggestions_may_be_fewer(self):
        """A caller may ask for one."""
        assert " or " not in near("kz-2012", ["kz-2011", "kz-2013"], most=1)

    def test_long_list_is_cut(self):
        """The first forty names are shown, and that there are more."""
        known = [f"n{number}" for number in range(41)]

        assert near("zzz", known) == f" Known: {', '.join(known[:40])}, ...."
