"""The pages that are measured on: the project's own HTML pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (
    ROOT / "raw" / "samples",
    ROOT / "tests" / "fresh" / "d" / "pages",
    ROOT / "tests" / "fresh" / "e" / "pages",
)


@dataclass(frozen=True, slots=True)
class Page:
    """One document: its file name and its bytes."""

    name: str
    data: bytes


def html_pages() -> list[Page]:
    """Every HTML page of the samples and of the fresh batches."""
    paths = sorted(path for folder in FOLDERS for path in folder.glob("*.html"))
    return [Page(path.name, path.read_bytes()) for path in paths]
