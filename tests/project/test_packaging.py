"""What is written in more than one place agrees, and what is promised exists."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import elecdata
from elecdata.loading import BACKENDS

ROOT = Path(__file__).resolve().parents[2]
VERSION = elecdata.__version__
RUNTIME = {"matplotlib", "narwhals", "pandas", "pandera", "pyarrow"}
TARGETS = set(
    """
    bench browser build check clean demo determinism docs format fuzz help install interop
    linkcheck lock lock-check metadata mutate paper pictures publish recount references sbom
    site soak test vendor wheel-test
    """.split()
)


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project():
    """The pyproject.toml of this checkout."""
    return tomllib.loads(text_of("pyproject.toml"))


def package_of(requirement):
    return re.match(r"[A-Za-z0-9_-]+", requirement)[0].lower()


def targets():
    """Targets that ``make help`` lists."""
    return set(re.findall(r"^([a-z-]+):.*  ## ", text_of("Makefile"), re.MULTILINE))


def scalar(name):
    """Value of a plain line of CITATION.cff."""
    return re.search(rf'^{name}: "?([^"\n]+)"?$', text_of("CITATION.cff"), re.MULTILINE)[1]


class TestVersion:
    """The version is written once and repeated truthfully."""

    def test_is_a_calendar_version(self):
        """Year, month, and a number from 0."""
        assert re.fullmatch(r"20\d\d\.(1[0-2]|[1-9])\.\d+", VERSION)

    def test_has_one_home(self, project):
        """The build reads it from the package, and pyproject.toml does not state it."""
        assert project["tool"]["hatch"]["version"]["path"] == "elecdata/__init__.py"
        assert "version" not in project["project"]
        assert project["project"]["dynamic"] == ["version"]

    def test_citation_agrees(self):
        """CITATION.cff names the version of the package."""
        assert scalar("version") == VERSION

    def test_changelog_agrees(self):
        """The newest section of the changelog is about this version, of the day cited."""
        newest = re.search(r"^## \[(\S+)\] - (\S+)$", text_of("CHANGELOG.md"), re.MULTILINE)

        assert newest.groups() == (VERSION, scalar("date-released"))

    def test_changelog_tells_of_the_data_first(self):
        """Every version begins with what happened to the figures."""
        sections = re.split(r"^## ", text_of("CHANGELOG.md"), flags=re.MULTILINE)[1:]

        assert {re.search(r"^### (.+)$", section, re.MULTILINE)[1] for section in sections} == {
            "Data"
        }


class TestRequirements:
    """What is installed with the package, and what is not."""

    def test_run_time(self, project):
        """At run time five libraries, each with a lower bound and no upper one."""
        declared = project["project"]["dependencies"]

        assert {package_of(each) for each in declared} == RUNTIME
        assert [each for each in declared if not re.fullmatch(r"[a-z]+>=[\d.]+", each)] == []

    def test_extras_are_engines(self, project):
        """An extra is named after the engine or the format that needs it, and is one package."""
        extras = project["project"]["optional-dependencies"]

        assert {name: [package_of(each) for each in needs] for name, needs in extras.items()} == {
            "dask": ["dask"],
            "duckdb": ["duckdb"],
            "excel": ["openpyxl"],
            "polars": ["polars"],
            "spark": ["pyspark"],
            "spss": ["pyreadstat"],
            "stata": ["pyreadstat"],
        }

    def test_an_extra_that_an_error_names_exists(self, project):
        """What a user is told to install can be installed, and every extra is told of.

        Dask and Spark are never imported here: whoever has such a frame has the library.
        """
        calls = [
            node
            for path in (ROOT / "elecdata").rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "MissingExtraError"
        ]
        named = {
            ast.unparse(call.args[2 if len(call.args) > 2 else 0]).strip("'") for call in calls
        }
        named = named - {"backend"} | set(BACKENDS[2:])  # named by a variable in load

        assert named == set(project["project"]["optional-dependencies"]) - {"dask", "spark"}

    def test_engines_are_tested(self, project):
        """Whoever works on the package has every engine."""
        developers = {package_of(each) for each in project["dependency-groups"]["dev"]}
        extras = project["project"]["optional-dependencies"].values()

        assert {package_of(each) for needs in extras for each in needs} <= developers

    def test_python_versions_agree(self, project):
        """The oldest Python of the classifiers is the one required, and CI tests each."""
        stated = [
            entry.rpartition(" ")[2]
            for entry in project["project"]["classifiers"]
            if re.search(r":: 3\.\d+$", entry)
        ]
        matrix = re.search(r"python: \[(.+)\]", text_of(".github/workflows/ci.yml"))[1]

        assert project["project"]["requires-python"] == f">={stated[0]}"
        assert re.findall(r"[\d.]+", matrix) == stated

    def test_command(self, project):
        """The command line is the package's own main."""
        assert project["project"]["scripts"] == {"elecdata": "elecdata.cli:main"}


class TestMakefile:
    """The targets that documents and CI name are there."""

    def test_targets(self):
        """All targets that the project promises, each with a line of help, all phony."""
        makefile = text_of("Makefile").replace("\\\n", "")
        phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split()

        assert targets() == TARGETS
        assert set(phony) == TARGETS

    @pytest.mark.parametrize(
        "name",
        [
            *("README.md", "CONTRIBUTING.md", "data/README.md", ".ci/run"),
            *(f".github/workflows/{name}.yml" for name in ("ci", "data", "release")),
        ],
    )
    def test_named_targets_exist(self, name):
        """A command ``make x`` in a document or workflow can be typed."""
        lines = re.findall(
            r"(?:^\s*(?:\$ |- run: )?|`|'|run: )make ([a-z -]+)", text_of(name), re.MULTILINE
        )
        named = {word for line in lines for word in line.split()}

        assert named
        assert named - targets() == set()

    @pytest.mark.parametrize("target", ["demo", "test"])
    def test_readme_names_the_first_steps(self, target):
        """A newcomer finds how to see it work and how to test it."""
        assert f"make {target}" in text_of("README.md")

    @pytest.mark.parametrize(
        "target", ["bench", "check", "docs", "format", "install", "publish", "test"]
    )
    def test_contributing_names_the_daily_steps(self, target):
        """A contributor finds every target of daily work."""
        assert re.search(rf"make [a-z ]*\b{target}\b", text_of("CONTRIBUTING.md"))


class TestDocuments:
    """Rules that documents of the project keep."""

    def test_contributing_is_short(self):
        """People read it to the end."""
        assert len(text_of("CONTRIBUTING.md").splitlines()) < 150

    @pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", "LICENSE-DATA"])
    def test_named_functions_exist(self, name):
        """A function of the package that a document names is public."""
        named = set(re.findall(r"\belecdata\.([a-z_]+)\(", text_of(name)))

        assert named - set(elecdata.__all__) == set()

    def test_licences_agree(self, project):
        """Metadata, manifest and citation name the licences of the two texts."""
        from elecdata.release import LICENCE

        assert text_of("LICENSE").startswith("MIT License\n")
        assert f"SPDX: {LICENCE}" in text_of("LICENSE-DATA")
        assert project["project"]["license"] == f"MIT AND {LICENCE}"
        assert scalar("license") == LICENCE
