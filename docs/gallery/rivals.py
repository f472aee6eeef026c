"""Every source's figure for one quantity."""

import elecdata

ax = elecdata.plot.rivals("kz-2012-majilis", "turnout_pct")
