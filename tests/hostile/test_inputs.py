"""Readers keep their promises, for inputs that failed once and for any that can be thought of."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
INPUTS = sorted((Path(__file__).parent / "inputs").glob("[!.]*"))
NAMES = (
    *("values", "sheets", "claims", "toml", "shape", "results-csv", "results-parquet"),
    *("manifest", "lock", "argv"),
)
EXAMPLES = {"argv": 15, "results-csv": 20, "results-parquet": 20, "lock": 25}


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """Maker of the function of bytes of a target, and of its seeds."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    targets = importlib.import_module("fuzzing.targets")

    def make(name):
        return targets.TARGETS[name].prepare(tmp_path)

    yield make
    for name in [name for name in sys.modules if name.partition(".")[0] == "fuzzing"]:
        del sys.modules[name]


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name[:40])
def test_what_failed_once_fails_no_more(reader, path):
    """Each file here broke a promise before the reader was mended."""
    name = next(name for name in NAMES if path.name.startswith(f"{name}-"))
    run, _ = reader(name)

    run(path.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_any_bytes_are_read_as_promised(reader, name):
    """Seeds, bytes, and seeds with some of their bytes exchanged."""
    run, seeds = reader(name)
    spoilt = st.tuples(
        st.sampled_from(seeds),
        st.integers(0, 400),
        st.integers(0, 40),
        st.binary(max_size=12)
        | st.text(max_size=6).map(str.encode)
        | st.sampled_from(
            [b"nan", b'"', b"\n", b"\x00", b"\xe2\x80\xae", b"[[", b"1e400", b"../", b"=1"]
        ),
    ).map(lambda parts: parts[0][: parts[1]] + parts[3] + parts[0][parts[1] + parts[2] :])

    @settings(
        max_examples=EXAMPLES.get(name, 60),
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(data=st.sampled_from(seeds) | spoilt | st.binary(max_size=200))
    def check(data):
        run(data)

    check()


def test_every_target_is_tried(reader):
    """The list above is that of the fuzzer."""
    assert set(NAMES) == set(importlib.import_module("fuzzing.targets").TARGETS)
