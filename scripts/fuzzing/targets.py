"""Readers of elecdata as functions of bytes: each takes any and keeps its promises."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fuzzing.oracle import (
    check_columns,
    check_message,
    check_problems,
    check_rows,
    check_value,
    promise,
)
from fuzzing.seeds import COMMANDS, ELECTION, WORDS, sheet_folder
from fuzzing.seeds import sheets as texts_of

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Target:
    """One reader.

    Attributes
    ----------
    name : str
        What the command line calls it.
    what : str
        What it reads, in words.
    share : int
        Of a thousand inputs, how many it gets.
    rooms : tuple of str
        Modules that it is meant to reach.
    prepare : callable
        Makes, in an empty folder, what the reader needs besides; gives the function of bytes and
        the inputs to begin with.
    """

    name: str
    what: str
    share: int
    rooms: tuple[str, ...]
    prepare: Callable[[Path], tuple[Callable[[bytes], None], list[bytes]]]


@contextlib.contextmanager
def only_ours() -> Iterator[None]:
    """Errors of elecdata are answers; any other is a failure."""
    from elecdata.errors import ElecdataError

    try:
        yield
    except ElecdataError as error:
        check_message(error)


def values(_: Path) -> tuple[Callable[[bytes], None], list[bytes]]:
    """Single cells of every kind."""
    from elecdata.schema import TABLES
    from elecdata.schema.values import misspelt, parse, stray

    fields = [field for table in TABLES.values() for field in table.fields]

    def run(data: bytes) -> None:
        field = fields[int.from_bytes(data[:2], "big") % len(fields)]
        text = data[2:].decode("utf-8", "replace")
        check_value(field, text, *parse(field, text))
        promise(isinstance(stray(text) + misspelt(field, text), str), "no text")

    written = ("83", "-1", "80.99", "2012-01-15", "2011-11/..", "true", "Ақ жол", "a/b", "1e400")
    starts = range(0, len(fields), 7)
    return run, [n.to_bytes(2, "big") + t.encode() for n in starts for t in written]


def sheets(folder: Path) -> tuple[Callable[[bytes], None], list[bytes]]:
    """Shared sheets, one at a time."""
    from elecdata.curation.registers import read_register

    names = sorted(Path(file).stem for file in texts_of() if "/" not in file)

    def run(data: bytes) -> None:
        name = names[data[0] % len(names)] if data else names[0]
        (folder / f"{name}.csv").write_bytes(data[1:])
        rows, lines, problems = read_register(folder, name)
        check_problems(problems)
        check_rows(lines, rows, problems)

    return run, [bytes([n]) + texts_of()[f"{name}.csv"].encode() for n, name in enumerate(names)]


def claims(folder: Path) -> tuple[Callable[[bytes], None], list[bytes]]:
    """Sheets of claims."""
    from elecdata.curation.claims import read_claims
    from elecdata.curation.registers import read_registers

    sheet_folder(folder)
    registers, _ = read_registers(folder)
    file = folder / ELECTION / "claims.csv"
    header, *rows = texts_of()[f"{ELECTION}/claims.csv"].splitlines()

    def run(data: bytes) -> None:
        file.write_bytes(data)
        coded, problems = read_claims(folder, ELECTION, registers)
        check_problems(problems)
        if {"file", "header"} & {problem.where for problem in problems}:
            return  # and nothing was read, or not all of it
        known = {problem.line for problem in problems}
        known |= {line.number for line in coded.lines.values()}
        lost = set(range(2, data.decode().removesuffix("\n").count("\n") + 2)) - known
        promise(not lost, f"lines {lost} are lost")

    return run, [f"{header}\n{row}\n".encode() for row in rows]


def toml(folder: Path) -> tuple[Callable[[bytes], None], list[bytes]]:
    """Sheets in TOML: an election, and rulings."""
    from elecdata.curation.election import control_totals, read_election
    from elecdata.curation.rulings import read_rulings

    (folder / ELECTION).mkdir()
    election, rulings = (folder / ELECTION / f"{n}.toml" for n in ("election", "rulings"))

    def run(data: bytes) -> None:
        election.write_bytes(data)
        rulings.write_bytes(data)
        found, problems = read_election(folder, ELECTION)
        check_problems(problems)
        promise((found is None) == bool(problems), "an election with a problem, or none without")
        if found:
            control_totals(folder, ELECTION)
        check_problems(read_rulings(folder, ELECTION)[1])

    return run, [texts_of()[f"{ELECTION}/{n}.toml"].encode() for n in ("election", "rulings")]


def shape(folder: Path) -> tuple[Callable[[bytes], None], list[bytes]]:
    """The formatter: what it writes it leaves as it is."""
    from elecdata.curation.shape import shaped

    names = ("parties.csv", "claims.csv", "rulings.toml")

    def run(data: bytes) -> None:
        path = folder / names[data[0] % len(names) if data else 0]
        path.write_bytes(data[1:])
        with only_ours():
            once = shaped(path)
            path.write_bytes(once.encode())
            promise(shaped(path) == once, "formatting twice is not formatting once")

    homes = ("parties.csv", f"{ELECTION}/claims.csv", f"{ELECTION}/rulings.toml")
    return run, [bytes([n]) + texts_of()[home].encode() for n, home in enumerate(homes)]


def results_csv(folder: Path) -> tuple[Callable[[bytes], None], list[bytes]]:
    """Results of people's own, as CSV."""
    from elecdata.inspection.origin import opened
    from elecdata.schema import TABLES
    from elecdata.validation import validate

    table, path = TABLES["results"], folder / "results.csv"

    def run(data: bytes) -> None:
        path.write_bytes(data)
        report = validate(path)
        check_problems(report.problems)
        promise(str(report).replace("\n", "").isprintable(), "an unprintable report")
        if report.ok:
            check_columns(opened(path, table), table.columns, data)

    head = "election_id,contestant_id,name,votes,vote_share_pct,seats,seats_list,color\n"
    return run, [
        f"{head}de-2031-x,{row}\n".encode()
        for row in ("spd,SPD,100,55.5,6,6,#0072b2", "b,B,,,,,", "c,Ақ,nan,1e2,0x1,007,")
    ]


