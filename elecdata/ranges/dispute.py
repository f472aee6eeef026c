"""Which figures of a cell may be chosen: the published one, and rivals not shown to be wrong."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from elecdata.adoption.claim import EXACT, Cell, Claim
from elecdata.adoption.decision import Decision
from elecdata.adoption.record import Record
from elecdata.schema.vocabulary import STAGE

# Rules by which a ruling shows a figure to be wrong, or not to be of this contest at its end: a
# slip, one taken back, one that cannot be true beside the others, a copy that differs from what
# it copies, one that no longer held. By the others (final over preliminary, official over press,
# definition, unresolved, ranked) the figure is one that a careful author might have taken.
WRONG = frozenset(
    {
        "arithmetic_consistency",
        "earlier_stage",
        "later_correction",
        "misprint",
        "primary_over_derived",
        "withheld",
    }
)
ADMIT = ("admissible", "all")
# Some votes counted are no rival of all votes counted.
STAGES = tuple(stage for stage in STAGE.terms if stage != "partial")


@dataclass(frozen=True)
class Option:
    """A figure that may stand in a cell.

    Attributes
    ----------
    value : float
        The figure; NaN where none is published and none is chosen.
    text : str
        The figure and who gives it: ``2 (unisci-abazov-2004)``.
    sources, stages : frozenset of str
        Sources that give it, and stages of the count at which they do.
    """

    value: float
    text: str
    sources: frozenset[str]
    stages: frozenset[str]


@dataclass(frozen=True)
class Dispute:
    """A cell with several figures to choose from, the published one first.

    Attributes
    ----------
    cell : Cell
        The cell.
    options : tuple of Option
        What may stand in it.
    """

    cell: Cell
    options: tuple[Option, ...]

    @property
    def name(self) -> str:
        """The cell in words: contestant and column, or the column of the election."""
        return " ".join([*self.cell.key[1:], self.cell.column])

    @property
    def values(self) -> list[float]:
        """Figures of the options."""
        return [option.value for option in self.options]

    def said(self, option: int) -> str:
        """One of the options in words."""
        return f"{self.name} = {self.options[option].text}"


@dataclass(frozen=True)
class Opening:
    """What is open in some cells.

    Attributes
    ----------
    disputes : list of Dispute
        Cells with several figures to choose from.
    barred : dict of str to set of str
        By ``source`` and ``stage``: those of whose figures for some cell none may be chosen, so
        that they cannot be taken as a whole.
    """

    disputes: list[Dispute]
    barred: dict[str, set[str]]


def opened(record: Record, cells: Sequence[Cell], admit: str, stages: Collection[str]) -> Opening:
    """Cells among these that have rival figures, with those that may be chosen.

    Parameters
    ----------
    record : Record
        The record or a view of it.
    cells : sequence of Cell
        Cells whose columns hold numbers.
    admit : {"admissible", "all"}
        Leave out what a ruling shows to be wrong (``WRONG``), or leave out nothing.
    stages : collection of str
        Stages of the count whose figures may be chosen; the published figure always may.
    """
    ruled_out = {
        claim_id
        for ruling in record.rulings
        if admit != "all" and ruling.rule in WRONG
        for claim_id in ruling.reject
    }
    opening = Opening([], {"source": set(), "stage": set()})
    for cell in cells:
        decision = record.decisions.get(cell)
        if decision is None:
            continue
        said = [claim for camp in _rivals(decision) for claim in camp if claim.hedge == EXACT]
        kept = [c for c in said if _stage(c) in stages and c.claim_id not in ruled_out]
        camps = [[claim for claim in camp if claim in kept] for camp in _rivals(decision)]
        options = (_published(decision), *(_option(camp) for camp in camps if camp))
        if kept:
            opening.disputes.append(Dispute(cell, options))
        heard = frozenset().union(*(option.sources for option in options))
        opening.barred["source"] |= {claim.source_id for claim in said} - heard
        heard = frozenset().union(*(option.stages for option in options))
        opening.barred["stage"] |= {_stage(claim) for claim in said} - heard
    return opening


def _stage(claim: Claim) -> str:
    """Stage of the count at which a figure was given."""
    return claim.stage or "unstated"


def _rivals(decision: Decision) -> list[list[Claim]]:
    """Camps of claims that say something else than what is published."""
    if decision.rivals:
        return [camp for camp in decision.rivals if not set(camp) & set(decision.chosen)]
    if decision.ruling is not None and not decision.chosen:  # the only figure was kept back
        values = dict.fromkeys(claim.value for claim in decision.claims)
        return [[claim for claim in decision.claims if claim.value == each] for each in values]
    return []


def _option(camp: Sequence[Claim]) -> Option:
    """The finest figure of claims that agree."""
    finest = max(camp, key=lambda claim: claim.detail)
    sources = frozenset(claim.source_id for claim in camp)
    return Option(
        float(finest.value),
        f"{finest.value} ({', '.join(sorted(sources))})",
        sources,
        frozenset(_stage(claim) for claim in camp),
    )


def _published(decision: Decision) -> Option:
    """What the published table holds, and all exact claims that agree with it."""
    agreeing = [
        claim
        for claim in decision.claims
        if claim.hedge == EXACT and decision.standing(claim) in {"adopted", "agrees"}
    ]
    if not decision.chosen:
        return Option(math.nan, "none, as published", frozenset(), frozenset())
    return Option(
        float(decision.chosen[0].value),
        f"{decision.chosen[0].value}, as published",
        frozenset(claim.source_id for claim in agreeing),
        frozenset(_stage(claim) for claim in agreeing),
    )
