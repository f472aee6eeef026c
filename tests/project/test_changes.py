"""The changelog is held to the data, in a small repository of its own."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from elecdata.digest import bytes_digest, table_digest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "changes.py"
PRESIDENT = "kz-2032-president"
LINE = f"- {PRESIDENT}, results, kz-bek, votes: 400 -> 401 (visitors-2032)"
CHANGELOG = (
    "# Changelog\n\n## [2031.2.0] - 2031-02-01\n\n### Data\n\nFirst.\n\n### Added\n\n- All.\n"
)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def script(monkeypatch, tmp_path):
    """The script as a module, whose checkout is a folder of this test."""
    spec = importlib.util.spec_from_file_location("changes_under_test", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    # No settings of whoever runs the tests, and no repository around the folder.
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return module


def git(root, *words):
    name = ["-c", "user.name=A", "-c", "user.email=a@example.test"]
    subprocess.run(["git", "-C", root, *name, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tables_of, tmp_path):
    """Tables and changelog, committed on main."""
    shutil.copytree(tables_of, tmp_path / "data" / "processed")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", "data", "CHANGELOG.md")
    git(tmp_path, "commit", "--quiet", "--message=first")
    return tmp_path


def correct(root, column="votes", value=401):
    """Change a figure of Bek in the published results, and the manifest with it."""
    folder = root / "data" / "processed"
    table = pq.read_table(folder / "results.parquet")
    rows = table.to_pylist()
    next(row for row in rows if row["contestant_id"] == "kz-bek")[column] = value
    table = pa.Table.from_pylist(rows, schema=table.schema)
    pq.write_table(table, folder / "results.parquet")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    data = (folder / "results.parquet").read_bytes()
    manifest["tables"]["results"] |= {"digest": table_digest(table), "sha256": bytes_digest(data)}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def say(root, *lines):
    """Put lines under Data of the newest section."""
    text = CHANGELOG.replace("First.\n", "\n".join(["First.", "", *lines, ""]))
    (root / "CHANGELOG.md").write_text(text, encoding="utf-8")


class TestCheck:
    """``--check``."""

    def test_nothing_changed(self, script, repository, capsys):
        """A clean checkout passes."""
        assert script.main(["--check"]) == 0
        assert capsys.readouterr().out.startswith("CHANGELOG.md tells every figure that changed")
        assert repository.is_dir()

    def test_a_changed_figure_without_an_entry_fails(self, script, repository, capsys):
        """And the entry that is lacking is printed, ready to be pasted."""
        correct(repository)

        assert script.main(["--check"]) == 1
        assert LINE in capsys.readouterr().out.splitlines()

    def test_entries_are_enough(self, script, repository, capsys):
        """What is written passes, once and again."""
        correct(repository)

        assert script.main(["--write"]) == 0
        assert script.main(["--check"]) == 0
        assert script.main(["--write"]) == 0
        text = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
        assert text.count(LINE) == 1
        assert text.index("First.") < text.index(LINE) < text.index("### Added")
        assert "entries written" in capsys.readouterr().out

    def test_entries_on_long_texts_are_enough(self, script, repository):
        """Also where they show only the parts that differ."""
        ending = " of a long name that did not change at all" * 4
        correct(repository, "name", f"First{ending}, once{ending}")
        git(repository, "commit", "--quiet", "--all", "--message=second")
        correct(repository, "name", f"First{ending}, twice{ending}")

        assert script.main(["--write"]) == 0
        assert "..." in (repository / "CHANGELOG.md").read_text(encoding="utf-8")
        assert script.main(["--check"]) == 0

    @pytest.mark.parametrize(
        ("steps", "status"),
        [
            (["400 -> 401", "401 -> 402 (misread)"], 0),
            (["400 -> 402"], 0),
            (["400 -> 401"], 1),
            (["401 -> 402"], 1),
            (["400 -> 4020"], 1),
            (["402"], 1),
        ],
        ids=lambda value: ", ".join(value) if isinstance(value, list) else "",
    )
    def test_steps_lead_from_old_to_new(self, script, repository, steps, status):
        """Two corrections in one release may be told one by one, and must arrive."""
        correct(repository, value=402)
        say(repository, *(f"- {PRESIDENT}, results, kz-bek, votes: {step}" for step in steps))

        assert script.main(["--check"]) == status

    def test_a_new_figure_needs_no_entry(self, script, repository, capsys):
        """Nobody has used what was not there; but the report tells it."""
        correct(repository, "vote_share_pct", 40.0)

        assert script.main(["--check"]) == 0
        assert script.main([]) == 0
        assert "kz-bek, vote_share_pct: empty -> 40.0" in capsys.readouterr().out

    def test_a_figure_that_went_needs_one(self, script, repository, capsys):
        """An emptied cell is a change."""
        correct(repository, "votes", None)

        assert script.main(["--check"]) == 1
        assert "kz-bek, votes: 400 -> empty (visitors-2032)" in capsys.readouterr().out


class TestBase:
    """What the tables are compared with."""

    def test_the_last_release_comes_first(self, script, repository, capsys):
        """A change that was committed since the tag is still told; its section must be new."""
        git(repository, "tag", "2031.2.0")
        correct(repository)
        git(repository, "commit", "--quiet", "--all", "--message=second")

        assert script.main(["--check"]) == 1
        out = capsys.readouterr().out
        assert "begin a section for the next version in CHANGELOG.md: 2031.2.0 is released" in out
        assert LINE in out

    def test_a_commit_can_be_named(self, script, repository):
        """As CI does for a push."""
        correct(repository)
        git(repository, "commit", "--quiet", "--all", "--message=second")

        assert script.main(["--check"]) == 0
        assert script.main(["--check", "--base", "HEAD~1"]) == 1

    def test_without_history_it_says_that_it_cannot_tell(self, script, capsys):
        """An unpacked archive passes; a commit that is asked for and not there does not."""
        assert script.main(["--check"]) == 0
        assert script.main(["--check", "--base", "0" * 40]) == 0
        assert script.main(["--check", "--base", "abc"]) == 1
        told = "cannot tell what changed: no {} in this history (a shallow or no clone?)"
        anywhere = told.format("release and no branch main")
        said = [anywhere, anywhere, told.format("commit abc")]
        assert capsys.readouterr().out.splitlines() == said

    def test_an_option_of_git_is_no_commit(self, script, repository):
        """What is given as base is a name, whatever it looks like."""
        assert script.main(["--check", "--base", "--output=x"]) == 1
        assert not (repository / "x").exists()


class TestReport:
    """Without an option."""

    def test_is_markdown_for_people(self, script, repository, capsys):
        """A heading for each election, a line for each figure."""
        correct(repository)

        assert script.main([]) == 0
        out = capsys.readouterr().out
        assert f"\n### {PRESIDENT}\n\n" in out
        assert LINE in out.splitlines()

    def test_other_words_show_the_manual(self, script, capsys):
        """Exit status 2."""
        assert script.main(["--chek"]) == 2
        assert "--check" in capsys.readouterr().err
