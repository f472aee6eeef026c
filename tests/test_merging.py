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

import pandas as pd
import pytest
from pandas.errors import MergeError

import elecdata

PAGE = Path(__file__).resolve().parents[1] / "docs" / "merging.md"
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


def matched(rows, *columns):
    """Columns of a merge, as a sorted list of tuples; no row of elecdata is in it twice."""
    key = [column for column in ROW if column in rows]
    assert not rows.duplicated(key).any()
    return sorted(rows[list(columns)].itertuples(index=False, name=None))


SCHEMES = ("partyfacts", "vparty", "clea", "dpi", "elecglob", "whogov", "polcon", "wikidata")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_one_id_for_a_contestant_on_election_day(page, contestants, scheme):
    """A scheme gives each contestant of an election one id at most."""
    rows = page["with_ids"](contestants, scheme)

    assert len(rows) > 0
    assert not rows.duplicated(ROW).any()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_one_contestant_for_an_id_on_election_day(page, contestants, scheme):
    """An id means one contestant of an election at most, so that it can be followed back."""
    rows = page["with_ids"](contestants, scheme)

    assert not rows.duplicated(["election_id", scheme]).any()


def test_every_identifier_belongs_to_something_known(elections):
    """A country, an election or a party of elecdata."""
    known = {*elections.country.str.lower(), *elections.election_id}
    known |= set(elecdata.load("parties").party_id)

    assert set(elecdata.load("identifiers").entity_id) <= known


def test_every_identifier_says_where_it_was_seen():
    """A repository with its commit, or an address."""
    seen = elecdata.load("identifiers").seen_in

    assert seen.str.fullmatch(r"https?://\S+|[\w.-]+/[\w.-]+@[0-9a-f]{12}: \S+").all()


def test_days_of_successors_do_not_overlap():
    """Where parties share an id, each has it for its own days."""
    ids = elecdata.load("identifiers").dropna(subset="valid_from")
    ids = ids.sort_values("valid_from")
    for _, shared in ids.groupby(["scheme", "value"]):
        before = shared.valid_to.iloc[:-1].to_list()

        assert all(end <= start for end, start in zip(before, shared.valid_from[1:], strict=True))


# CLEA


def clea_row(ctr, pty, pv1, *, yr=2012, cst=1):
    """A row of clea_lc: a party in a constituency."""
    row = {"ctr_n": "Country", "ctr": ctr, "yr": yr, "mn": 1, "cst_n": "C", "cst": cst, "mag": 98}
    return row | {"pty_n": "Party", "pty": pty, "pv1": pv1}


def test_clea(page, results):
    """Constituencies are summed; parties of other countries, years and codes stay out."""
    clea = pd.DataFrame(
        [
            clea_row(398, 7, 30),
            clea_row(398, 7, 12, cst=2),
            clea_row(398, 4, 5),
            clea_row(398, 2, -990),  # a code for missing
            clea_row(398, 7, 99, yr=2007),  # an election that elecdata does not have
            clea_row(31, 7, 77),  # code 7 of another country
            clea_row(31, 32, 9, yr=2005),  # 031 without its zero
        ]
    )
    merged = page["merge_clea"](results, clea)

    assert matched(merged, "contestant_id", "clea", "pv1") == [
        ("az-yap", "31000032", 9),
        ("kz-ak-zhol", "398000004", 5),
        ("kz-nur-otan", "398000007", 42),
    ]


# Party Facts and ParlGov

CORE = pd.DataFrame(
    [
        ("KAZ", 3748, None, "NO", "Bright Fatherland", 1999, None),
        ("KAZ", 3747, None, "AkZhol", "Democratic Party of Kazakhstan Bright Path", 2002, None),
        ("KAZ", 3749, None, "QKXP", "Communist People's Party of Kazakhstan", 2004, None),
        ("KAZ", 4350, None, "QKP", "Communist Party of Kazakhstan", 1936, 2015),
        ("KAZ", 6380, None, "Otan", "Fatherland", 1999, 1999),
        ("KGZ", 7201, None, "A", 'Democratic Party "Justice"', 2004, 2006),
        ("AZE", 3628, None, "MP", "Musavat Party (1911)", 1911, 1923),
        ("AZE", 7050, None, "Mu", "Equality Party / New Musavat", 1989, None),
        ("AZE", 2593, 8, "indep", "independent", 1750, None),
    ],
    columns=[
        "country",
        "partyfacts_id",
        "technical",
        "name_short",
        "name_english",
        "year_first",
        "year_last",
    ],
)


