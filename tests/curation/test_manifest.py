from __future__ import annotations

import copy
import json
import shutil

import pytest

from elecdata.curation.manifest import manifest_problems
from elecdata.digest import manifest_digest
from elecdata.errors import Problem
from elecdata.store import read_manifest

FIX = "publish the tables again"


@pytest.fixture(scope="module")
def folder(tables_of, tmp_path_factory):
    """Published tables; tests write nothing but what they put back."""
    return shutil.copytree(tables_of, tmp_path_factory.mktemp("manifest") / "processed")


def sealed(manifest):
    """A manifest with a digest that agrees with its text."""
    return manifest | {"digest": manifest_digest(manifest)}


class TestManifest:
    """A manifest is held against the registry, the descriptions beside it, and itself."""

    def test_what_was_published_is_right(self, folder, published):
        """Nothing is wrong with what was just made."""
        assert manifest_problems(folder, read_manifest(folder), published) == []

    def test_edited_text_breaks_the_seal(self, folder, published):
        """What nothing else repeats is held by the digest of the manifest itself."""
        manifest = read_manifest(folder) | {"sheets": "sha256:0"}
        digest = manifest_digest(manifest)
        [problem] = manifest_problems(folder, manifest, published)

        assert str(problem) == (
            f"manifest.json:0:0: manifest digest: found {manifest['digest']}; "
            f"allowed: {digest}, which its own text gives; {FIX}"
        )

    def test_a_manifest_without_a_seal_is_told(self, folder, published):
        """Taking the digest away is no way round it."""
        manifest = read_manifest(folder)
        del manifest["digest"]

        assert [p.found for p in manifest_problems(folder, manifest, published)] == ["None"]

    @pytest.mark.parametrize(
        ("part", "value", "wanted"),
        [
            ("key", ["contestant_id"], "['election_id', 'contestant_id']"),
            ("file", "returns.parquet", "results.parquet"),
        ],
    )
    def test_files_and_keys_are_those_of_the_registry(self, folder, published, part, value, wanted):
        """Although the seal agrees."""
        manifest = copy.deepcopy(read_manifest(folder))
        manifest["tables"]["results"][part] = value
        found = manifest_problems(folder, sealed(manifest), published)

        told = Problem("manifest.json", 0, 0, f"results {part}", str(value), wanted, FIX)
        assert told in found

    @pytest.mark.parametrize("key", ["version", "name", "licence"])
    def test_descriptions_give_the_edit_away(self, folder, published, key):
        """Version, name and licence stand in the descriptions too."""
        manifest = sealed(read_manifest(folder) | {key: "2001.1.0"})
        found = manifest_problems(folder, manifest, published)

        assert {problem.file for problem in found} >= {"datapackage.json", "datacite.json"}
        assert {problem.found for problem in found} == {"another text"}

    def test_a_table_that_calls_itself_another_is_told(self, folder, published):
        """By a version that words descriptions as this one does."""
        told = dict(published["results"].schema.metadata) | {b"table": b"elections"}
        other = published | {"results": published["results"].replace_schema_metadata(told)}
        manifest = read_manifest(folder)
        [problem] = manifest_problems(folder, manifest, other)

        assert (problem.file, problem.where) == ("results.parquet", "results metadata")
        older = manifest_problems(folder, sealed(manifest | {"version": "2001.1.0"}), other)
        assert "results metadata" not in {each.where for each in older}

    def test_a_description_that_is_no_file_is_told(self, folder, published):
        """A folder in its place is neither read nor an error of another kind."""
        path = folder / "croissant.json"
        path.rename(folder / "aside")
        path.mkdir()
        found = manifest_problems(folder, read_manifest(folder), published)
        path.rmdir()
        (folder / "aside").rename(path)

        assert [each.found for each in found] == ["not a file"]

    def test_an_edited_or_missing_description_is_told(self, folder, published):
        """Each file in a problem of its own."""
        manifest = read_manifest(folder)
        path, other = folder / "datacite.json", folder / "croissant.json"
        texts = path.read_bytes(), other.read_bytes()
        try:
            path.write_text(json.dumps({"title": "Another"}), encoding="utf-8")
            other.unlink()
            found = {p.file: p.found for p in manifest_problems(folder, manifest, published)}
        finally:
            path.write_bytes(texts[0])
            other.write_bytes(texts[1])

        assert found == {"datacite.json": "another text", "croissant.json": "no file"}

    def test_order_and_indent_do_not_change_the_digest(self, folder):
        """Only what the manifest says does."""
        manifest = read_manifest(folder)
        turned = dict(reversed(manifest.items()))

        assert manifest_digest(turned) == manifest_digest(manifest) == manifest["digest"]
