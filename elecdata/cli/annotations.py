"""Problems as GitHub shows them beside the lines that they are about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from elecdata.errors import Problem, shown

MOST = 50  # GitHub shows no more of one step


def annotated(problems: Iterable[Problem], folder: str = "") -> list[str]:
    """Problems as workflow commands.

    Parameters
    ----------
    problems : iterable of Problem
        What is wrong.
    folder : str
        Folder that the files of the problems are named in.

    Returns
    -------
    list of str
        A line for each problem, fifty at most.

    Examples
    --------
    >>> annotated([Problem("claims.csv", 3, 7, "value", "x", "a number")], "data/raw")
    ['::error file=data/raw/claims.csv,line=3,col=7,title=value::found x; allowed: a number']
    """
    return [_annotation(problem, folder) for problem in list(problems)[:MOST]]


def _annotation(problem: Problem, folder: str) -> str:
    """One problem as a workflow command."""
    file = (Path(folder) / problem.file).as_posix()
    place = {"file": file, "line": max(problem.line, 1), "col": max(problem.column, 1)}
    marks = ",".join(f"{name}={_property(str(v))}" for name, v in place.items())
    found, allowed, fix = (shown(each) for each in (problem.found, problem.allowed, problem.fix))
    fix = f"; {fix}" if fix else ""
    message = _escaped(f"found {found}; allowed: {allowed}{fix}")
    return f"::error {marks},title={_property(problem.where)}::{message}"


def _escaped(text: str) -> str:
    """A message that cannot end its line, and so cannot begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property that cannot end itself."""
    return _escaped(shown(text)).replace(":", "%3A").replace(",", "%2C")
