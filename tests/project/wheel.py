"""Test the wheel, not the checkout: ``make wheel-test`` runs this on the files just built."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LARGEST = 1_000_000  # bytes: the package stays small enough for any installation


def main(arguments: list[str] | None = None) -> int:
    """Look into the files built, then install the wheel in an empty environment and use it."""
    [folder] = sys.argv[1:] if arguments is None else arguments
    [wheel], [sdist] = Path(folder).glob("*.whl"), Path(folder).glob("*.tar.gz")
    wrong = [*wheel_faults(wheel), *sdist_faults(sdist)]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    print(f"{wheel.name} and {sdist.name} hold what they should", flush=True)
    use_alone(wheel.resolve())
    print(f"{wheel.name} works alone")
    return 0


def wheel_faults(wheel: Path) -> list[str]:
    """Files that the wheel lacks, and files that it should not have."""
    manifest = json.loads((ROOT / "data" / "processed" / "manifest.json").read_bytes())
    tables = {entry["file"] for entry in manifest["tables"].values()}
    wanted = {f"elecdata/_data/{name}" for name in (*tables, "manifest.json")}
    wanted |= {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "elecdata").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    info = {name for name in held if PurePosixPath(name).parts[0].endswith(".dist-info")}
    licences = {PurePosixPath(name).name for name in info if "/licenses/" in name}
    size = wheel.stat().st_size
    return [
        *([f"{wheel.name} has {size:,} bytes, and {LARGEST:,} at most"] if size > LARGEST else []),
        *(f"{wheel.name} lacks {name}" for name in sorted(wanted - held)),
        *(f"{wheel.name} should not hold {name}" for name in sorted(held - info - wanted)),
        *(f"{wheel.name} lacks {n}" for n in sorted({"LICENSE", "LICENSE-DATA"} - licences)),
    ]


def sdist_faults(sdist: Path) -> list[str]:
    """Parts of the project that the sdist lacks."""
    with tarfile.open(sdist) as archive:
        names = [PurePosixPath(member.name) for member in archive if member.isfile()]
    held = {name.parts[1] for name in names} | {"/".join(name.parts[1:3]) for name in names}
    wanted = {
        *("CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "LICENSE-DATA", "Makefile"),
        *("README.md", "data/raw", "data/processed", "data/README.md", "docs", "elecdata"),
        *("hatch_build.py", "pyproject.toml", "scripts", "tests"),
    }
    return [f"{sdist.name} lacks {name}" for name in sorted(wanted - held)]


def use_alone(wheel: Path) -> None:
    """Install the wheel with its run-time requirements only, and use it from a strange folder."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(Path(folder) / "env", with_pip=True)
        scripts = Path(folder) / "env" / ("Scripts" if os.name == "nt" else "bin")
        python = scripts / ("python.exe" if os.name == "nt" else "python")
        away = Path(folder) / "away"
        away.mkdir()
        # -I keeps the checkout, and whatever the environment variables name, out of sight.
        for command in (["-m", "pip", "install", "--quiet", str(wheel)], [HERE / "installed.py"]):
            subprocess.run([python, "-I", *command], check=True, cwd=away)


if __name__ == "__main__":
    sys.exit(main())
