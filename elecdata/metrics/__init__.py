"""Indices of party systems: one function each for arrays and mappings, all at once for frames.

>>> from elecdata import metrics
>>> round(metrics.gallagher({"A": 60, "B": 40}, {"A": 70, "B": 30}), 6)
10.0
"""

from __future__ import annotations

from elecdata.metrics.disproportionality import (
    gallagher,
    lijphart,
    loosemore_hanby,
    max_deviation,
    rae,
    rose,
)
from elecdata.metrics.fragmentation import enp, enp_bounds, golosov, margin
from elecdata.metrics.representation import bonus, cox_shugart, dhondt, sainte_lague, wasted
from elecdata.metrics.shares import Bounds
from elecdata.metrics.summary import summarize
from elecdata.metrics.territory import nationalization
from elecdata.metrics.volatility import lineages, pedersen

__all__ = [
    "Bounds",
    "bonus",
    "cox_shugart",
    "dhondt",
    "enp",
    "enp_bounds",
    "gallagher",
    "golosov",
    "lijphart",
    "lineages",
    "loosemore_hanby",
    "margin",
    "max_deviation",
    "nationalization",
    "pedersen",
    "rae",
    "rose",
    "sainte_lague",
    "summarize",
    "wasted",
]
