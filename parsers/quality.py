"""How sound the text of a document is: a share, and findings for what no reader can mend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.private_use import unknown_codes
from schemas.codes import FindingCode, Severity
from schemas.records import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

_BAD = re.compile("[\ufffd\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def text_quality(texts: Iterable[str]) -> float:
    """One less the share of characters that are no text (U+FFFD, controls, unknown private use)."""
    kept = list(texts)
    length = sum(map(len, kept))
    if not length:
        return 0.0
    bad = sum(len(_BAD.findall(text)) for text in kept if _BAD.search(text))
    bad += sum(unknown_codes(kept).values())
    return round(1.0 - bad / length, 4)


def text_findings(texts: Iterable[str]) -> tuple[Finding, ...]:
    """PRIVATE_USE and REPLACEMENT_CHAR findings with their counts; empty for sound text."""
    kept = list(texts)
    findings = []
    unknown = unknown_codes(kept)
    if unknown:
        listed = ", ".join(f"U+{ord(char):04X} ×{n}" for char, n in unknown.most_common(12))  # noqa: RUF001
        message = f"{unknown.total()} private-use characters of unknown meaning ({listed})"
        findings.append(Finding(FindingCode.PRIVATE_USE, Severity.WARNING, message))
    lost = sum(text.count("\ufffd") for text in kept)
    if lost:
        message = f"{lost} characters were lost before the document was published (U+FFFD)"
        findings.append(Finding(FindingCode.REPLACEMENT_CHAR, Severity.WARNING, message))
    return tuple(findings)
