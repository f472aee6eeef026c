"""Pin the figures that a piece of work used, check them later, and tell what has changed."""
