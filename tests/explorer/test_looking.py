"""The explorer for everyone: keyboard, screen reader, phone, dark, paper; and figure by figure."""

from __future__ import annotations

import pytest

import elecdata
from elecdata.schema import TABLES

pytestmark = pytest.mark.browser

VIEWS = (
    "#/",
    "#/kz-2004-majilis",
    "#/kz-2005-president",
    "#/kz-2004-majilis/results/kz-ak-zhol/seats",
    "#/kz-2012-majilis/turnout",
    "#/kz-2012-majilis/claims",
    "#/-/conflicts",
    "#/-/names?q=Ak+Zhol",
    "#/-/sources?kind=igo",
    "#/nowhere",
)
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("fragment", VIEWS)
def test_axe_finds_nothing(reader_of, site, required, fragment, look):
    """No rule of axe-core is broken, in any view, light, dark or small."""
    axe = required("axe_playwright_python.sync_playwright").Axe()
    reader = reader_of((site / "index.html").as_uri(), **LOOKS[look])
    page = reader.open(fragment)
    page.wait_for_timeout(150)
    complaints = list(reader.said)
    report = axe.run(page)
    reader.said[:] = complaints  # axe itself asks for style sheets, which the policy refuses
    broken = [
        (each["id"], [node["target"] for node in each["nodes"]][:5])
        for each in report.response["violations"]
    ]

    assert broken == []


@pytest.mark.parametrize("fragment", VIEWS)
def test_a_phone_scrolls_down_and_not_sideways(reader_of, site, fragment):
    """On 390 pixels the page is as wide as the screen; tables scroll within themselves."""
    reader = reader_of((site / "index.html").as_uri(), **LOOKS["phone"])
    page = reader.open(fragment)

    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_figure_is_reached_by_keyboard_alone(reader):
    """Skip link, election, number, answer and back, without a mouse; focus is where one looks."""
    page = reader.open("#/")
    focus = "document.activeElement"
    page.keyboard.press("Tab")

    assert page.evaluate(f"{focus}.id") == "skip"

    page.keyboard.press("Enter")

    assert page.evaluate(f"{focus}.tagName") == "H1"

    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focus}.getAttribute('href')") == "#/kz-2004-majilis":
            break
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.title.startsWith('Majilis of Kazakhstan, 2004')")

    assert page.evaluate(f"{focus}.textContent") == "Majilis of Kazakhstan, 2004"

    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focus}.href || ''").endswith("/kz-ak-zhol/seats"):
            break
    outline = page.evaluate(f"getComputedStyle({focus}).outlineStyle")
    page.keyboard.press("Enter")
    page.wait_for_selector("#why h2")

    assert outline == "solid"
    assert page.evaluate(f"{focus}.id") == "why-title"

    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    page.wait_for_selector("#why", state="hidden")

    assert page.evaluate(f"{focus}.getAttribute('href')").endswith("/kz-ak-zhol/seats")


def test_the_switch_of_colours_is_remembered(reader_of, site):
    """The system's colours hold until a reader chooses; the choice holds on the next page."""
    reader = reader_of((site / "index.html").as_uri(), color_scheme="dark")
    page = reader.open("#/")
    ground = "getComputedStyle(document.body).backgroundColor"

    assert page.evaluate(ground) == "rgb(21, 24, 30)"

    page.get_by_role("button", name="Switch to light colours").click()
    reader.open("#/-/conflicts")

    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_native_names_are_told_in_their_language(reader):
    """A name in Kazakh or Russian says so, to be read out right."""
    page = reader.open("#/kz-2012-majilis")
    languages = {each.get_attribute("lang") for each in page.locator(".native[lang]").all()}

    assert languages == {"kk", "ru"}
    assert page.evaluate("document.documentElement.lang") == "en"


def test_pictures_have_their_text(reader):
    """What a picture shows stands in its text, for those who do not see it."""
    page = reader.open("#/kz-2012-majilis")
    texts = [each.get_attribute("aria-label") for each in page.locator("[role=img]").all()]

    assert texts[0] == elecdata.plot.alt_text(elecdata.plot.hemicycle("kz-2012-majilis"))
    assert all(len(text) > 40 for text in texts)
    assert page.locator("[role=img] svg").count() == len(texts)


