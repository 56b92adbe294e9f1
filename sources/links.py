"""Links of a page: where they lead, what they say and where on the page they stand. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree, html

from schemas.errors import FetchError
from sources.addresses import canonical
from sources.link_texts import MOST_LETTERS, in_one_line, row_of, text_of, words_of
from sources.link_words import link_words
from sources.script_links import addresses_in_call, addresses_in_script

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_LINKS = 3_000
"""Links that are taken from one page, in its order."""
MOST_FOUND = 20_000
"""Links that are looked at, those to the same address counted."""
_SENT_ON = 3
_HEADINGS = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "th", "summary", "legend", "caption", "dt", "button"}
)
_CHOICE = re.compile(r"https?://|\.{0,2}/|[\w%./-]+\.(?:html?|php|aspx?|jsp|pdf|docx?)\b", re.IGNORECASE)
"""The value of a choice that leads to another page."""
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf|pptx?)$", re.IGNORECASE)
_REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"'>]+)", re.IGNORECASE)


class Place(StrEnum):
    """Where a link stands."""

    MENU = "menu"
    BREADCRUMB = "breadcrumb"
    CONTENT = "content"
    ASIDE = "aside"
    NEWS = "news"
    FOOTER = "footer"
    FRAME = "frame"
    """A part of the page itself: a frame, an embedded document, where the page sends its reader on."""
    SCRIPT = "script"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its canonical address, its words, the words of the row it stands in, the heading above.

    `text` holds visible text, titles and descriptions of pictures, at most 200 letters.
    """

    address: str
    text: str
    place: Place
    row: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The links of a page, in its order and each address once, and its title and first heading."""

    links: tuple[Link, ...]
    title: str = ""
    heading: str = ""


_NO_LINKS = PageLinks(())
_LANDMARKS = {"nav": Place.MENU, "footer": Place.FOOTER, "aside": Place.ASIDE, "marquee": Place.NEWS}


def page_links(text: str, base: str) -> PageLinks:
    """The links of an HTML page given as decoded text; `base` is the address it came from."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return _NO_LINKS
    base = _base(root, base)
    merged: dict[str, Link] = {}
    for found in islice(_found(root, Place.CONTENT), MOST_FOUND):
        if len(merged) >= MOST_LINKS:
            break
        for address in _addresses(base, found.href):
            link = Link(address, found.text, found.place, found.row, found.heading)
            merged[address] = _joined(merged.get(address), link)
    links = tuple(merged.values())
    if len(links) <= _SENT_ON:
        links = tuple(replace(link, place=Place.FRAME) if _is_silent(link) else link for link in links)
    return PageLinks(links, in_one_line(root.findtext(".//title") or ""), _heading(root))


def _is_silent(link: Link) -> bool:
    """Whether a script names it without a word: on a page with hardly a link it sends the reader there."""
    return link.place is Place.SCRIPT and not link.text and not link.address.endswith(".js")


def script_links(text: str, base: str) -> PageLinks:
    """Addresses that a script of the site names, with the words beside them."""
    merged: dict[str, Link] = {}
    for href, words in addresses_in_script(text):
        address = _address(base, href)
        if address is not None and len(merged) < MOST_LINKS:
            merged[address] = _joined(merged.get(address), Link(address, words, Place.SCRIPT))
    return PageLinks(tuple(merged.values()))


@dataclass(frozen=True, slots=True)
class _Found:
    href: str
    text: str
    place: Place
    row: str = ""
    heading: str = ""


def _joined(known: Link | None, link: Link) -> Link:
    """One link for two to the same address: the words of both (a picture and its caption)."""
    if known is None:
        return link
    texts = [known.text] if link.text in known.text else [known.text, link.text]
    text = " ".join(filter(None, texts))[:MOST_LETTERS]
    return replace(known, text=text, row=known.row or link.row, heading=known.heading or link.heading)


