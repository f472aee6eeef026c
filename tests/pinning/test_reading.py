"""Files that are no locks, damaged or hostile: each refused in a sentence."""

from __future__ import annotations

import json
import pickle
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import elecdata
from elecdata.errors import DataChangedError, DataMissingError, LockError
from elecdata.pinning.lockfile import LARGEST
from elecdata.pinning.reading import read_lock

END = "; make the lock anew with 'elecdata lock'"


@pytest.fixture(scope="module")
def right(before, tmp_path_factory):
    """A right lock as JSON."""
    path = tmp_path_factory.mktemp("right") / "l"
    elecdata.lock(path, tables={"results": ["seats", "name"]}, data=before)
    return json.loads(path.read_text(encoding="utf-8"))


def put(lock, path, value):
    """The lock with one part replaced, named by its path."""
    *above, last = path
    changed = json.loads(json.dumps(lock))
    part = changed
    for name in above:
        part = part[name]
    part[last] = value
    return changed


def refused(path):
    """What is said of a file that is no lock."""
    with pytest.raises(LockError) as raised:
        read_lock(path)
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)
    return str(raised.value).removeprefix(f"{path}: ").removesuffix(END)


RESULTS = ["tables", "results"]
ROW = [*RESULTS, "rows", "kz-2031-council/kz-alpha"]
AT = "tables.results.rows[kz-2031-council/kz-alpha]"
PRINTED = "a text that can be printed"
UPDATE = "update with 'pip install --upgrade elecdata'"
START = "invalid start byte"
NO_JSON = "the file is not the JSON of a lock"


class TestStructure:
    """Valid JSON that is no lock."""

    @pytest.mark.parametrize(
        ("path", "value", "where", "said"),
        [
            (["format"], 2, "format", f"found 2, of a newer elecdata; allowed: 1; {UPDATE}"),
            (["format"], "1", "format", "found '1'; allowed: 1"),
            (["format"], True, "format", "found 'True'; allowed: 1"),
            (["format"], 0, "format", "found '0'; allowed: 1"),
            (["version"], 5, "version", "found a whole number; allowed: a text"),
            (["version"], "\x1b[2J", "version", f"found '\\x1b[2J'; allowed: {PRINTED}"),
            (["tables"], [], "tables", "found a list; allowed: an object"),
            (RESULTS, None, "tables.results", "found null; allowed: an object"),
            ([*RESULTS, "key"], "id", "tables.results.key", "found a text; allowed: a list"),
            ([*RESULTS, "key"], [1], "tables.results.key", "found a whole number; allowed: a text"),
            (
                [*RESULTS, "columns"],
                [],
                "tables.results.columns",
                "found a list; allowed: an object",
            ),
            (
                [*RESULTS, "rows"],
                {"one": {}},
                "tables.results.rows[one]",
                "found 1 parts; allowed: 2, as key says",
            ),
            (ROW, [], AT, "found a list; allowed: an object"),
            ([*ROW, "seats"], "6", f"{AT}.seats", "found '6'; allowed: a value of type int64"),
            ([*ROW, "seats"], True, f"{AT}.seats", "found 'True'; allowed: a value of type int64"),
            ([*ROW, "seats"], [[6]], f"{AT}.seats", "found '[6]'; allowed: a value of type int64"),
            ([*ROW, "seats"], [], f"{AT}.seats", "found 0 parts; allowed: value, source, rule"),
            ([*ROW, "seats"], [6, 7], f"{AT}.seats", "found a whole number; allowed: a text"),
            ([*ROW, "name"], "a\nb", f"{AT}.name", f"found 'a\\nb'; allowed: {PRINTED}"),
            (
                [*ROW, "votes"],
                5,
                f"{AT}.votes",
                "found a column; allowed: one that the lock's columns name",
            ),
            (
                ["filters"],
                {"party": ["x"]},
                "filters",
                "found 'party'; allowed: country, year, election, office",
            ),
            (
                ["filters"],
                {"year": ["2031"]},
                "filters.year",
                "found a text; allowed: a whole number",
            ),
            (
                ["as_of"],
                "yesterday",
                "as_of is 'yesterday'; it should be a day such as '2012-01-16'",
                "",
            ),
            (
                ["digests"],
                {"results": 1},
                "digests.results",
                "found a whole number; allowed: a text",
            ),
            (
                ["frames"],
                {"f": {"rows": "1"}},
                "frames.f.rows",
                "found a text; allowed: a whole number",
            ),
        ],
        ids=lambda value: ".".join(map(str, value)) if isinstance(value, list) else "",
    )
    def test_a_wrong_part_is_named(self, right, tmp_path, path, value, where, said):
        """Where it stands, what was found, what is allowed."""
        file = tmp_path / "l"
        file.write_text(json.dumps(put(right, path, value)), encoding="utf-8")

        assert ": ".join(part for part in (where, said) if part) == refused(file)

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.sampled_from(
            [["format"], ["filters"], ["frames"], ["tables"], RESULTS, ROW, [*ROW, "seats"]]
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2)
            ),
            max_leaves=4,
        ),
    )
    def test_anything_anywhere_is_read_or_refused(self, right, tmp_path, path, value):
        """Whatever stands in the place of any part, no other exception comes out."""
        file = tmp_path / "l"
        file.write_bytes(json.dumps(put(right, path, value)).encode())
        with suppress(LockError):
            read_lock(file)

    @pytest.mark.parametrize("name", ["version", "filters", "as_of", "source", "digests", "tables"])
    def test_a_part_that_lacks_is_named(self, right, tmp_path, name):
        """Every lock has all of them."""
        file = tmp_path / "l"
        file.write_text(json.dumps({k: v for k, v in right.items() if k != name}), "utf-8")

        assert refused(file) == f"{name}: found nothing; allowed: what every lock has"


