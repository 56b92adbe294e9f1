"""What comes from a source, compared with what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.records import Capture, Source
from stores.timeline import dated


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes that came; `captured_at` in UTC, the others as in a `Capture`."""

    source: Source
    content_sha256: str
    captured_at: datetime
    archived: bool
    given_office: bool
    cut: str | None

    def known_as(self, kept: Sequence[Capture]) -> Capture | None:
        """The capture that says all this already; `kept` are the source's, oldest first.

        What was fetched or loaded is compared with the newest alone. Out of an archive every day counts,
        even with the same bytes: a page of a day between may come later. So no other capture makes one
        of an archive needless, nor the other way round.
        """
        alike = [one for one in kept if self._is_alike(one)] if self.archived else kept[-1:]
        return alike[-1] if alike and self._is_alike(alike[-1]) and self._says_no_more(alike[-1]) else None

    def before(self, kept: Sequence[Capture]) -> Capture | None:
        """The capture that stands just before this; `kept` are the source's, oldest first."""
        if self.archived:
            kept = [one for moment, one in dated(kept) if moment <= self.captured_at]
        return kept[-1] if kept else None

    def _is_alike(self, one: Capture) -> bool:
        """Whether a capture has these bytes, as whole; out of an archive, of the same moment too."""
        same = (one.content_sha256, one.archived) == (self.content_sha256, self.archived)
        same = same and (one.cut is None) == (self.cut is None)
        return same and (not self.archived or one.captured_at == self.captured_at)

    def _says_no_more(self, one: Capture) -> bool:
        """Whether nobody else is said or asked for; what a person said stays said."""
        if self.given_office:
            return one.given_office and one.source.office_id == self.source.office_id
        return one.given_office or self.source.office_id in (None, one.source.office_id)
