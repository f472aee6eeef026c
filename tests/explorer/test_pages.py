"""What the explorer's files hold, before any browser reads them."""

from __future__ import annotations

import errno
import json
import re
import webbrowser
from datetime import date
from pathlib import Path

import pytest

import elecdata
from elecdata.dataset import opened
from elecdata.errors import InvalidArgumentError, OverwriteError, UnknownNameError, WriteError
from elecdata.explorer import browsing
from elecdata.explorer import pages as making
from elecdata.explorer.contents import OF_ELECTIONS, contents
from elecdata.explorer.embedding import plain, script
from elecdata.explorer.links import fragment
from elecdata.explorer.pages import SCRIPTS, pages, style_hash
from elecdata.schema import TABLES
from scripts.vendor import VENDOR, VERSIONS, bundled, faults, licences

PAGE = Path(making.__file__).parent / "page"


@pytest.fixture(scope="module")
def held(untouched):
    """Contents made of a small record."""
    return contents(opened(untouched.root))


class TestContents:
    """The pages hold all rows, and for each cell what explains it."""

    def test_every_row_of_every_table_is_there(self, held, published):
        """An election's pack has its rows of each table, in their order, as they are."""
        for place, row in enumerate(published["elections"].to_pylist(), start=1):
            packed = held[f"election-{place}"]["tables"]
            for name in OF_ELECTIONS:
                rows = [
                    [plain(each[column]) for column in TABLES[name].columns]
                    for each in published[name].to_pylist()
                    if each["election_id"] == row["election_id"]
                ]
                assert packed[name]["rows"] == rows, name

    def test_every_cell_is_explained_as_explain_does(self, held, published, untouched):
        """Verdict and standing of every claim are those of `explain`, for every filled table."""
        for place, row in enumerate(published["elections"].to_pylist(), start=1):
            pack = held[f"election-{place}"]
            for name in ("elections", "results", "contestants", "turnout"):
                for line, cells in enumerate(pack["tables"][name]["verdicts"]):
                    key = [pack["tables"][name]["rows"][line][TABLES[name].columns.index(c)]
                           for c in TABLES[name].key]  # fmt: skip
                    for column, verdict in enumerate(cells):
                        field = TABLES[name].columns[column]
                        answer = elecdata.explain(*key, field, table=name, data=untouched.root)
                        found = pack["tables"][name]["cells"].get(f"{line}:{column}", {})

                        assert pack["verdicts"][verdict] == answer.verdict
                        assert len(found.get("claims", [])) == len(answer.claims)
            assert row["election_id"] in {each["id"] for each in held["index"]["elections"]}

    def test_conflicts_lead_to_their_cells(self, held, untouched):
        """Each conflict has the address that its cell's explanation has."""
        frame = elecdata.conflicts(data=untouched.root)

        assert len(held["conflicts"]["links"]) == len(frame) > 0
        assert set(held["conflicts"]["links"]) == set(held["index"]["disputed"])

    def test_a_presidency_has_no_chamber(self, held):
        """Where there are no seats there is no half circle; where there are, a dot for each."""
        assert held["election-2"]["chamber"] is None
        assert len(held["election-1"]["chamber"]["dots"]) == 10


class TestEmbedding:
    """Data in a script stay data."""

    def test_no_text_ends_the_script(self):
        """Signs that end a script, open a comment or end a line are written as escapes."""
        text = "</script><!--\u2028\u2029<script>"
        made = script("x", [text])

        assert not {"<", "\u2028", "\u2029"} & set(made)
        assert json.loads(made.removeprefix('Elecdata.take("x",').removesuffix(");\n")) == [text]

    @pytest.mark.parametrize(
        ("value", "shown"),
        [(float("nan"), "nan"), (-(2**53) - 1, "-9007199254740993"), (2**53, 2**53), (True, True)],
    )
    def test_what_json_cannot_hold_becomes_text(self, value, shown):
        """No figure is changed on the way: what a browser would round is a text."""
        assert plain(value) == shown

    def test_days_are_texts(self):
        """A day is written as ISO has it."""
        assert plain(date(2012, 1, 15)) == "2012-01-15"


