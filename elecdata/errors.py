"""Everything elecdata raises, and the problem that checks report."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elecdata.pinning.verification import Verification

LONGEST, LONGEST_NAME = 2_000, 100  # characters of a part of a message, of a name in it
MOST_KNOWN = 2_500  # names among which a misspelt one is looked for
COMMANDS = ("::", "##[")  # beginnings of a line that GitHub takes for a command to itself


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with a sheet or a table, and where to look.

    Attributes
    ----------
    file : str
        File, relative to the folder that was checked where possible.
    line, column : int
        Place in the file, from 1; 0 where the problem is with the file as a whole.
    where : str
        The row and column in words, ``claims[kz-otan/seats].value``.
    found : str
        What stands there.
    allowed : str
        What may stand there.
    fix : str
        What to do.
    """

    file: str
    line: int
    column: int
    where: str
    found: str
    allowed: str
    fix: str = ""

    def __str__(self) -> str:
        """One line that editors turn into a link."""
        file, where, found, allowed, fix = (
            shown(part) for part in (self.file, self.where, self.found, self.allowed, self.fix)
        )
        if file.startswith(COMMANDS):
            file = f"./{file}"
        fix = f"; {fix}" if fix else ""
        return f"{file}:{self.line}:{self.column}: {where}: found {found}; allowed: {allowed}{fix}"


class ElecdataError(Exception):
    """Any error that elecdata raises on purpose."""

    def __str__(self) -> str:
        """The message as written, also for errors that are a KeyError too; a line a line."""
        text = str(self.args[0]) if self.args else ""
        return text if text.isprintable() else "\n".join(visible(line) for line in text.split("\n"))


