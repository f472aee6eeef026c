"""Rewrite the reference images of tests/plot, which are compared under one matplotlib alone."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Draw every reference image."""
    import matplotlib as mpl

    known = runpy.run_path(str(ROOT / "tests" / "plot" / "reference.py"))
    if mpl.__version__ != known["PINNED"]:
        print(f"matplotlib is {mpl.__version__}; references are drawn with {known['PINNED']}")
        return 1
    for name in known["CASES"]:
        path = known["draw"](name, known["FOLDER"] / f"{name}.png")
        print(path.relative_to(ROOT).as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main())