def results_parquet(folder: Path) -> tuple[Callable[[bytes], None], list[bytes]]:
    """Results of people's own, as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from elecdata.validation import validate

    path = folder / "results.parquet"

    def run(data: bytes) -> None:
        path.write_bytes(data)
        check_problems(validate(path).problems)

    rows = pa.table({"election_id": ["x-2031"] * 2, "contestant_id": ["a", "b"], "votes": [1, 2]})
    seeds = []
    for packed in ("none", "zstd", "snappy"):
        sink = io.BytesIO()
        pq.write_table(rows, sink, compression=packed, use_dictionary=packed != "none")
        seeds.append(sink.getvalue())
    return run, seeds


def manifest(folder: Path) -> tuple[Callable[[bytes], None], list[bytes]]:
    """Manifests of published tables."""
    from elecdata.store import data_dir, read_manifest

    path = folder / MANIFEST

    def run(data: bytes) -> None:
        path.write_bytes(data)
        with only_ours():
            for name, entry in read_manifest(folder)["tables"].items():
                place = Path(os.path.normpath(folder / entry["file"]))
                promise(place.parent == folder, f"{name!r} lies at {place}")

    whole = json.loads((data_dir() / MANIFEST).read_bytes())
    whole["tables"] = {"results": whole["tables"]["results"] | {"columns": ["election_id"]}}
    return run, [json.dumps(whole).encode(), b'{"format": 1, "version": "1", "tables": {}}']


def lock(folder: Path) -> tuple[Callable[[bytes], None], list[bytes]]:
    """Lock files."""
    from elecdata.pinning.lockfile import lock_text
    from elecdata.pinning.locking import lock as make
    from elecdata.pinning.reading import is_lock, read_lock

    path = folder / "elecdata.lock"
    make(path, tables={"results": ["seats", "votes"]}, year=2012)
    whole = path.read_bytes()

    def run(data: bytes) -> None:
        path.write_bytes(data)
        promise(is_lock(path), "a file that ends in .lock is no lock")
        with only_ours():
            found = read_lock(path)
            path.write_text(lock_text(found), encoding="utf-8")
            promise(read_lock(path) == found, "a lock written anew is another lock")

    small = {"format": 1, "version": "1", "filters": {}, "as_of": "", "source": ""}
    small |= {"digests": {}, "frames": {}, "tables": {}}
    return run, [whole, json.dumps(small).encode()]


def argv(folder: Path) -> tuple[Callable[[bytes], None], list[bytes]]:
    """Words of the command line, in a folder of their own; none of them a path out of it."""
    from elecdata.cli import main

    os.chdir(folder)
    known = [*COMMANDS, *WORDS]

    def run(data: bytes) -> None:
        parts = data.split(b"\0")[:8]
        words = [
            known[part[0] % len(known)] if len(part) == 1 else part.decode("utf-8", "replace")
            for part in parts
        ]
        words = [word.replace("/", "_").replace("~", "_").replace("..", "_") for word in words]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = main(words)
            except SystemExit as error:
                status = error.code if isinstance(error.code, int) else 1
        promise(status in {0, 1, 2}, f"{words}: exit status {status}")
        said = err.getvalue()
        promise(said.replace("\n", "").isprintable(), f"{words}: said {said[:200]!r}")
        promise(said or status != 2, f"{words}: status 2 and not a word")

    return run, [bytes([n]) + b"\0" + bytes([n + 20]) for n in range(len(known) - 20)]


TARGETS = {
    each.name: each
    for each in (
        Target("values", "cells", 330, ("schema.values",), values),
        Target("sheets", "shared sheets", 180, ("curation.sheet", "curation.registers"), sheets),
        Target("claims", "claims", 90, ("curation.claims", "curation.sheet"), claims),
        Target("toml", "TOML", 150, ("curation.toml", "curation.election"), toml),
        Target("shape", "sheets to be formatted", 70, ("curation.shape",), shape),
        Target(
            "results-csv",
            "results, CSV",
            35,
            ("inspection.origin", "inspection.cells", "inspection.table"),
            results_csv,
        ),
        Target(
            "results-parquet",
            "results, Parquet",
            45,
            ("inspection.origin", "parquet"),
            results_parquet,
        ),
        Target("manifest", "manifests", 60, ("store",), manifest),
        Target("lock", "locks", 30, ("pinning.reading", "pinning.lockfile"), lock),
        Target("argv", "command lines", 10, ("cli.output", "cli.options", "cli.reading"), argv),
    )
}
