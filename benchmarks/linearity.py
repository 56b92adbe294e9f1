"""Whether the parse stays linear: bad input of 1, 2, 4 and 8 MiB, CPU seconds and their growth.

A page that is twice as long may cost twice as much. Input of `SIZE_LIMIT` and more is held.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from parsers.parse import parse
from schemas.registry import Registry, registry

MIB = 1024 * 1024
SIZES = (1, 2, 4, 8)
"""MiB; the readers of text and HTML hold 10 MiB and more."""
MOST = 2.5
"""The growth at a doubling from which an input is called out; noise is below it."""

KINDS = ("วิสัยทัศน์", "พันธกิจ", "เป้าประสงค์", "กลยุทธ์", "ตัวชี้วัด", "โครงการ", "ค่านิยม", "จุดเน้น")
SENTENCE = "ส่งเสริมการจัดการเรียนรู้ให้ผู้เรียนมีคุณภาพตามมาตรฐานการศึกษา"
SHORT = SENTENCE[:20]


@dataclass(frozen=True, slots=True)
class Input:
    """Bad input: `unit` makes its parts, one after the other, until it is long enough."""

    name: str
    ending: str
    unit: Callable[[int], str]
    head: str = ""

    def of_size(self, size: int) -> bytes:
        """At least so many bytes of it."""
        parts = [self.head.encode()]
        length, number = len(parts[0]), 0
        while length < size:
            parts.append(self.unit(number).encode())
            length += len(parts[-1])
            number += 1
        return b"".join(parts)


def _kind(number: int) -> str:
    return KINDS[number % len(KINDS)]


INPUTS = (
    Input("headings only", "html", lambda at: f"<h2>{_kind(at)}</h2>"),
    Input("headings only", "txt", lambda at: f"{_kind(at)}\n"),
    Input("headings and a sentence", "html", lambda at: f"<h2>{_kind(at)}</h2><p>{SENTENCE}</p>"),
    Input("headings and an item", "txt", lambda at: f"{_kind(at)}\n{at % 9 + 1}. {SENTENCE}\n"),
    Input("one line", "html", lambda _: f"{SENTENCE} ", "<p>"),
    Input("one line", "txt", lambda _: f"{SENTENCE} "),
    Input("one line without spaces", "txt", lambda _: SENTENCE),
    Input("one line with headings", "txt", lambda at: f"{_kind(at)}: {at % 60}. {SENTENCE} "),
    Input("numbers only", "html", lambda at: f"<p>{at % 100}.{at % 7}</p>"),
    Input("numbers only", "txt", lambda at: f"{at % 70}.\n"),
    Input("numbers in one line", "txt", lambda at: f"{at}. "),
    Input("links", "html", lambda at: f"<a href='/{at}'>{_kind(at)} {at}</a> "),
    Input("list of links", "html", lambda at: f"<li><a href='/{at}'>{_kind(at)} {SHORT}</a></li>", "<ul>"),
    Input("one wrapped item", "txt", lambda _: f"{SENTENCE}และ\n", f"{KINDS[1]}\n1. "),
    Input("one list", "txt", lambda at: f"{at % 99 + 1}. {SENTENCE}\n", f"{KINDS[1]}\n"),
    Input("one table", "html", lambda at: f"<tr><td>{_kind(at)}<td>{SHORT}", "<table>"),
    Input("nested lists", "html", lambda at: f"<ul><li>{_kind(at)} {at}"),
    Input("names of offices", "txt", lambda at: f"เทศบาลตำบลบ้าน{chr(0xE01 + at % 40)}{at // 40}\n"),
    Input("marks in disorder", "txt", lambda _: "ก่ิ้ัํา "),
)


def seconds(data: bytes, name: str, offices: Registry) -> float:
    """CPU seconds of one parse."""
    gc.collect()
    start = time.process_time()
    parse(data, name=name, registry=offices)
    return time.process_time() - start


def report() -> None:
    """Print seconds by size and the greatest growth at a doubling."""
    offices = registry()
    parse(SENTENCE.encode(), name="a.txt", registry=offices)  # vocabularies are compiled once
    sizes = "".join(f"{f'{size} MiB':>9}" for size in SIZES)
    print(f"\n{'bad input, CPU seconds of the whole parse':44}{sizes}{'growth':>9}")
    for given in INPUTS:
        costs = [seconds(given.of_size(size * MIB), f"a.{given.ending}", offices) for size in SIZES]
        growth = max(after / before for before, after in pairwise(costs))
        cells = "".join(f"{cost:9.2f}" for cost in costs)
        print(f"{f'{given.name} ({given.ending})':44}{cells}{growth:9.1f}{'  not linear' * (growth > MOST)}")
