"""Reading and parsing HTML against the bare lxml parse of the same bytes (CPU time, one process)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import lxml.html

from benchmarks.pages import Page, html_pages
from parsers.charset import decode
from parsers.parse import parse, read_document
from schemas.registry import registry

ROUNDS = 5


def cpu_ms(work: Callable[[Page], object], pages: Sequence[Page], rounds: int = ROUNDS) -> float:
    """Least CPU milliseconds a page over several rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for page in pages:
            work(page)
        best = min(best, time.process_time() - start)
    return best / len(pages) * 1000


def bare_lxml(page: Page) -> object:
    """The floor: decode and build the tree, nothing else."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(decode(page.data, None).text.encode(), parser=parser)


def report() -> None:
    """Print the ratios."""
    pages = html_pages()
    offices = registry()
    works: dict[str, Callable[[Page], object]] = {
        "bare lxml parse (floor)": bare_lxml,
        "HTML reader": lambda page: read_document(page.data, name=page.name),
        "whole parse": lambda page: parse(page.data, name=page.name, registry=offices),
    }
    for work in works.values():
        work(pages[0])
    floor = 0.0
    print(f"\nHTML, {len(pages)} pages, {sum(len(page.data) for page in pages) / 1024:.0f} KiB")
    print(f"{'':28}{'ms/page':>10}{'ratio':>8}")
    for name, work in works.items():
        cost = cpu_ms(work, pages)
        floor = floor or cost
        print(f"{name:28}{cost:10.2f}{cost / floor:8.1f}")
