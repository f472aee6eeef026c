"""The net of checks is measured rightly: what has no rule counts as unnoticed, and only that."""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest

import elecdata
from elecdata.adoption.published import arrow_table
from elecdata.curation import tables as checks
from elecdata.curation.publication import described, manifest_of
from elecdata.curation.recount import recount
from elecdata.curation.writing import parquet_bytes
from elecdata.store import MANIFEST

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
COUNCIL = "kz-2031-council"


@pytest.fixture(scope="module")
def mutation():
    """The modules under scripts/mutation, by name."""
    import importlib

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        names = ("cells", "manifest", "net", "result", "rows", "run")
        names += ("shared", "sheets", "sites", "strokes")
        found = {name: importlib.import_module(f"mutation.{name}") for name in names}
        found["script"] = importlib.import_module("mutate")
        yield SimpleNamespace(**found)
        for name in [*sys.modules]:
            if name in {"mutate", "mutation"} or name.startswith("mutation."):
                del sys.modules[name]


@pytest.fixture(scope="module")
def net(mutation, tables_of):
    """The net over these tables."""
    return mutation.net.TableNet(tables_of)


def altered(mutation, net, table, row, /, **cells):
    """A table with cells of one row altered; rows count from 0."""
    rows = list(net.rows[table])
    rows[row] = rows[row] | cells
    column = next(iter(cells))
    return mutation.sites.Altered("by hand", "structure", table, column, f"{table}[{row}]", rows)


def verdict(mutation, **changes):
    """A verdict on a slip that everything notices, unless said otherwise."""
    seen = {"rule": True, "meaning": True, "digest": True}
    about = {"layer": "tables", "kind": "a row dropped", "group": "structure"}
    named = {"where": "claims[7]", "place": "claims"}
    return mutation.run.Verdict(**{**about, **named, **seen, **changes})


class TestStrokes:
    """A slip is what its name says."""

    @pytest.mark.parametrize(
        ("stroke", "text", "wanted"),
        [
            ("digits_swapped", "12", "21"),
            ("digits_swapped", "11", None),
            ("sign_turned", "7.5", "-7.5"),
            ("sign_turned", "-7.5", "7.5"),
            ("sign_turned", "0", None),
            ("digit_changed", "none", None),
            ("alike", "kz-a", "kz-а"),
            ("alike", "12", None),
            ("misspelt", "12", None),
            ("day_shifted", "spring", None),
            ("separator_moved", "0", None),
        ],
    )
    def test_has_one_outcome(self, mutation, stroke, text, wanted):
        """Where only one slip of that kind is possible, it is made; where none is, none."""
        assert getattr(mutation.strokes, stroke)(random.Random(1), text) == wanted

    @pytest.mark.parametrize(
        ("stroke", "text", "wanted"),
        [
            ("out_by_little", "71.09", {"71.08", "71.1"}),
            ("out_by_little", "83", {"82", "84"}),
            ("separator_moved", "71.09", {"7.109", "710.9"}),
            ("separator_moved", "5148074", {"5148", "5148074000"}),
            ("day_shifted", "2012", {"2011", "2013"}),
        ],
    )
    def test_has_few_outcomes(self, mutation, stroke, text, wanted):
        """Every outcome that is possible comes up, and no other."""
        make = getattr(mutation.strokes, stroke)

        assert {make(random.Random(seed), text) for seed in range(40)} == wanted


