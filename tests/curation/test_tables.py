from __future__ import annotations

import pyarrow as pa
import pytest

from elecdata.adoption.published import arrow_table
from elecdata.curation import tables as module
from elecdata.curation.tables import (
    consistency_problems,
    schema_problems,
    shape_problems,
    to_frame,
)
from elecdata.schema import TABLES

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented
FINAL = f"{COUNCIL}/commission-2031/election/turnout_pct:final:registered"
EARLY = f"{COUNCIL}/herald-2031/election/turnout_pct:preliminary"


def changed(tables, name, row, /, **cells):
    """The tables with cells of one row changed; rows count from 1, as in messages."""
    rows = tables[name].to_pylist()
    rows[row - 1].update(cells)
    return {**tables, name: arrow_table(name, rows)}


def place(tables, name, /, **cells):
    """Number of the one row that holds these cells, from 1."""
    rows = enumerate(tables[name].to_pylist(), start=1)
    [number] = [number for number, row in rows if cells.items() <= row.items()]
    return number


def said(problems):
    """Problems as texts."""
    return [str(problem) for problem in problems]


@pytest.fixture
def one_table(monkeypatch):
    """Let pandera look at one table alone, which is the one damaged: the others take long."""
    real = module._pandera_problems

    def look_at(name):
        def seeing(table, frame, known):
            return real(table, frame, known) if table.name == name else []

        monkeypatch.setattr(module, "_pandera_problems", seeing)

    return look_at


class TestShape:
    """Tables have the columns and types of the registry."""

    def test_published_tables_have_it(self, published):
        """Nothing is wrong with what was just made."""
        assert shape_problems(published) == []

    @pytest.mark.parametrize(
        ("name", "damage", "wanted"),
        [
            pytest.param(
                "regions",
                lambda table: table.drop_columns(["name"]),
                "regions.parquet:0:3: regions.name: found no column; allowed: string",
                id="column dropped",
            ),
            pytest.param(
                "regions",
                lambda table: table.append_column("area", pa.array([1])),
                "regions.parquet:0:0: regions.area: found column 'area'; "
                "allowed: region_id, country, name, region_kind",
                id="column added",
            ),
            pytest.param(
                "results",
                lambda table: table.set_column(
                    table.column_names.index("seats"), "seats", table["seats"].cast("double")
                ),
                "results.parquet:0:15: results.seats: found double; allowed: int64",
                id="another type",
            ),
        ],
    )
    def test_other_columns_are_reported(self, published, name, damage, wanted):
        """A column too few, too many or of another type is one problem."""
        tables = {**published, name: damage(published[name])}

        assert [wanted] == said(shape_problems(tables)) == said(schema_problems(tables))

    def test_missing_and_unknown_table_are_reported(self, published):
        """A table under another name is unknown, and the one it was is missing."""
        tables = {("reslts" if name == "results" else name): t for name, t in published.items()}
        rows = TABLES["results"].description

        assert [
            "reslts.parquet:0:0: reslts: found a table; allowed: a table of the registry",
            f"results.parquet:0:0: results: found no table; allowed: {rows}",
        ] == [problem.partition("; Did you mean")[0] for problem in said(shape_problems(tables))]