def test_partyfacts(page, results):
    """One id for three parties in a row goes to the one of the day; a stale one to nobody."""
    merged = page["merge_partyfacts"](results, CORE)

    assert matched(merged, "election_id", "contestant_id", "name_short") == [
        ("az-2005-milli-majlis", "az-independents", "indep"),
        ("kz-2004-majilis", "kz-ak-zhol", "AkZhol"),
        ("kz-2004-majilis", "kz-cppk", "QKXP"),
        ("kz-2004-majilis", "kz-otan", "NO"),
        ("kz-2012-majilis", "kz-ak-zhol", "AkZhol"),
        ("kz-2012-majilis", "kz-cppk", "QKXP"),
        ("kz-2012-majilis", "kz-nur-otan", "NO"),
        ("kz-2021-majilis", "kz-ak-zhol", "AkZhol"),
        ("kz-2021-majilis", "kz-nur-otan", "NO"),
        ("kz-2021-majilis", "kz-peoples-party", "QKXP"),
    ]


def test_partyfacts_files_adilet_under_another_country(page, contestants):
    """The row filed under KGZ is not taken for the Kazakh party."""
    merged = page["merge_partyfacts"](contestants, CORE)

    assert "kz-adilet" not in set(merged.contestant_id)
    assert "kz-adilet" in set(page["with_ids"](contestants, "partyfacts").contestant_id)


def test_partyfacts_of_musavat(page, contestants):
    """The party of 2005 is the modern one, and in a file from before 2021 after one change."""
    new = page["merge_partyfacts"](contestants, CORE)
    old = CORE[CORE.partyfacts_id != 7050]
    unchanged = page["merge_partyfacts"](contestants, old)
    changed = page["merge_partyfacts"](
        contestants, old.assign(partyfacts_id=old.partyfacts_id.replace(3628, 7050))
    )

    def names(merged):
        return merged[merged.contestant_id == "az-musavat"].name_short.to_list()

    assert (names(new), names(unchanged), names(changed)) == (["Mu"], [], ["MP"])


def test_the_soviet_communist_party_is_not_that_of_2004(page, contestants):
    """Id 4350 goes with the Communist Party of 2004, and would not with that of 1990."""
    ids = elecdata.load("identifiers").set_index(["entity_id", "scheme", "value"])
    merged = page["merge_partyfacts"](contestants, CORE)

    assert ids.valid_from["kz-cpk", "partyfacts", "4350"] == "1991"
    assert (merged.contestant_id == "kz-cpk").sum() == 2  # 2004 in a bloc, 2012 kept out


def test_partyfacts_links_to_other_datasets(page, results):
    """A party has a row for each dataset that knows it, and none for ParlGov."""
    columns = ["country", "dataset_key", "dataset_party_id", "name_short", "partyfacts_id"]
    external = pd.DataFrame(
        [
            ("KAZ", "clea", "398000007", None, 3748),
            ("KAZ", "gps", "504", "NO", 3748),
            ("KAZ", "dpi", "1085", "Asar", None),  # not linked yet
            ("AUS", "parlgov", "1411", "ALP", 1234),
        ],
        columns=columns,
    )
    merged = page["merge_partyfacts"](results, external)
    of_2012 = merged[merged.election_id == "kz-2012-majilis"]

    assert set(merged.dataset_key) == {"clea", "gps"}
    assert sorted(of_2012.dataset_party_id) == ["398000007", "504"]


# V-Party

VPARTY = pd.DataFrame(
    [
        ("Agrarian Party of Kazakhstan", "", 5840.0, "KAZ", 1999.0, 12.6, 3.0),
        ("Nur Otan", "Kazakh: Отан", 3748.0, "KAZ", 1999.0, 30.9, 23.0),
        ("Nur Otan", 'Kazakh: ""Нұр Отан""', 3748.0, "KAZ", 2004.0, 60.6, 42.0),
        ("Agrarian Party of Kazakhstan", "", 5840.0, "KAZ", 2004.0, 7.1, 11.0),
        ("Nur Otan", 'Kazakh: """"Нұр Отан""""', 3748.0, "KAZ", 2012.0, 81.0, 83.0),
        ("New Azerbaijan Party", "", 1995.0, "AZE", 2005.0, None, 61.0),
        ("Equality Party", "", 7050.0, "AZE", 2005.0, None, 5.0),
        ("alliance: Azadliq bloc", "", 93297.0, "AZE", 2005.0, None, None),
        ("Azerbaijan Popular Front", "", 1992.0, "AZE", 2000.0, 11.0, 6.0),
    ],
    columns=[
        "v2paenname",
        "v2paorname",
        "v2paid",
        "country_text_id",
        "year",
        "v2pavote",
        "v2panumbseat",
    ],
)


