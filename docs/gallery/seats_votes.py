"""Seats against votes at two elections."""

import elecdata

ax = elecdata.plot.seats_votes(["kz-2012-majilis", "kz-2021-majilis"])
