"""Datasets: the packaged tables, a folder of one's own, and several together, for every verb."""

from __future__ import annotations

import json
import os
import shutil
import threading

import pandas as pd
import pyarrow.parquet as pq
import pytest

import elecdata
from elecdata.dataset import opened
from elecdata.digest import bytes_digest
from elecdata.errors import (
    ClashError,
    DataMissingError,
    IntegrityError,
    InvalidArgumentError,
    UnknownNameError,
    ValidationError,
)
from elecdata.loading import record
from elecdata.schema import TABLES
from elecdata.store import data_dir

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"  # invented
CLAIMS = f"{COUNCIL}/claims.csv"


@pytest.fixture(scope="module")
def sheets_of(untouched):
    """Folder of valid sheets that no test may damage."""
    return untouched.root


def acknowledge(folder, name, **facts):
    """Let the manifest describe the file that lies there now."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    found = bytes_digest((folder / f"{name}.parquet").read_bytes())
    manifest["tables"][name] |= {"sha256": found} | facts
    path.write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture(params=["sheets", "tables"])
def own(request, sheets_of, tables_of):
    """The invented elections, as sheets and as published tables."""
    return {"sheets": sheets_of, "tables": tables_of}[request.param]


class TestOwn:
    """Every verb reads a folder of one's own as it reads the package."""

    @pytest.mark.parametrize("name", TABLES)
    def test_sheets_and_tables_are_the_same(self, sheets_of, tables_of, name):
        """What is built in memory is what is published, in every table."""
        coded, published = (elecdata.load(name, data=each) for each in (sheets_of, tables_of))

        pd.testing.assert_frame_equal(coded, published)
        assert coded.attrs["elecdata"]["digest"] == published.attrs["elecdata"]["digest"]

    def test_load_filters_and_views(self, own):
        """Filters, days and sources are those of the folder."""
        assert set(elecdata.load(data=own, year=2032).election_id) == {PRESIDENT}
        seen = elecdata.load("elections", data=own, source="herald-2031", election=COUNCIL)
        assert seen.turnout_pct.to_list() == [79.5]
        assert elecdata.load(data=str(own), as_of="2000-01-01").empty
        with pytest.raises(UnknownNameError, match="no election named 'kz-2012-majilis'"):
            elecdata.load(data=own, election="kz-2012-majilis")

    def test_attrs_name_the_folder(self, own):
        """A frame says whose data it holds, after whatever filter."""
        assert elecdata.load(data=own).attrs["elecdata"]["data"] == str(own.resolve())
        assert elecdata.load(data=own, year=2031).attrs["elecdata"]["data"] == str(own.resolve())
        assert elecdata.load().attrs["elecdata"]["data"] == "elecdata"

    def test_other_verbs(self, own):
        """Tables, explanations, conflicts, sources, names and comparisons."""
        assert elecdata.tables(data=own).set_index("table").rows["elections"] == 2
        assert elecdata.explain(COUNCIL, "kz-alpha", "seats", data=own).value == 6
        assert elecdata.explain(COUNCIL, "turnout_pct", data=own).ruling.ruling_id.endswith(
            "turnout"
        )
        assert set(elecdata.conflicts(data=own).column_name) == {"turnout_pct"}
        assert set(elecdata.sources(data=own, year=2032).source_id) == {"visitors-2032"}
        assert elecdata.find("Альфа", data=own).id[0] == "kz-alpha"
        assert elecdata.compare("seats", data=own)[COUNCIL].max() == 6
        assert set(record(data=own).elections) == {COUNCIL, PRESIDENT}

    def test_pictures(self, own):
        """A picture looks its ids up in the folder, and takes no folder beside a frame."""
        assert elecdata.plot.hemicycle(COUNCIL, data=own)
        assert elecdata.plot.seats_votes(COUNCIL, data=own)
        with pytest.raises(elecdata.ElecdataError, match="data= says where ids are looked up"):
            elecdata.plot.hemicycle(elecdata.load(data=own), data=own)

    def test_frames_are_independent(self, own):
        """What one caller does to a frame does not reach the next."""
        first = elecdata.load(data=own)
        first.loc[:, "seats"] = 0
        first.attrs["elecdata"]["version"] = "mine"

        assert elecdata.load(data=own).seats.sum() == 10
        assert elecdata.load(data=own).attrs["elecdata"]["version"] == elecdata.__version__

    def test_packaged_data_stay(self, own):
        """Reading one's own changes nothing for whoever reads the package."""
        before = elecdata.load()
        elecdata.load(data=own)

        pd.testing.assert_frame_equal(before, elecdata.load())