class TestPages:
    """The page loads its own files and nothing else."""

    def test_every_script_is_packed_and_small(self):
        """Every script of the folder is loaded, and none has 400 lines."""
        found = {path.name for path in PAGE.glob("*.js")}

        assert found == set(SCRIPTS)
        assert all(len(path.read_text().splitlines()) < 400 for path in PAGE.glob("*.js"))

    def test_the_page_names_no_other_place(self, held):
        """Page, style sheet and own scripts hold no address of the web."""
        for name, content in pages(held).items():
            if not name.startswith(("vendor/", "data/")) and not name.endswith(".svg"):
                assert b"http://" not in content.replace(b"http-equiv", b""), name
                assert b"https://" not in content, name

    def test_markup_is_never_made_of_text(self):
        """No own script writes markup or runs text."""
        unsafe = re.compile(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
        )
        for path in PAGE.glob("*.js"):
            assert not unsafe.search(path.read_text()), path.name

    def test_the_policy_permits_one_style_sheet(self, held):
        """The digest in the policy is that of the sheet in the library shipped."""
        made = pages(held)
        wanted = style_hash(made["vendor/plot.js"].decode())

        assert f"style-src 'self' file: '{wanted}'" in made["index.html"].decode()
        assert "default-src 'none'" in made["index.html"].decode()

    def test_another_library_is_not_passed_over(self):
        """A library that writes its sheet otherwise stops the making of pages."""
        with pytest.raises(
            ValueError, match=r"^the library writes its style sheet in another way$"
        ):
            style_hash("nothing like it")


class TestBrowse:
    """`browse` writes a folder, and opens it where nobody named one."""

    def test_without_a_folder_the_browser_is_opened(self, monkeypatch, tmp_path, untouched):
        """The pages go into a new temporary folder, and the browser is told to show them."""
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        opened_at = []
        monkeypatch.setattr(webbrowser, "open", opened_at.append)
        page = elecdata.browse(data=untouched.root)

        assert opened_at == [page.as_uri()]
        assert page.parent.parent == tmp_path

    def test_a_cell_is_led_to(self, tmp_path, untouched):
        """A page beside the others leads to the cell; without a cell it is taken away again."""
        cell = ("kz-2031-council", "kz-alpha", "votes")
        page = elecdata.browse(*cell, to=tmp_path / "made", data=untouched.root)

        assert page.name == "open.html"
        assert "url=index.html#/kz-2031-council/results/kz-alpha/votes" in page.read_text()

        elecdata.browse(to=tmp_path / "made", data=untouched.root)

        assert not page.exists()

    def test_an_election_is_led_to(self, tmp_path, untouched):
        """An election alone opens its page."""
        page = elecdata.browse("kz-2031-council", to=tmp_path / "made", data=untouched.root)

        assert "url=index.html#/kz-2031-council&" not in page.read_text()
        assert 'href="index.html#/kz-2031-council"' in page.read_text()

    def test_elections_that_are_gone_leave_nothing(self, tmp_path, untouched):
        """Earlier pages are replaced as a whole."""
        folder = tmp_path / "made"
        elecdata.browse(to=folder, data=untouched.root)
        (folder / "data" / "election-9.js").write_text("old")
        elecdata.browse(to=folder, data=untouched.root)

        assert sorted(path.name for path in (folder / "data").glob("election-*")) == [
            "election-1.js",
            "election-2.js",
        ]

    @pytest.mark.parametrize("there", [True, False])
    def test_a_full_disk_leaves_nothing_in_the_way(self, tmp_path, monkeypatch, untouched, there):
        """A folder half full would be nobody's pages, and the next attempt would refuse it."""
        folder = tmp_path / "made"
        if there:
            folder.mkdir()
        real = browsing.replace_file

        def full(path, data):
            if path.name == "index.html":
                raise OSError(errno.ENOSPC, "No space left on device")
            real(path, data)

        monkeypatch.setattr(browsing, "replace_file", full)
        with pytest.raises(WriteError) as told:
            elecdata.browse(to=folder, data=untouched.root)
        assert str(told.value) == (f"{str(folder)!r} cannot be written (No space left on device)")
        assert list(tmp_path.iterdir()) == []

        monkeypatch.undo()
        assert elecdata.browse(to=folder, data=untouched.root).is_file()

    def test_files_of_others_are_left_alone(self, tmp_path, untouched):
        """A folder that holds anything else is refused."""
        (tmp_path / "thesis.txt").write_text("mine")
        with pytest.raises(OverwriteError) as caught:
            elecdata.browse(to=tmp_path, data=untouched.root)

        assert str(caught.value) == (
            f"folder {str(tmp_path)!r} holds files and no explorer; "
            "name a new folder, or remove it yourself"
        )
        with pytest.raises(InvalidArgumentError) as caught:
            elecdata.browse(to=tmp_path / "thesis.txt", data=untouched.root)

        path = str(tmp_path / "thesis.txt")

        assert str(caught.value) == f"to is {path!r}, which is a file; name a folder"

    def test_what_is_unknown_stops_before_anything_is_written(self, tmp_path, untouched):
        """An unknown election is named, and no folder made."""
        with pytest.raises(UnknownNameError, match="no election named 'kz-2031-counsil'"):
            elecdata.browse("kz-2031-counsil", to=tmp_path / "made", data=untouched.root)

        assert not (tmp_path / "made").exists()


