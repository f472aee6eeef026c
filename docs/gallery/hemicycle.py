"""One dot for every seat of a chamber."""

import elecdata

ax = elecdata.plot.hemicycle("kz-2012-majilis")
