"""Indices as others have published them, with where each figure is printed.

Gallagher's list: C. Gandrud's transcription of M. Gallagher, "Election indices", in the repository
christophergandrud/Disproportionality_Data. ParlGov: viewcalc_election_parameter of the ParlGov
database (CC0), computed there from printed vote shares. PRcalc, elecsys, votelib, esaps, seatdist,
consensus and politicsR: documentation or tests of the package of that name. New Zealand 2005: table
of thefullwiki.org/Gallagher_Index. New Zealand 2011: README of kerihenare/gallagher, which prints
all digits. SciencesPo: tests/testthat/test-Proportionality.R of dmarcelinobr/SciencesPo. Four
parties: calculator.academy/gallagher-index-calculator.
"""

from __future__ import annotations

import math

import pytest

from elecdata import metrics

# Votes, vote shares as ParlGov prints them, and seats.
NEW_ZEALAND_1972 = (
    [677669, 581422, 93231, 27467],
    [48.37, 41.5, 6.65, 1.96],
    [55, 32, 0, 0],
    1401152,
)
CANADA_1993 = (
    [5647952, 1846024, 2559245, 939575, 2186422, 20343, 186497],
    [41.32, 13.51, 18.72, 6.87, 16, 0.15, 1.36],
    [177, 54, 52, 9, 2, 1, 0],
    13667671,
)
TURKEY_1991 = (
    [6600726, 5862623, 5066571, 4121355, 2624301, 108369],
    [27.03, 24.01, 20.75, 16.879, 10.75, 0.4],
    [178, 115, 88, 62, 7, 0],
    24416666,
)
NORWAY_2001 = (
    [612632, 534852, 369236, 316397, 312839, 140287, 98486, 44010, 30015],
    [24.3, 21.2, 14.7, 12.5, 12.5, 5.6, 3.9, 1.7, 1.2],
    [43, 38, 26, 23, 22, 10, 2, 1, 0],
    2521820,
)
UNITED_KINGDOM_2010 = (
    [
        *(10726614, 8609527, 6836824, 168216, 491386, 171942, 110970, 165394, 285616, None),
        *(42762, 564331, 919546),
    ],
    [36.1, 29, 23, 0.6, 1.7, 0.6, 0.4, 0.6, 1, None, 0.14, 1.9, 3.1],
    [307, 258, 57, 8, 6, 5, 3, 3, 1, 1, 1, 0, 0],
    29687604,
)
# Gallagher's print: least squares. ParlGov's: votes, seats, least squares, advantage ratio.
ELECTIONS = {
    "New Zealand 1972": (
        NEW_ZEALAND_1972,
        12.06,
        (2.433107192, 1.869350457, 12.058234143, 1.306975208),
    ),
    "Canada 1993": (CANADA_1993, 17.67, (3.928702072, 2.349804239, 17.668695352, 2.259887006)),
    "Turkey 1991": (TURKEY_1991, 11.29, (4.676641479, 3.581155166, 11.292040768, 1.463394582)),
    "Norway 2001": (NORWAY_2001, 3.22, (6.175050327, 5.351877334, 3.194374934, 1.115151515)),
    "United Kingdom 2010": (
        UNITED_KINGDOM_2010,
        15.10,
        (3.715290456, 2.572956251, 15.095090350, 2.051282051),
    ),
}
each_election = pytest.mark.parametrize("name", ELECTIONS)
AUSTRIA_2006 = (
    [1616493, 1663986, 519598, 520130, 193539, 47578, 131688, 10594, 592, 312, 1514, 2257],
    [66, 68, 21, 21, 7, 0, 0, 0, 0, 0, 0, 0],
)
JAPAN_2019 = (
    [
        *(17712373, 6536336, 7917721, 4907844, 4483411, 3481078, 2280253, 1046012, 987885),
        *(269052, 202278, 167897, 80055),
    ],
    [18, 7, 8, 5, 5, 3, 2, 1, 1, 0, 0, 0, 0],
)


