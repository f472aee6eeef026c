"""What differs between two states: figures one by one, columns and tables as one."""

from __future__ import annotations

import io
import json
import shutil
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import elecdata
from elecdata.digest import bytes_digest, table_digest
from elecdata.errors import (
    DataMissingError,
    ElecdataError,
    IntegrityError,
    InvalidArgumentError,
    UnknownNameError,
)
from elecdata.store import data_dir

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"
FIGURE = f"{PRESIDENT}, results, kz-bek, votes: 400 -> 401 (visitors-2032 -> digest-2031; "


@pytest.fixture
def edited(before, tmp_path):
    """Change one published table as a file, its manifest with it, and give the folder."""

    def make(name, change):
        folder = shutil.copytree(before, tmp_path / "edited")
        table = change(pq.read_table(folder / f"{name}.parquet"))
        pq.write_table(table, folder / f"{name}.parquet")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        data = (folder / f"{name}.parquet").read_bytes()
        manifest["tables"][name] |= {
            "columns": table.column_names,
            "rows": table.num_rows,
            "digest": table_digest(table),
            "sha256": bytes_digest(data),
        }
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        return folder

    return make


def kinds(changes):
    return [(each.kind, each.table, each.column) for each in changes]


class TestDiff:
    """`elecdata.diff` between folders."""

    def test_a_changed_figure_has_both_sources(self, before, after):
        """Old and new value, old and new source, rule and reason, as the table has them."""
        frame = elecdata.diff(before, after, tables="results").to_frame()

        assert frame.to_dict("records") == [
            {
                "kind": "changed",
                "election": PRESIDENT,
                "table": "results",
                "row": f"{PRESIDENT}/kz-bek",
                "column": "votes",
                "old": "400",
                "new": "401",
                "old_source": "visitors-2032",
                "new_source": "digest-2031",
                "old_rule": "",
                "new_rule": "later_correction",
                "reason": "The Herald corrected the report.",
            }
        ]

    def test_the_text_tells_the_same(self, before, after):
        """A heading for the election, a line for the figure, a count of all."""
        assert str(elecdata.diff(before, after, tables=["results"])) == (
            f"{before} ({elecdata.__version__}) -> {after} ({elecdata.__version__}): "
            f"1 figure changed\n\n{PRESIDENT}\n  {FIGURE}later_correction)"
        )

    def test_nothing_differs_from_itself(self, before):
        """No change is false, and says so."""
        changes = elecdata.diff(before, before)

        assert not changes
        assert str(changes).endswith(": no difference")
        assert list(changes.to_frame().columns)[:3] == ["kind", "election", "table"]

    def test_evidence_is_compared_on_request(self, before, after):
        """A new claim is no change of a published figure, unless claims are asked for."""
        assert "claims" not in {each.table for each in elecdata.diff(before, after)}
        assert {e.kind for e in elecdata.diff(before, after, tables="claims")} >= {"row added"}

    def test_both_ways_are_mirror_images(self, before, after):
        """What was added on the way there is removed on the way back."""
        there, back = elecdata.diff(before, after), elecdata.diff(after, before)

        assert [(e.row, e.column, e.old, e.new) for e in there] == [
            (e.row, e.column, e.new, e.old) for e in back
        ]


