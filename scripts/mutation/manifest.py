"""Slips in the manifest of published tables."""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass
from typing import Any

from mutation import strokes

DIGESTS = ("digest", "sha256", "sheets")  # which mean nothing but themselves
PARTS = ("file", "rows", "key", "columns", "digest", "sha256")
HEAD = ("format", "name", "version", "licence", "sheets", "digest")


@dataclass(frozen=True)
class Edited:
    """A manifest with one entry altered."""

    kind: str
    group: str
    where: str
    manifest: dict[str, Any]
    column: str


def _other(rng: random.Random, value: Any) -> Any:
    """Another value of the same type."""
    if isinstance(value, int):
        return value + rng.choice([-1, 1])
    if isinstance(value, list):
        return value[1:] if rng.random() < 0.5 or len(value) < 2 else value[::-1]
    text = str(value)
    return strokes.digit_changed(rng, text) or strokes.misspelt(rng, text)


def edited(rng: random.Random, manifest: dict[str, Any], part: str) -> Edited:
    """A manifest with another value in one part, of a table or of the whole."""
    changed = copy.deepcopy(manifest)
    name = rng.choice(sorted(changed["tables"]))
    whole = part in HEAD and (part not in PARTS or rng.random() < 0.2)
    entry = changed if whole else changed["tables"][name]
    entry[part] = _other(rng, entry[part])
    where = f"{'manifest' if whole else name} {part} -> {entry[part]}"
    group = "digest" if part in DIGESTS else "structure"
    return Edited(f"manifest edited: {part}", group, where, changed, part)


def entry_dropped(rng: random.Random, manifest: dict[str, Any], part: str = "a table") -> Edited:
    """A manifest without one of its tables."""
    changed = copy.deepcopy(manifest)
    name = rng.choice(sorted(changed["tables"]))
    del changed["tables"][name]
    return Edited("manifest edited: a table gone", "structure", f"{name} gone", changed, part)
