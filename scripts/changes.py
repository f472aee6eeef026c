"""Tell which published figures differ from the last release, and hold the changelog to it.

Without an option: print a report in Markdown. With --check: exit status 1 when a figure changed
or went without an entry under Data in the newest section of CHANGELOG.md. With --write: add the
entries that are lacking. --base REF compares with that commit; by default it is the last release
(a tag that is a version), or else the commit at which this branch left main.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import elecdata
from elecdata.errors import ElecdataError
from elecdata.pinning.changes import ROWS, Change, Changes, by_row, row_line, shown
from elecdata.schema import TABLES

ROOT = Path(__file__).resolve().parent.parent
PROCESSED = "data/processed"
HARMLESS = ("added", "row added", "column added", "table added")
SECTION = re.compile(r"^## \[(\S+)\].*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
DATA = re.compile(r"^### Data\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Base:
    """The commit that the tables are compared with, and what it is called."""

    commit: str
    name: str


def git(root: Path, *arguments: str) -> bytes | None:
    """What git prints; None where it fails or is not there."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def base_of(root: Path, asked: str = "") -> Base | None:
    """The commit to compare with; None where the history does not tell."""
    if asked:
        commit = git(
            root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{asked}^{{commit}}"
        )
        return Base(commit.decode().strip(), asked) if commit else None
    tag = git(root, "describe", "--tags", "--abbrev=0", "--match", "20[0-9][0-9].[0-9]*.[0-9]*")
    if tag:
        name = tag.decode().strip()
        return Base(name, f"release {name}")
    for branch in ("origin/main", "main"):
        commit = git(root, "merge-base", "HEAD", branch)
        if commit:
            name = commit.decode().strip()
            return Base(name, f"{branch} at {name[:9]}")
    return None


def changes_since(root: Path, base: Base) -> Changes | None:
    """What differs between the tables of a commit and those here; None where it had none."""
    packed = git(root, "archive", "--format=tar", base.commit, PROCESSED)
    if packed is None:
        return None
    with tempfile.TemporaryDirectory() as scratch:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(scratch, filter="data")
        found = elecdata.diff(Path(scratch) / PROCESSED, root / PROCESSED)
    return Changes(base.name, "this checkout", found.changes)


def wanted(changes: Changes) -> list[list[Change]]:
    """Changes that users must be told: figures that changed or went, and columns."""
    return [group for group in by_row(changes) if _told(group[0])]


def _told(change: Change) -> bool:
    """Whether a change needs an entry: additions do not, nor does wording of our own."""
    table = TABLES.get(change.table)
    field = table.by_name.get(change.column) if table else None
    return change.kind not in HARMLESS and (field is None or field.compared)


def entry(group: list[Change]) -> str:
    """A change as a line of the changelog."""
    return f"- {row_line(group) if group[0].kind in ROWS else group[0]}"


def lacking(changes: Changes, changelog: str, base: Base) -> list[str]:
    """Entries that the newest section of the changelog lacks."""
    data = "" if _is_released(changelog, base) else _data(changelog)
    said = [line[2:].strip() for line in data.splitlines() if line.startswith(("- ", "* "))]
    return [entry(group) for group in wanted(changes) if not _said(group, said)]


def _is_released(changelog: str, base: Base) -> bool:
    """Whether the newest section is about the release that is compared with."""
    newest = SECTION.search(changelog)
    return newest is not None and newest[1] == base.commit


def _data(changelog: str) -> str:
    """The part Data of the newest section."""
    newest = SECTION.search(changelog)
    data = DATA.search(newest[0]) if newest else None
    return data[1] if data else ""


def _said(group: list[Change], entries: list[str]) -> bool:
    """Whether entries tell a change, at once or in steps: 81 -> 82, then 82 -> 83."""
    first = group[0]
    if entry(group).removeprefix("- ") in entries:
        return True
    if first.kind != "changed":
        head = row_line(group).partition(" (")[0] if first.kind in ROWS else first.line
        return any(each == head or each.startswith((f"{head} (", f"{head};")) for each in entries)
    start = f"{first.cell}: "
    steps = [each.removeprefix(start) for each in entries if each.startswith(start)]
    value, end = shown(first.old), shown(first.new)
    for step in steps:
        now = step.removeprefix(f"{value} -> ")
        if now == step:
            continue
        if now == end or now.startswith((f"{end} (", f"{end};")):
            return True
        value = now.partition(" (")[0]
    return False


def write_entries(path: Path, entries: list[str]) -> None:
    """Add entries at the end of Data in the newest section."""
    text = path.read_text(encoding="utf-8")
    old = _data(text)
    body = old.strip("\n")
    gap = "\n" if body.splitlines()[-1:] and body.splitlines()[-1].startswith("- ") else "\n\n"
    new = "\n" + body + (gap if body else "") + "\n".join(entries) + "\n\n"
    head, tail = text.split("### Data\n" + old, 1)
    path.write_text(f"{head}### Data\n{new}{tail}", encoding="utf-8")


def report(changes: Changes) -> str:
    """What changed, in Markdown."""
    lines = [f"## Data: {changes.old} -> {changes.new}", "", f"{changes.summary}."]
    for line in changes.lines():
        heading = bool(line) and not line.startswith(" ")
        lines.append(f"### {line}\n" if heading else line.replace("  ", "- ", 1))
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Report, check or write."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    asked = ""
    if "--base" in words[:-1]:
        place = words.index("--base")
        asked = words[place + 1].strip("0") and words[place + 1]  # git's zeros: no commit
        del words[place : place + 2]
    if words not in ([], ["--check"], ["--write"]):
        print(__doc__, file=sys.stderr)
        return 2
    base = base_of(ROOT, asked)
    if base is None:
        what = f"no commit {asked}" if asked else "no release and no branch main"
        print(f"cannot tell what changed: {what} in this history (a shallow or no clone?)")
        return 1 if asked else 0
    try:
        changes = changes_since(ROOT, base)
    except ElecdataError as error:
        print(f"cannot tell what changed since {base.name}: {error}", file=sys.stderr)
        return 1
    if changes is None:
        print(f"cannot tell what changed: {base.name} has no {PROCESSED}")
        return 0
    return _act(words, changes, base)


def _act(words: list[str], changes: Changes, base: Base) -> int:
    """Do what the option says."""
    if not words:
        print(report(changes))
        return 0
    path = ROOT / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8")
    entries = lacking(changes, text, base)
    if not entries:
        print(f"CHANGELOG.md tells every figure that changed since {base.name}")
        return 0
    if _is_released(text, base):
        print(f"begin a section for the next version in CHANGELOG.md: {base.commit} is released")
    elif words == ["--write"]:
        write_entries(path, entries)
        print(f"CHANGELOG.md: {len(entries)} entries written")
        return 0
    print("\n".join(["CHANGELOG.md lacks under Data, since " + base.name + ":", *entries]))
    return 1


if __name__ == "__main__":
    sys.exit(main())
