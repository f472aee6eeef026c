"""Texts folded into lines of a width, measured once and for any size of letters."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

_UNIT = 10.0  # Size of letters, in points, that widths are measured at.
# A word may end its line after one; words kept together may where one line cannot hold them.
_HYPHEN = re.compile(r"(?<=\w[-\N{EN DASH}/])(?=\w)|(?<=\xa0)(?=.)")
_SLACK = 1.05  # Letters on a screen are wider than on paper by a little.


class Words:
    """Names whose words have been measured.

    Parameters
    ----------
    names : sequence of str
        Names; spaces and line ends may become line ends.
    strong : collection of int
        Names in bold.
    font : matplotlib.font_manager.FontProperties, optional
        Font of all names; by default that of the moment.

    Examples
    --------
    >>> Words(["Communist People's Party"]).folded(10, 90)
    [['Communist', "People's Party"]]
    """

    def __init__(
        self,
        names: Sequence[str],
        *,
        strong: Collection[int] = (),
        font: FontProperties | None = None,
    ) -> None:
        plain, bold = (_unit(font, strong=each) for each in (False, True))
        self._fonts = [bold if row in strong else plain for row in range(len(names))]
        self._names = [
            [[(word, _width(word, of)) for word in line.split(" ") if word] for line in lines]
            for lines, of in zip((name.split("\n") for name in names), self._fonts, strict=True)
        ]

    def folded(self, size: float, width: float) -> list[list[str]]:
        """Lines of each name in letters of a size, none wider than the width in points.

        Words stay whole, except one that is wider than the width.
        """
        limit = width / size
        return [
            [line for part in name for line in _fold(part, limit, of)] or [""]
            for name, of in zip(self._names, self._fonts, strict=True)
        ]

    def cut(self, size: float, width: float, most: int | None) -> list[list[str]]:
        """Lines as `folded` has them, no more than so many; an ellipsis ends what was cut."""
        return [
            lines
            if most is None or len(lines) <= most
            else [*lines[: most - 1], f"{lines[most - 1].rstrip('.')}…"]
            for lines in self.folded(size, width)
        ]

    def whole(self, size: float, width: float) -> bool:
        """Tell whether lines of a width need no break inside a word but at a hyphen."""
        parts = [
            _width(piece, of)
            for name, of in zip(self._names, self._fonts, strict=True)
            for line in name
            for word, _ in line
            for piece in _HYPHEN.split(word)
        ]
        return max(parts, default=0.0) * size <= width

    def width(self, lines: Sequence[Sequence[str]], size: float) -> float:
        """Width in points of the widest of all lines."""
        wide = [
            size * _width(line, of)
            for name, of in zip(lines, self._fonts, strict=True)
            for line in name
        ]
        return max(wide, default=0.0)

    @staticmethod
    def one(text: str, size: float, *, strong: bool = False) -> float:
        """Width in points of one line."""
        return size * _width(text, _unit(None, strong=strong))


def bound(name: str, most: int = 10) -> str:
    r"""A short name that stays on one line.

    Examples
    --------
    >>> bound("Ak Zhol"), bound("Communist People's Party")
    ('Ak\xa0Zhol', "Communist People's Party")
    """
    return name.replace(" ", "\xa0") if len(name) <= most else name


def even(text: str, font: FontProperties, width: float) -> list[str]:
    """Lines no wider than a number of points, as few as can be and of about one length."""
    words, size = Words([text], font=font), float(font.get_size_in_points())
    [lines] = words.folded(size, width)
    while len(lines) > 1 and width > size:
        width *= 0.95
        [tighter] = words.folded(size, width)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return lines


def _fold(words: Sequence[tuple[str, float]], limit: float, font: FontProperties) -> list[str]:
    """Fill lines one after the other."""
    lines: list[str] = []
    used = 0.0
    for whole, width in words:
        gap, space = " ", 0.32
        for word, wide in _pieces(whole, width, limit, font):
            if lines and used + space + wide <= limit:
                lines[-1] = f"{lines[-1]}{gap}{word}"
                used += space + wide
            else:
                lines.append(word)
                used = wide
            gap, space = "", 0.0
    return lines


def _pieces(word: str, width: float, limit: float, font: FontProperties) -> list[tuple[str, float]]:
    """The word itself, or where it is wider than a line its parts at hyphens, else halves."""
    if width <= limit or len(word) < 2:
        return [(word, width)]
    half = len(word) // 2
    parts = _HYPHEN.split(word)
    parts = parts if len(parts) > 1 else [word[:half], word[half:]]
    return [piece for part in parts for piece in _pieces(part, _width(part, font), limit, font)]


@lru_cache(maxsize=8192)
def _measured(text: str, font: FontProperties) -> float:
    """Width of a text over the size of its letters."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
    return _SLACK * float(width) / _UNIT


def _width(text: str, font: FontProperties) -> float:
    """Width of a text over the size of its letters, in a font of the unit size."""
    return _measured(text, font) if text else 0.0


def _unit(font: FontProperties | None, *, strong: bool) -> FontProperties:
    """A font in the size that widths are measured at; by default that of this moment."""
    made = FontProperties() if font is None else font.copy()
    made.set_size(_UNIT)
    if strong:
        made.set_weight("bold")
    return made
