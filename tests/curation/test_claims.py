from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elecdata.adoption.claim import variables_of
from elecdata.curation.claims import COLUMNS, SUBJECTS, check_claims
from elecdata.curation.sheet import Line
from elecdata.schema.vocabulary import CONTESTANT_STATUS, HEDGE, STAGE

# The invented contest for the presidency: Ada got 600 votes, so says paragraph 2 of a report.
PRESIDENT, COUNCIL = "kz-2032-president", "kz-2031-council"
CLAIMS = f"{PRESIDENT}/claims.csv"
VOTES = "contestant,kz-ada,votes"
DAY = f"election,{PRESIDENT},election_date"
AGAIN = "look at the page again"
ODD = "a/b kz-ada exact 2012-01-15 p1 99999999999999999999 contestant event party seats bloc_id"
STAGES, HEDGES, STATUSES = (
    ", ".join(vocabulary.terms) for vocabulary in (STAGE, HEDGE, CONTESTANT_STATUS)
)
VARIABLES = ", ".join(variables_of("contestant"))


class TestOneCell:
    """One cell of one row damaged gives one problem, in these words."""

    @pytest.mark.parametrize(
        ("damage", "said"),
        [
            pytest.param(
                {"subject_type": "contestnt"},
                "1: claims[kz-ada/votes]: found 'contestnt'; allowed: one of "
                + ", ".join(SUBJECTS)
                + "; Did you mean 'contestant' or 'neighbour_contestant'?",
                id="unknown subject type",
            ),
            pytest.param(
                {"subject_id": "kz-ad"},
                "12: claims[kz-ad/votes].subject_id: found 'kz-ad'; allowed: an id of parties.csv; "
                "Did you mean 'kz-ada' or 'kz-beta' or 'kz-alpha'? Otherwise add it to parties.csv",
                id="unknown party",
            ),
            pytest.param(
                {"subject_id": "kz-ada/kz-bek"},
                "12: claims[kz-ada/kz-bek/votes]: found 'kz-ada/kz-bek'; allowed: contestant_id",
                id="too many parts",
            ),
            pytest.param(
                {"subject_id": "KZ-Ada"},
                "12: claims[KZ-Ada/votes].subject_id: found 'KZ-Ada'; allowed: lower-case letters "
                "and digits joined by '-', '_', '.', ':' or '/'",
                id="no id",
            ),
            pytest.param(
                {"subject_id": ""},
                "12: claims[/votes].subject_id: found an empty cell; allowed: The thing itself; "
                "parts joined by / where a table's row needs several.",
                id="no subject",
            ),
            pytest.param(
                {"variable": "voted"},
                f"19: claims[kz-ada/voted]: found 'voted'; allowed: one of {VARIABLES}; "
                "Did you mean 'votes'?",
                id="unknown variable",
            ),
            pytest.param(
                {"value": "6,00"},
                "25: claims[kz-ada/votes].value: found '6,00'; "
                "allowed: digits without separators, such as 1234",
                id="separator",
            ),
            pytest.param(
                {"value": "-600"},
                "25: claims[kz-ada/votes].value: found '-600'; allowed: votes is 0 or more",
                id="below the range",
            ),
            pytest.param(
                {"value": "601"},
                "25: claims[kz-ada/votes].value: found '601'; "
                f"allowed: a number that as_printed gives: '600'; {AGAIN}",
                id="not on the page",
            ),
            pytest.param(
                {"hedge": "abut"},
                f"29: claims[kz-ada/votes].hedge: found 'abut'; allowed: one of {HEDGES}; "
                "Did you mean 'about'?",
                id="unknown hedge",
            ),
            pytest.param(
                {"derivation": "coded"},
                "35: claims[kz-ada/votes].value: found 'coded'; allowed: stated, sum or count",
                id="figure called coded",
            ),
            pytest.param(
                {"stage": ""},
                "42: claims[kz-ada/votes].stage: found an empty cell; "
                "allowed: unstated where the page does not say",
                id="no stage",
            ),
            pytest.param(
                {"stage": "finl"},
                "42: claims[kz-ada/votes].stage: found 'finl'; "
                f"allowed: one of {STAGES}; Did you mean 'final'?",
                id="unknown stage",
            ),
            pytest.param(
                {"round": "3"},
                "48: claims[kz-ada/votes].round: found '3'; "
                "allowed: 1, 2, rerun, or empty for the whole contest",
                id="third round",
            ),
            pytest.param(
                {"region": "kz-nort"},
                "49: claims[kz-ada/votes].region: found 'kz-nort'; allowed: an id of regions.csv; "
                "Did you mean 'kz-north'? Otherwise add it to regions.csv",
                id="unknown region",
            ),
            pytest.param(
                {"base": "valid"},
                "51: claims[kz-ada/votes].base: found 'valid'; allowed: empty for this variable",
                id="base of a count",
            ),
            pytest.param(
                {"source_id": "visitors"},
                "52: claims[kz-ada/votes].source_id: found 'visitors'; allowed: an id of "
                "sources.csv; Did you mean 'visitors-2032'? Otherwise add it to sources.csv",
                id="unknown source",
            ),
            pytest.param(
                {"locator": "page 2"},
                "66: claims[kz-ada/votes].locator: found 'page 2'; "
                "allowed: p and the number of the paragraph",
                id="no locator",
            ),
            pytest.param(
                {"as_printed": ""},
                "69: claims[kz-ada/votes].as_printed: found an empty cell; "
                "allowed: The figure or label as the source prints it.",
                id="nothing printed",
            ),
            pytest.param(
                {"as_printed": "she was said to have won 600 votes there"},
                "69: claims[kz-ada/votes].as_printed: found 9 words; "
                "allowed: a figure or label of 8 words at most",
                id="sentence copied",
            ),
            pytest.param(
                {"note": "seen\u200b"},
                "73: claims[kz-ada/votes].note: found 'seen\\u200b': invisible character U+200B; "
                "allowed: clean text; remove it",
                id="zero-width space",
            ),
        ],
    )
    def test_damage_of_a_count_is_reported(self, sheets, damage, said):
        """A damaged row of votes gives one problem, in these words."""
        sheets.damage(CLAIMS, VOTES, **damage)

        assert [f"{CLAIMS}:5:{said}"] == sheets.problems()

    @pytest.mark.parametrize(
        ("damage", "said"),
        [
            pytest.param(
                {"value": "2032-03-08"},
                f"42: claims[{PRESIDENT}/election_date].value: found '2032-03-08'; "
                f"allowed: a date that as_printed allows: '7 March 2032'; {AGAIN}",
                id="another day",
            ),
            pytest.param(
                {"value": "2032-02-30", "as_printed": "30 February"},
                f"42: claims[{PRESIDENT}/election_date].value: found '2032-02-30'; "
                "allowed: a day written YYYY-MM-DD",
                id="no day",
            ),
            pytest.param(
                {"hedge": "about"},
                f"53: claims[{PRESIDENT}/election_date].value: found 'about'; allowed: exact",
                id="hedged day",
            ),
            pytest.param(
                {"derivation": "sum"},
                f"59: claims[{PRESIDENT}/election_date].value: found 'sum'; "
                "allowed: stated or coded",
                id="sum of days",
            ),
            pytest.param(
                {"stage": "final"},
                f"66: claims[{PRESIDENT}/election_date].stage: found 'final'; "
                "allowed: empty for this variable",
                id="stage of a day",
            ),
            pytest.param(
                {"observed_at": "24:00"},
                f"69: claims[{PRESIDENT}/election_date].observed_at: found '24:00'; "
                "allowed: HH:MM, or empty for the whole day",
                id="no time",
            ),
            pytest.param(
                {"subject_id": COUNCIL},
                f"10: claims[{COUNCIL}/election_date]: found '{COUNCIL}'; allowed: {PRESIDENT}",
                id="another election",
            ),
        ],
    )
    def test_damage_of_a_day_is_reported(self, sheets, damage, said):
        """A damaged row of the election day gives one problem, in these words."""
        sheets.damage(CLAIMS, DAY, **damage)

        assert [f"{CLAIMS}:2:{said}"] == sheets.problems()

    @pytest.mark.parametrize(
        ("start", "damage", "said"),
        [
            pytest.param(
                "tier,list,formula",
                {"subject_id": "lists"},
                "6: claims[lists/formula]: found 'lists'; "
                "allowed: one of list, constituency, indirect, single",
                id="unknown tier",
            ),
            pytest.param(
                "indicator,output-growth/2030,value,3",
                {"subject_id": "output-growth/soon"},
                "11: claims[output-growth/soon/value]: found 'output-growth/soon'; "
                "allowed: indicator/YYYY",
                id="no year",
            ),
            pytest.param(
                "contestant,kz-alpha,leader",
                {"value": "Bek Nobody"},
                "28: claims[kz-alpha/leader].value: found 'Bek Nobody'; allowed: words of "
                "as_printed 'Ada Sample', or a name in people.csv or names.csv; "
                f"{AGAIN}, or call it coded",
                id="words not on the page",
            ),
            pytest.param(
                "contestant,kz-beta,status",
                {"value": "withdrawn"},
                "27: claims[kz-beta/status].value: found 'withdrawn'; "
                f"allowed: one of {STATUSES}; Did you mean 'withdrew'?",
                id="no term",
            ),
        ],
    )
    def test_damage_of_other_rows_is_reported(self, sheets, start, damage, said):
        """Tiers, indicators, names and terms are checked too."""
        sheets.damage(f"{COUNCIL}/claims.csv", start, **damage)
        [problem] = sheets.problems()

        assert said == problem.removeprefix(f"{COUNCIL}/claims.csv:").partition(":")[2]

    @pytest.mark.parametrize(
        ("column", "text", "sheet"),
        [
            ("source_id", "visitors/2032", "sources"),
            ("region", "kz/north", "regions"),
            ("subject_id", "kz-ada.kz-bek", "parties"),
        ],
    )
    def test_unknown_id_with_separators_is_reported(self, sheets, column, text, sheet):
        """An id that is well written and unknown is a problem, whatever signs stand in it."""
        sheets.damage(CLAIMS, VOTES, **{column: text})
        [problem] = sheets.read().problems

        assert problem.where.endswith(f".{column}")
        assert (problem.found, problem.allowed) == (repr(text), f"an id of {sheet}.csv")

    def test_unknown_bloc_with_separators_is_reported(self, sheets):
        """A value that refers to a party is looked up as a whole."""
        sheets.claim("contestant,kz-alpha,bloc_id", "kz-a/kz-b", derivation="coded")
        [problem] = sheets.read().problems

        assert (problem.found, problem.allowed) == ("'kz-a/kz-b'", "an id of parties.csv")

    def test_poll_of_a_region_or_of_the_country(self, sheets):
        """Where a poll asked is a region of the register, or the whole country."""
        for value in ("national", "kz-north", "kz-nowhere"):
            sheets.claim("poll,quick/kz-alpha,scope", value, derivation="coded")
        [problem] = sheets.read().problems

        assert problem.where.endswith("scope].value")
        assert (problem.found, problem.allowed) == ("'kz-nowhere'", "an id of regions.csv")


