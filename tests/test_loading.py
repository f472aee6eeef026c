"""Loading: tables, filters, views, backends, and what is refused."""

from __future__ import annotations

import ast
import pydoc
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import elecdata
from elecdata.errors import (
    DataMissingError,
    IntegrityError,
    InvalidArgumentError,
    MissingExtraError,
    UnknownNameError,
)
from elecdata.schema import TABLES
from elecdata.store import data_dir, read_manifest


class TestLoad:
    """A table as it was published."""

    @pytest.mark.parametrize("name", TABLES)
    def test_every_table_has_its_declared_columns(self, name):
        """A loaded table has the columns of the registry, in order."""
        frame = elecdata.load(name)

        assert list(TABLES[name].columns) == list(frame.columns)

    @pytest.mark.parametrize("name", TABLES)
    def test_every_table_has_the_rows_of_the_manifest(self, name):
        """The manifest tells the number of rows."""
        assert read_manifest(data_dir())["tables"][name]["rows"] == len(elecdata.load(name))

    def test_counts_are_whole_numbers_that_may_be_missing(self):
        """A seat is a whole number also in a column with gaps."""
        assert elecdata.load("results").seats.dtype == pd.Int64Dtype()

    def test_days_are_dates(self):
        """A date column can be compared with a timestamp."""
        elections = elecdata.load("elections").set_index("election_id")

        assert pd.Timestamp("2012-01-15") == elections.election_date["kz-2012-majilis"]

    def test_frames_are_independent(self):
        """What one caller does to a frame does not reach the next."""
        first = elecdata.load("results")
        first.loc[:, "seats"] = 0
        first.attrs["elecdata"]["version"] = "mine"
        second = elecdata.load("results")

        assert second.seats.sum() > 0
        assert elecdata.__version__ == second.attrs["elecdata"]["version"]

    def test_attrs_name_version_and_digest(self):
        """A frame says which data it holds."""
        said = elecdata.load("results").attrs["elecdata"]

        assert said["digest"] == read_manifest(data_dir())["tables"]["results"]["digest"]

    def test_threads_get_equal_frames(self):
        """Sixteen threads that load at once get the same table."""
        found = []
        threads = [
            threading.Thread(target=lambda: found.append(elecdata.load("claims")))
            for _ in range(16)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(found) == 16
        assert all(found[0].equals(frame) for frame in found[1:])


class TestFilters:
    """Rows of some elections."""

    @pytest.mark.parametrize(
        "filters",
        [
            {"election": "kz-2012-majilis"},
            {"country": "KAZ", "year": 2012},
            {"year": [2012]},
            {"year": pd.Series([2012]).iloc[0]},
            {"office": "legislature", "year": 2012, "country": ["KAZ"]},
        ],
        ids=str,
    )
    @pytest.mark.parametrize("table", ["results", "contestants", "elections", "events"])
    def test_filters_keep_the_election_they_name(self, table, filters):
        """Every way to name the 2012 election keeps its rows, also in tables without a year."""
        frame = elecdata.load(table, **filters)

        assert {"kz-2012-majilis"} == set(frame.election_id)

    @pytest.mark.parametrize(
        ("filters", "said"),
        [
            ({"table": "reslts"}, "no table named 'reslts'. Did you mean 'results'"),
            ({"country": "kaz"}, "no country named 'kaz'. Did you mean 'KAZ'?"),
            ({"year": 2013}, "no year named 2013."),
            ({"election": "kz-2012"}, "no election named 'kz-2012'. Did you mean"),
            ({"office": "parliament"}, "no office named 'parliament'."),
            ({"backend": "spark"}, "no backend named 'spark'. Known: pandas, pyarrow"),
            ({"source": "osce"}, "no source named 'osce'."),
        ],
        ids=lambda value: str(value)[:30],
    )
    def test_unknown_names_suggest_near_ones(self, filters, said):
        """A name that does not exist raises a KeyError that names the nearest."""
        with pytest.raises(UnknownNameError) as raised:
            elecdata.load(**filters)

        assert str(raised.value).startswith(said)
        assert isinstance(raised.value, KeyError)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ({"year": "2012"}, "year is '2012'; it should be int or a list of int"),
            ({"country": [1]}, "country is 1; it should be str or a list of str"),
            (
                {"as_of": "yesterday"},
                "as_of is 'yesterday'; it should be a day such as '2012-01-16'",
            ),
            ({"table": pd.DataFrame()}, "table is DataFrame; it should be the name of a table"),
        ],
        ids=lambda value: str(value)[:30],
    )
    def test_wrong_arguments_are_explained(self, arguments, said):
        """An argument of the wrong kind raises a ValueError that says what it should be."""
        with pytest.raises(InvalidArgumentError) as raised:
            elecdata.load(**arguments)

        assert str(raised.value).startswith(said)
        assert isinstance(raised.value, ValueError)

    def test_tables_without_elections_cannot_be_filtered(self):
        """Filtering sources by year is refused, not ignored."""
        with pytest.raises(InvalidArgumentError, match="table 'sources' is not about elections"):
            elecdata.load("sources", year=2012)


