"""Show that the same sheets give the same tables, and the same sources the same files, anywhere.

Without an option: build the tables under the oldest and the newest libraries, other languages,
clocks, folders and machines, and wheel and sdist twice; exit status 1 when anything differs. What
this system lacks is said, and counts as a failure where the environment variable CI is true. With
--write: also write what was tried into docs/trust.md.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "trust.md"
HEADING = "## The same data everywhere"
SOURCES = ("elecdata", "data", "scripts", "tests", "docs", "examples", ".ci", ".github")
# Dotless i, commas as decimal signs, right to left, and encodings without most of our letters.
LOCALES = ["C", "tr_TR.UTF-8", "az_AZ.UTF-8", "fa_IR.UTF-8", "de_DE.ISO-8859-1", "ru_RU.KOI8-R"]
ABSENT = "not tried: this system lacks it"

# Run by every interpreter that is tried: tables from sheets, their digests, and what was at work.
WORKER = """
import json, locale, os, random, sys, time
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    sys.exit("ABSENT")
from pathlib import Path
if os.environ.get("SHUFFLED"):  # a file system lists a folder in any order it likes
    shuffle, listed = random.Random(os.environ["SHUFFLED"]).shuffle, os.listdir
    def listdir(*args):
        names = listed(*args)
        shuffle(names)
        return names
    os.listdir = listdir
    class Entries(list):
        def __enter__(self): return self
        def __exit__(self, *_): pass
        def close(self): pass
    scanned = os.scandir
    def scandir(*args):
        with scanned(*args) as found:
            entries = Entries(found)
        shuffle(entries)
        return entries
    os.scandir = scandir
if os.environ.get("ONE_CORE") and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
os.umask(int(os.environ.get("UMASK", "022"), 8))
import pandas, pyarrow
import elecdata
from elecdata.store import read_manifest
if os.environ.get("FORMATTED"):
    from elecdata.curation.shape import format_sheets
    format_sheets(Path(sys.argv[1]), write=True)
rules = [each for name in sorted(Path(sys.argv[3]).glob("curate_*.py"))
         for each in __import__("runpy").run_path(str(name))["RULES"]]
from elecdata.curation.publication import publish
from elecdata.digest import release_digest
made = publish(Path(sys.argv[1]), Path(sys.argv[2]), rules)
for name in made["tables"]:
    elecdata.load(name, data=sys.argv[2])
print(json.dumps({"digest": release_digest(made), "sheets": made["sheets"],
    "pandas": pandas.__version__, "pyarrow": pyarrow.__version__,
    "encoding": locale.getencoding(), "half": f"{0.5:n}"}))
"""


@dataclass
class Trial:
    """One way in which a machine may differ.

    Attributes
    ----------
    what, how : str
        What differs, and what was tried, as the page tells it.
    environment : dict of str to str
        Variables of the process.
    python : str
        Interpreter.
    line_ends : bytes
        Line ends of the sheets.
    """

    what: str
    how: str
    environment: dict[str, str] = field(default_factory=dict)
    python: str = sys.executable
    line_ends: bytes = b"\n"

    def digests(self, scratch: Path) -> dict[str, str]:
        """Build in a folder of its own, and give the digests of what was made."""
        home = Path(tempfile.mkdtemp(dir=scratch))
        raw = shutil.copytree(ROOT / "data" / "raw", home / "raw")
        if self.line_ends != b"\n":
            for path in raw.rglob("*"):
                if path.suffix in {".csv", ".toml"}:
                    path.write_bytes(path.read_bytes().replace(b"\n", self.line_ends))
        known = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        done = subprocess.run(
            [self.python, "-W", "ignore", "-c", WORKER, raw, home / "made", ROOT / "scripts"],
            env=known | {"PYTHONPATH": str(ROOT)} | self.environment,
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            said = done.stderr.strip().splitlines()[-1]
            return {"digest": ABSENT if said == "ABSENT" else f"failed: {said}"}
        found: dict[str, str] = json.loads(done.stdout)
        return found


def main(arguments: list[str] | None = None) -> int:
    """Try everything; say what differs."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments not in ([], ["--write"]):
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        trials = [*of_languages(scratch), *of_machines(), *of_libraries(scratch)]
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            found = list(pool.map(lambda trial: trial.digests(scratch), trials))
        lines = [row(trial, each) for trial, each in zip(trials, found, strict=True)]
        lines += list(archives(scratch))
    print("\n".join(lines))
    if arguments:
        PAGE.write_text(page_with("\n".join(lines)), encoding="utf-8")
    passing = ("| yes |",) if os.getenv("CI") == "true" else ("| yes |", f"| {ABSENT} |")
    return 0 if all(line.endswith(passing) for line in lines) else 1


