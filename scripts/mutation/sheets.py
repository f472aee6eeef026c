"""Slips in the coding sheets: in cells, in rows, in rulings and in what an election is."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from elecdata.adoption.claim import field_of
from elecdata.schema import TABLES
from elecdata.schema.vocabulary import COUNTRY, OFFICE, RULE
from mutation import strokes
from mutation.cells import FIGURES
from mutation.sites import CORE, own_figure

Texts = Mapping[str, str]
CLAIMS = "/claims.csv"
LINE = re.compile(r'^"([^"]+/[^"]+)" = "(.*)"$', re.MULTILINE)


@dataclass(frozen=True)
class Slip:
    """Sheets with one place altered: ``texts`` holds those that differ."""

    kind: str
    group: str
    where: str
    texts: dict[str, str]
    column: str = ""


Maker = Callable[[random.Random, Texts], Slip | None]
Pick = Callable[[str, dict[str, str]], bool]


def rows_of(text: str) -> list[dict[str, str]]:
    """Rows of a sheet."""
    return list(csv.DictReader(io.StringIO(text)))


def text_of(rows: list[dict[str, str]]) -> str:
    """Rows as a sheet has them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _kind(row: dict[str, str]) -> str:
    """Kind of value that a claim holds."""
    field = field_of(row["subject_type"], row["variable"])
    return field.kind if field else ""


def _is_figure(row: dict[str, str]) -> bool:
    return _kind(row) in {"integer", "number"}


def core(file: str, row: dict[str, str]) -> bool:
    """Whether a row is a claim of votes, seats or turnout."""
    counted = file.endswith(CLAIMS) and row["subject_type"] in {"election", "contestant"}
    return counted and row["variable"] in CORE


def other(file: str, row: dict[str, str]) -> bool:
    """Whether a row is a claim of another figure."""
    return file.endswith(CLAIMS) and _is_figure(row) and not core(file, row)


def _sheet(rng: random.Random, texts: Texts) -> str:
    """A sheet in CSV, of claims as often as not."""
    files = [file for file in texts if file.endswith(".csv")]
    claims = [file for file in files if file.endswith(CLAIMS)]
    return rng.choice(claims if rng.random() < 0.5 else files)


def cell(
    kind: str,
    group: str,
    columns: tuple[str, ...],
    stroke: strokes.Stroke,
    wanted: Pick = lambda *_: True,
) -> Maker:
    """A slip in a cell of one of the columns, in any sheet that has it."""

    def make(rng: random.Random, texts: Texts) -> Slip | None:
        column = rng.choice(columns)
        heads = {f: t.partition("\n")[0].split(",") for f, t in texts.items() if f.endswith("csv")}
        files = [file for file, head in heads.items() if column in head]
        file = rng.choice(files)
        rows = rows_of(texts[file])
        places = [n for n, row in enumerate(rows) if row[column] and wanted(file, row)]
        if not places:
            return None
        at = rng.choice(places)
        old = rows[at][column]
        own = group == "core figure" and column == "as_printed"
        part = own_figure(old, rows[at]["value"]) if own else slice(None)
        new = strokes.within(old, part, stroke, rng)
        if new is None or new == old:
            return None
        rows[at][column] = new
        where = f"{file}:{at + 2} {column}: {old!r} -> {new!r}"
        return Slip(
            kind, group, where, {file: text_of(rows)}, f"{file.rpartition('/')[2]} {column}"
        )

    return make


def row(kind: str) -> Maker:
    """A row dropped, or doubled."""

    def make(rng: random.Random, texts: Texts) -> Slip | None:
        file = _sheet(rng, texts)
        rows = rows_of(texts[file])
        if len(rows) < 2:
            return None
        at = rng.randrange(len(rows))
        times = 0 if kind.endswith("dropped") else 2
        changed = [*rows[:at], *[rows[at]] * times, *rows[at + 1 :]]
        return Slip(kind, "structure", f"{file}:{at + 2}", {file: text_of(changed)})

    return make


def moved(rng: random.Random, texts: Texts) -> Slip | None:
    """A claim in the sheet of another election."""
    one, two = rng.sample([file for file in texts if file.endswith(CLAIMS)], 2)
    here, there = rows_of(texts[one]), rows_of(texts[two])
    at = rng.randrange(len(here))
    there.append(here.pop(at))
    changed = {one: text_of(here), two: text_of(there)}
    return Slip("a row moved to another election", "structure", f"{one}:{at + 2} to {two}", changed)