class TestViews:
    """What one source says, and what had been published by a day."""

    def test_a_source_alone_has_its_own_figures(self):
        """World Politics Review alone has a chamber of 108."""
        seen = elecdata.load("elections", source="wpr-2012", election="kz-2012-majilis")

        assert seen.seats.to_list() == [108]

    def test_a_source_alone_has_no_conflict_with_others(self):
        """One source that does not contradict itself leaves no conflict."""
        assert elecdata.load("conflicts", source="wpr-2012").empty

    def test_the_day_before_the_first_source_knows_nothing(self):
        """Before anything was published all figures are missing, and not yet known."""
        view = {"as_of": "1990-01-01", "election": "kz-2012-majilis"}
        missing = elecdata.load("missing", **view).set_index(["table_name", "column_name"])

        assert elecdata.load("results", **view).empty
        assert missing.loc[("elections", "seats"), "missing"] == "not_yet"

    def test_attrs_say_what_the_view_did(self):
        """A view names its day and the sources left out for want of a date."""
        said = elecdata.load("results", as_of="2012-01-16").attrs["elecdata"]["view"]

        assert said["as_of"] == "2012-01-16"
        assert "wpr-2012" in said["sources_without_date"]

    def test_the_whole_record_as_a_view_is_the_record(self):
        """Assembling all claims anew gives the published results, whatever the backend."""
        from elecdata.adoption.assembly import assemble
        from elecdata.loading import record

        assert (
            elecdata.load("results", backend="pyarrow").to_pylist() == assemble(record())["results"]
        )


