"""Values as text that a page may hold: JSON in a script, safe whatever a name contains."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

# "<" ends scripts and opens comments in a page; the two separators end lines in old scripts.
_ESCAPES = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_EXACT = 2**53  # whole numbers beyond it are not exact in a browser


def plain(value: Any) -> Any:
    """A value of a table as JSON has it: days as texts, and what JSON cannot hold.

    Examples
    --------
    >>> plain(date(2012, 1, 15)), plain(2**60), plain(float("inf"))
    ('2012-01-15', '1152921504606846976', 'inf')
    """
    if isinstance(value, date):
        return value.isoformat()
    if type(value) is int and abs(value) > _EXACT:
        return str(value)
    if isinstance(value, float) and value - value != 0:  # infinite, or not a number
        return str(value)
    return value


def script(name: str, content: Any) -> str:
    r"""A script that hands content to the page under a name.

    Scripts are what a page opened from disk may load; files of JSON are not.

    Examples
    --------
    >>> script("index", {"name": "</script><!--"})
    'Elecdata.take("index",{"name":"\\u003c/script>\\u003c!--"});\n'
    """
    form: Any = {"ensure_ascii": False, "separators": (",", ":"), "allow_nan": False}
    inner = json.dumps(content, **form).translate(_ESCAPES)
    return f"Elecdata.take({json.dumps(name)},{inner});\n"
