"""Tables of people's own, held against the registry: large ones too, a column at a time.

What is checked stands in the registry alone. pandera, which checks the published tables, needs all
columns at once in pandas and lists every failure; of ten million rows neither is bounded, so that
here Arrow and numpy do the work. A test holds the two against each other.
"""
