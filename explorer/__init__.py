"""A window on the newest release: pages and an API that only read."""