class TestBeside:
    """Several datasets in one frame."""

    def test_rows_are_those_of_both(self, own):
        """Every table about elections has the rows of both, in the order of its key."""
        for name in ("elections", "results", "events", "claims", "turnout"):
            both = elecdata.load(name, data=[None, own])
            parts = [elecdata.load(name), elecdata.load(name, data=own)]

            assert len(both) == sum(map(len, parts))
            assert set(both.election_id) == {e for part in parts for e in part.election_id}

    def test_packaged_rows_are_unchanged(self, own):
        """No figure of the package changes because another election is read beside it."""
        wanted = elecdata.load()
        both = elecdata.load(data=[None, own], election=list(wanted.election_id.unique()))

        pd.testing.assert_frame_equal(wanted, both)

    def test_one_call_compares(self, own):
        """A comparison has a column for every election of both."""
        table = elecdata.compare("seats", data=[None, own], country="KAZ", changes=False)

        assert list(table.columns) == [
            "name", "kz-2004-majilis", "kz-2012-majilis", "kz-2021-majilis", COUNCIL,
        ]  # fmt: skip
        assert (table[COUNCIL].sum(), table["kz-2012-majilis"].sum()) == (10, 107)

    def test_explanations_reach_both(self, own):
        """Any election of either can be explained."""
        assert elecdata.explain(COUNCIL, "seats", data=[None, own]).value == 10
        assert elecdata.explain("kz-2012-majilis", "seats", data=[own, None]).value == 107

    def test_one_in_a_list_is_itself(self, own):
        """A list of one is that one."""
        assert elecdata.load(data=[None]).equals(elecdata.load())
        assert elecdata.load(data=[own]).equals(elecdata.load(data=own))

    def test_clash_names_both(self, sheets, own):
        """An election in two folders is an error that names both."""
        with pytest.raises(ClashError) as caught:
            elecdata.load(data=[own, sheets.root])

        assert (
            f"election {COUNCIL!r} is in {own.resolve()} and in {sheets.root}"
            in caught.value.clashes
        )

    def test_clash_with_the_package(self, sheets):
        """A party of the package under another colour is an error that names the package."""
        sheets.swap("parties.csv", "kz-beta,KAZ,party,kz-beta", "kz-otan,KAZ,party,kz-otan")
        for file in ("names.csv", CLAIMS):
            sheets.write(file, sheets.text(file).replace("kz-beta", "kz-otan"))
        with pytest.raises(
            ClashError,
            match=f"parties 'kz-otan': color is .* in elecdata and '#e69f00' in {sheets.root}",
        ):
            elecdata.load(data=[None, sheets.root])

    def test_rivals_between_folders_need_a_ruling(self, sheets, tmp_path):
        """Two folders that contradict each other on a party are not joined in silence."""
        other = tmp_path / "other"
        elecdata.new("xx-2033-council", other)
        for file, start in (("parties.csv", "kz-alpha"), ("sources.csv", "herald-2031")):
            copied = [row for row in sheets.text(file).splitlines(True) if row.startswith(start)]
            (other / file).write_text((other / file).read_text() + copied[0], encoding="utf-8")
        with (other / "names.csv").open("a") as names:
            names.write("kz-alpha,any,en,short,Alpha,herald-2031,p1\n")
        with (other / "xx-2033-council/claims.csv").open("a") as claims:
            claims.write(
                "party,kz-alpha,founded_when,2006,exact,stated,,,,,,herald-2031,p9,2006,\n"
            )
        assert elecdata.validate(other).ok
        with pytest.raises(ValidationError) as caught:
            elecdata.load(data=[sheets.root, other])
        [problem] = caught.value.problems

        assert problem.where == "parties[kz-alpha].founded_when"
        assert (problem.file, problem.found) == (
            f"{other}: claims",
            (
                "2005-03 (kz-2031-council/herald-2031/kz-alpha/founded_when) against "
                "2006 (xx-2033-council/herald-2031/kz-alpha/founded_when)"
            ),
        )


