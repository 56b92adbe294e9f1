"""Elements inside a line: what changes the looks of text, images, icons, frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.quality import thai_letters
from parsers.readers.html_chrome import is_icon
from parsers.readers.html_style import Style, font_pixels, scaled
from parsers.readers.html_tags import EMBEDDED_TAGS, alt_text
from schemas.records import BlockKind, Break

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from parsers.readers.html_walker import Walker

    Opener = Callable[[Walker, Mapping[str, str]], None]

ICON = "icon"
_STEP = 1.2
_COLLAPSERS = frozenset({"collapse", "accordion"})


def apply_style(walker: Walker, style: Style) -> None:
    """Weight and size of the text that follows."""
    bold, link, pixels = walker.look
    if style.bold is not None:
        bold = float(style.bold)
    if style.pixels is not None:
        pixels = style.pixels
    elif style.factor is not None:
        pixels = scaled(pixels, style.factor)
    walker.look = (bold, link, pixels)


def is_boxed(style: Style) -> bool:
    """Whether an inline element is drawn as a block."""
    return style.display in ("block", "list-item", "table") or (
        style.left is not None and (style.top is not None or style.bottom is not None)
    )


def _bold(walker: Walker, _attributes: Mapping[str, str]) -> None:
    walker.look = (1.0, *walker.look[1:])


def _big(walker: Walker, _attributes: Mapping[str, str]) -> None:
    walker.look = (*walker.look[:2], scaled(walker.look[2], _STEP))


def _small(walker: Walker, _attributes: Mapping[str, str]) -> None:
    walker.look = (*walker.look[:2], scaled(walker.look[2], 1 / _STEP))


def _font(walker: Walker, attributes: Mapping[str, str]) -> None:
    if "size" in attributes:
        walker.look = (*walker.look[:2], font_pixels(attributes["size"], walker.look[2]))


def _link(walker: Walker, attributes: Mapping[str, str]) -> None:
    """A link, unless it only opens a panel of the same page."""
    if "title" in attributes:
        walker.described += thai_letters(attributes["title"])
    toggles = attributes.get("data-toggle", attributes.get("data-bs-toggle", ""))
    if "href" in attributes and toggles not in _COLLAPSERS:
        walker.look = (walker.look[0], 1.0, walker.look[2])
        walker.links += 1


def _glyph(walker: Walker, attributes: Mapping[str, str]) -> None:
    """An icon's name is read apart; it comes back as text if it turns out to be Thai."""
    if is_icon(attributes.get("class", "")) or attributes.get("aria-hidden") == "true":
        walker.skip(ICON)


def _image(walker: Walker, attributes: Mapping[str, str]) -> None:
    text = alt_text(attributes.get("alt"))
    if text is not None:
        walker.add_aside(text, BlockKind.IMAGE, chrome=0.0, late=True)


def _area(walker: Walker, attributes: Mapping[str, str]) -> None:
    """A part of an image that is a link: a menu."""
    before = walker.look
    walker.look = (before[0], 1.0, before[2])
    walker.links += 1
    _image(walker, attributes)
    walker.look = before


def _meta(walker: Walker, attributes: Mapping[str, str]) -> None:
    """What a page says about itself to machines is no text of it."""
    walker.described += thai_letters(attributes.get("content", ""))


def _input(walker: Walker, attributes: Mapping[str, str]) -> None:
    """A field parts the words beside it."""
    if walker.pieces:
        walker.pieces.append(" ")
        walker.looks.append(walker.looks[-1])
    if attributes.get("type", "").lower() == "image":
        _image(walker, attributes)


def _rule(walker: Walker, _attributes: Mapping[str, str]) -> None:
    """A horizontal rule ends the paragraph."""
    walker.flush()
    if walker.breaks is not Break.PAGE:
        walker.breaks = Break.PARAGRAPH


def _embedded(walker: Walker, attributes: Mapping[str, str]) -> None:
    """A frame or object: another document, which is noted and not read."""
    address = attributes.get("src") or attributes.get("data") or ""
    if address:
        walker.embedded.append(address)


INLINE: dict[str, Opener] = {
    "a": _link,
    "area": _area,
    "b": _bold,
    "big": _big,
    "em": _glyph,
    "font": _font,
    "hr": _rule,
    "i": _glyph,
    "img": _image,
    "input": _input,
    "mat-icon": _glyph,
    "meta": _meta,
    "small": _small,
    "span": _glyph,
    "strong": _bold,
    **dict.fromkeys(EMBEDDED_TAGS, _embedded),
}
"""What an inline tag does when it opens; its looks are put back when it closes."""
