"""The indices of many groups as a query: nothing is computed until somebody collects it.

Figures become shares by way of windows; then come sums and extremes of plain columns, since not
every engine takes an expression inside an aggregation; the formulas come last. A query cannot
refuse a row: a group with a figure or a total that cannot be has null for what depends on it.
"""

from __future__ import annotations

import math
from typing import Any

import narwhals as nw

from elecdata.metrics.formulas import INDICES, OF_BOTH, OF_SEATS, OF_VOTES, RANKED, finished
from elecdata.metrics.shares import NOTHING, ROUNDING
from elecdata.metrics.tasks import PREFIX, Task

# Indices that follow from differences alone.
PLAIN = frozenset({"gallagher", "loosemore_hanby", "rose", "rae", "max_deviation"})


class _Expressions:
    """The operations of the formulas on expressions; null is missing."""

    def where(self, test: Any, value: Any, otherwise: Any = None) -> Any:
        chosen = nw.when(test).then(_literal(value))
        return chosen if otherwise is None else chosen.otherwise(_literal(otherwise))

    def root(self, value: Any) -> Any:
        return value.sqrt()

    def larger(self, one: Any, other: Any) -> Any:
        return nw.max_horizontal(one, other)

    def smaller(self, one: Any, other: Any) -> Any:
        return nw.min_horizontal(one, other)


_OPS = _Expressions()


