"""Problems as workflow commands."""

from __future__ import annotations

import pytest

from elecdata.cli import main
from elecdata.cli.annotations import MOST, annotated
from elecdata.errors import Problem


def test_the_place_is_that_of_the_repository():
    """File with its folder, line and column; a problem of the whole file is at its start."""
    problems = [Problem("a/b.csv", 4, 2, "seats", "-1", "0 or more", "count")]
    problems.append(Problem("m.json", 0, 0, "manifest", "none", "one"))

    assert annotated(problems, "data") == [
        "::error file=data/a/b.csv,line=4,col=2,title=seats::found -1; allowed: 0 or more; count",
        "::error file=data/m.json,line=1,col=1,title=manifest::found none; allowed: one",
    ]


@pytest.mark.parametrize("hostile", ["\n::stop-commands::x", "\r\n::error::x", "%0A::error::x"])
def test_nothing_found_begins_another_command(hostile):
    """A line end in a sheet stays inside the message, a colon or comma inside the title."""
    [line] = annotated([Problem(hostile, 1, 1, f"a:b,c{hostile}", hostile, hostile, hostile)])

    assert "\n" not in line
    assert "\r" not in line
    assert "%0A::" not in line.replace("%250A::", "").partition("::found")[0]
    assert ",title=a%3Ab%2Cc" in line


def test_no_more_than_are_shown():
    """Fifty."""
    assert len(annotated([Problem("f", n, 1, "w", "x", "y") for n in range(80)])) == MOST == 50


def test_validate_prints_them(tmp_path, capsys):
    """With the report after them, and the same exit status."""
    (tmp_path / "sources.csv").write_text("a,b\n")

    assert main(["validate", str(tmp_path), "--format", "github"]) == 1
    out = capsys.readouterr().out.splitlines()
    place = (tmp_path / "sources.csv").as_posix().replace(":", "%3A")
    wanted = f"::error file={place},line=1,col=1,title=header::found column 'a'"
    assert [line for line in out if line.startswith(wanted)]
    assert out[-1].startswith(str(tmp_path))


def test_a_file_is_named_as_it_was_given(tmp_path, capsys):
    """Results of one's own, by the path of the file."""
    path = tmp_path / "mine.csv"
    path.write_text("election_id,contestant_id,seats\nde-2031,spd,-1\n")

    assert main(["validate", str(path), "--format", "github"]) == 1
    start = f"::error file={path.as_posix()},line=2,col=3,title=results.seats::found -1"
    assert capsys.readouterr().out.startswith(start)
