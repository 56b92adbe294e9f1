"""Why an engine gave no value: one record for a missing tool, a limit and a crash."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.codes import FindingCode, Severity
from schemas.records import Finding


@dataclass(frozen=True, slots=True)
class Stopped:
    """What came instead of a value.

    `message` is one sentence for the operator and never quotes the document; `packages` are the Debian
    packages that would help; `detail` (a traceback, a program's last words) is for the journal only.
    """

    code: FindingCode
    message: str
    packages: tuple[str, ...] = ()
    detail: str = ""

    def finding(self) -> Finding:
        """The finding that holds the document."""
        return Finding(self.code, Severity.ERROR, self.message)


def needs(code: FindingCode, what: str, *packages: str) -> Stopped:
    """A tool is not there: what it is needed for, and the packages to install."""
    return Stopped(code, f"{what}: apt install {' '.join(packages)}", packages)
