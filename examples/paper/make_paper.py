"""Make the paper: hold the lock against the data, compute, draw, set as PDF.

python examples/paper/make_paper.py           the PDF, in examples/paper/build
python examples/paper/make_paper.py --lock    pin the data of today, after reading what changed
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import typst
from evidence import HERE, USED, Evidence, held, write_lock
from pictures import draw
from statements import statements
from tables import TABLES
from values import numbers

import elecdata
from elecdata.errors import ElecdataError
from elecdata.release import RELEASED

BUILD = HERE / "build"
TEXT = HERE / "paper.typ"
PARTS = ("paper.typ", "template.typ", "literature.bib")
ASKED = re.compile(r'#(?:n|src)\("([^"]+)"')
SAID = re.compile(r'#held\("([^"]+)"\)')


def references(evidence: Evidence) -> str:
    """Sources behind every row that the paper uses, as BibTeX, and the dataset itself."""
    frames = [evidence.elections, evidence.results, evidence.observers]
    entries: dict[str, str] = {}
    for frame in frames:
        columns = [str(name) for name in frame if name in USED[frame.attrs["elecdata"]["table"]]]
        keys = [str(name) for name in frame if str(name).endswith("_id") and name not in columns]
        text = elecdata.cite(frame[[*keys, *columns]], style="bibtex")
        for entry in re.split(r"\n\n(?=@)", text):
            entries[entry.partition(",")[0]] = entry
    return "\n\n".join(entries.values()) + "\n"


def data_statement(evidence: Evidence) -> str:
    """What data the paper uses."""
    return elecdata.data_statement(
        evidence.results[["election_id", "contestant_id", "votes", "seats"]]
    )


def content(evidence: Evidence) -> dict[str, object]:
    """All that the text draws on, ready to be set."""
    text = TEXT.read_text(encoding="utf-8")
    said = statements(evidence)
    wrong = sorted({name for name in SAID.findall(text) if not said[name]})
    if wrong:
        raise LookupError(f"the text says what no longer holds: {'; '.join(wrong)}")
    return {
        "version": elecdata.__version__,
        "numbers": numbers(dict.fromkeys(ASKED.findall(text)), evidence),
        "tables": {name: make(evidence) for name, make in TABLES.items()},
        "statement": data_statement(evidence),
    }


def make(folder: Path = BUILD) -> Path:
    """Make the paper in a folder; nothing is made when a figure has changed.

    Raises
    ------
    elecdata.errors.DataChangedError
        When the data are not those that were locked.
    LookupError
        When the text asks for a number that there is not, or says what does not hold.
    """
    pdf = folder / "paper.pdf"
    pdf.unlink(missing_ok=True)  # an old paper would pass for a new one
    evidence = held()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    drawn = content(evidence) | {"pictures": draw(folder, evidence)}
    (folder / "numbers.json").write_text(
        json.dumps(drawn, ensure_ascii=False, indent=1, default=_plain) + "\n", encoding="utf-8"
    )
    bib = folder / "references.bib"
    bib.write_text(references(evidence), encoding="utf-8")
    for name in PARTS:
        shutil.copy(HERE / name, folder / name)
    typst.compile(
        str(folder / "paper.typ"),
        output=str(pdf),
        root=str(folder),
        ignore_system_fonts=True,  # the fonts that come with typst are the same everywhere
        timestamp=_noon(),
    )
    return pdf


def _plain(value: Any) -> Any:
    """A number of numpy, or a day, as JSON has it."""
    return value.item() if hasattr(value, "item") else str(value)


def _noon() -> int:
    """Noon of the day of release, which the PDF gives as its own day, in seconds."""
    from datetime import UTC, datetime, time

    return int(datetime.combine(RELEASED, time(12), UTC).timestamp())


def main(arguments: list[str] | None = None) -> int:
    """Make the paper, or pin its data anew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lock", action="store_true", help="pin the data of today, and stop")
    parser.add_argument("--output", type=Path, default=BUILD, help="folder to make it in")
    options = parser.parse_args(arguments)
    try:
        print(write_lock() if options.lock else make(options.output))
    except (ElecdataError, LookupError, typst.TypstError) as error:
        print(getattr(error, "diagnostic", error), file=sys.stderr)
        print("no paper was made", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
