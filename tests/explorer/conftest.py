"""Pages made once, a web server for them, and a browser to read them in."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading

import pytest

import elecdata

FOUND = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Folder with the explorer of the packaged tables."""
    return elecdata.browse(to=tmp_path_factory.mktemp("explorer")).parent


class _Silent(http.server.SimpleHTTPRequestHandler):
    """A server that keeps no log."""

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture(scope="session")
def served():
    """Maker of addresses at which a web server of this machine shows a folder."""
    servers = []

    def address(folder):
        handler = functools.partial(_Silent, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/index.html"

    yield address
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser(required):
    """Chromium, where there is one."""
    sync_api = required("playwright.sync_api")
    program = next((path for name in FOUND if (path := shutil.which(name))), None)
    if program is None:
        why = "no Chromium: apt-get install chromium"
        if os.getenv("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    # As root, which containers run as, Chromium has no sandbox to offer.
    plain = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=plain)
        yield found
        found.close()


class Reader:
    """A page of the explorer, and what the browser said and asked for meanwhile."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.said, self.asked = [], []
        page.on("console", lambda each: self.said.append(each.text))
        page.on("pageerror", lambda each: self.said.append(str(each)))
        page.on("request", lambda each: self.asked.append(each.url))

    def open(self, fragment="#/"):
        """Show a fragment, and wait until it is there."""
        self.page.goto("about:blank")
        self.page.goto(self.address + fragment)
        return self.settle()

    def settle(self):
        """Wait until the page has shown what its address asks for."""
        self.page.wait_for_selector("#main h1", state="attached")
        if self.page.evaluate(
            "location.hash.split('/').length > 3 && !/sources/.test(location.hash)"
        ):
            self.page.wait_for_function(
                "() => !document.getElementById('why').hidden || /Not found/.test(document.title)"
            )
        return self.page

    def text(self, selector):
        """Text of the first element that fits, in one line."""
        return " ".join(self.page.locator(selector).first.inner_text().split())


@pytest.fixture
def reader_of(browser):
    """Maker of readers of an address; every one must end without a complaint of the browser."""
    contexts, readers = [], []

    def make(address, **options):
        chosen = {"viewport": {"width": 1280, "height": 900}} | options
        context = browser.new_context(**chosen)
        contexts.append(context)
        readers.append(Reader(context.new_page(), address))
        return readers[-1]

    yield make
    for context in contexts:
        context.close()

    assert [line for reader in readers for line in reader.said] == []


@pytest.fixture
def reader(reader_of, site):
    """A reader of the packaged tables' explorer, opened from disk."""
    return reader_of((site / "index.html").as_uri())
