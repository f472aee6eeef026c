"""What claims cannot say together is told, whatever each page prints."""

from __future__ import annotations

import pytest

import elecdata
from elecdata.curation.sense import is_before
from elecdata.curation.tables import consistency_problems

COUNCIL = "kz-2031-council"  # invented
CLAIMS = f"{COUNCIL}/claims.csv"
AGAIN = "look at the page again"


def told(folder):
    """Problems without their places in the sheet."""
    return [each.partition(": ")[2] for each in folder.problems()]


class TestLabels:
    """A figure printed right after a name is of the contestant who bears it."""

    @pytest.mark.parametrize(
        "printed", ["Alpha 290", "«Alpha Party» – 290", "- ALPHA: 290 (36.7%)", "Альфа, Alpha 290"]
    )
    def test_name_of_another_contestant(self, sheets, printed):
        """Beta's votes, printed as Alpha's; a name that nobody has says nothing."""
        sheets.damage(CLAIMS, "contestant,kz-beta,votes", as_printed=printed)
        found = [
            (
                f"claims[kz-beta/votes].subject_id: found {printed!r}, which names kz-alpha; "
                f"allowed: a figure of kz-beta; {AGAIN}; a name that both have goes into names.csv"
            )
        ]

        assert told(sheets) == ([] if "Альфа" in printed else found)

    @pytest.mark.parametrize(
        "printed",
        [
            "Beta 290",  # its own name
            "Alpha 500, Beta 290",  # the figure of its own name
            "500 Alpha, 290 Beta",  # figures before names
            "Alpha and one more, 290",  # more than a name
            "Alpha 500 to 290",  # another figure has the name
        ],
    )
    def test_prints_that_name_nobody_else(self, sheets, printed):
        """No false alarm."""
        sheets.damage(CLAIMS, "contestant,kz-beta,votes", as_printed=printed)

        assert sheets.problems() == []

    def test_a_name_that_both_have(self, sheets):
        """Put into the sheet of names, it is nobody else's."""
        sheets.damage(CLAIMS, "contestant,kz-beta,votes", as_printed="Alpha 290")
        name = {"entity_id": "kz-beta", "election_id": "any", "language": "en"}
        name |= {"name_kind": "variant", "source_id": "commission-2031", "locator": "p5"}
        sheets.add("names.csv", **name, name="Alpha")

        assert sheets.problems() == []

    def test_sums_and_other_claims(self, sheets):
        """A sum lists its members; a leader is no figure."""
        row = {"derivation": "sum", "as_printed": "Alpha 200 + 90"}
        sheets.damage(CLAIMS, "contestant,kz-beta,votes", **row)
        sheets.claim("contestant,kz-beta,stance", "opposition", as_printed="Alpha 1")
        sheets.damage(CLAIMS, "contestant,kz-beta,stance", derivation="coded")

        assert sheets.problems() == []


class TestForesight:
    """No source knows the votes before anybody has voted."""

    @pytest.mark.parametrize(("day", "wrong"), [("2031-01-13", True), ("2031-01-14", False)])
    def test_votes_before_the_vote(self, sheets, day, wrong):
        """A day is left, for it may still be yesterday where the source is."""
        sheets.damage("sources.csv", "herald-2031", published_date=day)
        found = (
            "claims[kz-alpha/vote_share_pct].source_id: found votes in a source published on "
            "2031-01-13; allowed: one of the vote on 2031-01-15 or later; correct the source, or "
            "its published_date"
        )

        assert told(sheets) == ([found] if wrong else [])


class TestOrder:
    """What ends has begun before."""

    def test_a_party_dissolved_before_it_was_founded(self, sheets):
        """Alpha was founded in March 2005."""
        sheets.claim("party,kz-alpha,dissolved_when", "2004")

        assert told(sheets) == [
            (
                "parties[kz-alpha].dissolved_when: found 2004; allowed: 2005-03, its "
                f"founded_when, or later; {AGAIN}"
            )
        ]

    def test_a_last_round_before_the_first(self, sheets):
        """The vote was on 15 January."""
        sheets.claim(f"election,{COUNCIL},final_round_date", "2031-01-08", as_printed="8 January")

        assert told(sheets) == [
            (
                f"elections[{COUNCIL}].final_round_date: found 2031-01-08; allowed: 2031-01-15, "
                f"its election_date, or later; {AGAIN}"
            )
        ]

    def test_an_outside_id_that_ends_before_it_begins(self, sheets):
        """Which its sheet alone can tell."""
        sheets.damage("identifiers.csv", "kz-alpha", valid_to="2004-12-31")

        assert told(sheets) == [
            "identifiers[kz-alpha].valid_to: found 2004-12-31; allowed: 2005 or later"
        ]

    def test_the_published_tables_are_held_to_it_too(self, sheets, tmp_path):
        """By the same rules, with the row."""
        tables, problems = elecdata.validation.read_tables(_built(sheets, tmp_path))
        rows = tables["sources"].to_pylist()
        for row in rows:
            row["published_date"] = None if row["published_date"] is None else row["accessed_date"]
            if row["source_id"] == "herald-2031":
                row["published_date"] = row["published_date"].replace(year=2030)
        tables["sources"] = tables["sources"].from_pylist(rows, schema=tables["sources"].schema)
        found = [str(each) for each in consistency_problems(tables)]

        assert problems == []
        assert any("found votes in a source published on 2030-12-31" in each for each in found)

    @pytest.mark.parametrize("later", ["2002~", "2002-21", "2002", "2002-03", "../2003"])
    def test_only_what_is_sure_is_before(self, later):
        """Neither the same year, nor about a year, nor a season, nor an open end."""
        assert not is_before("2002-03", later)
        assert is_before("2001-12", "2002-03")


class TestCircles:
    """No party comes before itself."""

    def test_each_the_predecessor_of_the_other(self, sheets):
        """Both claims are told."""
        for one, other in (("alpha", "beta"), ("beta", "alpha")):
            sheets.claim(
                f"party,kz-{one},predecessor_id", f"kz-{other}", derivation="coded", as_printed="x"
            )

        assert [each.partition(":")[0] for each in told(sheets)] == [
            "claims[kz-alpha/predecessor_id].value",
            "claims[kz-beta/predecessor_id].value",
        ]

    def test_both_ways_of_saying_the_same(self, sheets):
        """Alpha followed Beta, and Beta was followed by Alpha."""
        coded = {"derivation": "coded", "as_printed": "x"}
        sheets.claim("party,kz-alpha,predecessor_id", "kz-beta", **coded)
        sheets.claim("party,kz-beta,successor_id", "kz-alpha", **coded)

        assert sheets.problems() == []


def _built(sheets, tmp_path):
    """Tables of the sheets, in a folder."""
    elecdata.build(sheets.root, tmp_path / "tables")
    return tmp_path / "tables"
