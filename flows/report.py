"""What came of a run: one outcome for each document or office, and what it means for the exit code."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from schemas.codes import FindingCode, OutcomeStatus
from schemas.records import Outcome

if TYPE_CHECKING:
    from stores.curated.review import OfficeReview, Review

_GOOD = (OutcomeStatus.PUBLISHED, OutcomeStatus.UNCHANGED)
_UNREACHED = frozenset(
    {
        FindingCode.ADDRESS_REFUSED,
        FindingCode.FETCH_FAILED,
        FindingCode.REDIRECT_LIMIT,
        FindingCode.RETRY_LATER,
        FindingCode.ROBOTS,
        FindingCode.TLS,
        FindingCode.TOTAL_TIMEOUT,
    }
)


def needs_a_look(outcome: Outcome) -> bool:
    """Whether a person should look at it: held, failed, or a document without a single section."""
    if outcome.status not in _GOOD:
        return True
    return any(finding.code is FindingCode.NO_SECTION for finding in outcome.findings)


@dataclass(frozen=True, slots=True)
class RunReport:
    """One run of one command.

    `unit` names what an outcome is of (`document` or `office`); `release_id` is the release that a
    reader now sees, `published` whether this run made it; `rows` counts its rows by table;
    `forgiven` holds codes that are expected in this run and do not change the exit code; `review` says
    what the release changes, or would; `losing` are offices for whose losses it was not published.
    """

    command: str
    unit: str
    outcomes: tuple[Outcome, ...]
    release_id: str | None = None
    published: bool = False
    rows: tuple[tuple[str, int], ...] = ()
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    forgiven: frozenset[FindingCode] = frozenset()
    review: Review | None = None
    losing: tuple[OfficeReview, ...] = ()

    @property
    def good(self) -> int:
        """How many outcomes are published or unchanged."""
        return sum(outcome.status in _GOOD for outcome in self.outcomes)

    @property
    def exit_code(self) -> int:
        """0 if all went well, 1 if something was held or failed."""
        return int(
            bool(self.losing) or any(needs_a_look(o) and not self._is_forgiven(o) for o in self.outcomes)
        )

    @property
    def message(self) -> str:
        """The run in one line, such as `241/245 offices, 3 held, 1 unreachable`."""
        total = len(self.outcomes)
        parts = [f"{self.good}/{total} {self.unit}{'' if total == 1 else 's'}"]
        troubles = Counter(trouble(outcome) for outcome in self.outcomes if outcome.status not in _GOOD)
        parts += [f"{count} {name}" for name, count in sorted(troubles.items())]
        return ", ".join(parts)

    def _is_forgiven(self, outcome: Outcome) -> bool:
        codes = {finding.code for finding in outcome.findings}
        return bool(codes) and codes <= self.forgiven


def trouble(outcome: Outcome) -> str:
    """What went wrong, in the one or two words that a summary counts by."""
    codes = {finding.code for finding in outcome.findings}
    if FindingCode.NO_SOURCE in codes:
        return "without a known address"
    if FindingCode.GONE in codes:
        return "gone"
    if codes & _UNREACHED:
        return "unreachable"
    return outcome.status.value


def as_json(report: RunReport) -> dict[str, object]:
    """The report as plain values, for `--json` and for a flow's summary."""
    return {
        "command": report.command,
        "message": report.message,
        "exit_code": report.exit_code,
        "release_id": report.release_id,
        "published": report.published,
        "rows": dict(report.rows),
        "seconds": round(report.seconds, 3),
        "notes": list(report.notes),
        "review": None if report.review is None else asdict(report.review),
        "losing": [office.office_id for office in report.losing],
        "outcomes": [
            {
                "status": outcome.status.value,
                "what": outcome.what,
                "office_id": outcome.office_id,
                "reason": outcome.reason,
                "statements": outcome.statements,
                "codes": sorted({finding.code.value for finding in outcome.findings}),
            }
            for outcome in report.outcomes
        ],
    }
