"""Starting, loading and building."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Line, interleaved, process, ratio, repeated

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
ROUNDS = 11
CALLS = 20
COPIES = 4


def lines() -> Iterator[Line]:
    """Lines of the table."""
    yield from process_lines()
    yield from call_lines()
    yield from build_lines()


def process_lines() -> Iterator[Line]:
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
        ROUNDS,
    )
    heavy, bare = ratio(seconds, "pandas", "pass"), ratio(seconds, "pandas", "read")
    start, first = ratio(seconds, "import", "pass"), ratio(seconds, "load", "read")
    yield Line(0, "process: import elecdata / pass", start, 1.30, beside=f"pandas {heavy:.1f}")
    what = "process: import and load() / pandas.read_parquet"
    yield Line(0, what, first, 1.05, beside=f"import pandas {bare:.2f}")


def call_lines() -> Iterator[Line]:
    """Calls in one warm process."""
    import pandas as pd
    import pyarrow.parquet as pq

    import elecdata
    from elecdata.store import data_dir

    file = data_dir() / "results.parquet"
    seconds = interleaved(
        {
            "load": repeated(elecdata.load, CALLS),
            "read": repeated(lambda: pd.read_parquet(file), CALLS),
            "peer": repeated(lambda: pq.ParquetFile(file).read().to_pandas(), CALLS),
        },
        ROUNDS,
    )
    warm, peer = ratio(seconds, "load", "read"), ratio(seconds, "peer", "read")
    what = "warm load() / pandas.read_parquet"
    yield Line(0, what, warm, 0.60, beside=f"ParquetFile.read().to_pandas() {peer:.2f}")


def build_lines() -> Iterator[Line]:
    """All tables from the sheets: claims a second, and whether time grows in step with claims."""
    from elecdata.curation.publication import build

    with tempfile.TemporaryDirectory() as folder:
        large = enlarged(RAW, Path(folder) / "raw")
        claims = {raw: len(build(raw)[1].claims) for raw in (RAW, large)}
        seconds = interleaved({"once": lambda: build(RAW), "often": lambda: build(large)}, rounds=3)
    rate = claims[RAW] / statistics.median(seconds["once"])
    growth = ratio(seconds, "often", "once") / (claims[large] / claims[RAW])
    yield Line(0, f"rebuild of {claims[RAW]:,} claims, a second", rate, least=1_000)
    what = f"time a claim, {claims[large]:,} claims / {claims[RAW]:,}"
    yield Line(0, what, growth, 1.20, beside="linear 1.00")


def enlarged(raw: Path, target: Path) -> Path:
    """Copy of a folder of sheets in which every election is coded several times.

    The copies leave out what is said of parties, whose one row all elections share: copied claims
    on it would contradict each other, and the rulings of one copy do not reach the others.
    """
    from elecdata.adoption.claim import variables_of
    from elecdata.curation.recount import recount

    of_parties = tuple(f"/{variable}" for variable in variables_of("party"))
    shutil.copytree(raw, target)
    explained = (raw / "discrepancies.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    for election in sorted(path for path in raw.iterdir() if path.is_dir()):
        for number in range(2, COPIES + 1):
            twin = f"{election.name}-{number}"
            (target / twin).mkdir()
            mine = [row for row in explained if row.startswith(f"{election.name},")]
            with (target / "discrepancies.csv").open("a", encoding="utf-8") as sheet_of_all:
                sheet_of_all.writelines(row.replace(election.name, twin, 1) for row in mine)
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
    recount(target)
    return target
