from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elecdata.curation.election import read_election
from elecdata.curation.rulings import read_rulings
from elecdata.schema.vocabulary import RULE

COUNCIL = "kz-2031-council"  # invented
FILE = f"{COUNCIL}/rulings.toml"
ELECTION = f"{COUNCIL}/election.toml"
FINAL = f"{COUNCIL}/commission-2031/election/turnout_pct:final:registered"
EARLY = f"{COUNCIL}/herald-2031/election/turnout_pct:preliminary"
KEYS = "id, rule, reason, adopt, reject"
RULES = ", ".join(rule for rule in RULE.terms if rule != "ranked")
ONE_FIGURE = (
    f"allowed: one figure, or a ruling that names every rival; correct the claim, or rule in {FILE}"
)
VALUES = ("5", "nan", '"a"', '""', "[]", "{}", '{"a" = "b"}', "2012-02-03", "true", '"misprint"')
DEEP = ".a" * 3000
WHOLE = '[[ruling]]\nid = "a"\nrule = "misprint"\nreason = "Because."\n'


class TestForm:
    """A ruling wrong in its form is reported with its place."""

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            pytest.param(
                'id = "turnout"\n',
                "",
                "1:1: ruling 1: found id None; allowed: id as clean text",
                id="no id",
            ),
            pytest.param(
                'id = "turnout"',
                'id = "Turn out"',
                "2:7: ruling Turn out: found id 'Turn out'; "
                "allowed: lower-case letters, digits and '-'",
                id="id with a space",
            ),
            pytest.param(
                'id = "turnout"',
                'id = "turn/out"',
                "2:7: ruling turn/out: found id 'turn/out'; "
                "allowed: lower-case letters, digits and '-'",
                id="id with a stroke",
            ),
            pytest.param(
                'rule = "final_over_preliminary"',
                'rule = "final"',
                f"2:7: ruling turnout: found rule 'final'; allowed: one of {RULES}",
                id="unknown rule",
            ),
            pytest.param(
                'rule = "final_over_preliminary"',
                'rule = "ranked"',
                f"2:7: ruling turnout: found rule 'ranked'; allowed: one of {RULES}",
                id="rule of views alone",
            ),
            pytest.param(
                "reason =",
                "raeson =",
                f"2:7: ruling turnout: found key 'raeson'; allowed: {KEYS}",
                id="unknown key",
            ),
            pytest.param(
                "The Herald printed the count of the night.",
                "",
                "2:7: ruling turnout: found reason ''; allowed: reason as clean text",
                id="no reason",
            ),
            pytest.param(
                "The Herald printed the count of the night.",
                "The  Herald.",
                "2:7: ruling turnout: found reason 'The  Herald.'; allowed: reason as clean text",
                id="stray spaces in the reason",
            ),
            pytest.param(
                f'[ruling.adopt]\n"{FINAL}" = "80.2"\n',
                "",
                "2:7: ruling turnout: found 0 adopted claims; "
                "allowed: 1 under final_over_preliminary",
                id="nothing adopted",
            ),
            pytest.param(
                f'[ruling.reject]\n"{EARLY}"',
                f'"{EARLY}"',
                "2:7: ruling turnout: found 2 adopted claims; "
                "allowed: 1 under final_over_preliminary",
                id="two adopted",
            ),
            pytest.param(
                'rule = "final_over_preliminary"',
                'rule = "unresolved"',
                "2:7: ruling turnout: found 1 adopted claims; allowed: 0 under unresolved",
                id="unresolved and adopted",
            ),
            pytest.param(
                f'[ruling.reject]\n"{EARLY}" = "79.5"\n',
                "",
                "2:7: ruling turnout: found no rejected claim; "
                "allowed: every claim that contradicts the adopted one",
                id="nothing rejected",
            ),
            pytest.param(
                '= "79.5"',
                "= 79.5",
                f"2:7: ruling turnout: found reject {{'{EARLY}': 79.5}}; "
                'allowed: claims and values, each written "claim" = "value"',
                id="number for a value",
            ),
        ],
    )
    def test_fault_is_reported(self, sheets, old, new, said):
        """One fault gives one problem, in these words, at the ruling's id."""
        sheets.swap(FILE, old, new)

        assert said in [problem.removeprefix(f"{FILE}:") for problem in sheets.problems()]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            pytest.param(
                "[ruling]\nid = 'a'\n",
                "1:1: file: found [ruling]; allowed: [[ruling]]",
                id="one table",
            ),
            pytest.param(
                "ruling = [5]\n", "1:1: ruling 1: found 5; allowed: a table", id="no table"
            ),
            pytest.param(
                "[[ruling]\n",
                "1:9: file: found expected ']]' at the end of an array declaration; allowed: TOML",
                id="not TOML",
            ),
            pytest.param(
                "a = 1\na = 2\n",
                "2:6: file: found cannot overwrite a value; allowed: TOML",
                id="twice",
            ),
        ],
    )
    def test_file_that_is_not_a_list_of_rulings_is_reported(self, sheets, text, said):
        """What TOML or the list of rulings refuses has its line and column."""
        sheets.write(FILE, text)

        assert said in [problem.removeprefix(f"{FILE}:") for problem in sheets.problems()]

    def test_key_beside_the_rulings_is_reported(self, sheets):
        """Nothing but rulings stands in the file."""
        sheets.write(FILE, 'author = "A."\n' + sheets.text(FILE))

        assert [f"{FILE}:1:1: file: found key 'author'; allowed: [[ruling]]"] == sheets.problems()

    def test_same_id_twice_is_reported(self, sheets):
        """Each ruling has an id of its own."""
        text = sheets.text(FILE)
        sheets.write(FILE, text + "\n" + text)

        assert [
            f"{FILE}:2:7: ruling turnout: found id 'turnout' twice; allowed: each id once"
        ] == sheets.problems()

    def test_file_without_rulings_is_right(self, sheets):
        """The file may be missing or empty; then the contradiction has no ruling."""
        sheets.write(FILE, "")
        [problem] = sheets.problems()

        assert problem.endswith(ONE_FIGURE)

    @pytest.mark.parametrize(
        ("file", "text"),
        [
            pytest.param(FILE, "a = " + "[" * 3000 + "]" * 3000, id="arrays"),
            pytest.param(FILE, f"[[ruling]]\nid{DEEP} = 1", id="id of tables"),
            pytest.param(FILE, f"{WHOLE}reject{DEEP} = 1", id="rejected tables"),
            pytest.param(FILE, "ruling = [" + "[" * 300 + "]" * 300 + "]", id="lists for a table"),
            pytest.param(FILE, "a = " + "1" * 5000, id="long number"),
            pytest.param(ELECTION, f"country{DEEP} = 1", id="country of tables"),
            pytest.param(ELECTION, f"chamber{DEEP} = 1", id="chamber of tables"),
            pytest.param(ELECTION, "year = " + "1" * 5000, id="long year"),
            pytest.param(ELECTION, "year = 0x" + "f" * 5000, id="long year in hex"),
            pytest.param(ELECTION, "year = 2012-02-30", id="no date"),
        ],
    )
    def test_huge_and_odd_content_is_a_problem_and_no_crash(self, sheets, file, text):
        """Whatever TOML can spell is read or reported, and a message stays readable."""
        sheets.write(file, text + "\n")
        problems = [problem for problem in sheets.problems() if problem.startswith(file)]

        assert problems != []

    @settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.text()
        | st.lists(
            st.sampled_from(
                ["[[ruling]]", "[ruling]", "[ruling.adopt]", "[ruling.reject]", "ruling = [5]"]
                + [f"{k} = {v}" for k in ("id", "rule", "adopt", "year") for v in VALUES]
            )
        ).map("\n".join)
    )
    def test_any_text_gives_rulings_or_problems(self, sheets, text):
        """No TOML, and nothing that is not TOML, raises."""
        for name, read in (("rulings.toml", read_rulings), ("election.toml", read_election)):
            sheets.write(f"{COUNCIL}/{name}", text.encode("utf-8", "replace"))

            assert len(read(sheets.root, COUNCIL)) == 2


