"""What changed: between releases, and in the wording of an office."""
