"""What sources say of one cell of the published tables, where that is a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from elecdata.errors import PlotError
from elecdata.loading import record
from elecdata.provenance import explain

if TYPE_CHECKING:
    from elecdata.dataset import Data as Home


def claims_on(
    election: str, path: tuple[str, ...], home: Home
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Claims on one cell, and its subject, column and unit; the path is that of `elecdata.explain`.

    Raises
    ------
    PlotError
        If no source speaks of the cell, or if a claim is no number.

    Examples
    --------
    >>> float(claims_on("kz-2012-majilis", ("seats",), None)[0]["value"].max())
    108.0
    """
    answer, whole = explain(election, *path, data=home), record(data=home)
    where = (answer.table, answer.row, answer.column)
    decision = next(
        (d for c, d in whole.decisions.items() if (c.table, c.row, c.column) == where), None
    )
    if decision is None:
        raise PlotError(
            f"rivals: no source speaks of {'/'.join((election, *path))} itself. {answer.verdict}"
        )
    known = {row["source_id"]: row for row in whole.registers["sources"]}
    rows = []
    for claim in decision.claims:
        if isinstance(claim.typed, bool) or not isinstance(claim.typed, int | float):
            raise PlotError(
                f"rivals: {answer.column} of {answer.row} is {claim.value!r}, no number; numbers "
                "are drawn, and elecdata.explain lists the rest"
            )
        source = known[claim.source_id]
        names = [str(source[name]) for name in ("author", "publisher") if source[name]]
        hedge = "" if claim.hedge == "exact" else claim.hedge.replace("_", " ") + " "
        figure = f"{claim.typed:,}" if isinstance(claim.typed, int) else claim.value
        rows.append(
            {
                "kind": source["kind"],
                "source": ", ".join(names) or str(source["title"]),
                "published": source["published_date"],
                "value": float(claim.typed),
                "shown": f"{hedge}{figure}",
                "stage": claim.stage,
                "base": "" if claim.base in ("none", "unstated") else claim.base,
                "standing": decision.standing(claim),
            }
        )
    about = {"subject": answer.subject, "column": answer.column, "unit": answer.unit}
    return pd.DataFrame(rows), about