class TestSchema:
    """Cells are what the registry declares."""

    def test_published_tables_are_right(self, published):
        """Nothing is wrong with what was just made."""
        assert schema_problems(published) == []

    @pytest.mark.parametrize(
        ("name", "key", "cells", "wanted"),
        [
            pytest.param(
                "results",
                {"contestant_id": "kz-alpha"},
                {"seats": -2},
                "1:15: results.seats: found -2; allowed: 0 or more",
                id="below the range",
            ),
            pytest.param(
                "results",
                {"contestant_id": "kz-alpha"},
                {"name": None},
                "1:7: results.name: found an empty cell; "
                "allowed: Full name in English as of the election.",
                id="null in a required column",
            ),
            pytest.param(
                "results",
                {"contestant_id": "kz-alpha"},
                {"office": "senate"},
                "1:5: results.office: found 'senate'; allowed: one of legislature, presidency",
                id="unknown term",
            ),
            pytest.param(
                "results",
                {"contestant_id": "kz-alpha"},
                {"contestant_id": "kz-alfa"},
                "1:2: results.contestant_id: found 'kz-alfa'; "
                "allowed: an id that stands in parties.party_id",
                id="dangling reference",
            ),
            pytest.param(
                "returns",
                {"region": "kz-north"},
                {"region": "kz-south"},
                "#:3: returns.region: found 'kz-south'; "
                "allowed: an id that stands in regions.region_id",
                id="dangling region",
            ),
            pytest.param(
                "rulings",
                {},
                {"adopted_claim_id": "kz-2031-council/nothing"},
                "1:5: rulings.adopted_claim_id: found 'kz-2031-council/nothing'; "
                "allowed: an id that stands in claims.claim_id",
                id="ruling on nothing",
            ),
            pytest.param(
                "events",
                {},
                {"event_when": "2030-13"},
                "1:4: events.event_when: found '2030-13'; allowed: EDTF: YYYY, YYYY-MM, "
                "YYYY-MM-DD, a season YYYY-21..24, ~ for about, first/last",
                id="no date",
            ),
            pytest.param(
                "events",
                {},
                {"summary": "Dissolved.\u200b"},
                "1:7: events.summary: found 'Dissolved.\\u200b'; "
                "allowed: clean text, without invisible character U+200B",
                id="invisible character",
            ),
            pytest.param(
                "sources",
                {"source_id": "herald-2031"},
                {"publisher": ""},
                "3:4: sources.publisher: found ''; allowed: a text",
                id="empty text",
            ),
        ],
    )
    def test_damaged_cell_is_reported(self, published, one_table, name, key, cells, wanted):
        """A damaged cell gives one problem, in these words, at its row and column."""
        one_table(name)
        row = place(published, name, **key)
        tables = changed(published, name, row, **cells)

        assert [f"{name}.parquet:{wanted}".replace("#", str(row))] == said(schema_problems(tables))

    def test_doubled_row_is_reported(self, published, one_table):
        """Both rows of one key are named."""
        one_table("regions")
        table = published["regions"]
        tables = {**published, "regions": pa.concat_tables([table, table])}
        allowed = "allowed: one row for each region_id"

        assert [
            f"regions.parquet:{row}:0: regions: found 'kz-north'; {allowed}" for row in (1, 2)
        ] == said(schema_problems(tables))


