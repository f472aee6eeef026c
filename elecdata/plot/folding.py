"""Texts folded into lines of a width, measured once and for any size of letters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

_UNIT = 10.0  # Size of letters, in points, that widths are measured at.
_SLACK = 1.03  # Letters on a screen are wider than on paper by a little.


class Words:
    """Names whose words have been measured.

    Parameters
    ----------
    names : sequence of str
        Names; spaces and line ends may become line ends.
    strong : collection of int
        Names in bold.

    Examples
    --------
    >>> Words(["Communist People's Party"]).folded(10, 90)
    [['Communist', "People's Party"]]
    """

    def __init__(self, names: Sequence[str], *, strong: Collection[int] = ()) -> None:
        self._names = [
            [
                [(word, _width(word, row in strong)) for word in line.split(" ") if word]
                for line in lines
            ]
            for row, lines in enumerate(name.split("\n") for name in names)
        ]
        self._strong = [row in strong for row in range(len(names))]

    def folded(self, size: float, width: float) -> list[list[str]]:
        """Lines of each name in letters of a size, none wider than the width in points.

        Words stay whole, except one that is wider than the width.
        """
        limit = width / size
        return [
            [line for part in name for line in _fold(part, limit, strong)] or [""]
            for name, strong in zip(self._names, self._strong, strict=True)
        ]

    def cut(self, size: float, width: float, most: int) -> list[list[str]]:
        """Lines as `folded` has them, no more than so many; an ellipsis ends what was cut."""
        return [
            lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1].rstrip('.')}…"]
            for lines in self.folded(size, width)
        ]

    def width(self, lines: Sequence[Sequence[str]], size: float) -> float:
        """Width in points of the widest of all lines."""
        wide = [
            self.one(line, size, strong=strong)
            for name, strong in zip(lines, self._strong, strict=True)
            for line in name
        ]
        return max(wide, default=0.0)

    @staticmethod
    def one(text: str, size: float, *, strong: bool = False) -> float:
        """Width in points of one line."""
        return size * _width(text, strong)


def lines_apart(folded: Sequence[Sequence[str]]) -> float:
    """Distance of rows, in lines, at which no two neighbours' names touch.

    Examples
    --------
    >>> lines_apart([["one"], ["two", "two", "two"], ["one"]])
    2.0
    """
    high = [len(lines) for lines in folded]
    ends = [high[0] - 0.3, high[-1] - 0.3] if high else []  # Half a line more would be outside.
    pairs = [(a + b) / 2 for a, b in pairwise(high)]
    return float(max([1.0, *ends, *pairs]))


def _fold(words: Sequence[tuple[str, float]], limit: float, strong: bool) -> list[str]:
    """Fill lines one after the other."""
    lines: list[str] = []
    used, space = 0.0, 0.32
    for whole, width in words:
        for word, wide in _pieces(whole, width, limit, strong):
            if lines and used + space + wide <= limit:
                lines[-1] = f"{lines[-1]} {word}"
                used += space + wide
            else:
                lines.append(word)
                used = wide
    return lines


def _pieces(word: str, width: float, limit: float, strong: bool) -> list[tuple[str, float]]:
    """The word itself, or pieces of it where it is wider than a line."""
    if width <= limit or len(word) < 2:
        return [(word, width)]
    half = len(word) // 2
    both = (word[:half], word[half:])
    return [piece for part in both for piece in _pieces(part, _width(part, strong), limit, strong)]


@lru_cache(maxsize=4096)
def _measured(text: str, font: str, strong: bool) -> float:
    """Width of a text over the size of its letters."""
    prop = FontProperties(family=font, size=_UNIT, weight="bold" if strong else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(text, prop, False)
    return _SLACK * float(width) / _UNIT


def _width(text: str, strong: bool) -> float:
    """Width of a text over the size of its letters, in the font of this moment."""
    if not text:
        return 0.0
    from matplotlib import rcParams

    family = rcParams["font.family"]
    return _measured(text, family[0] if isinstance(family, list) else family, strong)
