"""Print the ratios of speed that elecdata promises to keep, beside what they are measured against.

    python scripts/bench.py [--quick] [--markdown]

Everything is timed in one run, in interleaved rounds; a ratio is the median of the ratios of the
rounds, since times do not carry over from one machine to another. Goals are set for ten million
rows; below, a ratio shows mostly what a call costs at all. ``--quick`` stops at a hundred thousand,
for a look during work. Slow is a verdict, not a failure: the exit status is 0 whenever the
benchmark ran.
"""

from __future__ import annotations

import argparse
import sys
import time

ROWS = 10_000_000
QUICK_ROWS = 100_000


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print a table for each topic."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="up to a hundred thousand rows")
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    options = parser.parse_args(arguments)
    from benchmarks import metrics, promises, validation
    from benchmarks.timing import show

    rows = QUICK_ROWS if options.quick else ROWS
    start = time.perf_counter()
    for topic, lines in (
        ("Starting, loading and building", promises.lines()),
        ("Indices", metrics.lines(rows)),
        ("Validating results", validation.lines(rows)),
    ):
        print(f"\n{topic}\n", flush=True)
        show(lines, markdown=options.markdown)
    print(f"\n{time.perf_counter() - start:.0f} seconds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
