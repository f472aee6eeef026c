"""What makes one site of pages that are also read on a repository host.

Links to files beside ``docs`` become links to the pages that hold them, the sentence above an
example of the gallery becomes its heading, and a page that no section names stands with the guides.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

INSIDE = {
    "../data/README.md": "coding.md",
    "../CHANGELOG.md": "changelog.md",
    "../CONTRIBUTING.md": "contributing.md",
    "gallery.md": "pictures/index.rst",
}
EXAMPLE = re.compile(r"^(\.\. _sphx_glr_pictures_.*:\n\n)(.+)\.\n", re.MULTILINE)
# A folder is no page: its name stays, the link goes.
FOLDER = re.compile(r"\[([^\]\n]*)\]\((?:\.\./)+examples/[^)]*\)")
SECTION = re.compile(r"^(?:```|:::)\{toctree\}\n(.*?)^(?:```|:::)", re.DOTALL | re.MULTILINE)


def led_inside(text: str) -> str:
    """A page whose links to files elsewhere in the checkout lead to pages of the site."""
    for outside, page in INSIDE.items():
        text = text.replace(f"]({outside})", f"]({page})")
        text = text.replace(f"](../{outside})", f"](../{page})")
    return FOLDER.sub(r"\1", text)


def unnamed(docs: Path) -> list[str]:
    """Pages right in a folder that no table of contents names."""
    texts = [page.read_text(encoding="utf-8") for page in docs.rglob("*.md")]
    named = {name for text in texts for block in SECTION.findall(text) for name in block.split()}
    return sorted({page.stem for page in docs.glob("*.md")} - named - {"index", "gallery"})


def read(app: Sphinx, page: str, source: list[str]) -> None:
    """Change a page as it is read."""
    text = led_inside(source[0])
    if page.startswith("pictures/"):
        text = EXAMPLE.sub(lambda head: f"{head[1]}{head[2]}\n{'=' * len(head[2])}\n", text)
    if page == "guides":
        more = "".join(f"{name}\n" for name in unnamed(Path(app.srcdir)))
        text = SECTION.sub(lambda block: f"```{{toctree}}\n{block[1]}{more}```", text, count=1)
    source[0] = text


def trim(_: Sphinx, page: nodes.document) -> None:
    """Take away the empty line that ends an example: doctest needs it, readers do not."""
    for block in page.findall(nodes.literal_block):
        if len(block) == 1 and isinstance(block[0], nodes.Text):
            # Only where both are equal does Sphinx colour it.
            block.rawsource = block.astext().rstrip("\n")
            block[0] = nodes.Text(block.rawsource)


def setup(app: Sphinx) -> dict[str, Any]:
    """Listen to pages being read."""
    app.connect("source-read", read)
    app.connect("doctree-read", trim)
    return {"parallel_read_safe": True}
