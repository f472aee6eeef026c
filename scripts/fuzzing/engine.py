"""Run one target under atheris, Google's coverage-guided fuzzer, and read what it says."""

from __future__ import annotations

import faulthandler
import itertools
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS, MEGABYTES = 20, 2048  # that one input may take
PATIENCE = 300  # seconds that a job may take besides its inputs
LARGEST = 4096  # bytes of an input
_RAN = re.compile(r"number_of_executed_units: (\d+)")
_EDGES = re.compile(r"cov: (\d+)")


@dataclass(frozen=True)
class Job:
    """Some inputs for one target."""

    target: str
    inputs: int
    seed: int


@dataclass(frozen=True)
class Outcome:
    """What came of a job.

    Attributes
    ----------
    inputs : int
        How many were run, by the fuzzer's own count.
    failures : tuple of Path
        Inputs that broke a promise, took too long or too much memory.
    said : str
        The end of what the fuzzer said, when it failed.
    """

    job: Job
    inputs: int
    edges: int
    failures: tuple[Path, ...]
    said: str


def fuzz(job: Job, script: Path, found: Path, corpus: Path) -> Outcome:
    """Run a job in a process of its own, which may hang, swell or die.

    Parameters
    ----------
    job : Job
        What to run.
    script : Path
        The script, called again with ``--worker``.
    found : Path
        Folder for inputs that fail.
    corpus : Path
        Folder for inputs that reach something new.
    """
    found.mkdir(parents=True, exist_ok=True)
    before = set(found.iterdir())
    with tempfile.TemporaryDirectory() as scratch:
        words = Path(scratch) / "words"
        words.write_text(_dictionary(), encoding="utf-8")
        done = subprocess.run(
            [
                # For threads that wait for ever: the worker says where, and is killed.
                *("timeout", "--signal=USR2", "--kill-after=5", str(PATIENCE + job.inputs // 10)),
                *(sys.executable, str(script), "--worker", job.target, str(corpus)),
                *(f"-runs={job.inputs}", f"-seed={job.seed}", f"-dict={words}"),
                *(f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={LARGEST}"),
                *(
                    "-handle_usr2=0",
                    "-print_final_stats=1",
                    f"-artifact_prefix={found}/{job.target}-",
                ),
            ],
            capture_output=True,
            check=False,
            text=True,
            errors="replace",
            cwd=scratch,
        )
    said = done.stdout + done.stderr
    new = sorted(set(found.iterdir()) - before)
    failures = tuple(each for each in new if "-slow-unit-" not in each.name)  # slow is not hung
    ran, edges = _RAN.findall(said), _EDGES.findall(said)
    is_over = done.returncode == 0 and bool(ran)
    return Outcome(
        job,
        int(ran[-1]) if ran else 0,
        int(edges[-1]) if edges else 0,
        failures,
        "" if is_over else said[-3000:],
    )


def work(target: str, corpus: Path, options: list[str]) -> None:
    """Be the process of a job, which ends itself."""
    import atheris

    faulthandler.register(
        signal.SIGUSR2, all_threads=True
    )  # needs no lock, and no time from Python
    with atheris.instrument_imports(include=["elecdata"], enable_loader_override=False):
        from fuzzing.targets import TARGETS

        place = Path(
            tempfile.mkdtemp(dir=Path.cwd())
        )  # in the folder of the job, which goes with it
        run, seeds = TARGETS[target].prepare(place)
        for seed in seeds[:3]:
            run(seed)  # what is imported on first use is instrumented too
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate([*seeds, *_kept(target)]):
        (corpus / f"seed-{number:04}").write_bytes(seed)
    inputs = next(int(option[6:]) for option in options if option.startswith("-runs="))
    atheris.Setup([sys.argv[0], *options, str(corpus)], _until(inputs, run))
    atheris.Fuzz()


def _until(inputs: int, run: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The function, which ends the process after so many inputs.

    The fuzzer would end it by C's exit(), which lets no other thread have the interpreter and waits
    for the threads of Arrow: for ever, when one of them wants it to let go of an object of Python.
    """
    numbers = itertools.count(1)

    def counted(data: bytes) -> None:
        run(data)
        if next(numbers) == inputs:
            print(f"number_of_executed_units: {inputs}", file=sys.stderr, flush=True)
            os._exit(0)

    return counted


def _kept(target: str) -> list[bytes]:
    """Inputs that failed once and are kept."""
    return [path.read_bytes() for path in kept(target)]


def kept(target: str) -> list[Path]:
    """Files of the inputs that failed once and are tests since."""
    root = Path(__file__).resolve().parents[2] / "tests" / "hostile" / "inputs"
    return sorted(root.glob(f"{target}-*"))


def _dictionary() -> str:
    """Words that the fuzzer strews in."""
    from fuzzing.seeds import TOKENS

    escaped = ("".join(f"\\x{byte:02x}" for byte in token.encode()) for token in TOKENS)
    return "".join(f'"{token}"\n' for token in escaped)


def reached(target: str, corpora: Iterable[Path]) -> tuple[int, int]:
    """Lines of the target's modules that its inputs reach, and how many there are."""
    import coverage

    import elecdata
    from fuzzing.targets import TARGETS

    home = Path(elecdata.__file__).parent
    files = [str(home / f"{room.replace('.', '/')}.py") for room in TARGETS[target].rooms]
    measured: Any = coverage.Coverage(data_file=None, include=files, config_file=False)
    inputs = [path for corpus in corpora for path in sorted(corpus.iterdir())]
    with measured.collect(), tempfile.TemporaryDirectory() as place:
        run, _ = TARGETS[target].prepare(Path(place))
        for path in inputs:
            run(path.read_bytes())
    every = missed = 0
    for file in files:
        _, lines, _, missing, _ = measured.analysis2(file)
        every, missed = every + len(lines), missed + len(missing)
    return every - missed, every
