"""What the slips came to: counts, goals, and every sort that went unnoticed with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mutation.run import Verdict

GOAL = 0.97  # of slips in figures of votes, seats and turnout
SPARED = 2  # what chance alone may put into a sample of some forty, were the goal just met
TITLES = {
    "tables": "Published tables",
    "sheets": "Coding sheets",
    "manifest": "Manifest",
}
GROUPS = {
    "core figure": "figures of votes, seats and turnout",
    "structure": "rows, ids, links, terms, rulings",
    "other figure": "other figures",
    "day": "days",
    "two places": "two places at once",
    "wording": "wording",
    "digest": "digests, which mean nothing but themselves",
}
# Why nothing but a digest can see a slip, by layer and by what a place or a kind contains. The
# first that fits is given.
REASONS = (
    ("locator", "the page is not in this repository"),
    ("paragraph", "the page is not in this repository"),
    ("change places", "an exchange leaves every count as it was, and these cells stand once"),
    ("url", "an address stands once; `scripts/check_sources.py` opens it"),
    ("seen_in", "an address stands once"),
    ("as_printed", "the letters around a figure, or of a label, stand once; the page is not here"),
    ("date", "a day of publication or of reading stands once"),
    ("valid_", "a day of somebody else's register stands once"),
    ("_when", "a day that one source alone gives stands once"),
    ("identifiers", "an identifier of somebody else's register stands once"),
    ("names", "a name stands once; rows and terms of the register are counted"),
    ("print alike", "where one source alone gives a figure, nothing contradicts it"),
    ("", "it stands once, in words of our own or of a page that is not here"),
)


def reason(verdict: Verdict) -> str:
    """Why no rule sees a slip."""
    about = f"{verdict.place} {verdict.kind}"
    return next(text for part, text in REASONS if part in about)


def failures(verdicts: Sequence[Verdict]) -> list[str]:
    """Goals that are missed, a line each with the first slip that shows it."""
    found = [f"a check broke down: {v.kind}, {v.where}: {v.crash}" for v in verdicts if v.crash]
    found += [f"not noticed with digests: {v.kind}, {v.where}" for v in verdicts if not v.digest]
    found += [
        f"not noticed by meaning: {TITLES[v.layer].lower()}, {v.kind}, {v.where}"
        for v in verdicts
        if v.group == "structure" and not v.rule
    ]
    for layer in TITLES:
        core = [v for v in verdicts if (v.layer, v.group) == (layer, "core figure")]
        missed = [v for v in core if not v.meaning]
        if len(missed) > max(SPARED, (1 - GOAL) * len(core)):
            found.append(
                f"{TITLES[layer].lower()}: {len(core) - len(missed)} of {len(core)} slips in core "
                f"figures noticed by meaning, fewer than {100 * GOAL:.0f} in 100; the first that "
                f"was not: {missed[0].kind}, {missed[0].where}"
            )
    return found


def _by(verdicts: Iterable[Verdict], *names: str) -> dict[tuple[str, ...], list[Verdict]]:
    """Verdicts by some of their attributes, in order of appearance."""
    found: dict[tuple[str, ...], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        found[tuple(getattr(verdict, name) for name in names)].append(verdict)
    return found


def _counts(verdicts: Sequence[Verdict], layer: str, group: str) -> list[str]:
    """How many slips, and how many of them each sort of check notices."""
    seen = [sum(v.rule for v in verdicts)]
    seen += [sum(v.meaning for v in verdicts)] if layer == "sheets" else []
    cells = ["" if group == "digest" else f"{number:,}" for number in seen]
    return [f"{len(verdicts):,}", *cells, f"{sum(v.digest for v in verdicts):,}"]


def table(verdicts: Sequence[Verdict], layer: str) -> Iterator[str]:
    """Markdown of one layer: a line for each group, and one for each kind within it."""
    columns = ["slip", "made", "noticed by meaning", "with digests"]
    if layer == "sheets":
        columns[2:3] = ["noticed by a rule", "or by the published tables"]
    yield "| " + " | ".join(columns) + " |"
    yield "| --- |" + " ---: |" * (len(columns) - 1)
    mine = [verdict for verdict in verdicts if verdict.layer == layer]
    for group, title in GROUPS.items():
        here = [verdict for verdict in mine if verdict.group == group]
        if here:
            numbers = [f"**{n}**" if n else "" for n in _counts(here, layer, group)]
            yield "| " + " | ".join([f"**{title}**", *numbers]) + " |"
        for (kind,), some in _by(here, "kind").items():
            yield "| " + " | ".join([kind, *_counts(some, layer, group)]) + " |"


def survivors(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Markdown: what no rule noticed, where, how often, and why none can."""
    missed = [v for v in verdicts if not v.rule and v.group != "digest"]
    yield "| where | slip | unnoticed | why no rule sees it |"
    yield "| --- | --- | ---: | --- |"
    for (layer, kind), some in _by(missed, "layer", "kind").items():
        for why in dict.fromkeys(reason(v) for v in some):
            here = [v for v in some if reason(v) == why]
            places = sorted({v.place for v in here if v.place})
            shown = ", ".join(f"`{place}`" for place in places[:6])
            shown += f" and {len(places) - 6} more" if len(places) > 6 else ""
            yield f"| {layer}: {shown or 'any'} | {kind} | {len(here)} | {why} |"


def page(verdicts: Sequence[Verdict], sizes: Mapping[str, int], seed: int) -> str:
    """The part of docs/trust.md that is made."""
    each = ", ".join(f"{number} in the {layer}" for layer, number in sizes.items())
    made = f"{len(verdicts):,} slips, of each kind {each}; seed {seed}."
    lines = [f"{made} The same seed makes the same slips of the same data.", ""]
    for layer, title in TITLES.items():
        lines += [f"### {title}", "", *table(verdicts, layer), ""]
    lines += ["### Unnoticed by any rule", "", *survivors(verdicts)]
    return "\n".join(lines) + "\n"
