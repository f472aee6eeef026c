"""2004: Kazakhstan's lower house, 19 September, second round 3 October.

Run alone it prints what is coded for the year, what disagreed, how it was ruled, and the audit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from elecdata.curation.control import Rules
from elecdata.curation.report import curate

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"

# Ten seats from national lists and 67 from constituencies, with a second round where nobody had
# half the votes.
RULES = (
    Rules(
        "kz-2004-majilis",
        seats=77,
        tiers={"list": 10, "constituency": 67},
    ),
)


def main() -> int:
    """Print the year's report; exit status 1 when something is wrong."""
    report, ok = curate(RAW, RULES)
    print(report)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
