"""The merges of docs/merging.md, on rows in the format of each outside dataset.

Columns are those of the published files, seen as follows.

* CLEA: ``import/clea/clea.R`` of hdigital/partyfactsdata, and the help of the R package politicsR.
* Party Facts: header of ``core-parties.csv`` in hdigital/partypositions-wikitags, and of the links
  in ``import/clea/archive`` of hdigital/partyfactsdata.
* V-Party and V-Dem: ``data/vparty.RData`` and ``data/codebook.RData`` of vdeminstitute/vdemdata.
* COW and GW: ``dictionary/get_cow.R`` and ``get_gw.R`` of vincentarelbundock/countrycode.
* IPU: pages of data.ipu.org and archive.ipu.org.
* Wikidata: the README of yaph/wikidata-dl, which selects ``?item``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import elecdata

PAGE = Path(__file__).resolve().parents[2] / "docs" / "merging.md"
ROW = ["election_id", "contestant_id"]


@pytest.fixture(scope="module")
def page():
    """What the blocks of the page define: the helpers, and one function a dataset."""
    names = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        if ">>> " not in block:
            exec(compile(block, str(PAGE), "exec"), names)
    return names


@pytest.fixture
def results():
    return elecdata.load("results")


@pytest.fixture
def contestants():
    return elecdata.load("contestants")


@pytest.fixture
def elections():
    return elecdata.load("elections")


@pytest.fixture(scope="session")
def matched():
    """A function that lists columns of a merge."""
    return _matched


def _matched(rows, *columns):
    """Columns of a merge, as a sorted list of tuples; no row of elecdata is in it twice."""
    key = [column for column in ROW if column in rows]
    assert not rows.duplicated(key).any()
    return sorted(rows[list(columns)].itertuples(index=False, name=None))
