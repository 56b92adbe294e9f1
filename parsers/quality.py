"""How sound the text of a document is: a share, and findings for what no reader can mend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.private_use import unknown_codes
from schemas.codes import FindingCode, Severity
from schemas.records import Finding

_CONTROLS = bytes([*range(9), *range(14, 32), 127])
_C1 = re.compile(b"\xc2[\x80-\x84\x86-\x9f]")
_LOST = "\ufffd".encode()


@dataclass(frozen=True, slots=True)
class Quality:
    """`share` is one less the share of characters that are no text; `findings` say which.

    `thai` counts the Thai characters.
    """

    share: float
    findings: tuple[Finding, ...] = ()
    thai: int = 0


def thai_letters(text: str) -> int:
    """How many Thai characters a text holds."""
    return thai_bytes(text.encode("utf-8", "surrogatepass"))


def thai_bytes(data: bytes) -> int:
    """How many Thai characters a text in UTF-8 holds.

    Counts the first byte of U+0800 to U+0FFF, among which a Thai page has Thai only: one pass.
    """
    return len(data) - len(data.translate(None, b"\xe0"))


def assess(texts: Iterable[str]) -> Quality:
    """Weigh the texts of a document: U+FFFD, controls, private-use codes of unknown meaning.

    The share is 0 (garbled) to 1 (sound), 0 for no text at all. Findings are PRIVATE_USE,
    REPLACEMENT_CHAR and DAMAGED (controls) with their counts. Works on UTF-8 bytes, for speed.
    """
    text = "\n".join(texts)
    if not text:
        return Quality(0.0)
    data = text.encode("utf-8", "surrogatepass")
    lost = data.count(_LOST)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\xc2" in data:
        controls += sum(1 for _ in _C1.finditer(data))
    has_private_use = b"\xee" in data or b"\xef" in data or b"\xf3" in data or b"\xf4" in data
    unknown = unknown_codes(text) if has_private_use else Counter()
    bad = lost + controls + unknown.total()
    share = round(1.0 - bad / len(text), 4)
    return Quality(share, tuple(_findings(lost, controls, unknown)), thai_bytes(data))


def _findings(lost: int, controls: int, unknown: Counter[str]) -> Iterable[Finding]:
    if unknown:
        listed = ", ".join(f"U+{ord(char):04X} ×{count}" for char, count in unknown.most_common(12))
        message = f"{unknown.total()} private-use characters of unknown meaning ({listed})"
        yield Finding(FindingCode.PRIVATE_USE, Severity.WARNING, message)
    if lost:
        message = f"{lost} characters were lost before the document was published (U+FFFD)"
        yield Finding(FindingCode.REPLACEMENT_CHAR, Severity.WARNING, message)
    if controls:
        message = f"{controls} control characters stand in the text: bytes may be damaged"
        yield Finding(FindingCode.DAMAGED, Severity.WARNING, message)
