"""At run time elecdata opens no socket: every verb, every picture, every command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import elecdata

ROOT = Path(__file__).resolve().parents[2]
NO_VERBS = {"ElecdataError", "metrics", "plot"}
# Commands whose example opens the browser of whoever runs it.
OPENERS = {"browse"}

SCRIPT = """
import shlex, sys

def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.client.", "ftplib.", "smtplib.")):
        raise ConnectionError(f"network: {event} {arguments}")

sys.addaudithook(refuse)
import matplotlib
matplotlib.use("Agg")
import elecdata
from elecdata.cli import main, parser

COUNCIL = "kz-2012-majilis"
VERBS = {
    "allocate": lambda: elecdata.allocate({"a": 6, "b": 3}, 4, method="hare"),
    "audit": elecdata.audit,
    "browse": lambda: elecdata.browse(to="pages"),
    "build": lambda: elecdata.build("own", "tables"),
    "cite": elecdata.cite,
    "codebook": elecdata.codebook,
    "compare": lambda: elecdata.compare("seats", country="KAZ"),
    "conflicts": elecdata.conflicts,
    "connect": lambda: elecdata.connect().close(),
    "data_statement": elecdata.data_statement,
    "diff": lambda: elecdata.diff("data/processed"),
    "explain": lambda: elecdata.explain(COUNCIL, "seats"),
    "export": lambda: [elecdata.export(f"out-{form}", form, tables=["results", "sources"])
                       for form in ("csv", "jsonl", "parquet", "hive", "stata", "spss")],
    "find": lambda: elecdata.find("Ak Zhol"),
    "load": lambda: [elecdata.load(backend=each)
                     for each in ("pandas", "pyarrow", "polars", "duckdb")],
    "lock": lambda: elecdata.lock("paper.lock"),
    "new": lambda: elecdata.new("xx-2027-parliament", "own"),
    "sensitivity": lambda: elecdata.sensitivity("enp_seats"),
    "sources": elecdata.sources,
    "sql": lambda: elecdata.sql("select 1"),
    "tables": elecdata.tables,
    "validate": lambda: elecdata.validate("data/processed"),
    "verify": lambda: elecdata.verify("paper.lock"),
}
asked = sys.argv[1].split(",")
assert set(asked) == set(VERBS), set(asked) ^ set(VERBS)
for name in sorted(VERBS, key=lambda name: (name != "new", name)):
    VERBS[name]()
elecdata.export("all.xlsx", tables="results")
elecdata.export("all.sqlite", tables="results")
elecdata.export("all.duckdb", tables="results")
elecdata.metrics.summarize(elecdata.load(), by="election_id")
[commands] = [each for each in parser()._actions if each.dest == "command"]
for name, command in commands.choices.items():
    if name in sys.argv[2].split(","):
        continue
    example = command.epilog.removeprefix("Example: ")
    status = main(shlex.split(example)[1:])
    assert status in {0, 1}, (example, status)
print(f"{len(VERBS)} verbs, {len(commands.choices)} commands", file=sys.stderr)
"""


@pytest.fixture
def away(tmp_path):
    """A folder to write to, in which data/ and examples/ are those of the checkout."""
    try:
        for name in ("data", "examples"):
            (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets no one make a symbolic link")
    (tmp_path / "script.py").write_text(SCRIPT)
    return tmp_path


def alone():
    """Words before a command that leave it without any network, where the system has such."""
    words = ["unshare", "--map-root-user", "--net"]
    try:
        able = subprocess.call([*words, "true"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        able = False
    return words if able else []


def run(away, *arguments, script="script.py"):
    """Run a script without a network: what it prints on the second stream, and its status."""
    done = subprocess.run(
        [*alone(), sys.executable, "-W", "ignore", script, *arguments],
        cwd=away,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.soak
def test_nothing_asks_for_the_network(away, required):
    """Python refuses every socket, the system has no network where it can, and all works."""
    for name in ("duckdb", "polars", "openpyxl", "pyreadstat"):
        required(name)
    verbs = ",".join(sorted(set(elecdata.__all__) - NO_VERBS))
    status, said = run(away, verbs, ",".join(OPENERS))

    assert status == 0, said


def test_a_socket_would_be_noticed(away):
    """The hook of the test above stops one."""
    head = SCRIPT.partition("import matplotlib")[0]
    (away / "broken.py").write_text(f"{head}import socket\nsocket.create_connection(('::1', 9))\n")
    status, said = run(away, script="broken.py")

    assert status == 1
    assert "ConnectionError: network: socket." in said
