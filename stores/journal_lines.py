"""What a run notes, and each note as a line of JSON. Persons' names are masked here too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from schemas.codes import FindingCode, OutcomeStatus, Severity
from schemas.records import Finding, HostCourtesy, Outcome
from stores.curated.fence import EVIDENCE_LENGTH, masked
from stores.json_fields import Fields, encode_line, optional_time_text, time_text


@dataclass(frozen=True, slots=True)
class StartNote:
    """A run begins."""

    at: datetime
    command: str


@dataclass(frozen=True, slots=True)
class EndNote:
    """A run is over."""

    at: datetime
    exit_code: int
    release_id: str | None


@dataclass(frozen=True, slots=True)
class ClockNote:
    """New times of an office; None where a time stays what it was.

    `stale` says why the office's rows are older than the look, "" that they no longer are.
    """

    office_id: str
    looked_at: datetime | None = None
    changed_at: datetime | None = None
    published_at: datetime | None = None
    stale: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeNote:
    """A finding that no document has: of an address, a path, an office."""

    what: str
    office_id: str | None
    finding: Finding


BLANK = "(taken out)"
"""What stands in place of the texts of a document that was taken out."""
Note = StartNote | EndNote | ClockNote | OfficeNote | HostCourtesy | Outcome


def blank_note(note: Note) -> Note:
    """The note with codes and counts, without any text of a document."""
    match note:
        case Outcome():
            findings = tuple(map(_blank, note.findings))
            return replace(note, reason=BLANK if note.reason else "", findings=findings)
        case OfficeNote():
            return replace(note, finding=_blank(note.finding))
        case _:
            return note


def _blank(finding: Finding) -> Finding:
    return Finding(finding.code, finding.severity, BLANK)


def note_line(note: Note) -> bytes:
    """The note as one line."""
    match note:
        case StartNote():
            fields: dict[str, object] = {"note": "start", "at": time_text(note.at), "command": note.command}
        case EndNote():
            fields = {"note": "end", "at": time_text(note.at), "exit_code": note.exit_code}
            fields["release_id"] = note.release_id
        case ClockNote():
            fields = {
                "note": "clock",
                "office_id": note.office_id,
                "looked_at": optional_time_text(note.looked_at),
                "changed_at": optional_time_text(note.changed_at),
                "published_at": optional_time_text(note.published_at),
                "stale": note.stale,
            }
        case OfficeNote():
            fields = {"note": "finding", "what": note.what, "office_id": note.office_id}
            fields["finding"] = _finding_fields(note.finding)
        case HostCourtesy():
            fields = _host_fields(note)
        case Outcome():
            fields = {
                "note": "outcome",
                "status": note.status.value,
                "what": note.what,
                "office_id": note.office_id,
                "reason": masked(note.reason),
                "statements": note.statements,
                "findings": [_finding_fields(finding) for finding in note.findings],
            }
    return encode_line(fields)


def note_from(loaded: object) -> Note:
    """The note of a loaded line; raises if it is none."""
    fields = Fields(loaded)
    match fields.text("note"):
        case "start":
            return StartNote(fields.moment("at"), fields.text("command"))
        case "end":
            release_id = fields.optional_text("release_id")
            return EndNote(fields.moment("at"), fields.integer("exit_code"), release_id)
        case "clock":
            return ClockNote(
                fields.text("office_id"),
                fields.optional_moment("looked_at"),
                fields.optional_moment("changed_at"),
                fields.optional_moment("published_at"),
                fields.optional_text("stale"),
            )
        case "finding":
            finding = _finding(fields.child("finding"))
            return OfficeNote(fields.text("what"), fields.optional_text("office_id"), finding)
        case "host":
            return _host(fields)
        case "outcome":
            return Outcome(
                status=OutcomeStatus(fields.text("status")),
                what=fields.text("what"),
                office_id=fields.optional_text("office_id"),
                reason=fields.text("reason"),
                statements=fields.integer("statements"),
                findings=tuple(_finding(finding) for finding in fields.objects("findings")),
            )
        case other:
            raise ValueError(f"unknown note {other!r}")


def _host_fields(note: HostCourtesy) -> dict[str, object]:
    delay = note.least_delay
    return {
        "note": "host",
        "host": note.host,
        "requests": note.requests,
        "byte_count": note.byte_count,
        "not_modified": note.not_modified,
        "retries": note.retries,
        "robots": note.robots,
        "allowed": note.allowed,
        "refused": note.refused,
        "exempted": note.exempted,
        "least_delay_ms": None if delay is None else int(delay * 1000),
    }


def _host(fields: Fields) -> HostCourtesy:
    delay = fields.optional_integer("least_delay_ms")
    return HostCourtesy(
        host=fields.text("host"),
        requests=fields.integer("requests"),
        byte_count=fields.integer("byte_count"),
        not_modified=fields.integer("not_modified"),
        retries=fields.integer("retries"),
        robots=fields.text("robots"),
        allowed=fields.integer("allowed"),
        refused=fields.integer("refused"),
        exempted=fields.integer("exempted"),
        least_delay=None if delay is None else delay / 1000,
    )


def _finding_fields(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "message": masked(finding.message),
        "evidence": masked(finding.evidence)[:EVIDENCE_LENGTH],
    }


def _finding(fields: Fields) -> Finding:
    return Finding(
        FindingCode(fields.text("code")),
        Severity(fields.text("severity")),
        fields.text("message"),
        fields.text("evidence"),
    )
