"""The scorer of the shared material, called in this process: a reading and a tree in, counts out.

The scorer is a script that speaks in dicts; they stay inside this module.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, fields
from functools import cache
from types import ModuleType
from typing import Any, Final

from benchmarks.reading import Reader, Reading
from benchmarks.scored_sets import SCORER, ScoredSet, Task

SIMILARITY: Final = 97.0
"""From 0 to 100: how alike two texts are that count as one."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was right on one page; None where the tree does not say.

    The names are the scorer's: of statements and of sections (`s_`) the gold's, those found and those
    matched (`fuzzy` and `exact`); `*_ok` are right among the matched.
    """

    gold: int
    found: int
    exact: int
    fuzzy: int
    s_gold: int
    s_found: int
    s_match: int
    number_ok: int
    label_ok: int
    labelled: int
    in_section_ok: int
    parent_ok: int
    order_ok: int
    order_n: int
    owner_ok: bool | None
    years_ok: bool | None
    fiscal_ok: bool | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement that was found: how sure its reader was, and whether it is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class PageScore:
    """How one page was read; `judged` has every statement found."""

    page: str
    counts: Counts
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class SetScore:
    """How a set was read; `left_out` names the pages that need an engine which is not installed."""

    name: str
    pages: tuple[PageScore, ...]
    left_out: tuple[str, ...] = ()


def missing() -> str | None:
    """What to tell where the scorer is not at hand, None where it is."""
    return (
        None if SCORER.is_file() else f"nothing to score with: {SCORER.name} is looked for in {SCORER.parent}"
    )


def score_set(scored: ScoredSet, reader: Reader) -> SetScore:
    """Read every page of a set and score it."""
    pages: list[PageScore] = []
    left_out: list[str] = []
    for task in scored.tasks:
        reading = reader(task.page)
        if reading is None:
            left_out.append(task.page.name)
        else:
            pages.append(_score(task, reading))
    return SetScore(scored.name, tuple(pages), tuple(left_out))


@cache
def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(missing())
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _score(task: Task, reading: Reading) -> PageScore:
    scored = _scorer().score_document(task.gold, _as_document(reading), SIMILARITY)
    counts = Counts(**{field.name: scored[field.name] for field in fields(Counts)})
    return PageScore(task.page.name, counts, _judged(task, reading))


def _judged(task: Task, reading: Reading) -> tuple[Judged, ...]:
    scorer = _scorer()
    found = [{"kind": item.kind.value, "text": scorer.fold(item.text)} for item in reading.statements]
    pairs, _ = scorer.pair(scorer.flatten(task.gold)[1], found, SIMILARITY)
    right = set(pairs.values())
    return tuple(Judged(item.confidence, index in right) for index, item in enumerate(reading.statements))


def _as_document(reading: Reading) -> dict[str, Any]:
    return {
        "row": {
            "office_id": reading.office_id,
            "owner_name": reading.owner_name,
            "plan_start_be": reading.plan_start_be,
            "plan_end_be": reading.plan_end_be,
            "fiscal_year_be": reading.fiscal_year_be,
        },
        "sections": [
            {"section_id": index, "kind": section.kind.value, "heading": section.heading}
            for index, section in enumerate(reading.sections)
        ],
        "statements": [
            {
                "statement_id": index,
                "ordinal": index,
                "kind": item.kind.value,
                "text": item.text,
                "label": item.label,
                "number": item.number,
                "section_id": item.section,
                "parent_statement_id": item.parent,
            }
            for index, item in enumerate(reading.statements)
        ],
    }