def test_seats_are_drawn_one_by_one(reader):
    """The chamber has as many dots as seats."""
    page = reader.open("#/kz-2012-majilis")

    assert page.locator(".chamber svg circle").count() == 107


def test_paper_has_no_controls(reader):
    """In print a page is its contents, and an answer is the answer in full: no navigation."""
    page = reader.open("#/kz-2004-majilis")
    page.emulate_media(media="print")

    assert page.locator("#main table").first.is_visible()
    assert not page.locator("header").is_visible()

    page = reader.open("#/kz-2004-majilis/results/kz-ak-zhol/seats")

    assert not page.get_by_role("button", name="Close").is_visible()
    assert not page.locator("#main table").first.is_visible()
    assert page.locator("#why .claim").last.is_visible()
    assert len(page.pdf()) > 20_000


def shown(value, field):
    """A value as the page should show it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.kind == "integer" and field.unit != "year":
        return f"{value:,}"
    if field.kind == "number":
        return str(round(value, 2) if field.origin == "derived" else value).removesuffix(".0")
    return str(value).replace("_", " ") if field.vocabulary else str(value)


READ = (
    "() => [...document.querySelectorAll('#main tbody tr')]"
    ".map(line => [...line.children].map(cell => {"
    "const link = cell.querySelector('a.cell') || cell; const copy = link.cloneNode(true);"
    "copy.querySelectorAll('.vh').forEach(each => each.remove());"
    "return [copy.textContent, link.getAttribute('href')]; }))"
)


@pytest.mark.parametrize("election", elecdata.load("elections").election_id.to_list())
def test_every_cell_of_results_is_the_one_loaded(reader, election):
    """Each row and column of results shows the published value and leads to its own address."""
    page = reader.open(f"#/{election}/results")
    names = [each["name"] for each in page.evaluate("Elecdata.model.table('results').fields")]
    order = ["short_name", *[n for n in names if n not in {"short_name", "election_id"}]]
    rows = elecdata.load("results", election=election, backend="pyarrow").to_pylist()
    lines = page.evaluate(READ)

    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        wanted = [shown(row[name], TABLES["results"][name]) for name in order]
        keys = {"contestant_id"}
        links = [
            None if n in keys else f"#/{election}/results/{row['contestant_id']}/{n}" for n in order
        ]
        assert [text for text, _ in line] == wanted
        assert [link for _, link in line] == links


@pytest.mark.parametrize("election", elecdata.load("elections").election_id.to_list())
def test_every_cell_of_elections_is_the_one_loaded(reader, election):
    """Each fact of an election is the published one and leads to its own address."""
    page = reader.open(f"#/{election}")
    [row] = elecdata.load("elections", election=election, backend="pyarrow").to_pylist()
    lines = page.evaluate(READ.replace("#main tbody", ".facts tbody"))
    fields = [field for field in TABLES["elections"].fields if field.name != "election_id"]

    assert [line[1] for line in lines] == [
        [shown(row[field.name], field), f"#/{election}/elections/{field.name}"] for field in fields
    ]


def test_every_cell_has_its_verdict(reader):
    """All cells of elections and results hold the verdict and the claims of `explain`."""
    page = reader.open("#/")
    for election in elecdata.load("elections").election_id:
        for table in ("elections", "results"):
            cells = page.evaluate(
                "([id, name]) => Elecdata.model.pack(id).then(held => {"
                "const table = Elecdata.model.table(name);"
                "return held.tables[name].rows.flatMap((_, place) => table.fields.map(field => {"
                "const cell = Elecdata.model.cell(held, name, place, field);"
                "return [cell.key, field.name, cell.verdict, cell.claims.map(c => c.standing),"
                "cell.ruling && cell.ruling.reason, cell.hash]; })); })",
                [election, table],
            )
            for key, column, verdict, standings, reason, link in cells:
                answer = elecdata.explain(*key, column, table=table)

                assert (verdict, link) == (answer.verdict, answer.link)
                assert standings == [claim["standing"] for claim in answer.claims]
                assert reason == (answer.ruling.reason if answer.ruling else None)
