"""The documents that are measured on: the project's own and, when they lie beside it, real ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
REAL = ROOT.parent / "shared" / "real"


@dataclass(frozen=True, slots=True)
class Page:
    """One document: its file name and its bytes."""

    name: str
    data: bytes


def own_pages(ending: str) -> list[Page]:
    """The samples and the fresh batches that have an ending."""
    fresh = (ROOT / "tests" / "fresh").glob(f"*/pages/*.{ending}")
    return _read([*(ROOT / "raw" / "samples").glob(f"*.{ending}"), *fresh])


def golden_pages(ending: str) -> list[Page]:
    """The inputs of the golden tests that have an ending, named by their case."""
    paths = sorted(GOLDEN.glob(f"*/input.{ending}"))
    return [Page(f"{path.parent.name}.{ending}", path.read_bytes()) for path in paths]


def real_pages(ending: str) -> list[Page]:
    """Public documents that others made; none where the folder is missing."""
    return _read(REAL.glob(f"*.{ending}"))


def _read(paths: Iterable[Path]) -> list[Page]:
    return [Page(path.name, path.read_bytes()) for path in sorted(paths)]
