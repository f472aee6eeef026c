"""Print how long each picture takes beside bare matplotlib calls for the same marks and texts.

    python scripts/bench_plot.py [--rounds N] [picture ...]

A picture is drawn once; then its scales, marks, texts and legend are read off, and the same are
drawn at the same places with plain calls, as a user would who knew sizes, places and line breaks
already and needed no check of room. What makes a text dear to draw, a halo or a box, it has there
too. Both start from tables in memory and end with the finished image.

Computing is apart from drawing: a picture draws the table of its `..._table` function, which the
plain calls are given ready. So that function is timed by itself, and its time taken off: the ratio
that has the goal is (picture - table) / bare; `whole` is picture / bare, for information.

The three are timed in interleaved rounds; counted is the time of the processor, so that other
programs at work do not matter, and the ratio is the median of the ratios of the rounds. Slow is a
verdict, not a failure: the exit status is 0 whenever the benchmark ran.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    Call = Callable[[Axes], object]

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
    parser.add_argument("pictures", nargs="*", help=f"of {', '.join(CASES)}; by default all")
    given = parser.parse_args(arguments)
    rounds = max(given.rounds, 3)
    heads = ("picture", "table", "bare", "drawing", "whole")
    print(f"{'':20}" + "".join(f"{head:>9}" for head in heads) + f"   goal {GOAL}, of drawing")
    for name in given.pictures or CASES:
        drawn, whole, *times = measured(name, rounds)
        spent = "".join(f"{1000 * each:6.0f} ms" for each in times)
        verdict = "ok" if drawn <= GOAL else "MISSED"
        print(f"{name:20}{spent}{drawn:8.2f}x{whole:8.2f}x   {verdict}")
    return 0


def measured(name: str, rounds: int) -> tuple[float, ...]:
    """Ratios without and with computing, and times of picture, table and bare calls: medians."""
    draw, compute = picture(name)
    copy = bare(draw())
    found = []
    for at in range(rounds + 1):
        mine, table, plain = timed(finished(draw)), timed(compute), timed(finished(copy))
        if at:  # The first round fills caches.
            found.append(((mine - table) / plain, mine / plain, mine, table, plain))
    return tuple(statistics.median(each) for each in zip(*found, strict=True))


def picture(name: str) -> tuple[Callable[[], Axes], Callable[[], object]]:
    """What draws a picture on a figure of its own, and what computes its table."""
    from matplotlib.figure import Figure

    import elecdata

    tables = {"exit_polls": "exit_polls", "observers": "observers", "turnout": "turnout"}
    table = {**tables, "timeline": "events"}.get(name, "results")
    [given] = CASES[name]
    frame = elecdata.load(table, election=given)

    def draw() -> Axes:
        ax = Figure(figsize=(7, 4.5), layout="constrained").subplots()
        made: Axes = getattr(elecdata.plot, name)(frame, ax=ax)
        return made

    return draw, partial(getattr(elecdata.plot, f"{name}_table"), frame)


def finished(draw: Callable[[], Axes]) -> Callable[[], None]:
    """The call that draws, down to the image."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    def whole() -> None:
        figure: Figure = draw().figure.figure
        FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]

    return whole


def timed(call: Callable[[], object]) -> float:
    """Seconds of the processor that a call takes; what went before is cleared away."""
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start


