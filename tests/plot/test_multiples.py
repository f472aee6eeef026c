"""Several chambers in one picture."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from elecdata.errors import PlotError
from elecdata.plot import alt_text, hemicycle


@pytest.fixture
def both(majilis_2004, majilis_2012):
    """Two chambers of one country; Otan was renamed between them."""
    frame = pd.concat([majilis_2004, majilis_2012], ignore_index=True)
    return frame.assign(lineage_id=frame["short_name"].replace({"Nur Otan": "Otan"}))


def centres(collection):
    """Centre of every dot of a group."""
    boxes = [path.get_extents() for path in collection.get_paths()]
    return np.array([((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in boxes])


def legend_texts(ax):
    """Entries of the legend, each as one line."""
    return [text.get_text().replace("\n", " ") for text in ax.get_legend().get_texts()]


def captions(ax):
    """Captions of the chambers, each as one line."""
    return [text.get_text().replace("\n", " ") for text in ax.texts]


class TestDots:
    """Every seat of every chamber is drawn once."""

    def test_each_seat_is_drawn_once(self, both):
        """The dots of a group are as many as its seats, chamber after chamber."""
        ax = hemicycle(both)

        assert [len(each.get_paths()) for each in ax.collections] == [
            *(42, 17, 11, 4, 2, 1),
            *(83, 8, 7, 9),
        ]

    def test_chambers_do_not_overlap(self, both):
        """All dots of the first chamber lie to the left of all dots of the second."""
        ax = hemicycle(both)
        first, second = ax.collections[:6], ax.collections[6:]

        assert max(centres(c)[:, 0].max() for c in first) < min(
            centres(c)[:, 0].min() for c in second
        )

    def test_dots_of_a_chamber_do_not_overlap(self, both):
        """Away from the origin too, a dot is smaller than the distance to its neighbour."""
        ax = hemicycle(both)
        at = np.concatenate([centres(each) for each in ax.collections[6:]])
        gaps = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
        np.fill_diagonal(gaps, np.inf)
        width = ax.collections[6].get_paths()[0].get_extents().width

        assert 1 < gaps.min() / width < 1.2

    def test_all_dots_lie_within_the_limits(self, both):
        """No dot is cut, in a figure of its own or in a small one."""
        for given in (None, plt.subplots(figsize=(3.4, 3))[1]):
            ax = hemicycle(both, ax=given)
            boxes = [path.get_extents() for each in ax.collections for path in each.get_paths()]
            (x0, x1), (y0, y1) = ax.get_xlim(), ax.get_ylim()

            assert x0 <= min(box.x0 for box in boxes)
            assert max(box.x1 for box in boxes) <= x1
            assert y0 <= min(box.y0 for box in boxes)
            assert max(box.y1 for box in boxes) <= y1


class TestTexts:
    """Captions, legend, title, note and alternative text."""

    def test_captions_name_the_chamber_and_its_largest_group(self, both):
        """Independents, though many, are no group that could hold a chamber."""
        assert captions(hemicycle(both)) == [
            "2004 Otan 42 of 77 seats, majority 39",
            "2012 Nur Otan 83 of 107 seats, majority 54",
        ]

    def test_a_renamed_party_has_one_entry(self, both):
        """The legend joins the names of a lineage, and leaves out who has no seat."""
        said = legend_texts(hemicycle(both))

        assert "Otan / Nur Otan" in said
        assert sum("Ak Zhol" in each for each in said) == 1
        assert not any("Auyl" in each for each in said)
        assert any("Auyl" in each for each in legend_texts(hemicycle(both, zeros=True)))

    def test_one_colour_for_two_parties_is_told_apart(self, both):
        """Where two lineages share a colour, the legend says which chamber each belongs to."""
        other = both.assign(
            lineage_id=both["lineage_id"].mask(both["year"] == 2012, "x-" + both["lineage_id"])
        )
        said = legend_texts(hemicycle(other))

        assert {"Otan (2004)", "Nur Otan (2012)"} <= set(said)

    def test_title_counts_majorities(self, both):
        """The title says in how many chambers a single party has more than half of the seats."""
        hung = both.assign(seats=both["seats"].mask(both["short_name"] == "Otan", 2))

        assert hemicycle(both).get_title() == "A single party holds a majority in all 2 chambers"
        assert (
            hemicycle(hung).get_title().replace("\n", " ")
            == "A single party holds a majority in 1 of 2 chambers"
        )

    def test_missing_seats_are_told(self, both):
        """A chamber with an unknown group has no majority; an election without seats is named."""
        gone = both["year"].eq(2004) & both["short_name"].eq("Asar")
        frame = both.assign(seats=both["seats"].mask(gone))
        third = both[both["year"] == 2012].assign(
            election_id="kz-2005-president", year=2005, seats=pd.NA
        )
        ax = hemicycle(pd.concat([frame, third]))

        assert captions(ax)[1] == "2004 Otan 42 of 73 known seats"
        assert captions(ax)[0] == "Not drawn, seats missing: 2004: Asar. Without seats: 2005."
        assert len(ax.lines) == 1

    def test_alternative_text_tells_every_chamber(self, both):
        """It names the groups and the finding of each."""
        text = alt_text(hemicycle(both))

        assert text.startswith("2 hemicycles. 2004: 77 in all: Otan 42, Independents 17,")
        assert text.endswith("Nur Otan holds 83 of 107 seats.")

    @pytest.mark.parametrize("size", [(3.4, 3.5), (9, 3.4), (6, 8)])
    def test_texts_do_not_overlap(self, both, size):
        """Captions, legend and note keep clear of each other at any size."""
        gone = both["short_name"].eq("Asar")
        figure, ax = plt.subplots(figsize=size, layout="constrained")
        hemicycle(both.assign(seats=both["seats"].mask(gone)), ax=ax)
        figure.draw_without_rendering()
        boxes = [each.get_window_extent() for each in [*ax.texts, ax.get_legend()]]

        assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))

    def test_last_row_stands_in_the_middle(self, both):
        """Four chambers take two rows of two; five take three and two."""
        more = [both.assign(election_id=both["election_id"] + str(i)) for i in range(3)]
        ax = hemicycle(pd.concat(more[:2]))
        rows = {round(text.get_position()[1], 6) for text in ax.texts}

        assert len(rows) == 2
        five = pd.concat(more)
        five = five[five["election_id"].isin(five["election_id"].unique()[:5])]
        places = [text.get_position()[0] for text in hemicycle(five).texts]

        assert sum(places[3:]) == pytest.approx(0)


class TestErrors:
    """What cannot be drawn is said."""

    def test_no_seats_at_all(self, both):
        """Elections of presidents have no chamber."""
        with pytest.raises(PlotError) as caught:
            hemicycle(both.assign(seats=pd.NA))

        assert str(caught.value) == (
            "hemicycle: column 'seats' has no seats in any of 2 elections; choose elections of a "
            "legislature, or name another column: seats="
        )

    def test_order_of_unknown_labels(self, both):
        """A label must be in one of the chambers."""
        ax = hemicycle(both, order=["Asar", "Otan"])

        assert ax.collections[0].get_label() == "Asar 4"
        with pytest.raises(PlotError, match=r"^order names Nobody, which no chamber has; labels: "):
            hemicycle(both, order=["Nobody"])
