"""Comparative elections data that keep every figure with its source.

>>> import elecdata
>>> seats = elecdata.load("results", country="KAZ", year=2012)
>>> print(elecdata.explain("kz-2012-majilis", "seats").value)
107
"""

TYPE_CHECKING = False  # as typing has it; importing typing would double the cost of importing us
if TYPE_CHECKING:
    from typing import Any

    from elecdata import metrics, plot
    from elecdata.allocation import allocate
    from elecdata.auditing import audit
    from elecdata.building import build
    from elecdata.citing import cite, data_statement
    from elecdata.comparison import compare
    from elecdata.curation.skeleton import new
    from elecdata.errors import ElecdataError
    from elecdata.explorer.browsing import browse
    from elecdata.exports.request import export
    from elecdata.loading import load, tables
    from elecdata.naming import find
    from elecdata.pinning.difference import diff
    from elecdata.pinning.locking import lock
    from elecdata.pinning.verification import verify
    from elecdata.provenance import conflicts, explain, sources
    from elecdata.querying import connect, sql
    from elecdata.ranges.report import sensitivity
    from elecdata.schema.codebook import codebook
    from elecdata.validation import validate

__version__ = "2026.11.0"

# Where each public name lives; imported when first used, so that importing elecdata costs nothing.
_HOME = {
    "ElecdataError": "errors",
    "allocate": "allocation",
    "audit": "auditing",
    "browse": "explorer.browsing",
    "build": "building",
    "cite": "citing",
    "codebook": "schema.codebook",
    "compare": "comparison",
    "conflicts": "provenance",
    "connect": "querying",
    "data_statement": "citing",
    "diff": "pinning.difference",
    "explain": "provenance",
    "export": "exports.request",
    "find": "naming",
    "load": "loading",
    "lock": "pinning.locking",
    "metrics": "",
    "new": "curation.skeleton",
    "plot": "",
    "sensitivity": "ranges.report",
    "sources": "provenance",
    "sql": "querying",
    "tables": "loading",
    "validate": "validation",
    "verify": "pinning.verification",
}

__all__ = [
    "ElecdataError",
    "allocate",
    "audit",
    "browse",
    "build",
    "cite",
    "codebook",
    "compare",
    "conflicts",
    "connect",
    "data_statement",
    "diff",
    "explain",
    "export",
    "find",
    "load",
    "lock",
    "metrics",
    "new",
    "plot",
    "sensitivity",
    "sources",
    "sql",
    "tables",
    "validate",
    "verify",
]


def __getattr__(name: str) -> "Any":
    """Import a public name on first use."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = _HOME[name]
    module = import_module(f"{__name__}.{home or name}")
    value = getattr(module, name) if home else module
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Public names, for completion."""
    return sorted([*__all__, "__version__"])
