"""Alter tables, coding sheets and the manifest in one place each, and count what is noticed."""
