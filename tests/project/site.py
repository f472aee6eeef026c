"""The built site holds what it promises: `make site` runs this after the build.

Its name keeps it from `make test`, which builds no site.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import elecdata
import elecdata.errors
from elecdata.cli import parser
from elecdata.schema import TABLES

SITE = Path(__file__).resolve().parents[2] / "build" / "site"
NOT_OURS = {"_static", "explorer"}
PAGES = sorted(page for page in SITE.rglob("*.html") if NOT_OURS.isdisjoint(page.parts))
PUBLIC = [
    *(f"elecdata.{name}" for name in elecdata.__all__ if name not in {"metrics", "plot"}),
    *(f"elecdata.metrics.{name}" for name in elecdata.metrics.__all__),
    *(f"elecdata.plot.{name}" for name in elecdata.plot.__all__),
]
# What a browser fetches by itself, by tag: links that a reader follows are not among them.
FETCHED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "srcset"}


class Reader(HTMLParser):
    """Ids, links and everything fetched on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.pictures: list[dict[str, str | None]] = []

    def handle_starttag(self, tag, attributes):
        """Note what a tag names."""
        given = dict(attributes)
        self.ids |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag in FETCHED and given.get(FETCHED[tag]):
            self.fetched.append(given[FETCHED[tag]])
        if tag == "img":
            self.pictures.append(given)


@cache
def read(page: Path) -> Reader:
    """A page, read once."""
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


def leads_nowhere(page: Path, link: str) -> bool:
    """Whether a link within the site names no file, or no place in it."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return False
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_file():
        return True
    # What follows "#/" is for the explorer to read.
    named = unquote(parts.fragment)
    if not named or named.startswith("/") or target.suffix != ".html":
        return False
    return named not in read(target).ids


def test_there_are_pages():
    """Nothing below is true for want of pages."""
    assert {"index.html", "codebook.html", "api.html", "cli.html"} <= {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(SITE).as_posix())
def test_links_lead_somewhere(page):
    """Every link within the site names a file, and a place in it that is there."""
    found = read(page)

    assert [link for link in found.links if leads_nowhere(page, link)] == []
    assert [name for name in found.fetched if leads_nowhere(page, name)] == []


def test_nothing_comes_from_elsewhere():
    """No page or style sheet fetches a font, a script or a picture from another host."""
    fetched = {(page.name, name) for page in PAGES for name in read(page).fetched}
    sheets = [sheet for sheet in SITE.rglob("*.css") if "explorer" not in sheet.parts]
    named = re.compile(r"(?:@import\s+|url\()[\"']?(?:https?:)?//")

    assert {each for each in fetched if urlsplit(each[1]).netloc} == set()
    assert [sheet.name for sheet in sheets if named.search(sheet.read_text("utf-8"))] == []


def test_pictures_have_words():
    """Every picture says what it shows; a thumbnail stands beside its title."""
    wordless = {
        page.name
        for page in PAGES
        for picture in read(page).pictures
        if not picture.get("alt") and "_thumb" not in str(picture["src"])
    }

    assert wordless == set()


@pytest.mark.parametrize("name", PUBLIC)
def test_public_names_have_pages(name):
    """Every public name has a page on which it is explained."""
    assert name in read(SITE / "api" / f"{name}.html").ids


def test_errors_have_pages():
    """Every error that may be caught has a page."""
    names = [
        name
        for name, value in vars(elecdata.errors).items()
        if isinstance(value, type) and value.__module__ == "elecdata.errors" and name[0] != "_"
    ]
    homes = [SITE / "api" / f"elecdata.errors.{name}.html" for name in names]
    homes = [home for home in homes if home.stem != "elecdata.errors.ElecdataError"]

    assert [home.stem for home in homes if not home.is_file()] == []


def test_tables_and_commands_are_headings():
    """Every table is a heading of the codebook, every command one of the command line."""
    [action] = [each for each in parser()._actions if each.dest == "command"]
    tables = {name.replace("_", "-") for name in TABLES}
    commands = {f"elecdata-{name}".replace("_", "-") for name in action.choices}

    assert tables - read(SITE / "codebook.html").ids == set()
    assert commands - read(SITE / "cli.html").ids == set()


def test_cells_are_those_of_the_record():
    """A story shows the figure that is published, its rule, and each source with its address."""
    page = (SITE / "stories" / "one-seat-or-two.html").read_text("utf-8")
    answer = elecdata.explain("kz-2004-majilis", "kz-ak-zhol", "seats")
    addresses = elecdata.sources().set_index("source_id").url
    cited = [addresses[claim["where"].split()[0]] for claim in answer.claims]

    assert answer.headline in page
    assert answer.ruling.rule in page
    assert [url for url in cited if isinstance(url, str) and url not in page] == []


def test_the_explorer_lies_beside_the_pages():
    """Cells lead into the explorer where there is one, by the address that the library gives."""
    page = (SITE / "stories" / "one-seat-or-two.html").read_text("utf-8")
    answer = elecdata.explain("kz-2004-majilis", "kz-ak-zhol", "seats")
    fragment = getattr(answer, "link", "#/kz-2004-majilis/results/kz-ak-zhol/seats")
    there = (SITE / "explorer" / "index.html").is_file()

    assert there == (find_spec("elecdata.explorer") is not None)
    assert (f'"../explorer/index.html{fragment}"' in page) == there


def test_every_page_of_the_folder_is_on_the_site():
    """A Markdown page in docs becomes a page of the site by itself."""
    docs = SITE.parents[1] / "docs"
    built = {page.relative_to(SITE).with_suffix("").as_posix() for page in PAGES}
    written = {page.relative_to(docs).with_suffix("").as_posix() for page in docs.rglob("*.md")}
    written = {name for name in written if not name.startswith(("pictures/", "_"))}

    assert written - built == {"gallery"}