def forged(rng: random.Random, texts: Texts) -> Slip | None:
    """A figure and its print, altered alike."""
    file = rng.choice([file for file in texts if file.endswith(CLAIMS)])
    rows = rows_of(texts[file])
    places = [n for n, r in enumerate(rows) if core(file, r) and r["value"] in r["as_printed"]]
    if not places:
        return None
    at = rng.choice(places)
    old = rows[at]["value"]
    new = strokes.digit_changed(rng, old) or old
    rows[at] |= {"value": new, "as_printed": rows[at]["as_printed"].replace(old, new)}
    where = f"{file}:{at + 2} value and as_printed: {old} -> {new}"
    return Slip("a figure and its print alike", "two places", where, {file: text_of(rows)})


def values_swapped(rng: random.Random, texts: Texts) -> Slip | None:
    """The values of two claims on one variable, each in the other's row."""
    file = rng.choice([file for file in texts if file.endswith(CLAIMS)])
    rows = rows_of(texts[file])
    mine = [n for n, r in enumerate(rows) if core(file, r)]
    one = rng.choice(mine)
    others = [
        n
        for n in mine
        if rows[n]["variable"] == rows[one]["variable"] and rows[n]["value"] != rows[one]["value"]
    ]
    if not others:
        return None
    two = rng.choice(others)
    rows[one]["value"], rows[two]["value"] = rows[two]["value"], rows[one]["value"]
    where = f"{file}:{one + 2} and :{two + 2}"
    kind = "values of two rows change places"
    return Slip(kind, "core figure", where, {file: text_of(rows)})


def term(kind: str, columns: tuple[str, ...]) -> Maker:
    """Another term or id in one of the columns."""

    def make(rng: random.Random, texts: Texts) -> Slip | None:
        file = rng.choice([f for f in texts if f.endswith(".csv")])
        head = texts[file].partition("\n")[0].split(",")
        here = [column for column in columns if column in head]
        rows = rows_of(texts[file])
        places = [(n, c) for c in here for n, r in enumerate(rows) if r[c]]
        if not places:
            return None
        at, column = rng.choice(places)
        table = TABLES["claims" if file.endswith(CLAIMS) else file.removesuffix(".csv")]
        field = table[column]
        known = (
            list(field.vocabulary.terms)
            if field.vocabulary
            else sorted({r[column] for r in rows if r[column]})
        )
        others = [each for each in known if each != rows[at][column]]
        if not others:
            return None
        old, rows[at][column] = rows[at][column], rng.choice(others)
        where = f"{file}:{at + 2} {column}: {old} -> {rows[at][column]}"
        name = f"{file.rpartition('/')[2]} {column}"
        return Slip(kind, "structure", where, {file: text_of(rows)}, name)

    return make


def _emptied(_: random.Random, __: str) -> str:
    return ""


def circle(rng: random.Random, texts: Texts) -> Slip | None:
    """Two sources that repeat each other."""
    rows = rows_of(texts["sources.csv"])
    first = rng.choice([r for r in rows if r["derived_from"]])
    origin = next(r for r in rows if r["source_id"] == first["derived_from"])
    origin["derived_from"] = first["source_id"]
    where = f"sources.csv {origin['source_id']}"
    return Slip("a circle of sources", "structure", where, {"sources.csv": text_of(rows)})


def _rulings(rng: random.Random, texts: Texts) -> tuple[str, list[str]]:
    """A sheet of rulings, and its text ruling by ruling."""
    file = rng.choice([f for f in texts if f.endswith("rulings.toml") and "[[ruling]]" in texts[f]])
    return file, re.split(r"(?=^\[\[ruling\]\])", texts[file], flags=re.MULTILINE)


def ruling(kind: str, change: Callable[[random.Random, str], str | None]) -> Maker:
    """A slip in one ruling."""

    def make(rng: random.Random, texts: Texts) -> Slip | None:
        file, blocks = _rulings(rng, texts)
        at = rng.choice([n for n, block in enumerate(blocks) if block.startswith("[[ruling]]")])
        new = change(rng, blocks[at])
        if new is None or new == blocks[at]:
            return None
        changed = {file: "".join([*blocks[:at], new, *blocks[at + 1 :]])}
        return Slip(kind, "structure", f"{file} ruling {at}", changed)

    return make


def _one_line(part: int, stroke: strokes.Stroke) -> Callable[[random.Random, str], str | None]:
    """A slip in the claim (1) or the value (2) of a line of a ruling."""

    def change(rng: random.Random, block: str) -> str | None:
        line = rng.choice(list(LINE.finditer(block)))
        new = stroke(rng, line[part])
        return None if new is None else block[: line.start(part)] + new + block[line.end(part) :]

    return change


