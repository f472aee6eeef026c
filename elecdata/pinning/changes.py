"""What differs between two states of the tables, cell by cell; a new column is one change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from elecdata.pinning.content import LONGEST, Content, Figure, Key, brief, number

if TYPE_CHECKING:
    import pandas as pd

CELLS = ("changed", "added", "removed")  # kinds of changes of one cell in a row that stayed
ROWS = ("row added", "row removed")
NOTHING = Figure(None)


@dataclass(frozen=True)
class Change:
    """One difference between two states of the tables.

    Attributes
    ----------
    kind : str
        ``changed``, ``added`` (an empty cell was filled), ``removed`` (a cell was emptied);
        ``row added``, ``row removed``, one for each figure of the row; and for the whole table
        ``column added``, ``column removed``, ``type changed``, ``key changed``, ``table added``,
        ``table removed``.
    table, row, column : str
        The cell; ``row`` is the key joined by strokes, the election first where there is one.
    old, new : object
        Values before and after; None for an empty cell.
    old_source, new_source : str
        Source of each; empty for what is computed, or typed in a register.
    old_rule, new_rule, reason : str
        Rule by which each was chosen among rivals, and the reason for the new one.
    key : tuple of str
        The row.
    """

    kind: str
    table: str
    row: str = ""
    column: str = ""
    old: Any = None
    new: Any = None
    old_source: str = ""
    new_source: str = ""
    old_rule: str = ""
    new_rule: str = ""
    reason: str = ""
    key: Key = ()
    election: str = ""

    @property
    def cell(self) -> str:
        """Election, table, row and column as the changelog writes them."""
        rest = "/".join(self.key[1:] if self.election else self.key)
        return ", ".join(part for part in (self.election, self.table, rest, self.column) if part)

    @property
    def line(self) -> str:
        """The cell and what happened to it."""
        if self.kind in CELLS + ROWS:
            return f"{self.cell}: {' -> '.join(pair(self.old, self.new))}"
        ends = "" if self.old is None else f", {self.old} -> {self.new}"
        return f"{self.cell}: {self.kind}{ends}"

    def __str__(self) -> str:
        """The change as a line of the changelog, with what stands behind it."""
        return f"{self.line} ({self.behind})" if self.behind else self.line

    @property
    def behind(self) -> str:
        """Sources of the old and the new figure, and the rule that chose the new one."""
        sources = dict.fromkeys(each for each in (self.old_source, self.new_source) if each)
        said = " -> ".join(sources)
        return "; ".join(part for part in (said, self.new_rule) if part)


def shown(value: Any) -> str:
    """A value as people read it.

    Examples
    --------
    >>> shown(None), shown(True), shown(45.1)
    ('empty', 'true', '45.1')
    """
    if value is None:
        return "empty"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if text.isprintable() else ascii(text)


def pair(old: Any, new: Any) -> tuple[str, str]:
    """Two values as people read them; of long texts the part in which they differ.

    Examples
    --------
    >>> pair(82, 83)
    ('82', '83')
    >>> pair("leader of the party; " * 4 + "deputy", "leader of the party; " * 4 + "minister")
    ('... deputy', '... minister')
    """
    texts = shown(old), shown(new)
    if max(len(text) for text in texts) <= LONGEST:
        return texts
    differing = (n for n, (a, b) in enumerate(zip(*texts, strict=False)) if a != b)
    same = next(differing, min(len(text) for text in texts))
    start = texts[0].rfind(" ", 0, same) + 1
    front = "... " if start else ""
    before, after = (text[start:] for text in texts)
    return front + shorten(before, LONGEST), front + shorten(after, LONGEST)


@dataclass(frozen=True)
class Changes:
    """All differences between two states of the tables. True when there is any.

    Attributes
    ----------
    old, new : str
        What was compared.
    changes : tuple of Change
        In the order of the tables.
    """

    old: str
    new: str
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        """True when anything differs."""
        return bool(self.changes)

    def __len__(self) -> int:
        """How many differences there are."""
        return len(self.changes)

    def __iter__(self) -> Iterator[Change]:
        """The differences one by one."""
        return iter(self.changes)

    def to_frame(self) -> pd.DataFrame:
        """The differences as a table, one row a figure or column; values as text."""
        import pandas as pd

        names = [
            *("kind", "election", "table", "row", "column", "old", "new"),
            *("old_source", "new_source", "old_rule", "new_rule", "reason"),
        ]
        rows = [asdict(each) for each in self.changes]
        for row in rows:
            row |= {
                side: None if row[side] is None else shown(row[side]) for side in ("old", "new")
            }
        return pd.DataFrame(rows, columns=names).astype("object")

    def __str__(self) -> str:
        """What differs, for reading: figures one by one, rows that came or went by number."""
        return "\n".join([f"{self.old} -> {self.new}: {self.summary}", *self.lines()])

    @property
    def summary(self) -> str:
        """How many differences of each kind."""
        count = Counter(each.kind for each in self.changes if each.kind not in ROWS)
        for kind in ROWS:
            count[kind] = len({(e.table, e.key) for e in self.changes if e.kind == kind})
        said = []
        for kind, times in count.items():
            noun, _, verb = kind.rpartition(" ")
            if times:
                said.append(f"{number(times, noun or 'figure')} {verb}")
        return ", ".join(said) or "no difference"

    def lines(self) -> list[str]:
        """The differences under a heading for each election."""
        lines: list[str] = []
        grouped = by_row(self.changes)
        for election in dict.fromkeys(each.election for each in self.changes):
            lines += ["", election or "not of one election"]
            lines += [
                f"  {group[0] if group[0].kind not in ROWS else row_line(group)}"
                for group in grouped
                if group[0].election == election
            ]
        return lines


def by_row(changes: Iterable[Change]) -> list[list[Change]]:
    """Changes one by one, but the figures of a row that came or went together."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for place, each in enumerate(changes):
        mark = (each.kind, each.table, each.key) if each.kind in ROWS else (place,)
        groups.setdefault(mark, []).append(each)
    return list(groups.values())