def _found(root: HtmlElement, outermost: Place) -> Iterator[_Found]:
    """Everything that leads anywhere, in document order; walks without recursion."""
    stack: list[tuple[HtmlElement, Place]] = [(root, outermost)]
    heading = ""
    while stack:
        element, above = stack.pop()
        if not isinstance(element.tag, str):
            continue
        place = _place(element, above)
        if element.tag in _HEADINGS and place is Place.CONTENT:
            heading = text_of(element) or heading
        for found in _of_element(element, place):
            yield replace(found, heading=heading) if found.place is Place.CONTENT else found
        stack.extend((child, place) for child in reversed(list(element)))


def _of_element(element: HtmlElement, place: Place) -> Iterator[_Found]:
    tag = str(element.tag)
    get = element.attrib.get
    if tag in {"a", "area"} and (href := get("href")):
        text = words_of(element)
        if href.strip().lower().startswith("javascript:"):
            yield from (_Found(one, text, place, row_of(element)) for one in addresses_in_call(href))
        else:
            yield _Found(href, text, place, row_of(element))
    elif tag in {"frame", "iframe", "embed"} and (href := get("src")):
        yield _Found(href, in_one_line(get("title") or get("name") or ""), Place.FRAME)
    elif tag == "object" and (data := get("data")):
        yield _Found(data, words_of(element), Place.FRAME)
    elif tag == "option" and _CHOICE.match(choice := get("value") or ""):
        yield _Found(choice, words_of(element), place)
    elif tag == "meta" and (get("http-equiv") or "").lower() == "refresh":
        yield from (_Found(one, "", Place.FRAME) for one in _REFRESH.findall(get("content") or ""))
    elif tag == "script":
        yield from _of_script(element)
    for name in ("onclick", "data-href", "data-url"):
        if value := get(name):
            hrefs = addresses_in_call(value) if name == "onclick" else [value]
            yield from (_Found(one, words_of(element), place, row_of(element)) for one in hrefs)


def _of_script(element: HtmlElement) -> Iterator[_Found]:
    source = element.get("src")
    if source and link_words().menu_script.search(source.lower()):
        yield _Found(source, "", Place.SCRIPT)
    for href, words in addresses_in_script(element.text or ""):
        yield _Found(href, words, Place.SCRIPT)


def _place(element: HtmlElement, above: Place) -> Place:
    """Where an element stands: its own tag, role, id or class says so, or what is around it."""
    tag = str(element.tag)
    if tag in {"html", "body", "head", "form"}:
        return above
    if tag in _LANDMARKS:
        return above if above is Place.BREADCRUMB else _LANDMARKS[tag]
    if tag == "a":
        return above
    get = element.attrib.get
    named = f"{get('id') or ''} {get('class') or ''} {get('role') or ''}"
    if len(named) < 3:  # noqa: PLR2004
        return above
    for name, pattern in link_words().places:
        if pattern.search(named.lower()):
            return Place(name)
    return above


def _heading(root: HtmlElement) -> str:
    for tag in ("h1", "h2"):
        for element in root.iter(tag):
            if said := text_of(element):
                return said
    return ""


def _base(root: HtmlElement, base: str) -> str:
    for element in root.iter("base"):
        if href := element.get("href"):
            with suppress(ValueError):
                return urljoin(base, href.strip())
    return base


def _addresses(base: str, href: str) -> Iterator[str]:
    """The address of a link, and of the document that it shows in a viewer."""
    address = _address(base, href)
    if address is None:
        return
    yield address
    query = urlsplit(address).query
    if "." in query:
        for _, value in parse_qsl(query):
            if _DOCUMENT.search(value) and (shown := _address(address, value)) is not None:
                yield shown


def _address(base: str, href: str) -> str | None:
    """The canonical address of a link as a browser reads it, None if it is no page of the web."""
    href = "".join(href.split("\n")).replace("\t", "").strip()
    head, mark, tail = href.partition("?")
    href = head.replace("\\", "/") + mark + tail
    if not href or href.startswith("#"):
        return None
    try:
        return canonical(urljoin(base, href))
    except (FetchError, ValueError):
        return None
