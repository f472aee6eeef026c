"""How far rival figures move an index: what may be chosen, all combinations, and their range."""
