"""The same page in other tags: the tree is changed and written out again."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Final

import lxml.html
from lxml.html import HtmlElement

from benchmarks.changes.change import LeftOut, NotApplicable, Rewrite, Source, html_change

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS: Final = frozenset({
    "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "tbody", "thead", "tfoot", "tr", "td", "th",
    "pre", "hr", "form", "section", "article", "nav", "header", "footer", "main", "aside", "center",
    "blockquote", "details", "summary", "fieldset", "address", "figure", *_HEADINGS,
})  # fmt: skip


def _tree(change: Callable[[HtmlElement], bool]) -> Rewrite:
    """A change of the tree, which says whether it found anything to change."""

    def rewrite(source: Source, _: Random) -> str:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        tree = lxml.html.document_fromstring(source.text.encode("utf-8"), parser=parser)
        if tree.find("body") is None:
            raise LeftOut("it has no <body>")
        if not change(tree):
            raise NotApplicable
        return _written(source, tree)

    return rewrite


def _written(source: Source, tree: HtmlElement) -> str:
    doctype = re.match(r"\s*<!doctype[^>]*>", source.text, re.IGNORECASE)
    return (doctype[0] if doctype else "") + lxml.html.tostring(tree, encoding="unicode")


def _unchanged(_: HtmlElement) -> bool:
    return True


def _without_positions(change: Callable[[HtmlElement], bool]) -> Callable[[HtmlElement], bool]:
    """A change for pages whose lines the browser places: elsewhere every line is an element of its own."""

    def checked(tree: HtmlElement) -> bool:
        if any("absolute" in (style.text or "") for style in tree.iter("style")):
            raise LeftOut("its lines are placed one by one: paragraphs would part the lines of one sentence")
        return change(tree)

    return checked


def _renamed(old: str, new: str) -> Callable[[HtmlElement], bool]:
    def change(tree: HtmlElement) -> bool:
        found = [element for element in tree.iter(old) if new != "p" or not _holds_blocks(element)]
        for element in found:
            element.tag = new
        return bool(found)

    return change


def _holds_blocks(element: HtmlElement) -> bool:
    return any(inner.tag in _BLOCKS for inner in element.iterdescendants())


def _broken(breaks: int) -> Callable[[HtmlElement], bool]:
    """Paragraphs as lines with `<br>` behind: one parts them only where there are none inside."""

    def change(tree: HtmlElement) -> bool:
        found = list(tree.iter("p"))
        if breaks == 1 and any(paragraph.find(".//br") is not None for paragraph in found):
            raise LeftOut("its paragraphs have line breaks, which one <br> would not be told from")
        for paragraph in found:
            if paragraph.getprevious() is not None and not _ends_line(paragraph):
                _put_before(paragraph)
            for _ in range(breaks):
                paragraph.append(paragraph.makeelement("br", {}))
            paragraph.drop_tag()
        return bool(found)

    return change


def _ends_line(paragraph: HtmlElement) -> bool:
    previous = paragraph.getprevious()
    if previous is None or (previous.tail or "").strip():
        return False
    return previous.tag == "br" or previous.tag in _BLOCKS


def _put_before(paragraph: HtmlElement) -> None:
    paragraph.addprevious(paragraph.makeelement("br", {}))


def _bold_for_headings(tree: HtmlElement) -> bool:
    found = list(tree.iter(*_HEADINGS))
    for heading in found:
        bold = heading.makeelement("b", {})
        bold.text, heading.text = heading.text, None
        bold.extend(list(heading))
        heading.append(bold)
        heading.tag = "p"
    return bool(found)


def _cells_wrapped(tag: str) -> Callable[[HtmlElement], bool]:
    def change(tree: HtmlElement) -> bool:
        found = [cell for cell in tree.iter("td", "th") if tag != "p" or not _holds_blocks(cell)]
        for cell in found:
            _wrap_inside(cell, cell.makeelement(tag, {}))
        return bool(found)

    return change


def _wrap_inside(element: HtmlElement, wrapper: HtmlElement) -> None:
    wrapper.text, element.text = element.text, None
    wrapper.extend(list(element))
    element.append(wrapper)


def _in_a_layout_table(tree: HtmlElement) -> bool:
    body = tree.find("body")
    if body is None:
        return False
    table, row, cell = (body.makeelement(tag, {}) for tag in ("table", "tr", "td"))
    _wrap_inside(body, cell)
    row.append(cell)
    table.append(row)
    body.append(table)
    return True


CHANGES = (
    html_change("tree written out again", _tree(_unchanged)),
    html_change("p → div", _tree(_renamed("p", "div"))),
    html_change("div → p (those without blocks inside)", _tree(_without_positions(_renamed("div", "p")))),
    html_change("p → lines with one br", _tree(_broken(1))),
    html_change("p → lines with two br", _tree(_broken(2))),
    html_change("h1–h6 → p with b", _tree(_bold_for_headings)),
    html_change("a div inside each cell", _tree(_cells_wrapped("div"))),
    html_change("a p inside each cell", _tree(_cells_wrapped("p"))),
    html_change("the page in a layout table", _tree(_in_a_layout_table)),
)
