"""Exit polls of 2005 against the official result."""

import elecdata

ax = elecdata.plot.exit_polls("kz-2005-president")
