"""The page as plain text, nested by leading spaces."""

from __future__ import annotations

from collections.abc import Iterator

from tests.formats.same_text.content import Content, Role

_STEP = 4


def as_text(content: Content) -> str:
    return "\n".join(_lines(content)) + "\n"


def _lines(content: Content) -> Iterator[str]:
    yield from content.titles
    yield content.office
    for part in content.parts:
        yield ""
        if part.heading is not None:
            yield part.heading.line
        for entry in part.entries:
            pad = " " * (_STEP * entry.depth)
            if entry.role is Role.HEADING:
                yield ""
            yield pad + entry.line
