"""Draw the figures of the documentation from the published tables, into docs/figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import elecdata

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FIGURES = Path(__file__).resolve().parent.parent / "docs" / "figures"


def chambers(axes: Axes) -> None:
    """The chamber of 2012."""
    elecdata.plot.hemicycle("kz-2012-majilis", ax=axes)


def proportionality(axes: Axes) -> None:
    """Seats against votes at the two latest elections."""
    elecdata.plot.seats_votes(["kz-2012-majilis", "kz-2021-majilis"], ax=axes)


def main() -> int:
    """Draw every figure as PNG."""
    from gallery import examples
    from matplotlib.figure import Figure

    FIGURES.mkdir(parents=True, exist_ok=True)
    pictures = {
        "hemicycle-2012": (chambers, (7, 4.5)),
        "seats-votes": (proportionality, (6, 6)),
    }
    for name, (draw, size) in pictures.items():
        figure = Figure(figsize=size, layout="constrained")
        draw(figure.subplots())
        path = FIGURES / f"{name}.png"
        # Without the writer's version in it, the same picture has the same bytes.
        figure.savefig(path, dpi=160, metadata={"Software": None})
        print(f"docs/figures/{path.name}")
    for example in examples():
        draw_example(example)
    return 0


def draw_example(example: Path) -> None:
    """Draw an example of the gallery on light and on dark paper."""
    from gallery import drawn
    from matplotlib import pyplot as plt

    for name, ending in (("light", ""), ("dark", "-dark")):
        with elecdata.plot.style(name):
            path = FIGURES / f"{example.stem}{ending}.png"
            elecdata.plot.save(drawn(example), path, dpi=110)
        plt.close("all")
        print(f"docs/figures/{path.name}")


if __name__ == "__main__":
    sys.exit(main())
