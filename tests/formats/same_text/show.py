"""A page in a format, as it is read: `python -m tests.formats.same_text.show "PDF Chromium" 004`.

Prints the blocks that the reader gave and the rows that differ from those of the page itself.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator

from engines.installed import INSTALLED
from parsers.parse import parse
from schemas.records import Block
from schemas.registry import registry
from tests.formats.same_text.making import Workshop
from tests.formats.same_text.pages import corpus_pages, seed_pages
from tests.formats.same_text.rows import Row, rows_of


def _said(row: Row) -> str:
    return f"{row.kind} {row.number or '-'} | {row.text} | below: {' '.join(row.parent or ('nothing',))}"


def _drawn(at: int, block: Block) -> str:
    return (
        f"{at:3} {block.kind:9} {block.break_before:9} blank {block.blank_before} in {block.indent:2} "
        f"bold {block.bold:.1f} size {block.size:.2f} number {block.number} {block.cell or ''} {block.text!r}"
    )


def shown(form: str, name: str) -> Iterator[str]:
    """The lines to print."""
    (page,) = (page for page in (*corpus_pages(), *seed_pages()) if page.name.startswith(name))
    made = Workshop([page]).made(page, form)
    found = parse(made.data, name=made.name, registry=registry(), engines=INSTALLED)
    for at, block in enumerate(found.document.blocks):
        yield _drawn(at, block)
    yield ""
    wanted, read = map(_said, rows_of(page.reading)), map(_said, rows_of(found))
    yield from difflib.unified_diff(list(wanted), list(read), "the page itself", form, n=0, lineterm="")


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in shown(sys.argv[1], sys.argv[2]))
