"""Forms in which a command prints a table, or writes it to a file."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elecdata.disk import replace_file
from elecdata.errors import DataMissingError, InvalidArgumentError

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("table", "csv", "json", "markdown", "parquet")
WIDEST = 48  # characters of a text in the terminal


def write(frame: pd.DataFrame, options: argparse.Namespace) -> None:
    """Print a table in the form asked for, or write it to a file."""
    form = options.format or "table"
    if form == "parquet":
        if not options.output:
            raise InvalidArgumentError("parquet is no text; name a file with --output")
        data = _parquet(frame)
    else:
        data = _text(frame, form).encode("utf-8")
    if not options.output:
        sys.stdout.write(data.decode("utf-8"))
        return
    try:
        replace_file(Path(options.output), data)
    except (OSError, ValueError) as error:
        raise DataMissingError(f"{options.output[:200]!r} cannot be written ({error})") from error


def _parquet(frame: pd.DataFrame) -> bytes:
    """A table as Parquet."""
    import io

    sink = io.BytesIO()
    frame.to_parquet(sink, index=False)
    return sink.getvalue()


def _text(frame: pd.DataFrame, form: str) -> str:
    """A table as text."""
    days = frame.select_dtypes("datetime").columns
    frame = frame.assign(**{name: frame[name].dt.strftime("%Y-%m-%d") for name in days})
    if form == "csv":
        return str(frame.to_csv(index=False, lineterminator="\n"))
    if form == "json":
        return f"{frame.to_json(orient='records', force_ascii=False, indent=2)}\n"
    cells = [[_cell(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    if form == "markdown":
        lines = [list(frame.columns), ["---"] * len(frame.columns)]
        lines += [[cell.replace("|", "\\|") for cell in row] for row in cells]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)
    return _columns(frame, cells) if cells else "no rows\n"


def _columns(frame: pd.DataFrame, cells: list[list[str]]) -> str:
    """Cells in columns, figures to the right and text to the left.

    In a terminal, columns that do not fit go below, each time after the first column again; a
    pipe gets lines of any length.
    """
    import pandas as pd
    from pandas.api.types import is_numeric_dtype

    shown = pd.DataFrame(cells, columns=frame.columns)
    for name in shown.columns:
        if not is_numeric_dtype(frame[name]):
            short = shown[name].where(
                shown[name].str.len() <= WIDEST, shown[name].str[: WIDEST - 3] + "..."
            )
            shown[name] = short.str.ljust(max(short.str.len().max(), len(name)))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    shown = shown.set_index(shown.columns[0]).rename_axis(columns=shown.columns[0], index=None)
    text: str = shown.to_string(justify="left", max_colwidth=None, line_width=width)
    return "\n".join(line.rstrip() for line in text.split("\n")) + "\n"


def _cell(value: Any) -> str:
    """A cell as people read it: empty for missing, two decimals."""
    import pandas as pd

    if pd.isna(value):
        return ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)
