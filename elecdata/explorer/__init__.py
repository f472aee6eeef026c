"""The explorer: pages, made from the tables, on which every number leads to its sources."""
