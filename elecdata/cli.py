"""The command line: each command is options, one call of the library, and one print."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import elecdata
from elecdata.errors import DataMissingError, ElecdataError, InvalidArgumentError

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("table", "csv", "json", "markdown", "parquet")
WIDEST = 48  # characters of a text in the terminal
PICTURES = ("hemicycle", "seats_votes")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Words of the command line; those of the process by default.

    Returns
    -------
    int
        0 when all is well, 1 when something is wrong with the data or the request, 2 when the
        command line itself cannot be understood.

    Examples
    --------
    >>> main(["explain", "kz-2012-majilis", "election_date"])  # doctest: +ELLIPSIS
    Majilis of Kazakhstan, 2012: election_date = 2012-01-15
    ...
    0
    """
    _speak_utf8()
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except ElecdataError as error:
        print(f"elecdata: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader has seen enough, as in `elecdata load claims | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _speak_utf8() -> None:
    """Write names in every script, also where the terminal's own encoding is another."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints end with the way to help."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is, and exit with 2."""
        self.exit(2, f"{self.prog}: {message}\ntry: {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The parser of the command line, with every command and its example."""
    top = _Parser(prog="elecdata", description=str(elecdata.__doc__).partition("\n")[0])
    top.add_argument("--version", action="version", version=f"elecdata {elecdata.__version__}")
    commands = top.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=_Parser
    )
    add = _adder(commands)

    command = add("load", _load, "Print a table.", "elecdata load results --year 2012")
    command.add_argument("table", nargs="?", default="results", help="name of the table (results)")
    _add_filters(command)
    command.add_argument("--as-of", metavar="DAY", help="only what was published by YYYY-MM-DD")
    command.add_argument("--source", metavar="ID", help="only what this source says")
    _add_output(command)

    command = add("tables", _tables, "List the tables.", "elecdata tables")
    _add_output(command)

    example = "elecdata codebook results --format markdown"
    command = add("codebook", _codebook, "Say what every column means.", example)
    command.add_argument("table", nargs="?", help="name of the table (all)")
    _add_output(command)

    example = "elecdata explain kz-2004-majilis kz-ak-zhol seats"
    command = add("explain", _explain, "Say where a figure comes from and why it stands.", example)
    command.add_argument("election", help="id of the election")
    command.add_argument("path", nargs="+", help="subject and column, or the column alone")
    command.add_argument("--table", help="table of the cell, where it is not plain")

    example = "elecdata conflicts --election kz-2012-majilis"
    command = add("conflicts", _conflicts, "List the cells on which sources disagree.", example)
    _add_filters(command)
    _add_output(command)

    command = add("sources", _sources, "List the sources.", "elecdata sources --year 2004")
    _add_filters(command)
    _add_output(command)

    command = add(
        "find", _find, "Find a party or person by any spelling.", "elecdata find 'ak jol'"
    )
    command.add_argument("name", help="a name, an abbreviation or a part of a name")
    _add_output(command)

    example = "elecdata compare seat_share_pct --by lineage --country KAZ"
    command = add("compare", _compare, "Set contestants side by side over elections.", example)
    command.add_argument("measure", nargs="?", default="seat_share_pct", help="figure to compare")
    command.add_argument("--by", default="lineage", help="lineage or contestant (lineage)")
    _add_filters(command, office="legislature")
    _add_output(command)

    example = "elecdata validate data/raw"
    command = add("validate", _validate, "Check published tables or coding sheets.", example)
    command.add_argument("path", help="folder of published tables or of coding sheets")
    command.add_argument("--format", choices=FORMATS, help="problems as a table in this format")
    command.add_argument("--output", "-o", metavar="FILE", help="write them to this file")

    example = "elecdata plot hemicycle kz-2012-majilis -o majilis.png"
    command = add("plot", _plot, "Draw a picture into a file.", example)
    command.add_argument("picture", choices=PICTURES, help="kind of picture")
    command.add_argument("election", nargs="?", help="id of the election")
    command.add_argument("--output", "-o", required=True, metavar="FILE", help="png, svg or pdf")
    return top


def _adder(commands: Any) -> Callable[..., argparse.ArgumentParser]:
    """A function that adds a command with its help and its example."""

    def add(
        name: str, run: Callable[[argparse.Namespace], int | None], text: str, example: str
    ) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(
            name, help=text, description=text, epilog=f"Example: {example}"
        )
        command.set_defaults(run=run)
        return command

    return add


def _add_filters(command: argparse.ArgumentParser, office: str | None = None) -> None:
    """Options that choose elections; each may be given several times."""
    command.add_argument("--country", action="append", metavar="CODE", help="KAZ, AZE")
    command.add_argument(
        "--year", action="append", type=int, metavar="YEAR", help="year of the vote"
    )
    command.add_argument("--election", action="append", metavar="ID", help="id of the election")
    help_text = "legislature or presidency" + (f" ({office})" if office else "")
    action = "store" if office else "append"
    command.add_argument(
        "--office", action=action, default=office, metavar="OFFICE", help=help_text
    )


def _add_output(command: argparse.ArgumentParser) -> None:
    """Options that say in which form, and where to."""
    command.add_argument("--format", choices=FORMATS, default="table", help="form of the output")
    command.add_argument("--output", "-o", metavar="FILE", help="write to this file")


def _filters(options: argparse.Namespace) -> dict[str, Any]:
    """Filters as the library takes them."""
    return {name: getattr(options, name) for name in ("country", "year", "election", "office")}


def _load(options: argparse.Namespace) -> None:
    """Print a table."""
    view = {"as_of": options.as_of, "source": options.source}
    _write(elecdata.load(options.table, **_filters(options), **view), options)


def _tables(options: argparse.Namespace) -> None:
    """List the tables."""
    _write(elecdata.tables(), options)


def _codebook(options: argparse.Namespace) -> None:
    """Print the codebook."""
    _write(elecdata.codebook(options.table), options)


def _explain(options: argparse.Namespace) -> None:
    """Print why a cell holds what it holds."""
    print(elecdata.explain(options.election, *options.path, table=options.table))


def _conflicts(options: argparse.Namespace) -> None:
    """List disagreements."""
    _write(elecdata.conflicts(**_filters(options)), options)


def _sources(options: argparse.Namespace) -> None:
    """List sources."""
    chosen = {name: value for name, value in _filters(options).items() if value is not None}
    _write(elecdata.sources(**chosen), options)


def _find(options: argparse.Namespace) -> int:
    """Print who bears a name; exit status 1 when nobody does."""
    found = elecdata.find(options.name)
    _write(found, options)
    return 1 if found.empty else 0


def _compare(options: argparse.Namespace) -> None:
    """Print a comparison."""
    frame = elecdata.compare(options.measure, by=options.by, **_filters(options))
    _write(frame.reset_index(), options)


def _validate(options: argparse.Namespace) -> int:
    """Print problems; exit status 1 when there is any."""
    if sys.stderr.isatty():
        print(f"checking {options.path} ...", file=sys.stderr, flush=True)
    report = elecdata.validate(options.path)
    if options.format is None:
        print(report)
    else:
        _write(report.to_frame(), options)
    return 0 if report.ok else 1


def _plot(options: argparse.Namespace) -> None:
    """Draw a picture into a file."""
    from matplotlib.figure import Figure

    path = Path(options.output)
    known = Figure().canvas.get_supported_filetypes()
    if path.suffix[1:].lower() not in known:
        raise InvalidArgumentError(
            f"{path.name!r} does not end in a known format: {', '.join(sorted(known))}"
        )
    axes = getattr(elecdata.plot, options.picture)(options.election, ax=_new_axes())
    try:
        axes.figure.savefig(path, bbox_inches="tight", dpi=200)
    except (OSError, ValueError) as error:
        raise DataMissingError(f"{options.output[:200]!r} cannot be written ({error})") from error
    print(path)


def _new_axes() -> Any:
    """Axes of a new figure, without pyplot and its windows."""
    from matplotlib.figure import Figure

    return Figure(figsize=(7, 4.5), layout="constrained").subplots()


def _write(frame: pd.DataFrame, options: argparse.Namespace) -> None:
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
    path = Path(options.output)
    draft = path.with_name(path.name + ".part")  # a failed write leaves no half a file
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            draft.unlink(missing_ok=True)
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
