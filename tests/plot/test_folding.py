from __future__ import annotations

import pytest

from elecdata.plot.folding import Words

NAMES = ["Қазақстан халық партиясы", "Azərbaycan Xalq Cəbhəsi Partiyası", "Überlangerverbandsname"]


class TestWords:
    """Names folded into lines of a width."""

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("width", [20, 60, 200])
    def test_no_line_is_wider_than_the_width(self, name, width):
        """Lines keep to the width, words broken only where one alone is too wide."""
        [lines] = Words([name]).folded(8, width)

        assert all(Words.one(line, 8) <= width + 1e-6 for line in lines)
        assert "".join(lines).replace(" ", "") == name.replace(" ", "")

    def test_words_that_fit_stay_whole(self):
        """A line ends at a space where it can."""
        assert Words(["Communist People's Party"]).folded(10, 90) == [
            ["Communist", "People's Party"]
        ]

    @pytest.mark.parametrize(
        ("name", "width", "lines"),
        [
            ("Loosemore-Hanby", 70, ["Loosemore-", "Hanby"]),
            ("Loosemore-Hanby", 200, ["Loosemore-Hanby"]),
            ("OSCE/ODIHR mission", 60, ["OSCE/", "ODIHR", "mission"]),
            ("-1 on-and-off", 40, ["-1 on-", "and-off"]),
        ],
    )
    def test_words_break_at_hyphens(self, name, width, lines):
        """A word that is too wide goes on in a new line after a hyphen or stroke."""
        assert Words([name]).folded(10, width) == [lines]

    @pytest.mark.parametrize(("width", "whole"), [(70, True), (40, False)])
    def test_whole_words(self, width, whole):
        """Hyphens are no break inside a word."""
        assert Words(["Loosemore-Hanby"]).whole(10, width) is whole

    def test_no_break_spaces_hold(self):
        """A day stays in one line."""
        [lines] = Words(["Reuters, 16\xa0Jan\xa02012"]).folded(10, 75)

        assert lines == ["Reuters,", "16\xa0Jan\xa02012"]

    def test_what_is_cut_says_so(self):
        """A name in fewer lines than it needs ends in an ellipsis."""
        assert Words(["one two three"]).cut(10, 30, 2) == [["one", "two…"]]

    def test_bold_letters_are_wider(self):
        """Names in bold are measured as such."""
        assert Words.one("Press", 10, strong=True) > Words.one("Press", 10)

    def test_an_empty_name_is_a_line(self):
        """A row without a name takes one line."""
        assert Words([""]).folded(10, 50) == [[""]]
