from __future__ import annotations

import json
import os

import pytest

from elecdata import store
from elecdata.digest import bytes_digest
from elecdata.errors import DataMissingError, IntegrityError
from elecdata.store import data_dir, read_bytes, read_manifest

REMEDY = "reinstall elecdata, or build the tables again from their sheets"
ENTRY = {"file": "results.parquet", "digest": "", "sha256": "", "rows": 1, "columns": []}
LACKING = "table 'results' without file, rows, columns or digests"
GOOD = {"format": 1, "version": "2031.1.0", "tables": {"results": ENTRY}}


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package that lies elsewhere, without any tables."""
    package = tmp_path / "elecdata"
    package.mkdir()
    monkeypatch.setattr(store, "__file__", str(package / "store.py"))
    return package


@pytest.fixture
def folder(tmp_path):
    """A folder with one table, and its entry in the manifest."""
    (tmp_path / "results.parquet").write_bytes(b"rows")
    return tmp_path, {"file": "results.parquet", "sha256": bytes_digest(b"rows")}


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError("no answer")])
def test_a_folder_that_cannot_be_read_is_told(tmp_path, monkeypatch, error):
    """In an error of ours, with its name."""

    def refused(_):
        raise error

    monkeypatch.setattr(store, "_kind", refused)
    with pytest.raises(DataMissingError) as told:
        store.folder_kind(tmp_path)
    assert str(told.value) == f"{tmp_path} cannot be read ({error.strerror or error})"


class TestDataDir:
    """`data_dir` finds the published tables."""

    def test_tables_inside_the_package_are_found(self, installed):
        """An installed package carries its tables."""
        (installed / "_data").mkdir()
        (installed / "_data" / "manifest.json").write_text("{}")

        assert installed.resolve() / "_data" == data_dir()

    def test_tables_of_a_checkout_are_found(self, installed):
        """In a checkout they lie in data/processed."""
        (installed.parent / "pyproject.toml").write_text("")
        (installed.parent / "data" / "processed").mkdir(parents=True)

        assert installed.resolve().parent / "data" / "processed" == data_dir()

    def test_stray_folder_beside_the_package_is_not_taken(self, installed):
        """Without a pyproject.toml, data/processed is somebody else's."""
        (installed.parent / "data" / "processed").mkdir(parents=True)

        with pytest.raises(DataMissingError):
            data_dir()

    def test_empty_folder_inside_the_package_is_not_taken(self, installed):
        """Without a manifest there are no tables."""
        (installed / "_data").mkdir()

        with pytest.raises(DataMissingError):
            data_dir()

    def test_nothing_found_says_what_to_do(self, installed):
        """The message names the place and the remedy."""
        with pytest.raises(DataMissingError) as caught:
            data_dir()

        assert str(caught.value) == (
            f"no published tables beside {installed.resolve()}: reinstall elecdata, or run "
            "'make publish' in a checkout"
        )


