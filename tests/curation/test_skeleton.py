from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import elecdata
from elecdata.adoption.record import REGISTERS
from elecdata.curation.election import KEYS
from elecdata.curation.fields import fields_page
from elecdata.curation.shape import format_sheets
from elecdata.curation.skeleton import new
from elecdata.errors import DataMissingError, InvalidArgumentError, UnknownNameError

ID = "xx-2027-parliament"
SHARED = {f"{name}.csv" for name in REGISTERS} | {"FIELDS.md"}


def files(root):
    """Every file and folder below a folder, with its content and what tells it from a copy."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        if path.is_file()
        else None
        for path in root.rglob("*")
    }


class TestNew:
    """`new` makes sheets that validate as they are."""

    @pytest.mark.parametrize(
        "election_id", [ID, "sm-2008-council", "kz-2029-president", "xk-2100-a-b-c", "tr-1900-x"]
    )
    def test_fresh_sheets_have_no_problem(self, tmp_path, election_id):
        """Checked, built in memory, published and in shape, whatever the contest."""
        new(election_id, tmp_path / "own")

        assert elecdata.validate(tmp_path / "own").problems == []
        assert format_sheets(tmp_path / "own", write=False) == []
        assert elecdata.load("elections", data=tmp_path / "own").election_id.to_list() == [
            election_id
        ]
        assert (
            elecdata.build(tmp_path / "own", tmp_path / "tables")["tables"]["claims"]["rows"] == 0
        )

    def test_every_file_made_is_told(self, tmp_path):
        """The files are those of the election and the shared ones."""
        made = new(ID, tmp_path)
        names = {path.relative_to(tmp_path).as_posix() for path in made}

        assert {
            *SHARED,
            *(f"{ID}/{n}" for n in ("election.toml", "claims.csv", "rulings.toml")),
        } == names
        assert names == {name for name, content in files(tmp_path).items() if content}

    def test_every_key_is_in_the_template(self, tmp_path):
        """Each key of election.toml is explained, and comes to life when its # is taken away."""
        new(ID, tmp_path)
        text = (tmp_path / ID / "election.toml").read_text(encoding="utf-8")
        live = "\n".join(
            line.removeprefix("# ") if " = " in line or line.startswith("# [") else line
            for line in text.splitlines()
        )
        content = tomllib.loads(live)
        control = {f"control.{name}" for name in content["control"]}

        assert {key.name for key in KEYS} == (content.keys() - {"control"}) | control
        for key in KEYS:
            assert f"# {key.what}\n# {key.leave_out}\n# Printed: {key.printed}\n" in text

    def test_page_of_fields_is_that_of_the_registry(self, tmp_path):
        """The page in the folder is made from what the checks read."""
        new(ID, tmp_path)

        assert fields_page() == (tmp_path / "FIELDS.md").read_text(encoding="utf-8")

    def test_filled_template_passes(self, tmp_path, untouched):
        """The invented elections, typed into fresh sheets, have no problem and are audited."""
        new("kz-2031-council", tmp_path, chamber="Council")
        new("kz-2032-president", tmp_path)
        for path in untouched.root.rglob("*.csv"):
            (tmp_path / path.relative_to(untouched.root)).write_bytes(path.read_bytes())
        ruled = "kz-2031-council/rulings.toml"
        (tmp_path / ruled).write_bytes((untouched.root / ruled).read_bytes())

        assert elecdata.validate(tmp_path).problems == []
        assert elecdata.load(data=tmp_path).seats.sum() == 10

    def test_second_election_leaves_what_is_there(self, tmp_path):
        """Shared sheets with rows, and another election, stay as they are to the last byte."""
        new(ID, tmp_path)
        regions = "region_id,country,name,region_kind\nxx-north,XXX,North,region\n"
        (tmp_path / "regions.csv").write_text(regions, encoding="utf-8")
        (tmp_path / "FIELDS.md").write_text("mine", encoding="utf-8")
        (tmp_path / "people.csv").unlink()
        before = files(tmp_path)
        made = new("sm-2008-council", tmp_path)
        after = files(tmp_path)

        assert before == {name: after[name] for name in before}
        assert tmp_path / "people.csv" in made
        assert elecdata.validate(tmp_path).ok

    def test_what_is_given_is_typed(self, tmp_path):
        """Country, office and chamber, with any quote in them, are those given."""
        new(
            "scotland-2026-holyrood",
            tmp_path,
            country="GBR",
            office="legislature",
            chamber='The "Parliament"',
        )
        content = tomllib.loads((tmp_path / "scotland-2026-holyrood/election.toml").read_text())

        assert (content["country"], content["chamber"]) == ("GBR", 'The "Parliament"')
        assert elecdata.validate(tmp_path).ok


