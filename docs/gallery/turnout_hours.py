"""Turnout of 2021 through the day."""

import elecdata

ax = elecdata.plot.turnout("kz-2021-majilis", by="hour")
