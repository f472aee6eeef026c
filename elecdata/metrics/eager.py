"""The indices of frames in memory: columns out, arrays through the kernel, a frame back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from elecdata.errors import InvalidArgumentError
from elecdata.metrics.groups import Groups, comparable, grouped
from elecdata.metrics.kernel import BadGroupError, Rows, computed
from elecdata.metrics.tasks import WHAT, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_NUMBER = nw.Float64()


class Columns:
    """A frame as keys and arrays, by what narwhals has for every library."""

    frame: nw.DataFrame[Any]

    def __init__(self, frame: nw.DataFrame[Any]) -> None:
        self.frame = frame

    def collect_schema(self) -> Mapping[str, Any]:
        """What kind each column is of."""
        return self.frame.collect_schema()

    def key(self, name: str) -> Any:
        """A column by which rows are grouped."""
        return comparable(self.frame[name])

    def figures(self, name: str) -> NDArray[Any]:
        """A column of figures; NaN for null."""
        series = self.frame[name]
        if series.dtype.is_integer() and not series.null_count():
            return series.to_numpy()
        return series.cast(nw.Float64).to_numpy()

    def answer(self, task: Task, first: NDArray[np.intp], found: NDArray[np.float64]) -> Any:
        """The keys of each group, taken from one of its rows, beside the indices."""
        columns = dict(zip(task.names, found, strict=True))
        keys = self.frame.select(*task.by)[first]
        indices = nw.from_dict(columns, backend=self.frame.implementation)
        if not self.frame.implementation.is_pandas_like():
            indices = indices.with_columns(
                nw.when(~nw.col(name).is_nan()).then(nw.col(name)).alias(name) for name in columns
            )
        return nw.concat([nw.maybe_reset_index(keys), indices], how="horizontal").to_native()


class PandasColumns(Columns, Mapping[str, Any]):
    """The same by what pandas has: on few rows, a fraction of the time.

    Columns of numpy's numbers never reach narwhals, and of the others only those asked for do.
    """

    def __init__(self, native: Any) -> None:
        self.native = native
        self.columns: dict[str, Any] = {}  # each looked up once

    @cached_property
    def frame(self) -> nw.DataFrame[Any]:  # type: ignore[override]
        """What other columns are read by."""
        return nw.from_native(self.native, eager_only=True)

    def collect_schema(self) -> Mapping[str, Any]:
        """What kind each column is of, found when it is asked for."""
        return self

    def __getitem__(self, name: str) -> Any:
        """Kind of a column."""
        return _NUMBER if _is_plain(self.column(name), "iuf") else self.frame[name].dtype

    def __iter__(self) -> Iterator[str]:
        """Names of all columns."""
        return iter(self.native.columns)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self.native.columns)

    def column(self, name: str) -> Any:
        """A column as pandas holds it."""
        if name not in self.columns:
            self.columns[name] = self.native[name]
        return self.columns[name]

    def key(self, name: str) -> Any:
        """A column by which rows are grouped."""
        column = self.column(name)
        return column.to_numpy() if _is_plain(column, "iu") else super().key(name)

    def figures(self, name: str) -> NDArray[Any]:
        """A column of figures; NaN for null."""
        column = self.column(name)
        return column.to_numpy() if _is_plain(column, "iuf") else super().figures(name)

    def answer(self, task: Task, first: NDArray[np.intp], found: NDArray[np.float64]) -> Any:
        """The keys of each group, taken from one of its rows, beside the indices."""
        import pandas as pd

        # Numbers serve as names on the way, since pandas takes long over texts.
        numbers = pd.RangeIndex(len(task.by), len(task.by) + len(found))
        frame = pd.DataFrame(found.T, columns=numbers, copy=False)
        for number, name in reversed([*enumerate(task.by)]):
            frame.insert(0, number, _taken(self.column(name), first))
        frame.columns = _header(*task.by, *task.names).view()  # a name given to it stays its own
        return frame


@lru_cache(maxsize=64, typed=True)
def _header(*names: str) -> Any:
    """Names as pandas holds them; for a small frame, making them takes longer than its indices."""
    import pandas as pd

    return pd.Index(names)


def _taken(column: Any, rows: NDArray[np.intp]) -> Any:
    """Some rows of a column of pandas, of its own type."""
    if _is_plain(column, "iu"):
        return column.to_numpy()[rows]
    import pandas as pd

    # As a Series, since a bare array of objects would be taken for one of texts.
    return pd.Series(column.array.take(rows), dtype=column.dtype)


def summarized(columns: Columns, task: Task) -> Any:
    """One row a group, in order of appearance, as the library of the frame holds it."""
    groups = grouped([columns.key(name) for name in task.by])
    figures = {kind: _sorted(columns, name, groups) for kind, name in task.figures.items()}
    try:
        totals = {
            kind: _totals(columns, total, groups, WHAT[kind]) for kind, total in task.totals.items()
        }
        rows = Rows(
            figures.get("v"), figures.get("s"), groups.starts, totals.get("v"), totals.get("s")
        )
        found = computed(rows, task.others, task.wanted, task.names)
    except BadGroupError as bad:
        row = int(groups.first[bad.group])
        key = ", ".join(f"{each} {columns.frame[each][row]!r}" for each in task.by)
        raise InvalidArgumentError(f"{key}: {bad.what}") from None
    return columns.answer(task, groups.first, found)


def _is_plain(column: Any, kinds: str) -> bool:
    """Whether a column of pandas is one of numpy's numbers, of which none is null but NaN."""
    return isinstance(column.dtype, np.dtype) and column.dtype.kind in kinds


def _sorted(columns: Columns, name: str, groups: Groups) -> NDArray[Any]:
    """Figures in the order of the groups; NaN for null."""
    values = columns.figures(name)
    return values if groups.order is None else values[groups.order]


def _totals(columns: Columns, total: str | float, groups: Groups, what: str) -> NDArray[np.float64]:
    """One total a group; NaN where it is not known."""
    if not isinstance(total, str):
        return np.full(len(groups.starts), float(total))
    if not len(groups.starts):
        return np.zeros(0)
    values = _sorted(columns, total, groups).astype(np.float64)
    low = np.fmin.reduceat(values, groups.starts)
    high = np.fmax.reduceat(values, groups.starts)
    differ = np.flatnonzero(low < high)
    if differ.size:
        group = int(differ[0])
        raise BadGroupError(
            group, f"the total of {what} is both {low[group]:g} and {high[group]:g} there"
        )
    return high
