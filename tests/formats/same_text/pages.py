"""The pages that are shown in every format: five of our own text, and real ones where they are at hand.

Real pages and their gold trees lie beside the project and are only ever read from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from parsers.parse import parse
from schemas.records import Parsed
from schemas.registry import registry
from tests.formats.same_text.content import Content
from tests.formats.same_text.from_gold import content_of
from tests.formats.same_text.gold import Tree, read_tree, reworded

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
GOLD = ROOT / "tests" / "formats" / "gold"
CORPUS = ("03-word-paste", "07-ol-ul", "11-issue-table-rowspan", "17-auto-numbering", "20-sentence-vision")
REAL = "003_e738163af7812053"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is, what is to be read from it, and what is read from it as it is."""

    name: str
    path: Path
    tree: Tree
    gold_path: Path
    reading: Parsed
    content: Content

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()

    @property
    def is_html(self) -> bool:
        return self.path.suffix == ".html"

    @property
    def is_text(self) -> bool:
        return self.path.suffix == ".txt"


def corpus_pages() -> list[Page]:
    return [page(name) for name in CORPUS]


def seed_pages() -> list[Page]:
    return [page(path.stem) for path in sorted((SHARED / "seeds").glob("*.txt"))]


@cache
def page(name: str) -> Page:
    """A page by its name; raises FileNotFoundError where it or its gold tree is not at hand."""
    seed = SHARED / "seeds" / f"{name}.txt"
    golden = ROOT / "tests" / "golden" / f"corpus-{name}"
    path = seed if seed.exists() else next(golden.glob("input.*"), seed)
    gold_path = (SHARED / "gold" if path == seed else GOLD) / f"{name}.json"
    reading = parse(path.read_bytes(), name=path.name, registry=registry())
    texts = [item.text for item in reading.statements] + [section.heading for section in reading.sections]
    tree = reworded(read_tree(gold_path), texts)
    return Page(name, path, tree, gold_path, reading, content_of(tree, name))
