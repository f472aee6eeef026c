"""An election on one page."""

from __future__ import annotations

import re
import subprocess
import sys

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

import elecdata
from elecdata.errors import InvalidArgumentError, PlotError, UnknownNameError
from elecdata.plot import alt_text, report, save, style
from elecdata.plot.disputes import conflict_table

ELECTIONS = elecdata.load("elections")["election_id"].tolist()


@pytest.fixture(scope="module")
def pages():
    """A page of every election."""
    return {each: report(each) for each in ELECTIONS}


def said(sheet):
    """Every text of a page that can be seen."""
    from matplotlib.text import Text

    texts = sheet.findobj(lambda each: isinstance(each, Text) and each.get_visible())
    return [text.get_text().replace("\n", " ") for text in texts if text.get_text().strip()]


@pytest.mark.parametrize("election", ELECTIONS)
def test_every_election_fills_a_page(pages, election):
    """Six panels, each with a title and a text of its own, all within an A4 page."""
    sheet = pages[election]

    assert tuple(sheet.get_size_inches()) == pytest.approx((8.27, 11.69))
    axes = [part.axes[0] for part in sheet.subfigs]
    assert [len(part.axes) for part in sheet.subfigs] == [1] * 6
    assert all(ax.get_title() for ax in axes)
    assert all(alt_text(ax) in alt_text(sheet) for ax in axes)


@pytest.mark.parametrize("election", ELECTIONS)
def test_nothing_leaves_the_page_or_meets_a_neighbour(pages, election):
    """Texts of a panel stay in its part, but for a point or two; head and foot touch no panel."""
    sheet = pages[election]
    sheet.draw_without_rendering()
    unit = sheet.dpi / 72

    for part in sheet.subfigs:
        ax = part.axes[0]
        for text in [ax.title, *ax.texts]:
            if text.get_visible() and text.get_text():
                box = text.get_window_extent()
                assert box.x0 > part.bbox.x0 - 4 * unit, text
                assert box.x1 < part.bbox.x1 + 4 * unit, text
                assert box.y0 > part.bbox.y0 - 4 * unit, text
                assert box.y1 < part.bbox.y1 + 4 * unit, text
    head, foot = sheet.texts[:3], sheet.texts[3]
    assert min(text.get_window_extent().y0 for text in head) > sheet.subfigs[0].bbox.y1
    assert foot.get_window_extent().y1 < sheet.subfigs[-1].bbox.y0


def test_titles_of_panels_are_alike(pages):
    """Panels with long titles and with short ones have letters of one size."""
    for sheet in pages.values():
        assert len({part.axes[0].title.get_fontsize() for part in sheet.subfigs}) == 1


def test_head_and_foot(pages):
    """Name, finding, facts, sources by kind, version and digest."""
    name, headline, facts, foot = (text.get_text() for text in pages["kz-2012-majilis"].texts)
    about = elecdata.load("results").attrs["elecdata"]
    kinds = elecdata.sources(election="kz-2012-majilis")["kind"].value_counts()

    assert name == "Majilis of Kazakhstan, 15 Jan 2012"
    assert re.fullmatch(r"Nur Otan holds 83 of 107 seats; \d+ of \d+ verdicts fault .*", headline)
    assert facts.startswith("Proportional system, 107 seats, threshold 7%, ")
    assert f"Sources: {kinds.sum()} with " in foot
    assert all(f"{kind} {count}" in foot for kind, count in kinds.items())
    assert about["version"] in foot
    assert about["digest"] in foot.replace("\n", "")


def test_panels_without_data_say_so(pages):
    """Azerbaijan 2005 has neither shares of the vote nor exit polls in the record."""
    words = said(pages["az-2005-milli-majlis"])

    assert "No share of the vote is in the record." in words
    assert "No exit poll is in the record." in words


def test_a_presidency_has_candidates_for_a_chamber(pages):
    """Shares and votes of the candidates take the place of seats."""
    axes = [part.axes[0] for part in pages["kz-2005-president"].subfigs]

    assert axes[0].get_title().replace("\n", " ").startswith("Nazarbayev leads with 91.15%")
    assert "votes" in axes[1].get_title()
    assert "1e6" not in said(pages["kz-2005-president"])


