"""The installed engines, with what they said kept: a second look at recognised text without a second run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engines.installed import INSTALLED
from schemas.engines import Engines, OcrPage, Stopped

if TYPE_CHECKING:
    from schemas.engines import PageImage


class Heard:
    """Hands a parser the engines and keeps the pages that they recognised, as they came."""

    def __init__(self, installed: Engines = INSTALLED) -> None:
        self._installed = installed
        self.pages: list[OcrPage] = []

    @property
    def names(self) -> frozenset[str]:
        """The engines that recognised something: program, version and languages."""
        return frozenset(page.engine for page in self.pages)

    def engines(self) -> Engines:
        """The engines to be handed to a parser."""
        given = self._installed
        return Engines(
            read_page=self._page if given.read_page else None,
            read_picture=self._picture if given.read_picture else None,
            convert_word=given.convert_word,
        )

    def _page(self, page: PageImage) -> OcrPage | Stopped:
        assert self._installed.read_page is not None  # noqa: S101  (only handed out where it is there)
        return self._kept(self._installed.read_page(page))

    def _picture(self, data: bytes) -> Iterator[OcrPage | Stopped]:
        assert self._installed.read_picture is not None  # noqa: S101  (as above)
        yield from map(self._kept, self._installed.read_picture(data))

    def _kept(self, said: OcrPage | Stopped) -> OcrPage | Stopped:
        if isinstance(said, OcrPage):
            self.pages.append(said)
        return said
