from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import elecdata
from elecdata.curation.control import Rules
from elecdata.curation.publication import publish
from elecdata.errors import DataMissingError, InvalidArgumentError, ValidationError
from elecdata.schema import TABLES

COUNCIL = "kz-2031-council"  # invented
FILES = {f"{name}.parquet" for name in TABLES} | {"manifest.json"}


def names(folder):
    """Names of what lies in a folder."""
    return {path.name for path in folder.iterdir()}


class TestBuild:
    """`build` publishes sheets wholly or not at all."""

    def test_tables_and_manifest(self, sheets, tmp_path):
        """The folder holds every table, can be validated, and says what it is."""
        manifest = elecdata.build(sheets.root, tmp_path / "deep" / "tables", licence="CC-BY-4.0")
        folder = tmp_path / "deep" / "tables"

        assert names(folder) == FILES
        assert elecdata.validate(folder).problems == []
        assert manifest == json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        assert (manifest["name"], manifest["licence"]) == ("raw", "CC-BY-4.0")

    def test_licence_of_the_package_is_not_put_on_data_of_others(self, sheets, tmp_path):
        """Without a licence given there is none."""
        manifest = elecdata.build(sheets.root, tmp_path / "tables", name="mine")

        assert (manifest["name"], manifest["licence"]) == ("mine", None)

    def test_rules_of_a_script_are_audited(self, sheets, tmp_path):
        """Control totals may come from a script; one that differs stops the build."""
        elecdata.build(sheets.root, tmp_path / "tables", rules=[Rules(COUNCIL, seats=10)])
        before = (tmp_path / "tables" / "manifest.json").read_bytes()
        with pytest.raises(ValidationError, match=r"audit|control"):
            elecdata.build(sheets.root, tmp_path / "tables", rules=[Rules(COUNCIL, seats=11)])

        assert before == (tmp_path / "tables" / "manifest.json").read_bytes()

    def test_faulty_sheets_leave_what_was_there(self, sheets, tmp_path):
        """Every problem is told, and the tables of before stay."""
        elecdata.build(sheets.root, tmp_path / "tables")
        before = {path: path.read_bytes() for path in (tmp_path / "tables").iterdir()}
        sheets.write("sources.csv", b"")
        with pytest.raises(ValidationError):
            elecdata.build(sheets.root, tmp_path / "tables")

        assert before == {path: path.read_bytes() for path in (tmp_path / "tables").iterdir()}

    def test_new_empty_and_own_folder_will_do(self, sheets, tmp_path, monkeypatch):
        """A folder that is not there, one that is empty, one built before; also relative."""
        monkeypatch.chdir(tmp_path)
        Path("empty").mkdir()
        for folder in ("new", "empty", "new"):
            elecdata.build(sheets.root.name, folder)

            assert names(Path(folder)) == FILES

    def test_descriptions_of_the_packaged_tables_were_made(self, sheets, tmp_path):
        """A folder of tables with the descriptions that publishing made is one built before."""
        publish(sheets.root, tmp_path / "tables")
        assert names(tmp_path / "tables") > FILES
        elecdata.build(sheets.root, tmp_path / "tables")

        assert names(tmp_path / "tables") == FILES

    def test_table_that_is_no_more_goes(self, sheets, tmp_path):
        """A table left by another version does not stay beside those of this one."""
        elecdata.build(sheets.root, tmp_path / "tables")
        (tmp_path / "tables" / "old.parquet").write_bytes(b"")
        elecdata.build(sheets.root, tmp_path / "tables")

        assert names(tmp_path / "tables") == FILES


class TestRefusals:
    """Folders that are not built from, or not written to."""

    @pytest.mark.parametrize("into", [".", "tables", "../raw", ".."])
    def test_folder_around_or_within_the_sheets(self, sheets, into):
        """The sheets would be lost, or take the tables for an election."""
        before = {path: path.stat() for path in sheets.root.rglob("*")}
        with pytest.raises(InvalidArgumentError, match="lie one within the other"):
            elecdata.build(sheets.root, sheets.root / into)

        assert before == {path: path.stat() for path in sheets.root.rglob("*")}

    def test_link_to_the_sheets(self, sheets, tmp_path):
        """A link does not hide that it is the same folder."""
        (tmp_path / "link").symlink_to(sheets.root)
        with pytest.raises(InvalidArgumentError, match="lie one within the other"):
            elecdata.build(sheets.root, tmp_path / "link")

    @pytest.mark.parametrize("name", ["thesis.docx", "manifest.txt", "own.parquet"])
    def test_folder_of_other_things(self, sheets, tmp_path, name):
        """What no build made is not thrown away."""
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / name).write_text("mine")
        with pytest.raises(InvalidArgumentError) as caught:
            elecdata.build(sheets.root, tmp_path / "out")

        assert str(caught.value) == (
            f"{tmp_path / 'out'} holds what no build made ({name}); it would be lost; give another "
            "folder"
        )
        assert (tmp_path / "out" / name).read_text() == "mine"

    def test_file_of_the_user_among_tables(self, sheets, tmp_path):
        """A note laid beside the tables of a build is not thrown away by the next."""
        elecdata.build(sheets.root, tmp_path / "out")
        (tmp_path / "out" / "notes.md").write_text("mine")
        with pytest.raises(InvalidArgumentError, match=r"holds what no build made \(notes\.md\)"):
            elecdata.build(sheets.root, tmp_path / "out")

        assert (tmp_path / "out" / "notes.md").read_text() == "mine"

    def test_file_in_the_place_of_the_folder(self, sheets, tmp_path):
        """A file is not replaced by a folder, nor is one made below it."""
        (tmp_path / "out").write_text("mine")
        with pytest.raises(InvalidArgumentError, match="out is a file; give a folder"):
            elecdata.build(sheets.root, tmp_path / "out")
        with pytest.raises(DataMissingError, match="cannot be written"):
            elecdata.build(sheets.root, tmp_path / "out" / "below")

    def test_tables_are_no_sheets(self, sheets, tmp_path):
        """Tables cannot be built from tables, nor from nothing."""
        elecdata.build(sheets.root, tmp_path / "tables")
        with pytest.raises(InvalidArgumentError) as caught:
            elecdata.build(tmp_path / "tables", tmp_path / "again")

        assert str(caught.value) == (
            f"{tmp_path / 'tables'} holds published tables; give a folder of coding sheets"
        )
        with pytest.raises(DataMissingError, match="nothing at"):
            elecdata.build(tmp_path / "nowhere", tmp_path / "again")

    @pytest.mark.parametrize("into", [None, 5, "a\0b"], ids=["none", "int", "nul"])
    def test_no_path_at_all(self, sheets, into):
        """What is no path is refused with an error of ours."""
        with pytest.raises(InvalidArgumentError, match="it should be a folder"):
            elecdata.build(sheets.root, into)

    def test_disk_that_fails(self, sheets, tmp_path, monkeypatch):
        """A write that fails is told as ours, and leaves nothing."""

        def fail(*_):
            raise OSError(28, "no space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(DataMissingError, match=r"\(no space left on device\); nothing was"):
            elecdata.build(sheets.root, tmp_path / "tables")

        assert names(tmp_path) == {"raw"}
