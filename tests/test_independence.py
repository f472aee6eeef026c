"""What one caller, thread or process does with a table does not reach another."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import pytest

import elecdata
from elecdata import dataset

ROOT = Path(__file__).resolve().parents[1]


def overwrite(frame):
    """Write into every column in place."""
    for name in frame.columns:
        frame.loc[:, name] = frame[name].iloc[::-1].to_numpy()
        frame.loc[frame.index[0], name] = frame[name].iloc[1]


def overwrite_array(values):
    """Write into an array, where it lets one."""
    with contextlib.suppress(ValueError, TypeError):  # read-only
        values[0] = values[-1]


def overwrite_arrays(frame):
    """Write into whatever memory can be reached."""
    for name in frame.columns:
        for values in (frame[name].to_numpy(copy=False), frame[name].array, frame[name].values):
            overwrite_array(values)


def overwrite_names(frame):
    """Write into the memory of the labels."""
    for labels in (frame.columns, frame.index):
        labels.name = "mine"
        overwrite_array(labels.values)


CHANGES = {
    "cells": overwrite,
    "arrays": overwrite_arrays,
    "labels": overwrite_names,
    "columns": lambda frame: setattr(frame, "columns", range(frame.shape[1])),
    "fewer columns": lambda frame: frame.pop(frame.columns[0]),
    "attrs": lambda frame: frame.attrs.clear(),
    "what attrs hold": lambda frame: frame.attrs["elecdata"].update(version="mine"),
    "view in attrs": lambda frame: frame.attrs["elecdata"]["view"].update(year=["mine"]),
}


class TestFrames:
    """A frame is its caller's own."""

    @pytest.mark.parametrize("change", CHANGES)
    @pytest.mark.parametrize("asked", [{}, {"year": [2012, 2021]}], ids=["whole", "filtered"])
    @pytest.mark.parametrize("place", ["installed", "sheets"])
    def test_pandas(self, untouched, place, asked, change):
        """Whatever is changed in place, the next load gives what was published."""
        asked = asked | ({"data": untouched.root} if place == "sheets" else {})
        asked |= {"year": 2031} if len(asked) == 2 else {}
        wanted = elecdata.load(**asked)
        keep = wanted.copy(deep=True)
        CHANGES[change](elecdata.load(**asked))
        CHANGES[change](wanted)
        found = elecdata.load(**asked)

        pd.testing.assert_frame_equal(keep, found)
        assert keep.attrs == found.attrs
        assert found.columns.name is None

    @pytest.mark.parametrize("change", CHANGES)
    def test_other_verbs(self, change):
        """So are the frames of other verbs."""
        for verb in (elecdata.tables, elecdata.sources, elecdata.conflicts, elecdata.codebook):
            keep = verb().copy(deep=True)
            frame = verb()
            frame.attrs.setdefault("elecdata", {"view": {}})
            CHANGES[change](frame)

            pd.testing.assert_frame_equal(keep, verb())

    def test_list_of_the_caller(self):
        """A list given as a filter and changed later does not change the attrs."""
        years = [2012]
        frame = elecdata.load(year=years)
        years.append(2021)

        assert frame.attrs["elecdata"]["view"] == {"year": [2012]}

    @pytest.mark.parametrize("name", ["results", "turnout"])
    def test_pyarrow(self, name):
        """The memory of a table in Arrow cannot be written to, nor through what is made of it."""
        keep = elecdata.load(name)
        table = elecdata.load(name, backend="pyarrow")
        overwrite_arrays(table.to_pandas(split_blocks=True))
        for column in table.columns:
            for chunk in column.chunks:
                overwrite_array(chunk.to_numpy(zero_copy_only=False))

        pd.testing.assert_frame_equal(keep, elecdata.load(name))

    def test_polars(self, required):
        """Writing into a Polars frame copies it first."""
        required("polars")
        keep = elecdata.load(backend="polars")
        frame = elecdata.load(backend="polars")
        frame[0, "votes"] = -1
        overwrite_arrays(frame.to_pandas())

        assert keep.equals(elecdata.load(backend="polars"))

    def test_duckdb(self, required):
        """A relation is a view; what is derived from it leaves it alone, two can be joined."""
        required("duckdb")
        seats = elecdata.load(backend="duckdb")
        joined = seats.join(elecdata.load("elections", backend="duckdb"), "election_id")

        assert len(joined.fetchall()) == len(seats.fetchall()) == len(elecdata.load())

    def test_memory_is_bounded(self):
        """Tables of many folders do not pile up."""
        kept = [dataset._parsed.cache_info().maxsize, dataset._frame.cache_info().maxsize]
        aside = dataset._Aside([1])

        assert kept == [dataset.KEPT, dataset.KEPT]
        assert (aside.taken(), aside.taken()) == ([1], None)


