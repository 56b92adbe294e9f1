"""Proofs and passages as plain JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.proving.passage import Passage
    from flows.proving.records import Count, Failure, ProofReport


def report_as_json(report: ProofReport) -> dict[str, object]:
    """Counts and failures of a report; `proved` says whether nothing failed."""
    return {
        "release_id": report.release_id,
        "office_id": report.office_id,
        "proved": report.is_proved,
        "seconds": round(report.seconds, 3),
        "counts": [_count(count) for count in report.sorted_counts()],
        "failures": [_failure(failure) for failure in report.failures],
    }


def _count(count: Count) -> dict[str, object]:
    return {
        "subject": count.subject.value,
        "media_type": count.media_type.value if count.media_type else None,
        "verdict": count.verdict.value,
        "by": count.by or None,
        "number": count.number,
    }


def _failure(failure: Failure) -> dict[str, object]:
    return {
        "subject": failure.subject.value,
        "verdict": failure.verdict.value,
        "key": failure.key,
        "office_id": failure.office_id or None,
        "address": failure.address or None,
        "place": failure.place or None,
        "published": failure.published,
        "found": failure.found,
    }


def passage_as_json(passage: Passage) -> dict[str, object]:
    """Where a statement stands; `lines` are in three parts, of which the second is quoted."""
    return {
        "statement_id": passage.statement_id,
        "address": passage.address,
        "captured_at": passage.captured_at.isoformat(),
        "page": passage.page,
        "lines": [[line.before, line.quote, line.after] for line in passage.lines],
        "trouble": passage.trouble or None,
    }
