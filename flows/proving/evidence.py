"""Quotes looked for in independent readings of the bytes, one reading after the other as they are needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from engines.witness.printed import printed_at
from engines.witness.readings import readings
from engines.witness.told import Told
from flows.printing.proof_text import nearest, seen, stands_in
from flows.proving.records import Judged
from schemas.codes import MediaType, Verdict
from schemas.engines import OcrPage, Stopped

if TYPE_CHECKING:
    from schemas.records import Span


class Evidence:
    """All independent readings of one document; each is made once, and only if one before it did not do.

    `pages` is what OCR recognised, line by line as the engine gave it.
    """

    def __init__(
        self, data: bytes, media_type: MediaType, charset: str | None, pages: Sequence[OcrPage]
    ) -> None:
        self._data = data
        self._media_type = media_type
        self._ahead = _all_readings(data, media_type, charset, pages)
        self._made: list[Told] = []
        self._stopped: list[Stopped] = []

    def of(self, quote: Sequence[str], spans: Sequence[Span]) -> Judged:
        """Whether the pieces of a quote stand in one of the readings, or in their place on the page."""
        for told in self._readings():
            if stands_in(quote, told.text):
                return Judged(Verdict.PROVED, told.by)
        if self._media_type is MediaType.PDF and (by := self._in_place(quote, spans)):
            return Judged(Verdict.PROVED, by)
        if not any(told.text for told in self._made):
            reason = "; ".join(stopped.message for stopped in self._stopped)
            return Judged(
                Verdict.NOT_PROVABLE_HERE, found=reason or "there is no second reading of such files"
            )
        return Judged(Verdict.NOT_FOUND, found=self._nearest(quote))

    def _readings(self) -> Iterator[Told]:
        yield from self._made
        for told in self._ahead:
            if isinstance(told, Stopped):
                self._stopped.append(told)
            else:
                self._made.append(Told(told.by, seen(told.text)))
                yield self._made[-1]

    def _in_place(self, quote: Sequence[str], spans: Sequence[Span]) -> str:
        """Name of the reading of the rectangles that the spans name, where it has the quote."""
        texts: list[str] = []
        by = ""
        for span in spans:
            if span.page is None or span.box is None:
                return ""
            told = printed_at(self._data, span.page, span.box)
            if isinstance(told, Stopped):
                return ""
            texts.append(seen(told.text))
            by = told.by
        return by.partition(" on ")[0] if stands_in(quote, "".join(texts)) else ""

    def _nearest(self, quote: Sequence[str]) -> str:
        return next(filter(None, (nearest(quote, told.text) for told in self._made)), "")


def _all_readings(
    data: bytes, media_type: MediaType, charset: str | None, pages: Sequence[OcrPage]
) -> Iterator[Told | Stopped]:
    if pages:
        by = ", ".join(sorted({page.engine for page in pages}))
        yield Told(by, "\n".join(page.text for page in pages))
    yield from readings(data, media_type, charset)
