"""An election on one page."""

import elecdata

page = elecdata.plot.report("kz-2012-majilis")
