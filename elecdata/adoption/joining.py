"""Several records as one: elections of one's own beside those of the package."""

from __future__ import annotations

from collections.abc import Mapping

from elecdata.adoption.record import REGISTERS, Election, Record, Row
from elecdata.errors import ClashError
from elecdata.schema import TABLES


def join(records: Mapping[str, Record]) -> Record:
    """Put records together as if their sheets lay in one folder.

    Parameters
    ----------
    records : mapping of str to Record
        By the name of the dataset, which messages use.

    Returns
    -------
    Record
        Claims and rulings of all. A party, person, source or other entry that several registers
        have in the same words stands once.

    Raises
    ------
    ClashError
        With every election that two records hold, and every entry of a register that they word
        differently.
    """
    clashes: list[str] = []
    elections: dict[str, Election] = {}
    homes: dict[str, str] = {}
    for name, record in records.items():
        for election_id, election in record.elections.items():
            if election_id in homes:
                clashes.append(f"election {election_id!r} is in {homes[election_id]} and in {name}")
            elections.setdefault(election_id, election)
            homes.setdefault(election_id, name)
    registers = {register: _entries(register, records, clashes) for register in REGISTERS}
    if clashes:
        raise ClashError(clashes)
    return Record(
        elections,
        tuple(claim for record in records.values() for claim in record.claims),
        tuple(ruling for record in records.values() for ruling in record.rulings),
        registers,
    )


def _entries(register: str, records: Mapping[str, Record], clashes: list[str]) -> list[Row]:
    """Entries of one register in all records, in order of their keys; clashes are added."""
    table = TABLES[register]
    typed = [field.name for field in table.fields if field.origin in {"key", "sheet"}]
    found: dict[tuple[str, ...], Row] = {}
    homes: dict[tuple[str, ...], str] = {}
    for name, record in records.items():
        for row in record.registers[register]:
            key = tuple(str(row[column]) for column in table.key)
            entry = {column: row[column] for column in typed}
            if key not in found:
                found[key], homes[key] = entry, name
            clashes += [
                f"{table.name} {'/'.join(key)!r}: {column} is {found[key][column]!r} in "
                f"{homes[key]} and {entry[column]!r} in {name}"
                for column in typed
                if (found[key][column] or None) != (entry[column] or None)
            ]
    return [found[key] for key in sorted(found)]
