from __future__ import annotations

import itertools

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex

from elecdata.plot import hemicycle


def chamber(**seats):
    """Frame of parties and their seats."""
    return pd.DataFrame(
        {
            "short_name": list(seats),
            "color": ["#0072b2", "#e69f00", "#009e73", "#cc79a7"][: len(seats)],
            "seats": list(seats.values()),
        }
    )


def dots(ax):
    """Number of dots of each group, left to right."""
    return [len(each.get_paths()) for each in ax.collections]


def centres(ax):
    """Centre of every dot."""
    boxes = [path.get_extents() for each in ax.collections for path in each.get_paths()]
    return np.array([((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in boxes])


def diameters(ax):
    """Diameter of every dot."""
    return np.array([p.get_extents().width for each in ax.collections for p in each.get_paths()])


def legend_texts(ax):
    """Entries of the legend, each as one line."""
    return {text.get_text().replace("\n", " ") for text in ax.get_legend().get_texts()}


def texts(ax):
    """Texts beside title and legend."""
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def pixels(figure, artist):
    """Box of an artist in the figure as it is printed."""
    figure.draw_without_rendering()
    return artist.get_window_extent()


class TestDots:
    """One dot for every seat."""

    def test_each_seat_is_drawn_once(self, majilis_2012):
        """There are as many dots as seats, and no two in the same place."""
        ax = hemicycle(majilis_2012)

        assert dots(ax) == [83, 8, 7, 9]
        assert len(np.unique(centres(ax).round(9), axis=0)) == 107

    def test_dots_do_not_overlap(self, majilis_2012):
        """The least distance between two dots is larger than their diameter, by little."""
        ax = hemicycle(majilis_2012)
        at = centres(ax)
        gaps = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
        np.fill_diagonal(gaps, np.inf)

        assert 1 < gaps.min() / diameters(ax).max() < 1.2

    @pytest.mark.parametrize("size", [(1.5, 1), (3.4, 2.6), (12, 9)])
    def test_dots_keep_their_distance_at_any_size(self, size, majilis_2012):
        """Dots are drawn in the units of the axes, which are the same along and across."""
        figure, ax = plt.subplots(figsize=size)
        hemicycle(majilis_2012, ax=ax)
        figure.canvas.draw()
        across, up = np.abs(np.diag(ax.transData.get_matrix())[:2])

        assert across == pytest.approx(up)
        assert all(each.get_transform() == ax.transData for each in ax.collections)

    def test_all_dots_lie_within_the_limits(self, majilis_2012):
        """No dot is cut at the edge of the axes."""
        ax = hemicycle(majilis_2012)
        at, radius = centres(ax), diameters(ax).max() / 2
        (x0, x1), (y0, y1) = ax.get_xlim(), ax.get_ylim()

        assert x0 <= at[:, 0].min() - radius
        assert at[:, 0].max() + radius <= x1
        assert y0 <= at[:, 1].min() - radius
        assert at[:, 1].max() + radius <= y1

    def test_colours_are_those_of_the_table(self, majilis_2012):
        """Each group has its own colour, the largest first."""
        ax = hemicycle(majilis_2012)
        drawn = [to_hex(each.get_facecolor()[0]) for each in ax.collections]

        assert drawn == ["#0072b2", "#56b4e9", "#d55e00", "#c7c7c7"]

    def test_indirect_seats_are_hollow(self, majilis_2012):
        """Only the dots of the Assembly are rings: most of them is hole, with no colour needed."""
        ax = hemicycle(majilis_2012)
        holes = [
            max((np.ptp(hole[:, 0]) / np.ptp(outer[:, 0]) for hole in rest), default=0)
            for outer, *rest in (each.get_paths()[0].to_polygons() for each in ax.collections)
        ]

        assert holes[:2] == [0, 0]
        assert holes[2] < 0.6 < holes[3]

    @pytest.mark.parametrize("seats", [1, 2, 3, 9])
    def test_few_seats_are_no_giants(self, seats):
        """A dot takes at most a seventh of the width of the axes."""
        ax = hemicycle(chamber(A=seats))
        x0, x1 = ax.get_xlim()

        assert dots(ax) == [seats]
        assert diameters(ax).max() / (x1 - x0) < 1 / 6.9

    def test_thousands_of_seats(self):
        """A chamber of 2,980 seats has as many dots."""
        assert dots(hemicycle(chamber(A=2000, B=980))) == [2000, 980]

    def test_rows_can_be_chosen(self, majilis_2012):
        """All dots of one row are equally far from the centre."""
        ax = hemicycle(majilis_2012, rows=1)

        assert np.hypot(*centres(ax).T) == pytest.approx(1)


class TestOrder:
    """Groups from left to right."""

    def test_most_seats_first_and_indirect_seats_last(self, majilis_2012):
        """By default the Assembly stands on the right although it has more than others."""
        ax = hemicycle(majilis_2012)

        assert [each.get_label() for each in ax.collections] == [
            "Nur Otan 83",
            "Ak Zhol 8",
            "Communist People's Party 7",
            "Assembly 9",
        ]

    def test_table_order(self, majilis_2012):
        """The order of the frame can be kept."""
        ax = hemicycle(majilis_2012, order="table")

        assert dots(ax) == [8, 9, 7, 83]

    def test_order_by_labels(self, majilis_2012):
        """Labels that are named stand first, the others follow by seats."""
        ax = hemicycle(majilis_2012, order=["Communist People's Party", "Assembly"])

        assert dots(ax) == [7, 9, 83, 8]

    def test_groups_are_blocks(self, majilis_2004):
        """Each group lies to the left of the next: its mean angle is larger."""
        ax = hemicycle(majilis_2004)
        split = np.split(centres(ax), np.cumsum(dots(ax))[:-1])
        angles = [np.arctan2(part[:, 1], part[:, 0]) for part in split]

        assert all(left.min() >= right.max() - 1e-9 for left, right in itertools.pairwise(angles))


class TestWords:
    """Title, legend, majority and note."""

    def test_title_states_the_finding(self, majilis_2012):
        """A majority is told with its size."""
        assert hemicycle(majilis_2012).get_title() == "Nur Otan holds 83 of 107 seats"

    @pytest.mark.parametrize(
        ("seats", "title"),
        [
            ({"A": 1}, "A holds the only seat"),
            ({"A": 12}, "A holds all 12 seats"),
            ({"A": 51, "B": 49}, "A holds 51 of 100 seats"),
            ({"A": 50, "B": 30, "C": 20}, "No majority: A, the largest, holds 50 of 100 seats"),
            ({"A": 40, "B": 40, "C": 20}, "No majority: A and B tie at 40 of 100 seats"),
        ],
    )
    def test_title_fits_the_result(self, seats, title):
        """Each kind of result has its sentence."""
        assert hemicycle(chamber(**seats)).get_title().replace("\n", " ") == title

    def test_independents_are_no_winner(self):
        """Independents, who are many contestants, do not count as the largest."""
        frame = chamber(Independents=60, A=40).assign(contestant_type=["independents", "party"])
        title = hemicycle(frame).get_title()

        assert title == "No majority: A, the largest, holds 40 of 100 seats"

    def test_title_can_be_given_or_left_out(self, majilis_2012):
        """A title of one's own wins; an empty one is none."""
        assert hemicycle(majilis_2012, title="Majilis").get_title() == "Majilis"
        assert hemicycle(majilis_2012, title="").get_title() == ""

    def test_legend_has_counts(self, majilis_2012):
        """Groups with seats are named with their number; indirect ones say so."""
        assert legend_texts(hemicycle(majilis_2012)) == {
            "Nur Otan 83",
            "Ak Zhol 8",
            "Communist People's Party 7",
            "Assembly 9 (indirect)",
        }

    def test_legend_lists_groups_without_seats_if_asked(self, majilis_2012):
        """Zeros stand in the legend and have no dots."""
        ax = hemicycle(majilis_2012, zeros=True)

        assert legend_texts(ax) >= {"Auyl 0", "OSDP 0", "Adilet 0", "Party of Patriots 0"}
        assert dots(ax) == [83, 8, 7, 9]

    def test_legend_can_be_left_out(self, majilis_2012):
        """Without a legend there is none."""
        assert hemicycle(majilis_2012, legend=False).get_legend() is None

    @pytest.mark.parametrize(("seats", "needed"), [(107, 54), (77, 39), (450, 226), (2, 2)])
    def test_majority_is_more_than_half(self, seats, needed):
        """The label gives half the seats, rounded down, plus one."""
        ax = hemicycle(chamber(A=seats))

        assert texts(ax) == [f"{needed} for a majority"]
        assert len(ax.lines) == 1

    def test_majority_line_stands_in_the_middle(self, majilis_2012):
        """At most half of the seats lie wholly on either side of the line."""
        ax = hemicycle(majilis_2012)
        (line,) = ax.lines
        x = centres(ax)[:, 0]

        assert set(line.get_xdata()) == {0}
        assert max((x < -1e-9).sum(), (x > 1e-9).sum()) <= 107 // 2

    def test_majority_can_be_left_out(self, majilis_2012):
        """Without the majority there is neither line nor label."""
        ax = hemicycle(majilis_2012, majority=False)

        assert not ax.lines
        assert not ax.texts

    def test_who_has_no_figure_in_a_full_chamber_is_not_missed(self, majilis_2012):
        """Where the known shares of the chamber make a hundred, no seat can be missing."""
        majilis_2012.loc[0, ["seats", "seat_share_pct"]] = pd.NA
        ax = hemicycle(majilis_2012)

        assert ax.get_title() == "Nur Otan holds 83 of 107 seats"
        assert texts(ax) == ["54 for a majority"]

    def test_missing_seats_are_noted(self, majilis_2012):
        """A group without a figure is left out and named; then no majority is claimed."""
        majilis_2012.loc[1, "seats"] = pd.NA
        ax = hemicycle(majilis_2012)

        assert dots(ax) == [83, 7, 9]
        assert texts(ax) == [
            "Not drawn, seats missing: Ak Zhol. Without them no majority is marked."
        ]
        assert ax.get_title() == "Nur Otan holds 83 of 99 known seats"
        assert not ax.lines

    @pytest.mark.filterwarnings("error")
    def test_kazakh_and_azerbaijani_letters(self):
        """Every letter has a glyph in the default font."""
        names = ["Әділет Ғұмыр Қаңтар Өңір Ұлттық Үміт Іс Һ", "Güç və Ədalət Şıx İrəli Çağ Öz"]
        frame = chamber(A=3, B=2).assign(short_name=names)
        ax = hemicycle(frame)
        ax.figure.canvas.draw()

        assert {text.rsplit(" ", 1)[0] for text in legend_texts(ax)} == set(names)

    def test_names_are_no_formulas(self):
        """Dollar signs in a name are shown as they are."""
        ax = hemicycle(chamber(A=2).assign(short_name="The $100 and $x_1$ Party"))

        assert legend_texts(ax) == {"The $100 and $x_1$ Party 2"}
        assert not any(text.get_parse_math() for text in ax.get_legend().get_texts())

    def test_a_missing_name_falls_back(self):
        """Without a short name the full name is taken; without a colour, grey."""
        frame = chamber(A=2, B=1).assign(
            short_name=[None, ""], name=["Alpha Union", None], color=[None, "#e69f00"]
        )
        ax = hemicycle(frame)

        assert legend_texts(ax) == {"Alpha Union 2", "unnamed 1"}
        assert to_hex(ax.collections[0].get_facecolor()[0]) == "#8c8c8c"


class TestRoom:
    """Nothing is cut or covered."""

    NAMES = (
        "Social Democratic Party of Workers, Farmers and the Self-Employed",
        "Nur Otan",
        "Party of Patriots and Veterans of the Armed Forces",
        "Greens",
    )

    @pytest.mark.parametrize("size", [(3.4, 2.6), (6.4, 4.8), (10, 3)])
    def test_all_lies_in_the_figure(self, size):
        """Title, legend, label and dots stay within the figure, at several sizes."""
        frame = chamber(A=90, B=60, C=40, D=10).assign(short_name=self.NAMES)
        figure, ax = plt.subplots(figsize=size)
        hemicycle(frame, ax=ax)
        figure.draw_without_rendering()
        whole = figure.bbox
        for artist in (ax.title, ax.get_legend(), *ax.texts, *ax.collections):
            box = artist.get_window_extent()

            assert whole.x0 <= box.x0
            assert box.x1 <= whole.x1
            assert whole.y0 <= box.y0
            assert box.y1 <= whole.y1

    def test_texts_do_not_cover_each_other(self, majilis_2012):
        """Title, label, dots, legend and note lie below each other."""
        majilis_2012.loc[1, "seats"] = pd.NA
        ax = hemicycle(majilis_2012)
        ax.figure.draw_without_rendering()
        boxes = [
            ax.title.get_window_extent(),
            ax.collections[0].get_window_extent(),
            ax.get_legend().get_window_extent(),
            ax.texts[0].get_window_extent(),
        ]

        assert all(high.y0 >= low.y1 for high, low in itertools.pairwise(boxes))

    def test_label_lies_between_title_and_dots(self, majilis_2012):
        """The number for a majority covers neither the title nor a dot."""
        ax = hemicycle(majilis_2012)
        box = pixels(ax.figure, ax.texts[0])

        assert ax.title.get_window_extent().y0 >= box.y1
        assert box.y0 >= ax.collections[0].get_window_extent().y1

    def test_sizes_of_text_follow_the_settings(self, majilis_2012):
        """With letters twice as large in the settings, they are twice as large here."""
        sizes = []
        for base in (8, 16):
            with mpl.rc_context({"font.size": base, "figure.figsize": (12, 9)}):
                ax = hemicycle(majilis_2012)
                sizes.append(
                    [
                        each.get_fontsize()
                        for each in (ax.title, *ax.texts, *ax.get_legend().get_texts())
                    ]
                )

        assert sizes[1] == pytest.approx([2 * size for size in sizes[0]])
