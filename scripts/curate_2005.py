"""2005: Azerbaijan's parliament, 6 November, and Kazakhstan's president, 4 December.

Run alone it prints what is coded for the year, what disagreed, how it was ruled, and the audit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from elecdata.curation.control import Rules
from elecdata.curation.report import curate

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"

# All 125 seats of the Milli Majlis are filled in single-member constituencies; ten were voted on
# again in May 2006. What is published is the chamber after that, in which the deputies of the New
# Politics bloc and of the Liberal Party are counted among the independents.
RULES = (
    Rules(
        "az-2005-milli-majlis",
        seats=125,
        tiers={"constituency": 125},
    ),
    Rules("kz-2005-president"),
)


def main() -> int:
    """Print the year's report; exit status 1 when something is wrong."""
    report, ok = curate(RAW, RULES)
    print(report)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