def row_line(cells: Sequence[Change]) -> str:
    """A row that came or went, in a line."""
    first = cells[0]
    where = first.cell.removesuffix(f", {first.column}")
    sources = ", ".join(dict.fromkeys(s for c in cells if (s := c.new_source or c.old_source)))
    filled = sum(bool(c.column) for c in cells)
    return f"{where}: {first.kind}, {number(filled, 'figure')}" + (
        f" ({sources})" if sources else ""
    )


def compare(old: Mapping[str, Content], new: Mapping[str, Content]) -> list[Change]:
    """All differences between two states of some tables.

    Parameters
    ----------
    old, new : mapping of str to Content
        By name of the table. A long text of a lock is compared by its digest.

    Returns
    -------
    list of Change
        Table by table: first what changed in its form, then its cells in order of rows.
    """
    found: list[Change] = []
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            found.append(Change("table removed", name))
        elif name not in old:
            found.append(Change("table added", name))
        elif old[name].key != new[name].key:
            keys = [", ".join(each[name].key) for each in (old, new)]
            found.append(Change("key changed", name, old=keys[0], new=keys[1]))
        else:
            found += _form(name, old[name].columns, new[name].columns)
            found += _cells(name, old[name], new[name])
    return found


def _form(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Columns that came or went, or hold something of another type."""
    for column in old:
        if column not in new:
            yield Change("column removed", name, column=column)
        elif old[column] != new[column]:
            yield Change("type changed", name, "", column, old[column], new[column])
    for column in new:
        if column not in old:
            yield Change("column added", name, column=column)


def _cells(name: str, old: Content, new: Content) -> Iterator[Change]:
    """Cells that differ, in the columns that both have."""
    both = [column for column in old.columns if column in new.columns]
    about_election = bool(old.key) and old.key[0] == "election_id"
    for key in [*old.rows, *(key for key in new.rows if key not in old.rows)]:
        gone, come = key not in new.rows, key not in old.rows
        before, after = old.rows.get(key, {}), new.rows.get(key, {})
        where = {"key": key, "election": key[0] if about_election else ""}
        if gone or come:
            kind = "row removed" if gone else "row added"
            filled = [column for column in both if column in before or column in after]
            for column in filled or [""]:
                yield _change(kind, name, column, before, after, where)
            continue
        for column in _different(both, before, after):
            kind = "added" if column not in before else "changed"
            kind = "removed" if column not in after else kind
            yield _change(kind, name, column, before, after, where)


def _different(
    columns: Iterable[str], old: Mapping[str, Figure], new: Mapping[str, Figure]
) -> list[str]:
    """Columns of a row with two different values."""
    return [
        column
        for column in columns
        if brief(old.get(column, NOTHING).value) != brief(new.get(column, NOTHING).value)
    ]


def _change(
    kind: str,
    table: str,
    column: str,
    before: Mapping[str, Figure],
    after: Mapping[str, Figure],
    where: Mapping[str, Any],
) -> Change:
    """The change of one cell."""
    old, new = before.get(column, NOTHING), after.get(column, NOTHING)
    return Change(
        kind,
        table,
        "/".join(where["key"]),
        column,
        old.value,
        new.value,
        old.source,
        new.source,
        old.rule,
        new.rule,
        new.reason,
        where["key"],
        where["election"],
    )
