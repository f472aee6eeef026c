"""Turnout of 2021 by region."""

import elecdata

ax = elecdata.plot.turnout("kz-2021-majilis")