class TestConsistency:
    """Tables follow from the claims, rulings and registers published beside them."""

    def test_published_tables_follow(self, published):
        """Nothing is wrong with what was just made."""
        assert consistency_problems(published) == []

    @pytest.mark.parametrize(
        ("name", "key", "cells", "wanted"),
        [
            pytest.param(
                "results",
                {"contestant_id": "kz-alpha"},
                {"votes": 501},
                "1:12: results.votes: found 501; allowed: 500, which the claims give",
                id="digit in results",
            ),
            pytest.param(
                "elections",
                {"election_id": PRESIDENT},
                {"election_date": None},
                "2:7: elections.election_date: found None; "
                "allowed: '2032-03-07', which the claims give",
                id="day emptied",
            ),
            pytest.param(
                "claims",
                {"claim_id": f"{PRESIDENT}/visitors-2032/kz-bek/votes:final"},
                {"value": "401"},
                "#:6: claims[kz-bek/votes].value: found '401'; allowed: a number that "
                "as_printed gives: '400'; look at the page again",
                id="value of a claim",
            ),
            pytest.param(
                "claims",
                {"claim_id": f"{PRESIDENT}/visitors-2032/kz-bek/votes:final"},
                {"as_printed": "401"},
                "#:6: claims[kz-bek/votes].value: found '400'; allowed: a number that "
                "as_printed gives: '401'; look at the page again",
                id="print of a claim",
            ),
            pytest.param(
                "claims",
                {"claim_id": EARLY},
                {"standing": "agrees"},
                "#:21: claims.standing: found 'agrees'; allowed: 'rejected', which the claims give",
                id="standing of a claim",
            ),
            pytest.param(
                "claims",
                {"variable": "founded_when"},
                {"claim_id": f"{COUNCIL}/other"},
                f"#:1: claims.claim_id: found {COUNCIL}/other; "
                f"allowed: {COUNCIL}/herald-2031/kz-alpha/founded_when",
                id="name of a claim",
            ),
            pytest.param(
                "rulings",
                {},
                {"adopted_value": "80.3"},
                f"1:0: ruling turnout: found {FINAL} = '80.3'; allowed: '80.2', its value now; "
                "look at the ruling again",
                id="value of a ruling",
            ),
            pytest.param(
                "rulings",
                {},
                {"reason": "Because."},
                "1:13: conflicts.reason: found 'The Herald printed the count of the night.'; "
                "allowed: 'Because.', which the claims give",
                id="reason of a ruling",
            ),
            pytest.param(
                "missing",
                {"row_key": PRESIDENT, "column_name": "seats"},
                {"missing": "not_found"},
                "#:5: missing.missing: found 'not_found'; "
                "allowed: 'not_applicable', which the claims give",
                id="reason of an empty cell",
            ),
        ],
    )
    def test_damage_is_noticed_by_meaning(self, published, name, key, cells, wanted):
        """A changed cell is noticed without any digest, and said to differ in these words."""
        row = place(published, name, **key)
        found = said(consistency_problems(changed(published, name, row, **cells)))
        file, _, _ = found[0].partition(":")

        assert [f"{file}:{wanted}".replace("#", str(row))] == found

    def test_ruling_that_points_elsewhere_is_noticed(self, published):
        """A ruling turned round would publish the other figure."""
        cells = {"adopted_claim_id": EARLY, "adopted_value": "79.5", "rejected": f"{FINAL}=80.2"}
        tables = changed(published, "rulings", 1, **cells)
        places = {(p.file, p.where) for p in consistency_problems(tables)}

        assert places >= {
            ("elections.parquet", "elections.turnout_pct"),
            ("claims.parquet", "claims.standing"),
            ("conflicts.parquet", "conflicts.adopted_value"),
        }

    def test_dropped_ruling_is_noticed(self, published):
        """Rivals without a ruling may not be published."""
        tables = {**published, "rulings": published["rulings"].slice(1)}
        problems = consistency_problems(tables)

        assert [f"elections[{COUNCIL}].turnout_pct"] == [problem.where for problem in problems]

    @pytest.mark.parametrize("name", ["results", "returns", "missing", "conflicts", "contestants"])
    def test_dropped_row_is_noticed(self, published, name):
        """A row that the claims give is missed."""
        tables = {**published, name: published[name].slice(1)}
        key = tuple(published[name].to_pylist()[0][column] for column in TABLES[name].key)
        where = f"{name}.parquet:0:1: {name}.{TABLES[name].key[0]}"

        assert [f"{where}: found no row {key}; allowed: every row of the claims"] == said(
            consistency_problems(tables)
        )

    def test_dropped_claim_is_noticed(self, published):
        """A figure without its claim hangs in the air."""
        rows = published["claims"].to_pylist()
        kept = [row for row in rows if row["claim_id"].rpartition("/")[2] != "votes:final"]
        tables = {**published, "claims": arrow_table("claims", kept)}
        found = {problem.file for problem in consistency_problems(tables)}

        assert {"results.parquet", "returns.parquet"} <= found

    @pytest.mark.parametrize("name", ["results", "claims", "parties", "names"])
    def test_swapped_rows_are_noticed(self, published, name):
        """Rows stand in the order of their key."""
        rows = published[name].to_pylist()
        rows[0], rows[1] = rows[1], rows[0]
        tables = {**published, name: arrow_table(name, rows)}
        wanted = f"{name}.parquet:0:1: {name}.{TABLES[name].key[0]}: found rows out of order"

        assert [f"{wanted}; allowed: rows sorted by key"] == said(consistency_problems(tables))

    def test_doubled_row_is_noticed(self, published):
        """A row too many is out of order, also without the check of keys."""
        table = published["results"]
        tables = {**published, "results": pa.concat_tables([table.slice(0, 1), table])}

        assert [problem.found for problem in consistency_problems(tables)] == ["rows out of order"]

    def test_year_that_is_not_that_of_the_id_is_noticed(self, published):
        """An election's year stands in its id and in its day."""
        tables = changed(published, "elections", 2, year=2033)
        [problem] = [p for p in consistency_problems(tables) if p.where == "elections.year"]

        assert str(problem) == (
            f"elections.parquet:2:4: elections.year: found 2033; "
            f"allowed: the year in {PRESIDENT} and of election_date"
        )

    @pytest.mark.parametrize(
        "cells",
        [
            pytest.param({"as_printed": "9" * 5000}, id="long print"),
            pytest.param({"as_printed": "1,2,3 and 4"}, id="odd print"),
            pytest.param({"subject_type": "nobody"}, id="unknown subject"),
            pytest.param({"region": "kz/north"}, id="odd region"),
            pytest.param({"round": "1"}, id="round that does not apply"),
        ],
    )
    def test_any_claim_is_judged(self, published, cells):
        """Whatever stands in the claims is reported, never raised."""
        row = place(
            published, "claims", claim_id=f"{PRESIDENT}/visitors-2032/election/election_date"
        )
        tables = changed(published, "claims", row, **cells)

        assert consistency_problems(tables) != []


class TestToFrame:
    """`to_frame` gives pandas its nullable types."""

    def test_counts_and_days_keep_their_kind(self, published):
        """A count with gaps stays whole, a day is a datetime, a truth value may be missing."""
        types = {
            column: str(dtype)
            for name in ("results", "elections")
            for column, dtype in to_frame(published[name]).dtypes.items()
        }

        assert types["seats"] == "Int64"
        assert types["is_early"] == "boolean"
        assert types["election_date"].startswith("datetime64")
