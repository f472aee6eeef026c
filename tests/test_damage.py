"""A table that is not the one published is refused at every door, in one line."""

from __future__ import annotations

import json
import os
import shutil
import threading
from base64 import b64decode, b64encode
from datetime import timedelta

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as encryption
import pytest

import elecdata
from elecdata import dataset
from elecdata.cli import main
from elecdata.curation.publication import publish
from elecdata.digest import bytes_digest
from elecdata.errors import IntegrityError

COUNCIL = "kz-2031-council"  # invented
REMEDY = "reinstall elecdata, or build the tables again from their sheets"

DOORS = {
    "load": lambda data, _: elecdata.load(data=data),
    "filtered": lambda data, _: elecdata.load(data=data, year=2031),
    "polars": lambda data, _: elecdata.load(data=data, backend="polars"),
    "as of a day": lambda data, _: elecdata.load(data=data, as_of="2040-01-01"),
    "beside": lambda data, _: elecdata.load(data=[None, data]),
    "explain": lambda data, _: elecdata.explain(COUNCIL, "seats", data=data),
    "conflicts": lambda data, _: elecdata.conflicts(data=data),
    "sources": lambda data, _: elecdata.sources(data=data),
    "find": lambda data, _: elecdata.find("Alpha", data=data),
    "compare": lambda data, _: elecdata.compare("seats", data=data),
    "audit": lambda data, _: elecdata.audit(data=data),
    "sensitivity": lambda data, _: elecdata.sensitivity("enp_seats", data=data),
    "sql": lambda data, _: elecdata.sql("select 1", data=data),
    "connect": lambda data, _: elecdata.connect(data=data).close(),
    "export": lambda data, away: elecdata.export(away / "results.csv", data=data),
    "lock": lambda data, away: elecdata.lock(away / "elecdata.lock", data=data),
    "diff": lambda data, _: elecdata.diff(data, data),
    "plot": lambda data, _: elecdata.plot.hemicycle(COUNCIL, data=data),
}


class Keys(encryption.KmsClient):
    """Keys for a file that only its writer can read."""

    def wrap_key(self, key, _):
        """Key as the file holds it."""
        return b64encode(key)

    def unwrap_key(self, key, _):
        """Key as the reader needs it."""
        return b64decode(key)


def encrypt(path, table):
    """Write a table as Parquet that is encrypted, names of columns and all."""
    config = encryption.EncryptionConfiguration(
        footer_key="k", uniform_encryption=True, cache_lifetime=timedelta(minutes=1)
    )
    factory = encryption.CryptoFactory(lambda _: Keys())
    properties = factory.file_encryption_properties(encryption.KmsConnectionConfig(), config)
    with pq.ParquetWriter(path, table.schema, encryption_properties=properties) as writer:
        writer.write_table(table)


def replace_column(path, values):
    """Give the last column other values, or another type."""
    table = pq.read_table(path)
    last = table.num_columns - 1
    pq.write_table(
        table.set_column(last, table.column_names[last], values(table.column(last))), path
    )


def replaced(path, make):
    """Put something else where the file lies."""
    path.unlink()
    make(path)


CONTENT = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_bytes(b"seats,votes\n1,2\n"),
    "frame of feather": lambda path: path.write_bytes(b"ARROW1" + bytes(100)),
    "footer without end": lambda path: path.write_bytes(b"PAR1" + b"\xff" * 8 + b"PAR1"),
    "other columns": lambda path: pq.write_table(pa.table({"seats": [83]}), path),
    "other types": lambda path: replace_column(path, lambda old: pc.cast(old, pa.large_string())),
    "nested": lambda path: replace_column(path, lambda old: pa.array([["x"]] * len(old))),
    "one row less": lambda path: pq.write_table(pq.read_table(path).slice(1), path),
    "encrypted": lambda path: encrypt(path, pq.read_table(path)),
}
PLACE = {
    "a byte": lambda path: path.write_bytes(
        path.read_bytes()[:-50] + b"!" + path.read_bytes()[-49:]
    ),
    "other values": lambda path: replace_column(path, lambda old: pa.nulls(len(old), old.type)),
    "written again": lambda path: pq.write_table(pq.read_table(path), path, compression="gzip"),
    "another table": lambda path: shutil.copy(path.with_name("regions.parquet"), path),
    "gone": lambda path: path.unlink(),
    "folder": lambda path: replaced(path, lambda place: place.mkdir()),
    "link to itself": lambda path: replaced(path, lambda place: place.symlink_to(place.name)),
    "device": lambda path: replaced(path, lambda place: place.symlink_to("/dev/zero")),
    "pipe": lambda path: replaced(path, os.mkfifo),
}
needs_posix = pytest.mark.skipif(os.name == "nt", reason="links, pipes and modes are of POSIX")


@pytest.fixture
def folder(tables_of, tmp_path):
    """Folder of tables that the test may damage."""
    return shutil.copytree(tables_of, tmp_path / "tables")


