"""Pictures of the gallery, drawn at build on light and on dark paper, each with its text.

``{picture} rivals`` shows the picture of ``gallery/rivals.py`` on any page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from gallery import drawn
from matplotlib import pyplot as plt
from PIL import Image
from sphinx.util.docutils import SphinxDirective

import elecdata

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAPERS = {"light": "only-light", "dark": "only-dark"}


def drawn_on_both_papers(block: tuple[Any, ...], known: dict[str, Any], _: dict[str, Any]) -> str:
    """Draw an example for sphinx-gallery, which has run it and asks for its pictures."""
    plt.close("all")
    if block[0] != "code":
        return ""
    example = Path(known["src_file"])
    for paper, path in zip(PAPERS, known["image_path_iterator"], strict=False):
        with elecdata.plot.style(paper):
            elecdata.plot.save(drawn(example), path, dpi=110)
        plt.close("all")
    return f".. picture:: {example.stem}\n   :words:\n\n"


class Picture(SphinxDirective):
    """A picture of the gallery, in the colours of the page around it."""

    required_arguments = 1
    option_spec = {"words": lambda _: True}  # noqa: RUF012  docutils declares it so

    def run(self) -> list[nodes.Node]:
        """Both papers, of which a style sheet shows one; with ``words`` the text below."""
        made: list[nodes.Node] = []
        said = ""
        for number, paper in enumerate(PAPERS.values(), start=1):
            name = f"pictures/images/sphx_glr_{self.arguments[0]}_{number:03}.png"
            with Image.open(Path(self.env.srcdir) / name) as image:
                said = str(image.info["Description"])
            made.append(nodes.image(uri=f"/{name}", alt=said, classes=[paper, "picture"]))
        return [*made, nodes.paragraph(text=said, classes=["said"])] if self.options else made


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directive."""
    app.add_directive("picture", Picture)
    return {"parallel_read_safe": True}
