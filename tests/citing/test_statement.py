"""The paragraph for a paper."""

from __future__ import annotations

import re

import pytest

import elecdata
from elecdata.citing.evidence import works_behind
from elecdata.release import RELEASED, installed

KEY = ["election_id", "contestant_id"]


class TestStatement:
    """What a data editor asks for stands in it."""

    def test_dataset_as_a_whole(self):
        """Version, day, digest, licence and the number of sources."""
        said = elecdata.data_statement()

        assert said == (
            f"The data are available as the Python package elecdata, version "
            f"{elecdata.__version__}, released on November {RELEASED.day}, 2026 (digest of its "
            f"tables {installed().digest}), in the public domain under CC0 1.0 Universal. Each "
            f"figure keeps its source; the {len(elecdata.sources()):,} sources, listed in the "
            "table sources, keep their own terms."
        )

    def test_rows_and_sources(self):
        """A frame adds its rows and table, and who stands behind them."""
        frame = elecdata.load("results", source="reuters-2012-results")[[*KEY, "seats"]]
        said = elecdata.data_statement(frame)

        assert said.startswith(elecdata.data_statement())
        assert said.removeprefix(elecdata.data_statement()) == (
            f" Used here: {len(frame)} rows of the table results, as the source "
            "reuters-2012-results alone has it. The figures rest on 1 source: Reuters (2012)."
        )

    def test_view_of_a_day(self):
        """The day as of which the data were seen is told."""
        frame = elecdata.load("results", as_of="2012-01-20", year=2012)

        assert "of the table results, as published by 2012-01-20." in elecdata.data_statement(frame)

    def test_comparison(self):
        """A comparison names its measure."""
        said = elecdata.data_statement(elecdata.compare("seats"))

        assert "Used here: a comparison of seats in the table results." in said

    def test_number_of_sources(self):
        """The number told is that of the references that `cite` gives."""
        frame = elecdata.load("results", year=2004)
        [number] = re.findall(r"rest on ([\d,]+) sources", elecdata.data_statement(frame))

        assert int(number.replace(",", "")) == len(works_behind(frame).works)
        assert len(elecdata.cite(frame).splitlines()) == 1 + int(number)

    @pytest.mark.parametrize("columns", [KEY, [*KEY, "name"]])
    def test_no_source(self, columns):
        """Where no figure is used, no source is claimed."""
        said = elecdata.data_statement(elecdata.load("results")[columns])

        assert said.endswith("No source stands behind the columns used.")