class UnknownNameError(ElecdataError, KeyError):
    """A table, election, column or other thing was asked for by a name that does not exist."""

    def __init__(self, kind: str, name: object, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        named = shown(repr(name), most=LONGEST_NAME)
        super().__init__(f"no {kind} named {named}.{near(str(name), self.known)}")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Rebuild from the parts, so that the error survives a process boundary."""
        return type(self), (self.kind, self.name, self.known)


class InvalidArgumentError(ElecdataError, ValueError):
    """An argument has a value that the function cannot work with."""


class PlotError(ElecdataError, ValueError):
    """A picture cannot be drawn from the data given."""


class TieError(ElecdataError, ValueError):
    """Parties have equal claims to fewer seats than they are.

    Attributes
    ----------
    tied : tuple
        Names of the parties, or their places in a sequence.
    seats : int
        Seats, or admissions, that are left for them.
    method : str
        What could not decide.
    """

    def __init__(self, tied: Sequence[Hashable], seats: int, method: str) -> None:
        self.tied, self.seats, self.method = tuple(tied), seats, method
        names = ", ".join(repr(each) for each in self.tied)
        super().__init__(
            f"{names} are tied for {seats} {'place' if seats == 1 else 'places'} ({method}); "
            "decide as the law says, and give the winner of the lot one vote more"
        )

    def __reduce__(self) -> tuple[type, tuple[tuple[Hashable, ...], int, str]]:
        """Rebuild from the parts, so that the error survives a process boundary."""
        return type(self), (self.tied, self.seats, self.method)


class DataMissingError(ElecdataError, FileNotFoundError):
    """The published tables, or a file asked for, are not where they should be."""


class IntegrityError(ElecdataError, ValueError):
    """A published table is not the one that its manifest describes."""


class LockError(ElecdataError, ValueError):
    """A file is no lock that this version can read."""

    def __init__(self, path: object, wrong: str) -> None:
        self.path, self.wrong = path, wrong
        super().__init__(f"{path}: {wrong}; make the lock anew with 'elecdata lock'")

    def __reduce__(self) -> tuple[type, tuple[object, str]]:
        """Rebuild from the parts, so that the error survives a process boundary."""
        return type(self), (self.path, self.wrong)


class DataChangedError(ElecdataError, ValueError):
    """Figures that a lock pins have changed; ``report`` tells each."""

    def __init__(self, report: Verification) -> None:
        self.report = report
        super().__init__(str(report))

    def __reduce__(self) -> tuple[type, tuple[Verification]]:
        """Rebuild from the parts, so that the error survives a process boundary."""
        return type(self), (self.report,)


class ClashError(ElecdataError, ValueError):
    """Datasets to be used together give one id to different things.

    Attributes
    ----------
    clashes : tuple of str
        Each clash in words, with the names of both datasets.
    """

    def __init__(self, clashes: Sequence[str]) -> None:
        self.clashes = tuple(clashes)
        shown = "\n".join(self.clashes[:40]) + ("\n..." if len(self.clashes) > 40 else "")
        super().__init__(
            f"these datasets cannot be used together; give yours another id, or word it alike\n"
            f"{shown}"
        )

    def __reduce__(self) -> tuple[type, tuple[tuple[str, ...]]]:
        """Rebuild from the parts, so that the error survives a process boundary."""
        return type(self), (self.clashes,)


class MissingExtraError(ElecdataError, ImportError):
    """An optional package is needed and not installed."""

    def __init__(self, package: str, purpose: str, extra: str = "") -> None:
        self.package, self.purpose, self.extra = package, purpose, extra or package
        super().__init__(
            f"{purpose} needs {package}, which is not installed: "
            f"pip install 'elecdata[{self.extra}]'"
        )

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        """Rebuild from the parts, so that the error survives a process boundary."""
        return type(self), (self.package, self.purpose, self.extra)


class ExportError(ElecdataError, ValueError):
    """The tables cannot be written in the format asked for without loss."""


class OverwriteError(ElecdataError, FileExistsError):
    """Where an export should go lies something that is no earlier export."""


class WriteError(ElecdataError, OSError):
    """The disk takes no file where one should go."""


class ValidationError(ElecdataError, ValueError):
    """Sheets or tables break a rule; ``problems`` holds every one."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        lines = "\n".join(str(problem) for problem in self.problems)
        super().__init__(f"{count} problem{'' if count == 1 else 's'}\n{lines}")

    def __reduce__(self) -> tuple[type, tuple[tuple[Problem, ...]]]:
        """Rebuild from the parts, so that the error survives a process boundary."""
        return type(self), (self.problems,)


def visible(text: str) -> str:
    r"""A text with what cannot be seen written as its code: control characters, marks of direction.

    Examples
    --------
    >>> visible("Ақ жол\u202e")
    'Ақ жол\\u202e'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def shown(text: str, *, most: int = LONGEST) -> str:
    """A text as messages show it: on one line, visible, and cut where it is too long.

    Examples
    --------
    >>> shown("x" * 50, most=3)
    'xxx... (50 characters)'
    """
    cut = text if len(text) <= most else f"{text[:most]}... ({len(text):,} characters)"
    return visible(cut)


def near(name: str, known: Sequence[str], *, most: int = 3) -> str:
    """Suggest the nearest known names, or list them all when they are few.

    Nothing is suggested for what is too long to be a misspelt name, nor out of thousands.

    Examples
    --------
    >>> near("reslts", ["results", "elections"])
    " Did you mean 'results'? Known: results, elections."
    """
    few = len(name) <= LONGEST_NAME and len(known) <= MOST_KNOWN
    folded = {each.casefold(): each for each in known} if few else {}
    alike = get_close_matches(name.casefold(), folded, n=most)
    close = [folded[each] for each in alike]
    close = [folded[name.casefold()]] if name.casefold() in folded else close
    hint = " Did you mean " + " or ".join(repr(each) for each in close) + "?" if close else ""
    shown = ", ".join(known[:40]) + (", ..." if len(known) > 40 else "")
    return f"{hint} Known: {shown}." if known else hint
