"""How far a printed figure may lie from the true one."""

from __future__ import annotations

# A large count that ends in three zeros or more is taken as rounded: 4,660,000 is 4.66 million.
ROUND, LARGE = 3, 100_000
_HAIR = 1e-9  # binary fractions


def half_unit(count: int) -> float:
    """How far a count may lie from the one it was rounded from.

    Examples
    --------
    >>> half_unit(4_660_000), half_unit(8_662_188), half_unit(5_000)
    (5000.0, 0.0, 0.0)
    """
    text = str(count)
    zeros = len(text) - len(text.rstrip("0"))
    return float(10**zeros) / 2 if count >= LARGE and zeros >= ROUND else 0.0


def decimals(percentage: float) -> int:
    """Decimals with which a percentage is told, two at most.

    Examples
    --------
    >>> decimals(60.8), decimals(63.25), decimals(77.0)
    (1, 2, 0)
    """
    return next(n for n in (0, 1, 2) if n == 2 or round(percentage, n) == percentage)


def makes(part: int, whole: int, percentage: float, digits: int) -> bool:
    """Whether a part of a whole, both perhaps rounded, is a percentage told with some decimals."""
    low = 100 * (part - half_unit(part)) / (whole + half_unit(whole))
    high = 100 * (part + half_unit(part)) / (whole - half_unit(whole))
    slack = 0.5 * 10.0**-digits + _HAIR
    return low - slack <= percentage <= high + slack