def test_vparty(page, results):
    """Ids with a decimal point match; the bloc of 2004 has the row of the Agrarian Party."""
    merged = page["merge_vparty"](results, VPARTY).fillna({"v2panumbseat": -1})

    assert matched(merged, "contestant_id", "v2paenname", "v2panumbseat") == [
        ("az-azadliq", "alliance: Azadliq bloc", -1),
        ("az-yap", "New Azerbaijan Party", 61),
        ("kz-aist", "Agrarian Party of Kazakhstan", 11),
        ("kz-nur-otan", "Nur Otan", 83),
        ("kz-otan", "Nur Otan", 42),
    ]


def test_vparty_agrees_with_elecdata(page, results):
    """Shares of the same party are the same once rounded: nobody else's row was taken."""
    merged = page["merge_vparty"](results, VPARTY).dropna(subset=["v2pavote", "vote_share_pct"])

    assert merged.vote_share_pct.round(1).to_list() == merged.v2pavote.to_list()


def test_vparty_keeps_seats_with_members_of_a_bloc(page, contestants):
    """Musavat ran in a bloc and is found among contestants; the Agrarian Party of 2004 is not."""
    found = set(page["merge_vparty"](contestants, VPARTY).contestant_id)

    assert "az-musavat" in found
    assert "kz-agrarian" not in found


# V-Dem, COW, GW, ISO


def test_vdem(page, elections):
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


def test_cow(page, elections):
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


def test_ipu(page, elections):
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


# Wikidata


def items(*ids):
    """Rows of a query result: items by their address."""
    return pd.DataFrame({"item": [f"http://www.wikidata.org/entity/{each}" for each in ids]})


def test_wikidata_of_parties(page, results):
    """Three items for three parties in a row, one item for two; each on its days."""
    query = items("Q5437702", "Q1195092", "Q111077075", "Q2166484", "Q27972277", "Q357262")
    merged = page["merge_wikidata"](results, query)

    assert matched(merged, "election_id", "contestant_id", "wikidata") == [
        ("kz-2004-majilis", "kz-cppk", "Q2166484"),
        ("kz-2004-majilis", "kz-democratic-party", "Q357262"),
        ("kz-2004-majilis", "kz-otan", "Q5437702"),
        ("kz-2012-majilis", "kz-adilet", "Q357262"),
        ("kz-2012-majilis", "kz-cppk", "Q2166484"),
        ("kz-2012-majilis", "kz-nur-otan", "Q1195092"),
        ("kz-2021-majilis", "kz-adal", "Q27972277"),
        ("kz-2021-majilis", "kz-nur-otan", "Q1195092"),
        ("kz-2021-majilis", "kz-peoples-party", "Q2166484"),
    ]


def test_wikidata_item_of_two_parties(page, results):
    """The item that EveryPolitician gives to two parties goes to one of them."""
    merged = page["merge_wikidata"](results, items("Q7997515"))

    assert matched(merged, "contestant_id") == [("az-baxcp",)]


def test_wikidata_item_of_a_notion(page, results):
    """Independents of both countries share an item; no row is doubled."""
    merged = page["merge_wikidata"](results, items("Q327591"))

    assert matched(merged, "contestant_id") == [("az-independents",), ("kz-independents",)]


def test_wikidata_of_elections(page, elections):
    """Elections are found by their own items."""
    merged = page["merge_wikidata"](elections, items("Q3537582", "Q2053480", "Q4832433", "Q232"))

    assert matched(merged, "election_id", "wikidata") == [
        ("az-2005-milli-majlis", "Q4832433"),
        ("kz-2004-majilis", "Q3537582"),
        ("kz-2012-majilis", "Q2053480"),
    ]


def test_two_codes_for_one_party(page, contestants):
    """The World Values Survey alone has two codes for a party; the page says to sum over them."""
    ids = elecdata.load("identifiers")
    days = ids[ids.valid_to.isna()]
    twice = days[days.duplicated(["entity_id", "scheme"], keep=False)]
    codes = page["with_ids"](contestants, "wvs").groupby("contestant_id").wvs.nunique()

    assert set(twice.scheme) == {"wvs"}
    assert codes["az-musavat"] == 2
