"""Commands that compare: their options reach the library."""

from __future__ import annotations

import io

import pandas as pd
import pytest

import elecdata
from elecdata.cli import main


def printed(words, capsys):
    """What a command prints as CSV, as a table."""
    assert main([*words.split(), "--format", "csv"]) == 0
    return pd.read_csv(io.StringIO(capsys.readouterr().out))


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("compare seats --country KAZ --total", {"country": "KAZ", "total": True}),
        ("compare seats --by contestant --no-changes", {"by": "contestant", "changes": False}),
        ("compare votes --election kz-2005-president", {"election": "kz-2005-president"}),
        ("compare votes --office presidency", {"office": "presidency"}),
        ("compare seats --source unisci-abazov-2004", {"source": "unisci-abazov-2004"}),
        ("compare votes --as-of 2012-01-20", {"as_of": "2012-01-20"}),
    ],
)
def test_compare_passes_its_options_on(words, options, capsys):
    """The command prints what the function gives."""
    expected = elecdata.compare(words.split()[1], **options)
    found = printed(words, capsys)

    assert list(found.columns[1:]) == list(expected.columns)
    assert list(found.iloc[:, 0]) == list(expected.index)


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("", {}),
        ("turnout_pct --year 2012 --year 2021", {"year": [2012, 2021]}),
        ("seats --contestant kz-ak-zhol --admit all", {"contestant": "kz-ak-zhol", "admit": "all"}),
        ("enp_seats --contestant-type party --others party", {"contestant_type": "party"}),
        ("enp_votes --by source --votes vote_share_pct --sums keep", {"by": "source"}),
        ("enp_votes --stage final --stage preliminary", {"stages": ["final", "preliminary"]}),
        ("turnout_pct --as-of 2012-01-20", {"as_of": "2012-01-20"}),
        ("seats --source unisci-abazov-2004", {"source": "unisci-abazov-2004"}),
        ("gallagher --change --limit 9 --seed 3", {"change": True, "limit": 9, "seed": 3}),
    ],
)
def test_sensitivity_passes_its_options_on(words, options, capsys):
    """The command prints what the function gives."""
    index = words.split()[:1] or ["enp_seats"]
    if "--sums" in words:
        options = options | {"votes": "vote_share_pct", "sums": "keep"}
    if "--others" in words:
        options = options | {"others": "party"}
    expected = elecdata.sensitivity(*index, **options)
    found = printed(f"sensitivity {words}", capsys)

    assert list(found.columns) == list(expected.columns)
    assert found.n_choices.to_list() == expected.n_choices.to_list()
    assert found.high.to_list() == pytest.approx(expected.high.to_list(), nan_ok=True)
