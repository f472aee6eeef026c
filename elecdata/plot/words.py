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


def base_words(bases: Iterable[object]) -> str:
    """What percentages are shares of, in words.

    Parameters
    ----------
    bases : iterable of str
        Terms of the vocabulary ``base``, one for each figure; a missing one is not stated.

    Returns
    -------
    str
        The bases in the order met.

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
    """A figure with the word that its source puts before it.

    Parameters
    ----------
    figure : str
        The figure as a label.
    hedges : str or missing
        Cell of a column ``hedges``: ``column=hedge`` pairs.
    column : str
        Column of the figure.

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
