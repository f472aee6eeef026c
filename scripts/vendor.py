"""Renew elecdata/explorer/vendor, what the explorer uses of the scripts of others, or check it.

VERSIONS.json says which packages are taken, what of them, and what the digests of the files made
are. To take newer versions, or more, write it there and run this script; npm must be installed.
Of the modules under `only` no more than the names listed is taken, although others import more: the
explorer draws no map, no curve and no axis of time, names its own colours, and has its own keys and
tips. A third of the script goes with them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).resolve().parents[1] / "elecdata" / "explorer" / "vendor"
VERSIONS = VENDOR / "VERSIONS.json"
SCRIPT, LICENCES = "plot.js", "LICENSES"


def digest(path: Path) -> str:
    """Digest of a file."""
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def faults(record: dict[str, Any], folder: Path) -> list[str]:
    """Files that are not those of the record."""
    recorded = record["files"]
    found = {path.name: digest(path) for path in folder.iterdir() if path.name != VERSIONS.name}
    return sorted(name for name in recorded.keys() | found if recorded.get(name) != found.get(name))


def renew(record: dict[str, Any]) -> dict[str, Any]:
    """Bundle the packages anew, without what the entry does not lead to."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "package.json").write_text("{}", encoding="utf-8")
        (folder / "entry.js").write_text(record["entry"] + "\n", encoding="utf-8")
        asked = record["packages"] | record["tools"]
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--save-exact"]
        run(folder, *install, *(f"{name}@{version}" for name, version in asked.items()))
        for each, names in record["only"].items():
            pare(folder, each, names)
        bundle = ["npx", "--no-install", "esbuild", "entry.js", *record["options"]["esbuild"]]
        run(folder, *bundle, "--outfile=bundle.js", "--metafile=made.json", "--log-level=warning")
        shorten = ["npx", "--no-install", "terser", "bundle.js", *record["options"]["terser"]]
        run(folder, *shorten, "--output", SCRIPT)
        names = bundled(json.loads((folder / "made.json").read_text(encoding="utf-8")))
        modules = {name: folder / "node_modules" / name for name in names}
        found = {name: version_of(each) for name, each in modules.items()}
        (VENDOR / SCRIPT).write_bytes((folder / SCRIPT).read_bytes())
        text = licences(modules)
        (VENDOR / LICENCES).write_text(text, encoding="utf-8", newline="\n")
    files = {name: digest(VENDOR / name) for name in (SCRIPT, LICENCES)}
    return {**record, "bundled": found, "files": files}


def pare(folder: Path, module: str, kept: list[str]) -> None:
    """Let every name that a module gives, but for those kept, be a function that gives nothing."""
    path = folder / "node_modules" / module
    names = f"import({str(path)!r}).then((module) => console.log(...Object.keys(module)))"
    others = [name for name in run(folder, "node", "-e", names).split() if name not in kept]
    whole = path.with_stem(f"{path.stem}-whole")
    path.rename(whole)
    text = f"export {{ {', '.join(kept)} }} from './{whole.name}';\n" if kept else ""
    text += f"const none = () => {{}};\nexport {{ {', '.join(f'none as {n}' for n in others)} }};\n"
    path.write_text(text, encoding="utf-8")


def run(folder: Path, *command: str) -> str:
    """Run a command in a folder and give what it prints; its failure is an error."""
    done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return done.stdout


def bundled(made: dict[str, Any]) -> list[str]:
    """Packages of which something is in the bundle, from what esbuild says of it."""
    [output] = made["outputs"].values()
    paths = [path for path, each in output["inputs"].items() if each["bytesInOutput"]]
    parts = [path.split("node_modules/")[-1].split("/") for path in paths if "node_modules" in path]
    return sorted({"/".join(each[: 2 if each[0].startswith("@") else 1]) for each in parts})


def version_of(module: Path) -> str:
    """Version of an installed package."""
    return str(json.loads((module / "package.json").read_text(encoding="utf-8"))["version"])


def licences(modules: dict[str, Path]) -> str:
    """Licence texts of the packages, each once, under the names of those that it is of."""
    names: dict[str, list[str]] = {}
    for name, module in modules.items():
        names.setdefault((module / "LICENSE").read_text(encoding="utf-8").strip(), []).append(name)
    return "\n\n".join(f"{', '.join(each)}\n\n{text}" for text, each in names.items()) + "\n"


def main() -> int:
    """Renew, or with --check compare; 1 when a file is not as recorded."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare only")
    options = parser.parse_args()
    record = json.loads(VERSIONS.read_text(encoding="utf-8"))
    if not options.check:
        record = renew(record)
        text = json.dumps(record, indent=2) + "\n"
        VERSIONS.write_text(text, encoding="utf-8", newline="\n")
    wrong = faults(record, VENDOR)
    for name in wrong:
        print(f"elecdata/explorer/vendor/{name} is not the file that VERSIONS.json records")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
