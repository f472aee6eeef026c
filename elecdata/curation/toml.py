"""Read TOML sheets strictly, and find the line of what is wrong with them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from elecdata.curation.sheet import LONGEST_LINE, read_text
from elecdata.errors import Problem

LONGEST_SHOWN = 200
LARGEST = 2**20  # characters
_TOML_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml(root: Path, file: str) -> tuple[dict[str, Any], str, list[Problem]]:
    """Content of a TOML file, its text, and what is wrong with its form."""
    text, problems = read_text(root / file, file)
    if not text:
        return {}, "", problems
    if len(text) > LARGEST:
        found, allowed = f"{len(text):,} characters", f"{LARGEST:,} at most"
        return {}, text, [*problems, Problem(file, 0, 0, "file", found, allowed)]
    for line, each in enumerate(text.split("\n"), start=1):
        if len(each) > LONGEST_LINE:  # also what keeps keys of many parts from taking hours
            found, allowed = f"a line of {len(each):,} characters", f"{LONGEST_LINE:,} at most"
            return {}, text, [*problems, Problem(file, line, 1, "file", found, allowed)]
    try:
        return tomllib.loads(text), text, problems
    except (ValueError, RecursionError) as error:
        at = _TOML_AT.search(str(error))
        line, column = (int(at.group(1)), int(at.group(2))) if at else (text.count("\n") + 1, 1)
        found = _TOML_AT.sub("", str(error)).strip().lower()
        return {}, text, [*problems, Problem(file, line, column, "file", found, "TOML")]


def shown(value: object) -> str:
    """A value as messages show it: short, and safe for content of any depth or length."""
    try:
        text = repr(value)
    except (RecursionError, ValueError):
        return f"a {type(value).__name__} too large to show"
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."


def place_of(text: str, needle: object) -> tuple[int, int]:
    """Line and column at which a text first stands; the first place when it does not."""
    place = max(text.find(str(needle)), 0)
    return text.count("\n", 0, place) + 1, place - (text.rfind("\n", 0, place) + 1) + 1