class TestPrint:
    """Of a print, only the figure that the claim states belongs to the core."""

    @pytest.mark.parametrize(
        ("printed", "value", "own"),
        [
            ("7,539,280 out of 11,919,241 voters", "7539280", "7,539,280"),
            ("0,8 % 1", "1", "1"),
            ("5 148 074 votes (80.99%)", "80.99", "80.99"),
            ("7 \u043c\u043b\u043d 241 \u0442\u044b\u0441. 562", "7241562", None),
        ],
    )
    def test_its_figure_is_found(self, mutation, printed, value, own):
        """Where no run of digits alone gives it, all of the print does."""
        part = mutation.sites.own_figure(printed, value)

        assert printed[part] == (own or printed)

    def test_a_stroke_stays_within(self, mutation):
        """A slip in the claim's own figure leaves the others as they are."""
        printed, rng = "7,539,280 out of 11,919,241", random.Random(3)
        part = mutation.sites.own_figure(printed, "7539280")
        struck = mutation.strokes.within(printed, part, mutation.strokes.digit_changed, rng)

        assert struck.endswith(" out of 11,919,241")
        assert struck != printed

    def test_a_slip_beside_it_is_one_in_wording(self, mutation, net):
        """It alters no claim's figure, and no core figure is counted as altered."""
        told = [row | {"as_printed": f"{row['value']} of 7,777"} for row in net.rows["claims"]]
        made = [mutation.cells.beside(random.Random(n), {"claims": told}) for n in range(30)]
        slips = [slip for slip in made if slip]
        changed = [
            (new["as_printed"].partition(" of "), old["as_printed"].partition(" of "))
            for slip in slips
            for new, old in zip(slip.rows, told, strict=True)
            if new != old
        ]

        assert {slip.group for slip in slips} == {"wording"}
        assert len(changed) == len(slips)
        assert all(new[0] == old[0] and new[2] != old[2] for new, old in changed)


class TestMakers:
    """Slips are made of the invented record, and are slips."""

    def test_most_kinds_find_a_place(self, mutation, net):
        """A maker that never finds a place would measure nothing; a slip alters one table."""
        makers = [*mutation.cells.CELLS, *mutation.rows.ROWS]
        made = [[make(random.Random(n), net.rows) for n in range(30)] for make in makers]
        found = {slip.kind for slips in made for slip in slips if slip}
        expected = set(mutation.cells.FIGURES) | {"a row dropped", "a seat moved between parties"}
        expected |= {"a source linked elsewhere", "a ruling turned round", "a stage swapped"}

        assert expected <= found
        assert len(found) > 35

    def test_the_same_seed_makes_the_same_slip(self, mutation, net):
        """Results can be had again."""
        one, two = (mutation.rows.dropped(random.Random(5), net.rows) for _ in range(2))

        assert one == two

    def test_a_seat_moved_keeps_the_sum(self, mutation, net):
        """What one loses another wins."""
        found = (mutation.rows.seat_moved(random.Random(n), net.rows) for n in range(40))
        slip = next(slip for slip in found if slip)
        sums = [
            sum(row[slip.column] or 0 for row in rows if row["election_id"] == COUNCIL)
            for rows in (slip.rows, net.rows["results"])
        ]

        assert sums[0] == sums[1]
        assert slip.rows != net.rows["results"]


