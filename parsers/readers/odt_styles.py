"""Styles of an OpenDocument text, resolved over their parents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from parsers.readers.odt_names import FO, OFFICE, STYLE, TEXT, twips, whole

DEFAULT_POINTS = 12.0
_TWIPS_A_POINT = 20


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A paragraph or character style with all that it inherits; sizes in points, indents in twips.

    `level` is the outline level its headings have by default, `outlined` whether the document's
    chapter numbers count them.
    """

    bold: bool = False
    size: float = DEFAULT_POINTS
    hidden: bool = False
    title: bool = False
    contents: bool = False
    level: int | None = None
    list_style: str | None = None
    outlined: bool = True
    new_page: bool = False
    left: int = 0
    first: int = 0


@dataclass(slots=True)
class OdtStyles:
    """All styles by family ("paragraph", "text") and name."""

    default: TextStyle = TextStyle()
    known: dict[tuple[str, str], TextStyle] = field(default_factory=dict)

    def paragraph(self, name: str | None) -> TextStyle:
        """A paragraph style; the default for an unknown name."""
        return self.known.get(("paragraph", name or ""), self.default)

    def over(self, name: str | None, base: TextStyle) -> TextStyle:
        """A character style laid over the style round it."""
        style = self.known.get(("text", name or ""))
        if style is None:
            return base
        size = base.size if style.size == self.default.size else style.size
        return TextStyle(style.bold or base.bold, size, style.hidden or base.hidden)


def read_styles(roots: Iterable[etree._Element | None]) -> OdtStyles:
    """The styles of styles.xml and content.xml (in that order: the later one wins)."""
    sources: dict[tuple[str, str], etree._Element] = {}
    styles = OdtStyles()
    for root in roots:
        for style in _style_elements(root):
            family = style.get(STYLE + "family", "")
            if style.tag == STYLE + "default-style":
                if family == "paragraph":
                    styles.default = _style(style, TextStyle())
            else:
                sources[family, style.get(STYLE + "name", "")] = style
    for key in sources:
        _resolve(key, sources, styles)
    return styles


def _style_elements(root: etree._Element | None) -> Iterator[etree._Element]:
    for part in ("styles", "automatic-styles"):
        holder = None if root is None else root.find(OFFICE + part)
        if holder is not None:
            yield from holder.iterchildren(STYLE + "default-style", STYLE + "style")


def _resolve(key: tuple[str, str], sources: dict[tuple[str, str], etree._Element], styles: OdtStyles) -> None:
    """Make a style over its parent; a circle of parents ends at the default."""
    chain: list[tuple[str, str]] = []
    while key in sources and key not in styles.known and key not in chain:
        chain.append(key)
        key = key[0], sources[key].get(STYLE + "parent-style-name", "")
    base = styles.known.get(key, styles.default)
    for each in reversed(chain):
        base = styles.known[each] = _style(sources[each], base)


def _style(style: etree._Element, base: TextStyle) -> TextStyle:
    text = style.find(STYLE + "text-properties")
    place = style.find(STYLE + "paragraph-properties")
    none: dict[str, str] = {}
    said = none if text is None else text.attrib
    set_up = none if place is None else place.attrib
    name = (style.get(STYLE + "display-name") or style.get(STYLE + "name") or "").lower()
    level = style.get(STYLE + "default-outline-level")
    listed = style.get(STYLE + "list-style-name")
    weight = said.get(STYLE + "font-weight-complex") or said.get(FO + "font-weight")
    bold = {said.get(FO + "font-weight"), said.get(STYLE + "font-weight-complex")}
    return TextStyle(
        base.bold if weight is None else bool(bold & {"bold", "600", "700", "800", "900"}),
        _size(said.get(STYLE + "font-size-complex") or said.get(FO + "font-size"), base.size),
        base.hidden if TEXT + "display" not in said else said[TEXT + "display"] == "none",
        name == "title" or base.title,
        name.startswith("contents ") or base.contents,
        base.level if level is None else (whole(level, 0) or None),
        listed or base.list_style,
        base.outlined if listed is None else listed != "",
        set_up.get(FO + "break-before", "auto") == "page",
        _or(twips(set_up.get(FO + "margin-left")), base.left),
        _or(twips(set_up.get(FO + "text-indent")), base.first),
    )


def _or(value: int | None, default: int) -> int:
    return default if value is None else value


def _size(text: str | None, base: float) -> float:
    """A size in points, or in per cent of the size below."""
    if text is None:
        return base
    if text.endswith("%"):
        return round(base * whole(text[:-1], 100, 1000) / 100, 1)
    size = twips(text)
    return base if not size else size / _TWIPS_A_POINT
