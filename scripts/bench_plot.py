"""Print how long each picture takes beside bare matplotlib calls for the same marks and texts.

    python scripts/bench_plot.py [--rounds N]

A picture is drawn once; then its marks and texts are counted, and the same marks and texts are
drawn at the same places with plain calls, as a user would who knew the places already. Both are
drawn in interleaved rounds up to the finished image; the ratio is the median of the ratios of the
rounds. What a picture computes is left out: both start from tables in memory. Slow is a verdict,
not a failure: the exit status is 0 whenever the benchmark ran.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GOAL = 1.5
CASES: dict[str, tuple[Any, ...]] = {
    "hemicycle": ("kz-2012-majilis",),
    "seats_votes": (["kz-2012-majilis", "kz-2021-majilis"],),
    "advantage_ratio": (["kz-2004-majilis", "kz-2012-majilis"],),
    "compare": (["kz-2004-majilis", "kz-2012-majilis", "kz-2021-majilis"],),
    "disproportionality": (["kz-2004-majilis", "kz-2012-majilis", "kz-2021-majilis"],),
    "exit_polls": ("kz-2005-president",),
    "observers": ("kz-2012-majilis",),
    "timeline": ("kz-2012-majilis",),
    "turnout": ("kz-2021-majilis",),
}


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print one table."""
    import matplotlib as mpl

    mpl.use("Agg")
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7, help="rounds, 7 by default")
    rounds = max(parser.parse_args(arguments).rounds, 3)
    print(f"{'picture':20}{'median':>8}{'drawn':>9}{'bare':>9}   goal {GOAL}")
    for name in CASES:
        ratio, mine, bare = measured(name, rounds)
        verdict = "ok" if ratio <= GOAL else "MISSED"
        print(f"{name:20}{ratio:7.2f}x{1000 * mine:6.0f} ms{1000 * bare:6.0f} ms   {verdict}")
    return 0


def measured(name: str, rounds: int) -> tuple[float, float, float]:
    """Median ratio, and median times of the picture and of the bare calls."""
    draw, given = picture(name)
    copy = bare(draw(given))
    pairs = []
    for at in range(rounds + 1):
        mine, plain = timed(lambda: draw(given)), timed(copy)
        if at:  # The first round fills caches.
            pairs.append((mine, plain))
    ratio = statistics.median(a / b for a, b in pairs)
    return ratio, *(statistics.median(side) for side in zip(*pairs, strict=True))


def picture(name: str) -> tuple[Callable[[Any], Axes], Any]:
    """The function of a picture, on a figure of its own, and what it draws."""
    from matplotlib.figure import Figure

    import elecdata

    tables = {"exit_polls": "exit_polls", "observers": "observers", "turnout": "turnout"}
    table = {**tables, "timeline": "events"}.get(name, "results")
    [given] = CASES[name]
    frame = elecdata.load(table, election=given)

    def draw(frame: Any) -> Axes:
        ax = Figure(figsize=(7, 4.5), layout="constrained").subplots()
        made: Axes = getattr(elecdata.plot, name)(frame, ax=ax)
        return made

    return draw, frame


def timed(draw: Callable[[], Axes]) -> float:
    """Seconds until the image is there."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    start = time.perf_counter()
    figure: Figure = draw().figure.figure
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
    return time.perf_counter() - start


def bare(ax: Axes) -> Callable[[], Axes]:
    """Plain calls that draw the marks and texts of a picture where they stand."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.collections import PathCollection
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text

    FigureCanvasAgg(ax.figure.figure).draw()  # type: ignore[no-untyped-call]
    inside = ax.transAxes.inverted()
    shown = [each for each in ax.findobj(Text) if each.get_visible() and each.get_text()]
    texts = [
        (*inside.transform(each.get_window_extent().min), each.get_text(), each.get_fontsize())
        for each in shown
        if each is not ax.title and not ticked(ax, each)
    ]
    dots = [
        (places(each), each.get_sizes(), each.get_facecolor(), each.get_edgecolor())
        for each in ax.findobj(PathCollection)
        if len(places(each))
    ]
    lines: list[Any] = [each.get_xydata() for each in ax.lines]
    bars = [each.get_bbox().bounds for each in ax.patches if isinstance(each, Rectangle)]
    limits, axis = (ax.get_xlim(), ax.get_ylim()), ax.axison
    legend = ax.get_legend()
    key = (
        [Line2D([], [], marker="o", linestyle="none") for _ in legend.get_texts()] if legend else []
    )
    names = [each.get_text() for each in legend.get_texts()] if legend else []
    title = ax.get_title()

    def draw() -> Axes:
        made = Figure(figsize=(7, 4.5), layout="constrained").subplots()
        made.set(xlim=limits[0], ylim=limits[1], title=title)
        if not axis:
            made.set_axis_off()
        for at, sizes, faces, edges in dots:
            s = sizes if len(sizes) else 80
            made.scatter(at[:, 0], at[:, 1], s=s, facecolors=faces, edgecolors=edges)
        for points in lines:
            made.plot(points[:, 0], points[:, 1])
        for x, y, wide, high in bars:
            made.bar(x, high, wide, bottom=y, align="edge")
        for x, y, said, size in texts:
            made.text(x, y, said, fontsize=size, transform=made.transAxes, va="bottom")
        if key:
            made.legend(key, names, loc="lower center")
        made.set(xlim=limits[0], ylim=limits[1])
        return made

    return draw


def places(dots: Any) -> Any:
    """Centres of marks, whether they are drawn as one outline or as one each."""
    import numpy as np

    paths = dots.get_paths()
    if len(paths) < 2:
        return np.asarray(dots.get_offsets())
    return np.array([each.get_extents().get_points().mean(axis=0) for each in paths])


def ticked(ax: Axes, text: Any) -> bool:
    """Whether matplotlib itself writes a text: of a scale, or of the legend."""
    legend = ax.get_legend()
    known = [*ax.xaxis.findobj(), *ax.yaxis.findobj(), *(legend.findobj() if legend else [])]
    return any(text is each for each in known)


if __name__ == "__main__":
    sys.exit(main())
