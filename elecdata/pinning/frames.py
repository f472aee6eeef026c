"""Digests of derived frames, of whatever library, column by column."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from elecdata.errors import InvalidArgumentError
from elecdata.pinning.lockfile import FrameDigest


def frame_digests(frames: Mapping[str, Any] | None) -> dict[str, FrameDigest]:
    """Digest of every frame, by name.

    Numbers count to twelve significant digits, so that another machine's last bit makes no
    difference; 83 and 83.0 are one. The index of a pandas frame counts when it has a name.
    """
    if not isinstance(frames, Mapping | None):
        raise InvalidArgumentError(
            f"frames is {type(frames).__name__}; it should map a name to each frame"
        )
    return {_name(name): _digest(name, frame) for name, frame in (frames or {}).items()}


def _name(name: object) -> str:
    """Name of a frame."""
    if isinstance(name, str) and name and name.isprintable():
        return name
    raise InvalidArgumentError(f"a frame is named {name!r}; a name is a text of one line")


def _digest(name: str, frame: Any) -> FrameDigest:
    """Digest of one frame."""
    import narwhals as nw

    index = getattr(frame, "index", None)
    if any(each is not None for each in getattr(index, "names", ())):
        frame = frame.reset_index()
    try:
        eager = nw.from_native(frame, eager_only=True)
    except TypeError as error:
        raise InvalidArgumentError(
            f"frame {name!r} is {type(frame).__name__}; it should be a frame in memory, of pandas, "
            "Polars or PyArrow"
        ) from error
    columns = {str(column): _column(eager[column].to_list()) for column in eager.columns}
    return FrameDigest(len(eager), columns)


def _column(values: list[Any]) -> str:
    """Digest of a column's cells in order."""
    digest = sha256()
    for value in values:
        text = _text(value)
        digest.update(f"{len(text)}:{text};".encode("utf-8", "surrogatepass"))
    return f"sha256:{digest.hexdigest()[:24]}"


def _text(value: Any) -> str:
    """A cell as text, its kind in front."""
    missing = value is None or type(value).__name__ in {"NAType", "NaTType"}
    if missing or (isinstance(value, float) and math.isnan(value)):
        return "-"
    if isinstance(value, bool):
        return f"b{value}"
    if isinstance(value, int):
        return f"n{value}"
    if isinstance(value, float) or hasattr(value, "__float__"):
        number = float(value)
        return (
            f"n{int(number)}"
            if math.isfinite(number) and number.is_integer()
            else f"n{number:.12g}"
        )
    if isinstance(value, datetime):
        midnight = value.isoformat().removesuffix("T00:00:00")
        return f"d{midnight}"
    return f"d{value.isoformat()}" if isinstance(value, date) else f"t{value}"
