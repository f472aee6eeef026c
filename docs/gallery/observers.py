"""Verdicts of observers on one election."""

import elecdata

ax = elecdata.plot.observers("kz-2012-majilis")
