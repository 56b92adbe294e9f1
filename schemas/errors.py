"""Broken machinery: one root error that names what was worked on, the cause and the remedy."""

from __future__ import annotations


class ThitthangError(Exception):
    """Something outside the data is broken or was asked for wrongly.

    `what` is the office, URL or path worked on; `cause` says what went wrong in plain words;
    `remedy` says what a person can do about it.
    """

    def __init__(self, what: str, cause: str, remedy: str = "") -> None:
        """Keep the three parts apart so that a caller can lay them out."""
        super().__init__(what, cause, remedy)
        self.what = what
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        """One line: what: cause (remedy)."""
        line = f"{self.what}: {self.cause}"
        return f"{line} ({self.remedy})" if self.remedy else line


class UnknownOfficeError(ThitthangError):
    """A name or id that no office of the registry has."""


class StoreError(ThitthangError):
    """A root, a raw object or a release cannot be read or written."""


class BusyError(StoreError):
    """Another writer holds the lock."""


class OvertakenError(BusyError):
    """Another writer moved the pointer first."""


class ReleaseBrokenError(StoreError):
    """A release that was built does not read back as it must; it was not pointed at."""


class ForgottenError(StoreError):
    """The source was taken out of the archive and is not to come back."""


class PinnedError(StoreError):
    """The tables were rolled back; nothing new is published until that ends."""


class FetchError(ThitthangError):
    """An address could not be fetched."""


class ReaderError(ThitthangError):
    """The bytes of a document cannot be read as what they seem to be."""


class EngineError(ThitthangError):
    """A process that documents are read in cannot be started, or was given a call it cannot make."""


class QueryError(ThitthangError):
    """A question to the tables that cannot be answered as asked."""
