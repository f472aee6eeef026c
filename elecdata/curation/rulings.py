"""Read rulings from TOML, and hold them against what the claims say now."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from elecdata.adoption.claim import Claim
from elecdata.adoption.decision import WITHOUT, Decision, Ruling, uncovered
from elecdata.curation.sheet import first
from elecdata.curation.toml import place_of, read_toml, shown
from elecdata.errors import Problem, near
from elecdata.schema import TABLES
from elecdata.schema.values import parse, stray
from elecdata.schema.vocabulary import RULE

_RULING_KEYS = ("id", "rule", "reason", "adopt", "reject")


def read_rulings(root: Path, election_id: str) -> tuple[list[Ruling], list[Problem]]:
    """Rulings of one election, and every problem with their form."""
    file = f"{election_id}/rulings.toml"
    if not os.path.lexists(root / file):
        return [], []
    content, text, problems = read_toml(root, file)
    problems += first(
        Problem(file, *place_of(text, key), "file", f"key {shown(key)}", "[[ruling]]")
        for key in content
        if key != "ruling"
    )
    entries = content.get("ruling", [])
    if not isinstance(entries, list):
        return [], [*problems, Problem(file, 1, 1, "file", "[ruling]", "[[ruling]]")]
    rulings: dict[str, Ruling] = {}
    problems += first(_entry_problems(entries, election_id, text, rulings))
    return list(rulings.values()), problems


def _entry_problems(
    entries: list[Any], election_id: str, text: str, rulings: dict[str, Ruling]
) -> Iterator[Problem]:
    """What is wrong with the form of rulings; those without a fault are added to rulings."""
    for number, entry in enumerate(entries, start=1):
        fault = _ruling_fault(entry, rulings, election_id)
        if fault:
            name = entry.get("id") if isinstance(entry, dict) else None
            name = name if isinstance(name, str) else None
            line, column = place_of(text, name or "[[ruling]]")
            file, where = f"{election_id}/rulings.toml", f"ruling {name or number}"
            yield Problem(file, line, column, where, *fault)
            continue
        ruling_id = f"{election_id}/{entry['id']}"
        rulings[ruling_id] = Ruling(
            ruling_id,
            election_id,
            entry["rule"],
            entry["reason"],
            entry.get("adopt", {}),
            entry["reject"],
        )


def _ruling_fault(entry: object, taken: Container[str], election_id: str) -> tuple[str, str] | None:
    """First thing wrong with the form of one ruling, as what was found and what is allowed."""
    if not isinstance(entry, dict):
        return shown(entry), "a table"
    unknown = [key for key in entry if key not in _RULING_KEYS]
    if unknown:
        return f"key {shown(unknown[0])}", ", ".join(_RULING_KEYS)
    for key in ("id", "rule", "reason"):
        text = entry.get(key)
        if not isinstance(text, str) or not text or stray(text):
            return f"{key} {shown(text)}", f"{key} as clean text"
    if parse(TABLES["rulings"]["ruling_id"], entry["id"])[1] or "/" in entry["id"]:
        return f"id {entry['id']!r}", "lower-case letters, digits and '-'"
    if f"{election_id}/{entry['id']}" in taken:
        return f"id {entry['id']!r} twice", "each id once"
    rules = [term for term in RULE.terms if term != "ranked"]
    if entry["rule"] not in rules:
        return f"rule {entry['rule']!r}", "one of " + ", ".join(rules)
    return _sides_fault(entry)


def _sides_fault(entry: dict[str, Any]) -> tuple[str, str] | None:
    """What is wrong with the claims that a ruling adopts and rejects."""
    for key in ("adopt", "reject"):
        claims = entry.get(key, {})
        if not isinstance(claims, dict) or not all(isinstance(v, str) for v in claims.values()):
            return f"{key} {shown(claims)}", 'claims and values, each written "claim" = "value"'
    wanted = 0 if entry["rule"] in WITHOUT else 1
    if len(entry.get("adopt", {})) != wanted:
        return f"{len(entry.get('adopt', {}))} adopted claims", f"{wanted} under {entry['rule']}"
    if not entry.get("reject"):
        return "no rejected claim", "every claim that contradicts the adopted one"
    both = sorted(entry.get("adopt", {}).keys() & entry["reject"].keys())
    if both:
        return f"{both[0]} adopted and rejected", "one or the other"
    return None


def ruling_problems(
    rulings: Iterable[Ruling], claims: Mapping[str, Claim], texts: Mapping[str, str]
) -> list[Problem]:
    """Rulings that name a claim that is gone, or saw another value than it has now."""
    return first(_outdated(rulings, claims, texts))


def _outdated(
    rulings: Iterable[Ruling], claims: Mapping[str, Claim], texts: Mapping[str, str]
) -> Iterator[Problem]:
    """Each claim that a ruling names and that is gone, or has another value."""
    for ruling in rulings:
        file = f"{ruling.election_id}/rulings.toml"
        for claim_id, seen in {**ruling.adopt, **ruling.reject}.items():
            line, column = place_of(texts.get(ruling.election_id, ""), f'"{claim_id}"')
            column += 1
            where = f"ruling {ruling.ruling_id.partition('/')[2]}"
            if claim_id not in claims:
                hint = near(claim_id, sorted(claims), most=1).partition(" Known")[0].strip()
                found = f"claim {claim_id!r}"
                yield Problem(file, line, column, where, found, "a claim that is coded", hint)
            elif claims[claim_id].value != seen:
                found = f"{claim_id} = {seen!r}"
                allowed = f"{claims[claim_id].value!r}, its value now"
                fix = "look at the ruling again"
                yield Problem(file, line, column, where, found, allowed, fix)


def decision_problems(
    decisions: Iterable[Decision], rulings: Iterable[Ruling], where: Mapping[str, tuple[str, int]]
) -> list[Problem]:
    """Contradictions that no ruling decides, and rulings that decide nothing.

    Parameters
    ----------
    decisions : iterable of Decision
        All cells.
    rulings : iterable of Ruling
        All rulings.
    where : mapping of str to (str, int)
        File and line of every claim, by id.
    """
    problems, used = [], set()
    decided: dict[str, set[str]] = {}
    for decision in decisions:
        if decision.ruling is not None:
            here = {claim.claim_id for claim in decision.claims}
            decided.setdefault(decision.ruling.ruling_id, set()).update(here)
        open_claims = uncovered(decision)
        if decision.ruling is not None:
            used.add(decision.ruling.ruling_id)
        if not decision.ranked and not open_claims:
            continue
        claim = open_claims[0] if open_claims else decision.claims[-1]
        file, line = where[claim.claim_id]
        found = " against ".join(
            f"{camp[0].value} ({', '.join(sorted(c.claim_id for c in camp))})"
            for camp in decision.rivals
        )
        allowed = "one figure, or a ruling that names every rival"
        file_of_rulings = f"{claim.election_id}/rulings.toml"
        fix = f"correct the claim, or rule in {file_of_rulings}"
        problems.append(Problem(file, line, 1, str(decision.cell), found, allowed, fix))
    for ruling in rulings:
        if ruling.ruling_id not in used:
            file = f"{ruling.election_id}/rulings.toml"
            name = ruling.ruling_id.partition("/")[2]
            allowed = "rulings on claims that contradict each other, not where one rounds another"
            found = "no contradiction that it decides"
            problems.append(Problem(file, 0, 0, f"ruling {name}", found, allowed, "remove it"))
        for claim_id in sorted(ruling.claim_ids - decided.get(ruling.ruling_id, ruling.claim_ids)):
            file, name = f"{ruling.election_id}/rulings.toml", ruling.ruling_id.partition("/")[2]
            allowed = "a claim on the figure that it decides"
            problems.append(Problem(file, 0, 0, f"ruling {name}", claim_id, allowed, "remove it"))
    return problems
