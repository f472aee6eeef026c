from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elecdata.plot import place_labels
from elecdata.plot.labels import ambiguous, leaders

ROOM = (0, 0, 200, 200)
CROWD = [(20 + 3 * step, 10) for step in range(8)]


def boxes(centres, sizes):
    """Boxes of the labels that found room."""
    placed = ~np.isnan(centres[:, 0])
    return np.hstack([centres - np.array(sizes) / 2, centres + np.array(sizes) / 2])[placed]


def clash(one, other):
    """Whether two boxes overlap."""
    return (one[:2] < other[2:] - 1e-9).all() and (other[:2] < one[2:] - 1e-9).all()


class TestPlaceLabels:
    """Room for labels."""

    def test_a_lone_point_has_its_label_on_the_right(self):
        """The nearest place that reads best is beside the point."""
        found = place_labels([(50, 50)], [(20, 8)], bounds=ROOM, clearance=5)

        assert found.tolist() == [[65, 50]]

    def test_the_edge_pushes_the_label_to_the_left(self):
        """A label that would leave the room goes to the other side."""
        found = place_labels([(195, 50)], [(20, 8)], bounds=ROOM, clearance=5)

        assert found.tolist() == [[180, 50]]

    def test_a_crowd_finds_room(self):
        """Eight points in a row, nearer to each other than labels are high, are all named."""
        sizes = [(40, 8)] * 8
        found = place_labels(CROWD, sizes, bounds=ROOM, clearance=5)

        assert not np.isnan(found).any()

    def test_no_room_is_nan(self):
        """A label larger than the room is left out, and the others are not."""
        found = place_labels([(50, 50), (90, 90)], [(300, 8), (20, 8)], bounds=ROOM, clearance=5)

        assert np.isnan(found[0]).all()
        assert not np.isnan(found[1]).any()

    def test_blocks_are_kept_free(self):
        """A block on the right sends the label elsewhere."""
        block = (52, 0, 200, 200)
        found = place_labels([(50, 50)], [(20, 8)], bounds=ROOM, clearance=5, blocks=[block])

        assert found[0, 0] + 10 <= 52

    def test_no_points_no_labels(self):
        """Nothing to name gives an empty result."""
        assert place_labels([], [], bounds=ROOM, clearance=5).shape == (0, 2)

    @given(
        st.lists(
            st.tuples(
                st.integers(0, 200), st.integers(0, 200), st.integers(5, 60), st.integers(5, 20)
            ),
            min_size=1,
            max_size=6,
        )
    )
    def test_labels_never_overlap(self, rows):
        """Whatever the points, labels keep off each other and off points, within the room."""
        points, sizes = [row[:2] for row in rows], [row[2:] for row in rows]
        found = place_labels(points, sizes, bounds=ROOM, clearance=5)
        every = boxes(found, sizes)

        assert not any(clash(a, b) for i, a in enumerate(every) for b in every[:i])
        assert not any(clash(box, np.array([*p, *p])) for box in every for p in points)
        assert (every[:, :2] >= 0).all()
        assert (every[:, 2:] <= 200).all()

    def test_the_same_input_gives_the_same_places(self):
        """Nothing is left to chance."""
        sizes = [(40, 8)] * 8
        first, second = (place_labels(CROWD, sizes, bounds=ROOM, clearance=5) for _ in range(2))

        assert np.array_equal(first, second)


class TestLeaders:
    """Lines from points to their labels."""

    def test_above_a_point_the_leader_is_upright(self):
        """A label above its point hangs on a vertical line to its lower edge."""
        found = leaders([(0, 0)], [(6, 20)], [(20, 8)])

        assert found.tolist() == [[0, 0, 0, 16]]

    @pytest.mark.parametrize(("gap", "needed"), [(4, False), (9, True)])
    def test_only_far_labels_need_one(self, gap, needed):
        """A label beside its point speaks for itself."""
        found = ambiguous([(0, 0)], [(10 + gap, 0)], [(20, 8)], 5)

        assert found.tolist() == [needed]
