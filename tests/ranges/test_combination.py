"""Combinations that add up, against all of them looked at one by one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elecdata.ranges.combination import Sum, combined, neighbours, size

figures = st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=4), min_size=1, max_size=5)


def sum_of(values, low, high):
    """A sum over all disputes."""
    return Sum(tuple(np.array(each, dtype=float) for each in values), low, high, 0.0, "{off}")


@given(figures, st.integers(0, 20), st.integers(0, 5))
def test_no_combination_that_adds_up_is_lost(values, low, room):
    """What is dropped early is what no later figure could have mended."""
    allowed = [range(len(each)) for each in values]
    expected = {
        picks
        for picks in itertools.product(*allowed)
        if low <= sum(v[p] for v, p in zip(values, picks, strict=True)) <= low + room
    }
    found = combined(len(values), [allowed], [sum_of(values, low, low + room)], 10**6, 0)

    assert found.is_all
    assert {tuple(map(int, row)) for row in found.chosen} == expected | {(0,) * len(values)}
    assert len(found.chosen) == len(expected | {(0,) * len(values)})
    assert not found.chosen[0].any()


def test_several_sums_hold_at_once():
    """Combinations keep every sum."""
    values = [[1, 2, 3], [4, 5, 6]]
    sums = [sum_of(values, 7, 7), sum_of([[0, 1, 0], [0, 0, 0]], 1, 1)]
    found = combined(2, [[range(3), range(3)]], sums, 100, 0)

    assert found.chosen.tolist() == [[0, 0], [1, 1]]


def test_a_sample_keeps_to_the_limit_and_adds_up():
    """Of 4**8 combinations 50 are kept, all of the right sum, and the published one."""
    values = [[0, 1, 2, 3]] * 8
    whole = sum_of(values, 12, 12)
    found = combined(8, [[range(4)] * 8], [whole], 50, 1)

    assert not found.is_all
    assert 2 <= len(found.chosen) <= 51
    assert whole.holds(whole.of(found.chosen[1:])).all()


def test_neighbours_change_two_figures_and_add_up():
    """From 1 + 2 + 3 two figures can be changed so that the sum stays 6."""
    values = [[1, 2], [2, 1], [3, 5]]
    found = neighbours(np.array([0, 0, 0], dtype=np.int16), [range(2)] * 3, [sum_of(values, 6, 6)])

    assert found.tolist() == [[0, 0, 0], [1, 1, 0]]


@pytest.mark.parametrize(("options", "count"), [([], 1), ([[0, 1], [0, 1, 2]], 6)])
def test_combinations_are_counted(options, count):
    """The number of combinations is the product; of nothing there is one."""
    assert size(options) == count
