"""Whether claims are found on their page, or missed with an address."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "check_sources.py"

DOCUMENT = """\
Election of the year
by a made-up author

The “Orange Party” won 1,830 seats, the Blue Union\u00a012 and the par-
ty of the Assembly\u2019s well-
known speaker one seat.
   \t
Turnout was 64.5 per cent.
"""
SOURCES = "source_id,document,sha256"
CLAIMS = "source_id,locator,derivation,as_printed"
NAMES = "entity_id,name_kind,name,source_id,locator"


@pytest.fixture(scope="module")
def script():
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("check_sources_under_test", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture
def check(script, tmp_path, capsys):
    """A function that checks claims and names against the made-up document."""

    def run(claims=(), names=(), document=DOCUMENT, sha256=None):
        raw, folder = tmp_path / "data" / "raw", tmp_path / "documents"
        (raw / "xx-2001").mkdir(parents=True)
        folder.mkdir()
        (folder / "page.txt").write_bytes(document.encode())
        sha256 = sha256 or hashlib.sha256((folder / "page.txt").read_bytes()).hexdigest()
        for path, rows in {
            raw / "sources.csv": [SOURCES, f"page,page.txt,{sha256}", "lost,lost.txt,0", "web,,"],
            raw / "names.csv": [NAMES, *names],
            raw / "xx-2001" / "claims.csv": [CLAIMS, *claims],
        }.items():
            path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        status = script.main([str(folder)], raw)
        return status, capsys.readouterr().out.splitlines()

    return run


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("page,p1,stated,Election of the year by a", id="over a line end"),
        pytest.param("page,p2,stated,orange party", id="case"),
        pytest.param('page,p2,stated,"""Orange Party"" won"', id="straight for curly quotes"),
        pytest.param("page,p2,stated,Assembly's", id="straight for curly apostrophe"),
        pytest.param("page,p2,stated,Blue  Union 12", id="spaces"),
        pytest.param("page,p2,stated,the party of", id="broken word joined"),
        pytest.param("page,p2,stated,well-known speaker", id="broken word with its hyphen"),
        pytest.param('page,p2,stated,"1,830 seats,"', id="punctuation"),
        pytest.param('page,p2,sum,"1,830 + 12 + one seat"', id="terms of a sum"),
        pytest.param("page,p2,count,Orange Party ... speaker", id="first and last of a list"),
        pytest.param("page,p3,stated,64.5", id="third paragraph, after a line of blanks"),
    ],
)
def test_what_the_page_prints_is_found(check, claim):
    """Quotes, spaces, case and line ends make no difference."""
    status, output = check([claim])

    assert status == 0
    assert output[-1] == "0 misses"


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        pytest.param("page,p3,stated,64.6", "'64.6' is not in p3 of page", id="another figure"),
        pytest.param(
            "page,p1,stated,64.5", "'64.5' is not in p1 of page; it is in p3", id="elsewhere"
        ),
        pytest.param("page,p2,stated,830", "'830' is not in p2 of page", id="end of a number"),
        pytest.param('page,p2,stated,"1,8"', "'1,8' is not in p2 of page", id="start of a number"),
        pytest.param("page,p3,stated,64", "'64' is not in p3 of page", id="without its decimals"),
        pytest.param("page,p3,stated,urn", "'urn' is not in p3 of page", id="inside of a word"),
        pytest.param("page,p2,sum,12 + 13", "'13' is not in p2 of page", id="one term of a sum"),
        pytest.param("page,p3,stated,", "'' is not in p3 of page", id="nothing quoted"),
        pytest.param("page,p4,stated,64.5", "page has p1 to p3, not 'p4'", id="behind the last"),
        pytest.param("page,p0,stated,64.5", "page has p1 to p3, not 'p0'", id="before the first"),
        pytest.param("page,,stated,64.5", "page has p1 to p3, not ''", id="no locator"),
    ],
)
def test_what_the_page_does_not_print_is_a_miss(check, claim, said):
    """A miss names file and line, and what was looked for where."""
    status, output = check(["page,p3,stated,64.5", claim])

    assert status == 1
    assert output == [
        f"data/raw/xx-2001/claims.csv:3: {said}",
        "2 claims checked; 0 not, because their source has no document in the folder",
        "0 names checked; 0 not, because their source has no document in the folder",
        "1 miss",
    ]


def test_names_are_held_against_their_page(check):
    """A variant must stand on its page; a short name is in the house spelling."""
    status, output = check(
        names=[
            "blue,variant,Blue Union,page,p2",
            "orange,variant,Orange List,page,p2",
            "green,short,Greens,page,p2",
        ]
    )

    assert status == 1
    assert output[0] == "data/raw/names.csv:3: 'Orange List' is not in p2 of page"
    assert output[2] == "2 names checked; 0 not, because their source has no document in the folder"


def test_another_copy_is_a_miss(check):
    """A document that is not the one that was coded is named with both digests."""
    status, output = check(sha256="0" * 64)
    found = hashlib.sha256(DOCUMENT.encode()).hexdigest()

    assert status == 1
    assert output[0] == f"data/raw/sources.csv:2: page.txt has SHA-256 {found}, not {'0' * 64}"


def test_claims_without_document_are_counted(check):
    """What could not be checked is said, and is no miss."""
    status, output = check(["page,p3,stated,64.5", "lost,p1,stated,1", "web,p1,stated,1"])

    assert status == 0
    assert (
        output[0] == "1 claims checked; 2 not, because their source has no document in the folder"
    )


@pytest.mark.parametrize("arguments", [[], ["nowhere"], [".", "."]])
def test_wrong_arguments_print_the_usage(script, capsys, arguments):
    """Without one folder that exists, the usage is printed and the status is 2."""
    assert script.main(arguments) == 2
    assert capsys.readouterr().err == script.__doc__ + "\n"