class Query(Task):
    """A task for engines that are asked in expressions."""

    def of(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """One row a group, with its keys and indices."""
        frame = frame.select(*self.by, **_named(self.read(frame.collect_schema())))
        frame = frame.with_columns(**_named(self.windows()))
        frame = frame.with_columns(**_named(self.shares()))
        if self.wanted & RANKED:
            frame = frame.with_columns(**_named(self.followers()))
        terms = self.terms()
        frame = frame.with_columns(**_named({each: term for each, (term, _) in terms.items()}))
        frame = frame.group_by(*self.by).agg(
            *(getattr(_own(each), how)() for each, (_, how) in terms.items())
        )
        sums: dict[str, Any] = {each: _own(each) for each in terms}
        # Columns of their own: written out at each use they are too much for Spark's compiler.
        rests = self.rests(sums)
        frame = frame.with_columns(**_named(rests))
        sums |= {each: _own(each) for each in rests}
        indices = finished(sums, _OPS, self.others, self.wanted)
        columns = {name: nw.when(self.is_sound(name)).then(each) for name, each in indices.items()}
        return frame.select(*self.by, **columns)

    @property
    def needs_both(self) -> bool:
        """Whether more is asked of the rows that have both figures than their differences."""
        return self.is_compared and bool(self.others != "exclude" or self.wanted & OF_BOTH - PLAIN)

    @property
    def is_compared(self) -> bool:
        """Whether votes and seats are compared."""
        return bool(self.wanted & OF_BOTH)

    def read(self, schema: nw.Schema) -> dict[str, nw.Expr]:
        """Figures as numbers, null for NaN."""
        found = {}
        for kind, column in self.figures.items():
            found[kind] = _number(column, schema)
            total = self.totals.get(kind)
            if isinstance(total, str):
                found[f"{kind}_total"] = _number(total, schema)
        return found

    def windows(self) -> dict[str, nw.Expr]:
        """What every row needs to know of its group."""
        found = {}
        for kind in self.figures:
            if kind not in self.totals or self.others != "exclude":
                found[f"{kind}_sum"] = _own(kind).sum()
            if isinstance(self.totals.get(kind), str):
                found[f"{kind}_total_low"] = _own(f"{kind}_total").min()
                found[f"{kind}_total_high"] = _own(f"{kind}_total").max()
            if self.needs_first(kind):
                found[f"{kind}_first"] = _own(kind).max()
        if self.wanted & (RANKED | {"cox_shugart"}):
            found["v_both_first"] = nw.when(~_own("s").is_null()).then(_own("v")).max()
        return {each: window.over(*self.by) for each, window in found.items()}

    def needs_first(self, kind: str) -> bool:
        """Whether the largest figure of a group enters before figures are added up."""
        return bool(self.wanted & {"v": {"golosov_votes", "margin"}, "s": {"golosov_seats"}}[kind])

    def shares(self) -> dict[str, nw.Expr]:
        """Figures as shares; 0 in a group without a total."""
        found: dict[str, nw.Expr] = {}
        for kind in self.figures:
            total = self.totals.get(kind)
            if total is None:
                whole = _own(f"{kind}_sum")
            elif isinstance(total, str):
                low, high = _own(f"{kind}_total_low"), _own(f"{kind}_total_high")
                whole = nw.when(low == high).then(high)
            else:
                whole = nw.lit(float(total))
            is_whole = (whole > 0) & (whole < math.inf) if isinstance(total, str) else whole > 0
            if isinstance(total, int | float):
                # Always so; but a condition must be a column, as what it chooses between is.
                is_whole = _own(kind).is_null() | (whole > 0)
            found[kind] = nw.when(is_whole).then(_own(kind) / whole)
            if self.needs_both:
                is_both = is_whole & ~_own("v").is_null() & ~_own("s").is_null()
                found[f"{kind}_both"] = nw.when(is_both).then(_own(kind) / whole).otherwise(0.0)
            if kind in self.totals:
                found[f"{kind}_whole"] = _flag(is_whole)
            if self.needs_first(kind):
                found[f"{kind}_first"] = _share(_own(f"{kind}_first"), whole, is_whole)
            if total is not None and self.others == "party":
                found[f"{kind}_rest"] = _clean(_share(whole - _own(f"{kind}_sum"), whole, is_whole))
            if kind == "v" and self.wanted & (RANKED | {"cox_shugart"}):
                found["v_both_first"] = _share(_own("v_both_first"), whole, is_whole)
        return found

    def followers(self) -> dict[str, nw.Expr]:
        """Most seats of those with most votes, and most votes of the others; -1 for none."""
        v, s, first = _own("v_both"), _own("s_both"), _own("v_both_first")
        return {
            "s_both_first": nw.when(v == first).then(s).otherwise(-1.0).max().over(*self.by),
            "v_both_next": nw.when(v < first).then(v).otherwise(-1.0).max().over(*self.by),
        }

    def terms(self) -> dict[str, tuple[nw.Expr, str]]:
        """What is added up, or of which the extreme is taken."""
        found: dict[str, tuple[nw.Expr, str]] = {}
        for kind in self.figures:
            found |= self.terms_of_one(kind)
        if self.is_compared:
            found |= self.terms_of_both()
        if self.wanted & RANKED:
            found |= self.terms_of_largest()
        if "cox_shugart" in self.wanted:
            v, s = _own("v_both"), _own("s_both")
            present = (v > 0) | (s > 0)
            below = nw.when(present).then(v - _own("v_both_first")).otherwise(0.0)
            found |= {
                "v1": (_own("v_both_first"), "max"),
                "v_low": (nw.when(present).then(v), "min"),
                "below": (below, "sum"),
                "seats": (s, "sum"),
                "product": (below * s, "sum"),
                "below2": (below * below, "sum"),
            }
        return found

    def terms_of_one(self, kind: str) -> dict[str, tuple[nw.Expr, str]]:
        """Terms of one column."""
        share, first = _own(kind), _own(f"{kind}_first")
        # A negative figure makes the sum of squares infinite, an infinite one makes it NaN, which
        # engines take for more than infinite; nothing else does either.
        square = nw.when(share < 0).then(nw.lit(math.inf)).otherwise(share * share)
        found = {f"squares_{kind}": (square, "sum")}
        if self.others != "exclude" or self.needs_first(kind):
            found[f"first_{kind}"] = (
                first if self.needs_first(kind) else share.fill_null(0.0),
                "max",
            )
        if kind in self.totals:
            found[f"listed_{kind}"] = (share, "sum")
            found[f"whole_{kind}"] = (_own(f"{kind}_whole"), "max")
        if self.others == "bounds":
            found[f"low_{kind}"] = (nw.when(share > 0).then(share), "min")
        if self.wanted & {{"v": "golosov_votes", "s": "golosov_seats"}[kind]}:
            if self.others == "party" and kind in self.totals:
                first = nw.max_horizontal(first, _own(f"{kind}_rest"))
            term = share / (share + first * first - share * share)
            found[f"golosov_{kind}"] = (nw.when(share > 0).then(term).otherwise(0.0), "sum")
        if kind == "v" and "margin" in self.wanted:
            next_one = nw.when(share < _own("v_first")).then(share).otherwise(0.0)
            found["next_v"] = (next_one, "max")
            found["firsts_v"] = (_flag(share == _own("v_first")), "sum")
        return found

    def terms_of_both(self) -> dict[str, tuple[nw.Expr, str]]:
        """Terms of the rows that have both figures."""
        gap = (_own("v") - _own("s")).abs()  # null unless both are known
        found = {
            "n": (_flag(_own("v") + _own("s") > 0), "sum"),
            "difference": (gap, "sum"),
            "square": (gap * gap, "sum"),
        }
        if "max_deviation" in self.wanted:
            found["widest"] = (gap, "max")
        v, s = _own("v_both"), _own("s_both")
        lone = nw.when(s > 0).then(nw.lit(math.inf)).otherwise(0.0)
        if "sainte_lague" in self.wanted:
            found["relative"] = (nw.when(v > 0).then(gap * gap / v).otherwise(lone), "sum")
        if "dhondt" in self.wanted:
            found["advantage"] = (nw.when(v > 0).then(s / v).otherwise(lone), "max")
        if "wasted" in self.wanted:
            found["lost"] = (nw.when(s == 0).then(v).otherwise(0.0), "sum")
        if self.others != "exclude":
            found |= {"listed_v_both": (v, "sum"), "listed_s_both": (s, "sum")}
        if self.others == "bounds":
            found["low"] = (nw.when(v > 0).then(v), "min")
        return found

    def terms_of_largest(self) -> dict[str, tuple[nw.Expr, str]]:
        """Terms from which the two largest follow, whatever ties there are."""
        v, s = _own("v_both"), _own("s_both")
        first, most, follower = _own("v_both_first"), _own("s_both_first"), _own("v_both_next")
        is_first = v == first
        return {
            "v1": (first, "max"),
            "s1": (most, "max"),
            "v_next": (follower, "max"),
            "s_next": (nw.when(v == follower).then(s).otherwise(0.0), "max"),
            "twins": (_flag(is_first & (s == most)), "sum"),
            "s_tied": (nw.when(is_first & (s < most)).then(s).otherwise(-1.0), "max"),
        }

    def rests(self, sums: dict[str, Any]) -> dict[str, Any]:
        """What is not listed, and the two largest."""
        found: dict[str, Any] = {}
        whole = {}
        for kind in self.figures:
            whole[kind], rest = _flag(sums[f"squares_{kind}"] > 0), nw.lit(0.0)
            if kind in self.totals:
                whole[kind] = sums[f"whole_{kind}"]
                rest = _clean((1.0 - sums[f"listed_{kind}"]) * whole[kind])
            found[f"rest_{kind}"] = rest
        if self.is_compared:
            found["known"] = known = whole["v"] * whole["s"]
            if self.others != "exclude":
                found["rv"] = _clean((1.0 - sums["listed_v_both"]) * known)
                found["rs"] = _clean((1.0 - sums["listed_s_both"]) * known)
        if "margin" in self.wanted:
            tied = sums["firsts_v"] > 1
            found["second_v"] = nw.when(tied).then(sums["first_v"]).otherwise(sums["next_v"])
        if self.wanted & RANKED:
            twin, tied = sums["twins"] > 1, (sums["twins"] > 1) | (sums["s_tied"] >= 0)
            alone = nw.max_horizontal(sums["v_next"], nw.lit(0.0))
            found["v2"] = nw.when(tied).then(sums["v1"]).otherwise(alone)
            seats = nw.when(tied).then(sums["s_tied"]).otherwise(sums["s_next"])
            found["s2"] = nw.when(twin).then(sums["s1"]).otherwise(seats)
        return found

    def is_sound(self, name: str) -> nw.Expr:
        """Whether no figure that an index depends on is impossible."""
        base = next(each for each in INDICES if name in {each, f"{each}_low", f"{each}_high"})
        kinds = "v" if base in OF_VOTES else "s" if base in OF_SEATS else "vs"
        tests = [_own(f"squares_{kind}") < math.inf for kind in kinds]
        tests += [_own(f"listed_{kind}") <= 1 + ROUNDING for kind in kinds if kind in self.totals]
        return nw.all_horizontal(*tests, ignore_nulls=False)


def _own(name: str) -> nw.Expr:
    return nw.col(PREFIX + name)


def _named(columns: dict[str, nw.Expr]) -> dict[str, nw.Expr]:
    return {PREFIX + name: column for name, column in columns.items()}


def _literal(value: Any) -> Any:
    return nw.lit(float(value)) if isinstance(value, int | float) else value


def _flag(test: nw.Expr) -> nw.Expr:
    """1 or 0, to be counted."""
    return nw.when(test).then(nw.lit(1.0)).otherwise(0.0)


def _number(column: str, schema: nw.Schema) -> nw.Expr:
    """A column as numbers, null where it is NaN."""
    figure = nw.col(column).cast(nw.Float64)
    return nw.when(~figure.is_nan()).then(figure) if schema[column].is_float() else figure


def _share(figure: nw.Expr, whole: nw.Expr, is_whole: nw.Expr) -> nw.Expr:
    """A share of a group; 0 where there is none."""
    return nw.when(is_whole & ~figure.is_null()).then(figure / whole).otherwise(0.0)


def _clean(rest: nw.Expr) -> nw.Expr:
    """What is not listed; nothing where rounding explains it."""
    return nw.when(rest > NOTHING).then(rest).otherwise(0.0)