class TestElections:
    """Elections whose indices are in print."""

    @each_election
    def test_gallagher_as_printed(self, name):
        """Votes of parties not listed are left out, as in Gallagher's own list."""
        (votes, _, seats, total), printed, _ = ELECTIONS[name]

        assert metrics.gallagher(votes, seats, total_votes=total) == pytest.approx(
            printed, abs=0.015
        )

    @each_election
    def test_parlgov(self, name):
        """ParlGov's four indices follow from its vote shares, to the last digit."""
        (_, shares, seats, _), _, (enp_votes, enp_seats, gallagher, advantage) = ELECTIONS[name]

        assert metrics.enp(shares, total_votes=100) == pytest.approx(enp_votes, abs=1e-8)
        assert metrics.enp(seats) == pytest.approx(enp_seats, abs=1e-8)
        found = metrics.gallagher(shares, seats, total_votes=100)
        assert found == pytest.approx(gallagher, abs=1e-8)
        found = metrics.dhondt(shares, seats, total_votes=100)
        assert found == pytest.approx(advantage, abs=1e-8)

    def test_residual_as_one_party(self):
        """Norway 2001 has 3.22 without those not listed, and 3.67 with them as one party."""
        votes, _, seats, total = NORWAY_2001
        found = metrics.gallagher(votes, seats, total_votes=total, others="party")

        assert found == pytest.approx(3.6713, abs=5e-5)

    def test_complete_list(self):
        """Austria 2006, where every list is known: 2.80 in Gallagher's list."""
        assert metrics.gallagher(*AUSTRIA_2006) == pytest.approx(2.80, abs=0.006)

    def test_independents_in_one_row(self):
        """Ireland 1997 has 6.94 (elecsys) when the others are one party with six seats."""
        votes = [703682, 499936, 186044, 83765, 44901, 49323, 45614, 19077, 12445, 8357, 7808]
        seats = [77, 54, 17, 4, 4, 2, 1, 0, 1, 0, 0]
        totals = {"total_votes": sum(votes) + 128033, "total_seats": 166}

        assert metrics.gallagher([*votes, 128033], [*seats, 6]) == pytest.approx(6.94, abs=0.005)
        as_party = metrics.gallagher(votes, seats, others="party", **totals)
        assert as_party == pytest.approx(6.94, abs=0.005)
        assert metrics.gallagher(votes, seats, **totals) == pytest.approx(6.4691, abs=5e-5)

    def test_new_zealand_2005(self):
        """The page's sum of squares, 2.4711, is without Legalise Cannabis, 0.25 per cent."""
        votes = [41.10, 39.10, 5.72, 5.30, 2.12, 2.67, 1.51, 1.16, 0.62, None, 0.12, 0.07]
        votes += [0.05, 0.05, 0.04, 0.03, 0.03, 0.02, 0.02]
        seats = [41.32, 39.67, 5.79, 4.96, 3.30, 2.48, 1.65, 0.82, *[0] * 11]
        found = metrics.gallagher(votes, seats, total_votes=100, total_seats=100)

        assert found == pytest.approx(1.11, abs=0.005)

    def test_new_zealand_2011(self):
        """Votes and seats of all thirteen parties, and sixteen digits of the index."""
        votes = [1058636, 614937, 247372, 147544, 59237, 31982, 24168, 23889, 13443, 11738]
        votes += [1714, 1595, 1209]
        seats = [59, 34, 14, 8, 0, 3, 1, 1, 1, 0, 0, 0, 0]

        assert metrics.gallagher(votes, seats) == pytest.approx(2.377974544114885, abs=1e-14)

    @pytest.mark.parametrize(
        ("index", "printed"),
        [("loosemore_hanby", 0.147), ("rae", 0.0367), ("rose", 0.853), ("gallagher", 0.107)],
    )
    def test_eight_parties_of_sciencespo(self, index, printed):
        """Four indices of one election in percentages, as the package's tests have them."""
        votes = [26.7, 22.6, 16.1, 14.9, 6.3, 1.4, 1.0, 11.0]
        seats = [36.0, 25.3, 16.0, 16.0, 2.7, 2.7, 1.3, 0]
        found = getattr(metrics, index)(votes, seats)

        assert found / 100 == pytest.approx(printed, abs=5e-4)

    def test_four_parties(self):
        """42, 31, 17 and 10 per cent for 48, 28, 18 and 6: squares of 62, root of 31."""
        found = metrics.gallagher([42, 31, 17, 10], [48, 28, 18, 6])

        assert found == pytest.approx(31**0.5)

    def test_canada_2015(self):
        """Votelib's test has 0.12, from iscanadafair.ca."""
        votes = [6943276, 5613614, 3470350, 821144, 602944, 91837]

        found = metrics.gallagher(votes, [184, 99, 44, 10, 1, 0])
        assert found == pytest.approx(12, abs=0.1)


@pytest.mark.parametrize(
    ("index", "printed", "scale"),
    [
        ("dhondt", 1.116833, 1),
        ("max_deviation", 0.010461, 100),
        ("rae", 0.004664, 100),
        ("loosemore_hanby", 0.030315, 100),
        ("lijphart", 0.004069, 100),
        ("gallagher", 0.014609, 100),
        ("sainte_lague", 0.018466, 100),
        ("cox_shugart", 1.033646, 1),
    ],
)
def test_japan_2019(index, printed, scale):
    """PRcalc's documentation prints all of these for the upper house of 2019."""
    found = getattr(metrics, index)(*JAPAN_2019)

    assert found / scale == pytest.approx(printed, abs=1e-6)