THREADS = """
import sys, threading
import elecdata
places = [None, *sys.argv[1:]]
backends = ["pandas", "pyarrow", "polars", "duckdb"]
names = ["results", "elections", "claims", "turnout"]
start, found, wrong = threading.Barrier(64), {}, []

def rows(table, backend):
    if backend == "duckdb":
        return len(table.fetchall())
    return table.num_rows if backend == "pyarrow" else len(table)

def run(number):
    try:
        start.wait()
        for step in range(4):
            place, backend = places[(number + step) % len(places)], backends[number // 3 % 4]
            for name in names[number % 4:] + names[: number % 4]:
                table = elecdata.load(name, backend=backend, data=place)
                found.setdefault((place, name), set()).add(rows(table, backend))
            if step == 1 and number < 12:
                elecdata.conflicts(data=place)
    except BaseException as error:
        wrong.append(repr(error))

threads = [threading.Thread(target=run, args=(n,)) for n in range(64)]
for each in threads:
    each.start()
for each in threads:
    each.join()
for (place, name), counts in found.items():
    assert counts == {len(elecdata.load(name, data=place))}, (place, name, counts)
assert len(found) == len(places) * len(names), found
print(wrong[:3] or "well")
"""

PROCESSES = """
import multiprocessing, sys, threading
import elecdata

def seats(year):
    frame = elecdata.load(year=year)
    frame.loc[:, "seats"] = 0
    own = elecdata.load(year=year)
    error = None
    try:
        elecdata.load(year=1900)
    except elecdata.ElecdataError as caught:
        error = caught
    return int(own.seats.sum()), len(elecdata.conflicts(year=year)), error

def busy(stop):
    while not stop.is_set():
        elecdata.load("claims")

if __name__ == "__main__":
    kind = sys.argv[1]
    wanted = [seats(year)[:2] for year in (2004, 2012, 2021)] if kind == "fork" else None
    stop = threading.Event()
    if kind == "fork":  # others may be reading at the very moment
        threading.Thread(target=busy, args=(stop,)).start()
    with multiprocessing.get_context(kind).Pool(3) as pool:
        found = pool.map_async(seats, [2004, 2012, 2021]).get(120)
    stop.set()
    wanted = wanted or [seats(year)[:2] for year in (2004, 2012, 2021)]
    assert [each[:2] for each in found] == wanted, (found, wanted)
    assert all("no year named 1900" in str(each[2]) for each in found)
    print("well")
"""


def run(script, *arguments):
    """Run a script of its own, warnings of threads and forks aside."""
    done = subprocess.run(  # noqa: PLW1510  looked at below, with what it said
        [sys.executable, script, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class TestThreads:
    """Many threads, many processes."""

    @pytest.mark.soak
    def test_first_loads_at_once(self, untouched, tmp_path, required):
        """Sixty-four threads begin in a fresh interpreter: tables, folders, backends mixed."""
        required("duckdb")
        required("polars")
        for name in ("one", "other"):
            elecdata.build(untouched.root, tmp_path / name)
        script = tmp_path / "threads.py"
        script.write_text(THREADS)

        assert run(script, tmp_path / "one", tmp_path / "other") == "well"

    @pytest.mark.parametrize("kind", [pytest.param("spawn", marks=pytest.mark.soak), "fork"])
    def test_processes(self, tmp_path, kind):
        """Processes started in either way read right, and errors of ours come back from them."""
        if kind == "fork" and sys.platform != "linux":
            pytest.skip("other systems do not fork safely")
        script = tmp_path / "processes.py"
        script.write_text(PROCESSES)

        assert run(script, kind) == "well"

    def test_threads_that_change_their_frames(self):
        """Each works on its own frame while others load."""
        wanted, found = elecdata.load().seats.sum(), []

        def work():
            for _ in range(20):
                frame = elecdata.load()
                found.append(frame.seats.sum())
                frame.loc[:, "seats"] = 0

        threads = [threading.Thread(target=work) for _ in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

        assert set(found) == {wanted}
        assert len(found) == 160
