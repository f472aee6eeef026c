"""What the build hook lets pass, and what it stops."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from elecdata.digest import sheets_digest

ROOT = Path(__file__).resolve().parents[2]
VERSION = "2026.11.0"


def load_hook():
    """The module hatch_build.py, read from its place beside pyproject.toml."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


hatch_build = load_hook()


def digest_of(data):
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


@pytest.fixture
def tree(tmp_path):
    """A source tree with one sheet and two tables that may be shipped."""
    raw, processed = tmp_path / "data" / "raw", tmp_path / "data" / "processed"
    (raw / "xx-2001").mkdir(parents=True)
    processed.mkdir()
    (raw / "xx-2001" / "claims.csv").write_bytes(b"value\n83\n")
    tables = {}
    for name in ("elections", "results"):
        (processed / f"{name}.parquet").write_bytes(name.encode())
        tables[name] = {"file": f"{name}.parquet", "sha256": digest_of(name.encode())}
    manifest = {"version": VERSION, "sheets": sheets_digest(raw), "tables": tables}
    (processed / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def change_manifest(tree, change):
    path = tree / "data" / "processed" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def run(tree, target, version):
    """What a build of this target and version gets from the hook."""
    metadata = SimpleNamespace(version=VERSION)
    hook = hatch_build.TablesHook(str(tree), {}, None, metadata, str(tree), target)
    build_data = {"force_include": {}}
    hook.initialize(version, build_data)
    return build_data["force_include"]


def remove_tables(tree):
    for path in (tree / "data" / "processed").glob("*.parquet"):
        path.unlink()
    change_manifest(tree, lambda manifest: manifest.update(tables={}))


def remove_processed(tree):
    shutil.rmtree(tree / "data" / "processed")


def remove_manifest(tree):
    (tree / "data" / "processed" / "manifest.json").unlink()


def garble_manifest(tree):
    (tree / "data" / "processed" / "manifest.json").write_text("{", encoding="utf-8")


def empty_manifest(tree):
    (tree / "data" / "processed" / "manifest.json").write_text("{}", encoding="utf-8")


def remove_table(tree):
    (tree / "data" / "processed" / "results.parquet").unlink()


def edit_table(tree):
    (tree / "data" / "processed" / "results.parquet").write_bytes(b"edited")


def add_table(tree):
    (tree / "data" / "processed" / "stray.parquet").write_bytes(b"stray")


def edit_sheet(tree):
    (tree / "data" / "raw" / "xx-2001" / "claims.csv").write_bytes(b"value\n82\n")


def rename_sheet(tree):
    (tree / "data" / "raw" / "xx-2001").rename(tree / "data" / "raw" / "xx-2002")


def add_sheet(tree):
    (tree / "data" / "raw" / "election.toml").write_bytes(b"year = 2001\n")


def age_tables(tree):
    change_manifest(tree, lambda manifest: manifest.update(version="2026.10.0"))


DIGEST = r"sha256:\w{64}"
STALE = (
    f"data/processed was made from other sheets: its manifest says {DIGEST}, data/raw is {DIGEST}"
)


@pytest.mark.parametrize("target", ["sdist", "wheel"])
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        pytest.param(
            remove_processed,
            [r"data/processed holds no manifest\.json", "data/processed holds no Parquet file"],
            id="no folder",
        ),
        pytest.param(remove_tables, ["data/processed holds no Parquet file"], id="no table"),
        pytest.param(
            remove_manifest, [r"data/processed holds no manifest\.json"], id="no manifest"
        ),
        pytest.param(
            garble_manifest,
            [r"data/processed/manifest\.json is not a manifest \(JSONDecodeError\(.+\)\)"],
            id="garbled manifest",
        ),
        pytest.param(
            empty_manifest,
            [r"data/processed/manifest\.json is not a manifest \(KeyError\('sheets'\)\)"],
            id="empty manifest",
        ),
        pytest.param(
            remove_table, [r"data/processed/results\.parquet is missing"], id="missing table"
        ),
        pytest.param(
            edit_table,
            [r"data/processed/results\.parquet is not the file that manifest\.json describes"],
            id="edited table",
        ),
        pytest.param(
            add_table, [r"data/processed/stray\.parquet is not in manifest\.json"], id="stray table"
        ),
        pytest.param(edit_sheet, [STALE], id="edited sheet"),
        pytest.param(rename_sheet, [STALE], id="renamed sheet"),
        pytest.param(add_sheet, [STALE], id="new sheet"),
        pytest.param(
            age_tables,
            [r"data/processed is of version 2026\.10\.0, not 2026\.11\.0"],
            id="old tables",
        ),
    ],
)
def test_damage_stops_an_ordinary_build(tree, target, damage, said):
    """Tables that are missing, damaged or stale stop sdist and wheel, in exactly these words."""
    damage(tree)
    with pytest.raises(RuntimeError) as caught:
        run(tree, target, "standard")

    listed = "\n".join(f"  - {line}" for line in said)
    assert re.fullmatch(
        rf"the tables of elecdata may not be shipped:\n{listed}\nrun 'make publish' in a checkout",
        str(caught.value),
    )


def test_editable_install_passes_without_tables(tree):
    """Whoever is about to rebuild the tables can install the package first."""
    remove_processed(tree)

    assert run(tree, "wheel", "editable") == {}


def test_wheel_carries_tables_and_manifest(tree):
    """A wheel gets every table and the manifest, in the folder where the package looks."""
    packed = run(tree, "wheel", "standard")

    assert {Path(path).relative_to(tree).as_posix(): to for path, to in packed.items()} == {
        f"data/processed/{name}": f"elecdata/_data/{name}"
        for name in ("elections.parquet", "results.parquet", "manifest.json")
    }


def test_sdist_needs_nothing_moved(tree):
    """An sdist has data/ in its place."""
    assert run(tree, "sdist", "standard") == {}


def test_line_ends_do_not_matter(tree):
    """A checkout that writes CRLF builds all the same."""
    sheet = tree / "data" / "raw" / "xx-2001" / "claims.csv"
    sheet.write_bytes(sheet.read_bytes().replace(b"\n", b"\r\n"))

    assert hatch_build.faults(tree, VERSION) == []


def test_digest_is_that_of_the_package():
    """The hook, which cannot import the package, computes the same digest of the sheets."""
    raw = ROOT / "data" / "raw"

    assert hatch_build.sheets_digest(raw) == sheets_digest(raw)


def test_this_checkout_may_be_shipped():
    """The tables in this checkout are whole, of this version, and made from these sheets."""
    from elecdata import __version__

    assert hatch_build.faults(ROOT, __version__) == []
