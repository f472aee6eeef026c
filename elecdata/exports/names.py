"""Names that a format can hold: cut at its limit, never two alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from elecdata.errors import ExportError


@dataclass(frozen=True)
class Limit:
    """What a format demands of a name.

    Attributes
    ----------
    most : int
        Longest name.
    unit : str
        What length is counted in: ``characters`` or ``bytes`` of UTF-8.
    reserved : frozenset of str
        Words of the program that no column may be called, in small letters.
    """

    most: int
    unit: str = "characters"
    reserved: frozenset[str] = frozenset()


STATA = Limit(
    32,
    reserved=frozenset(
        "_all _b _coef _cons _n _pi _pred _rc _se _skip byte double float if in int long strl "
        "using with".split()
    ),
)
SPSS = Limit(64, "bytes", frozenset("all and by eq ge gt le lt ne not or to with".split()))
EXCEL_SHEET = Limit(31)


def shortened(names: Iterable[str], limit: Limit | None, what: str) -> dict[str, str]:
    """What each name becomes.

    A name that is too long is cut at the limit; a reserved word gets a ``_`` at its end.

    Parameters
    ----------
    names : iterable of str
        Names as the registry has them.
    limit : Limit or None
        What the format demands; none for no limit.
    what : str
        What is named, for the message.

    Returns
    -------
    dict of str to str
        Name in the file by name in the registry, in the same order.

    Raises
    ------
    ExportError
        When two names would become one; letters alone are compared, not their case.

    Examples
    --------
    >>> shortened(["if", "seats_of_the_lower_house"], Limit(16, reserved=frozenset({"if"})), "x")
    {'if': 'if_', 'seats_of_the_lower_house': 'seats_of_the_low'}
    """
    if limit is None:
        return {name: name for name in names}
    found = {name: _cut(name, limit) for name in names}
    seen: dict[str, str] = {}
    for name, short in found.items():
        first = seen.setdefault(short.casefold(), name)
        if first != name:
            raise ExportError(
                f"{what}: {first!r} and {name!r} both become {short!r}, for names have at most "
                f"{limit.most} {limit.unit} there; export them apart, or in another format"
            )
    return found


def _cut(name: str, limit: Limit) -> str:
    """One name within a limit."""
    if limit.unit == "bytes":
        short = name.encode()[: limit.most].decode(errors="ignore")
    else:
        short = name[: limit.most]
    return f"{short}_" if short.casefold() in limit.reserved else short
