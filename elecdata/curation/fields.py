"""The page that explains every field of every sheet, made from the registry."""

from __future__ import annotations

from collections.abc import Iterable

from elecdata.adoption.record import REGISTERS
from elecdata.curation import counts
from elecdata.curation.claims import BASED, COLUMNS, STAGED, SUBJECTS
from elecdata.curation.election import KEYS
from elecdata.curation.places import PRINTED
from elecdata.schema import TABLES, VOCABULARIES, Field, Table
from elecdata.schema.codebook import allowed
from elecdata.schema.columns import ROUNDS

PAGE = "FIELDS.md"
_INTRODUCTION = """\
# What to type

Every field of every sheet. Made from the registry of elecdata; changing this page changes nothing.
Type rows in any order and run `elecdata format FOLDER`; `elecdata validate FOLDER` lists all that
is wrong, with file, line and column.

One row of `claims.csv` is one value that one source gives for one variable of one subject. Two
sources for one figure are two rows. What is not on a page gets no row: nothing is typed for
unknown. When exact figures of two sources contradict each other, `rulings.toml` decides."""
_FORMS = {
    "subject_type": " | ".join(SUBJECTS),
    "round": " | ".join(ROUNDS),
    "observed_at": "HH:MM",
    "locator": "p and the number of the paragraph, the headline being p0",
}


def fields_page() -> str:
    """Every field of every sheet: what to type, whether it may be left out, where it is printed."""
    parts = [
        *_INTRODUCTION.splitlines(),
        "",
        *_election(),
        *_claims(),
        *_variables(),
        *_registers(),
        *_counts(),
        *_terms(),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _row(cells: Iterable[str]) -> str:
    """One line of a table."""
    return "| " + " | ".join(cell.replace(" | ", ", ") for cell in cells) + " |"


def _head(*names: str) -> list[str]:
    """First two lines of a table."""
    return [_row(names), _row("---" for _ in names)]


def _election() -> list[str]:
    """Keys of ``election.toml``."""
    rows = [_row((f"`{k.name}`", k.what, k.leave_out, k.printed)) for k in KEYS]
    head = _head("key", "what to type", "may it be left out", "usually printed")
    return ["## `<election>/election.toml`", "", *head, *rows, ""]


def _claims() -> list[str]:
    """Columns of ``claims.csv``."""
    staged, based = ", ".join(sorted(STAGED)), ", ".join(sorted(BASED))
    whose = "of an election or a contestant"
    needed = {"stage": f"Never for {staged} {whose}.", "base": f"Never for {based} {whose}."}
    rows = []
    for name in COLUMNS:
        field = TABLES["claims"][name]
        empty = needed.get(name) or ("Yes." if field.nullable else "Never.")
        cells = (f"`{name}`", field.description, _FORMS.get(name) or allowed(field), empty)
        rows.append(_row(cells))
    head = _head("column", "what to type", "allowed", "may it be empty")
    return ["## `<election>/claims.csv`", "", *head, *rows, ""]


def _variables() -> list[str]:
    """What may be claimed of each kind of subject."""
    parts = ["## Subjects and variables of claims.csv", ""]
    for subject in SUBJECTS:
        tables = [table for table in TABLES.values() if table.subject == subject]
        path = "/".join(tables[0].path)
        parts += [f"### {subject}", "", f"{tables[0].description} `subject_id` is `{path}`.", ""]
        parts += _head("variable", "what it is", "value", "needed", "usually printed")
        claimed = {field.name: field for table in tables for field in table.claimed}
        parts += [_row(_variable(field)) for field in claimed.values()]
        parts.append("")
    return parts


def _variable(field: Field) -> tuple[str, ...]:
    """One variable of a subject."""
    unit = f" ({field.unit})" if field.unit and not field.unit.startswith("see ") else ""
    needed = "for every subject" if field.required else "where a source gives it"
    what = f"{field.description}{_limits(field)}"
    return f"`{field.name}`", what, f"{allowed(field)}{unit}", needed, PRINTED[field.name]


def _limits(field: Field) -> str:
    """For whom a column is not meant."""
    office = f" For a {field.office} only." if field.office else ""
    kinds = f" For {', '.join(field.only_for)} only." if field.only_for else ""
    return office + kinds


def _registers() -> list[str]:
    """Columns of the shared sheets."""
    parts = []
    for name in REGISTERS:
        table: Table = TABLES[name]
        head = _head("column", "what to type", "allowed", "may it be empty")
        rows = [
            _row((f"`{f.name}`", f.description, allowed(f), "Yes." if f.nullable else "Never."))
            for f in table.typed
        ]
        parts += [f"## {name}.csv", "", table.description, "", *head, *rows, ""]
    return parts


def _counts() -> list[str]:
    """Columns of ``counts.csv``, which nobody types."""
    rows = [_row((f"`{field.name}`", field.description)) for field in counts.FIELDS]
    what = (
        "Control counts, which nobody types: `elecdata format FOLDER --recount` writes the sheet "
        "and prints what changed. A folder that has it is held to it."
    )
    return [f"## {counts.FILE}", "", what, "", *_head("column", "what it is"), *rows, ""]


def _terms() -> list[str]:
    """Terms of every list of our own."""
    parts = ["## Terms", ""]
    for vocabulary in VOCABULARIES:
        if vocabulary.standard:
            continue
        parts += [f"### {vocabulary.name}", "", vocabulary.description, ""]
        parts += _head("term", "meaning")
        parts += [_row((f"`{term}`", meaning)) for term, meaning in vocabulary.terms.items()]
        parts.append("")
    return parts
