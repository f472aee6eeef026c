"""Read rulings from TOML, and hold them against what the claims say now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from elecdata.adoption.claim import Claim
from elecdata.adoption.decision import WITHOUT, Decision, Ruling, uncovered
from elecdata.curation.toml import place_of, read_toml, shown
from elecdata.errors import Problem, near
from elecdata.schema import TABLES
from elecdata.schema.values import parse, stray
from elecdata.schema.vocabulary import RULE

_RULING_KEYS = ("id", "rule", "reason", "adopt", "reject")


def read_rulings(root: Path, election_id: str) -> tuple[list[Ruling], list[Problem]]:
    """Rulings of one election, and every problem with their form."""
    file = f"{election_id}/rulings.toml"
    if not (root / file).is_file():
        return [], []
    content, text, problems = read_toml(root, file)
    rulings: list[Ruling] = []
    for key in content:
        if key != "ruling":
            line, column = place_of(text, key)
            problems.append(Problem(file, line, column, "file", f"key {key!r}", "[[ruling]]"))
    entries = content.get("ruling", [])
    if not isinstance(entries, list):
        return [], [*problems, Problem(file, 1, 1, "file", "[ruling]", "[[ruling]]")]
    for number, entry in enumerate(entries, start=1):
        allowed = _ruling_fault(entry, {ruling.ruling_id for ruling in rulings}, election_id)
        if allowed:
            name = entry.get("id") if isinstance(entry, dict) else None
            name = name if isinstance(name, str) else None
            line, column = place_of(text, name or "[[ruling]]")
            where, found = f"ruling {name or number}", allowed[0]
            problems.append(Problem(file, line, column, where, found, allowed[1]))
            continue
        rulings.append(
            Ruling(
                f"{election_id}/{entry['id']}",
                election_id,
                entry["rule"],
                entry["reason"],
                entry.get("adopt", {}),
                entry["reject"],
            )
        )
    return rulings, problems


def _ruling_fault(entry: object, taken: set[str], election_id: str) -> tuple[str, str] | None:
    """First thing wrong with the form of one ruling, as what was found and what is allowed."""
    if not isinstance(entry, dict):
        return shown(entry), "a table"
    unknown = [key for key in entry if key not in _RULING_KEYS]
    if unknown:
        return f"key {unknown[0]!r}", ", ".join(_RULING_KEYS)
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
    problems = []
    for ruling in rulings:
        file = f"{ruling.election_id}/rulings.toml"
        for claim_id, seen in {**ruling.adopt, **ruling.reject}.items():
            line, column = place_of(texts.get(ruling.election_id, ""), f'"{claim_id}"')
            column += 1
            where = f"ruling {ruling.ruling_id.partition('/')[2]}"
            if claim_id not in claims:
                hint = near(claim_id, sorted(claims), most=1).partition(" Known")[0].strip()
                found = f"claim {claim_id!r}"
                problems.append(
                    Problem(file, line, column, where, found, "a claim that is coded", hint)
                )
            elif claims[claim_id].value != seen:
                found = f"{claim_id} = {seen!r}"
                allowed = f"{claims[claim_id].value!r}, its value now"
                fix = "look at the ruling again"
                problems.append(Problem(file, line, column, where, found, allowed, fix))
    return problems


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
            allowed = "rulings on claims that contradict each other"
            found = "no contradiction that it decides"
            problems.append(Problem(file, 0, 0, f"ruling {name}", found, allowed, "remove it"))
        for claim_id in sorted(ruling.claim_ids - decided.get(ruling.ruling_id, ruling.claim_ids)):
            file, name = f"{ruling.election_id}/rulings.toml", ruling.ruling_id.partition("/")[2]
            allowed = "a claim on the figure that it decides"
            problems.append(Problem(file, 0, 0, f"ruling {name}", claim_id, allowed, "remove it"))
    return problems
