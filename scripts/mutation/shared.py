"""Slips in the shared sheets and in the counts, and what two rows of a sheet exchange."""

from __future__ import annotations

import random

from elecdata.adoption.record import REGISTERS
from mutation import strokes
from mutation.sheets import CLAIMS, Maker, Slip, Texts, cell, rows_of, text_of

LINKS = {
    "parties": ("country", "contestant_type", "lineage_id"),
    "people": ("sex", "country"),
    "names": ("entity_id", "election_id", "language", "name_kind", "source_id"),
    "identifiers": ("entity_id", "scheme"),
    "regions": ("country", "region_kind"),
    "sources": ("kind", "language", "derived_from"),
    "discrepancies": ("election_id", "check_name"),
}
MARKS = ("stage", "base", "region", "hedge", "derivation", "source_id", "subject_id", "variable")


def row(kind: str, times: int) -> Maker:
    """A row of a shared sheet that stands so many times."""

    def make(rng: random.Random, texts: Texts) -> Slip | None:
        file = f"{rng.choice(REGISTERS)}.csv"
        rows = rows_of(texts[file])
        if len(rows) < 2:
            return None
        at = rng.randrange(len(rows))
        changed = [*rows[:at], *[rows[at]] * times, *rows[at + 1 :]]
        return Slip(kind, "structure", f"{file}:{at + 2}", {file: text_of(changed)}, file)

    return make


def relinked(rng: random.Random, texts: Texts) -> Slip | None:
    """A term or link of a shared sheet in the place of another of the same column."""
    name = rng.choice(list(LINKS))
    column, file = rng.choice(LINKS[name]), f"{name}.csv"
    rows = rows_of(texts[file])
    known = sorted({row[column] for row in rows if row[column]})
    places = [n for n, row in enumerate(rows) if row[column]]
    if len(known) < 2:
        return None
    at = rng.choice(places)
    old = rows[at][column]
    rows[at][column] = rng.choice([each for each in known if each != old])
    where = f"{file}:{at + 2} {column}: {old} -> {rows[at][column]}"
    kind = "a shared sheet's row linked elsewhere"
    return Slip(kind, "structure", where, {file: text_of(rows)}, f"{file} {column}")


def exchanged(kind: str, *, claims: bool) -> Maker:
    """A term, link or id of two rows of a sheet, each in the other's row."""

    def make(rng: random.Random, texts: Texts) -> Slip | None:
        if claims:
            file = rng.choice([each for each in texts if each.endswith(CLAIMS)])
            column = rng.choice(MARKS)
        else:
            name = rng.choice(list(LINKS))
            file, column = f"{name}.csv", rng.choice(LINKS[name])
        rows = rows_of(texts[file])
        places = [n for n, row in enumerate(rows) if row[column]]
        if not places:
            return None
        one = rng.choice(places)
        others = [n for n in places if rows[n][column] != rows[one][column]]
        if not others:
            return None
        two = rng.choice(others)
        rows[one][column], rows[two][column] = rows[two][column], rows[one][column]
        where = f"{file}:{one + 2} and :{two + 2} {column}"
        name = f"{file.rpartition('/')[2]} {column}"
        return Slip(kind, "two places", where, {file: text_of(rows)}, name)

    return make


SHARED: list[Maker] = [
    row("a shared sheet's row dropped", 0),
    row("a shared sheet's row doubled", 2),
    relinked,
    cell("a count altered", "structure", ("rows", "total"), strokes.digit_changed),
    exchanged("marks of two claims change places", claims=True),
    exchanged("links of two rows of a shared sheet change places", claims=False),
]
