"""Pages and examples draw; nothing that one of them leaves open reaches the next."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def close_figures():
    """No figure outlives its test."""
    from matplotlib import pyplot as plt

    yield
    plt.close("all")
