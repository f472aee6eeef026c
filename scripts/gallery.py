"""The gallery: every example of docs/gallery, what it draws, and the page that shows them all."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "docs" / "gallery"
HEAD = """# Gallery

Made from the files of `docs/gallery` by `make docs`; `make demo` draws the pictures. Each example
runs as it stands. Below each picture is its alternative text, which `elecdata.plot.alt_text` gives
and `elecdata.plot.save` writes into the file.
"""


def examples() -> list[Path]:
    """Files of the gallery, by name."""
    return sorted(EXAMPLES.glob("*.py"))


def drawn(example: Path) -> Axes | Figure:
    """What an example draws: its variable ``ax`` or ``page``."""
    made = runpy.run_path(str(example))
    found: Axes | Figure = made["ax"] if "ax" in made else made["page"]
    return found


def gallery_page() -> str:
    """The gallery as Markdown: code, picture on light and on dark paper, alternative text."""
    from matplotlib import pyplot as plt

    from elecdata.plot import alt_text

    parts = [HEAD]
    for example in examples():
        heading, _, code = example.read_text(encoding="utf-8").partition("\n\n")
        said, name = alt_text(drawn(example)), example.stem
        plt.close("all")
        title = heading.strip('".')
        parts.append(
            f"## {title}\n\n```python\n{code}```\n\n<picture>\n"
            f'<source media="(prefers-color-scheme: dark)" srcset="figures/{name}-dark.png">\n'
            f'<img alt="{title}" src="figures/{name}.png">\n</picture>\n\n{said}\n'
        )
    return "\n".join(parts)


def main() -> int:
    """Print the page."""
    print(gallery_page())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
