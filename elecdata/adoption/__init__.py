"""From claims to tables: which figure is published in each cell, and every derived column."""