def bare(ax: Axes) -> Callable[[], Axes]:
    """Plain calls that draw what a picture shows where it stands."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    FigureCanvasAgg(ax.figure.figure).draw()  # type: ignore[no-untyped-call]
    calls = [*scales_of(ax), *marks_of(ax), *texts_of(ax), *legend_of(ax)]

    def draw() -> Axes:
        made = Figure(figsize=(7, 4.5), layout="constrained").subplots()
        for call in calls:
            call(made)
        return made

    return draw


def scales_of(ax: Axes) -> Iterator[Call]:
    """Calls that make the scales and name them, or that take them away."""
    from elecdata.plot.scales import root, square

    for name, axis in (("x", ax.xaxis), ("y", ax.yaxis)) if ax.axison else ():
        if axis.get_scale() == "function":
            yield methodcaller(f"set_{name}scale", "function", functions=(root, square))
        shown = axis.get_visible()
        yield methodcaller(f"set_{name}ticks", *(ticks_of(axis) if shown else [[]]))
        if shown and axis.label.get_text():
            size = axis.label.get_fontsize()
            yield methodcaller(f"set_{name}label", axis.label.get_text(), fontsize=size)
    if not ax.axison:
        yield methodcaller("set_axis_off")
    yield methodcaller("set", xlim=ax.get_xlim(), ylim=ax.get_ylim(), aspect=ax.get_aspect())
    for name, spine in ax.spines.items():
        if ax.axison and not spine.get_visible():
            yield partial(hide, name=name)


def hide(ax: Axes, name: str) -> None:
    """Take away one side of the frame."""
    ax.spines[name].set_visible(False)


def collect(ax: Axes, make: Callable[[], Any]) -> None:
    """Add lines that are made anew."""
    ax.add_collection(make(), autolim=False)


def ticks_of(axis: Axis) -> list[Any]:
    """Ticks within the limits, with their names where matplotlib would write others."""
    from matplotlib.ticker import FixedFormatter

    low, high = sorted(axis.get_view_interval())
    names = [each.get_text() for each in axis.get_ticklabels()]
    pairs = zip(axis.get_majorticklocs(), names, strict=True)
    kept = [(place, name) for place, name in pairs if low <= place <= high]
    fixed = isinstance(axis.get_major_formatter(), FixedFormatter)
    return [[place for place, _ in kept], *([[name for _, name in kept]] if fixed else [])]


def marks_of(ax: Axes) -> Iterator[Call]:
    """Calls that draw points, lines and bars."""
    import numpy as np
    from matplotlib.collections import LineCollection, PathCollection
    from matplotlib.patches import Rectangle
    from matplotlib.path import Path

    for each in (e for e in ax.collections if e.get_visible()):
        if isinstance(each, PathCollection) and len(each.get_paths()):
            x, y = places(each).T
            fill: Any = {"facecolors": each.get_facecolor(), "edgecolors": each.get_edgecolor()}
            shape = each.get_paths()[0]
            if len(each.get_paths()) > 1:  # Marks are drawn around the origin, and may have holes.
                middle = shape.get_extents().get_points().mean(axis=0)
                fill["marker"] = Path(np.asarray(shape.vertices) - middle, shape.codes)
            yield methodcaller("scatter", x, y, s=area(ax, each), zorder=each.zorder, **fill)
        elif isinstance(each, LineCollection) and len(each.get_segments()):
            given: Any = {"colors": each.get_color(), "linewidths": each.get_linewidth()}
            lines = partial(LineCollection, each.get_segments(), **given)
            yield partial(collect, make=lines)
    for line in ax.lines:
        how = ("color", "linewidth", "linestyle", "marker", "markersize", "zorder", "transform")
        given = {name: getattr(line, f"get_{name}")() for name in how}
        if line.get_transform() == ax.transData:
            del given["transform"]
        yield methodcaller("plot", *line.get_data(), **given)
    for bar in (each for each in ax.patches if isinstance(each, Rectangle)):
        x, y, wide, high = bar.get_bbox().bounds
        yield methodcaller("bar", x, high, wide, bottom=y, align="edge", color=bar.get_facecolor())


def places(dots: Any) -> Any:
    """Centres of marks, whether they are drawn as one outline or as one each."""
    import numpy as np

    paths = dots.get_paths()
    if len(paths) < 2:
        return np.asarray(dots.get_offsets())
    return np.array([each.get_extents().get_points().mean(axis=0) for each in paths])


def area(ax: Axes, dots: Any) -> Any:
    """Areas of marks as `scatter` takes them, also of those drawn in the units of the axes."""
    if len(dots.get_sizes()):
        return dots.get_sizes()
    wide = dots.get_paths()[0].get_extents().transformed(ax.transData).width
    return (wide * 72 / ax.figure.dpi) ** 2


def texts_of(ax: Axes) -> Iterator[Call]:
    """Calls that write the title and every text that is neither of a scale nor of the legend."""
    yield methodcaller("set_title", ax.get_title(), fontsize=ax.title.get_fontsize())
    inside = ax.transAxes.inverted()
    for each in ax.texts:
        if each.get_visible() and each.get_text():
            place = inside.transform(each.get_window_extent().min)
            yield partial(write, place=place, said=each.get_text(), how=look_of(each))


def look_of(text: Text) -> dict[str, Any]:
    """How a text is drawn: letters, colour, halo and box."""
    names = ("fontsize", "color", "fontstyle", "fontweight", "path_effects")
    look = {name: getattr(text, f"get_{name}")() for name in names}
    box = text.get_bbox_patch()
    if box is not None:
        style: Any = box.get_boxstyle()
        fill = {"facecolor": box.get_facecolor(), "edgecolor": box.get_edgecolor()}
        # A shape of a picture's own has no name, and no padding either.
        named = hasattr(style, "pad")
        shape = {"pad": style.pad * text.get_fontsize()} if named else {"boxstyle": style}
        look["bbox"] = {**fill, **shape}
    return {**look, "va": "bottom"}


def write(ax: Axes, place: Any, said: str, how: dict[str, Any]) -> None:
    """Write a text at a place in fractions of the axes."""
    ax.text(place[0], place[1], said, transform=ax.transAxes, **how)


def legend_of(ax: Axes) -> Iterator[Call]:
    """Call that adds the legend, with its marks, letters and columns."""
    legend = ax.get_legend()
    if legend is None or not legend.get_visible():
        return
    handles: Any = legend.legend_handles
    marks = [(each.get_marker(), each.get_color()) for each in handles]
    texts = legend.get_texts()
    corner = ax.transAxes.inverted().transform(legend.get_window_extent().min)
    columns = len({round(each.get_window_extent().x0) for each in texts})
    look = {"fontsize": texts[0].get_fontsize(), "ncols": columns, "frameon": False}
    place = {"loc": "lower left", "bbox_to_anchor": tuple(corner), "borderaxespad": 0}
    names = [each.get_text() for each in texts]
    yield partial(explain, marks=marks, names=names, how=look | place)


def explain(ax: Axes, marks: list[tuple[Any, Any]], names: list[str], how: Any) -> None:
    """Add a legend of marks."""
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], linestyle="none", marker=m, color=c) for m, c in marks]
    ax.legend(handles, names, **how)


if __name__ == "__main__":
    sys.exit(main())
