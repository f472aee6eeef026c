"""Three chambers side by side, with one legend."""

import elecdata

ax = elecdata.plot.hemicycle(["kz-2004-majilis", "kz-2012-majilis", "kz-2021-majilis"])
