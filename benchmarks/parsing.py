"""Reading and parsing HTML against the bare lxml parse of the same bytes, and against trafilatura."""

from __future__ import annotations

import lxml.html
import trafilatura
from lxml import etree

from benchmarks.pages import Page, own_pages
from benchmarks.shares import print_shares
from benchmarks.timing import Goal, Work, compare, print_costs
from parsers.charset import decode, html_label
from parsers.parse import parse, read_document
from schemas.registry import Registry, registry

GOAL = Goal("HTML reader", 5, "trafilatura, HTML output", 5)


def bare_lxml(page: Page) -> object:
    """The floor: lxml's tree of the bytes as they are (it loses most of windows-874)."""
    return lxml.html.fromstring(page.data)


def bare_etree(page: Page) -> object:
    """The same without what lxml.html adds."""
    return etree.fromstring(page.data, etree.HTMLParser())


def decoded_lxml(page: Page) -> object:
    """The tree of the right letters: decoded by us, handed over as UTF-8."""
    text = decode(page.data, html_label(page.data)).text
    return lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))


def by_trafilatura(page: Page) -> object:
    """The main text with its mark-up, tables too."""
    return trafilatura.extract(page.data, output_format="html", include_tables=True)


READER = Work(GOAL.reader, lambda page: read_document(page.data, name=page.name))


def works(offices: Registry) -> list[Work]:
    """The floor first."""
    return [
        Work("lxml.html.fromstring (floor)", bare_lxml),
        Work("etree.HTMLParser", bare_etree),
        Work("decoding + lxml.html", decoded_lxml),
        READER,
        Work(GOAL.other, by_trafilatura),
        Work("whole parse", lambda page: parse(page.data, name=page.name, registry=offices)),
    ]


def report() -> None:
    """Print the ratios."""
    pages = own_pages("html")
    size = sum(len(page.data) for page in pages) / 1024
    costs = compare(works(registry()), pages)
    title = f"HTML, {len(pages)} pages, {size:.0f} KiB"
    print_costs(title, "page", costs, GOAL)
    print_shares(title, READER, pages)
