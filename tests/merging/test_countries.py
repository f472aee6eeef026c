"""Merges of elections with V-Dem, COW, GW, ISO and IPU Parline."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.errors import MergeError

ROW = ["election_id", "contestant_id"]


# V-Dem, COW, GW, ISO


def test_vdem(page, elections, matched):
    """Every election keeps its one row; ids of COW are not taken for those of V-Dem."""
    vdem = pd.DataFrame(
        [
            ("Kazakhstan", "KAZ", 121, 2012, 705, 75.0),
            ("Azerbaijan", "AZE", 106, 2005, 373, 47.0),
            ("Elsewhere", "XXX", 705, 2012, 1, 1.0),
            ("Elsewhere", "XXX", 373, 2005, 2, 2.0),
        ],
        columns=[
            "country_name",
            "country_text_id",
            "country_id",
            "year",
            "COWcode",
            "v2eltrnout",
        ],
    )
    merged = page["merge_vdem"](elections, vdem)

    assert len(merged) == len(elections)
    assert matched(merged.dropna(subset="v2eltrnout"), "election_id", "v2eltrnout") == [
        ("az-2005-milli-majlis", 47.0),
        ("kz-2012-majilis", 75.0),
    ]
    with pytest.raises(MergeError):
        page["merge_vdem"](elections, pd.concat([vdem, vdem]))


def test_cow(page, elections, matched):
    """Both countries are found by number; by letters Kazakhstan would be lost."""
    cow = pd.DataFrame(
        [("KZK", 705, 2012, 2016), ("AZE", 373, 2005, 2016), ("KYR", 703, 2005, 2016)],
        columns=["stateabb", "ccode", "year", "version"],
    )
    merged = page["merge_states"](elections, cow)
    letters = page["codes"]("cow_abbrev")

    assert len(merged) == len(elections)
    assert matched(merged.dropna(subset="stateabb"), "election_id", "stateabb") == [
        ("az-2005-milli-majlis", "AZE"),
        ("kz-2012-majilis", "KZK"),
    ]
    assert set(cow.stateabb) & set(elections.country) == {"AZE"}
    assert letters.to_dict() == {"aze": "AZE", "kaz": "KZK"}


def test_gw(page, elections, tmp_path):
    """The list of states of Gleditsch and Ward has no header, and days as day:month:year."""
    file = tmp_path / "iisystem.dat"
    file.write_text(
        "705\tKZK\tKazakhstan\t16:12:1991\t31:12:2020\n373\tAZE\tAzerbaijan\t26:12:1991\t31:12:2020\n",
        encoding="windows-1252",
    )
    columns = ["gwno", "gwc", "country_gw", "birth", "death"]
    states = pd.read_csv(file, sep="\t", header=None, names=columns, encoding="windows-1252")
    years = states.merge(pd.DataFrame({"year": range(2004, 2013)}), how="cross")
    merged = page["merge_states"](elections, years, "gw", "gwno")

    assert len(merged) == len(elections)
    assert dict(zip(merged.election_id, merged.gwc.fillna(""), strict=True)) == {
        "az-2005-milli-majlis": "AZE",
        "kz-2004-majilis": "KZK",
        "kz-2005-president": "KZK",
        "kz-2012-majilis": "KZK",
        "kz-2021-majilis": "",
    }


def test_iso_numbers_keep_their_zero(page):
    """The number of Azerbaijan is 031, also when a file has made 31 of it."""
    numbers = pd.Series([31, 398]).astype(str).str.zfill(3)

    assert page["codes"]("iso3166_numeric")[["aze", "kaz"]].to_list() == numbers.to_list()


# IPU Parline


def test_ipu(page, elections, matched):
    """Pages of elections in the new and the old Parline; pages of chambers are left out."""
    pages = pd.DataFrame(
        [
            ("https://data.ipu.org/parliament/KZ/KZ-LC01/election/KZ-LC01-E20210110/", 7_241_562),
            ("https://data.ipu.org/parliament/KZ/KZ-LC01/", 0),
            ("http://archive.ipu.org/parline-e/reports/arc/2165_04.htm", 1),
            ("http://archive.ipu.org/parline-e/reports/arc/2019_05.htm", 2),
            ("http://archive.ipu.org/parline-e/reports/2019_E.htm", 3),
        ],
        columns=["page", "Voters"],
    )
    merged = page["merge_ipu"](elections, pages)

    assert matched(merged, "election_id", "Voters") == [
        ("az-2005-milli-majlis", 2),
        ("kz-2004-majilis", 1),
        ("kz-2021-majilis", 7_241_562),
    ]
