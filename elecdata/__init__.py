"""Comparative elections data that keep every figure with its source.

>>> import elecdata
>>> seats = elecdata.load("results", country="KAZ", year=2012)
>>> print(elecdata.explain("kz-2012-majilis", "seats").value)
107
"""

__version__ = "2026.11.0"

# What each module gives to users; "" is the package itself, whose modules they are. A module is
# imported when a name of it is first used, so that importing elecdata costs nothing. Type checkers
# read __init__.pyi instead.
_GIVES = {
    "": "metrics plot",
    "allocation": "allocate",
    "auditing": "audit",
    "building": "build",
    "citing": "cite data_statement",
    "comparison": "compare",
    "curation.skeleton": "new",
    "errors": "ElecdataError",
    "explorer.browsing": "browse",
    "exports.request": "export",
    "loading": "load tables",
    "naming": "find",
    "pinning.difference": "diff",
    "pinning.locking": "lock",
    "pinning.verification": "verify",
    "provenance": "conflicts explain sources",
    "querying": "connect sql",
    "ranges.report": "sensitivity",
    "schema.codebook": "codebook",
    "validation": "validate",
}
_HOME = {name: home for home, names in _GIVES.items() for name in names.split()}

__all__ = sorted(_HOME)  # noqa: PLE0605 - it is a list


def __getattr__(name: str) -> object:
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
