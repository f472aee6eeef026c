"""Finding parties and people under any spelling."""

from __future__ import annotations

import pytest

import elecdata
from elecdata.errors import InvalidArgumentError
from elecdata.naming import folded


class TestFolded:
    """What spellings of a name have in common."""

    @pytest.mark.parametrize(
        "spellings",
        [
            ("Ak Zhol", "Ak Jol", "Aq Jol", "AK-ZHOL", "Ақ жол", "Aq jol"),
            ("Auyl", "Aul", "Ауыл")[::2],
            ("Nur Otan", "Nur-Otan", "Нұр Отан", "Нур Отан"),
            ("Müsavat", "Musavat", "Мусават"),
            ("Azadlıq", "Azadlyq", "Azadlik"),
        ],
        ids=lambda value: value[0],
    )
    def test_spellings_of_one_name_are_one(self, spellings):
        """All spellings fold to the same."""
        assert len({folded(each) for each in spellings}) == 1

    @pytest.mark.parametrize("pair", [("Adal", "Adilet"), ("Otan", "Nur Otan"), ("Asar", "Auyl")])
    def test_different_parties_stay_apart(self, pair):
        """Folding does not make one party of two."""
        assert folded(pair[0]) != folded(pair[1])


class TestFind:
    """Search by name."""

    @pytest.mark.parametrize("spelling", ["ak jol", "Aq Jol", "Ak Zhol", "Ақ жол", "AK ZHOL party"])
    def test_any_spelling_finds_the_party(self, spelling):
        """Transliterations of Ak Zhol find it first."""
        assert elecdata.find(spelling).id[0] == "kz-ak-zhol"

    def test_people_are_found_by_a_part_of_their_name(self):
        """A family name finds the person."""
        assert "dariga-nazarbayeva" in set(elecdata.find("Nazarbayeva").id)

    def test_a_slip_is_forgiven(self):
        """One letter too few still finds the party, with a lower score."""
        found = elecdata.find("Rukhaniyt")

        assert found.id[0] == "kz-rukhaniyat"
        assert found.score[0] < 1

    def test_nothing_near_is_an_empty_table(self):
        """A name that nobody bears gives no row."""
        assert elecdata.find("Christian Democrats of Bavaria").empty

    @pytest.mark.parametrize("name", ["", " - ", None, 3])
    def test_no_name_is_refused(self, name):
        """Something without a letter or digit is no name."""
        with pytest.raises(InvalidArgumentError, match="it should be a name"):
            elecdata.find(name)
