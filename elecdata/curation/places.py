"""Where the figure or fact of each variable is usually printed, for whoever starts a sheet."""

from __future__ import annotations

_PLACES: dict[str, str] = {
    "Protocol or table of results of the election commission; later its statistical report.": (
        "votes vote_share_pct seats seats_list seats_constituency seats_indirect registered_voters "
        "ballots_issued ballots_cast valid_votes invalid_votes turnout_pct"
    ),
    "Decree that called the vote, and the commission's calendar.": (
        "election_date final_round_date is_early due_when called_when called_by filled_when"
    ),
    "Constitution and law on elections; observers' reports, on the electoral system.": (
        "system formula threshold_pct threshold_base n_constituencies electing_body guarantee "
        "n_lists_guaranteed"
    ),
    "The commission's announcements on registration; observers' interim and final reports.": (
        "n_contestants n_parties n_nominated n_registered n_candidates n_women_candidates "
        "n_polling_stations status status_when status_reason bloc_id contestant_id"
    ),
    "The commission's statements after each stage; press reports of reruns and second rounds.": (
        "seats_filled seats_open"
    ),
    "The chamber's list of members; IPU Parline.": "n_women_elected",
    "Press reports on the campaign; reference works on parties; the parties' own pages.": (
        "stance leader founded_when dissolved_when predecessor_id successor_id renamed_when "
        "founder role relation"
    ),
    "Press reports of the night of the count, and the pollster's own release.": (
        "pollster n_respondents n_stations error_margin_pct published_when"
    ),
    "The section on the media in observers' reports; reports of organisations that watch them.": (
        "monitor coverage_pct coverage_of"
    ),
    "The mission's own preliminary statement and final report; press reports of them.": (
        "name mission_type organisation head sponsor period n_observers n_accredited n_deployed "
        "verdict verdict_when finding"
    ),
    "Press reports, chronicles and court decisions of the time.": (
        "event_type event_when summary actor target place quantity quantity_of"
    ),
    "The publisher of the indicator, or a text that cites it.": ("value rank_of grade publisher"),
    "Beside the number of voters asked, or beside the figure of the indicator.": "scope",
    "Texts on this election that look back, ahead or across the border.": (
        "contest held_when winner seats_winner winner_share_pct turnout_change_pct remark"
    ),
}

PRINTED: dict[str, str] = {
    variable: place for place, variables in _PLACES.items() for variable in variables.split()
}
