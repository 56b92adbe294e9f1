"""The sets of pages with hand-made trees that accuracy is measured on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.pages import ROOT, Page

SHARED = ROOT.parent / "shared"
FRESH = ROOT / "tests" / "fresh"
SCORER = SHARED / "tools" / "score.py"


@dataclass(frozen=True, slots=True)
class Task:
    """One page and the tree that is to be read out of it."""

    page: Page
    gold: dict[str, Any]


@dataclass(frozen=True)
class ScoredSet:
    """A folder of pages and a folder of trees, one JSON file a page."""

    name: str
    pages: Path
    gold: Path

    @property
    def is_there(self) -> bool:
        """Whether both folders are at hand."""
        return self.pages.is_dir() and self.gold.is_dir()

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Every page with its tree, by name. Raises OSError for a tree whose page is missing."""
        return tuple(self._tasks())

    def _tasks(self) -> Iterator[Task]:
        for path in sorted(self.gold.glob("*.json")):
            gold = json.loads(path.read_bytes())
            source = self.pages / gold["source"]
            yield Task(Page(source.name, source.read_bytes()), gold)


def scored_sets() -> tuple[ScoredSet, ...]:
    """The five real pages, the corpus, and every batch of our own; some may not be at hand."""
    batches = sorted(path for path in FRESH.iterdir() if (path / "gold").is_dir())
    return (
        ScoredSet("five real pages", SHARED / "seeds", SHARED / "gold"),
        ScoredSet("corpus", SHARED / "corpus" / "pages", SHARED / "corpus" / "gold"),
        *(ScoredSet(f"batch {path.name}", path / "pages", path / "gold") for path in batches),
    )
