"""How far an index moves with the choice among rival figures."""

import elecdata

ax = elecdata.plot.sensitivity("enp_seats")
