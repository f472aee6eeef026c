"""The explorer as someone reads it: every view, every way of asking, in a real browser."""

from __future__ import annotations

import csv
import io
import json

import pytest

import elecdata

pytestmark = pytest.mark.browser

AK_ZHOL = "#/kz-2004-majilis/results/kz-ak-zhol/seats"
VIEWS = {
    "#/": "Every figure, and who says so",
    "#/kz-2012-majilis": "Majilis of Kazakhstan, 2012",
    "#/kz-2005-president": "President of Kazakhstan, 2005",
    "#/az-2005-milli-majlis": "Milli Majlis of Azerbaijan, 2005",
    "#/kz-2012-majilis/events": "Events",
    "#/kz-2012-majilis/claims": "Claims",
    "#/kz-2012-majilis/discrepancies": "Discrepancies",
    "#/-/conflicts": "Conflicts",
    "#/-/names": "Parties and people",
    "#/-/parties": "Parties",
    "#/-/sources": "Sources",
    "#/-/sources/unisci-abazov-2004": None,
}


@pytest.mark.parametrize("fragment", VIEWS)
def test_every_view_shows_its_heading(reader, fragment):
    """A view opens at its own address, with a title, and the browser complains of nothing."""
    reader.open(fragment)
    heading = reader.text("#main h1")

    assert heading == (VIEWS[fragment] or heading) != "Not found"
    assert reader.page.title().endswith(" · elecdata")


class TestCell:
    """A number leads to what every source says of it."""

    def test_a_click_shows_the_claims(self, reader):
        """The panel says what `explain` says: claims in its order, ruling, reason."""
        page = reader.open("#/kz-2004-majilis")
        page.locator(f'a.cell[href="{AK_ZHOL}"]').first.click()
        page.wait_for_selector("#why h2")
        answer = elecdata.explain("kz-2004-majilis", "kz-ak-zhol", "seats")
        standings = page.locator("#why .claim .badge").all_inner_texts()
        printed = page.locator("#why q").all_inner_texts()

        assert reader.text("#why .answer") == "1"
        assert reader.text("#why .verdict") == answer.verdict
        assert answer.ruling.reason in reader.text("#why .ruling")
        assert standings == [claim["standing"] for claim in answer.claims]
        assert printed == [claim["as_printed"] for claim in answer.claims]
        assert page.evaluate("location.hash") == answer.link

    def test_an_empty_cell_has_its_typed_reason(self, reader):
        """Where there is no figure, the panel says which kind of gap it is."""
        reader.open("#/kz-2005-president/elections/threshold_pct")

        assert reader.text("#why .answer") == "empty"
        assert reader.text("#why .missing").startswith(
            "not applicable The question does not arise."
        )

    def test_a_gap_tells_what_bounds_there_are(self, reader):
        """Where sources give only bounds, the panel lists them as claims."""
        reader.open("#/az-2005-milli-majlis/elections/n_candidates")

        assert "Sources give only: more than 1500." in reader.text("#why .missing")
        assert "bound more than 1,500 persons" in reader.text("#why .claims")

    def test_a_computed_cell_tells_its_formula(self, reader):
        """A share of seats is told with what it was computed from, and in full."""
        reader.open("#/kz-2012-majilis/results/kz-nur-otan/seat_share_pct")
        answer = elecdata.explain("kz-2012-majilis", "kz-nur-otan", "seat_share_pct")

        assert reader.text("#why .verdict") == answer.verdict
        assert reader.text("#why .exact") == f"In full: {answer.value}"

    def test_sources_are_links_of_the_web(self, reader):
        """A claim's source leads to its address, without telling it where the reader came from."""
        page = reader.open(AK_ZHOL)
        links = page.locator("#why a.title")

        assert links.count() > 3
        assert all(link.get_attribute("href").startswith("http") for link in links.all())
        assert {link.get_attribute("rel") for link in links.all()} == {"noopener noreferrer"}

    def test_closing_leads_back(self, reader):
        """Escape closes the panel and gives the focus back to the number."""
        page = reader.open(AK_ZHOL)
        page.keyboard.press("Escape")
        page.wait_for_selector("#why", state="hidden")

        assert page.evaluate("document.activeElement.getAttribute('href')") == AK_ZHOL
        assert page.evaluate("location.hash") == "#/kz-2004-majilis"