class TestStale:
    """No cache outlives what it was made from."""

    @pytest.mark.parametrize("place", ["alone", "beside"])
    def test_changed_sheet_is_read_anew(self, sheets, place):
        """The next call sees a change, also one that keeps size and time of the file."""
        data = sheets.root if place == "alone" else [None, sheets.root]
        said = "The Council was dissolved."
        assert elecdata.explain(COUNCIL, "decree", "summary", data=data).value == said
        state = (sheets.root / CLAIMS).stat()
        sheets.damage(CLAIMS, "event,decree,summary", value="The Council was dismissed.")
        os.utime(sheets.root / CLAIMS, ns=(state.st_atime_ns, state.st_mtime_ns))

        said = "The Council was dismissed."
        assert elecdata.explain(COUNCIL, "decree", "summary", data=data).value == said

    def test_damaged_sheet_is_refused_after_a_first_load(self, sheets):
        """A sheet that breaks a rule stops the next call, with its address."""
        elecdata.load(data=sheets.root)
        sheets.damage(CLAIMS, "contestant,kz-beta,votes", value="289")

        with pytest.raises(ValidationError, match=r"claims\.csv:\d+:\d+: claims\[kz-beta/votes\]"):
            elecdata.load(data=sheets.root)

    def test_file_that_nothing_reads_is_noticed(self, sheets):
        """A stray file in an election's folder is a problem at once."""
        elecdata.load(data=sheets.root)
        sheets.write(f"{COUNCIL}/clams.csv", "")

        with pytest.raises(ValidationError, match=r"clams\.csv"):
            elecdata.load(data=sheets.root)

    @pytest.mark.parametrize("place", ["alone", "beside"])
    def test_tables_built_again_are_read_anew(self, sheets, tmp_path, place):
        """After another build the next call has the new figure."""
        folder = tmp_path / "tables"
        data = folder if place == "alone" else [folder, None]
        elecdata.build(sheets.root, folder)
        said = "The Council was dissolved."
        assert elecdata.explain(COUNCIL, "decree", "summary", data=data).value == said
        sheets.damage(CLAIMS, "event,decree,summary", value="The Council was sent home.")
        elecdata.build(sheets.root, folder)

        said = "The Council was sent home."
        assert elecdata.explain(COUNCIL, "decree", "summary", data=data).value == said

    @pytest.mark.parametrize("name", ["results", "claims", "sources"])
    @pytest.mark.parametrize("place", ["alone", "beside"])
    def test_damaged_table_is_refused_after_a_first_load(self, tables_of, tmp_path, name, place):
        """A table that is no longer the one published is refused wherever it is needed."""
        folder = shutil.copytree(tables_of, tmp_path / "tables")
        data = folder if place == "alone" else [None, folder]
        elecdata.load(name, data=data)
        (folder / f"{name}.parquet").write_bytes(b"PAR1")

        if (name, place) == ("results", "beside"):  # made anew from claims, which are whole
            assert len(elecdata.load(name, data=data))
        else:
            with pytest.raises(IntegrityError, match=f"table '{name}': "):
                elecdata.load(name, data=data)

    def test_threads_get_equal_frames(self, sheets):
        """Eight threads that open the same fresh sheets get the same table."""
        found = []
        threads = [
            threading.Thread(target=lambda: found.append(elecdata.load("claims", data=sheets.root)))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(found) == 8
        assert all(found[0].equals(frame) for frame in found[1:])


class TestRefusals:
    """What is no dataset."""

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (5, "data is int; it should be a folder, None for the packaged tables, or a list"),
            (b"own", "data is bytes; it should be a folder"),
            (pd.DataFrame(), "data is DataFrame; it should be a folder"),
            ([], "data is empty; it should hold paths, and None for the packaged tables"),
            ([None, 5], "data holds 5; it should hold paths"),
            ([None, [None]], "data holds [None]; it should hold paths"),
            ([None, None], "data names one place twice: elecdata, elecdata"),
            ("a\0b", ""),
            ("x" * 100_000, ""),
        ],
        ids=lambda value: str(value)[:20],
    )
    def test_no_place(self, data, said):
        """An argument that means no folder is explained."""
        with pytest.raises(elecdata.ElecdataError) as caught:
            elecdata.load(data=data)

        assert str(caught.value).startswith(said)

    def test_no_folder_of_ours(self, tmp_path):
        """Nothing, a file, and a folder of other things are told apart."""
        with pytest.raises(DataMissingError, match="nothing at"):
            elecdata.load(data=tmp_path / "nowhere")
        with pytest.raises(InvalidArgumentError, match="holds neither published tables"):
            elecdata.load(data=tmp_path)
        (tmp_path / "sources.csv").write_bytes(b"")
        with pytest.raises(InvalidArgumentError, match="is a file; give the folder"):
            elecdata.load(data=tmp_path / "sources.csv")

    @pytest.mark.parametrize(
        ("file", "content", "said"),
        [
            ("sources.csv", b"", "sources.csv:1:1: file: found nothing"),
            ("names.csv", "ï".encode("latin-1"), "names.csv:1:1: file: found byte 0xef"),
            (CLAIMS, "x".encode("utf-16"), f"{CLAIMS}:1:1: file: found UTF-16"),
            (f"{COUNCIL}/election.toml", b"", f"{COUNCIL}/election.toml:"),
            (
                f"{COUNCIL}/rulings.toml",
                b"\0",
                f"{COUNCIL}/rulings.toml:1:1: file: found a NUL byte",
            ),
        ],
        ids=["empty", "latin-1", "utf-16", "no identity", "nul"],
    )
    def test_sheets_with_a_problem(self, sheets, file, content, said):
        """Sheets that break a rule are not read; the error lists every problem."""
        sheets.write(file, content)
        with pytest.raises(ValidationError) as caught:
            elecdata.load(data=sheets.root)

        assert said in str(caught.value)

    def test_manifest_that_reaches_outside(self, tables_of, tmp_path):
        """A manifest cannot have a file read that lies elsewhere."""
        folder = shutil.copytree(tables_of, tmp_path / "tables")
        text = (folder / "manifest.json").read_text(encoding="utf-8")
        text = text.replace('"results.parquet"', '"../tables/results.parquet"')
        (folder / "manifest.json").write_text(text, encoding="utf-8")

        with pytest.raises(IntegrityError, match="table 'results' without file"):
            elecdata.load(data=folder)

    def test_tables_of_another_version(self, tables_of, tmp_path):
        """Tables with other columns than ours can be loaded, and not be decided upon."""
        folder = shutil.copytree(tables_of, tmp_path / "tables")
        claims = pq.read_table(folder / "claims.parquet")
        names = [{"hedge": "hedged"}.get(name, name) for name in claims.column_names]
        pq.write_table(claims.rename_columns(names), folder / "claims.parquet")
        acknowledge(folder, "claims", columns=names)

        assert len(elecdata.load(data=folder))
        with pytest.raises(IntegrityError, match="build the folder again from its sheets"):
            elecdata.load(data=[None, folder])

    def test_link_and_its_folder_are_one_place(self, sheets, tmp_path):
        """A folder under two names is no second dataset."""
        (tmp_path / "link").symlink_to(sheets.root)
        with pytest.raises(InvalidArgumentError, match="names one place twice"):
            elecdata.load(data=[sheets.root, tmp_path / "link"])


def test_opened_twice_is_opened_once(sheets_of):
    """Sheets are built once for every state of their files."""
    assert opened(sheets_of) is opened(str(sheets_of))
    assert opened(data_dir()).name == str(data_dir())
