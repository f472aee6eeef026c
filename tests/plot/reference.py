"""Small pictures of made-up elections that never change, as references to compare with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from elecdata import plot

PINNED = "3.11.2"  # Other versions of matplotlib draw letters and lines a little differently.
FOLDER = Path(__file__).with_name("reference")
RESULTS = pd.DataFrame(
    {
        "election_id": ["a"] * 4 + ["b"] * 3,
        "year": [2004] * 4 + [2012] * 3,
        "contestant_id": ["otan", "asar", "auyl", "body", "otan", "auyl", "azlq"],
        "short_name": ["Otan", "Asar", "Ауыл", "Body", "Otan", "Ауыл", "Azadlıq"],
        "contestant_type": ["party", "party", "party", "indirect", "party", "party", "party"],
        "vote_share_pct": [60.5, 25.0, 14.5, None, 80.0, 12.5, 7.5],
        "seat_share_pct": [60.0, 20.0, 6.0, 14.0, 90.0, 10.0, 0.0],
        "seats": [30, 10, 3, 7, 45, 5, 0],
        "color": ["#0072b2", "#e69f00", "#117733", "#c7c7c7", "#0072b2", "#117733", "#d55e00"],
    }
)
FIRST = RESULTS[RESULTS["election_id"] == "a"]
TURNOUT = pd.DataFrame(
    {"region": ["North", "South", "Əlat", "national"], "turnout_pct": [72.8, 30.3, 55.5, 63.2]}
)
MISSIONS = pd.DataFrame(
    {
        "mission_id": ["osce", "cis", "oic", "ngo"],
        "name": ["OSCE", "CIS", "OIC", "Local group"],
        "verdict": ["failed", "approved", None, "mixed"],
    }
)
CASES = {
    "hemicycle": (plot.hemicycle, FIRST, {}),
    "seats_votes": (plot.seats_votes, RESULTS, {}),
    "compare": (plot.compare, RESULTS, {"measure": "seats"}),
    "turnout": (plot.turnout, TURNOUT, {}),
    "observers": (plot.observers, MISSIONS, {}),
    "advantage_ratio": (plot.advantage_ratio, RESULTS, {}),
}


def draw(name: str, path: Path, change: Callable[[Axes], None] | None = None) -> Path:
    """Draw one case into a file, in the font that comes with matplotlib; changed, where asked."""
    picture, frame, options = CASES[name]
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams["font.family"] = "DejaVu Sans"
        figure = Figure(figsize=(4, 3), layout="constrained")
        ax = picture(frame, ax=figure.subplots(), **options)
        if change is not None:
            change(ax)
        figure.savefig(path, dpi=80, metadata={"Software": None})
    return path