class TestNet:
    """What is noticed, and what is not."""

    def test_nothing_is_noticed_where_nothing_is_altered(self, mutation, net):
        """Otherwise every slip would count as noticed."""
        same = altered(mutation, net, "claims", 0, note=net.rows["claims"][0]["note"])

        assert net.by_meaning(same) == []
        assert not net.by_digest(same)

    @pytest.mark.parametrize(
        ("table", "cells", "noticed"),
        [
            pytest.param("results", {"votes": 501}, True, id="figure"),
            pytest.param("frequencies", {"n_rows": 99}, True, id="count"),
            pytest.param("sources", {"derived_from": None}, True, id="source unlinked"),
            pytest.param("people", {"sex": "male"}, True, id="term of a register"),
            pytest.param("sources", {"title": "Protokol"}, False, id="title"),
            pytest.param("claims", {"locator": "p9"}, False, id="paragraph"),
        ],
    )
    def test_agrees_with_validating_the_folder(
        self, mutation, net, tables_of, tmp_path, table, cells, noticed
    ):
        """The quick verdict is that of `validate` on files whose digests were made to agree."""
        row = next(
            n for n, row in enumerate(net.rows[table]) if all(row[c] is not None for c in cells)
        )
        slip = altered(mutation, net, table, row, **cells)
        copy = shutil.copytree(tables_of, tmp_path / "tables")
        republish(copy, table, slip.rows)
        report = elecdata.validate(copy)

        assert bool(net.by_meaning(slip)) is noticed
        assert report.ok is not noticed
        assert net.by_digest(slip)

    def test_a_claim_that_agrees_is_missed(self, mutation, net):
        """Nothing published follows from it, yet its source had one claim more."""
        rows = net.rows["claims"]
        at = next(n for n, row in enumerate(rows) if row["standing"] == "agrees")
        left = [*rows[:at], *rows[at + 1 :]]
        slip = mutation.sites.Altered("by hand", "structure", "claims", "", "", left)
        places = {problem.where for problem in net.by_meaning(slip)}

        assert "frequencies.n_rows" in places

    def test_without_the_rule_it_survives(self, mutation, net, monkeypatch):
        """Take the comparison with the record away, and a figure out by one goes unnoticed."""
        row = next(n for n, row in enumerate(net.rows["results"]) if row["votes"])
        slip = altered(mutation, net, "results", row, votes=net.rows["results"][row]["votes"] + 1)
        assert net.by_meaning(slip)
        monkeypatch.setattr(checks, "differences", lambda *_: [])
        monkeypatch.setattr(checks, "rule_problems", lambda *_: [])

        assert net.by_meaning(slip) == []

    def test_a_sheet_is_put_back(self, mutation, untouched, tables_of, tmp_path):
        """A row dropped from a sheet is missed by the published tables; then all is as before."""
        net = mutation.net.SheetNet(untouched.root, tables_of, tmp_path, ())
        file = f"{COUNCIL}/claims.csv"
        head, *lines = net.texts[file].splitlines(keepends=True)
        at = next(n for n, line in enumerate(lines) if "leader" in line or "stance" in line)
        text = "".join([head, *lines[:at], *lines[at + 1 :]])
        slip = mutation.sheets.Slip("a row dropped", "structure", "", {file: text})

        assert net.verdicts(slip) == ([], True, True)  # no rule, for the folder has no counts
        assert net.verdicts(mutation.sheets.Slip("none", "", "", {})) == ([], False, False)

    def test_counts_notice_what_no_other_rule_does(self, mutation, sheets, tables_of, tmp_path):
        """The same row dropped from a folder that is held to its counts."""
        recount(sheets.root)
        net = mutation.net.SheetNet(sheets.root, tables_of, tmp_path / "scratch", ())
        file = f"{COUNCIL}/claims.csv"
        lines = net.texts[file].splitlines(keepends=True)
        text = "".join(line for line in lines if ",leader," not in line)
        slip = mutation.sheets.Slip("a row dropped", "structure", "", {file: text})
        problems, _, digest = net.verdicts(slip)

        assert digest
        assert {problem.file for problem in problems} == {"counts.csv"}

    def test_slips_of_shared_sheets_are_slips(self, mutation, sheets):
        """Each kind alters one sheet; an exchange leaves as many rows of each term."""
        recount(sheets.root)
        texts = {
            path.relative_to(sheets.root).as_posix(): path.read_text(encoding="utf-8")
            for path in sheets.root.rglob("*.*")
        }
        made = [
            slip
            for make in mutation.shared.SHARED
            for seed in range(20)
            if (slip := make(random.Random(seed), texts))
        ]

        assert len({slip.kind for slip in made}) == len(mutation.shared.SHARED)
        for slip in made:
            [(file, text)] = slip.texts.items()
            assert text != texts[file]
            if "change places" in slip.kind:
                assert sorted(re.split("[,\n]", text)) == sorted(re.split("[,\n]", texts[file]))

    @pytest.mark.parametrize("part", ["version", "key", "file", "rows", "columns", "name"])
    def test_an_edited_manifest_is_noticed_by_meaning(self, mutation, tables_of, tmp_path, part):
        """Although its own digest was made to agree."""
        net = mutation.net.ManifestNet(tables_of, tmp_path)
        slip = mutation.manifest.edited(random.Random(3), net.manifest, part)

        assert net.by_meaning(slip)
        assert net.by_digest(slip)

    def test_an_edited_digest_of_the_sheets_is_noticed_by_the_seal(
        self, mutation, tables_of, tmp_path
    ):
        """It means nothing but itself."""
        net = mutation.net.ManifestNet(tables_of, tmp_path)
        slip = mutation.manifest.edited(random.Random(3), net.manifest, "sheets")

        assert net.by_meaning(slip) == []
        assert net.by_digest(slip)


