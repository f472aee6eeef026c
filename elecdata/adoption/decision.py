"""Decide, cell by cell, which claim is published: by agreement, by ruling, or by rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from elecdata.adoption.agreement import agree
from elecdata.adoption.claim import EXACT, Cell, Claim, cells
from elecdata.schema import TABLES
from elecdata.schema.values import Value
from elecdata.schema.vocabulary import SOURCE_KIND, STAGE

WITHOUT = ("unresolved", "earlier_stage", "withheld")  # rules that adopt no claim


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision between rival claims, with the values that it saw.

    Attributes
    ----------
    ruling_id, election_id, rule, reason : str
        Name, election, rule of the vocabulary, and reason in our words.
    adopt : dict of str to str
        Claim adopted and its value; empty when the rule adopts none (``WITHOUT``).
    reject : dict of str to str
        Claims ruled out and their values.
    """

    ruling_id: str
    election_id: str
    rule: str
    reason: str
    adopt: Mapping[str, str]
    reject: Mapping[str, str]

    @property
    def claim_ids(self) -> set[str]:
        """All claims that the ruling names."""
        return {*self.adopt, *self.reject}


@dataclass(frozen=True, slots=True)
class Source:
    """What deciding needs to know of a source."""

    source_id: str
    kind: str
    published: date | None = None
    derived_from: str = ""


@dataclass(slots=True)
class Decision:
    """What is published in a cell, and why.

    Attributes
    ----------
    cell : Cell
        The cell.
    claims : list of Claim
        All claims that speak to it, best first.
    chosen : list of Claim
        The claim whose value is published; several where a column may hold several values; none
        where nothing exact is known or rivals are unresolved.
    rivals : list of list of Claim
        Exact claims grouped by value, when they contradict each other; otherwise empty.
    ruling : Ruling, optional
        The ruling that decided.
    ranked : bool
        True when rivals were decided by rank alone, because no ruling covers them.
    """

    cell: Cell
    claims: list[Claim]
    chosen: list[Claim] = field(default_factory=list)
    rivals: list[list[Claim]] = field(default_factory=list)
    ruling: Ruling | None = None
    ranked: bool = False

    @property
    def value(self) -> Value | None:
        """The published value; None for an empty cell."""
        if not self.chosen:
            return None
        if TABLES[self.cell.table][self.cell.column].multiple:
            return "; ".join(dict.fromkeys(claim.value for claim in self.chosen))
        return self.chosen[0].typed

    def standing(self, claim: Claim) -> str:
        """What became of one of the claims in this cell: a term of the vocabulary."""
        if claim in self.chosen:
            return "adopted"
        if not self.chosen and not self.rivals:
            return "withheld" if self.ruling else "bound"
        if not self.chosen:
            return "unresolved"
        if not TABLES[self.cell.table][self.cell.column].compared:
            return "agrees"
        return "agrees" if agree(claim, self.chosen[0]) else "rejected"


