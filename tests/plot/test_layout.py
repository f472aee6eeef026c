from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from elecdata.errors import PlotError
from elecdata.plot import dot_diameter, seat_layout

SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 11, 16, 25, 42, 77, 98, 107, 125, 300, 450, 751, 2980]


def distances(layout):
    """Distance of every seat from every other."""
    x, y = layout["x"].to_numpy(), layout["y"].to_numpy()
    gaps = np.hypot(x[:, None] - x, y[:, None] - y)
    np.fill_diagonal(gaps, np.inf)
    return gaps


class TestSeatLayout:
    """Where seats sit."""

    @pytest.mark.parametrize("seats", SIZES)
    def test_every_seat_has_a_place_of_its_own(self, seats):
        """There are as many places as seats, and no two are the same."""
        layout = seat_layout([seats])

        assert len(layout) == seats
        assert not layout[["x", "y"]].round(9).duplicated().any()

    @pytest.mark.parametrize("seats", SIZES)
    def test_all_lie_in_the_half_circle(self, seats):
        """No seat is below the base line or beyond the outer row."""
        layout = seat_layout([seats])

        assert layout["y"].min() >= 0
        assert np.hypot(layout["x"], layout["y"]).max() == pytest.approx(1)

    @pytest.mark.parametrize("seats", SIZES)
    def test_left_mirrors_right(self, seats):
        """The seats of a chamber are the same seen in a mirror."""
        places = seat_layout([seats])[["x", "y"]].round(9)
        mirrored = pd.DataFrame({"x": -places["x"], "y": places["y"]}) + 0.0

        assert sorted(places.itertuples(index=False)) == sorted(mirrored.itertuples(index=False))

    @pytest.mark.parametrize("seats", [size for size in SIZES if size >= 25])
    def test_spacing_is_even(self, seats):
        """In a chamber of some size neighbours in a row are as far apart as rows are."""
        layout = seat_layout([seats])
        nearest = distances(layout).min(axis=1)

        assert nearest.max() / nearest.min() < 1.12

    @pytest.mark.parametrize("seats", [25, 77, 107, 450])
    def test_rows_share_seats_by_length(self, seats):
        """A row holds its share of the seats, by length, to less than one seat."""
        layout = seat_layout([seats])
        rows = layout.assign(radius=np.hypot(layout["x"], layout["y"])).groupby("row")["radius"]
        radii, counts = rows.first(), rows.size()
        length = np.pi * radii + radii.diff().iloc[-1]

        assert (counts - seats * length / length.sum()).abs().max() < 1

    def test_groups_are_blocks_from_left_to_right(self):
        """Going round the half circle each group is met once, in the order given."""
        layout = seat_layout({"a": 42, "b": 17, "c": 11, "d": 0, "e": 7})
        changes = layout["group"] != layout["group"].shift()

        assert layout.loc[changes, "group"].tolist() == ["a", "b", "c", "e"]
        assert layout["group"].value_counts().to_dict() == {"a": 42, "b": 17, "c": 11, "e": 7}

    def test_order_goes_by_the_angle(self):
        """A seat further on in the table is not further left on the arc."""
        layout = seat_layout([450])
        angle = np.arctan2(layout["y"], layout["x"])

        assert (angle.diff().dropna() <= 1e-9).all()

    def test_the_same_counts_give_the_same_layout(self):
        """The layout does not depend on the kind of container or on the run."""
        expected = seat_layout([83, 8, 7])

        pd.testing.assert_frame_equal(expected, seat_layout(pd.Series([83, 8, 7])))
        pd.testing.assert_frame_equal(expected, seat_layout({0: 83, 1: 8, 2: 7}))

    @pytest.mark.parametrize("rows", range(1, 19))
    def test_rows_can_be_chosen(self, rows):
        """Any number of rows that the seats can fill is used, without overlap."""
        layout = seat_layout([107], rows=rows)

        assert sorted(layout["row"].unique()) == list(range(rows))
        assert distances(layout).min() > dot_diameter(layout)

    @pytest.mark.parametrize(
        ("counts", "rows", "said"),
        [
            ([0, 0], None, "no seats to place: every count is 0; give at least one group a seat"),
            ({"a": -1}, None, "group 'a' has -1 seats; seats are whole and 0 or more"),
            ({"a": 1.5}, None, "group 'a' has 1.5 seats; seats are whole and 0 or more"),
            ({"a": None}, None, "group 'a' has None seats; seats are whole and 0 or more"),
            ({"a": "x"}, None, "group 'a' has 'x' seats; seats are whole and 0 or more"),
            ([107], 0, "rows is 0; 107 seats fill 1 to 18 rows"),
            ([107], 19, "rows is 19; 107 seats fill 1 to 18 rows"),
        ],
    )
    def test_what_cannot_be_placed_is_refused(self, counts, rows, said):
        """The error says what was given and what can be."""
        with pytest.raises(PlotError) as caught:
            seat_layout(counts, rows=rows)

        assert str(caught.value) == said


class TestDotDiameter:
    """How large dots are."""

    @pytest.mark.parametrize("seats", SIZES[1:])
    def test_dots_neither_touch_nor_leave_gaps(self, seats):
        """The diameter is nine tenths of the least distance between two seats."""
        layout = seat_layout([seats])

        assert dot_diameter(layout) == pytest.approx(0.9 * distances(layout).min())

    def test_a_single_seat_has_a_size(self):
        """One seat has no neighbour and still a diameter."""
        assert dot_diameter(seat_layout([1])) == 0.9
