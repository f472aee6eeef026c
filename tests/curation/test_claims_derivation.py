from __future__ import annotations

import pytest

CLAIMS = "kz-2032-president/claims.csv"
VOTES = "contestant,kz-ada,votes"


class TestDerivation:
    """A figure is got from its page in the way that its row says."""

    @pytest.mark.parametrize(
        ("damage", "said"),
        [
            pytest.param(
                {"derivation": "count"},
                "35: claims[kz-ada/votes].derivation: found 'count'; allowed: stated",
                id="figure on the page called counted",
            ),
            pytest.param(
                {"derivation": "sum"},
                "35: claims[kz-ada/votes].derivation: found 'sum'; "
                "allowed: stated, or every number that is added up",
                id="sum of one number",
            ),
            pytest.param(
                {"as_printed": "-600"},
                "69: claims[kz-ada/votes].as_printed: found '-600'; "
                "allowed: no minus before a figure above 0; a dash is '–'",
                id="minus on the page",
            ),
        ],
    )
    def test_what_the_page_belies_is_reported(self, sheets, damage, said):
        """A figure that is printed is neither counted nor added up, nor is it negative."""
        sheets.damage(CLAIMS, VOTES, **damage)

        assert [f"{CLAIMS}:5:{said}"] == sheets.problems()