class TestLinks:
    """Every cell has an address, and an address that leads nowhere says so."""

    @pytest.mark.parametrize(
        ("cell", "table"),
        [
            (("kz-2012-majilis", "turnout_pct"), None),
            (("kz-2004-majilis", "kz-otan", "status"), None),
            (("kz-2012-majilis", "list", "seats"), "allocations"),
            (("kz-ak-zhol", "leader"), "parties"),
            (
                tuple("kz-2012-majilis national close all final registered turnout_pct".split()),
                "turnout",
            ),
        ],
        ids=lambda given: "-".join(given) if isinstance(given, tuple) else str(given),
    )
    def test_the_link_of_an_explanation_opens_its_cell(self, reader, cell, table):
        """`explain(...).link` is the address of the same cell."""
        answer = elecdata.explain(*cell, table=table)
        page = reader.open(answer.link)

        assert reader.text("#why .verdict") == answer.verdict
        assert page.locator("#why .claim").count() == len(answer.claims)

    @pytest.mark.parametrize(
        ("fragment", "said", "suggested"),
        [
            ("#/kz-2012-majlis", "election named “kz-2012-majlis”", "kz-2012-majilis"),
            ("#/kz-2012-majilis/turnuot", "table of an election named", "turnout"),
            ("#/kz-2012-majilis/results/kz-nur-otn/seats", "row of results", "kz-nur-otan"),
            ("#/kz-2012-majilis/results/kz-nur-otan/seat", "column of results", "seats"),
            ("#/-/sources/unisci-abazov-2005", "source named", "unisci-abazov-2004"),
            ("#/-/conflict", "table named “conflict”", "conflicts"),
            ("#/-/parties/kz-ak-zol/leader", "row of parties", "kz-ak-zhol"),
            ("#/%E0%A4%A/__proto__/constructor", "election named", None),
        ],
    )
    def test_an_unknown_address_says_so_and_suggests(self, reader, fragment, said, suggested):
        """What is not known is named, and what comes near is offered."""
        page = reader.open(fragment)

        assert reader.text("#main h1") == "Not found"
        assert said in reader.text("#main .lead")
        assert suggested is None or suggested in page.locator("#main li a").all_inner_texts()

    def test_an_offer_leads_on(self, reader):
        """The offer of an unknown address opens what it names."""
        page = reader.open("#/kz-2012-majilis/results/kz-nur-otn/seats")
        page.get_by_role("link", name="kz-nur-otan").click()
        page.wait_for_selector("#why h2")

        assert reader.text("#why .answer") == "83 seats".removesuffix(" seats")


class TestLists:
    """Conflicts, claims, sources and names are searched."""

    def test_conflicts_are_filtered(self, reader):
        """A filter leaves what `conflicts` gives, and is kept in the address."""
        page = reader.open("#/-/conflicts")
        page.get_by_label("Election").select_option("kz-2012-majilis")
        page.get_by_label("Rule").select_option("definition")
        frame = elecdata.conflicts(election="kz-2012-majilis")
        wanted = frame[frame.rule == "definition"]

        assert page.locator("#main tbody tr").count() == len(wanted)
        assert reader.text(".count").startswith(f"{len(wanted)} of ")
        assert (
            page.evaluate("location.hash")
            == "#/-/conflicts?election=kz-2012-majilis&rule=definition"
        )

    def test_a_filter_comes_with_the_address_and_survives_a_look_at_a_cell(self, reader):
        """Opening a conflict and closing it leads back to the filtered list."""
        page = reader.open("#/-/conflicts?election=kz-2004-majilis&q=Ak+Zhol")
        before = page.locator("#main tbody tr").count()
        page.locator("#main tbody a.cell").first.click()
        page.wait_for_selector("#why h2")
        page.get_by_role("button", name="Close").click()

        assert 0 < before == page.locator("#main tbody tr").count() < 27
        assert page.evaluate("location.hash") == "#/-/conflicts?election=kz-2004-majilis&q=Ak+Zhol"

    def test_many_claims_are_shown_in_steps(self, reader):
        """A thousand rows are unrolled on demand, and all are counted."""
        page = reader.open("#/kz-2021-majilis/claims")
        n = len(elecdata.load("claims", election="kz-2021-majilis"))
        page.get_by_role("button", name="Show 500 more").click()

        assert reader.text(".count") == f"{n:,} claims"
        assert page.locator("#main tbody tr").count() == 600

    def test_what_no_claim_says_is_told(self, reader):
        """A filter that fits nothing leaves an empty list that says so."""
        page = reader.open("#/kz-2021-majilis/claims")
        page.get_by_label("Text").fill("no such words at all")

        assert reader.text(".count").startswith("0 of ")
        assert reader.text(".none") == "No row."

    @pytest.mark.parametrize(
        "name", ["Aq Jol", "Ақ жол", "нур отан", "Musavat", "Nazarbaev", "OSDP"]
    )
    def test_names_are_found_as_python_finds_them(self, reader, name):
        """The search gives what `find` gives, in any script, best first."""
        page = reader.open("#/-/names")
        page.get_by_label("Name").fill(name)
        found = page.locator(".entity p code").all_inner_texts()

        assert found == elecdata.find(name).id.head(30).to_list()

    def test_names_fold_as_python_folds_them(self, reader):
        """Letters and sounds are the same in both languages, for every name there is."""
        page = reader.open("#/-/names")
        wrong = page.evaluate(
            "() => { const held = Elecdata.held('names');"
            "return held.names.filter((n) => Elecdata.names.folded(n[3], held) !== n[2]); }"
        )

        assert wrong == []


