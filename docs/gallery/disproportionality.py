"""How far seats were from votes, by three indices."""

import elecdata

ids = ["kz-2004-majilis", "kz-2012-majilis", "kz-2021-majilis"]
ax = elecdata.plot.disproportionality(ids, index=["gallagher", "loosemore_hanby", "bonus"])
