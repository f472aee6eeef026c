"""Print the ratios of speed that elecdata promises to keep.

    python scripts/bench.py [--markdown] [--rounds N]

Everything is timed in one run, in interleaved rounds; a ratio is the median of the ratios of the
rounds, since times do not carry over from one machine to another. Slow is a verdict, not a failure:
the exit status is 0 whenever the benchmark ran.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"
FEWEST_ROUNDS = 11
CALLS = 20
COPIES = 8


@dataclass(frozen=True)
class Result:
    """One line of the table."""

    what: str
    measured: str
    goal: str
    beside: str
    kept: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """What the line shows."""
        return self.what, self.measured, self.goal, self.beside, "ok" if self.kept else "MISSED"


HEADER = ("what", "measured", "goal", "floor or peer", "verdict")


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    parser.add_argument("--rounds", type=int, default=FEWEST_ROUNDS, help="11 at least")
    options = parser.parse_args(arguments)
    rounds = max(options.rounds, FEWEST_ROUNDS)
    results = [*process_results(rounds), *call_results(rounds), *build_results()]
    print(rendered([HEADER, *(result.cells for result in results)], markdown=options.markdown))
    return 0


def process_results(rounds: int) -> list[Result]:
    """Whole processes: starting, and reading a first table."""
    from elecdata.store import data_dir

    file = str(data_dir() / "results.parquet")
    seconds = interleaved(
        {
            "pass": process("pass"),
            "import": process("import elecdata"),
            "load": process("import elecdata; elecdata.load()"),
            "read": process(f"import pandas; pandas.read_parquet({file!r})"),
            "pandas": process("import pandas"),
        },
        rounds,
    )
    start, first = ratio(seconds, "import", "pass"), ratio(seconds, "load", "read")
    heavy, bare = ratio(seconds, "pandas", "pass"), ratio(seconds, "pandas", "read")
    return [
        Result(
            "process: import elecdata / pass",
            f"{start:.2f}",
            "<= 1.30",
            f"import pandas {heavy:.1f}",
            start <= 1.30,
        ),
        Result(
            "process: import and load() / pandas.read_parquet",
            f"{first:.2f}",
            "<= 1.05",
            f"import pandas {bare:.2f}",
            first <= 1.05,
        ),
    ]


def call_results(rounds: int) -> list[Result]:
    """Calls in one warm process."""
    import pandas as pd
    import pyarrow.parquet as pq

    import elecdata
    from elecdata.store import data_dir

    file = data_dir() / "results.parquet"
    seconds = interleaved(
        {
            "load": repeated(elecdata.load),
            "read": repeated(lambda: pd.read_parquet(file)),
            "peer": repeated(lambda: pq.ParquetFile(file).read().to_pandas()),
        },
        rounds,
    )
    warm, peer = ratio(seconds, "load", "read"), ratio(seconds, "peer", "read")
    return [
        Result(
            "warm load() / pandas.read_parquet",
            f"{warm:.2f}",
            "<= 0.60",
            f"ParquetFile.read().to_pandas() {peer:.2f}",
            warm <= 0.60,
        )
    ]


def build_results() -> list[Result]:
    """All tables from the sheets: claims a second, and whether time grows in step with claims."""
    from elecdata.curation.publication import build

    with tempfile.TemporaryDirectory() as folder:
        large = enlarged(RAW, Path(folder) / "raw")
        claims = {raw: len(build(raw)[1].claims) for raw in (RAW, large)}
        seconds = interleaved(
            {"once": timed(lambda: build(RAW)), "often": timed(lambda: build(large))}, rounds=3
        )
    rate = claims[RAW] / statistics.median(seconds["once"])
    growth = ratio(seconds, "often", "once") / (claims[large] / claims[RAW])
    return [
        Result(
            f"rebuild of {claims[RAW]:,} claims, a second",
            f"{rate:,.0f}",
            ">= 1,000",
            "",
            rate >= 1_000,
        ),
        Result(
            f"time a claim, {claims[large]:,} claims / {claims[RAW]:,}",
            f"{growth:.2f}",
            "<= 1.20",
            "linear 1.00",
            growth <= 1.20,
        ),
    ]


def enlarged(raw: Path, target: Path) -> Path:
    """Copy of a folder of sheets in which every election is coded several times.

    The copies leave out what is said of parties, whose one row all elections share: copied claims
    on it would contradict each other, and the rulings of one copy do not reach the others.
    """
    from elecdata.adoption.claim import variables_of

    of_parties = tuple(f"/{variable}" for variable in variables_of("party"))
    shutil.copytree(raw, target)
    for election in sorted(path for path in raw.iterdir() if path.is_dir()):
        for number in range(2, COPIES + 1):
            twin = f"{election.name}-{number}"
            (target / twin).mkdir()
            for sheet in election.iterdir():
                text = sheet.read_text(encoding="utf-8").replace(election.name, twin)
                if sheet.name == "claims.csv":
                    rows = text.splitlines(keepends=True)
                    text = "".join(row for row in rows if not row.startswith("party,"))
                elif sheet.name == "rulings.toml":
                    first, *rulings = text.split("[[ruling]]")
                    kept = [each for each in rulings if not any(v in each for v in of_parties)]
                    text = first + "".join(f"[[ruling]]{each}" for each in kept)
                (target / twin / sheet.name).write_text(text, encoding="utf-8")
    return target


def process(code: str) -> Callable[[], float]:
    """Time of a fresh interpreter that runs some code."""

    def run() -> None:
        subprocess.run([sys.executable, "-c", code], check=True, stdin=subprocess.DEVNULL)

    return timed(run)


def repeated(call: Callable[[], object]) -> Callable[[], float]:
    """Time of many calls in a row."""

    def run() -> None:
        for _ in range(CALLS):
            call()

    return timed(run)


def timed(call: Callable[[], object]) -> Callable[[], float]:
    """Seconds that a call takes."""

    def run() -> float:
        start = time.perf_counter()
        call()
        return time.perf_counter() - start

    return run


def interleaved(runs: dict[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each run by round, in another order every round, after one round to warm up."""
    order = list(runs)
    shuffle = random.Random(0).shuffle
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name in order:
            took = runs[name]()
            if number:
                seconds[name].append(took)
        shuffle(order)
    return seconds


def ratio(seconds: dict[str, list[float]], over: str, under: str) -> float:
    """Median of the ratios of the rounds."""
    pairs = zip(seconds[over], seconds[under], strict=True)
    return statistics.median(one / other for one, other in pairs)


def rendered(rows: Iterable[tuple[str, ...]], *, markdown: bool) -> str:
    """Rows as a table, the first being its header."""
    rows = list(rows)
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [" | ".join(map(str.ljust, row, widths)) for row in rows]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" if markdown else line.rstrip() for line in lines)


if __name__ == "__main__":
    sys.exit(main())
