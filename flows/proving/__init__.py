"""Proving what was published: every quote in an independent reading of the raw bytes."""
