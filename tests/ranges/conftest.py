"""The invented Council published with rival figures."""

from __future__ import annotations

import shutil

import pytest

import elecdata
from elecdata.curation.publication import publish

COUNCIL = "kz-2031-council"
ADOPTED = {
    "kz-alpha/seats": "6",
    "kz-beta/seats": "3",
    "kz-alpha/votes": "500",
    "kz-beta/votes": "290",
}


class Rivals:
    """Sheets of the Council, to which rival figures are added with the ruling against them."""

    def __init__(self, sheets, processed):
        self.sheets, self.processed, self.count = sheets, processed, 0

    def add(self, cell, value, rule="definition", *, source="herald-2031", stage="unstated"):
        """Let a source give another figure of a contestant, ``kz-alpha/seats``."""
        subject, variable = cell.split("/")
        self.sheets.claim(f"contestant,{subject},{variable}", value, source_id=source, stage=stage)
        mark = "" if stage == "unstated" else f":{stage}"
        self.rule(
            rule,
            {f"{COUNCIL}/commission-2031/{cell}:final": ADOPTED[cell]},
            {f"{COUNCIL}/{source}/{cell}{mark}": value},
        )

    def rule(self, rule, adopt, reject):
        """Add a ruling, or what else it rejects to the one on the same cell."""
        file = f"{COUNCIL}/rulings.toml"
        text = self.sheets.text(file)
        lines = [f'"{name}" = "{value}"' for name, value in reject.items()]
        adopted = "\n".join(f'"{name}" = "{value}"' for name, value in adopt.items())
        head = f'rule = "{rule}"\nreason = "Invented."\n\n'
        head += f"[ruling.adopt]\n{adopted}\n\n" if adopted else ""
        head += "[ruling.reject]\n"
        if adopt and head in text:
            self.sheets.write(file, text.replace(head, head + "\n".join(lines) + "\n"))
            return
        self.count += 1
        rows = "\n".join(lines)
        self.sheets.write(file, f'{text}\n[[ruling]]\nid = "r{self.count}"\n{head}{rows}\n')

    def range(self, index, **options):
        """The row that the published sheets give."""
        publish(self.sheets.root, self.processed)
        [row] = elecdata.sensitivity(index, election=COUNCIL, **options).to_dict("records")
        return row


@pytest.fixture
def rivals(sheets, tmp_path, monkeypatch):
    """The Council, alpha with 6 seats of 10, beta with 3 and the house with 1, to be disputed."""
    processed = tmp_path / "processed"
    monkeypatch.setattr("elecdata.dataset.data_dir", lambda: processed)
    return Rivals(sheets, processed)


@pytest.fixture(scope="module")
def disputed(untouched, tmp_path_factory):
    """Four sources on the seats of the Council: 6 and 3, 5 and 4, 7 and 2, and a lone 5."""
    root = shutil.copytree(untouched.root, tmp_path_factory.mktemp("disputed") / "raw")
    rivals = Rivals(type(untouched)(root), None)
    rivals.add("kz-alpha/seats", "5", stage="preliminary")
    rivals.add("kz-beta/seats", "4", stage="preliminary")
    rivals.add("kz-alpha/seats", "7", source="visitors-2032")
    rivals.add("kz-beta/seats", "2", source="visitors-2032")
    rivals.add("kz-alpha/seats", "5", source="digest-2031", stage="preliminary")
    return rivals.sheets