def republish(folder, name, rows):
    """Write a table anew, and a manifest and descriptions that agree with it."""
    (folder / f"{name}.parquet").write_bytes(parquet_bytes(arrow_table(name, rows)))
    files = {path.name: path.read_bytes() for path in folder.glob("*.parquet")}
    old = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    tables = {each: pq.read_table(folder / f"{each}.parquet") for each in old["tables"]}
    manifest = manifest_of(tables, files, old["sheets"])
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    for file, text in described(manifest, tables).items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


class TestGoals:
    """A goal that is missed is told."""

    def test_all_noticed_is_no_failure(self, mutation):
        """Nothing to tell."""
        assert mutation.result.failures([verdict(mutation)] * 3) == []

    def test_a_survivor_is_told(self, mutation):
        """A structural slip that only a digest notices misses the goal."""
        missed = verdict(mutation, rule=False, meaning=False)

        assert mutation.result.failures([verdict(mutation), missed]) == [
            "not noticed by meaning: published tables, a row dropped, claims[7]"
        ]

    def test_a_slip_that_not_even_a_digest_notices_is_told(self, mutation):
        """Whatever it is of."""
        missed = verdict(mutation, group="wording", rule=False, meaning=False, digest=False)

        assert mutation.result.failures([missed]) == [
            "not noticed with digests: a row dropped, claims[7]"
        ]

    def test_three_figures_in_a_hundred_may_go_unnoticed(self, mutation):
        """And no more."""
        seen = verdict(mutation, group="core figure")
        missed = verdict(mutation, group="core figure", rule=False, meaning=False)

        assert mutation.result.failures([seen] * 97 + [missed] * 3) == []
        [told] = mutation.result.failures([seen] * 96 + [missed] * 4)
        assert told == (
            "published tables: 96 of 100 slips in core figures noticed by meaning, fewer than "
            "97 in 100; the first that was not: a row dropped, claims[7]"
        )

    def test_a_check_that_breaks_down_is_told(self, mutation):
        """An exception is not a slip noticed."""
        broken = verdict(mutation, group="wording", rule=False, crash="KeyError: 'x'")

        assert mutation.result.failures([broken]) == [
            "a check broke down: a row dropped, claims[7]: KeyError: 'x'"
        ]


class TestPage:
    """The page holds what the run came to."""

    def test_survivors_stand_with_their_reason(self, mutation):
        """Each sort in a line."""
        missed = verdict(
            mutation,
            kind="a paragraph altered",
            group="wording",
            place="claims.locator",
            rule=False,
            meaning=False,
        )
        lines = mutation.result.page(
            [verdict(mutation), missed, missed], {"tables": 2}, 7
        ).splitlines()

        assert lines[0] == (
            "3 slips, of each kind 2 in the tables; seed 7. "
            "The same seed makes the same slips of the same data."
        )
        assert "| a row dropped | 1 | 1 | 1 |" in lines
        assert "| a paragraph altered | 2 | 0 | 2 |" in lines
        assert lines[-1] == (
            "| tables: `claims.locator` | a paragraph altered | 2 | "
            "the page is not in this repository |"
        )

    def test_the_part_between_the_marks_is_replaced(self, mutation):
        """What others wrote on the page stays."""
        begin, end = mutation.script.BEGIN, mutation.script.END
        page = f"# Trust\n\n{begin}\nold\n{end}\n\n## Else\n"

        assert mutation.script.filled(page, "new\n") == (
            f"# Trust\n\n{begin}\n\nnew\n\n{end}\n\n## Else\n"
        )
        assert begin in mutation.script.PAGE.read_text(encoding="utf-8")
