"""What each value of each closed vocabulary says to a reader of the tables, in English and Thai."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from schemas.codes import (
    CandidateStatus,
    CheckStatus,
    CoverageReason,
    CoverageStatus,
    FindingCode,
    HistoryChange,
    MediaType,
    OutcomeStatus,
    OwnerEvidence,
    PeriodKind,
    Severity,
    TextOrigin,
    Verdict,
)
from schemas.kinds import Kind
from schemas.offices import Level

VOCABULARIES: tuple[type[StrEnum], ...] = (
    Kind,
    Level,
    FindingCode,
    Severity,
    CoverageStatus,
    CoverageReason,
    OwnerEvidence,
    TextOrigin,
    MediaType,
    PeriodKind,
    HistoryChange,
    OutcomeStatus,
    CheckStatus,
    CandidateStatus,
    Verdict,
)
"""Every closed vocabulary whose values a reader meets: those of the tables first."""


class Language(StrEnum):
    """A language that texts for people are kept in."""

    EN = "en"
    TH = "th"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a value says, in one short sentence or phrase; Thai has no full stop."""

    en: str
    th: str

    def text(self, language: Language) -> str:
        """The sentence in that language."""
        return self.th if language is Language.TH else self.en


def meaning(value: StrEnum) -> Meaning:
    """What a value of one of `VOCABULARIES` says. Raises KeyError for a value of another enum."""
    return _meanings()[type(value)][value]


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C where it was built: 8 ms in place of 75, which every publish would pay."""


@cache
def _meanings() -> Mapping[type[StrEnum], Mapping[StrEnum, Meaning]]:
    written = yaml.load((files("schemas") / "vocabulary.yaml").read_text("utf-8"), _LOADER)  # noqa: S506  (both loaders are safe)
    return {
        values: {values(name): Meaning(**both) for name, both in written[values.__name__].items()}
        for values in VOCABULARIES
    }