class TestForm:
    """Changes of the form of a table are told apart from those of its figures."""

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            (
                lambda t: t.append_column("margin", pa.array(range(t.num_rows), pa.int64())),
                [("column added", "results", "margin")],
            ),
            (lambda t: t.drop_columns(["seats"]), [("column removed", "results", "seats")]),
            (
                lambda t: t.set_column(
                    t.column_names.index("seats"), "seats", t["seats"].cast("double")
                ),
                [("type changed", "results", "seats")],
            ),
            (lambda t: t.select(t.column_names[::-1]), []),
            (lambda t: t.take(list(range(t.num_rows))[::-1]), []),
        ],
        ids=["new", "gone", "type", "order of columns", "order of rows"],
    )
    def test_a_column_is_one_change(self, before, edited, change, told):
        """However many rows the table has."""
        assert kinds(elecdata.diff(before, edited("results", change))) == told

    def test_a_table_is_one_change(self, before, tmp_path):
        """A table that came or went is not a list of its cells."""
        folder = shutil.copytree(before, tmp_path / "less")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        del manifest["tables"]["results"]
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

        assert kinds(elecdata.diff(before, folder)) == [("table removed", "results", "")]
        assert str(elecdata.diff(folder, before)).endswith(
            ": 1 table added\n\nnot of one election\n  results: table added"
        )

    def test_another_key_is_one_change(self, before, tmp_path):
        """Rows named otherwise cannot be held against each other, and that is said."""
        folder = shutil.copytree(before, tmp_path / "other")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        manifest["tables"]["results"]["key"] = ["contestant_id"]
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

        assert [str(each) for each in elecdata.diff(before, folder)] == [
            "results: key changed, election_id, contestant_id -> contestant_id"
        ]

    def test_a_row_twice_is_an_error(self, before, edited):
        """Which of the two to compare nobody knows."""
        folder = edited("results", lambda t: pa.concat_tables([t, t.slice(0, 1)]))
        with pytest.raises(IntegrityError) as raised:
            elecdata.diff(before, folder)

        assert str(raised.value) == (f"{folder}: table 'results' has two rows {COUNCIL}/kz-alpha")

    def test_claims_of_another_registry_cost_the_sources_alone(self, after, edited):
        """Figures can be compared with those of a version whose claims cannot be read."""
        folder = edited("claims", lambda t: t.drop_columns(["value"]))
        [change] = elecdata.diff(folder, after, tables="results")

        assert (change.old, change.old_source) == (400, "")
        assert (change.new, change.new_source) == (401, "digest-2031")


class TestSides:
    """What can be compared."""

    def test_sheets_with_tables(self, sheets, before):
        """A folder of coding sheets stands for the tables it gives."""
        assert not elecdata.diff(before, sheets.root)

    def test_locks(self, before, after, tmp_path):
        """Two locks are compared in what they hold; a lock and a folder in what it pins."""
        old, new = (
            elecdata.lock(tmp_path / f"{name}.lock", data=data, tables={"results": ["votes"]}).path
            for name, data in (("old", before), ("new", after))
        )
        for pair in ((old, new), (old, after), (before, new)):
            [change] = elecdata.diff(*pair)

            assert str(change) == f"{FIGURE}later_correction)"

    def test_a_wheel(self, before, after, tmp_path, monkeypatch):
        """The tables inside a wheel, and nothing that wants out of it."""
        (tmp_path / "scratch").mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
        path = tmp_path / "elecdata-2031.1.0-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as archive:
            for file in before.iterdir():
                archive.write(file, f"elecdata/_data/{file.name}")
            archive.writestr("elecdata/_data/../../escaped", "x")
            archive.writestr("elecdata/_data/..\\escaped", "x")

        assert [each.new for each in elecdata.diff(path, after, tables="results")] == [401]
        assert not list(tmp_path.rglob("escaped"))

    def test_the_installed_version(self):
        """Its number, its folder, and nothing are the same."""
        assert not elecdata.diff(elecdata.__version__, data_dir(), tables="results")

    @pytest.mark.parametrize(
        ("make", "error", "said"),
        [
            (lambda _: "2020.1.0", DataMissingError, "nothing at 2020.1.0. Version "),
            (lambda _: 5, InvalidArgumentError, "5 is no folder, wheel, lock or version"),
            (lambda p: p, InvalidArgumentError, "is no folder of published tables (manifest.json)"),
            (lambda p: wheel(p, b"x"), IntegrityError, "is no wheel that can be read"),
            (lambda p: wheel(p, None), IntegrityError, "is no wheel of elecdata: it holds no"),
        ],
        ids=["version", "number", "folder", "broken wheel", "other wheel"],
    )
    def test_what_cannot_be_compared_says_so(self, tmp_path, make, error, said):
        """Each in a sentence."""
        with pytest.raises(error) as raised:
            elecdata.diff(make(tmp_path))

        assert isinstance(raised.value, ElecdataError)
        assert said in str(raised.value)

    def test_unknown_tables_are_refused(self, before):
        """With the nearest name."""
        with pytest.raises(UnknownNameError, match=r"no table named 'reslts'. Did you mean 'resu"):
            elecdata.diff(before, before, tables=["reslts"])


def wheel(folder, content):
    """A wheel that holds no tables, or is none."""
    path = folder / "x.whl"
    if content is None:
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w") as archive:
            archive.writestr("other/__init__.py", "")
        content = sink.getvalue()
    path.write_bytes(content)
    return path