class TestSmall:
    """Small vectors of packages' tests."""

    @pytest.mark.parametrize(
        ("shares", "printed"),
        [
            ([1], 1.0),
            ([0.5, 0.5], 2.0),
            ([0.1] * 10, 10.0),
            ([0.55, 0.45], 1.985),
            ([0.7, 0.3], 1.725),
            ([0.45, 0.40, 0.15], 2.595),
        ],
    )
    def test_enp_of_consensus(self, shares, printed):
        """Tests of the package consensus."""
        assert metrics.enp(shares) == pytest.approx(printed, abs=0.006)

    def test_enp_of_politicsr(self):
        """Documentation of politicsR."""
        assert metrics.enp([0.1, 0.1, 0.3, 0.5]) == pytest.approx(2.777778, abs=1e-6)

    @pytest.mark.parametrize(
        ("shares", "laakso", "golosov"),
        [
            ([0.75, 0.25], 1.6, 1.3333),
            ([0.55, 0.45], 1.9802, 1.8182),
            ([0.55, *[0.1] * 3, *[0.01] * 15], 2.9940, 2.2445),
            ([0.35, 0.35, 0.30], 2.9851, 2.9023),
            ([0.35, *[0.1] * 5, *[0.01] * 15], 5.7471, 4.4859),
            ([*[0.15] * 6, 0.1], 6.8966, 6.8889),
            ([0.15, *[0.1] * 7, *[0.01] * 15], 10.6383, 11.8519),
        ],
    )
    def test_golosov(self, shares, laakso, golosov):
        """Constellations of the kind in Golosov (2010), computed from his formula by hand."""
        assert metrics.enp(shares) == pytest.approx(laakso, abs=1e-4)
        assert metrics.golosov(shares) == pytest.approx(golosov, abs=1e-4)

    def test_gallagher_of_seatdist(self):
        """Documentation of seatdist."""
        assert metrics.gallagher([60000, 28000, 12000], [6, 3, 1]) == pytest.approx(2.0)

    @pytest.mark.parametrize(
        ("votes", "seats", "printed"),
        [([68, 22], [2, 0], 0.24), ([68, 22, 10], [1, 1, 0], 0.28)],
    )
    def test_loosemore_hanby_of_votelib(self, votes, seats, printed):
        """Tests of votelib."""
        assert metrics.loosemore_hanby(votes, seats) / 100 == pytest.approx(printed, abs=0.005)

    @pytest.mark.parametrize(
        ("votes", "seats", "printed"),
        [([100.0, 0.0], [1, 0], 0.0), ([50, 50], [1, 1], 0.0), ([10, 90], [1, 0], 0.9)],
    )
    def test_extremes_of_consensus(self, votes, seats, printed):
        """Tests of the package consensus."""
        assert metrics.gallagher(votes, seats) / 100 == pytest.approx(printed, abs=1e-9)

    @pytest.mark.parametrize(
        ("before", "after", "printed"),
        [
            ([40, 35, 25], [10, 20, 70], 45),
            ([10, 20, 70], [20, 40, 40], 30),
            ([30, 70], [55, 45], 25),
            ([30, 30, 30, 10], [30, 50, 10, 10], 20),
            ([30, 50, 10, 10], [20, 40, 30, 10], 20),
            ([20, 40, 30, 10], [20, 30, 25, 25], 15),
        ],
    )
    def test_pedersen_of_esaps(self, before, after, printed):
        """README of esaps."""
        assert metrics.pedersen(before, after) == pytest.approx(printed)

    def test_nationalization_of_esaps(self):
        """README of esaps: 0.833, 0.864 and 84.695 where the country's shares are 55 and 45."""
        votes = {"1": {"A": 300, "B": 200}, "2": {"A": 30, "B": 70}}

        assert metrics.nationalization(votes, "A") == pytest.approx(0.833, abs=5e-4)
        assert metrics.nationalization(votes, "B") == pytest.approx(0.864, abs=5e-4)
        assert metrics.nationalization(votes) == pytest.approx(0.84695, abs=5e-5)

    def test_taagepera(self):
        """Formulas of Taagepera (1997), by hand: 1600 + 900 + 400 over 100 squared, rest 10."""
        bounds = metrics.enp_bounds([40, 30, 20], residual=10)

        assert bounds.high == pytest.approx(10000 / 2900)
        assert bounds.low == pytest.approx(10000 / (2900 + 10 * 10))
        assert bounds.best == pytest.approx((bounds.low + bounds.high) / 2)
        assert metrics.enp_bounds([40, 30, 5], residual=25).low == pytest.approx(
            10000 / (1600 + 900 + 25 + 25 * 5)
        )
        assert math.isclose(metrics.enp_bounds([40, 60], residual=0).low, 1 / 0.52)
