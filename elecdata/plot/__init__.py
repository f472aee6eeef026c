"""Pictures of seats and votes, drawn from frames or from the id of an election.

>>> from elecdata.plot import seat_layout
>>> len(seat_layout({"Nur Otan": 83, "Ak Zhol": 8, "Communists": 7}))
98
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elecdata.plot._advantage_ratio import advantage_ratio, advantage_ratio_table
    from elecdata.plot._compare import compare, compare_table
    from elecdata.plot._disproportionality import disproportionality, disproportionality_table
    from elecdata.plot._exit_polls import exit_polls, exit_polls_table
    from elecdata.plot._hemicycle import hemicycle, hemicycle_table
    from elecdata.plot._observers import observers, observers_table
    from elecdata.plot._report import report, report_tables
    from elecdata.plot._rivals import rivals, rivals_table
    from elecdata.plot._seats_votes import seats_votes, seats_votes_table
    from elecdata.plot._sensitivity import sensitivity, sensitivity_table
    from elecdata.plot._timeline import timeline
    from elecdata.plot._turnout import turnout, turnout_table
    from elecdata.plot.alternative import alt_text, save
    from elecdata.plot.chronology import timeline_table
    from elecdata.plot.labels import place_labels
    from elecdata.plot.layout import dot_diameter, seat_layout
    from elecdata.plot.tones import style

__all__ = [
    "advantage_ratio",
    "advantage_ratio_table",
    "alt_text",
    "compare",
    "compare_table",
    "disproportionality",
    "disproportionality_table",
    "dot_diameter",
    "exit_polls",
    "exit_polls_table",
    "hemicycle",
    "hemicycle_table",
    "observers",
    "observers_table",
    "place_labels",
    "report",
    "report_tables",
    "rivals",
    "rivals_table",
    "save",
    "seat_layout",
    "seats_votes",
    "seats_votes_table",
    "sensitivity",
    "sensitivity_table",
    "style",
    "timeline",
    "timeline_table",
    "turnout",
    "turnout_table",
]

# A module named like its function would take the function's place in this package as soon as
# somebody imports it; hence the underscores.
_HOMES = {
    "compare": "elecdata.plot._compare",
    "compare_table": "elecdata.plot._compare",
    "disproportionality": "elecdata.plot._disproportionality",
    "disproportionality_table": "elecdata.plot._disproportionality",
    "exit_polls": "elecdata.plot._exit_polls",
    "exit_polls_table": "elecdata.plot._exit_polls",
    "hemicycle": "elecdata.plot._hemicycle",
    "hemicycle_table": "elecdata.plot._hemicycle",
    "seats_votes": "elecdata.plot._seats_votes",
    "seats_votes_table": "elecdata.plot._seats_votes",
    "advantage_ratio": "elecdata.plot._advantage_ratio",
    "advantage_ratio_table": "elecdata.plot._advantage_ratio",
    "observers": "elecdata.plot._observers",
    "observers_table": "elecdata.plot._observers",
    "report": "elecdata.plot._report",
    "report_tables": "elecdata.plot._report",
    "rivals": "elecdata.plot._rivals",
    "rivals_table": "elecdata.plot._rivals",
    "sensitivity": "elecdata.plot._sensitivity",
    "sensitivity_table": "elecdata.plot._sensitivity",
    "timeline": "elecdata.plot._timeline",
    "timeline_table": "elecdata.plot.chronology",
    "turnout": "elecdata.plot._turnout",
    "turnout_table": "elecdata.plot._turnout",
    "alt_text": "elecdata.plot.alternative",
    "save": "elecdata.plot.alternative",
    "place_labels": "elecdata.plot.labels",
    "dot_diameter": "elecdata.plot.layout",
    "seat_layout": "elecdata.plot.layout",
    "style": "elecdata.plot.tones",
}


def __getattr__(name: str) -> object:
    """Import a picture when it is first asked for, so that matplotlib waits until then."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Names that are public, also those not imported yet."""
    return sorted({*globals(), *__all__})
