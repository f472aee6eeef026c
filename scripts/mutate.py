"""Alter tables, coding sheets and manifest in one place at a time; count what the checks notice.

    python scripts/mutate.py [--quick] [--write] [--seed N] [--each N] [--processes N] [--list]

Every slip is made in a copy. "By meaning" is with all digests made to agree with the slip. The
exit status is 1 when a goal is missed: with digests every slip is noticed; by meaning every slip
in rows, ids, links, terms and rulings (in sheets by a rule, not by the published tables alone),
and at least 97 of 100 in figures of votes, seats and turnout. --quick takes a small sample, for
continuous integration; --write puts the result into docs/trust.md; --list prints every slip that
no rule noticed.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mutation.run import Folders

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "trust.md"
BEGIN, END = "<!-- made by make mutate -->", "<!-- end of what make mutate made -->"
WHOLE = {"tables": 40, "sheets": 15, "manifest": 5}
QUICK = {"tables": 4, "sheets": 1, "manifest": 1}
SEED = 2026


def main(arguments: list[str] | None = None) -> int:
    """Make the slips, print what they came to, and say whether the goals are met."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a small sample")
    parser.add_argument("--write", action="store_true", help="put the result into docs/trust.md")
    parser.add_argument("--list", action="store_true", help="print what no rule noticed")
    parser.add_argument("--seed", type=int, default=SEED, help="which slips are made")
    parser.add_argument("--each", type=int, help="slips of each kind in every layer")
    parser.add_argument("--processes", type=int, default=min(4, os.cpu_count() or 1))
    options = parser.parse_args(arguments)
    from mutation.result import failures, page, reason
    from mutation.run import run

    sizes = QUICK if options.quick else WHOLE
    sizes = sizes if options.each is None else dict.fromkeys(sizes, options.each)
    verdicts = run(_folders(), sizes, options.seed, options.processes)
    text = page(verdicts, sizes, options.seed)
    print(text)
    if options.list:
        missed = [v for v in verdicts if not v.rule and v.group != "digest"]
        print("\n".join(f"{v.layer}: {v.kind}: {v.where} ({reason(v)})" for v in missed))
    if options.write:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), text), encoding="utf-8")
    wrong = failures(verdicts)
    print("\n".join(wrong) or "every goal is met", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


def _folders() -> Folders:
    """The folders of this checkout, and the control totals of its scripts."""
    from mutation.run import Folders
    from publish import PROCESSED, RAW, rules

    return Folders(RAW, PROCESSED, tuple(rules()))


def filled(page: str, text: str) -> str:
    """A page with a text between its two marks."""
    pattern = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{BEGIN}\n\n{text}\n{END}", page)


if __name__ == "__main__":
    sys.exit(main())