class TestWhereClaimsBelong:
    """A claim that no published table keeps is a problem, never lost and never a crash."""

    @pytest.mark.parametrize(
        ("file", "start", "limit"),
        [
            pytest.param(CLAIMS, DAY, {"round": "1"}, id="round of the election day"),
            pytest.param(CLAIMS, DAY, {"observed_at": "08:00"}, id="time of the election day"),
            pytest.param(
                CLAIMS, "contestant,kz-ada,status", {"region": "kz-north"}, id="region of a status"
            ),
            pytest.param(
                f"{COUNCIL}/claims.csv",
                "event,decree,event_when",
                {"region": "kz-north"},
                id="region of an event",
            ),
            pytest.param(
                CLAIMS, VOTES, {"stage": "partial", "observed_at": "12:00"}, id="time of votes"
            ),
        ],
    )
    def test_limit_that_does_not_apply_is_reported(self, sheets, file, start, limit):
        """Region, round and time of day stand only where a table keeps them apart."""
        sheets.damage(file, start, **limit)

        assert [file] == [problem.file for problem in sheets.read().problems]

    def test_round_of_votes_is_kept(self, sheets):
        """Votes of the first round stand in returns, and results keep those of the contest."""
        sheets.claim(VOTES, "55", election=PRESIDENT, stage="final", round="1")
        tables = sheets.tables()

        assert {(r["round"], r["votes"]) for r in tables["returns"]} >= {("1", 55), ("all", 600)}
        assert {r["votes"] for r in tables["results"]} >= {600}


