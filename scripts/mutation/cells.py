"""Slips in one cell of a published table."""

from __future__ import annotations

import random
from collections.abc import Callable

from elecdata.schema import Field
from mutation import strokes
from mutation.sites import (
    CORE,
    Altered,
    Rows,
    Site,
    chosen,
    core_site,
    is_core,
    other_site,
    own_figure,
    read,
    written,
)

Maker = Callable[[random.Random, Rows], Altered | None]

FIGURES: dict[str, strokes.Stroke] = {
    "a digit changed": strokes.digit_changed,
    "two digits swapped": strokes.digits_swapped,
    "a sign turned": strokes.sign_turned,
    "out by 0.01, or a count by one": strokes.out_by_little,
    "thousands or decimal point moved": strokes.separator_moved,
}
TEXTS = {"text", "id", "category", "when"}


def struck(
    kind: str, group: str, stroke: strokes.Stroke, site: Site | None, rng: random.Random, rows: Rows
) -> Altered | None:
    """The table with a slip in a cell; None where the slip makes no difference there."""
    if site is None:
        return None
    old = rows[site.table][site.row][site.column]
    text = strokes.within(written(old), _struck_part(site, rows, group), stroke, rng)
    new = None if text is None else read(site.field, text)
    return None if new is None or new == old else site.altered(rows, kind, group, new)


def _struck_part(site: Site, rows: Rows, group: str) -> slice:
    """Where the stroke may fall: of the print of a core figure, on that figure alone."""
    row = rows[site.table][site.row]
    if group == "core figure" and site.column == "as_printed":
        return own_figure(row["as_printed"], row["value"])
    return slice(None)


def beside(rng: random.Random, rows: Rows) -> Altered | None:
    """A digit of a figure that the print of a core claim gives beside its own."""
    site = chosen(rng, rows, lambda name, field: (name, field.name) == ("claims", "as_printed"))
    if site is None or not is_core(row := rows["claims"][site.row]):
        return None
    printed, own = row["as_printed"], own_figure(row["as_printed"], row["value"])
    parts = [part for part in (slice(0, own.start), slice(own.stop, None)) if printed[part]]
    new = strokes.within(printed, rng.choice(parts), strokes.digit_changed, rng) if parts else None
    kind = "a figure beside the claim's own altered"
    return None if new is None else site.altered(rows, kind, "wording", new)


def figure(kind: str, group: str, stroke: strokes.Stroke) -> Maker:
    """A slip in a figure."""

    def make(rng: random.Random, rows: Rows) -> Altered | None:
        site = core_site(rng, rows) if group == "core figure" else other_site(rng, rows)
        return struck(kind, group, stroke, site, rng, rows)

    return make


def put(kind: str, group: str, value: object, *, empty: bool = False) -> Maker:
    """A figure emptied, or a nought where nothing was known."""

    def make(rng: random.Random, rows: Rows) -> Altered | None:
        if group == "core figure":
            site = chosen(
                rng,
                rows,
                lambda name, field: name in {"elections", "results"} and field.name in CORE,
                empty=empty,
            )
        else:
            site = other_site(rng, rows, empty=empty)
        if site is None:
            return None
        new = float(0) if value == 0 and site.field.kind == "number" else value
        return site.altered(rows, kind, group, new)

    return make


def text(
    kind: str, group: str, stroke: strokes.Stroke, wanted: Callable[[str, Field], bool]
) -> Maker:
    """A slip in a text, an id or a day."""

    def make(rng: random.Random, rows: Rows) -> Altered | None:
        return struck(kind, group, stroke, chosen(rng, rows, wanted), rng, rows)

    return make


def another(kind: str, wanted: Callable[[str, Field], bool]) -> Maker:
    """Another term, or another id, of those that the column may hold."""

    def make(rng: random.Random, rows: Rows) -> Altered | None:
        site = chosen(rng, rows, wanted)
        if site is None:
            return None
        old, field = rows[site.table][site.row][site.column], site.field
        known = list(field.vocabulary.terms) if field.vocabulary else _ids(field, rows)
        others = [each for each in known if each != old]
        return site.altered(rows, kind, "structure", rng.choice(others)) if others else None

    return make


def _ids(field: Field, rows: Rows) -> list[str]:
    """Ids that a column may refer to."""
    table, _, column = field.references.partition(".")
    return sorted(str(row[column]) for row in rows[table]) if table else []


def emptied(kind: str, wanted: Callable[[str, Field], bool]) -> Maker:
    """A term or link that is no longer there."""

    def make(rng: random.Random, rows: Rows) -> Altered | None:
        site = chosen(rng, rows, wanted)
        return None if site is None else site.altered(rows, kind, "structure", None)

    return make


def turned(rng: random.Random, rows: Rows) -> Altered | None:
    """True for false."""
    site = chosen(rng, rows, lambda _, field: field.kind == "boolean")
    if site is None:
        return None
    old = rows[site.table][site.row][site.column]
    return site.altered(rows, "true for false", "structure", not old)


def _named(*names: str) -> Callable[[str, Field], bool]:
    return lambda _, field: field.name in names


def _coded(_: str, field: Field) -> bool:
    return field.vocabulary is not None and not field.multiple


def _links(_: str, field: Field) -> bool:
    return bool(field.references) and not field.multiple


def _ids_and_links(_: str, field: Field) -> bool:
    return field.kind == "id" or bool(field.references)


def _days(_: str, field: Field) -> bool:
    return field.kind in {"date", "when"}


def _units(rng: random.Random, old: str) -> str:
    terms = ("percent", "votes", "seats", "persons", "tenge")
    return rng.choice([unit for unit in terms if unit != old])


def _texts(name: str, field: Field) -> bool:
    taken = {"value", "url", "as_printed", "locator"}
    plain = field.kind == "text" and field.vocabulary is None
    return plain and field.name not in taken | {"unit"} and name != "frequencies"


CELLS: list[Maker] = [
    *(
        figure(kind, group, stroke)
        for group in ("core figure", "other figure")
        for kind, stroke in FIGURES.items()
    ),
    *(
        maker
        for group in ("core figure", "other figure")
        for maker in (
            put("a figure emptied", group, None),
            put("nothing known made 0", group, 0, empty=True),
        )
    ),
    text("an id misspelt", "structure", strokes.misspelt, _ids_and_links),
    text("a look-alike letter in an id", "structure", strokes.alike, _ids_and_links),
    another("a link to something else", _links),
    emptied("a link emptied", _links),
    another("a source linked elsewhere", _named("source_id", "derived_from")),
    emptied("a source unlinked", _named("source_id", "derived_from")),
    another("another term", _coded),
    emptied("a term emptied", _coded),
    another("a stage swapped", _named("stage")),
    another("a base swapped", _named("base", "turnout_base", "vote_share_base", "threshold_base")),
    another("a region swapped", _named("region")),
    text("a unit changed", "structure", _units, _named("unit")),
    turned,
    text("a day, month or year shifted", "day", strokes.day_shifted, _days),
    text("a letter in a text", "wording", strokes.misspelt, _texts),
    text("a look-alike letter in a text", "wording", strokes.alike, _texts),
    text("an address altered", "wording", strokes.misspelt, _named("url", "seen_in")),
    text("a print altered", "wording", strokes.misspelt, _named("as_printed")),
    beside,
    text("a paragraph altered", "wording", strokes.digit_changed, _named("locator")),
    text(
        "a claim's text altered",
        "wording",
        strokes.misspelt,
        lambda name, field: name == "claims" and field.name == "value",
    ),
]