class TestFile:
    """Files that are no JSON of a lock at all."""

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", f"{NO_JSON} (Expecting value: line 1 column 1 (char 0))"),
            (
                b"\xff",
                f"{NO_JSON} ('utf-8' codec can't decode byte 0xff in position 0: {START})",
            ),
            (b'{"format": NaN}', f"{NO_JSON} (NaN is no figure)"),
            (b'{"a": 1, "a": 2}', f"{NO_JSON} ('a' stands twice)"),
            (b"[]", "the file: found a list; allowed: an object"),
            (b"{}", "format: found 'None'; allowed: 1"),
        ],
        ids=["empty", "bytes", "nan", "twice", "list", "object"],
    )
    def test_other_content_is_refused(self, tmp_path, content, said):
        """In the words compared here."""
        (tmp_path / "l").write_bytes(content)

        assert refused(tmp_path / "l") == said

    @pytest.mark.parametrize("opening", [b"[", b'{"a":'])
    def test_depth_is_refused(self, tmp_path, opening):
        """A file nested a hundred thousand deep ends in a sentence."""
        (tmp_path / "l").write_bytes(opening * 100_000)

        assert refused(tmp_path / "l").startswith("the file is ")

    def test_a_number_of_many_digits_is_refused(self, tmp_path):
        """Python itself does not read it."""
        (tmp_path / "l").write_bytes(b'{"format": ' + b"9" * 10_000 + b"}")

        assert refused(tmp_path / "l").startswith("the file is not the JSON of a lock (Exceeds")

    def test_size_is_refused_before_it_is_read(self, tmp_path):
        """A file of holes, larger than any lock."""
        with (tmp_path / "l").open("wb") as file:
            file.truncate(LARGEST + 1)

        assert refused(tmp_path / "l") == (
            "the file has more than 33,554,432 bytes, the most of a lock"
        )

    @pytest.mark.parametrize("name", ["nowhere", "folder", "a\0b", "x" * 5000])
    def test_no_file_is_said(self, tmp_path, name):
        """A path that leads nowhere, to a folder, or that is none."""
        (tmp_path / "folder").mkdir()
        with pytest.raises(DataMissingError, match=r"no lock at|cannot be read"):
            read_lock(tmp_path / name)

    def test_a_path_in_a_lock_leads_nowhere(self, right, before, tmp_path):
        """Names of tables and columns are looked up, never opened as files."""
        hostile = put(right, ["tables", "../../../../etc/passwd"], right["tables"]["results"])
        (tmp_path / "l").write_text(json.dumps(hostile), encoding="utf-8")
        with pytest.raises(DataChangedError) as raised:
            elecdata.verify(tmp_path / "l", data=before)

        assert [str(change) for change in raised.value.report.changes] == [
            "../../../../etc/passwd: table removed"
        ]
