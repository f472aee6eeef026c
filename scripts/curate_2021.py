"""2021: Kazakhstan's lower house, 10 January.

Run alone it prints what is coded for the year, what disagreed, how it was ruled, and the audit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from elecdata.curation.control import Rules
from elecdata.curation.report import curate

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"

# 98 seats from lists and 9 that the Assembly fills.
RULES = (
    Rules(
        "kz-2021-majilis",
        seats=107,
        tiers={"list": 98, "indirect": 9},
        indirect={"kz-assembly": 9},
    ),
)


def main() -> int:
    """Print the year's report; exit status 1 when something is wrong."""
    report, ok = curate(RAW, RULES)
    print(report)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
