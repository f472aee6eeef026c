"""What must hold between the cells of a table: its key, and the rules of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from elecdata.inspection.cells import Texts
from elecdata.schema.rules import Ceiling, Parts, Proportion, Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from elecdata.inspection.findings import Findings

    Floats = NDArray[np.float64]


BLOCK = 1 << 20  # rows that are worked on together, to need little memory besides the columns


class Columns(Protocol):
    """Columns that were found to be of the right type."""

    def __contains__(self, name: str, /) -> bool:
        """Whether there is such a column."""

    def texts(self, name: str) -> Texts:
        """A column of texts."""

    def figures(self, name: str) -> Floats:
        """A column of figures; NaN for null."""


def check_key(key: tuple[str, ...], columns: Columns, findings: Findings) -> None:
    """Rows that repeat the key of an earlier one."""
    if not all(name in columns for name in key):
        return
    ranked = _key_codes(key, columns)
    ranked.sort()  # in place: of many rows, a second copy is much
    if not ((ranked[1:] == ranked[:-1]) & (ranked[1:] >= 0)).any():
        return
    codes = _key_codes(key, columns)
    order = np.argsort(codes, kind="stable")
    ranked = codes[order]
    again = (ranked[1:] == ranked[:-1]) & (ranked[1:] >= 0)
    rows = np.sort(order[1:][again])
    named = [columns.texts(name) for name in key]

    def found_in(row: int) -> str:
        return "/".join(str(each.terms[each.codes[row]]) for each in named) + " again"

    findings.add_rows(key[0], rows, found_in, "one row for each " + "/".join(key))


def _key_codes(key: tuple[str, ...], columns: Columns) -> NDArray[np.int64]:
    """A number for the key of each row; -1 where a part of it is empty, which has been reported."""
    first, *others = (columns.texts(name) for name in key)
    codes = first.codes.astype(np.int64)
    is_empty = codes < 0
    for each in others:
        codes *= len(each.terms)
        codes += each.codes
        is_empty |= each.codes < 0
    codes[is_empty] = -1
    return codes


def check_rule(rule: Rule, columns: Columns, findings: Findings) -> None:
    """Rows or groups that break a rule; a rule about columns that are not there says nothing."""
    if isinstance(rule, Parts):
        _check_parts(rule, columns, findings)
    elif isinstance(rule, Ceiling):
        if rule.column in columns and rule.by in columns:
            _check_ceiling(rule, columns, findings)
    elif all(name in columns for name in (rule.share, rule.count, rule.by)):
        _check_proportion(rule, columns, findings)


def _check_parts(rule: Parts, columns: Columns, findings: Findings) -> None:
    """Parts that do not add up to their whole."""
    names = [name for name in rule.parts if name in columns]
    if rule.whole not in columns or not names:
        return
    whole = columns.figures(rule.whole)
    total, is_complete = np.zeros(len(whole)), np.ones(len(whole), dtype=bool)
    for name in names:
        part = columns.figures(name)
        is_known = ~np.isnan(part)
        np.add(total, part, out=total, where=is_known)
        is_complete &= is_known
    wrong = (total > whole) | (is_complete & (total < whole))
    findings.add_rows(
        rule.whole,
        np.flatnonzero(wrong),
        lambda row: f"{whole[row]:g}",
        lambda row: f"{total[row]:g}, the sum of {', '.join(names)}",
        f"the sum of {', '.join(names)}",
    )


def _check_ceiling(rule: Ceiling, columns: Columns, findings: Findings) -> None:
    """Groups whose figures add up to too much."""
    groups, sums = columns.texts(rule.by), _sums(rule.column, rule.by, columns)
    over = np.flatnonzero(sums > rule.most + rule.slack)
    first = _first_rows(groups, over)
    findings.add_rows(
        rule.column,
        first,
        lambda row: f"a sum of {sums[groups.codes[row]]:g} for {_name(groups, row)}",
        f"at most {rule.most:g} for each {rule.by}, but for rounding",
    )


def _check_proportion(rule: Proportion, columns: Columns, findings: Findings) -> None:
    """Groups whose percentages are not those of their counts.

    A percentage, give or take its rounding, says within which limits the whole lies. All limits of
    a group must leave room for one whole, which is no less than what is counted.
    """
    groups = columns.texts(rule.by)
    count, share = columns.figures(rule.count), columns.figures(rule.share)
    low, high = np.zeros(len(groups.terms)), np.full(len(groups.terms), np.inf)
    counted = np.zeros(len(groups.terms))
    for start in range(0, len(count), BLOCK):
        part = slice(start, start + BLOCK)
        rows = (groups.codes[part] >= 0) & (count[part] >= 0) & (share[part] >= 0)
        codes = groups.codes[part][rows]
        some, shares = count[part][rows], share[part][rows]
        np.add.at(counted, codes, some)
        with np.errstate(divide="ignore", invalid="ignore"):
            np.fmax.at(low, codes, 100 * some / (shares + rule.slack))
            shares -= rule.slack
            np.fmin.at(high, codes, np.where(shares > 0, 100 * some / shares, np.inf))
    low = np.fmax(low, counted)
    apart = np.flatnonzero(low > high * (1 + 1e-9))
    first = _first_rows(groups, apart)
    findings.add_rows(
        rule.share,
        first,
        lambda row: f"percentages of more than one number of {rule.count} in {_name(groups, row)}",
        f"{rule.count} in per cent of one number for each {rule.by}, to {rule.slack:.2f}",
    )


def _sums(column: str, by: str, columns: Columns) -> Floats:
    """Sum of what is known in each group."""
    groups, values = columns.texts(by), columns.figures(column)
    rows = (groups.codes >= 0) & ~np.isnan(values)
    codes = groups.codes
    if not rows.all():
        codes, values = codes[rows], values[rows]
    return np.bincount(codes, values, minlength=len(groups.terms)).astype(np.float64)


def _first_rows(groups: Texts, some: NDArray[np.intp]) -> NDArray[np.intp]:
    """First row of each of some groups."""
    if not len(some):
        return some
    rows = np.flatnonzero(np.isin(groups.codes, some))
    _, places = np.unique(groups.codes[rows], return_index=True)
    return np.sort(rows[places])


def _name(groups: Texts, row: int) -> str:
    """Group of a row, for a message."""
    return repr(groups.terms[groups.codes[row]].as_py())
