"""What came of each document and office, told by comparing two releases: before the run and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.intake import Entry
from flows.standing import Standing, StandingDocument
from flows.visits import Visit
from schemas.codes import OutcomeStatus, Severity
from schemas.ids import UNKNOWN_OFFICE, document_id
from schemas.records import Capture, Finding, Outcome

_WORST_FIRST = (OutcomeStatus.FAILED, OutcomeStatus.HELD, OutcomeStatus.PUBLISHED, OutcomeStatus.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The release before a run and the one after it (the same one if nothing was published).

    `changed` are the offices whose statements in force differ between them.
    """

    before: Standing
    after: Standing
    changed: frozenset[str] = frozenset()

    def document(self, capture: Capture) -> Outcome:
        """What came of a captured document."""
        now = self.after.of(capture)
        what = capture.source.uri
        if now is None:
            return Outcome(OutcomeStatus.FAILED, what, reason="captured, but in no release")
        status = OutcomeStatus.PUBLISHED
        if now.is_held:
            status = OutcomeStatus.HELD
        elif self._is_as_before(capture, now) or self._says_the_same(capture, now):
            status = OutcomeStatus.UNCHANGED
        return Outcome(status, what, now.office_id, reasons(now.findings), now.statements, now.findings)

    def _is_as_before(self, capture: Capture, now: StandingDocument) -> bool:
        return self.before.holds(capture) and now == self.before.of(capture)

    def _says_the_same(self, capture: Capture, now: StandingDocument) -> bool:
        """Whether other bytes have the text of the capture before: a counter moved, nothing else."""
        if capture.previous_sha256 is None or now.text_sha256 is None or now.office_id in self.changed:
            return False
        known = self.before.documents.get(document_id(capture.source.source_id, capture.previous_sha256))
        return known is not None and not known.is_held and known == now

    def entry(self, entry: Entry) -> Outcome:
        """What came of a file."""
        if entry.capture is not None:
            return self.document(entry.capture)
        findings = () if entry.finding is None else (entry.finding,)
        return Outcome(OutcomeStatus.FAILED, entry.uri, None, reasons(findings), 0, findings)

    def office(self, visit: Visit, name: str) -> Outcome:
        """What came of looking for an office: the worst of its pages, with all reasons."""
        documents = [self.document(capture) for capture in visit.captures]
        statuses = {outcome.status for outcome in documents}
        if any(finding.severity is Severity.ERROR for finding in visit.findings) or not visit.captures:
            statuses.add(OutcomeStatus.FAILED)
        status = next((status for status in _WORST_FIRST if status in statuses), OutcomeStatus.FAILED)
        others = [_other_owner(outcome, visit.office_id) for outcome in documents]
        told = [reasons(visit.findings), *(outcome.reason for outcome in documents), *others]
        findings = visit.findings + tuple(f for outcome in documents for f in outcome.findings)
        return Outcome(
            status,
            name,
            visit.office_id,
            "; ".join(dict.fromkeys(filter(None, told))),
            sum(outcome.statements for outcome in documents),
            findings,
        )


def _other_owner(outcome: Outcome, asked: str) -> str:
    if outcome.office_id in {None, asked}:
        return ""
    if outcome.office_id == UNKNOWN_OFFICE:
        return "the page names no office"
    return f"the page is {outcome.office_id}'s, not this office's"


def reasons(findings: Iterable[Finding]) -> str:
    """Findings in one line: code and message of each."""
    return "; ".join(f"{finding.code.value}: {finding.message}" for finding in findings)
