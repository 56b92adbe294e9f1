"""What the first hour is looked at with."""

from tests.browser import browser  # noqa: F401  (a fixture)
