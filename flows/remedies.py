"""What each code and each outcome asks of a person: for summaries and the manual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from schemas.codes import GRAVEST_FIRST, CheckStatus, FindingCode, OutcomeStatus
from schemas.records import Outcome
from schemas.vocabulary import Language, Meaning


def remedy(code: FindingCode | OutcomeStatus | CheckStatus, language: Language = Language.EN) -> str:
    """What a code asks of a person, in a sentence or two with Markdown's marks for commands."""
    return _remedies()[type(code)][code].text(language)


def remedy_of(outcome: Outcome) -> str:
    """What a person can do about an outcome, after its gravest code."""
    codes = telling_codes(outcome)
    return remedy(codes[0] if codes else outcome.status)


def telling_codes(outcome: Outcome) -> tuple[FindingCode, ...]:
    """The codes that an outcome is what it is for, the gravest first, each once."""
    ordered = sorted(outcome.findings, key=lambda finding: GRAVEST_FIRST.index(finding.severity))
    return tuple(dict.fromkeys(finding.code for finding in ordered))


def manual() -> str:
    """The tables of the manual in Markdown: outcomes, last looks for an office, codes."""
    tables = (("outcome", OutcomeStatus), ("last look", CheckStatus), ("code", FindingCode))
    return "\n\n".join("\n".join(_table(name, codes)) for name, codes in tables)


def _table(name: str, codes: type[OutcomeStatus | CheckStatus | FindingCode]) -> Iterator[str]:
    yield f"| {name} | what it asks of a person |"
    yield "|---|---|"
    for code in codes:
        yield f"| `{code.value}` | {remedy(code)} |"


@cache
def _remedies() -> Mapping[type[StrEnum], Mapping[StrEnum, Meaning]]:
    written = yaml.safe_load((files("flows") / "remedies.yaml").read_text("utf-8"))
    parts = (("outcomes", OutcomeStatus), ("checks", CheckStatus), ("codes", FindingCode))
    return {
        codes: {codes(name): Meaning(**both) for name, both in written[part].items()} for part, codes in parts
    }


if __name__ == "__main__":
    print(manual())  # noqa: T201  (the part of docs/operations.md that is made from it)