class TestReadManifest:
    """`read_manifest` reads a manifest of this version's format and nothing else."""

    def test_good_manifest_is_read(self, tmp_path):
        """What was written comes back."""
        (tmp_path / "manifest.json").write_text(json.dumps(GOOD))

        assert read_manifest(tmp_path) == GOOD

    def test_a_manifest_too_large_is_refused_unread(self, tmp_path):
        """None of ours has 64 MiB."""
        (tmp_path / "manifest.json").touch()
        os.truncate(tmp_path / "manifest.json", 20 * 2**30)

        with pytest.raises(IntegrityError, match="more than 64 MiB"):
            read_manifest(tmp_path)

    def test_no_manifest_is_missing(self, tmp_path):
        """A folder without one is not a folder of tables."""
        with pytest.raises(DataMissingError) as caught:
            read_manifest(tmp_path)

        assert str(caught.value) == f"no manifest.json in {tmp_path}"

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            pytest.param(json.dumps(GOOD | {"format": 2}), "another format", id="format"),
            pytest.param(json.dumps(GOOD | {"format": "1"}), "another format", id="format as text"),
            pytest.param("[]", "another format", id="list"),
            pytest.param("null", "another format", id="null"),
            pytest.param('{"format": 1}', "'version'", id="no version"),
            pytest.param('{"format": 1, "version": 1}', "no version", id="version as number"),
            pytest.param('{"format": 1, "version": "1"}', "'tables'", id="no tables"),
            pytest.param('{"format": 1, "a": 1, "format": 1}', "'format' stands twice", id="twice"),
            pytest.param('{"format": NaN}', "NaN is no figure", id="no number"),
            *(
                pytest.param(json.dumps(GOOD | {"tables": {"results": entry}}), LACKING, id=case)
                for case, entry in {
                    "nothing": {},
                    "no table": 5,
                    "rows as text": ENTRY | {"rows": "1"},
                    "no digest": ENTRY | {"sha256": None},
                    "file elsewhere": ENTRY | {"file": "../results.parquet"},
                    "file at the root": ENTRY | {"file": "/etc/passwd"},
                    "file on another drive": ENTRY | {"file": "C:\\results.parquet"},
                }.items()
            ),
        ],
    )
    def test_other_content_is_refused(self, tmp_path, text, why):
        """Anything else says why it is no manifest, and what to do."""
        path = tmp_path / "manifest.json"
        path.write_text(text)

        with pytest.raises(IntegrityError) as caught:
            read_manifest(tmp_path)

        assert str(caught.value) == f"{path} is not a manifest of elecdata ({why}): {REMEDY}"

    @pytest.mark.parametrize(
        "data",
        [
            pytest.param(b"", id="empty"),
            pytest.param(b"{", id="cut off"),
            pytest.param(b"\xff\xfe\x00", id="no text"),
            pytest.param(json.dumps(GOOD).encode("utf-16"), id="UTF-16"),
            pytest.param(b"[" * 100_000, id="deep"),
            pytest.param(b"9" * 5000, id="long number"),
            pytest.param(b'{"format": 1, "tables": null}', id="null for tables"),
            pytest.param(b'{"format": 1, "tables": ["results"]}', id="list of tables"),
        ],
    )
    def test_any_bytes_are_refused(self, tmp_path, data):
        """Damage of any kind is told as damage."""
        (tmp_path / "manifest.json").write_bytes(data)

        with pytest.raises(IntegrityError):
            read_manifest(tmp_path)


class TestReadBytes:
    """`read_bytes` gives the bytes that the manifest describes and no others."""

    def test_bytes_are_given(self, folder):
        """A whole file is read."""
        assert read_bytes(folder[0], "results", folder[1]) == b"rows"

    def test_other_bytes_are_refused(self, folder):
        """A changed byte is noticed, and the message says what to do."""
        path, entry = folder
        (path / "results.parquet").write_bytes(b"rowz")

        with pytest.raises(IntegrityError) as caught:
            read_bytes(path, "results", entry)

        assert str(caught.value) == (
            f"table 'results': {path / 'results.parquet'} is not the file that manifest.json "
            f"describes; {REMEDY}"
        )

    def test_a_file_too_large_is_refused_unread(self, folder):
        """Twenty gigabytes of nothing take no room on a disk, and would in memory."""
        path, entry = folder
        os.truncate(path / "results.parquet", 20 * 2**30)

        with pytest.raises(IntegrityError, match=r"cannot be read \(more than 1,024 MiB\)"):
            read_bytes(path, "results", entry)

    def test_missing_file_is_refused(self, folder):
        """So is a file that is not there."""
        path, entry = folder
        (path / "results.parquet").unlink()

        with pytest.raises(IntegrityError) as caught:
            read_bytes(path, "results", entry)

        assert str(caught.value) == (
            f"table 'results': {path / 'results.parquet'} cannot be read "
            f"(No such file or directory); {REMEDY}"
        )

    def test_entry_without_digest_is_refused(self, folder):
        """What cannot be compared is not read."""
        with pytest.raises(IntegrityError):
            read_bytes(folder[0], "results", {"file": "results.parquet"})

    @pytest.mark.parametrize("name", ["a\0b", "", "a" * 300])
    def test_odd_file_name_is_refused(self, folder, name):
        """A damaged name in the manifest is damage too."""
        with pytest.raises(IntegrityError):
            read_bytes(folder[0], "results", folder[1] | {"file": name})
