"""The indices of frames in memory: columns out, arrays through the kernel, a frame back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from elecdata.errors import InvalidArgumentError
from elecdata.metrics.groups import Groups, grouped
from elecdata.metrics.kernel import BadGroupError, Rows, computed
from elecdata.metrics.tasks import WHAT, Task

if TYPE_CHECKING:
    from numpy.typing import NDArray


def summarized(frame: nw.DataFrame[Any], task: Task) -> nw.DataFrame[Any]:
    """One row a group, in order of appearance."""
    groups = grouped([frame[key] for key in task.by])
    figures = {kind: _array(frame, column, groups) for kind, column in task.figures.items()}
    keys = nw.maybe_reset_index(frame.select(*task.by)[groups.first])
    try:
        totals = {
            kind: _totals(frame, total, groups, WHAT[kind]) for kind, total in task.totals.items()
        }
        rows = Rows(
            figures.get("v"), figures.get("s"), groups.starts, totals.get("v"), totals.get("s")
        )
        columns = computed(rows, task.others, task.wanted, task.names)
    except BadGroupError as bad:
        key = ", ".join(f"{each} {keys[each][bad.group]!r}" for each in task.by)
        raise InvalidArgumentError(f"{key}: {bad.what}") from None
    found = nw.from_dict(columns, backend=frame.implementation)
    if not frame.implementation.is_pandas_like():
        found = found.with_columns(nw.all().fill_nan(None))
    return nw.concat([keys, found], how="horizontal")


def _array(frame: nw.DataFrame[Any], column: str, groups: Groups) -> NDArray[Any]:
    """Figures in the order of the groups; NaN for null."""
    series = frame[column]
    if series.dtype.is_integer() and not series.null_count():
        values = series.to_numpy()
    else:
        values = series.cast(nw.Float64).to_numpy()
    return values if groups.order is None else values[groups.order]


def _totals(
    frame: nw.DataFrame[Any], total: str | float, groups: Groups, what: str
) -> NDArray[np.float64]:
    """One total a group; NaN where it is not known."""
    if not isinstance(total, str):
        return np.full(len(groups.starts), float(total))
    if not len(groups.starts):
        return np.zeros(0)
    values = _array(frame, total, groups).astype(np.float64)
    low = np.fmin.reduceat(values, groups.starts)
    high = np.fmax.reduceat(values, groups.starts)
    differ = np.flatnonzero(low < high)
    if differ.size:
        group = int(differ[0])
        raise BadGroupError(
            group, f"the total of {what} is both {low[group]:g} and {high[group]:g} there"
        )
    return high
