"""What the readers of elecdata do with input that nobody meant well."""
