"""Run the command line as ``python -m elecdata``."""

import sys

from elecdata.cli import main

if __name__ == "__main__":
    sys.exit(main())
