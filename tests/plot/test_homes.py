"""Every picture takes what it draws first, and data=, where ids are looked up."""

from __future__ import annotations

import inspect

import pytest

import elecdata
from elecdata.cli.drawing import PICTURES
from elecdata.errors import DataMissingError, PlotError
from elecdata.store import data_dir

TABLES = [name for name in elecdata.plot.__all__ if name.endswith("_table")]
PATHS = {"rivals": ["turnout_pct"], "rivals_table": ["turnout_pct"]}
IDS = {
    "exit_polls": "kz-2005-president",
    "exit_polls_table": "kz-2005-president",
    "sensitivity": "enp_seats",
    "sensitivity_table": "enp_seats",
}


@pytest.mark.parametrize("name", [*PICTURES, *TABLES])
def test_shape(name):
    """What is drawn comes first, then keywords alone, of which data is the first."""
    first, *rest = inspect.signature(getattr(elecdata.plot, name)).parameters.values()
    keywords = [each.name for each in rest if each.kind is inspect.Parameter.KEYWORD_ONLY]

    assert first.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    assert first.name != "data"
    assert keywords[0] == "data"
    assert len(keywords) == len(rest) - (name in PATHS)
    assert name in TABLES or (keywords[1], keywords[-1]) in {("ax", "title"), ("figure", "title")}


@pytest.mark.parametrize("name", [*PICTURES, *TABLES])
def test_elsewhere(name, tmp_path):
    """Ids are looked up where data says, and nowhere else."""
    draw, given = getattr(elecdata.plot, name), IDS.get(name, "kz-2012-majilis")

    draw(given, *PATHS.get(name, []), data=data_dir())
    with pytest.raises(DataMissingError, match="gone"):
        draw(given, *PATHS.get(name, []), data=tmp_path / "gone")


@pytest.mark.parametrize("name", [each for each in PICTURES if each != "report"])
def test_frames_have_no_home(name):
    """A frame and data together are refused: the frame is looked up nowhere."""
    with pytest.raises(PlotError) as caught:
        getattr(elecdata.plot, name)(elecdata.load("elections"), data=data_dir())

    assert str(caught.value) == f"{name}: data= says where ids are looked up; a frame has none"
