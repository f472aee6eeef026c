"""Sheets that are no files, lead elsewhere, are too deep, too long, or written to deceive."""

from __future__ import annotations

import os
import sys

import pytest

import elecdata
from elecdata.curation.shape import ShapeError, format_sheets
from elecdata.digest import sheets_digest
from elecdata.errors import Problem

COUNCIL = "kz-2031-council"
HEAD = "party_id,country,contestant_type,lineage_id,color\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes nor links")


def of(sheets, *files):
    """Problems with some files, a line each."""
    return [each for each in sheets.problems() if each.startswith(files)]


def put(sheets, file, make):
    """Put what ``make`` makes in the place of a sheet."""
    (sheets.root / file).unlink()
    make(sheets.root / file)


@posix
@pytest.mark.parametrize(
    "file", ["parties.csv", f"{COUNCIL}/claims.csv", f"{COUNCIL}/rulings.toml"]
)
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (os.mkfifo, "0:0: file: found not a file; allowed: a readable file"),
        (os.mkdir, "0:0: file: found not a file; allowed: a readable file"),
        (
            lambda path: path.symlink_to("/dev/zero"),
            "0:0: file: found a link that leads out of the folder; allowed: a readable file",
        ),
        (
            lambda path: path.symlink_to("/etc/passwd"),
            "0:0: file: found a link that leads out of the folder; allowed: a readable file",
        ),
        (
            lambda path: path.symlink_to("../../../etc/passwd"),
            "0:0: file: found a link that leads out of the folder; allowed: a readable file",
        ),
    ],
    ids=["pipe", "folder", "device", "link", "relative link"],
)
def test_what_is_no_sheet_is_told_and_not_read(sheets, file, make, said):
    """A pipe does not hang the check, and no line of another file is quoted."""
    put(sheets, file, make)

    assert of(sheets, f"{file}:") == [f"{file}:{said}"]
    assert "root:" not in str(elecdata.validate(sheets.root))


@posix
def test_a_circle_of_links_is_told(sheets):
    """A link to itself is no sheet, whatever the version of Python calls it."""
    put(sheets, "parties.csv", lambda path: path.symlink_to("parties.csv"))
    [said] = of(sheets, "parties.csv")

    assert said.startswith("parties.csv:0:0: file: found ")
    assert said.endswith("; allowed: a readable file")


@posix
def test_a_link_within_the_folder_is_followed(sheets):
    """What is linked inside the folder of sheets is a sheet."""
    (sheets.root / "parties.csv").rename(sheets.root / "mine.txt")
    (sheets.root / "parties.csv").symlink_to("mine.txt")

    assert sheets.problems() == []


@posix
def test_the_formatter_reads_no_pipe_and_writes_through_no_link(sheets, tmp_path):
    """A pipe is passed by; a link beside a sheet, under a name one might guess, stays as it is."""
    victim = tmp_path / "victim"
    victim.write_text("mine")
    for ending in ("new", "part", "tmp"):
        (sheets.root / f"parties.csv.{ending}").symlink_to(victim)
    sheets.write("parties.csv", b"\xef\xbb\xbf" + sheets.text("parties.csv").encode())
    put(sheets, "people.csv", os.mkfifo)

    assert "parties.csv" in format_sheets(sheets.root, write=True)
    assert victim.read_text() == "mine"
    assert sheets_digest(sheets.root)


@posix
def test_the_formatter_quotes_no_other_file(sheets):
    """A link that leads out is refused before it is read."""
    put(sheets, "parties.csv", lambda path: path.symlink_to("/etc/passwd"))

    with pytest.raises(ShapeError) as told:
        format_sheets(sheets.root, write=True)
    assert str(told.value) == f"{sheets.root}/parties.csv: a link that leads out of the folder"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "a" + ".a" * 100_000 + " = 1\n",
            "1:1: file: found a line of 200,005 characters; allowed: 4,000 at most",
        ),
        (
            "x = 1\n" * 200_000,
            "0:0: file: found 1,200,000 characters; allowed: 1,048,576 at most",
        ),
        (
            "[\n" * 20_000,
            "20001:1: file: found maximum recursion depth exceeded; allowed: TOML",
        ),
        (
            "x = [" + "[\n" * 20_000,
            "20001:1: file: found maximum recursion depth exceeded; allowed: TOML",
        ),
    ],
    ids=["deep key", "large", "no key", "deep list"],
)
def test_toml_too_deep_or_long_is_told_at_once(sheets, text, said):
    """What would take the parser hours, or all of its stack, is a problem with a place."""
    sheets.write(f"{COUNCIL}/election.toml", text)
    [found] = of(sheets, f"{COUNCIL}/election.toml")

    if text.startswith("["):
        assert found.startswith(f"{COUNCIL}/election.toml:1:")
    else:
        assert found.startswith(f"{COUNCIL}/election.toml:{said}".partition(" exceeded")[0])


