"""The files of the explorer: its page, its scripts, and the data as scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from typing import Any

from elecdata.explorer.embedding import script

LIBRARY, LICENCES = "plot.js", "LICENSES"
SCRIPTS = (
    "base.js",
    "routes.js",
    "words.js",
    "model.js",
    "tables.js",
    "charts.js",
    "why.js",
    "home.js",
    "election.js",
    "listing.js",
    "registers.js",
    "names.js",
    "main.js",
)
PLAIN = ("style.css", "icon.svg")


def pages(contents: dict[str, Any]) -> dict[str, bytes]:
    r"""Every file of the explorer.

    Parameters
    ----------
    contents : dict of str to object
        What `elecdata.explorer.contents.contents` gives.

    Returns
    -------
    dict of str to bytes
        Content by path within the folder.

    Examples
    --------
    >>> found = pages({"index": {}})
    >>> found["data/index.js"]
    b'Elecdata.take("index",{});\n'
    """
    folder = files("elecdata.explorer")
    made = {f"vendor/{n}": (folder / "vendor" / n).read_bytes() for n in (LIBRARY, LICENCES)}
    made |= {name: (folder / "page" / name).read_bytes() for name in (*SCRIPTS, *PLAIN)}
    made |= {f"data/{name}.js": script(name, each).encode() for name, each in contents.items()}
    frame = (folder / "page" / "index.html").read_text(encoding="utf-8")
    # The index follows the script that takes it; everything else waits for both.
    order = [f"vendor/{LIBRARY}", SCRIPTS[0], "data/index.js", *SCRIPTS[1:]]
    tags = "\n".join(f'<script defer src="{name}"></script>' for name in order)
    plot = made[f"vendor/{LIBRARY}"].decode()
    page = frame.replace("{{style}}", f"'{style_hash(plot)}'").replace("{{scripts}}", tags)
    return {"index.html": page.encode(), **made}


def style_hash(plot: str) -> str:
    r"""What a policy must permit for the one style sheet that Observable Plot writes into pictures.

    Parameters
    ----------
    plot : str
        The library's text, in which the sheet is a template of the class name; ours is ``plot``.

    Examples
    --------
    >>> style_hash("text(`:where(.${c}) {\n  --plot-background: white;\n}`)")
    'sha256-erdlaoidkvXAksrySzQwEcvABnSaMz6iYQoYQOGBCwg='
    """
    text = plot.replace("\\n", "\n")  # some minifiers write the breaks of its lines so
    found = re.search(r"`(:where\(\.\$\{\w+\}\) \{\n  --plot-background[^`]*)`", text)
    if found is None:
        raise ValueError("the library writes its style sheet in another way")
    sheet = re.sub(r"\$\{\w+\}", "plot", found[1])
    return f"sha256-{base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()}"
