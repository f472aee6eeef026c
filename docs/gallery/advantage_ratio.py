"""Proportionality profile of three elections."""

import elecdata

ax = elecdata.plot.advantage_ratio(["kz-2004-majilis", "kz-2012-majilis", "kz-2021-majilis"])
