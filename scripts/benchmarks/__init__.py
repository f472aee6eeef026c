"""What `scripts/bench.py` measures: promises of loading, of indices, and of validation."""
