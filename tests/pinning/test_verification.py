"""Locks held against changed data: what was used must be the same, the rest need not."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest

import elecdata
from elecdata.errors import DataChangedError, UnknownNameError

COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"


@pytest.fixture
def locked(before, tmp_path):
    """A lock of the tables before the change; options as `elecdata.lock` takes them."""

    def make(**options):
        return elecdata.lock(tmp_path / "elecdata.lock", data=before, **options).path

    return make


def failed(path, data, **options):
    """Report of a verification that must fail."""
    with pytest.raises(DataChangedError) as raised:
        elecdata.verify(path, data=data, **options)
    return raised.value.report


def gamma(sheets):
    """A change of the sheets: another party stood."""
    sheets.add(
        "parties.csv",
        party_id="kz-gamma",
        country="KAZ",
        contestant_type="party",
        lineage_id="kz-gamma",
        color="#000000",
    )
    name = {"entity_id": "kz-gamma", "election_id": "any", "language": "en", "name_kind": "short"}
    sheets.add("names.csv", **name, name="Gamma", source_id="herald-2031", locator="p9")
    sheets.claim("contestant,kz-gamma,status", "stood", derivation="coded")


class TestUsed:
    """A change of anything that was used fails, with the cell and what stands behind it."""

    def test_a_changed_figure_is_told_with_sources_and_ruling(self, locked, after):
        """Values, sources and the reason, each on a line, and what to do; all of it compared."""
        path = locked(tables={"results": ["votes"]})
        report = failed(path, after)
        version = elecdata.__version__

        assert str(report) == (
            f"{path}: data that were used have changed (elecdata {version} -> {version})\n"
            "1 figure changed\n"
            "\n"
            f"{path}:50: {PRESIDENT}, results, kz-bek, votes: 400 -> 401\n"
            "    was visitors-2032\n"
            "    now digest-2031, by ruling later_correction\n"
            "    reason: The Herald corrected the report.\n"
            "\n"
            "note: tables not pinned have changed: elections, returns, turnout, "
            "claims, sources, rulings, conflicts, frequencies\n"
            "What to do:\n"
            f"  see why:           elecdata explain {PRESIDENT} kz-bek votes --table results "
            f"--data {after}\n"
            "  keep old figures:  take processed as they were when locked\n"
            "  take the new ones: run the analysis again, then "
            f"elecdata lock {path} --table results:votes --data {after}"
        )
        assert f'"{PRESIDENT}/kz-bek": ' in path.read_text(encoding="utf-8").splitlines()[49]

    @pytest.mark.parametrize("table", ["rulings", "conflicts", "claims"])
    def test_a_key_may_hold_strokes(self, table, tmp_path):
        """A lock of any table verifies against the data that it was made of."""
        made = elecdata.lock(tmp_path / "l", tables=table, data=None)

        assert any("/" in part for key in made.contents[table].rows for part in key)
        assert elecdata.verify(made.path).ok

    def test_a_row_that_went_fails(self, before, republish, tmp_path):
        """A party that is no longer there is missed, with all it had."""
        path = elecdata.lock(tmp_path / "l", data=republish(gamma)).path
        report = failed(path, before)

        assert {(c.kind, c.key) for c in report.changes} == {("row removed", (COUNCIL, "kz-gamma"))}

    def test_a_row_that_came_fails(self, before, republish, tmp_path):
        """What load would give more than before is a change."""
        path = elecdata.lock(tmp_path / "l", data=before, election=COUNCIL).path
        report = failed(path, republish(gamma))

        assert {(c.kind, c.key) for c in report.changes} == {("row added", (COUNCIL, "kz-gamma"))}
        assert f"{path}:1: {COUNCIL}, results, kz-gamma: row added, " in str(report)
        assert len(report.problems) == 1

    def test_an_emptied_cell_fails(self, locked, republish):
        """A figure that is no longer known is told as empty."""
        path = locked(tables={"elections": ["is_early"]})

        def erase(sheets):
            line = next(
                line
                for line in sheets.text(f"{COUNCIL}/claims.csv").splitlines(keepends=True)
                if ",is_early," in line
            )
            sheets.swap(f"{COUNCIL}/claims.csv", line, "")

        [change] = failed(path, republish(erase)).changes

        assert str(change) == f"{COUNCIL}, elections, is_early: true -> empty (commission-2031)"

    def test_a_column_that_went_is_one_change(self, locked, before):
        """Not one for each of its cells."""
        path = locked(tables=["results"])
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"votes": "int64"', '"ballots": "int64", "votes": "int64"'))

        assert [str(c) for c in failed(path, before).changes] == [
            "results, ballots: column removed"
        ]

    def test_a_table_that_is_not_published_is_told_with_the_nearest(self, locked, before):
        """A lock of another version may name a table that is gone."""
        path = locked(tables=["results"])
        path.write_text(
            path.read_text(encoding="utf-8").replace('    "results": {\n', '    "result": {\n')
        )
        report = failed(path, before)

        assert [str(c) for c in report.changes] == ["result: table removed"]
        assert "table 'result' is not published. Did you mean 'results'?" in str(report)

    def test_long_texts_are_compared_by_their_digest(self, republish, tmp_path):
        """The lock does not hold the text, and notices the change all the same."""
        text = "The Council was dissolved by a decree that nobody had expected in that year."
        start = "event,decree,summary"
        old = republish(lambda s: s.damage(f"{COUNCIL}/claims.csv", start, value=text))
        path = elecdata.lock(tmp_path / "l", data=old, tables={"events": ["summary"]}).path
        other = text.replace("that year", "this year")
        new = republish(lambda s: s.damage(f"{COUNCIL}/claims.csv", start, value=other))
        [change] = failed(path, new).changes

        assert text not in path.read_text(encoding="utf-8")
        assert change.old.startswith("text of 76 characters, sha256:")
        assert other == change.new

    def test_a_report_survives_a_process_boundary(self, locked, after):
        """Errors are sent between processes."""
        report = failed(locked(), after)

        assert str(pickle.loads(pickle.dumps(DataChangedError(report)))) == str(report)


class TestUnused:
    """What was not used may change."""

    @pytest.mark.parametrize(
        "options",
        [
            {"tables": {"results": ["seats", "name"]}},
            {"tables": ["results"], "election": COUNCIL},
            {"tables": ["results"], "year": 2031},
            {"tables": ["results"], "office": "legislature"},
            {"tables": ["turnout", "parties"], "year": 2031},
            {"tables": ["elections"], "source": "herald-2031"},
        ],
        ids=["columns", "election", "year", "office", "tables", "source"],
    )
    def test_changes_elsewhere_pass(self, locked, after, options):
        """Another column, election, table or source is no concern of this lock."""
        report = elecdata.verify(locked(**options), data=after)

        assert report.ok
        assert report

    def test_a_view_of_a_day_is_verified_in_that_view(self, locked, after):
        """What is published later is not part of the view."""
        path = locked(tables=["elections"], as_of="2031-01-20")

        assert elecdata.verify(path, data=after).ok
        assert not failed(locked(tables=["elections"]), after).ok

    def test_the_same_figure_from_another_source_passes_with_a_note(self, locked, republish):
        """Who says so is not what was used; but the reader is told."""
        path = locked(tables={"elections": ["is_early"]})
        after = republish(
            lambda sheets: sheets.damage(
                f"{COUNCIL}/claims.csv",
                "election,kz-2031-council,is_early",
                source_id="herald-2031",
            )
        )
        report = elecdata.verify(path, data=after)

        assert report.notes[0] == "same value from another source: 1 figure"

    def test_nothing_changed(self, locked, before):
        """The report of a success is a line."""
        path = locked(tables={"results": ["votes"]})
        version = elecdata.__version__

        assert str(elecdata.verify(path, data=before)) == (
            f"{path}: 4 figures used, as locked (elecdata {version} -> {version})"
        )


class TestFrames:
    """Derived frames."""

    FRAME = pd.DataFrame({"party": ["Alpha", "Beta"], "share": [63.29, 36.71]})

    def test_the_same_frame_passes(self, locked, before):
        """A last bit that differs is no difference."""
        path = locked(frames={"shares": self.FRAME})
        again = self.FRAME.assign(share=[63.29 + 1e-14, 36.71])

        assert elecdata.verify(path, data=before, frames={"shares": again}).notes == ()

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda f: f.assign(share=[63.3, 36.71]), "frame shares, share: content changed"),
            (lambda f: f.iloc[::-1], "frame shares, party: content changed"),
            (lambda f: f.head(1), "frame shares: length changed, 2 -> 1"),
            (lambda f: f.drop(columns="share"), "frame shares, share: column removed"),
            (lambda f: f.assign(seats=1), "frame shares, seats: column added"),
        ],
        ids=["cell", "order", "row", "column gone", "column new"],
    )
    def test_another_frame_fails(self, locked, before, change, said):
        """The report names the column."""
        path = locked(frames={"shares": self.FRAME})
        report = failed(path, before, frames={"shares": change(self.FRAME)})

        assert said == str(report.changes[0])

    def test_a_frame_that_is_not_given_is_noted(self, locked, before):
        """Nobody takes a frame for verified that was not looked at."""
        report = elecdata.verify(locked(frames={"shares": self.FRAME}), data=before)

        assert report.notes == ("frame 'shares' was not compared: none of that name was given",)

    def test_an_unknown_frame_is_refused(self, locked, before):
        """The name must be that of the lock."""
        with pytest.raises(UnknownNameError) as raised:
            elecdata.verify(
                locked(frames={"shares": self.FRAME}), data=before, frames={"share": self.FRAME}
            )

        assert "no frame in the lock named 'share'. Did you mean 'shares'?" in str(raised.value)