class TestTaking:
    """What is shown can be taken away."""

    def saved(self, page, name, within):
        """Text of a file that a button saves."""
        with page.expect_download() as waiting:
            page.locator(within).get_by_role("button", name=name).first.click()
        return waiting.value.path().read_text(encoding="utf-8")

    def test_results_are_saved_as_csv(self, reader):
        """The table of results, saved, holds what `load` gives, in full."""
        page = reader.open("#/kz-2012-majilis/results")
        text = self.saved(page, "CSV of Results", "#main")
        rows = list(csv.DictReader(io.StringIO(text)))
        frame = elecdata.load("results", election="kz-2012-majilis")

        assert [row["contestant_id"] for row in rows] == frame.contestant_id.to_list()
        assert [float(row["seat_share_pct"]) for row in rows] == frame.seat_share_pct.to_list()

    def test_filtered_conflicts_are_saved_as_json(self, reader):
        """A filtered list is saved as filtered."""
        page = reader.open("#/-/conflicts?rule=definition")
        rows = json.loads(self.saved(page, "JSON", "#main"))

        assert {row["rule"] for row in rows} == {"definition"}
        assert len(rows) == (elecdata.conflicts().rule == "definition").sum()

    def test_claims_of_a_cell_are_saved(self, reader):
        """The claims on a cell, saved, carry their standing and the address of the source."""
        page = reader.open(AK_ZHOL)
        rows = json.loads(self.saved(page, "JSON", "#why"))

        assert rows[0]["standing"] == "adopted"
        assert rows[0]["url"].startswith("http")


def test_a_measure_is_compared(reader):
    """The start page compares what `compare` compares: renamed parties share a row."""
    page = reader.open("#/")
    page.get_by_label("Measure").select_option("results.vote_share_pct")
    page.get_by_label("Milli Majlis of Azerbaijan, 2005").uncheck()
    heads = page.locator("#compared thead th").all_inner_texts()
    row = page.locator("#compared tbody tr", has=page.get_by_text("Nur Otan", exact=True))

    assert heads == ["Contestant", "Majilis 2004", "President 2005", "Majilis 2012", "Majilis 2021"]
    assert " ".join(row.inner_text().split()).startswith("Nur Otan 60.61")
    assert "measure=results.vote_share_pct" in page.evaluate("location.hash")


def test_a_table_is_sorted(reader):
    """A heading sorts, largest first, and says so; what is empty comes last."""
    page = reader.open("#/kz-2012-majilis/results")
    page.get_by_role("button", name="Votes", exact=True).click()
    column = page.locator("#main tbody tr td:nth-child(7)")
    names = page.locator("#main thead th").all_inner_texts()
    place = names.index("Votes") + 1
    column = page.locator(f"#main tbody tr > :nth-child({place})").all_inner_texts()

    assert page.locator("#main th[aria-sort]").get_attribute("aria-sort") == "descending"
    assert column[0] == "5,621,436"
    assert column[-1].startswith("–")
