"""Words for the terms of the tables, as they stand in titles, labels and notes."""

from __future__ import annotations

from collections.abc import Iterable

STAGES = {
    "partial": "while polling went on",
    "preliminary": "preliminary",
    "unstated": "stage not stated",
    "final": "final",
    "after_annulment": "after annulments",
    "after_rerun": "after reruns",
}
BASES = {
    "registered": "registered voters",
    "issued": "ballots issued",
    "cast": "ballots cast",
    "valid": "valid votes",
    "chamber": "the seats of the chamber",
}
HEDGES = {
    "about": "about",
    "nearly": "nearly",
    "more_than": "more than",
    "less_than": "less than",
    "at_least": "at least",
    "at_most": "at most",
}

_POINTS, _NUMBER, _RATIO = "points", "number of parties", "ratio"
# What each index is called and the unit it is in; the scale of each is told in elecdata.metrics.
INDICES = {
    "enp_votes": ("effective number of parties by votes", _NUMBER),
    "enp_seats": ("effective number of parties by seats", _NUMBER),
    "golosov_votes": ("Golosov's number of parties by votes", _NUMBER),
    "golosov_seats": ("Golosov's number of parties by seats", _NUMBER),
    "gallagher": ("Gallagher index", _POINTS),
    "loosemore_hanby": ("Loosemore-Hanby index", _POINTS),
    "rose": ("Rose index of proportionality", _POINTS),
    "rae": ("Rae index", _POINTS),
    "lijphart": ("Lijphart index", _POINTS),
    "max_deviation": ("largest deviation", _POINTS),
    "sainte_lague": ("Sainte-Laguë index", _POINTS),
    "dhondt": ("D'Hondt index", _RATIO),
    "cox_shugart": ("Cox-Shugart slope", _RATIO),
    "bonus": ("bonus of the largest party", _POINTS),
    "wasted": ("wasted votes", _POINTS),
    "margin": ("lead of the first over the second", _POINTS),
}
_COLUMNS = {
    "turnout_pct": ("turnout", "%"),
    "vote_share_pct": ("share of the vote", "%"),
    "seat_share_pct": ("share of seats", "%"),
    "threshold_pct": ("threshold", "%"),
    "seats_list": ("list seats", ""),
    "seats_constituency": ("constituency seats", ""),
    "seats_indirect": ("indirect seats", ""),
}


def quantity(column: str) -> tuple[str, str]:
    """What a column holds, in words, and the sign of its unit.

    Examples
    --------
    >>> quantity("turnout_pct"), quantity("n_women_elected"), quantity("gallagher")
    (('turnout', '%'), ('number of women elected', ''), ('Gallagher index', 'points'))
    """
    if column in INDICES:
        return INDICES[column]
    if column in _COLUMNS:
        return _COLUMNS[column]
    words = f"number of {column[2:]}" if column.startswith("n_") else column
    return words.removesuffix("_pct").replace("_", " "), "%" if column.endswith("_pct") else ""


def started(words: str) -> str:
    """Words as they begin a sentence.

    Examples
    --------
    >>> started("share of seats"), started("")
    ('Share of seats', '')
    """
    return words[:1].upper() + words[1:]


def base_words(bases: Iterable[object]) -> str:
    """What percentages are shares of, in words, in the order met; a missing base is not stated.

    Examples
    --------
    >>> base_words(["registered", "registered"])
    '% of registered voters'
    >>> base_words(["registered", None])
    '% of registered voters, or of a base not stated'
    """
    known = [BASES.get(str(base), "") for base in bases]
    held = list(dict.fromkeys(name for name in known if name))
    if not held:
        return "%, base not stated"
    return f"% of {' or '.join(held)}{'' if all(known) else ', or of a base not stated'}"


def hedged(figure: str, hedges: object, column: str) -> str:
    """A figure with the word that its source puts before it, from ``column=hedge`` pairs.

    Examples
    --------
    >>> hedged("10", "turnout_pct=about", "turnout_pct")
    'about 10'
    """
    for pair in str(hedges).replace(";", " ").replace(",", " ").split():
        name, _, hedge = pair.partition("=")
        if name == column and hedge in HEDGES:
            return f"{HEDGES[hedge]} {figure}"
    return figure


def sentences(*parts: str) -> str:
    """Notes that have something to say, one after the other."""
    return " ".join(part for part in parts if part)
