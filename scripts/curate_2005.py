"""2005: Azerbaijan's parliament, 6 November, and Kazakhstan's president, 4 December.

Run alone it prints what is coded for the year, what disagreed, how it was ruled, and the audit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from elecdata.curation.audit import Rules
from elecdata.curation.report import curate

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"

RULES = (
    Rules("az-2005-milli-majlis", unknown=("size of the chamber and its tiers",)),
    Rules("kz-2005-president", unknown=("exact number on the final registers",)),
)


def main() -> int:
    """Print the year's report; exit status 1 when something is wrong."""
    report, ok = curate(RAW, RULES)
    print(report)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
