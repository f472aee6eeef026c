"""What the text says in words, as conditions that the data must meet."""

from __future__ import annotations

from itertools import pairwise

from evidence import INDICES, PARTIES, Evidence

# The missions in which the OSCE joined with parliaments, or its own where there was none.
JOINT = {
    "kz-2004-majilis": "ieom",
    "az-2005-milli-majlis": "ieom",
    "kz-2005-president": "ieom",
    "kz-2012-majilis": "odihr",
    "kz-2021-majilis": "ieom",
}
KAZAKH = ["kz-2004-majilis", "kz-2012-majilis", "kz-2021-majilis"]
AZERBAIJANI = "az-2005-milli-majlis"


def statements(evidence: Evidence) -> dict[str, bool]:
    """Whether each holds, by the name under which the text calls it."""
    return _of_seats(evidence) | _of_ranges(evidence) | _of_turnout(evidence) | _of_words(evidence)


def _of_seats(evidence: Evidence) -> dict[str, bool]:
    """Who held the chambers, and how they were filled."""
    results, elections = evidence.results, evidence.elections
    known = results[results.contestant_type.isin(PARTIES) & results.seats.notna()]
    largest = known.sort_values("seats").groupby("election_id").tail(1).set_index("election_id")
    share = largest.seat_share_pct
    tiers = elections.loc[KAZAKH, ["seats", "seats_list", "seats_indirect"]]
    votes = results.votes[results.election_id == AZERBAIJANI]
    return {
        "party of power first in all": set(largest.lineage_id[KAZAKH]) == {"kz-otan"},
        "majority of every kazakh chamber": bool((share[KAZAKH] > 50).all()),
        "no majority in azerbaijan": largest.lineage_id[AZERBAIJANI] == "az-yap"
        and share[AZERBAIJANI] < 50,
        "no votes in azerbaijan": bool(votes.isna().all()),
        "constituencies first": bool(
            elections.seats_constituency[KAZAKH[0]] * 2 > elections.seats[KAZAKH[0]]
        ),
        "same chamber later": bool((tiers.iloc[1] == tiers.iloc[2]).all()),
    }


def _of_ranges(evidence: Evidence) -> dict[str, bool]:
    """How wide the ranges of the indices are, and how they lie."""
    near = {index: evidence.ranges.loc[(index, "figures")] for index in INDICES}
    width = {index: found.high - found.low for index, found in near.items()}
    drivers = [evidence.ranges.loc[("gallagher", "all", each), "driver"] for each in KAZAKH[1:]]
    rising = [KAZAKH[1], KAZAKH[2], KAZAKH[0]]
    return {
        "widest in 2004": {each.idxmax() for each in width.values()} == {KAZAKH[0]},
        "seats undisputed after 2004": bool((width["enp_seats"].loc[KAZAKH[1:]] == 0).all()),
        "order holds over ranges": all(
            found.high[below] < found.low[above]
            for found in near.values()
            for below, above in pairwise(rising)
        ),
        "treatment wider than figures": set(drivers) == {"others"},
    }


def _of_turnout(evidence: Evidence) -> dict[str, bool]:
    """Turnouts, and the shares of candidates."""
    turnout, conflicts = evidence.turnout_ranges, evidence.conflicts
    disputed = conflicts.election_id[conflicts.column_name == "turnout_pct"]
    candidates = evidence.candidates
    return {
        "turnout disputed everywhere": set(disputed) == set(evidence.elections.index),
        "widest turnout 2021": turnout.spread.idxmax() == KAZAKH[2],
        "adopted highest in 2021": turnout.adopted[KAZAKH[2]] == turnout.high[KAZAKH[2]],
        "winner above ninety whatever is chosen": bool(candidates.low.iloc[0] > 90),
        "fractions of a point": bool((candidates.high - candidates.low < 1).all()),
    }


def _of_words(evidence: Evidence) -> dict[str, bool]:
    """Rulings, checks that fail, and verdicts."""
    verdicts = evidence.observers.set_index(["election_id", "mission_id"]).verdict
    joint = {election: verdicts[election, mission] for election, mission in JOINT.items()}
    cis = {election: verdicts[election, "cis"] for election in JOINT}
    failing = evidence.discrepancies
    return {
        "most by stage": evidence.conflicts.rule.value_counts().idxmax()
        == "final_over_preliminary",
        "seats reach the list threshold": "threshold"
        in set(failing.check_name[failing.subject == "kz-aist"]),
        "joint missions": joint == dict.fromkeys(JOINT, "failed") | {KAZAKH[2]: "mixed"},
        "cis approved in kazakhstan": cis
        == dict.fromkeys(JOINT, "approved") | {AZERBAIJANI: "mixed"},
    }
