"""The paper is made from the locked data, and from nothing else."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import elecdata
from elecdata.digest import bytes_digest, table_digest
from elecdata.store import data_dir

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "examples" / "paper" / "make_paper.py"

pytestmark = pytest.mark.paper


@pytest.fixture
def checkout(tmp_path):
    """A copy of the package and its tables, in which a cell can be changed."""
    root = tmp_path / "checkout"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "elecdata", root / "elecdata", ignore=ignore)
    shutil.copytree(data_dir(), root / "data" / "processed")
    shutil.copy(ROOT / "pyproject.toml", root)
    shutil.copytree(
        SCRIPT.parent, root / "examples" / "paper", ignore=shutil.ignore_patterns("build")
    )
    return root


def change(root, name, row, column, value):
    """Change one cell of a published table as a file, and its manifest with it."""
    path = root / "data" / "processed" / f"{name}.parquet"
    table = pq.read_table(path)
    rows = table.to_pylist()
    [found] = [each for each in rows if row.items() <= each.items()]
    found[column] = value
    changed = pa.Table.from_pylist(rows, schema=table.schema)
    pq.write_table(changed, path)
    manifest_path = path.with_name("manifest.json")
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    manifest["tables"][name] |= {
        "digest": table_digest(changed),
        "sha256": bytes_digest(path.read_bytes()),
    }
    manifest_path.write_text(json.dumps(manifest), encoding="utf-8")


def build(root):
    """Run the script of a checkout as its user does."""
    return subprocess.run(
        [sys.executable, root / "examples" / "paper" / "make_paper.py"],
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


class TestPaper:
    """What is made."""

    def test_is_a_short_paper(self, made):
        """A PDF of four to six pages, with its sources beside it."""
        data = (made / "paper.pdf").read_bytes()
        pages = len(re.findall(rb"/Type\s*/Page\b", data))

        assert data.startswith(b"%PDF-")
        assert 4 <= pages <= 6 or pages == 0  # none where the pages are packed in streams
        assert {path.suffix for path in made.iterdir()} == {".pdf", ".svg", ".json", ".bib", ".typ"}

    def test_is_the_same_on_every_run(self, paper, made, tmp_path):
        """Two runs give the same bytes."""
        again = paper.make(tmp_path / "again")

        assert again.read_bytes() == (made / "paper.pdf").read_bytes()

    def test_numbers_are_those_published(self, made):
        """Cells as another library reads them; an index from its definition."""
        numbers = json.loads((made / "numbers.json").read_text(encoding="utf-8"))["numbers"]
        rows = pq.read_table(data_dir() / "results.parquet").to_pylist()
        seats = {(row["election_id"], row["contestant_id"]): row["seats"] for row in rows}
        cells = [key.split("/") for key in numbers if re.match(r"results/.*/seats$", key)]

        assert cells
        for _, election, contestant, column in cells:
            found = numbers[f"results/{election}/{contestant}/{column}"]
            assert found["value"] == seats[election, contestant]
            assert found["sources"]
        chamber = [row["seats"] for row in rows if row["election_id"] == "kz-2004-majilis"]
        expected = sum(chamber) ** 2 / sum(each**2 for each in chamber)
        shown = numbers["range/enp_seats/figures/kz-2004-majilis/adopted"]
        assert math.isclose(shown["value"], expected)
        assert shown["text"] == f"{expected:.2f}"

    def test_cites_every_source_behind_a_number(self, made):
        """Each source of a number or table is an entry of the references."""
        drawn = json.loads((made / "numbers.json").read_text(encoding="utf-8"))
        keys = set(
            re.findall(
                r"^@misc\{(.+),$", (made / "references.bib").read_text("utf-8"), re.MULTILINE
            )
        )
        asked = {key for each in drawn["numbers"].values() for key in each["sources"]}
        asked |= {key for each in drawn["tables"].values() for key in each["sources"]}

        assert asked
        assert asked - keys == set()
        assert "elecdata" in keys

    def test_typst_reads_every_source(self, tmp_path):
        """BibTeX of all sources of the dataset is set without an error."""
        import typst

        bib = elecdata.cite(elecdata.load("sources"), style="bibtex")
        (tmp_path / "all.bib").write_text(bib, encoding="utf-8")
        (tmp_path / "all.typ").write_text(
            '#bibliography("all.bib", full: true, style: "apa")', encoding="utf-8"
        )

        assert typst.compile(str(tmp_path / "all.typ"), format="pdf").startswith(b"%PDF-")

    def test_every_statement_is_in_the_text(self, paper, evidence):
        """No condition is checked for nothing, and none is called that there is not."""
        text = paper.TEXT.read_text(encoding="utf-8")
        known = paper.statements(evidence)

        assert set(paper.SAID.findall(text)) == set(known)
        assert set(known.values()) == {True}


class TestMoved:
    """What happens when the data are no longer those that were locked."""

    def test_untouched_data_give_the_paper(self, checkout):
        """The copy is made as it is; without this the next tests would show nothing."""
        done = build(checkout)

        assert done.returncode == 0, done.stderr
        assert (checkout / "examples" / "paper" / "build" / "paper.pdf").is_file()

    def test_a_changed_cell_stops_the_build(self, checkout):
        """In the words of the cell, on the line of the lock; an older PDF does not stay."""
        assert build(checkout).returncode == 0
        row = {"election_id": "kz-2012-majilis", "contestant_id": "kz-nur-otan"}
        change(checkout, "results", row, "votes", 5621437)
        done = build(checkout)

        assert done.returncode == 1
        assert "kz-2012-majilis, results, kz-nur-otan, votes: 5621436 -> 5621437\n" in done.stderr
        assert "1 figure changed\n" in done.stderr
        assert re.search(r"elecdata\.lock:\d\d+: kz-2012", done.stderr)
        assert done.stderr.endswith("no paper was made\n")
        assert list((checkout / "examples" / "paper").rglob("*.pdf")) == []

    def test_a_cell_not_used_may_change(self, checkout):
        """What the paper does not draw on is no business of its lock."""
        row = {"election_id": "kz-2012-majilis"}
        change(checkout, "elections", row, "n_polling_stations", 1)

        assert build(checkout).returncode == 0

    def test_a_statement_that_no_longer_holds_stops_the_build(self, paper, evidence, monkeypatch):
        """Words are held to the data as numbers are."""
        true = paper.statements(evidence)
        monkeypatch.setattr(paper, "statements", lambda _: true | {"widest in 2004": False})

        with pytest.raises(LookupError, match=r"^the text says what no longer holds: widest in"):
            paper.content(evidence)

    @pytest.mark.parametrize(
        "address",
        [
            "results/kz-2012-majilis/kz-nobody/seats",
            "results/az-2005-milli-majlis/az-yap/votes",
            "range/enp_seats/figures/kz-2004-majilis/middle",
            "nothing/at/all",
        ],
    )
    def test_a_number_that_there_is_not_stops_the_build(self, evidence, address):
        """By its address; an empty cell is no number either."""
        numbers = sys.modules["values"].numbers

        with pytest.raises(LookupError, match=f"^paper.typ asks for '{address}': "):
            numbers([address], evidence)


@pytest.fixture(scope="module")
def cells(runner, tmp_path_factory):
    """Code cells with what they gave."""
    import nbformat

    target = runner.run(tmp_path_factory.mktemp("notebook") / "run.ipynb")
    notebook = nbformat.read(target, as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


class TestNotebook:
    """The notebook, run from start to end."""

    def test_every_cell_ran(self, cells):
        """In order, each once."""
        assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))

    def test_explanations_are_rich(self, cells):
        """An explanation is a table, not its plain text."""
        rich = [
            output.data
            for cell in cells
            if cell.source.startswith("elecdata.explain(")
            for output in cell.outputs
        ]

        assert len(rich) == 3
        assert all("<table" in each["text/html"] for each in rich)

    def test_pictures_are_drawn(self, cells):
        """A cell that plots shows the picture."""
        drawn = [cell for cell in cells if "elecdata.plot." in cell.source]

        assert drawn
        for cell in drawn:
            assert any("image/png" in output.get("data", {}) for output in cell.outputs)
