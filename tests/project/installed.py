"""Use an installed elecdata as a stranger would, from a folder without a checkout.

Run by tests/project/wheel.py with the interpreter of an empty environment.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Load every table, explain a figure, run the command line; any surprise is an exception."""
    import elecdata

    home = Path(elecdata.__file__).resolve()
    if Path(sys.prefix).resolve() not in home.parents:
        raise RuntimeError(f"elecdata is imported from {home}, not from the environment")
    listed = elecdata.tables()
    for name, *shape in zip(listed["table"], listed["rows"], listed["columns"], strict=True):
        found = elecdata.load(str(name)).shape
        if found != tuple(shape):
            raise RuntimeError(f"table {name}: {found}, not {tuple(shape)}")
    print(f"{len(listed)} tables loaded")
    cell = ("kz-2012-majilis", "kz-ak-zhol", "seats")
    if not str(elecdata.explain(*cell)).strip():
        raise RuntimeError("explain says nothing")
    command = Path(sys.executable).with_name("elecdata.exe" if os.name == "nt" else "elecdata")
    pages = ["browse", "--to", "pages"]
    for arguments in (["--help"], ["tables"], ["explain", *cell], ["cite"], pages):
        done = subprocess.run(
            [command, *arguments], check=True, capture_output=True, text=True, encoding="utf-8"
        )
        if not done.stdout.strip() or done.stderr:
            raise RuntimeError(f"elecdata {' '.join(arguments)} printed {done.stderr or 'nothing'}")
    if (elecdata.audit().outcome == "failed").any():
        raise RuntimeError("a check of the audit fails")
    print("explain, the audit and the command line work")
    return 0


if __name__ == "__main__":
    sys.exit(main())
