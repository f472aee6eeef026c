"""Validating folders: what is found, and what is no folder at all."""

from __future__ import annotations

import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import elecdata
from elecdata.errors import DataMissingError, InvalidArgumentError, ValidationError
from elecdata.store import data_dir


@pytest.fixture
def folder(tmp_path):
    """A copy of the published tables."""
    return shutil.copytree(data_dir(), tmp_path / "tables")


def rewrite(path, change):
    """Write a table anew after changing its rows."""
    table = pq.read_table(path)
    rows = table.to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)


class TestValidateTables:
    """Published tables."""

    def test_the_published_tables_have_no_problem(self):
        """What is shipped is right."""
        report = elecdata.validate(data_dir())

        assert report.ok
        assert str(report).endswith("rows: no problem")

    def test_a_changed_figure_is_noticed_twice(self, folder):
        """A seat more is noticed by its digest and by the claims it was made from."""
        rewrite(folder / "results.parquet", lambda rows: rows[0].update(seats=99))
        said = str(elecdata.validate(folder))

        assert "results digest: found sha256:" in said
        assert "results.seats: found 99; allowed: " in said

    def test_other_bytes_with_the_same_content_are_noticed(self, folder):
        """A table written anew is not the file that was published."""
        rewrite(folder / "results.parquet", lambda _: None)
        [problem] = elecdata.validate(folder).problems

        assert problem.found == "other bytes, same content"

    @pytest.mark.parametrize(
        ("damage", "said"),
        [
            (
                lambda f: (f / "claims.parquet").unlink(),
                "claims.parquet:0:0: claims: found no file",
            ),
            (lambda f: (f / "claims.parquet").write_bytes(b"x"), "allowed: a Parquet file"),
            (lambda f: (f / "manifest.json").unlink(), "manifest: found no manifest.json in"),
            (lambda f: (f / "manifest.json").write_text("[]"), "is not a manifest of elecdata"),
            (
                lambda f: shutil.copy(f / "claims.parquet", f / "clams.parquet"),
                "clams: found a table; allowed: a table of the registry; Did you mean 'claims'",
            ),
        ],
        ids=["gone", "foreign", "no manifest", "odd manifest", "stranger"],
    )
    def test_damage_to_files_is_reported(self, folder, damage, said):
        """A damaged folder gives problems, not an exception."""
        damage(folder)

        assert said in str(elecdata.validate(folder))

    def test_an_edited_manifest_is_noticed(self, folder):
        """A row count that is not that of the table is a problem."""
        path = folder / "manifest.json"
        manifest = json.loads(path.read_text())
        manifest["tables"]["results"]["rows"] += 1
        path.write_text(json.dumps(manifest))
        [problem] = elecdata.validate(folder).problems

        assert problem.where == "results rows"

    def test_problems_can_be_had_as_a_table_or_raised(self, folder):
        """A report can be counted, tabled and raised."""
        rewrite(folder / "results.parquet", lambda rows: rows.pop())
        report = elecdata.validate(folder)

        assert not report
        assert len(report.to_frame()) == len(report.problems)
        with pytest.raises(ValidationError, match="no row"):
            report.raise_if_wrong()


class TestValidatePaths:
    """Paths that lead nowhere."""

    def test_nothing_there(self, tmp_path):
        """A path that does not exist is a FileNotFoundError."""
        with pytest.raises(DataMissingError, match="nothing at"):
            elecdata.validate(tmp_path / "nowhere")

    def test_a_file(self, tmp_path):
        """A file of another kind is refused."""
        (tmp_path / "results.xlsx").write_text("x")

        with pytest.raises(InvalidArgumentError, match="is neither Parquet"):
            elecdata.validate(tmp_path / "results.xlsx")

    def test_an_empty_folder(self, tmp_path):
        """A folder of neither kind is refused, not called valid."""
        with pytest.raises(InvalidArgumentError, match="holds neither published tables"):
            elecdata.validate(tmp_path)

    @pytest.mark.parametrize(
        "path", [None, 3, "a\0b", "x" * 100_000], ids=["none", "int", "nul", "long"]
    )
    def test_no_path_at_all(self, path):
        """What is no path is refused with an error of ours."""
        with pytest.raises(elecdata.ElecdataError):
            elecdata.validate(path)


class TestOddInput:
    """Folders with anything in them."""

    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        name=st.sampled_from(["results.parquet", "manifest.json", "sources.csv", "x/claims.csv"]),
        data=st.binary(max_size=400),
    )
    def test_any_bytes_give_a_report(self, tmp_path, name, data):
        """Whatever a file holds, validating ends in a report of problems."""
        shutil.rmtree(tmp_path)
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(data)

        assert not elecdata.validate(tmp_path).ok
