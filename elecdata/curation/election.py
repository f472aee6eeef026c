"""What an election is, and its control totals, as ``election.toml`` has them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elecdata.adoption.record import Election
from elecdata.curation.sheet import MOST, first
from elecdata.curation.toml import place_of, read_toml, shown
from elecdata.errors import Problem, near
from elecdata.schema import TABLES
from elecdata.schema.values import parse, stray
from elecdata.schema.vocabulary import COUNTRY, OFFICE, TIER


@dataclass(frozen=True)
class Key:
    """One key of ``election.toml``, as the template explains it.

    Attributes
    ----------
    name : str
        The key, with its section: ``control.tiers``.
    what : str
        What to type.
    leave_out : str
        Whether it may be left out.
    printed : str
        Where the figure is usually printed.
    """

    name: str
    what: str
    leave_out: str
    printed: str


KEYS = (
    Key(
        "country",
        "Country that votes: its three letters in ISO 3166-1, in capitals.",
        "Never left out.",
        "The name stands on every source; the letters in ISO 3166-1.",
    ),
    Key(
        "year",
        "Year of election day, the one in the name of this folder.",
        "Never left out.",
        "In the decree that called the vote, or the head of any report.",
    ),
    Key(
        "office",
        "What was filled: " + " or ".join(f'"{term}"' for term in OFFICE.terms) + ".",
        "Never left out.",
        "In the decree that called the vote.",
    ),
    Key(
        "chamber",
        "Name of the chamber, as English texts call it.",
        "Left out for a presidency alone.",
        "In the constitution, and on the chamber's own pages.",
    ),
    Key(
        "control.seats",
        "Seats of the chamber, all tiers: typed from the law, not from the source of the claims.",
        "May be left out.",
        "In the constitution or the law on elections.",
    ),
    Key(
        "control.tiers",
        "Seats of each tier: " + ", ".join(term for term in TIER.terms if term != "single") + ".",
        "May be left out, whole or in part.",
        "In the law on elections.",
    ),
    Key(
        "control.indirect",
        "Seats filled outside the popular vote, by contestant.",
        "May be left out.",
        "In the constitution.",
    ),
)
_TIERS = tuple(term for term in TIER.terms if term != "single")


def read_election(root: Path, election_id: str) -> tuple[Election | None, list[Problem]]:
    """Identity of an election from its ``election.toml``, and every problem with it."""
    file = f"{election_id}/election.toml"
    content, text, problems = read_toml(root, file)
    if problems:
        return None, problems

    problems = first(
        Problem(file, *place_of(text, key), f"election.{key}", found, allowed)
        for key, found, allowed in _election_faults(content, election_id)
    )
    if problems:
        return None, problems
    chamber = content.get("chamber", "")
    identity = Election(
        election_id, content["country"], content["year"], content["office"], chamber
    )
    return identity, []


def _election_faults(content: dict[str, Any], election_id: str) -> list[tuple[str, str, str]]:
    """What is wrong with the identity of an election: key, what was found, what is allowed."""
    known = list(dict.fromkeys(key.name.partition(".")[0] for key in KEYS))
    faults = [(key, f"key {key!r}", ", ".join(known)) for key in content if key not in known]
    for key, vocabulary in (("country", COUNTRY), ("office", OFFICE)):
        if not isinstance(content.get(key), str) or content[key] not in vocabulary.terms:
            faults.append((key, shown(content.get(key)), vocabulary.allowed))
    year, chamber = content.get("year"), content.get("chamber", "")
    allowed = f"the year in {election_id}, as a whole number without quotes"
    if type(year) is int and abs(year) < 10_000 and f"-{year}-" in election_id:
        allowed = parse(TABLES["elections"]["year"], str(year))[1]
    if allowed:
        faults.append(("year", shown(year), allowed))
    if parse(TABLES["elections"]["election_id"], election_id)[1]:
        faults.append(("country", f"folder {election_id!r}", "an id, as country-year-contest"))
    needed = content.get("office") == "legislature"
    if not isinstance(chamber, str) or stray(chamber) or (needed and not chamber):
        faults.append(("chamber", shown(chamber), "the name of the chamber"))
    return faults + _control_faults(content.get("control", {}))


def _control_faults(control: object) -> list[tuple[str, str, str]]:
    """What is wrong with the control totals: key, what was found, what is allowed."""
    if not isinstance(control, dict):
        return [("control", shown(control), "a section, [control]")]
    known = [key.name.partition(".")[2] for key in KEYS if "." in key.name]
    faults = [(key, f"key {key!r}", ", ".join(known)) for key in control if key not in known]
    if not _is_count(control.get("seats", 0)):
        faults.append(("seats", shown(control["seats"]), "a number of seats"))
    for section, names in (("tiers", _TIERS), ("indirect", None)):
        totals = control.get(section, {})
        if not isinstance(totals, dict):
            faults.append((section, shown(totals), f"a section, [control.{section}]"))
            continue
        for name, seats in totals.items():
            if names is not None and name not in names:
                hint = near(name, names).partition(" Known")[0] if len(faults) < MOST else ""
                faults.append((name, f"tier {name!r}", ", ".join(names) + hint))
            elif not _is_count(seats):
                faults.append((name, shown(seats), "a number of seats"))
    return faults


def _is_count(value: object) -> bool:
    """Whether a value is a whole number that a chamber may have of seats."""
    return type(value) is int and 0 <= value < 100_000


def control_totals(root: Path, election_id: str) -> dict[str, Any] | None:
    """Control totals of one election whose sheet is right; None when it has no such section."""
    control: dict[str, Any] | None
    control = read_toml(root, f"{election_id}/election.toml")[0].get("control")
    return control
