"""Questions in SQL."""

from __future__ import annotations

import sys

import pandas as pd
import pytest

import elecdata
from elecdata.errors import InvalidArgumentError, MissingExtraError, UnknownNameError
from elecdata.schema import TABLES


class TestConnect:
    """A database in memory."""

    @pytest.fixture(scope="class")
    @staticmethod
    def connection():
        """A connection to all tables."""
        with elecdata.connect() as connection:
            yield connection

    @pytest.mark.parametrize("name", TABLES)
    def test_every_table_is_a_view_with_its_rows(self, connection, name):
        """A view holds what `load` gives."""
        rows = connection.execute(f'FROM "{name}"').fetchall()
        wanted = elecdata.load(name, backend="pyarrow").to_pylist()

        assert rows == [tuple(row.values()) for row in wanted]

    def test_views_and_columns_have_comments(self, connection):
        """The registry's text can be asked for."""
        views = "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
        columns = (
            "SELECT comment FROM duckdb_columns() "
            "WHERE table_name = 'results' AND column_name = 'seats_list'"
        )

        assert dict(connection.execute(views).fetchall()) == {
            name: table.description for name, table in TABLES.items()
        }
        [comment] = connection.execute(columns).fetchone()
        assert comment.startswith("Seats from party lists. Unit: seats.")

    def test_filters_are_those_of_load(self):
        """A connection to one election knows no other; registers stay whole."""
        with elecdata.connect(year=2012, country="KAZ") as connection:
            found = connection.execute("SELECT DISTINCT election_id FROM claims").fetchall()
            [parties] = connection.execute("SELECT count(*) FROM parties").fetchone()

        assert found == [("kz-2012-majilis",)]
        assert parties == len(elecdata.load("parties"))

    def test_unknown_filters_are_refused(self):
        """An election that is not there is named."""
        with pytest.raises(UnknownNameError, match=r"^no year named 2013\."):
            elecdata.connect(year=2013)

    def test_a_missing_library_is_named(self, monkeypatch):
        """Without DuckDB the error says how to install it."""
        monkeypatch.setitem(sys.modules, "duckdb", None)
        with pytest.raises(MissingExtraError) as raised:
            elecdata.sql("select 1")

        assert str(raised.value) == (
            "SQL needs duckdb, which is not installed: pip install 'elecdata[duckdb]'"
        )


class TestSql:
    """Answers as frames."""

    def test_whole_numbers_stay_whole(self):
        """Sums and counts are Int64, also with gaps; days are days."""
        answer = elecdata.sql(
            "select sum(seats) as s, count(*) as n, null::int as gap, 2::tinyint as small, "
            "max(vote_share_pct) as share, date '2012-01-15' as day from results",
            election="kz-2012-majilis",
        )

        assert answer.dtypes.astype(str).to_dict() == {
            "s": "Int64",
            "n": "Int64",
            "gap": "Int64",
            "small": "Int64",
            "share": "float64",
            "day": "datetime64[ms]",
        }
        assert (answer.s[0], answer.share[0]) == (107, 80.99)
        assert answer.day[0] == pd.Timestamp("2012-01-15")

    def test_a_view_can_be_asked(self):
        """What one source alone says."""
        answer = elecdata.sql(
            "select seats from elections where election_id = 'kz-2012-majilis'", source="wpr-2012"
        )

        assert answer.seats.to_list() == [108]

    def test_two_columns_of_one_name_are_both_there(self):
        """Whole numbers are told by place, not by name."""
        answer = elecdata.sql("select 1 as a, 2 as a")

        assert answer.to_numpy().tolist() == [[1, 2]]

    def test_numbers_beyond_64_bits_are_not_cut(self):
        """They come as exact decimals."""
        answer = elecdata.sql("select 2::hugeint ** 0 * 170141183460469231731687303715 as n")

        assert len(answer) == 1

    def test_no_answer_is_no_rows(self):
        """A statement that answers nothing gives an empty frame."""
        assert elecdata.sql("create table x (a int)").empty

    def test_a_wrong_query_is_explained(self):
        """DuckDB's own words, on one line."""
        with pytest.raises(InvalidArgumentError) as raised:
            elecdata.sql("select seets from results")

        assert str(raised.value).startswith(
            'the query has no answer: Binder Error: Referenced column "seets" not found'
        )
        assert "\n" not in str(raised.value)
