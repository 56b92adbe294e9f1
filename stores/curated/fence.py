"""The last fence before the tables: no person's name, and no text that cannot be written down."""

from __future__ import annotations

from schemas.codes import FindingCode, Severity
from schemas.persons import mask_persons
from schemas.records import Finding, Span

EVIDENCE_LENGTH = 200


class Fence:
    """Cleans the texts of one document and remembers where it masked a person's name."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def text(self, text: str, what: str, spans: tuple[Span, ...] = ()) -> str:
        """The text as it may be published; `what` and `spans` say where it stands, for the finding."""
        masked, count = mask_persons(writable(text))
        if count:
            message = f"{count} name(s) of persons masked in {what}"
            evidence = masked[:EVIDENCE_LENGTH]
            self.findings.append(Finding(FindingCode.PERSON_MASKED, Severity.INFO, message, evidence, spans))
        return masked

    def optional(self, text: str | None, what: str, spans: tuple[Span, ...] = ()) -> str | None:
        return None if text is None else self.text(text, what, spans)


def masked(text: str) -> str:
    """The text without persons' names, where no finding is wanted."""
    return mask_persons(writable(text))[0]


def writable(text: str) -> str:
    """The text, half surrogates (which UTF-8 cannot hold) replaced by question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