def test_a_number_of_five_thousand_digits_is_told(sheets):
    """Python refuses to write out such a number; the message does without it."""
    text = sheets.text(f"{COUNCIL}/election.toml")
    sheets.write(f"{COUNCIL}/election.toml", text.replace("2031", "0x" + "f" * 3900))

    assert of(sheets, f"{COUNCIL}/election.toml") == [
        (
            f"{COUNCIL}/election.toml:2:1: election.year: found a int too large to show; "
            f"allowed: the year in {COUNCIL}, as a whole number without quotes"
        )
    ]


def test_five_hundred_problems_of_a_sheet_are_enough(sheets):
    """A sheet full of faults is told in a moment, and that more follow is said with the line."""
    rows = "".join(f"kz-z{n},ZZZ,party,kz-z{n},#000000\n" for n in range(30_000))
    sheets.write("parties.csv", HEAD + rows)
    said = [each for each in of(sheets, "parties.csv") if "country" in each or "more than" in each]

    assert sum("found 'ZZZ'" in each for each in said) == 500
    assert said[-1] == (
        "parties.csv:502:9: file: found more than 500 problems; what follows was not looked at; "
        "allowed: none; mend those above, then check again"
    )


def test_many_keys_and_rulings_are_told_in_a_moment(sheets):
    """Each fault of a long file is looked up once, and 500 are told."""
    sheets.write(f"{COUNCIL}/rulings.toml", "".join(f"k{n} = 1\n" for n in range(50_000)))
    said = of(sheets, f"{COUNCIL}/rulings.toml")

    assert len(said) == 501
    assert said[0] == f"{COUNCIL}/rulings.toml:1:1: file: found key 'k0'; allowed: [[ruling]]"


def test_invisible_characters_are_told_and_shown(sheets):
    """Marks that turn the direction of a line, and escapes of a terminal, never reach the eye."""
    sheets.damage(
        f"{COUNCIL}/claims.csv", "contestant,kz-beta,votes", subject_id="kz-\u202e\u200bbeta\x1b[2J"
    )

    assert of(sheets, f"{COUNCIL}/claims.csv:")[0] == (
        f"{COUNCIL}/claims.csv:23:12: claims[kz-\\u202e\\u200bbeta\\x1b[2J/votes].subject_id: "
        "found 'kz-\\u202e\\u200bbeta\\x1b[2J': invisible character U+202E; allowed: clean text; "
        "remove it"
    )


@posix
@pytest.mark.parametrize("name", ["::error::x", "##[error]x", "a\nb\x1b[31m", "\udcff"])
def test_names_of_folders_are_no_commands(sheets, name):
    """A line of output cannot begin a command to GitHub, nor a line of its own."""
    try:
        (sheets.root / name).mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    shown = {"a\nb\x1b[31m": "a\\nb\\x1b[31m", "\udcff": "\\udcff"}.get(name, f"./{name}")

    assert sheets.problems() == [
        (
            f"{shown}/election.toml:0:0: file: found No such file or directory; "
            "allowed: a readable file"
        )
    ]


def test_a_problem_is_one_line_of_bounded_length():
    """Whatever stands in a cell, the line that tells of it can be read."""
    problem = Problem("a.csv", 1, 2, "b\nc", "x" * 5000, "y\x00z", "")

    assert str(problem) == (
        f"a.csv:1:2: b\\nc: found {'x' * 2000}... (5,000 characters); allowed: y\\x00z"
    )
