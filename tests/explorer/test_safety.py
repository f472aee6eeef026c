"""The explorer shows what it is given, as text, from its own folder alone."""

from __future__ import annotations

import pytest

import elecdata
from elecdata.dataset import opened
from elecdata.explorer.contents import contents
from elecdata.explorer.pages import pages

pytestmark = pytest.mark.browser

HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>\u2028'\"&amp;"
LATE = {"rows", "claims", "rulings", "names", "subjects", "title", "words", "finding", "groups"}


def spoilt(value, within=False):
    """The same contents with a hostile end to every text that is no id, and hostile addresses."""
    if isinstance(value, dict):
        return {name: spoilt(each, within or name in LATE) for name, each in value.items()}
    if isinstance(value, list):
        return [spoilt(each, within) for each in value]
    if not within or not isinstance(value, str):
        return value
    if value.startswith("http"):
        return "javascript:alert(3)"
    return value + HOSTILE if value[:1].isupper() or " " in value else value


@pytest.fixture(scope="module")
def hostile(untouched, tmp_path_factory):
    """Pages of a small record whose every name and text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    held = contents(opened(untouched.root))
    for name, content in pages({name: spoilt(each) for name, each in held.items()}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
PLACES = [
    "#/",
    "#/kz-2031-council",
    "#/kz-2031-council/results/kz-alpha/votes",
    "#/kz-2031-council/elections/turnout_pct",
    "#/kz-2031-council/claims",
    "#/kz-2031-council/events",
    "#/-/conflicts",
    "#/-/names?q=Alpha",
    "#/-/sources",
    "#/-/sources/herald-2031",
    "#/-/sources/%3Cimg%20src=x%20onerror=alert(4)%3E",
    "#/%3Cscript%3Ealert(5)%3C/script%3E",
]


@pytest.mark.parametrize("fragment", PLACES)
def test_hostile_texts_are_shown_as_texts(reader_of, hostile, fragment):
    """No text of a sheet, and no address, becomes a script, an element or a link to run."""
    reader = reader_of((hostile / "index.html").as_uri())
    alerts = []
    reader.page.on("dialog", lambda each: (alerts.append(each.message), each.dismiss()))
    page = reader.open(fragment)
    page.wait_for_timeout(100)
    made = page.evaluate("document.querySelectorAll('main img, main script, aside img').length")
    run = page.evaluate("document.querySelectorAll('a[href^=javascript]').length")

    assert (alerts, made, run) == ([], 0, 0)
    if "alert(" in fragment:
        assert "alert(" in page.locator("#main .lead").inner_text()
    elif fragment != "#/kz-2031-council/results/kz-alpha/votes":
        assert "</script>" in page.locator("#main").inner_text()


@pytest.mark.parametrize("way", ["disk", "web"])
def test_nothing_is_asked_of_others(reader_of, site, served, way):
    """From disk and from a web server, every request is for a file of the folder."""
    address = (site / "index.html").as_uri() if way == "disk" else served(site)
    reader = reader_of(address)
    home = address.removesuffix("index.html")
    for fragment in ("#/", "#/kz-2012-majilis", "#/kz-2012-majilis/elections/seats"):
        reader.open(fragment)
    asked = {each for each in reader.asked if each != "about:blank"}

    assert len(asked) > 20
    assert [each for each in asked if not each.startswith(home)] == []
    assert reader.text("#why .answer") == "107"


def test_no_script_of_another_place_may_run(reader):
    """The page's policy refuses a script written into it, and one from elsewhere."""
    failed = []
    reader.page.on("requestfailed", lambda each: failed.append((each.url, each.failure)))
    page = reader.open("#/")
    ran = page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.body.append(s); const t = document.createElement('script');"
        "t.src = 'https://example.org/x.js'; document.body.append(t); return window.ran || 0; }"
    )
    page.wait_for_timeout(200)
    refused = [line for line in reader.said if "Content Security Policy" in line]
    reader.said.clear()

    assert ran == 0
    assert len(refused) >= 2
    assert failed == [("https://example.org/x.js", "csp")]


def test_the_first_view_is_light_and_fast(reader_of, site, served):
    """What the first view loads is under 1.5 MB, and it stands within a second, once warm."""
    reader = reader_of(served(site))
    times = []
    for _ in range(4):  # the least of them: the machine may be busy with other tests
        page = reader.open("#/")
        page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint')[0]")
        times.append(page.evaluate(FIRST_PAINT))
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".map(each => each.decodedBodySize)"
    )

    assert len(sizes) > 15
    assert sum(sizes) < 1_500_000
    assert min(times) < 1000


def test_a_folder_that_is_not_whole_says_so(reader_of, site, tmp_path):
    """Where a file of the data is gone, the page tells which, and how to make it anew."""
    import shutil

    broken = shutil.copytree(site, tmp_path / "broken")
    (broken / "data" / "election-4.js").unlink()
    reader = reader_of((broken / "index.html").as_uri())
    reader.open("#/kz-2012-majilis")
    told = reader.text("#main .lead")
    reader.said.clear()  # the browser's own complaint of the missing file

    assert told.startswith("data/election-4.js cannot be read.")


def test_own_sheets_are_browsed(reader_of, untouched, tmp_path):
    """A folder of one's own sheets makes the same pages."""
    address = elecdata.browse(to=tmp_path / "own", data=untouched.root).as_uri()
    reader = reader_of(address)
    reader.open("#/kz-2031-council/results/kz-alpha/votes")
    answer = elecdata.explain("kz-2031-council", "kz-alpha", "votes", data=untouched.root)

    assert reader.text("#why .answer") == "500"
    assert reader.text("#why .verdict") == answer.verdict
