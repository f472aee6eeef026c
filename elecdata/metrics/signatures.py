"""What the indices take and give, so that type checkers know when the answer is bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Literal, TypeAlias

    from elecdata.metrics.shares import Bounds, Figures, Others

    Totals: TypeAlias = float | tuple[float | None, float | None] | None


class OneIndex(Protocol):
    """An index of one list of figures."""

    @overload
    def __call__(
        self,
        x: Figures,
        *,
        total_votes: float | None = None,
        others: Literal["exclude", "party"] = "exclude",
    ) -> float: ...

    @overload
    def __call__(
        self, x: Figures, *, total_votes: float | None = None, others: Literal["bounds"]
    ) -> Bounds: ...

    @overload
    def __call__(
        self, x: Figures, *, total_votes: float | None = None, others: Others
    ) -> float | Bounds: ...


class PairIndex(Protocol):
    """An index of votes and seats."""

    @overload
    def __call__(
        self,
        votes: Figures,
        seats: Figures,
        *,
        total_votes: float | None = None,
        total_seats: float | None = None,
        others: Literal["exclude", "party"] = "exclude",
    ) -> float: ...

    @overload
    def __call__(
        self,
        votes: Figures,
        seats: Figures,
        *,
        total_votes: float | None = None,
        total_seats: float | None = None,
        others: Literal["bounds"],
    ) -> Bounds: ...

    @overload
    def __call__(
        self,
        votes: Figures,
        seats: Figures,
        *,
        total_votes: float | None = None,
        total_seats: float | None = None,
        others: Others,
    ) -> float | Bounds: ...


class ChangeIndex(Protocol):
    """An index of votes before and after."""

    @overload
    def __call__(
        self,
        before: Figures,
        after: Figures,
        *,
        lineage: Mapping[Any, Any] | None = None,
        total_votes: Totals = None,
        others: Literal["exclude", "party"] = "exclude",
    ) -> float: ...

    @overload
    def __call__(
        self,
        before: Figures,
        after: Figures,
        *,
        lineage: Mapping[Any, Any] | None = None,
        total_votes: Totals = None,
        others: Literal["bounds"],
    ) -> Bounds: ...

    @overload
    def __call__(
        self,
        before: Figures,
        after: Figures,
        *,
        lineage: Mapping[Any, Any] | None = None,
        total_votes: Totals = None,
        others: Others,
    ) -> float | Bounds: ...


def one_index(function: Callable[..., float | Bounds]) -> OneIndex:
    """Tell type checkers that only ``others="bounds"`` gives bounds."""
    return function  # type: ignore[return-value]


def pair_index(function: Callable[..., float | Bounds]) -> PairIndex:
    """Tell type checkers that only ``others="bounds"`` gives bounds."""
    return function  # type: ignore[return-value]


def change_index(function: Callable[..., float | Bounds]) -> ChangeIndex:
    """Tell type checkers that only ``others="bounds"`` gives bounds."""
    return function  # type: ignore[return-value]
