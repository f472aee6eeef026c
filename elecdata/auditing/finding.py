"""What a check of the audit found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

Outcome: TypeAlias = Literal["passed", "failed", "discrepancy", "not checkable"]
OUTCOMES: tuple[Outcome, ...] = ("passed", "failed", "discrepancy", "not checkable")


@dataclass(frozen=True)
class Finding:
    """Outcome of one check of one election.

    Attributes
    ----------
    election_id : str
        Election.
    check : str
        What was checked: ``seat_sum``, ``share``, ``turnout``, ``replay`` ...
    subject : str
        What it was checked of: a contestant, a tier, a row of `turnout`, a stage of the count.
    outcome : str
        ``passed``, ``failed``, ``discrepancy`` (does not add up, and it is known why) or ``not
        checkable``.
    stated, computed : str
        What is published, and what follows from other figures or from the law; empty where there
        is none.
    reason : str
        What the comparison rests on, or why it cannot be made.
    """

    election_id: str
    check: str
    subject: str
    outcome: Outcome
    stated: str
    computed: str
    reason: str

    def __str__(self) -> str:
        """One line for the terminal."""
        figures = f"{self.stated or 'none'} stated, {self.computed or 'none'} computed"
        said = f"{figures}: {self.reason}" if self.stated or self.computed else self.reason
        return f"{self.outcome:<14}{self.check} {self.subject}: {said}"


def shown(figure: int | float | str | None) -> str:
    """A figure as findings show it; empty when there is none."""
    if isinstance(figure, float):
        return f"{figure:.10g}"
    return "" if figure is None else str(figure)


def seats_shown(seats: Mapping[str, int], names: Mapping[str, str]) -> str:
    """Seats under names, most first, those without any left out."""
    named = [(names.get(key, key), number) for key, number in seats.items() if number]
    order = sorted(named, key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{name} {number}" for name, number in order) or "none"


def counted(number: int, what: str) -> str:
    """A number of things, in words that agree with it."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def told(report: pd.DataFrame) -> str:
    """Findings of a frame as lines, below the election that they are of."""
    lines: list[str] = []
    for finding in (Finding(*row) for row in report.itertuples(index=False, name=None)):
        heading = f"== {finding.election_id}"
        if heading not in lines:
            lines.append(heading)
        lines.append(str(finding))
    counts = report.outcome.value_counts()
    lines.append("; ".join(f"{counts.get(name, 0)} {name}" for name in OUTCOMES))
    return "\n".join(lines)