class TestBackends:
    """The same rows in every library."""

    @pytest.mark.parametrize("name", ["results", "elections", "events", "claims"])
    def test_all_backends_hold_the_same_rows(self, name):
        """Arrow, Polars and DuckDB hold what pandas holds, cell by cell."""
        rows = elecdata.load(name, backend="pyarrow").to_pylist()
        relation = elecdata.load(name, backend="duckdb")

        assert rows == elecdata.load(name, backend="polars").to_dicts()
        assert [tuple(row.values()) for row in rows] == relation.fetchall()
        assert len(rows) == len(elecdata.load(name))

    def test_arrow_carries_units_and_version(self):
        """An Arrow table tells units of its columns and the data version."""
        table = elecdata.load("results", backend="pyarrow")

        assert table.schema.field("seats").metadata[b"unit"] == b"seats"
        assert elecdata.__version__.encode() in table.schema.metadata[b"elecdata"]

    def test_a_missing_library_is_named(self, monkeypatch):
        """Without Polars the error says how to install it."""
        monkeypatch.setitem(sys.modules, "polars", None)
        with pytest.raises(MissingExtraError) as raised:
            elecdata.load(backend="polars")

        assert str(raised.value) == (
            "backend='polars' needs polars, which is not installed: pip install 'elecdata[polars]'"
        )


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the published tables that loading reads instead of the real ones."""
    for path in data_dir().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr("elecdata.dataset.data_dir", lambda: tmp_path)
    return tmp_path


class TestIntegrity:
    """Files that are not the published ones."""

    @pytest.mark.parametrize(
        "damage",
        [
            pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-10]), id="truncated"),
            pytest.param(lambda path: path.write_bytes(b""), id="empty"),
            pytest.param(lambda path: path.write_bytes(b"PAR1 not really"), id="foreign"),
            pytest.param(lambda path: path.unlink(), id="gone"),
            pytest.param(
                lambda path: path.write_bytes(path.with_name("claims.parquet").read_bytes()),
                id="swapped",
            ),
        ],
    )
    def test_a_damaged_file_is_refused(self, copied, damage):
        """Whatever happens to a file, also after a first load, the error names the table."""
        assert len(elecdata.load("results"))
        damage(copied / "results.parquet")

        with pytest.raises(IntegrityError, match=r"table 'results': .*reinstall elecdata"):
            elecdata.load("results")

    def test_a_damaged_manifest_is_refused(self, copied):
        """A manifest that cannot be read stops loading."""
        (copied / "manifest.json").write_text("{")

        with pytest.raises(IntegrityError, match=r"manifest\.json is not a manifest of elecdata"):
            elecdata.load("results")

    def test_a_missing_manifest_is_refused(self, copied):
        """Without a manifest nothing is loaded."""
        (copied / "manifest.json").unlink()

        with pytest.raises(DataMissingError, match=r"no manifest\.json in"):
            elecdata.load("results")


class TestImport:
    """What importing costs."""

    def test_importing_loads_no_library(self):
        """A bare import brings in none of the libraries that elecdata is built on."""
        heavy = "numpy pandas pyarrow pandera matplotlib narwhals importlib.metadata"
        code = (
            "import sys, elecdata, elecdata.plot; "
            f"print([m for m in {heavy.split()} if m in sys.modules])"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )

        assert run.stdout.strip() == "[]"

    def test_loading_needs_no_pandera_and_no_matplotlib(self):
        """A load brings in pandas and pyarrow alone."""
        heavy = "pandera matplotlib narwhals elecdata.schema"
        code = (
            "import sys, elecdata; elecdata.load(); "
            f"print([m for m in {heavy.split()} if m in sys.modules])"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )

        assert run.stdout.strip() == "[]"

    def test_every_public_name_is_there(self):
        """Every promised name can be had, and completion lists it."""
        assert all(getattr(elecdata, name) is not None for name in elecdata.__all__)
        assert set(elecdata.__all__) <= set(dir(elecdata))
        assert sorted(elecdata.__all__) == elecdata.__all__

    def test_type_checkers_read_the_same_names(self):
        """The stub beside the package imports every public name, and from its home."""
        stub = ast.parse(Path(elecdata.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
        told = {
            name.asname: f"{each.module}.{name.name}"
            for each in ast.walk(stub)
            if isinstance(each, ast.ImportFrom)
            for name in each.names
        }

        assert sorted(told) == elecdata.__all__
        assert all(getattr(elecdata, name) is pydoc.locate(home) for name, home in told.items())

    def test_other_names_are_refused(self):
        """A name that does not exist is an AttributeError."""
        with pytest.raises(AttributeError, match="has no attribute 'laod'"):
            elecdata.laod  # noqa: B018


class TestTables:
    """The list of tables."""

    def test_every_table_is_listed_with_its_rows(self):
        """The list names every table of the registry."""
        listed = elecdata.tables().set_index("table")

        assert list(TABLES) == list(listed.index)
        assert listed.rows["results"] == len(elecdata.load())
        assert isinstance(elecdata.load(backend="pyarrow"), pa.Table)
