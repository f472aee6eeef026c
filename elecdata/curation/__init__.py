"""From coding sheets to published tables: read, check, rule, audit, publish."""
