"""Parties of Kazakhstan over three elections, renamed ones in one row."""

import elecdata

ax = elecdata.plot.compare(measure="seats")
