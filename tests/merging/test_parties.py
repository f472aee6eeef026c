"""Merges of parties and candidates with CLEA, Party Facts, V-Party and Wikidata."""

from __future__ import annotations

import pandas as pd

import elecdata

ROW = ["election_id", "contestant_id"]


# CLEA


def clea_row(ctr, pty, pv1, *, yr=2012, cst=1):
    """A row of clea_lc: a party in a constituency."""
    row = {"ctr_n": "Country", "ctr": ctr, "yr": yr, "mn": 1, "cst_n": "C", "cst": cst, "mag": 98}
    return row | {"pty_n": "Party", "pty": pty, "pv1": pv1}


def test_clea(page, results, matched):
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


def test_partyfacts(page, results, matched):
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


def test_vparty(page, results, matched):
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


# Wikidata


def items(*ids):
    """Rows of a query result: items by their address."""
    return pd.DataFrame({"item": [f"http://www.wikidata.org/entity/{each}" for each in ids]})


def test_wikidata_of_parties(page, results, matched):
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


def test_wikidata_item_of_two_parties(page, results, matched):
    """The item that EveryPolitician gives to two parties goes to one of them."""
    merged = page["merge_wikidata"](results, items("Q7997515"))

    assert matched(merged, "contestant_id") == [("az-baxcp",)]


def test_wikidata_item_of_a_notion(page, results, matched):
    """Independents of both countries share an item; no row is doubled."""
    merged = page["merge_wikidata"](results, items("Q327591"))

    assert matched(merged, "contestant_id") == [("az-independents",), ("kz-independents",)]


def test_wikidata_of_elections(page, elections, matched):
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
