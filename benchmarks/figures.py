"""The figures of accuracy: what each is called and how it is drawn from the counts of pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from benchmarks.scorer import Counts

Pages = Sequence[Counts]


@dataclass(frozen=True, slots=True)
class Figure:
    """One column of the table; `of` gives it for several pages, or for one."""

    name: str
    of: Callable[[Pages], float]


def _total(pages: Pages, name: str) -> int:
    return sum(getattr(page, name) for page in pages)


def _f1(matched: str, gold: str, found: str) -> Callable[[Pages], float]:
    def of(pages: Pages) -> float:
        both = _total(pages, gold) + _total(pages, found)
        return 2 * _total(pages, matched) / both if both else 1.0

    return of


def _share(right: str, whole: str) -> Callable[[Pages], float]:
    def of(pages: Pages) -> float:
        count = _total(pages, whole)
        return _total(pages, right) / count if count else 1.0

    return of


def _answers(name: str) -> Callable[[Pages], float]:
    def of(pages: Pages) -> float:
        said = [answer for answer in map(attrgetter(name), pages) if answer is not None]
        return sum(said) / len(said) if said else 1.0

    return of


_statements = _f1("fuzzy", "gold", "found")


def statement_f1(page: Counts) -> float:
    """Of one page."""
    return _statements([page])


def _mean(pages: Pages) -> float:
    return sum(map(statement_f1, pages)) / len(pages)


def _worst(pages: Pages) -> float:
    return min(map(statement_f1, pages))


WORST: Final = Figure("worst page", _worst)
FIGURES: Final = (
    Figure("statement F1", _statements),
    Figure("exact", _f1("exact", "gold", "found")),
    Figure("document mean", _mean),
    WORST,
    Figure("section F1", _f1("s_match", "s_gold", "s_found")),
    Figure("number", _share("number_ok", "fuzzy")),
    Figure("label", _share("label_ok", "labelled")),
    Figure("in section", _share("in_section_ok", "fuzzy")),
    Figure("parent", _share("parent_ok", "fuzzy")),
    Figure("order", _share("order_ok", "order_n")),
    Figure("owner", _answers("owner_ok")),
    Figure("plan years", _answers("years_ok")),
    Figure("fiscal year", _answers("fiscal_ok")),
)
