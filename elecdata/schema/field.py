"""What a column, a table and a list of allowed terms are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from elecdata.schema.rules import Rule

Kind = Literal["id", "text", "category", "integer", "number", "date", "when", "boolean"]
Origin = Literal["key", "claim", "sheet", "derived"]
Office = Literal["legislature", "presidency"]


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of terms: each allowed value and what it means, in order of rank.

    Attributes
    ----------
    name : str
        What the list is called in messages and in the codebook.
    description : str
        What the terms tell apart.
    terms : dict of str to str
        Term to meaning. Where the order carries a rank, the description says so.
    standard : str
        What the terms are, in words, where they are those of an outside standard and too many to
        be listed in a message; empty for lists of our own.
    """

    name: str
    description: str
    terms: dict[str, str]
    standard: str = ""

    @property
    def allowed(self) -> str:
        """What may be typed, in words."""
        return self.standard or "one of " + ", ".join(self.terms)

    def rank(self, term: str) -> int:
        """Place of a term in the list, from 0; an unknown term comes after all others."""
        known = list(self.terms)
        return known.index(term) if term in self.terms else len(known)


@dataclass(frozen=True)
class Field:
    """One column: its meaning, its unit, and what it may hold.

    Attributes
    ----------
    name : str
        Column name; the ending says the kind (``_id``, ``_pct``, ``_date``, ``is_``, ``n_``).
    kind : str
        How values are typed; ``when`` is a date of any precision in EDTF (``2012-01``).
    description : str
        Meaning, in one or two sentences.
    unit : str
        Unit of a figure (``votes``, ``percent``); empty for what has none.
    vocabulary : Vocabulary, optional
        Allowed terms, for a category.
    references : str
        ``table`` or ``table.column`` in which the value must stand.
    low, high : float, optional
        Allowed range, both ends included.
    origin : str
        ``key``; ``claim`` (a coding sheet states it, with a source); ``sheet`` (typed in a shared
        sheet); ``derived`` (computed).
    formula : str
        How a derived value is computed; of a column that claims fill, how it is computed where
        none does.
    inputs : tuple of str
        Columns (``column`` or ``table.column``) that a derived value is computed from.
    office : str
        The only kind of contest the column applies to; empty when it applies to all.
    only_for : tuple of str
        The only types of contestant the column applies to; empty when it applies to all.
    required : bool
        True when no row may leave it empty.
    compared : bool
        False for text in our own words, where two wordings are no disagreement.
    multiple : bool
        True where several values may hold at once; they are published joined by ``"; "``.
    national : bool
        True where ``national``, the whole country, may stand instead of a region's id.
    """

    name: str
    kind: Kind
    description: str
    unit: str = ""
    vocabulary: Vocabulary | None = None
    references: str = ""
    low: float | None = None
    high: float | None = None
    origin: Origin = "claim"
    formula: str = ""
    inputs: tuple[str, ...] = ()
    office: Office | Literal[""] = ""
    only_for: tuple[str, ...] = ()
    required: bool = False
    compared: bool = True
    multiple: bool = False
    national: bool = False

    @property
    def nullable(self) -> bool:
        """True when a row may leave the column empty."""
        return not (self.required or self.origin == "key")


@dataclass(frozen=True)
class Table:
    """One published table: its columns, its key, and how claims reach it.

    Attributes
    ----------
    name, description : str
        Name on disk, and what one row is.
    key : tuple of str
        Columns that together name a row.
    fields : tuple of Field
        Columns in published order.
    subject : str
        ``subject_type`` of the claims that fill the table; empty when none do.
    path : tuple of str
        Key columns spelt by a claim's ``subject_id``, whose parts are joined by ``/``.
    qualifiers : tuple of str
        Key columns taken from the claim's own region, round, stage, time or base. A table without
        them takes only what is said of the whole contest.
    hedged : bool
        True when "about" and "more than" may be published (a ``hedges`` column says so); false
        when only exact figures may.
    rules : tuple of Rule
        What must hold between the cells.
    """

    name: str
    description: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    subject: str = ""
    path: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    hedged: bool = False
    rules: tuple[Rule, ...] = ()
    by_name: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the columns by name."""
        object.__setattr__(self, "by_name", {f.name: f for f in self.fields})

    def __getitem__(self, column: str) -> Field:
        """Return the column of that name; ``KeyError`` when there is none."""
        return self.by_name[column]

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in published order."""
        return tuple(self.by_name)

    @property
    def typed(self) -> tuple[Field, ...]:
        """Columns that people type in its shared sheet."""
        return tuple(f for f in self.fields if f.origin in {"key", "sheet"})

    @property
    def claimed(self) -> tuple[Field, ...]:
        """Columns that claims fill."""
        return tuple(f for f in self.fields if f.origin == "claim")