def _groups(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Exact claims sorted into camps; claims of one camp agree with its finest member."""
    camps: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: -c.detail):
        home = next((camp for camp in camps if agree(camp[0], claim)), None)
        if home is None:
            camps.append([claim])
        else:
            home.append(claim)
    return camps


def _rank(
    claim: Claim, sources: Mapping[str, Source], ruled_out: set[str]
) -> tuple[bool, bool, int, int, int, int, str]:
    """Sort key of a claim, best first: exact, not ruled out, stage, kind, date, name."""
    source = sources.get(claim.source_id, Source(claim.source_id, ""))
    return (
        claim.hedge != EXACT,
        claim.claim_id in ruled_out,
        -STAGE.rank(claim.stage) if claim.stage else 0,
        SOURCE_KIND.rank(source.kind),
        -claim.detail,
        -(source.published.toordinal() if source.published else 0),
        claim.claim_id,
    )


def _decide(cell: Cell, claims: list[Claim], rulings: Sequence[Ruling]) -> Decision:
    """Decide one cell from its claims, best first, and the rulings that name any of them."""
    table = TABLES[cell.table]
    column = table[cell.column]
    decision = Decision(cell, claims)
    if column.multiple or not column.compared:
        decision.chosen = claims if column.multiple else claims[:1]
        return decision
    exact = [claim for claim in claims if claim.hedge == EXACT]
    if not exact:
        firm = [claim for claim in claims if claim.hedge not in {"at_least", "at_most"}]
        decision.chosen = firm[:1] if table.hedged else []
        return decision
    keeping_back = {"withheld"} if table.qualifiers else {"withheld", "earlier_stage"}
    withheld = next((r for r in rulings if r.rule in keeping_back), None)
    if withheld and all(claim.claim_id in withheld.reject for claim in exact):
        decision.ruling = withheld
        return decision
    camps = _groups(exact)
    hedged = [c for c in claims if c.hedge != EXACT and not any(agree(c, e) for e in exact)]
    if len(camps) == 1 and not hedged:
        decision.chosen = [_finest(exact)]
        return decision
    decision.rivals = camps + [[claim] for claim in hedged]
    here = {claim.claim_id for claim in claims}
    for ruling in rulings:
        if ruling.rule == "unresolved" and here & set(ruling.reject):
            decision.ruling = ruling
            return decision
        if here & set(ruling.adopt):
            decision.ruling = ruling
            decision.chosen = [claim for claim in exact if claim.claim_id in ruling.adopt][:1]
            if decision.chosen:
                return decision
    decision.ranked = True
    best = next(camp for camp in camps if claims[0] in camp)
    decision.chosen = [_finest([claim for claim in claims if claim in best])]
    return decision


def _finest(claims: Sequence[Claim]) -> Claim:
    """The best claim, or one that agrees with it, is as late in the count, and tells more."""
    best = claims[0]
    finer = [c for c in claims if c.detail > best.detail and c.stage == best.stage]
    return max(finer, key=lambda claim: claim.detail) if finer else best


def decide(
    claims: Iterable[Claim], rulings: Iterable[Ruling], sources: Mapping[str, Source]
) -> dict[Cell, Decision]:
    """Decide every cell that any claim speaks to.

    Parameters
    ----------
    claims : iterable of Claim
        Named claims.
    rulings : iterable of Ruling
        Decisions between rivals; one that names no claim given here has no effect.
    sources : mapping of str to Source
        Kind and date of every source.

    Returns
    -------
    dict of Cell to Decision
        In the order in which cells are first spoken of.
    """
    rulings = list(rulings)
    naming: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        for claim_id in ruling.claim_ids:
            naming[claim_id].append(ruling)
    ruled_out = {claim_id for r in rulings if r.adopt for claim_id in r.reject}
    speaking: dict[Cell, list[Claim]] = defaultdict(list)
    for claim in claims:
        for cell in cells(claim):
            speaking[cell].append(claim)
    decided = {}
    for cell, said in speaking.items():
        said.sort(key=lambda claim: _rank(claim, sources, ruled_out))
        concerned = {r.ruling_id: r for claim in said for r in naming.get(claim.claim_id, ())}
        decided[cell] = _decide(cell, said, list(concerned.values()))
    return decided


def main_decision(decisions: Sequence[Decision]) -> Decision:
    """Of the decisions on one claim's cells, the one in the table that keeps one figure."""
    return min(decisions, key=lambda decision: len(TABLES[decision.cell.table].qualifiers))


def uncovered(decision: Decision) -> list[Claim]:
    """Claims that contradict the published value and that the ruling does not name."""
    if decision.ruling is None:
        return []
    contradicting = (
        [claim for camp in decision.rivals for claim in camp]
        if not decision.chosen
        else [c for c in decision.claims if not agree(c, decision.chosen[0])]
    )
    return [claim for claim in contradicting if claim.claim_id not in decision.ruling.reject]
