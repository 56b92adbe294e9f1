"""What an independent reading gives: all text of a document, and how it was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """The text of a document as `by` (a library, a program and its options) reads it."""

    by: str
    text: str
