"""Give every coding sheet in data/raw its one shape.

Without an option: rewrite what is out of shape. With --check: name it only, with exit status 1
when there is any.
"""

from __future__ import annotations

import sys
from pathlib import Path

from elecdata.curation.shape import ShapeError, format_sheets

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"


def main(arguments: list[str] | None = None) -> int:
    """Rewrite sheets, or with ``--check`` name those out of shape."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        changed = format_sheets(RAW, write=not arguments)
    except ShapeError as error:
        print(error, file=sys.stderr)
        return 1
    for name in changed:
        print(
            f"data/raw/{name}: " + ("out of shape; run 'make format'" if arguments else "formatted")
        )
    return 1 if changed and arguments else 0


if __name__ == "__main__":
    sys.exit(main())
