from __future__ import annotations

import pytest

from elecdata.auditing.rounding import decimals, half_unit, makes


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        pytest.param(4_660_000, 5_000.0, id="millions"),
        pytest.param(848_000, 500.0, id="thousands"),
        pytest.param(8_662_188, 0.0, id="to the last"),
        pytest.param(848_100, 0.0, id="hundreds may be chance"),
        pytest.param(9_000, 0.0, id="small counts are exact"),
        pytest.param(0, 0.0, id="nothing"),
    ],
)
def test_round_counts_leave_room(count, wanted):
    """Zeros at the end of a large count say how far it was rounded."""
    assert half_unit(count) == wanted


@pytest.mark.parametrize(
    ("percentage", "wanted"), [(77.0, 0), (60.8, 1), (63.25, 2), (0.07, 2), (33.333, 2)]
)
def test_decimals_are_those_printed(percentage, wanted):
    """Two at most, and none for a whole number."""
    assert decimals(percentage) == wanted


@pytest.mark.parametrize(
    ("part", "whole", "percentage", "digits", "wanted"),
    [
        pytest.param(1, 3, 33.33, 2, True, id="rounded down"),
        pytest.param(2, 3, 66.67, 2, True, id="rounded up"),
        pytest.param(2, 3, 66.66, 2, False, id="cut off"),
        pytest.param(2, 3, 66.7, 1, True, id="one decimal"),
        pytest.param(1, 8, 12.5, 0, True, id="half a unit is within"),
        pytest.param(865_276, 4_660_000, 18.56, 2, True, id="of a rounded whole"),
        pytest.param(865_276, 4_660_001, 18.56, 2, False, id="of an exact whole"),
    ],
)
def test_part_makes_percentage(part, whole, percentage, digits, wanted):
    """The last digit may be rounded either way, and a rounded count leaves its own room."""
    assert makes(part, whole, percentage, digits) is wanted
