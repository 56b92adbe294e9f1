"""Peak memory of each reader on its largest input, over that of its imports alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.pages import ROOT, Page, golden_pages, own_pages, real_pages
from benchmarks.peak import run_of
from benchmarks.word import word_pages
from parsers.parse import read_document
from parsers.readers.text import SIZE_LIMIT
from schemas.codes import MediaType

ENDINGS = {
    MediaType.HTML: "html",
    MediaType.DOCX: "docx",
    MediaType.PDF: "pdf",
    MediaType.TEXT: "txt",
    MediaType.ODT: "odt",
    MediaType.RTF: "rtf",
    MediaType.PPTX: "pptx",
    MediaType.XLSX: "xlsx",
}
REPEATED = (MediaType.HTML, MediaType.TEXT)
"""Formats whose documents can be put end to end until they are as long as one may be."""


@dataclass(frozen=True, slots=True)
class Peak:
    """Peaks of a process in MiB: that read nothing, and that read a document."""

    bare: float
    full: float


def largest(media_type: MediaType) -> list[Page]:
    """The document of most bytes that holds text, and the longest that may be."""
    ending = ENDINGS[media_type]
    pages = [*own_pages(ending), *golden_pages(ending), *real_pages(ending)]
    if media_type is MediaType.DOCX:
        pages += word_pages()
    by_size = sorted(pages, key=lambda page: len(page.data), reverse=True)
    found = list(islice((page for page in by_size if read_document(page.data, name=page.name).blocks), 1))
    return [*found, *(_repeated(page) for page in found if media_type in REPEATED)]


def _repeated(page: Page) -> Page:
    return Page("the same end to end", page.data * (SIZE_LIMIT // len(page.data)))


def peak_of(media_type: MediaType, data: bytes) -> Peak:
    """What reading takes, in processes of its own; raises if the reader fails."""
    with TemporaryDirectory() as folder:
        return Peak(*(_reading(media_type, content, Path(folder)) for content in (b"", data)))


def _reading(media_type: MediaType, data: bytes, folder: Path) -> float:
    path = folder / "input"
    path.write_bytes(data)
    run = run_of([sys.executable, "-m", "benchmarks.read_one", media_type.value, str(path)], ROOT)
    if run.status:
        raise RuntimeError(f"the reader of {media_type.name} ended with status {run.status}")
    return run.mib


def report() -> None:
    """Print the table."""
    print(f"\n{'reader, its largest input':48}{'KiB':>8}{'imports MiB':>13}{'peak MiB':>10}{'over':>7}")
    for media_type in ENDINGS:
        _report(media_type, largest(media_type))


def _report(media_type: MediaType, pages: Sequence[Page]) -> None:
    for page in pages:
        peak = peak_of(media_type, page.data)
        name, over = f"{media_type.name}, {page.name}", peak.full - peak.bare
        print(f"{name:48}{len(page.data) / 1024:8.0f}{peak.bare:13.0f}{peak.full:10.0f}{over:7.1f}")