class TestTripwire:
    """A ruling holds for the claims that it saw and for no others."""

    def test_claim_that_is_gone_trips_it(self, sheets):
        """A ruling on a claim that nobody codes any more is looked at again."""
        sheets.swap(FILE, f'"{EARLY}" = "79.5"', '"kz-2031-council/herald-2031/gone" = "1"')

        assert (
            f"{FILE}:10:2: ruling turnout: found claim 'kz-2031-council/herald-2031/gone'; "
            "allowed: a claim that is coded"
        ) in [problem.partition("; Did you mean")[0] for problem in sheets.problems()]

    def test_claim_is_found_where_it_stands(self, sheets):
        """A claim whose name begins another's is looked for as a whole."""
        sheets.write(FILE, sheets.text(FILE) + f'"{FINAL.removesuffix(":registered")}" = "80.2"\n')
        [problem] = sheets.read().problems

        assert (problem.file, problem.line) == (FILE, 11)

    @pytest.mark.parametrize(
        ("line", "claim", "old", "new"),
        [
            pytest.param(7, FINAL, "80.2", "80.3", id="adopted"),
            pytest.param(10, EARLY, "79.5", "79.4", id="rejected"),
        ],
    )
    def test_value_that_changed_trips_it(self, sheets, line, claim, old, new):
        """When a claim that it names is corrected, the ruling is looked at again."""
        value = f"election,{COUNCIL},turnout_pct,{old},exact"
        sheets.damage(f"{COUNCIL}/claims.csv", value, value=new, as_printed=new)

        said = f"found {claim} = '{old}'; allowed: '{new}', its value now"

        assert [
            f"{FILE}:{line}:2: ruling turnout: {said}; look at the ruling again"
        ] == sheets.problems()

    def test_new_rival_trips_it(self, sheets):
        """A third value that the ruling does not name needs a ruling too."""
        subject = f"election,{COUNCIL},turnout_pct"
        sheets.claim(subject, "70", stage="unstated", base="unstated", source_id="digest-2031")
        rival = f"{COUNCIL}/digest-2031/election/turnout_pct"

        rivals = f"80.2 ({FINAL}) against 79.5 ({EARLY}) against 70 ({rival})"
        place = f"{COUNCIL}/claims.csv:44:1: elections[{COUNCIL}].turnout_pct"

        assert [f"{place}: found {rivals}; {ONE_FIGURE}"] == sheets.problems()

    def test_new_claim_that_agrees_does_not(self, sheets):
        """A source that says the same, or leaves room for it, needs no ruling."""
        subject = f"election,{COUNCIL},turnout_pct"
        loose = {"stage": "unstated", "base": "unstated", "source_id": "digest-2031"}
        sheets.claim(subject, "80", hedge="more_than", **loose)

        assert sheets.problems() == []

    def test_contradiction_without_ruling_is_reported(self, sheets):
        """Two figures for one cell stop the build."""
        (sheets.root / FILE).unlink()

        place = f"{COUNCIL}/claims.csv:11:1: elections[{COUNCIL}].turnout_pct"
        rivals = f"80.2 ({FINAL}) against 79.5 ({EARLY})"

        assert [f"{place}: found {rivals}; {ONE_FIGURE}"] == sheets.problems()

    def test_ruling_that_decides_nothing_is_reported(self, sheets):
        """A ruling on claims that do not contradict each other is taken away."""
        sheets.swap(f"{COUNCIL}/claims.csv", "79.5,exact", "80.2,exact")
        sheets.swap(f"{COUNCIL}/claims.csv", "p2,79.5", "p2,80.2")
        sheets.swap(FILE, '"79.5"', '"80.2"')

        allowed = "rulings on claims that contradict each other, not where one rounds another"
        said = f"{FILE}:0:0: ruling turnout: found no contradiction that it decides"

        assert [f"{said}; allowed: {allowed}; remove it"] == sheets.problems()

    def test_unresolved_ruling_empties_the_cell(self, sheets):
        """Where nothing decides, the sheets are right and the cell is empty."""
        sheets.swap(FILE, "final_over_preliminary", "unresolved")
        sheets.swap(FILE, "[ruling.adopt]", "[ruling.reject]")
        sheets.swap(FILE, f'[ruling.reject]\n"{EARLY}"', f'"{EARLY}"')
        [row] = [r for r in sheets.tables()["elections"] if r["election_id"] == COUNCIL]

        assert row["turnout_pct"] is None

    def test_ruling_that_rejects_what_it_adopts_is_reported(self, sheets):
        """No claim is both right and wrong."""
        sheets.write(FILE, sheets.text(FILE) + f'"{FINAL}" = "80.2"\n')

        assert [problem.file for problem in sheets.read().problems] == [FILE]

    def test_ruling_that_rejects_a_claim_on_another_cell_is_reported(self, sheets):
        """A claim that contradicts nothing here is not rejected here."""
        other = f"{COUNCIL}/commission-2031/kz-alpha/votes:final"
        sheets.write(FILE, sheets.text(FILE) + f'"{other}" = "500"\n')

        assert [problem.file for problem in sheets.read().problems] == [FILE]
