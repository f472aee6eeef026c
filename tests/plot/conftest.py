"""Figures without a screen, closed after each test, and two chambers to draw."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd
import pytest

mpl.use("Agg")

COLUMNS = ["short_name", "contestant_type", "color", "vote_share_pct", "seats"]


def results(election, total, rows):
    """Rows of the results table as the package publishes them."""
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["election_id"] = election
    frame["country"], frame["year"] = "KAZ", int(election[3:7])
    frame["vote_share_pct"] = frame["vote_share_pct"].astype("float64")
    frame["seats"] = frame["seats"].astype("Int64")
    frame["seat_share_pct"] = (100 * frame["seats"] / total).astype("float64")
    return frame


@pytest.fixture(autouse=True)
def _figures():
    """Close what a test has drawn."""
    yield
    from matplotlib import pyplot as plt

    plt.close("all")


@pytest.fixture
def majilis_2012():
    """Kazakhstan 2012: 98 seats from lists and 9 chosen by the Assembly."""
    return results(
        "kz-2012-majilis",
        107,
        [
            ("Adilet", "party", "#44aa99", 0.66, 0),
            ("Ak Zhol", "party", "#56b4e9", 7.47, 8),
            ("Assembly", "indirect", "#c7c7c7", None, 9),
            ("Auyl", "party", "#117733", 1.19, 0),
            ("Communist People's Party", "party", "#d55e00", 7.19, 7),
            ("Nur Otan", "party", "#0072b2", 80.99, 83),
            ("OSDP", "party", "#aa4499", 1.68, 0),
            ("Party of Patriots", "party", "#f0e442", 0.83, 0),
        ],
    )


@pytest.fixture
def majilis_2004():
    """Kazakhstan 2004: lists and constituencies, with independents."""
    return results(
        "kz-2004-majilis",
        77,
        [
            ("Otan", "party", "#0072b2", 60.61, 42),
            ("Independents", "independents", "#999999", None, 17),
            ("Aist", "bloc", "#009e73", 7.07, 11),
            ("Asar", "party", "#e69f00", 11.38, 4),
            ("Ak Zhol", "party", "#56b4e9", 12.04, 2),
            ("Democratic Party", "party", "#cc79a7", 0.76, 1),
            ("Auyl", "party", "#117733", 1.73, 0),
            ("Party of Patriots", "party", "#f0e442", 0.55, 0),
            ("Rukhaniyat", "party", "#999933", 0.44, 0),
        ],
    )