class TestRefusals:
    """What cannot be made is refused, and nothing is written."""

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (
                {"election_id": "../xx-2027-parliament"},
                "election_id is '../xx-2027-parliament'; it",
            ),
            ({"election_id": "xx-2027-a/../../b"}, "election_id is 'xx-2027-a/../../b'; it"),
            ({"election_id": "XX-2027-parliament"}, "election_id is 'XX-2027-parliament'; it"),
            ({"election_id": "xx-27-parliament"}, "election_id is 'xx-27-parliament'; it"),
            ({"election_id": "xx-٢٠٢٧-council"}, "election_id is 'xx-٢٠٢٧-council'; it"),
            ({"election_id": "xx-2027-"}, "election_id is 'xx-2027-'; it"),
            ({"election_id": ID + "\n"}, f"election_id is '{ID}\\n'; it"),
            ({"election_id": "xx-2027-" + "a" * 99}, "election_id is 'xx-2027-aaa"),
            ({"election_id": None}, "election_id is 'None'; it"),
            ({"election_id": "xx-1899-council"}, "election_id is 'xx-1899-council'; year is 1900"),
            ({"election_id": "qq-2027-council"}, "'qq', with which the id begins, is no country's"),
            ({"country": "KAS"}, "no country named 'KAS'. Did you mean"),
            ({"country": "KAZ"}, "the id begins with 'xx', which is XXX, and country is 'KAZ'"),
            ({"office": "senate"}, "no office named 'senate'."),
            (
                {"chamber": "Two\nlines"},
                "chamber is 'Two\\nlines'; it should be a name on one line",
            ),
            ({"chamber": ""}, "chamber is ''; it should be a name on one line"),
            (
                {"office": "presidency", "chamber": "Senate"},
                "chamber is 'Senate'; a presidency has none",
            ),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_bad_argument(self, tmp_path, arguments, said):
        """The message says what was found and what is allowed."""
        root = tmp_path / "own"
        with pytest.raises((InvalidArgumentError, UnknownNameError)) as caught:
            new(**{"election_id": ID, "into": root} | arguments)

        assert str(caught.value).startswith(said)
        assert list(tmp_path.iterdir()) == []

    def test_election_that_is_there(self, tmp_path):
        """An election, a file or a link in its place stays as it is."""
        new(ID, tmp_path)
        (tmp_path / "sm-2008-council").symlink_to(tmp_path / "nowhere")
        before = files(tmp_path)
        for each in (ID, "sm-2008-council"):
            with pytest.raises(InvalidArgumentError) as caught:
                new(each, tmp_path)

            assert str(caught.value) == f"{tmp_path / each} is there already; nothing was changed"
        assert before == files(tmp_path)

    def test_folder_that_is_a_file(self, tmp_path):
        """A file is no folder, and no folder can be made below it."""
        (tmp_path / "own").write_text("mine")
        with pytest.raises(InvalidArgumentError, match="own is a file; give a folder"):
            new(ID, tmp_path / "own")
        with pytest.raises(DataMissingError, match="cannot be written"):
            new(ID, tmp_path / "own" / "below")

        assert (tmp_path / "own").read_text() == "mine"

    def test_folder_of_other_things(self, tmp_path):
        """Other folders would be taken for elections, tables for sheets."""
        (tmp_path / "src").mkdir()
        with pytest.raises(InvalidArgumentError, match=r"holds other folders \(src\)"):
            new(ID, tmp_path)
        (tmp_path / "src").rmdir()
        (tmp_path / "manifest.json").write_text("{}")
        with pytest.raises(InvalidArgumentError, match="holds published tables"):
            new(ID, tmp_path)

    @pytest.mark.parametrize(
        "into", [None, 5, "a\0b", "x" * 100_000], ids=["none", "int", "nul", "long"]
    )
    def test_no_path_at_all(self, into):
        """What is no path is refused with an error of ours."""
        with pytest.raises(elecdata.ElecdataError):
            new(ID, into)

    @pytest.mark.parametrize("at", range(2 * len(SHARED) + 4))
    def test_failed_write_leaves_nothing(self, tmp_path, monkeypatch, at):
        """Whichever file or name fails, none of the others stays, nor a folder made for them."""
        calls = []

        def failing(real):
            def call(*args, **kwargs):
                calls.append(args)
                if len(calls) == at + 1:
                    raise OSError(28, "no space left on device")
                return real(*args, **kwargs)

            return call

        for name in ("write_bytes", "hardlink_to", "rename"):
            monkeypatch.setattr(Path, name, failing(getattr(Path, name)))
        with pytest.raises(
            DataMissingError, match=r"\(no space left on device\); nothing was changed"
        ):
            new(ID, tmp_path / "deep" / "own")
        monkeypatch.undo()

        assert list(tmp_path.iterdir()) == []

    def test_election_that_comes_meanwhile(self, tmp_path, monkeypatch):
        """Started by another since it was looked for: theirs stays, with the sheets it needs."""
        whole = Path.rename

        def late(self, target):
            monkeypatch.undo()
            whole(Path(shutil.copytree(self, tmp_path / "other")), target)
            return whole(self, target)

        monkeypatch.setattr(Path, "rename", late)
        with pytest.raises(InvalidArgumentError) as caught:
            new(ID, tmp_path / "own")

        folder = tmp_path / "own" / ID
        assert str(caught.value) == f"{folder} is there already; nothing was changed"
        assert elecdata.validate(tmp_path / "own").ok

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(max_size=20) | st.from_regex(r"\A[a-z]{2}-[0-9]{4}-[a-z/.\\-]{1,8}\Z"))
    def test_any_id_is_made_or_refused(self, tmp_path, election_id):
        """No id raises anything but an error of ours, or reaches outside its folder."""
        root = tmp_path / "own"
        try:
            new(election_id, root)
        except elecdata.ElecdataError:
            pass
        else:
            assert (root / election_id).parent == root
        assert {path.name for path in tmp_path.iterdir()} <= {"own"}
