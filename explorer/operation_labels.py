"""How states and outcomes are called on the operator's page."""

from __future__ import annotations

from flows.release_report.labels import Label
from schemas.codes import CheckStatus, OutcomeStatus
from stores.curated.catalogue import ReleaseState


def release_state_label(state: ReleaseState) -> Label:
    return _RELEASES[state]


def outcome_label(status: OutcomeStatus) -> Label:
    return _OUTCOMES[status]


def check_label(status: CheckStatus) -> Label:
    return _CHECKS[status]


_RELEASES = {
    ReleaseState.LATEST: Label("รุ่นที่ใช้อยู่", "latest"),
    ReleaseState.KEPT: Label("เก็บไว้", "kept"),
    ReleaseState.REMOVED: Label("ลบแล้วตามอายุ", "removed by age"),
    ReleaseState.FORGOTTEN: Label("ลบแล้วตามคำขอ", "removed on request"),
    ReleaseState.FAILED: Label("ไม่ผ่านการตรวจ", "failed its check"),
    ReleaseState.NEVER_PUBLISHED: Label("ไม่ได้เผยแพร่", "never published"),
    ReleaseState.LOST: Label("ไฟล์หาย", "lost"),
}
_OUTCOMES = {
    OutcomeStatus.PUBLISHED: Label("เผยแพร่", "published"),
    OutcomeStatus.UNCHANGED: Label("ไม่เปลี่ยน", "unchanged"),
    OutcomeStatus.HELD: Label("พักไว้", "held"),
    OutcomeStatus.FAILED: Label("ล้มเหลว", "failed"),
}
_CHECKS = {
    CheckStatus.OK: Label("ปกติ", "fine"),
    CheckStatus.UNREACHABLE: Label("เข้าเว็บไซต์ไม่ได้", "unreachable"),
    CheckStatus.GONE: Label("หน้าเว็บหายไป", "gone"),
    CheckStatus.NO_SOURCE: Label("ไม่ทราบที่อยู่เว็บ", "no known address"),
}
