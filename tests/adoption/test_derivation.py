from __future__ import annotations

from dataclasses import replace

import pytest

from elecdata.adoption.assembly import assemble
from elecdata.adoption.claim import named

COUNCIL = "kz-2031-council"  # invented: nine seats from lists and one filled by an assembly
MIXED = {"seats": "10", "seats_list": "6", "seats_constituency": "4"}


class TestTiers:
    """Tiers that no source speaks of follow from seats and the other tiers, or stay empty."""

    @pytest.fixture
    def tiers(self, record, claim_of):
        """Maker of the tiers of Beta from other claims on seats than those of the sheets."""

        def make(chamber, beta, hedges=()):
            kept = [claim for claim in record.claims if not claim.variable.startswith("seats")]
            said = [("election", COUNCIL, *item) for item in chamber.items()]
            said += [("contestant", "kz-beta", *item) for item in beta.items()]
            more = [
                claim_of(
                    value,
                    subject_type=kind,
                    subject_id=subject,
                    variable=column,
                    stage="final",
                    hedge="at_least" if (kind, column) in hedges else "exact",
                )
                for kind, subject, column, value in said
            ]
            told = replace(record, claims=tuple(named([*kept, *more])), rulings=())
            rows = {row["contestant_id"]: row for row in assemble(told)["results"]}
            return rows["kz-beta"]["seats_list"], rows["kz-beta"]["seats_constituency"]

        return make

    @pytest.mark.parametrize(
        ("beta", "wanted"),
        [
            pytest.param({"seats": "3", "seats_list": "1"}, (1, 2), id="the rest is the other"),
            pytest.param({"seats": "3", "seats_list": "3"}, (3, 0), id="no rest"),
            pytest.param({"seats": "0"}, (0, 0), id="none of any"),
            pytest.param({"seats": "3"}, (None, None), id="two unknown tiers"),
            pytest.param({"seats_list": "1"}, (1, None), id="seats unknown"),
            pytest.param({"seats": "3", "seats_list": "4"}, (4, None), id="more than all"),
        ],
    )
    def test_only_what_leaves_no_choice_is_filled(self, tiers, beta, wanted):
        """A tier is computed when it is the only unknown one, or when nothing is left for any."""
        assert tiers(MIXED, beta) == wanted

    @pytest.mark.parametrize(
        "chamber",
        [
            pytest.param(MIXED | {"seats_constituency": "3"}, id="a seat of no tier"),
            pytest.param({"seats_list": "6", "seats_constituency": "4"}, id="size unknown"),
        ],
    )
    def test_chamber_must_be_known(self, tiers, chamber):
        """Where the chamber's own tiers do not add up, a seat might be of yet another one."""
        assert tiers(chamber, {"seats": "3", "seats_list": "1"}) == (1, None)

    def test_what_sources_speak_of_stays_as_it_is(self, tiers):
        """A bound that is not published as a figure is no invitation to compute one."""
        beta = {"seats": "3", "seats_list": "1", "seats_constituency": "1"}

        assert tiers(MIXED, beta, hedges=[("contestant", "seats_constituency")]) == (1, None)
