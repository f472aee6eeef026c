"""Feed the readers with inputs that nobody meant well, guided by what each input reaches.

    make fuzz                           100,000 inputs, the same on every machine
    make fuzz FUZZ=--inputs=2000000     more of them
    make fuzz FUZZ="--target toml --seed 7"

An input fails when it raises anything but an ElecdataError, takes longer than 20 seconds or more
than 2 GiB, or breaks a promise of scripts/fuzzing/oracle.py. It is kept in build/fuzz; once mended
it goes to tests/hostile/inputs and is a test. `--write` renews the table in docs/trust.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fuzzing.engine import Job, Outcome

ROOT = Path(__file__).resolve().parents[1]
FOUND = ROOT / "build" / "fuzz"
PAGE = ROOT / "docs" / "trust.md"
HEADING = "| target | reads | inputs | lines reached | inputs kept as tests |"


def main(arguments: list[str] | None = None) -> int:
    """Fuzz, print what came of it, and fail when an input did."""
    words = sys.argv[1:] if arguments is None else arguments
    if words[:1] == ["--worker"]:
        from fuzzing.engine import work

        work(words[1], Path(words[2]), words[3:])
    if words[:1] == ["--reached"]:
        from fuzzing.engine import reached

        print(*reached(words[1], [Path(each) for each in words[2:]]), file=sys.stderr)
        return 0
    options = _parser().parse_args(words)
    if importlib.util.find_spec("atheris") is None:
        print("make fuzz needs atheris, which there is for Linux on x86-64 alone", file=sys.stderr)
        return 1
    from fuzzing.engine import fuzz

    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        jobs = _jobs(options.inputs, options.seed, options.target)
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            outcomes = list(
                pool.map(lambda job: fuzz(job, Path(__file__), FOUND, _corpus(place, job)), jobs)
            )
        lines = _lines(outcomes, Path(place)) if options.write else _plain(outcomes)
    print("\n".join(lines))
    for outcome in outcomes:
        if outcome.failures or outcome.said:
            print(f"\n{outcome.job.target}:", *outcome.failures, outcome.said, sep="\n")
    ran, failed = sum(each.inputs for each in outcomes), [each for each in outcomes if each.said]
    print(f"\n{ran:,} inputs, seed {options.seed}, {time.perf_counter() - start:.0f} seconds")
    if options.write and not failed:
        _write(lines)
    return 1 if failed or any(each.failures for each in outcomes) else 0


def _parser() -> argparse.ArgumentParser:
    """Options of the script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000, help="how many, in all")
    parser.add_argument("--seed", type=int, default=1, help="other inputs for each number")
    parser.add_argument("--target", action="append", help="one reader alone")
    parser.add_argument("--write", action="store_true", help="renew the table in docs/trust.md")
    return parser


def _corpus(place: str, job: Job) -> Path:
    """Folder of the inputs that a job found worth keeping."""
    return Path(place) / f"{job.target}-{job.seed}"


def _jobs(inputs: int, seed: int, names: Sequence[str] | None) -> list[Job]:
    """Inputs divided among targets, and each target's among the cores, which are then all busy."""
    from fuzzing.engine import Job
    from fuzzing.targets import TARGETS

    chosen = [each for name, each in TARGETS.items() if names is None or name in names]
    total = sum(each.share for each in chosen)
    parts = 2
    return [
        Job(each.name, inputs * each.share // total // parts + 1, parts * seed + part)
        for each in chosen
        for part in range(parts)
    ]


def _plain(outcomes: Sequence[Outcome]) -> list[str]:
    """A line for each job."""
    return [
        f"{each.job.target:<16} {each.inputs:>9,} inputs {each.edges:>6,} edges "
        f"{'failed' if each.said or each.failures else 'passed'}"
        for each in outcomes
    ]


def _lines(outcomes: Sequence[Outcome], place: Path) -> list[str]:
    """The table for the page."""
    from fuzzing.engine import kept
    from fuzzing.targets import TARGETS

    lines = [HEADING, "| --- | --- | --- | --- | --- |"]
    for name in dict.fromkeys(each.job.target for each in outcomes):
        mine = [each for each in outcomes if each.job.target == name]
        corpora = [str(_corpus(str(place), each.job)) for each in mine]
        measured = subprocess.run(
            [sys.executable, __file__, "--reached", name, *corpora],
            capture_output=True,
            check=False,
            text=True,
            errors="replace",
        )
        hit, every = map(int, measured.stderr.split()[-2:])
        inputs, old = sum(each.inputs for each in mine), len(kept(name))
        what = TARGETS[name].what
        lines.append(f"| {name} | {what} | {inputs:,} | {hit} of {every} | {old} |")
    return lines


def _write(lines: Sequence[str]) -> None:
    """Put the table in the place of the old one."""
    text = PAGE.read_text(encoding="utf-8")
    start = text.index(HEADING)
    end = text.index("\n\n", start)
    PAGE.write_text(text[:start] + "\n".join(lines) + text[end:], encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
