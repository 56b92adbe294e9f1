"""The same text in every format (`make formats`): statement F1 against hand-made trees.

Pages: five of our own and the five real ones, scored by the project's scorer; the table goes into
docs/formats.md. The real pages and the scorer lie beside the project: without them there is nothing to
measure.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engines.installed import INSTALLED
from parsers.parse import parse
from schemas.records import Parsed
from schemas.registry import registry
from tests.formats.same_text.formats import CHROMIUM, OFFICE, SCAN, WRITTEN
from tests.formats.same_text.making import Workshop
from tests.formats.same_text.pages import ROOT, SHARED, Page, corpus_pages, seed_pages
from tests.formats.same_text.rows import rows_of, tight

PAGE = ROOT / "docs" / "formats.md"
_MARK = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- /measured -->)", re.DOTALL)
_NEAR, _NEAR_SCAN = 97.0, 90.0


@dataclass(frozen=True, slots=True)
class Bar:
    """The least statement F1 and, but for scans, the least exact one."""

    near: float
    exact: float | None

    def holds(self, figures: Figures) -> bool:
        return figures.near >= self.near and (self.exact is None or figures.exact >= self.exact)


@dataclass(frozen=True, slots=True)
class Figures:
    """Statement F1 over some pages, near and exact; pages that gave the very rows of the page itself."""

    near: float
    exact: float
    equal: int
    pages: int

    def __str__(self) -> str:
        return f"{self.near:.3f} | {self.exact:.3f} | {self.equal}/{self.pages}"


def bar_of(form: str) -> Bar:
    if form == SCAN:
        return Bar(0.90, None)
    return Bar(0.95, 0.90) if form.startswith("PDF") else Bar(0.97, 0.95)


def scorer() -> Any:  # noqa: ANN401
    """The project's scorer, a script beside the project."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_rows(parsed: Parsed) -> dict[str, Any]:
    """A reading as the scorer wants a document: rows of the tables."""
    return {
        "row": {"office_id": parsed.owner.office_id, "owner_name": parsed.owner.name},
        "sections": [
            {"section_id": at, "kind": item.kind.value, "heading": item.heading}
            for at, item in enumerate(parsed.sections)
        ],
        "statements": [
            {
                "statement_id": at,
                "kind": item.kind.value,
                "text": item.text,
                "number": item.number,
                "label": item.label,
                "parent_statement_id": item.parent,
                "section_id": item.section,
            }
            for at, item in enumerate(parsed.statements)
        ],
    }


def measured(form: str, pages: Sequence[Page], workshop: Workshop, score: Any) -> Figures:  # noqa: ANN401
    """One format, the pages together."""
    near = exact = gold = found = equal = 0
    for page in pages:
        made = workshop.made(page, form)
        parsed = parse(made.data, name=made.name, registry=registry(), engines=INSTALLED)
        tree = json.loads(page.gold_path.read_text("utf-8"))
        result = score.score_document(tree, as_rows(parsed), _NEAR_SCAN if form == SCAN else _NEAR)
        near, exact = near + result["fuzzy"], exact + result["exact"]
        gold, found = gold + result["gold"], found + result["found"]
        same = tight(rows_of(parsed)) == tight(rows_of(page.reading))
        equal += same
        print(f"  {form:34}{page.name[:20]:22}{'equal' if same else 'differs'}", file=sys.stderr, flush=True)
    return Figures(score.f1(near, gold, found), score.f1(exact, gold, found), equal, len(pages))


def table(forms: Sequence[str]) -> Iterator[str]:
    """The lines of the table."""
    own, real = corpus_pages(), seed_pages()
    workshop, score = Workshop([*own, *real]), scorer()
    yield "| format | own F1 | exact | equal | real F1 | exact | equal | bar (exact) | |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for form in forms:
        bar = bar_of(form)
        figures = [measured(form, pages, workshop, score) for pages in (own, real)]
        least = f"{bar.near:.2f}" + ("" if bar.exact is None else f" ({bar.exact:.2f})")
        verdict = "holds" if all(map(bar.holds, figures)) else "**below**"
        yield f"| {form} | {figures[0]} | {figures[1]} | {least} | {verdict} |"


def main() -> None:
    """Measure and write the table into docs/formats.md."""
    if not (SHARED / "seeds").is_dir() or not (SHARED / "tools" / "score.py").exists():
        sys.exit("make formats needs the real pages and the scorer, which lie beside the project (../shared)")
    lines = list(table([*WRITTEN, *OFFICE, CHROMIUM, SCAN]))
    print("\n".join(lines))
    text = PAGE.read_text("utf-8")
    PAGE.write_text(_MARK.sub(lambda _: "\n".join(lines) + "\n", text), "utf-8")


if __name__ == "__main__":
    main()
