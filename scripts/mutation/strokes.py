"""The slips themselves: what happens to one figure, day, id or text as it is written."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, timedelta

Stroke = Callable[[random.Random, str], str | None]

ALIKE = str.maketrans("aeopcxyi", "аеорсхуі")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def within(text: str, part: slice, stroke: Stroke, rng: random.Random) -> str | None:
    """A text with the stroke in one part of it; None where it makes none there."""
    start, stop, _ = part.indices(len(text))
    struck = stroke(rng, text[start:stop])
    return None if struck is None else text[:start] + struck + text[stop:]


def digit_changed(rng: random.Random, text: str) -> str | None:
    """Another digit in the place of one."""
    places = [n for n, character in enumerate(text) if character.isdecimal()]
    if not places:
        return None
    at = rng.choice(places)
    digit = rng.choice([d for d in "0123456789" if d != text[at]])
    return text[:at] + digit + text[at + 1 :]


def digits_swapped(rng: random.Random, text: str) -> str | None:
    """Two neighbouring digits that differ, in the other order."""
    pairs = [n for n in range(len(text) - 1) if text[n : n + 2].isdecimal()]
    pairs = [n for n in pairs if text[n] != text[n + 1]]
    if not pairs:
        return None
    at = rng.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def sign_turned(rng: random.Random, text: str) -> str | None:
    """A minus before a number where there was none, or none where it was."""
    numbers = list(re.finditer(r"(?<![\w.,:])\d", text))
    if not re.search("[1-9]", text) or not numbers:
        return None
    at = rng.choice(numbers).start()
    return text[: at - 1] + text[at:] if text[:at].endswith("-") else f"{text[:at]}-{text[at:]}"


def out_by_little(rng: random.Random, text: str) -> str | None:
    """A share out by a hundredth, a count by one."""
    if "." in text:
        return _in_number(rng, text, lambda number: _plain(number + rng.choice([-0.01, 0.01])))
    return _in_number(rng, text, lambda number: str(int(number) + rng.choice([-1, 1])))


def separator_moved(rng: random.Random, text: str) -> str | None:
    """A thousand too many or too few, or the decimal point a place away."""
    if re.search("[1-9]", text) is None:
        return None
    if "." in text:
        return _in_number(rng, text, lambda number: _plain(number * rng.choice([0.1, 10])))
    thousands = rng.choice([0.001, 1000])
    return _in_number(rng, text, lambda number: str(int(number * thousands) or int(number) * 1000))


def _in_number(rng: random.Random, text: str, change: Callable[[float], str]) -> str | None:
    """A text with one of its numbers changed."""
    numbers = list(re.finditer(r"\d+\.\d+" if re.search(r"\d\.\d", text) else r"\d+", text))
    if not numbers:
        return None
    found = rng.choice(numbers)
    return text[: found.start()] + change(float(found[0])) + text[found.end() :]


def _plain(number: float) -> str:
    """A share as it is written."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def day_shifted(rng: random.Random, text: str) -> str | None:
    """A day, month or year before or after; of a coarse date the year."""
    days = list(re.finditer(r"\d{4}-\d{2}-\d{2}", text))
    if days:
        found = rng.choice(days)
        other = date.fromisoformat(found[0]) + timedelta(rng.choice([-365, -31, -1, 1, 31, 365]))
        return text[: found.start()] + other.isoformat() + text[found.end() :]
    year = re.search(r"\d{4}", text)
    if year is None:
        return None
    return text[: year.start()] + str(int(year[0]) + rng.choice([-1, 1])) + text[year.end() :]


def misspelt(rng: random.Random, text: str) -> str | None:
    """A letter dropped, doubled or changed."""
    places = [n for n, character in enumerate(text) if character.isalpha()]
    if not places:
        return None
    at = rng.choice(places)
    other = rng.choice([c for c in LETTERS if c != text[at].lower()])
    return text[:at] + rng.choice(["", text[at] * 2, other]) + text[at + 1 :]


def alike(rng: random.Random, text: str) -> str | None:
    """A Cyrillic letter that looks like the Latin one it replaces."""
    places = [n for n, character in enumerate(text) if character in "aeopcxyi"]
    if not places:
        return None
    at = rng.choice(places)
    return text[:at] + text[at].translate(ALIKE) + text[at + 1 :]