def row(trial: Trial, found: dict[str, str]) -> str:
    """A line of the table: what was tried, and whether it gave what is published."""
    from elecdata.digest import release_digest
    from elecdata.store import read_manifest

    if found["digest"] == ABSENT:
        return f"| {trial.what} | {trial.how.partition(':')[0]} | {ABSENT} |"
    manifest = read_manifest(ROOT / "data" / "processed")
    same = found["digest"] == release_digest(manifest) and found["sheets"] == manifest["sheets"]
    how = trial.how.format(**found) if same else trial.how
    return f"| {trial.what} | {how} | {'yes' if same else '**no**: ' + found['digest'][:200]} |"


def of_languages(scratch: Path) -> Iterator[Trial]:
    """Locales, made for the purpose where `localedef` is at hand; else those of the system."""
    made = scratch / "locales"
    made.mkdir()
    for name in LOCALES:
        language, _, encoding = name.partition(".")
        if encoding and shutil.which("localedef"):
            define = ["localedef", "-i", language, "-f", encoding, str(made / name)]
            subprocess.run(define, check=False, capture_output=True)
        place = {"LOCPATH": str(made)} if (made / name).is_dir() else {}
        how = f"`{name}`: files in {{encoding}}, one half is {{half}}"
        plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        yield Trial("language of the system", how, {"LC_ALL": name} | plain | place)


def of_machines() -> Iterator[Trial]:
    """Clocks, hash seeds, folders, cores and masks."""
    for zone in ("Pacific/Kiritimati", "America/St_Johns"):
        yield Trial("time zone", f"`{zone}`", {"TZ": zone})
    for seed in ("0", "4242"):
        yield Trial("order of sets", f"hash seed {seed}", {"PYTHONHASHSEED": seed})
    yield Trial("order in which folders are listed", "shuffled", {"SHUFFLED": "2012"})
    how = "CRLF, refused until put in shape by `elecdata format`"
    yield Trial("line ends of the sheets", how, {"FORMATTED": "1"}, line_ends=b"\r\n")
    yield Trial("cores", "one, with one thread", {"ONE_CORE": "1", "OMP_NUM_THREADS": "1"})
    yield Trial("mask of new files", "`077`", {"UMASK": "077"})
    yield Trial("checks of Python", "optimised away (`-OO`)", {"PYTHONOPTIMIZE": "2"})


def of_libraries(scratch: Path) -> Iterator[Trial]:
    """The oldest libraries that pyproject.toml allows, those in use, and the newest."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needs = declared["project"]["dependencies"]
    version = ".".join(map(str, sys.version_info[:2]))
    how = "pandas {pandas}, pyarrow {pyarrow}, Python " + version
    yield Trial("libraries", f"in use: {how}")
    for name, wanted in {
        "oldest": [each.replace(">=", "==") for each in needs],
        "newest": [each.partition(">=")[0] for each in needs],
    }.items():
        home = scratch / name
        venv.create(home, with_pip=True)
        python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]
        subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
        yield Trial("libraries", f"{name}: {how}", python=str(python))


def archives(scratch: Path) -> Iterator[str]:
    """A line for wheel and sdist, each built from two copies of the sources and compared."""
    built = [
        built_from(scratch / "first", days=1, mask=0o022, zone="UTC"),
        built_from(
            scratch / "a much longer path" / "second", days=900, mask=0o077, zone="Asia/Tokyo"
        ),
    ]
    for what, ending in (("wheel", ".whl"), ("sdist", ".tar.gz")):
        [one], [other] = (
            [p for p in folder.iterdir() if p.name.endswith(ending)] for folder in built
        )
        same = one.name == other.name and one.read_bytes() == other.read_bytes()
        how = "built twice: folder, day, order, mask and time zone differ"
        yield f"| {what}, byte for byte | {how} | {'yes' if same else '**no**'} |"


def built_from(home: Path, *, days: int, mask: int, zone: str) -> Path:
    """Folder of the wheel and sdist built from a copy of the sources, of another day and mode."""
    home.mkdir(parents=True)
    files = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    files += [path for name in SOURCES for path in (ROOT / name).rglob("*") if path.is_file()]
    random.Random(days).shuffle(files)  # folders list what was made first first
    for path in files:
        if "__pycache__" in path.parts:
            continue
        copy = home / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        copy.chmod((path.stat().st_mode | 0o066) & ~mask)
        moment = path.stat().st_mtime - days * 86_400
        os.utime(copy, (moment, moment))
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", home / "out", home],
        env={**os.environ, "TZ": zone, "PYTHONHASHSEED": str(days)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return home / "out"


def page_with(lines: str) -> str:
    """The page with its section written anew, or with one at the end."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else "# Trust\n"
    section = f"""{HEADING}

The tables follow from the coding sheets alone. Each line was built anew and compared with what is
published, table by table, by the digest of its content; wheel and sdist byte by byte. Only the
Python at hand can be tried here; continuous integration tries every other one that is supported.
`make determinism` does it again.

| what differs | tried | the same |
| --- | --- | --- |
{lines}
"""
    found = re.search(rf"^{HEADING}\n.*?(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    if found is None:
        return f"{text.rstrip()}\n\n{section}"
    after = text[found.end() :]
    return text[: found.start()] + section + (f"\n{after}" if after else "")


if __name__ == "__main__":
    sys.exit(main())