def test_conflicts_are_the_widest_first():
    """The table has the rival figures at the ends, and their spread over what was adopted."""
    table = conflict_table("kz-2012-majilis").set_index("what")
    seats = table.loc["Seats, Communist People's Party"]

    assert seats[["low", "high", "adopted"]].tolist() == ["7", "10", "7"]
    assert seats["share"] == pytest.approx(3 / 7)
    assert table["share"].is_monotonic_decreasing


def test_conflicts_in_words(pages):
    """Figures in dispute are told with their thousands apart, and that none was adopted."""
    text = alt_text(pages["kz-2021-majilis"])

    assert "Ballots cast: 7,241,562 to 7,539,280, adopted none (unresolved)" in text
    assert "nan" not in text.split()


def test_how_many_conflicts(pages):
    """So many rows as asked for, and a note on the rest."""
    sheet = report("kz-2012-majilis", conflicts=2, title="")
    words = " ".join(said(sheet.subfigs[-1]))
    every = len(conflict_table("kz-2012-majilis"))

    assert f"Not listed: {every - 2} narrower." in words
    assert sheet.texts[1].get_text() == ""


def test_files(tmp_path, pages):
    """A page keeps its size in PNG, PDF and SVG."""
    sheet = pages["kz-2021-majilis"]
    png = save(sheet, tmp_path / "page.png", dpi=50)
    with mpl.rc_context({"pdf.compression": 0}):
        pdf = save(sheet, tmp_path / "page.pdf").read_bytes()
    svg = save(sheet, tmp_path / "page.svg").read_text(encoding="utf-8")

    assert mpl.image.imread(png).shape[:2] == (int(11.69 * 50), int(8.27 * 50))
    assert re.search(rb"/MediaBox \[ 0 0 595.44 841.68 \]", pdf)
    assert b"/TrueType" in pdf or b"/CIDFontType2" in pdf
    assert b"/Type3" not in pdf  # Journals refuse such fonts.
    assert 'viewBox="0 0 595.44 841.68"' in svg


def test_own_figure_paper_and_style():
    """It draws on a figure given, on letter, and on dark paper, and leaves settings alone."""
    before = dict(mpl.rcParams)
    letter = report("kz-2005-president", paper="letter")
    with style("dark"):
        figure = Figure(figsize=(8, 11))
        dark = report("kz-2005-president", figure=figure)

    assert tuple(letter.get_size_inches()) == (8.5, 11)
    assert dark is figure
    assert dark.texts[1].get_color() == dark.subfigs[0].axes[0].title.get_color() != "#1a1a1a"
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(
    ("call", "kind", "message"),
    [
        (
            {"election": 7},
            PlotError,
            "report: got int; give the id of one election, such as 'kz-2012-majilis'",
        ),
        (
            {"election": "kz-2012-majilis", "paper": "a5"},
            InvalidArgumentError,
            "paper is 'a5'; give one of a4, letter",
        ),
        (
            {"election": "kz-2012-majilis", "figure": 3},
            PlotError,
            "figure is int; give a matplotlib Figure or None",
        ),
    ],
)
def test_refusals(call, kind, message):
    """Wrong arguments are told."""
    with pytest.raises(kind) as caught:
        report(**call)

    assert str(caught.value) == message


def test_a_full_figure_is_refused():
    """A page is drawn on an empty figure."""
    figure = Figure()
    figure.subplots()
    with pytest.raises(PlotError) as caught:
        report("kz-2012-majilis", figure=figure)

    assert str(caught.value) == "figure holds something already; give an empty one, or None"


def test_unknown_election():
    """An unknown id is told, with near ones."""
    with pytest.raises(UnknownNameError, match="kz-2012-majilis"):
        report("kz-2012-majlis")


def test_command(tmp_path):
    """The command writes the page."""
    path = tmp_path / "page.pdf"
    done = subprocess.run(
        [sys.executable, "-m", "elecdata", "plot", "report", "kz-2004-majilis", "-o", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == f"{path}\n"
    assert path.read_bytes().startswith(b"%PDF")