class TestRowsTogether:
    """What rows may not be beside each other."""

    @pytest.mark.parametrize("note", ["", "Seen twice."])
    def test_same_claim_twice_is_reported(self, sheets, note):
        """A row that differs by nothing, or by its note alone, is one too many."""
        [row] = [row for row in sheets.rows(CLAIMS) if row["as_printed"] == "600"]
        sheets.add(CLAIMS, **row | {"note": note})

        said = "claims[kz-ada/votes]: found the same claim as line 5; allowed: each claim once"

        assert [f"{CLAIMS}:11:1: {said}"] == sheets.problems()

    def test_claims_that_nothing_tells_apart_are_reported(self, sheets):
        """Two readings of one paragraph that give one value are one claim."""
        [row] = [row for row in sheets.rows(CLAIMS) if row["as_printed"] == "600"]
        sheets.add(CLAIMS, **row | {"as_printed": "600 votes"})
        claim = f"{PRESIDENT}/visitors-2032/kz-ada/votes:final:600:p2"
        said = "rows that differ in value, stage, region or locator"

        assert [
            f"{CLAIMS}:{line}:1: claims[kz-ada/votes]: found claim {claim} twice; allowed: {said}"
            for line in (5, 11)
        ] == sheets.problems()

    @pytest.mark.parametrize(
        ("subject", "value", "where", "needed"),
        [
            ("event,riot,event_type", "unrest", "events[%/riot]", "summary"),
            ("mission,judge,mission_type", "ngo", "observers[%/judge]", "name"),
            ("poll,new/kz-alpha,vote_share_pct", "5", "exit_polls[%/new/kz-alpha]", "pollster"),
            ("contestant,kz-ada,stance", "opposition", "contestants[%/kz-ada]", "status"),
        ],
    )
    def test_subject_without_what_every_subject_has_is_reported(
        self, sheets, subject, value, where, needed
    ):
        """A published row may lack no required column; often the subject is misspelt."""
        table = where.partition("[")[0]
        how = "stated" if value.isdigit() else "coded"
        sheets.claim(subject, value, derivation=how)
        [problem] = sheets.problems()

        assert problem.partition(": ")[2] == (
            f"{where.replace('%', COUNCIL)}: found none; allowed: a claim on {needed} for every "
            f"subject of {table}; add the row, or correct the subject if it is misspelt"
        )

    def test_faulty_row_is_reported_once(self, sheets):
        """A row left out for its fault is not reported again for what then is missing."""
        sheets.damage(CLAIMS, "contestant,kz-ada,status", value="stod")

        assert len(sheets.problems()) == 1


class TestAnyRow:
    """Whatever stands in the cells, rows are judged."""

    @settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        cells=st.dictionaries(
            st.sampled_from(COLUMNS),
            st.text(max_size=12) | st.sampled_from([*ODD.split(), "1,2,3 and 4"]),
            max_size=3,
        )
    )
    def test_any_cells_give_claims_or_problems(self, registers, cells):
        """No row raises."""
        good = dict.fromkeys(COLUMNS, "")
        good |= {"subject_type": "contestant", "subject_id": "kz-ada", "variable": "votes"}
        good |= {"value": "600", "hedge": "exact", "derivation": "stated", "stage": "final"}
        good |= {"source_id": "visitors-2032", "locator": "p2", "as_printed": "600"}
        line = Line("claims.csv", 2, good | cells, {})

        coded, problems = check_claims([line], PRESIDENT, registers)

        assert bool(problems) or len(coded.claims) == 1