def _turned(_: random.Random, block: str) -> str | None:
    """What was adopted rejected, and the first of the rejected adopted."""
    lines = list(LINE.finditer(block))
    if "[ruling.adopt]" not in block or len(lines) < 2:
        return None
    one, two = lines[0], lines[1]
    return (
        block[: one.start()] + two[0] + block[one.end() : two.start()] + one[0] + block[two.end() :]
    )


def _without_rival(rng: random.Random, block: str) -> str | None:
    """A ruling that no longer names one of the rivals."""
    rejected = list(LINE.finditer(block, block.index("[ruling.reject]")))
    if len(rejected) < 2:
        return None
    line = rng.choice(rejected)
    return block[: line.start()] + block[line.end() + 1 :]


def _other_rule(rng: random.Random, block: str) -> str:
    """A ruling by another rule."""
    rules = [term for term in RULE.terms if term != "ranked" and f'rule = "{term}"' not in block]
    return re.sub(r'^rule = ".*"', f'rule = "{rng.choice(rules)}"', block, flags=re.MULTILINE)


def identity(rng: random.Random, texts: Texts) -> Slip | None:
    """Another year, country or office of an election."""
    file = rng.choice([f for f in texts if f.endswith("election.toml")])
    key, terms = rng.choice([("country", COUNTRY), ("office", OFFICE), ("year", None)])
    value = (
        str(rng.choice(range(1990, 2030)))
        if terms is None
        else f'"{rng.choice(list(terms.terms))}"'
    )
    new = re.sub(f"^{key} = .*$", f"{key} = {value}", texts[file], flags=re.MULTILINE)
    if new == texts[file]:
        return None
    kind = "an election's year, country or office"
    return Slip(kind, "structure", f"{file} {key} = {value}", {file: new}, f"election.toml {key}")


def _dates(file: str, line: dict[str, str]) -> bool:
    return not file.endswith(CLAIMS) or _kind(line) in {"date", "when"}


def _worded(file: str, line: dict[str, str]) -> bool:
    return not file.endswith(CLAIMS) or _kind(line) == "text"


IDS = (
    "subject_id",
    "variable",
    "source_id",
    "region",
    "entity_id",
    "party_id",
    "lineage_id",
    "person_id",
    "derived_from",
    "indicator",
    "region_id",
)
SHEETS: list[Maker] = [
    *(
        cell(kind, group, ("value", "as_printed"), stroke, wanted)
        for group, wanted in (("core figure", core), ("other figure", other))
        for kind, stroke in FIGURES.items()
    ),
    cell("a figure emptied", "core figure", ("value",), _emptied, core),
    values_swapped,
    forged,
    row("a row dropped"),
    row("a row doubled"),
    moved,
    cell("an id misspelt", "structure", IDS, strokes.misspelt),
    cell("a look-alike letter in an id", "structure", IDS, strokes.alike),
    cell("a source unlinked", "structure", ("source_id", "derived_from"), _emptied),
    term("a source linked elsewhere", ("source_id", "derived_from")),
    term("a stage swapped", ("stage",)),
    term("a base swapped", ("base",)),
    term("a region swapped", ("region",)),
    term("a subject swapped", ("subject_id",)),
    term("another hedge or derivation", ("hedge", "derivation")),
    term(
        "another term in a register",
        (
            "kind",
            "language",
            "country",
            "sex",
            "scheme",
            "contestant_type",
            "name_kind",
            "region_kind",
        ),
    ),
    circle,
    ruling("a ruling dropped", lambda *_: ""),
    ruling("a ruling turned round", _turned),
    ruling("a ruling that omits a rival", _without_rival),
    ruling("a ruling by another rule", _other_rule),
    ruling("a ruling that saw another value", _one_line(2, strokes.digit_changed)),
    ruling("a ruling pointing elsewhere", _one_line(1, strokes.misspelt)),
    identity,
    cell(
        "a day, month or year shifted",
        "day",
        ("value", "published_date", "accessed_date"),
        strokes.day_shifted,
        _dates,
    ),
    cell(
        "a letter in a text",
        "wording",
        ("value", "title", "publisher", "note", "name"),
        strokes.misspelt,
        _worded,
    ),
    cell(
        "a look-alike letter in a text",
        "wording",
        ("as_printed", "title", "note", "name"),
        strokes.alike,
    ),
    cell("an address altered", "wording", ("url", "seen_in"), strokes.misspelt),
    cell("a print altered", "wording", ("as_printed",), strokes.misspelt),
    cell("a paragraph altered", "wording", ("locator",), strokes.digit_changed),
]