def acknowledge(folder, name):
    """Let the manifest name the bytes that lie there now, as whoever forges both would."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["tables"][name]["sha256"] = bytes_digest((folder / f"{name}.parquet").read_bytes())
    path.write_text(json.dumps(manifest), encoding="utf-8")


def refusal(call, *arguments):
    """What the call is refused with; it must not wait for ever, and must say what to do."""
    caught = []

    def run():
        try:
            call(*arguments)
        except Exception as error:  # noqa: BLE001  looked at below
            caught.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive(), "it waits for a file that never ends"
    [error] = caught
    assert isinstance(error, IntegrityError), repr(error)
    assert "\n" not in str(error)
    assert str(error).endswith(REMEDY)
    return str(error)


@needs_posix
@pytest.mark.parametrize("damage", CONTENT | PLACE)
def test_damage_is_refused(folder, damage):
    """Whatever became of the file, one error names the table, its place and the remedy."""
    elecdata.load("rulings", data=folder)  # what is in memory does not hide the damage
    (CONTENT | PLACE)[damage](folder / "rulings.parquet")

    assert refusal(lambda: elecdata.load("rulings", data=folder)).startswith(
        f"table 'rulings': {folder / 'rulings.parquet'} "
    )


@pytest.mark.parametrize("damage", CONTENT)
def test_damage_that_the_manifest_owns_to(folder, damage):
    """Bytes that the manifest names are refused too when they are no table of ours."""
    elecdata.load("rulings", data=folder)
    CONTENT[damage](folder / "rulings.parquet")
    acknowledge(folder, "rulings")

    assert refusal(lambda: elecdata.load("rulings", data=folder)).startswith(
        f"table 'rulings': {folder / 'rulings.parquet'} "
    )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("other columns", "has other columns than manifest.json lists"),
        ("other types", "has a column 'rejected' of type large_string"),
        ("nested", "has a column 'rejected' of type list<"),
        ("one row less", "has 0 rows, and 1 in manifest.json"),
        ("empty", "is no Parquet that can be read (Parquet file size is 0 bytes)"),
    ],
)
def test_why(folder, damage, said):
    """The message tells kinds of damage apart."""
    CONTENT[damage](folder / "rulings.parquet")
    acknowledge(folder, "rulings")

    assert said in refusal(lambda: elecdata.load("rulings", data=folder))


@pytest.mark.parametrize("door", DOORS)
def test_every_door(folder, tmp_path, door):
    """No verb works on damaged tables, also when it has read them whole before."""
    away = tmp_path / "away"
    away.mkdir()
    DOORS[door](folder, away)
    for path in folder.glob("*.parquet"):
        CONTENT["cut off"](path)
    before = sorted((path, path.read_bytes()) for path in away.iterdir())

    assert refusal(DOORS[door], folder, away).startswith("table ")
    assert before == sorted((path, path.read_bytes()) for path in away.iterdir())


def test_installed_tables(folder, monkeypatch):
    """The tables of the package are held against their manifest as those of a folder are."""
    monkeypatch.setattr(dataset, "data_dir", lambda: folder)
    elecdata.load()
    CONTENT["empty"](folder / "results.parquet")

    refusal(elecdata.load)


def test_command_line(folder, capsys):
    """A command ends with 1 and one line."""
    CONTENT["half"](folder / "results.parquet")

    assert main(["load", "--data", str(folder)]) == 1
    assert capsys.readouterr().err == (
        f"elecdata: table 'results': {folder / 'results.parquet'} is not the file that "
        f"manifest.json describes; {REMEDY}\n"
    )


@needs_posix
@pytest.mark.parametrize("name", ["manifest.json", "results.parquet"])
def test_pipe_is_no_file(folder, name):
    """Neither reading nor checking waits for a pipe."""
    PLACE["pipe"](folder / name)

    assert "not a file" in refusal(lambda: elecdata.load(data=folder))
    assert "not a file" in " ".join(map(str, elecdata.validate(folder).problems))


def refusal_of(call):
    """The error that a call raises."""
    with pytest.raises(IntegrityError) as caught:
        call()
    return caught.value


@needs_posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read anything")
def test_file_that_may_not_be_read(folder):
    """A file without permission is told as such."""
    (folder / "results.parquet").chmod(0)

    assert "(Permission denied)" in refusal(lambda: elecdata.load(data=folder))


class TestBuiltAnew:
    """A folder whose tables are replaced while it is read."""

    @pytest.fixture
    def other(self, sheets, tmp_path):
        """The folder of another build of the same tables."""
        sheets.damage(f"{COUNCIL}/claims.csv", "event,decree,summary", value="It was sent home.")
        publish(sheets.root, tmp_path / "other")
        return tmp_path / "other"

    def replace(self, folder, other):
        """Put another build in the folder's place."""
        shutil.rmtree(folder)
        shutil.copytree(other, folder)

    def test_first_read_follows(self, folder, other):
        """Nothing was handed out: the reader gets the new build."""
        opened = dataset.opened(folder)
        self.replace(folder, other)

        assert "It was sent home." in opened.frame("events").summary.to_list()
        assert opened.digest("events") == dataset.opened(other).digest("events")

    def test_record_is_of_one_build(self, folder, other, monkeypatch):
        """Tables read together are of one build, wherever the change falls."""
        real, read = dataset.read_bytes, []

        def reading(*arguments):
            read.append(arguments)
            if len(read) == 2:
                self.replace(folder, other)
            return real(*arguments)

        monkeypatch.setattr(dataset, "read_bytes", reading)
        said = [c.value for c in dataset.opened(folder).record().claims if c.variable == "summary"]

        assert said == ["It was sent home."]

    def test_two_builds_do_not_mix(self, folder, other):
        """Tables of the first build are in use: the reader is told to begin again."""
        opened = dataset.opened(folder)
        opened.table("results")
        self.replace(folder, other)
        error = refusal_of(lambda: opened.table("events"))

        assert str(error) == f"{folder} was built anew while it was read; try again"
