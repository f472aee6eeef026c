"""Run the notebook from start to end in a kernel of its own; the copy with outputs is in build."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE = Path(__file__).resolve().parent
NOTEBOOK = HERE / "notebook.ipynb"
RUN = HERE / "build" / "notebook.ipynb"
INLINE = "module://matplotlib_inline.backend_inline"  # whatever backend a script was told to use


def run(target: Path = RUN) -> Path:
    """Run all cells in order, and write the notebook with what they gave.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        When a cell fails; those after it do not run.
    """
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(HERE)}})
    client.execute(env=os.environ | {"MPLBACKEND": INLINE})
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)
    return target


def main() -> int:
    """Run the notebook."""
    try:
        print(run())
    except CellExecutionError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