class TestLinks:
    """Addresses are the same wherever they are made."""

    def test_parts_are_encoded_one_by_one(self):
        """A stroke within a key is told from the stroke between keys."""
        made = fragment("turnout", ["e", "a/b", "12:00", "all", "final", "é"], "turnout_pct")

        assert made == "#/e/turnout/a%2Fb/12:00/all/final/%C3%A9/turnout_pct"

    def test_an_explanation_ends_with_its_address(self, untouched):
        """The last line says how to open the cell, with the data that it was explained from."""
        root = untouched.root
        answer = elecdata.explain(
            "kz-2031-council", "list", "seats", table="allocations", data=root
        )

        assert str(answer).splitlines()[-1] == (
            "Browse: elecdata browse kz-2031-council list seats --table allocations "
            f"--data {root}, which opens #/kz-2031-council/allocations/list/seats"
        )
        assert f"<code>{answer.link}</code>" in answer._repr_html_()

    def test_data_without_a_place_have_an_address_and_no_command(self, untouched):
        """Data held in memory cannot be named on a command line."""
        answer = elecdata.explain("kz-2031-council", "seats", data=opened(untouched.root))

        assert (answer.command, answer.link) == ("", "#/kz-2031-council/elections/seats")
        assert "Browse" not in str(answer)


class TestVendor:
    """Scripts of others are those that were released."""

    def test_every_file_is_the_one_recorded(self):
        """Digests of all files are those of VERSIONS.json."""
        assert faults(json.loads(VERSIONS.read_text()), VENDOR) == []

    def test_a_changed_or_foreign_file_is_told(self, tmp_path):
        """A changed file, a missing one and one too many are named."""
        for path in VENDOR.iterdir():
            (tmp_path / path.name).write_bytes(path.read_bytes())
        (tmp_path / "plot.js").write_text("changed")
        (tmp_path / "more.js").write_text("new")
        (tmp_path / "LICENSES").unlink()

        found = faults(json.loads(VERSIONS.read_text()), tmp_path)

        assert found == ["LICENSES", "more.js", "plot.js"]

    def test_every_package_has_its_licence_and_version(self):
        """The licences name the packages of which something is in the bundle."""
        record = json.loads(VERSIONS.read_text())
        lines = (VENDOR / "LICENSES").read_text().splitlines()
        named = [set(line.split(", ")) & record["bundled"].keys() for line in lines]

        assert set().union(*named) == record["bundled"].keys()
        assert record["bundled"]["@observablehq/plot"] == record["packages"]["@observablehq/plot"]

    def test_the_bundle_has_all_that_the_page_calls(self):
        """The entry of the bundle names exactly the functions of Plot that the scripts use."""
        used = {
            name
            for path in PAGE.glob("*.js")
            for name in re.findall(r"\bPlot\.(\w+)", path.read_text())
        }
        entry = json.loads(VERSIONS.read_text())["entry"]

        assert used == set(re.findall(r"\w+", entry.partition("{")[2].partition("}")[0]))

    def test_a_package_without_a_byte_in_the_bundle_is_not_named(self):
        """What esbuild read and left out is no part of it."""
        inputs = {
            "entry.js": {"bytesInOutput": 9},
            "node_modules/@observablehq/plot/src/plot.js": {"bytesInOutput": 5},
            "node_modules/d3-array/dist/one.mjs": {"bytesInOutput": 1},
            "node_modules/d3-array/dist/other.mjs": {"bytesInOutput": 2},
            "node_modules/d3-zoom/dist/d3-zoom.mjs": {"bytesInOutput": 0},
        }

        assert bundled({"outputs": {"plot.js": {"inputs": inputs}}}) == [
            "@observablehq/plot",
            "d3-array",
        ]

    def test_equal_licences_are_told_once(self, tmp_path):
        """A text that several packages have stands under all their names."""
        for name, text in (("a", "Same.\n"), ("b", "Other.\n"), ("c", "Same.\n")):
            (tmp_path / name).mkdir()
            (tmp_path / name / "LICENSE").write_text(text)

        assert licences({name: tmp_path / name for name in "abc"}) == (
            "a, c\n\nSame.\n\nb\n\nOther.\n"
        )
