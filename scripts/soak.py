"""Load tables again and again, and see that memory does not grow.

Tables, folders, filters and backends take turns, and the folders are built anew now and then. With
--quick: a twentieth of the loads. Exit status 1 when memory in use grew by more than a tenth from
the first quarter to the end.
"""

from __future__ import annotations

import gc
import shutil
import sys
import tempfile
import threading
from pathlib import Path

import pyarrow as pa

import elecdata
from elecdata.store import data_dir

LOADS = 100_000
TABLES = ("results", "elections", "turnout", "parties")


def main(arguments: list[str] | None = None) -> int:
    """Load, and print what memory was in use on the way."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments not in ([], ["--quick"]):
        print(__doc__, file=sys.stderr)
        return 2
    loads = LOADS // 20 if arguments else LOADS
    seen: list[float] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for number in range(loads):
            if number % (loads // 200) == 0:  # more folders than are kept in memory
                folder = Path(scratch) / f"tables-{number}"
                shutil.copytree(data_dir(), folder)
            if number % (loads // 20) == 0:
                seen.append(resident())
                print(f"{number:7,} loads  {seen[-1]:7.1f} MiB", flush=True)
            load(number, folder)
    seen.append(resident())
    grown = seen[-1] / seen[len(seen) // 4] - 1
    print(f"{loads:7,} loads  {seen[-1]:7.1f} MiB, {grown:+.1%} since the first quarter")
    return 1 if grown > 0.1 else 0


def load(number: int, folder: Path) -> None:
    """One load of many kinds, each followed by a change of what was loaded."""
    data = folder if number % 3 == 0 else None
    table = TABLES[number % len(TABLES)]
    if number % 50 == 0:
        thread = threading.Thread(target=elecdata.load, kwargs={"backend": "duckdb"})
        thread.start()
        thread.join()
    elif number % 25 == 0:
        elecdata.load(table, backend="polars", data=data)
    elif number % 10 == 0 and table != "parties":
        elecdata.load(table, year=2012, data=data)
    else:
        frame = elecdata.load(table, data=data)
        frame.iloc[:, 0] = frame.iloc[0, 0]


def resident() -> float:
    """Memory of this process in use, in MiB, after throwing away what nobody holds."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:  # not Linux: the most there ever was
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return pages * 4096 / 2**20


if __name__ == "__main__":
    sys.exit(main())
