"""Cells in words: whose they are, and how their values came about or why they are empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from elecdata.adoption.decision import Decision
    from elecdata.adoption.record import Row
    from elecdata.schema import Field

    Find = Callable[[str, Row], Any]


def contest(election: Row) -> str:
    """An election as people would say it, from its row of ``elections``.

    Examples
    --------
    >>> contest({"chamber": None, "country_name": "Kazakhstan", "year": 2005})
    'President of Kazakhstan, 2005'
    """
    what = election["chamber"] or "President"
    return f"{what} of {election['country_name']}, {election['year']}"


def subject(row: Row, key: Sequence[str]) -> str:
    """A row as people would say it: its name, or else its key.

    Examples
    --------
    >>> subject({"votes": 7}, ["turnout", "close"])
    'turnout/close'
    """
    return str(row.get("short_name") or row.get("name") or row.get("label") or "/".join(key))


def verdict(field: Field, row: Row, decision: Decision | None, find: Find) -> str:
    """How a value came about, or why the cell is empty.

    Parameters
    ----------
    field : Field
        Column of the cell.
    row : dict
        Published row.
    decision : Decision or None
        What was decided between the claims on the cell; None when there are none.
    find : callable
        Gives the value of ``column`` or ``table.column`` that belongs to a row.

    Returns
    -------
    str
        One or two sentences.

    Examples
    --------
    >>> from elecdata.schema import TABLES
    >>> verdict(TABLES["results"]["seats"], {"seats": None}, None, lambda name, row: None)
    'Empty: no source coded so far states it.'
    """
    computed = decision is None and field.formula and row[field.name] is not None
    if field.origin == "derived" or computed:
        inputs = [f"{name} = {find(name, row)}" for name in field.inputs]
        given = f" ({'; '.join(inputs)})" if inputs else ""
        empty = "Empty. " if row[field.name] is None else ""
        return f"{empty}Computed: {field.formula}{given}."
    if field.origin in {"key", "sheet"}:
        return "Typed in a coding sheet: it names the row or belongs to a register."
    return _why_empty(field, row) if decision is None else _of_claims(decision)


def _of_claims(decision: Decision) -> str:
    """What sources and rulings made of a cell."""
    exact = [claim for claim in decision.claims if claim.hedge == "exact"]
    speaking = len({claim.source_id for claim in decision.claims})
    if not decision.chosen:
        if decision.rivals:
            return "Empty: sources contradict each other and nothing decides."
        if decision.ruling:
            return "Empty: the only figure there is was ruled to be of another thing or stage."
        return "Empty: sources give only a bound, and a bound is not published as a figure."
    if decision.rivals:
        return (
            f"{speaking} sources give {len(decision.rivals)} different values; "
            f"{decision.chosen[0].value} was adopted by a ruling."
        )
    if speaking == 1:
        return "One source says so; none contradicts it."
    return f"{speaking} sources speak, {len(exact)} of them exactly; none contradicts another."


def _why_empty(field: Field, row: Row) -> str:
    """Why no source fills a cell."""
    if field.office and row.get("office") not in (None, field.office):
        return "Empty: the question does not arise for this office."
    if field.only_for and row.get("contestant_type") not in (None, *field.only_for):
        return "Empty: the question does not arise for this type of contestant."
    return "Empty: no source coded so far states it."
