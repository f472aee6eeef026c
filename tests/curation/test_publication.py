from __future__ import annotations

import json
import os
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from elecdata import __version__
from elecdata.adoption.published import record_of
from elecdata.curation import publication
from elecdata.curation.control import Rules
from elecdata.curation.publication import build, publish, stale
from elecdata.digest import bytes_digest, sheets_digest, table_digest
from elecdata.errors import ValidationError
from elecdata.metadata import FILES
from elecdata.schema import TABLES

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented
REMEDY = "run 'make publish'"


@pytest.fixture
def processed(tables_of, tmp_path):
    """A copy of the published tables, for one test."""
    shutil.copytree(tables_of, tmp_path / "processed")
    return tmp_path / "processed"


@pytest.fixture
def unchecked(monkeypatch):
    """Tables are not held against the registry: what that finds is tested beside it."""
    monkeypatch.setattr(publication, "schema_problems", lambda _: [])


def content(folder):
    """Files of a folder by name, with what tells whether they were written again."""
    return {
        path.name: (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


class TestBuild:
    """`build` gives all tables, or every problem."""

    def test_valid_sheets_give_all_tables(self, sheets):
        """Every table of the registry is there, and the record behind them."""
        tables, record = build(sheets.root)

        assert list(TABLES) == list(tables)
        assert record_of(tables).elections == record.elections

    def test_faulty_sheets_raise_with_every_problem(self, sheets):
        """Nothing is built from sheets that break a rule, and all of it is told."""
        sheets.damage("regions.csv", "kz-north", country="KAS")
        sheets.swap(f"{COUNCIL}/election.toml", "2031", "2030")

        with pytest.raises(ValidationError) as caught:
            build(sheets.root)

        assert sheets.problems() == [str(problem) for problem in caught.value.problems]

    def test_audit_that_fails_is_a_problem(self, sheets):
        """Tables that contradict the year's control totals are not built."""
        with pytest.raises(ValidationError) as caught:
            build(sheets.root, [Rules(COUNCIL, seats=11)])

        assert [f"{COUNCIL}/claims.csv"] == [problem.file for problem in caught.value.problems]

    def test_audit_that_passes_is_none(self, sheets):
        """The invented control totals hold."""
        tiers = {"list": 9, "indirect": 1}
        rules = Rules(COUNCIL, seats=10, tiers=tiers, indirect={"kz-house": 1})

        assert build(sheets.root, [rules])[0]["results"].num_rows == 5


@pytest.mark.usefixtures("unchecked")
class TestPublish:
    """`publish` writes wholly or not at all."""

    def test_folder_holds_tables_and_manifest(self, processed):
        """One Parquet file a table, the manifest, and descriptions for other programs."""
        names = {path.name for path in processed.iterdir()}

        assert {f"{name}.parquet" for name in TABLES} | {"manifest.json", *FILES.values()} == names

    @pytest.mark.parametrize("other", [{"name": "mine"}, {"licence": "CC-BY-4.0"}], ids=repr)
    def test_data_of_others_are_not_described_as_ours(self, sheets, processed, other):
        """Descriptions name author and licence of the packaged data; those of before go."""
        publish(sheets.root, processed, **other)

        assert not {path.name for path in processed.iterdir()} & {*FILES.values()}

    def test_manifest_describes_every_table(self, sheets, processed):
        """Rows, columns, keys and digests are those of the files."""
        manifest = json.loads((processed / "manifest.json").read_bytes())

        assert sheets_digest(sheets.root) == manifest["sheets"]
        assert (manifest["version"], manifest["licence"]) == (__version__, "CC0-1.0")
        for name, entry in manifest["tables"].items():
            table = pq.read_table(processed / entry["file"])

            assert entry == {
                "file": f"{name}.parquet",
                "rows": table.num_rows,
                "key": list(TABLES[name].key),
                "columns": table.column_names,
                "digest": table_digest(table),
                "sha256": bytes_digest((processed / entry["file"]).read_bytes()),
            }

    def test_manifest_is_given_back(self, sheets, processed):
        """What is returned is what is written."""
        assert json.loads((processed / "manifest.json").read_bytes()) == publish(
            sheets.root, processed
        )

    def test_publishing_again_touches_nothing(self, sheets, processed):
        """Where nothing has changed, no file is written."""
        before = content(processed)
        publish(sheets.root, processed)

        assert before == content(processed)

    def test_failed_build_leaves_the_folder(self, sheets, processed):
        """A fault in the sheets leaves every published byte as it was."""
        before = content(processed)
        sheets.damage(f"{COUNCIL}/claims.csv", "contestant,kz-beta,votes", value="291")

        with pytest.raises(ValidationError):
            publish(sheets.root, processed)

        assert before == content(processed)
        assert {"raw", "processed"} == {path.name for path in processed.parent.iterdir()}

    def test_failed_audit_leaves_the_folder(self, sheets, processed):
        """So does an audit that fails."""
        before = content(processed)

        with pytest.raises(ValidationError):
            publish(sheets.root, processed, [Rules(COUNCIL, seats=11)])

        assert before == content(processed)

    def test_failed_write_leaves_the_folder(self, sheets, processed, monkeypatch):
        """So does a disk that fails."""
        before = content(processed)
        sheets.swap("people.csv", "Ada Sample", "Ada Sample-New")

        def fail(*args):
            raise OSError("no space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="no space"):
            publish(sheets.root, processed)

        assert before == content(processed)
        assert {"raw", "processed"} == {path.name for path in processed.parent.iterdir()}

    def test_unchanged_table_keeps_its_bytes(self, sheets, processed, monkeypatch):
        """Another version of the Parquet writer changes only the tables whose content changed."""
        before = content(processed)
        sheets.swap("people.csv", "female", "")

        def otherwise(table):
            sink = pa.BufferOutputStream()
            pq.write_table(table, sink, compression="none")
            return sink.getvalue().to_pybytes()

        monkeypatch.setattr(publication, "parquet_bytes", otherwise)
        publish(sheets.root, processed)
        changed = {n for n, (data, *_) in content(processed).items() if data != before[n][0]}

        assert changed == {
            "people.parquet",
            "frequencies.parquet",
            "manifest.json",
            *FILES.values(),
        }

    def test_changed_description_is_published(self, sheets, processed):
        """A table that says the same under other descriptions is written anew."""
        path = processed / "regions.parquet"
        sink = pa.BufferOutputStream()
        pq.write_table(pq.read_table(path).replace_schema_metadata({"table": "regions"}), sink)
        fake(processed, "regions", sink.getvalue().to_pybytes())
        publish(sheets.root, processed)

        assert pq.read_table(path).schema.metadata[b"key"] == b"region_id"

    @pytest.mark.parametrize("damage", [b"", b"no Parquet", None], ids=["empty", "other", "gone"])
    def test_damaged_folder_is_mended(self, sheets, processed, damage):
        """Publishing does not need the old files to be whole."""
        before = (processed / "results.parquet").read_bytes()
        (processed / "results.parquet").unlink()
        if damage is not None:
            (processed / "results.parquet").write_bytes(damage)
        publish(sheets.root, processed)

        assert before == (processed / "results.parquet").read_bytes()

    @pytest.mark.parametrize(
        "data",
        [b"", b"no Parquet", b"PAR1" + bytes(20) + b"\x14\0\0\0PAR1"],
        ids=["empty", "other", "hollow"],
    )
    def test_damage_that_the_manifest_describes_is_mended(self, sheets, processed, data):
        """So it is when the manifest agrees with a file that is no Parquet."""
        before = (processed / "results.parquet").read_bytes()
        fake(processed, "results", data)
        publish(sheets.root, processed)

        assert before == (processed / "results.parquet").read_bytes()

    @pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"format": 99}', b"\xff"], ids=repr)
    def test_damaged_manifest_is_mended(self, sheets, processed, text):
        """Nor does it need the old manifest."""
        before = (processed / "manifest.json").read_bytes()
        (processed / "manifest.json").write_bytes(text)
        publish(sheets.root, processed)

        assert before == (processed / "manifest.json").read_bytes()

    def test_file_that_is_no_table_is_removed(self, sheets, processed):
        """The folder holds exactly what is published."""
        (processed / "notes.txt").write_text("mine")
        publish(sheets.root, processed)

        assert not (processed / "notes.txt").exists()


def fake(processed, name, data):
    """Put other bytes in the place of a published table, and let the manifest agree."""
    (processed / f"{name}.parquet").write_bytes(data)
    manifest = json.loads((processed / "manifest.json").read_bytes())
    manifest["tables"][name]["sha256"] = bytes_digest(data)
    (processed / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.usefixtures("unchecked")
class TestStale:
    """`stale` lists what publishing would change."""

    def test_fresh_folder_is_not_stale(self, sheets, processed):
        """Right after publishing nothing would change."""
        assert stale(sheets.root, processed) == []

    def test_changed_sheet_is_listed(self, sheets, processed):
        """Every table that would change is named, and the manifest."""
        sheets.swap("people.csv", "female", "")

        assert [
            f"people: published table differs from the sheets; {REMEDY}",
            f"frequencies: published table differs from the sheets; {REMEDY}",
            f"manifest.json: made from other sheets; {REMEDY}",
        ] == stale(sheets.root, processed)

    def test_changed_line_end_is_no_change(self, sheets, processed):
        """What only the shape of a sheet says is not published."""
        text = sheets.text("regions.csv")
        sheets.write("regions.csv", text.replace("\n", "\r\n"))

        with pytest.raises(ValidationError):
            stale(sheets.root, processed)
        sheets.write("regions.csv", text)

        assert stale(sheets.root, processed) == []

    @pytest.mark.parametrize("name", ["results", "missing"])
    def test_missing_or_damaged_table_is_listed(self, sheets, processed, name):
        """A file that is not there, or is not the one published, differs."""
        (processed / f"{name}.parquet").unlink()

        assert [f"{name}: published table differs from the sheets; {REMEDY}"] == stale(
            sheets.root, processed
        )

    def test_file_that_is_no_table_is_listed(self, sheets, processed):
        """Anything else in the folder is named."""
        (processed / "notes.txt").write_text("mine")

        assert stale(sheets.root, processed) == ["notes.txt: not a published table"]

    def test_another_version_is_listed(self, sheets, processed, monkeypatch):
        """Tables of another version of the package are published again."""
        monkeypatch.setattr(publication, "__version__", "2099.1.0")

        assert [f"manifest.json: made by version {__version__}; {REMEDY}"] == stale(
            sheets.root, processed
        )

    def test_missing_manifest_is_listed(self, sheets, processed):
        """Without a manifest nothing can be trusted."""
        (processed / "manifest.json").unlink()
        found = stale(sheets.root, processed)

        assert f"no manifest.json in {processed}" == found[-1]
        assert len(found) == len(TABLES) + 1

    @pytest.mark.parametrize("name", FILES.values())
    def test_edited_description_is_listed(self, sheets, processed, name):
        """A description that is not what the tables give is named, also when it is gone."""
        said = [f"{name}: does not describe the tables; {REMEDY}"]
        with (processed / name).open("a", encoding="utf-8") as file:
            file.write(" ")

        assert stale(sheets.root, processed) == said
        (processed / name).unlink()
        assert stale(sheets.root, processed) == said

    @pytest.mark.parametrize("key", ["licence", "name", "tables"])
    def test_damaged_manifest_is_listed(self, sheets, processed, key):
        """Whatever publishing would write otherwise in the manifest is a change."""
        path = processed / "manifest.json"
        manifest = json.loads(path.read_bytes())
        if key == "tables":
            manifest["tables"]["results"]["rows"] += 1
        else:
            manifest[key] = "other"
        path.write_text(json.dumps(manifest), encoding="utf-8")

        assert stale(sheets.root, processed) != []

    def test_faulty_sheets_raise(self, sheets, processed):
        """Sheets that break a rule cannot be compared."""
        sheets.swap(f"{COUNCIL}/election.toml", "2031", "2030")

        with pytest.raises(ValidationError):
            stale(sheets.root, processed)
