"""Timing in interleaved rounds, and the lines of the table."""

from __future__ import annotations

import itertools
import math
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Runs = dict[str, Callable[[], Any]]
Seconds = dict[str, list[float]]
HEADER = ("rows", "what", "measured", "goal", "floor or peer", "verdict")
WIDTHS = (10, 49, 8, 8, 35, 7)


@dataclass(frozen=True)
class Line:
    """One line of the table; without a goal it is for information.

    Attributes
    ----------
    rows : int
        How many rows were worked on; 0 where it is not about rows.
    what : str
        What is compared with what.
    found : float
        What was measured.
    most, least : float, optional
        The goal.
    beside : str
        Time of the peer, or what else puts the figure in its place.
    """

    rows: int
    what: str
    found: float
    most: float | None = None
    least: float | None = None
    beside: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """What the line shows."""
        goal = verdict = ""
        if self.most is not None:
            goal, verdict = f"<= {self.most:.2f}", "ok" if self.found <= self.most else "MISSED"
        if self.least is not None:
            goal, verdict = f">= {self.least:,.0f}", "ok" if self.found >= self.least else "MISSED"
        shown = f"{self.found:.2f}" if self.found < 1000 else f"{self.found:,.0f}"
        rows = f"{self.rows:,}" if self.rows else ""
        return rows, self.what, shown, goal, self.beside, verdict


def interleaved(runs: Runs, rounds: int, clock: Callable[[], float] = time.perf_counter) -> Seconds:
    """Seconds of each run by round, in another order every round, after one round to warm up.

    What takes microseconds in one thread is timed by that thread's clock, which other processes
    do not slow down.
    """
    order = list(runs)
    shuffle = random.Random(0).shuffle
    seconds: Seconds = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name in order:
            start = clock()
            runs[name]()
            if number:
                seconds[name].append(clock() - start)
        shuffle(order)
    return seconds


def ratio(seconds: Seconds, over: str, under: str) -> float:
    """Median of the ratios of the rounds."""
    pairs = zip(seconds[over], seconds[under], strict=True)
    return statistics.median(one / other for one, other in pairs)


def took(seconds: Seconds, name: str) -> str:
    """Median time of a run, for people."""
    found = statistics.median(seconds[name])
    if found < 1e-3:
        return f"{found * 1e6:.1f} us"
    return f"{found * 1e3:.1f} ms" if found < 1 else f"{found:.2f} s"


def exponent(times: dict[int, float]) -> float:
    """Power of the rows that time grows with, from the smallest number of them to the largest."""
    few, many = min(times), max(times)
    return math.log(times[many] / times[few]) / math.log(many / few)


def growth(what: str, times: dict[int, float], most: float | None = None) -> Line:
    """How time grows between the two largest sizes, and below them, where fixed costs weigh."""
    sizes = sorted(times)
    few, many = sizes[-2:]
    beside = f"{few:,} to {many:,}"
    if len(sizes) > 2:
        lower = exponent({rows: times[rows] for rows in sizes[:2]})
        beside += f"; {lower:.2f} below"
    found = exponent({rows: times[rows] for rows in (few, many)})
    return Line(0, f"{what}: time grows with rows to the", found, most, beside=beside)


def repeated(call: Callable[[], object], times: int) -> Callable[[], None]:
    """Many calls in a row."""

    def run() -> None:
        for _ in range(times):
            call()

    return run


def process(code: str) -> Callable[[], str]:
    """A fresh interpreter that runs some code, and what it prints."""

    def run() -> str:
        done = subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    return run


def show(lines: Iterable[Line], *, markdown: bool) -> None:
    """Print lines as a table, each as soon as it has been measured."""
    rule = tuple("-" * width for width in WIDTHS)
    for cells in itertools.chain((HEADER, rule), (line.cells for line in lines)):
        text = " | ".join(map(str.ljust, cells, WIDTHS))
        print(f"| {text} |" if markdown else text.rstrip(), flush=True)
