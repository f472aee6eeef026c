"""What the hemicycle takes, refuses and leaves alone."""

from __future__ import annotations

import subprocess
import sys

import matplotlib as mpl
import pandas as pd
import polars as pl
import pytest
from matplotlib import pyplot as plt

from elecdata.errors import PlotError
from elecdata.plot import hemicycle


def chamber(**seats):
    """Frame of parties and their seats."""
    return pd.DataFrame(
        {
            "short_name": list(seats),
            "color": (["#0072b2", "#e69f00", "#009e73", "#cc79a7"] * 10)[: len(seats)],
            "seats": list(seats.values()),
        }
    )


def dots(ax):
    """Number of dots of each group, left to right."""
    return [len(each.get_paths()) for each in ax.collections]


class TestData:
    """What can be drawn."""

    def test_the_frame_is_not_changed(self, majilis_2012):
        """The caller's frame is the same after drawing."""
        before = majilis_2012.copy(deep=True)
        hemicycle(majilis_2012)

        pd.testing.assert_frame_equal(before, majilis_2012)

    def test_other_kinds_of_frame(self, majilis_2012):
        """Polars frames, also lazy ones, and Arrow tables give the same picture."""
        frame = pl.from_pandas(majilis_2012)
        for each in (frame, frame.lazy(), frame.to_arrow()):
            assert dots(hemicycle(each)) == [83, 8, 7, 9]

    def test_an_id_is_loaded(self, majilis_2012, monkeypatch):
        """An election's id stands for its published results."""
        asked = []
        monkeypatch.setattr(
            "elecdata.loading.load",
            lambda table, **kept: asked.append((table, kept)) or majilis_2012,
        )

        assert dots(hemicycle("kz-2012-majilis")) == [83, 8, 7, 9]
        assert asked == [("results", {"election": "kz-2012-majilis", "data": None})]

    def test_columns_can_be_named(self, majilis_2012):
        """Other columns than the published ones are drawn when named."""
        frame = majilis_2012.rename(
            columns={"seats": "mandates", "short_name": "party", "color": "fill"}
        )

        assert dots(hemicycle(frame, seats="mandates", label="party", color="fill")) == [
            83,
            8,
            7,
            9,
        ]

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (
                lambda f: f.rename(columns={"color": "colour", "seats": "Seats"}),
                (
                    "hemicycle: no column 'seats', 'color' in the frame. Did you mean 'Seats' for "
                    "'seats', 'colour' for 'color'? Columns: short_name, colour, Seats. Rename the "
                    "columns, or name yours in the call to hemicycle."
                ),
            ),
            (
                lambda f: f.assign(seats=pd.NA),
                (
                    "hemicycle: column 'seats' has no figure in any of 2 rows; choose an election "
                    "of a legislature (a presidency has no seats) or name another column: seats="
                ),
            ),
            (
                lambda f: f.assign(seats=0),
                "hemicycle: column 'seats' is 0 in every row; there is no seat to draw",
            ),
            (
                lambda f: f.assign(seats=[2.5, 1]),
                "hemicycle: A has 2.5 seats; seats are whole",
            ),
            (
                lambda f: f.assign(seats=[3, -1]),
                "hemicycle: column 'seats' holds -1 in row 1; numbers of 0 or more are drawn",
            ),
            (
                lambda f: f.assign(seats=["3", "many"]),
                "hemicycle: column 'seats' holds 'many' in row 1; numbers of 0 or more are drawn",
            ),
            (
                lambda f: f.assign(color="blu"),
                "hemicycle: column 'color' holds 'blu'; colours are like '#0072b2'",
            ),
            (
                lambda f: f.iloc[:0],
                "hemicycle: the frame has no rows; check the filters that made it",
            ),
            (
                lambda f: pd.concat([f, f[["seats"]]], axis=1),
                "hemicycle: column seats stands in the frame more than once",
            ),
            (
                lambda _: 7,
                (
                    "hemicycle: got int; give a frame of election results or the id of an "
                    "election, such as 'kz-2012-majilis'"
                ),
            ),
        ],
    )
    def test_what_cannot_be_drawn_is_refused(self, change, said):
        """The error says what is wrong and what to do."""
        with pytest.raises(PlotError) as caught:
            hemicycle(change(chamber(A=3, B=2)))

        assert str(caught.value) == said

    @pytest.mark.parametrize(
        ("order", "said"),
        [
            ("size", "order is 'size'; give 'seats', 'table' or a list of labels"),
            (["A", "C"], "order names C, which has no seats here; labels: A, B"),
        ],
    )
    def test_unknown_orders_are_refused(self, order, said):
        """The error lists the orders or labels there are."""
        with pytest.raises(PlotError) as caught:
            hemicycle(chamber(A=3, B=2), order=order)

        assert str(caught.value) == said


class TestManners:
    """A guest in somebody else's figure."""

    def test_draws_on_the_axes_given(self, majilis_2012):
        """The axes given come back, and no figure is made."""
        figure, ax = plt.subplots()

        assert hemicycle(majilis_2012, ax=ax) is ax
        assert plt.get_fignums() == [figure.number]

    def test_something_else_than_axes_is_refused(self, majilis_2012):
        """An array of axes is not one."""
        _, several = plt.subplots(1, 2)
        with pytest.raises(PlotError) as caught:
            hemicycle(majilis_2012, ax=several)

        assert str(caught.value) == "ax is ndarray; give one matplotlib Axes or None"

    def test_settings_stay_as_they_are(self, majilis_2012):
        """Drawing changes no setting of matplotlib."""
        before = dict(mpl.rcParams)
        hemicycle(majilis_2012)

        assert dict(mpl.rcParams) == before

    def test_importing_the_package_leaves_matplotlib_alone(self):
        """A fresh interpreter that imports elecdata.plot has not loaded matplotlib."""
        code = "import sys, elecdata.plot; print('matplotlib' in sys.modules)"
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )

        assert run.stdout.strip() == "False"

    def test_public_names(self):
        """The contents page is sorted, and every name on it is there."""
        import elecdata.plot as package

        assert package.__all__ == sorted(package.__all__)
        assert all(callable(getattr(package, name)) for name in package.__all__)
        assert set(package.__all__) <= set(dir(package))

    def test_unknown_names_are_refused(self):
        """A name that is not public is an AttributeError."""
        import elecdata.plot as package

        with pytest.raises(AttributeError, match="has no attribute 'piechart'"):
            _ = package.piechart


def test_forty_long_names_leave_room_for_the_dots():
    """In a small figure the last names give way to their number, and no layout collapses."""
    frame = chamber(**{f"Communist People's Party of the Region {n}": 40 - n for n in range(40)})
    figure = plt.figure(figsize=(3.4, 2.6), layout="constrained")
    ax = hemicycle(frame, ax=figure.subplots())
    figure.draw_without_rendering()
    names = [text.get_text() for text in ax.get_legend().get_texts()]

    assert names[-1] == f"and {41 - len(names)} more"
    assert ax.get_legend().get_window_extent().y0 >= 0
    assert sum(dots(ax)) == 820
