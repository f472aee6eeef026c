"""Pictures of the paper, as wide as its column, each with a text that says what it shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from evidence import INDICES, Evidence
from matplotlib.figure import Figure
from tables import INDEX_NAMES, heading
from values import printed

WIDTH = 5.75  # inches: the width of the text
STYLE = {
    "font.family": "STIXGeneral",
    "mathtext.fontset": "stix",
    "font.size": 8.5,
    "axes.linewidth": 0.6,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0,
    "svg.hashsalt": "elecdata",  # the same file on every run
}
INK, GREY, PALE, ACCENT = "#222222", "#8a8a8a", "#d9d9d9", "#0072b2"
LEAST = 4  # per cent: a narrower piece of a bar has no number


def shares(evidence: Evidence) -> tuple[Figure, str]:
    """Votes and seats of each chamber as two bars, the largest contestant at the left."""
    ids = evidence.legislatures
    figure = Figure(figsize=(WIDTH, 0.6 * len(ids) + 0.95))
    axes = figure.subplots()
    told, labels, named = [], {}, {}
    for place, election in enumerate(ids):
        rows = evidence.results[evidence.results.election_id == election]
        rows = rows.sort_values("seats", ascending=False, kind="stable")
        for offset, column in ((-0.2, "vote_share_pct"), (0.2, "seat_share_pct")):
            left, height = 0.0, place + offset
            labels[height] = "votes" if column == "vote_share_pct" else "seats"
            known = rows[rows[column].fillna(0) > 0]
            for row, share in zip(known.itertuples(), known[column], strict=True):
                bar = axes.barh(
                    height, share, 0.36, left, color=row.color, edgecolor="white", linewidth=0.4
                )
                if share >= LEAST:
                    axes.bar_label(
                        bar, [printed(share, 0)], label_type="center", color=_on(row.color), size=7
                    )
                    named.setdefault((row.short_name, row.color), None)
                left += share
            if known.empty:
                axes.text(0.8, height, "no national count is published", va="center", color=GREY)
        first = rows.iloc[0]
        told.append(
            f"{heading(evidence.elections.loc[election])}: {first.short_name} has "
            f"{printed(first.seat_share_pct, 1)} per cent of the seats"
        )
    axes.set_yticks(list(labels), list(labels.values()), size=7.5)
    for place, election in enumerate(ids):
        title = heading(evidence.elections.loc[election])
        axes.text(-9, place, title, ha="right", va="center", size=9, weight="bold", color=INK)
    axes.set(xlim=(0, 100), ylim=(len(ids) - 0.45, -0.5), xlabel="per cent")
    axes.tick_params(axis="y", length=0, pad=2)
    axes.spines[["top", "right", "left"]].set_visible(False)
    handles = [mpl.patches.Patch(color=color, label=name) for name, color in named]
    figure.legend(
        handles=handles, ncols=5, frameon=False, loc="lower center", fontsize=7.5,
        handlelength=1, columnspacing=1.2,
    )  # fmt: skip
    figure.subplots_adjust(left=0.18, right=0.985, top=0.99, bottom=0.28)
    return figure, f"Bars of votes and seats. {'; '.join(told)}."


def _on(color: str) -> str:
    """Ink that can be read on a colour."""
    red, green, blue = mpl.colors.to_rgb(color)
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.6 else INK


def ranges(evidence: Evidence) -> tuple[Figure, str]:
    """Each index as a dot on its range: dark over rival figures, pale with treatments too."""
    figure = Figure(figsize=(WIDTH, 1.75))
    told = []
    ids = evidence.elections.index
    panels = figure.subplots(1, len(INDICES), sharey=True)
    for axes, index in zip(panels, INDICES, strict=True):
        for place, election in enumerate(ids):
            near, wide = (evidence.ranges.loc[(index, k, election)] for k in ("figures", "all"))
            if pd.isna(near.adopted):
                axes.text(0.03, place, "not computable", va="center", size=7.5, color=GREY,
                          transform=axes.get_yaxis_transform())  # fmt: skip
                continue
            axes.plot([wide.low, wide.high], [place] * 2, color=PALE, lw=5, solid_capstyle="butt")
            axes.plot([near.low, near.high], [place] * 2, color=ACCENT, lw=2)
            axes.plot(near.adopted, place, "o", color=INK, ms=4.5)
            told.append(
                f"{INDEX_NAMES[index]}, {heading(evidence.elections.loc[election])}: "
                f"{printed(near.adopted, 2)}"
            )
        axes.set_title(INDEX_NAMES[index], size=8.5, loc="left")
        axes.set_xlim(left=0 if index == "gallagher" else 1)
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.grid(axis="x", color="#eeeeee", lw=0.6)
        axes.set_axisbelow(True)
        axes.tick_params(axis="y", length=0)
    names = [heading(evidence.elections.loc[each]) for each in ids]
    panels[0].set_yticks(range(len(ids)), names)
    panels[0].set_ylim(len(ids) - 0.5, -0.5)
    figure.subplots_adjust(left=0.16, right=0.985, top=0.88, bottom=0.12, wspace=0.12)
    return figure, f"Dots on ranges. {'; '.join(told)}."


def turnouts(evidence: Evidence) -> tuple[Figure, str]:
    """Every turnout that a source states, by what became of it, over the admissible range."""
    figure = Figure(figsize=(WIDTH, 2.15))
    axes = figure.subplots()
    ids, told = evidence.elections.index, []
    looks = {
        "rejected": {"marker": "x", "color": "#b2182b", "s": 26, "label": "rejected"},
        "agrees": {"marker": "|", "color": GREY, "s": 70, "label": "agrees, or rounds"},
        "adopted": {"marker": "o", "color": INK, "s": 26, "label": "adopted"},
    }
    for place, election in enumerate(ids):
        ends = evidence.turnout_ranges.loc[election]
        axes.plot([ends.low, ends.high], [place] * 2, color=PALE, lw=5, solid_capstyle="butt")
        axes.annotate(printed(ends.adopted, 2), (ends.adopted, place), (0, 6), size=7.5,
                      textcoords="offset points", ha="center")  # fmt: skip
        told.append(f"{heading(evidence.elections.loc[election])}: {printed(ends.adopted, 2)}")
    for standing, look in looks.items():
        rows = evidence.turnouts[evidence.turnouts.standing == standing]
        heights = [ids.get_loc(each) for each in rows.election_id]
        axes.scatter(rows.turnout_pct, heights, linewidths=1.1, zorder=3, **look)
    axes.set_yticks(range(len(ids)), [heading(evidence.elections.loc[each]) for each in ids])
    axes.set(ylim=(len(ids) - 0.5, -0.7), xlabel="turnout, per cent")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.grid(axis="x", color="#eeeeee", lw=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    figure.legend(frameon=False, ncols=3, loc="lower center", fontsize=7.5, handletextpad=0.2)
    figure.subplots_adjust(left=0.16, right=0.985, top=0.99, bottom=0.29)
    return figure, f"Turnouts as stated. Adopted: {'; '.join(told)}."


PICTURES: dict[str, Callable[[Evidence], tuple[Figure, str]]] = {
    "shares": shares,
    "ranges": ranges,
    "turnouts": turnouts,
}


def draw(folder: Path, evidence: Evidence) -> dict[str, str]:
    """Draw every picture into a folder, and give the text that says what each shows."""
    told = {}
    for name, make in PICTURES.items():
        with mpl.rc_context(STYLE):
            figure, told[name] = make(evidence)
            figure.savefig(folder / f"{name}.svg", metadata={"Date": None})
    return told
