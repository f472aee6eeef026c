"""Every script has main(), gives an exit status, and does nothing when it is imported."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "scripts").glob("*.py"))
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)

each_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)


def parsed(script):
    return ast.parse(script.read_text(encoding="utf-8"))


def is_guard(node):
    """Whether a statement is ``if __name__ == "__main__": sys.exit(main())``."""
    return isinstance(node, ast.If) and ast.unparse(node) in {
        "if __name__ == '__main__':\n    sys.exit(main())",
        "if __name__ == '__main__':\n    raise SystemExit(main())",
    }


def test_there_are_scripts():
    """The tests below look at something."""
    names = {path.stem for path in SCRIPTS}

    assert {"bench", "check_sources", "format_raw", "publish"} <= names
    assert {f"curate_{year}" for year in (2004, 2005, 2012, 2021)} <= names


@each_script
def test_main_returns_an_exit_status(script):
    """main() needs no argument, is declared to return an int, and hands it to the process."""
    [main] = [
        node
        for node in parsed(script).body
        if isinstance(node, ast.FunctionDef) and node.name == "main"
    ]
    needed = len(main.args.args) - len(main.args.defaults)

    assert ast.unparse(main.returns) == "int"
    assert needed == 0
    assert is_guard(parsed(script).body[-1])


@each_script
def test_script_says_what_it_is_for(script):
    """The docstring of a script is its manual."""
    assert ast.get_docstring(parsed(script))


@each_script
def test_top_level_only_defines(script):
    """Besides imports, definitions and the guard, a script has no statement."""
    others = [
        ast.unparse(node)
        for node in parsed(script).body[1:]
        if not isinstance(node, DEFINITIONS)
        and not is_guard(node)
        and ast.unparse(getattr(node, "test", node)) != "TYPE_CHECKING"
    ]

    assert others == []


@each_script
def test_importing_does_nothing(script, tmp_path, monkeypatch, capfd):
    """Imported under another name, a script prints nothing, writes nothing and runs nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [script.name, "--no-such-option"])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = listing()
    spec = importlib.util.spec_from_file_location(f"imported_{script.stem}", script)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)

    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []
    assert listing() == before


def listing():
    """Files that a script could be meant to write, with the time of their last change."""
    return {
        path: path.stat().st_mtime_ns
        for folder in ("data", "docs", "scripts")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
