"""Events around an election, some types of them."""

import elecdata

types = ["dissolution", "emergency", "cancellation", "exclusion", "postponement", "unrest"]
ax = elecdata.plot.timeline("kz-2012-majilis", types=types)
